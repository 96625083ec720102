/* libxml2's HTML parser: its events, and its tree. */
#include "contestant.h"

#include <libxml/HTMLparser.h>
#include <string.h>

static const char *attribute(const xmlChar **pairs, const char *name)
{
	for (; pairs && *pairs; pairs += 2)
		if (strcmp((const char *)pairs[0], name) == 0)
			return (const char *)pairs[1];
	return NULL;
}

static void on_open(void *context, const xmlChar *name, const xmlChar **attributes)
{
	gj_bench_feed_open(context, (const char *)name, attribute(attributes, "colspan"),
	                   attribute(attributes, "rowspan"));
}

static void on_close(void *context, const xmlChar *name)
{
	gj_bench_feed_close(context, (const char *)name);
}

static void on_text(void *context, const xmlChar *text, int length)
{
	gj_bench_feed_text(context, (const char *)text, (size_t)length);
}

bool gj_bench_libxml2_sax(gj_bench_work *work, gj_str bytes)
{
	gj_bench_feed feed;
	htmlSAXHandler handler = { .startElement = on_open, .endElement = on_close,
		                   .characters = on_text, .ignorableWhitespace = on_text };
	gj_bench_feed_init(&feed, work);
	htmlSAXParseDoc((const xmlChar *)bytes.ptr, gj_bench_encoding(bytes), &handler, &feed);
	return gj_bench_feed_finish(&feed, work);
}

static void walk(gj_bench_feed *feed, xmlNode *first)
{
	for (xmlNode *node = first; node; node = node->next) {
		if (node->type == XML_TEXT_NODE) {
			gj_bench_feed_text(feed, (const char *)node->content,
			                   strlen((const char *)node->content));
			continue;
		}
		if (node->type != XML_ELEMENT_NODE)
			continue;
		xmlChar *columns = xmlGetNoNsProp(node, (const xmlChar *)"colspan");
		xmlChar *rows = xmlGetNoNsProp(node, (const xmlChar *)"rowspan");
		gj_bench_feed_open(feed, (const char *)node->name, (const char *)columns,
		                   (const char *)rows);
		xmlFree(columns);
		xmlFree(rows);
		walk(feed, node->children);
		gj_bench_feed_close(feed, (const char *)node->name);
	}
}

bool gj_bench_libxml2_tree(gj_bench_work *work, gj_str bytes)
{
	gj_bench_feed feed;
	gj_bench_feed_init(&feed, work);
	htmlDocPtr tree = htmlReadMemory(bytes.ptr, (int)bytes.len, NULL, gj_bench_encoding(bytes),
	                                 HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
	                                         HTML_PARSE_NONET | HTML_PARSE_COMPACT);
	if (!tree)
		return false;
	walk(&feed, xmlDocGetRootElement(tree));
	xmlFreeDoc(tree);
	return gj_bench_feed_finish(&feed, work);
}
