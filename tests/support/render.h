/* Renders a filled form and its words as a file, in the many markups and
 * charsets that real reports come in. Styles and charsets are const tables;
 * the same input gives the same bytes.
 */
#ifndef GJ_SUPPORT_RENDER_H
#define GJ_SUPPORT_RENDER_H

#include "prose.h"
#include "wording.h"

typedef enum gj_markup {
	GJ_MARKUP_HTML,
	GJ_MARKUP_TABS,         /* a tab between all slots of the grid */
	GJ_MARKUP_TABS_UNEVEN,  /* label columns collapse, rows end with a tab */
	GJ_MARKUP_BARS,         /* cell | cell | */
	GJ_MARKUP_BARS_LED,     /* | cell | cell |, a bar for each slot of a span */
	GJ_MARKUP_BAR_LINES,    /* a cell a line, each ending with a bar */
	GJ_MARKUP_MARKDOWN,
	GJ_MARKUP_SPACES,       /* a space between cells */
	GJ_MARKUP_LINES,        /* a cell a line */
	GJ_MARKUP_WRAPPED,      /* label cells run together, lines end after twelve letters */
	GJ_MARKUP_BOX,          /* drawn with strokes, see render_box.h */
	GJ_MARKUP_BOX_PLUS,     /* drawn with + - | */
	GJ_MARKUP_PAGES         /* as in the text of a PDF: labels broken around their numbers */
} gj_markup;

typedef enum gj_chrome {
	GJ_CHROME_NONE,
	GJ_CHROME_UCAP,   /* navigation, table of 索引号 …, <ucapcontent> */
	GJ_CHROME_TRS,    /* breadcrumb, .TRS_Editor */
	GJ_CHROME_ZOOM,   /* #zoom, scripts, a list of other pages after it */
	GJ_CHROME_TABLES  /* tables lay out the page and hold the report */
} gj_chrome;

typedef enum gj_heading { GJ_HEADING_TAG, GJ_HEADING_BOLD, GJ_HEADING_BREAKS, GJ_HEADING_ROW } gj_heading;

/* What surrounds each run of text. */
typedef enum gj_dress { GJ_DRESS_PLAIN, GJ_DRESS_WORD, GJ_DRESS_LETTERS } gj_dress;

typedef enum gj_dateline {
	GJ_DATELINE_META,    /* <meta name="PubDate"> */
	GJ_DATELINE_BYLINE,  /* 发布时间：2024-01-16 under the title */
	GJ_DATELINE_TABLE,   /* in the table before the body */
	GJ_DATELINE_CLOSING  /* 2024年1月16日 as the last line */
} gj_dateline;

typedef struct gj_render_style {
	const char *name;
	gj_markup markup;
	gj_chrome chrome;
	gj_heading heading;
	gj_dress dress;
	gj_dateline dateline;
	bool unclosed;       /* no </td>, </tr> */
	bool upper_case;     /* upper-case tags, attributes without quotes */
	bool entities;       /* &#x4E00; */
	bool spans_lost;     /* an empty cell for each slot of a span */
	bool wandering;      /* table 二 in five columns, see gj_layout_wander */
	int pieces;          /* of table 三, cut at page breaks; 0 and 1: whole */
	bool repeat_head, repeat_labels; /* in the later pieces */
	bool loses_blanks;   /* blank cells cannot be told apart: plain numbers only */
	bool loses_cells;    /* so that every number is read with doubt; loses blanks too */
	gj_wording wording;
} gj_render_style;

extern const gj_render_style gj_render_styles[];
extern const size_t gj_render_style_count;
const char *gj_render_extension(const gj_render_style *style); /* "html", "txt", "md" */

typedef struct gj_render_charset {
	const char *name;
	const char *encoding; /* for iconv */
	const char *declared; /* in <meta>, or in the content type of plain text; null = nowhere */
	bool mark;            /* a byte order mark */
} gj_render_charset;

extern const gj_render_charset gj_render_charsets[];
extern const size_t gj_render_charset_count;

typedef struct gj_rendering {
	const gj_masthead *masthead;
	const gj_filled_form *form;
	const gj_render_style *style;
	const gj_render_charset *charset;
} gj_rendering;

/* Replaces the content of `out`. False when it does not fit or cannot be encoded. */
bool gj_render(gj_buffer *out, const gj_rendering *rendering);
/* Appends UTF-8 text in the charset, without its mark. False when it cannot be encoded. */
bool gj_render_encode(gj_buffer *out, gj_str text, const gj_render_charset *charset);
/* "text/html", or for plain text "text/plain; charset=gbk". */
size_t gj_render_content_type(char to[64], const gj_rendering *rendering);

/* For gj_render: the report in UTF-8. */
void gj_render_html(gj_buffer *out, const gj_rendering *rendering);
void gj_render_text(gj_buffer *out, const gj_rendering *rendering);

/* The pieces into which the style cuts a table: 1 … GJ_PIECES_MAX. */
enum { GJ_PIECES_MAX = 3 };
int gj_render_cut(gj_layout pieces[GJ_PIECES_MAX], const gj_rendering *rendering, int table);

#endif
