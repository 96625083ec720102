#include "docket/baseline.h"

#include "base/file.h"

#include <cjson/cJSON.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <uthash.h>

enum {
	FILE_MAX = 1 << 30 /* some two million findings */
};

typedef struct known {
	const char *fingerprint;
	const char *home;     /* agency and year */
	const gj_rule *rule;  /* null when this version knows it no more */
	gj_severity severity;
	gj_field field;
	gj_str message;
	bool baselined, seen;
	struct known *sibling; /* of the same report */
	UT_hash_handle hh;
} known;

typedef struct home {
	const char *name;
	known *first;
	UT_hash_handle hh;
} home;

struct gj_baseline {
	gj_arena arena;
	known *known;
	home *homes;
};

static gj_code no_memory(gj_err *err)
{
	return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory for the baseline");
}

gj_code gj_baseline_new(gj_baseline **baseline, gj_err *err)
{
	gj_baseline *made = *baseline = calloc(1, sizeof *made);
	if (!made)
		return no_memory(err);
	gj_arena_init(&made->arena, FILE_MAX);
	return GJ_OK;
}

void gj_baseline_free(gj_baseline *baseline)
{
	if (!baseline)
		return;
	HASH_CLEAR(hh, baseline->known); /* the entries are the arena's */
	HASH_CLEAR(hh, baseline->homes);
	gj_arena_release(&baseline->arena);
	free(baseline);
}

/* ---- reading ---- */

static gj_str text_of(const cJSON *item, const char *name)
{
	return gj_str_of(cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(item, name)));
}

static const char *home_of(gj_arena *arena, gj_str agency, int year)
{
	return gj_str_format(arena, "%.*s\n%d", GJ_STR_ARG(agency), year).ptr;
}

static gj_severity severity_by_name(gj_str name)
{
	gj_severity severity = GJ_NOTE;
	while (severity < GJ_ERROR && !gj_str_equal(name, gj_str_of(gj_severity_name(severity))))
		severity++;
	return severity;
}

static home *find_home(gj_baseline *baseline, const char *name)
{
	home *found = NULL;
	HASH_FIND_STR(baseline->homes, name, found);
	if (found)
		return found;
	found = gj_arena_zalloc(&baseline->arena, 1, sizeof *found);
	if (found) {
		found->name = name;
		HASH_ADD_KEYPTR(hh, baseline->homes, name, strlen(name), found);
	}
	return found;
}

static gj_code add_known(gj_baseline *baseline, const cJSON *item, bool baselined, gj_err *err)
{
	gj_arena *arena = &baseline->arena;
	gj_str fingerprint = gj_str_copy(arena, text_of(item, "fingerprint"));
	const cJSON *year = cJSON_GetObjectItemCaseSensitive(item, "year");
	known *found = NULL;
	if (!fingerprint.len)
		return gj_err_set(err, GJ_E_INPUT, 0, "a finding without its fingerprint");
	/* What was resolved then is news when it comes back. */
	if (gj_str_equal(text_of(item, "status"), GJ_STR("resolved")))
		return GJ_OK;
	HASH_FIND_STR(baseline->known, fingerprint.ptr, found);
	if (found) {
		found->baselined |= baselined;
		return GJ_OK;
	}
	found = gj_arena_zalloc(arena, 1, sizeof *found);
	const char *name = home_of(arena, text_of(item, "agency"),
	                           cJSON_IsNumber(year) ? year->valueint : 0);
	home *place = found && name ? find_home(baseline, name) : NULL;
	if (!place)
		return no_memory(err);
	*found = (known){ .fingerprint = fingerprint.ptr, .home = name, .baselined = baselined,
		          .rule = gj_rule_by_id(text_of(item, "rule")),
		          .severity = severity_by_name(text_of(item, "severity")),
		          .field = gj_field_by_id(text_of(item, "field")),
		          .message = gj_str_copy(arena, text_of(item, "message")),
		          .sibling = place->first };
	place->first = found;
	HASH_ADD_KEYPTR(hh, baseline->known, fingerprint.ptr, fingerprint.len, found);
	return GJ_OK;
}

