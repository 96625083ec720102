#include "base/temporary.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	WAITING_MAX = 1 << 18, /* written out when so much has gathered */
	PIECE_MAX = 256 << 20
};

void gj_temporary_init(gj_temporary *temporary, const char *directory)
{
	*temporary = (gj_temporary){ .directory = directory, .fd = -1 };
	gj_buffer_init(&temporary->waiting, PIECE_MAX);
}

void gj_temporary_release(gj_temporary *temporary)
{
	if (temporary->fd >= 0)
		close(temporary->fd);
	gj_buffer_release(&temporary->waiting);
	temporary->fd = -1;
}

static gj_code open_file(gj_temporary *temporary, gj_err *err)
{
	char path[PATH_MAX];
	int length = snprintf(path, sizeof path, "%s/.gouji.temporary.XXXXXX",
	                      temporary->directory);
	if (length < 0 || length >= PATH_MAX)
		return gj_err_set(err, GJ_E_WRITE, ENAMETOOLONG, "%s", temporary->directory);
	temporary->fd = mkstemp(path);
	if (temporary->fd < 0)
		return gj_err_set(err, GJ_E_WRITE, errno, "%s: cannot create a temporary file",
		                  temporary->directory);
	unlink(path);
	return GJ_OK;
}

static gj_code write_waiting(gj_temporary *temporary, gj_err *err)
{
	gj_code code = temporary->fd < 0 ? open_file(temporary, err) : GJ_OK;
	if (code)
		return code;
	gj_str rest = gj_buffer_str(&temporary->waiting);
	while (rest.len) {
		ssize_t done = write(temporary->fd, rest.ptr, rest.len);
		if (done < 0 && errno != EINTR)
			return gj_err_set(err, GJ_E_WRITE, errno, "%s: cannot write a temporary file",
			                  temporary->directory);
		if (done > 0)
			rest = gj_str_from(rest, (size_t)done);
	}
	gj_buffer_clear(&temporary->waiting);
	return GJ_OK;
}

gj_code gj_temporary_add(gj_temporary *temporary, gj_str piece, uint64_t *offset, gj_err *err)
{
	*offset = temporary->size;
	gj_buffer_add_str(&temporary->waiting, piece);
	if (temporary->waiting.failed)
		return gj_err_set(err, temporary->waiting.failed, 0, "out of memory");
	temporary->size += piece.len;
	return temporary->waiting.length < WAITING_MAX ? GJ_OK : write_waiting(temporary, err);
}

gj_code gj_temporary_load(const gj_temporary *temporary, uint64_t offset, size_t length,
                          gj_buffer *to, gj_err *err)
{
	uint64_t written = temporary->size - temporary->waiting.length;
	gj_buffer_clear(to);
	char *into = gj_buffer_reserve(to, length);
	if (!into)
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	if (offset >= written) {
		gj_buffer_add(to, temporary->waiting.data + (offset - written), length);
		return GJ_OK;
	}
	while (to->length < length) {
		ssize_t got = pread(temporary->fd, into + to->length, length - to->length,
		                    (off_t)(offset + to->length));
		if (got == 0 || (got < 0 && errno != EINTR))
			return gj_err_set(err, GJ_E_WRITE, got ? errno : EIO,
			                  "%s: cannot read back a temporary file",
			                  temporary->directory);
		if (got > 0)
			to->length += (size_t)got;
	}
	return GJ_OK;
}

void gj_slice_put(gj_buffer *to, gj_str slice)
{
	uint64_t length = slice.ptr ? slice.len : UINT64_MAX;
	gj_buffer_add(to, (const char *)&length, sizeof length);
	if (slice.ptr)
		gj_buffer_add_str(to, slice);
}

gj_str gj_slice_take(gj_str *from)
{
	uint64_t length;
	memcpy(&length, from->ptr, sizeof length);
	*from = gj_str_from(*from, sizeof length);
	if (length == UINT64_MAX)
		return (gj_str){ 0 };
	gj_str slice = gj_str_upto(*from, (size_t)length);
	*from = gj_str_from(*from, (size_t)length);
	return slice;
}
