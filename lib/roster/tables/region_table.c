/* Writes the tables that lib/roster/region.c includes: every region, every retired
 * code, and every name a region goes by, sorted for look-up. Run at build time. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct region {
	uint32_t code;
	const char *name;
} region;

static const region regions[] = {
#include "regions.inc"
};

static const region nicknames[] = {
#include "nicknames.inc"
};

static const struct retired {
	uint32_t code, successor, last_seen;
	bool whole;
	const char *name;
} retired[] = {
#include "retired.inc"
};

/* Peoples that stand in the names of autonomous regions; longer ones first where one
 * ends with another. With 族 or without (巴音郭楞蒙古自治州). */
static const char *const peoples[] = {
	"土家",   "蒙古",   "维吾尔", "布依",     "朝鲜", "哈尼",   "哈萨克", "傈僳",   "拉祜", "东乡",
	"纳西",   "景颇",   "柯尔克孜", "达斡尔", "仫佬", "布朗",   "撒拉",   "毛南",   "仡佬", "锡伯",
	"普米",   "塔吉克", "鄂温克", "保安",     "裕固", "独龙",   "鄂伦春", "各",     "回",   "藏",
	"苗",     "彝",     "壮",     "满",       "侗",   "瑶",     "白",     "傣",     "黎",   "佤",
	"畲",     "水",     "土",     "羌",       "怒",   "京",
};

enum { NAMES_MAX = 12000, TEXT_MAX = 1 << 18, NAME_BYTES = 96, TWO_CHARACTERS = 6 };

/* Kept in step with region.c. */
enum { BARE = 1, RETIRED = 2, PLACEHOLDER = 4 };

static struct name {
	uint32_t at, code;
	uint8_t length, flags;
} names[NAMES_MAX];
static size_t name_count;
static char text[TEXT_MAX];
static size_t text_length;

static uint32_t add_text(const char *name, size_t length)
{
	if (text_length + length > TEXT_MAX)
		exit(1);
	memcpy(text + text_length, name, length);
	text_length += length;
	return (uint32_t)(text_length - length);
}

static void add_name(const char *name, size_t length, uint32_t code, uint8_t flags)
{
	for (size_t i = name_count; i-- && names[i].code == code;)
		if (names[i].length == length && memcmp(text + names[i].at, name, length) == 0)
			return;
	if (name_count == NAMES_MAX || length > UINT8_MAX)
		exit(1);
	names[name_count++] = (struct name){ add_text(name, length), code, (uint8_t)length, flags };
}

static bool cut(const char *name, size_t *length, const char *end)
{
	size_t bytes = strlen(end);
	if (*length < bytes || memcmp(name + *length - bytes, end, bytes) != 0)
		return false;
	*length -= bytes;
	return true;
}

/* Length of what stands before the peoples in "宁洱哈尼族彝族". */
static size_t without_peoples(const char *name, size_t length)
{
	for (bool again = true; again;) {
		again = false;
		for (size_t i = 0; i < sizeof peoples / sizeof *peoples && !again; i++) {
			size_t left = length;
			bool tribe = cut(name, &left, "族");
			bool found = (tribe || strlen(peoples[i]) > 3) && cut(name, &left, peoples[i]);
			if (found && left >= TWO_CHARACTERS) {
				length = left;
				again = true;
			}
		}
	}
	cut(name, &length, "族"); /* 东乡族自治县 */
	return length;
}

/* The name without what kind of place it is; *kind is the short word for that. */
static size_t stem_of(const char *name, const char **kind)
{
	static const char *const autonomous[][2] = {
		{ "自治区", "" }, { "自治州", "州" }, { "自治县", "县" }, { "自治旗", "旗" }
	};
	static const char *const ends[] = { "特别行政区", "地区", "林区", "特区", "省", "市", "县",
		                            "区", "旗", "盟" };
	size_t length = strlen(name);
	for (size_t i = 0; i < sizeof autonomous / sizeof *autonomous; i++)
		if (cut(name, &length, autonomous[i][0])) {
			*kind = autonomous[i][1];
			return without_peoples(name, length);
		}
	size_t district = length;
	if (cut(name, &district, "族区")) { /* 管城回族区 */
		*kind = "区";
		return without_peoples(name, length - strlen("区"));
	}
	*kind = "";
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (cut(name, &length, ends[i]))
			break;
	return length;
}

