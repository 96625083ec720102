/* Rankings against an independent computation: the same samples in SQLite, ranked,
 * summed and correlated by SQL alone. Counts must be equal, numbers to 1e-12. */
#include "random.h"
#include "stat/rank.h"

#include <criterion/criterion.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>

enum { AGENCIES = 90, YEARS = 4, FIRST_YEAR = 2020, MIN_CASES = 4, SQL_MAX = 1 << 14 };

static gj_frame frame;
static sqlite3 *db;

static void run(const char *sql)
{
	char *message = NULL;
	cr_assert_eq(sqlite3_exec(db, sql, NULL, NULL, &message), SQLITE_OK, "%s\nin %s", message,
	             sql);
}

static void set_up(void)
{
	gj_frame_init(&frame);
	cr_assert_eq(sqlite3_open(":memory:", &db), SQLITE_OK);
	run("CREATE TABLE s(id INTEGER PRIMARY KEY, agency, region, level, kind, parent, year);"
	    "CREATE TABLE got(id INTEGER PRIMARY KEY, year, grp, rank, of, x, n, d, v, lo, hi,"
	    " last, years, tops, bottoms, score);"
	    "CREATE TABLE got_group(year, grp, listed, ranked, p10, p50, p90, mean, n, d, outliers,"
	    " both, rho, tau, top, top_stayed, bottom, bottom_stayed, PRIMARY KEY(year, grp));");
	for (int i = 0; i < GJ_QUANTITY_COUNT; i++) {
		char sql[128];
		snprintf(sql, sizeof sql, "ALTER TABLE s ADD q%d; ALTER TABLE s ADD x%d;", i, i);
		run(sql);
	}
}

static void tear_down(void)
{
	sqlite3_close(db);
	gj_frame_release(&frame);
}

TestSuite(rank_sql, .init = set_up, .fini = tear_down);

/* ---- samples ---- */

static gj_name named(const char *text)
{
	gj_name name;
	cr_assert_eq(gj_frame_intern(&frame, gj_str_of(text), &name, NULL), GJ_OK);
	return name;
}

/* One of the words, which may be empty: unknown. */
static gj_name any_of(gj_random *random, const char *const *words, int count)
{
	return named(words[gj_random_below(random, count)]);
}

static void add(gj_random *random, const gj_sample *like, int year)
{
	static const gj_exclusion reasons[] = { GJ_EXCLUDED_ABSENT, GJ_EXCLUDED_BLANK,
		                                GJ_EXCLUDED_DOUBT, GJ_EXCLUDED_TALLY,
		                                GJ_EXCLUDED_YEAR };
	const gj_report nothing = { .refusal = GJ_REFUSED_EMPTY };
	cr_assert_eq(gj_frame_add(&frame, &nothing, NULL, NULL), GJ_OK);
	gj_sample *sample = &frame.samples[frame.count - 1];
	*sample = *like;
	sample->year = year;
	for (int i = 0; i < GJ_QUANTITY_COUNT; i++) {
		/* Few values, so that there are many ties; now and then a large one. */
		int scale = gj_random_below(random, 20) ? 12 : 4000;
		sample->quantities[i] = gj_random_below(random, scale);
		sample->exclusions[i] = gj_random_below(random, 30)
		                                ? GJ_INCLUDED
		                                : (uint8_t)reasons[gj_random_below(random, 5)];
	}
	sample->quantities[GJ_QUANTITY_DAYS_LATE] -= 6;
}

static void make_samples(uint64_t seed)
{
	static const char *const levels[] = { "city", "county" };
	static const char *const kinds[] = { "police", "" };
	static const char *const places[] = { "甲", "乙", "" };
	gj_random random = { seed };
	for (int i = 0; i < AGENCIES; i++) {
		char name[32];
		snprintf(name, sizeof name, "机关%d", i / 2);
		gj_sample like = { .agency = i < 3 ? 0 : named(name),
			           .region = any_of(&random, places, 3),
			           .level = any_of(&random, levels, 2),
			           .kind = any_of(&random, kinds, 2),
			           .parent = any_of(&random, places, 3) };
		for (int year = FIRST_YEAR; year < FIRST_YEAR + YEARS; year++) {
			if (!gj_random_below(&random, 10))
				continue; /* no report that year */
			if (!gj_random_below(&random, 12))
				like.level = any_of(&random, levels, 2);
			add(&random, &like, year);
			if (!gj_random_below(&random, 12))
				add(&random, &like, year); /* a second one */
		}
	}
}

