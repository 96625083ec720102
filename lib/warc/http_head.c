#include "warc/http_head.h"

#include <string.h>

bool gj_header_line(gj_str *rest, gj_str *line)
{
	if (!rest->len)
		return false;
	const char *end = memchr(rest->ptr, '\n', rest->len);
	size_t length = end ? (size_t)(end - rest->ptr) : rest->len;
	*line = gj_str_upto(*rest, length);
	if (gj_str_ends(*line, GJ_STR("\r")))
		line->len--;
	*rest = gj_str_from(*rest, length + 1);
	return true;
}

gj_str gj_header_value(gj_str block, gj_str name)
{
	for (gj_str line; gj_header_line(&block, &line);) {
		bool colon = line.len > name.len && line.ptr[name.len] == ':';
		if (colon && gj_str_equal_nocase(gj_str_upto(line, name.len), name))
			return gj_str_trim(gj_str_from(line, name.len + 1));
	}
	return (gj_str){ 0 };
}

bool gj_header_number(gj_str text, uint64_t *number)
{
	size_t at = 0;
	for (*number = 0; at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9'; at++) {
		if (*number > UINT64_MAX / 10 - 1)
			return false;
		*number = *number * 10 + (uint64_t)(text.ptr[at] - '0');
	}
	return at > 0;
}

long gj_http_status(gj_str head)
{
	size_t space = gj_str_find(gj_str_upto(head, sizeof "HTTP/1.1"), GJ_STR(" "));
	uint64_t status;
	bool known = gj_str_starts(head, GJ_STR("HTTP/")) && space != SIZE_MAX &&
	             gj_header_number(gj_str_from(head, space + 1), &status);
	return known && status < 1000 ? (long)status : 0;
}

bool gj_http_status_is_good(long status)
{
	return status >= 200 && status < 300;
}

size_t gj_http_head_length(gj_str answer)
{
	gj_str rest = answer;
	for (gj_str line; gj_header_line(&rest, &line);)
		if (!line.len && rest.ptr[-1] == '\n')
			return answer.len - rest.len;
	return SIZE_MAX;
}
