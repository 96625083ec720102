#include "form/title.h"

#include <string.h>

enum {
	YEAR_FIRST = 2008, /* the Regulations came into force on 1 May 2008 */
	YEAR_LAST = 2099,
	TITLE_BYTES_MAX = 240,
	LINES_NEAR_TITLE = 12,
};

/* --- small readers -------------------------------------------------------- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static int number_at(gj_str text, size_t at, size_t *length, size_t most)
{
	int value = 0;
	size_t n = 0;
	while (n < most && at + n < text.len && is_digit(text.ptr[at + n]))
		value = value * 10 + (text.ptr[at + n++] - '0');
	*length = n;
	return value;
}

/* Whether a text is in Traditional characters: 開 and 報 stand in every title. */
static bool is_traditional(gj_str text)
{
	return gj_str_has(text, GJ_STR("開")) || gj_str_has(text, GJ_STR("報")) ||
	       gj_str_has(text, GJ_STR("發"));
}

/* Without spaces, full-width ASCII as ASCII. Characters stay as printed (乾县 is a
 * county) unless the whole text is Traditional: then Simplified, as rosters are. */
static gj_str squeeze(gj_arena *arena, gj_str text)
{
	bool simplify = is_traditional(text);
	char *to = gj_arena_alloc(arena, text.len + 4);
	if (!to)
		return (gj_str){ 0 };
	size_t length = 0;
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		at += gj_utf8_next(text.ptr + at, text.len - at, &code);
		if (gj_is_space(code))
			continue;
		if (code > 0xFF00 && code < 0xFF5F)
			code -= 0xFEE0;
		length += gj_utf8_put(to + length, simplify ? gj_simplified(code) : code);
	}
	return (gj_str){ to, length };
}

/* The digit a numeral of a year stands for (二〇二三), or -1. */
static int numeral_digit(uint32_t code)
{
	static const uint32_t numerals[10] = { 0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB,
		                               0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D };
	if (code == 0x25CB || code == 0x96F6) /* ○ 零 */
		return 0;
	for (int digit = 0; digit < 10; digit++)
		if (code == numerals[digit])
			return digit;
	return -1;
}

/* Squeezed, and a year in words as digits: "二〇二三年" → "2023年". */
static gj_str fold_digits(gj_arena *arena, gj_str text)
{
	gj_str folded = squeeze(arena, text);
	char *to = gj_arena_alloc(arena, folded.len + 1);
	if (!to)
		return (gj_str){ 0 };
	size_t length = 0;
	for (size_t at = 0; at < folded.len;) {
		uint32_t code;
		size_t step = gj_utf8_next(folded.ptr + at, folded.len - at, &code);
		int digit = code < 0x80 ? -1 : numeral_digit(code);
		/* Only inside a year, which begins with 二 or 〇; elsewhere 一 is a word. */
		if (digit == 0 || digit == 2 || (digit > 0 && length && is_digit(to[length - 1]))) {
			to[length++] = (char)('0' + digit);
		} else {
			memcpy(to + length, folded.ptr + at, step);
			length += step;
		}
		at += step;
	}
	return (gj_str){ to, length };
}

/* The first "20xx" directly before 年 (or 年度), else the first one at all. */
static int year_in(gj_str text, bool needs_word)
{
	int loose = 0;
	for (size_t at = 0; at + 4 <= text.len; at++) {
		if (!is_digit(text.ptr[at]) || (at && is_digit(text.ptr[at - 1])))
			continue;
		size_t length;
		int year = number_at(text, at, &length, 5);
		if (length != 4 || year < YEAR_FIRST || year > YEAR_LAST)
			continue;
		if (gj_str_starts(gj_str_from(text, at + 4), GJ_STR("年")))
			return year;
		loose = loose ? loose : year;
	}
	return needs_word ? 0 : loose;
}

/* --- dates ---------------------------------------------------------------- */

