#include "prose/prose.h"

enum {
	SENTENCES_MAX = 2048, /* of one section; more is no report */
	COUNTS_MAX = 1024,    /* the richest report seen has about 150 */
	CONTEXT_PARAGRAPHS = 1, /* before its own, in which a count's matter may be named */
	/* A page without a full stop must not be one sentence, over which each of its
	 * counts is looked up. The longest seen, a list of 31 items, has 1,400 bytes. */
	SENTENCE_BYTES_MAX = 6000
};

static gj_code no_room(gj_err *err)
{
	return gj_err_set(err, GJ_E_LIMIT, 0, "no room to read the prose");
}

gj_str gj_prose_printed(const gj_prose *prose, uint32_t begin, uint32_t end)
{
	gj_str upto = gj_str_upto(prose->text, gj_folded_printed(&prose->folded, end));
	return gj_str_from(upto, gj_folded_printed(&prose->folded, begin));
}

gj_span gj_prose_context(const gj_prose *prose, uint32_t sentence, uint32_t end)
{
	uint32_t first = sentence, paragraph = prose->sentences[sentence].paragraph;
	while (first && paragraph - prose->sentences[first - 1].paragraph <= CONTEXT_PARAGRAPHS &&
	       end - prose->sentences[first].begin < GJ_PROSE_CONTEXT_MAX)
		first--;
	uint32_t begin = prose->sentences[first].begin;
	if (end - begin > GJ_PROSE_CONTEXT_MAX)
		begin = end - GJ_PROSE_CONTEXT_MAX;
	return gj_prose_span(prose, begin, end);
}

size_t gj_prose_spots(const gj_prose *prose, gj_says list)
{
	size_t count = 0;
	for (size_t i = 0; i < prose->sentence_count; i++) {
		const gj_sentence *sentence = &prose->sentences[i];
		if (!gj_said_has(&sentence->said, list))
			continue;
		for (const gj_spot *spot = sentence->spots; spot->begin < sentence->end; spot++)
			count += gj_spot_is(spot, list);
	}
	return count;
}

bool gj_prose_about_requests(gj_span context)
{
	uint32_t request = gj_span_last(context, GJ_SAYS_REQUESTS);
	if (request == GJ_NOWHERE)
		return false;
	/* A word that ends behind it begins no further before. */
	uint32_t from = request > GJ_SPOT_LENGTH_MAX ? request - GJ_SPOT_LENGTH_MAX : 0;
	uint32_t other = gj_span_last(gj_span_from(context, from), GJ_SAYS_OTHER_MATTERS);
	return other == GJ_NOWHERE || request > other;
}

/* --- sentences ------------------------------------------------------------ */

/* Where the sentence ends that begins at `begin`, in which the first word is *spot. Leaves
 * *spot at the first word behind it, and in *said all lists with a word in it. */
static uint32_t end_sentence(const gj_folded *folded, uint32_t begin, const gj_spot **spot, gj_said *said)
{
	uint32_t size = (uint32_t)folded->text.len;
	uint32_t end = size - begin < SENTENCE_BYTES_MAX ? size : begin + SENTENCE_BYTES_MAX;
	const gj_spot *next = *spot;
	*said = (gj_said){ { 0 } };
	for (; next->begin < end; next++) {
		if (gj_spot_is(next, GJ_SAYS_SENTENCE_ENDS) && gj_spot_end(next) <= end) {
			end = next->begin;
			break;
		}
		*said = gj_said_both(said, &gj_word_lists[next->word]);
	}
	while (end < size && ((unsigned char)folded->text.ptr[end] & 0xC0) == 0x80)
		end++;
	while (next->begin < end)
		next++;
	*spot = next;
	return end;
}

