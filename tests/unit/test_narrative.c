/* N01–N05 against made-up reports: prose that states what the tables print, in
 * many wordings, gives no finding; one number changed gives N01 at that number.
 * Then the traps: other scopes, other years, other matters. */
#include "random.h"
#include "report_builder.h"
#include "verdict_reader.h"

#include "base/buffer.h"

#include <criterion/criterion.h>
#include <string.h>

enum { TRIALS = 400, TEXT_MAX = 16 * 1024, STATED_MAX = 64, ARENA_BYTES = 1 << 23 };

/* --- what the tables print ------------------------------------------------ */

/* A placeholder and the totals it stands for. */
static const struct matter {
	const char *name;
	gj_field first, last;
	int stride;
} matters[] = {
#define T3(row) (GJ_T3_BASE + (row) * GJ_T3_COLUMNS + GJ_T3_TOTAL)
#define T4(group) (GJ_T4_BASE + (group) * GJ_T4_OUTCOMES + GJ_T4_TOTAL)
	{ "{new}", T3(GJ_T3_NEW_RECEIVED), T3(GJ_T3_NEW_RECEIVED), 1 },
	{ "{all}", T3(GJ_T3_NEW_RECEIVED), T3(GJ_T3_CARRIED_IN), GJ_T3_COLUMNS },
	{ "{in}", T3(GJ_T3_CARRIED_IN), T3(GJ_T3_CARRIED_IN), 1 },
	{ "{out}", T3(GJ_T3_CARRIED_OUT), T3(GJ_T3_CARRIED_OUT), 1 },
	{ "{done}", T3(GJ_T3_PROCESSED_TOTAL), T3(GJ_T3_PROCESSED_TOTAL), 1 },
	{ "{granted}", T3(GJ_T3_GRANTED), T3(GJ_T3_GRANTED), 1 },
	{ "{partly}", T3(GJ_T3_PARTIALLY_GRANTED), T3(GJ_T3_PARTIALLY_GRANTED), 1 },
	{ "{both}", T3(GJ_T3_GRANTED), T3(GJ_T3_PARTIALLY_GRANTED), GJ_T3_COLUMNS },
	{ "{refused}", T3(GJ_T3_REFUSED_FIRST), T3(GJ_T3_REFUSED_LAST), GJ_T3_COLUMNS },
	{ "{unavailable}", T3(GJ_T3_UNAVAILABLE_FIRST), T3(GJ_T3_UNAVAILABLE_LAST), GJ_T3_COLUMNS },
	{ "{rejected}", T3(GJ_T3_REJECTED_FIRST), T3(GJ_T3_REJECTED_LAST), GJ_T3_COLUMNS },
	{ "{other}", T3(GJ_T3_OTHER_NOT_CORRECTED), T3(GJ_T3_OTHER), GJ_T3_COLUMNS },
	{ "{review}", T4(GJ_T4_REVIEW), T4(GJ_T4_REVIEW), 1 },
	{ "{suits}", T4(GJ_T4_DIRECT), T4(GJ_T4_AFTER_REVIEW), GJ_T4_OUTCOMES },
	{ "{direct}", T4(GJ_T4_DIRECT), T4(GJ_T4_DIRECT), 1 },
	{ "{after}", T4(GJ_T4_AFTER_REVIEW), T4(GJ_T4_AFTER_REVIEW), 1 },
	{ "{made}", GJ_T2_NORMATIVE_MADE, GJ_T2_NORMATIVE_MADE, 1 },
	{ "{repealed}", GJ_T2_NORMATIVE_REPEALED, GJ_T2_NORMATIVE_REPEALED, 1 },
	{ "{force}", GJ_T2_NORMATIVE_IN_FORCE, GJ_T2_NORMATIVE_IN_FORCE, 1 },
	{ "{licences}", GJ_T2_LICENSING_DECISIONS, GJ_T2_LICENSING_DECISIONS, 1 },
	{ "{penalties}", GJ_T2_PENALTIES_DECISIONS, GJ_T2_PENALTIES_DECISIONS, 1 },
	{ "{coercion}", GJ_T2_COERCION_DECISIONS, GJ_T2_COERCION_DECISIONS, 1 },
};

static int64_t total_of(const gj_report *report, const struct matter *matter)
{
	int64_t total = 0;
	for (gj_field field = matter->first; field <= matter->last; field = (gj_field)(field + matter->stride))
		total += gj_build_value(report, field);
	return total;
}

