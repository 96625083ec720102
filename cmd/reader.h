/* What parse and check have in common: operands in, readings out, one status. */
#ifndef GOUJI_READER_H
#define GOUJI_READER_H

#include "base/file.h"
#include "command.h"
#include "run/batch.h"

typedef struct reader {
	const settings *s;
	gj_output *output; /* standard output */
	int status;        /* the highest exit code so far */
} reader;

/* Adds what one operand names to the batch. */
typedef gj_code reader_add(reader *r, gj_batch *batch, const char *operand, gj_err *err);
/* … which is a path. */
gj_code reader_add_path(reader *r, gj_batch *batch, const char *path, gj_err *err);
/* Reads every operand through `take`, whose context begins with the reader.
 * Trouble with one operand is said and counted, and the others go on. */
gj_code reader_run(reader *r, char **operands, size_t count, reader_add *add,
                   const gj_batch_options *options, gj_err *err);
/* False when there was trouble with this document; it is said and counted. */
bool reader_accepts(reader *r, const gj_reading *reading);
/* Completes standard output; the exit code of the command. */
int reader_finish(reader *r, gj_code code, gj_err *err);

/* Reads a source of a sweep again: a file, or what the batch's archive has of an
 * address. `source` ends with a NUL. */
gj_code reader_add_source(gj_batch *batch, const settings *s, gj_str source, gj_err *err);
/* The archive of --archive, or that of the sweep's directory `from`; *archive stays as
 * it is when there is none. */
gj_code reader_open_archive(const settings *s, const char *from, gj_archive **archive,
                            gj_arena *strings, gj_err *err);

/* A finding of this severity counts for --fail-on. */
bool severity_fails(const settings *s, gj_severity severity);

/* The rules of --rules without those of --skip; gj_rule_slots() of them, in the
 * arena. Null when out of memory. */
bool *enabled_rules(const settings *s, const gj_user_rules *user, gj_arena *arena);

#endif
