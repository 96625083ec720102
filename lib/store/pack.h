/* What the store keeps of a report besides its cells, made small where the report was
 * read, on any thread: the words of its sections, and a digest of everything kept, by
 * which one version is told from another.
 */
#ifndef GJ_STORE_PACK_H
#define GJ_STORE_PACK_H

#include "form/report.h"

typedef enum gj_packing { GJ_PACKING_ZSTD = 1 } gj_packing; /* how `texts` is packed */

enum { GJ_CONTENT_BYTES = 16 };

typedef struct gj_store_part {
	gj_str sections;     /* packed; empty when no section was found */
	size_t sections_size; /* unpacked */
	char content[GJ_CONTENT_BYTES];
} gj_store_part;

/* In the arena. GJ_E_MEMORY, GJ_E_LIMIT. */
gj_code gj_store_prepare(gj_arena *arena, gj_buffer *scratch, const gj_report *report,
                         gj_store_part *part, gj_err *err);

/* Sets the sections of a report from packed ones; their texts live in the arena.
 * GJ_E_DAMAGED. */
gj_code gj_sections_unpack(gj_arena *arena, gj_str packed, size_t size, gj_report *report,
                           gj_err *err);

/* Whether a cell says more than a plain number, or that there is none such. */
static inline bool gj_store_marks(const gj_value *value)
{
	if (value->state == GJ_STATE_NUMBER)
		return value->doubts || value->number.scale;
	return value->state != GJ_STATE_ABSENT || value->doubts;
}

/* The first bytes of the SHA-256 of some bytes. */
void gj_content_digest(gj_str bytes, char digest[GJ_CONTENT_BYTES]);

#endif
