/* Our reader against a parser that builds the whole tree of the HTML standard
 * (gumbo): both must see the same grids, in whole pages and in damaged ones. */
#include "base/file.h"
#include "doc/charset.h"
#include "doc/entity.h"
#include "grid_dump.h"
#include "page_mutator.h"

#include <criterion/criterion.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGES_MAX = 256, PAGE_BYTES_MAX = 8 << 20, DAMAGES_MAX = 8, RUNS = 3000, SMALL_PAGE = 8192 };

typedef struct pages {
	char *names[PAGES_MAX];
	gj_buffer bytes[PAGES_MAX];
	size_t count, small; /* the small ones come first */
} pages;

static gj_code add_page(void *context, const char *path, gj_err *err)
{
	pages *p = context;
	if (!gj_str_ends(gj_str_of(path), GJ_STR(".html")) || p->count == PAGES_MAX)
		return GJ_OK;
	gj_buffer_init(&p->bytes[p->count], PAGE_BYTES_MAX);
	gj_code code = gj_file_read(path, &p->bytes[p->count], err);
	p->names[p->count++] = strdup(path);
	return code;
}

static void find_pages(pages *p)
{
	memset(p, 0, sizeof *p);
	cr_assert_eq(gj_file_walk(GJ_TESTS_DIR "/fuzz/corpus", add_page, p, NULL), GJ_OK);
	p->small = p->count;
	cr_assert_eq(gj_file_walk(GJ_TESTDATA "/sites", add_page, p, NULL), GJ_OK);
	cr_assert_gt(p->small, 8);
	cr_assert_gt(p->count, p->small);
}

static void free_pages(pages *p)
{
	for (size_t i = 0; i < p->count; i++) {
		free(p->names[i]);
		gj_buffer_release(&p->bytes[i]);
	}
}

/* --- differences that are no mistake ----------------------------------------- */

static const struct exception {
	const char *pattern, *reason;
} exceptions[] = {
	{ "<svg", "foreign content: a drawing holds no table of a report" },
	{ "<math", "foreign content" },
	{ "<plaintext", "obsolete; ends all markup" },
	{ "<template", "prints nothing, in no page of the kind" },
	{ "<frameset", "a page of frames has no text" },
	{ "<isindex", "gumbo invents a sentence for it" },
	{ "<select", "drops all tags in it but its own; ours prints the selected option" },
	{ "<input[^>]*value", "ours prints what a field in a cell holds" },
	{ "&(lt|gt|amp|nbsp|copy|times|yen|middot)[a-z]+;", "rare names that begin like a common one" },
	{ "&#x?[0-9a-f]{8,}", "gumbo's numbers overflow" },
};

static const char *exception_for(gj_str page)
{
	const char *reason = NULL;
	for (size_t i = 0; !reason && i < sizeof exceptions / sizeof *exceptions; i++) {
		regex_t regex;
		regmatch_t all = { 0, (regoff_t)page.len };
		cr_assert_eq(regcomp(&regex, exceptions[i].pattern, REG_EXTENDED | REG_ICASE), 0);
		if (regexec(&regex, page.ptr, 1, &all, REG_STARTEND) == 0)
			reason = exceptions[i].reason;
		regfree(&regex);
	}
	return reason;
}

/* Of the 2,231 names of characters we know those in use (lib/doc/entity.c); others
 * stay as printed. The page as it is with all others written so. */
static gj_str without_rare_names(gj_arena *arena, gj_str page)
{
	const gj_str amp = GJ_STR("&amp;");
	char *to = gj_arena_alloc(arena, page.len * amp.len + 1);
	size_t length = 0;
	for (size_t at = 0; at < page.len; at++) {
		uint32_t code;
		if (page.ptr[at] != '&' || gj_entity_next(gj_str_from(page, at), &code)) {
			to[length++] = page.ptr[at];
			continue;
		}
		memcpy(to + length, amp.ptr, amp.len);
		length += amp.len;
	}
	return (gj_str){ to, length };
}

/* --- comparing --------------------------------------------------------------- */

/* The page as the standard's decoder hands it to the parser. */
static gj_str decoded(gj_arena *arena, gj_str bytes)
{
	bool malformed = false;
	gj_encoding encoding = gj_charset_detect(bytes, (gj_str){ 0 });
	bytes = gj_str_from(bytes, encoding.bom);
	char *to = gj_arena_alloc(arena, bytes.len * GJ_DECODE_GROWTH + 1);
	size_t length = gj_charset_decode(encoding.charset, bytes.ptr, bytes.len, to, &malformed);
	to[length] = '\0'; /* for the sanitizer, which measures what regexec gets */
	return (gj_str){ to, length };
}

