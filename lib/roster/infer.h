/* What a source list leaves open, worked out from the agencies' names and codes: level,
 * kind, region_code and parent. What is given stands, and where name, region and code
 * contradict each other, or leave open which region is meant, nothing is added.
 *
 * A parent is only taken from the lists themselves: the government, listed for the same
 * year, of the agency's region, or, for a government, of the region above. Organs that
 * answer to a ministry (气象局) and branches (分局) get none.
 */
#ifndef GJ_ROSTER_INFER_H
#define GJ_ROSTER_INFER_H

#include "net/source.h"

/* Linear in the entries, some microseconds each. GJ_OK or GJ_E_MEMORY. */
gj_code gj_roster_infer(gj_source_list *lists, size_t count, gj_err *err);

#endif
