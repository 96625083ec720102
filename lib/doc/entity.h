/* HTML character references. Numeric ones all; named ones are those that pages
 * in Chinese use: Latin-1, punctuation, signs. Others stay as printed. */
#ifndef GJ_DOC_ENTITY_H
#define GJ_DOC_ENTITY_H

#include "base/text.h"

/* `at` begins with '&'. Length of the reference and its character in *code, or 0
 * when it is none and the '&' stands for itself. */
size_t gj_entity_next(gj_str at, uint32_t *code);

#endif
