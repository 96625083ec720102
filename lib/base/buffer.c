#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void gj_buffer_init(gj_buffer *buffer, size_t ceiling)
{
	*buffer = (gj_buffer){ .ceiling = ceiling };
}

void gj_buffer_release(gj_buffer *buffer)
{
	free(buffer->data);
	gj_buffer_init(buffer, buffer->ceiling);
}

void gj_buffer_clear(gj_buffer *buffer)
{
	buffer->length = 0;
	buffer->failed = GJ_OK;
}

static char *fail(gj_buffer *buffer, gj_code code)
{
	buffer->failed = code;
	return NULL;
}

char *gj_buffer_grow(gj_buffer *buffer, size_t more)
{
	if (buffer->failed)
		return NULL;
	if (more > buffer->ceiling || buffer->length > buffer->ceiling - more)
		return fail(buffer, GJ_E_LIMIT);
	size_t need = buffer->length + more;
	size_t capacity = buffer->capacity ? buffer->capacity : 256;
	while (capacity < need)
		capacity *= 2;
	if (capacity > buffer->ceiling)
		capacity = buffer->ceiling ? buffer->ceiling : 1;
	char *data = realloc(buffer->data, capacity);
	if (!data)
		return fail(buffer, GJ_E_MEMORY);
	buffer->data = data;
	buffer->capacity = capacity;
	return data + buffer->length;
}

void gj_buffer_add(gj_buffer *buffer, const char *bytes, size_t length)
{
	char *to = gj_buffer_reserve(buffer, length);
	if (!to || !length)
		return;
	memcpy(to, bytes, length);
	buffer->length += length;
}

void gj_buffer_add_str(gj_buffer *buffer, gj_str text)
{
	gj_buffer_add(buffer, text.ptr, text.len);
}

void gj_buffer_add_integer(gj_buffer *buffer, int64_t value)
{
	char digits[24];
	char *end = digits + sizeof digits, *at = end;
	uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
	do {
		*--at = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (value < 0)
		*--at = '-';
	gj_buffer_add(buffer, at, (size_t)(end - at));
}

void gj_buffer_printf(gj_buffer *buffer, const char *format, ...)
{
	char text[1024];
	va_list args;
	va_start(args, format);
	int length = vsnprintf(text, sizeof text, format, args);
	va_end(args);
	if (length < 0)
		return;
	size_t size = (size_t)length < sizeof text ? (size_t)length : sizeof text - 1;
	gj_buffer_add(buffer, text, size);
}

gj_str gj_buffer_str(const gj_buffer *buffer)
{
	return (gj_str){ buffer->data, buffer->length };
}