static void bind_text(sqlite3_stmt *statement, int at, gj_str text)
{
	sqlite3_bind_text(statement, at, text.ptr ? text.ptr : "", (int)text.len, SQLITE_STATIC);
}

static sqlite3_stmt *insert_into(const char *table, int columns)
{
	char sql[512];
	int at = snprintf(sql, sizeof sql, "INSERT INTO %s VALUES(?", table);
	for (int i = 1; i < columns; i++)
		at += snprintf(sql + at, sizeof sql - (size_t)at, ",?");
	snprintf(sql + at, sizeof sql - (size_t)at, ")");
	sqlite3_stmt *statement;
	cr_assert_eq(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK, "%s", sql);
	return statement;
}

static void load_samples(void)
{
	sqlite3_stmt *statement = insert_into("s", 7 + 2 * GJ_QUANTITY_COUNT);
	for (size_t i = 0; i < frame.count; i++) {
		const gj_sample *s = &frame.samples[i];
		const gj_name names[] = { s->agency, s->region, s->level, s->kind, s->parent };
		sqlite3_bind_int64(statement, 1, (int64_t)i);
		for (int n = 0; n < 5; n++)
			bind_text(statement, 2 + n, gj_frame_name(&frame, names[n]));
		sqlite3_bind_int(statement, 7, s->year);
		for (int q = 0; q < GJ_QUANTITY_COUNT; q++) {
			sqlite3_bind_int64(statement, 8 + 2 * q, s->quantities[q]);
			sqlite3_bind_int(statement, 9 + 2 * q, s->exclusions[q]);
		}
		cr_assert_eq(sqlite3_step(statement), SQLITE_DONE);
		sqlite3_reset(statement);
	}
	sqlite3_finalize(statement);
}

/* ---- what we say ---- */

typedef struct collector {
	sqlite3_stmt *places, *groups;
	size_t left; /* places of the group written last */
} collector;

static void step(sqlite3_stmt *statement)
{
	cr_assert_eq(sqlite3_step(statement), SQLITE_DONE, "%s", sqlite3_errmsg(db));
	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
}

static void bind_count(sqlite3_stmt *statement, int at, size_t count)
{
	sqlite3_bind_int64(statement, at, (int64_t)count);
}

static void collect_group(sqlite3_stmt *to, const gj_group *group)
{
	const gj_persistence *p = &group->persistence;
	const size_t counts[] = { group->listed, group->ranked };
	const double numbers[] = { group->p10, group->median, group->p90, group->mean };
	const size_t last[] = { p->top, p->top_stayed, p->bottom, p->bottom_stayed };
	sqlite3_bind_int(to, 1, group->year);
	bind_text(to, 2, group->name);
	for (int i = 0; i < 2; i++)
		bind_count(to, 3 + i, counts[i]);
	for (int i = 0; i < 4; i++) /* NaN is NULL */
		sqlite3_bind_double(to, 5 + i, numbers[i]);
	sqlite3_bind_int64(to, 9, group->numerator);
	sqlite3_bind_int64(to, 10, group->denominator);
	bind_count(to, 11, group->outliers);
	bind_count(to, 12, p->both);
	sqlite3_bind_double(to, 13, p->correlation.spearman);
	sqlite3_bind_double(to, 14, p->correlation.kendall);
	for (int i = 0; i < 4; i++)
		bind_count(to, 15 + i, last[i]);
	step(to);
}