/* --- what the prose says -------------------------------------------------- */

/* Sentences that state counts; one of each group. {u} is the unit of the trial. */
static const char *const groups[][6] = {
	{ "全年新收政府信息公开申请{new}{u}，上年结转{in}{u}，共办结{done}{u}，结转下年度{out}{u}。",
	  "本年度共收到依申请公开申请{new}{u}，连同上年度结转的{in}{u}，办结申请{done}{u}，结转至下一年度继续办理{out}{u}。",
	  "（二）依申请公开情况。2022年新受理申请{new}{u}（另有上年结转申请{in}{u}），办理完毕{done}{u}，剩余{out}{u}结转下年度继续办理。",
	  "进一步畅通依申请公开渠道，全年受理公民、法人和其他组织的政府信息公开申请{new}{u}；共办结政府信息公开申请{done}{u}（含2021年结转的{in}{u}）。",
	  "依申请公开方面，今年收到{all}{u}政府信息公开申请，办结{done}{u}，{out}{u}按规定顺延到下年度办理。",
	  "落实各级要求，我厅全年收到信息公开申请{new}{u}，办结信息公开申请{done}{u}。" },
	{ "政府信息公开申请的办理结果：予以公开{granted}{u}，部分公开{partly}{u}，不予公开{refused}{u}，无法提供{unavailable}{u}，不予处理{rejected}{u}，其他处理{other}{u}。",
	  "在答复的政府信息公开申请中，予以公开的{granted}{u}、部分公开的{partly}{u}；不予公开的有{refused}{u}；无法提供的有{unavailable}{u}；不予处理的有{rejected}{u}；作其他处理的{other}{u}。",
	  "对政府信息公开申请，予以公开及部分公开{both}{u}，不予公开{refused}{u}，因本机关不掌握等原因无法提供{unavailable}{u}，不予处理{rejected}{u}。" },
	{ "因政府信息公开引发的行政复议{review}件，行政诉讼{suits}件。",
	  "全年因政府信息公开工作被申请行政复议{review}件，提起行政诉讼{suits}件，其中未经复议直接起诉{direct}件，复议后起诉{after}件。",
	  "政府信息公开类行政复议案件{review}件、行政诉讼案件{suits}件。",
	  "当年有{review}件涉及政府信息公开工作的行政复议。" },
	{ "作出行政许可决定{licences}件，作出行政处罚决定{penalties}件，行政强制{coercion}件。",
	  "行政许可{licences}件，行政处罚{penalties}件，行政强制{coercion}件。",
	  "下达行政处罚决定书{penalties}件。" },
	{ "制定行政规范性文件{made}件，废止行政规范性文件{repealed}件，现行有效行政规范性文件{force}件。",
	  "制发{made}件行政规范性文件。",
	  "本年度印发规范性文件{made}件，废止{repealed}件，现行有效{force}件。" },
};

/* Numbers that are none of the tables' business. */
static const char *const decoys[] = {
	"全年承办人大建议12件、政协提案15件，办结27件。",
	"主动公开各类信息1270余条，其中网站980条、公众号200条。",
	"受理群众信访件633件，回复市长信箱留言871条。",
	"2021年收到政府信息公开申请9713件，办结9714件。",
	"2008年以来累计收到政府信息公开申请98765件。",
	"开展培训4场，参训366人次，检查17次，整改问题9个。",
	"协助市政府答复依申请公开申请777件。",
	"公开行政处罚信息3456条，发布行政许可信息999件。",
	"清理规范性文件432件，解读政策文件55件。",
	"通过网络申请的7777件，通过信函申请的8888件。",
	"审理行政复议案件4321件，办理行政应诉案件123件。",
};

typedef struct trial {
	gj_arena arena;
	gj_report report;
	gj_verdict verdict;
	gj_buffer text;
	gj_random random;
	const char *unit;
	int numerals;           /* 0 ASCII, 1 full-width, 2 thousands, 3 Chinese */
	int64_t stated[STATED_MAX];
	size_t count;
	size_t changed;         /* index of the number that is told wrong; SIZE_MAX: none */
} trial;

static void add_full_width(gj_buffer *text, int64_t number)
{
	char digits[32];
	size_t length = gj_decimal_print(digits, gj_decimal_of(number));
	for (size_t i = 0; i < length; i++)
		gj_buffer_printf(text, "\xEF\xBC%c", 0x90 + (digits[i] - '0'));
}

