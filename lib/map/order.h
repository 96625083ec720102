/* Tables in text that kept its numbers in the form's order and lost the labels beside
 * them. The text of a PDF is such: a label that is broken in lines stands around its
 * numbers, or the labels of a page stand before all of them.
 *
 * Between two headings stand as many numbers as a form has cells there, and up to two
 * more (of pages) between its rows, each on a line of its own. They are the form's cells in order where its own
 * sums say so: the total of every row of table 三 and of every group of table 四. In
 * table 三 its columns' sums and balances must hold too, or rows known by their labels
 * agree; table 二 has no sums, and half of it must be known by labels. One row may be
 * wrong in the report itself. A number that was read otherwise by its label, or a
 * second way to leave numbers out, speaks against it: then nothing is read.
 */
#ifndef GJ_MAP_ORDER_H
#define GJ_MAP_ORDER_H

#include "map/mapper.h"

/* Adds what the tables found so far lack, doubted as no_grid. */
void gj_map_ordered(gj_mapper *mapper);

#endif
