#include "settings.h"

#include "rule/rule.h"
#include "stat/metric.h"
#include "stat/peers.h"

#include <stdlib.h>
#include <string.h>

enum { STRINGS_MAX = 1 << 20 }; /* all option texts together */

static bool locale_is_chinese(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);
		if (value && *value)
			return strncmp(value, "zh", 2) == 0;
	}
	return false;
}

void settings_init(settings *s)
{
	*s = (settings){
		.lang = locale_is_chinese() ? "zh" : "en",
		.log_format = "auto",
		.parse_format = "ndjson",
		.check_format = "text",
		.rank_format = "csv",
		.roster_format = "text",
		.diff_format = "text",
		.fail_on = "error",
		.peers = "level-kind",
		.min_cases = 30,
		.rounds = 5,
	};
	gj_fetch_options_init(&s->fetch);
	gj_arena_init(&s->strings, STRINGS_MAX);
}

void settings_release(settings *s)
{
	gj_arena_release(&s->strings);
}

bool settings_chinese(const settings *s)
{
	return strcmp(s->lang, "zh") == 0;
}

/* ---- choices ---- */

#define CHOICES(function, ...) \
	static const char *function(size_t index) \
	{ \
		static const char *const names[] = { __VA_ARGS__, NULL }; \
		return names[index]; \
	}

CHOICES(languages, "zh", "en")
CHOICES(log_formats, "auto", "text", "json")
CHOICES(shells, "bash", "zsh", "fish")
CHOICES(parse_formats, "ndjson", "csv")
CHOICES(check_formats, "text", "json", "ndjson", "csv", "sarif", "junit")
CHOICES(rank_formats, "csv", "json")
CHOICES(roster_formats, "text", "json", "csv")
CHOICES(diff_formats, "text", "json", "csv")
CHOICES(severities, "note", "warning", "error", "never")
CHOICES(tls_kinds, "strict", "legacy")

static const char *rule_ids(size_t index)
{
	return index < gj_rule_count ? gj_rules[index].id : NULL;
}

static const char *metric_names(size_t index)
{
	return index < GJ_METRIC_COUNT ? gj_metrics[index].name : NULL;
}

/* ---- the tables ---- */

#define AT(member) offsetof(settings, member)
#define GROUP(name) { name, sizeof name / sizeof *name }

static const opt common[] = {
	{ "help", 'h', OPT_FLAG, AT(help), NULL, NULL, 0, true,
	  { "显示本帮助", "print this help" } },
	{ "version", 'V', OPT_FLAG, AT(version), NULL, NULL, 0, true,
	  { "显示版本", "print the version" } },
	{ "jobs", 'j', OPT_COUNT, AT(jobs), "N", NULL, 1, false,
	  { "线程数（默认使用全部核心）", "threads (default: all cores)" } },
	{ "lang", 0, OPT_CHOICE, AT(lang), "zh|en", languages, 0, false,
	  { "提示、发现和 CSV 表头的语言（默认随系统）",
	    "language of messages, findings and CSV headers (default: locale)" } },
	{ "quiet", 'q', OPT_FLAG, AT(quiet), NULL, NULL, 0, false,
	  { "只报告错误", "report errors only" } },
	{ "verbose", 'v', OPT_FLAG, AT(verbose), NULL, NULL, 0, false,
	  { "报告更多细节", "report more" } },
	{ "log-format", 0, OPT_CHOICE, AT(log_format), "FORM", log_formats, 0, false,
	  { "消息写作 text 或 json（每行一个对象）；auto：sweep 和 fetch 不在终端上时用 json",
	    "messages as text or json (one object a line); auto: json of sweep and fetch off a "
	    "terminal" } },
	{ "config", 0, OPT_PATH, AT(config), "FILE", NULL, 0, true,
	  { "读取此配置文件（默认 $XDG_CONFIG_HOME/gouji/config）",
	    "read this configuration (default: $XDG_CONFIG_HOME/gouji/config)" } },
};
const opt_group opts_common = GROUP(common);