static gj_code collect(void *context, const gj_place_in_ranking *place, gj_err *err)
{
	(void)err;
	collector *c = context;
	const gj_ratio ratio = { .exclusion = place->exclusion };
	if (!c->left) {
		collect_group(c->groups, place->group);
		c->left = place->group->listed;
	}
	c->left--;
	bind_count(c->places, 1, (size_t)(place->sample - frame.samples));
	sqlite3_bind_int(c->places, 2, place->year);
	bind_text(c->places, 3, place->peer_group);
	bind_count(c->places, 4, place->rank);
	bind_count(c->places, 5, place->of);
	sqlite3_bind_int(c->places, 6, (int)place->exclusion);
	if (gj_ratio_is_known(&ratio)) {
		sqlite3_bind_int64(c->places, 7, place->numerator);
		sqlite3_bind_int64(c->places, 8, place->denominator);
	}
	sqlite3_bind_double(c->places, 9, place->value);
	sqlite3_bind_double(c->places, 10, place->ci_low);
	sqlite3_bind_double(c->places, 11, place->ci_high);
	if (place->last_year)
		sqlite3_bind_int64(c->places, 12, place->last_year->rank);
	bind_count(c->places, 13, place->years_ranked);
	bind_count(c->places, 14, place->years_top);
	bind_count(c->places, 15, place->years_bottom);
	sqlite3_bind_double(c->places, 16, place->score);
	step(c->places);
	return GJ_OK;
}

/* ---- what SQL says ---- */

/* `m`: one line a sample: group, numerator, denominator, exclusion by its cells. */
static void define_ratio(const gj_metric *metric)
{
	char sql[SQL_MAX], denominator[64] = "1", exclusion[256];
	int n = metric->numerator, d = metric->denominator;
	snprintf(exclusion, sizeof exclusion, "x%d", n);
	if (d != GJ_QUANTITY_ONE) {
		snprintf(denominator, sizeof denominator, "q%d", d);
		snprintf(exclusion, sizeof exclusion,
		         "CASE WHEN x%d = 0 THEN x%d WHEN x%d = 0 THEN x%d ELSE min(x%d, x%d) END",
		         n, d, d, n, n, d);
	}
	if (metric->kind == GJ_METRIC_IS_GROWTH)
		snprintf(sql, sizeof sql,
		         "CREATE TEMP TABLE m AS SELECT id, agency, region, year, grp,"
		         " q0 - (SELECT q0 FROM s WHERE id = before) n,"
		         " (SELECT q0 FROM s WHERE id = before) d,"
		         " CASE WHEN x0 IN (1, 2) THEN x0 WHEN before IS NULL THEN %d"
		         " WHEN (SELECT x0 FROM s WHERE id = before) <> 0 THEN %d ELSE x0 END x"
		         " FROM (SELECT *, (SELECT id FROM s b WHERE b.agency = g.agency AND"
		         " b.region = g.region AND b.year = g.year - 1 AND g.agency <> ''"
		         " ORDER BY x0 <> 0, id LIMIT 1) before FROM g)",
		         GJ_EXCLUDED_NO_LAST_YEAR, GJ_EXCLUDED_LAST_YEAR);
	else
		snprintf(sql, sizeof sql,
		         "CREATE TEMP TABLE m AS SELECT id, agency, region, year, grp, q%d n, %s d,"
		         " %s x FROM g", n, denominator, exclusion);
	run("DROP TABLE IF EXISTS m");
	run(sql);
}

/* `r`: the samples with their final exclusion and value; `k`: the ranked with ranks,
 * ties and deciles; `t` orders them on the scale of outliers. */
static void rank_in_sql(const gj_metric *metric)
{
	char sql[SQL_MAX];
	bool logs = metric->kind == GJ_METRIC_IS_COUNT && metric->numerator != GJ_QUANTITY_DAYS_LATE;
	snprintf(sql, sizeof sql,
	         "DROP TABLE IF EXISTS r; DROP TABLE IF EXISTS k; DROP TABLE IF EXISTS spread;"
	         "UPDATE m SET x = %d WHERE x = 0 AND %d AND (d < %d OR d < 1);"
	         "UPDATE m SET x = %d WHERE id IN (SELECT id FROM (SELECT id, row_number() OVER"
	         " (PARTITION BY agency, region, year, iif(agency = '', id, NULL) ORDER BY id) nth"
	         " FROM m WHERE x = 0) WHERE nth > 1);"
	         "CREATE TEMP TABLE r AS SELECT *, iif(x IN (1, 2, 7, 9, 10, 11) OR d < 1, NULL,"
	         " n * 1.0 / d) v FROM m;"
	         "CREATE TEMP TABLE k AS SELECT *, rank + ties - 1 <= of / 10 top,"
	         " of - rank + 1 <= of / 10 bottom FROM (SELECT *, %s t,"
	         " rank() OVER (PARTITION BY year, grp ORDER BY v %s) rank,"
	         " count(*) OVER (PARTITION BY year, grp, v) ties,"
	         " row_number() OVER (PARTITION BY year, grp ORDER BY v) nth,"
	         " count(*) OVER (PARTITION BY year, grp) of FROM r WHERE x = 0);"
	         "CREATE INDEX temp.k_agency ON k(agency, region, year);"
	         "CREATE TEMP TABLE spread AS SELECT year, grp, of, middle, avg(far) mad FROM"
	         " (SELECT k.year, k.grp, k.of, c.middle, abs(t - c.middle) far, row_number() OVER"
	         " (PARTITION BY k.year, k.grp ORDER BY abs(t - c.middle)) nth FROM k JOIN"
	         " (SELECT year, grp, avg(t) middle FROM k WHERE nth IN ((of + 1) / 2, of / 2 + 1)"
	         " GROUP BY year, grp) c USING (year, grp))"
	         " WHERE nth IN ((of + 1) / 2, of / 2 + 1) GROUP BY year, grp;"
	         "DELETE FROM spread WHERE mad = 0 OR of < 8;",
	         GJ_EXCLUDED_FEW, metric->kind != GJ_METRIC_IS_COUNT, MIN_CASES,
	         GJ_EXCLUDED_DOUBLED, logs ? "ln(1 + v)" : "v",
	         metric->most_is_first ? "DESC" : "ASC");
	run(sql);
}

