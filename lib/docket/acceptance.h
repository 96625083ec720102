/* Findings that somebody answers for leaving as they are: they are shown as
 * accepted, with who said so and why, until the day that expires.
 *
 * A file in the configuration's format, one section (of any name) each:
 *
 *     [police fees]
 *     rule = T01            ; or fingerprint = …
 *     agency = 澜川市公安局   ; these three narrow it, and may be left out
 *     year = 2023
 *     field = t3.new_received.natural
 *     reason = 档案合并，已向社会说明
 *     author = 王某
 *     expires = 2026-12-31
 */
#ifndef GJ_DOCKET_ACCEPTANCE_H
#define GJ_DOCKET_ACCEPTANCE_H

#include "rule/rule.h"

typedef struct gj_acceptance {
	gj_str name; /* of its section */
	gj_str rule, fingerprint, agency, field, reason, author, expires;
	int year;
	int line;    /* of its first key */
	bool expired;
} gj_acceptance;

enum { GJ_ACCEPTANCES_MAX = 4096 }; /* more is a baseline's work */

typedef struct gj_acceptances {
	gj_arena arena;
	gj_acceptance *items;
	size_t count, expired;
} gj_acceptances;

/* Reads a file; `today` is "2026-03-01". GJ_E_USAGE, naming file and line, when it
 * cannot be opened, or something is unknown or missing. Release in every case. */
gj_code gj_acceptances_read(gj_acceptances *accepted, const char *path, gj_str today, gj_err *err);
void gj_acceptances_release(gj_acceptances *accepted);

/* Marks the findings that are accepted. Any thread. */
void gj_acceptances_apply(const gj_acceptances *accepted, gj_arena *arena,
                          const gj_report *report, gj_verdict *verdict);

#endif
