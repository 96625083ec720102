#include "rule/diagnose.h"

#include <stdarg.h>
#include <string.h>

enum {
	/* The longest message, a failed T02 with 21 long labels, stays below 4 KB. */
	MESSAGE_MAX = 16 * 1024,
	/* Bytes of a printed cell that a message quotes: a stranger may put a novel there. */
	QUOTE_MAX = 120,
	/* Bytes of the words before the first section that are looked at: a page's menus
	 * may stand there too. */
	PREAMBLE_MAX = 8 * 1024,
	PARAGRAPH_MAX = 4 * 1024
};

void gj_check_count(gj_check *check, const gj_rule *rule, gj_outcome outcome)
{
	gj_verdict_count(check->verdict, rule, outcome);
}

static gj_str doubt_names(gj_check *check, unsigned doubts)
{
	for (unsigned bit = 0; bit < GJ_DOUBT_COUNT; bit++)
		if (doubts >> bit & 1) {
			if (check->text.length)
				gj_buffer_add_char(&check->text, ',');
			gj_buffer_add_text(&check->text, gj_doubt_name((gj_doubt)(1u << bit)));
		}
	if (check->doubt) {
		gj_buffer_add_text(&check->text, check->text.length ? "," : "");
		gj_buffer_add_text(&check->text, check->doubt);
	}
	return gj_check_take_text(check);
}

gj_finding *gj_check_fail(gj_check *check, const gj_rule *rule, unsigned doubts)
{
	bool doubted = doubts || check->doubt;
	gj_check_count(check, rule, doubted ? GJ_CANNOT_ASSESS : GJ_FAIL);
	gj_finding *finding = gj_verdict_add(check->arena, check->verdict, rule);
	if (!finding) {
		check->failed = GJ_E_LIMIT;
		return &check->lost;
	}
	if (doubted) {
		finding->severity = GJ_NOTE;
		finding->doubt = doubt_names(check, doubts);
	}
	return finding;
}

gj_finding *gj_check_fail_fields(gj_check *check, const gj_rule *rule, const gj_field *fields,
                                 size_t count)
{
	unsigned doubts = 0;
	for (size_t i = 0; i < count; i++)
		doubts |= check->report->values[fields[i]].doubts;
	gj_finding *finding = gj_check_fail(check, rule, doubts);
	gj_check_cite(check, finding, fields, count);
	return finding;
}

void gj_check_cite(gj_check *check, gj_finding *finding, const gj_field *fields, size_t count)
{
	finding->fields = gj_arena_alloc(check->arena, count * sizeof *fields);
	if (!finding->fields) {
		check->failed = GJ_E_LIMIT;
		return;
	}
	memcpy(finding->fields, fields, count * sizeof *fields);
	finding->field_count = count;
	finding->field = fields[0];
	finding->place = check->report->values[fields[0]].place;
}

gj_str gj_check_format(gj_check *check, const char *zh, const char *en, ...)
{
	va_list args;
	va_start(args, en);
	gj_str text = gj_str_vformat(check->arena, check->options->chinese ? zh : en, args);
	va_end(args);
	if (!text.ptr)
		check->failed = GJ_E_LIMIT;
	return text;
}

gj_str gj_check_number(gj_check *check, gj_decimal number)
{
	char text[GJ_DECIMAL_TEXT_MAX];
	gj_str copy = gj_str_copy(check->arena, (gj_str){ text, gj_decimal_print(text, number) });
	if (!copy.ptr)
		check->failed = GJ_E_LIMIT;
	return copy;
}

gj_str gj_check_quote(gj_check *check, gj_str printed)
{
	size_t at = 0;
	while (at < printed.len) {
		uint32_t code;
		size_t length = gj_utf8_next(printed.ptr + at, printed.len - at, &code);
		if (at + length > QUOTE_MAX) {
			gj_buffer_add_text(&check->text, "…");
			break;
		}
		if (code < ' ' || code == 0x7F)
			gj_buffer_add_char(&check->text, ' ');
		else
			gj_buffer_add(&check->text, printed.ptr + at, length);
		at += length;
	}
	return gj_check_take_text(check);
}

gj_str gj_check_take_text(gj_check *check)
{
	gj_str text = gj_str_copy(check->arena, gj_buffer_str(&check->text));
	if (check->text.failed)
		check->failed = check->text.failed;
	else if (!text.ptr)
		check->failed = GJ_E_LIMIT;
	gj_buffer_clear(&check->text);
	return text;
}

