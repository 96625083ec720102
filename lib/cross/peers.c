/* P02: a count far from those of its peers (same level, kind and year). */
#include "cross/compare.h"
#include "stat/outlier.h"

#include <stdlib.h>

static bool same_peers(const gj_cross_entry *a, const gj_cross_entry *b)
{
	return gj_str_equal(a->level, b->level) && gj_str_equal(a->kind, b->kind) &&
	       a->year == b->year;
}

/* Sure counts of the whole peer group, among them its own. */
static size_t gather(const gj_comparison *c, size_t headline, int64_t *counts)
{
	const gj_cross *cross = c->cross;
	size_t low = 0, high = cross->count, gathered = 0;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const gj_cross_entry *entry = &cross->entries[cross->by_peers[middle]];
		int order = gj_str_compare(entry->level, c->entry->level);
		if (!order)
			order = gj_str_compare(entry->kind, c->entry->kind);
		if (!order)
			order = entry->year - c->entry->year;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < cross->count; low++) {
		const gj_cross_entry *entry = &cross->entries[cross->by_peers[low]];
		if (!same_peers(entry, c->entry))
			break;
		if (entry->known >> headline & 1)
			counts[gathered++] = entry->counts[headline];
	}
	return gathered;
}

static void report_outlier(gj_comparison *c, const gj_rule *rule, size_t headline,
                           const gj_spread *spread)
{
	gj_check *check = c->check;
	gj_field field = gj_headlines[headline];
	gj_finding *finding = gj_check_fail_fields(check, rule, &field, 1);
	gj_str name = gj_check_cell_name(check, field);
	finding->actual = gj_check_number(check, gj_decimal_of(c->entry->counts[headline]));
	finding->message = gj_check_format(
		check, "%.*s为%.*s，%zu个同级同类机关的中位数是%.6g（稳健分数%.1f）",
		"%.*s is %.*s; the median of its %zu peers is %.6g (robust score %.1f)",
		GJ_STR_ARG(name), GJ_STR_ARG(finding->actual), spread->count, spread->middle,
		gj_spread_score(spread, c->entry->counts[headline]));
}

static void compare_count(gj_comparison *c, const gj_rule *rule, size_t headline, int64_t *counts)
{
	gj_spread spread;
	if (!(c->entry->known >> headline & 1)) {
		gj_comparison_skip(c, rule, GJ_WHY_CELLS);
		return;
	}
	size_t count = gather(c, headline, counts);
	if (!gj_spread_of(counts, count, &spread)) {
		gj_comparison_skip(c, rule, count < GJ_PEERS_MIN ? GJ_WHY_FEW_PEERS
		                                                 : GJ_WHY_NO_SPREAD);
		return;
	}
	double score = gj_spread_score(&spread, c->entry->counts[headline]);
	if (score > GJ_OUTLIER_SCORE || score < -GJ_OUTLIER_SCORE)
		report_outlier(c, rule, headline, &spread);
	else
		gj_check_count(c->check, rule, GJ_PASS);
}

void gj_compare_peers(gj_comparison *c, const gj_rule *rule)
{
	if (!c->entry->level.len || !c->entry->kind.len || !c->entry->year) {
		gj_comparison_skip(c, rule, GJ_WHY_NO_PEERS);
		return;
	}
	int64_t *counts = malloc(c->cross->count * sizeof *counts);
	if (!counts)
		c->check->failed = GJ_E_MEMORY;
	for (size_t i = 0; i < GJ_HEADLINES && counts; i++)
		compare_count(c, rule, i, counts);
	free(counts);
}
