#include "delta/text.h"

#include <stdlib.h>

typedef struct sentence {
	gj_str text, folded;
	size_t number;
	bool matched;
} sentence;

typedef struct sentences {
	sentence *items; /* in the text's order */
	sentence **sorted;
	size_t count;
} sentences;

/* Up to and with the mark that ends it, or a line's end. */
static gj_str take_sentence(gj_str *rest)
{
	static const gj_str marks[] = { { "。", 3 }, { "！", 3 }, { "？", 3 }, { "\n", 1 } };
	size_t end = rest->len;
	for (size_t at = 0; at < rest->len && end == rest->len; at++)
		for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
			if (gj_str_starts(gj_str_from(*rest, at), marks[i]))
				end = at + marks[i].len;
	gj_str taken = gj_str_upto(*rest, end);
	*rest = gj_str_from(*rest, end);
	return gj_str_trim(taken);
}

static int by_fold(const void *a, const void *b)
{
	const sentence *x = *(sentence *const *)a, *y = *(sentence *const *)b;
	int order = gj_str_compare(x->folded, y->folded);
	return order ? order : (x->number > y->number) - (x->number < y->number);
}

static bool split(gj_arena *arena, gj_str text, sentences *to)
{
	size_t room = 0;
	for (gj_str rest = text; rest.len; room++)
		take_sentence(&rest);
	to->items = gj_arena_zalloc(arena, room + 1, sizeof *to->items);
	to->sorted = gj_arena_zalloc(arena, room + 1, sizeof(sentence *));
	if (!to->items || !to->sorted)
		return false;
	for (gj_str rest = text; rest.len;) {
		sentence *next = &to->items[to->count];
		*next = (sentence){ .text = take_sentence(&rest), .number = to->count };
		next->folded = gj_fold_copy(arena, next->text);
		if (next->text.len && !next->folded.ptr)
			return false;
		if (next->folded.len)
			to->sorted[to->count++] = next;
	}
	if (to->count)
		qsort(to->sorted, to->count, sizeof(sentence *), by_fold);
	return true;
}

static gj_str unmatched(gj_arena *arena, const sentences *of)
{
	size_t length = 0;
	for (size_t i = 0; i < of->count; i++)
		length += of->items[i].matched ? 0 : of->items[i].text.len + 1;
	char *joined = gj_arena_zalloc(arena, length + 1, 1);
	size_t at = 0;
	for (size_t i = 0; joined && i < of->count; i++) {
		const sentence *s = &of->items[i];
		if (s->matched)
			continue;
		memcpy(joined + at, s->text.ptr, s->text.len);
		at += s->text.len;
		joined[at++] = '\n';
	}
	return (gj_str){ joined, at ? at - 1 : 0 };
}

gj_code gj_text_changes(gj_arena *arena, gj_str before, gj_str after, gj_str *gone, gj_str *came,
                        gj_err *err)
{
	sentences old = { 0 }, new = { 0 };
	*gone = *came = (gj_str){ 0 };
	if (gj_str_equal(before, after))
		return GJ_OK;
	if (!split(arena, before, &old) || !split(arena, after, &new))
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	for (size_t i = 0, j = 0; i < old.count && j < new.count;) {
		int order = gj_str_compare(old.sorted[i]->folded, new.sorted[j]->folded);
		if (!order)
			old.sorted[i]->matched = new.sorted[j]->matched = true;
		i += order <= 0;
		j += order >= 0;
	}
	*gone = unmatched(arena, &old);
	*came = unmatched(arena, &new);
	return gone->ptr && came->ptr ? GJ_OK : gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
}
