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

#include "duty/calendar.h"
#include "tally/repair.h"

typedef enum gj_severity { GJ_NOTE, GJ_WARNING, GJ_ERROR } gj_severity;

const char *gj_severity_name(gj_severity severity); /* "error" */

typedef struct gj_check gj_check; /* one evaluation in progress, see evaluate.h */

typedef struct gj_rule {
	const char *id; /* "T01" */
	gj_severity severity;
	gj_words title;   /* a few words */
	gj_words checks;  /* one sentence: what is compared */
	gj_words basis;   /* law or arithmetic */
	gj_words example; /* a wrong report and what is said of it */
	/* Null for rules that need more than one document: whoever has the roster
	 * reports A01 and A02 through gj_verdict_report, and lib/cross evaluates
	 * C01–C04, R01, P01 and P02. */
	void (*evaluate)(gj_check *check, const struct gj_rule *rule);
} gj_rule;

extern const gj_rule gj_rules[];
extern const size_t gj_rule_count;
const gj_rule *gj_rule_by_id(gj_str id); /* case-insensitive; null when unknown */
/* Rules of a user's own come behind the catalogue, see user.h. */
enum { GJ_USER_RULES_MAX = 32 };
typedef struct gj_user_rule gj_user_rule;
typedef struct gj_user_rules gj_user_rules;
/* Its place in arrays by rule, which have gj_rule_slots() elements. */
size_t gj_rule_index(const gj_rule *rule);
size_t gj_rule_slots(void);
/* The rule of that place; null behind the last. `user` may be null. */
const gj_rule *gj_rule_at(const gj_user_rules *user, size_t index);

enum {
	GJ_HYPOTHESES_MAX = 3, /* a person reads no more */
	GJ_FIXES_MAX = 4       /* T01 … T04 */
};

/* A guess at what went wrong: a smallest set of cells whose change makes the
 * tallies hold. Nothing printed is changed by it. */
typedef struct gj_hypothesis {
	gj_repair repair;
	const char *fixes[GJ_FIXES_MAX]; /* ids of the rules whose failures it mends */
	size_t fix_count;
	size_t rivals;   /* other repairs that may as well be true; 0 = nothing else explains it */
	gj_str sentence; /* in the language of the check */
} gj_hypothesis;

/* A finding against the last sweep, the baseline and what was accepted. */
typedef enum gj_status {
	GJ_STATUS_NEW,      /* not known before */
	GJ_STATUS_OPEN,     /* known before, and still there */
	GJ_STATUS_RESOLVED, /* known before, and gone */
	GJ_STATUS_ACCEPTED  /* somebody answers for leaving it */
} gj_status;

const char *gj_status_name(gj_status status); /* "new" */

/* What is found wrong. Text lives in the arena of gj_check_report. */
typedef struct gj_finding {
	const gj_rule *rule;
	gj_severity severity; /* usually the rule's */
	gj_field field;       /* the number the rule is about, or GJ_FIELD_NONE */
	gj_field *fields;     /* all operands, in the order the rule names them */
	size_t field_count;
	gj_str expected, actual, difference; /* as text; null ptr = not a number */
	gj_str message;       /* one sentence, in the language asked for */
	gj_hypothesis *hypotheses; /* best first, at most GJ_HYPOTHESES_MAX */
	size_t hypothesis_count;
	gj_str hypothesis;    /* the first as a sentence, or that no small repair exists; or empty */
	gj_str doubt;         /* names of the doubts on the operands, comma separated; or empty */
	gj_place place;       /* of `field`; nowhere when there is none */
	gj_str section;       /* e.g. "section 5" when the place is in the text; or empty */
	gj_str subject;       /* tells apart findings of one rule over the same fields, in no
	                       * language: "section 5", "missing_row"; or empty */
	gj_status status;
	bool baselined;     /* a baseline knows it: it fails no run */
	gj_str fingerprint; /* when already known; see gj_finding_fingerprint */
	gj_str justification; /* why, by whom and until when it is accepted; or empty */
} gj_finding;

/* It is there, and nobody has answered for it. */
static inline bool gj_finding_counts(const gj_finding *finding)
{
	return finding->status == GJ_STATUS_NEW || finding->status == GJ_STATUS_OPEN;
}

typedef struct gj_tally_count {
	uint32_t outcomes[GJ_OUTCOMES];
} gj_tally_count;

typedef struct gj_verdict {
	gj_finding *findings; /* in catalogue order, then in field order */
	size_t count;
	gj_tally_count *counts; /* gj_rule_slots() of them */
	bool looks_back;        /* the text states changes against last year, not yet checked */
	gj_field_set tainted;   /* operands of failed T-rules: rankings leave them out */
} gj_verdict;

/* What the roster says; all optional (0, empty). */
typedef struct gj_expectation {
	gj_str agency;
	int year;
	gj_str level; /* province, city, county, township */
	gj_str kind;  /* government, police, … */
	gj_str region_code;
} gj_expectation;

typedef struct gj_check_options {
	bool chinese;              /* language of messages */
	gj_expectation expected;
	const bool *enabled;       /* gj_rule_slots() of them; null = all */
	const gj_user_rules *user; /* further rules; null = none */
	const gj_report *previous; /* the same agency's report of the year before; null = not at hand */
	bool later;                /* leave rules that look at it to gj_check_look_back */
	const gj_calendar *calendar; /* when reports are due; null = the law's */
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
/* One more finding of a verdict, zeroed but for its rule and severity, or null
 * when the arena is full. Valid until the next. */
gj_finding *gj_verdict_add(gj_arena *arena, gj_verdict *verdict, const gj_rule *rule);
/* Counts an evaluation that needs no finding. */
void gj_verdict_count(gj_verdict *verdict, const gj_rule *rule, gj_outcome outcome);

/* "table 3 row 5 column 7 bytes 1200-1234", "section 5", or empty. */
gj_str gj_finding_location(gj_arena *arena, const gj_finding *finding);

/* Stable across re-publication: sha-like hex of agency, year, rule, fields. */
gj_str gj_finding_fingerprint(gj_arena *arena, const gj_report *report, const gj_finding *finding);

#endif
