/* The made-up forms that other tests rely on are themselves right. */
#include "form_layout.h"
#include "render.h"

#include <criterion/criterion.h>
#include <string.h>

enum { FORMS = 300 };

static gj_filled_form form;

static int64_t at3(int row, int column)
{
	return gj_filled_form_integer(&form, gj_t3(row, column));
}

static void expect_column_holds(int column)
{
	int64_t sum = 0;
	for (int row = GJ_T3_GRANTED; row < GJ_T3_PROCESSED_TOTAL; row++)
		sum += at3(row, column);
	cr_assert_eq(at3(GJ_T3_PROCESSED_TOTAL, column), sum);
	cr_assert_eq(at3(GJ_T3_NEW_RECEIVED, column) + at3(GJ_T3_CARRIED_IN, column),
	             sum + at3(GJ_T3_CARRIED_OUT, column));
}

static void expect_row_holds(int row)
{
	int64_t sum = 0;
	for (int column = 0; column < GJ_T3_TOTAL; column++) {
		cr_assert_geq(at3(row, column), 0);
		sum += at3(row, column);
	}
	cr_assert_eq(at3(row, GJ_T3_TOTAL), sum);
}

static void expect_group_holds(int group)
{
	int64_t sum = 0;
	for (int outcome = 0; outcome < GJ_T4_TOTAL; outcome++)
		sum += gj_filled_form_integer(&form, gj_t4(group, outcome));
	cr_assert_eq(gj_filled_form_integer(&form, gj_t4(group, GJ_T4_TOTAL)), sum);
}

static void fill(uint64_t seed, const gj_filled_form *last_year)
{
	gj_form_id id = seed % 2 ? GJ_FORM_2021 : GJ_FORM_2019;
	gj_form_plan plan = { id, id, (gj_bustle)(seed % GJ_BUSTLE_COUNT), last_year };
	gj_filled_form_random(&form, &plan, seed);
}

Test(synthetic, every_tally_of_a_random_form_holds)
{
	gj_filled_form last_year;
	for (uint64_t seed = 0; seed < FORMS; seed++) {
		fill(seed, seed && seed % 5 == 0 ? &last_year : NULL);
		for (int column = 0; column < GJ_T3_COLUMNS; column++)
			expect_column_holds(column);
		for (int row = 0; row < GJ_T3_ROWS; row++)
			expect_row_holds(row);
		for (int group = 0; group < GJ_T4_GROUPS; group++)
			expect_group_holds(group);
		last_year = form;
	}
}

Test(synthetic, a_form_goes_on_where_last_year_ended)
{
	gj_filled_form last_year;
	fill(5, NULL);
	last_year = form;
	fill(11, &last_year);
	cr_assert_gt(gj_filled_form_integer(&last_year, gj_t3(GJ_T3_CARRIED_OUT, GJ_T3_TOTAL)), 0);
	for (int column = 0; column < GJ_T3_COLUMNS; column++)
		cr_assert_eq(at3(GJ_T3_CARRIED_IN, column),
		             gj_filled_form_integer(&last_year, gj_t3(GJ_T3_CARRIED_OUT, column)));
	cr_assert_eq(gj_filled_form_integer(&form, GJ_T2_NORMATIVE_IN_FORCE),
	             gj_filled_form_integer(&last_year, GJ_T2_NORMATIVE_IN_FORCE) +
	                     gj_filled_form_integer(&form, GJ_T2_NORMATIVE_MADE) -
	                     gj_filled_form_integer(&form, GJ_T2_NORMATIVE_REPEALED));
}

Test(synthetic, the_same_seed_gives_the_same_form)
{
	fill(7, NULL);
	gj_filled_form first = form;
	fill(7, NULL);
	cr_assert_eq(memcmp(&first, &form, sizeof form), 0);
	fill(13, NULL);
	cr_assert_neq(memcmp(&first, &form, sizeof form), 0);
}

Test(synthetic, a_form_fills_exactly_its_own_cells)
{
	for (uint64_t seed = 0; seed < 2; seed++) {
		fill(seed, NULL);
		for (gj_field field = 0; field < GJ_FIELD_COUNT; field++)
			cr_assert_eq(form.cells[field].state != GJ_STATE_ABSENT,
			             gj_form_find(form.tables[3], field) != NULL, "%s",
			             gj_field_id(field));
	}
}

/* Every slot is covered once; returns the number of values. */
static int expect_tiled(const gj_layout *layout)
{
	static unsigned char covered[64][16];
	int values = 0;
	memset(covered, 0, sizeof covered);
	for (int i = 0; i < layout->count; i++) {
		const gj_layout_cell *cell = &layout->cells[i];
		values += cell->kind == GJ_LAYOUT_VALUE;
		for (int row = 0; row < cell->row_span; row++)
			for (int column = 0; column < cell->column_span; column++)
				covered[cell->row + row][cell->column + column]++;
	}
	for (int row = 0; row < layout->rows; row++)
		for (int column = 0; column < layout->columns; column++)
			cr_assert_eq(covered[row][column], 1, "table %d row %d column %d: %d",
			             layout->table, row, column, covered[row][column]);
	return values;
}

Test(synthetic, the_layout_has_a_place_for_every_cell)
{
	static const int expected[] = { 22 + 161 + 15, 10 + 175 + 15 };
	static gj_layout layout;
	for (uint64_t seed = 0; seed < 2; seed++) {
		int values = 0;
		fill(seed, NULL);
		for (int table = 2; table <= 4; table++) {
			gj_layout_table(&layout, &form, table);
			values += expect_tiled(&layout);
		}
		cr_assert_eq(values, expected[seed]);
	}
}

Test(synthetic, a_cut_table_loses_no_cell)
{
	static gj_layout pieces[GJ_PIECES_MAX], whole;
	for (size_t i = 0; i < gj_render_style_count; i++) {
		gj_rendering rendering = { .form = &form, .style = &gj_render_styles[i] };
		fill(i, NULL);
		for (int table = 2; table <= 4; table++) {
			int values = 0, count = gj_render_cut(pieces, &rendering, table);
			for (int piece = 0; piece < count; piece++)
				values += expect_tiled(&pieces[piece]);
			gj_layout_table(&whole, &form, table);
			cr_assert_eq(values, expect_tiled(&whole));
		}
	}
}

Test(synthetic, every_style_and_charset_renders)
{
	gj_masthead masthead = { .agency = "澜川市教育局", .year = 2023,
		                 .published = "2024-01-16" };
	gj_buffer bytes;
	gj_buffer_init(&bytes, 4 << 20);
	fill(1, NULL);
	for (size_t style = 0; style < gj_render_style_count; style++)
		for (size_t charset = 0; charset < gj_render_charset_count; charset++) {
			gj_rendering rendering = { &masthead, &form, &gj_render_styles[style],
				                   &gj_render_charsets[charset] };
			cr_assert(gj_render(&bytes, &rendering), "%s, %s",
			          gj_render_styles[style].name,
			          gj_render_charsets[charset].name);
		}
	gj_buffer_release(&bytes);
}