static void want_places(bool rate)
{
	char sql[SQL_MAX];
	snprintf(sql, sizeof sql,
	         "DROP TABLE IF EXISTS want; CREATE TEMP TABLE want AS SELECT r.id, r.year, r.grp,"
	         " coalesce(k.rank, 0) rank, (SELECT count(*) FROM k WHERE k.year = r.year AND"
	         " k.grp = r.grp) of, r.x, iif(r.x IN (1, 2, 7, 9, 10, 11), NULL, r.n) n,"
	         " iif(r.x IN (1, 2, 7, 9, 10, 11), NULL, r.d) d, r.v,"
	         " iif(%d AND r.v <= 1, iif(r.n = 0, 0, (r.v + z2 / (2 * r.d) - z * sqrt(r.v *"
	         " (1 - r.v) / r.d + z2 / (4.0 * r.d * r.d))) / (1 + z2 / r.d)), NULL) lo,"
	         " iif(%d AND r.v <= 1, iif(r.n = r.d, 1, (r.v + z2 / (2 * r.d) + z * sqrt(r.v *"
	         " (1 - r.v) / r.d + z2 / (4.0 * r.d * r.d))) / (1 + z2 / r.d)), NULL) hi,"
	         " (SELECT b.rank FROM k b WHERE b.agency = r.agency AND b.region = r.region AND"
	         " b.year = r.year - 1 AND b.grp = r.grp AND r.agency <> '') last,"
	         " iif(r.agency = '', k.id IS NOT NULL, (SELECT count(*) FROM k y WHERE"
	         " y.agency = r.agency AND y.region = r.region)) years,"
	         " iif(r.agency = '', coalesce(k.top, 0), (SELECT coalesce(sum(top), 0) FROM k y"
	         " WHERE y.agency = r.agency AND y.region = r.region)) tops,"
	         " iif(r.agency = '', coalesce(k.bottom, 0), (SELECT coalesce(sum(bottom), 0) FROM k"
	         " y WHERE y.agency = r.agency AND y.region = r.region)) bottoms,"
	         " 0.6745 * (k.t - f.middle) / f.mad score"
	         " FROM r JOIN (SELECT 1.959964 z, 1.959964 * 1.959964 z2) LEFT JOIN k ON k.id = r.id"
	         " LEFT JOIN spread f ON f.year = k.year AND f.grp = k.grp", rate, rate);
	run(sql);
}

/* Quantiles by linear interpolation at (n - 1)·p. */
#define QUANTILE(percent, name) \
	"(SELECT a.v + (coalesce(b.v, a.v) - a.v) * ((a.of - 1) * " #percent " % 100) / 100.0" \
	" FROM k a LEFT JOIN k b ON b.year = a.year AND b.grp = a.grp AND b.nth = a.nth + 1" \
	" WHERE a.year = l.year AND a.grp = l.grp AND a.nth = (a.of - 1) * " #percent " / 100 + 1) " \
	#name ","

