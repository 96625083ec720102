#include "base/ini.h"
#include "command.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct reader {
	settings *s;
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
	host_settings set = { rule->per_host, rule->delay_seconds,
		              rule->legacy_tls ? "legacy" : "strict" };
	gj_code code = opt_set(&set, &r->s->strings, option, value, err);
	rule->per_host = set.per_host;
	rule->delay_seconds = set.delay;
	rule->legacy_tls = strcmp(set.tls, "legacy") == 0;
	return code;
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
	if (!is_common(section) && !find_command(section))
		return gj_err_set(err, GJ_E_USAGE, 0, "unknown section [%.60s]", section);
	const opt *option = option_of(section, key);
	if (!option)
		return gj_err_set(err, GJ_E_USAGE, 0, "unknown key \"%.60s\"", key);
	/* The key may be spelt alike with other values in another command. */
	const command *current = find_command(r->command);
	const opt *here = current ? opt_find(current->groups, key) : NULL;
	bool counts = here && (is_common(section) || strcmp(section, r->command) == 0);
	if (counts)
		return opt_set(r->s, &r->s->strings, here, value, err);
	settings ignored = *r->s; /* checked all the same */
	return opt_set(&ignored, &r->s->strings, option, value, err);
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
	reader r = { s, name };
	if (!path && access(own, F_OK) != 0)
		return GJ_OK;
	return gj_ini_read(path ? path : own, apply, &r, err);
}
