#include "message.h"

#include <errno.h>
#include <string.h>

static const opt_groups for_program = { &opts_program, &opts_common, NULL };
static const opt_groups for_sweep = { &opts_sweep, &opts_archive, &opts_fetch, &opts_capture,
                                      &opts_schedule, &opts_monitoring, &opts_limits,
                                      &opts_judging, &opts_ranking, &opts_reading, &opts_tables,
                                      &opts_common, NULL };
static const opt_groups for_fetch = { &opts_archive, &opts_fetch, &opts_capture, &opts_schedule, &opts_limits,
                                      &opts_common, NULL };
static const opt_groups for_parse = { &opts_parse, &opts_reading, &opts_limits, &opts_tables,
                                      &opts_common, NULL };
static const opt_groups for_check = { &opts_check, &opts_judging, &opts_reading, &opts_limits,
                                      &opts_tables, &opts_common, NULL };
static const opt_groups for_bench = { &opts_bench, &opts_limits, &opts_common, NULL };
static const opt_groups for_show = { &opts_show, &opts_archive, &opts_limits, &opts_judging, &opts_common, NULL };
static const opt_groups for_baseline = { &opts_baseline, &opts_judging, &opts_limits, &opts_common,
                                         NULL };
static const opt_groups for_rank = { &opts_rank, &opts_ranking, &opts_tables, &opts_common, NULL };
static const opt_groups for_export = { &opts_export, &opts_ranking, &opts_tables, &opts_common,
                                       NULL };
static const opt_groups for_rebuild = { &opts_rebuild, &opts_archive, &opts_limits, &opts_judging,
                                        &opts_ranking, &opts_reading, &opts_tables, &opts_common,
                                        NULL };
static const opt_groups for_roster = { &opts_roster, &opts_tables, &opts_common, NULL };
static const opt_groups for_diff = { &opts_diff, &opts_tables, &opts_common, NULL };
static const opt_groups for_explain = { &opts_common, NULL };

const command the_program = {
	.summary = { "核对政府信息公开工作年度报告", "cross-foot China's open-government annual reports" },
	.about = {
		"下载各机关的政府信息公开工作年度报告，读出三张法定表格，核对勾稽关系，\n"
		"并在同类机关之间排名。",
		"Fetches the annual reports that Chinese administrative organs must publish on\n"
		"open government, reads their three statutory tables, finds what does not add\n"
		"up, and ranks the agencies among their peers." },
	.example = "gouji sweep sources.csv --out result",
	.example_says = { "下载、检查名单中的全部报告并排名，结果写入 result/",
	                  "fetch, check and rank every report of the list, into result/" },
	.groups = for_program,
};

