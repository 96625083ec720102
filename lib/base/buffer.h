/* A growing byte buffer with a ceiling and a sticky error.
 *
 * Appends after a failure do nothing, so a caller appends freely and checks
 * `failed` once. The content is not NUL-terminated. Owner: whoever inits it.
 */
#ifndef GJ_BASE_BUFFER_H
#define GJ_BASE_BUFFER_H

#include "base/error.h"
#include "base/text.h"

#include <stdint.h>

typedef struct gj_buffer {
	char *data;
	size_t length, capacity, ceiling;
	gj_code failed; /* GJ_OK, GJ_E_LIMIT or GJ_E_MEMORY */
} gj_buffer;

void gj_buffer_init(gj_buffer *buffer, size_t ceiling);
void gj_buffer_release(gj_buffer *buffer);
/* Empties it and clears `failed`; keeps the memory. */
void gj_buffer_clear(gj_buffer *buffer);

/* Room for `more` bytes at the end, or NULL; the caller writes there and adds
 * to `length`. Mostly there is room already. */
char *gj_buffer_grow(gj_buffer *buffer, size_t more);

static inline char *gj_buffer_reserve(gj_buffer *buffer, size_t more)
{
	bool room = buffer->data && !buffer->failed && buffer->capacity - buffer->length >= more;
	return room ? buffer->data + buffer->length : gj_buffer_grow(buffer, more);
}

void gj_buffer_add(gj_buffer *buffer, const char *bytes, size_t length);
void gj_buffer_add_str(gj_buffer *buffer, gj_str text);

static inline void gj_buffer_add_text(gj_buffer *buffer, const char *text)
{
	gj_buffer_add(buffer, text, strlen(text));
}

static inline void gj_buffer_add_char(gj_buffer *buffer, char c)
{
	char *to = gj_buffer_reserve(buffer, 1);
	if (!to)
		return;
	*to = c;
	buffer->length++;
}

void gj_buffer_add_integer(gj_buffer *buffer, int64_t value);
/* For short, cold output only (below 1,024 bytes a call). */
void gj_buffer_printf(gj_buffer *buffer, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

gj_str gj_buffer_str(const gj_buffer *buffer);

#endif