/* Separator behind a part of a date; its length, 0 when there is none. */
static size_t date_mark(gj_str rest, const char *word)
{
	static const char *const marks[] = { "-", "/", "." };
	if (gj_str_starts(rest, gj_str_of(word)))
		return strlen(word);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (gj_str_starts(rest, gj_str_of(marks[i])))
			return 1;
	return 0;
}

static bool date_at(gj_str text, size_t at, int parts[3])
{
	static const char *const words[2] = { "年", "月" };
	static const size_t most[3] = { 5, 2, 2 };
	for (int i = 0; i < 3; i++) {
		size_t length;
		parts[i] = number_at(text, at, &length, most[i]);
		if (!length || (i == 0 && length != 4))
			return false;
		at += length;
		if (i == 2)
			break;
		size_t mark = date_mark(gj_str_from(text, at), words[i]);
		if (!mark)
			return false;
		at += mark;
	}
	return parts[0] >= YEAR_FIRST && parts[0] <= YEAR_LAST && parts[1] >= 1 && parts[1] <= 12 &&
	       parts[2] >= 1 && parts[2] <= 31;
}

gj_str gj_title_date(gj_arena *arena, gj_str text)
{
	gj_str folded = fold_digits(arena, text);
	int parts[3];
	for (size_t at = 0; at < folded.len; at++)
		if (is_digit(folded.ptr[at]) && (!at || !is_digit(folded.ptr[at - 1])) &&
		    date_at(folded, at, parts))
			return gj_str_format(arena, "%04d-%02d-%02d", parts[0], parts[1], parts[2]);
	/* "20240116", as some metadata has it. */
	size_t length;
	int compact = number_at(folded, 0, &length, 9);
	if (length == 8 && compact / 10000 >= YEAR_FIRST && compact / 10000 <= YEAR_LAST)
		return gj_str_format(arena, "%04d-%02d-%02d", compact / 10000, compact / 100 % 100,
		                     compact % 100);
	return (gj_str){ 0 };
}

static gj_str meta_value(const gj_document *document, const char *const *names, size_t count)
{
	for (size_t n = 0; n < count; n++)
		for (size_t i = 0; i < document->meta_count; i++)
			if (gj_str_equal_nocase(document->metas[i].name, gj_str_of(names[n])) &&
			    document->metas[i].value.len)
				return document->metas[i].value;
	return (gj_str){ 0 };
}

/* Calls for each line of text before the first statutory section, and for cells
 * of the tables there; the date and the source stand near the title. */
typedef struct label_hit {
	gj_str value; /* what follows the label */
	size_t rank;  /* of the label in its list; lower is better */
} label_hit;

static gj_str skip_marks(gj_str text)
{
	static const char *const marks[] = { ":", "：", "　", " ", "\xC2\xA0", "】", "]", "\n" };
	for (bool again = true; again;) {
		again = false;
		for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
			if (gj_str_starts(text, gj_str_of(marks[i]))) {
				text = gj_str_from(text, strlen(marks[i]));
				again = true;
			}
	}
	return text;
}

/* A label begins its line or stands behind a space or bracket; inside a word
 * ("（单位：万元）") it labels something else. */
static bool begins_word(gj_str text, size_t at)
{
	static const char *const before[] = { " ", "\xC2\xA0", "　", "\n", "【", "[", "|", "\t" };
	for (size_t i = 0; at && i < sizeof before / sizeof *before; i++)
		if (gj_str_ends(gj_str_upto(text, at), gj_str_of(before[i])))
			return true;
	return at == 0;
}

static void try_labels(gj_str text, gj_str next, const char *const *labels, size_t count,
                       label_hit *hit)
{
	for (size_t i = 0; i < count && i < hit->rank; i++) {
		size_t at = gj_str_find(text, gj_str_of(labels[i]));
		if (at == SIZE_MAX || !begins_word(text, at))
			continue;
		gj_str behind = gj_str_from(text, at + strlen(labels[i]));
		gj_str value = skip_marks(behind);
		/* A label is followed by a mark or a number; in a sentence it is a word. */
		bool is_label = value.len < behind.len || !value.len || is_digit(value.ptr[0]);
		if (!is_label)
			continue;
		/* In a metadata table the value stands in the next cell. */
		if (!value.len)
			value = next;
		if (value.len)
			*hit = (label_hit){ value, i };
	}
}

