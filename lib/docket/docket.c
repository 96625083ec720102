#include "docket/docket.h"

#include <stdlib.h>
#include <string.h>

enum { PIECE_MAX = 256 << 20 }; /* the findings of one report */

struct gj_docket_entry {
	uint64_t offset;
	size_t words, counts; /* bytes */
	size_t findings;
};

static gj_code no_memory(gj_err *err)
{
	return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory for findings");
}

static gj_code write_text(gj_docket *docket, gj_err *err)
{
	if (docket->text.failed)
		return no_memory(err);
	gj_output_write_str(docket->output, gj_buffer_str(&docket->text));
	gj_buffer_clear(&docket->text);
	return GJ_OK;
}

gj_code gj_docket_init(gj_docket *docket, const gj_teller *teller, const gj_tell_options *options,
                       gj_output *output, const char *directory, gj_err *err)
{
	*docket = (gj_docket){ .teller = teller, .options = options, .output = output };
	gj_temporary_init(&docket->pieces, directory);
	gj_buffer_init(&docket->piece, PIECE_MAX);
	gj_buffer_init(&docket->text, PIECE_MAX);
	docket->counts = calloc(gj_rule_slots(), sizeof *docket->counts);
	if (!docket->counts)
		return no_memory(err);
	if (teller->begin)
		teller->begin(&docket->text, options);
	return write_text(docket, err);
}

void gj_docket_release(gj_docket *docket)
{
	gj_temporary_release(&docket->pieces);
	gj_buffer_release(&docket->piece);
	gj_buffer_release(&docket->text);
	free(docket->entries);
	free(docket->counts);
}

void gj_docket_word(const gj_teller *teller, const gj_tell_options *options, gj_buffer *to,
                    gj_arena *arena, const gj_report *report, const gj_verdict *verdict,
                    size_t first)
{
	for (size_t i = 0; i < verdict->count; i++)
		teller->finding(to, arena, options, report, &verdict->findings[i], first + i);
}

static bool grow(gj_docket *docket)
{
	if (docket->count < docket->capacity)
		return true;
	size_t capacity = docket->capacity ? 2 * docket->capacity : 64;
	gj_docket_entry *entries = reallocarray(docket->entries, capacity, sizeof *entries);
	if (!entries)
		return false;
	docket->entries = entries;
	docket->capacity = capacity;
	return true;
}

static void count_verdict(gj_docket *docket, const gj_verdict *verdict)
{
	for (size_t i = 0; i < verdict->count; i++) {
		const gj_finding *finding = &verdict->findings[i];
		docket->run.findings[finding->severity] += gj_finding_counts(finding);
		docket->run.accepted += finding->status == GJ_STATUS_ACCEPTED;
		docket->run.resolved += finding->status == GJ_STATUS_RESOLVED;
	}
	for (size_t rule = 0; verdict->counts && rule < gj_rule_slots(); rule++)
		for (int outcome = 0; outcome < GJ_OUTCOMES; outcome++)
			docket->run.outcomes[outcome] += verdict->counts[rule].outcomes[outcome];
}

gj_code gj_docket_add(gj_docket *docket, gj_str words, const gj_verdict *verdict, gj_err *err)
{
	if (!grow(docket))
		return no_memory(err);
	gj_docket_entry entry = { .words = words.len, .findings = verdict->count };
	gj_buffer_clear(&docket->piece);
	gj_buffer_add_str(&docket->piece, words);
	if (verdict->counts) {
		entry.counts = gj_rule_slots() * sizeof *verdict->counts;
		gj_buffer_add(&docket->piece, (const char *)verdict->counts, entry.counts);
	}
	if (docket->piece.failed)
		return no_memory(err);
	count_verdict(docket, verdict);
	docket->run.reports++;
	gj_code code = gj_temporary_add(&docket->pieces, gj_buffer_str(&docket->piece),
	                                &entry.offset, err);
	docket->entries[docket->count++] = entry;
	return code;
}

static void sum_counts(gj_docket *docket, const gj_docket_entry *entry, const gj_verdict *more)
{
	size_t size = gj_rule_slots() * sizeof *docket->counts;
	memset(docket->counts, 0, size);
	if (entry->counts)
		memcpy(docket->counts, docket->piece.data + entry->words, size);
	for (size_t rule = 0; more->counts && rule < gj_rule_slots(); rule++)
		for (int outcome = 0; outcome < GJ_OUTCOMES; outcome++)
			docket->counts[rule].outcomes[outcome] += more->counts[rule].outcomes[outcome];
}

gj_code gj_docket_tell(gj_docket *docket, size_t index, const gj_report *report,
                       const gj_verdict *more, gj_arena *arena, gj_err *err)
{
	const gj_docket_entry *entry = &docket->entries[index];
	const gj_teller *teller = docket->teller;
	gj_buffer *to = &docket->text;
	gj_code code = gj_temporary_load(&docket->pieces, entry->offset,
	                                 entry->words + entry->counts, &docket->piece, err);
	if (code)
		return code;
	sum_counts(docket, entry, more);
	count_verdict(docket, more);
	gj_told_report told = { report, docket->counts, entry->findings + more->count,
		                docket->told_reports, docket->told_findings };
	if (teller->begin_report)
		teller->begin_report(to, docket->options, &told);
	gj_buffer_add(to, docket->piece.data, entry->words);
	gj_docket_word(teller, docket->options, to, arena, report, more, entry->findings);
	if (teller->end_report)
		teller->end_report(to, docket->options, &told);
	docket->told_reports++;
	docket->told_findings += told.findings;
	return write_text(docket, err);
}

gj_code gj_docket_end(gj_docket *docket, gj_err *err)
{
	if (docket->teller->end)
		docket->teller->end(&docket->text, docket->options, &docket->run);
	return write_text(docket, err);
}
