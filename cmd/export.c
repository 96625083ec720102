/* Completion scripts and the manual page, from the same tables as the help. */
#include "command.h"

#include <string.h>

typedef void option_writer(FILE *to, const command *c, const opt *option);

static void each_option(FILE *to, const command *c, option_writer *write)
{
	for (const opt_group *const *group = c->groups; *group; group++) {
		for (size_t i = 0; i < (*group)->count; i++)
			write(to, c, &(*group)->opts[i]);
	}
}

static void each_choice(FILE *to, const opt *option, const char *between)
{
	const char *name;
	for (size_t i = 0; (name = option->choices(i)); i++)
		fprintf(to, "%s%s", i ? between : "", name);
}

static bool names_a_path(const opt *option)
{
	return option->value && (strcmp(option->value, "DIR") == 0 ||
	                         strcmp(option->value, "FILE") == 0);
}

/* ---- bash ---- */

static void bash_name(FILE *to, const command *c, const opt *option)
{
	(void)c;
	fprintf(to, " --%s", option->name);
}

static void bash_case(FILE *to, const command *c, const opt *option)
{
	if (!option->choices)
		return;
	fprintf(to, "\t%s:--%s) COMPREPLY=($(compgen -W '", c->name ? c->name : "", option->name);
	each_choice(to, option, " ");
	fputs("' -- \"$word\")); return ;;\n", to);
}

static void bash_write(FILE *to)
{
	fputs("# bash completion for gouji\n_gouji()\n{\n"
	      "\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
	      "\tlocal command=''\n"
	      "\t(( COMP_CWORD > 1 )) && command=${COMP_WORDS[1]}\n"
	      "\tcase $command:$before in\n", to);
	each_option(to, &the_program, bash_case);
	for (const command *c = commands; c->name; c++)
		each_option(to, c, bash_case);
	fputs("\tesac\n\tcase $command in\n", to);
	for (const command *c = commands; c->name; c++) {
		fprintf(to, "\t%s) [[ $word == -* ]] && COMPREPLY=($(compgen -W '", c->name);
		each_option(to, c, bash_name);
		fputs("' -- \"$word\")) ;;\n", to);
	}
	fputs("\t*) COMPREPLY=($(compgen -W 'help", to);
	for (const command *c = commands; c->name; c++)
		fprintf(to, " %s", c->name);
	each_option(to, &the_program, bash_name);
	fputs("' -- \"$word\")) ;;\n\tesac\n}\ncomplete -o default -F _gouji gouji\n", to);
}

/* ---- zsh ---- */

/* Inside '…[help]…' of _arguments. */
static void zsh_text(FILE *to, const char *text)
{
	for (; *text; text++) {
		if (strchr("[]:\\", *text))
			fputc('\\', to);
		if (*text == '\'')
			fputs("'\\'", to);
		fputc(*text, to);
	}
}

static void zsh_option(FILE *to, const command *c, const opt *option)
{
	(void)c;
	fprintf(to, " \\\n\t\t\t'--%s%s[", option->name, option->value ? "=" : "");
	zsh_text(to, option->help.en);
	fputs("]", to);
	if (option->value) {
		fputs(":", to);
		zsh_text(to, option->value);
		fputs(":", to);
	}
	if (option->choices) {
		fputs("(", to);
		each_choice(to, option, " ");
		fputs(")", to);
	} else if (names_a_path(option)) {
		fputs("_files", to);
	}
	fputs("'", to);
}

static void zsh_write(FILE *to)
{
	fputs("#compdef gouji\n_gouji() {\n\tlocal -a commands\n\tcommands=(\n", to);
	for (const command *c = commands; c->name; c++) {
		fprintf(to, "\t\t'%s:", c->name);
		zsh_text(to, c->summary.en);
		fputs("'\n", to);
	}
	fputs("\t)\n\tif (( CURRENT == 2 )); then\n\t\t_describe command commands\n"
	      "\t\t_arguments", to);
	each_option(to, &the_program, zsh_option);
	fputs("\n\t\treturn\n\tfi\n\tcase $words[2] in\n", to);
	for (const command *c = commands; c->name; c++) {
		fprintf(to, "\t%s)\n\t\t_arguments", c->name);
		each_option(to, c, zsh_option);
		fputs(" \\\n\t\t\t'*:file:_files'\n\t\t;;\n", to);
	}
	fputs("\tesac\n}\n_gouji \"$@\"\n", to);
}

/* ---- fish ---- */