enum {
	LABEL_LINE_MAX = 300,
	/* Blocks at either end of the page where its metadata stands. */
	HEAD_BLOCKS = 80,
	FOOT_BLOCKS = 30,
};

static bool is_statutory(const gj_report *report, const gj_grid *grid)
{
	for (size_t i = 0; i < GJ_FIELD_COUNT; i++) {
		gj_range range = report->values[i].place.range;
		if (range.end && range.begin >= grid->range.begin && range.end <= grid->range.end)
			return true;
	}
	return false;
}

static void try_grid(const gj_grid *grid, const char *const *labels, size_t count, label_hit *hit)
{
	for (uint32_t c = 0; c < grid->cell_count; c++) {
		gj_str next = c + 1 < grid->cell_count ? grid->cells[c + 1].text : (gj_str){ 0 };
		if (grid->cells[c].text.len <= LABEL_LINE_MAX)
			try_labels(grid->cells[c].text, next, labels, count, hit);
	}
}

static gj_str find_labelled(const gj_report *report, const char *const *labels, size_t count)
{
	const gj_document *document = report->document;
	label_hit hit = { .rank = count };
	for (size_t i = 0; i < document->block_count && hit.rank; i++) {
		if (i == HEAD_BLOCKS && document->block_count > HEAD_BLOCKS + FOOT_BLOCKS)
			i = document->block_count - FOOT_BLOCKS;
		const gj_block *block = &document->blocks[i];
		if (!block->grid && block->text.len <= LABEL_LINE_MAX)
			try_labels(block->text, (gj_str){ 0 }, labels, count, &hit);
		else if (block->grid && !is_statutory(report, block->grid))
			try_grid(block->grid, labels, count, &hit);
	}
	return hit.value;
}

/* A line that is only a date, as a report is signed at its end. */
static gj_str closing_date(gj_arena *arena, const gj_document *document)
{
	enum { DATE_BYTES_MAX = 48 };
	size_t last = document->block_count > FOOT_BLOCKS ? document->block_count - FOOT_BLOCKS : 0;
	for (size_t i = document->block_count; i-- > last;) {
		gj_str line = gj_str_trim(document->blocks[i].text);
		gj_str date = { 0 };
		if (line.len && line.len <= DATE_BYTES_MAX)
			date = gj_title_date(arena, line);
		if (date.len && squeeze(arena, line).len <= strlen("2024年12月31日") &&
		    is_digit(fold_digits(arena, line).ptr[0]))
			return date;
	}
	return (gj_str){ 0 };
}

static void read_published(gj_arena *arena, gj_report *report)
{
	static const char *const names[] = { "PubDate", "publishdate", "publish_date", "pub_date",
		                             "article:published_time", "firstpublishedtime",
		                             "publishtime", "createDate", "date" };
	static const char *const labels[] = { "发布日期", "发布时间", "發布日期", "發布時間", "公开日期",
		                              "公開日期", "信息公开日期", "发文日期", "發文日期", "成文日期",
		                              "成文时间", "生成日期", "发布于", "日期", "时间" };
	gj_str meta = meta_value(report->document, names, sizeof names / sizeof *names);
	report->published = gj_title_date(arena, meta);
	report->published_origin = GJ_ORIGIN_META;
	if (report->published.len)
		return;
	gj_str text = find_labelled(report, labels, sizeof labels / sizeof *labels);
	report->published = gj_title_date(arena, gj_str_upto(text, 64));
	if (!report->published.len)
		report->published = closing_date(arena, report->document);
	report->published_origin = report->published.len ? GJ_ORIGIN_TEXT : GJ_ORIGIN_NONE;
}