static void want_groups(void)
{
	run("DROP TABLE IF EXISTS pair; CREATE TEMP TABLE pair AS SELECT now.year, now.grp,"
	    " now.id, now.rank a, b.rank b, b.top was_top, now.top is_top, b.bottom was_bottom,"
	    " now.bottom is_bottom FROM k now JOIN k b ON b.agency = now.agency AND"
	    " b.region = now.region AND b.year = now.year - 1 AND b.grp = now.grp AND"
	    " now.agency <> '';"
	    "DROP TABLE IF EXISTS middle; CREATE TEMP TABLE middle AS SELECT year, grp,"
	    " rank() OVER (PARTITION BY year, grp ORDER BY a) + (count(*) OVER"
	    " (PARTITION BY year, grp, a) - 1) / 2.0 a, rank() OVER (PARTITION BY year, grp"
	    " ORDER BY b) + (count(*) OVER (PARTITION BY year, grp, b) - 1) / 2.0 b FROM pair;"
	    "DROP TABLE IF EXISTS want_group; CREATE TEMP TABLE want_group AS SELECT year, grp,"
	    " count(*) listed, sum(x = 0) ranked,"
	    QUANTILE(10, p10) QUANTILE(50, p50) QUANTILE(90, p90)
	    " sum(n) FILTER (WHERE x = 0) * 1.0 / sum(d) FILTER (WHERE x = 0) mean,"
	    " coalesce(sum(n) FILTER (WHERE x = 0), 0) n,"
	    " coalesce(sum(d) FILTER (WHERE x = 0), 0) d,"
	    " (SELECT count(*) FROM want w WHERE w.year = l.year AND w.grp = l.grp AND"
	    " abs(score) > 5) outliers,"
	    " (SELECT count(*) FROM pair p WHERE p.year = l.year AND p.grp = l.grp) both,"
	    " (SELECT iif(count(*) < 3, NULL, (count(*) * sum(a * b) - sum(a) * sum(b)) /"
	    " sqrt(nullif((count(*) * sum(a * a) - sum(a) * sum(a)) *"
	    " (count(*) * sum(b * b) - sum(b) * sum(b)), 0)))"
	    " FROM middle p WHERE p.year = l.year AND p.grp = l.grp) rho,"
	    " (SELECT iif(count(*) < 3, NULL, sum(sign(p.a - o.a) * sign(p.b - o.b)) /"
	    " sqrt(nullif(sum(p.a <> o.a) * 1.0 * sum(p.b <> o.b), 0))) FROM pair p JOIN pair o ON"
	    " o.year = p.year AND o.grp = p.grp AND o.id < p.id WHERE p.year = l.year AND"
	    " p.grp = l.grp) tau,"
	    " (SELECT coalesce(sum(was_top), 0) FROM pair p WHERE p.year = l.year AND"
	    " p.grp = l.grp) top,"
	    " (SELECT coalesce(sum(was_top AND is_top), 0) FROM pair p WHERE p.year = l.year AND"
	    " p.grp = l.grp) top_stayed,"
	    " (SELECT coalesce(sum(was_bottom), 0) FROM pair p WHERE p.year = l.year AND"
	    " p.grp = l.grp) bottom,"
	    " (SELECT coalesce(sum(was_bottom AND is_bottom), 0) FROM pair p WHERE"
	    " p.year = l.year AND p.grp = l.grp) bottom_stayed"
	    " FROM r l GROUP BY year, grp");
}

/* ---- comparison ---- */

static int64_t number(const char *sql)
{
	sqlite3_stmt *statement;
	cr_assert_eq(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK, "%s\nin %s",
	             sqlite3_errmsg(db), sql);
	cr_assert_eq(sqlite3_step(statement), SQLITE_ROW);
	int64_t result = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return result;
}

/* How many rows of a pair of tables differ in a column. */
static void same(const char *metric, const char *want, const char *got, const char *key,
                 const char *column, bool exact)
{
	char sql[1024], differ[256];
	if (exact)
		snprintf(differ, sizeof differ, "w.%s IS NOT g.%s", column, column);
	else
		snprintf(differ, sizeof differ,
		         "(w.%s IS NULL) <> (g.%s IS NULL) OR abs(w.%s - g.%s) > 1e-12 *"
		         " max(1, abs(w.%s))", column, column, column, column, column);
	snprintf(sql, sizeof sql, "SELECT count(*) FROM %s w LEFT JOIN %s g USING (%s) WHERE %s",
	         want, got, key, differ);
	cr_assert_eq(number(sql), 0, "%s: %s differs in %lld rows", metric, column,
	             (long long)number(sql));
}

