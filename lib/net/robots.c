#include "net/robots.h"

#include <string.h>

typedef struct gj_robots_rule {
	gj_str pattern; /* canonical; "*" is a wildcard */
	bool allow, to_the_end;
} rule;

/* ---- canonical paths ---- */

static bool is_unreserved(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (c && strchr("-._~", c));
}

static int hex_value(char c)
{
	const char *digits = "0123456789ABCDEF";
	const char *at = c ? strchr(digits, c >= 'a' && c <= 'f' ? c - 'a' + 'A' : c) : NULL;
	return at ? (int)(at - digits) : -1;
}

static size_t put_encoded(char *to, unsigned char c)
{
	static const char digits[] = "0123456789ABCDEF";
	to[0] = '%';
	to[1] = digits[c >> 4];
	to[2] = digits[c & 15];
	return 3;
}

/* One spelling for each path: unreserved characters plain, what must be encoded
 * encoded, in upper case. In a pattern "*" keeps its meaning; in a path it is a
 * character like others. `to` has room for three times the text. */
static gj_str canonical(char *to, gj_str text, bool pattern)
{
	size_t length = 0;
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];
		int high = c == '%' && i + 2 < text.len ? hex_value(text.ptr[i + 1]) : -1;
		int low = high >= 0 ? hex_value(text.ptr[i + 2]) : -1;
		if (low >= 0) {
			c = (unsigned char)(high * 16 + low);
			i += 2;
			if (!is_unreserved(c)) {
				length += put_encoded(to + length, c);
				continue;
			}
		} else if (c >= 0x7F || c <= ' ' || (!pattern && (c == '*' || c == '$'))) {
			length += put_encoded(to + length, c);
			continue;
		}
		to[length++] = (char)c;
	}
	return (gj_str){ to, length };
}

/* ---- parsing ---- */

typedef struct parser {
	gj_arena *arena;
	gj_robots *robots;
	size_t room;
	gj_str agent;      /* whose rules are kept: a token, or "*" */
	bool named;        /* some group is for that agent */
	bool for_us;       /* the group being read is */
	bool in_rules;     /* its first rule was read: a User-agent begins another */
} parser;

gj_str gj_robots_token(gj_str user_agent)
{
	size_t length = 0;
	while (length < user_agent.len) {
		char c = user_agent.ptr[length];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-'))
			break;
		length++;
	}
	return gj_str_upto(user_agent, length);
}

static bool names(gj_str value, gj_str agent)
{
	if (gj_str_equal(agent, GJ_STR("*")))
		return gj_str_starts(value, agent);
	return gj_str_equal_nocase(gj_robots_token(value), agent);
}

static gj_code add_rule(parser *p, gj_str pattern, bool allow)
{
	gj_robots *robots = p->robots;
	if (robots->count == p->room) {
		p->room = p->room ? 2 * p->room : 16;
		rule *larger = gj_arena_zalloc(p->arena, p->room, sizeof *larger);
		if (!larger)
			return GJ_E_MEMORY;
		if (robots->count)
			memcpy(larger, robots->rules, robots->count * sizeof *larger);
		robots->rules = larger;
	}
	rule *made = &robots->rules[robots->count];
	*made = (rule){ .allow = allow, .to_the_end = gj_str_ends(pattern, GJ_STR("$")) };
	pattern.len -= made->to_the_end;
	char *text = gj_arena_alloc(p->arena, 3 * pattern.len);
	if (!text)
		return GJ_E_MEMORY;
	made->pattern = canonical(text, pattern, true);
	robots->count++;
	return GJ_OK;
}

/* Seconds with a fraction, whatever the locale; 0 when it is no number. */
static double seconds_of(gj_str text)
{
	enum { DIGITS_MAX = 16 };
	double value = 0, unit = 1;
	bool fraction = false;
	for (size_t i = 0; i < text.len && i < DIGITS_MAX; i++) {
		char c = text.ptr[i];
		bool point = c == '.' && !fraction;
		fraction = fraction || point;
		if (point)
			continue;
		if (c < '0' || c > '9')
			break;
		value = value * 10 + (c - '0');
		unit *= fraction ? 10 : 1;
	}
	return value / unit;
}

static void take_agent(parser *p, gj_str value)
{
	if (p->in_rules)
		p->for_us = false;
	p->in_rules = false;
	p->for_us = p->for_us || names(value, p->agent);
	p->named = p->named || p->for_us;
}

