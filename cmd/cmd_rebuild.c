#include "message.h"
#include "shape.h"
#include "signals.h"
#include "sweeping.h"

#include <limits.h>
#include <stdio.h>
#include <unistd.h>

gj_code recall_rebuild(settings *s, const char *operand, gj_err *err)
{
	char path[PATH_MAX];
	gj_store *store;
	int length = snprintf(path, sizeof path, "%s/" GJ_STORE_NAME, operand);
	(void)err;
	if (length < 0 || length >= PATH_MAX || access(path, F_OK) != 0)
		return GJ_OK;
	/* A store that cannot be read remembers nothing. */
	bool sound = gj_store_open(&store, path, GJ_STORE_READ, NULL) == GJ_OK &&
	             gj_store_check(store, NULL) == GJ_OK;
	/* Which rules count now is for this run to say. */
	const char *rules = s->rules, *skip = s->skip;
	if (sound)
		shape_recall(s, store, 0, NULL);
	s->rules = rules;
	s->skip = skip;
	gj_store_close(store);
	return GJ_OK;
}

static void tell_history(const settings *s, const gj_history *history)
{
	bool chinese = settings_chinese(s);
	tell_event(LEVEL_INFO, "rebuilt",
	     FIELDS(NUMBER("files", history->files), NUMBER("captures", history->captures),
	            NUMBER("reports", history->reports), NUMBER("damaged", history->unreadable)),
	     chinese ? "存档 %zu 个文件中有这些网址的 %zu 次采集，其中报告 %zu 份，均已存入数据库"
	             : "%zu file(s) of the archive hold %zu captures of these addresses, %zu of them "
	               "reports, which are in the store",
	     history->files, history->captures, history->reports);
	if (history->unreadable)
		tell_event(LEVEL_WARNING, "archive_damaged", FIELDS(NUMBER("files", history->unreadable)),
		     chinese ? "其中 %zu 个文件在中途损坏，其后的内容未能恢复"
		             : "%zu of the files are damaged; what stands behind is not recovered",
		     history->unreadable);
	tell_event(LEVEL_INFO, "not_recovered", NULL, "%s",
	     chinese ? "不能恢复的：以前各次运行的时间、覆盖情况和发现状态，以及本地文件的旧版本"
	             : "not recovered: times, coverage and statuses of earlier sweeps, and what "
	               "local files said before they changed");
}

int cmd_rebuild(const settings *s, char **operands, size_t count)
{
	settings there = *s;
	there.out = operands[0];
	gj_sweep_result result = { 0 };
	int status = sweep_from_archive(&there, operands + 1, count - 1, &result);
	if (result.published)
		tell_history(s, &result.history);
	gj_sweep_result_release(&result);
	signals_obey();
	return status;
}