const command commands[] = {
	{ "sweep", { "下载、读取、检查、排名，一次完成", "fetch, read, check and rank, in one go" },
	  "SOURCES… --out DIR", 1, ANY_NUMBER,
	  { "SOURCES 是来源名单（CSV 或 JSON，列：agency,region,region_code,level,kind,parent,\n"
	    "year,url，或中文列名），也可以是存放报告的目录。结果目录中写入 reports、anomalies、\n"
	    "rankings、groups、coverage、changes（各有 CSV 和 JSON）与 summary.json，历次结果存入\n"
	    "gouji.db，下载的网页存入 archive/。全部文件写完后才一起出现。定时运行只需\n"
	    "gouji sweep --config FILE，名单写作 sources = 一个或多个文件；配置中的路径相对于\n"
	    "配置文件所在目录。coverage 的 timeliness 一列写明各机关是否按期：on_time、late、\n"
	    "missing、not_yet_due 或 unknown；各地期限写在配置的 [due] 一节，每行一条：区划代码\n"
	    "前几位.层级.类别 = 月-日（三项可缺），如 3301.county.government = 03-15。",
	    "SOURCES is a list (CSV or JSON with the columns agency, region, region_code,\n"
	    "level, kind, parent, year, url, or their Chinese names), or a directory of\n"
	    "reports. Into DIR go reports, anomalies, rankings, groups, coverage and changes\n"
	    "(CSV and JSON) and summary.json; gouji.db keeps this sweep with all before,\n"
	    "archive/ what was fetched. The files appear together, when all are complete. A\n"
	    "timer needs only gouji sweep --config FILE:\n"
	    "the lists stand there as sources = FILE…; paths there are relative to it. The\n"
	    "column timeliness of coverage tells who was in time: on_time, late, missing,\n"
	    "not_yet_due or unknown. A section [due] of the configuration holds local\n"
	    "calendars, lines CODE.LEVEL.KIND = MM-DD with any of the three left out, as\n"
	    "3301.county.government = 03-15 (CODE: first digits of region codes)." },
	  "gouji sweep sources.csv --out result --delay 2",
	  { "对同一网站每次间隔 2 秒", "two seconds between requests to one host" },
	  for_sweep, cmd_sweep, NULL },
	{ "fetch", { "只下载，存入存档", "download only, into the archive" },
	  "SOURCES… --archive DIR", 1, ANY_NUMBER,
	  { "下载名单中的全部网址，连同时间、最终网址、状态和响应头存为 WARC 文件。之后可用\n"
	    "gouji sweep --offline 或 gouji parse 读取存档。再次下载时只取有变动的网页。被强行\n"
	    "终止时，已报告采集到的都在存档里；断电最多丢失最后五秒的内容，下次会重新下载。配置\n"
	    "文件的 [host 域名] 一节可为该域名另设 delay、per-host、allow-private 和 tls（strict\n"
	    "或 legacy）。",
	    "Downloads every address of the lists and keeps the answers as WARC files, with\n"
	    "time, final address, status and headers. Read them later with gouji sweep\n"
	    "--offline, or gouji parse FILE.warc.gz. Fetched again, only what changed comes.\n"
	    "Killed at any moment, it keeps what it told of; with the power it may lose the\n"
	    "captures of the last five seconds, which the next run fetches again. A section\n"
	    "[host DOMAIN] of the configuration sets delay, per-host, allow-private and tls\n"
	    "(strict, legacy) for one domain." },
	  "gouji fetch sources.csv --archive archive",
	  { "存入 archive/", "keep the answers in archive/" },
	  for_fetch, cmd_fetch, NULL },
	{ "parse", { "输出报告写了什么", "print what reports say" }, "PATH…", 1, ANY_NUMBER,
	  { "PATH 是报告文件、目录、WARC 文件或 -（标准输入）。每份报告输出一行：JSON 对象，或\n"
	    "CSV 行。不是报告的文件说明原因后跳过。",
	    "PATH is a report, a directory, a WARC file, or - for standard input. Each report\n"
	    "is one line: a JSON object, or a row of CSV. What is no report is named on\n"
	    "standard error, with the reason." },
	  "gouji parse reports/ --format csv --excel > reports.csv",
	  { "把目录中的报告汇成一张表", "all reports of a directory as one table" },
	  for_parse, cmd_parse, NULL },
	{ "check", { "输出报告中对不上的数", "print what does not add up" }, "PATH…", 1, ANY_NUMBER,
	  { "按规则检查每份报告，输出发现：规则、单元格、应为、实为、出处。规则说明见\n"
	    "gouji explain。",
	    "Checks each report against the rules and prints the findings: rule, cell,\n"
	    "expected, printed, and where it stands. Rules are told by gouji explain." },
	  "gouji check report.html --fail-on warning",
	  { "有警告或错误时以 1 退出", "exit with 1 on a warning or an error" },
	  for_check, cmd_check, NULL },
	{ "show", { "逐表显示一份报告", "one report as read, with what was found" }, "PATH|AGENCY…", 1,
	  ANY_NUMBER,
	  { "按读出的样子显示三张表，标出空白、存疑和有问题的单元格，每行之后是相关规则，最后列出\n"
	    "发现及出处。--cells 列出每个数在原文件中的字节位置，可用 dd 找回：\n"
	    "dd if=FILE bs=1 skip=BEGIN count=END-BEGIN。给出 --from 时可用机关名称代替文件。",
	    "Shows the three tables as read, with marks on cells that are blank, in doubt or\n"
	    "part of a finding, the rules behind each row, and the findings with their places.\n"
	    "--cells lists where every number stands in the file, to be found again with\n"
	    "dd if=FILE bs=1 skip=BEGIN count=END-BEGIN. With --from an agency's name will do." },
	  "gouji show report.html", { "显示一份报告", "show one report" },
	  for_show, cmd_show, NULL },
	{ "rank", { "在同类机关之间排名", "rank agencies among their peers" }, "DIR|gouji.db|FILE.ndjson", 1, 1,
	  { "读取 sweep 的结果目录（历次运行中各报告的最新版本），或 gouji parse 输出的记录（- 为标准\n"
	    "输入），按指标在同组机关中\n"
	    "排名，各年度分别进行。未列入排名的机关注明原因；--explain 说明某机关名次的由来。指标说明见\n"
	    "gouji explain。",
	    "Reads a directory of sweeps (of each report the newest version), or records printed\n"
	    "by gouji parse (- for standard input), and ranks the agencies of each peer group by each metric. Who is left\n"
	    "out is listed with the reason; --explain tells why one agency stands where it does.\n"
	    "Metrics are told by gouji explain." },
	  "gouji rank result --metric disclosure_rate --peers all",
	  { "全部机关按公开率排名", "all agencies by the share of requests granted" },
	  for_rank, cmd_rank, NULL },
	{ "export", { "由数据库再写出结果文件", "write the files of a sweep again" }, "DIR|gouji.db --out DIR",
	  1, 1,
	  { "每次 sweep 的结果都存在 DIR/gouji.db（SQLite）中。export 由此写出某一次的全部结果文件，\n"
	    "与当时逐字节相同。语言、同组等选项沿用当时的，也可另行指定；发现的说明仍为当时的语言。",
	    "Every sweep is kept in DIR/gouji.db (SQLite). export writes all result files of\n"
	    "one of them from there, byte for byte as they were. Language, peers and the like\n"
	    "are those of the sweep unless given here; findings keep the words they had." },
	  "gouji export result --sweep 3 --out third",
	  { "把第 3 次的结果写入 third/", "the files of the third sweep, into third/" },
	  for_export, cmd_export, recall_export },
	{ "rebuild", { "由存档重建数据库", "make the store again from the archive" },
	  "DIR [SOURCES…]", 1, ANY_NUMBER,
	  { "DIR/gouji.db 损坏或丢失时，由存档重建：名单中各网址每次采集到的报告都成为一个版本，再按\n"
	    "最新的采集离线运行一次 sweep。名单默认取自 DIR/coverage.json。损坏的库改名为\n"
	    "gouji.db.corrupt-N 保留；完好的库只补入缺少的版本。",
	    "Makes DIR/gouji.db again when it is damaged or lost: every report the archive has\n"
	    "of the addresses becomes a version, and a sweep of the newest captures follows,\n"
	    "without the network. SOURCES defaults to the roster in DIR/coverage.json. A\n"
	    "damaged store is kept as gouji.db.corrupt-N; a sound one only gains what it lacks." },
	  "gouji rebuild result", { "重建 result/gouji.db", "make result/gouji.db again" },
	  for_rebuild, cmd_rebuild, recall_rebuild },
	{ "diff", { "比较两次 sweep", "what changed between two sweeps" }, "DIR[@N] DIR[@N]", 2, 2,
	  { "比较两个 sweep 结果目录（先旧后新）：新增、消失和改动的报告（逐格、逐句，并注明两次\n"
	    "采集），新的、已消除的和仍存在的发现，以及来源状态的变化。比较的是读出的内容，不是\n"
	    "网页的字节。sweep 每次运行也把这些写入 changes.csv 和 changes.json。DIR@3 或\n"
	    "gouji.db@3 是数据库中的第 3 次。",
	    "Compares two directories of sweeps, the older first: reports that are new, gone or\n"
	    "changed (cell by cell and sentence by sentence, with both captures), findings that\n"
	    "are new, resolved or still open, and sources that fare otherwise. What was read is\n"
	    "compared, not the bytes of pages. Each sweep writes the same into changes.csv and\n"
	    "changes.json. DIR@3, or gouji.db@3, is the third sweep of the store there." },
	  "gouji diff last-year result --format csv",
	  { "列出全部变化", "every change as a table" },
	  for_diff, cmd_diff, NULL },
	{ "baseline", { "记下已知的发现", "write down what is known already" },
	  "write DIR|PATH… --out FILE", 2, ANY_NUMBER,
	  { "把 sweep 结果目录或报告中的全部发现写成基线文件。之后用 --baseline FILE 检查时，其中\n"
	    "已有的发现标为 open，不影响退出码；不再出现的标为 resolved。",
	    "Writes every finding of a sweep's directory, or of reports, into a baseline.\n"
	    "Later, with --baseline FILE, those findings are marked open and fail no run; the\n"
	    "ones that are gone are marked resolved." },
	  "gouji baseline write result --out known.ndjson",
	  { "记下 result 中的发现", "write down the findings of result/" },
	  for_baseline, cmd_baseline, NULL },
	{ "roster", { "检查来源名单", "check source lists" }, "check SOURCES…", 2, ANY_NUMBER,
	  { "不访问网络，只凭内置的区划代码表和机关名称检查名单：哪些机关缺某一年度的条目，哪些条目\n"
	    "看起来有误（区划代码、层级、上级、年度、网址、重复）。名单的写法见 gouji sweep --help。\n"
	    "有警告时以 1 退出，只有提示时为 0。--aliases 的文件每行写一个名称和它所指的机关，可注明\n"
	    "年度：永城市教育体育局 = 永城市教育局, 2019-2021；不写地区的对所有地区有效。",
	    "Without asking any address, from the names, the region codes and a bundled table of\n"
	    "regions: who is missing for a year, and which entries look wrong (code, level,\n"
	    "parent, year, address, twice). Lists are as gouji sweep --help says. Warnings give\n"
	    "exit code 1, notes none. A line of --aliases names an agency and what it is the same\n"
	    "as, perhaps with years: 永城市教育体育局 = 永城市教育局, 2019-2021; one without a\n"
	    "region holds in all of them." },
	  "gouji roster check sources.csv --year 2023",
	  { "名单缺了哪些机关的2023年度报告，哪些条目有误",
	    "whose reports for 2023 the list lacks, and what is wrong in it" },
	  for_roster, cmd_roster, NULL },
	{ "explain", { "解释规则、指标或字段", "explain a rule, a metric or a field" },
	  "[RULE|METRIC|FIELD]…", 0, ANY_NUMBER,
	  { "说明其含义、依据和示例。不带参数时列出全部规则和指标。",
	    "What it means, its basis, and an example. Without a name: all rules and metrics." },
	  "gouji explain T01", { "解释规则 T01", "what rule T01 checks, and why" },
	  for_explain, cmd_explain, NULL },
	{ "bench", { "测量读取速度", "how fast reports are read here" }, "PATH…", 1, ANY_NUMBER,
	  { "对这些文件反复读取、检查并写出记录，按线程数输出 MB/s、每秒报告数和加速比，以及单线程\n"
	    "时间花在哪里。文件应已在页缓存中，首轮较慢；取各轮中位数。",
	    "Reads, checks and writes these files over and over: MB/s, reports a second and\n"
	    "speed-up by number of threads, and where the time of one thread goes. Files are\n"
	    "expected in the page cache; the median of the rounds counts." },
	  "gouji bench reports/", { "测量本机对这些报告的处理速度", "the speed of this machine on these reports" },
	  for_bench, cmd_bench, NULL },
	{ .name = NULL }
};

