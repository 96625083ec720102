#include "form/label.h"

#include <string.h>

typedef struct word {
	int code;
	gj_str core;      /* as gj_label_core gives it */
	bool needs_exact; /* too short or too common for likeness */
} word;

#define CORE(text) { text, sizeof(text) - 1 }

static const word t2_rows[] = {
	{ GJ_T2_ROW_REGULATIONS, CORE("规章"), true },
	{ GJ_T2_ROW_REGULATIONS, CORE("行政规章"), true },
	{ GJ_T2_ROW_REGULATIONS, CORE("政府规章"), true },
	{ GJ_T2_ROW_NORMATIVE, CORE("行政规范性文件"), false },
	{ GJ_T2_ROW_NORMATIVE, CORE("规范性文件"), false },
	{ GJ_T2_ROW_NORMATIVE, CORE("规范性档案"), true },
	{ GJ_T2_ROW_LICENSING, CORE("行政许可"), false },
	{ GJ_T2_ROW_OTHER_SERVICES, CORE("其他对外管理服务事项"), false },
	{ GJ_T2_ROW_PENALTIES, CORE("行政处罚"), false },
	{ GJ_T2_ROW_COERCION, CORE("行政强制"), false },
	{ GJ_T2_ROW_COERCION, CORE("行政强制措施"), true },
	{ GJ_T2_ROW_FEES, CORE("行政事业性收费"), false },
	{ GJ_T2_ROW_PROCUREMENT, CORE("政府集中采购"), false },
};

static const word t2_columns[] = {
	{ GJ_T2_COL_MADE, CORE("本年制发件数"), false },
	{ GJ_T2_COL_MADE, CORE("本年度制发件数"), true },
	{ GJ_T2_COL_REPEALED, CORE("本年废止件数"), false },
	{ GJ_T2_COL_REPEALED, CORE("本年度废止件数"), true },
	{ GJ_T2_COL_IN_FORCE, CORE("现行有效件数"), false },
	{ GJ_T2_COL_DECISIONS, CORE("本年处理决定数量"), false },
	{ GJ_T2_COL_DECISIONS, CORE("本年度处理决定数量"), true },
	{ GJ_T2_COL_FEE_AMOUNT, CORE("本年收费金额"), false },
	{ GJ_T2_COL_FEE_AMOUNT, CORE("本年收费金额单位万元"), true },
	{ GJ_T2_COL_NEWLY_MADE, CORE("本年新制作数量"), false },
	{ GJ_T2_COL_PUBLISHED, CORE("本年新公开数量"), false },
	{ GJ_T2_COL_PUBLIC_TOTAL, CORE("对外公开总数量"), false },
	{ GJ_T2_COL_ITEMS_BEFORE, CORE("上一年项目数量"), false },
	{ GJ_T2_COL_ITEMS_CHANGE, CORE("本年增减"), false },
	{ GJ_T2_COL_DECISIONS_2019, CORE("处理决定数量"), true },
	{ GJ_T2_COL_PROCURED_ITEMS, CORE("采购项目数量"), false },
	{ GJ_T2_COL_PROCURED_AMOUNT, CORE("采购总金额"), false },
};

