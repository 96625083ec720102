/* Files in the configuration's format (inih), with the line of what is wrong. */
#ifndef GJ_BASE_INI_H
#define GJ_BASE_INI_H

#include "base/error.h"

/* Called for every key with its section and line (from 1); a code other than GJ_OK
 * ends the reading. Continuation lines come as the same key again. */
typedef gj_code gj_ini_visit(void *context, const char *section, const char *key,
                             const char *value, int line, gj_err *err);

/* GJ_E_USAGE, naming file and line, when it cannot be opened, or a line is too
 * long, or is neither [section] nor key = value; else what `visit` returned. */
gj_code gj_ini_read(const char *path, gj_ini_visit *visit, void *context, gj_err *err);

#endif