static const command *find_command(const char *name)
{
	for (const command *c = commands; c->name; c++) {
		if (strcmp(c->name, name) == 0)
			return c;
	}
	return NULL;
}

static const char *command_name(const void *context, size_t index)
{
	(void)context;
	return commands[index].name;
}

static int unknown_command(const char *name)
{
	const char *near = opt_nearest(name, command_name, NULL);
	if (near)
		say("unknown command \"%s\"; did you mean %s?", name, near);
	else
		say("unknown command \"%s\"; gouji --help lists them", name);
	return EXIT_USAGE;
}

static int usage_error(const settings *s, const command *c, const gj_err *err)
{
	int status = say_error(s, err);
	if (status == EXIT_USAGE && !events_are_json())
		fprintf(stderr, settings_chinese(s) ? "用法见 gouji %s%s--help\n"
		                                    : "Try: gouji %s%s--help\n",
		        c->name ? c->name : "", c->name ? " " : "");
	return status;
}

/* Output that help and version print goes to a pipe or a full disk like any. */
static int finish_printing(const settings *s)
{
	gj_err err;
	errno = 0;
	if (fflush(stdout) == 0 && !ferror(stdout))
		return EXIT_NOTHING;
	gj_err_set(&err, GJ_E_WRITE, errno, "standard output: cannot write");
	return say_error(s, &err);
}