static void add_thousands(gj_buffer *text, int64_t number)
{
	if (number >= 1000)
		gj_buffer_printf(text, "%d,%03d", (int)(number / 1000), (int)(number % 1000));
	else
		gj_buffer_add_integer(text, number);
}

/* 1 … 99 */
static void add_chinese(gj_buffer *text, int64_t number)
{
	static const char *const digits[] = { "零", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
	if (number >= 20)
		gj_buffer_add_text(text, digits[number / 10]);
	if (number >= 10)
		gj_buffer_add_text(text, "十");
	if (number % 10 || number == 0)
		gj_buffer_add_text(text, number == 2 ? "两" : digits[number % 10]);
}

static void add_number(trial *t, int64_t number)
{
	if (t->numerals == 3 && number < 100)
		add_chinese(&t->text, number);
	else if (t->numerals == 2)
		add_thousands(&t->text, number);
	else if (t->numerals == 1)
		add_full_width(&t->text, number);
	else
		gj_buffer_add_integer(&t->text, number);
}

/* Far enough from every total that a wording may mean. */
static int64_t told(trial *t, int64_t number)
{
	cr_assert_lt(t->count, STATED_MAX);
	int64_t stated = t->count == t->changed ? number + 100000 : number;
	t->stated[t->count++] = stated;
	return stated;
}

static void add_sentence(trial *t, const char *at)
{
	while (*at) {
		const struct matter *matter = NULL;
		for (size_t i = 0; i < sizeof matters / sizeof *matters && !matter; i++)
			if (strncmp(at, matters[i].name, strlen(matters[i].name)) == 0)
				matter = &matters[i];
		if (matter) {
			add_number(t, told(t, total_of(&t->report, matter)));
			at += strlen(matter->name);
		} else if (strncmp(at, "{u}", 3) == 0) {
			gj_buffer_add_text(&t->text, t->unit);
			at += 3;
		} else {
			gj_buffer_add_char(&t->text, *at++);
		}
	}
}

static void write_prose(trial *t)
{
	static const char *const units[] = { "件", "份", "宗", "条" };
	t->unit = units[gj_random_below(&t->random, 4)];
	t->numerals = gj_random_below(&t->random, 4);
	for (size_t group = 0; group < sizeof groups / sizeof *groups; group++) {
		size_t choices = 0;
		while (choices < 6 && groups[group][choices])
			choices++;
		if (gj_random_chance(&t->random, 40))
			gj_buffer_add_text(&t->text, decoys[gj_random_below(&t->random, sizeof decoys / sizeof *decoys)]);
		gj_buffer_add_text(&t->text, gj_random_chance(&t->random, 50) ? "\n" : "");
		add_sentence(t, groups[group][gj_random_below(&t->random, (int)choices)]);
	}
	t->report.sections[0].text = gj_str_copy(&t->arena, gj_buffer_str(&t->text));
}

static void open_trial(trial *t, uint64_t seed, size_t changed)
{
	memset(t, 0, sizeof *t);
	gj_arena_init(&t->arena, ARENA_BYTES);
	gj_buffer_init(&t->text, TEXT_MAX);
	t->random.state = seed;
	t->changed = changed;
	gj_build_report(&t->report, GJ_FORM_2021);
	t->report.agency = GJ_STR("青山省林业厅");
	gj_build_random(&t->arena, &t->report, &seed);
	gj_build_number(&t->arena, &t->report, GJ_T2_NORMATIVE_REPEALED, (int64_t)(seed % 7));
	write_prose(t);
	gj_check_options options = { .chinese = true };
	gj_err err = { 0 };
	cr_assert_eq(gj_check_report(&t->arena, &t->report, &options, &t->verdict, &err), GJ_OK, "%s",
	             err.message);
}

static void close_trial(trial *t)
{
	gj_buffer_release(&t->text);
	gj_arena_release(&t->arena);
}

static bool is_narrative(const gj_finding *finding)
{
	return finding->rule->id[0] == 'N';
}

Test(narrative, that_agrees_with_the_tables_gives_no_finding)
{
	size_t compared = 0, stated = 0;
	for (uint64_t seed = 1; seed <= TRIALS; seed++) {
		trial t;
		open_trial(&t, seed, SIZE_MAX);
		for (size_t i = 0; i < t.verdict.count; i++)
			cr_expect_not(is_narrative(&t.verdict.findings[i]), "seed %d: %.*s\n%.*s", (int)seed,
			              GJ_STR_ARG(t.verdict.findings[i].message),
			              GJ_STR_ARG(gj_buffer_str(&t.text)));
		compared += gj_verdict_outcomes(&t.verdict, "N01", GJ_PASS);
		stated += t.count;
		close_trial(&t);
	}
	/* Silence would pass too: what is stated is compared. */
	cr_expect_geq(compared, stated * 95 / 100, "%zu of %zu", compared, stated);
}

Test(narrative, with_one_number_changed_gives_n01_at_that_number)
{
	size_t found = 0, changed = 0;
	for (uint64_t seed = 1; seed <= TRIALS; seed++) {
		trial t;
		open_trial(&t, seed, (size_t)(seed * 7 % 11));
		if (t.changed < t.count) {
			changed++;
			const gj_finding *finding = gj_verdict_first(&t.verdict, "N01");
			char number[GJ_DECIMAL_TEXT_MAX];
			gj_str expected = { number, gj_decimal_print(number, gj_decimal_of(t.stated[t.changed])) };
			found += finding && finding->severity == GJ_ERROR &&
			         gj_str_equal(finding->actual, expected);
			cr_expect_leq(gj_verdict_outcomes(&t.verdict, "N01", GJ_FAIL), 1, "seed %d:\n%.*s",
			              (int)seed, GJ_STR_ARG(gj_buffer_str(&t.text)));
		}
		close_trial(&t);
	}
	cr_expect_geq(found, changed * 95 / 100, "%zu of %zu", found, changed);
}

/* --- single sentences ----------------------------------------------------- */

typedef struct told_case {
	const char *agency, *text;
	const char *findings; /* "N01 error, N05 note", in catalogue order */
} told_case;

/* Tables: 8 new, 2 carried in, 9 processed (5 granted, 1 partly, 3 not held), 1 carried
 * out; 2 reconsiderations, 1 suit. */
static void fill_tables(gj_arena *arena, gj_report *report)
{
	static const struct {
		gj_field field;
		int64_t number;
	} cells[] = {
		{ T3(GJ_T3_NEW_RECEIVED), 8 }, { T3(GJ_T3_CARRIED_IN), 2 }, { T3(GJ_T3_GRANTED), 5 },
		{ T3(GJ_T3_PARTIALLY_GRANTED), 1 }, { T3(GJ_T3_UNAVAILABLE_FIRST), 3 },
		{ T3(GJ_T3_PROCESSED_TOTAL), 9 }, { T3(GJ_T3_CARRIED_OUT), 1 }, { T4(GJ_T4_REVIEW), 2 },
		{ T4(GJ_T4_DIRECT), 1 }, { GJ_T2_PENALTIES_DECISIONS, 30 }, { GJ_T2_NORMATIVE_MADE, 4 },
		{ GJ_T2_NORMATIVE_IN_FORCE, 40 },
	};
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		gj_build_number(arena, report, cells[i].field, cells[i].number);
}

static void list_findings(const gj_verdict *verdict, gj_buffer *list)
{
	for (size_t i = 0; i < verdict->count; i++)
		if (is_narrative(&verdict->findings[i]))
			gj_buffer_printf(list, "%s%s %s", list->length ? ", " : "",
			                 verdict->findings[i].rule->id,
			                 gj_severity_name(verdict->findings[i].severity));
}

static void expect_told(const told_case *c, const gj_report *previous)
{
	gj_arena arena;
	gj_report report;
	gj_verdict verdict;
	gj_buffer list;
	gj_err err = { 0 };
	gj_arena_init(&arena, ARENA_BYTES);
	gj_buffer_init(&list, TEXT_MAX);
	gj_build_report(&report, GJ_FORM_2021);
	fill_tables(&arena, &report);
	report.agency = gj_str_of(c->agency);
	report.sections[0].text = gj_str_of(c->text);
	gj_check_options options = { .previous = previous };
	cr_assert_eq(gj_check_report(&arena, &report, &options, &verdict, &err), GJ_OK);
	list_findings(&verdict, &list);
	cr_expect(gj_str_equal(gj_buffer_str(&list), gj_str_of(c->findings)), "%s: “%.*s”, not “%s”",
	          c->text, GJ_STR_ARG(gj_buffer_str(&list)), c->findings);
	gj_buffer_release(&list);
	gj_arena_release(&arena);
}

#define BUREAU "青山县林业局"
#define DISTRICT "青山市南湖区人民政府"

static const told_case told_cases[] = {
	/* Another scope is a note, and silent where it agrees. */
	{ DISTRICT, "区政府办公室共收到政府信息公开申请3件。", "N01 note" },
	{ DISTRICT, "我区共收到政府信息公开申请3件。", "N01 error" },
	{ DISTRICT, "共收到政府信息公开申请8件，其中区住建局收到3件。", "" },
	{ BUREAU, "全县各级行政机关共收到政府信息公开申请300件。", "N01 note" },
	{ BUREAU, "我局落实县政府各部门的要求，收到政府信息公开申请3件。", "N01 error" },
	{ "青山县人民政府办公室", "县政府办公室共收到政府信息公开申请3件。", "N01 error" },
	/* 收到 means new, or new and carried in. */
	{ BUREAU, "收到政府信息公开申请8件。收到依申请公开件10件。", "" },
	{ BUREAU, "新收政府信息公开申请10件。", "N01 error" },
	/* Other years, other kinds of application, parts. */
	{ BUREAU, "2021年收到政府信息公开申请3件。历年累计收到申请300件。", "" },
	{ BUREAU, "收到建议提案3件，受理信访举报5件，收到行政许可申请77件。", "" },
	{ BUREAU, "通过网上平台收到政府信息公开申请3件。收到自然人的政府信息公开申请2件。", "" },
	{ BUREAU, "协助市局办理依申请公开申请3件。", "" },
	{ BUREAU, "发布行政处罚决定3件，公开行政处罚信息5件。清理规范性文件3件。", "" },
	/* Imprecise numbers are no errors but where they are impossible. */
	{ BUREAU, "收到政府信息公开申请近10件，办结约9件。", "" },
	{ BUREAU, "收到政府信息公开申请5余件。", "" },
	{ BUREAU, "收到政府信息公开申请90余件。", "N01 error" },
	/* A row, or the group it opens. */
	{ BUREAU, "答复政府信息公开申请，因本机关不掌握相关信息无法提供3件。", "" },
	{ BUREAU, "答复政府信息公开申请，因不掌握等原因无法提供2件。", "N01 error" },
	/* Claims. */
	{ BUREAU, "依申请公开件已全部办结。", "N05 error" },
	{ BUREAU, "依申请公开件已全部办结。另有1件结转下年度继续办理。", "" },
	{ BUREAU, "2022年，我局未收到政府信息公开申请。", "N05 error" },
	{ BUREAU, "2021年，未收到政府信息公开申请，今年收到8件政府信息公开申请。", "" },
	{ BUREAU, "未收到通过信函提出的政府信息公开申请。", "" },
	{ BUREAU, "未发生因政府信息公开引起的行政复议、行政诉讼。", "N05 error, N05 error" },
	{ BUREAU, "政府信息公开类行政复议无被纠错情况，未发生诉讼败诉。", "" },
	/* Shares: rounded or cut off, of any sensible total. */
	{ BUREAU, "收到政府信息公开申请8件，予以公开5件，占62.5%；部分公开1件，占11.1%。", "" },
	{ BUREAU, "发布信息300条，网站100条，占33.4%。", "N02 warning" },
	{ BUREAU, "发布信息805条，网站35条，占4.34%。", "" },
	{ BUREAU, "发布信息805条，网站258条，占33.9%。", "N02 warning" },
	{ BUREAU, "收到咨询8条，占全县咨询总量的0.3%。", "" },
	/* Changes. */
	{ BUREAU, "发布信息120条，较上年的100条增长20%。", "" },
	{ BUREAU, "发布信息120条，较上年的100条增长25%。", "N03 warning" },
	{ BUREAU, "发布信息80条，较2021年的100条下降20%，减少20条。", "" },
	{ BUREAU, "发布信息80条，比2021年的100条减少30条。", "N03 warning" },
	{ BUREAU, "发布信息80条，较上年的100条下降20%，网站访问量增长30%。", "" },
	/* Lists. */
	{ BUREAU, "发布信息100条，其中网站60条，公众号50条。", "N04 warning" },
	{ BUREAU, "发布信息100条，其中网站60条，公众号30条。", "" },
	{ BUREAU, "发布信息100条，其中机构类60条，其余30条。", "N04 warning" },
	{ BUREAU, "发布信息100条，其中机构类60条（科室20条，领导40条），文件类40条（通知39条）。", "" },
	{ BUREAU, "发布信息1.2万条，其中网站8000条、公众号4500条。", "" },
	{ BUREAU, "发布信息1.2万条，其中网站8000条、公众号8000条。", "N04 warning" },
	{ BUREAU, "收到政府信息公开申请8件，其中网上5件，信函3件；自然人6件，企业2件。", "" },
	{ BUREAU, "收到政府信息公开申请8件，其中予以公开5件，部分公开1件，无法提供3件。", "" },
	{ BUREAU, "办结9件（含2021年结转的2件），其中予以公开5件，部分公开1件，无法提供3件。", "" },
	/* Words. */
	{ BUREAU, "2021年，我局公开信息100条。", "N06 warning" },
	{ BUREAU, "2021年，我局公开信息100条。2022年公开120条。", "" },
	{ BUREAU, "2021年，我局公开信息较上年增长一成。", "" },
	{ BUREAU, "白水县林业局高度重视，我局公开信息100条。", "N06 warning" },
	{ BUREAU, "青山县林业局高度重视，我局公开信息100条。", "" },
	{ BUREAU, "学习白水县林业局的做法。", "" },
	{ "青山县市场监督管理局", "白水县市场监督管理局认真推进公开，我局发布信息100条。", "N06 warning" },
	{ "青山县市场监督管理局", "按照澜川市市场监督管理局要求，我局公开信息100条。", "" },
	{ BUREAU, "澜川市林业局下发通知，我局照此办理，公开信息100条。", "" },
	{ BUREAU, "主动公开信息　　条，其他××件。", "N07 note, N07 note" },
	{ BUREAU, "邮箱xxgk@xx.gov.cn，县政府政府信息公开专栏，的的确确。", "" },
};

Test(narrative, is_read_with_its_scope_and_its_matter)
{
	for (size_t i = 0; i < sizeof told_cases / sizeof *told_cases; i++)
		expect_told(&told_cases[i], NULL);
}

/* Counts and claims of some requests, decisions or documents only: no error may come of
 * them, whatever the words that say so; a part that exceeds the whole is worth a note. */
static const told_case partial_cases[] = {
    {BUREAU, "局属事业单位收到政府信息公开申请6件，下属的林业站收到申请3件。", ""},
    {BUREAU, "局机关和二级单位合计收到政府信息公开申请41件。", "N01 note"},
    {DISTRICT, "区水务局收到政府信息公开申请3件，收到政府信息公开申请30件。", "N01 error"},
    {DISTRICT, "南湖区人民政府收到政府信息公开申请3件。", "N01 error"},
    {BUREAU, "2022年，青山县林业局共收到政府信息公开申请3件。", "N01 error"},
    {BUREAU, "第一季度收到政府信息公开申请6件，办结5件；1至10月收到申请7件。", ""},
    {BUREAU, "截至2022年11月30日，我局收到政府信息公开申请7件。", ""},
    {BUREAU, "截至2022年12月31日，我局收到政府信息公开申请7件。", "N01 error"},
    {BUREAU, "2022年1月1日至12月31日，收到政府信息公开申请7件。", "N01 error"},
    {BUREAU, "2022年3月修订制度，全年收到政府信息公开申请7件。", "N01 error"},
    {BUREAU, "收到政府信息公开申请8件，已答复7件，正在办理3件，不予受理2件。", "N01 error"},
    {BUREAU, "收到政府信息公开申请8件，正在办理3件，不予受理2件，超期办结1件。", ""},
    {BUREAU, "征地类政府信息公开申请收到3件。", ""},
    {BUREAU, "涉及征地补偿的政府信息公开申请4件，予以公开3件，不予公开1件。", "N01 note"},
    {BUREAU, "通过平台收到政府信息公开申请5件，办结5件；通过信函收到申请3件，办结3件。", ""},
    {BUREAU, "共收到政府信息公开申请8件，当年答复7件。", ""},
    {BUREAU, "简易程序行政处罚12件。作出不予行政处罚决定32件。", "N01 note"},
    {BUREAU, "作出行政许可决定3件、行政处罚决定31件。", "N01 error, N01 error"},
    {BUREAU, "以县政府名义印发规范性文件2件。", ""},
    {BUREAU, "减免行政事业性收费8.2万元。", ""},
    {BUREAU, "政府信息公开行政复议新收1件，上年结转1件。", ""},
    {BUREAU, "因政府信息公开被提起行政复议2件，撤回1件，驳回行政复议申请1件。", ""},
    {BUREAU, "未收到涉及教育的政府信息公开申请，未收到申请人补正材料的视为放弃。", ""},
    {BUREAU, "除网站外，未收到其他渠道的政府信息公开申请。", ""},
    {BUREAU, "无政府信息公开申请积压，无依申请公开超期答复情况。", ""},
    {BUREAU, "我局下属单位未收到政府信息公开申请，未发生政府信息公开行政诉讼。", "N05 note"},
    {BUREAU, "没有因政府信息公开导致的行政赔偿诉讼，未发生因信息公开收费引起的行政复议。", ""},
    {BUREAU, "不存在因未按时答复政府信息公开申请引发的行政复议。", ""},
    {BUREAU, "当面提交的政府信息公开申请全部办结，已到期的政府信息公开申请均已办结。", ""},
    {BUREAU, "应于年内办结的政府信息公开申请已全部办结。", ""},
    {BUREAU, "完成答复的政府信息公开申请均已办结，均在办结后归档。", ""},
};

Test(narrative, blames_nobody_for_counts_of_a_part)
{
	for (size_t i = 0; i < sizeof partial_cases / sizeof *partial_cases; i++)
		expect_told(&partial_cases[i], NULL);
}

Test(narrative, compares_changes_with_last_years_report)
{
	gj_arena arena;
	gj_report previous;
	gj_arena_init(&arena, ARENA_BYTES);
	gj_build_report(&previous, GJ_FORM_2021);
	gj_build_number(&arena, &previous, T3(GJ_T3_NEW_RECEIVED), 10);
	told_case right = { BUREAU, "收到政府信息公开申请8件，同比下降20%。", "" };
	told_case wrong = { BUREAU, "收到政府信息公开申请8件，同比下降12%。", "N03 warning" };
	told_case rising = { BUREAU, "收到政府信息公开申请8件，申请数量较上年增长20%。", "N03 warning" };
	expect_told(&right, &previous);
	expect_told(&wrong, &previous);
	expect_told(&rising, &previous);
	expect_told(&(told_case){ BUREAU, wrong.text, "" }, NULL);
	gj_arena_release(&arena);
}

Test(narrative, before_the_first_section_names_its_own_agency)
{
	static const struct {
		const char *text;
		uint32_t findings;
	} cases[] = {
		{ "如对本报告有疑问，请与白水县林业局联系。", 1 },
		{ "如对本报告有疑问，请与青山县林业局联系。", 0 },
		{ "如对本报告有疑问，请与县林业局联系。", 0 },
		{ "友情链接：白水县林业局", 0 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		gj_arena arena;
		gj_report report;
		gj_verdict verdict;
		gj_check_options options = { .chinese = true };
		gj_block block = { .text = gj_str_of(cases[i].text), .range = { 10, 90 } };
		gj_document document = { .blocks = &block, .block_count = 1 };
		gj_arena_init(&arena, ARENA_BYTES);
		gj_build_report(&report, GJ_FORM_2021);
		report.agency = gj_str_of(BUREAU);
		report.document = &document;
		for (int section = 0; section < GJ_SECTIONS; section++)
			report.sections[section].range = (gj_range){ 100, 200 };
		cr_assert_eq(gj_check_report(&arena, &report, &options, &verdict, NULL), GJ_OK);
		cr_expect_eq(gj_verdict_outcomes(&verdict, "N06", GJ_FAIL), cases[i].findings, "%s",
		             cases[i].text);
		const gj_finding *finding = gj_verdict_first(&verdict, "N06");
		cr_expect(!finding || gj_str_equal(gj_finding_location(&arena, finding),
		                                   GJ_STR("preamble sentence 1")));
		gj_arena_release(&arena);
	}
}

/* A mark of a list as the last words of a text, whatever its length. */
Test(narrative, may_end_with_the_mark_of_a_list)
{
	enum { LENGTHS = 70 };
	static const char *const ends[] = { "收到申请5件，其中", "收到申请5件，其中包括", "，包括其中" };
	for (int length = 0; length < LENGTHS; length++)
		for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
			char text[LENGTHS + 64] = "";
			memset(text, 'a', (size_t)length);
			strcpy(text + length, ends[i]);
			expect_told(&(told_case){ BUREAU, text, "" }, NULL);
		}
}
