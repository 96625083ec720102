/* One command of the program. */
#ifndef GOUJI_COMMAND_H
#define GOUJI_COMMAND_H

#include "settings.h"

#include <stdio.h>

/* Exit codes (the highest that applies). */
enum {
	EXIT_NOTHING = 0,
	EXIT_FINDINGS = 1,
	EXIT_USAGE = 2,
	EXIT_INCOMPLETE = 3,
	EXIT_TROUBLE = 4,
	EXIT_LOCKED = 75
};

enum { ANY_NUMBER = -1 };

typedef struct command {
	const char *name;
	gj_words summary;          /* a few words */
	const char *operands;    /* as usage shows them */
	int least, most;         /* operands; ANY_NUMBER = no limit */
	gj_words about;            /* what it does, for somebody new */
	const char *example;
	gj_words example_says;     /* what the example does */
	const opt_group *const *groups;
	int (*run)(const settings *s, char **operands, size_t count);
	/* Sets what the operand remembers; the command line says otherwise. May be null. */
	gj_code (*recall)(settings *s, const char *operand, gj_err *err);
} command;

extern const command commands[]; /* ended by a null name */
extern const command the_program; /* options without a command */

int cmd_parse(const settings *s, char **operands, size_t count);
int cmd_check(const settings *s, char **operands, size_t count);
int cmd_show(const settings *s, char **operands, size_t count);
int cmd_bench(const settings *s, char **operands, size_t count);
int cmd_rank(const settings *s, char **operands, size_t count);
int cmd_diff(const settings *s, char **operands, size_t count);
int cmd_sweep(const settings *s, char **operands, size_t count);
int cmd_fetch(const settings *s, char **operands, size_t count);
int cmd_baseline(const settings *s, char **operands, size_t count);
int cmd_export(const settings *s, char **operands, size_t count);
gj_code recall_export(settings *s, const char *operand, gj_err *err);
int cmd_rebuild(const settings *s, char **operands, size_t count);
gj_code recall_rebuild(settings *s, const char *operand, gj_err *err);
int cmd_roster(const settings *s, char **operands, size_t count);
int cmd_explain(const settings *s, char **operands, size_t count);

/* help.c */
void help_program(FILE *to, bool chinese);
void help_command(FILE *to, const command *c, bool chinese);
/* export.c */
void completion_write(FILE *to, const char *shell);
void man_write(FILE *to);

/* What each exit code means, for help and manual; ended by a null text. */
typedef struct exit_meaning {
	int code;
	gj_words text;
} exit_meaning;
extern const exit_meaning exit_meanings[];

static inline const char *in_language(gj_words p, bool chinese)
{
	return chinese ? p.zh : p.en;
}

#endif