static int print_version(const settings *s)
{
	printf("gouji %s\n", GJ_VERSION);
	return finish_printing(s);
}

/* The command line is read twice: first for --config and operands, then, over what
 * those say, for good. */
static gj_code read_settings(settings *s, const command *c, int argc, char **argv, int *operands,
                             gj_err *err)
{
	gj_code code = opt_parse(c->groups, s, &s->strings, argc, argv, operands, err);
	if (code || s->help || s->version)
		return code;
	code = config_read(s, c->name ? c->name : "", err);
	if (code == GJ_OK && c->recall && *operands < argc)
		code = c->recall(s, argv[*operands], err);
	return code ? code : opt_parse(c->groups, s, &s->strings, argc, argv, operands, err);
}

/* Those of the command line, else the sources of the configuration. */
static size_t find_operands(const settings *s, int argc, char **argv, int first, char ***operands)
{
	*operands = argv + first;
	if (first < argc || !s->source_count)
		return (size_t)(argc - first);
	*operands = s->sources;
	return s->source_count;
}

static gj_code check_operands(const command *c, size_t count, gj_err *err)
{
	if (count < (size_t)c->least)
		return gj_err_set(err, GJ_E_USAGE, 0, "needs %s", c->operands);
	if (c->most != ANY_NUMBER && count > (size_t)c->most)
		return gj_err_set(err, GJ_E_USAGE, 0, "takes %d argument, not %zu", c->most, count);
	return GJ_OK;
}

