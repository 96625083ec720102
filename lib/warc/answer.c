/* HTTP answers out of WARC records, with the transfer undone: archives of
 * others keep chunks and compression as they came over the wire. */
#include "warc/read.h"

#include "warc/digest.h"
#include "warc/http_head.h"

#include <string.h>
#include <zlib.h>

enum {
	ANY_WINDOW = 15 + 32, /* zlib: gzip or zlib wrapping, whichever is there */
	CHUNK_LINE_MAX = 4096,   /* size and extensions */
	HTTP_HEAD_MAX = 1 << 20, /* more than any client accepts */
};

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	char lower = (char)(c | 0x20);
	return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* One "size[;extension]" line of a chunked body; false when it is none. */
static bool chunk_size(gj_str *rest, size_t *size)
{
	gj_str line, near = gj_str_upto(*rest, CHUNK_LINE_MAX);
	if (!gj_header_line(&near, &line))
		return false;
	*rest = gj_str_from(*rest, (size_t)(near.ptr - rest->ptr));
	size_t digits = 0;
	for (*size = 0; digits < line.len && hex_value(line.ptr[digits]) >= 0; digits++) {
		if (*size > SIZE_MAX >> 5)
			return false;
		*size = *size * 16 + (size_t)hex_value(line.ptr[digits]);
	}
	return digits > 0 && (digits == line.len || strchr("; \t", line.ptr[digits]));
}

/* Joins the chunks in place; false when they end too early. */
static bool join_chunks(char *bytes, gj_str *body)
{
	size_t length = 0, size;
	for (gj_str rest = *body; chunk_size(&rest, &size) && size <= rest.len;) {
		if (size == 0) {
			*body = gj_str_upto(*body, length);
			return true;
		}
		memmove(bytes + length, rest.ptr, size);
		length += size;
		rest = gj_str_from(rest, size);
		if (gj_str_starts(rest, GJ_STR("\r\n")))
			rest = gj_str_from(rest, 2);
	}
	return false;
}

/* Some writers undo the chunks and leave the header that announces them. */
static bool is_chunked(const gj_capture *capture)
{
	gj_str transfer = gj_header_value(capture->headers, GJ_STR("Transfer-Encoding"));
	gj_str rest = capture->body;
	size_t size;
	return gj_str_equal_nocase(transfer, GJ_STR("chunked")) && chunk_size(&rest, &size);
}

static gj_fetch_failure inflate_body(gj_str body, gj_buffer *to)
{
	z_stream z = { .next_in = (Bytef *)(uintptr_t)body.ptr, .avail_in = (uInt)body.len };
	if (body.len > UINT32_MAX || inflateInit2(&z, ANY_WINDOW) != Z_OK)
		return GJ_FETCH_BROKEN;
	int result = Z_OK;
	while (result == Z_OK && !to->failed) {
		char piece[16 * 1024];
		z.next_out = (Bytef *)piece;
		z.avail_out = sizeof piece;
		result = inflate(&z, Z_NO_FLUSH);
		gj_buffer_add(to, piece, sizeof piece - z.avail_out);
	}
	inflateEnd(&z);
	if (to->failed)
		return GJ_FETCH_TOO_LARGE;
	return result == Z_STREAM_END ? GJ_FETCH_OK : GJ_FETCH_BROKEN;
}

static void fail(gj_capture *capture, gj_fetch_failure failure, gj_str detail)
{
	capture->failure = failure;
	capture->detail = detail;
	capture->body = (gj_str){ 0 };
}

static bool is_compressed(gj_str body)
{
	/* gzip, or zlib with its usual window; anything else was decoded before. */
	return gj_str_starts(body, GJ_STR("\x1F\x8B")) || gj_str_starts(body, GJ_STR("\x78"));
}

static gj_code decompress(gj_capture *capture, size_t body_max, gj_arena *arena, gj_err *err)
{
	gj_buffer plain;
	gj_buffer_init(&plain, body_max);
	gj_fetch_failure failure = inflate_body(capture->body, &plain);
	gj_code code = GJ_OK;
	if (failure == GJ_FETCH_OK) {
		capture->body = gj_str_copy(arena, gj_buffer_str(&plain));
		if (!capture->body.ptr)
			code = gj_err_set(err, GJ_E_LIMIT, 0, "decompressed body does not fit");
	} else {
		fail(capture, failure, GJ_STR("the archived body cannot be decompressed"));
	}
	gj_buffer_release(&plain);
	return code;
}

static gj_code undo_transfer(gj_capture *capture, char *body, size_t body_max, gj_arena *arena,
                             gj_err *err)
{
	gj_str content = gj_header_value(capture->headers, GJ_STR("Content-Encoding"));
	if (is_chunked(capture) && !join_chunks(body, &capture->body)) {
		fail(capture, GJ_FETCH_BROKEN, GJ_STR("the archived body ends inside its chunks"));
		return GJ_OK;
	}
	static const char *const zipped[] = { "gzip", "x-gzip", "deflate" };
	for (size_t i = 0; i < sizeof zipped / sizeof zipped[0]; i++)
		if (gj_str_equal_nocase(content, gj_str_of(zipped[i])))
			return is_compressed(capture->body) ? decompress(capture, body_max, arena, err)
			                                    : GJ_OK;
	if (content.len && !gj_str_equal_nocase(content, GJ_STR("identity")))
		fail(capture, GJ_FETCH_BROKEN, GJ_STR("the archived body is in a coding not known here"));
	return GJ_OK;
}