const gj_form_field *gj_check_form_field(const gj_check *check, gj_field field)
{
	gj_form_id form = check->forms[gj_field_table(field)];
	const gj_form_field *found = gj_form_find(form, field);
	return found ? found : gj_form_find(form == GJ_FORM_2021 ? GJ_FORM_2019 : GJ_FORM_2021, field);
}

const char *gj_check_table_name(const gj_check *check, int table)
{
	static const gj_words names[] = {
		[2] = { "表二", "table 2" }, [3] = { "表三", "table 3" }, [4] = { "表四", "table 4" }
	};
	return gj_check_word(check, names[table]);
}

gj_str gj_short_label(const char *label)
{
	gj_str text = gj_str_of(label);
	return gj_str_upto(text, gj_str_find(text, GJ_STR("（")));
}

static size_t last_dot(gj_str id)
{
	size_t at = id.len;
	while (at && id.ptr[at - 1] != '.')
		at--;
	return at - 1;
}

gj_str gj_field_row_id(gj_field field)
{
	gj_str id = gj_str_of(gj_field_id(field));
	return gj_str_from(gj_str_upto(id, last_dot(id)), sizeof "t3." - 1);
}

gj_str gj_field_column_id(gj_field field)
{
	gj_str id = gj_str_of(gj_field_id(field));
	return gj_str_from(id, last_dot(id) + 1);
}

gj_str gj_check_join(gj_check *check, const gj_str *pieces, size_t count)
{
	size_t length = 0;
	for (size_t i = 0; i < count; i++)
		length += pieces[i].len;
	char *to = gj_arena_alloc(check->arena, length + 1), *end = to;
	for (size_t i = 0; i < count && to; i++) {
		if (pieces[i].len)
			memcpy(end, pieces[i].ptr, pieces[i].len);
		end += pieces[i].len;
	}
	if (to)
		*end = '\0';
	else
		check->failed = GJ_E_LIMIT;
	return (gj_str){ to, to ? length : 0 };
}

gj_str gj_check_cell_name(gj_check *check, gj_field field)
{
	const gj_form_field *cell = gj_check_form_field(check, field);
	gj_str table = gj_str_of(gj_check_table_name(check, cell->table));
	/* In table 三 the item tells （七）总计 from the column 总计. */
	gj_str item = gj_str_of(cell->table == 3 ? cell->item : "");
	gj_str row = gj_short_label(cell->row_label), column = gj_short_label(cell->column_label);
	const gj_str chinese[] = { table, GJ_WORD("“"), item, row, GJ_WORD("”行“"), column, GJ_WORD("”列") };
	const gj_str english[] = { table, GJ_WORD(" “"), item, row, GJ_WORD(" / "), column,
		                   GJ_WORD("” ("), gj_str_of(gj_field_id(field)), GJ_WORD(")") };
	return check->options->chinese
	               ? gj_check_join(check, chinese, sizeof chinese / sizeof *chinese)
	               : gj_check_join(check, english, sizeof english / sizeof *english);
}

/* A missing table is taken to follow the other one's form, else the year's. */
static gj_form_id form_of_table(const gj_report *report, int table)
{
	gj_form_id candidates[] = { report->tables[table], report->tables[3], report->tables[2],
		                    gj_form_for_year(report->year) };
	for (size_t i = 0; i < sizeof candidates / sizeof candidates[0]; i++)
		if (candidates[i] != GJ_FORM_NONE)
			return candidates[i];
	return GJ_FORM_2021;
}

static bool is_plain(const gj_value *value)
{
	return value->state == GJ_STATE_NUMBER && !value->number.scale && value->number.units >= 0;
}

/* Of a cell that is not there a form decides whether it should be. */
static void collect_cells(gj_check *check)
{
	uint32_t counts = 0; /* of tables 三 and 四 */
	for (gj_field field = 0; field < GJ_FIELD_COUNT; field++) {
		const gj_value *value = &check->report->values[field];
		if (is_plain(value) && field >= GJ_T3_BASE)
			counts++;
		else if (is_plain(value))
			check->plain[gj_field_type_of(field)]++;
		else if (value->state != GJ_STATE_ABSENT ||
		         gj_form_find(check->forms[gj_field_table(field)], field))
			gj_field_set_add(&check->odd, field);
	}
	check->plain[GJ_TYPE_INTEGER] += counts;
}

/* Title and period that disagree are S07's matter; no other rule rests on either. */
static int year_reported_on(const gj_report *report, const gj_expectation *expected)
{
	bool disagree = report->title_year && report->period_year &&
	                report->title_year != report->period_year;
	if (expected->year)
		return expected->year;
	return disagree ? 0 : report->year;
}

/* The paragraphs of the report proper before its first section: who reports, on what
 * period, whom to ask. */
