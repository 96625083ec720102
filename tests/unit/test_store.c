/* The store: what is kept comes back, versions, half sweeps, damage. */
#include "report_builder.h"
#include "scratch.h"

#include "base/file.h"
#include "form/record.h"
#include "store/load.h"
#include "store/query.h"
#include "store/schema.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char directory[TEST_PATH_MAX], path[TEST_PATH_MAX];
static gj_err err;
static gj_arena arena;
static gj_store *store;
static gj_report report;

static void open_store(void)
{
	cr_assert_eq(gj_store_open(&store, path, GJ_STORE_WRITE, &err), GJ_OK, "%s", err.message);
}

static void reopen(void)
{
	gj_store_close(store);
	open_store();
}

static void setup(void)
{
	cr_assert(test_scratch_make(directory));
	cr_assert_lt(snprintf(path, sizeof path, "%s/%s", directory, GJ_STORE_NAME), TEST_PATH_MAX);
	gj_arena_init(&arena, (size_t)1 << 28);
	gj_build_report(&report, GJ_FORM_2021);
	report.agency = GJ_STR("青山县教育局");
	report.region = GJ_STR("青山县");
	open_store();
}

static void teardown(void)
{
	gj_store_close(store);
	gj_arena_release(&arena);
	test_scratch_remove(directory);
}

TestSuite(store, .init = setup, .fini = teardown);

static void begin(void)
{
	const gj_store_option options[] = { { "lang", "zh" }, { "peers", "all" } };
	const gj_store_sweep sweep = { .started = 1700000000, .unusable_lines = 3,
		                       .options = options, .option_count = 2 };
	cr_assert_eq(gj_store_begin(store, &sweep, &err), GJ_OK, "%s", err.message);
}

static void end(void)
{
	cr_assert_eq(gj_store_end(store, 1700000100, GJ_STR("{}"), &err), GJ_OK, "%s", err.message);
	cr_assert_eq(gj_store_commit(store, &err), GJ_OK, "%s", err.message);
}

/* The report as an entry of the sweep begun. */
static void keep(const char *url)
{
	gj_buffer scratch;
	gj_store_part part;
	gj_buffer_init(&scratch, 1 << 24);
	cr_assert_eq(gj_store_prepare(&arena, &scratch, &report, &part, &err), GJ_OK);
	gj_source source = { .agency = report.agency, .region = report.region,
		             .level = GJ_STR("county"), .kind = GJ_STR("education"),
		             .url = gj_str_of(url), .year = report.year, .line = 7 };
	gj_store_entry entry = { .source = &source, .agency = report.agency,
		                 .region = report.region, .year = report.year,
		                 .status = GJ_STR("read"), .changed = GJ_STR("unknown"),
		                 .errors = 1 };
	cr_assert_eq(gj_store_add_entry(store, &entry, &report, &part, &err), GJ_OK, "%s",
	             err.message);
	gj_buffer_release(&scratch);
}

static int64_t number(const char *sql)
{
	int64_t value;
	cr_assert_eq(gj_store_number(store, sql, -1, &value, &err), GJ_OK, "%s", err.message);
	return value;
}

/* ---- what comes back ---- */

static gj_code add_record(void *context, const gj_store_entry *entry, const gj_report *read,
                          gj_err *error)
{
	(void)error, (void)entry;
	if (read)
		gj_record_json(context, read);
	return GJ_OK;
}

static void spoil(uint64_t *seed)
{
	static const struct {
		gj_state state;
		const char *text;
	} cells[] = {
		{ GJ_STATE_BLANK, "" },          { GJ_STATE_NOT_A_NUMBER, "—" },
		{ GJ_STATE_ANNOTATED, "1.50 万" }, { GJ_STATE_NUMBER, "5.0" },
		{ GJ_STATE_NUMBER, "7730.280" },  { GJ_STATE_NUMBER, "-4" },
		{ GJ_STATE_NUMBER, "5.5" },       { GJ_STATE_ABSENT, "" },
	};
	for (int i = gj_build_draw(seed, 40); i > 0; i--) {
		gj_field field = (gj_field)gj_build_draw(seed, GJ_FIELD_COUNT);
		int which = gj_build_draw(seed, sizeof cells / sizeof *cells);
		gj_build_cell(&arena, &report, field, cells[which].state, cells[which].text);
		if (gj_build_draw(seed, 3) == 0)
			report.values[field].doubts =
				(uint16_t)gj_build_draw(seed, 1 << GJ_DOUBT_COUNT);
	}
}