static gj_code read_line(gj_baseline *baseline, gj_str line, gj_err *err)
{
	if (!gj_str_trim(line).len)
		return GJ_OK;
	cJSON *item = cJSON_ParseWithLength(line.ptr, line.len);
	gj_code code = cJSON_IsObject(item) ? add_known(baseline, item, true, err)
	                                    : gj_err_set(err, GJ_E_INPUT, 0, "is not a JSON object");
	cJSON_Delete(item);
	return code;
}

gj_code gj_baseline_read(gj_baseline *baseline, const char *path, gj_err *err)
{
	gj_buffer bytes;
	size_t number = 0;
	gj_buffer_init(&bytes, FILE_MAX);
	gj_code code = gj_file_read(path, &bytes, err);
	if (code == GJ_E_READ && err)
		code = err->code = GJ_E_USAGE;
	gj_str rest = gj_buffer_str(&bytes);
	while (code == GJ_OK && rest.len) {
		gj_str line = gj_str_upto(rest, gj_str_find(rest, GJ_STR("\n")));
		rest = gj_str_from(rest, line.len + 1);
		number++;
		code = read_line(baseline, line, err);
		if (code)
			gj_err_context(err, "%s: line %zu", path, number);
	}
	gj_buffer_release(&bytes);
	return code;
}

/* The anomalies.json of a sweep; null, and GJ_OK, when there is none. */
static gj_code load_sweep(const char *directory, cJSON **root, gj_err *err)
{
	char path[PATH_MAX];
	int length = snprintf(path, sizeof path, "%s/anomalies.json", directory);
	*root = NULL;
	if (length < 0 || length >= PATH_MAX || access(path, R_OK) != 0)
		return GJ_OK;
	gj_buffer bytes;
	gj_buffer_init(&bytes, FILE_MAX);
	gj_code code = gj_file_read(path, &bytes, err);
	if (code == GJ_OK)
		*root = cJSON_ParseWithLength(bytes.data, bytes.length);
	gj_buffer_release(&bytes);
	if (code == GJ_OK && !cJSON_IsArray(*root)) {
		cJSON_Delete(*root);
		*root = NULL;
		code = gj_err_set(err, GJ_E_INPUT, 0, "%s: is not a JSON array", path);
	}
	return code;
}

gj_code gj_baseline_read_sweep(gj_baseline *baseline, const char *directory, gj_err *err)
{
	cJSON *root;
	const cJSON *item;
	gj_code code = load_sweep(directory, &root, err);
	cJSON_ArrayForEach(item, root)
	{
		if (code == GJ_OK)
			code = add_known(baseline, item, false, err);
	}
	cJSON_Delete(root);
	return code;
}

/* ---- comparing ---- */

void gj_baseline_compare(const gj_baseline *baseline, gj_arena *arena, const gj_report *report,
                         gj_verdict *verdict)
{
	for (size_t i = 0; i < verdict->count; i++) {
		gj_finding *finding = &verdict->findings[i];
		known *found = NULL;
		finding->fingerprint = gj_finding_fingerprint(arena, report, finding);
		HASH_FIND(hh, baseline->known, finding->fingerprint.ptr, finding->fingerprint.len,
		          found);
		if (!found)
			continue;
		finding->status = GJ_STATUS_OPEN;
		finding->baselined = found->baselined;
	}
}

void gj_baseline_see(gj_baseline *baseline, const gj_verdict *verdict)
{
	for (size_t i = 0; i < verdict->count; i++) {
		gj_str fingerprint = verdict->findings[i].fingerprint;
		known *found = NULL;
		HASH_FIND(hh, baseline->known, fingerprint.ptr, fingerprint.len, found);
		if (found)
			found->seen = true;
	}
}