static gj_code split(gj_arena *arena, gj_prose *prose, gj_err *err)
{
	enum { FIRST_SENTENCES = 64 };
	const gj_folded *folded = &prose->folded;
	const gj_spot *spot = folded->spots;
	gj_sentence *sentences = NULL;
	size_t count = 0, capacity = 0;
	uint32_t begin = 0, paragraph = 0;
	while (begin < folded->text.len && count < SENTENCES_MAX) {
		if (count == capacity)
			sentences = gj_arena_grow(arena, sentences, count, &capacity, FIRST_SENTENCES,
			                          sizeof *sentences);
		if (!sentences)
			return no_room(err);
		gj_sentence *next = &sentences[count];
		*next = (gj_sentence){ .begin = begin, .paragraph = paragraph, .spots = spot };
		uint32_t end = next->end = end_sentence(folded, begin, &spot, &next->said);
		count += end > begin;
		paragraph += end < folded->text.len && folded->text.ptr[end] == '\n';
		bool marked = spot->begin == end && gj_spot_is(spot, GJ_SAYS_SENTENCE_ENDS);
		begin = marked ? gj_spot_end(spot++) : end;
	}
	prose->sentences = sentences;
	prose->sentence_count = count;
	return GJ_OK;
}

/* --- counts --------------------------------------------------------------- */

/* 增长了约 → 增长 */
static gj_span without_tail(gj_span words)
{
	const gj_spot *tail;
	while ((tail = gj_span_last_spot(words, GJ_SAYS_BEFORE_FIGURES)) &&
	       gj_spot_end(tail) == words.end)
		words.end = tail->begin;
	return words;
}

static gj_role role_of_ratio(const gj_count *count, gj_span words, bool change)
{
	if (change)
		return GJ_ROLE_CHANGE;
	return count->unit == GJ_UNIT_PERCENT && gj_span_says(words, GJ_SAYS_SHARES) ? GJ_ROLE_SHARE
	                                                                             : GJ_ROLE_OTHER;
}

static gj_role role_of(const gj_prose *prose, gj_count *count)
{
	const gj_said *said = &count->said_before;
	gj_span words = gj_count_before(prose, count);
	if (gj_said_has(said, GJ_SAYS_BEFORE_FIGURES))
		words = without_tail(words);
	count->falls = gj_said_has(said, GJ_SAYS_DROPS) && gj_span_ends(words, GJ_SAYS_DROPS);
	bool change = count->falls || (gj_said_has(said, GJ_SAYS_RISES) && gj_span_ends(words, GJ_SAYS_RISES));
	if (count->unit == GJ_UNIT_PERCENT || count->unit == GJ_UNIT_FOLD)
		return role_of_ratio(count, words, change);
	/* 新增5件 is a count. */
	if (change && !gj_str_ends(gj_span_text(words), GJ_STR("新增")))
		return GJ_ROLE_DIFFERENCE;
	return gj_said_has(said, GJ_SAYS_AVERAGES) && gj_span_says(words, GJ_SAYS_AVERAGES) ? GJ_ROLE_OTHER
	                                                                                    : GJ_ROLE_COUNT;
}

/* The counts of a sentence as they are come upon. */
typedef struct counter {
	gj_prose *prose;
	uint32_t sentence;
	uint32_t clause; /* where the present one begins */
	uint8_t depth;
	gj_count *last;  /* of this sentence, whose words behind it are not yet read */
} counter;

/* Up to the next mark; none when the next number comes first, whose words they are. */
static void end_last(counter *c, bool number_follows)
{
	gj_count *count = c->last;
	gj_span rest = gj_prose_span(c->prose, count->end, c->prose->sentences[c->sentence].end);
	uint32_t stop = count->end;
	if (!number_follows || c->clause > count->end) {
		stop = gj_span_first(rest, GJ_SAYS_ENDS_OF_WORDS);
		stop = stop == GJ_NOWHERE ? rest.end : stop;
	}
	count->after = stop;
	count->said_after = gj_span_said(gj_count_after(c->prose, count));
	count->role = role_of(c->prose, count);
}

