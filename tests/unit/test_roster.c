/* Regions, organs, and who an agency is. */
#include "roster/identity.h"

#include "scratch.h"

#include <criterion/criterion.h>
#include <unistd.h>

static gj_arena arena;

static void start(void)
{
	gj_arena_init(&arena, 64 << 20);
}

static void stop(void)
{
	gj_arena_release(&arena);
}

TestSuite(region);
TestSuite(identity, .init = start, .fini = stop);

/* ---- regions ---- */

Test(region, table_is_whole_and_folds_to_itself)
{
	start();
	size_t provinces = 0, cities = 0, counties = 0, zones = 0;
	for (size_t i = 0; i < gj_region_count(); i++) {
		gj_region region = gj_region_at(i);
		gj_region_match matches[48];
		gj_region found;
		cr_assert(gj_region_by_code(region.code, &found) && gj_str_equal(found.name, region.name));
		uint32_t parent = gj_region_parent(region.code);
		cr_assert(parent ? gj_region_within(region.code, parent) && gj_region_by_code(parent, &found) &&
		                           !found.placeholder
		                 : region.code % 10000 == 0, "%u in %u", region.code, parent);
		provinces += gj_region_level(region.code) == GJ_LEVEL_PROVINCE;
		cities += gj_region_level(region.code) == GJ_LEVEL_CITY && !region.placeholder;
		zones += gj_region_is_zone(region.code);
		counties += gj_region_level(region.code) == GJ_LEVEL_COUNTY && !region.placeholder &&
		            !gj_region_is_zone(region.code);
		if (region.placeholder)
			continue;
		gj_str folded = gj_fold_copy(&arena, region.name);
		size_t count = gj_region_names_at(folded, matches, 48), same = 0;
		for (size_t k = 0; k < count; k++)
			same += matches[k].code == region.code;
		cr_expect(same, "%.*s is not found folded", GJ_STR_ARG(region.name));
	}
	cr_expect_eq(provinces, 34);
	cr_expect_eq(cities, 333); /* 293 cities, 7 地区, 30 自治州, 3 盟 */
	cr_expect_eq(zones, 124);
	/* 2,844 less those of 台湾; 三沙's islands are three more. */
	cr_expect(counties > 2830 && counties < 2860, "%zu", counties);
	stop();
}

Test(region, codes_tell_level_and_parent)
{
	static const struct {
		uint32_t code, parent;
		gj_level level;
	} rows[] = {
		{ 410000, 0, GJ_LEVEL_PROVINCE },      { 411400, 410000, GJ_LEVEL_CITY },
		{ 411481, 411400, GJ_LEVEL_COUNTY },   { 110101, 110000, GJ_LEVEL_COUNTY },
		{ 500243, 500000, GJ_LEVEL_COUNTY },   { 441900, 440000, GJ_LEVEL_CITY },
		{ 442000, 440000, GJ_LEVEL_CITY },     { 460400, 460000, GJ_LEVEL_CITY },
		{ 620200, 620000, GJ_LEVEL_CITY },     { 419001, 410000, GJ_LEVEL_COUNTY },
		{ 429004, 420000, GJ_LEVEL_COUNTY },   { 659001, 650000, GJ_LEVEL_COUNTY },
		{ 130171, 130100, GJ_LEVEL_COUNTY },   { 371202, 371200, GJ_LEVEL_COUNTY },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		cr_expect_eq(gj_region_parent(rows[i].code), rows[i].parent, "%u", rows[i].code);
		cr_expect_eq(gj_region_level(rows[i].code), rows[i].level, "%u", rows[i].code);
	}
	cr_expect(gj_region_is_zone(130171) && !gj_region_is_zone(130181));
	cr_expect(gj_region_within(469026, 460000) && !gj_region_within(411481, 411300));
}

