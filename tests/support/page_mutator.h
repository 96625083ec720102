/* Damages a page as editors, site systems and broken transfers do: tags lost,
 * doubled, inserted, moved; bytes flipped; stray signs; the end cut off. The same
 * random state gives the same damage. */
#ifndef GJ_SUPPORT_PAGE_MUTATOR_H
#define GJ_SUPPORT_PAGE_MUTATOR_H

#include "base/buffer.h"
#include "random.h"

/* Replaces the content of `out` by `page` with up to `most` damages. */
void gj_mutate_page(gj_random *random, gj_str page, int most, gj_buffer *out);

#endif
