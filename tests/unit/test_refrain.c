#include "doc/refrain.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "document_text.h"
#include "random.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* --- the runs themselves ---------------------------------------------------- */

/* Keeps the run of `length` bytes at `at`, as if it had these steps. */
static void keep(gj_refrains *refrains, gj_str page, size_t at, size_t length,
                 const gj_step *steps, size_t count)
{
	gj_refrain *run = gj_refrain_open(refrains);
	for (size_t i = 0; i < count; i++)
		gj_refrain_add(run, &steps[i]);
	gj_refrain_close(refrains, page, at, at + length);
}

static const gj_step blank = { .element = GJ_ELEMENT_OTHER };
static const gj_step line = { .element = GJ_ELEMENT_LINE };
static const gj_step row = { .element = GJ_ELEMENT_TR };
static const gj_step cell_opens = { .element = GJ_ELEMENT_TD };
static const gj_step cell_closes = { .element = GJ_ELEMENT_TD, .closing = true };

Test(refrain, is_found_where_the_same_bytes_follow_the_same_run)
{
	gj_str page = GJ_STR("......<td><em>1<td><em>2<td><tt>3<td><em>");
	gj_refrains refrains;
	gj_refrains_init(&refrains);
	cr_expect_null(gj_refrain_find(&refrains, page, 6));
	keep(&refrains, page, 6, 8, NULL, 0);
	cr_expect_null(gj_refrain_find(&refrains, page, 15), "it has not followed itself yet");
	keep(&refrains, page, 15, 8, NULL, 0);
	cr_expect_null(gj_refrain_find(&refrains, page, 24), "other bytes");
	keep(&refrains, page, 24, 8, NULL, 0);
	keep(&refrains, page, 33, 8, NULL, 0);
	const gj_refrain *run = gj_refrain_find(&refrains, page, 15);
	cr_assert_not_null(run);
	cr_expect_eq(run->begin, 6, "as it was read first");
	cr_expect_eq(run->length, 8);
	cr_expect_not_null(gj_refrain_find(&refrains, page, 24), "it has followed");
	cr_expect_null(gj_refrain_find(&refrains, gj_str_upto(page, 40), 33), "cut off");
}

Test(refrain, of_the_start_of_a_page_is_not_kept)
{
	gj_str page = GJ_STR("<b>1<b>2<b>");
	gj_refrains refrains;
	gj_refrains_init(&refrains);
	for (size_t at = 0; at < page.len; at += 4)
		keep(&refrains, page, at, 3, NULL, 0);
	cr_expect_null(gj_refrain_find(&refrains, page, 4), "its last word would begin before it");
	cr_expect_null(gj_refrain_find(&refrains, page, 8));
}

static void keeps_steps(const gj_step *steps, size_t count, size_t expected)
{
	gj_refrains refrains;
	gj_refrains_init(&refrains);
	gj_refrain *run = gj_refrain_open(&refrains);
	for (size_t i = 0; i < count; i++)
		gj_refrain_add(run, &steps[i]);
	cr_expect_eq(run->count, expected, "%d steps, not %zu", run->count, expected);
}

Test(refrain, keeps_no_steps_that_do_nothing)
{
	keeps_steps((gj_step[]){ line, cell_closes, blank, cell_opens, line, blank }, 6, 2);
	keeps_steps((gj_step[]){ line, cell_closes, row, blank, row, cell_opens, line }, 7, 4);
	keeps_steps((gj_step[]){ cell_closes, blank, row }, 3, 3);
	keeps_steps((gj_step[]){ line, blank, line }, 3, 3);
	keeps_steps((gj_step[]){ cell_opens, cell_closes, line, cell_opens, line }, 5, 3);
}

