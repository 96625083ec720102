/* The report record: what one document says, cell by cell, and how sure we are.
 *
 * Printed values are sacred: a value is state + number + place, and nothing
 * downstream changes it. Everything lives in the arena given to
 * gj_report_read (map/read.h) and is valid until that is reset.
 */
#ifndef GJ_FORM_REPORT_H
#define GJ_FORM_REPORT_H

#include "base/decimal.h"
#include "doc/document.h"
#include "form/form.h"

typedef enum gj_state {
	GJ_STATE_ABSENT,      /* the table has no such row or column, or is missing */
	GJ_STATE_BLANK,       /* the cell is there and prints nothing */
	GJ_STATE_NUMBER,      /* a plain number */
	GJ_STATE_ANNOTATED,   /* a number with a unit, sign word or note beside it */
	GJ_STATE_NOT_A_NUMBER /* `/`, `—`, 无, other text */
} gj_state;

/* Why a reading may be ours and not the agency's (bits). */
typedef enum gj_doubt {
	GJ_DOUBT_SPANS = 1 << 0,          /* cell spans contradict each other */
	GJ_DOUBT_REALIGNED = 1 << 1,      /* the row was shifted to fit its label or count */
	GJ_DOUBT_WEAK_LABEL = 1 << 2,     /* label recognised only by likeness or position */
	GJ_DOUBT_SURPLUS = 1 << 3,        /* more numbers than columns in this row */
	GJ_DOUBT_MISSING = 1 << 4,        /* fewer cells than columns in this row */
	GJ_DOUBT_JOINED = 1 << 5,         /* digits joined across a line break or space, or with raised or struck ones */
	GJ_DOUBT_DOUBLED = 1 << 6,        /* the same row or table stands twice, with other values */
	GJ_DOUBT_CHARSET = 1 << 7,        /* undecodable bytes in the cell */
	GJ_DOUBT_NO_GRID = 1 << 8,        /* read from text that lost its cells */
	GJ_DOUBT_READINGS = 1 << 9,       /* reading by position and by label disagree */
	GJ_DOUBT_COUNT = 10
} gj_doubt;

const char *gj_doubt_name(gj_doubt doubt); /* "spans", public, never changes */
const char *gj_state_name(gj_state state); /* "blank", public, never changes */

typedef struct gj_place {
	uint16_t table;       /* statutory table 2, 3, 4; 0 = nowhere */
	uint16_t grid;        /* ordinal of the grid in the document, from 1 */
	uint32_t row, column; /* in that grid, from 1; 0 when there is none */
	gj_range range;       /* bytes in the original */
} gj_place;

typedef struct gj_value {
	gj_state state;
	uint16_t doubts;   /* gj_doubt bits */
	gj_decimal number; /* for NUMBER and ANNOTATED, exactly as printed */
	gj_str printed;    /* the cell's text, trimmed */
	gj_place place;
} gj_value;

static inline bool gj_value_has_number(const gj_value *value)
{
	return value->state == GJ_STATE_NUMBER || value->state == GJ_STATE_ANNOTATED;
}

/* Something about a table's structure that rule S04 reports. */
typedef enum gj_oddity_kind {
	GJ_ODDITY_MISSING_ROW,
	GJ_ODDITY_MISSING_COLUMN,
	GJ_ODDITY_DOUBLED_ROW,
	GJ_ODDITY_UNKNOWN_ROW,    /* a row no form has, with numbers in it */
	GJ_ODDITY_UNKNOWN_COLUMN,
	GJ_ODDITY_SURPLUS_NUMBER, /* e.g. 16 numbers under the 15 columns of table 四 */
	GJ_ODDITY_MISPLACED_LABEL /* a label outside its column, a row one cell short */
} gj_oddity_kind;

const char *gj_oddity_name(gj_oddity_kind kind);

typedef struct gj_oddity {
	gj_oddity_kind kind;
	uint8_t table;
	gj_field field;  /* first field of the row or column, or GJ_FIELD_NONE */
	gj_str label;    /* as printed, or the official label when missing */
	gj_place place;  /* nowhere when missing */
} gj_oddity;

enum { GJ_SECTIONS = 6 };

typedef struct gj_section {
	bool found;
	uint8_t order;   /* from 1: its position among the sections found */
	gj_str heading;  /* as printed */
	gj_str text;     /* paragraphs joined by '\n', without the tables */
	gj_range range;
} gj_section;

/* Where the year and date came from. */
typedef enum gj_origin {
	GJ_ORIGIN_NONE, GJ_ORIGIN_META, GJ_ORIGIN_TITLE, GJ_ORIGIN_TEXT, GJ_ORIGIN_ROSTER
} gj_origin;

typedef struct gj_report {
	gj_str source;        /* address or path, as the caller named it */
	gj_str digest;        /* sha256 in hex, or empty */
	gj_str title;
	gj_str agency;        /* as read, unless the roster names it */
	gj_str region;        /* from the roster; empty when unknown */
	int year;             /* the year reported on, 0 = unknown */
	int title_year;       /* as the title says, 0 = does not say */
	int period_year;      /* as the statistics period in the text says, 0 = does not say */
	gj_str published;     /* "2024-01-16", or empty */
	gj_origin published_origin;
	gj_refusal refusal;   /* other than NOT: nothing below is filled */
	gj_form_id tables[5]; /* [2], [3], [4]: the form each table follows */
	bool mixed_rows[5];   /* rows of the other form stand in that table too */
	gj_value values[GJ_FIELD_COUNT];
	gj_section sections[GJ_SECTIONS];
	gj_oddity *oddities;
	size_t oddity_count;
	unsigned doubts;      /* all doubts of all values, or of the reading as a whole */
	const gj_document *document;
	bool *tabled;         /* of each of its blocks: text that is cells of a table; may be null */
} gj_report;

/* The form all three tables follow; GJ_FORM_NONE when they differ (mixed) or
 * none was found. Table 四 is the same in both forms and does not count. */
gj_form_id gj_report_form(const gj_report *report);
const char *gj_report_form_name(const gj_report *report); /* "2021", "2019", "mixed", "" */

/* Why a document was refused, for a person. */
const char *gj_refusal_name(gj_refusal refusal);                 /* "legacy", public */
const char *gj_refusal_sentence(gj_refusal refusal, bool chinese);

/* Calls `visit` for every field of the record in printed order: the fields of
 * table 二 of the form that table follows, then 三, then 四. A missing table's
 * fields are those of the form of the other tables, else of the year. */
typedef void gj_field_visit(void *context, const gj_report *report, const gj_form_field *field);
void gj_report_each_field(const gj_report *report, gj_field_visit *visit, void *context);

#endif
