#include "command.h"

#include <string.h>

enum { OPTION_WIDTH = 28 };

const exit_meaning exit_meanings[] = {
	{ EXIT_NOTHING, { "没有发现问题", "nothing found" } },
	{ EXIT_FINDINGS, { "有达到 --fail-on 级别的发现", "findings at or above --fail-on" } },
	{ EXIT_USAGE, { "用法错误，或输入无法理解", "wrong usage, or an input that cannot be understood" } },
	{ EXIT_INCOMPLETE, { "部分来源无法下载或读取，结果不完整",
	                     "some sources could not be fetched or read: results are incomplete" } },
	{ EXIT_TROUBLE, { "无法写入、空间不足或内部错误", "cannot write, out of space, internal error" } },
	{ EXIT_LOCKED, { "目录正被另一个 gouji 使用", "another run holds the directory" } },
	{ 0, { NULL, NULL } }
};

static void option_line(FILE *to, const opt *option, const settings *defaults, bool chinese,
                        gj_arena *arena)
{
	char left[128], letter[8] = "    ";
	if (option->letter)
		snprintf(letter, sizeof letter, "-%c, ", option->letter);
	int width = snprintf(left, sizeof left, "  %s--%s%s%s", letter, option->name,
	                     option->value ? " " : "", option->value ? option->value : "");
	fputs(left, to);
	if (width >= OPTION_WIDTH) {
		fputc('\n', to);
		width = 0;
	}
	fprintf(to, "%*s%s", OPTION_WIDTH - width, "", in_language(option->help, chinese));
	/* Some tell it in words, as "all cores". */
	bool in_words = strstr(option->help.en, "(default") != NULL;
	const char *value = in_words ? NULL : opt_show(option, defaults, arena);
	if (value)
		fprintf(to, chinese ? "（默认 %s）" : " (default: %s)", value);
	fputc('\n', to);
}

static void option_lines(FILE *to, const opt_group *const *groups, bool chinese)
{
	settings defaults;
	settings_init(&defaults);
	fputs(chinese ? "\n选项：\n" : "\noptions:\n", to);
	for (; *groups; groups++) {
		for (size_t i = 0; i < (*groups)->count; i++)
			option_line(to, &(*groups)->opts[i], &defaults, chinese, &defaults.strings);
	}
	settings_release(&defaults);
}

static void exit_lines(FILE *to, bool chinese)
{
	fputs(chinese ? "\n退出码（取最高）：\n" : "\nexit codes (the highest applies):\n", to);
	for (const exit_meaning *m = exit_meanings; m->text.en; m++)
		fprintf(to, "  %2d  %s\n", m->code, in_language(m->text, chinese));
}

void help_command(FILE *to, const command *c, bool chinese)
{
	fprintf(to, "gouji %s - %s\n\n", c->name, in_language(c->summary, chinese));
	fprintf(to, chinese ? "用法：gouji %s [选项] %s\n\n" : "usage: gouji %s [options] %s\n\n",
	        c->name, c->operands);
	fprintf(to, "%s\n", in_language(c->about, chinese));
	option_lines(to, c->groups, chinese);
	fprintf(to, chinese ? "\n例：\n  %s\n      %s\n" : "\nexample:\n  %s\n      %s\n", c->example,
	        in_language(c->example_says, chinese));
	exit_lines(to, chinese);
}

void help_program(FILE *to, bool chinese)
{
	fprintf(to, "gouji %s - %s\n\n", GJ_VERSION, in_language(the_program.summary, chinese));
	fputs(chinese ? "用法：gouji 命令 [选项] 参数…\n\n" : "usage: gouji COMMAND [options] ARGUMENTS…\n\n",
	      to);
	fprintf(to, "%s\n", in_language(the_program.about, chinese));
	fputs(chinese ? "\n命令：\n" : "\ncommands:\n", to);
	for (const command *c = commands; c->name; c++)
		fprintf(to, "  %-8s  %s\n", c->name, in_language(c->summary, chinese));
	option_lines(to, the_program.groups, chinese);
	fprintf(to, chinese ? "\n例：\n  %s\n      %s\n" : "\nexample:\n  %s\n      %s\n",
	        the_program.example, in_language(the_program.example_says, chinese));
	exit_lines(to, chinese);
	fputs(chinese ? "\n每个命令的说明：gouji 命令 --help\n"
	              : "\nEach command explains itself: gouji COMMAND --help\n", to);
}
