/* What every kind of file becomes: paragraphs and grids, in reading order, each
 * with the place it came from in the original bytes.
 *
 * Everything lives in the arena given to gj_document_read. Text is UTF-8 with
 * markup removed, entities decoded and line breaks (<br>, end of a block) as
 * '\n'; nothing else is normalised: what is printed is kept.
 */
#ifndef GJ_DOC_DOCUMENT_H
#define GJ_DOC_DOCUMENT_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

/* Bytes [begin, end) of the original document, before any decoding. */
typedef struct gj_range {
	uint32_t begin, end;
} gj_range;

enum {
	/* The largest grid that is expanded. The largest real one has about 50 × 20
	 * slots; layout tables of whole portals reach a few thousand rows. */
	GJ_GRID_SLOTS_MAX = 1 << 18,
	GJ_GRID_COLUMNS_MAX = 512,
	/* Paragraphs and grids of one document: a page of a million lines is no report. */
	GJ_BLOCKS_MAX = 1 << 18,
	/* Spans are cut to what the HTML standard allows. */
	GJ_ROWSPAN_MAX = 65534,
	GJ_COLSPAN_MAX = 1000,
	/* Deeper tables are read as text: layout tables nest about ten deep. */
	GJ_TABLE_DEPTH_MAX = 64
};

/* One cell as written, before expansion. */
typedef struct gj_cell {
	gj_str text;
	gj_range range;            /* its content in the original bytes */
	uint32_t row;              /* 0-based anchor in the grid */
	uint16_t column;
	uint16_t column_span;      /* as expanded, at least 1 */
	uint32_t row_span;
	bool header;               /* <th>, Markdown head */
	bool aside;                /* some of its text is raised or struck out */
} gj_cell;

typedef enum gj_grid_flaw {
	GJ_GRID_OVERLAP = 1,    /* two cells claim a slot */
	GJ_GRID_CLIPPED = 2,    /* a span or the grid was cut at a limit */
	GJ_GRID_RAGGED = 4,     /* rows of different length */
	GJ_GRID_UNCLOSED = 8    /* the document ended inside the table */
} gj_grid_flaw;

#define GJ_SLOT_EMPTY UINT32_MAX

typedef struct gj_grid {
	uint32_t rows, columns;
	gj_cell *cells;         /* in document order */
	uint32_t cell_count;
	uint32_t *slots;        /* rows × columns: index of the covering cell or GJ_SLOT_EMPTY */
	gj_range range;
	unsigned flaws;         /* gj_grid_flaw */
	bool layout;            /* holds other tables: its texts are paragraphs as well */
	bool tabular_text;      /* from plain text: positions are separators, not spans */
} gj_grid;

/* The cell that covers a slot, or null. */
static inline const gj_cell *gj_grid_at(const gj_grid *grid, uint32_t row, uint32_t column)
{
	uint32_t slot = grid->slots[(size_t)row * grid->columns + column];
	return slot == GJ_SLOT_EMPTY ? NULL : &grid->cells[slot];
}

typedef struct gj_block {
	gj_str text;    /* a paragraph, one line or several; empty for a grid */
	gj_range range;
	gj_grid *grid;  /* null for a paragraph */
} gj_block;

typedef struct gj_meta {
	gj_str name, value; /* <meta name=… content=…>, or property=… */
} gj_meta;

typedef enum gj_charset { GJ_CHARSET_UTF8, GJ_CHARSET_GB18030, GJ_CHARSET_UTF16LE, GJ_CHARSET_UTF16BE } gj_charset;

typedef struct gj_document {
	const char *format; /* "html", "text", … */
	gj_charset charset;
	bool malformed_text; /* byte sequences that the charset does not allow were replaced */
	bool scripted;       /* has <script>: an empty page may fill itself later */
	gj_str title;        /* <title> */
	gj_meta *metas;
	size_t meta_count;
	gj_block *blocks;    /* in reading order */
	size_t block_count;
	size_t size;         /* bytes of the original */
} gj_document;

/* What the transport said about the bytes; all optional. */
typedef struct gj_document_hints {
	gj_str content_type; /* "text/html; charset=gb2312" */
	gj_str name;         /* path or address, for the file kind */
} gj_document_hints;

typedef enum gj_refusal {
	GJ_REFUSED_NOT,
	GJ_REFUSED_EMPTY,     /* no bytes, or white space only */
	GJ_REFUSED_BINARY,    /* an image, an archive, unknown bytes */
	GJ_REFUSED_KIND,      /* a kind of file with no decoder here (PDF, DOC, …) */
	GJ_REFUSED_SCRIPT,    /* the body is loaded by script: nothing to read */
	GJ_REFUSED_LEGACY,    /* a report in the layout before the 2019 form */
	GJ_REFUSED_NO_TABLE,  /* a page without any statutory table */
	GJ_REFUSED_TOO_LARGE, /* a limit was reached while reading */
	GJ_REFUSAL_COUNT
} gj_refusal;

/* Decodes `bytes` (which must outlive the document only during the call). A
 * document that cannot be read gives GJ_OK and *refusal set with *document
 * null: that is a fact about the document. GJ_E_MEMORY or GJ_E_LIMIT when the
 * arena is exhausted. Cost: one pass over the bytes. */
gj_code gj_document_read(gj_arena *arena, gj_str bytes, const gj_document_hints *hints,
                         gj_document **document, gj_refusal *refusal, gj_err *err);

#endif
