/* P02: a count far from those of its peers (same level, kind and year). */
#include "cross/compare.h"

#include <stdlib.h>

static bool same_peers(const gj_cross_entry *a, const gj_cross_entry *b)
{
	return gj_str_equal(a->level, b->level) && gj_str_equal(a->kind, b->kind) &&
	       a->year == b->year;
}

/* The sure counts of by_peers from `begin` to `end`, measured. */
static void measure(const gj_cross *cross, size_t begin, size_t end, int64_t *counts,
                    gj_peer_group *group)
{
	for (size_t headline = 0; headline < GJ_HEADLINES; headline++) {
		size_t count = 0;
		for (size_t i = begin; i < end; i++) {
			const gj_cross_entry *entry = &cross->entries[cross->by_peers[i]];
			if (entry->known >> headline & 1)
				counts[count++] = entry->counts[headline];
		}
		group->spread[headline] = gj_spread_of(counts, count, &group->spreads[headline]);
		group->spreads[headline].count = count;
	}
}

gj_code gj_cross_measure_peers(gj_cross *cross, gj_err *err)
{
	int64_t *counts = malloc((cross->count + 1) * sizeof *counts);
	gj_peer_group *group = NULL;
	for (size_t i = 0, next; i < cross->count && counts; i = next) {
		const gj_cross_entry *first = &cross->entries[cross->by_peers[i]];
		for (next = i + 1; next < cross->count; next++)
			if (!same_peers(first, &cross->entries[cross->by_peers[next]]))
				break;
		group = gj_arena_zalloc(&cross->arena, 1, sizeof *group);
		if (!group)
			break;
		measure(cross, i, next, counts, group);
		for (size_t k = i; k < next; k++)
			cross->entries[cross->by_peers[k]].peers = group;
	}
	bool done = counts && (group || !cross->count);
	free(counts);
	return done ? GJ_OK
	            : gj_err_set(err, GJ_E_MEMORY, 0, "out of memory to compare reports");
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

static void compare_count(gj_comparison *c, const gj_rule *rule, size_t headline)
{
	const gj_peer_group *group = c->entry->peers;
	const gj_spread *spread = &group->spreads[headline];
	if (!(c->entry->known >> headline & 1)) {
		gj_comparison_skip(c, rule, GJ_WHY_CELLS);
		return;
	}
	if (!group->spread[headline]) {
		gj_comparison_skip(c, rule, spread->count < GJ_PEERS_MIN ? GJ_WHY_FEW_PEERS
		                                                         : GJ_WHY_NO_SPREAD);
		return;
	}
	double score = gj_spread_score(spread, c->entry->counts[headline]);
	if (score > GJ_OUTLIER_SCORE || score < -GJ_OUTLIER_SCORE)
		report_outlier(c, rule, headline, spread);
	else
		gj_check_count(c->check, rule, GJ_PASS);
}

void gj_compare_peers(gj_comparison *c, const gj_rule *rule)
{
	if (!c->entry->level.len || !c->entry->kind.len || !c->entry->year) {
		gj_comparison_skip(c, rule, GJ_WHY_NO_PEERS);
		return;
	}
	for (size_t i = 0; i < GJ_HEADLINES; i++)
		compare_count(c, rule, i);
}