/* --- the title ------------------------------------------------------------ */

static bool speaks_of_report(gj_str folded)
{
	return gj_str_has(folded, GJ_STR("信息公开")) &&
	       (gj_str_has(folded, GJ_STR("年度报告")) || gj_str_has(folded, GJ_STR("年报")) ||
	        gj_str_has(folded, GJ_STR("工作报告")) || gj_str_has(folded, GJ_STR("年度工作报告")));
}

static bool is_title(gj_arena *arena, gj_str text)
{
	gj_str line = gj_str_trim(text);
	if (!line.len || line.len > TITLE_BYTES_MAX || !gj_str_has(line, GJ_STR("信")))
		return false;
	gj_str folded = gj_fold_copy(arena, line);
	if (!speaks_of_report(folded) || gj_str_has(folded, GJ_STR("。")))
		return false;
	/* A title ends with the word report, or goes on with a note in brackets. */
	size_t end = gj_str_find(folded, GJ_STR("报告"));
	size_t short_end = gj_str_find(folded, GJ_STR("年报"));
	size_t at = end != SIZE_MAX ? end : short_end;
	gj_str behind = at == SIZE_MAX ? folded : gj_str_from(folded, at + 6);
	return behind.len <= 60;
}

static bool has_year(gj_arena *arena, gj_str text)
{
	return year_in(fold_digits(arena, text), false) != 0;
}

/* The page's own name is cut at the site's separators. */
static gj_str cut_site(gj_str title)
{
	static const char *const marks[] = { "_", "|", "-", "—", "–", " - " };
	size_t end = title.len;
	size_t report = gj_str_find(title, GJ_STR("报告"));
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t from = report == SIZE_MAX ? 0 : report;
		size_t at = gj_str_find(gj_str_from(title, from), gj_str_of(marks[i]));
		if (at != SIZE_MAX && from + at < end)
			end = from + at;
	}
	return gj_str_trim(gj_str_upto(title, end));
}

/* A title broken over two lines: "某市某局" / "2023年政府信息公开工作年度报告". */
static gj_str title_in_text(gj_arena *arena, const gj_document *document)
{
	gj_str best = { 0 };
	size_t lines = 0;
	for (size_t i = 0; i < document->block_count && lines < 400; i++) {
		gj_str text = document->blocks[i].text;
		lines++;
		if (!is_title(arena, text))
			continue;
		if (has_year(arena, text))
			return gj_str_trim(text);
		if (!best.len)
			best = gj_str_trim(text);
	}
	return best;
}

/* "标题：某县某局2023年…-某县": the label before and the site behind go. */
static gj_str bare_title(gj_str line)
{
	static const char *const labels[] = { "标题", "名称", "信息名称", "標題", "名稱" };
	line = gj_str_trim(line);
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (gj_str_starts(line, gj_str_of(labels[i])))
			line = skip_marks(gj_str_from(line, strlen(labels[i])));
	return cut_site(line);
}

static gj_str find_title(gj_arena *arena, const gj_document *document)
{
	static const char *const names[] = { "ArticleTitle", "title", "og:title" };
	gj_str meta = meta_value(document, names, sizeof names / sizeof *names);
	gj_str page = cut_site(document->title);
	gj_str text = bare_title(title_in_text(arena, document));
	if (is_title(arena, meta) && has_year(arena, meta))
		return meta;
	if (text.len && has_year(arena, text))
		return text;
	if (is_title(arena, page))
		return page;
	if (text.len)
		return text;
	return meta.len ? meta : page;
}

/* --- the agency ----------------------------------------------------------- */

/* What an organ's name ends with. */
static const char *const organ_endings[] = {
	"人民政府", "政府",     "管委会",   "管理委员会", "委员会", "办事处", "办公室", "办公厅", "局",
	"厅",       "委",       "办",       "中心",       "院",     "处",     "部",     "署",     "行",
	"社",       "公司",     "支队",     "大队",       "分局",   "所",     "站",     "集团",   "总队",
	"联合会",   "学校",     "大学",     "学院",       "医院",   "党校",   "会",     "队",     "馆",
};

