#include "warc/write.h"

#include "warc/http_head.h"
#include "warc/pack.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

enum {
	HEAD_MAX = 1 << 20,       /* longer headers were refused by whoever fetched */
	UNWRITTEN_MAX = 64 * 1024, /* bytes that are collected for one write */
	DATE_MAX = 24,
	PARTS_MAX = 2,
};

struct gj_warc_writer {
	int fd;
	uint64_t offset; /* where the next record begins, once all is written */
	bool named;      /* its directory entry is on the disk */
	char *path;
	gj_packer *packer;
	gj_buffer unwritten;
	gj_buffer head, block; /* scratch */
};

typedef struct record {
	const char *type, *content_type;
	gj_capture_role role;
	gj_str address;    /* empty = none */
	time_t date;
	const char *id;
	const char *concurrent; /* id of the record this one tells about; null = none */
	const char *profile;    /* of a revisit; null = none */
	gj_warc_original original; /* of a revisit */
	gj_str server, protocol; /* empty = not known */
	gj_str digest;     /* of the payload; empty = none */
	gj_str parts[PARTS_MAX];
} record;

static const char *const role_names[] = {
	[GJ_ROLE_REDIRECT] = "redirect",
	[GJ_ROLE_ROBOTS] = "robots",
};

static gj_code cannot_write(const gj_warc_writer *writer, int sys, gj_err *err)
{
	return gj_err_set(err, GJ_E_WRITE, sys, "%s: cannot write", writer->path);
}

/* ---- text ---- */

/* One "Name: value" line. Values come from strangers: a line break in one must
 * not begin another field. */
static void add_field(gj_buffer *to, const char *name, gj_str value)
{
	gj_buffer_add_text(to, name);
	gj_buffer_add_text(to, ": ");
	for (size_t i = 0; i < value.len; i++) {
		bool control = (unsigned char)value.ptr[i] < ' ' || value.ptr[i] == 0x7F;
		gj_buffer_add_char(to, control ? ' ' : value.ptr[i]);
	}
	gj_buffer_add_text(to, "\r\n");
}

static void add_number(gj_buffer *to, const char *name, uint64_t value)
{
	gj_buffer_printf(to, "%s: %llu\r\n", name, (unsigned long long)value);
}

static void date_text(char to[DATE_MAX], time_t date)
{
	struct tm utc;
	gmtime_r(&date, &utc);
	strftime(to, DATE_MAX, "%Y-%m-%dT%H:%M:%SZ", &utc);
}

/* A random UUID (version 4) as WARC wants it. */
gj_code gj_warc_make_id(char id[GJ_WARC_ID_MAX], gj_err *err)
{
	static const char digits[] = "0123456789abcdef", begin[] = "<urn:uuid:";
	unsigned char bits[16];
	if (getrandom(bits, sizeof bits, 0) != (ssize_t)sizeof bits)
		return gj_err_set(err, GJ_E_INTERNAL, errno, "no random numbers");
	bits[6] = (unsigned char)((bits[6] & 0x0F) | 0x40);
	bits[8] = (unsigned char)((bits[8] & 0x3F) | 0x80);
	memcpy(id, begin, sizeof begin);
	char *to = id + sizeof begin - 1;
	for (size_t i = 0; i < sizeof bits; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*to++ = '-';
		*to++ = digits[bits[i] >> 4];
		*to++ = digits[bits[i] & 15];
	}
	memcpy(to, ">", 2);
	return GJ_OK;
}

/* ---- bytes ---- */

static gj_code write_out(gj_warc_writer *writer, const unsigned char *bytes, size_t length,
                         gj_err *err)
{
	while (length) {
		ssize_t done = write(writer->fd, bytes, length);
		if (done < 0 && errno != EINTR)
			return cannot_write(writer, errno, err);
		if (done < 0)
			continue;
		bytes += done;
		length -= (size_t)done;
		writer->offset += (uint64_t)done;
	}
	return GJ_OK;
}

static gj_code flush(gj_warc_writer *writer, gj_err *err)
{
	gj_str all = gj_buffer_str(&writer->unwritten);
	gj_code code = write_out(writer, (const unsigned char *)all.ptr, all.len, err);
	gj_buffer_clear(&writer->unwritten);
	return code;
}

