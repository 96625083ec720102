/* What the rules on prose share. Only for lib/rule. */
#ifndef GJ_RULE_NARRATIVE_H
#define GJ_RULE_NARRATIVE_H

#include "rule/evaluate.h"

enum {
	/* Cells a stated count may rest on: 21 rows and, where their totals are blank,
	 * the six columns of each. */
	GJ_TABLED_FIELDS_MAX = 160
};

/* What the tables print for a matter the prose speaks of. */
typedef struct gj_tabled {
	gj_decimal sum; /* of what is printed */
	bool blank;     /* an unknown number ≥ 0 besides */
	gj_field fields[GJ_TABLED_FIELDS_MAX];
	size_t count;
} gj_tabled;

enum { GJ_ALTERNATIVES_MAX = 4 };

/* How a topic reads in the tables of `report`: up to GJ_ALTERNATIVES_MAX sums, the
 * likeliest first. Returns how many can be told; *open is set when one of them
 * stands in a cell that holds no number. */
size_t gj_tabled_of(const gj_check *check, const gj_report *report, gj_topic topic,
                    gj_tabled tabled[GJ_ALTERNATIVES_MAX], bool *open);

/* Where a finding on prose stands (section GJ_SECTIONS: before the first), and what tells it from others of its rule. */
void gj_check_cite_prose(gj_check *check, gj_finding *finding, int section, uint32_t sentence,
                         gj_str subject);
/* What is printed from `begin` to `end` of a section's prose, for a message. */
gj_str gj_check_quote_prose(gj_check *check, int section, uint32_t begin, uint32_t end);

/* （…说的是全市或各级…） when a count speaks for others, else empty. */
const char *gj_check_scope_remark(const gj_check *check, gj_scope scope);

static inline bool gj_is_whole_number(const gj_count *count)
{
	return count->figure.bound == GJ_BOUND_EXACT && count->figure.value.scale == 0 &&
	       count->figure.step.units == 1;
}

#endif
