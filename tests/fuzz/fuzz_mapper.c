/* Any tables make a report. A line is a row, a blank line ends a table, and commas
 * part the cells; '>' and '+' before a cell make it a column wider, a row higher. A
 * letter stands for a word of the statutory tables: so the search meets them. */
#include "value_checks.h"

#include "doc/builder.h"
#include "map/read.h"

static const char *const words[] = {
	"第二十条第（一）项", "信息内容", "本年制发件数", "本年废止件数", "现行有效件数", "规章",
	"行政规范性文件", "第二十条第（五）项", "行政许可", "第二十条第（六）项", "行政处罚", "行政强制",
	"第二十条第（八）项", "行政事业性收费", "本年收费金额（单位：万元）", "申请人情况", "自然人",
	"法人或其他组织", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计",
	"一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "三、本年度办理结果",
	"（一）予以公开", "（二）部分公开", "（三）不予公开", "1.属于国家秘密", "8.属于行政查询事项",
	"（四）无法提供", "（五）不予处理", "（六）其他处理", "（七）总计", "四、结转下年度继续办理",
	"行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉", "结果维持", "结果纠正", "其他结果",
	"尚未审结", "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
};

/* One cell of `line`, whose span marks come first. */
static void add_cell(gj_builder *builder, gj_str cell, size_t at)
{
	uint32_t columns = 1, rows = 1;
	for (; cell.len && (cell.ptr[0] == '>' || cell.ptr[0] == '+'); cell = gj_str_from(cell, 1)) {
		columns += cell.ptr[0] == '>';
		rows += cell.ptr[0] == '+';
	}
	gj_builder_open_cell(builder, at, columns, rows, false);
	for (size_t i = 0; i < cell.len; i++) {
		size_t letter = (size_t)(unsigned char)(cell.ptr[i] - 'A');
		gj_str text = { cell.ptr + i, 1 };
		if (letter < sizeof words / sizeof *words)
			text = gj_str_of(words[letter]);
		gj_builder_text(builder, text.ptr, text.len, at);
	}
	gj_builder_close_cell(builder, at);
}

static void add_row(gj_builder *builder, gj_str line, size_t at)
{
	gj_builder_open_row(builder);
	for (size_t end; line.ptr; line = end == SIZE_MAX ? (gj_str){ 0 } : gj_str_from(line, end + 1)) {
		end = gj_str_find(line, GJ_STR(","));
		add_cell(builder, gj_str_upto(line, end), at);
	}
	gj_builder_close_row(builder);
}

static void add_tables(gj_builder *builder, gj_str bytes)
{
	bool open = false;
	for (size_t at = 0; at < bytes.len;) {
		gj_str rest = gj_str_from(bytes, at);
		gj_str line = gj_str_upto(rest, gj_str_find(rest, GJ_STR("\n")));
		if (open && !line.len)
			gj_builder_close_table(builder, at, 0);
		else if (!open && line.len)
			gj_builder_open_table(builder, at);
		open = line.len > 0;
		if (open)
			add_row(builder, line, at);
		at += line.len + 1;
	}
}

void gj_fuzz(const uint8_t *bytes, size_t size)
{
	gj_arena arena;
	gj_builder builder;
	gj_document document = { .format = "html" };
	gj_report *report = malloc(sizeof *report);
	gj_arena_init(&arena, GJ_FUZZ_CEILING);
	gj_builder_init(&builder, &arena, GJ_CHARSET_UTF8, false, 0);
	add_tables(&builder, (gj_str){ (const char *)bytes, size });
	gj_code code = gj_builder_finish(&builder, size, &document, NULL);
	if (code == GJ_OK)
		code = gj_report_map(&arena, &document, report, NULL);
	gj_fuzz_check(code == GJ_OK || code == GJ_E_LIMIT);
	if (code == GJ_OK)
		gj_fuzz_check_report(report, UINT32_MAX); /* words are longer than their letters */
	gj_arena_release(&arena);
	free(report);
}
