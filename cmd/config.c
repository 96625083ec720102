#include "base/ini.h"
#include "command.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct reader {
	settings *s;
	gj_str directory;    /* of the configuration, with its slash; empty = where we are */
	const char *command; /* whose section counts */
} reader;

static const command *find_command(const char *name)
{
	for (const command *c = commands; c->name; c++) {
		if (strcmp(c->name, name) == 0)
			return c;
	}
	return NULL;
}

static bool is_common(const char *section)
{
	return !*section || strcmp(section, "common") == 0;
}

/* In a section of its own a key must be an option of that command; among the
 * common ones, of any. */
static const opt *option_of(const char *section, const char *key)
{
	const opt *option = NULL;
	for (const command *c = commands; c->name && !option; c++) {
		if (is_common(section) || strcmp(c->name, section) == 0)
			option = opt_find(c->groups, key);
	}
	return option && option->command_line_only ? NULL : option;
}

/* ---- [host DOMAIN] ---- */

enum {
	HOSTS_MAX = 1000,   /* sections in one configuration */
	SOURCES_MAX = 1000, /* lists in one configuration */
	DUE_MAX = 4000,     /* local deadlines: more than counties */
	SECTION_MAX = 48,   /* bytes of a name: the reader cuts longer ones */
};

static bool is_host(const char *section, gj_str *domain)
{
	gj_str name = gj_str_of(section);
	*domain = gj_str_trim(gj_str_from(name, 5));
	return gj_str_starts(name, GJ_STR("host ")) && domain->len;
}

/* The rule for the domain, a new one when there is none yet; null when full. */
static gj_host_rule *rule_for(settings *s, gj_str domain)
{
	if (!s->hosts)
		s->hosts = gj_arena_zalloc(&s->strings, HOSTS_MAX, sizeof *s->hosts);
	for (size_t i = 0; s->hosts && i < s->fetch.host_count; i++)
		if (gj_str_equal_nocase(s->hosts[i].domain, domain))
			return &s->hosts[i];
	gj_str copy = gj_str_copy(&s->strings, domain);
	for (char *at = (char *)(uintptr_t)copy.ptr; at && *at; at++)
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at + ('a' - 'A'));
	if (!s->hosts || !copy.ptr || s->fetch.host_count == HOSTS_MAX)
		return NULL;
	gj_host_rule *made = &s->hosts[s->fetch.host_count++];
	*made = (gj_host_rule){ .domain = copy, .delay_seconds = -1 };
	s->fetch.hosts = s->hosts;
	return made;
}

static gj_code apply_host(reader *r, gj_str domain, const char *key, const char *value,
                          gj_err *err)
{
	static const opt_group *const groups[] = { &opts_host, NULL };
	const opt *option = opt_find(groups, key);
	if (!option)
		return gj_err_set(err, GJ_E_USAGE, 0, "unknown key \"%.60s\"", key);
	gj_host_rule *rule = rule_for(r->s, domain);
	if (!rule)
		return gj_err_set(err, GJ_E_USAGE, 0, "more than %d hosts", HOSTS_MAX);
	host_settings set = { rule->per_host, rule->delay_seconds, rule->allow_private,
		              rule->legacy_tls ? "legacy" : "strict" };
	gj_code code = opt_set(&set, &r->s->strings, option, value, err);
	rule->per_host = set.per_host;
	rule->delay_seconds = set.delay;
	rule->allow_private = set.allow_private;
	rule->legacy_tls = strcmp(set.tls, "legacy") == 0;
	return code;
}

/* ---- [due] ---- */

static gj_code apply_due(reader *r, const char *key, const char *value, gj_err *err)
{
	settings *s = r->s;
	gj_str whose = gj_str_copy(&s->strings, gj_str_trim(gj_str_of(key)));
	if (!s->due)
		s->due = gj_arena_zalloc(&s->strings, DUE_MAX, sizeof *s->due);
	if (!s->due || !whose.ptr)
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	if (s->due_count == DUE_MAX)
		return gj_err_set(err, GJ_E_USAGE, 0, "more than %d deadlines", DUE_MAX);
	gj_local_deadline *made = &s->due[s->due_count];
	gj_code code = gj_local_deadline_read(made, whose, gj_str_trim(gj_str_of(value)), err);
	for (size_t i = 0; i < s->due_count && code == GJ_OK; i++)
		if (gj_local_deadline_same(made, &s->due[i]))
			code = gj_err_set(err, GJ_E_USAGE, 0, "%s: has a deadline already", key);
	s->due_count += code == GJ_OK;
	return code;
}

/* ---- paths ---- */

