#include "run/records.h"

#include "base/file.h"
#include "form/record.h"
#include "duty/agency.h"
#include "rule/rule.h"
#include "run/results.h"
#include "store/load.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <uthash.h>

enum {
	COVERAGE_MAX = 1 << 30,     /* bytes of coverage.json: some two million reports */
	RECORD_ARENA_MAX = 64 << 20 /* one record, read back and checked */
};

/* A line of coverage.json, found by source and agency. */
typedef struct entry {
	char *key;
	const cJSON *item;
	UT_hash_handle hh;
} entry;

typedef struct coverage {
	cJSON *root;
	entry *entries;
} coverage;

static gj_str text_of(const cJSON *item, const char *name)
{
	return gj_str_of(cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(item, name)));
}

static uint32_t count_of(const cJSON *item, const char *name)
{
	const cJSON *number = cJSON_GetObjectItemCaseSensitive(item, name);
	return cJSON_IsNumber(number) ? (uint32_t)number->valueint : 0;
}

static char *key_of(gj_str source, gj_str agency)
{
	char *key = malloc(source.len + agency.len + 2);
	if (!key)
		return NULL;
	int length = snprintf(key, source.len + agency.len + 2, "%.*s\n%.*s", GJ_STR_ARG(source),
	                      GJ_STR_ARG(agency));
	return length < 0 ? NULL : key;
}

static gj_code index_coverage(coverage *cover, gj_err *err)
{
	const cJSON *item;
	cJSON_ArrayForEach(item, cover->root)
	{
		entry *made = calloc(1, sizeof *made), *old = NULL;
		if (made)
			made->key = key_of(text_of(item, "url"), text_of(item, "agency"));
		if (!made || !made->key) {
			free(made);
			return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory for the coverage");
		}
		made->item = item;
		HASH_FIND_STR(cover->entries, made->key, old);
		if (old) {
			free(made->key);
			free(made);
			continue;
		}
		HASH_ADD_KEYPTR(hh, cover->entries, made->key, strlen(made->key), made);
	}
	return GJ_OK;
}

static gj_code read_coverage(coverage *cover, const char *path, gj_err *err)
{
	gj_buffer bytes;
	gj_buffer_init(&bytes, COVERAGE_MAX);
	gj_code code = gj_file_read(path, &bytes, err);
	if (code == GJ_OK) {
		cover->root = cJSON_ParseWithLength(bytes.data, bytes.length);
		if (!cJSON_IsArray(cover->root))
			code = gj_err_set(err, GJ_E_INPUT, 0, "%s: is not a JSON array", path);
	}
	gj_buffer_release(&bytes);
	return code ? code : index_coverage(cover, err);
}

static void release_coverage(coverage *cover)
{
	entry *at, *next;
	HASH_ITER(hh, cover->entries, at, next)
	{
		HASH_DEL(cover->entries, at);
		free(at->key);
		free(at);
	}
	cJSON_Delete(cover->root);
}

static const cJSON *find_entry(const coverage *cover, const gj_report *report, gj_err *err,
                               gj_code *code)
{
	entry *found = NULL;
	char *key = key_of(report->source, report->agency);
	if (key)
		HASH_FIND_STR(cover->entries, key, found);
	free(key);
	if (!found)
		*code = gj_err_set(err, GJ_E_INPUT, 0, "%.*s stands in %s but not in %s",
		                   GJ_STR_ARG(report->source),
		                   gj_result_name(GJ_RESULT_REPORTS_NDJSON),
		                   gj_result_name(GJ_RESULT_COVERAGE_JSON));
	return found ? found->item : NULL;
}

/* Without a roster, the law's day for an agency of that name. */
static gj_str due_of(gj_arena *arena, const gj_report *report)
{
	if (!report->year)
		return (gj_str){ 0 };
	gj_agency agency = gj_agency_of(report->agency, GJ_STR(""), GJ_STR(""));
	gj_deadline due = gj_calendar_of_law.days[agency.government];
	return gj_str_format(arena, "%04d-%02d-%02d", report->year + 1, due.month, due.day);
}

/* Who is told of each report. */
typedef struct listener {
	gj_record_visit *visit;
	void *context;
} listener;