static int run_command(settings *s, const command *c, int argc, char **argv)
{
	gj_err err = { 0 };
	int first = 0;
	gj_code code = read_settings(s, c, argc, argv, &first, &err);
	events_begin(s, c->run == cmd_sweep || c->run == cmd_fetch);
	if (code == GJ_OK && s->help) {
		help_command(stdout, c, settings_chinese(s));
		return finish_printing(s);
	}
	if (code == GJ_OK && s->version)
		return print_version(s);
	char **operands;
	size_t count = find_operands(s, argc, argv, first, &operands);
	if (code == GJ_OK)
		code = check_operands(c, count, &err);
	if (code) {
		gj_err_context(&err, "%s", c->name);
		return usage_error(s, c, &err);
	}
	return c->run(s, operands, count);
}

/* Only options, no command. */
static int run_program(settings *s, int argc, char **argv)
{
	gj_err err = { 0 };
	int first = 0;
	gj_code code = opt_parse(the_program.groups, s, &s->strings, argc, argv, &first, &err);
	if (code)
		return usage_error(s, &the_program, &err);
	if (s->version)
		return print_version(s);
	if (s->completion)
		completion_write(stdout, s->completion);
	else if (s->man)
		man_write(stdout);
	else
		help_program(s->help ? stdout : stderr, settings_chinese(s));
	int status = finish_printing(s);
	return s->help || s->completion || s->man ? status : EXIT_USAGE;
}

/* `gouji help sweep` is `gouji sweep --help`. */
static int run_help(settings *s, int argc, char **argv)
{
	gj_err err = { 0 };
	int first = 0;
	if (opt_parse(the_program.groups, s, &s->strings, argc, argv, &first, &err))
		return usage_error(s, &the_program, &err);
	const command *c = first < argc ? find_command(argv[first]) : NULL;
	if (first < argc && !c)
		return unknown_command(argv[first]);
	if (c)
		help_command(stdout, c, settings_chinese(s));
	else
		help_program(stdout, settings_chinese(s));
	return finish_printing(s);
}

/* Options may stand before the command too: they move behind it. False when
 * there is no command. */
static bool move_command_first(int argc, char **argv)
{
	int at = 1;
	while (at < argc && argv[at][0] == '-' && argv[at][1])
		at += opt_takes_next(the_program.groups, argv[at]) ? 2 : 1;
	if (at >= argc)
		return false;
	char *name = argv[at];
	memmove(&argv[2], &argv[1], (size_t)(at - 1) * sizeof *argv);
	argv[1] = name;
	return true;
}

int main(int argc, char **argv)
{
	settings s;
	settings_init(&s);
	int status;
	const command *c;
	if (!move_command_first(argc, argv))
		status = run_program(&s, argc, argv);
	else if (strcmp(argv[1], "help") == 0)
		status = run_help(&s, argc - 1, argv + 1);
	else if ((c = find_command(argv[1])))
		status = run_command(&s, c, argc - 1, argv + 1);
	else
		status = unknown_command(argv[1]);
	settings_release(&s);
	return status;
}
