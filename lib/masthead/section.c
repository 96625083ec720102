#include "masthead/section.h"

#include "form/label.h"
#include "masthead/masthead.h"

#include <string.h>

enum {
	LINES_MAX = 20000,      /* lines of a page that are looked at */
	LINES_FIRST = 256,      /* room for those of a usual page */
	UNNUMBERED_MAX = 90,    /* bytes of a core that may be a heading without number */
	PREFIX_MAX = 24,        /* bytes before the words: a number, 政府信息公开工作 */
	HEADING_LENGTH_MAX = 160 /* bytes of a cell: the longest heading has 90 */
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* One line of the document, in order. */
typedef struct line {
	gj_str text;
	gj_range range;
	int section;      /* of which it is the heading, or -1 */
	gj_str rest;      /* what follows the heading on the same line */
} line;

typedef struct reader {
	gj_arena *arena;
	line *lines;
	size_t count, capacity;
	char *scratch; /* GJ_LABEL_CORE_MAX */
	gj_phrases characters, words, footers; /* of headings, and of the page's foot */
} reader;

/* --- lines ---------------------------------------------------------------- */

static bool grow_lines(reader *r)
{
	size_t capacity = r->capacity ? r->capacity * 2 : LINES_FIRST;
	line *lines = gj_arena_alloc(r->arena, capacity * sizeof *lines);
	if (!lines)
		return false;
	if (r->count)
		memcpy(lines, r->lines, r->count * sizeof *lines);
	r->lines = lines;
	r->capacity = capacity;
	return true;
}

static void add_line(reader *r, gj_str text, gj_range range)
{
	if (r->count >= LINES_MAX || !gj_str_trim(text).len)
		return;
	if (r->count < r->capacity || grow_lines(r))
		r->lines[r->count++] = (line){ .text = text, .range = range, .section = -1 };
}

/* 一 to 七, as sections are numbered. */
static bool is_section_number(uint32_t code)
{
	switch (code) {
	case 0x4E00: case 0x4E8C: case 0x4E09: case 0x56DB: case 0x4E94: case 0x516D: case 0x4E03:
		return true;
	default:
		return false;
	}
}

/* A prose line may hold several sections: "…。二、主动公开政府信息情况…". */
static bool splits_here(gj_str rest)
{
	static const gj_str starts[] = {
		GJ_WORD("一、总体情况"),
		GJ_WORD("二、主动公开政府信息情况"),
		GJ_WORD("三、收到和处理政府信息公开申请情况"),
		GJ_WORD("四、政府信息公开行政复议"),
		GJ_WORD("四、因政府信息公开工作被申请"),
		GJ_WORD("五、存在的主要问题"),
		GJ_WORD("五、政府信息公开工作存在的主要问题"),
		GJ_WORD("六、其他需要报告的事项"),
	};
	return gj_str_starts_any(rest, starts, COUNT(starts));
}

/* In a list of contents ("…、二、…，三、…和…") a comma or 和 stands before the number. */
static bool in_enumeration(gj_str before)
{
	static const gj_str marks[] = { GJ_WORD("、"), GJ_WORD("，"), GJ_WORD(","), GJ_WORD("和"),
		                        GJ_WORD("及"), GJ_WORD("与"), GJ_WORD("("), GJ_WORD("（"),
		                        GJ_WORD("“"),  GJ_WORD("《") };
	return gj_str_ends_any(gj_str_trim(before), marks, COUNT(marks));
}

static void add_split(reader *r, gj_str text, gj_range range)
{
	const gj_str mark = GJ_STR("、");
	size_t start = 0, at = 0;
	bool may_split = text.len > strlen("一、总体情况");
	while (may_split) {
		size_t hit = gj_str_find(gj_str_from(text, at), mark);
		if (hit == SIZE_MAX)
			break;
		hit += at;
		at = hit + mark.len;
		size_t number = hit >= 3 ? hit - 3 : hit; /* one Chinese numeral before 、 */
		uint32_t numeral;
		gj_utf8_next(text.ptr + number, text.len - number, &numeral);
		if (number <= start || !is_section_number(numeral) || !splits_here(gj_str_from(text, number)) ||
		    in_enumeration(gj_str_upto(text, number)))
			continue;
		add_line(r, gj_str_from(gj_str_upto(text, number), start), range);
		start = number;
	}
	add_line(r, gj_str_from(text, start), range);
}

static void add_grid_lines(reader *r, const gj_grid *grid)
{
	for (uint32_t i = 0; i < grid->cell_count; i++) {
		gj_str text = grid->cells[i].text;
		while (text.len) {
			size_t end = gj_str_find(text, GJ_STR("\n"));
			add_line(r, gj_str_upto(text, end), grid->cells[i].range);
			text = gj_str_from(text, end == SIZE_MAX ? text.len : end + 1);
		}
	}
}

/* --- headings ------------------------------------------------------------- */

static bool is_number_mark(uint32_t code)
{
	return code == 0x3001 || code == '.' || code == 0xFF0E || code == ',' || code == 0xFF0C ||
	       gj_is_space(code);
}

/* Few lines and cells begin with white space or with what 一 to 七 begin with. */
static inline bool may_be_numbered(gj_str text)
{
	if (text.len < 4)
		return false;
	uint32_t code = 0;
	bool may = text.ptr[0] == '\xE4' || text.ptr[0] == '\xE5';
	if (may)
		gj_utf8_next(text.ptr, text.len, &code);
	return may ? is_section_number(code) : !gj_str_begins_visibly(text);
}

static bool numbered_on_top_level(gj_str text)
{
	uint32_t number, mark;
	text = gj_str_trim(text);
	if (text.len < 4)
		return false;
	size_t length = gj_utf8_next(text.ptr, text.len, &number);
	if (!is_section_number(number) || length >= text.len)
		return false;
	gj_utf8_next(text.ptr + length, text.len - length, &mark);
	return is_number_mark(mark);
}

static int section_of(gj_match match)
{
	return match.strength == GJ_MATCH_NONE ? -1 : match.code;
}

/* "一、总体情况（一）主动公开…": the heading is only the line's beginning. */
static int heading_prefix(const line *l, gj_str *rest)
{
	/* As printed, with the punctuation that a core has not. */
	static const struct heading {
		int section;
		gj_str words;
	} printed[] = {
		{ 0, GJ_WORD("总体情况") },
		{ 1, GJ_WORD("主动公开政府信息情况") },
		{ 2, GJ_WORD("收到和处理政府信息公开申请情况") },
		{ 3, GJ_WORD("政府信息公开行政复议、行政诉讼情况") },
		{ 3, GJ_WORD("政府信息公开工作被申请行政复议、提起行政诉讼情况") },
		{ 4, GJ_WORD("存在的主要问题及改进情况") },
		{ 5, GJ_WORD("其他需要报告的事项") },
	};
	static const gj_str goes_on[] = { GJ_WORD("、"), GJ_WORD("，"), GJ_WORD("和") };
	for (size_t i = 0; i < COUNT(printed); i++) {
		gj_str words = printed[i].words;
		size_t at = gj_str_find(gj_str_upto(l->text, PREFIX_MAX + words.len), words);
		if (at == SIZE_MAX)
			continue;
		gj_str behind = gj_str_from(l->text, at + words.len);
		/* "总体情况、主动公开…" goes on as a list of contents. */
		if (gj_str_starts_any(behind, goes_on, COUNT(goes_on)))
			continue;
		*rest = gj_masthead_skip_marks(behind);
		return printed[i].section;
	}
	return -1;
}

/* "（一）主动公开" is an item inside a section, however alike. */
static bool opens_with_bracket(gj_str text)
{
	text = gj_str_trim(text);
	return gj_str_starts(text, GJ_STR("（")) || gj_str_starts(text, GJ_STR("("));
}

/* Characters, in all their spellings, of which every heading has one: 况 项 题 述. Most
 * lines are told by that, before they are folded. */
static const gj_str heading_characters[] = {
	GJ_WORD("况"), GJ_WORD("況"), GJ_WORD("\uFA71"), GJ_WORD("\U0002F81B"), GJ_WORD("项"),
	GJ_WORD("項"), GJ_WORD("㊠"), GJ_WORD("题"),     GJ_WORD("題"),         GJ_WORD("述"),
};

/* Words of which every heading has one, but 概述 that is looked for exactly. */
static const gj_str heading_words[] = { GJ_WORD("情况"), GJ_WORD("事项"), GJ_WORD("问题") };

/* What a line or cell says: its core, and the form's word that it is, or null. */
typedef struct words_of_line {
	gj_str core;
	const gj_known *known;
} words_of_line;

static words_of_line read_words(const reader *r, gj_str text)
{
	const gj_known *known = gj_label_printed(gj_str_trim(text));
	if (known)
		return (words_of_line){ known->core, known };
	gj_str core = gj_label_core(r->scratch, text);
	return (words_of_line){ core, gj_label_find(core) };
}

/* A label of the form is no heading, however alike. */
static int alike(const words_of_line *words)
{
	return words->known ? -1 : section_of(gj_label_likest(GJ_WORDS_SECTION, words->core));
}

static void find_heading(reader *r, line *l)
{
	enum { LINE_MAX_BYTES = 160 };
	bool numbered = may_be_numbered(l->text) && numbered_on_top_level(l->text);
	bool brief = l->text.len <= LINE_MAX_BYTES && !opens_with_bracket(l->text);
	if (brief ? !gj_phrases_stand_in(&r->characters, l->text) : !numbered)
		return;
	words_of_line words = brief ? read_words(r, l->text) : (words_of_line){ 0 };
	l->section = section_of(gj_label_known(words.known, GJ_WORDS_SECTION));
	/* "六、其他需要报告的事项：无。" has its text on the same line. */
	if (l->section < 0 && numbered)
		l->section = heading_prefix(l, &l->rest);
	/* Likeness is for headings that say they are one: it is dear, and prose may
	 * be alike too. */
	if (l->section < 0 && (numbered || words.core.len <= UNNUMBERED_MAX) &&
	    gj_phrases_stand_in(&r->words, words.core))
		l->section = alike(&words);
}

/* --- text ----------------------------------------------------------------- */

/* Lines of the page around the report, below its last section. */
static const gj_str footer_words[] = {
	GJ_WORD("ICP备"),    GJ_WORD("版权所有"), GJ_WORD("网站标识码"), GJ_WORD("公网安备"),
	GJ_WORD("上一篇"),   GJ_WORD("下一篇"),   GJ_WORD("打印本页"),   GJ_WORD("关闭窗口"),
	GJ_WORD("主办："),   GJ_WORD("主办单位"), GJ_WORD("扫一扫在"),   GJ_WORD("分享到"),
	GJ_WORD("相关文档"), GJ_WORD("网站地图"), GJ_WORD("承办："),
};

static size_t section_end(const reader *r, size_t start)
{
	size_t end = start + 1;
	while (end < r->count && r->lines[end].section < 0)
		end++;
	return end;
}

static size_t text_length(const reader *r, size_t start, size_t end)
{
	size_t length = r->lines[start].rest.len;
	for (size_t i = start + 1; i < end; i++)
		length += r->lines[i].text.len + 1;
	return length;
}

/* Of several headings for one section (a list of contents), the one with text. */
static void find_best_headings(const reader *r, size_t best[GJ_SECTIONS])
{
	size_t most[GJ_SECTIONS] = { 0 };
	for (int s = 0; s < GJ_SECTIONS; s++)
		best[s] = SIZE_MAX;
	for (size_t i = 0; i < r->count; i++) {
		int section = r->lines[i].section;
		if (section < 0)
			continue;
		size_t length = text_length(r, i, section_end(r, i));
		if (best[section] == SIZE_MAX || length >= most[section]) {
			best[section] = i;
			most[section] = length;
		}
	}
}

static void append(char *to, size_t *length, gj_str text)
{
	text = gj_str_trim(text);
	if (!text.len)
		return;
	if (*length)
		to[(*length)++] = '\n';
	memcpy(to + *length, text.ptr, text.len);
	*length += text.len;
}

static bool fill_section(reader *r, gj_section *section, size_t start)
{
	size_t end = section_end(r, start);
	char *to = gj_arena_alloc(r->arena, text_length(r, start, end) + 1);
	if (!to)
		return false;
	size_t length = 0;
	const line *first = &r->lines[start];
	section->found = true;
	section->heading = gj_str_trim(gj_str_upto(first->text, first->text.len - first->rest.len));
	section->range = first->range;
	append(to, &length, first->rest);
	bool last = end == r->count; /* the page's own foot follows the last section */
	for (size_t i = start + 1; i < end && !(last && gj_phrases_stand_in(&r->footers, r->lines[i].text)); i++) {
		append(to, &length, r->lines[i].text);
		section->range.end = r->lines[i].range.end;
	}
	section->text = (gj_str){ to, length };
	return true;
}

static void number_sections(gj_report *report, const size_t starts[GJ_SECTIONS])
{
	for (int s = 0; s < GJ_SECTIONS; s++) {
		uint8_t order = 1;
		for (int other = 0; other < GJ_SECTIONS; other++)
			order = (uint8_t)(order + (report->sections[other].found && starts[other] < starts[s]));
		report->sections[s].order = report->sections[s].found ? order : 0;
	}
}

static bool is_statutory(const gj_report *report, uint16_t ordinal)
{
	for (size_t i = 0; i < GJ_FIELD_COUNT; i++)
		if (report->values[i].place.grid == ordinal)
			return true;
	return false;
}

/* A heading may stand in a row of the statutory table itself. */
static void add_grid_headings(reader *r, const gj_grid *grid)
{
	for (uint32_t i = 0; i < grid->cell_count; i++) {
		gj_str text = grid->cells[i].text;
		if (!may_be_numbered(text) || text.len > HEADING_LENGTH_MAX || !numbered_on_top_level(text))
			continue;
		words_of_line words = read_words(r, text);
		int section = section_of(gj_label_known(words.known, GJ_WORDS_SECTION));
		if (section >= 0 || alike(&words) >= 0)
			add_line(r, text, grid->cells[i].range);
	}
}

static void collect_lines(reader *r, const gj_report *report)
{
	const gj_document *document = report->document;
	uint16_t ordinal = 0;
	for (size_t i = 0; i < document->block_count; i++) {
		const gj_block *block = &document->blocks[i];
		bool tabled = report->tabled && report->tabled[i];
		if (!block->grid && tabled)
			continue;
		if (!block->grid)
			add_split(r, block->text, block->range);
		else if (is_statutory(report, ++ordinal))
			add_grid_headings(r, block->grid);
		else if (!block->grid->layout)
			add_grid_lines(r, block->grid);
	}
}

gj_code gj_sections_read(gj_arena *arena, gj_report *report, gj_err *err)
{
	reader r = {
		.arena = arena,
		.characters = gj_phrases_of(heading_characters, COUNT(heading_characters)),
		.words = gj_phrases_of(heading_words, COUNT(heading_words)),
		.footers = gj_phrases_of(footer_words, COUNT(footer_words)),
	};
	r.scratch = gj_arena_alloc(arena, GJ_LABEL_CORE_MAX);
	if (!r.scratch)
		return gj_err_set(err, GJ_E_LIMIT, 0, "document needs too much memory");
	collect_lines(&r, report);
	for (size_t i = 0; i < r.count; i++)
		find_heading(&r, &r.lines[i]);
	size_t starts[GJ_SECTIONS];
	find_best_headings(&r, starts);
	for (int s = 0; s < GJ_SECTIONS; s++) {
		if (starts[s] != SIZE_MAX && !fill_section(&r, &report->sections[s], starts[s]))
			return gj_err_set(err, GJ_E_LIMIT, 0, "document needs too much memory");
	}
	number_sections(report, starts);
	return GJ_OK;
}