static bool is_organ(gj_str name)
{
	for (size_t i = 0; i < sizeof organ_endings / sizeof *organ_endings; i++)
		if (gj_str_ends(name, gj_str_of(organ_endings[i])))
			return true;
	return false;
}

static bool is_place(gj_str name)
{
	static const char *const endings[] = { "省", "市", "县", "区", "镇", "乡", "街道", "旗", "州", "盟" };
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (gj_str_ends(name, gj_str_of(endings[i])))
			return true;
	return false;
}

/* Removes the first "2023年度" / "2023年". */
static gj_str without_year(gj_arena *arena, gj_str text)
{
	for (size_t at = 0; at + 4 <= text.len; at++) {
		size_t length;
		int year = is_digit(text.ptr[at]) ? number_at(text, at, &length, 5) : 0;
		if (!year || length != 4 || year < YEAR_FIRST || year > YEAR_LAST)
			continue;
		gj_str rest = gj_str_from(text, at + 4);
		static const char *const words[] = { "年度", "年", "度" };
		for (size_t i = 0; i < sizeof words / sizeof *words; i++)
			if (gj_str_starts(rest, gj_str_of(words[i]))) {
				rest = gj_str_from(rest, strlen(words[i]));
				break;
			}
		return gj_str_format(arena, "%.*s%.*s", (int)at, text.ptr, GJ_STR_ARG(rest));
	}
	return text;
}

gj_str gj_title_agency(gj_arena *arena, gj_str title)
{
	static const char *const openings[] = { "关于印发", "关于公布", "关于发布", "关于", "公布", "《" };
	static const char *const tails[] = { "全年", "年度", "年", "关于", "的", "《", "-", "—", "(", "（" };
	gj_str name = without_year(arena, fold_digits(arena, title));
	static const char *const subjects[] = { "政府信息公开", "政务信息公开", "信息公开", "政务公开" };
	size_t end = SIZE_MAX;
	for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++) {
		size_t at = gj_str_find(name, gj_str_of(subjects[i]));
		if (at < end)
			end = at;
	}
	if (end == SIZE_MAX)
		return (gj_str){ 0 };
	name = gj_str_upto(name, end);
	for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
		if (gj_str_starts(name, gj_str_of(openings[i])))
			name = gj_str_from(name, strlen(openings[i]));
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
		if (gj_str_ends(name, gj_str_of(tails[i])))
			name.len -= strlen(tails[i]);
	while (name.len && (is_digit(name.ptr[name.len - 1]) || strchr("/.-~", name.ptr[name.len - 1])))
		name.len--; /* "2024/2025年" */
	return name;
}

/* 办公室 of a government or committee publishes in its name. */
static gj_str without_office(gj_str name)
{
	static const char *const offices[] = { "办公室", "办公厅" };
	for (size_t i = 0; i < sizeof offices / sizeof *offices; i++) {
		gj_str office = gj_str_of(offices[i]);
		if (!gj_str_ends(name, office))
			continue;
		gj_str body = gj_str_upto(name, name.len - office.len);
		if (gj_str_ends(body, GJ_STR("政府")) || gj_str_ends(body, GJ_STR("管委会")) ||
		    gj_str_ends(body, GJ_STR("委员会")))
			return body;
	}
	return name;
}

/* The first word of a labelled value: "来源：某县人民政府办公室 时间：…". */
static gj_str first_word(gj_arena *arena, gj_str text)
{
	size_t end = 0;
	while (end < text.len) {
		uint32_t code;
		size_t step = gj_utf8_next(text.ptr + end, text.len - end, &code);
		if (gj_is_space(code) || code == '|' || code == 0xFF1A || code == ':' || code == 0xFF08 ||
		    code == '[' || code == 0x3010)
			break;
		end += step;
	}
	return squeeze(arena, gj_str_upto(text, end));
}

