#include "warc/read.h"

#include "warc/http_head.h"
#include "warc/write.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

enum {
	CHUNK = 64 * 1024,
	HEAD_MAX = 1 << 20,     /* a record head is a dozen lines; ends a file that is none */
	GZIP_WINDOW = 15 + 16,  /* zlib: largest window, gzip wrapping */
};

struct gj_warc_reader {
	int fd;
	char *path;
	uint64_t raw;      /* file offset of the next byte to come into `in` */
	bool gzip;
	bool in_member;    /* between the first and the last byte of a member */
	bool member_ended; /* to be told once the window is empty */
	uint64_t member;   /* file offset of the current member */
	z_stream z;
	uint64_t left;     /* of the current record's block */
	size_t at, filled; /* the window */
	gj_buffer head;
	char window[CHUNK];
	unsigned char in[CHUNK]; /* compressed */
};

/* ---- bytes ---- */

typedef enum flow {
	FLOW_BYTES,      /* the window holds some */
	FLOW_MEMBER_END, /* a gzip member was read whole and its checksum is right */
	FLOW_END,
	FLOW_TORN,       /* the file ends inside a member */
	FLOW_DAMAGED,
	FLOW_ERROR       /* errno */
} flow;

static gj_code trouble(const gj_warc_reader *reader, flow what, gj_err *err)
{
	if (what == FLOW_ERROR)
		return gj_err_set(err, GJ_E_READ, errno, "%s: cannot read", reader->path);
	return gj_err_set(err, GJ_E_INPUT, 0, "%s: %s near byte %llu", reader->path,
	                  what == FLOW_DAMAGED ? "damaged" : "ends inside a record",
	                  (unsigned long long)reader->raw);
}

static flow read_raw(gj_warc_reader *reader, void *to, size_t *got)
{
	ssize_t count;
	do
		count = pread(reader->fd, to, CHUNK, (off_t)reader->raw);
	while (count < 0 && errno == EINTR);
	if (count < 0)
		return FLOW_ERROR;
	reader->raw += (uint64_t)count;
	*got = (size_t)count;
	return count ? FLOW_BYTES : FLOW_END;
}

static flow inflate_some(gj_warc_reader *reader)
{
	reader->z.next_out = (Bytef *)reader->window;
	reader->z.avail_out = CHUNK;
	int result = inflate(&reader->z, Z_NO_FLUSH);
	if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
		return FLOW_DAMAGED;
	reader->filled = CHUNK - reader->z.avail_out;
	if (result == Z_STREAM_END) {
		reader->in_member = false;
		reader->member_ended = true;
	}
	return FLOW_BYTES;
}

static flow fill_gzip(gj_warc_reader *reader)
{
	while (!reader->filled) {
		if (reader->member_ended) {
			reader->member_ended = false;
			return FLOW_MEMBER_END;
		}
		size_t got = reader->z.avail_in;
		flow raw = got ? FLOW_BYTES : read_raw(reader, reader->in, &got);
		if (raw != FLOW_BYTES)
			return raw == FLOW_END && reader->in_member ? FLOW_TORN : raw;
		if (!reader->z.avail_in) {
			reader->z.next_in = reader->in;
			reader->z.avail_in = (uInt)got;
		}
		if (!reader->in_member) {
			reader->member = reader->raw - reader->z.avail_in;
			inflateReset(&reader->z);
			reader->in_member = true;
		}
		flow inflated = inflate_some(reader);
		if (inflated != FLOW_BYTES)
			return inflated;
	}
	return FLOW_BYTES;
}

/* Sees to it that the window holds bytes. */
static flow fill(gj_warc_reader *reader)
{
	if (reader->at < reader->filled)
		return FLOW_BYTES;
	reader->at = reader->filled = 0;
	return reader->gzip ? fill_gzip(reader)
	                    : read_raw(reader, reader->window, &reader->filled);
}

/* ---- opening ---- */

static gj_code detect_gzip(gj_warc_reader *reader, gj_err *err)
{
	unsigned char magic[2] = { 0 };
	if (pread(reader->fd, magic, sizeof magic, 0) < 0)
		return trouble(reader, FLOW_ERROR, err);
	reader->gzip = magic[0] == 0x1F && magic[1] == 0x8B;
	return GJ_OK;
}

