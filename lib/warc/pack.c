#include "warc/pack.h"

#include "base/buffer.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <zlib.h>

enum {
	WHOLE_MAX = 1 << 20, /* bytes packed in one piece */
	CHUNK = 64 * 1024,   /* of a larger one */
	GZIP_BITS = 15 + 16, /* zlib: the largest window, gzip's head */
	MEMORY_LEVEL = 8,
	/* Of a page of 85 KB these make 7.2 and 7.9 KB; zlib's usual one 7.2, for half
	 * as much time again as the former takes. */
	GOOD_LEVEL = 6, FAST_LEVEL = 1,
};

struct gj_packer {
	struct libdeflate_compressor *good, *fast;
	bool hurry;
	z_stream stream;
	bool streams;                    /* it was set up */
	gj_buffer plain, packed;
	unsigned char chunk[CHUNK];
};

gj_packer *gj_packer_new(void)
{
	gj_packer *made = calloc(1, sizeof *made);
	if (!made)
		return NULL;
	made->good = libdeflate_alloc_compressor(GOOD_LEVEL);
	made->fast = libdeflate_alloc_compressor(FAST_LEVEL);
	made->streams = deflateInit2(&made->stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, GZIP_BITS,
	                             MEMORY_LEVEL, Z_DEFAULT_STRATEGY) == Z_OK;
	gj_buffer_init(&made->plain, WHOLE_MAX);
	gj_buffer_init(&made->packed, 2 * WHOLE_MAX);
	if (made->good && made->fast && made->streams)
		return made;
	gj_packer_free(made);
	return NULL;
}

void gj_packer_free(gj_packer *packer)
{
	if (!packer)
		return;
	libdeflate_free_compressor(packer->good);
	libdeflate_free_compressor(packer->fast);
	if (packer->streams)
		deflateEnd(&packer->stream);
	gj_buffer_release(&packer->plain);
	gj_buffer_release(&packer->packed);
	free(packer);
}

void gj_packer_hurry(gj_packer *packer, bool hurry)
{
	packer->hurry = hurry;
}

/* ---- in one piece ---- */

static gj_code pack_whole(gj_packer *packer, const gj_str *parts, size_t count, gj_pack_out *out,
                          void *context, gj_err *err)
{
	struct libdeflate_compressor *with = packer->hurry ? packer->fast : packer->good;
	gj_buffer_clear(&packer->plain);
	for (size_t i = 0; i < count; i++)
		gj_buffer_add_str(&packer->plain, parts[i]);
	size_t room = libdeflate_gzip_compress_bound(with, packer->plain.length);
	gj_buffer_clear(&packer->packed);
	char *to = gj_buffer_reserve(&packer->packed, room);
	if (packer->plain.failed || !to)
		return gj_err_set(err, GJ_E_MEMORY, 0, "no memory to pack a record");
	size_t length = libdeflate_gzip_compress(with, packer->plain.data, packer->plain.length,
	                                         to, room);
	return out(context, (gj_str){ to, length }, err);
}

/* ---- piece by piece ---- */

static gj_code pack_piece(gj_packer *packer, gj_str piece, int flush, gj_pack_out *out,
                          void *context, gj_err *err)
{
	z_stream *z = &packer->stream;
	z->next_in = (Bytef *)(uintptr_t)piece.ptr;
	z->avail_in = (uInt)piece.len;
	gj_code code;
	do {
		z->next_out = packer->chunk;
		z->avail_out = CHUNK;
		deflate(z, flush);
		code = out(context, (gj_str){ (const char *)packer->chunk, CHUNK - z->avail_out },
		           err);
	} while (!code && z->avail_out == 0);
	return code;
}

static gj_code pack_pieces(gj_packer *packer, const gj_str *parts, size_t count, gj_pack_out *out,
                           void *context, gj_err *err)
{
	gj_code code = GJ_OK;
	deflateReset(&packer->stream);
	for (size_t i = 0; i < count; i++) {
		/* avail_in is 32 bits wide, a part may be longer. */
		for (gj_str rest = parts[i]; rest.len && !code; rest = gj_str_from(rest, CHUNK))
			code = pack_piece(packer, gj_str_upto(rest, CHUNK), Z_NO_FLUSH, out,
			                  context, err);
	}
	return code ? code : pack_piece(packer, (gj_str){ 0 }, Z_FINISH, out, context, err);
}

gj_code gj_pack(gj_packer *packer, const gj_str *parts, size_t count, gj_pack_out *out,
                void *context, gj_err *err)
{
	size_t length = 0;
	for (size_t i = 0; i < count && length <= WHOLE_MAX; i++)
		length += parts[i].len < WHOLE_MAX ? parts[i].len : WHOLE_MAX + 1;
	return (length <= WHOLE_MAX ? pack_whole : pack_pieces)(packer, parts, count, out, context,
	                                                       err);
}