static const word t3_rows[] = {
	{ GJ_T3_NEW_RECEIVED, CORE("本年新收政府信息公开申请数量"), false },
	{ GJ_T3_CARRIED_IN, CORE("上年结转政府信息公开申请数量"), false },
	{ GJ_T3_GRANTED, CORE("予以公开"), false },
	{ GJ_T3_PARTIALLY_GRANTED, CORE("部分公开"), false },
	{ GJ_T3_PARTIALLY_GRANTED, CORE("部分公开区分处理的只计这一情形不计其他情形"), false },
	{ GJ_T3_REFUSED_FIRST, CORE("属于国家秘密"), false },
	{ GJ_T3_REFUSED_FIRST + 1, CORE("其他法律行政法规禁止公开"), false },
	{ GJ_T3_REFUSED_FIRST + 2, CORE("危及三安全一稳定"), false },
	{ GJ_T3_REFUSED_FIRST + 3, CORE("保护第三方合法权益"), false },
	{ GJ_T3_REFUSED_FIRST + 4, CORE("属于三类内部事务信息"), false },
	{ GJ_T3_REFUSED_FIRST + 5, CORE("属于四类过程性信息"), false },
	{ GJ_T3_REFUSED_FIRST + 6, CORE("属于行政执法案卷"), false },
	{ GJ_T3_REFUSED_FIRST + 7, CORE("属于行政查询事项"), false },
	{ GJ_T3_UNAVAILABLE_FIRST, CORE("本机关不掌握相关政府信息"), false },
	{ GJ_T3_UNAVAILABLE_FIRST + 1, CORE("没有现成信息需要另行制作"), false },
	{ GJ_T3_UNAVAILABLE_FIRST + 2, CORE("补正后申请内容仍不明确"), false },
	{ GJ_T3_REJECTED_FIRST, CORE("信访举报投诉类申请"), false },
	{ GJ_T3_REJECTED_FIRST + 1, CORE("重复申请"), false },
	{ GJ_T3_REJECTED_FIRST + 2, CORE("要求提供公开出版物"), false },
	{ GJ_T3_REJECTED_FIRST + 3, CORE("无正当理由大量反复申请"), false },
	{ GJ_T3_REJECTED_FIRST + 4, CORE("要求行政机关确认或重新出具已获取信息"), false },
	{ GJ_T3_OTHER_NOT_CORRECTED, CORE("申请人无正当理由逾期不补正行政机关不再处理其政府信息公开申请"), false },
	{ GJ_T3_OTHER_FEE_UNPAID, CORE("申请人逾期未按收费通知要求缴纳费用行政机关不再处理其政府信息公开申请"), false },
	{ GJ_T3_OTHER_OTHER, CORE("其他"), true },
	{ GJ_T3_OTHER, CORE("其他处理"), true },
	{ GJ_T3_OTHER, CORE("其他处理情形"), true },
	{ GJ_T3_PROCESSED_TOTAL, CORE("总计"), true },
	{ GJ_T3_PROCESSED_TOTAL, CORE("合计"), true },
	{ GJ_T3_CARRIED_OUT, CORE("结转下年度继续办理"), false },
	{ GJ_T3_CARRIED_OUT, CORE("结转下年继续办理"), true },
};

static const word t3_groups[] = {
	{ 0, CORE("本年度办理结果"), false },
	{ 1, CORE("不予公开"), true },
	{ 2, CORE("无法提供"), true },
	{ 3, CORE("不予处理"), true },
	{ 4, CORE("其他处理"), true },
};

static const word t3_columns[] = {
	{ GJ_T3_NATURAL, CORE("自然人"), true },
	{ GJ_T3_BUSINESS, CORE("商业企业"), false },
	{ GJ_T3_RESEARCH, CORE("科研机构"), false },
	{ GJ_T3_SOCIAL, CORE("社会公益组织"), false },
	{ GJ_T3_LEGAL, CORE("法律服务机构"), false },
	{ GJ_T3_OTHERS, CORE("其他"), true },
	{ GJ_T3_TOTAL, CORE("总计"), true },
	{ GJ_T3_TOTAL, CORE("合计"), true },
	{ GJ_T3_HEAD_APPLICANTS, CORE("申请人情况"), false },
	{ GJ_T3_HEAD_LEGAL_PERSONS, CORE("法人或其他组织"), false },
	{ GJ_T3_HEAD_RULE, CORE("本列数据的勾稽关系为第一项加第二项之和等于第三项加第四项之和"), false },
};

