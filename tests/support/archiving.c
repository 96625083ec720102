#include "archiving.h"

#include <criterion/criterion.h>
#include <zlib.h>

char archiving_directory[TEST_PATH_MAX];
gj_arena archiving_arena;
gj_err archiving_err;

void archiving_begin(void)
{
	cr_assert(test_scratch_make(archiving_directory));
	gj_arena_init(&archiving_arena, 16 << 20);
}

void archiving_end(void)
{
	gj_arena_release(&archiving_arena);
	test_scratch_remove(archiving_directory);
}

void archiving_is(gj_str actual, const char *expected)
{
	cr_expect(gj_str_equal(actual, gj_str_of(expected)), "“%.*s” is not “%s”",
	          GJ_STR_ARG(actual), expected);
}

gj_archive *archiving_open(bool writable)
{
	gj_archive *archive;
	cr_assert_eq(gj_archive_open(&archive, archiving_directory, writable, &archiving_err), GJ_OK,
	             "%s", archiving_err.message);
	return archive;
}

void archiving_close(gj_archive *archive)
{
	cr_assert_eq(gj_archive_close(archive, &archiving_err), GJ_OK, "%s", archiving_err.message);
}

void archiving_append(gj_archive *archive, const gj_capture *capture)
{
	cr_assert_eq(gj_archive_append(archive, capture, &archiving_err), GJ_OK, "%s",
	             archiving_err.message);
}

void archiving_append_aside(gj_archive *archive, const gj_capture *capture,
                            char id[GJ_WARC_ID_MAX])
{
	cr_assert_eq(gj_warc_make_id(id, &archiving_err), GJ_OK);
	cr_assert_eq(gj_archive_append_aside(archive, capture, id, &archiving_err), GJ_OK, "%s",
	             archiving_err.message);
}

gj_capture archiving_load(const gj_archive *archive, const char *address)
{
	gj_capture capture;
	cr_assert_eq(gj_archive_load(archive, gj_str_of(address), &archiving_arena, &capture,
	                             &archiving_err), GJ_OK, "%s", archiving_err.message);
	return capture;
}

gj_str archiving_inflated(const char *path)
{
	enum { SIZE = 1 << 20 };
	char *text = gj_arena_alloc(&archiving_arena, SIZE);
	gzFile in = gzopen(path, "rb");
	cr_assert(in);
	int length = gzread(in, text, SIZE);
	gzclose(in);
	cr_assert_gt(length, 0);
	return (gj_str){ text, (size_t)length };
}