static gj_code tell_record(const listener *to, const coverage *cover, gj_arena *arena, gj_str line,
                           gj_err *err)
{
	gj_report report = { 0 };
	gj_verdict verdict = { 0 };
	gj_check_options check = { 0 };
	gj_sample_facts facts = { .tainted = &verdict.tainted };
	gj_code code = gj_record_parse(arena, line, &report, err);
	if (code == GJ_OK && cover->root) {
		const cJSON *item = find_entry(cover, &report, err, &code);
		facts.region = text_of(item, "region");
		facts.level = text_of(item, "level");
		facts.kind = text_of(item, "kind");
		facts.parent = text_of(item, "parent");
		facts.errors = count_of(item, "errors");
		facts.warnings = count_of(item, "warnings");
		facts.year_disputed = gj_str_equal(text_of(item, "year_disputed"), GJ_STR("yes"));
		facts.checked = true;
		facts.due = text_of(item, "due");
	} else if (code == GJ_OK) {
		facts.due = due_of(arena, &report);
	}
	if (code == GJ_OK)
		code = gj_check_report(arena, &report, &check, &verdict, err);
	return code ? code : to->visit(to->context, &report, &facts, err);
}

static gj_code tell_lines(const listener *to, const coverage *cover, FILE *file, const char *path,
                          gj_err *err)
{
	gj_arena arena;
	gj_arena_init(&arena, RECORD_ARENA_MAX);
	char *line = NULL;
	size_t capacity = 0, number = 0;
	gj_code code = GJ_OK;
	for (ssize_t got; code == GJ_OK && (got = getline(&line, &capacity, file)) >= 0;) {
		number++;
		gj_str text = gj_str_trim((gj_str){ line, (size_t)got });
		if (text.len)
			code = tell_record(to, cover, &arena, text, err);
		if (code)
			gj_err_context(err, "%s: line %zu", path, number);
		gj_arena_reset(&arena);
	}
	if (code == GJ_OK && ferror(file))
		code = gj_err_set(err, GJ_E_USAGE, errno, "%s: cannot read", path);
	free(line);
	gj_arena_release(&arena);
	return code;
}

static gj_code read_lines(const listener *to, const coverage *cover, const char *path, gj_err *err)
{
	bool standard = strcmp(path, "-") == 0;
	FILE *file = standard ? stdin : fopen(path, "re");
	if (!file)
		return gj_err_set(err, GJ_E_USAGE, errno, "%s: cannot open", path);
	gj_code code = tell_lines(to, cover, file, path, err);
	if (!standard)
		fclose(file);
	return code;
}

/* The file of a sweep in its directory; false when the path is too long. */
static bool result_path(char path[PATH_MAX], const char *directory, gj_result_file file)
{
	int length = snprintf(path, PATH_MAX, "%s/%s", directory, gj_result_name(file));
	return length >= 0 && length < PATH_MAX;
}

static gj_code read_directory(const listener *to, const char *directory, gj_err *err)
{
	char records[PATH_MAX], roster[PATH_MAX];
	if (!result_path(records, directory, GJ_RESULT_REPORTS_NDJSON) ||
	    !result_path(roster, directory, GJ_RESULT_COVERAGE_JSON))
		return gj_err_set(err, GJ_E_USAGE, ENAMETOOLONG, "%s", directory);
	coverage cover = { 0 };
	gj_code code = read_coverage(&cover, roster, err);
	if (code == GJ_OK)
		code = read_lines(to, &cover, records, err);
	release_coverage(&cover);
	return code == GJ_E_READ ? err->code = GJ_E_USAGE : code;
}

static gj_code add_directory_absentees(gj_frame *frame, const char *directory, gj_err *err)
{
	char roster[PATH_MAX];
	coverage cover = { 0 };
	const cJSON *item;
	if (!result_path(roster, directory, GJ_RESULT_COVERAGE_JSON))
		return gj_err_set(err, GJ_E_USAGE, ENAMETOOLONG, "%s", directory);
	gj_code code = read_coverage(&cover, roster, err);
	cJSON_ArrayForEach(item, cover.root)
	{
		if (code || gj_str_equal(text_of(item, "status"), GJ_STR("read")))
			continue;
		code = gj_frame_add_absentee(frame, text_of(item, "agency"), text_of(item, "region"),
		                             text_of(item, "parent"), (int)count_of(item, "year"),
		                             err);
	}
	release_coverage(&cover);
	return code;
}

/* ---- a store ---- */