/* 石家庄高新技术产业开发区 is 石家庄高新区, and so on. */
static void add_zone_names(const char *name, uint32_t code)
{
	static const char *const shorter[][2] = {
		{ "高新技术产业开发区", "高新区" }, { "经济技术开发区", "经开区" },
		{ "经济开发区", "经开区" }, { "高新技术开发区", "高新区" }
	};
	for (size_t i = 0; i < sizeof shorter / sizeof *shorter; i++) {
		char made[NAME_BYTES];
		size_t length = strlen(name);
		if (!cut(name, &length, shorter[i][0]) || !length)
			continue;
		snprintf(made, sizeof made, "%.*s%s", (int)length, name, shorter[i][1]);
		add_name(made, strlen(made), code, 0);
	}
}

static void add_region_names(const region *place)
{
	const char *kind;
	size_t stem = stem_of(place->name, &kind);
	add_name(place->name, strlen(place->name), place->code, 0);
	if (place->code % 100 > 70 && place->code % 100 < 80) {
		add_zone_names(place->name, place->code);
		return;
	}
	if (*kind) {
		char made[NAME_BYTES];
		snprintf(made, sizeof made, "%.*s%s", (int)stem, place->name, kind);
		add_name(made, strlen(made), place->code, 0);
	}
	if (stem >= TWO_CHARACTERS)
		add_name(place->name, stem, place->code, BARE);
	for (size_t i = 0; i < sizeof nicknames / sizeof *nicknames; i++)
		if (nicknames[i].code == place->code)
			add_name(nicknames[i].name, strlen(nicknames[i].name), place->code, 0);
}

static const char *name_of(uint32_t code)
{
	for (size_t i = 0; i < sizeof regions / sizeof *regions; i++)
		if (regions[i].code == code)
			return regions[i].name;
	return NULL;
}

/* A row that only carries codes: 市辖区 of Beijing, or 嘉峪关市 below itself. */
static bool is_placeholder(const region *place)
{
	const char *above = place->code % 100 ? name_of(place->code / 100 * 100) : NULL;
	bool row = !strcmp(place->name, "市辖区") || !strcmp(place->name, "县");
	return place->code % 10000 == 9000 || (row && place->code % 100 == 0) ||
	       (above && !strcmp(above, place->name));
}

static int by_text(const void *left, const void *right)
{
	const struct name *a = left, *b = right;
	size_t least = a->length < b->length ? a->length : b->length;
	int order = memcmp(text + a->at, text + b->at, least);
	if (!order)
		order = (int)a->length - (int)b->length;
	return order ? order : (a->code > b->code) - (a->code < b->code);
}

static void print_regions(void)
{
	printf("static const region_row regions[] = {\n");
	for (size_t i = 0; i < sizeof regions / sizeof *regions; i++) {
		const region *place = &regions[i];
		if (i && place[-1].code >= place->code)
			exit(1); /* out of order */
		bool placeholder = is_placeholder(place);
		if (!placeholder)
			add_region_names(place);
		const char *kind;
		printf("{%u,%u,%zu,%zu,%d},\n", place->code, add_text(place->name, strlen(place->name)),
		       strlen(place->name), stem_of(place->name, &kind), placeholder ? PLACEHOLDER : 0);
	}
	printf("};\n");
}

static void print_retired(void)
{
	printf("static const retired_row retired[] = {\n");
	for (size_t i = 0; i < sizeof retired / sizeof *retired; i++) {
		const struct retired *old = &retired[i];
		const char *now = old->successor ? name_of(old->successor) : NULL;
		if ((i && old[-1].code >= old->code) || (old->successor && !now))
			exit(1);
		if (!now || strcmp(now, old->name) != 0)
			add_name(old->name, strlen(old->name), old->code, RETIRED);
		printf("{%u,%u,%u,%d,%u,%zu},\n", old->code, old->successor, old->last_seen,
		       old->whole, add_text(old->name, strlen(old->name)), strlen(old->name));
	}
	printf("};\n");
}

int main(void)
{
	print_regions();
	print_retired();
	qsort(names, name_count, sizeof *names, by_text);
	printf("static const name_row names[] = {\n");
	for (size_t i = 0; i < name_count; i++)
		printf("{%u,%u,%u,%u},\n", names[i].at, names[i].code, names[i].length, names[i].flags);
	printf("};\nstatic const unsigned char letters[] = {\n");
	for (size_t i = 0; i < text_length; i++)
		printf("%u,%s", (unsigned char)text[i], i % 24 == 23 ? "\n" : "");
	printf("};\n");
	return 0;
}
