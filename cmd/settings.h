/* What options set, for every command. */
#ifndef GOUJI_SETTINGS_H
#define GOUJI_SETTINGS_H

#include "net/fetch.h"
#include "opt.h"
#include "duty/calendar.h"

typedef struct settings {
	/* everywhere */
	bool help, version, quiet, verbose;
	const char *lang;       /* "zh" or "en" */
	const char *log_format; /* "text", "json" or "auto" */
	const char *config;     /* null = the user's, if there is one */
	unsigned jobs;          /* 0 = all cores */
	/* the program alone */
	const char *completion; /* shell */
	bool man;
	/* reading and checking */
	const char *parse_format, *check_format, *rank_format, *roster_format, *diff_format;
	bool open; /* diff: findings that are still open */
	bool digest, excel;
	const char *rules, *skip; /* lists of rule ids */
	const char *severity;     /* RULE=LEVEL,… */
	const char *baseline, *accept, *rules_file, *aliases; /* files */
	const char *due_departments, *due_governments; /* MM-DD; null = the law's */
	gj_local_deadline *due; /* of the configuration */
	size_t due_count;
	const char *as_of;      /* a date; null = that of the newest capture */
	const char *fail_on;
	/* measuring */
	unsigned rounds;
	/* showing */
	const char *from; /* directory of a sweep in which agencies are looked up */
	bool cells;
	/* ranking */
	const char *metric;     /* list of metric names; null = all */
	const char *peers;
	unsigned min_cases;
	bool groups, roll_up;
	const char *explain; /* an agency, or a part of its name */
	unsigned year;       /* 0 = all */
	/* fetching and sweeping */
	const char *out, *archive;
	bool offline, force;
	unsigned sweep;         /* of the store; 0 = the last */
	bool retry_failed;
	const char *since;      /* a date */
	long max_age;           /* seconds; 0 = none */
	const char *metrics, *ping; /* a file, an address */
	const char *deadline;   /* a duration or a time */
	char **sources;         /* of the configuration, when the command line names none */
	size_t source_count;
	gj_fetch_options fetch;
	gj_host_rule *hosts;    /* of the configuration; fetch.hosts points there */

	gj_arena strings; /* owns the texts above that are not literals */
} settings;

/* Defaults; the language comes from LC_ALL, LC_MESSAGES or LANG. */
void settings_init(settings *s);
void settings_release(settings *s);
bool settings_chinese(const settings *s);

extern const opt_group opts_common, opts_program, opts_parse, opts_check, opts_reading,
	opts_limits, opts_judging, opts_rank, opts_ranking, opts_diff, opts_show, opts_tables,
	opts_archive, opts_fetch, opts_capture, opts_schedule, opts_monitoring, opts_sweep,
	opts_host, opts_bench, opts_baseline, opts_export, opts_rebuild, opts_roster;

/* What a section [host DOMAIN] of the configuration sets. */
typedef struct host_settings {
	unsigned per_host;
	double delay;
	bool allow_private;
	const char *tls;
} host_settings;

/* Reads the configuration into `s`: keys are long option names, in a section
 * [common] (or before any) for all commands that know them, or [COMMAND];
 * [host DOMAIN] holds what is different for that domain and those below it; [due]
 * holds local deadlines, lines WHO = MM-DD (rule/calendar.h);
 * `sources` in [common], [sweep] or [fetch] names source lists, separated by spaces
 * (a name with spaces stands in double quotes); paths are relative to the
 * configuration's directory. An
 * unknown section, key or value is GJ_E_USAGE naming file and line. */
gj_code config_read(settings *s, const char *command, gj_err *err);

#endif