/* Collects what was packed; a capture of the usual size is written at once. */
static gj_code collect(void *context, gj_str bytes, gj_err *err)
{
	gj_warc_writer *writer = context;
	gj_code code = GJ_OK;
	if (writer->unwritten.length + bytes.len > UNWRITTEN_MAX)
		code = flush(writer, err);
	if (!code && bytes.len > UNWRITTEN_MAX)
		return write_out(writer, (const unsigned char *)bytes.ptr, bytes.len, err);
	gj_buffer_add_str(&writer->unwritten, bytes);
	return code || !writer->unwritten.failed
	               ? code
	               : gj_err_set(err, GJ_E_MEMORY, 0, "%s: out of memory", writer->path);
}

static void add_original(gj_buffer *head, const record *what)
{
	char date[DATE_MAX];
	date_text(date, what->original.date);
	add_field(head, "WARC-Profile", gj_str_of(what->profile));
	add_field(head, "WARC-Refers-To", what->original.id);
	add_field(head, "WARC-Refers-To-Target-URI", what->original.address);
	add_field(head, "WARC-Refers-To-Date", gj_str_of(date));
}

static uint64_t block_length(const record *what)
{
	uint64_t length = 0;
	for (size_t i = 0; i < PARTS_MAX; i++)
		length += what->parts[i].len;
	return length;
}

static void record_head(gj_buffer *head, const record *what)
{
	char date[DATE_MAX];
	date_text(date, what->date);
	gj_buffer_clear(head);
	gj_buffer_add_text(head, "WARC/1.1\r\n");
	add_field(head, "WARC-Type", gj_str_of(what->type));
	add_field(head, "WARC-Record-ID", gj_str_of(what->id));
	add_field(head, "WARC-Date", gj_str_of(date));
	if (what->address.len)
		add_field(head, "WARC-Target-URI", what->address);
	if (what->concurrent)
		add_field(head, "WARC-Concurrent-To", gj_str_of(what->concurrent));
	if (what->server.len)
		add_field(head, "WARC-IP-Address", what->server);
	if (gj_str_equal(what->protocol, GJ_STR("h2")))
		add_field(head, "WARC-Protocol", what->protocol);
	if (what->role != GJ_ROLE_ANSWER)
		add_field(head, GJ_WARC_ROLE, gj_str_of(role_names[what->role]));
	if (what->profile)
		add_original(head, what);
	if (what->digest.len) {
		gj_buffer_add_text(head, "WARC-Payload-Digest: sha256:");
		gj_buffer_add_str(head, what->digest);
		gj_buffer_add_text(head, "\r\n");
	}
	add_field(head, "Content-Type", gj_str_of(what->content_type));
	add_number(head, "Content-Length", block_length(what));
	gj_buffer_add_text(head, "\r\n");
}

static gj_code write_record(gj_warc_writer *writer, const record *what, gj_err *err)
{
	record_head(&writer->head, what);
	if (writer->head.failed)
		return gj_err_set(err, writer->head.failed, 0, "%s: record head too long", writer->path);
	const gj_str parts[] = { gj_buffer_str(&writer->head), what->parts[0], what->parts[1],
		                 GJ_STR("\r\n\r\n") };
	return gj_pack(writer->packer, parts, sizeof parts / sizeof parts[0], collect, writer, err);
}

/* ---- captures ---- */

/* "HTTP/2" at the beginning or end of a line is written as HTTP/1.1, which has
 * the same form. */
static void add_first_line(gj_buffer *to, gj_str line)
{
	gj_str known = GJ_STR("HTTP/1.1"), two = GJ_STR("HTTP/2");
	bool answer = gj_str_starts(line, two), asked = gj_str_ends(line, two);
	if (answer)
		gj_buffer_add_str(to, known);
	gj_buffer_add_str(to, answer  ? gj_str_from(line, two.len)
	                      : asked ? gj_str_upto(line, line.len - two.len) : line);
	if (asked)
		gj_buffer_add_str(to, known);
	gj_buffer_add_text(to, "\r\n");
}