Test(store, a_report_comes_back_as_it_was_read)
{
	gj_buffer kept, loaded;
	gj_buffer_init(&kept, 1 << 28);
	gj_buffer_init(&loaded, 1 << 28);
	uint64_t seed = 11;
	begin();
	for (int i = 0; i < 300; i++) {
		gj_build_report(&report, i % 3 ? GJ_FORM_2021 : GJ_FORM_2019);
		gj_build_random(&arena, &report, &seed);
		report.agency = gj_str_format(&arena, "机关%d", i / 2);
		report.year = 2019 + i % 4;
		report.published = i % 5 ? GJ_STR("2023-01-31") : (gj_str){ 0 };
		report.mixed_rows[3] = i % 7 == 0;
		report.doubts = (unsigned)gj_build_draw(&seed, 1 << GJ_DOUBT_COUNT);
		report.sections[i % 6].found = i % 2;
		spoil(&seed);
		report.source = gj_str_format(&arena, "http://a.example/%d", i);
		keep(report.source.ptr);
		gj_record_json(&kept, &report);
	}
	end();
	reopen();
	const gj_load_plan plan = { .sections = true };
	cr_assert_eq(gj_store_each_entry(store, 1, &plan, add_record, &loaded, &err), GJ_OK, "%s",
	             err.message);
	cr_assert_eq(kept.length, loaded.length);
	cr_assert(memcmp(kept.data, loaded.data, kept.length) == 0);
	gj_buffer_release(&kept);
	gj_buffer_release(&loaded);
}

Test(store, marks_are_kept_only_where_a_cell_says_more_than_its_column)
{
	begin();
	keep("a");
	cr_assert_eq(number("SELECT count(*) FROM cell_marks"), 0);
	for (gj_field field = gj_t3(3, 0); field < gj_t3(4, 0); field++)
		gj_build_cell(&arena, &report, field, GJ_STATE_BLANK, "");
	gj_build_cell(&arena, &report, GJ_T2_FEES_AMOUNT, GJ_STATE_NUMBER, "7730.280");
	keep("a");
	cr_assert_eq(number("SELECT count(*) FROM cell_marks"), 1, "a run is one row");
	cr_assert_eq(number("SELECT through - field FROM cell_marks"), GJ_T3_COLUMNS - 1);
	cr_assert_eq(number("SELECT count(*) FROM reports"
	                    " WHERE \"t2.fees.amount\" = '7730.280'"), 1, "as printed");
}

/* ---- versions ---- */

Test(store, an_unchanged_report_adds_only_the_link)
{
	for (int sweep = 0; sweep < 3; sweep++) {
		begin();
		report.values[gj_t3(0, 0)].place.range.begin += 12; /* a longer page head */
		keep("a");
		end();
	}
	cr_assert_eq(number("SELECT count(*) FROM reports"), 1);
	cr_assert_eq(number("SELECT count(*) FROM sections"), 1);
	cr_assert_eq(number("SELECT count(*) FROM entries"), 3);
	cr_assert_eq(number("SELECT count(*) FROM sources"), 1);
	cr_assert_eq(number("SELECT count(*) FROM agencies"), 1);
}

Test(store, other_numbers_or_words_are_a_new_version)
{
	begin();
	keep("a");
	end();
	begin();
	gj_build_number(&arena, &report, gj_t3(0, 0), 8);
	keep("a");
	end();
	begin();
	report.sections[0].text = GJ_STR("另一段话");
	keep("a");
	end();
	cr_assert_eq(number("SELECT count(*) FROM reports"), 3, "the old ones stay");
	cr_assert_eq(number("SELECT count(*) FROM reports WHERE \"t3.new_received.natural\" = 8"), 2);
}

static gj_code sum_newest(void *context, const gj_store_entry *entry, const gj_report *read,
                          gj_err *error)
{
	(void)error, (void)entry;
	int64_t *sum = context;
	*sum = *sum * 100 + read->values[gj_t3(0, 0)].number.units;
	return GJ_OK;
}

static int64_t newest(void)
{
	int64_t sum = 0;
	const gj_load_plan plan = { 0 };
	cr_assert_eq(gj_store_each_newest(store, &plan, sum_newest, &sum, &err), GJ_OK, "%s",
	             err.message);
	return sum;
}

static void keep_count(const char *url, int year, int64_t count)
{
	report.year = year;
	gj_build_number(&arena, &report, gj_t3(0, 0), count);
	keep(url);
}

Test(store, the_newest_version_of_every_year_is_found)
{
	begin();
	keep_count("a", 2021, 11);
	keep_count("b", 2022, 12);
	end();
	begin();
	keep_count("b", 2022, 22);
	keep_count("c", 2022, 33); /* two addresses, two reports */
	keep_count("d", 2023, 44);
	end();
	begin(); /* back to an older version */
	keep_count("d", 2023, 55);
	end();
	begin();
	keep_count("d", 2023, 44);
	end();
	cr_assert_eq(newest(), 11223344);
}

