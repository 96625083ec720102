/* Any bytes, read as plain text. */
#include "document_checks.h"

void gj_fuzz(const uint8_t *bytes, size_t size)
{
	gj_fuzz_decoder(&gj_decoder_plain, bytes, size);
}
