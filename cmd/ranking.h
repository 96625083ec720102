/* Ranking options from settings, for rank and sweep. */
#ifndef GOUJI_RANKING_H
#define GOUJI_RANKING_H

#include "command.h"
#include "stat/rank.h"

/* `metrics` outlives the result. */
gj_rank_options rank_options(const settings *s, bool metrics[GJ_METRIC_COUNT]);

#endif