Test(store, half_a_sweep_is_shown_by_nothing_but_loses_no_report)
{
	begin();
	keep_count("a", 2021, 11);
	end();
	begin();
	for (int i = 0; i < GJ_STORE_BATCH + 5; i++)
		keep_count("a", 2021, 12 + i);
	reopen(); /* as after a crash: no end */
	int64_t kept = number("SELECT count(*) FROM reports");
	cr_assert_eq(kept, 1 + GJ_STORE_BATCH, "what was committed is there");
	cr_assert_eq(newest(), 11);
	gj_stored_sweep sweep;
	bool found;
	cr_assert_eq(gj_store_find_sweep(store, 0, &arena, &sweep, &found, &err), GJ_OK);
	cr_assert(found && sweep.id == 1 && sweep.unusable_lines == 3);
	cr_assert_eq(gj_store_find_sweep(store, 2, &arena, &sweep, &found, &err), GJ_OK);
	cr_assert_not(found);
	begin();
	cr_assert_eq(number("SELECT count(*) FROM sweeps WHERE state = 'interrupted'"), 1);
	cr_assert_eq(number("SELECT count(*) FROM entries WHERE sweep = 2"), 0);
	keep_count("a", 2021, 12);
	end();
	cr_assert_eq(newest(), 12);
	cr_assert_eq(number("SELECT count(*) FROM reports"), kept, "it was there already");
}

/* ---- findings and rules ---- */

static gj_store_finding finding_of(const char *rule, gj_severity severity, const char *message)
{
	gj_store_finding made = { .severity = severity, .rule_index = (size_t)(rule[2] - '0'),
		                  .year = 2022 };
	made.text.cells[GJ_FINDING_RULE] = gj_str_of(rule);
	made.text.cells[GJ_FINDING_SEVERITY] = gj_str_of(gj_severity_name(severity));
	made.text.cells[GJ_FINDING_STATUS] = GJ_STR("new");
	made.text.cells[GJ_FINDING_AGENCY] = GJ_STR("青山县教育局");
	made.text.cells[GJ_FINDING_YEAR] = GJ_STR("2022");
	made.text.cells[GJ_FINDING_MESSAGE] = gj_str_of(message);
	made.text.fields = made.text.hypotheses = GJ_STR("[]");
	made.text.fingerprint = gj_str_of(rule);
	return made;
}

static gj_code add_finding(void *context, size_t entry, const gj_finding_text *text, gj_err *error)
{
	(void)error;
	gj_buffer_printf(context, "%zu ", entry);
	gj_finding_text_json(context, text);
	return GJ_OK;
}

Test(store, findings_are_kept_once_and_told_worst_first)
{
	const gj_store_finding found[] = { finding_of("T05", GJ_WARNING, "b"),
		                           finding_of("T02", GJ_ERROR, "c"),
		                           finding_of("T01", GJ_ERROR, "d") };
	for (int sweep = 0; sweep < 2; sweep++) {
		begin();
		keep("a");
		for (size_t i = 0; i < 3; i++)
			cr_assert_eq(gj_store_add_finding(store, i, &found[i], &err), GJ_OK, "%s",
			             err.message);
		end();
	}
	cr_assert_eq(number("SELECT count(*) FROM findings"), 3);
	gj_buffer told, expected;
	gj_buffer_init(&told, 1 << 16);
	gj_buffer_init(&expected, 1 << 16);
	for (size_t i = 3; i-- > 0;)
		add_finding(&expected, i, &found[i].text, &err);
	cr_assert_eq(gj_store_each_finding(store, 2, add_finding, &told, &err), GJ_OK);
	cr_assert_eq(told.length, expected.length);
	cr_assert(memcmp(told.data, expected.data, told.length) == 0);
	gj_buffer_release(&told);
	gj_buffer_release(&expected);
}

/* ---- whose file it is ---- */

static gj_code open_again(gj_store_access how)
{
	gj_store_close(store);
	return gj_store_open(&store, path, how, &err);
}

Test(store, a_newer_store_is_refused)
{
	cr_assert_eq(gj_store_run(store, "PRAGMA user_version = 99", &err), GJ_OK);
	cr_assert_eq(open_again(GJ_STORE_WRITE), GJ_E_USAGE);
	cr_assert(strstr(err.message, "newer gouji"), "%s", err.message);
	cr_assert_eq(open_again(GJ_STORE_READ), GJ_E_USAGE);
}

/* A store as version 1 of the tables had it, with one sweep of two reports. */
static void load_version_1(void)
{
	gj_buffer sql;
	gj_store_close(store);
	unlink(path);
	gj_buffer_init(&sql, 1 << 24);
	cr_assert_eq(gj_file_read(GJ_TESTS_DIR "/store/version_1.sql", &sql, &err), GJ_OK, "%s",
	             err.message);
	gj_buffer_add_text(&sql, "PRAGMA application_id = 1735017538; PRAGMA user_version = 1;");
	gj_buffer_add_char(&sql, '\0');
	sqlite3 *raw;
	char *message = NULL;
	cr_assert_eq(sqlite3_open(path, &raw), SQLITE_OK);
	cr_assert_eq(sqlite3_exec(raw, sql.data, NULL, NULL, &message), SQLITE_OK, "%s", message);
	sqlite3_close(raw);
	gj_buffer_release(&sql);
	store = NULL;
}

