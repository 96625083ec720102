/* One function for two programs: libFuzzer calls it with bytes it makes up, and
 * the replay with the files of the corpus. */
#ifndef GJ_FUZZ_TARGET_H
#define GJ_FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

enum { GJ_FUZZ_CEILING = 64 << 20 };

/* What must hold for any bytes; ends the program with a signal when it does not. */
void gj_fuzz(const uint8_t *bytes, size_t size);

static inline void gj_fuzz_check(int holds)
{
	if (!holds)
		abort();
}

#endif