static gj_code tell_entry(void *context, const gj_store_entry *stored, const gj_report *report,
                          gj_err *err)
{
	const listener *to = context;
	if (!report)
		return GJ_OK;
	gj_sample_facts facts = gj_store_facts(stored);
	return to->visit(to->context, report, &facts, err);
}

/* A frame needs some cells only; null = all are told. */
static gj_code read_store(listener *to, gj_frame *frame, const char *path, gj_err *err)
{
	static const gj_load_plan everything = { .fields = NULL };
	gj_store *store;
	gj_code code = gj_store_open(&store, path, GJ_STORE_READ, err);
	if (code == GJ_OK)
		code = frame ? gj_store_fill_frame(store, 0, frame, err)
		             : gj_store_each_newest(store, &everything, tell_entry, to, err);
	gj_store_close(store);
	return code;
}

/* A file that begins as SQLite's do; records begin with a brace. */
static bool is_store(const char *path)
{
	static const char magic[] = "SQLite format 3";
	char begin[sizeof magic];
	struct stat info;
	bool regular = stat(path, &info) == 0 && S_ISREG(info.st_mode); /* a pipe reads once */
	FILE *file = regular ? fopen(path, "re") : NULL;
	size_t got = file ? fread(begin, 1, sizeof begin, file) : 0;
	if (file)
		fclose(file);
	return got == sizeof begin && memcmp(begin, magic, sizeof magic) == 0;
}

static gj_code add_absentee(void *context, const gj_store_entry *stored, const gj_report *report,
                            gj_err *err)
{
	return report ? GJ_OK
	              : gj_frame_add_absentee(context, stored->agency, stored->source->region,
	                                      stored->source->parent, stored->year, err);
}

static gj_code add_store_absentees(gj_frame *frame, const char *path, gj_err *err)
{
	static const gj_field_set none = { 0 };
	static const gj_load_plan names_only = { .fields = &none };
	gj_store *store;
	gj_arena arena;
	gj_stored_sweep last;
	bool found = false;
	gj_arena_init(&arena, RECORD_ARENA_MAX);
	gj_code code = gj_store_open(&store, path, GJ_STORE_READ, err);
	if (code == GJ_OK)
		code = gj_store_find_sweep(store, 0, &arena, &last, &found, err);
	if (found)
		code = gj_store_each_entry(store, last.id, &names_only, add_absentee, frame, err);
	gj_store_close(store);
	gj_arena_release(&arena);
	return code;
}

/* What stands at a path. */
typedef enum place_kind { PLACE_RECORDS, PLACE_STORE, PLACE_DIRECTORY } place_kind;

/* `store` is where the store is, when there is one. */
static place_kind kind_of(const char *path, char store[PATH_MAX])
{
	struct stat info;
	bool directory = stat(path, &info) == 0 && S_ISDIR(info.st_mode);
	int length = snprintf(store, PATH_MAX, directory ? "%s/" GJ_STORE_NAME : "%s", path);
	if (length > 0 && length < PATH_MAX && is_store(store))
		return PLACE_STORE;
	return directory ? PLACE_DIRECTORY : PLACE_RECORDS;
}

static gj_code read_path(listener *to, gj_frame *frame, const char *path, gj_err *err)
{
	static const coverage no_roster = { 0 };
	char store[PATH_MAX];
	switch (kind_of(path, store)) {
	case PLACE_STORE:
		return read_store(to, frame, store, err);
	case PLACE_DIRECTORY:
		return read_directory(to, path, err);
	default:
		return read_lines(to, &no_roster, path, err);
	}
}

gj_code gj_records_add_absentees(gj_frame *frame, const char *path, gj_err *err)
{
	char store[PATH_MAX];
	switch (kind_of(path, store)) {
	case PLACE_STORE:
		return add_store_absentees(frame, store, err);
	case PLACE_DIRECTORY:
		return add_directory_absentees(frame, path, err);
	default:
		return GJ_OK;
	}
}

static gj_code add_sample(void *context, const gj_report *report, const gj_sample_facts *facts,
                          gj_err *err)
{
	return gj_frame_add(context, report, facts, err);
}

gj_code gj_records_read(gj_frame *frame, const char *path, gj_err *err)
{
	listener to = { add_sample, frame };
	return read_path(&to, frame, path, err);
}

gj_code gj_records_each(const char *path, gj_record_visit *visit, void *context, gj_err *err)
{
	listener to = { visit, context };
	return read_path(&to, NULL, path, err);
}
