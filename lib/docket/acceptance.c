#include "docket/acceptance.h"

#include "base/ini.h"
#include "rule/finding.h"

#include <stdlib.h>
#include <string.h>

enum { ARENA_MAX = 16 << 20, DATE_LENGTH = 10 };

typedef struct loading {
	gj_acceptances *accepted;
	gj_str today;
} loading;

static const struct {
	const char *key;
	size_t offset;
} texts[] = {
	{ "rule", offsetof(gj_acceptance, rule) },
	{ "fingerprint", offsetof(gj_acceptance, fingerprint) },
	{ "agency", offsetof(gj_acceptance, agency) },
	{ "field", offsetof(gj_acceptance, field) },
	{ "reason", offsetof(gj_acceptance, reason) },
	{ "author", offsetof(gj_acceptance, author) },
	{ "expires", offsetof(gj_acceptance, expires) },
};

static bool is_date(gj_str text)
{
	static const char shape[] = "dddd-dd-dd";
	if (text.len != DATE_LENGTH)
		return false;
	for (size_t i = 0; i < DATE_LENGTH; i++) {
		bool digit = text.ptr[i] >= '0' && text.ptr[i] <= '9';
		if (shape[i] == 'd' ? !digit : text.ptr[i] != '-')
			return false;
	}
	return true;
}

/* Values that cannot be what they are for. */
static gj_code check_value(const char *key, const char *value, gj_err *err)
{
	gj_str text = gj_str_of(value);
	if (strcmp(key, "field") == 0 && gj_field_by_id(text) == GJ_FIELD_NONE)
		return gj_err_set(err, GJ_E_USAGE, 0, "field: no field is called \"%.60s\"", value);
	if (strcmp(key, "expires") == 0 && !is_date(text))
		return gj_err_set(err, GJ_E_USAGE, 0, "expires: expected a date such as 2026-12-31, "
		                  "got \"%.60s\"", value);
	return GJ_OK;
}

static gj_code set_value(gj_acceptances *accepted, gj_acceptance *item, const char *key,
                         const char *value, gj_err *err)
{
	gj_code code = check_value(key, value, err);
	if (code)
		return code;
	if (strcmp(key, "year") == 0) {
		item->year = atoi(value);
		return item->year > 0 ? GJ_OK
		                      : gj_err_set(err, GJ_E_USAGE, 0,
		                                   "year: expected a year, got \"%.60s\"", value);
	}
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		if (strcmp(texts[i].key, key) != 0)
			continue;
		gj_str *to = (gj_str *)(void *)((char *)item + texts[i].offset);
		*to = gj_str_copy(&accepted->arena, gj_str_of(value));
		return to->ptr ? GJ_OK : gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	}
	return gj_err_set(err, GJ_E_USAGE, 0, "unknown key \"%.60s\"", key);
}

static gj_code take_key(void *context, const char *section, const char *key, const char *value,
                        int line, gj_err *err)
{
	gj_acceptances *accepted = ((loading *)context)->accepted;
	gj_acceptance *item = accepted->count ? &accepted->items[accepted->count - 1] : NULL;
	if (!*section)
		return gj_err_set(err, GJ_E_USAGE, 0, "stands before any [section]");
	if (!item || !gj_str_equal(item->name, gj_str_of(section))) {
		if (accepted->count == GJ_ACCEPTANCES_MAX)
			return gj_err_set(err, GJ_E_LIMIT, 0, "more than %d sections",
			                  GJ_ACCEPTANCES_MAX);
		item = &accepted->items[accepted->count++];
		item->name = gj_str_copy(&accepted->arena, gj_str_of(section));
		item->line = line;
	}
	return set_value(accepted, item, key, value, err);
}

static gj_code complete(loading *l, gj_err *err)
{
	for (size_t i = 0; i < l->accepted->count; i++) {
		gj_acceptance *item = &l->accepted->items[i];
		const char *missing = !item->rule.len && !item->fingerprint.len ? "rule or fingerprint"
		                      : !item->reason.len ? "reason"
		                      : !item->author.len ? "author"
		                      : !item->expires.len ? "expires" : NULL;
		if (missing)
			return gj_err_set(err, GJ_E_USAGE, 0, "line %d: [%.*s] lacks %s", item->line,
			                  GJ_STR_ARG(item->name), missing);
		item->expired = gj_str_compare(item->expires, l->today) < 0;
		l->accepted->expired += item->expired;
	}
	return GJ_OK;
}

gj_code gj_acceptances_read(gj_acceptances *accepted, const char *path, gj_str today, gj_err *err)
{
	*accepted = (gj_acceptances){ 0 };
	gj_arena_init(&accepted->arena, ARENA_MAX);
	accepted->items = gj_arena_zalloc(&accepted->arena, GJ_ACCEPTANCES_MAX,
	                                  sizeof *accepted->items);
	if (!accepted->items)
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	loading l = { accepted, today };
	gj_code code = gj_ini_read(path, take_key, &l, err);
	if (code)
		return code;
	code = complete(&l, err);
	return code ? gj_err_context(err, "%s", path) : code;
}

void gj_acceptances_release(gj_acceptances *accepted)
{
	gj_arena_release(&accepted->arena);
	*accepted = (gj_acceptances){ 0 };
}

static bool narrows(gj_str wanted, gj_str actual)
{
	return !wanted.len || gj_str_equal(wanted, actual);
}

static bool covers(const gj_acceptance *item, gj_arena *arena, const gj_report *report,
                   const gj_finding *finding)
{
	gj_str field = finding->field == GJ_FIELD_NONE ? (gj_str){ 0 }
	                                               : gj_str_of(gj_field_id(finding->field));
	if (item->expired || (item->year && item->year != report->year))
		return false;
	if (item->rule.len && !gj_str_equal_nocase(item->rule, gj_str_of(finding->rule->id)))
		return false;
	return narrows(item->agency, report->agency) && narrows(item->field, field) &&
	       (!item->fingerprint.len ||
	        gj_str_equal(item->fingerprint, gj_finding_fingerprint(arena, report, finding)));
}

void gj_acceptances_apply(const gj_acceptances *accepted, gj_arena *arena,
                          const gj_report *report, gj_verdict *verdict)
{
	for (size_t i = 0; i < verdict->count; i++) {
		gj_finding *finding = &verdict->findings[i];
		for (size_t k = 0; k < accepted->count; k++) {
			const gj_acceptance *item = &accepted->items[k];
			if (!covers(item, arena, report, finding))
				continue;
			finding->status = GJ_STATUS_ACCEPTED;
			finding->justification = gj_str_format(
				arena, "%.*s (%.*s, %.*s)", GJ_STR_ARG(item->reason),
				GJ_STR_ARG(item->author), GJ_STR_ARG(item->expires));
			break;
		}
	}
}
