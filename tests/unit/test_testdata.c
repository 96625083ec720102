/* testdata/ is what its generator writes, byte for byte, and holds the errors
 * that its README lists, and no others. */
#include "testdata.h"

#include "base/file.h"
#include "rule/rule.h"
#include "map/read.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_BYTES = 4096, FILE_BYTES = 4 << 20, ARENA_BYTES = 64 << 20 };

static gj_buffer read_file(const char *path)
{
	gj_buffer content;
	gj_err err = { 0 };
	gj_buffer_init(&content, FILE_BYTES);
	cr_assert_eq(gj_file_read(path, &content, &err), GJ_OK, "%s", err.message);
	return content;
}

static gj_code compare_file(void *context, const char *path, gj_err *err)
{
	(void)err;
	const char *folder = context;
	char committed[PATH_BYTES];
	snprintf(committed, sizeof committed, "%s%s", GJ_TESTDATA, path + strlen(folder));
	gj_buffer fresh = read_file(path), old = read_file(committed);
	cr_assert(gj_str_equal(gj_buffer_str(&fresh), gj_buffer_str(&old)),
	          "%s is not what gj_make_testdata writes", committed);
	gj_buffer_release(&fresh);
	gj_buffer_release(&old);
	return unlink(path) == 0 ? GJ_OK : GJ_E_WRITE;
}

Test(testdata, is_what_the_generator_writes)
{
	char folder[] = "/tmp/gouji-testdata-XXXXXX", command[PATH_BYTES];
	gj_err err = { 0 };
	cr_assert_not_null(mkdtemp(folder));
	cr_assert_eq(gj_testdata_write(folder, &err), GJ_OK, "%s", err.message);
	cr_assert_eq(gj_file_walk(folder, compare_file, folder, &err), GJ_OK, "%s", err.message);
	snprintf(command, sizeof command, "rm -r %s", folder);
	cr_assert_eq(system(command), 0);
}

static gj_code count_file(void *context, const char *path, gj_err *err)
{
	(void)path, (void)err;
	++*(size_t *)context;
	return GJ_OK;
}

Test(testdata, has_no_report_besides)
{
	size_t count = 0;
	cr_assert_eq(gj_file_walk(GJ_TESTDATA "/sites", count_file, &count, NULL), GJ_OK);
	/* The reports, and the news page. */
	cr_assert_eq(count, gj_test_agency_count * GJ_TEST_YEARS + 1, "%zu files", count);
}

/* Adds " ID" for each rule with a finding, in catalogue order. */
static void failed_rules(const gj_verdict *verdict, gj_buffer *ids)
{
	const gj_rule *last = NULL;
	for (size_t i = 0; i < verdict->count; i++) {
		const gj_finding *finding = &verdict->findings[i];
		if (finding->rule == last)
			continue;
		last = finding->rule;
		if (ids->length)
			gj_buffer_add_char(ids, ' ');
		gj_buffer_add_text(ids, last->id);
	}
}

static void expect_findings(const gj_test_report *planned, const char *rules)
{
	char path[PATH_BYTES];
	snprintf(path, sizeof path, "%s/%s", GJ_TESTDATA, planned->path);
	gj_buffer bytes = read_file(path), ids;
	gj_arena arena;
	gj_report report;
	gj_verdict verdict;
	gj_err err = { 0 };
	gj_arena_init(&arena, ARENA_BYTES);
	gj_buffer_init(&ids, PATH_BYTES);
	gj_document_hints hints = { .name = gj_str_of(path) };
	gj_check_options options = { .expected = { gj_str_of(planned->name),
		                                   planned->masthead.year } };
	cr_assert_eq(gj_report_read(&arena, gj_buffer_str(&bytes), &hints, &report, &err), GJ_OK,
	             "%s: %s", path, err.message);
	cr_assert_eq(gj_check_report(&arena, &report, &options, &verdict, &err), GJ_OK, "%s: %s",
	             path, err.message);
	failed_rules(&verdict, &ids);
	cr_expect(gj_str_equal(gj_buffer_str(&ids), gj_str_of(rules)), "%s: “%.*s”, not “%s”: %.*s",
	          path, GJ_STR_ARG(gj_buffer_str(&ids)), rules,
	          GJ_STR_ARG(verdict.count ? verdict.findings[0].message : GJ_STR("")));
	gj_arena_release(&arena);
	gj_buffer_release(&ids);
	gj_buffer_release(&bytes);
}

Test(testdata, has_the_errors_it_lists_and_no_others)
{
	static gj_test_report report;
	for (size_t agency = 0; agency < gj_test_agency_count; agency++)
		for (int year = GJ_TEST_FIRST_YEAR; year < GJ_TEST_FIRST_YEAR + GJ_TEST_YEARS;
		     year++) {
			gj_test_report_plan(&report, agency, year);
			const gj_test_flaw *flaw = gj_test_flaw_of(report.agency, year);
			expect_findings(&report, flaw ? flaw->rules : "");
		}
}

static gj_code expect_refused(void *context, const char *path, gj_err *err)
{
	gj_arena arena;
	gj_report report;
	gj_buffer bytes = read_file(path);
	gj_document_hints hints = { .name = gj_str_of(path) };
	gj_arena_init(&arena, ARENA_BYTES);
	cr_assert_eq(gj_report_read(&arena, gj_buffer_str(&bytes), &hints, &report, err), GJ_OK);
	cr_expect_neq(report.refusal, GJ_REFUSED_NOT, "%s was read", path);
	gj_arena_release(&arena);
	gj_buffer_release(&bytes);
	return count_file(context, path, err);
}

Test(testdata, refuses_what_is_no_report)
{
	size_t count = 0;
	gj_err err = { 0 };
	cr_assert_eq(gj_file_walk(GJ_TESTDATA "/refused", expect_refused, &count, &err), GJ_OK, "%s",
	             err.message);
	cr_assert_eq(count, 5);
}
