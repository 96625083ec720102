/* Recognising the form's labels as reports print them: spaced, renumbered, cut,
 * misspelt, in Traditional characters, with instructions in brackets. */
#ifndef GJ_FORM_LABEL_H
#define GJ_FORM_LABEL_H

#include "form/report.h"

typedef enum gj_strength {
	GJ_MATCH_NONE,
	GJ_MATCH_WEAK,  /* by likeness only */
	GJ_MATCH_EXACT  /* the same core, or a known variant of it */
} gj_strength;

typedef struct gj_match {
	gj_strength strength;
	int code; /* of the vocabulary asked */
} gj_match;

/* Rows of table 二. */
typedef enum gj_t2_row {
	GJ_T2_ROW_REGULATIONS, GJ_T2_ROW_NORMATIVE, GJ_T2_ROW_LICENSING, GJ_T2_ROW_OTHER_SERVICES,
	GJ_T2_ROW_PENALTIES, GJ_T2_ROW_COERCION, GJ_T2_ROW_FEES, GJ_T2_ROW_PROCUREMENT, GJ_T2_ROWS
} gj_t2_row;

/* Columns of table 二, both forms. */
typedef enum gj_t2_column {
	GJ_T2_COL_MADE, GJ_T2_COL_REPEALED, GJ_T2_COL_IN_FORCE, GJ_T2_COL_DECISIONS, GJ_T2_COL_FEE_AMOUNT,
	GJ_T2_COL_NEWLY_MADE, GJ_T2_COL_PUBLISHED, GJ_T2_COL_PUBLIC_TOTAL, GJ_T2_COL_ITEMS_BEFORE,
	GJ_T2_COL_ITEMS_CHANGE, GJ_T2_COL_DECISIONS_2019, GJ_T2_COL_PROCURED_ITEMS,
	GJ_T2_COL_PROCURED_AMOUNT, GJ_T2_COLS
} gj_t2_column;

/* What else a header of tables 三 and 四 says; codes above the columns'. */
enum {
	GJ_T3_HEAD_APPLICANTS = GJ_T3_COLUMNS, /* 申请人情况 */
	GJ_T3_HEAD_LEGAL_PERSONS,              /* 法人或其他组织 */
	GJ_T3_HEAD_RULE                        /* the printed 勾稽 sentence */
};
enum {
	GJ_T4_HEAD_LITIGATION = 100, /* 行政诉讼 */
	GJ_T4_HEAD_GROUP = 110,      /* + gj_t4_group */
	GJ_T4_HEAD_OUTCOME = 120     /* + gj_t4_outcome */
};

typedef enum gj_vocabulary {
	GJ_WORDS_T2_ROW, GJ_WORDS_T2_COLUMN, GJ_WORDS_T3_ROW, GJ_WORDS_T3_GROUP, GJ_WORDS_T3_COLUMN,
	GJ_WORDS_T4_HEAD, GJ_WORDS_ITEM, GJ_WORDS_SECTION /* 0 to 5 */, GJ_VOCABULARIES
} gj_vocabulary;

enum {
	GJ_LABEL_TEXT_MAX = 1024, /* longer cells are prose */
	GJ_LABEL_CORE_MAX = GJ_LABEL_TEXT_MAX * GJ_FOLD_GROWTH
};

/* The core of a label: folded, without numbering, bracketed remarks and
 * punctuation. `to` holds GJ_LABEL_CORE_MAX bytes; empty when it is no label. */
gj_str gj_label_core(char *to, gj_str text);

/* A text that the form or a known variant of it has: its code in every vocabulary. */
enum { GJ_NO_WORD = -1 };
typedef struct gj_known {
	gj_str printed; /* without its number: a core, or what has punctuation besides */
	gj_str core;
	int16_t codes[GJ_VOCABULARIES]; /* GJ_NO_WORD where it is none of its words */
} gj_known;

/* Looks a core, or a text as it is printed, up in all vocabularies at once; null when none
 * has it. What is found is never a number, nor a mark for none. */
const gj_known *gj_label_find(gj_str core);

/* The word that a text prints as the form does, behind its number and but for white space:
 * what the core of the text would find, without making one. Of a text that is all in
 * brackets a word of no vocabulary with no core. Null also where only the core tells. */
const gj_known *gj_label_respelled(gj_str text);

/* Both in one: most are printed exactly so. */
static inline const gj_known *gj_label_printed(gj_str text)
{
	const gj_known *known = gj_label_find(text);
	return known ? known : gj_label_respelled(text);
}

/* What a core that was looked up (or null) means in one vocabulary: EXACT or NONE. */
static inline gj_match gj_label_known(const gj_known *known, gj_vocabulary vocabulary)
{
	if (!known || known->codes[vocabulary] == GJ_NO_WORD)
		return (gj_match){ GJ_MATCH_NONE, 0 };
	return (gj_match){ GJ_MATCH_EXACT, known->codes[vocabulary] };
}

/* The one word of a vocabulary that a core is like: WEAK or NONE. */
gj_match gj_label_likest(gj_vocabulary vocabulary, gj_str core);

/* Both in one: exactly, then with `likeness` by that. */
gj_match gj_label_match(gj_vocabulary vocabulary, gj_str core, bool likeness);

/* The canonical core of a row of table 三, for messages and tests. */
const char *gj_label_t3_row(gj_t3_row row);

#endif