static gj_str published_by(gj_arena *arena, const gj_report *report)
{
	const gj_document *document = report->document;
	static const char *const names[] = { "ContentSource", "source", "Author", "SiteName" };
	static const char *const labels[] = { "发布机构", "發布機構", "发布单位", "发文机关", "發文機關",
		                              "公开主体", "信息来源", "文章来源", "来源单位", "单位", "来源",
		                              "來源" };
	gj_str meta = first_word(arena, meta_value(document, names, 3));
	if (meta.len && is_organ(meta))
		return meta;
	gj_str text = find_labelled(report, labels, sizeof labels / sizeof *labels);
	text = first_word(arena, text);
	if (text.len && text.len <= 120 && is_organ(text))
		return text;
	return first_word(arena, meta_value(document, names + 3, 1));
}

/* An organ's name on a line of its own near the title. */
static gj_str near_title(gj_arena *arena, const gj_document *document, gj_str title)
{
	size_t at = 0;
	while (at < document->block_count && !gj_str_equal(gj_str_trim(document->blocks[at].text), title))
		at++;
	if (at == document->block_count)
		return (gj_str){ 0 };
	size_t from = at > 2 ? at - 2 : 0;
	for (size_t i = from; i < document->block_count && i < at + LINES_NEAR_TITLE / 4; i++) {
		gj_str line = squeeze(arena, document->blocks[i].text);
		if (i != at && line.len >= 9 && line.len <= 90 && is_organ(line) &&
		    !gj_str_has(line, GJ_STR("信息公开")) && !gj_str_has(line, GJ_STR(":")))
			return line;
	}
	return (gj_str){ 0 };
}

static void read_agency(gj_arena *arena, gj_report *report)
{
	gj_str name = gj_title_agency(arena, report->title);
	if (name.len && is_organ(name)) {
		report->agency = name;
		return;
	}
	gj_str line = near_title(arena, report->document, report->title);
	gj_str by = without_office(published_by(arena, report));
	if (!name.len)
		report->agency = line.len ? line : by;
	else if (gj_str_starts(by, name) && is_organ(by))
		report->agency = by;
	else if (gj_str_starts(line, name))
		report->agency = line;
	else if (is_place(name))
		report->agency = gj_str_format(arena, "%.*s人民政府", GJ_STR_ARG(name));
	else
		report->agency = name;
}

/* --- the years ------------------------------------------------------------ */

/* "统计期限自2023年1月1日起至2023年12月31日止": the year before the first of January. */
static int period_year(gj_arena *arena, const gj_document *document)
{
	for (size_t i = 0; i < document->block_count; i++) {
		gj_str text = document->blocks[i].text;
		bool may = gj_str_has(text, GJ_STR("月")) &&
		           (gj_str_has(text, GJ_STR("12")) || gj_str_has(text, GJ_STR("１２")));
		if (!may)
			continue;
		gj_str folded = fold_digits(arena, text);
		size_t at = gj_str_find(folded, GJ_STR("年1月1日"));
		if (at == SIZE_MAX || at < 4 || !gj_str_has(gj_str_from(folded, at), GJ_STR("12月31")))
			continue;
		size_t length;
		int year = number_at(folded, at - 4, &length, 4);
		if (length == 4 && year >= YEAR_FIRST && year <= YEAR_LAST)
			return year;
	}
	return 0;
}

static void read_years(gj_arena *arena, gj_report *report)
{
	report->title_year = year_in(fold_digits(arena, report->title), false);
	report->period_year = period_year(arena, report->document);
	report->year = report->title_year ? report->title_year : report->period_year;
}

void gj_title_read(gj_arena *arena, gj_report *report)
{
	report->title = find_title(arena, report->document);
	read_years(arena, report);
	read_agency(arena, report);
	read_published(arena, report);
}
