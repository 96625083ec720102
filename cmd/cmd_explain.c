#include "base/file.h"
#include "message.h"
#include "rule/explain.h"
#include "stat/metric.h"

enum { EXPLANATION_MAX = 1 << 24 };

static bool explain_metric(gj_buffer *to, gj_str name, bool zh)
{
	const gj_metric *metric = gj_metric_by_name(name);
	if (!metric)
		return false;
	gj_buffer_printf(to, "%s  %s\n", metric->name, zh ? metric->title_zh : metric->title_en);
	gj_buffer_printf(to, zh ? "  计算：%s\n" : "  Formula: %s\n",
	                 zh ? metric->formula_zh : metric->formula_en);
	if (metric->kind == GJ_METRIC_IS_RATE)
		gj_buffer_add_text(to, zh ? "  分母小于 --min-cases 的不排名；区间为威尔逊 95 % 区间。\n"
		                          : "  Ranked from --min-cases on; the interval is "
		                            "Wilson's, 95 %.\n");
	if (metric->kind == GJ_METRIC_IS_GROWTH)
		gj_buffer_add_text(to, zh ? "  上年件数小于 --min-cases 或没有上年报告的不排名。\n"
		                          : "  Ranked where last year has at least --min-cases.\n");
	gj_buffer_printf(to, "  %s\n",
	                 metric->most_is_first ? (zh ? "数值最大者列第一。" : "The largest value is first.")
	                                       : (zh ? "数值最小者列第一。" : "The smallest value is first."));
	return true;
}

static void list_all(gj_buffer *to, bool zh)
{
	gj_buffer_add_text(to, zh ? "规则：\n" : "rules:\n");
	for (size_t i = 0; i < gj_rule_count; i++)
		gj_buffer_printf(to, "  %-5s %-8s %s\n", gj_rules[i].id,
		                 gj_severity_name(gj_rules[i].severity),
		                 zh ? gj_rules[i].title.zh : gj_rules[i].title.en);
	gj_buffer_add_text(to, zh ? "\n指标：\n" : "\nmetrics:\n");
	for (size_t i = 0; i < GJ_METRIC_COUNT; i++)
		gj_buffer_printf(to, "  %-22s %s\n", gj_metrics[i].name,
		                 zh ? gj_metrics[i].title_zh : gj_metrics[i].title_en);
	gj_buffer_add_text(to, zh ? "\n字段名与 parse 输出的 cells 相同，如 t3.granted.total。\n"
	                          : "\nFields are named as in the cells of parse, such as "
	                            "t3.granted.total.\n");
}

/* Every name that can be explained: rules, metrics, then fields. */
static const char *known_name(const void *context, size_t index)
{
	(void)context;
	if (index < gj_rule_count)
		return gj_rules[index].id;
	index -= gj_rule_count;
	if (index < GJ_METRIC_COUNT)
		return gj_metrics[index].name;
	index -= GJ_METRIC_COUNT;
	return index < GJ_FIELD_COUNT ? gj_field_id((gj_field)index) : NULL;
}

static int unknown_name(const char *name)
{
	const char *near = opt_nearest(name, known_name, NULL);
	if (near)
		say("explain: nothing is called \"%s\"; did you mean %s?", name, near);
	else
		say("explain: nothing is called \"%s\"; gouji explain lists rules and metrics", name);
	return EXIT_USAGE;
}

int cmd_explain(const settings *s, char **operands, size_t count)
{
	bool zh = settings_chinese(s);
	int status = EXIT_NOTHING;
	gj_err err = { 0 };
	gj_buffer text;
	gj_output *output;
	if (gj_output_open(&output, "-", &err))
		return say_error(s, &err);
	gj_buffer_init(&text, EXPLANATION_MAX);
	if (!count)
		list_all(&text, zh);
	for (size_t i = 0; i < count; i++) {
		gj_str name = gj_str_of(operands[i]);
		if (text.length)
			gj_buffer_add_char(&text, '\n');
		if (!gj_explain(&text, name, zh) && !explain_metric(&text, name, zh))
			status = unknown_name(operands[i]);
	}
	gj_output_write_str(output, gj_buffer_str(&text));
	gj_buffer_release(&text);
	if (gj_output_commit(output, &err))
		status = highest(status, say_error(s, &err));
	return status;
}
