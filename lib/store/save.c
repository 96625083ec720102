#include "store/save.h"

#include "store/report_row.h"

#include <string.h>

/* ---- transactions ---- */

gj_code gj_store_commit(gj_store *store, gj_err *err)
{
	if (!store->open_transaction)
		return GJ_OK;
	gj_binder end = gj_query_begin(store, GJ_QUERY_COMMIT);
	gj_code code = gj_query_insert(&end, NULL, err);
	store->open_transaction = code != GJ_OK;
	store->pending = 0;
	return code;
}

static gj_code begin(gj_store *store, gj_err *err)
{
	if (store->open_transaction)
		return GJ_OK;
	gj_binder start = gj_query_begin(store, GJ_QUERY_BEGIN);
	gj_code code = gj_query_insert(&start, NULL, err);
	store->open_transaction = code == GJ_OK;
	return code;
}

/* One more row; a full batch is committed. */
static gj_code count_row(gj_store *store, gj_err *err)
{
	if (++store->pending < GJ_STORE_BATCH)
		return GJ_OK;
	gj_code code = gj_store_commit(store, err);
	return code ? code : begin(store, err);
}

/* ---- sweeps ---- */

/* Entries and findings of a sweep that was cut short are in nobody's results; its
 * versions of reports stay. */
static const char drop_unfinished[] =
	"DELETE FROM sweep_findings WHERE sweep IN"
	" (SELECT id FROM sweeps WHERE state = 'running');"
	"DELETE FROM entries WHERE sweep IN (SELECT id FROM sweeps WHERE state = 'running');"
	"DELETE FROM sweep_rules WHERE sweep IN (SELECT id FROM sweeps WHERE state = 'running');"
	"UPDATE sweeps SET state = 'interrupted' WHERE state = 'running';";

static gj_code add_options(gj_store *store, const gj_store_sweep *sweep, gj_err *err)
{
	gj_code code = GJ_OK;
	for (size_t i = 0; i < sweep->option_count && code == GJ_OK; i++) {
		gj_binder row = gj_query_begin(store, GJ_QUERY_ADD_OPTION);
		gj_bind_integer(&row, store->sweep);
		gj_bind_name(&row, gj_str_of(sweep->options[i].name));
		gj_bind_name(&row, gj_str_of(sweep->options[i].value));
		code = gj_query_insert(&row, NULL, err);
	}
	return code;
}

gj_code gj_store_begin(gj_store *store, const gj_store_sweep *sweep, gj_err *err)
{
	gj_code code = begin(store, err);
	if (code == GJ_OK)
		code = gj_store_run(store, drop_unfinished, err);
	if (code)
		return code;
	gj_binder row = gj_query_begin(store, GJ_QUERY_ADD_SWEEP);
	gj_bind_integer(&row, sweep->started);
	gj_bind_name(&row, gj_str_of(GJ_VERSION));
	gj_bind_integer(&row, (int64_t)sweep->unusable_lines);
	code = gj_query_insert(&row, &store->sweep, err);
	store->position = store->findings = 0;
	if (code == GJ_OK)
		code = add_options(store, sweep, err);
	/* On disk at once: whoever looks sees that a sweep is running. */
	if (code == GJ_OK)
		code = gj_store_commit(store, err);
	return code ? code : begin(store, err);
}

int64_t gj_store_sweep_id(const gj_store *store)
{
	return store->sweep;
}

gj_code gj_store_end(gj_store *store, time_t finished, gj_str fetch, gj_err *err)
{
	gj_binder row = gj_query_begin(store, GJ_QUERY_END_SWEEP);
	gj_bind_integer(&row, finished);
	gj_bind_text(&row, fetch);
	gj_bind_integer(&row, store->sweep);
	return gj_query_insert(&row, NULL, err);
}

gj_code gj_store_shown(gj_store *store, int64_t sweep, gj_err *err)
{
	gj_binder row = gj_query_begin(store, GJ_QUERY_SHOWN_SWEEP);
	gj_bind_integer(&row, sweep);
	return gj_query_insert(&row, NULL, err);
}

/* ---- what entries name ---- */

