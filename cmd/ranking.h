/* Ranking options from settings, for rank and sweep. */
#ifndef GOUJI_RANKING_H
#define GOUJI_RANKING_H

#include "base/file.h"
#include "command.h"
#include "stat/rank.h"

/* `metrics` outlives the result. */
gj_rank_options rank_options(const settings *s, bool metrics[GJ_METRIC_COUNT]);

/* Tells why the agency of --explain stands where it stands; `path` is where the frame
 * came from. The exit code; trouble is said. */
int rank_explain(const settings *s, const gj_frame *frame, const char *path,
                 const gj_rank_options *options, gj_output *output, gj_err *err);

#endif
