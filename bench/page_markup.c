/* Styles on tags, style sheets and scripts: all ASCII, added to encoded pages,
 * where the bytes of markup are never part of a character. */
#include "page_weight.h"

#include <string.h>

static const char *const office_styles[] = {
	"mso-border-left-alt:.5pt solid windowtext;",
	"border-right:solid windowtext 1.0pt;",
	"mso-border-right-alt:solid windowtext .5pt;",
	"border-top:none;",
	"mso-border-top-alt:.5pt solid windowtext;",
	"border-bottom:1.0000pt solid windowtext;",
	"mso-border-bottom-alt:0.5000pt solid windowtext;",
	"padding:0.0000pt 5.4000pt 0.0000pt 5.4000pt ;",
	"mso-line-height-rule:exactly;",
	"mso-font-kerning:1.0000pt;",
	"mso-bidi-font-family:'Times New Roman';",
	"mso-ascii-font-family:FangSong_GB2312;",
	"layout-grid-mode:char;",
	"mso-pagination:widow-orphan;",
	"line-height:30.0000pt;",
	"mso-height-rule:at-least;",
	"tab-stops:45.8pt 91.6pt 137.4pt 183.2pt;",
	"color:black;",
};
static const char *const web_styles[] = {
	"border:1px solid #000;", "padding:4px 6px;", "text-align:center;", "font-size:14px;",
	"line-height:1.75;", "word-break:break-all;", "vertical-align:middle;",
	"white-space:normal;", "background-color:rgb(255, 255, 255);", "text-indent:0em;",
	"font-family:FangSong, SimSun;", "margin-top:0px;",
};

typedef struct declarations {
	const char *const *items;
	size_t count;
} declarations;

static const declarations office = { office_styles, sizeof office_styles / sizeof *office_styles };
static const declarations web = { web_styles, sizeof web_styles / sizeof *web_styles };

/* How much of the styles a tag draws: word processors dress cells most. */
static const struct dressed_tag {
	gj_str name;
	size_t weight;
} dressed_tags[] = {
	{ { "<td", 3 }, 5 },
	{ { "<p", 2 }, 2 },
	{ { "<span", 5 }, 1 },
};

static size_t tag_weight(gj_str at)
{
	for (size_t i = 0; i < sizeof dressed_tags / sizeof *dressed_tags; i++) {
		gj_str name = dressed_tags[i].name;
		bool ends = at.len > name.len && strchr(" >", at.ptr[name.len]);
		if (ends && gj_str_starts(at, name))
			return dressed_tags[i].weight;
	}
	return 0;
}

/* Calls for each '<' of the body: the text up to it, then the tag. */
typedef struct tag_walk {
	gj_str rest;
	gj_str before, tag; /* tag is empty behind the last one */
} tag_walk;

static bool next_tag(tag_walk *walk)
{
	size_t lt = gj_str_find(walk->rest, GJ_STR("<"));
	walk->before = gj_str_upto(walk->rest, lt);
	gj_str tag = gj_str_from(walk->rest, walk->before.len);
	size_t end = gj_str_find(tag, GJ_STR(">"));
	walk->tag = gj_str_upto(tag, end == SIZE_MAX ? tag.len : end + 1);
	walk->rest = gj_str_from(tag, walk->tag.len);
	return walk->before.len || walk->tag.len;
}

static size_t weigh_tags(gj_str page)
{
	size_t weight = 0;
	for (tag_walk walk = { .rest = page }; next_tag(&walk);)
		weight += tag_weight(walk.tag);
	return weight;
}

/* As many whole declarations as fit; from `first` on, so that tags of one kind look alike. */
static void add_declarations(gj_buffer *out, const declarations *from, size_t first, size_t budget)
{
	for (size_t i = 0;; i++) {
		const char *item = from->items[(first + i) % from->count];
		size_t length = strlen(item);
		if (length > budget)
			return;
		gj_buffer_add(out, item, length);
		budget -= length;
	}
}

