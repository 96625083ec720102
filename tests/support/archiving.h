/* An archive in a directory of its own, for tests. */
#ifndef TEST_ARCHIVING_H
#define TEST_ARCHIVING_H

#include "scratch.h"
#include "warc/archive.h"

extern char archiving_directory[TEST_PATH_MAX];
extern gj_arena archiving_arena;
extern gj_err archiving_err;

/* Before and after a test. */
void archiving_begin(void);
void archiving_end(void);

gj_archive *archiving_open(bool writable);
void archiving_close(gj_archive *archive);
void archiving_append(gj_archive *archive, const gj_capture *capture);
/* `id` is made for it. */
void archiving_append_aside(gj_archive *archive, const gj_capture *capture,
                            char id[GJ_WARC_ID_MAX]);
/* In the arena, as is the text below. */
gj_capture archiving_load(const gj_archive *archive, const char *address);
/* A file of the archive, decompressed. */
gj_str archiving_inflated(const char *path);
void archiving_is(gj_str actual, const char *expected);

#endif
