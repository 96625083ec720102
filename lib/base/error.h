/* Trouble with our own run: I/O, limits, bad usage.
 *
 * What is wrong with a *report* is never a gj_err: it is data (a cell state, a
 * doubt, a finding). A function that can fail returns a gj_code, GJ_OK (0) on
 * success, and fills the caller's gj_err; callers on the way up prefix context
 * with gj_err_context. Every function accepts a null gj_err.
 */
#ifndef GJ_BASE_ERROR_H
#define GJ_BASE_ERROR_H

typedef enum gj_code {
	GJ_OK = 0,
	GJ_E_USAGE,    /* what was asked makes no sense (exit 2) */
	GJ_E_INPUT,    /* an input exists but cannot be understood (exit 2) */
	GJ_E_READ,     /* an input cannot be opened or read (exit 3) */
	GJ_E_NETWORK,  /* a source cannot be fetched (exit 3) */
	GJ_E_WRITE,    /* an output cannot be written: space, permission (exit 4) */
	GJ_E_LIMIT,    /* a named limit was reached (exit 4) */
	GJ_E_MEMORY,   /* out of memory (exit 4) */
	GJ_E_INTERNAL, /* a bug of ours (exit 4) */
	GJ_E_LOCKED,   /* another run holds the output directory (exit 75) */
	GJ_E_DAMAGED   /* a file of ours is damaged, and can be made again (exit 4) */
} gj_code;

enum { GJ_ERR_MESSAGE_MAX = 512 };

typedef struct gj_err {
	gj_code code;
	int sys;                          /* errno at the time, or 0 */
	char message[GJ_ERR_MESSAGE_MAX]; /* one line, no newline, UTF-8 */
} gj_err;

/* Fills `err` (may be null) and returns `code`, so that `return gj_err_set(…)`
 * reads well. With sys != 0 the system's text is appended to the message. */
gj_code gj_err_set(gj_err *err, gj_code code, int sys, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Prefixes "context: " to the message and returns the code already there. */
gj_code gj_err_context(gj_err *err, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