static gj_code agency_id(gj_store *store, gj_str name, gj_str region, int64_t *id, gj_err *err)
{
	const gj_query queries[] = { GJ_QUERY_FIND_AGENCY, GJ_QUERY_ADD_AGENCY };
	gj_binder find = gj_query_begin(store, queries[0]);
	gj_bind_name(&find, name);
	gj_bind_name(&find, region);
	gj_code code = gj_query_find(&find, id, err);
	if (code || *id)
		return code;
	gj_binder add = gj_query_begin(store, queries[1]);
	gj_bind_name(&add, name);
	gj_bind_name(&add, region);
	return gj_query_insert(&add, id, err);
}

/* A roster entry by a number that is nearly its own. */
static int64_t key_of(gj_store *store, int64_t agency, const gj_source *source)
{
	const gj_str texts[] = { source->url, source->region_code, source->level, source->kind,
		                 source->parent };
	char digest[GJ_CONTENT_BYTES];
	gj_buffer_clear(&store->scratch);
	gj_buffer_add_integer(&store->scratch, agency);
	gj_buffer_add_char(&store->scratch, ' ');
	gj_buffer_add_integer(&store->scratch, source->year);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		gj_buffer_add_char(&store->scratch, '\n');
		gj_buffer_add_str(&store->scratch, texts[i]);
	}
	gj_content_digest(gj_buffer_str(&store->scratch), digest);
	uint64_t key = 0;
	for (size_t i = 0; i < sizeof key; i++)
		key = key << 8 | (unsigned char)digest[i];
	return (int64_t)key;
}

static void bind_source(gj_binder *row, int64_t key, int64_t agency, const gj_source *source)
{
	gj_bind_integer(row, key);
	gj_bind_integer(row, agency);
	gj_bind_integer(row, source->year);
	gj_bind_name(row, source->url);
	gj_bind_name(row, source->region_code);
	gj_bind_name(row, source->level);
	gj_bind_name(row, source->kind);
	gj_bind_name(row, source->parent);
}

static gj_code source_id(gj_store *store, const gj_source *source, int64_t *id, gj_err *err)
{
	int64_t agency;
	gj_code code = agency_id(store, source->agency, source->region, &agency, err);
	if (code)
		return code;
	int64_t key = key_of(store, agency, source);
	gj_binder find = gj_query_begin(store, GJ_QUERY_FIND_SOURCE);
	bind_source(&find, key, agency, source);
	code = gj_query_find(&find, id, err);
	if (code || *id)
		return code;
	gj_binder add = gj_query_begin(store, GJ_QUERY_ADD_SOURCE);
	bind_source(&add, key, agency, source);
	return gj_query_insert(&add, id, err);
}

static void bind_capture(gj_binder *row, int64_t source, const gj_store_entry *entry)
{
	gj_bind_integer(row, source);
	gj_bind_integer_or_null(row, entry->captured_at);
	gj_bind_integer_or_null(row, entry->http_status);
	gj_bind_text(row, entry->final_url);
	gj_bind_text(row, entry->followed);
	gj_bind_text(row, entry->digest);
	gj_bind_text(row, entry->record);
}

/* 0 when there is nothing to keep. */
static gj_code capture_id(gj_store *store, int64_t source, const gj_store_entry *entry,
                          int64_t *id, gj_err *err)
{
	*id = 0;
	if (!entry->captured_at && !entry->http_status && !entry->final_url.len &&
	    !entry->followed.len && !entry->digest.len && !entry->record.len)
		return GJ_OK;
	gj_binder find = gj_query_begin(store, GJ_QUERY_FIND_CAPTURE);
	bind_capture(&find, source, entry);
	gj_code code = gj_query_find(&find, id, err);
	if (code || *id)
		return code;
	gj_binder add = gj_query_begin(store, GJ_QUERY_ADD_CAPTURE);
	bind_capture(&add, source, entry);
	return gj_query_insert(&add, id, err);
}

/* ---- entries ---- */

/* A bit for each row of `fields`, from the second bit of the first byte on: bit i is
 * the row with id i. Empty when nothing is tainted. */
static gj_str tainted_bits(const gj_store *store, const gj_field_set *tainted,
                           char bits[GJ_TAINT_BYTES])
{
	size_t length = 0;
	memset(bits, 0, GJ_TAINT_BYTES);
	for (gj_field field = 0; tainted && field < GJ_FIELD_COUNT; field++) {
		size_t id = (size_t)store->field_ids[field];
		if (!gj_field_set_has(tainted, field) || id / 8 >= GJ_TAINT_BYTES)
			continue;
		bits[id / 8] = (char)(bits[id / 8] | 1 << id % 8);
		length = id / 8 + 1 > length ? id / 8 + 1 : length;
	}
	return (gj_str){ bits, length };
}