Test(store, an_older_store_is_brought_forward)
{
	gj_buffer records;
	gj_buffer_init(&records, 1 << 24);
	load_version_1();
	open_store();
	cr_assert_eq(number("PRAGMA user_version"), GJ_STORE_SCHEMA);
	cr_assert_eq(number("SELECT count(*) FROM report_versions"), 2);
	const gj_load_plan plan = { .sections = true };
	cr_assert_eq(gj_store_each_entry(store, 1, &plan, add_record, &records, &err), GJ_OK);
	cr_expect(gj_str_has(gj_buffer_str(&records), GJ_STR("\"sections\":{\"1\":")));
	begin();
	keep("a");
	end();
	cr_assert_eq(number("SELECT count(*) FROM report_versions"), 3);
	gj_buffer_release(&records);
}

Test(store, an_older_store_is_brought_forward_to_be_read_too)
{
	load_version_1();
	cr_assert_eq(gj_store_open(&store, path, GJ_STORE_READ, &err), GJ_OK, "%s", err.message);
	cr_assert_eq(number("PRAGMA user_version"), GJ_STORE_SCHEMA);
}

Test(store, a_database_of_another_program_is_refused)
{
	cr_assert_eq(gj_store_run(store, "PRAGMA application_id = 7", &err), GJ_OK);
	cr_assert_eq(open_again(GJ_STORE_WRITE), GJ_E_USAGE);
	cr_assert(strstr(err.message, "another program"), "%s", err.message);
}

Test(store, a_missing_store_is_not_made_to_be_read)
{
	gj_store_close(store);
	unlink(path);
	cr_assert_eq(gj_store_open(&store, path, GJ_STORE_READ, &err), GJ_E_USAGE);
	cr_assert_neq(access(path, F_OK), 0);
}

/* ---- damage ---- */

static void overwrite(long from, size_t size)
{
	FILE *file = fopen(path, "r+b");
	cr_assert(file && fseek(file, from, SEEK_SET) == 0);
	for (size_t i = 0; i < size; i++)
		fputc('x', file);
	fclose(file);
}

static void fill(void)
{
	begin();
	for (int i = 0; i < 200; i++)
		keep_count("a", 2021, i);
	end();
	gj_store_close(store);
	store = NULL;
}

Test(store, a_file_that_is_no_database_is_damaged)
{
	fill();
	overwrite(0, 4096);
	cr_assert_eq(gj_store_open(&store, path, GJ_STORE_WRITE, &err), GJ_E_DAMAGED, "%s",
	             err.message);
	cr_assert(strstr(err.message, "rebuild"), "%s", err.message);
	cr_assert_eq(gj_store_open(&store, path, GJ_STORE_READ, &err), GJ_E_DAMAGED);
}

Test(store, damage_inside_is_noticed_after_a_run_that_did_not_end)
{
	fill();
	open_store();
	begin(); /* and no end */
	gj_store_close(store);
	store = NULL;
	overwrite(40 * 4096, 40 * 4096);
	cr_assert_eq(gj_store_open(&store, path, GJ_STORE_WRITE, &err), GJ_E_DAMAGED, "%s",
	             err.message);
}

Test(store, a_damaged_store_is_set_aside_under_a_name_of_its_own)
{
	gj_store_close(store);
	for (int i = 1; i <= 3; i++) {
		char aside[PATH_MAX];
		char expected[TEST_PATH_MAX + 16];
		open_store();
		gj_store_close(store);
		cr_assert_eq(gj_store_set_aside(path, aside, &err), GJ_OK);
		snprintf(expected, sizeof expected, "%s.corrupt-%d", path, i);
		cr_assert_str_eq(aside, expected);
		cr_assert_eq(access(expected, F_OK), 0);
		cr_assert_neq(access(path, F_OK), 0);
	}
	store = NULL;
}

/* ---- two at once ---- */

Test(store, it_can_be_read_while_it_is_written)
{
	begin();
	keep_count("a", 2021, 11);
	end();
	begin();
	keep_count("a", 2021, 12);
	gj_store *writer = store;
	cr_assert_eq(gj_store_open(&store, path, GJ_STORE_READ, &err), GJ_OK, "%s", err.message);
	cr_assert_eq(newest(), 11);
	gj_store_close(store);
	store = writer;
	end();
	cr_assert_eq(newest(), 12);
}
