/* A small repeatable source of random numbers (splitmix64): the same seed gives
 * the same report on every machine. */
#ifndef GJ_SUPPORT_RANDOM_H
#define GJ_SUPPORT_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

typedef struct gj_random {
	uint64_t state;
} gj_random;

static inline uint64_t gj_random_next(gj_random *random)
{
	uint64_t z = random->state += UINT64_C(0x9E3779B97F4A7C15);
	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return z ^ z >> 31;
}

/* 0 … bound − 1. */
static inline int gj_random_below(gj_random *random, int bound)
{
	return (int)(gj_random_next(random) % (uint64_t)bound);
}

static inline bool gj_random_chance(gj_random *random, int percent)
{
	return gj_random_below(random, 100) < percent;
}

#endif