/* The tag with more in its style attribute, or with a style of its own. */
static void add_dressed(gj_buffer *out, gj_str tag, const declarations *from, size_t budget)
{
	static const gj_str attribute = { "style=\"", 7 };
	size_t weight = tag_weight(tag), at = gj_str_find(tag, attribute);
	bool own = at == SIZE_MAX;
	size_t cut = own ? tag.len - 1 : at + attribute.len;
	size_t wrapping = own ? attribute.len + 2 : 0;
	gj_buffer_add_str(out, gj_str_upto(tag, cut));
	if (budget > wrapping + 20) {
		gj_buffer_add_text(out, own ? " style=\"" : "");
		add_declarations(out, from, weight, budget - wrapping);
		gj_buffer_add_text(out, own ? "\"" : "");
	}
	gj_buffer_add_str(out, gj_str_from(tag, cut));
}

static const char box_open[] = "<p align=\"center\">", box_close[] = "</p>";

/* The bytes that boxed cells take. */
static size_t weigh_boxes(gj_str body)
{
	size_t size = 0;
	for (tag_walk walk = { .rest = body }; next_tag(&walk);) {
		size += gj_str_starts(walk.tag, GJ_STR("<td")) ? sizeof box_open - 1 : 0;
		size += gj_str_starts(walk.tag, GJ_STR("</td")) ? sizeof box_close - 1 : 0;
	}
	return size;
}

static void add_body(gj_buffer *out, gj_str body, const gj_markup_weight *weight, size_t budget)
{
	const declarations *from = weight->office ? &office : &web;
	size_t weights = weigh_tags(body);
	for (tag_walk walk = { .rest = body }; next_tag(&walk);) {
		gj_buffer_add_str(out, walk.before);
		if (weight->boxed_cells && gj_str_starts(walk.tag, GJ_STR("</td")))
			gj_buffer_add_text(out, box_close);
		size_t mine = tag_weight(walk.tag), start = out->length;
		if (mine)
			add_dressed(out, walk.tag, from, budget * mine / weights);
		else
			gj_buffer_add_str(out, walk.tag);
		weights -= mine;
		size_t added = out->length - start - walk.tag.len;
		budget -= added < budget ? added : budget;
		if (weight->boxed_cells && gj_str_starts(walk.tag, GJ_STR("<td")))
			gj_buffer_add_text(out, box_open);
	}
}

static void add_style_sheet(gj_buffer *out, size_t size, gj_random *random)
{
	size_t start = out->length;
	gj_buffer_add_text(out, "<style type=\"text/css\">\n");
	while (out->length - start < size) {
		gj_buffer_printf(out, ".box-%d .list_%d > li a:hover, #zoom td.c%d { ",
		                 gj_random_below(random, 90), gj_random_below(random, 90),
		                 gj_random_below(random, 9));
		add_declarations(out, &web, (size_t)gj_random_below(random, 12), 80);
		gj_buffer_add_text(out, "}\n");
	}
	gj_buffer_add_text(out, "</style>\n");
}

static void add_script(gj_buffer *out, size_t size, gj_random *random)
{
	size_t start = out->length;
	gj_buffer_add_text(out, "<script type=\"text/javascript\">\n");
	while (out->length - start < size)
		gj_buffer_printf(out,
		                 "function show%d(list, from) {\n"
		                 "  for (var i = from; i < list.length && i < %d; i++) {\n"
		                 "    if (list[i].id > 0) box.innerHTML += '<table><tr><td>' + list[i].name + "
		                 "'<\\/td><\\/tr><\\/table>';\n  }\n}\n",
		                 gj_random_below(random, 1000), gj_random_below(random, 50));
	gj_buffer_add_text(out, "</script>\n");
}

void gj_weight_markup(gj_buffer *out, gj_str page, const gj_markup_weight *weight,
                      gj_random *random)
{
	size_t boxes = weight->boxed_cells ? weigh_boxes(page) : 0;
	size_t bytes = weight->bytes > boxes ? weight->bytes - boxes : 0;
	size_t styles = bytes * (size_t)weight->tag_percent / 100;
	size_t rest = bytes - styles;
	size_t head = gj_str_find(page, GJ_STR("</head>"));
	gj_buffer_add_str(out, gj_str_upto(page, head));
	add_style_sheet(out, rest / 2, random);
	add_script(out, rest / 2, random);
	add_body(out, gj_str_from(page, head), weight, styles);
}
