/* Whether the styles of a page hide an element: its own, and those of the rules in the
 * page's <style> that name one class or one id, or a tag with one. All else of style sheets
 * is not looked at, nor are rules within an @ rule.
 */
#ifndef GJ_DOC_STYLE_H
#define GJ_DOC_STYLE_H

#include "base/text.h"

/* Whether declarations say display:none, visibility:hidden, mso-hide:all or font-size:0. */
bool gj_style_hides(gj_str declarations);

enum { GJ_SELECTORS_MAX = 32 }; /* that hide; of a page with more the first count */
typedef struct gj_selector {
	gj_str tag;  /* empty: any */
	gj_str name; /* of a class or an id */
	bool id;
} gj_selector;

/* The rules of a page that hide. */
typedef struct gj_hiding {
	gj_selector selectors[GJ_SELECTORS_MAX];
	size_t count;
} gj_hiding;

/* They refer to the page. Cost: one pass over it. */
void gj_hiding_read(gj_hiding *hiding, gj_str page);
/* Whether one names the class, of white space between several, or the id. */
bool gj_hiding_names(const gj_hiding *hiding, gj_str tag, gj_str value, bool id);

#endif