static const word t4_heads[] = {
	{ GJ_T4_HEAD_LITIGATION, CORE("行政诉讼"), true },
	{ GJ_T4_HEAD_GROUP + GJ_T4_REVIEW, CORE("行政复议"), true },
	{ GJ_T4_HEAD_GROUP + GJ_T4_DIRECT, CORE("未经复议直接起诉"), false },
	{ GJ_T4_HEAD_GROUP + GJ_T4_AFTER_REVIEW, CORE("复议后起诉"), false },
	{ GJ_T4_HEAD_OUTCOME + GJ_T4_UPHELD, CORE("结果维持"), true },
	{ GJ_T4_HEAD_OUTCOME + GJ_T4_UPHELD, CORE("维持"), true },
	{ GJ_T4_HEAD_OUTCOME + GJ_T4_CORRECTED, CORE("结果纠正"), true },
	{ GJ_T4_HEAD_OUTCOME + GJ_T4_CORRECTED, CORE("纠正"), true },
	{ GJ_T4_HEAD_OUTCOME + GJ_T4_OTHER, CORE("其他结果"), true },
	{ GJ_T4_HEAD_OUTCOME + GJ_T4_OTHER, CORE("其他"), true },
	{ GJ_T4_HEAD_OUTCOME + GJ_T4_PENDING, CORE("尚未审结"), true },
	{ GJ_T4_HEAD_OUTCOME + GJ_T4_PENDING, CORE("审结"), true },
	{ GJ_T4_HEAD_OUTCOME + GJ_T4_TOTAL, CORE("总计"), true },
	{ GJ_T4_HEAD_OUTCOME + GJ_T4_TOTAL, CORE("合计"), true },
};

/* Rows that only say which item of article 20 follows; 信息内容 heads the labels. */
static const word items[] = {
	{ 1, CORE("第二十条第项"), true },
	{ 1, CORE("第二十条第一项"), true },
	{ 1, CORE("第二十条第五项"), true },
	{ 1, CORE("第二十条第六项"), true },
	{ 1, CORE("第二十条第八项"), true },
	{ 1, CORE("第二十条第九项"), true },
	{ 2, CORE("信息内容"), true },
};

#define WORDS(table) { table, sizeof table / sizeof *table }
static const struct vocabulary {
	const word *words;
	size_t count;
} vocabularies[GJ_VOCABULARIES] = {
	[GJ_WORDS_T2_ROW] = WORDS(t2_rows),       [GJ_WORDS_T2_COLUMN] = WORDS(t2_columns),
	[GJ_WORDS_T3_ROW] = WORDS(t3_rows),       [GJ_WORDS_T3_GROUP] = WORDS(t3_groups),
	[GJ_WORDS_T3_COLUMN] = WORDS(t3_columns), [GJ_WORDS_T4_HEAD] = WORDS(t4_heads),
	[GJ_WORDS_ITEM] = WORDS(items),
};

const char *gj_label_t3_row(gj_t3_row row)
{
	for (size_t i = 0; i < sizeof t3_rows / sizeof *t3_rows; i++)
		if (t3_rows[i].code == (int)row)
			return t3_rows[i].core.ptr;
	return "";
}

/* --- the core of a label -------------------------------------------------- */

static bool is_numeral(uint32_t code)
{
	static const uint32_t numerals[] = { 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
		                             0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341 };
	if (code >= '0' && code <= '9')
		return true;
	for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++)
		if (code == numerals[i])
			return true;
	return false;
}

static bool is_punctuation(uint32_t code)
{
	return (code < 0x80 && !is_numeral(code) && !((code | 0x20) >= 'a' && (code | 0x20) <= 'z')) ||
	       (code >= 0x3001 && code <= 0x3011) || code == 0x00B7 || code == 0x2026 || code == 0xFFFD;
}

/* Length of "一、", "1.", "12、" at the start; digits need no mark behind them. */
static size_t numbering(gj_str text)
{
	size_t at = 0;
	uint32_t code = 0, last = 0;
	while (at < text.len) {
		size_t step = gj_utf8_next(text.ptr + at, text.len - at, &code);
		if (!is_numeral(code))
			break;
		last = code;
		at += step;
	}
	if (!at || at == text.len)
		return 0;
	bool marked = code == 0x3001 || code == '.' || code == ',' || code == ':' || code == 0x3002;
	if (marked)
		return at + gj_utf8_next(text.ptr + at, text.len - at, &code);
	return last < 0x80 ? at : 0;
}

