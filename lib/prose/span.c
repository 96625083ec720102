#include "prose/span.h"

gj_str gj_span_text(gj_span span)
{
	return (gj_str){ span.of->text.ptr + span.begin, span.end - span.begin };
}

static bool is_inside(const gj_spot *spot, gj_span span, gj_says list)
{
	return gj_spot_is(spot, list) && gj_spot_end(spot) <= span.end;
}

gj_said gj_span_said(gj_span span)
{
	gj_said said = { { 0 } };
	for (const gj_spot *spot = gj_span_spots(span); spot->begin < span.end; spot++)
		if (gj_spot_end(spot) <= span.end)
			said = gj_said_both(&said, &gj_word_lists[spot->word]);
	return said;
}

uint32_t gj_span_first(gj_span span, gj_says list)
{
	if (!gj_said_has(&span.of->said, list))
		return GJ_NOWHERE;
	for (const gj_spot *spot = gj_span_spots(span); spot->begin < span.end; spot++)
		if (is_inside(spot, span, list))
			return spot->begin;
	return GJ_NOWHERE;
}

bool gj_span_says(gj_span span, gj_says list)
{
	return gj_span_first(span, list) != GJ_NOWHERE;
}

bool gj_span_ends(gj_span span, gj_says list)
{
	uint32_t length = gj_span_length(span);
	gj_span tail = gj_span_from(span, length > GJ_SPOT_LENGTH_MAX ? span.end - GJ_SPOT_LENGTH_MAX : 0);
	for (const gj_spot *spot = gj_span_spots(tail); spot->begin < span.end; spot++)
		if (gj_spot_end(spot) == span.end && gj_spot_is(spot, list))
			return true;
	return false;
}

const gj_spot *gj_span_last_spot(gj_span span, gj_says list)
{
	if (!gj_said_has(&span.of->said, list))
		return NULL;
	const gj_spot *first = gj_span_spots(span), *spot = gj_span_spots(gj_span_from(span, span.end));
	const gj_spot *last = NULL;
	/* A word that begins earlier may still end later, but not by more than its length. */
	while (spot-- > first && (!last || spot->begin + GJ_SPOT_LENGTH_MAX > gj_spot_end(last))) {
		if (!is_inside(spot, span, list))
			continue;
		bool later = !last || gj_spot_end(spot) > gj_spot_end(last) ||
		             (gj_spot_end(spot) == gj_spot_end(last) && spot->length > last->length);
		last = later ? spot : last;
	}
	return last;
}

uint32_t gj_span_last(gj_span span, gj_says list)
{
	const gj_spot *last = gj_span_last_spot(span, list);
	return last ? gj_spot_end(last) : GJ_NOWHERE;
}

/* --- fillers -------------------------------------------------------------- */

static bool begins_character(gj_str text, size_t at)
{
	return ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
}

bool gj_span_holds(gj_span span, gj_fills list)
{
	gj_str text = gj_span_text(span);
	for (size_t at = 0; at < text.len; at++)
		if (begins_character(text, at) && gj_filler_length(gj_str_from(text, at), list))
			return true;
	return false;
}

bool gj_span_opens(gj_span span, gj_fills list)
{
	return gj_filler_length(gj_span_text(span), list) > 0;
}

bool gj_span_closes(gj_span span, gj_fills list)
{
	gj_str text = gj_span_text(span);
	size_t first = text.len > GJ_SPOT_LENGTH_MAX ? text.len - GJ_SPOT_LENGTH_MAX : 0;
	for (size_t at = text.len; at-- > first;)
		if (begins_character(text, at) && gj_filler_length(gj_str_from(text, at), list) == text.len - at)
			return true;
	return false;
}

uint32_t gj_span_led(gj_span span, gj_fills list)
{
	gj_str text = gj_span_text(span);
	size_t length, at = 0;
	while ((length = gj_filler_length(gj_str_from(text, at), list)))
		at += length;
	return span.begin + (uint32_t)at;
}

bool gj_span_only(gj_span span, gj_fills list)
{
	return gj_span_led(span, list) == span.end;
}
