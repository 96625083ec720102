/* False alarms are the worst failure: clean reports in every markup and charset,
 * two years of each agency, through the whole pipeline, give no error and no
 * warning. */
#include "render.h"

#include "cross/cross.h"
#include "run/batch.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

enum { AGENCIES = 60, FIRST_YEAR = 2021, SIZE_MAX_BYTES = 16 << 20 };

typedef struct corpus {
	gj_cross *cross;
	size_t reports;
} corpus;

/* What may be said of a clean report: notes are worth a look, not a complaint. */
static void expect_no_complaint(const gj_report *report, const gj_verdict *verdict)
{
	for (size_t i = 0; i < verdict->count; i++)
		cr_expect_eq(verdict->findings[i].severity, GJ_NOTE, "%.*s %d: %s %.*s",
		             GJ_STR_ARG(report->source), report->year,
		             verdict->findings[i].rule->id, GJ_STR_ARG(verdict->findings[i].message));
}

static gj_code prepare(const void *context, gj_reading *reading, gj_err *err)
{
	(void)context;
	gj_cross_part *part = gj_arena_zalloc(&reading->arena, 1, sizeof *part);
	reading->rendered = part;
	return gj_cross_prepare(&reading->arena, &reading->scratch, &reading->report, part, err);
}

static gj_code take(void *context, gj_reading *reading, gj_err *err)
{
	gj_cross_facts facts = { .level = GJ_STR("county"), .kind = GJ_STR("police") };
	corpus *c = context;
	cr_assert_eq(reading->code, GJ_OK, "%s", reading->err.message);
	cr_expect_eq(reading->report.refusal, GJ_REFUSED_NOT, "%.*s",
	             GJ_STR_ARG(reading->input.name));
	expect_no_complaint(&reading->report, &reading->verdict);
	c->reports++;
	return gj_cross_add(c->cross, &reading->report, &reading->verdict, &facts,
	                    reading->rendered, err);
}

static gj_code look(void *context, size_t index, const gj_report *report, gj_verdict *verdict,
                    gj_arena *arena, gj_err *err)
{
	(void)context, (void)index, (void)arena, (void)err;
	expect_no_complaint(report, verdict);
	return GJ_OK;
}

static void add_report(gj_batch *batch, size_t agency, int year, const gj_filled_form *form)
{
	char name[64], path[128], published[32], type[64];
	gj_buffer bytes;
	gj_buffer_init(&bytes, SIZE_MAX_BYTES);
	snprintf(name, sizeof name, "澜川市第%zu区公安局", agency);
	snprintf(published, sizeof published, "%d-01-16", year + 1);
	gj_masthead masthead = { .agency = name, .year = year, .published = published,
		                 .voice = (int)(agency % GJ_VOICES) };
	gj_rendering rendering = { &masthead, form, &gj_render_styles[agency % gj_render_style_count],
		                   &gj_render_charsets[agency / 2 % gj_render_charset_count] };
	cr_assert(gj_render(&bytes, &rendering));
	gj_render_content_type(type, &rendering);
	snprintf(path, sizeof path, "%s/%s/%zu", rendering.style->name, rendering.charset->name,
	         agency);
	gj_input input = { .kind = GJ_INPUT_BYTES, .name = gj_str_of(path),
		           .bytes = gj_buffer_str(&bytes), .content_type = gj_str_of(type) };
	cr_assert_eq(gj_batch_add(batch, &input, NULL), GJ_OK);
	gj_buffer_release(&bytes);
}

/* A county's bureau makes no 规章 (L01). */
static void fill(gj_filled_form *form, const gj_form_plan *plan, uint64_t seed)
{
	gj_filled_form_random(form, plan, seed);
	for (gj_field field = GJ_T2_REGULATIONS_MADE; field <= GJ_T2_REGULATIONS_IN_FORCE; field++)
		gj_filled_form_set(form, field, 0);
}

static gj_code feed(void *context, gj_batch *batch, gj_err *err)
{
	(void)context, (void)err;
	static gj_filled_form last_year, form;
	for (size_t agency = 0; agency < AGENCIES; agency++) {
		gj_form_plan plan = { GJ_FORM_2021, GJ_FORM_2021, (gj_bustle)(agency % GJ_BUSTLE_COUNT),
			              NULL };
		fill(&last_year, &plan, 1000 + agency);
		plan.last_year = &last_year;
		fill(&form, &plan, 2000 + agency);
		add_report(batch, agency, FIRST_YEAR, &last_year);
		add_report(batch, agency, FIRST_YEAR + 1, &form);
	}
	return GJ_OK;
}

Test(corpus, of_clean_reports_gives_no_error_and_no_warning)
{
	gj_err err = { 0 };
	corpus c = { 0 };
	cr_assert_eq(gj_cross_new(&c.cross, "/tmp", NULL, &err), GJ_OK);
	gj_batch_options options = { .jobs = 2, .size_max = SIZE_MAX_BYTES, .check = true,
		                     .render = prepare, .take = take, .take_context = &c };
	cr_assert_eq(gj_batch_run(&options, feed, NULL, &err), GJ_OK, "%s", err.message);
	cr_expect_eq(c.reports, 2 * AGENCIES);
	gj_check_options check = { 0 };
	cr_assert_eq(gj_cross_run(c.cross, &check, look, NULL, &err), GJ_OK, "%s", err.message);
	cr_expect_eq(gj_cross_why(c.cross, gj_rule_by_id(GJ_STR("C01")), GJ_WHY_NO_LAST_YEAR),
	             AGENCIES);
	gj_cross_free(c.cross);
}
