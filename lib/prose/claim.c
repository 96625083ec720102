/* Sweeping claims: everything was settled, nothing was received, nobody sued. */
#include "prose/prose.h"

enum { CLAIMS_MAX = 256 /* of one section */ };

/* From the first word of the list on; nothing when there is none. */
static gj_span from_first(gj_span clause, gj_says list)
{
	uint32_t first = gj_span_first(clause, list);
	return gj_span_from(clause, first == GJ_NOWHERE ? clause.end : first);
}

/* What follows a denial narrows it, unless all of it is understood: 未收到教育领域的申请. */
static bool denies_all(gj_span clause, gj_says denials)
{
	gj_span said = from_first(clause, denials);
	uint32_t end = said.begin;
	for (const gj_spot *spot = gj_span_spots(said); spot->begin == said.begin; spot++)
		end = gj_spot_is(spot, denials) ? gj_spot_end(spot) : end;
	return gj_span_only(gj_span_from(said, end), GJ_FILLS_PLAIN) &&
	       !gj_span_says(clause, GJ_SAYS_SUBORDINATES);
}

/* 未 … 申请 without anything that makes it a part or another matter. */
static bool none_received(gj_span clause, gj_span context)
{
	gj_span said = from_first(clause, GJ_SAYS_NOT_RECEIVED);
	gj_str text = gj_span_text(said);
	if (!text.len)
		return false;
	if (!denies_all(clause, GJ_SAYS_NOT_RECEIVED))
		return false;
	bool meant = gj_span_says(said, GJ_SAYS_REQUESTS_MEANT) ||
	             (gj_span_says(said, GJ_SAYS_REQUEST) && gj_prose_about_requests(context));
	return meant && (!gj_span_says(said, GJ_SAYS_PART_OF_REQUESTS) ||
	                 (gj_span_says(said, GJ_SAYS_EVERYBODY) && !gj_str_has(text, GJ_STR("复议")) &&
	                  !gj_str_has(text, GJ_STR("诉讼"))));
}

/* 未发生…行政复议、行政诉讼: bit 0 for 复议, bit 1 for 诉讼. */
static unsigned no_disputes(gj_span clause, gj_span context)
{
	gj_span said = from_first(clause, GJ_SAYS_NOT_HAPPENED);
	gj_str text = gj_span_text(said);
	if (!text.len || !gj_span_says(context, GJ_SAYS_OUR_MATTER) ||
	    gj_span_says(said, GJ_SAYS_OTHER_EVENTS) || !denies_all(clause, GJ_SAYS_NOT_HAPPENED))
		return 0;
	return (unsigned)gj_str_has(text, GJ_STR("复议")) | (unsigned)gj_str_has(text, GJ_STR("诉讼")) << 1;
}

/* 申请已全部办结; not 已答复的申请均已办结, 应办的…, 均办理完毕后归档. */
static bool all_done(gj_span clause, gj_span sentence, gj_span context,
                     const gj_prose_setting *setting)
{
	gj_span said = from_first(clause, GJ_SAYS_ALL);
	gj_span before = gj_span_upto(clause, said.begin);
	const gj_spot *done = gj_span_last_spot(said, GJ_SAYS_DONE);
	return done && !gj_span_says(sentence, GJ_SAYS_EXCEPTED) &&
	       gj_prose_about_requests(context) && gj_words_are_plain(before, setting) &&
	       !gj_span_says(before, GJ_SAYS_SETTLED) &&
	       !gj_span_opens(gj_span_from(said, gj_spot_end(done)), GJ_FILLS_AFTERWARDS);
}

static void add(gj_prose *prose, gj_claim_kind kind, uint32_t sentence, gj_span clause, bool sure)
{
	if (prose->claim_count < CLAIMS_MAX)
		prose->claims[prose->claim_count++] =
			(gj_claim){ kind, GJ_SCOPE_OWN, sure, sentence, clause.begin, clause.end };
}

/* `said`: all lists with a word that begins in the clause. */
static void read_clause(gj_prose *prose, const gj_prose_setting *setting, uint32_t index,
                        gj_span clause, const gj_said *said)
{
	bool denies = gj_said_has(said, GJ_SAYS_NOT_RECEIVED) || gj_said_has(said, GJ_SAYS_NOT_HAPPENED);
	if (!denies && !(gj_said_has(said, GJ_SAYS_ALL) && gj_said_has(said, GJ_SAYS_DONE)))
		return;
	gj_span opening = gj_span_upto(clause, from_first(clause, GJ_SAYS_CLAIM_OPENERS).begin);
	bool sure = gj_words_are_plain(opening, setting);
	gj_span context = gj_prose_context(prose, index, clause.end);
	gj_span sentence = gj_prose_sentence(prose, &prose->sentences[index]);
	unsigned disputes = no_disputes(clause, context);
	if (none_received(clause, context))
		add(prose, GJ_CLAIM_NONE_RECEIVED, index, clause, sure);
	if (disputes & 1)
		add(prose, GJ_CLAIM_NO_REVIEW, index, clause, sure);
	if (disputes & 2)
		add(prose, GJ_CLAIM_NO_LITIGATION, index, clause, sure);
	if (!disputes && all_done(clause, sentence, context, setting))
		add(prose, GJ_CLAIM_ALL_DONE, index, clause, sure);
}

/* Clauses of claims end at commas and semicolons only. */
static void read_sentence(gj_prose *prose, const gj_prose_setting *setting, uint32_t index)
{
	const gj_sentence *sentence = &prose->sentences[index];
	gj_span clause = gj_prose_sentence(prose, sentence);
	gj_said said = { { 0 } };
	for (const gj_spot *spot = sentence->spots;; spot++) {
		bool last = spot->begin >= sentence->end;
		if (!last && !gj_spot_is(spot, GJ_SAYS_COMMAS)) {
			said = gj_said_both(&said, &gj_word_lists[spot->word]);
			continue;
		}
		clause.end = last ? sentence->end : spot->begin;
		if (gj_said_has(&said, GJ_SAYS_CLAIM_OPENERS))
			read_clause(prose, setting, index, clause, &said);
		if (last)
			break;
		clause.begin = gj_spot_end(spot);
		said = (gj_said){ { 0 } };
	}
}

gj_code gj_claims_read(gj_arena *arena, const gj_prose_setting *setting, gj_prose *prose,
                       gj_err *err)
{
	enum { CLAIMS_OF_A_CLAUSE = 3 }; /* which a word opens */
	size_t room = CLAIMS_OF_A_CLAUSE * gj_prose_spots(prose, GJ_SAYS_CLAIM_OPENERS);
	room = room < CLAIMS_MAX ? room : CLAIMS_MAX;
	prose->claims = gj_arena_alloc(arena, room * sizeof *prose->claims);
	if (!prose->claims)
		return gj_err_set(err, GJ_E_LIMIT, 0, "no room to read the prose");
	for (uint32_t i = 0; room && i < prose->sentence_count; i++)
		if (gj_said_has(&prose->sentences[i].said, GJ_SAYS_CLAIM_OPENERS))
			read_sentence(prose, setting, i);
	for (size_t i = 0; i < prose->claim_count; i++)
		prose->claims[i].scope = gj_scope_at(prose, setting, prose->claims[i].sentence,
		                                     prose->claims[i].end);
	return GJ_OK;
}
