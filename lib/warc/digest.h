/* SHA-256, the name under which a captured body is known. */
#ifndef GJ_WARC_DIGEST_H
#define GJ_WARC_DIGEST_H

#include "base/text.h"

enum { GJ_DIGEST_HEX = 2 * 32 + 1 };

/* Writes the hex digest and a NUL to `hex` and returns it as a slice. */
gj_str gj_digest(gj_str bytes, char hex[GJ_DIGEST_HEX]);

#endif