/* As written, or beside the configuration; null when memory is out. */
static char *path_from_here(const reader *r, gj_str path)
{
	bool elsewhere = gj_str_starts(path, GJ_STR("/")) || gj_str_equal(path, GJ_STR("-"));
	gj_str directory = elsewhere ? (gj_str){ 0 } : r->directory;
	gj_str whole = gj_str_format(&r->s->strings, "%.*s%.*s", GJ_STR_ARG(directory),
	                             GJ_STR_ARG(path));
	return (char *)(uintptr_t)whole.ptr;
}

/* The next of several names, which blanks separate; one with blanks stands in "". */
static gj_str take_name(gj_str *rest)
{
	static const char blanks[] = " \t";
	*rest = gj_str_trim(*rest);
	bool quoted = gj_str_starts(*rest, GJ_STR("\""));
	size_t begin = quoted, end = begin;
	while (end < rest->len && (quoted ? rest->ptr[end] != '"' : !strchr(blanks, rest->ptr[end])))
		end++;
	gj_str name = { rest->ptr + begin, end - begin };
	*rest = gj_str_from(*rest, end + quoted);
	return name;
}

static gj_code apply_sources(reader *r, const char *section, const char *value, gj_err *err)
{
	settings *s = r->s;
	if (!is_common(section) && strcmp(section, r->command) != 0)
		return GJ_OK;
	if (!s->sources)
		s->sources = gj_arena_zalloc(&s->strings, SOURCES_MAX, sizeof *s->sources);
	gj_str rest = gj_str_trim(gj_str_of(value));
	while (s->sources && rest.len) {
		gj_str name = take_name(&rest);
		if (name.len && s->source_count == SOURCES_MAX)
			return gj_err_set(err, GJ_E_USAGE, 0, "more than %d sources", SOURCES_MAX);
		if (name.len && !(s->sources[s->source_count++] = path_from_here(r, name)))
			break;
		rest = gj_str_trim(rest);
	}
	return rest.len || !s->sources ? gj_err_set(err, GJ_E_MEMORY, 0, "out of memory") : GJ_OK;
}

static bool takes_sources(const char *section)
{
	return is_common(section) || strcmp(section, "sweep") == 0 ||
	       strcmp(section, "fetch") == 0;
}

static gj_code apply_option(reader *r, settings *to, const opt *option, const char *value,
                            gj_err *err)
{
	if (option->kind == OPT_PATH && !(value = path_from_here(r, gj_str_of(value))))
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	return opt_set(to, &r->s->strings, option, value, err);
}

static gj_code apply(void *context, const char *section, const char *key, const char *value,
                     int line, gj_err *err)
{
	(void)line;
	reader *r = context;
	gj_str domain;
	if (strlen(section) > SECTION_MAX)
		return gj_err_set(err, GJ_E_USAGE, 0, "[%s…]: name too long", section);
	if (is_host(section, &domain))
		return apply_host(r, domain, key, value, err);
	if (strcmp(section, "due") == 0)
		return apply_due(r, key, value, err);
	if (!is_common(section) && !find_command(section))
		return gj_err_set(err, GJ_E_USAGE, 0, "unknown section [%.60s]", section);
	if (strcmp(key, "sources") == 0 && takes_sources(section))
		return apply_sources(r, section, value, err);
	const opt *option = option_of(section, key);
	if (!option)
		return gj_err_set(err, GJ_E_USAGE, 0, "unknown key \"%.60s\"", key);
	/* The key may be spelt alike with other values in another command. */
	const command *current = find_command(r->command);
	const opt *here = current ? opt_find(current->groups, key) : NULL;
	bool counts = here && (is_common(section) || strcmp(section, r->command) == 0);
	if (counts)
		return apply_option(r, r->s, here, value, err);
	settings ignored = *r->s; /* checked all the same */
	return apply_option(r, &ignored, option, value, err);
}

/* The user's own file; false when neither variable is set. */
static bool default_path(char path[PATH_MAX])
{
	const char *base = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	int length = -1;
	if (base && *base == '/')
		length = snprintf(path, PATH_MAX, "%s/gouji/config", base);
	else if (home && *home)
		length = snprintf(path, PATH_MAX, "%s/.config/gouji/config", home);
	return length > 0 && length < PATH_MAX;
}

gj_code config_read(settings *s, const char *name, gj_err *err)
{
	char own[PATH_MAX];
	const char *path = s->config;
	if (!path && !default_path(own))
		return GJ_OK;
	if (!path && access(own, F_OK) != 0)
		return GJ_OK;
	path = path ? path : own;
	const char *slash = strrchr(path, '/');
	reader r = { .s = s, .command = name,
		     .directory = { path, slash ? (size_t)(slash - path) + 1 : 0 } };
	return gj_ini_read(path, apply, &r, err);
}
