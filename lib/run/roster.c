#include "run/roster.h"

#include <stdlib.h>

void gj_roster_count(gj_roster *roster, const gj_source_list *list)
{
	roster->list_count++;
	roster->source_count += list->count;
	roster->complaint_count += list->complaint_count;
	for (size_t i = 0; i < list->count; i++)
		roster->remote_count += gj_source_is_remote(&list->items[i]);
}

gj_code gj_roster_read(gj_roster *roster, char *const *paths, size_t count, gj_err *err)
{
	*roster = (gj_roster){ 0 };
	roster->lists = calloc(count ? count : 1, sizeof *roster->lists);
	if (!roster->lists)
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	for (size_t i = 0; i < count; i++) {
		gj_source_list *list = &roster->lists[i];
		gj_code code = gj_source_list_read(list, paths[i], err);
		if (code) {
			gj_roster_release(roster);
			return code == GJ_E_READ ? err->code = GJ_E_USAGE : code;
		}
		gj_roster_count(roster, list);
	}
	return GJ_OK;
}

void gj_roster_release(gj_roster *roster)
{
	for (size_t i = 0; i < roster->list_count; i++)
		gj_source_list_release(&roster->lists[i]);
	free(roster->lists);
	*roster = (gj_roster){ 0 };
}

gj_code gj_roster_each(const gj_roster *roster, gj_roster_visit *visit, void *context, gj_err *err)
{
	gj_code code = GJ_OK;
	for (size_t l = 0; l < roster->list_count && code == GJ_OK; l++) {
		const gj_source_list *list = &roster->lists[l];
		for (size_t i = 0; i < list->count && code == GJ_OK; i++)
			code = visit(context, &list->items[i], err);
	}
	return code;
}
