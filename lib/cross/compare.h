/* A comparison in progress: one report among all. Only for lib/cross. */
#ifndef GJ_CROSS_COMPARE_H
#define GJ_CROSS_COMPARE_H

#include "base/temporary.h"
#include "cross/cross.h"
#include "rule/evaluate.h"
#include "stat/outlier.h"

/* The counts that are compared between agencies. */
enum { GJ_HEADLINES = 10 };
extern const gj_field gj_headlines[GJ_HEADLINES];
/* The first of them are totals of requests and disputes, which roll up. */
enum { GJ_HEADLINES_ROLLED_UP = 6 };

/* What is usual among the reports of one level, kind and year. */
typedef struct gj_peer_group {
	gj_spread spreads[GJ_HEADLINES]; /* `count` is always set */
	bool spread[GJ_HEADLINES];       /* enough of them, and not all alike */
} gj_peer_group;

typedef struct gj_cross_entry {
	gj_str agency, region, region_code, level, kind, parent, source;
	gj_str key; /* who it is (gj_identity); empty = nobody asked, or not certain */
	int year;
	bool parent_inferred;
	bool given;         /* the roster entry gave a document */
	bool read;          /* it was a report: the rest is filled */
	bool year_disputed;
	bool looks_back;    /* its text states changes against last year */
	gj_form_id tables[5];
	bool mixed_rows[5];
	gj_str trace;
	uint64_t narrative; /* where it waits */
	size_t narrative_length;
	int64_t counts[GJ_HEADLINES];
	unsigned known;     /* bits: that count is sure */
	size_t last_year;   /* index, or SIZE_MAX */
	bool reformed;      /* last year is that of the organ a reform made it from: likely, not certain */
	gj_why no_last_year;
	gj_likeness likest; /* narrative of another agency */
	const gj_peer_group *peers;
} gj_cross_entry;

typedef struct gj_cross_rule gj_cross_rule;
enum { GJ_CROSS_RULES = 7 };

struct gj_cross {
	gj_arena arena; /* names, traces, sketches */
	const gj_aliases *aliases;
	gj_temporary narratives;
	gj_cross_entry *entries;
	gj_text_of *texts; /* one an entry */
	size_t count, capacity;
	size_t *by_agency; /* entries by agency, region, year, order added */
	size_t *by_parent; /* entries by parent, year, agency, order added */
	size_t *by_peers;  /* entries by level, kind, year, order added */
	size_t owners;     /* agencies with a narrative */
	size_t why[GJ_CROSS_RULES][GJ_WHY_COUNT];
};

typedef struct gj_comparison {
	gj_cross *cross;
	size_t index;
	const gj_cross_entry *entry;
	gj_check *check;
	const gj_report *last_year; /* null = none, see entry->no_last_year */
} gj_comparison;

/* The six sections of an entry out of the temporary file; `bytes` holds their text.
 * Sections that were not found have a null pointer. */
gj_code gj_cross_load_sections(const gj_cross *cross, const gj_cross_entry *entry,
                               gj_buffer *bytes, gj_str sections[GJ_SECTIONS], gj_err *err);
/* Appends a section without the lines of tables that the reader left among its words. */
void gj_cross_add_words(gj_buffer *to, gj_str section);

/* Counts “cannot assess” and why. */
void gj_comparison_skip(gj_comparison *comparison, const gj_rule *rule, gj_why why);

/* Orders entries for the indexes; equal parts leave the order they were added. */
gj_code gj_cross_sort(gj_cross *cross, gj_err *err);
/* Finds last year's report of agencies that had no report of the same name, by who they
 * are: other ways to write the name, aliases, and the reforms' new names. */
gj_code gj_cross_pair_renamed(gj_cross *cross, gj_err *err);
/* Measures every peer group, once they are sorted. */
gj_code gj_cross_measure_peers(gj_cross *cross, gj_err *err);

void gj_compare_carried(gj_comparison *comparison, const gj_rule *rule);    /* C01 */
void gj_compare_in_force(gj_comparison *comparison, const gj_rule *rule);   /* C02 */
void gj_compare_tables(gj_comparison *comparison, const gj_rule *rule);     /* C03 */
void gj_compare_counts(gj_comparison *comparison, const gj_rule *rule);     /* C04 */
void gj_compare_children(gj_comparison *comparison, const gj_rule *rule);   /* R01 */
void gj_compare_narratives(gj_comparison *comparison, const gj_rule *rule); /* P01 */
void gj_compare_peers(gj_comparison *comparison, const gj_rule *rule);      /* P02 */

#endif
