/* Options as data: one table per group drives parsing (command line and
 * configuration), help, completion and the manual page.
 *
 * Values land in the caller's settings at `offset`; what stands there before
 * parsing is the default, and help prints it.
 */
#ifndef GOUJI_OPT_H
#define GOUJI_OPT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "base/error.h"

typedef enum opt_kind {
	OPT_FLAG,    /* bool */
	OPT_COUNT,   /* unsigned, at least `least` */
	OPT_SECONDS, /* double */
	OPT_SIZE,    /* size_t, with K, M or G */
	OPT_TEXT,    /* const char * */
	OPT_PATH,    /* the same; the configuration's are relative to its directory */
	OPT_AGE,     /* long, seconds, written with a unit: 90m, 36h, 7d */
	OPT_CHOICE,  /* const char *, one of `choices` as written there */
	OPT_LIST,    /* const char *, several of `choices`, separated by commas */
	OPT_NAMES    /* the same, but others may be right too: whoever knows them checks */
} opt_kind;

/* The choice with that index, or null after the last. */
typedef const char *opt_choices(size_t index);

typedef struct opt {
	const char *name;  /* long name, also the key in the configuration */
	char letter;       /* short name, or 0 */
	opt_kind kind;
	size_t offset;
	const char *value; /* how help writes the argument: "N", "DIR" */
	opt_choices *choices;
	unsigned least;
	bool command_line_only;
	gj_words help;
} opt;

typedef struct opt_group {
	const opt *opts;
	size_t count;
} opt_group;

/* The groups of one command, ended by null. */
typedef const opt_group *const opt_groups[];

enum { OPT_MAX = 64 }; /* options of one command */

/* Seconds of "45s", "90m", "36h", "7d" or "2w"; -1 when it is none of these. */
long opt_seconds(const char *text);

/* Sets one option from text. GJ_E_USAGE names what was expected. */
gj_code opt_set(void *settings, gj_arena *strings, const opt *option, const char *text,
                gj_err *err);
/* Parses argv[1…]; operands are moved to the end, *operands is the first. */
gj_code opt_parse(const opt_group *const *groups, void *settings, gj_arena *strings, int argc,
                  char **argv, int *operands, gj_err *err);
/* True for "-j" or "--jobs" written without its value: the next word is it. */
bool opt_takes_next(const opt_group *const *groups, const char *word);
const opt *opt_find(const opt_group *const *groups, const char *name);
/* The text of a value as help shows it, in the arena; null for none. */
const char *opt_show(const opt *option, const void *settings, gj_arena *arena);
/* True when a list of names (commas, spaces) holds `name` (ASCII case ignored). */
bool opt_list_has(const char *list, const char *name);

/* The likeliest meant name, or null when none is near. `next` yields names. */
typedef const char *opt_names(const void *context, size_t index);
const char *opt_nearest(const char *wrong, opt_names *next, const void *context);

#endif
