#include "cross/trace.h"

#include "tally/tally.h"

/* One cell: a byte of these bits, then what they announce, as varints. A place
 * is told by how far it lies from the place before. */
enum {
	STATE_BITS = 7,
	HAS_NUMBER = 1 << 3,
	HAS_SCALE = 1 << 4,
	HAS_DOUBTS = 1 << 5,
	HAS_PLACE = 1 << 6,
	MORE = 0x80, /* of a varint: another byte follows */
	VARINT_MAX = 10,
	CELL_MAX = 9 * VARINT_MAX /* bytes of a cell: at most nine varints */
};

/* Both return the end of what they write. */
static inline char *put(char *to, uint64_t value)
{
	for (; value >= MORE; value >>= 7)
		*to++ = (char)(value | MORE);
	*to++ = (char)value;
	return to;
}

/* Small of either sign become small. */
static inline char *put_signed(char *to, int64_t value)
{
	return put(to, (uint64_t)value << 1 ^ (value < 0 ? UINT64_MAX : 0));
}

static uint64_t get(gj_str *from)
{
	uint64_t value = 0;
	size_t at = 0;
	for (unsigned shift = 0; at < from->len && shift < 64; shift += 7) {
		unsigned char byte = (unsigned char)from->ptr[at++];
		value |= (uint64_t)(byte & (MORE - 1)) << shift;
		if (!(byte & MORE))
			break;
	}
	*from = gj_str_from(*from, at);
	return value;
}

static int64_t get_signed(gj_str *from)
{
	uint64_t value = get(from);
	return (int64_t)(value >> 1) ^ -(int64_t)(value & 1);
}

static unsigned bits_of(const gj_value *value)
{
	gj_state state = value->state;
	if (state == GJ_STATE_ANNOTATED && !gj_value_is_count(value))
		state = GJ_STATE_NOT_A_NUMBER;
	bool number = state == GJ_STATE_NUMBER || state == GJ_STATE_ANNOTATED;
	return (unsigned)state | (number ? HAS_NUMBER : 0) |
	       (number && value->number.scale ? HAS_SCALE : 0) | (value->doubts ? HAS_DOUBTS : 0) |
	       (value->place.grid ? HAS_PLACE : 0);
}

static char *pack_place(char *to, const gj_place *place, const gj_place *last)
{
	to = put_signed(to, (int64_t)place->grid - last->grid);
	to = put_signed(to, (int64_t)place->row - last->row);
	to = put_signed(to, (int64_t)place->column - last->column);
	to = put_signed(to, (int64_t)place->range.begin - last->range.begin);
	return put(to, place->range.end - place->range.begin);
}

static char *pack_cell(char *to, const gj_value *value, const gj_place *last)
{
	unsigned bits = bits_of(value);
	to = put(to, bits);
	if (bits & HAS_NUMBER)
		to = put_signed(to, value->number.units);
	if (bits & HAS_SCALE)
		to = put(to, value->number.scale);
	if (bits & HAS_DOUBTS)
		to = put(to, value->doubts);
	return bits & HAS_PLACE ? pack_place(to, &value->place, last) : to;
}

void gj_trace_pack(gj_buffer *to, const gj_report *report)
{
	const gj_place nowhere = { 0 }, *last = &nowhere;
	char *room = gj_buffer_reserve(to, (size_t)GJ_FIELD_COUNT * CELL_MAX), *end = room;
	if (!room)
		return;
	for (gj_field field = 0; field < GJ_FIELD_COUNT; field++) {
		const gj_value *value = &report->values[field];
		end = pack_cell(end, value, last);
		if (value->place.grid)
			last = &value->place;
	}
	to->length += (size_t)(end - room);
}

static void unpack_place(gj_str *from, int table, gj_place *place, gj_place *last)
{
	place->table = (uint16_t)table;
	place->grid = (uint16_t)(last->grid + get_signed(from));
	place->row = (uint32_t)(last->row + get_signed(from));
	place->column = (uint32_t)(last->column + get_signed(from));
	place->range.begin = (uint32_t)(last->range.begin + get_signed(from));
	place->range.end = (uint32_t)(place->range.begin + get(from));
	*last = *place;
}

void gj_trace_unpack(gj_str trace, gj_report *report)
{
	gj_place last = { 0 };
	for (gj_field field = 0; field < GJ_FIELD_COUNT; field++) {
		gj_value *value = &report->values[field];
		unsigned bits = (unsigned)get(&trace);
		*value = (gj_value){ .state = (gj_state)(bits & STATE_BITS) };
		if (bits & HAS_NUMBER)
			value->number.units = get_signed(&trace);
		if (bits & HAS_SCALE)
			value->number.scale = (uint8_t)get(&trace);
		if (bits & HAS_DOUBTS)
			value->doubts = (uint16_t)get(&trace);
		if (bits & HAS_PLACE)
			unpack_place(&trace, gj_field_table(field), &value->place, &last);
	}
}
