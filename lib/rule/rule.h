/* The rule catalogue, and checking one report against it.
 *
 * A rule is a row of data: stable id, severity, words in both languages, legal
 * or arithmetical basis, an example, and the function that evaluates it. Every
 * evaluation ends in one of four outcomes; all are counted. Ids are public and
 * never reused.
 *
 * Blanks: many bureaus print nothing for zero. A blank count is an unknown
 * number ≥ 0. If no such numbers make an identity hold it fails; if zeros make
 * it hold it passes *assumed*; otherwise it cannot be assessed.
 *
 * Doubt: a failure that rests on a doubted reading may be ours, not the
 * agency's. It counts as “cannot assess”; the finding is kept as a mere note
 * that names the doubts, so that a person can look and rankings can leave it
 * out. A number with a magnitude word beside it (5.2万) is not the count it
 * seems, and no sum is taken over it.
 *
 * A refused report fails A04; every other rule then counts one “cannot assess”.
 */
#ifndef GJ_RULE_RULE_H
#define GJ_RULE_RULE_H

#include "form/report.h"

typedef enum gj_severity { GJ_NOTE, GJ_WARNING, GJ_ERROR } gj_severity;

const char *gj_severity_name(gj_severity severity); /* "error" */

typedef enum gj_outcome { GJ_PASS, GJ_FAIL, GJ_ASSUMED, GJ_CANNOT_ASSESS, GJ_OUTCOMES } gj_outcome;

typedef struct gj_words {
	const char *zh, *en;
} gj_words;

typedef struct gj_check gj_check; /* one evaluation in progress, see evaluate.h */

typedef struct gj_rule {
	const char *id; /* "T01" */
	gj_severity severity;
	gj_words title;   /* a few words */
	gj_words checks;  /* one sentence: what is compared */
	gj_words basis;   /* law or arithmetic */
	gj_words example; /* a wrong report and what is said of it */
	/* Null for rules that need more than one document (A01, A02): whoever has
	 * the roster reports those through gj_verdict_report. */
	void (*evaluate)(gj_check *check, const struct gj_rule *rule);
} gj_rule;

extern const gj_rule gj_rules[];
extern const size_t gj_rule_count;
const gj_rule *gj_rule_by_id(gj_str id); /* case-insensitive; null when unknown */
size_t gj_rule_index(const gj_rule *rule);

/* What is found wrong. Text lives in the arena of gj_check_report. */
typedef struct gj_finding {
	const gj_rule *rule;
	gj_severity severity; /* usually the rule's */
	gj_field field;       /* the number the rule is about, or GJ_FIELD_NONE */
	gj_field *fields;     /* all operands, in the order the rule names them */
	size_t field_count;
	gj_str expected, actual, difference; /* as text; null ptr = not a number */
	gj_str message;       /* one sentence, in the language asked for */
	gj_str doubt;         /* names of the doubts on the operands, comma separated; or empty */
	gj_place place;       /* of `field`; nowhere when there is none */
	gj_str section;       /* e.g. "section 5" when the place is in the text; or empty */
	gj_str subject;       /* tells apart findings of one rule over the same fields, in no
	                       * language: "section 5", "missing_row"; or empty */
} gj_finding;

typedef struct gj_tally_count {
	uint32_t outcomes[GJ_OUTCOMES];
} gj_tally_count;

typedef struct gj_verdict {
	gj_finding *findings; /* in catalogue order, then in field order */
	size_t count;
	gj_tally_count *counts; /* gj_rule_count of them */
	gj_field_set tainted;   /* operands of failed T-rules: rankings leave them out */
} gj_verdict;

/* What the roster says; all optional (0, empty). */
typedef struct gj_expectation {
	gj_str agency;
	int year;
	gj_str level; /* province, city, county, township */
	gj_str kind;  /* government, police, … */
} gj_expectation;

/* The last day of publication, in the year after the one reported on. */
typedef struct gj_deadline {
	uint8_t month, day;
} gj_deadline;

/* 条例 article 49: [0] departments, 31 January; [1] governments, 31 March. */
extern const gj_deadline gj_deadlines[2];

typedef struct gj_check_options {
	bool chinese;              /* language of messages */
	gj_expectation expected;
	const bool *enabled;       /* gj_rule_count of them; null = all */
	const gj_report *previous; /* the same agency's report of the year before; null = not at hand */
	gj_deadline departments, governments; /* all 0: those of gj_deadlines */
} gj_check_options;

/* Evaluates every enabled rule that needs one report. A refused report gives
 * A04 and nothing else. GJ_E_MEMORY or GJ_E_LIMIT. */
gj_code gj_check_report(gj_arena *arena, const gj_report *report, const gj_check_options *options,
                        gj_verdict *verdict, gj_err *err);

/* Adds a finding of a rule that needs the roster (A01, A02) to a verdict made
 * by gj_verdict_init. `reason` ends the sentence. */
gj_code gj_verdict_init(gj_arena *arena, gj_verdict *verdict, gj_err *err);
gj_code gj_verdict_report(gj_arena *arena, gj_verdict *verdict, const gj_rule *rule,
                          gj_str message, gj_err *err);
/* Counts an evaluation that needs no finding. */
void gj_verdict_count(gj_verdict *verdict, const gj_rule *rule, gj_outcome outcome);

/* "table 3 row 5 column 7 bytes 1200-1234", "section 5", or empty. */
gj_str gj_finding_location(gj_arena *arena, const gj_finding *finding);

/* Stable across re-publication: sha-like hex of agency, year, rule, fields. */
gj_str gj_finding_fingerprint(gj_arena *arena, const gj_report *report, const gj_finding *finding);

#endif