/* The headers as they fit the decoded body that is stored with them. */
static void stored_head(gj_buffer *to, const gj_capture *capture)
{
	static const char *const transfer[] = { "Content-Encoding", "Transfer-Encoding",
		                                "Content-Length" };
	gj_str rest = capture->headers, line;
	if (gj_header_line(&rest, &line))
		add_first_line(to, line);
	while (gj_header_line(&rest, &line) && line.len) {
		for (size_t i = 0; i < sizeof transfer / sizeof transfer[0]; i++) {
			gj_str name = gj_str_of(transfer[i]);
			if (gj_str_equal_nocase(gj_str_upto(line, name.len), name) &&
			    gj_str_starts(gj_str_from(line, name.len), GJ_STR(":")))
				gj_buffer_add_text(to, "X-Archive-Orig-");
		}
		gj_buffer_add_str(to, line);
		gj_buffer_add_text(to, "\r\n");
	}
	add_number(to, "Content-Length", capture->body.len);
	gj_buffer_add_text(to, "\r\n");
}

static gj_str target_of(const gj_capture *capture)
{
	return capture->final_address.len ? capture->final_address : capture->address;
}

static gj_code write_response(gj_warc_writer *writer, const gj_capture *capture,
                              const gj_warc_original *original, const char *id, gj_err *err)
{
	gj_buffer_clear(&writer->block);
	stored_head(&writer->block, capture);
	if (writer->block.failed)
		return gj_err_set(err, writer->block.failed, 0, "%s: headers too long", writer->path);
	record response = { .type = "response",
		            .content_type = "application/http; msgtype=response",
		            .role = capture->role,
		            .protocol = capture->protocol,
		            .address = target_of(capture),
		            .date = capture->captured_at,
		            .id = id,
		            .server = capture->server,
		            .digest = capture->digest,
		            .parts = { gj_buffer_str(&writer->block), capture->body } };
	if (original) {
		response.type = "revisit";
		response.profile = capture->status == 304
		                           ? "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
		                           : "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";
		response.original = *original;
		response.digest = original->digest;
		response.parts[1] = (gj_str){ 0 };
	}
	return write_record(writer, &response, err);
}

static gj_code write_request(gj_warc_writer *writer, const gj_capture *capture,
                             const char *concurrent, gj_err *err)
{
	char id[GJ_WARC_ID_MAX];
	gj_code code = gj_warc_make_id(id, err);
	gj_str rest = capture->request, line;
	gj_buffer_clear(&writer->block);
	if (gj_header_line(&rest, &line))
		add_first_line(&writer->block, line);
	if (!code && writer->block.failed)
		code = gj_err_set(err, writer->block.failed, 0, "%s: request too long",
		                  writer->path);
	record request = { .type = "request",
		           .content_type = "application/http; msgtype=request",
		           .role = capture->role,
		           .protocol = capture->protocol,
		           .address = target_of(capture),
		           .date = capture->captured_at,
		           .id = id,
		           .concurrent = concurrent,
		           .parts = { gj_buffer_str(&writer->block), rest } };
	return code ? code : write_record(writer, &request, err);
}

static void add_metadata(gj_buffer *block, const gj_capture *capture)
{
	gj_buffer_clear(block);
	add_field(block, "final-address", capture->final_address);
	add_number(block, "status", (uint64_t)(capture->status > 0 ? capture->status : 0));
	add_number(block, "attempts", capture->attempts);
	add_number(block, "redirects", capture->redirects);
	add_field(block, "failure", gj_str_of(gj_fetch_failure_name(capture->failure)));
	add_field(block, "detail", capture->detail);
	gj_str rest = capture->hops;
	for (gj_str line; gj_header_line(&rest, &line);)
		add_field(block, "hop", line);
	if (capture->via.len)
		add_field(block, "via", capture->via);
	if (capture->follow.len)
		add_field(block, "follow", capture->follow);
	if (capture->unchanged)
		add_field(block, "unchanged", GJ_STR("yes"));
	if (capture->legacy_tls)
		add_field(block, "tls", GJ_STR("legacy"));
}

static gj_code write_metadata(gj_warc_writer *writer, const gj_capture *capture, const char *id,
                              const char *concurrent, gj_err *err)
{
	gj_buffer *block = &writer->block;
	add_metadata(block, capture);
	if (block->failed)
		return gj_err_set(err, block->failed, 0, "%s: metadata too long", writer->path);
	record metadata = { .type = "metadata",
		            .content_type = "application/warc-fields",
		            .role = capture->role,
		            .address = capture->address,
		            .date = capture->captured_at,
		            .id = id,
		            .concurrent = concurrent,
		            .parts = { gj_buffer_str(block) } };
	return write_record(writer, &metadata, err);
}

