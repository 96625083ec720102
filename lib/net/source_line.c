#include "net/source_line.h"

#include "net/address.h"

#include <string.h>

enum {
	YEAR_MIN = 1990, /* years outside are slips of the pen */
	YEAR_MAX = 2100,
	QUOTED_MAX = 60, /* bytes of a stranger's text in a message */
};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_control(char c)
{
	return (unsigned char)c < 0x20 || c == 0x7F;
}

/* A piece of the list for a message: short, on one line. */
static gj_str quoted(gj_source_reader *reader, gj_str text)
{
	size_t length = text.len < QUOTED_MAX ? text.len : QUOTED_MAX;
	while (length < text.len && length && ((unsigned char)text.ptr[length] & 0xC0) == 0x80)
		length--;
	char *copy = gj_arena_copy(&reader->list->arena, text.ptr, length);
	for (size_t i = 0; copy && i < length; i++)
		if (is_control(copy[i]))
			copy[i] = ' ';
	return (gj_str){ copy, copy ? length : 0 };
}

gj_code gj_source_complain(gj_source_reader *reader, uint32_t line, gj_str message)
{
	gj_source_complaint complaint = { line, message };
	gj_buffer_add(&reader->complaints, (const char *)&complaint, sizeof complaint);
	return message.ptr ? reader->complaints.failed : GJ_E_MEMORY;
}

enum { AGENCY, REGION, REGION_CODE, LEVEL, KIND, PARENT, YEAR, URL };

/* Takes one value over into the source; a non-empty result is a complaint. */
typedef gj_str column_take(gj_source_reader *reader, gj_str value, gj_str *to, gj_source *source);

static column_take take_text, take_level, take_year, take_url;

static const struct column {
	const char *name, *chinese;
	column_take *take;
	size_t offset;      /* of the gj_str in gj_source; unused by year */
	const char *remedy; /* when a required one is empty; null = optional */
} columns[GJ_SOURCE_COLUMNS] = {
	[AGENCY] = { "agency", "机关名称", take_text, offsetof(gj_source, agency),
	             "write the agency's full name" },
	[REGION] = { "region", "行政区划", take_text, offsetof(gj_source, region), NULL },
	[REGION_CODE] = { "region_code", "区划代码", take_text, offsetof(gj_source, region_code), NULL },
	[LEVEL] = { "level", "层级", take_level, offsetof(gj_source, level), NULL },
	[KIND] = { "kind", "类别", take_text, offsetof(gj_source, kind), NULL },
	[PARENT] = { "parent", "上级", take_text, offsetof(gj_source, parent), NULL },
	[YEAR] = { "year", "年度", take_year, 0, "write the year reported on" },
	[URL] = { "url", "网址", take_url, offsetof(gj_source, url),
	          "write the report's address or local path" },
};

const char *gj_source_column_name(int column, bool chinese)
{
	return chinese ? columns[column].chinese : columns[column].name;
}

bool gj_source_column_required(int column)
{
	return columns[column].remedy != NULL;
}

int gj_source_column_of(gj_arena *arena, gj_str name)
{
	gj_str folded = gj_fold_copy(arena, gj_str_trim(name));
	for (int i = 0; i < GJ_SOURCE_COLUMNS; i++)
		if (gj_str_equal(folded, gj_str_of(columns[i].name)) ||
		    gj_str_equal(folded, gj_str_of(columns[i].chinese)))
			return i;
	return -1;
}

gj_code gj_source_unknown_column(gj_source_reader *reader, uint32_t line, gj_str name, gj_err *err)
{
	gj_str shown = quoted(reader, name);
	return gj_err_set(err, GJ_E_INPUT, 0,
	                  "%s: line %u: unknown column “%.*s”: use agency, region, region_code, "
	                  "level, kind, parent, year, url, or 机关名称, 行政区划, 区划代码, 层级, "
	                  "类别, 上级, 年度, 网址",
	                  reader->path, line, GJ_STR_ARG(shown));
}

static gj_str take_text(gj_source_reader *reader, gj_str value, gj_str *to, gj_source *source)
{
	(void)reader;
	(void)source;
	*to = value;
	return (gj_str){ 0 };
}

static const struct level_name {
	const char *level;
	const char *names[16]; /* as folded */
} level_names[] = {
	{ "province", { "province", "省", "省级", "自治区", "直辖市" } },
	{ "city",
	  { "city", "市", "市级", "地级", "地级市", "地市级", "设区的市", "州", "自治州", "盟", "地区" } },
	{ "county",
	  { "county", "县", "县级", "区县", "县区", "区", "市辖区", "县级市", "自治县", "旗", "自治旗" } },
	{ "township",
	  { "township", "乡", "乡级", "镇", "乡镇", "乡镇级", "街道", "街道办", "街道办事处", "民族乡",
	    "苏木" } },
};

static const char *level_of(gj_str folded)
{
	for (size_t i = 0; i < sizeof level_names / sizeof level_names[0]; i++)
		for (const char *const *name = level_names[i].names; *name; name++)
			if (gj_str_equal(folded, gj_str_of(*name)))
				return level_names[i].level;
	return NULL;
}