Test(region, codes_are_read)
{
	static const struct {
		const char *text;
		gj_code_kind kind;
		uint32_t code;
		bool township;
	} rows[] = {
		{ "41", GJ_CODE_KNOWN, 410000, false },
		{ "4114", GJ_CODE_KNOWN, 411400, false },
		{ "411481", GJ_CODE_KNOWN, 411481, false },
		{ "411481000000", GJ_CODE_KNOWN, 411481, false },
		{ "411481001", GJ_CODE_KNOWN, 411481, true },
		{ "620171", GJ_CODE_KNOWN, 620171, false },
		{ "320829", GJ_CODE_RETIRED, 320829, false },
		{ "990100", GJ_CODE_UNKNOWN, 990100, false },
		{ "41148", GJ_CODE_MALFORMED, 0, false },
		{ "41148x", GJ_CODE_MALFORMED, 0, false },
		{ "", GJ_CODE_MALFORMED, 0, false },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		uint32_t code;
		bool township;
		cr_expect_eq(gj_region_code_read(gj_str_of(rows[i].text), &code, &township), rows[i].kind,
		             "%s", rows[i].text);
		if (rows[i].kind != GJ_CODE_MALFORMED)
			cr_expect(code == rows[i].code && township == rows[i].township, "%s", rows[i].text);
	}
}

Test(region, retired_codes_say_what_came_after)
{
	gj_region_retired old;
	cr_assert(gj_region_retired_by_code(320829, &old));
	cr_expect(old.successor == 320813 && old.whole && old.last_seen == 20150930);
	cr_expect(gj_str_equal(old.name, GJ_STR("洪泽县")));
	/* Merged with another: told, but not the same region. */
	cr_assert(gj_region_retired_by_code(320611, &old));
	cr_expect(old.successor == 320613 && !old.whole);
	cr_expect_eq(gj_region_current(320611), 320611);
	cr_expect_eq(gj_region_current(469003), 460400);
	/* 邢台县 was split. */
	cr_assert(gj_region_retired_by_code(130521, &old));
	cr_expect_eq(old.successor, 0);
	/* Only the name was another. */
	cr_expect_eq(gj_region_current(130502), 130502);
	cr_expect(!gj_region_retired_by_code(411481, NULL));
}

Test(region, names_are_found_in_full_and_short)
{
	static const struct {
		const char *name;
		uint32_t near, code;
		bool several;
	} rows[] = {
		{ "永城市", 0, 411481, false },
		{ "永城", 0, 411481, false },
		{ "河南省商丘市永城市", 0, 411481, false },
		{ "河南永城", 0, 411481, false },
		{ "鼓楼区", 0, 0, true },
		{ "鼓楼区", 350100, 350102, false },
		{ "鼓楼区", 320000, 0, true },  /* 南京 and 徐州 */
		{ "福州市鼓楼区", 0, 350102, false },
		{ "江苏省徐州市鼓楼区", 0, 320302, false },
		{ "城关区", 620000, 620102, false },
		{ "吉林", 0, 0, true },
		{ "吉林市", 0, 220200, false },
		{ "吉林省吉林市", 0, 220200, false },
		{ "宁洱县", 0, 530821, false },
		{ "宁洱哈尼族彝族自治县", 0, 530821, false },
		{ "黔东南州", 0, 522600, false },
		{ "内蒙古达茂旗", 0, 150223, false },
		{ "东乡县", 0, 0, true }, /* 甘肃's, and what is 东乡区 in 江西 now */
		{ "管城区", 0, 410104, false },
		{ "乾县", 0, 610424, false },
		{ "东莞市", 0, 441900, false },
		{ "嘉峪关市", 0, 620200, false },
		{ "儋州市", 0, 460400, false },
		{ "仙桃市", 0, 429004, false },
		{ "济源", 0, 419001, false },
		{ "石家庄高新区", 0, 130171, false },
		{ "兰州新区", 0, 620171, false },
		{ "洪泽县", 0, 320829, false },
		{ "大名府", 0, 0, false },
		{ "市辖区", 0, 0, false },
		{ "永城市财政局", 0, 0, false },
	};
	start();
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		bool several;
		gj_str name = gj_fold_copy(&arena, gj_str_of(rows[i].name));
		uint32_t code = gj_region_by_name(name, rows[i].near, &several);
		cr_expect(code == rows[i].code && several == rows[i].several, "%s: %u%s", rows[i].name,
		          code, several ? " of several" : "");
	}
	stop();
}

