/* What a server sent where a report was expected, and which link of it leads to
 * the report.
 */
#ifndef GJ_PAGE_ANSWER_H
#define GJ_PAGE_ANSWER_H

#include "base/error.h"
#include "base/text.h"

/* Names are public (coverage.csv). */
typedef enum gj_answer {
	GJ_ANSWER_UNKNOWN,       /* nothing came, or nothing that tells */
	GJ_ANSWER_REPORT,
	GJ_ANSWER_LIST,          /* links to reports */
	GJ_ANSWER_ATTACHMENT_PAGE, /* links to a file that holds the report */
	GJ_ANSWER_ATTACHMENT,    /* such a file: PDF, Word, image … */
	GJ_ANSWER_MOVED,         /* only sends on to another page (meta refresh) */
	GJ_ANSWER_SCRIPT,        /* text comes by script only */
	GJ_ANSWER_LOGIN,
	GJ_ANSWER_CHALLENGE,     /* tests for a browser */
	GJ_ANSWER_ERROR,         /* an error page, whatever the status */
	GJ_ANSWER_REMOVED,       /* says that the page is gone */
	GJ_ANSWER_WRONG_CHARSET, /* a report whose server declares another charset */
	GJ_ANSWER_COUNT
} gj_answer;

const char *gj_answer_name(gj_answer answer); /* "attachment_page" */
/* What it is, and what to do next. */
const char *gj_answer_sentence(gj_answer answer, bool chinese);

/* What is expected of the page; empty or 0 = not known. */
typedef struct gj_expected {
	gj_str agency;
	int year;
} gj_expected;

typedef struct gj_look {
	gj_answer answer;
	gj_str follow; /* href of the link that leads to the report, as written; may be
	                * empty; in the arena */
} gj_look;

/* Looks at a good answer. GJ_E_MEMORY, also when the arena is full. */
gj_code gj_answer_look(gj_look *look, gj_arena *arena, gj_str body, gj_str content_type,
                       const gj_expected *expected);

#endif