void gj_baseline_restart(gj_baseline *baseline)
{
	for (known *at = baseline->known; at; at = at->hh.next)
		at->seen = false;
}

static bool add_gone(gj_arena *arena, known *gone, gj_verdict *verdict)
{
	gj_finding *finding = gj_verdict_add(arena, verdict, gone->rule);
	if (!finding)
		return false;
	finding->severity = gone->severity;
	finding->status = GJ_STATUS_RESOLVED;
	finding->field = gone->field;
	finding->message = gone->message;
	finding->fingerprint = gj_str_of(gone->fingerprint);
	gone->seen = true;
	return true;
}

gj_code gj_baseline_add_resolved(gj_baseline *baseline, gj_arena *arena, const gj_report *report,
                                 const bool *enabled, gj_verdict *verdict, gj_err *err)
{
	home *place = NULL;
	const char *name = home_of(arena, report->agency, report->year);
	if (!name)
		return no_memory(err);
	HASH_FIND_STR(baseline->homes, name, place);
	for (known *at = place ? place->first : NULL; at; at = at->sibling) {
		bool looked = at->rule && (!enabled || enabled[gj_rule_index(at->rule)]);
		if (!at->seen && looked && !add_gone(arena, at, verdict))
			return no_memory(err);
	}
	return GJ_OK;
}

/* ---- writing ---- */

static void add_member(gj_buffer *to, const char *name, gj_str text)
{
	gj_buffer_printf(to, ",\"%s\":", name);
	if (text.len)
		gj_json_add_string(to, text);
	else
		gj_buffer_add_text(to, "null");
}

static void add_line(gj_buffer *to, gj_arena *arena, const gj_tell_options *options,
                     const gj_report *report, const gj_finding *finding, size_t ordinal)
{
	(void)options, (void)ordinal;
	gj_str field = finding->field == GJ_FIELD_NONE ? (gj_str){ 0 }
	                                               : gj_str_of(gj_field_id(finding->field));
	gj_buffer_add_text(to, "{\"fingerprint\":");
	gj_json_add_string(to, gj_finding_fingerprint(arena, report, finding));
	add_member(to, "rule", gj_str_of(finding->rule->id));
	add_member(to, "severity", gj_str_of(gj_severity_name(finding->severity)));
	add_member(to, "agency", report->agency);
	add_member(to, "region", report->region);
	gj_buffer_printf(to, ",\"year\":%d", report->year);
	add_member(to, "source", report->source);
	add_member(to, "field", field);
	add_member(to, "message", finding->message);
	gj_buffer_add_text(to, "}\n");
}

const gj_teller gj_teller_baseline = { .name = "baseline", .finding = add_line };

static void copy_item(gj_buffer *to, const cJSON *item)
{
	static const char *const members[] = { "rule", "severity", "agency", "region", "year",
		                               "source", "field", "message" };
	if (gj_str_equal(text_of(item, "status"), GJ_STR("resolved")))
		return;
	gj_buffer_add_text(to, "{\"fingerprint\":");
	gj_json_add_string(to, text_of(item, "fingerprint"));
	for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
		const cJSON *member = cJSON_GetObjectItemCaseSensitive(item, members[i]);
		if (cJSON_IsNumber(member))
			gj_buffer_printf(to, ",\"%s\":%d", members[i], member->valueint);
		else
			add_member(to, members[i], text_of(item, members[i]));
	}
	gj_buffer_add_text(to, "}\n");
}

gj_code gj_baseline_copy_sweep(gj_buffer *to, const char *directory, bool *found, gj_err *err)
{
	cJSON *root;
	const cJSON *item;
	gj_code code = load_sweep(directory, &root, err);
	*found = root != NULL;
	cJSON_ArrayForEach(item, root)
		copy_item(to, item);
	cJSON_Delete(root);
	return code == GJ_OK && to->failed ? no_memory(err) : code;
}