Test(refrain, gives_way_when_there_are_too_many)
{
	enum { RUNS = 3 * GJ_REFRAINS, LENGTH = 8 };
	static char text[RUNS * LENGTH * 2];
	for (size_t i = 0; i < RUNS * 2; i++)
		snprintf(text + i * LENGTH, sizeof text - i * LENGTH, "<x%05zu>", i % RUNS);
	gj_str page = { text, sizeof text - 1 };
	static gj_refrains refrains;
	gj_refrains_init(&refrains);
	for (size_t i = 0; i < RUNS; i++)
		keep(&refrains, page, i * LENGTH, LENGTH, NULL, 0);
	for (size_t i = RUNS; i + 1 < RUNS * 2; i++) {
		const gj_refrain *run = gj_refrain_find(&refrains, page, i * LENGTH);
		if (run)
			cr_expect_eq(run->begin, (i - RUNS) * LENGTH);
		else
			keep(&refrains, page, i * LENGTH, LENGTH, NULL, 0);
	}
}

/* --- pages -------------------------------------------------------------------- */

enum { PIECES_MAX = 24, ROUNDS_MAX = 12 };

static const char *const pieces[] = {
	"<td>", "</td>", "<th>", "</th>", "<tr>", "</tr>", "<td colspan=2>", "<td rowspan=\"2\">", "<p>",
	"</p>", "<br>", "<span>", "</span>", " ", "\n", "1", "23", "&nbsp;", "1 2", "<sup>", "<!-- x -->",
	"</td><td>", "</p></td><td><p>", "</td></tr><tr><td>", "<table>", "</table>", "<caption>",
	"<tbody>", "</tbody>", "<b x='>'>", "<i y=\"<td>\">", "<", "<style>td{}</style>", "&#10;", "中文",
};

/* Some pieces, again and again; now and then one of them is another. */
static void random_page(gj_random *random, gj_buffer *page)
{
	const char *chosen[PIECES_MAX];
	int count = 1 + gj_random_below(random, PIECES_MAX), kinds = sizeof pieces / sizeof *pieces;
	for (int i = 0; i < count; i++)
		chosen[i] = pieces[gj_random_below(random, kinds)];
	gj_buffer_clear(page);
	gj_buffer_add_str(page, GJ_STR("<body><div>begin<table><tr><td>"));
	for (int round = gj_random_below(random, ROUNDS_MAX); round >= 0; round--)
		for (int i = 0; i < count; i++) {
			bool other = gj_random_chance(random, 3);
			gj_buffer_add_str(page, gj_str_of(other ? pieces[gj_random_below(random, kinds)]
			                                        : chosen[i]));
		}
	gj_buffer_add_str(page, GJ_STR("</table>end, and some more so that it is not near"));
}

/* The same page with a comment of its own in each place where one changes nothing: right
 * before a tag. No run of markup is like another then. */
static void without_refrains(gj_str page, gj_buffer *to)
{
	static const char *const plain[] = { "<td", "</td", "<th", "</th", "<tr", "</tr", "<p", "</p",
		                             "<br", "<span", "</span", "<sup" };
	size_t number = 0;
	gj_buffer_clear(to);
	for (size_t at = 0; at < page.len; at++) {
		gj_str rest = gj_str_from(page, at);
		bool in_quotes = at && page.ptr[at - 1] == '"';
		for (size_t i = 0; i < sizeof plain / sizeof *plain && !in_quotes; i++)
			if (gj_str_starts(rest, gj_str_of(plain[i]))) {
				gj_buffer_printf(to, "<!--%zu-->", number++);
				break;
			}
		gj_buffer_add_char(to, page.ptr[at]);
	}
}

Test(refrain, reads_as_markup_that_does_not_repeat)
{
	static char text[GJ_DOCUMENT_TEXT_MAX], expected[GJ_DOCUMENT_TEXT_MAX];
	gj_random random = { 20 };
	gj_buffer page, unlike;
	gj_buffer_init(&page, 1 << 20);
	gj_buffer_init(&unlike, 1 << 20);
	for (int run = 0; run < 4000; run++) {
		random_page(&random, &page);
		without_refrains(gj_buffer_str(&page), &unlike);
		gj_document_text(text, gj_buffer_str(&page), NULL);
		gj_document_text(expected, gj_buffer_str(&unlike), NULL);
		cr_assert_str_eq(text, expected, "run %d: %.*s\nread      %s\nexpected  %s", run,
		                 (int)page.length, page.data, text, expected);
	}
	gj_buffer_release(&page);
	gj_buffer_release(&unlike);
}
