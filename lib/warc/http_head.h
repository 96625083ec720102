/* Reading header blocks: HTTP answers, WARC records and warc-fields, which all
 * are lines of "Name: value".
 */
#ifndef GJ_WARC_HTTP_HEAD_H
#define GJ_WARC_HTTP_HEAD_H

#include "base/text.h"

/* Takes the next line, without its line end, off the front of `rest`; false at
 * the end of the text. */
bool gj_header_line(gj_str *rest, gj_str *line);
/* The trimmed value of the first line of that name, or the empty slice. */
gj_str gj_header_value(gj_str block, gj_str name);
/* The non-negative number at the start of a text; false when there is none. */
bool gj_header_number(gj_str text, uint64_t *number);
/* The status of an HTTP status line ("HTTP/1.1 200 OK"), or 0. */
long gj_http_status(gj_str head);
bool gj_http_status_is_good(long status); /* 2xx */
/* Length of the head of an answer, its blank line included; SIZE_MAX when the
 * blank line is missing. */
size_t gj_http_head_length(gj_str answer);

#endif
