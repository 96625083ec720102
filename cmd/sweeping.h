/* What sweep and rebuild share. */
#ifndef GOUJI_SWEEPING_H
#define GOUJI_SWEEPING_H

#include "command.h"
#include "run/sweep.h"

/* Sweeps the sources, or without any the roster of the last sweep into s->out, out of the
 * archive alone, and keeps what that has of their past. The exit code; release `result`. */
int sweep_from_archive(const settings *s, char **operands, size_t count, gj_sweep_result *result);

#endif