static const opt program[] = {
	{ "completion", 0, OPT_CHOICE, AT(completion), "SHELL", shells, 0, true,
	  { "输出命令行补全脚本（bash、zsh、fish）",
	    "print completions for a shell (bash, zsh, fish)" } },
	{ "man", 0, OPT_FLAG, AT(man), NULL, NULL, 0, true,
	  { "输出手册页（roff）", "print the manual page (roff)" } },
};
const opt_group opts_program = GROUP(program);

static const opt parse[] = {
	{ "format", 'f', OPT_CHOICE, AT(parse_format), "ndjson|csv", parse_formats, 0, false,
	  { "输出格式", "format of the output" } },
};
const opt_group opts_parse = GROUP(parse);

static const opt check[] = {
	{ "format", 'f', OPT_CHOICE, AT(check_format), "FORMAT", check_formats, 0, false,
	  { "输出格式：text、json、ndjson、csv、sarif、junit",
	    "format of the output: text, json, ndjson, csv, sarif, junit" } },
};
const opt_group opts_check = GROUP(check);

static const opt reading[] = {
	{ "digest", 0, OPT_FLAG, AT(digest), NULL, NULL, 0, false,
	  { "为本地文件计算 SHA-256", "compute SHA-256 of local files" } },
};
const opt_group opts_reading = GROUP(reading);

static const opt limits[] = {
	{ "max-size", 0, OPT_SIZE, AT(fetch.size_max), "BYTES", NULL, 0, false,
	  { "单个文件的大小上限", "refuse documents larger than this" } },
};
const opt_group opts_limits = GROUP(limits);

#define ALIASES { "aliases", 0, OPT_PATH, AT(aliases), "FILE", NULL, 0, false, \
	  { "同一机关的其他名称：每行“名称 = 同一机关的名称[, 年度]”，用于跨年度对照", \
	    "other names of agencies, to pair their years: lines NAME = SAME AS[, YEARS]" } }

#define AS_OF { "as-of", 0, OPT_TEXT, AT(as_of), "DATE", NULL, 0, true, \
	  { "按该日期（年-月-日）判断是否到期、逾期、缺报（默认：最近一次采集之日）", \
	    "judge from this day what is due or missing (default: that of the newest capture)" } }

static const opt judging[] = {
	{ "rules", 0, OPT_NAMES, AT(rules), "LIST", rule_ids, 0, false,
	  { "只检查这些规则，如 T01,T02", "check these rules only, e.g. T01,T02" } },
	{ "skip", 0, OPT_NAMES, AT(skip), "LIST", rule_ids, 0, false,
	  { "不检查这些规则", "leave these rules out" } },
	{ "rules-file", 0, OPT_PATH, AT(rules_file), "FILE", NULL, 0, false,
	  { "另加自定规则：每节一条，含 check、severity、zh、en",
	    "further rules of your own: sections with check, severity, zh and en" } },
	{ "severity", 0, OPT_TEXT, AT(severity), "LIST", NULL, 0, false,
	  { "改变规则的级别，如 T05=error,C04=warning",
	    "change the severity of rules, e.g. T05=error,C04=warning" } },
	{ "baseline", 0, OPT_PATH, AT(baseline), "FILE", NULL, 0, false,
	  { "此基线中已有的发现不算新发现，也不影响退出码（由 gouji baseline write 写出）",
	    "findings of this baseline are not news and fail no run (see gouji baseline)" } },
	{ "accept", 0, OPT_PATH, AT(accept), "FILE", NULL, 0, false,
	  { "已接受的发现：每节写明 rule、reason、author、expires",
	    "accepted findings: sections with rule, reason, author and expires" } },
	ALIASES,
	{ "due-departments", 0, OPT_TEXT, AT(due_departments), "MM-DD", NULL, 0, false,
	  { "部门公布年度报告的最后一天（默认 01-31）", "last day for departments to publish (default: 01-31)" } },
	{ "due-governments", 0, OPT_TEXT, AT(due_governments), "MM-DD", NULL, 0, false,
	  { "政府公布年度报告的最后一天（默认 03-31）", "last day for governments to publish (default: 03-31)" } },
	{ "fail-on", 0, OPT_CHOICE, AT(fail_on), "note|warning|error|never", severities, 0, false,
	  { "有该级别及以上的发现时以 1 退出", "exit with 1 on findings of this severity or above" } },
};
const opt_group opts_judging = GROUP(judging);

