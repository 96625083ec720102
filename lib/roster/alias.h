/* What the user knows of names: which agency went on under which other name.
 *
 * One line a name and what it is the same as:
 *
 *     # comment
 *     永城市教育体育局 = 永城市教育局
 *     永城市政务服务中心 = 永城市行政审批局, 2019-2021
 *     教育体育局 = 教育局
 *
 * Years, when given (2019, 2019-2021, 2019-, -2021), are those of the reports in which
 * the name on the left means the agency on the right. A line without a region holds in
 * every region. Names are compared as agencies are: short forms are known.
 */
#ifndef GJ_ROSTER_ALIAS_H
#define GJ_ROSTER_ALIAS_H

#include "base/error.h"
#include "base/text.h"

typedef struct gj_aliases gj_aliases;

/* UTF-8. GJ_E_USAGE, naming file and line, for a file that cannot be opened, a line that
 * is not understood, a name without meaning, or names that go round in a circle. */
gj_code gj_aliases_read(gj_aliases **aliases, const char *path, gj_err *err);
void gj_aliases_free(gj_aliases *aliases); /* null is fine */

/* What region and organ (see identity.h) go by in reports on `year`; *organ stays when no
 * line speaks of it. True when one did. Any thread. `aliases` may be null. */
bool gj_aliases_apply(const gj_aliases *aliases, int year, uint32_t *place, gj_str *organ);

#endif
