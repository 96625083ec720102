/* Any bytes make a document, a refusal or the limit. */
#include "document_checks.h"

void gj_fuzz(const uint8_t *bytes, size_t size)
{
	gj_arena arena;
	gj_document *document;
	gj_refusal refusal;
	gj_arena_init(&arena, GJ_FUZZ_CEILING);
	gj_str page = { (const char *)bytes, size };
	gj_code code = gj_document_read(&arena, page, NULL, &document, &refusal, NULL);
	gj_fuzz_check(code == GJ_OK || code == GJ_E_LIMIT);
	if (code == GJ_OK && document)
		gj_fuzz_check_document(document, size);
	gj_arena_release(&arena);
}