static void compare(const char *metric)
{
	static const char *const exact[] = { "year", "grp", "rank", "of", "x", "n", "d", "last",
		                             "years", "tops", "bottoms" };
	static const char *const near[] = { "v", "lo", "hi", "score" };
	static const char *const counts[] = { "listed", "ranked", "n", "d", "outliers", "both",
		                              "top", "top_stayed", "bottom", "bottom_stayed" };
	static const char *const numbers[] = { "p10", "p50", "p90", "mean", "rho", "tau" };
	cr_assert_eq(number("SELECT count(*) FROM got"), (int64_t)frame.count);
	for (size_t i = 0; i < sizeof exact / sizeof *exact; i++)
		same(metric, "want", "got", "id", exact[i], true);
	for (size_t i = 0; i < sizeof near / sizeof *near; i++)
		same(metric, "want", "got", "id", near[i], false);
	cr_assert_eq(number("SELECT count(*) FROM got_group"),
	             number("SELECT count(*) FROM want_group"));
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		same(metric, "want_group", "got_group", "year, grp", counts[i], true);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		same(metric, "want_group", "got_group", "year, grp", numbers[i], false);
}

static void rank_both_ways(const gj_metric *metric, gj_peers peers)
{
	bool metrics[GJ_METRIC_COUNT] = { false };
	metrics[gj_metric_index(metric)] = true;
	const gj_rank_options options = { .min_cases = MIN_CASES, .peers = peers,
		                          .metrics = metrics };
	run("DELETE FROM got; DELETE FROM got_group");
	collector c = { insert_into("got", 16), insert_into("got_group", 18), 0 };
	cr_assert_eq(gj_rank(&frame, &options, collect, &c, NULL), GJ_OK);
	sqlite3_finalize(c.places);
	sqlite3_finalize(c.groups);
	define_ratio(metric);
	rank_in_sql(metric);
	want_places(metric->kind == GJ_METRIC_IS_RATE);
	want_groups();
	compare(metric->name);
}

/* The samples with their group, named from SQL. */
static void define_groups(const char *parts, const char *name)
{
	char sql[1024];
	snprintf(sql, sizeof sql,
	         "DROP TABLE IF EXISTS g; CREATE TEMP TABLE g AS SELECT *, iif(%s = '', 'unknown', %s)"
	         " grp FROM s", parts, name);
	run(sql);
}

#define PART(part) "coalesce(nullif(" part ", ''), 'unknown')"

static void agree(uint64_t seed, gj_peers peers, const char *parts, const char *name)
{
	make_samples(seed);
	load_samples();
	define_groups(parts, name);
	for (size_t i = 0; i < GJ_METRIC_COUNT; i++)
		rank_both_ways(&gj_metrics[i], peers);
	/* The samples are such that everything happens. */
	cr_assert(number("SELECT count(*) FROM got_group WHERE rho IS NOT NULL"));
	cr_assert(number("SELECT sum(outliers) FROM got_group"));
	cr_assert(number("SELECT count(*) FROM got WHERE last IS NOT NULL"));
	cr_assert(number("SELECT count(*) FROM got a JOIN got b USING (year, grp, rank)"
	                 " WHERE a.id < b.id AND rank > 0"));
}

Test(rank_sql, agrees_by_level_and_kind)
{
	agree(1, GJ_PEERS_LEVEL_KIND, "level || kind", PART("level") " || ' × ' || " PART("kind"));
	cr_assert(number("SELECT sum(tops) FROM got"));
}

Test(rank_sql, agrees_with_everybody_in_one_group)
{
	agree(2, GJ_PEERS_ALL, "'x'", "'all'");
	cr_assert(number("SELECT sum(top_stayed + bottom_stayed) FROM got_group"));
}

Test(rank_sql, agrees_by_kind_parent_and_region)
{
	agree(3, GJ_PEERS_KIND | GJ_PEERS_PARENT | GJ_PEERS_REGION, "kind || parent || region",
	      PART("kind") " || ' × ' || " PART("parent") " || ' × ' || " PART("region"));
}