gj_code gj_warc_reader_open(gj_warc_reader **reader, const char *path, uint64_t offset,
                            gj_err *err)
{
	*reader = NULL;
	gj_warc_reader *made = calloc(1, sizeof *made);
	if (!made || !(made->path = strdup(path)) || inflateInit2(&made->z, GZIP_WINDOW) != Z_OK) {
		free(made ? made->path : NULL);
		free(made);
		return gj_err_set(err, GJ_E_MEMORY, 0, "%s: out of memory", path);
	}
	gj_buffer_init(&made->head, HEAD_MAX);
	made->raw = offset;
	made->fd = open(path, O_RDONLY | O_CLOEXEC);
	gj_code code = made->fd < 0 ? gj_err_set(err, GJ_E_READ, errno, "%s: cannot open", path)
	                            : detect_gzip(made, err);
	if (code)
		gj_warc_reader_close(made);
	else
		*reader = made;
	return code;
}

void gj_warc_reader_close(gj_warc_reader *reader)
{
	if (!reader)
		return;
	if (reader->fd >= 0)
		close(reader->fd);
	inflateEnd(&reader->z);
	gj_buffer_release(&reader->head);
	free(reader->path);
	free(reader);
}

/* ---- records ---- */

gj_code gj_warc_finish(gj_warc_reader *reader, gj_err *err)
{
	for (;;) {
		flow flowing = fill(reader);
		bool ended = flowing == FLOW_END || flowing == FLOW_MEMBER_END;
		if (ended && !reader->left)
			return GJ_OK;
		if (flowing != FLOW_BYTES)
			return trouble(reader, ended ? FLOW_TORN : flowing, err);
		size_t here = reader->filled - reader->at;
		size_t step = reader->left < here ? (size_t)reader->left : here;
		reader->at += step;
		reader->left -= step;
		while (!reader->left && reader->at < reader->filled &&
		       strchr("\r\n", reader->window[reader->at]) && reader->window[reader->at])
			reader->at++;
		if (reader->at < reader->filled)
			return GJ_OK;
	}
}

static uint64_t window_offset(const gj_warc_reader *reader)
{
	if (!reader->gzip)
		return reader->raw - (reader->filled - reader->at);
	bool starts_member = reader->z.total_out == reader->filled && reader->at == 0;
	return starts_member ? reader->member : GJ_WARC_NO_OFFSET;
}

/* Collects the head up to its blank line. */
static gj_code read_head(gj_warc_reader *reader, gj_err *err)
{
	gj_buffer *head = &reader->head;
	gj_buffer_clear(head);
	for (bool blank = false; !blank;) {
		flow flowing = fill(reader);
		if (flowing != FLOW_BYTES)
			return trouble(reader, flowing == FLOW_END || flowing == FLOW_MEMBER_END
			                               ? FLOW_TORN : flowing, err);
		char c = reader->window[reader->at++];
		gj_buffer_add_char(head, c);
		gj_str text = gj_buffer_str(head);
		blank = c == '\n' && (gj_str_ends(text, GJ_STR("\r\n\r\n")) ||
		                      gj_str_ends(text, GJ_STR("\n\n")));
		bool warc = gj_str_starts(gj_str_upto(GJ_STR("WARC/"), text.len),
		                          gj_str_upto(text, 5));
		if (head->failed || !warc)
			return gj_err_set(err, GJ_E_INPUT, 0, "%s: no WARC record near byte %llu",
			                  reader->path, (unsigned long long)reader->raw);
	}
	return GJ_OK;
}

static gj_code describe(gj_warc_reader *reader, gj_warc_record *record, gj_err *err)
{
	record->head = gj_buffer_str(&reader->head);
	gj_str type = gj_header_value(record->head, GJ_STR("WARC-Type"));
	gj_str content = gj_header_value(record->head, GJ_STR("Content-Type"));
	gj_str http = GJ_STR("application/http"), fields = GJ_STR("application/warc-fields");
	record->response = gj_str_equal_nocase(type, GJ_STR("response")) &&
	                   gj_str_equal_nocase(gj_str_upto(content, http.len), http);
	record->revisit = gj_str_equal_nocase(type, GJ_STR("revisit"));
	record->metadata = gj_str_equal_nocase(type, GJ_STR("metadata")) &&
	                   gj_str_equal_nocase(gj_str_upto(content, fields.len), fields);
	gj_str role = gj_header_value(record->head, GJ_STR(GJ_WARC_ROLE));
	record->aside = role.len > 0;
	record->robots = gj_str_equal(role, GJ_STR("robots"));
	gj_str length = gj_header_value(record->head, GJ_STR("Content-Length"));
	if (!gj_header_number(length, &record->length))
		return gj_err_set(err, GJ_E_INPUT, 0, "%s: record without Content-Length near byte %llu",
		                  reader->path, (unsigned long long)reader->raw);
	reader->left = record->length;
	return GJ_OK;
}

