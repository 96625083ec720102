#include "run/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#define MARK_NAME ".gouji.unfinished"

enum { NUMBER_MAX = 32 };

static gj_code path_in(char path[PATH_MAX], const char *directory, const char *name, gj_err *err)
{
	int length = snprintf(path, PATH_MAX, "%s/%s", directory, name);
	if (length < 0 || length >= PATH_MAX)
		return gj_err_set(err, GJ_E_WRITE, ENAMETOOLONG, "%s", directory);
	return GJ_OK;
}

/* Opens or makes a small file there; its path, for messages, in `path`. */
static gj_code open_in(int *fd, char path[PATH_MAX], const char *directory, const char *name,
                       gj_err *err)
{
	*fd = -1;
	gj_code code = path_in(path, directory, name, err);
	if (code)
		return code;
	*fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	return *fd < 0 ? gj_err_set(err, GJ_E_WRITE, errno, "%s: cannot create", path) : GJ_OK;
}

/* The whole number a small file holds, or 0. */
static long long number_in(int fd)
{
	char text[NUMBER_MAX] = "";
	ssize_t got = pread(fd, text, sizeof text - 1, 0);
	return got > 0 ? strtoll(text, NULL, 10) : 0;
}

static bool put_number(int fd, long long number)
{
	char text[NUMBER_MAX];
	int length = snprintf(text, sizeof text, "%lld\n", number);
	return ftruncate(fd, 0) == 0 && pwrite(fd, text, (size_t)length, 0) == length;
}

static gj_code held_by_another(int fd, const char *directory, int reason, gj_err *err)
{
	if (reason != EWOULDBLOCK)
		return gj_err_set(err, GJ_E_WRITE, reason, "%s: cannot lock", directory);
	return gj_err_set(err, GJ_E_LOCKED, 0,
	                  "%s: another gouji (process %lld) is at work here; wait for it, or "
	                  "choose another directory", directory, number_in(fd));
}

gj_code gj_lock_take(gj_lock *lock, const char *directory, gj_err *err)
{
	lock->fd = -1;
	int fd;
	char path[PATH_MAX];
	gj_code code = open_in(&fd, path, directory, GJ_LOCK_NAME, err);
	if (code)
		return code;
	if (flock(fd, LOCK_EX | LOCK_NB) != 0)
		code = held_by_another(fd, directory, errno, err);
	else if (!put_number(fd, (long long)getpid()))
		code = gj_err_set(err, GJ_E_WRITE, errno, "%s: cannot write", path);
	if (code)
		close(fd);
	else
		lock->fd = fd;
	return code;
}

void gj_lock_release(gj_lock *lock)
{
	if (lock->fd >= 0)
		close(lock->fd);
	lock->fd = -1;
}

gj_code gj_mark_begin(const char *directory, time_t now, time_t *begun, bool *resumed,
                      gj_err *err)
{
	int fd;
	char path[PATH_MAX];
	gj_code code = open_in(&fd, path, directory, MARK_NAME, err);
	if (code)
		return code;
	*begun = (time_t)number_in(fd);
	*resumed = *begun > 0;
	if (!*resumed) {
		*begun = now;
		if (!put_number(fd, (long long)now))
			code = gj_err_set(err, GJ_E_WRITE, errno, "%s: cannot write", path);
	}
	close(fd);
	return code;
}

void gj_mark_end(const char *directory)
{
	char path[PATH_MAX];
	if (path_in(path, directory, MARK_NAME, NULL) == GJ_OK)
		unlink(path);
}