static gj_str read_preamble(gj_check *check)
{
	const gj_document *document = check->report->document;
	const gj_section *sections = check->report->sections;
	uint32_t end = UINT32_MAX;
	for (int i = 0; i < GJ_SECTIONS; i++)
		if (sections[i].found && sections[i].range.begin < end)
			end = sections[i].range.begin;
	/* The last paragraph may begin where the preamble ends. */
	char *to = gj_arena_alloc(check->arena, PREAMBLE_MAX + PARAGRAPH_MAX + 1);
	size_t length = 0, blocks = document && end != UINT32_MAX ? document->block_count : 0;
	if (!to)
		check->failed = GJ_E_LIMIT;
	for (size_t i = 0; to && i < blocks && length <= PREAMBLE_MAX; i++) {
		const gj_block *block = &document->blocks[i];
		if (block->grid || block->range.end > end)
			continue;
		gj_str paragraph = gj_str_upto(block->text, PARAGRAPH_MAX);
		if (paragraph.len)
			memcpy(to + length, paragraph.ptr, paragraph.len);
		length += paragraph.len;
		to[length++] = '\n';
	}
	return (gj_str){ to, length };
}

static gj_code read_prose(gj_check *check, gj_err *err)
{
	const gj_report *report = check->report;
	gj_prose_setting setting = { check->year, check->agency.whole_place };
	gj_code code = GJ_OK;
	for (int i = 0; i < GJ_SECTIONS && code == GJ_OK; i++)
		if (report->sections[i].found)
			code = gj_prose_read(check->arena, report->sections[i].text, &setting,
			                     &check->prose[i], err);
	if (code == GJ_OK)
		code = gj_prose_split(check->arena, read_preamble(check), &check->prose[GJ_SECTIONS],
		                      err);
	return code;
}

static bool looks_back(const gj_rule *rule)
{
	return rule->evaluate == gj_evaluate_changes || rule->evaluate == gj_evaluate_disputes;
}

static void evaluate_all(gj_check *check)
{
	const bool *enabled = check->options->enabled;
	const gj_rule *rule;
	for (size_t i = 0; (rule = gj_rule_at(check->options->user, i)); i++) {
		if (!rule->evaluate || (enabled && !enabled[i]))
			continue;
		if (check->report->refusal && rule->evaluate != gj_evaluate_refusal)
			gj_check_count(check, rule, GJ_CANNOT_ASSESS);
		else if (check->options->later && looks_back(rule))
			check->verdict->looks_back = gj_states_changes(check);
		else
			rule->evaluate(check, rule);
	}
}

gj_code gj_check_look_back(gj_check *check, gj_err *err)
{
	const bool *enabled = check->options->enabled;
	gj_code code = read_prose(check, err);
	for (size_t i = 0; i < gj_rule_count && code == GJ_OK; i++)
		if (looks_back(&gj_rules[i]) && (!enabled || enabled[i]))
			gj_rules[i].evaluate(check, &gj_rules[i]);
	return code;
}

void gj_check_begin(gj_check *check, gj_arena *arena, const gj_report *report,
                    const gj_check_options *options, gj_verdict *verdict)
{
	*check = (gj_check){ .arena = arena, .report = report, .options = options,
		             .verdict = verdict };
	for (int table = 2; table <= 4; table++)
		check->forms[table] = form_of_table(report, table);
	const gj_expectation *expected = &options->expected;
	check->year = year_reported_on(report, expected);
	check->agency = gj_agency_of(expected->agency.len ? expected->agency : report->agency,
	                             expected->level, expected->kind);
	if (!report->refusal)
		collect_cells(check);
	check->tallies = gj_tallies_of(check->forms[2], check->forms[3]);
	gj_buffer_init(&check->text, MESSAGE_MAX);
}

gj_code gj_check_end(gj_check *check, gj_err *err)
{
	gj_buffer_release(&check->text);
	return check->failed ? gj_err_set(err, check->failed, 0, "no room for findings") : GJ_OK;
}

gj_code gj_check_report(gj_arena *arena, const gj_report *report, const gj_check_options *options,
                        gj_verdict *verdict, gj_err *err)
{
	gj_code code = gj_verdict_init(arena, verdict, err);
	if (code)
		return code;
	gj_check check;
	gj_check_begin(&check, arena, report, options, verdict);
	code = report->refusal ? GJ_OK : read_prose(&check, err);
	if (code) {
		gj_check_end(&check, NULL);
		return code;
	}
	evaluate_all(&check);
	gj_diagnose(&check);
	return gj_check_end(&check, err);
}
