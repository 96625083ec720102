#include "roster/seat.h"

enum {
	MATCHES_MAX = 48, /* 新华, 城关, 鼓楼: no name is that of more */
	PATHS_MAX = 16,
};

/* Readings of a text as a path of regions, 河南省 → 商丘市 → 永城市; only the ones that
 * read the most of it. */
typedef struct paths {
	gj_str text;
	bool bare;      /* the last name may stand without its 市, 县 */
	size_t longest; /* bytes read */
	uint32_t codes[PATHS_MAX];
	size_t count;
	bool overflow;
} paths;

static void keep_path(paths *p, uint32_t code, size_t length)
{
	if (length < p->longest)
		return;
	if (length > p->longest)
		p->count = 0;
	p->longest = length;
	for (size_t i = 0; i < p->count; i++)
		if (p->codes[i] == code)
			return;
	p->overflow = p->count == PATHS_MAX;
	if (!p->overflow)
		p->codes[p->count++] = code;
}

/* 永城市场监督管理局 is 永城's; the 市 belongs to the market. */
static size_t without_market(gj_str text, size_t length)
{
	bool market = gj_str_starts(gj_str_from(text, length), GJ_STR("场监")) &&
	              gj_str_ends(gj_str_upto(text, length), GJ_STR("市"));
	return market ? length - GJ_STR("市").len : length;
}

static void follow(paths *p, uint32_t within, size_t from)
{
	gj_region_match matches[MATCHES_MAX];
	size_t count = gj_region_names_at(gj_str_from(p->text, from), matches, MATCHES_MAX);
	for (size_t i = 0; i < count; i++) {
		const gj_region_match *match = &matches[i];
		if (within && (match->code == within || !gj_region_within(match->code, within)))
			continue;
		size_t end = from + match->length;
		if (!match->bare || p->bare)
			keep_path(p, match->code, without_market(p->text, end));
		follow(p, match->code, end);
	}
}

static paths read_paths(gj_str text, bool bare)
{
	paths p = { .text = text, .bare = bare };
	follow(&p, 0, 0);
	return p;
}

static bool related(uint32_t a, uint32_t b)
{
	return gj_region_within(a, b) || gj_region_within(b, a);
}

/* The one reading that fits `near` (0 = any); 0 when none does or several do. */
static uint32_t choose(const paths *p, uint32_t near, size_t *fitting)
{
	uint32_t chosen = 0;
	*fitting = p->overflow ? 2 : 0;
	for (size_t i = 0; i < p->count; i++) {
		uint32_t code = p->codes[i], current = gj_region_current(code);
		bool fits = !near || related(code, near) || related(current, gj_region_current(near));
		if (!fits || (chosen && gj_region_current(chosen) == current))
			continue;
		(*fitting)++;
		chosen = code;
	}
	return *fitting == 1 ? chosen : 0;
}

uint32_t gj_region_by_name(gj_str name, uint32_t near, bool *several)
{
	paths p = read_paths(name, true);
	size_t fitting = 0;
	*several = false;
	if (!name.len || p.longest != name.len)
		return 0;
	uint32_t code = choose(&p, near, &fitting);
	*several = fitting > 1;
	return code;
}

static void list_candidates(gj_seat *seat, const paths *p)
{
	size_t most = sizeof seat->candidates / sizeof *seat->candidates;
	seat->candidate_count = p->count < most ? p->count : most;
	for (size_t i = 0; i < seat->candidate_count; i++)
		seat->candidates[i] = p->codes[i];
}

/* "市公安局", "区应急管理局": what stands for the region itself, whose name is elsewhere. */
static gj_str without_rank(gj_str name, uint32_t region)
{
	static const char *const ranks[] = { "省", "市", "县", "区", "州", "旗", "盟" };
	static const char *const words[] = { "市场", "区域", "州际" };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (gj_str_starts(name, gj_str_of(words[i])))
			return name;
	for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++)
		if (gj_str_starts(name, gj_str_of(ranks[i])) &&
		    gj_str_ends(gj_region_name(region), gj_str_of(ranks[i])))
			return gj_str_from(name, strlen(ranks[i]));
	return name;
}

/* 原 before a name is a note, but 原平市 and 原阳县 are places. */
static gj_str without_former(gj_str name)
{
	gj_region_match match;
	bool note = gj_str_starts(name, GJ_STR("原")) && !gj_region_names_at(name, &match, 1);
	return note ? gj_str_from(name, GJ_STR("原").len) : name;
}

/* The name's own region; where it begins with none, that of region and code. */
static void settle(gj_seat *seat, gj_str name, const paths *p, uint32_t near)
{
	size_t fitting = 0;
	seat->rest = name;
	if (!p->count) {
		seat->code = gj_region_current(near);
		seat->state = near ? GJ_SEAT_FOUND : GJ_SEAT_NONE;
		if (near)
			seat->rest = without_former(without_rank(name, near));
		return;
	}
	seat->by_name = choose(p, near, &fitting);
	seat->rest = without_former(gj_str_from(name, p->longest));
	if (fitting > 1)
		list_candidates(seat, p);
	seat->code = gj_region_current(seat->by_name);
	seat->state = seat->by_name ? GJ_SEAT_FOUND
	               : fitting      ? GJ_SEAT_AMBIGUOUS
	                              : GJ_SEAT_CONTRADICTED;
}

gj_seat gj_seat_of(gj_str agency, gj_str region, gj_str digits)
{
	gj_seat seat = { 0 };
	bool township, several = false;
	uint32_t code;
	if (digits.len && gj_region_code_read(digits, &code, &township) <= GJ_CODE_RETIRED)
		seat.by_code = code;
	gj_str name = without_former(agency);
	paths own = read_paths(name, false);
	seat.by_region = gj_region_by_name(region, seat.by_code, &several);
	/* The region named alone may be one of many: the agency's name can tell which. */
	if (several && own.count == 1)
		seat.by_region = gj_region_by_name(region, own.codes[0], &several);
	if (!seat.by_region && !several && seat.by_code)
		seat.by_region = gj_region_by_name(region, 0, &several);
	uint32_t near = seat.by_code ? seat.by_code : seat.by_region;
	if (seat.by_code && seat.by_region && gj_region_within(seat.by_region, seat.by_code))
		near = seat.by_region;
	settle(&seat, name, &own, near);
	bool apart = seat.by_code && seat.by_region &&
	             !related(gj_region_current(seat.by_code), gj_region_current(seat.by_region));
	if (apart)
		seat.state = GJ_SEAT_CONTRADICTED;
	else if (several && seat.state == GJ_SEAT_NONE)
		seat.state = GJ_SEAT_AMBIGUOUS;
	return seat;
}
