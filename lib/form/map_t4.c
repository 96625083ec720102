/* Table 四: one row of fifteen numbers under a header of three levels. */
#include "form/mapper.h"

#include <string.h>

enum { FIFTEEN = GJ_T4_GROUPS * GJ_T4_OUTCOMES, VALUES_ENOUGH = 5, WORDS_ENOUGH = 4 };

/* --- headers -------------------------------------------------------------- */

static bool take_head(gj_mapper *mapper, const gj_row *row)
{
	if (row->numbers || !row->texts)
		return false;
	size_t words = 0;
	bool group = false;
	for (size_t i = 0; i < row->count; i++) {
		gj_match match = gj_label_match(GJ_WORDS_T4_HEAD, row->cells[i].core, false);
		if (match.strength == GJ_MATCH_NONE)
			continue;
		words++;
		group |= match.code < GJ_T4_HEAD_OUTCOME;
	}
	if (!group && !(mapper->table == 4 && words) && words < WORDS_ENOUGH)
		return false;
	mapper->table = 4;
	mapper->t4.done = false;
	gj_map_extend_head(mapper, &mapper->t4.head, row);
	return true;
}

/* The field a column's header words name, or GJ_FIELD_NONE. */
static gj_field field_of(gj_str path)
{
	static const struct ending {
		const char *text;
		gj_t4_outcome outcome;
	} endings[] = {
		{ "维持", GJ_T4_UPHELD },    { "纠正", GJ_T4_CORRECTED }, { "其他结果", GJ_T4_OTHER },
		{ "其他", GJ_T4_OTHER },     { "审结", GJ_T4_PENDING },   { "总计", GJ_T4_TOTAL },
		{ "合计", GJ_T4_TOTAL },
	};
	int group;
	if (gj_str_has(path, GJ_STR("未经复议")))
		group = GJ_T4_DIRECT;
	else if (gj_str_has(path, GJ_STR("复议后")))
		group = GJ_T4_AFTER_REVIEW;
	else if (gj_str_has(path, GJ_STR("行政复议")))
		group = GJ_T4_REVIEW;
	else
		return GJ_FIELD_NONE;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (gj_str_ends(path, gj_str_of(endings[i].text)))
			return gj_t4(group, (int)endings[i].outcome);
	return GJ_FIELD_NONE;
}

/* --- the fifteen numbers -------------------------------------------------- */

typedef struct values {
	const gj_cell *cells[GJ_ROW_CELLS_MAX];
	size_t count;
} values;

/* By place: true when the header words give fifteen cells fifteen fields. */
static bool read_by_place(const gj_mapper *mapper, const values *v, gj_field fields[FIFTEEN])
{
	if (mapper->grid->tabular_text || mapper->t4.head.grid != mapper->grid || v->count != FIFTEEN)
		return false;
	bool taken[FIFTEEN] = { false };
	for (size_t i = 0; i < FIFTEEN; i++) {
		char path[GJ_LABEL_TEXT_MAX];
		gj_field field = field_of(
			gj_map_head_path(&mapper->t4.head, v->cells[i]->column, path, sizeof path));
		if (field == GJ_FIELD_NONE || taken[field - GJ_T4_BASE])
			return false;
		taken[field - GJ_T4_BASE] = true;
		fields[i] = field;
	}
	return true;
}

/* Whether fifteen cells from `first` on, in the official order, add up. */
static bool adds_up(const values *v, size_t first)
{
	for (int group = 0; group < GJ_T4_GROUPS; group++) {
		int64_t sum = 0;
		for (int o = 0; o < GJ_T4_OUTCOMES; o++) {
			size_t i = first + (size_t)(group * GJ_T4_OUTCOMES + o);
			gj_reading reading = gj_reading_of(v->cells[i]->text);
			sum += o == GJ_T4_TOTAL ? -reading.number.units : reading.number.units;
		}
		if (sum)
			return false;
	}
	return true;
}

static values collect(const gj_row *row)
{
	values v = { .count = 0 };
	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].value)
			v.cells[v.count++] = row->cells[i].cell;
	while (v.count > FIFTEEN && !gj_str_trim(v.cells[v.count - 1]->text).len)
		v.count--;
	while (v.count > FIFTEEN && !gj_str_trim(v.cells[0]->text).len) {
		memmove(v.cells, v.cells + 1, --v.count * sizeof *v.cells);
	}
	return v;
}

static void map_surplus(gj_mapper *mapper, const values *v)
{
	size_t first = 0;
	while (first + FIFTEEN < v->count && !adds_up(v, first))
		first++;
	if (!adds_up(v, first))
		first = 0;
	for (size_t i = 0; i < FIFTEEN; i++)
		gj_map_value(mapper, (gj_field)(GJ_T4_BASE + i), v->cells[first + i], GJ_DOUBT_SURPLUS);
	gj_map_oddity(mapper, GJ_ODDITY_SURPLUS_NUMBER, 4, GJ_T4_BASE, GJ_STR(""),
	              v->cells[v->count - 1]);
}

/* Fewer than fifteen: only header words can tell which, and only with doubt. */
static void map_incomplete(gj_mapper *mapper, const values *v)
{
	bool found = false;
	for (size_t i = 0; i < v->count && mapper->t4.head.grid == mapper->grid; i++) {
		char path[GJ_LABEL_TEXT_MAX];
		gj_field field = field_of(
			gj_map_head_path(&mapper->t4.head, v->cells[i]->column, path, sizeof path));
		if (field == GJ_FIELD_NONE || mapper->grid->tabular_text)
			continue;
		gj_map_value(mapper, field, v->cells[i], GJ_DOUBT_MISSING);
		found = true;
	}
	for (gj_field field = GJ_T4_BASE; found && field < GJ_FIELD_COUNT; field++)
		gj_map_value(mapper, field, NULL, GJ_DOUBT_MISSING);
}

bool gj_map_t4_row(gj_mapper *mapper, const gj_row *row)
{
	if (take_head(mapper, row))
		return true;
	values v = collect(row);
	if (mapper->table != 4 || mapper->t4.done || v.count < VALUES_ENOUGH || row->texts > 1)
		return false;
	mapper->t4.done = true;
	gj_field fields[FIFTEEN];
	if (v.count > FIFTEEN) {
		map_surplus(mapper, &v);
	} else if (v.count < FIFTEEN) {
		map_incomplete(mapper, &v);
	} else {
		bool placed = read_by_place(mapper, &v, fields);
		unsigned doubts = placed || mapper->grid->tabular_text ? 0 : GJ_DOUBT_READINGS;
		for (size_t i = 0; i < FIFTEEN; i++)
			gj_map_value(mapper, placed ? fields[i] : (gj_field)(GJ_T4_BASE + i), v.cells[i],
			             doubts);
	}
	return true;
}
