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

static gj_code apply(void *context, const char *section, const char *key, const char *value,
                     int line, gj_err *err)
{
	(void)line;
	reader *r = context;
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
