/* R01: a government's totals against the sums of those under it.
 *
 * A government's report covers what is under it. Its own office may stand in the
 * roster as one of the children, or not at all; both ways of counting are tried. */
#include "cross/compare.h"
#include "stat/rollup.h"

/* Those whose parent this is, in one year: a range of by_parent. */
typedef struct family {
	const gj_cross *cross;
	gj_str parent;
	size_t begin, end;
} family;

static const gj_cross_entry *child_at(const family *f, size_t at)
{
	return &f->cross->entries[f->cross->by_parent[at]];
}

/* <0 when the entry comes before the family in by_parent. */
static int compare_to_family(const gj_cross_entry *entry, gj_str parent, int year)
{
	int order = gj_str_compare(entry->parent, parent);
	return order ? order : entry->year - year;
}

static size_t lower_bound(const gj_cross *cross, gj_str parent, int year)
{
	size_t low = 0, high = cross->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const gj_cross_entry *entry = &cross->entries[cross->by_parent[middle]];
		if (compare_to_family(entry, parent, year) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static family family_of(const gj_comparison *c)
{
	gj_str parent = c->entry->agency;
	int year = c->entry->year;
	return (family){ c->cross, parent, lower_bound(c->cross, parent, year),
		         lower_bound(c->cross, parent, year + 1) };
}

typedef struct sums {
	size_t children, counted; /* agencies; with a sure number */
	int64_t all, office;      /* with the own office; the office alone */
	bool office_listed, overflow;
	bool open;                /* nobody says that these are all */
} sums;

/* One child for one year may have several entries; the first sure one counts. */
static sums add_up(const family *f, size_t headline)
{
	sums s = { 0 };
	for (size_t i = f->begin, next; i < f->end; i = next) {
		const gj_cross_entry *child = child_at(f, i), *sure = NULL;
		for (next = i; next < f->end; next++) {
			const gj_cross_entry *entry = child_at(f, next);
			if (!gj_str_equal(entry->agency, child->agency))
				break;
			if (!sure && entry->known >> headline & 1)
				sure = entry;
		}
		bool office = gj_is_own_office(child->agency, f->parent);
		s.children++;
		s.open |= child->parent_inferred;
		s.office_listed |= office;
		if (!sure)
			continue;
		s.counted++;
		s.overflow |= __builtin_add_overflow(s.all, sure->counts[headline], &s.all);
		if (office)
			s.office = sure->counts[headline];
	}
	return s;
}

static void report_sum(gj_comparison *c, const gj_rule *rule, size_t headline, const sums *s)
{
	gj_check *check = c->check;
	gj_field field = gj_headlines[headline];
	int64_t total = c->entry->counts[headline];
	gj_finding *finding = gj_check_fail_fields(check, rule, &field, 1);
	finding->expected = gj_check_number(check, gj_decimal_of(s->all));
	finding->actual = gj_check_number(check, gj_decimal_of(total));
	finding->difference = gj_check_number(check, gj_decimal_of(total - s->all));
	gj_str name = gj_check_cell_name(check, field), without = { 0 };
	if (s->office_listed)
		without = gj_check_format(check, "，不含本级办公机构为%lld", ", %lld without its own office",
		                          (long long)(s->all - s->office));
	finding->message = gj_check_format(
		check, "%.*s为%.*s，下属%zu/%zu个机关之和为%.*s%.*s",
		"%.*s is %.*s, but %zu of %zu agencies under it sum to %.*s%.*s", GJ_STR_ARG(name),
		GJ_STR_ARG(finding->actual), s->counted, s->children, GJ_STR_ARG(finding->expected),
		GJ_STR_ARG(without));
}

/* Its children received more than twice as many requests: it hardly speaks for them. */
static bool speaks_for_itself(const gj_comparison *c, const family *f)
{
	return c->entry->known & 1 && add_up(f, 0).all / 2 > c->entry->counts[0];
}

static void compare_total(gj_comparison *c, const gj_rule *rule, const family *f, size_t headline)
{
	sums s = add_up(f, headline);
	int64_t total = c->entry->counts[headline], without = s.all - s.office;
	bool complete = s.counted == s.children;
	if (!(c->entry->known >> headline & 1) || s.overflow)
		gj_comparison_skip(c, rule, GJ_WHY_CELLS);
	else if (complete && (total == s.all || total == without))
		gj_check_count(c->check, rule, GJ_PASS);
	else if (!complete && total >= without)
		gj_comparison_skip(c, rule, GJ_WHY_COVERAGE);
	else if (!s.office_listed && total > s.all)
		gj_comparison_skip(c, rule, GJ_WHY_OWN_OFFICE);
	else if (s.open && total > s.all)
		gj_comparison_skip(c, rule, GJ_WHY_COVERAGE);
	else
		report_sum(c, rule, headline, &s);
}

void gj_compare_children(gj_comparison *c, const gj_rule *rule)
{
	family f = family_of(c);
	if (!c->entry->agency.len || f.begin == f.end) {
		gj_comparison_skip(c, rule, GJ_WHY_NO_CHILDREN);
		return;
	}
	if (speaks_for_itself(c, &f)) {
		gj_comparison_skip(c, rule, GJ_WHY_SCOPE);
		return;
	}
	for (size_t i = 0; i < GJ_HEADLINES_ROLLED_UP; i++)
		compare_total(c, rule, &f, i);
}
