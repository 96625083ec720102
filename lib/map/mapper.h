/* From grids to cells: walks the rows of every grid in reading order and maps
 * those of the statutory tables, whichever grids they were cut into.
 *
 * A row is read twice: by place (the grid column under the header's word) and by
 * label and count (the cells behind the label, in order). Where both agree the
 * value is free of doubt; where they do not, or only one works and it had to be
 * adjusted, the value carries a named doubt.
 *
 * This header is for lib/map only.
 */
#ifndef GJ_FORM_MAPPER_H
#define GJ_FORM_MAPPER_H

#include "form/label.h"
#include "form/number.h"
#include "form/report.h"

enum {
	GJ_ROW_CELLS_MAX = 64, /* a wider row belongs to no statutory table */
	GJ_ODDITIES_MAX = 256, /* more say nothing new */
};

/* A cell as read once, when its grid is begun. */
typedef struct gj_read_cell {
	const gj_cell *cell;
	gj_str printed; /* its text, trimmed */
	gj_entry reading;
	bool value;  /* stands where a number belongs; otherwise text */
	bool torn;   /* its end is missing: tables behind it stand in it */
	gj_str core; /* of a text */
	const gj_known *known; /* that core as the form's word, or null */
} gj_read_cell;

/* The cells that begin in one row. */
typedef struct gj_row {
	uint32_t index;
	size_t count;
	size_t texts, numbers; /* `numbers` counts values that are not blank */
	size_t lead;           /* cells before the first value that is not blank */
	const gj_read_cell *cells;
} gj_row;

/* Consecutive header rows of one grid; further ones begin another head. */
enum { GJ_HEAD_ROWS_MAX = 8 }; /* a form's has three, split ones up to six */
typedef struct gj_head {
	const gj_grid *grid;
	const gj_read_cell *cells; /* of the whole grid */
	uint32_t begin, end; /* rows */
	uint32_t first_cell; /* of the first row */
} gj_head;

/* What a header of table 三 with less than seven columns has. */
typedef struct gj_t3_partial {
	size_t count; /* of its columns; 0: it is none */
	bool has[GJ_T3_COLUMNS];
	uint32_t rank[GJ_T3_COLUMNS];   /* among its columns */
	uint32_t column[GJ_T3_COLUMNS]; /* of the grid */
	bool weak; /* it has other words, or none of the form; or the rows have more columns */
} gj_t3_partial;

/* A row kept for later, of a grid that may be another one by then. */
typedef struct gj_kept_row {
	gj_row row;
	const gj_grid *grid;
	uint16_t ordinal;
} gj_kept_row;

/* Rows of table 三 whose labels stand elsewhere: as many as a form has in a row. */
enum { GJ_NAMELESS_MAX = 12 };

typedef struct gj_mapper {
	gj_arena *arena;
	gj_report *report;
	const gj_grid *grid;
	gj_read_cell *cells; /* of that grid, in its order */
	uint16_t grid_ordinal;
	char *cores, *cores_end; /* room for cores to come */
	bool exhausted;          /* the arena has no more of it */
	bool loose;    /* reading text that lost its cells: every value is doubted */
	bool turned;   /* the grid's rows are the page's columns */
	bool found[5]; /* tables the grids gave: the loose reading adds only what they lack */
	int table;     /* the statutory table the last header belongs to, 0 = none */

	struct {
		gj_t2_column columns[GJ_ROW_CELLS_MAX];
		const gj_read_cell *cells[GJ_ROW_CELLS_MAX];
		bool weak[GJ_ROW_CELLS_MAX]; /* the word is only like the column's */
		size_t count;
		size_t spare; /* blank cells behind the header's words */
		bool odd;     /* its columns together are none of the form's headers */
		const gj_grid *grid;
		bool column_seen[GJ_T2_COLS];
		bool row_seen[GJ_T2_ROWS];
		bool unread[GJ_T2_ROWS]; /* may stand somewhere without its label or its header */
		int last;
		int blank_row; /* the row mapped last, if it was blank; else -1 */
		bool strange;  /* a row with numbers and no known label stood since `last` */
		gj_str strange_label; /* what was its label, if any */
	} t2;
	struct {
		gj_head head;
		gj_row head_row; /* its last */
		bool head_grew;  /* by that row: what follows here is still to be found out */
		bool rooted;     /* a row that is of no other table stood under it */
		size_t words;    /* known in the header */
		bool columns_known;
		uint32_t column[GJ_T3_COLUMNS]; /* of the grid */
		uint32_t grid_columns;        /* width of that grid */
		size_t head_cells;            /* in the header's last row */
		size_t spare;                 /* of them behind the last word */
		bool slots; /* it is text with a blank cell for each slot under a span */
		size_t wanted;                /* cells behind the label: seven, and local columns */
		size_t wordless;              /* of the local columns */
		uint32_t rank[GJ_T3_COLUMNS]; /* which of them each column is */
		gj_t3_partial partial;
		bool disordered; /* no header words, or in an order that cannot be followed */
		bool row_seen[GJ_T3_ROWS];
		int last;
		int blank_row; /* the row mapped last, if its seven cells were blank; else -1 */
		gj_row strange; /* the row before, if it has numbers and no known label */
		size_t strange_first; /* its first cell behind the label */
		const gj_grid *strange_grid;
		bool strange_waits, strange_several; /* `several`: others stand before it */
		gj_kept_row nameless[GJ_NAMELESS_MAX]; /* seven numbers each, since the last label */
		size_t nameless_count; /* more than there is room for: not all of them are such */
		bool other_early; /* a row 其他 with numbers stood where it is no row's whole label */
	} t3;
	struct {
		gj_head head;
		bool headed; /* a whole level of its header stands somewhere */
		gj_kept_row headless; /* fifteen numbers without a header; no cells: none */
		gj_kept_row fives[GJ_T4_GROUPS]; /* five numbers under outcomes of no group */
		size_t five_count;
	} t4;
} gj_mapper;