/* Drops (…) with what it holds; an unclosed one runs to the end. */
static size_t drop_brackets(char *text, size_t length)
{
	size_t kept = 0, depth = 0;
	for (size_t i = 0; i < length; i++) {
		char c = text[i];
		if (c == '(')
			depth++;
		else if (c == ')')
			depth -= depth > 0;
		else if (!depth)
			text[kept++] = c;
	}
	return kept;
}

static size_t drop_punctuation(char *text, size_t length)
{
	size_t kept = 0;
	for (size_t at = 0; at < length;) {
		uint32_t code;
		size_t step = gj_utf8_next(text + at, length - at, &code);
		if (!is_punctuation(code)) {
			memmove(text + kept, text + at, step);
			kept += step;
		}
		at += step;
	}
	return kept;
}

gj_str gj_label_core(char *to, gj_str text)
{
	if (text.len > GJ_LABEL_TEXT_MAX)
		return (gj_str){ 0 };
	size_t length = drop_brackets(to, gj_fold(to, text));
	gj_str core = { to, length };
	for (size_t skip = numbering(core); skip; skip = numbering(core))
		core = gj_str_from(core, skip);
	memmove(to, core.ptr, core.len);
	return (gj_str){ to, drop_punctuation(to, core.len) };
}

/* --- looking up ----------------------------------------------------------- */

enum { LIKENESS_MAX = 64, LIKE_ENOUGH = 66, LIKE_MARGIN = 8, LIKE_LENGTH_MIN = 4 };

static size_t code_points(gj_str text, uint32_t points[LIKENESS_MAX])
{
	size_t count = 0;
	for (size_t at = 0; at < text.len; count++) {
		uint32_t code;
		at += gj_utf8_next(text.ptr + at, text.len - at, &code);
		if (count == LIKENESS_MAX)
			return count + 1;
		points[count] = code;
	}
	return count;
}

unsigned gj_label_likeness(gj_str a, gj_str b)
{
	uint32_t x[LIKENESS_MAX], y[LIKENESS_MAX];
	size_t m = code_points(a, x), n = code_points(b, y);
	if (!m || !n || m > LIKENESS_MAX || n > LIKENESS_MAX)
		return 0;
	unsigned row[LIKENESS_MAX + 1] = { 0 };
	for (size_t i = 0; i < m; i++) {
		unsigned diagonal = 0;
		for (size_t j = 0; j < n; j++) {
			unsigned above = row[j + 1];
			unsigned longest = row[j] > above ? row[j] : above;
			row[j + 1] = x[i] == y[j] ? diagonal + 1 : longest;
			diagonal = above;
		}
	}
	return (unsigned)(200 * row[n] / (m + n));
}

static gj_match most_alike(const struct vocabulary *vocabulary, gj_str core)
{
	gj_match best = { GJ_MATCH_NONE, 0 };
	unsigned first = 0, second = 0;
	for (size_t i = 0; i < vocabulary->count; i++) {
		const word *w = &vocabulary->words[i];
		unsigned like = w->needs_exact ? 0 : gj_label_likeness(core, w->core);
		if (like > first) {
			second = best.code == w->code ? second : first;
			first = like;
			best.code = w->code;
		} else if (like > second && w->code != best.code) {
			second = like;
		}
	}
	if (first >= LIKE_ENOUGH && first >= second + LIKE_MARGIN)
		best.strength = GJ_MATCH_WEAK;
	return best;
}

gj_match gj_label_match(gj_vocabulary vocabulary, gj_str core, bool likeness)
{
	const struct vocabulary *v = &vocabularies[vocabulary];
	if (!core.len)
		return (gj_match){ GJ_MATCH_NONE, 0 };
	for (size_t i = 0; i < v->count; i++) {
		if (gj_str_equal(v->words[i].core, core))
			return (gj_match){ GJ_MATCH_EXACT, v->words[i].code };
	}
	if (!likeness || core.len < LIKE_LENGTH_MIN * 3)
		return (gj_match){ GJ_MATCH_NONE, 0 };
	return most_alike(v, core);
}