static const opt bench[] = {
	{ "rounds", 0, OPT_COUNT, AT(rounds), "N", NULL, 1, true,
	  { "每项测量的轮数，取中位数", "rounds of each measurement; the median counts" } },
};
const opt_group opts_bench = GROUP(bench);

static const opt show[] = {
	{ "from", 0, OPT_PATH, AT(from), "DIR", NULL, 0, false,
	  { "在此 sweep 结果目录中按机关名称查找", "look agencies up in this directory of a sweep" } },
	{ "cells", 0, OPT_FLAG, AT(cells), NULL, NULL, 0, true,
	  { "每个单元格一行：字段、原文、状态、存疑、位置、字节",
	    "a line a cell: field, text, state, doubts, place, bytes" } },
};
const opt_group opts_show = GROUP(show);

static const opt rank[] = {
	{ "metric", 'm', OPT_LIST, AT(metric), "LIST", metric_names, 0, false,
	  { "只排这些指标（默认全部）", "rank by these metrics only (default: all)" } },
	{ "format", 'f', OPT_CHOICE, AT(rank_format), "csv|json", rank_formats, 0, false,
	  { "输出格式", "format of the output" } },
	{ "groups", 0, OPT_FLAG, AT(groups), NULL, NULL, 0, true,
	  { "输出各比较组的中位数、P10、P90、加权平均和名次延续性（同 groups.csv）",
	    "print the groups instead: median, P10, P90, weighted mean, persistence of ranks" } },
	{ "roll-up", 0, OPT_FLAG, AT(roll_up), NULL, NULL, 0, true,
	  { "输出各政府所印数值与下属机关之和的对照，及计入的机关数",
	    "print each government beside the sum of the agencies under it, with coverage" } },
	{ "explain", 0, OPT_TEXT, AT(explain), "AGENCY", NULL, 0, true,
	  { "说明该机关各项名次的由来：单元格、区间、前后机关、未列入的原因；名称可只写一部分",
	    "why AGENCY (or a part of its name) stands there: cells, neighbours, what keeps it out" } },
	{ "year", 0, OPT_COUNT, AT(year), "YEAR", NULL, 1, true,
	  { "只说明该年度（默认全部）", "explain this year only (default: all)" } },
};
const opt_group opts_rank = GROUP(rank);

static const opt ranking[] = {
	{ "peers", 0, OPT_LIST, AT(peers), "LIST", gj_peers_name, 0, false,
	  { "同组比较：all，或 level、kind、parent、region 的任意组合，如 level,kind,parent",
	    "peer groups: all, or any of level, kind, parent, region, e.g. level,kind,parent" } },
	{ "min-cases", 0, OPT_COUNT, AT(min_cases), "N", NULL, 0, false,
	  { "比率类指标的分母下限", "smallest denominator that is ranked" } },
};
const opt_group opts_ranking = GROUP(ranking);

static const opt diff[] = {
	{ "format", 'f', OPT_CHOICE, AT(diff_format), "text|json|csv", diff_formats, 0, false,
	  { "输出格式", "format of the output" } },
	{ "open", 0, OPT_FLAG, AT(open), NULL, NULL, 0, false,
	  { "也列出仍存在的发现", "list the findings that are still open, too" } },
	{ "fail-on", 0, OPT_CHOICE, AT(fail_on), "note|warning|error|never", severities, 0, false,
	  { "有该级别及以上的新发现时以 1 退出；报告消失视为 error，改动视为 warning",
	    "exit with 1 on new findings of this severity or above; a report that is gone counts "
	    "as an error, a changed one as a warning" } },
};
const opt_group opts_diff = GROUP(diff);

