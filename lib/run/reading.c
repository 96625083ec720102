#include "run/reading.h"

#include "base/file.h"
#include "map/read.h"
#include "run/judge.h"
#include "warc/digest.h"

#include <stdint.h>

enum {
	/* What a reading or desk keeps for the next document; the ordinary report
	 * needs about 300 KB, and an outsized one must not stay. */
	KEEP_BYTES_MAX = 1 << 20,
	/* A report's arena may grow to so many times the largest document: grids
	 * and decoded text of ordinary markup stay below one time. */
	ARENA_PER_DOCUMENT = 4,
	ARENA_BASE = 32 << 20,
	ARENA_RESERVE = 4 << 20, /* for the finding that says a document took all the rest */
	TEXT_MAX = 256 << 20 /* one record or verdict as text */
};

/* ---- memory ---- */

static size_t arena_ceiling(size_t size_max)
{
	if (size_max > (SIZE_MAX - ARENA_BASE) / ARENA_PER_DOCUMENT)
		return SIZE_MAX;
	return size_max * ARENA_PER_DOCUMENT + ARENA_BASE;
}

static void trim_buffer(gj_buffer *buffer)
{
	if (buffer->capacity > KEEP_BYTES_MAX)
		gj_buffer_release(buffer);
	gj_buffer_clear(buffer);
}

static void trim_arena(gj_arena *arena)
{
	if (arena->used > KEEP_BYTES_MAX)
		gj_arena_release(arena);
	gj_arena_reset(arena);
}

void gj_desk_init(gj_desk *desk, size_t size_max)
{
	gj_buffer_init(&desk->raw, size_max);
	gj_arena_init(&desk->arena, arena_ceiling(size_max));
}

void gj_desk_release(gj_desk *desk)
{
	gj_buffer_release(&desk->raw);
	gj_arena_release(&desk->arena);
}

static void trim_desk(gj_desk *desk)
{
#ifdef GJ_ARENA_MALLOC
	/* Nothing may point into the raw bytes after the reading: let ASan see it. */
	gj_buffer_release(&desk->raw);
#endif
	trim_buffer(&desk->raw);
	trim_arena(&desk->arena);
}

void gj_reading_init(gj_reading *reading, size_t size_max)
{
	*reading = (gj_reading){ 0 };
	gj_arena_init(&reading->arena, arena_ceiling(size_max));
	gj_buffer_init(&reading->text, TEXT_MAX);
	gj_buffer_init(&reading->scratch, TEXT_MAX);
}

void gj_reading_clear(gj_reading *reading)
{
	trim_arena(&reading->arena);
	trim_buffer(&reading->text);
	trim_buffer(&reading->scratch);
	*reading = (gj_reading){
		.arena = reading->arena, .text = reading->text, .scratch = reading->scratch
	};
}

void gj_reading_release(gj_reading *reading)
{
	gj_arena_release(&reading->arena);
	gj_buffer_release(&reading->text);
	gj_buffer_release(&reading->scratch);
	gj_reading_clear(reading);
}

size_t gj_reading_size(const gj_reading *reading)
{
	return reading->arena.used + reading->text.capacity + reading->scratch.capacity;
}

/* ---- one document ---- */

static gj_code no_memory(gj_err *err)
{
	return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
}

static gj_code set_digest(gj_reading *reading, gj_str bytes, gj_err *err)
{
	char hex[GJ_DIGEST_HEX];
	reading->report.digest = gj_str_copy(&reading->arena, gj_digest(bytes, hex));
	return reading->report.digest.len ? GJ_OK : no_memory(err);
}

/* A document that passes a limit is refused: a fact about it, not about us. */
static gj_code refuse_too_large(gj_reading *reading)
{
	gj_str digest = reading->report.digest;
	reading->report = (gj_report){
		.refusal = GJ_REFUSED_TOO_LARGE, .digest = digest,
		.tables = { GJ_FORM_NONE, GJ_FORM_NONE, GJ_FORM_NONE, GJ_FORM_NONE, GJ_FORM_NONE }
	};
	reading->err = (gj_err){ 0 };
	return GJ_OK;
}

static gj_code read_bytes(const gj_batch_options *options, gj_reading *reading, gj_str bytes,
                          gj_str content_type, gj_err *err)
{
	gj_str digest = reading->report.digest;
	gj_document_hints hints = { .content_type = content_type, .name = reading->input.name };
	reading->arena.ceiling -= ARENA_RESERVE;
	gj_code code = gj_report_read(&reading->arena, bytes, &hints, &reading->report, err);
	reading->arena.ceiling += ARENA_RESERVE;
	reading->report.digest = digest;
	if (code == GJ_E_LIMIT)
		code = refuse_too_large(reading);
	if (code == GJ_OK && options->digest && !digest.len)
		code = set_digest(reading, bytes, err);
	return code;
}

/* What a roster's address gave, when it may need to be told. */
static gj_code look_at(gj_desk *desk, gj_reading *reading, gj_str bytes, gj_str content_type,
                       gj_err *err)
{
	reading->answer = GJ_ANSWER_REPORT;
	bool read = reading->report.refusal == GJ_REFUSED_NOT;
	if (!reading->input.source || (read && !content_type.len))
		return GJ_OK;
	gj_look look;
	gj_expected expected = { reading->input.source->agency, reading->input.source->year };
	if (gj_answer_look(&look, &desk->arena, bytes, content_type, &expected))
		return no_memory(err);
	bool report = look.answer == GJ_ANSWER_REPORT || look.answer == GJ_ANSWER_WRONG_CHARSET;
	if (read && look.answer != GJ_ANSWER_WRONG_CHARSET)
		return GJ_OK;
	reading->answer = !read && report ? GJ_ANSWER_UNKNOWN : look.answer;
	return GJ_OK;
}

