/* gumbo builds the tree that the HTML standard asks for: it is the judge of what
 * the grids are. */
#include "contestant.h"

#include "doc/charset.h"

#include <gumbo.h>
#include <string.h>

/* gumbo reads UTF-8 only. */
static gj_str to_utf8(gj_bench_work *work, gj_str bytes)
{
	if (gj_charset_detect(bytes, (gj_str){ 0 }).charset == GJ_CHARSET_UTF8)
		return bytes;
	bool malformed = false;
	gj_buffer_clear(&work->text);
	char *to = gj_buffer_reserve(&work->text, bytes.len * GJ_DECODE_GROWTH);
	if (!to)
		return (gj_str){ 0 };
	return (gj_str){ to, gj_charset_decode(GJ_CHARSET_GB18030, bytes.ptr, bytes.len, to,
		                               &malformed) };
}

static const char *attribute(const GumboElement *element, const char *name)
{
	const GumboAttribute *found = gumbo_get_attribute(&element->attributes, name);
	return found ? found->value : NULL;
}

static void walk(gj_bench_feed *feed, const GumboNode *node)
{
	if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA ||
	    node->type == GUMBO_NODE_WHITESPACE) {
		gj_bench_feed_text(feed, node->v.text.text, strlen(node->v.text.text));
		return;
	}
	if (node->type != GUMBO_NODE_ELEMENT)
		return;
	const GumboElement *element = &node->v.element;
	const char *name = gumbo_normalized_tagname(element->tag);
	gj_bench_feed_open(feed, name, attribute(element, "colspan"), attribute(element, "rowspan"));
	for (unsigned i = 0; i < element->children.length; i++)
		walk(feed, element->children.data[i]);
	gj_bench_feed_close(feed, name);
}

bool gj_bench_gumbo(gj_bench_work *work, gj_str bytes)
{
	gj_bench_feed feed;
	gj_str text = to_utf8(work, bytes);
	GumboOutput *tree = gumbo_parse_with_options(&kGumboDefaultOptions, text.ptr, text.len);
	if (!tree)
		return false;
	gj_bench_feed_init(&feed, work);
	walk(&feed, tree->root);
	gumbo_destroy_output(&kGumboDefaultOptions, tree);
	return gj_bench_feed_finish(&feed, work);
}