static gj_code take_line(parser *p, gj_str line)
{
	size_t comment = gj_str_find(line, GJ_STR("#"));
	line = gj_str_upto(line, comment);
	size_t colon = gj_str_find(line, GJ_STR(":"));
	if (colon == SIZE_MAX)
		return GJ_OK;
	gj_str key = gj_str_trim(gj_str_upto(line, colon));
	gj_str value = gj_str_trim(gj_str_from(line, colon + 1));
	if (gj_str_equal_nocase(key, GJ_STR("user-agent"))) {
		take_agent(p, value);
		return GJ_OK;
	}
	bool allow = gj_str_equal_nocase(key, GJ_STR("allow"));
	bool rule_line = allow || gj_str_equal_nocase(key, GJ_STR("disallow"));
	bool delay_line = gj_str_equal_nocase(key, GJ_STR("crawl-delay"));
	/* Sitemap and other records belong to no group and end none. */
	p->in_rules = p->in_rules || rule_line || delay_line;
	if (!p->for_us)
		return GJ_OK;
	if (delay_line && seconds_of(value) > p->robots->delay_seconds)
		p->robots->delay_seconds = seconds_of(value);
	/* An empty Disallow forbids nothing. */
	return rule_line && value.len ? add_rule(p, value, allow) : GJ_OK;
}

/* LF, CRLF and CR end a line. */
static gj_str next_line(gj_str *rest)
{
	size_t length = 0;
	while (length < rest->len && rest->ptr[length] != '\n' && rest->ptr[length] != '\r')
		length++;
	gj_str line = gj_str_upto(*rest, length);
	*rest = gj_str_from(*rest, length + 1);
	return gj_str_upto(line, GJ_ROBOTS_LINE_MAX);
}

static gj_code parse_for(gj_robots *robots, gj_arena *arena, gj_str text, gj_str agent,
                         bool *named)
{
	*robots = (gj_robots){ 0 };
	parser p = { .arena = arena, .robots = robots, .agent = agent };
	gj_code code = GJ_OK;
	while (!code && text.len)
		code = take_line(&p, next_line(&text));
	*named = p.named;
	return code;
}

gj_code gj_robots_parse(gj_robots *robots, gj_arena *arena, gj_str text, gj_str agent)
{
	bool named;
	text = gj_str_upto(text, GJ_ROBOTS_SIZE_MAX);
	if (gj_str_starts(text, GJ_STR("\xEF\xBB\xBF")))
		text = gj_str_from(text, 3);
	gj_code code = parse_for(robots, arena, text, agent, &named);
	if (!code && !named)
		code = parse_for(robots, arena, text, GJ_STR("*"), &named);
	return code;
}

/* ---- matching ---- */

/* The next piece of a pattern, up to a "*". */
static gj_str next_piece(gj_str *pattern, bool *last)
{
	size_t star = gj_str_find(*pattern, GJ_STR("*"));
	gj_str piece = gj_str_upto(*pattern, star);
	*last = star == SIZE_MAX;
	*pattern = *last ? (gj_str){ 0 } : gj_str_from(*pattern, star + 1);
	return piece;
}

/* Each piece where it first fits: linear, whatever the pattern. */
static bool matches(const rule *r, gj_str path)
{
	gj_str pattern = r->pattern;
	bool last, anchored = true;
	do {
		gj_str piece = next_piece(&pattern, &last);
		if (last && r->to_the_end)
			return anchored ? gj_str_equal(path, piece) : gj_str_ends(path, piece);
		size_t at = anchored ? (gj_str_starts(path, piece) ? 0 : SIZE_MAX)
		                     : gj_str_find(path, piece);
		if (at == SIZE_MAX)
			return false;
		path = gj_str_from(path, at + piece.len);
		anchored = false;
	} while (!last);
	return true;
}

bool gj_robots_allows(const gj_robots *robots, gj_str path)
{
	char text[3 * GJ_ROBOTS_LINE_MAX];
	path = canonical(text, gj_str_upto(path, GJ_ROBOTS_LINE_MAX), false);
	if (gj_str_equal(path, GJ_STR("/robots.txt")))
		return true;
	bool allowed = true;
	size_t longest = 0;
	for (size_t i = 0; i < robots->count; i++) {
		const rule *r = &robots->rules[i];
		size_t length = r->pattern.len + r->to_the_end;
		if (length < longest || (length == longest && !r->allow) || !matches(r, path))
			continue;
		longest = length;
		allowed = r->allow;
	}
	return allowed;
}