static gj_code read_file(const gj_batch_options *options, gj_desk *desk, gj_reading *reading, gj_err *err)
{
	gj_code code = gj_file_read(reading->input.name.ptr, &desk->raw, err);
	if (code == GJ_E_LIMIT)
		return refuse_too_large(reading);
	if (code == GJ_E_READ && reading->input.source) {
		reading->failure = GJ_FETCH_FILE;
		return GJ_OK;
	}
	if (code)
		return code;
	code = read_bytes(options, reading, gj_buffer_str(&desk->raw), (gj_str){ 0 }, err);
	return code ? code : look_at(desk, reading, gj_buffer_str(&desk->raw), (gj_str){ 0 }, err);
}

/* The report behind a page that only links to it: when it can be read, it stands
 * for the page. */
static gj_code read_followed(const gj_batch_options *options, gj_desk *desk, gj_reading *reading, gj_str link,
                             gj_err *err)
{
	gj_capture capture = { 0 };
	gj_report page = reading->report;
	gj_code code = gj_archive_load(options->archive, link, &desk->arena, &capture, NULL);
	if (code || capture.failure)
		return GJ_OK; /* the page is all there is */
	reading->followed = gj_str_copy(&reading->arena, link);
	reading->report = (gj_report){ .digest = gj_str_copy(&reading->arena, capture.digest) };
	code = read_bytes(options, reading, capture.body, capture.content_type, err);
	if (code)
		return code;
	if (reading->report.refusal) {
		reading->report = page;
		return GJ_OK;
	}
	reading->answer = GJ_ANSWER_REPORT;
	reading->final_address = gj_str_copy(&reading->arena, capture.final_address);
	reading->record = gj_str_copy(&reading->arena, capture.record);
	reading->hops = gj_str_copy(&reading->arena, capture.hops);
	reading->http_status = capture.status;
	reading->captured_at = capture.captured_at;
	reading->unchanged = capture.unchanged;
	return GJ_OK;
}

static gj_code read_capture(const gj_batch_options *options, gj_desk *desk, gj_reading *reading, gj_err *err)
{
	const gj_archive *archive = options->archive;
	if (!gj_archive_has(archive, reading->input.name)) {
		reading->failure = GJ_FETCH_NOT_CAPTURED;
		return GJ_OK;
	}
	gj_capture capture = { 0 };
	gj_code code = gj_archive_load(archive, reading->input.name, &desk->arena, &capture, err);
	if (code == GJ_E_LIMIT)
		return refuse_too_large(reading);
	if (code == GJ_E_INPUT) {
		reading->failure = GJ_FETCH_BROKEN; /* torn record: this source only */
		return GJ_OK;
	}
	if (code)
		return code;
	reading->failure = capture.failure;
	reading->captured_at = capture.captured_at;
	reading->http_status = capture.status;
	reading->final_address = gj_str_copy(&reading->arena, capture.final_address);
	reading->report.digest = gj_str_copy(&reading->arena, capture.digest);
	reading->unchanged = capture.unchanged;
	reading->record = gj_str_copy(&reading->arena, capture.record);
	reading->hops = gj_str_copy(&reading->arena, capture.hops);
	if (capture.failure)
		return GJ_OK;
	code = read_bytes(options, reading, capture.body, capture.content_type, err);
	if (code == GJ_OK)
		code = look_at(desk, reading, capture.body, capture.content_type, err);
	if (code == GJ_OK && reading->report.refusal && capture.follow.len)
		code = read_followed(options, desk, reading, capture.follow, err);
	return code;
}

static gj_code read_input(const gj_batch_options *options, gj_desk *desk, gj_reading *reading, gj_err *err)
{
	switch (reading->input.kind) {
	case GJ_INPUT_FILE:
		return read_file(options, desk, reading, err);
	case GJ_INPUT_BYTES:
		reading->report.digest = reading->input.digest;
		reading->record = reading->input.record;
		return read_bytes(options, reading, reading->input.bytes,
		                  reading->input.content_type, err);
	case GJ_INPUT_CAPTURE:
		return read_capture(options, desk, reading, err);
	case GJ_INPUT_NOTHING:
		break;
	}
	return GJ_OK;
}

static gj_code make(gj_reading *reading, gj_desk *desk, const gj_batch_options *options,
                    gj_err *err)
{
	gj_code code = read_input(options, desk, reading, err);
	trim_desk(desk);
	if (code)
		return code;
	gj_judge_adopt(reading);
	if (reading->followed.len && !reading->report.refusal)
		reading->report.source = reading->followed;
	if (options->check)
		code = gj_judge(reading, options, err);
	if (code == GJ_OK && options->render)
		code = options->render(options->render_context, reading, err);
	return code;
}

void gj_reading_make(gj_reading *reading, gj_desk *desk, const gj_batch_options *options)
{
	reading->code = make(reading, desk, options, &reading->err);
}
