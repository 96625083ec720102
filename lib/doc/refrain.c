#include "doc/refrain.h"

static bool opens_cell(const gj_step *step)
{
	return gj_element_is_cell(step->element) && !step->closing;
}

static bool is_blank(const gj_step *step)
{
	return step->element == GJ_ELEMENT_OTHER || step->element == GJ_ELEMENT_LINE;
}

/* White space and breaks do nothing before a cell opens, whatever of cells and rows is
 * closed in between: opening breaks too. */
static void drop_blanks(gj_refrain *run)
{
	const gj_step *steps = run->steps;
	size_t from = run->count, kept;
	while (from && (is_blank(&steps[from - 1]) || steps[from - 1].element == GJ_ELEMENT_TR ||
	                (gj_element_is_cell(steps[from - 1].element) && steps[from - 1].closing)))
		from--;
	for (kept = from; from < run->count; from++)
		if (!is_blank(&steps[from]))
			run->steps[kept++] = steps[from];
	run->count = (uint8_t)kept;
}

gj_refrain *gj_refrain_open(gj_refrains *refrains)
{
	refrains->count = refrains->count == GJ_REFRAINS ? 1 : refrains->count;
	gj_refrain *run = &refrains->kept[refrains->count];
	refrains->last = refrains->last == refrains->count ? 0 : refrains->last;
	run->length = 0; /* what stood there is no more */
	run->count = 0;
	return run;
}

void gj_refrain_add(gj_refrain *run, const gj_step *step)
{
	/* Behind a cell that opens nothing is there to break. */
	if (is_blank(step) && run->count && opens_cell(&run->steps[run->count - 1]))
		return;
	if (opens_cell(step))
		drop_blanks(run);
	run->steps[run->count++] = *step;
}

/* The first that followed is the first guess ever after, the others are the latest. */
static void follow(gj_refrain *last, uint8_t run)
{
	if (!last->next[0]) {
		last->next[0] = run;
	} else if (!memchr(last->next, run, GJ_GUESSES)) {
		memmove(last->next + 2, last->next + 1, GJ_GUESSES - 2);
		last->next[1] = run;
	}
}

static uint8_t *slot_of(gj_refrains *refrains, uint64_t tail, size_t length)
{
	uint64_t mixed = (tail + length) * UINT64_C(0x9E3779B97F4A7C15);
	return &refrains->slots[mixed / (UINT64_MAX / GJ_REFRAIN_SLOTS + 1)];
}

void gj_refrain_close(gj_refrains *refrains, gj_str bytes, size_t begin, size_t end)
{
	size_t length = end - begin;
	if (end < GJ_WORD)
		return;
	uint64_t tail = gj_word_at(bytes.ptr + end - GJ_WORD);
	uint8_t *slot = slot_of(refrains, tail, length);
	gj_refrain *run = &refrains->kept[*slot];
	if (run->length != length || !gj_refrain_stands(run, bytes, begin)) {
		*slot = refrains->count++;
		run = &refrains->kept[*slot];
		run->tail = tail;
		run->begin = (uint32_t)begin;
		run->length = (uint32_t)length;
		memset(run->next, 0, sizeof run->next);
	}
	follow(&refrains->kept[refrains->last], *slot);
	refrains->last = *slot;
}
