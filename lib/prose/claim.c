/* Sweeping claims: everything was settled, nothing was received, nobody sued. */
#include "prose/prose.h"

enum { CLAIMS_MAX = 256 /* of one section */ };

/* From the first word of the list on; nothing when there is none. */
static gj_span from_first(gj_span clause, gj_says list)
{
	uint32_t first = gj_span_first(clause, list);
	return gj_span_from(clause, first == GJ_NOWHERE ? clause.end : first);
}

/* 未 … 申请 without anything that makes it a part or another matter. */
static bool none_received(gj_span clause, gj_span context)
{
	gj_span said = from_first(clause, GJ_SAYS_NOT_RECEIVED);
	gj_str text = gj_span_text(said);
	if (!text.len)
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
	    gj_span_says(said, GJ_SAYS_OTHER_EVENTS))
		return 0;
	return (unsigned)gj_str_has(text, GJ_STR("复议")) | (unsigned)gj_str_has(text, GJ_STR("诉讼")) << 1;
}

static bool all_done(gj_span clause, gj_span sentence, gj_span context)
{
	gj_span said = from_first(clause, GJ_SAYS_ALL);
	return gj_span_says(said, GJ_SAYS_DONE) && !gj_span_says(sentence, GJ_SAYS_EXCEPTED) &&
	       gj_prose_about_requests(context);
}

static void add(gj_prose *prose, gj_claim_kind kind, uint32_t sentence, gj_span clause)
{
	if (prose->claim_count < CLAIMS_MAX)
		prose->claims[prose->claim_count++] =
			(gj_claim){ kind, GJ_SCOPE_OWN, sentence, clause.begin, clause.end };
}

static void read_clause(gj_prose *prose, uint32_t index, gj_span clause)
{
	gj_span context = gj_prose_context(prose, index, clause.end);
	gj_span sentence = gj_prose_sentence(prose, &prose->sentences[index]);
	unsigned disputes = no_disputes(clause, context);
	if (none_received(clause, context))
		add(prose, GJ_CLAIM_NONE_RECEIVED, index, clause);
	if (disputes & 1)
		add(prose, GJ_CLAIM_NO_REVIEW, index, clause);
	if (disputes & 2)
		add(prose, GJ_CLAIM_NO_LITIGATION, index, clause);
	if (!disputes && all_done(clause, sentence, context))
		add(prose, GJ_CLAIM_ALL_DONE, index, clause);
}

/* Clauses of claims end at commas and semicolons only. */
static void read_sentence(gj_prose *prose, uint32_t index)
{
	gj_span rest = gj_prose_sentence(prose, &prose->sentences[index]);
	while (rest.begin < rest.end) {
		gj_span clause = gj_span_upto(rest, gj_span_first(rest, GJ_SAYS_COMMAS));
		if (gj_span_says(clause, GJ_SAYS_CLAIM_OPENERS))
			read_clause(prose, index, clause);
		rest = gj_span_from(rest, clause.end + 1);
	}
}

/* As many claims as fit, counting one for each clause that may open some. */
static size_t room_for_claims(const gj_folded *folded)
{
	enum { CLAIMS_OF_A_CLAUSE = 3 };
	size_t openers = 0;
	for (const gj_spot *spot = folded->spots; spot->begin != GJ_NOWHERE; spot++)
		openers += gj_spot_is(spot, GJ_SAYS_CLAIM_OPENERS);
	return openers * CLAIMS_OF_A_CLAUSE < CLAIMS_MAX ? openers * CLAIMS_OF_A_CLAUSE : CLAIMS_MAX;
}

gj_code gj_claims_read(gj_arena *arena, const gj_prose_setting *setting, gj_prose *prose,
                       gj_err *err)
{
	size_t room = room_for_claims(&prose->folded);
	prose->claims = gj_arena_alloc(arena, room * sizeof *prose->claims);
	if (!prose->claims)
		return gj_err_set(err, GJ_E_LIMIT, 0, "no room to read the prose");
	for (uint32_t i = 0; room && i < prose->sentence_count; i++)
		read_sentence(prose, i);
	for (size_t i = 0; i < prose->claim_count; i++)
		prose->claims[i].scope = gj_scope_at(prose, setting, prose->claims[i].sentence,
		                                     prose->claims[i].end);
	return GJ_OK;
}
