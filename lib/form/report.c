#include "form/report.h"

static const char *const doubt_names[GJ_DOUBT_COUNT] = {
	"spans",  "realigned", "weak_label", "surplus", "missing",
	"joined", "doubled",   "charset",    "no_grid", "readings",
};

const char *gj_doubt_name(gj_doubt doubt)
{
	for (unsigned bit = 0; bit < GJ_DOUBT_COUNT; bit++)
		if ((unsigned)doubt == 1u << bit)
			return doubt_names[bit];
	return "";
}

const char *gj_state_name(gj_state state)
{
	static const char *const names[] = {
		[GJ_STATE_ABSENT] = "absent",
		[GJ_STATE_BLANK] = "blank",
		[GJ_STATE_NUMBER] = "number",
		[GJ_STATE_ANNOTATED] = "annotated",
		[GJ_STATE_NOT_A_NUMBER] = "not_a_number",
	};
	return names[state];
}

const char *gj_oddity_name(gj_oddity_kind kind)
{
	static const char *const names[] = {
		[GJ_ODDITY_MISSING_ROW] = "missing_row",
		[GJ_ODDITY_MISSING_COLUMN] = "missing_column",
		[GJ_ODDITY_DOUBLED_ROW] = "doubled_row",
		[GJ_ODDITY_UNKNOWN_ROW] = "unknown_row",
		[GJ_ODDITY_UNKNOWN_COLUMN] = "unknown_column",
		[GJ_ODDITY_SURPLUS_NUMBER] = "surplus_number",
		[GJ_ODDITY_MISPLACED_LABEL] = "misplaced_label",
	};
	return names[kind];
}

typedef struct refusal_words {
	const char *name, *zh, *en;
} refusal_words;

static const refusal_words refusals[GJ_REFUSAL_COUNT] = {
	[GJ_REFUSED_NOT] = { "", "", "" },
	[GJ_REFUSED_EMPTY] = {
		"empty",
		"文件为空或只有空白。请核对地址，重新下载原文。",
		"The document is empty or holds white space only. Check the address and fetch it "
		"again.",
	},
	[GJ_REFUSED_BINARY] = {
		"binary",
		"内容不是文本（图片、压缩包或未知格式）。"
		"请提供网页版或文本版；扫描件须先经文字识别。",
		"The bytes are no text (an image, an archive or an unknown format). Give the web "
		"page or a text version; a scan needs character recognition first.",
	},
	[GJ_REFUSED_KIND] = {
		"kind",
		"不能读取这种文件格式。请另存为 HTML 或纯文本后再试（PDF 可用 pdftotext -layout 转换）。",
		"This kind of file cannot be read here. Save it as HTML or plain text, a PDF "
		"with pdftotext -layout, and try again.",
	},
	[GJ_REFUSED_SCRIPT] = {
		"script",
		"页面正文由脚本载入，抓取到的内容中没有正文。"
		"请在浏览器中打开后另存为完整网页，或改用附件地址。",
		"The page loads its body by script, so there is nothing to read. Open it in a "
		"browser and save the complete page, or give the address of the attachment.",
	},
	[GJ_REFUSED_LEGACY] = {
		"legacy",
		"这是2019年以前旧格式的年度报告，没有现行法定表格，不作读取。"
		"请提供2019年度及以后的报告。",
		"This report has the layout used before the 2019 form and none of today's "
		"statutory tables, so it is not read. Give a report for 2019 or later.",
	},
	[GJ_REFUSED_NO_TABLE] = {
		"no_table",
		"页面中没有任何一张法定表格。"
		"请核对地址是否为年度报告正文，而不是新闻、列表页或附件下载页。",
		"No statutory table is on this page. Check that the address is the report itself "
		"and not a news item, a list or a page that only links to an attachment.",
	},
	[GJ_REFUSED_TOO_LARGE] = {
		"too_large",
		"读取时达到大小上限。"
		"请确认文件确为年度报告；如确有必要，可用 --max-size 提高上限。",
		"A size limit was reached while reading. Make sure that this is a report; if it "
		"is, raise the limit with --max-size.",
	},
};

const char *gj_refusal_name(gj_refusal refusal)
{
	return refusals[refusal].name;
}

const char *gj_refusal_sentence(gj_refusal refusal, bool chinese)
{
	return chinese ? refusals[refusal].zh : refusals[refusal].en;
}

/* Tables 二 and 三 tell the forms apart. */
static bool tables_differ(const gj_report *report)
{
	gj_form_id two = report->tables[2], three = report->tables[3];
	return two != GJ_FORM_NONE && three != GJ_FORM_NONE && two != three;
}

gj_form_id gj_report_form(const gj_report *report)
{
	/* The tables of a refused report are not filled in. */
	if (report->refusal || tables_differ(report))
		return GJ_FORM_NONE;
	return report->tables[2] != GJ_FORM_NONE ? report->tables[2] : report->tables[3];
}

const char *gj_report_form_name(const gj_report *report)
{
	const gj_form *form = gj_form_of(gj_report_form(report));
	if (form)
		return form->name;
	return !report->refusal && tables_differ(report) ? "mixed" : "";
}

/* The form whose fields stand for a table in the record, found or not. */
static const gj_form *form_of_table(const gj_report *report, int table)
{
	const gj_form_id candidates[] = {
		report->tables[table],
		gj_report_form(report),
		gj_form_for_year(report->year),
		GJ_FORM_2021,
	};
	size_t i = 0;
	while (candidates[i] == GJ_FORM_NONE)
		i++;
	return gj_form_of(candidates[i]);
}

void gj_report_each_field(const gj_report *report, gj_field_visit *visit, void *context)
{
	if (report->refusal)
		return;
	const gj_form *last = NULL;
	size_t i = 0;
	for (int table = 2; table <= 4; table++) {
		const gj_form *form = form_of_table(report, table);
		i = form == last ? i : 0;
		last = form;
		/* The fields are in printed order. */
		while (i < form->count && form->fields[i].table < table)
			i++;
		for (; i < form->count && form->fields[i].table == table; i++)
			visit(context, report, &form->fields[i]);
	}
}