static bool is_utf16(gj_str bytes)
{
	return gj_str_starts(bytes, GJ_STR("\xFF\xFE")) || gj_str_starts(bytes, GJ_STR("\xFE\xFF"));
}

typedef struct comparison {
	gj_arena arena;
	gj_buffer ours, theirs;
	size_t compared, excused, refused;
} comparison;

static bool gumbo_agrees(comparison *c, gj_str page)
{
	gj_buffer_clear(&c->theirs);
	gj_dump_gumbo_grids(&c->theirs, page);
	return gj_str_equal(gj_buffer_str(&c->ours), gj_buffer_str(&c->theirs));
}

static bool same_grids(comparison *c, gj_str bytes)
{
	gj_arena_reset(&c->arena);
	gj_document *document;
	gj_refusal refusal;
	cr_assert_eq(gj_document_read(&c->arena, bytes, NULL, &document, &refusal, NULL), GJ_OK);
	if (!document || strcmp(document->format, "html") != 0 || is_utf16(bytes)) {
		c->refused++;
		return true;
	}
	gj_str page = decoded(&c->arena, bytes);
	c->compared++;
	gj_buffer_clear(&c->ours);
	gj_dump_grids(&c->ours, document);
	if (gumbo_agrees(c, page))
		return true;
	c->excused++;
	if (exception_for(page) || gumbo_agrees(c, without_rare_names(&c->arena, page)))
		return true;
	c->excused--;
	return false;
}

static void start(comparison *c)
{
	memset(c, 0, sizeof *c);
	gj_arena_init(&c->arena, (size_t)1 << 30);
	gj_buffer_init(&c->ours, (size_t)1 << 28);
	gj_buffer_init(&c->theirs, (size_t)1 << 28);
}

static void finish(comparison *c)
{
	gj_arena_release(&c->arena);
	gj_buffer_release(&c->ours);
	gj_buffer_release(&c->theirs);
}

Test(oracle, sees_the_same_grids_in_whole_pages)
{
	pages p;
	comparison c;
	find_pages(&p);
	start(&c);
	for (size_t i = 0; i < p.count; i++)
		cr_expect(same_grids(&c, gj_buffer_str(&p.bytes[i])), "%s\nours\n%.*s\ngumbo\n%.*s", p.names[i],
		          GJ_STR_ARG(gj_buffer_str(&c.ours)), GJ_STR_ARG(gj_buffer_str(&c.theirs)));
	cr_expect_eq(c.compared, p.count);
	finish(&c);
	free_pages(&p);
}

static unsigned long setting(const char *name, unsigned long usual)
{
	const char *value = getenv(name);
	return value ? strtoul(value, NULL, 10) : usual;
}

/* Keeps a page that the readers see differently, to look at. */
static void keep(gj_str page, unsigned long run)
{
	const char *directory = getenv("GJ_ORACLE_KEEP");
	char path[512];
	if (!directory)
		return;
	snprintf(path, sizeof path, "%s/%lu.html", directory, run);
	FILE *file = fopen(path, "wb");
	if (file) {
		fwrite(page.ptr, 1, page.len, file);
		fclose(file);
	}
}

Test(oracle, sees_the_same_grids_in_damaged_pages)
{
	pages p;
	comparison c;
	gj_buffer page;
	unsigned long first = setting("GJ_ORACLE_FIRST", 0), runs = setting("GJ_ORACLE_RUNS", RUNS);
	size_t differences = 0;
	find_pages(&p);
	start(&c);
	gj_buffer_init(&page, PAGE_BYTES_MAX * 2);
	for (unsigned long run = first; run < first + runs; run++) {
		gj_random random = { run };
		/* Small pages break more often per byte, and cost less. */
		size_t among = gj_random_chance(&random, 97) ? p.small : p.count;
		size_t from = (size_t)gj_random_below(&random, (int)among);
		gj_mutate_page(&random, gj_buffer_str(&p.bytes[from]), DAMAGES_MAX, &page);
		if (same_grids(&c, gj_buffer_str(&page)))
			continue;
		differences++;
		keep(gj_buffer_str(&page), run);
		cr_expect(differences > 3, "run %lu (%s)\n%.*s\nours\n%.*s\ngumbo\n%.*s", run, p.names[from],
		          page.length < SMALL_PAGE ? (int)page.length : 0, page.data,
		          GJ_STR_ARG(gj_buffer_str(&c.ours)), GJ_STR_ARG(gj_buffer_str(&c.theirs)));
	}
	cr_expect_eq(differences, 0, "%zu of %zu differ", differences, c.compared);
	cr_log_info("%zu compared, %zu excused, %zu refused", c.compared, c.excused, c.refused);
	finish(&c);
	gj_buffer_release(&page);
	free_pages(&p);
}
