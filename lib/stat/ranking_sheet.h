/* Rankings and peer groups as rows: rankings.csv, groups.csv, and roll-ups. */
#ifndef GJ_STAT_RANKING_SHEET_H
#define GJ_STAT_RANKING_SHEET_H

#include "out/sheet.h"
#include "stat/rank.h"
#include "stat/rollup.h"

/* Rates, growth and statistics are printed to four decimals, rounded half away
 * from zero; rates from the exact quotient. Columns of last year are null where
 * the agency was not ranked in the same group then. */
enum { GJ_RANKING_COLUMNS = 22 };
extern const gj_column gj_ranking_columns[GJ_RANKING_COLUMNS];
/* Text in the arena; false when that is exhausted. */
bool gj_ranking_row(gj_arena *arena, const gj_place_in_ranking *place, bool chinese,
                    gj_sheet_cell cells[GJ_RANKING_COLUMNS]);

enum { GJ_GROUP_COLUMNS = 19 };
extern const gj_column gj_group_columns[GJ_GROUP_COLUMNS];
bool gj_group_row(gj_arena *arena, const gj_group *group, gj_sheet_cell cells[GJ_GROUP_COLUMNS]);

enum { GJ_ROLL_UP_COLUMNS = 16 };
extern const gj_column gj_roll_up_columns[GJ_ROLL_UP_COLUMNS];
bool gj_roll_up_row(gj_arena *arena, const gj_roll_up *roll_up, bool chinese,
                    gj_sheet_cell cells[GJ_ROLL_UP_COLUMNS]);

/* A number of that metric as these sheets print it; the empty slice when there is
 * none to print (denominator below 1) or the arena is exhausted. */
gj_str gj_metric_value_text(gj_arena *arena, const gj_metric *metric, int64_t numerator,
                            int64_t denominator);
/* Four decimals; the null slice for NaN, or when the arena is exhausted. */
gj_str gj_statistic_text(gj_arena *arena, double number);

#endif
