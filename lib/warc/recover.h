/* What a crash left behind in an archive: a file without an index, half a record at
 * its end, a file in which nothing stands.
 */
#ifndef GJ_WARC_RECOVER_H
#define GJ_WARC_RECOVER_H

#include "warc/archive.h"
#include "warc/index.h"

/* How the names of our files begin; others may be no archives at all. */
#define GJ_ARCHIVE_PREFIX "gouji-"

/* Removes a file of ours that was begun and has nothing in it; false when it is none. */
bool gj_recover_empty(const char *path);
/* Reads a file into the index. With `mend`, half a record at its end is moved to
 * NAME.torn, so that it ends after a record, and its own index is written. */
gj_code gj_recover_index(gj_index *index, const char *path, size_t file, bool mend,
                         gj_archive_trouble *trouble, gj_err *err);

#endif