/* Reads the number that may begin at `at`; returns where to go on. */
static uint32_t read_count(counter *c, uint32_t at)
{
	gj_prose *prose = c->prose;
	gj_str upto = gj_str_upto(prose->folded.text, prose->sentences[c->sentence].end);
	gj_count found = { .sentence = c->sentence, .begin = at, .clause = c->clause, .depth = c->depth };
	uint32_t length = (uint32_t)gj_figure_read(upto, at, &found.figure, &found.unit);
	if (!length) {
		/* The digits behind a digit begin no number. */
		while (at < upto.len && gj_is_digit(upto.ptr[at]))
			at++;
		return at > found.begin ? at : at + 1;
	}
	if (c->last)
		end_last(c, true);
	c->last = NULL;
	c->clause = found.end = at + length;
	if (prose->count < COUNTS_MAX) {
		found.said_before = gj_span_said(gj_count_before(prose, &found));
		c->last = &prose->counts[prose->count++];
		*c->last = found;
	}
	return found.end;
}

static void count_sentence(gj_prose *prose, uint32_t index)
{
	gj_sentence *sentence = &prose->sentences[index];
	counter c = { .prose = prose, .sentence = index, .clause = sentence->begin };
	uint32_t at = sentence->begin;
	sentence->first = (uint32_t)prose->count;
	if (!gj_said_has(&sentence->said, GJ_SAYS_NUMERALS))
		return;
	for (const gj_spot *spot = sentence->spots; spot->begin < sentence->end; spot++) {
		if (spot->begin < at)
			continue;
		if (gj_spot_is(spot, GJ_SAYS_NUMERALS)) {
			at = read_count(&c, spot->begin);
		} else if (gj_spot_is(spot, GJ_SAYS_CLAUSE_MARKS)) {
			char mark = prose->folded.text.ptr[spot->begin];
			c.depth = (uint8_t)(c.depth + (mark == '(' && c.depth < 9) - (mark == ')' && c.depth));
			c.clause = gj_spot_end(spot);
		}
	}
	if (c.last)
		end_last(&c, false);
	sentence->count = (uint32_t)prose->count - sentence->first;
}

static gj_code count_all(gj_arena *arena, gj_prose *prose, gj_err *err)
{
	size_t most = gj_prose_spots(prose, GJ_SAYS_NUMERALS);
	most = most < COUNTS_MAX ? most : COUNTS_MAX;
	prose->counts = gj_arena_alloc(arena, most * sizeof *prose->counts);
	if (!prose->counts)
		return no_room(err);
	for (uint32_t i = 0; i < prose->sentence_count; i++)
		count_sentence(prose, i);
	return GJ_OK;
}

static void bind(const gj_prose *prose, const gj_prose_setting *setting, gj_count *count)
{
	count->scope = gj_scope_at(prose, setting, count->sentence, count->begin);
	if (count->role == GJ_ROLE_COUNT)
		gj_topic_bind(prose, setting, count);
	/* The other year is part of what carried over means. */
	if (count->topic == GJ_TOPIC_CARRIED_IN || count->topic == GJ_TOPIC_CARRIED_OUT)
		count->scope = gj_scope_at(prose, setting, count->sentence, count->clause);
}

static gj_code read_sentences(gj_arena *arena, gj_str text, gj_spotted spotted, gj_prose *prose,
                              gj_err *err)
{
	*prose = (gj_prose){ .text = gj_str_upto(text, GJ_PROSE_TEXT_MAX) };
	bool folded = gj_folded_read(arena, prose->text, spotted, &prose->folded);
	return folded ? split(arena, prose, err) : no_room(err);
}

gj_code gj_prose_split(gj_arena *arena, gj_str text, gj_prose *prose, gj_err *err)
{
	return read_sentences(arena, text, GJ_SPOT_SENTENCE_ENDS, prose, err);
}

gj_code gj_prose_read(gj_arena *arena, gj_str text, const gj_prose_setting *setting,
                      gj_prose *prose, gj_err *err)
{
	gj_code code = read_sentences(arena, text, GJ_SPOT_ALL, prose, err);
	if (code == GJ_OK)
		code = count_all(arena, prose, err);
	if (code)
		return code;
	for (size_t i = 0; i < prose->count; i++)
		bind(prose, setting, &prose->counts[i]);
	return gj_claims_read(arena, setting, prose, err);
}
