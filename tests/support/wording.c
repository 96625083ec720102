#include "wording.h"

#include <stdio.h>
#include <string.h>

/* Simplified, Traditional: the vocabulary of the form and of these reports. */
static const char traditional[] =
	"总總复復议議诉訴讼訟结結维維纠糾审審经經级級请請规規发發废廢现現数數项項内內处處决決"
	"许許罚罰强強费費业業额額单單万萬开開动動况況机機构構会會组組织織务務转轉办辦区區计計"
	"这這类類属屬国國稳穩护護权權过過执執询詢关關没沒补補后後确確访訪举舉报報无無当當认認"
	"获獲缴繳纳納继繼续續与與应應问問题題进進据據为為于於对對证證网網专專门門员員时時长長"
	"县縣乡鄉镇鎮东東岭嶺临臨岚嵐卫衛监監场場财財书書体體统統术術澜瀾选選设設责責任任务務"
	"电電话話线線邮郵编編码碼间間连連达達还還评評价價号號资資产產质質两兩个個满滿础礎实實"
	"导導领領带帶训訓众眾观觀试試练練议議该該详詳读讀";

enum { HAN = 3 }; /* bytes of a Chinese character in UTF-8 */

static const char *traditional_of(const char *simplified)
{
	for (const char *pair = traditional; *pair; pair += 2 * HAN)
		if (memcmp(pair, simplified, HAN) == 0)
			return pair + HAN;
	return simplified;
}

static const char *half_width_of(const char *mark)
{
	static const char *const pairs[][2] = {
		{ "（", "(" }, { "）", ")" }, { "：", ":" }, { "，", "," }, { "；", ";" },
		{ "“", "\"" }, { "”", "\"" },
	};
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
		if (memcmp(pairs[i][0], mark, HAN) == 0)
			return pairs[i][1];
	return NULL;
}

void gj_word_text(gj_buffer *out, const gj_wording *wording, const char *text)
{
	for (const char *at = text; *at;) {
		uint32_t code;
		size_t length = gj_utf8_next(at, strlen(at), &code);
		const char *half = length == HAN && wording->half_width ? half_width_of(at) : NULL;
		if (half)
			gj_buffer_add_text(out, half);
		else if (length == HAN && wording->traditional)
			gj_buffer_add(out, traditional_of(at), HAN);
		else
			gj_buffer_add(out, at, length);
		at += length;
	}
}

static const char *const numerals[] = { "", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
static const char *const circled[] = { "", "①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨" };

static const struct number_style {
	const char *part, *clause_open, *clause_close, *item;
	const char *const *item_digits; /* null: ordinary */
} number_styles[GJ_NUMBERING_COUNT] = {
	[GJ_NUMBERING_OFFICIAL] = { "、", "（", "）", ".", NULL },
	[GJ_NUMBERING_HALF] = { "、", "(", ")", "、", NULL },
	[GJ_NUMBERING_CIRCLED] = { "、", "（", "）", "", circled },
};

static void number(gj_buffer *out, const gj_wording *wording, gj_numbering_level level, int ordinal)
{
	const struct number_style *style = &number_styles[wording->numbering];
	if (wording->numbering == GJ_NUMBERING_NONE || level == GJ_LEVEL_NONE)
		return;
	if (level == GJ_LEVEL_PART) {
		gj_buffer_add_text(out, numerals[ordinal]);
		gj_buffer_add_text(out, style->part);
	} else if (level == GJ_LEVEL_CLAUSE) {
		gj_word_text(out, wording, style->clause_open);
		gj_buffer_add_text(out, numerals[ordinal]);
		gj_word_text(out, wording, style->clause_close);
	} else {
		if (style->item_digits)
			gj_buffer_add_text(out, style->item_digits[ordinal]);
		else
			gj_buffer_add_integer(out, ordinal);
		gj_buffer_add_text(out, style->item);
	}
}

void gj_word_heading(gj_buffer *out, const gj_wording *wording, int ordinal, const char *text)
{
	number(out, wording, GJ_LEVEL_PART, ordinal);
	gj_word_text(out, wording, text);
}

void gj_word_label(gj_buffer *out, const gj_wording *wording, const gj_layout_cell *cell)
{
	number(out, wording, cell->level, cell->ordinal);
	size_t length = strlen(cell->text), middle = 0;
	const char *gap = "";
	if (wording->spaced_labels && length == 2 * HAN)
		middle = HAN, gap = " ";
	else if (wording->broken_labels && length == 4 * HAN)
		middle = 2 * HAN, gap = "\n";
	char head[2 * HAN + 1] = "";
	memcpy(head, cell->text, middle);
	gj_word_text(out, wording, head);
	gj_buffer_add_text(out, gap);
	gj_word_text(out, wording, cell->text + middle);
}

static void add_digit(gj_buffer *out, const gj_wording *wording, char digit)
{
	char wide[4];
	if (wording->full_width_digits)
		gj_buffer_add(out, wide, gj_utf8_put(wide, 0xFF10u + (unsigned)(digit - '0')));
	else
		gj_buffer_add_char(out, digit);
}

static void add_number(gj_buffer *out, const gj_wording *wording, const char *text)
{
	bool plain = strspn(text, "0123456789") == strlen(text);
	for (const char *at = text; *at; at++) {
		if (*at < '0' || *at > '9')
			gj_buffer_add_char(out, *at);
		else
			add_digit(out, wording, *at);
		size_t left = strlen(at + 1);
		if (plain && wording->thousands && left && left % 3 == 0)
			gj_buffer_add_text(out, wording->thousands);
	}
}

void gj_word_value(gj_buffer *out, const gj_wording *wording, const gj_printed *cell)
{
	bool padded = wording->padding && cell->state == GJ_STATE_NUMBER;
	if (padded)
		gj_buffer_add_text(out, wording->padding);
	if (cell->state == GJ_STATE_NUMBER)
		add_number(out, wording, cell->text);
	else
		gj_word_text(out, wording, cell->text);
	if (padded)
		gj_buffer_add_text(out, wording->padding);
}
