/* What can be seen of a web page without reading its tables: title, text, links.
 *
 * One pass over the first GJ_PAGE_READ_MAX bytes; everything in the arena.
 */
#ifndef GJ_PAGE_PAGE_H
#define GJ_PAGE_PAGE_H

#include "base/error.h"
#include "base/text.h"

enum {
	GJ_PAGE_READ_MAX = 2 << 20,  /* bytes; list pages and notices are far smaller */
	GJ_PAGE_LINKS_MAX = 5000,    /* the largest portals' front pages have some 2,000 */
	GJ_PAGE_TEXT_MAX = 64 << 10, /* of the text, as much is kept */
};

typedef struct gj_link {
	gj_str href; /* as written, "&amp;" undone */
	gj_str text; /* without markup, or its title; may be empty */
} gj_link;

typedef struct gj_page {
	gj_str html;        /* decoded to UTF-8 */
	gj_str title;
	gj_str text;        /* what is to be read, its beginning */
	size_t text_length; /* all of it, in bytes without white space */
	size_t script_count;
	bool asks_password;
	bool wrong_charset; /* the server declares another one than the bytes are in */
	gj_str refresh;     /* where <meta http-equiv=refresh> sends a browser; empty = nowhere */
	gj_link *links;
	size_t link_count;
} gj_page;

/* Fills `html` and `wrong_charset`. GJ_E_MEMORY, also when the arena is full. */
gj_code gj_page_decode(gj_page *page, gj_arena *arena, gj_str bytes, gj_str content_type);
/* Fills the rest. */
gj_code gj_page_read(gj_page *page, gj_arena *arena);

#endif