/* Maps the document of `report` into its values, table forms and oddities.
 * GJ_E_LIMIT when the arena is exhausted. */
gj_code gj_map_tables(gj_arena *arena, gj_report *report, gj_err *err);

/* The label of a row: the text nearest before its values, or, where that says
 * nothing, joined with the text before it (a label cut in two cells). `index` is
 * the cell the values follow. */
gj_match gj_map_label(gj_mapper *mapper, const gj_row *row, gj_vocabulary vocabulary, bool likeness,
                      size_t *index);

/* Text that lost its cells may name a row without telling its numbers. */
static inline bool gj_map_names_only(const gj_mapper *mapper, const gj_row *row)
{
	return mapper->loose && row->count == 1;
}

/* Takes a row of table 三's header. */
bool gj_map_t3_head(gj_mapper *mapper, const gj_row *row);
/* Finds out the columns of a header that grew. Called before they are needed. */
void gj_map_t3_columns(gj_mapper *mapper);

/* Reads row `code` of table 三, whose label ends before cell `first`. */
void gj_map_t3_seven(gj_mapper *mapper, const gj_row *row, size_t first, int code, unsigned doubts);

/* Each takes a row if it is one of its own. */
bool gj_map_t2_row(gj_mapper *mapper, const gj_row *row);
bool gj_map_t3_row(gj_mapper *mapper, const gj_row *row);
bool gj_map_t4_row(gj_mapper *mapper, const gj_row *row);

/* What tells only at the end: a row without a header, a row of the other form. */
void gj_map_t2_end(gj_mapper *mapper);
void gj_map_t3_end(gj_mapper *mapper);
/* Fifteen numbers without a header: table 四, if there is no other and they add up. */
void gj_map_t4_headless(gj_mapper *mapper);
/* A header whose numbers were not understood: the table is there. */
void gj_map_t4_end(gj_mapper *mapper);

/* What the row's cell is as a word of a vocabulary, exactly. */
static inline gj_match gj_map_word(const gj_read_cell *cell, gj_vocabulary vocabulary)
{
	return gj_label_known(cell->known, vocabulary);
}

/* The same, or what it is like. A word of another vocabulary is no misprint: 不予公开
 * is not 予以公开. */
static inline gj_match gj_map_word_alike(const gj_read_cell *cell, gj_vocabulary vocabulary)
{
	return cell->known ? gj_map_word(cell, vocabulary) : gj_label_likest(vocabulary, cell->core);
}

static inline bool gj_map_is_blank(const gj_read_cell *cell)
{
	return cell->reading.state == GJ_STATE_BLANK;
}

/* The cell that covers a slot of the mapper's grid, or null. */
static inline const gj_read_cell *gj_map_at(const gj_mapper *mapper, uint32_t row, uint32_t column)
{
	const gj_cell *cell = gj_grid_at(mapper->grid, row, column);
	return cell ? &mapper->cells[cell - mapper->grid->cells] : NULL;
}

/* A cell was found for the value, or it was told that none is. */
static inline bool gj_map_is_found(const gj_value *value)
{
	return value->place.table || value->doubts;
}

/* Stores what a cell prints; a value already there with other text is doubted.
 * `cell` null: the cell is missing, only the doubts are stored. */
void gj_map_value(gj_mapper *mapper, gj_field field, const gj_read_cell *cell, unsigned doubts);
/* Keeps a row of the grid at hand, and stores a value of one that was kept. */
void gj_map_keep(const gj_mapper *mapper, const gj_row *row, gj_kept_row *kept);
void gj_map_kept_value(gj_mapper *mapper, const gj_kept_row *kept, gj_field field, size_t cell,
                       unsigned doubts);
void gj_map_oddity(gj_mapper *mapper, gj_oddity_kind kind, int table, gj_field field, gj_str label,
                   const gj_read_cell *cell);

/* The core of any cell, of a number too, which may be written to `core`. */
gj_str gj_map_core(const gj_read_cell *cell, char core[GJ_LABEL_CORE_MAX]);

/* The words of header rows above a column, folded and joined from top to bottom,
 * into `to` of `size` bytes; cut when longer. */
gj_str gj_map_head_path(const gj_head *head, uint32_t column, char *to, size_t size);

/* The cells of `head` in reading order: sets *cell to the next one from index *at
 * on (0 at first) and moves *at; false at the end. */
bool gj_map_head_next(const gj_head *head, uint32_t *at, const gj_read_cell **cell);

/* Grows `head` by the row, or begins a new head. */
void gj_map_extend_head(gj_mapper *mapper, gj_head *head, const gj_row *row);

#endif