static gj_code insert_entry(gj_store *store, const gj_store_entry *entry, int64_t source,
                            int64_t agency, int64_t capture, int64_t report, gj_err *err)
{
	char bits[GJ_TAINT_BYTES];
	const gj_str texts[] = { entry->published, entry->due, entry->late, entry->form,
		                 entry->year_disputed, entry->changed };
	gj_binder row = gj_query_begin(store, GJ_QUERY_ADD_ENTRY);
	gj_bind_integer(&row, store->sweep);
	gj_bind_integer(&row, ++store->position);
	gj_bind_integer(&row, source);
	gj_bind_integer_or_null(&row, entry->source->line);
	gj_bind_name(&row, entry->status);
	gj_bind_text(&row, entry->reason);
	gj_bind_text(&row, entry->answer);
	gj_bind_integer(&row, agency);
	gj_bind_integer(&row, entry->year);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		gj_bind_text(&row, texts[i]);
	gj_bind_integer(&row, entry->errors);
	gj_bind_integer(&row, entry->warnings);
	gj_bind_blob(&row, tainted_bits(store, entry->tainted, bits));
	gj_bind_integer_or_null(&row, capture);
	gj_bind_integer_or_null(&row, report);
	return gj_query_insert(&row, NULL, err);
}

gj_code gj_store_add_entry(gj_store *store, const gj_store_entry *entry, const gj_report *report,
                           const gj_store_part *part, gj_err *err)
{
	int64_t source, agency, capture, version = 0;
	gj_code code = source_id(store, entry->source, &source, err);
	if (code == GJ_OK)
		code = agency_id(store, entry->agency, entry->region, &agency, err);
	if (code == GJ_OK)
		code = capture_id(store, source, entry, &capture, err);
	if (code == GJ_OK && report)
		code = gj_report_row_keep(store, agency, report, part, &version, err);
	if (code == GJ_OK)
		code = insert_entry(store, entry, source, agency, capture, version, err);
	return code ? code : count_row(store, err);
}

gj_code gj_store_add_version(gj_store *store, const gj_report *report, const gj_store_part *part,
                             gj_err *err)
{
	int64_t agency, version;
	gj_code code = agency_id(store, report->agency, report->region, &agency, err);
	if (code == GJ_OK)
		code = gj_report_row_keep(store, agency, report, part, &version, err);
	return code ? code : count_row(store, err);
}

gj_code gj_store_add_faults(gj_store *store, size_t entry, uint32_t errors, uint32_t warnings,
                            gj_err *err)
{
	if (!errors && !warnings)
		return GJ_OK;
	gj_binder row = gj_query_begin(store, GJ_QUERY_ADD_FAULTS);
	gj_bind_integer(&row, errors);
	gj_bind_integer(&row, warnings);
	gj_bind_integer(&row, store->sweep);
	gj_bind_integer(&row, (int64_t)entry + 1);
	gj_code code = gj_query_insert(&row, NULL, err);
	return code ? code : count_row(store, err);
}

/* ---- findings ---- */

/* What is kept of a finding, in the order of the columns of `findings`. */
enum { FINDING_TEXTS = 11 };
static void texts_of(const gj_finding_text *text, gj_str texts[FINDING_TEXTS])
{
	static const int columns[] = { GJ_FINDING_FIELD, GJ_FINDING_EXPECTED, GJ_FINDING_ACTUAL,
		                       GJ_FINDING_DIFFERENCE, GJ_FINDING_MESSAGE,
		                       GJ_FINDING_HYPOTHESIS, GJ_FINDING_DOUBT,
		                       GJ_FINDING_SOURCE, GJ_FINDING_LOCATION };
	for (int i = 0; i < FINDING_TEXTS - 2; i++)
		texts[i] = text->cells[columns[i]];
	texts[FINDING_TEXTS - 2] = text->fields;
	texts[FINDING_TEXTS - 1] = text->hypotheses;
}