static const opt tables[] = {
	{ "excel", 0, OPT_FLAG, AT(excel), NULL, NULL, 0, false,
	  { "CSV 加 BOM，便于 Excel 打开", "begin CSV with a byte order mark, for Excel" } },
};
const opt_group opts_tables = GROUP(tables);

static const opt archive[] = {
	{ "archive", 0, OPT_PATH, AT(archive), "DIR", NULL, 0, false,
	  { "网页存档目录（sweep 默认为 OUT/archive）",
	    "where captures are kept (sweep: OUT/archive)" } },
};
const opt_group opts_archive = GROUP(archive);

static const opt fetch[] = {
	{ "parallel", 0, OPT_COUNT, AT(fetch.parallel), "N", NULL, 1, false,
	  { "同时下载总数", "transfers at once" } },
	{ "per-host", 0, OPT_COUNT, AT(fetch.per_host), "N", NULL, 1, false,
	  { "对同一网站的同时下载数", "transfers at once from one host" } },
	{ "delay", 0, OPT_SECONDS, AT(fetch.delay_seconds), "SECONDS", NULL, 0, false,
	  { "对同一网站两次下载的间隔", "pause between two transfers from one host" } },
	{ "timeout", 0, OPT_SECONDS, AT(fetch.timeout_seconds), "SECONDS", NULL, 0, false,
	  { "单次下载的时限", "limit of one transfer" } },
	{ "retries", 0, OPT_COUNT, AT(fetch.retries), "N", NULL, 0, false,
	  { "暂时性失败的重试次数", "further tries after a transient failure" } },
	{ "user-agent", 0, OPT_TEXT, AT(fetch.user_agent), "TEXT", NULL, 0, false,
	  { "User-Agent（默认 gouji/版本）", "User-Agent (default: gouji/VERSION)" } },
	{ "contact", 0, OPT_TEXT, AT(fetch.contact), "TEXT", NULL, 0, false,
	  { "附在 User-Agent 后的联系方式", "contact added to the User-Agent" } },
	{ "no-robots", 0, OPT_FLAG, AT(fetch.no_robots), NULL, NULL, 0, false,
	  { "不读取也不遵守 robots.txt", "neither ask for robots.txt nor heed it" } },
	{ "allow-private", 0, OPT_FLAG, AT(fetch.allow_private), NULL, NULL, 0, false,
	  { "允许访问本机和内网地址", "allow loopback and private addresses" } },
};
const opt_group opts_fetch = GROUP(fetch);

static const opt capture[] = {
	{ "since", 0, OPT_TEXT, AT(since), "DATE", NULL, 0, false,
	  { "该日期（年-月-日）以来已存档的网址不再下载",
	    "do not fetch again what was captured since (YYYY-MM-DD)" } },
	{ "retry-failed", 0, OPT_FLAG, AT(retry_failed), NULL, NULL, 0, false,
	  { "只下载此前失败或尚未存档的网址", "fetch only what failed or is not in the archive" } },
};
const opt_group opts_capture = GROUP(capture);

static const opt schedule[] = {
	{ "max-age", 0, OPT_AGE, AT(max_age), "AGE", NULL, 0, false,
	  { "存档时间短于此（如 36h、7d）的网址不再下载",
	    "do not fetch again what was captured less than this ago, e.g. 36h, 7d" } },
	{ "deadline", 0, OPT_TEXT, AT(deadline), "TIME", NULL, 0, false,
	  { "到时（如 2h、06:00、2026-02-01T06:00）停止下载，余下的留给下次",
	    "stop fetching then (2h, 06:00 or 2026-02-01T06:00); the next run begins with the rest" } },
};
const opt_group opts_schedule = GROUP(schedule);

