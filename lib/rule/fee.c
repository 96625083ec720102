/* F01–F03: the information-processing fee (信息处理费) that section 六 reports.
 *
 * 国办函〔2020〕109号, in force since 2021: by number of requests of one applicant in a
 * month (the 11th to 30th 100 yuan each, each ten after that 100 more) or by pages
 * (the 31st to 100th 10 yuan each, to the 200th 20, above 40).
 */
#include "rule/narrative.h"

enum {
	OTHER_MATTERS = 5,
	FIRST_YEAR = 2021,
	FEN_PER_YUAN = 100,
	PER_REQUEST = 100 * FEN_PER_YUAN, /* every step of the tariff by requests */
	PER_PAGE_LOW = 10 * FEN_PER_YUAN, PER_PAGE_MIDDLE = 20 * FEN_PER_YUAN,
	PER_PAGE_HIGH = 40 * FEN_PER_YUAN,
	UP_TO_100_PAGES = 70 * PER_PAGE_LOW,
	UP_TO_200_PAGES = UP_TO_100_PAGES + 100 * PER_PAGE_MIDDLE
};

static bool section_says(const gj_check *check, int section, gj_says list)
{
	return gj_said_has(&check->prose[section].folded.said, list);
}

/* Elsewhere only its full name counts: 行政事业性收费 is another matter. */
static bool names_fee_elsewhere(const gj_check *check)
{
	for (int section = 0; section < OTHER_MATTERS; section++)
		if (section_says(check, section, GJ_SAYS_FEE_IN_FULL))
			return true;
	return false;
}

void gj_evaluate_fee_mention(gj_check *check, const gj_rule *rule)
{
	const gj_report *report = check->report;
	bool named = section_says(check, OTHER_MATTERS, GJ_SAYS_FEE) || names_fee_elsewhere(check);
	if (named) {
		gj_check_count(check, rule, GJ_PASS);
		return;
	}
	if (!report->sections[OTHER_MATTERS].found || check->year < FIRST_YEAR) {
		gj_check_count(check, rule, GJ_CANNOT_ASSESS);
		return;
	}
	gj_finding *finding = gj_check_fail(check, rule, report->doubts & GJ_DOUBTS_OF_STRUCTURE);
	finding->message = gj_str_of(
		check->options->chinese ? "“六、其他需要报告的事项”没有说到信息处理费的收取情况"
		                        : "Section 6 (其他需要报告的事项) does not report the "
					  "information-processing fee (信息处理费)");
	finding->section = finding->subject = gj_check_format(check, "section %d", "section %d",
	                                                      OTHER_MATTERS + 1);
}

/* --- what section 六 states ----------------------------------------------- */

typedef struct gj_fee {
	const gj_count *notices;   /* 收费通知…件 */
	const gj_count *billed;    /* 总金额…元 */
	const gj_count *collected; /* 实际收取…元 */
	bool none;                 /* 未收取, 没有发出收费通知 */
} gj_fee;

static bool is_money(const gj_count *count)
{
	return count->unit == GJ_UNIT_YUAN || count->unit == GJ_UNIT_WAN_YUAN;
}

static gj_fee read_fee(const gj_check *check)
{
	const gj_prose *prose = &check->prose[OTHER_MATTERS];
	gj_fee found = { 0 };
	if (!section_says(check, OTHER_MATTERS, GJ_SAYS_FEE_STATED))
		return found;
	found.none = section_says(check, OTHER_MATTERS, GJ_SAYS_NO_FEE);
	for (size_t i = 0; i < prose->count; i++) {
		const gj_count *count = &prose->counts[i];
		gj_str words = gj_span_text(gj_count_before(prose, count));
		bool about = gj_said_has(&count->said_before, GJ_SAYS_FEE_COUNTED) &&
		             count->scope != GJ_SCOPE_PAST && count->figure.bound == GJ_BOUND_EXACT;
		if (!about || gj_str_has(words, GJ_STR("事业性")))
			continue;
		if (is_money(count) && gj_str_has(words, GJ_STR("收取")) &&
		    !gj_str_has(words, GJ_STR("总金额")))
			found.collected = found.collected ? found.collected : count;
		else if (is_money(count))
			found.billed = found.billed ? found.billed : count;
		else if (gj_str_has(words, GJ_STR("收费通知")) && !count->figure.value.scale)
			found.notices = found.notices ? found.notices : count;
	}
	return found;
}