static gj_str take_level(gj_source_reader *reader, gj_str value, gj_str *to, gj_source *source)
{
	(void)source;
	gj_arena *arena = &reader->list->arena;
	const char *level = level_of(gj_fold_copy(arena, value));
	if (level || !value.len) {
		*to = gj_str_of(level);
		return (gj_str){ 0 };
	}
	gj_str shown = quoted(reader, value);
	return gj_str_format(arena,
	                     "level “%.*s” is not known: write province, city, county or township "
	                     "(省, 市, 县, 乡), or leave it empty",
	                     GJ_STR_ARG(shown));
}

static gj_str take_year(gj_source_reader *reader, gj_str value, gj_str *to, gj_source *source)
{
	(void)to;
	gj_arena *arena = &reader->list->arena;
	gj_str digits = gj_fold_copy(arena, value);
	int year = 0;
	for (size_t i = 0; i < digits.len && year >= 0 && year <= YEAR_MAX; i++) {
		year = gj_is_digit(digits.ptr[i]) ? year * 10 + digits.ptr[i] - '0' : -1;
	}
	source->year = year;
	if (year >= YEAR_MIN && year <= YEAR_MAX)
		return (gj_str){ 0 };
	gj_str shown = quoted(reader, value);
	return gj_str_format(arena, "year “%.*s” is not a year: write a number from %d to %d",
	                     GJ_STR_ARG(shown), YEAR_MIN, YEAR_MAX);
}

bool gj_source_is_remote(const gj_source *source)
{
	return gj_address_is_remote(source->url);
}

/* "ftp:", "file:", "localhost:", and drive letters too. */
static bool has_scheme(gj_str url)
{
	size_t at = 0;
	while (at < url.len && (is_letter(url.ptr[at]) || gj_is_digit(url.ptr[at]) || strchr("+.-", url.ptr[at])))
		at++;
	return at && at < url.len && url.ptr[at] == ':' && is_letter(url.ptr[0]);
}

static gj_str take_url(gj_source_reader *reader, gj_str value, gj_str *to, gj_source *source)
{
	(void)source;
	gj_arena *arena = &reader->list->arena;
	gj_str shown = quoted(reader, value);
	if (gj_address_has_control(value))
		return gj_str_format(arena, "url “%.*s” holds a line break or control character: "
		                     "remove it", GJ_STR_ARG(shown));
	if (!gj_address_is_remote(value) && has_scheme(value))
		return gj_str_format(arena,
		                     "url “%.*s” is neither http:// nor https://: write such an "
		                     "address or a path (./ before a name with a colon)",
		                     GJ_STR_ARG(shown));
	bool absolute = gj_address_is_remote(value) || gj_str_starts(value, GJ_STR("/"));
	gj_str folder = absolute ? GJ_STR("") : reader->folder;
	*to = gj_str_format(arena, "%.*s%.*s", GJ_STR_ARG(folder), GJ_STR_ARG(value));
	return (gj_str){ 0 };
}

/* The first thing wrong with the values, or the empty slice. */
static gj_str take_values(gj_source_reader *reader, const gj_str values[GJ_SOURCE_COLUMNS], gj_source *source)
{
	gj_arena *arena = &reader->list->arena;
	for (int i = 0; i < GJ_SOURCE_COLUMNS; i++) {
		const struct column *column = &columns[i];
		gj_str value = gj_str_trim(values[i]);
		if (!value.len && i == URL)
			continue; /* nobody knows an address: the report is missing */
		if (!value.len && column->remedy)
			return gj_str_format(arena, "%s is empty: %s", column->name, column->remedy);
		gj_str *to = (gj_str *)(void *)((char *)source + column->offset);
		gj_str complaint = column->take(reader, value, to, source);
		if (complaint.len)
			return complaint;
	}
	return (gj_str){ 0 };
}

gj_code gj_source_add(gj_source_reader *reader, const gj_str values[GJ_SOURCE_COLUMNS], uint32_t line)
{
	gj_arena *arena = &reader->list->arena;
	gj_source source = { .line = line };
	gj_str complaint = take_values(reader, values, &source);
	if (complaint.len)
		return gj_source_complain(reader, line, complaint);
	/* 财政局 of one county and 财政局 of the next are two. */
	gj_str key = gj_str_format(arena, "%d %.*s\n%.*s", source.year, GJ_STR_ARG(source.agency),
	                           GJ_STR_ARG(source.region));
	if (!key.len)
		return GJ_E_MEMORY;
	size_t first;
	if (gj_name_map_find(&reader->seen, key, &first)) {
		gj_str agency = quoted(reader, source.agency);
		return gj_source_complain(reader, line,
		                gj_str_format(arena,
		                              "agency “%.*s” with year %d is already in line %zu: "
		                              "remove one, or tell the agencies apart",
		                              GJ_STR_ARG(agency), source.year, first));
	}
	gj_buffer_add(&reader->items, (const char *)&source, sizeof source);
	gj_code code = gj_name_map_put(&reader->seen, key, line);
	return code ? code : reader->items.failed;
}

