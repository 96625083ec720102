/* Making the index of a WARC file by reading it. */
#include "warc/index.h"

#include "warc/http_head.h"
#include "warc/read.h"

#include <stdlib.h>
#include <string.h>

enum {
	HEAD_MAX = 64 * 1024,     /* of an answer: validators stand in its first lines */
	FIELDS_MAX = 64 * 1024,   /* of a metadata record of ours */
	TEXT_MAX = 1 << 20,       /* of one capture's texts */
};

typedef struct scan {
	gj_index *index;
	const char *path;
	size_t file;
	gj_buffer *lines;
	gj_warc_reader *reader;
	gj_arena texts;     /* of the capture at hand */
	gj_indexed capture;
	size_t captures;
	bool any;           /* a capture is at hand: one more record may be about it */
	bool answered;      /* … by an answer whose metadata has not come yet */
} scan;

static gj_code out_of_memory(const scan *s, gj_err *err)
{
	return gj_err_set(err, GJ_E_MEMORY, 0, "%s: out of memory", s->path);
}

/* The capture at hand is complete. */
static gj_code flush(scan *s, gj_err *err)
{
	gj_code code = GJ_OK;
	if (s->any && s->capture.address.len) {
		code = gj_index_add(s->index, s->file, &s->capture);
		s->captures++;
		gj_index_line(s->lines, &s->capture);
	}
	s->any = s->answered = false;
	s->capture = (gj_indexed){ 0 };
	gj_arena_reset(&s->texts);
	return code || s->lines->failed ? out_of_memory(s, err) : GJ_OK;
}

static gj_str copy(scan *s, gj_str text)
{
	return text.len ? gj_str_copy(&s->texts, text) : (gj_str){ 0 };
}

/* The first bytes of the block. */
static gj_code peek(scan *s, const gj_warc_record *record, size_t most, gj_str *text, gj_err *err)
{
	size_t length = record->length < most ? (size_t)record->length : most;
	char *to = gj_arena_alloc(&s->texts, length);
	if (!to)
		return out_of_memory(s, err);
	*text = (gj_str){ to, length };
	return gj_warc_some(s->reader, to, length, err);
}

static gj_str digest_of(gj_str recorded)
{
	gj_str prefix = GJ_STR("sha256:");
	return gj_str_starts(recorded, prefix) ? gj_str_from(recorded, prefix.len) : (gj_str){ 0 };
}

static gj_code begin_answer(scan *s, const gj_warc_record *record, gj_err *err)
{
	gj_str head = { 0 };
	gj_str target = copy(s, gj_warc_address(record));
	gj_str id = copy(s, gj_header_value(record->head, GJ_STR("WARC-Record-ID")));
	gj_str digest = copy(s, digest_of(gj_header_value(record->head,
	                                                  GJ_STR("WARC-Payload-Digest"))));
	gj_code code = peek(s, record, HEAD_MAX, &head, err);
	if (code)
		return code;
	head = gj_str_upto(head, gj_http_head_length(head));
	long status = gj_http_status(head);
	bool good = record->revisit || gj_http_status_is_good(status);
	/* What is no good robots.txt is not asked about again. */
	s->any = s->answered = good || !record->robots;
	if (!s->any)
		return GJ_OK;
	s->capture = (gj_indexed){
		.address = target,
		.target = target,
		.offset = record->offset,
		.date = gj_warc_date(record),
		.failure = good ? GJ_FETCH_OK : gj_fetch_failure_of_status(status),
		.answer_only = true,
		.with_body = good && !record->revisit,
		.id = id,
		.digest = digest,
		.etag = gj_header_value(head, GJ_STR("ETag")),
		.last_modified = gj_header_value(head, GJ_STR("Last-Modified")),
	};
	return GJ_OK;
}

static gj_code take_metadata(scan *s, const gj_warc_record *record, gj_err *err)
{
	gj_str fields;
	s->capture.address = copy(s, gj_warc_address(record));
	gj_code code = peek(s, record, FIELDS_MAX, &fields, err);
	if (code)
		return code;
	gj_fetch_failure failure =
		gj_fetch_failure_of_name(gj_header_value(fields, GJ_STR("failure")));
	if (failure != GJ_FETCH_FAILURE_COUNT)
		s->capture.failure = failure;
	s->capture.follow = gj_header_value(fields, GJ_STR("follow"));
	s->capture.with_body = s->capture.with_body && s->capture.failure == GJ_FETCH_OK;
	s->capture.answer_only = s->answered = false;
	return GJ_OK;
}

static bool tells_about(const scan *s, const gj_warc_record *record)
{
	gj_str concurrent = gj_header_value(record->head, GJ_STR("WARC-Concurrent-To"));
	return s->answered && concurrent.len && gj_str_equal(concurrent, s->capture.id);
}

static gj_code take_record(scan *s, const gj_warc_record *record, gj_err *err)
{
	bool about = tells_about(s, record);
	if (about && record->metadata)
		return take_metadata(s, record, err);
	if (about)
		return GJ_OK; /* the request */
	gj_code code = flush(s, err);
	bool passed_over = record->aside && (!record->robots || record->metadata);
	if (code || passed_over || record->offset == GJ_WARC_NO_OFFSET ||
	    !gj_warc_address(record).len)
		return code;
	if (record->response || record->revisit)
		return begin_answer(s, record, err);
	if (!record->metadata)
		return GJ_OK;
	s->any = true;
	s->capture = (gj_indexed){ .offset = record->offset, .date = gj_warc_date(record) };
	return take_metadata(s, record, err);
}

/* One record, which counts only when it is whole. */
static gj_code take_whole(scan *s, const gj_warc_record *record, gj_err *err)
{
	gj_indexed before = s->capture;
	bool about = tells_about(s, record);
	gj_code code = take_record(s, record, err);
	if (!code)
		code = gj_warc_finish(s->reader, err);
	if (code == GJ_E_INPUT && about)
		s->capture = before;
	else if (code == GJ_E_INPUT)
		s->any = false;
	return code;
}

/* Takes records until the end, or the first that is not whole. */
static gj_code take_records(scan *s, bool *whole, gj_err *err)
{
	gj_code code = GJ_OK;
	bool found = true;
	while (code == GJ_OK && found) {
		gj_warc_record record;
		code = gj_warc_next(s->reader, &record, &found, err);
		if (code == GJ_OK && found)
			code = take_whole(s, &record, err);
	}
	*whole = code == GJ_OK;
	return code == GJ_E_INPUT ? GJ_OK : code;
}

gj_code gj_index_scan(gj_index *index, const char *warc_path, size_t file, gj_buffer *lines,
                      gj_scanned *scanned, gj_err *err)
{
	*scanned = (gj_scanned){ 0 };
	scan s = { .index = index, .path = warc_path, .file = file, .lines = lines };
	gj_arena_init(&s.texts, TEXT_MAX);
	uint64_t offset = 0;
	bool again = true;
	gj_code code = GJ_OK;
	while (code == GJ_OK && again) {
		bool whole = false;
		code = gj_warc_reader_open(&s.reader, warc_path, offset, err);
		if (code == GJ_OK)
			code = take_records(&s, &whole, err);
		if (code == GJ_OK)
			code = flush(&s, err);
		again = code == GJ_OK && !whole;
		if (again) {
			scanned->whole = gj_warc_member(s.reader);
			code = gj_warc_resync(warc_path, scanned->whole, &offset, &again, err);
			scanned->damaged += again;
			scanned->torn = !again;
		}
		gj_warc_reader_close(s.reader);
		s.reader = NULL;
	}
	scanned->captures = s.captures;
	gj_arena_release(&s.texts);
	return code;
}
