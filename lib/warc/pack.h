/* Packing records as gzip members.
 *
 * A record that fits into memory, and nearly all do, is packed in one piece by
 * libdeflate, in two thirds of zlib's time or, in a hurry, a third; a larger one by
 * zlib, piece by piece.
 */
#ifndef GJ_WARC_PACK_H
#define GJ_WARC_PACK_H

#include "base/error.h"
#include "base/text.h"

typedef struct gj_packer gj_packer;

/* Null when memory is out. */
gj_packer *gj_packer_new(void);
void gj_packer_free(gj_packer *packer); /* null is fine */
/* From now on: quicker, and up to a tenth larger; or as small as is reasonable. */
void gj_packer_hurry(gj_packer *packer, bool hurry);

/* Takes what was packed, all of it or a piece. */
typedef gj_code gj_pack_out(void *context, gj_str bytes, gj_err *err);
/* One member of all parts. GJ_E_MEMORY, or what `out` returns. */
gj_code gj_pack(gj_packer *packer, const gj_str *parts, size_t count, gj_pack_out *out,
                void *context, gj_err *err);

#endif