static const opt host[] = {
	{ "per-host", 0, OPT_COUNT, offsetof(host_settings, per_host), "N", NULL, 1, false,
	  { "同时下载数", "transfers at once" } },
	{ "delay", 0, OPT_SECONDS, offsetof(host_settings, delay), "SECONDS", NULL, 0, false,
	  { "两次下载的间隔", "pause between two transfers" } },
	{ "allow-private", 0, OPT_FLAG, offsetof(host_settings, allow_private), NULL, NULL, 0, false,
	  { "允许其地址在本机或内网", "its address may be loopback or private" } },
	{ "tls", 0, OPT_CHOICE, offsetof(host_settings, tls), "strict|legacy", tls_kinds, 0, false,
	  { "是否允许过时的 TLS", "whether outdated TLS is accepted" } },
};
const opt_group opts_host = GROUP(host);

static const opt sweep[] = {
	{ "out", 'o', OPT_PATH, AT(out), "DIR", NULL, 0, false,
	  { "结果目录（必需）", "directory of the results (required)" } },
	{ "offline", 0, OPT_FLAG, AT(offline), NULL, NULL, 0, false,
	  { "不下载，只用存档", "fetch nothing, use the archive" } },
	{ "force", 0, OPT_FLAG, AT(force), NULL, NULL, 0, false,
	  { "结果目录中有其他文件时仍写入", "write into a directory that holds other files" } },
	AS_OF,
};
const opt_group opts_sweep = GROUP(sweep);

static const opt monitoring[] = {
	{ "metrics", 0, OPT_PATH, AT(metrics), "FILE", NULL, 0, false,
	  { "把本次运行的指标写入此文件（Prometheus 文本格式）",
	    "write metrics of the run there, in Prometheus' text format" } },
	{ "ping", 0, OPT_TEXT, AT(ping), "URL", NULL, 0, false,
	  { "开始时访问 URL/start，结束时向 URL（失败时 URL/fail）发送一行结果",
	    "request URL/start at the start; at the end post a line to URL, or URL/fail" } },
};
const opt_group opts_monitoring = GROUP(monitoring);

static const opt export_files[] = {
	{ "out", 'o', OPT_TEXT, AT(out), "DIR", NULL, 0, false,
	  { "写入此目录（必需）", "directory of the files (required)" } },
	{ "sweep", 0, OPT_COUNT, AT(sweep), "N", NULL, 1, true,
	  { "第 N 次（默认最近一次）", "the Nth sweep (default: the last)" } },
	{ "force", 0, OPT_FLAG, AT(force), NULL, NULL, 0, false,
	  { "目录中有其他文件时仍写入", "write into a directory that holds other files" } },
};
const opt_group opts_export = GROUP(export_files);

static const opt rebuild[] = {
	{ "force", 0, OPT_FLAG, AT(force), NULL, NULL, 0, false,
	  { "目录中有其他文件时仍写入", "write into a directory that holds other files" } },
	AS_OF,
};
const opt_group opts_rebuild = GROUP(rebuild);

static const opt roster[] = {
	{ "year", 'y', OPT_COUNT, AT(year), "YEAR", NULL, 1, true,
	  { "只列出该年度缺少的机关（默认名单中的每个年度）",
	    "who is missing for this year only (default: every year of the lists)" } },
	{ "format", 'f', OPT_CHOICE, AT(roster_format), "text|json|csv", roster_formats, 0, false,
	  { "输出格式", "format of the output" } },
	ALIASES,
};
const opt_group opts_roster = GROUP(roster);

static const opt baseline[] = {
	{ "out", 'o', OPT_PATH, AT(out), "FILE", NULL, 0, false,
	  { "基线文件（必需）", "the baseline (required)" } },
};
const opt_group opts_baseline = GROUP(baseline);
