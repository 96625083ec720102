/* Real reports, where they stand beside the checkout: every field as the people who
 * read them wrote down. Skipped elsewhere. */
#include "base/file.h"
#include "form/report.h"
#include "map/read.h"

#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct sample {
	const char *file, *truth;
} samples[] = {
	{ "005_shanghai_office_2019.html", "005" },
	{ "010_shuyang_fgj_2023.html", "010" },
	{ "012_pingtan_2020.html", "012" },
	{ "016_pingtan_2024.html", "016" },
	{ "yongcheng_psb_2023.txt", "yongcheng_psb_2023" },
};

#define SAMPLES GJ_TESTS_DIR "/../../shared/samples/"

static void read_file(const char *name, gj_buffer *to)
{
	char path[1024];
	snprintf(path, sizeof path, SAMPLES "%s", name);
	gj_buffer_init(to, 1 << 24);
	cr_assert_eq(gj_file_read(path, to, NULL), GJ_OK, "%s", path);
}

/* The truth is null, a number, or a text with its unit: "251000元". */
static bool agrees(const gj_value *value, const cJSON *truth)
{
	if (cJSON_IsNull(truth))
		return !gj_value_has_number(value);
	if (cJSON_IsString(truth))
		return gj_str_equal(value->printed, gj_str_of(truth->valuestring));
	return gj_value_has_number(value) && gj_decimal_double(value->number) == truth->valuedouble;
}

static void compare_cells(const gj_report *report, const cJSON *cells, const char *file)
{
	const cJSON *truth;
	cJSON_ArrayForEach(truth, cells)
	{
		gj_field field = gj_field_by_id(gj_str_of(truth->string));
		cr_assert_neq(field, GJ_FIELD_NONE, "%s", truth->string);
		const gj_value *value = &report->values[field];
		char *text = cJSON_PrintUnformatted(truth);
		cr_expect(agrees(value, truth), "%s: %s read as “%.*s” (%s), is %s", file, truth->string,
		          GJ_STR_ARG(value->printed), gj_state_name(value->state), text);
		free(text);
	}
}

static void compare(const struct sample *sample)
{
	gj_buffer page, json;
	char name[256];
	gj_arena arena;
	gj_report *report = malloc(sizeof *report);
	snprintf(name, sizeof name, "truth/%s.json", sample->truth);
	read_file(sample->file, &page);
	read_file(name, &json);
	gj_arena_init(&arena, (size_t)1 << 28);
	cJSON *truth = cJSON_ParseWithLength(json.data, json.length);
	cr_assert_not_null(truth);
	cr_assert_eq(gj_report_read(&arena, gj_buffer_str(&page), NULL, report, NULL), GJ_OK);
	cr_expect_eq(report->refusal, GJ_REFUSED_NOT, "%s", sample->file);
	compare_cells(report, cJSON_GetObjectItem(truth, "cells"), sample->file);
	cr_expect_eq(report->year, cJSON_GetObjectItem(truth, "year")->valueint, "%s", sample->file);
	const char *agency = cJSON_GetObjectItem(truth, "agency")->valuestring;
	cr_expect(gj_str_equal(report->agency, gj_str_of(agency)), "%s: “%.*s”, is %s", sample->file,
	          GJ_STR_ARG(report->agency), agency);
	cJSON_Delete(truth);
	gj_buffer_release(&page);
	gj_buffer_release(&json);
	gj_arena_release(&arena);
	free(report);
}

Test(samples, are_read_as_people_read_them)
{
	if (access(SAMPLES, R_OK) != 0)
		cr_skip_test("no samples beside the checkout");
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
		compare(&samples[i]);
}