/* In 分; −1 when it is no whole number of them. */
static int64_t fen_of(const gj_count *count)
{
	enum { FEN_PER_WAN_YUAN = 10000 * FEN_PER_YUAN };
	int64_t factor = count->unit == GJ_UNIT_WAN_YUAN ? FEN_PER_WAN_YUAN : FEN_PER_YUAN, fen;
	if (__builtin_mul_overflow(count->figure.value.units, factor, &fen))
		return -1;
	for (uint8_t i = 0; i < count->figure.value.scale; i++) {
		if (fen % 10)
			return -1;
		fen /= 10;
	}
	return fen;
}

static gj_finding *fail_fee(gj_check *check, const gj_rule *rule, const gj_count *amount)
{
	gj_finding *finding = gj_check_fail(check, rule, 0);
	finding->actual = gj_check_number(check, amount->figure.value);
	gj_check_cite_prose(check, finding, OTHER_MATTERS, amount->sentence, finding->actual);
	return finding;
}

static gj_str quote_count(gj_check *check, const gj_count *count)
{
	return gj_check_quote_prose(check, OTHER_MATTERS, count->clause, count->end);
}

/* --- F02 ------------------------------------------------------------------ */

void gj_evaluate_fee_notices(gj_check *check, const gj_rule *rule)
{
	gj_fee fee = read_fee(check);
	const gj_count *amount = fee.billed ? fee.billed : fee.collected;
	if (!fee.notices || !amount) {
		gj_check_count(check, rule, fee.none && !fee.notices && !amount ? GJ_PASS : GJ_CANNOT_ASSESS);
		return;
	}
	bool notices = fee.notices->figure.value.units > 0, money = amount->figure.value.units > 0;
	/* A notice that was not paid leaves nothing collected; what was billed must be something. */
	bool contradicts = money ? !notices : notices && fee.billed;
	if (!contradicts) {
		gj_check_count(check, rule, GJ_PASS);
		return;
	}
	gj_finding *finding = fail_fee(check, rule, amount);
	gj_str first = quote_count(check, fee.notices), second = quote_count(check, amount);
	finding->message = gj_check_format(
		check, "收费通知的件数与金额矛盾：“%.*s”，“%.*s”",
		"Notices and amount of the fee contradict each other: “%.*s”, “%.*s”",
		GJ_STR_ARG(first), GJ_STR_ARG(second));
}

/* --- F03 ------------------------------------------------------------------ */

/* An amount of a single notice. */
static bool one_notice_gives(int64_t fen)
{
	if (fen % PER_REQUEST == 0)
		return true;
	if (fen <= UP_TO_100_PAGES)
		return fen % PER_PAGE_LOW == 0;
	if (fen <= UP_TO_200_PAGES)
		return (fen - UP_TO_100_PAGES) % PER_PAGE_MIDDLE == 0;
	return (fen - UP_TO_200_PAGES) % PER_PAGE_HIGH == 0;
}

/* Two notices or more give every multiple of the smallest fee from their number
 * times that on: the low step of one fills the gaps between those of the other. */
static bool tariff_gives(int64_t fen, int64_t notices)
{
	if (fen < 0 || fen % PER_PAGE_LOW)
		return false;
	if (notices == 1)
		return one_notice_gives(fen);
	return fen == 0 || notices <= 0 || fen / PER_PAGE_LOW >= notices;
}

void gj_evaluate_fee_tariff(gj_check *check, const gj_rule *rule)
{
	gj_fee fee = read_fee(check);
	const gj_count *amount = fee.billed ? fee.billed : fee.collected;
	if (!amount) {
		gj_check_count(check, rule, fee.none ? GJ_PASS : GJ_CANNOT_ASSESS);
		return;
	}
	/* What was collected may be of some of the notices only. */
	int64_t notices = fee.notices && fee.billed ? fee.notices->figure.value.units : 0;
	if (tariff_gives(fen_of(amount), notices)) {
		gj_check_count(check, rule, GJ_PASS);
		return;
	}
	gj_finding *finding = fail_fee(check, rule, amount);
	gj_str quote = quote_count(check, amount);
	finding->message = gj_check_format(check, "按收费标准算不出这一金额：“%.*s”",
	                                   "The tariff cannot give this amount: “%.*s”",
	                                   GJ_STR_ARG(quote));
}
