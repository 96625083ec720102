#include "html_writer.h"

#include <string.h>

static void add_name(const gj_html_writer *writer, const char *name, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		bool small = name[i] >= 'a' && name[i] <= 'z';
		gj_buffer_add_char(writer->out, writer->style->upper_case && small
		                                        ? (char)(name[i] - ('a' - 'A'))
		                                        : name[i]);
	}
}

/* Quotes go where HTML allows a bare value. */
static void add_attributes(const gj_html_writer *writer, const char *at)
{
	while (*at) {
		size_t name = strcspn(at, "=");
		const char *value = at + name + 2;
		size_t length = strcspn(value, "\"");
		bool bare = writer->style->upper_case && length &&
		            strcspn(value, " \t\n'\"=<>`") >= length;
		gj_buffer_add_char(writer->out, ' ');
		add_name(writer, at, name);
		gj_buffer_add_text(writer->out, bare ? "=" : "=\"");
		gj_buffer_add(writer->out, value, length);
		gj_buffer_add_text(writer->out, bare ? "" : "\"");
		at = value + length + 1;
		at += strspn(at, " ");
	}
}

void gj_html_open(const gj_html_writer *writer, const char *tag, const char *attributes)
{
	gj_buffer_add_char(writer->out, '<');
	add_name(writer, tag, strlen(tag));
	if (attributes)
		add_attributes(writer, attributes);
	gj_buffer_add_char(writer->out, '>');
}

void gj_html_close(const gj_html_writer *writer, const char *tag)
{
	bool optional = strcmp(tag, "td") == 0 || strcmp(tag, "tr") == 0 || strcmp(tag, "li") == 0;
	if (writer->style->unclosed && optional)
		return;
	gj_buffer_add_text(writer->out, "</");
	add_name(writer, tag, strlen(tag));
	gj_buffer_add_char(writer->out, '>');
}

static const char *named_entity(uint32_t code)
{
	switch (code) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case 0xA0:
		return "&nbsp;";
	default:
		return NULL;
	}
}

void gj_html_text(const gj_html_writer *writer, gj_str text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		size_t length = gj_utf8_next(text.ptr + at, text.len - at, &code);
		const char *entity = named_entity(code);
		if (code == '\n')
			gj_html_open(writer, "br", NULL);
		else if (entity)
			gj_buffer_add_text(writer->out, entity);
		else if (writer->style->entities && code >= 0x80)
			gj_buffer_printf(writer->out, code % 2 ? "&#x%X;" : "&#%u;", code);
		else
			gj_buffer_add(writer->out, text.ptr + at, length);
		at += length;
	}
}

#define WORD_SPAN \
	"style=\"font-size:16.0pt;line-height:150%;font-family:仿宋_GB2312;" \
	"mso-hansi-font-family:仿宋_GB2312;mso-bidi-font-family:宋体;mso-font-kerning:0pt\""
#define WORD_LATIN \
	"lang=\"EN-US\" style=\"font-size:16.0pt;line-height:150%;" \
	"font-family:'Times New Roman',serif;mso-fareast-font-family:仿宋_GB2312\""
#define LETTER_SPAN "style=\"font-family:仿宋;mso-spacerun:'yes'\""

/* Word changes the span between Chinese and everything else. */
static void word_runs(const gj_html_writer *writer, gj_str text)
{
	while (text.len) {
		bool latin = (unsigned char)text.ptr[0] < 0x80;
		size_t length = 0;
		while (length < text.len && ((unsigned char)text.ptr[length] < 0x80) == latin)
			length++;
		gj_html_open(writer, "span", latin ? WORD_LATIN : WORD_SPAN);
		gj_html_text(writer, gj_str_upto(text, length));
		gj_html_close(writer, "span");
		text = gj_str_from(text, length);
	}
}

static void letters(const gj_html_writer *writer, gj_str text)
{
	while (text.len) {
		uint32_t code;
		size_t length = gj_utf8_next(text.ptr, text.len, &code);
		gj_html_open(writer, "span", LETTER_SPAN);
		gj_html_open(writer, "font", "face=\"仿宋\"");
		gj_html_text(writer, gj_str_upto(text, length));
		gj_html_close(writer, "font");
		gj_html_close(writer, "span");
		text = gj_str_from(text, length);
	}
}

void gj_html_run(const gj_html_writer *writer, gj_str text)
{
	switch (writer->style->dress) {
	case GJ_DRESS_PLAIN:
		gj_html_text(writer, text);
		break;
	case GJ_DRESS_WORD:
		word_runs(writer, text);
		break;
	case GJ_DRESS_LETTERS:
		letters(writer, text);
		break;
	}
}

static const struct dress {
	const char *paragraph; /* its attributes */
	const char *end, *empty;
} dresses[] = {
	[GJ_DRESS_PLAIN] = { NULL, "", "" },
	[GJ_DRESS_WORD] = { "class=\"MsoNormal\" align=\"center\" style=\"text-align:center;"
	                    "text-indent:32.0pt;mso-char-indent-count:2.0;line-height:150%;"
	                    "mso-pagination:widow-orphan\"",
	                    "<o:p></o:p>", "<![if !supportEmptyParas]>&nbsp;<![endif]><o:p></o:p>" },
	[GJ_DRESS_LETTERS] = { "style=\"text-indent:2em;line-height:2;font-family:仿宋\" align=\"\"",
	                       "<span><o:p></o:p></span>", "<span><o:p>&nbsp;</o:p></span>" },
};

void gj_html_paragraph(const gj_html_writer *writer, gj_str text, bool bare)
{
	const struct dress *dress = &dresses[writer->style->dress];
	bool tagged = !bare || writer->style->dress != GJ_DRESS_PLAIN;
	if (tagged)
		gj_html_open(writer, "p", dress->paragraph);
	gj_html_run(writer, text);
	gj_buffer_add_text(writer->out, text.len ? dress->end : dress->empty);
	if (tagged)
		gj_html_close(writer, "p");
}

void gj_html_office_head(const gj_html_writer *writer)
{
	if (writer->style->dress != GJ_DRESS_WORD)
		return;
	gj_buffer_add_text(writer->out,
	                   "<meta name=\"Generator\" content=\"Microsoft Word 15\">\n"
	                   "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View>"
	                   "<w:Zoom>0</w:Zoom><w:PunctuationKerning/></w:WordDocument></xml>"
	                   "<![endif]-->\n<style>\n<!--\n");
	for (int i = 1; i <= 40; i++)
		gj_buffer_printf(writer->out,
		                 "@list l%d:level1 {mso-level-number-format:chinese-counting;"
		                 "mso-level-text:\"%%1、\";margin-left:%dpt;text-indent:-21.0pt;}\n",
		                 i, i);
	gj_buffer_add_text(writer->out, "-->\n</style>\n");
}

void gj_html_office_shapes(const gj_html_writer *writer)
{
	if (writer->style->dress != GJ_DRESS_WORD)
		return;
	gj_buffer_add_text(writer->out,
	                   "<!--[if gte vml 1]><v:shapetype id=\"s1\" coordsize=\"21600,21600\">"
	                   "<v:stroke joinstyle=\"miter\"/></v:shapetype><![endif]-->"
	                   "<v:line id=\"l1\" from=\"0,0\" to=\"441pt,0\" strokecolor=\"red\"/>\n");
}
