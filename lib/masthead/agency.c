#include "masthead/masthead.h"
#include "masthead/title.h"

#include <string.h>

enum { LINES_NEAR_TITLE = 3 };

/* What an organ's name ends with. */
static const char *const organ_endings[] = {
	"人民政府", "政府",     "管委会",   "管理委员会", "委员会", "办事处", "办公室", "办公厅", "局",
	"厅",       "委",       "办",       "中心",       "院",     "处",     "部",     "署",     "行",
	"社",       "公司",     "支队",     "大队",       "分局",   "所",     "站",     "集团",   "总队",
	"联合会",   "学校",     "大学",     "学院",       "医院",   "党校",   "会",     "队",     "馆",
};

static bool ends_with_any(gj_str name, const char *const *endings, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (gj_str_ends(name, gj_str_of(endings[i])))
			return true;
	return false;
}

static bool is_organ(gj_str name)
{
	return ends_with_any(name, organ_endings, sizeof organ_endings / sizeof *organ_endings);
}

/* A place that has a people's government: not a zone, which a committee runs, nor a
 * subdistrict, which has an office. */
static bool is_place(gj_str name)
{
	static const char *const places[] = { "省", "市", "县", "区", "镇", "乡", "旗", "州", "盟" };
	static const char *const zones[] = { "实验区", "示范区", "开发区", "新区", "园区", "景区",
		                             "度假区", "产业区", "保税区", "合作区", "管理区" };
	return ends_with_any(name, places, sizeof places / sizeof *places) &&
	       !ends_with_any(name, zones, sizeof zones / sizeof *zones);
}

/* Removes the first "2023年度" / "2023年". */
static gj_str without_year(gj_arena *arena, gj_str text)
{
	for (size_t at = 0; at + 4 <= text.len; at++) {
		size_t length;
		int year = gj_is_digit(text.ptr[at]) ? gj_masthead_number(text, at, &length, 5) : 0;
		if (!year || length != 4 || year < GJ_YEAR_FIRST || year > GJ_YEAR_LAST)
			continue;
		gj_str rest = gj_str_from(text, at + 4);
		static const char *const words[] = { "年度", "年", "度" };
		for (size_t i = 0; i < sizeof words / sizeof *words; i++)
			if (gj_str_starts(rest, gj_str_of(words[i]))) {
				rest = gj_str_from(rest, strlen(words[i]));
				break;
			}
		return gj_str_join(arena, gj_str_upto(text, at), rest);
	}
	return text;
}

gj_str gj_title_agency(gj_arena *arena, gj_str title)
{
	static const char *const openings[] = { "关于印发", "关于公布", "关于发布", "关于", "公布", "《" };
	static const char *const tails[] = { "全年", "年度", "年", "关于", "的", "《", "-", "—", "(", "（" };
	gj_str name = without_year(arena, gj_masthead_fold(arena, title));
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
	while (name.len && (gj_is_digit(name.ptr[name.len - 1]) || strchr("/.-~", name.ptr[name.len - 1])))
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
	return gj_masthead_squeeze(arena, gj_str_upto(text, end));
}

static gj_str published_by(gj_arena *arena, const gj_report *report)
{
	const gj_document *document = report->document;
	static const char *const names[] = { "ContentSource", "source", "Author", "SiteName" };
	static const gj_str labels[] = {
		GJ_WORD("发布机构"), GJ_WORD("發布機構"), GJ_WORD("发布单位"),
		GJ_WORD("发文机关"), GJ_WORD("發文機關"), GJ_WORD("公开主体"),
		GJ_WORD("信息来源"), GJ_WORD("文章来源"), GJ_WORD("来源单位"),
		GJ_WORD("单位"), GJ_WORD("来源"), GJ_WORD("來源"),
	};
	gj_str meta = first_word(arena, gj_masthead_meta(document, names, 3));
	if (meta.len && is_organ(meta))
		return meta;
	gj_str text = gj_masthead_labelled(report, labels, sizeof labels / sizeof *labels);
	text = first_word(arena, text);
	if (text.len && text.len <= 120 && is_organ(text))
		return text;
	return first_word(arena, gj_masthead_meta(document, names + 3, 1));
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
	for (size_t i = from; i < document->block_count && i < at + LINES_NEAR_TITLE; i++) {
		gj_str line = gj_masthead_squeeze(arena, document->blocks[i].text);
		if (i != at && line.len >= 9 && line.len <= 90 && is_organ(line) &&
		    !gj_str_has(line, GJ_STR("信息公开")) && !gj_str_has(line, GJ_STR(":")))
			return line;
	}
	return (gj_str){ 0 };
}

void gj_agency_read(gj_arena *arena, gj_report *report)
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
		report->agency = gj_str_join(arena, name, GJ_STR("人民政府"));
	else
		report->agency = name;
}
