/* P01: a narrative near that of another agency, or that of the agency's own last
 * report, boilerplate aside. */
#include "cross/compare.h"

enum { NARRATIVE_MAX = 64 << 20 };

/* The words of an entry's narrative, in the arena. */
static gj_str load_words(gj_comparison *c, const gj_cross_entry *entry)
{
	gj_buffer bytes, words;
	gj_str sections[GJ_SECTIONS], text = { 0 };
	gj_buffer_init(&bytes, NARRATIVE_MAX);
	gj_buffer_init(&words, NARRATIVE_MAX);
	gj_code code = gj_cross_load_sections(c->cross, entry, &bytes, sections, NULL);
	for (int i = 0; i < GJ_SECTIONS; i++)
		gj_cross_add_words(&words, sections[i]);
	if (!code && !words.failed)
		text = gj_str_copy(c->check->arena, gj_buffer_str(&words));
	gj_buffer_release(&bytes);
	gj_buffer_release(&words);
	return text;
}

/* Both narratives out of the temporary file, and what they share. */
static gj_code load_passages(gj_comparison *c, size_t other, gj_passages *passages)
{
	gj_str mine = load_words(c, c->entry), theirs = load_words(c, &c->cross->entries[other]);
	bool done = mine.ptr && theirs.ptr &&
	            gj_shared_passages(c->check->arena, mine, theirs,
	                               &c->cross->texts[c->index].sketch, passages);
	return done ? GJ_OK : GJ_E_LIMIT;
}

static gj_str quote_passages(gj_check *check, const gj_passages *passages)
{
	gj_str quoted = { 0 };
	for (size_t i = 0; i < passages->count; i++) {
		gj_str quote = gj_check_quote(check, passages->text[i]);
		quoted = gj_check_format(check, "%.*s%s“%.*s”", "%.*s%s“%.*s”", GJ_STR_ARG(quoted),
		                         i ? "" : check->options->chinese ? "：" : ": ",
		                         GJ_STR_ARG(quote));
	}
	return quoted;
}

static void report_copy(gj_comparison *c, const gj_rule *rule, const gj_likeness *likeness)
{
	gj_check *check = c->check;
	const gj_cross_entry *other = &c->cross->entries[likeness->other];
	gj_passages passages = { .count = 0 };
	gj_code code = load_passages(c, likeness->other, &passages);
	if (code)
		check->failed = code;
	gj_finding *finding = gj_check_fail(check, rule, 0);
	gj_str quoted = quote_passages(check, &passages);
	finding->subject = gj_check_format(check, "%.*s %d", "%.*s %d", GJ_STR_ARG(other->agency),
	                                   other->year);
	finding->message = gj_check_format(
		check, "正文与%.*s%d年度报告雷同（除去通用语句，相似度%d%%）%.*s",
		"the narrative is nearly that of %.*s for %d (%d %% alike, boilerplate aside)%.*s",
		GJ_STR_ARG(other->agency), other->year, (int)(likeness->value * 100),
		GJ_STR_ARG(quoted));
}

static void compare_with_own(gj_comparison *c, const gj_rule *rule)
{
	size_t last = c->entry->last_year;
	if (last == SIZE_MAX) {
		gj_comparison_skip(c, rule, c->entry->no_last_year);
		return;
	}
	const gj_text_of *texts = c->cross->texts;
	gj_likeness own = { last, gj_sketch_likeness(&texts[c->index].sketch, &texts[last].sketch) };
	if (own.value >= GJ_DUPLICATE_LIKENESS)
		report_copy(c, rule, &own);
	else
		gj_check_count(c->check, rule, GJ_PASS);
}

void gj_compare_narratives(gj_comparison *c, const gj_rule *rule)
{
	if (c->cross->owners < GJ_DUPLICATE_OWNERS_MIN) {
		gj_comparison_skip(c, rule, GJ_WHY_FEW_REPORTS);
		return;
	}
	if (c->cross->texts[c->index].sketch.count < GJ_DUPLICATE_SHINGLES_MIN) {
		gj_comparison_skip(c, rule, GJ_WHY_SHORT_TEXT);
		return;
	}
	if (c->entry->likest.other != SIZE_MAX)
		report_copy(c, rule, &c->entry->likest);
	else
		gj_check_count(c->check, rule, GJ_PASS);
	compare_with_own(c, rule);
}
