#include "form/likeness.h"

/* The slot of a character, or the free one where it would be put. Zero is free: no
 * label has a NUL, and one that had would match nothing. */
static size_t slot_of(const gj_likeness *likeness, uint32_t code)
{
	size_t slot = code % GJ_LIKENESS_SLOTS;
	while (likeness->codes[slot] && likeness->codes[slot] != code)
		slot = (slot + 1) % GJ_LIKENESS_SLOTS;
	return slot;
}

void gj_likeness_to(gj_likeness *likeness, gj_str text)
{
	likeness->count = 0;
	memset(likeness->codes, 0, sizeof likeness->codes);
	size_t count = 0;
	for (size_t at = 0; at < text.len; count++) {
		uint32_t code;
		at += gj_utf8_next(text.ptr + at, text.len - at, &code);
		if (count == GJ_LIKENESS_MAX)
			return;
		size_t slot = slot_of(likeness, code);
		likeness->places[slot] = likeness->codes[slot] ? likeness->places[slot] : 0;
		likeness->codes[slot] = code;
		likeness->places[slot] |= UINT64_C(1) << count;
	}
	likeness->count = count;
}

unsigned gj_likeness_of(const gj_likeness *likeness, gj_str other)
{
	size_t count = 0;
	uint64_t unmatched = UINT64_MAX;
	for (size_t at = 0; likeness->count && at < other.len; count++) {
		uint32_t code;
		at += gj_utf8_next(other.ptr + at, other.len - at, &code);
		size_t slot = slot_of(likeness, code);
		uint64_t here = likeness->codes[slot] ? unmatched & likeness->places[slot] : 0;
		unmatched = (unmatched + here) | (unmatched - here);
	}
	if (!count || count > GJ_LIKENESS_MAX)
		return 0;
	uint64_t all = UINT64_MAX >> (GJ_LIKENESS_MAX - likeness->count);
	unsigned common = (unsigned)__builtin_popcountll(~unmatched & all);
	return (unsigned)(200 * common / (likeness->count + count));
}

unsigned gj_likeness_between(gj_str a, gj_str b)
{
	gj_likeness likeness;
	gj_likeness_to(&likeness, a);
	return gj_likeness_of(&likeness, b);
}
