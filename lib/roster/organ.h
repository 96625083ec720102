/* What an agency is, wherever it is: the ways its name is written, the kind of work it
 * does, and what it was called before a reform. Facts as tables (organ_table.c).
 */
#ifndef GJ_ROSTER_ORGAN_H
#define GJ_ROSTER_ORGAN_H

#include "base/text.h"

typedef struct gj_organ {
	const char *name; /* without 和: 发展改革委员会; part of the key under which years are paired */
	const char *kind; /* peer group: "police" */
	bool vertical;    /* answers to the ministry, not to the local government: 气象局 */
	const char *const *others; /* further ways to write it, ended by null; or null */
} gj_organ;

extern const gj_organ gj_organs[];
extern const size_t gj_organ_count;

/* The organ whose name, or another way to write it, `name` is in full; null when the
 * table does not know it. `name` is folded and without 和, 与, 及 (gj_organ_plain). */
const gj_organ *gj_organ_by_name(gj_str name);

/* A folded name without what changes nothing: 和, 与 and 及 between its parts, notes in
 * brackets (原某局, 加挂某牌子, 镜像, the name of a plate it also bears). Notes that may
 * tell apart stay. In the arena; the empty slice when memory is out. */
gj_str gj_organ_plain(gj_arena *arena, gj_str name);

extern const gj_organ *const gj_organ_government, *const gj_organ_office;

/* An organ that went on under another name, as a reform of the whole country had it. */
typedef struct gj_succession {
	const char *before, *after; /* names as in gj_organs */
	int from, to; /* reports on these years may be the first under the new name */
	const char *reform;
} gj_succession;

extern const gj_succession gj_successions[];
extern const size_t gj_succession_count;

#endif