static void fish_text(FILE *to, const char *text)
{
	fputc('\'', to);
	for (; *text; text++) {
		if (*text == '\'' || *text == '\\')
			fputc('\\', to);
		fputc(*text, to);
	}
	fputc('\'', to);
}

static void fish_option(FILE *to, const command *c, const opt *option)
{
	if (c->name)
		fprintf(to, "complete -c gouji -n '__fish_seen_subcommand_from %s'", c->name);
	else
		fputs("complete -c gouji -n __fish_use_subcommand", to);
	fprintf(to, " -l %s", option->name);
	if (option->letter)
		fprintf(to, " -s %c", option->letter);
	if (option->value)
		fputs(" -r", to);
	if (option->choices) {
		fputs(" -f -a '", to);
		each_choice(to, option, " ");
		fputs("'", to);
	}
	fputs(" -d ", to);
	fish_text(to, option->help.en);
	fputc('\n', to);
}

static void fish_write(FILE *to)
{
	fputs("# fish completion for gouji\n", to);
	for (const command *c = commands; c->name; c++) {
		fprintf(to, "complete -c gouji -n __fish_use_subcommand -f -a %s -d ", c->name);
		fish_text(to, c->summary.en);
		fputc('\n', to);
	}
	each_option(to, &the_program, fish_option);
	for (const command *c = commands; c->name; c++)
		each_option(to, c, fish_option);
}

void completion_write(FILE *to, const char *shell)
{
	static const struct {
		const char *shell;
		void (*write)(FILE *to);
	} writers[] = { { "bash", bash_write }, { "zsh", zsh_write }, { "fish", fish_write } };
	for (size_t i = 0; i < sizeof writers / sizeof *writers; i++) {
		if (strcmp(writers[i].shell, shell) == 0)
			writers[i].write(to);
	}
}

/* ---- roff ---- */

/* Text that roff must not read as a request or a hyphen. */
static void roff_text(FILE *to, const char *text)
{
	bool line_start = true;
	for (; *text; text++) {
		if (line_start && (*text == '.' || *text == '\''))
			fputs("\\&", to);
		if (*text == '\\')
			fputs("\\e", to);
		else if (*text == '-')
			fputs("\\-", to);
		else
			fputc(*text, to);
		line_start = *text == '\n';
	}
	fputc('\n', to);
}

static void roff_option(FILE *to, const command *c, const opt *option)
{
	(void)c;
	fputs(".TP\n\\fB", to);
	if (option->letter)
		fprintf(to, "\\-%c\\fR, \\fB", option->letter);
	fputs("\\-\\-", to);
	for (const char *at = option->name; *at; at++)
		fputs(*at == '-' ? "\\-" : (char[]){ *at, '\0' }, to);
	fprintf(to, "\\fR%s%s%s\n", option->value ? " \\fI" : "",
	        option->value ? option->value : "", option->value ? "\\fR" : "");
	roff_text(to, option->help.en);
}

static void roff_command(FILE *to, const command *c)
{
	fprintf(to, ".SS gouji %s %s\n", c->name, c->operands);
	roff_text(to, c->about.en);
	each_option(to, c, roff_option);
	fputs(".PP\nExample:\n.PP\n.RS\n.nf\n", to);
	roff_text(to, c->example);
	fputs(".fi\n.RE\n", to);
}

void man_write(FILE *to)
{
	fprintf(to, ".TH GOUJI 1 \"\" \"gouji %s\" \"User Commands\"\n", GJ_VERSION);
	fputs(".SH NAME\ngouji \\- ", to);
	roff_text(to, the_program.summary.en);
	fputs(".SH SYNOPSIS\n.B gouji\n.I command\n[options] arguments\n.SH DESCRIPTION\n", to);
	roff_text(to, the_program.about.en);
	fputs(".SH OPTIONS\n", to);
	each_option(to, &the_program, roff_option);
	fputs(".SH COMMANDS\n", to);
	for (const command *c = commands; c->name; c++)
		roff_command(to, c);
	fputs(".SH EXIT STATUS\nThe highest that applies.\n", to);
	for (const exit_meaning *m = exit_meanings; m->text.en; m++) {
		fprintf(to, ".TP\n%d\n", m->code);
		roff_text(to, m->text.en);
	}
	fputs(".SH FILES\n.TP\n$XDG_CONFIG_HOME/gouji/config\n", to);
	roff_text(to, "Any option as \"name = value\", for all commands or in a section [COMMAND].");
}