gj_code gj_warc_next(gj_warc_reader *reader, gj_warc_record *record, bool *found, gj_err *err)
{
	*record = (gj_warc_record){ 0 };
	*found = false;
	gj_code code = gj_warc_finish(reader, err);
	if (code)
		return code;
	flow flowing;
	do
		flowing = fill(reader);
	while (flowing == FLOW_MEMBER_END);
	if (flowing == FLOW_END)
		return GJ_OK;
	if (flowing != FLOW_BYTES)
		return trouble(reader, flowing, err);
	record->offset = window_offset(reader);
	code = read_head(reader, err);
	if (!code)
		code = describe(reader, record, err);
	*found = !code;
	return code;
}

gj_code gj_warc_some(gj_warc_reader *reader, char *to, size_t length, gj_err *err)
{
	while (length) {
		flow flowing = fill(reader);
		if (flowing != FLOW_BYTES)
			return trouble(reader, flowing == FLOW_ERROR || flowing == FLOW_DAMAGED
			                               ? flowing : FLOW_TORN, err);
		size_t here = reader->filled - reader->at;
		size_t step = length < here ? length : here;
		memcpy(to, reader->window + reader->at, step);
		to += step;
		length -= step;
		reader->at += step;
		reader->left -= step;
	}
	return GJ_OK;
}

gj_code gj_warc_block(gj_warc_reader *reader, char *to, gj_err *err)
{
	return gj_warc_some(reader, to, (size_t)reader->left, err);
}

uint64_t gj_warc_member(const gj_warc_reader *reader)
{
	return reader->member;
}

/* Whether a whole record can be read there. */
static bool begins_record(const char *path, uint64_t offset)
{
	gj_warc_reader *reader;
	gj_warc_record record;
	bool found = false;
	if (gj_warc_reader_open(&reader, path, offset, NULL))
		return false;
	bool good = gj_warc_next(reader, &record, &found, NULL) == GJ_OK && found &&
	            gj_warc_finish(reader, NULL) == GJ_OK;
	gj_warc_reader_close(reader);
	return good;
}

gj_code gj_warc_resync(const char *path, uint64_t after, uint64_t *offset, bool *found,
                       gj_err *err)
{
	static const char magic[] = { 0x1F, (char)0x8B, 0x08 };
	enum { OVERLAP = sizeof magic - 1 };
	char window[CHUNK];
	*found = false;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return gj_err_set(err, GJ_E_READ, errno, "%s: cannot open", path);
	uint64_t base = after + 1;
	ssize_t got = 0;
	while (!*found && (got = pread(fd, window, sizeof window, (off_t)base)) > OVERLAP) {
		gj_str rest = { window, (size_t)got };
		for (size_t at; (at = gj_str_find(rest, (gj_str){ magic, sizeof magic })) != SIZE_MAX;) {
			rest = gj_str_from(rest, at);
			*offset = base + (uint64_t)(rest.ptr - window);
			if ((*found = begins_record(path, *offset)))
				break;
			rest = gj_str_from(rest, 1);
		}
		base += (uint64_t)got - OVERLAP;
	}
	int sys = errno;
	close(fd);
	return got < 0 ? gj_err_set(err, GJ_E_READ, sys, "%s: cannot read", path) : GJ_OK;
}

gj_str gj_warc_address(const gj_warc_record *record)
{
	gj_str address = gj_header_value(record->head, GJ_STR("WARC-Target-URI"));
	bool bracketed = gj_str_starts(address, GJ_STR("<")) && gj_str_ends(address, GJ_STR(">"));
	return bracketed ? gj_str_upto(gj_str_from(address, 1), address.len - 2) : address;
}

time_t gj_warc_date(const gj_warc_record *record)
{
	gj_str text = gj_header_value(record->head, GJ_STR("WARC-Date"));
	char date[sizeof "2024-01-16T08:00:00"] = { 0 };
	if (text.len < sizeof date - 1)
		return 0;
	memcpy(date, text.ptr, sizeof date - 1);
	struct tm utc = { 0 };
	const char *end = strptime(date, "%Y-%m-%dT%H:%M:%S", &utc);
	return end && !*end ? timegm(&utc) : 0;
}