static gj_code write_capture(gj_warc_writer *writer, const gj_capture *capture,
                             const gj_warc_original *original, const char *first, gj_err *err)
{
	if (!capture->headers.len)
		return write_metadata(writer, capture, first, NULL, err);
	char id[GJ_WARC_ID_MAX];
	gj_code code = gj_warc_make_id(id, err);
	if (!code)
		code = write_response(writer, capture, original, first, err);
	if (!code && capture->request.len)
		code = write_request(writer, capture, first, err);
	return code ? code : write_metadata(writer, capture, id, first, err);
}

gj_code gj_warc_write(gj_warc_writer *writer, const gj_capture *capture,
                      const gj_warc_original *original, gj_warc_written *written, gj_err *err)
{
	written->offset = writer->offset;
	gj_code code = write_capture(writer, capture, original, written->id, err);
	if (!code)
		code = flush(writer, err);
	gj_buffer_clear(&writer->unwritten);
	if (code && ftruncate(writer->fd, (off_t)written->offset) == 0 &&
	    lseek(writer->fd, (off_t)written->offset, SEEK_SET) >= 0)
		writer->offset = written->offset;
	return code;
}

void gj_warc_hurry(gj_warc_writer *writer, bool hurry)
{
	gj_packer_hurry(writer->packer, hurry);
}

uint64_t gj_warc_size(const gj_warc_writer *writer)
{
	return writer->offset;
}

/* ---- the file ---- */

static gj_code write_info(gj_warc_writer *writer, gj_err *err)
{
	char id[GJ_WARC_ID_MAX];
	gj_code code = gj_warc_make_id(id, err);
	record info = { .type = "warcinfo",
		        .content_type = "application/warc-fields",
		        .date = time(NULL),
		        .id = id,
		        .parts = { GJ_STR("software: gouji/" GJ_VERSION "\r\n"
		                          "format: WARC File Format 1.1\r\n") } };
	if (!code)
		code = write_record(writer, &info, err);
	return code ? code : flush(writer, err);
}

static void writer_free(gj_warc_writer *writer)
{
	gj_packer_free(writer->packer);
	gj_buffer_release(&writer->unwritten);
	gj_buffer_release(&writer->head);
	gj_buffer_release(&writer->block);
	free(writer->path);
	free(writer);
}

gj_code gj_warc_writer_open(gj_warc_writer **writer, const char *path, gj_err *err)
{
	*writer = NULL;
	gj_warc_writer *made = calloc(1, sizeof *made);
	if (!made)
		return gj_err_set(err, GJ_E_MEMORY, 0, "%s: out of memory", path);
	gj_buffer_init(&made->head, HEAD_MAX);
	gj_buffer_init(&made->block, HEAD_MAX);
	gj_buffer_init(&made->unwritten, UNWRITTEN_MAX);
	made->path = strdup(path);
	made->packer = gj_packer_new();
	if (!made->path || !made->packer) {
		writer_free(made);
		return gj_err_set(err, GJ_E_MEMORY, 0, "%s: out of memory", path);
	}
	made->fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	gj_code code = made->fd < 0 ? gj_err_set(err, GJ_E_WRITE, errno, "%s: cannot create", path)
	                            : write_info(made, err);
	if (code) {
		if (made->fd >= 0) {
			close(made->fd);
			unlink(path);
		}
		writer_free(made);
		return code;
	}
	*writer = made;
	return GJ_OK;
}

/* A new name is as lasting as its directory. */
static int sync_directory(const char *path)
{
	char *copy = strdup(path);
	int fd = copy ? open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	int sys = fd < 0 || (fsync(fd) != 0 && errno != EINVAL) ? errno : 0;
	if (fd >= 0)
		close(fd);
	free(copy);
	return sys;
}

gj_code gj_warc_sync(gj_warc_writer *writer, gj_err *err)
{
	/* EINVAL: a file system that cannot. */
	int sys = fdatasync(writer->fd) != 0 && errno != EINVAL ? errno : 0;
	if (!sys && !writer->named) {
		sys = sync_directory(writer->path);
		writer->named = !sys;
	}
	return sys ? cannot_write(writer, sys, err) : GJ_OK;
}

gj_code gj_warc_writer_close(gj_warc_writer *writer, gj_err *err)
{
	if (!writer)
		return GJ_OK;
	gj_code code = gj_warc_sync(writer, err);
	if (close(writer->fd) != 0 && !code)
		code = cannot_write(writer, errno, err);
	writer_free(writer);
	return code;
}