/* ---- identities ---- */

static gj_identity identify(const char *agency, const char *region, const char *code,
                            const gj_aliases *aliases, int year)
{
	gj_identity identity;
	gj_agency_names names = { gj_str_of(agency), gj_str_of(region), gj_str_of(code), year };
	cr_assert_eq(gj_identity_of(&arena, &names, aliases, &identity), GJ_OK);
	return identity;
}

static void keyed(const char *agency, const char *region, const char *key)
{
	gj_identity identity = identify(agency, region, "", NULL, 2023);
	cr_expect(gj_str_equal(identity.key, gj_str_of(key)), "%s (%s): “%.*s”, not “%s”", agency,
	          region, GJ_STR_ARG(identity.key), key);
}

Test(identity, names_of_one_agency_have_one_key)
{
	static const char *const rows[][3] = {
		{ "永城市公安局", "", "411481|公安局" },
		{ "河南省永城市公安局", "", "411481|公安局" },
		{ "商丘市永城市公安局", "永城市", "411481|公安局" },
		{ "公安局", "永城市", "411481|公安局" },
		{ "市公安局", "河南省商丘市永城市", "411481|公安局" },
		{ "永城市公安局（镜像）", "", "411481|公安局" },
		{ "永城市市监局", "", "411481|市场监督管理局" },
		{ "永城市场监管局", "永城", "411481|市场监督管理局" },
		{ "永城市市场监督管理局", "", "411481|市场监督管理局" },
		{ "温州市龙湾区住建局", "", "330303|住房城乡建设局" },
		{ "区住建局", "龙湾区", "330303|住房城乡建设局" },
		{ "龙湾区住房和城乡建设局", "", "330303|住房城乡建设局" },
		{ "绍兴市卫生健康委", "", "330600|卫生健康委员会" },
		{ "永安市卫生健康局", "", "350481|卫生健康委员会" },
		{ "府谷县教育和体育局", "", "610822|教育体育局" },
		{ "府谷县教体局", "", "610822|教育体育局" },
		{ "临夏州公安局", "", "622900|公安局" },
		{ "昌江县卫生健康委员会(镜像)", "", "469026|卫生健康委员会" },
		{ "东鄉區氣象局", "江西省东乡区", "361003|气象局" },
		{ "宁洱县生态环境分局", "", "530821|生态环境分局" },
		{ "普洱市生态环境局宁洱分局", "", "530821|生态环境分局" },
		{ "杭州市公安局滨江区分局", "", "330108|公安分局" },
		{ "滨江区公安分局", "杭州市滨江区", "330108|公安分局" },
		{ "北京市东城区东四街道", "", "110101|东四街道" },
		{ "东城区东四街道办事处", "北京市", "110101|东四街道" },
		{ "岑巩县龙田镇人民政府", "", "522626|龙田镇" },
		{ "广州市越秀区北京街道办事处", "", "440104|北京街道" },
		{ "上海市", "", "310000|人民政府" },
		{ "永城市政府", "", "411481|人民政府" },
		{ "高平市人民政府办公室", "", "140581|人民政府办公室" },
		{ "高平市政府办", "", "140581|人民政府办公室" },
		{ "原永城市国土资源局", "", "411481|国土资源局" },
		{ "永城市原国土资源局", "", "411481|国土资源局" },
		{ "原平市财政局", "", "140981|财政局" },
		{ "洪泽县财政局", "", "320813|财政局" },
		{ "洪泽区财政局", "", "320813|财政局" },
		{ "永城市自然资源局（永城市林业局）", "", "411481|自然资源局(永城市林业局)" },
		{ "永城市自然资源局（林业局）", "", "411481|自然资源局" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		keyed(rows[i][0], rows[i][1], rows[i][2]);
}

Test(identity, different_agencies_never_share_a_key)
{
	static const char *const pairs[][4] = {
		{ "杭州市公安局", "", "杭州市滨江区公安分局", "" },
		{ "杭州市公安局", "", "杭州市公安局滨江区分局", "" },
		{ "杭州市公安局", "", "杭州市公安局交警支队", "" },
		{ "杭州市公安局高新分局", "", "杭州市公安局", "" },
		{ "滨江区公安局", "杭州市", "滨江区公安分局", "杭州市" },
		{ "永城市财政局", "", "夏邑县财政局", "" },
		{ "财政局", "永城市", "财政局", "夏邑县" },
		{ "商丘市财政局", "", "永城市财政局", "" },
		{ "市财政局", "永城市", "商丘市财政局", "" },
		{ "永城市教育局", "", "永城市教育体育局", "" },
		{ "永城市水利局", "", "永城市水务局", "" },
		{ "永城市文化局", "", "永城市旅游局", "" },
		{ "永城市农业局", "", "永城市农业农村局", "" },
		{ "永城市人民政府", "", "永城市人民政府办公室", "" },
		{ "岑巩县龙田镇人民政府", "", "岑巩县人民政府", "" },
		{ "吉林市公安局", "", "吉林省公安厅", "" },
		{ "福州市鼓楼区财政局", "", "南京市鼓楼区财政局", "" },
		{ "武汉市东湖生态旅游风景区管委会市场监督管理局", "", "武汉市市场监督管理局", "" },
		{ "国家税务总局永城市税务局", "永城市", "永城市地方税务局", "" },
		{ "永城市自然资源局（东城分局）", "", "永城市自然资源局", "" },
	};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		gj_identity a = identify(pairs[i][0], pairs[i][1], "", NULL, 2023);
		gj_identity b = identify(pairs[i][2], pairs[i][3], "", NULL, 2023);
		cr_expect(!a.key.len || !b.key.len || !gj_str_equal(a.key, b.key), "%s = %s: %.*s",
		          pairs[i][0], pairs[i][2], GJ_STR_ARG(a.key));
	}
}

Test(identity, what_is_not_certain_has_no_key)
{
	keyed("鼓楼区财政局", "", "");
	keyed("公安局", "", "");
	keyed("公安局", "鼓楼区", "");
	keyed("自然资源部", "", "");
	keyed("吉林市场监督管理局", "", "220200|市场监督管理局");
	keyed("鼓楼区财政局", "福建省福州市", "350102|财政局");
	keyed("永城市公安局", "夏邑县", "");
	gj_identity apart = identify("永城市公安局", "", "411426", NULL, 2023);
	cr_expect(apart.seat.state == GJ_SEAT_CONTRADICTED && !apart.key.len);
	gj_identity many = identify("鼓楼区财政局", "", "", NULL, 2023);
	cr_expect(many.seat.state == GJ_SEAT_AMBIGUOUS && many.seat.candidate_count == 4);
	gj_identity told = identify("鼓楼区财政局", "鼓楼区", "320302", NULL, 2023);
	cr_expect(gj_str_equal(told.key, GJ_STR("320302|财政局")));
}

/* ---- aliases ---- */

static gj_code read_aliases(gj_aliases **aliases, const char *text, gj_err *err)
{
	char directory[TEST_PATH_MAX], path[TEST_PATH_MAX];
	cr_assert(test_scratch_make(directory));
	test_scratch_write(directory, "aliases", text, strlen(text), path);
	gj_code code = gj_aliases_read(aliases, path, err);
	test_scratch_remove(directory);
	return code;
}

Test(identity, aliases_join_what_the_user_knows)
{
	gj_aliases *aliases;
	gj_err err = { 0 };
	cr_assert_eq(read_aliases(&aliases,
	                          "# names\n"
	                          "教育体育局 = 教育局\n"
	                          "永城市水务局 = 永城市水利局, 2019-2021\n"
	                          "永城市水务局 = 永城市应急管理局, 2022-\n"
	                          "永城市住房保障中心 = 永城市房产中心\n"
	                          "永城市房产中心 = 住建局\n"
	                          "洪泽县公安局 = 洪泽区公安分局\n",
	                          &err), GJ_OK, "%s", err.message);
	static const struct {
		const char *agency, *region;
		int year;
		const char *key;
	} rows[] = {
		{ "永城市教体局", "", 2020, "411481|教育局" },
		{ "教育和体育局", "夏邑县", 2020, "411426|教育局" },
		{ "永城市水务局", "", 2019, "411481|水利局" },
		{ "永城市水务局", "", 2018, "411481|水务局" },
		{ "永城市水务局", "", 2023, "411481|应急管理局" },
		{ "永城市水务局", "", 0, "411481|水务局" },
		{ "夏邑县水务局", "", 2019, "411426|水务局" },
		{ "永城市住房保障中心", "", 2019, "411481|住房城乡建设局" },
		{ "洪泽区公安局", "", 2019, "320813|公安分局" },
		{ "鼓楼区教体局", "", 2019, "" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		gj_identity found = identify(rows[i].agency, rows[i].region, "", aliases, rows[i].year);
		cr_expect(gj_str_equal(found.key, gj_str_of(rows[i].key)), "%s %d: %.*s", rows[i].agency,
		          rows[i].year, GJ_STR_ARG(found.key));
	}
	gj_aliases_free(aliases);
}

Test(identity, aliases_that_say_nothing_are_refused_with_their_line)
{
	static const char *const rows[][2] = {
		{ "a局 = b局\n\nnonsense\n", "line 3: is neither" },
		{ "永城市甲局 = 永城市甲局\n", "line 1: “永城市甲局” is the same agency already" },
		{ "永城市住建局 = 永城市住房和城乡建设局\n", "line 1: “永城市住建局” is the same agency already" },
		{ "永城市甲局 = 永城市乙局\n永城市乙局 = 永城市丙局\n永城市丙局=永城市甲局\n", "circle" },
		{ "永城市甲局 = 永城市乙局, 2019x\n", "line 1: “2019x” are no years" },
		{ "永城市甲局 = 永城市乙局, 2021-2019\n", "line 1: “2021-2019” are no years" },
		{ "永城市甲局 = 永城市乙局,\n", "line 1: “” are no years" },
		{ "永城市甲局 = 永城市乙局\n永城市甲局 = 永城市丙局, 2019\n", "line 2: line 1 says already" },
		{ "甲局 = 永城市乙局\n", "line 1: “甲局” is in no region" },
		{ "鼓楼区甲局 = 鼓楼区乙局\n", "line 1: “鼓楼区甲局” is in a region of which there are several" },
		{ "永城市甲局 =\n", "line 1: “” names no agency" },
		{ "[x]\n甲局 = 乙局\n", "line 2: sections mean nothing" },
		{ "\xD3\xC0\xB3\xC7 = 乙局\n", "line 1: is not UTF-8" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		gj_aliases *aliases;
		gj_err err = { 0 };
		cr_expect_eq(read_aliases(&aliases, rows[i][0], &err), GJ_E_USAGE, "%s", rows[i][0]);
		cr_expect(gj_str_has(gj_str_of(err.message), gj_str_of(rows[i][1])), "%s: %s", rows[i][0],
		          err.message);
		gj_aliases_free(aliases);
	}
}