static bool digest_finding(gj_store *store, const gj_store_finding *finding,
                           const gj_str texts[FINDING_TEXTS], char digest[GJ_CONTENT_BYTES])
{
	const gj_str *cells = finding->text.cells;
	const gj_str names[] = { finding->text.fingerprint, cells[GJ_FINDING_RULE],
		                 cells[GJ_FINDING_AGENCY], cells[GJ_FINDING_REGION] };
	gj_buffer_clear(&store->scratch);
	gj_buffer_add_integer(&store->scratch, finding->year);
	for (size_t i = 0; i < sizeof names / sizeof *names + FINDING_TEXTS; i++) {
		gj_str text = i < FINDING_TEXTS ? texts[i] : names[i - FINDING_TEXTS];
		gj_buffer_add_char(&store->scratch, ' ');
		gj_buffer_add_integer(&store->scratch, (int64_t)text.len);
		gj_buffer_add_char(&store->scratch, ':');
		gj_buffer_add_str(&store->scratch, text);
	}
	gj_content_digest(gj_buffer_str(&store->scratch), digest);
	return !store->scratch.failed;
}

static gj_code insert_finding(gj_store *store, const gj_store_finding *finding,
                              const gj_str texts[FINDING_TEXTS], gj_str content, int64_t *id,
                              gj_err *err)
{
	int64_t agency;
	gj_code code = agency_id(store, finding->text.cells[GJ_FINDING_AGENCY],
	                         finding->text.cells[GJ_FINDING_REGION], &agency, err);
	if (code)
		return code;
	gj_binder row = gj_query_begin(store, GJ_QUERY_ADD_FINDING);
	gj_bind_blob(&row, content);
	gj_bind_name(&row, finding->text.fingerprint);
	gj_bind_name(&row, finding->text.cells[GJ_FINDING_RULE]);
	gj_bind_integer(&row, agency);
	gj_bind_integer(&row, finding->year);
	for (size_t i = 0; i < FINDING_TEXTS; i++)
		gj_bind_text(&row, texts[i]);
	return gj_query_insert(&row, id, err);
}

/* Worst first, then in the order of the rules. */
static int64_t sorting_of(const gj_store_finding *finding)
{
	enum { RULES_BELOW = 1 << 20 };
	return (int64_t)(GJ_ERROR - finding->severity) * RULES_BELOW + (int64_t)finding->rule_index;
}

gj_code gj_store_add_finding(gj_store *store, size_t entry, const gj_store_finding *finding,
                             gj_err *err)
{
	gj_str texts[FINDING_TEXTS];
	char digest[GJ_CONTENT_BYTES];
	int64_t id;
	texts_of(&finding->text, texts);
	if (!digest_finding(store, finding, texts, digest))
		return gj_err_set(err, GJ_E_LIMIT, 0, "a finding is larger than the store takes");
	gj_str content = { digest, sizeof digest };
	gj_binder find = gj_query_begin(store, GJ_QUERY_FIND_FINDING);
	gj_bind_blob(&find, content);
	gj_code code = gj_query_find(&find, &id, err);
	if (code == GJ_OK && !id)
		code = insert_finding(store, finding, texts, content, &id, err);
	if (code)
		return code;
	gj_binder link = gj_query_begin(store, GJ_QUERY_LINK_FINDING);
	gj_bind_integer(&link, store->sweep);
	gj_bind_integer(&link, ++store->findings);
	gj_bind_integer(&link, (int64_t)entry + 1);
	gj_bind_integer(&link, id);
	gj_bind_name(&link, finding->text.cells[GJ_FINDING_SEVERITY]);
	gj_bind_name(&link, finding->text.cells[GJ_FINDING_STATUS]);
	gj_bind_integer(&link, sorting_of(finding));
	gj_bind_text(&link, finding->text.justification);
	code = gj_query_insert(&link, NULL, err);
	return code ? code : count_row(store, err);
}

gj_code gj_store_add_rule(gj_store *store, size_t ordinal, const gj_store_rule *rule, gj_err *err)
{
	gj_binder row = gj_query_begin(store, GJ_QUERY_ADD_RULE);
	gj_bind_integer(&row, store->sweep);
	gj_bind_integer(&row, (int64_t)ordinal);
	gj_bind_name(&row, rule->rule);
	gj_bind_name(&row, rule->severity);
	for (int outcome = 0; outcome < GJ_OUTCOMES; outcome++)
		gj_bind_integer(&row, (int64_t)rule->outcomes[outcome]);
	gj_bind_name(&row, rule->why);
	return gj_query_insert(&row, NULL, err);
}
