/* A check in progress: what the functions that evaluate rules share. Only for
 * lib/rule and lib/cross.
 *
 * A rule's evaluate function records every evaluation: gj_check_count for one
 * without a finding, gj_check_fail for one with. Memory trouble is sticky in
 * `failed` and is looked at once, at the end.
 */
#ifndef GJ_RULE_EVALUATE_H
#define GJ_RULE_EVALUATE_H

#include "prose/prose.h"
#include "rule/rule.h"

struct gj_check {
	gj_arena *arena;
	const gj_report *report;
	const gj_check_options *options;
	gj_verdict *verdict;
	gj_form_id forms[5];   /* [2], [3], [4]: whose fields a table should have, never NONE */
	gj_field_set odd;      /* of those fields, and of what is printed of the other form,
	                        * the cells that hold anything but a count ≥ 0 */
	uint32_t plain[GJ_TYPE_COUNT]; /* how many others there are, by type of field */
	const gj_tally_list *tallies;
	gj_agency agency;
	int year; /* reported on: the roster's, else the report's; 0 when its own words disagree */
	gj_prose prose[GJ_SECTIONS + 1]; /* of the sections found, empty for the others; the
	                                  * last is what stands before them, split only */
	gj_buffer text;        /* for a message under way */
	const char *doubt;     /* about the comparison itself, not a cell: whatever fails is in
	                        * doubt; null = none */
	gj_finding lost;       /* takes what is written after memory has run out */
	gj_code failed;
};

/* Doubts about the reading as a whole, which any statement on its structure inherits. */
enum { GJ_DOUBTS_OF_STRUCTURE = GJ_DOUBT_NO_GRID | GJ_DOUBT_CHARSET };

/* Evaluates the rules that look at last year's report (N03, L03), which a check with
 * `later` has left out. */
gj_code gj_check_look_back(gj_check *check, gj_err *err);
/* The text states a change against another year. */
bool gj_states_changes(const gj_check *check);

/* A check of `report` that adds to `verdict`; end it in every case. GJ_E_MEMORY or
 * GJ_E_LIMIT when something did not fit since. */
void gj_check_begin(gj_check *check, gj_arena *arena, const gj_report *report,
                    const gj_check_options *options, gj_verdict *verdict);
gj_code gj_check_end(gj_check *check, gj_err *err);

void gj_check_count(gj_check *check, const gj_rule *rule, gj_outcome outcome);

/* Adds a finding and counts the failure; with doubts (gj_doubt bits) it becomes
 * a note and counts as “cannot assess”. Never null; valid until the next call. */
gj_finding *gj_check_fail(gj_check *check, const gj_rule *rule, unsigned doubts);
/* The same for a failure that rests on the numbers of `fields`, the first of
 * which the finding names; their doubts are its doubts. */
gj_finding *gj_check_fail_fields(gj_check *check, const gj_rule *rule, const gj_field *fields,
                                 size_t count);
/* Sets field, fields and place of a finding. */
void gj_check_cite(gj_check *check, gj_finding *finding, const gj_field *fields, size_t count);

/* Text in the arena, in the language of the check; both formats take the same
 * arguments in the same order. */
gj_str gj_check_format(gj_check *check, const char *zh, const char *en, ...)
	__attribute__((format(printf, 2, 4), format(printf, 3, 4)));
/* Texts one behind the other, in the arena. */
gj_str gj_check_join(gj_check *check, const gj_str *pieces, size_t count);
/* A number in the arena. */
gj_str gj_check_number(gj_check *check, gj_decimal number);
/* Printed text on one line, cut with … when long. */
gj_str gj_check_quote(gj_check *check, gj_str printed);
/* `check->text` as a string in the arena; the buffer is emptied. */
gj_str gj_check_take_text(gj_check *check);

static inline const char *gj_check_word(const gj_check *check, gj_words words)
{
	return check->options->chinese ? words.zh : words.en;
}

/* How the form a table follows prints a field, else how the other form does. */
const gj_form_field *gj_check_form_field(const gj_check *check, gj_field field);
/* 表三 / table 3 */
const char *gj_check_table_name(const gj_check *check, int table);
/* An official label without its explanation in brackets. */
gj_str gj_short_label(const char *label);
/* The names in a field's id: t3.refused.state_secret.total gives
 * refused.state_secret and total. */
gj_str gj_field_row_id(gj_field field);
gj_str gj_field_column_id(gj_field field);
/* 表三“三（一）予以公开”行“自然人”列, as a person would look it up. */
gj_str gj_check_cell_name(gj_check *check, gj_field field);

/* Where rows of both forms stand in table 三 and those of the other form hold
 * numbers, nobody can say which rows （七） sums; S03 says that they are mixed. */
bool gj_tally_disputed(const gj_check *check, const gj_tally *tally);

/* The rules, by what they look at. */
void gj_evaluate_refusal(gj_check *check, const gj_rule *rule);   /* A04 */
void gj_evaluate_sections(gj_check *check, const gj_rule *rule);  /* S01 */
void gj_evaluate_tables(gj_check *check, const gj_rule *rule);    /* S02 */
void gj_evaluate_form(gj_check *check, const gj_rule *rule);      /* S03 */
void gj_evaluate_oddities(gj_check *check, const gj_rule *rule);  /* S04 */
void gj_evaluate_years(gj_check *check, const gj_rule *rule);     /* S07 */
void gj_evaluate_cells(gj_check *check, const gj_rule *rule);     /* V01, V03, V04, V05 */
void gj_evaluate_blanks(gj_check *check, const gj_rule *rule);    /* V02 */
void gj_evaluate_tallies(gj_check *check, const gj_rule *rule);   /* T01 … T05 */
void gj_evaluate_formula(gj_check *check, const gj_rule *rule);   /* a user's */

void gj_evaluate_stated_counts(gj_check *check, const gj_rule *rule); /* N01 */
void gj_evaluate_shares(gj_check *check, const gj_rule *rule);        /* N02 */
void gj_evaluate_changes(gj_check *check, const gj_rule *rule);       /* N03 */
void gj_evaluate_lists(gj_check *check, const gj_rule *rule);         /* N04 */
void gj_evaluate_claims(gj_check *check, const gj_rule *rule);        /* N05 */
void gj_evaluate_strangers(gj_check *check, const gj_rule *rule);     /* N06 */
void gj_evaluate_gaps(gj_check *check, const gj_rule *rule);          /* N07 */
void gj_evaluate_problems(gj_check *check, const gj_rule *rule);      /* S05 */
void gj_evaluate_topics(gj_check *check, const gj_rule *rule);        /* S06 */
void gj_evaluate_fee_mention(gj_check *check, const gj_rule *rule);   /* F01 */
void gj_evaluate_fee_notices(gj_check *check, const gj_rule *rule);   /* F02 */
void gj_evaluate_fee_tariff(gj_check *check, const gj_rule *rule);    /* F03 */
void gj_evaluate_regulations(gj_check *check, const gj_rule *rule);   /* L01 */
void gj_evaluate_deadline(gj_check *check, const gj_rule *rule);      /* L02 */
void gj_evaluate_disputes(gj_check *check, const gj_rule *rule);      /* L03 */

#endif
