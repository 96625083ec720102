#include "run/history.h"

#include "base/name_map.h"
#include "run/judge.h"
#include "run/results.h"
#include "warc/archive.h"
#include "map/read.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
	READING_MAX = 512 << 20,  /* one report being read */
	SCRATCH_MAX = 256 << 20,
	COVERAGE_MAX = 1 << 30    /* bytes of coverage.json: some two million entries */
};

/* ---- versions out of the archive ---- */

typedef struct digger {
	gj_store *store;
	gj_history *history;
	size_t size_max;
	const gj_source **sources;
	size_t count;
	gj_name_map by_address;
	gj_reading reading; /* its arena and scratch */
} digger;

static gj_code note_source(void *context, const gj_source *source, gj_err *err)
{
	digger *d = context;
	if (!gj_source_is_remote(source) || gj_name_map_find(&d->by_address, source->url, NULL))
		return GJ_OK;
	d->sources[d->count] = source;
	return gj_name_map_put(&d->by_address, source->url, d->count++)
	               ? gj_err_set(err, GJ_E_MEMORY, 0, "out of memory for addresses")
	               : GJ_OK;
}

/* Whose it is: an address of the roster, or one that its page led to. */
static const gj_source *source_of(const digger *d, const gj_capture *capture)
{
	size_t number;
	if (gj_name_map_find(&d->by_address, capture->address, &number) ||
	    gj_name_map_find(&d->by_address, capture->via, &number))
		return d->sources[number];
	return NULL;
}

static gj_code keep_version(digger *d, gj_err *err)
{
	gj_reading *reading = &d->reading;
	gj_store_part part;
	d->history->reports++;
	gj_judge_adopt(reading);
	gj_code code = gj_store_prepare(&reading->arena, &reading->scratch, &reading->report, &part,
	                                err);
	return code ? code : gj_store_add_version(d->store, &reading->report, &part, err);
}

static gj_code dig(void *context, const gj_capture *capture, gj_err *err)
{
	digger *d = context;
	gj_reading *reading = &d->reading;
	const gj_source *source = source_of(d, capture);
	if (!source || capture->failure || !capture->body.len)
		return GJ_OK;
	gj_document_hints hints = { .content_type = capture->content_type,
		                    .name = capture->address };
	d->history->captures++;
	reading->input = (gj_input){ .name = capture->address, .source = source };
	gj_code code = gj_report_read(&reading->arena, capture->body, &hints, &reading->report,
	                              err);
	if (code == GJ_OK && !reading->report.refusal)
		code = keep_version(d, err);
	else if (code == GJ_E_LIMIT)
		code = GJ_OK; /* refused as too large, as a sweep does */
	gj_arena_reset(&reading->arena);
	return code;
}

static gj_code dig_file(void *context, const char *path, gj_err *err)
{
	digger *d = context;
	gj_str name = gj_str_of(path);
	if (!gj_str_ends(name, GJ_STR(".warc.gz")) && !gj_str_ends(name, GJ_STR(".warc")))
		return GJ_OK;
	d->history->files++;
	gj_code code = gj_warc_read(path, d->size_max, dig, d, err);
	if (code != GJ_E_INPUT)
		return code;
	d->history->unreadable++; /* what stands before the damage was taken */
	return GJ_OK;
}

gj_code gj_history_keep(gj_store *store, const char *archive, const gj_roster *roster,
                        size_t size_max, gj_history *history, gj_err *err)
{
	*history = (gj_history){ 0 };
	if (access(archive, F_OK) != 0)
		return GJ_OK;
	digger *d = calloc(1, sizeof *d);
	const gj_source **sources = calloc(roster->remote_count + 1, sizeof *sources);
	gj_code code = d && sources ? GJ_OK
	                            : gj_err_set(err, GJ_E_MEMORY, 0, "out of memory for addresses");
	if (code == GJ_OK) {
		d->store = store;
		d->history = history;
		d->size_max = size_max;
		d->sources = sources;
		gj_arena_init(&d->reading.arena, READING_MAX);
		gj_buffer_init(&d->reading.scratch, SCRATCH_MAX);
		code = gj_roster_each(roster, note_source, d, err);
		if (code == GJ_OK)
			code = gj_file_walk(archive, dig_file, d, err);
		gj_arena_release(&d->reading.arena);
		gj_buffer_release(&d->reading.scratch);
		gj_name_map_release(&d->by_address);
	}
	free(sources);
	free(d);
	return code;
}

/* ---- the last roster ---- */

static gj_str copy_member(gj_arena *arena, const cJSON *item, const char *name)
{
	const cJSON *member = cJSON_GetObjectItemCaseSensitive(item, name);
	return gj_str_copy(arena, gj_str_of(cJSON_GetStringValue(member)));
}

static int number_member(const cJSON *item, const char *name)
{
	const cJSON *member = cJSON_GetObjectItemCaseSensitive(item, name);
	return cJSON_IsNumber(member) ? member->valueint : 0;
}

static gj_code take_items(gj_source_list *list, const cJSON *root, gj_err *err)
{
	const cJSON *item;
	int count = cJSON_GetArraySize(root);
	list->items = gj_arena_zalloc(&list->arena, (size_t)count, sizeof *list->items);
	cJSON_ArrayForEach(item, root)
	{
		if (!list->items)
			break;
		list->items[list->count++] = (gj_source){
			.agency = copy_member(&list->arena, item, "agency"),
			.region = copy_member(&list->arena, item, "region"),
			.region_code = copy_member(&list->arena, item, "region_code"),
			.level = copy_member(&list->arena, item, "level"),
			.kind = copy_member(&list->arena, item, "kind"),
			.parent = copy_member(&list->arena, item, "parent"),
			.url = copy_member(&list->arena, item, "url"),
			.year = number_member(item, "year"),
			.line = (uint32_t)number_member(item, "line"),
		};
	}
	return list->items ? GJ_OK : gj_err_set(err, GJ_E_MEMORY, 0, "out of memory for the roster");
}

static gj_code read_list(gj_source_list *list, const char *path, gj_err *err)
{
	gj_buffer bytes;
	gj_buffer_init(&bytes, COVERAGE_MAX);
	gj_arena_init(&list->arena, COVERAGE_MAX);
	gj_code code = gj_file_read(path, &bytes, err);
	cJSON *root = code ? NULL : cJSON_ParseWithLength(bytes.data, bytes.length);
	gj_buffer_release(&bytes);
	if (code == GJ_OK && !cJSON_IsArray(root))
		code = gj_err_set(err, GJ_E_INPUT, 0, "%s: is not a JSON array", path);
	if (code == GJ_OK)
		code = take_items(list, root, err);
	cJSON_Delete(root);
	return code == GJ_E_READ ? err->code = GJ_E_USAGE : code;
}

gj_code gj_history_roster(gj_roster *roster, const char *directory, gj_err *err)
{
	char path[PATH_MAX];
	*roster = (gj_roster){ 0 };
	int length = snprintf(path, sizeof path, "%s/%s", directory,
	                      gj_result_name(GJ_RESULT_COVERAGE_JSON));
	if (length < 0 || length >= PATH_MAX)
		return gj_err_set(err, GJ_E_USAGE, ENAMETOOLONG, "%s", directory);
	roster->lists = calloc(1, sizeof *roster->lists);
	if (!roster->lists)
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	gj_code code = read_list(&roster->lists[0], path, err);
	gj_roster_count(roster, &roster->lists[0]);
	return code;
}