static gj_code split_answer(char *block, size_t length, size_t body_max, gj_arena *arena,
                            gj_capture *capture, gj_err *err)
{
	gj_str answer = { block, length };
	size_t head = gj_http_head_length(answer);
	capture->headers = gj_str_upto(answer, head);
	capture->body = gj_str_from(answer, head);
	capture->status = gj_http_status(capture->headers);
	if (!capture->status || head == SIZE_MAX) {
		fail(capture, GJ_FETCH_BROKEN, GJ_STR("the archived record is no HTTP answer"));
		return GJ_OK;
	}
	capture->content_type = gj_header_value(capture->headers, GJ_STR("Content-Type"));
	if (!gj_http_status_is_good(capture->status))
		capture->failure = gj_fetch_failure_of_status(capture->status);
	return undo_transfer(capture, block + head, body_max, arena, err);
}

/* The digest in the record when it is ours, otherwise made anew. */
static gj_code find_digest(gj_str recorded, gj_arena *arena, gj_capture *capture, gj_err *err)
{
	gj_str prefix = GJ_STR("sha256:");
	char hex[GJ_DIGEST_HEX];
	gj_str digest = gj_str_from(recorded, prefix.len);
	bool usable = gj_str_starts(recorded, prefix) && digest.len == GJ_DIGEST_HEX - 1;
	if (!usable)
		digest = gj_digest(capture->body, hex);
	capture->digest = gj_str_copy(arena, digest);
	return capture->digest.ptr ? GJ_OK : gj_err_set(err, GJ_E_LIMIT, 0, "record does not fit");
}

gj_code gj_warc_answer(gj_warc_reader *reader, const gj_warc_record *record, size_t body_max,
                       gj_arena *arena, gj_capture *capture, gj_err *err)
{
	*capture = (gj_capture){ .captured_at = gj_warc_date(record), .attempts = 1 };
	capture->address = capture->final_address = gj_str_copy(arena, gj_warc_address(record));
	if (gj_str_equal(gj_header_value(record->head, GJ_STR("WARC-Protocol")), GJ_STR("h2")))
		capture->protocol = GJ_STR("h2");
	gj_str digest = gj_header_value(record->head, GJ_STR("WARC-Payload-Digest"));
	if (record->length > body_max && record->length - body_max > HTTP_HEAD_MAX) {
		fail(capture, GJ_FETCH_TOO_LARGE, GJ_STR("the archived body is larger than the limit"));
		return GJ_OK;
	}
	char *block = gj_arena_alloc(arena, (size_t)record->length);
	if (!block || !capture->address.ptr)
		return gj_err_set(err, GJ_E_LIMIT, 0, "a record of %llu bytes does not fit",
		                  (unsigned long long)record->length);
	gj_code code = gj_warc_block(reader, block, err);
	if (!code)
		code = split_answer(block, (size_t)record->length, body_max, arena, capture, err);
	if (!code && capture->body.len > body_max)
		fail(capture, GJ_FETCH_TOO_LARGE, GJ_STR("the archived body is larger than the limit"));
	return code ? code : find_digest(digest, arena, capture, err);
}

gj_str gj_warc_name(gj_arena *arena, const char *path, uint64_t offset, gj_str id)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	if (offset == GJ_WARC_NO_OFFSET)
		return gj_str_format(arena, "%s %.*s", name, GJ_STR_ARG(id));
	return gj_str_format(arena, "%s byte %llu %.*s", name, (unsigned long long)offset,
	                     GJ_STR_ARG(id));
}

gj_code gj_warc_read(const char *path, size_t body_max, gj_warc_visit *visit, void *context,
                     gj_err *err)
{
	gj_warc_reader *reader;
	gj_code code = gj_warc_reader_open(&reader, path, 0, err);
	if (code)
		return code;
	gj_arena arena;
	/* The body as archived and decompressed, and its head. */
	gj_arena_init(&arena, body_max < SIZE_MAX / 4 ? 2 * body_max + 2 * HTTP_HEAD_MAX : SIZE_MAX);
	bool found = true;
	while (!code && found) {
		gj_warc_record record;
		gj_capture capture;
		code = gj_warc_next(reader, &record, &found, err);
		if (code || !found || !record.response || record.aside)
			continue;
		gj_str id = gj_header_value(record.head, GJ_STR("WARC-Record-ID"));
		gj_str name = gj_warc_name(&arena, path, record.offset, id);
		code = gj_warc_answer(reader, &record, body_max, &arena, &capture, err);
		capture.record = name;
		if (!code)
			code = visit(context, &capture, err);
		gj_arena_reset(&arena);
	}
	gj_arena_release(&arena);
	gj_warc_reader_close(reader);
	return code;
}
