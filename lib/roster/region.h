/* Provinces, cities and counties by code and by name, without any network.
 *
 * The table is that of the National Bureau of Statistics as of 30 June 2023 (see
 * tables/regions.inc), with the codes that went out of use since 2015 and what came in
 * their place. Looking up costs a binary search; nothing is allocated.
 */
#ifndef GJ_ROSTER_REGION_H
#define GJ_ROSTER_REGION_H

#include "base/text.h"

#define GJ_REGION_TABLE_DATE "2023-06-30"

typedef enum gj_level {
	GJ_LEVEL_NONE,
	GJ_LEVEL_PROVINCE,
	GJ_LEVEL_CITY,
	GJ_LEVEL_COUNTY,
	GJ_LEVEL_TOWNSHIP
} gj_level;

const char *gj_level_name(gj_level level); /* "county"; "" for none */
gj_level gj_level_by_name(gj_str name);

typedef struct gj_region {
	uint32_t code;    /* six digits, 411481 */
	gj_str name;      /* 永城市 */
	bool placeholder; /* a row of the code, no place: 市辖区, 省直辖县级行政区划 */
} gj_region;

size_t gj_region_count(void);
gj_region gj_region_at(size_t index); /* by code */
bool gj_region_by_code(uint32_t code, gj_region *region);
/* The name of a code that is or was in use; empty when there is none. */
gj_str gj_region_name(uint32_t code);

typedef struct gj_region_retired {
	uint32_t code, successor; /* 0 = split up, or not known */
	uint32_t last_seen;       /* in the list of that day, 20191031 */
	bool whole;               /* the successor is the same region under another code */
	gj_str name;
} gj_region_retired;

/* Regions whose code is no more, or whose name was another. */
bool gj_region_retired_by_code(uint32_t code, gj_region_retired *retired);
/* The code under which a region goes on, itself when it is in use or was split. */
uint32_t gj_region_current(uint32_t code);

/* By the code alone: 110000 province, 441900 city, 411481 county. Districts of
 * Beijing are counties, and so is 济源 (419001), which no city is above. */
gj_level gj_region_level(uint32_t code);
/* The place above, 0 above a province: 411481 → 411400 → 410000; 110101 → 110000
 * and 419001 → 410000, where no city is between. */
uint32_t gj_region_parent(uint32_t code);
bool gj_region_within(uint32_t code, uint32_t place); /* or the place itself */
/* 71 to 79 at the end: a development zone. */
bool gj_region_is_zone(uint32_t code);

typedef enum gj_code_kind {
	GJ_CODE_KNOWN,
	GJ_CODE_RETIRED,
	GJ_CODE_UNKNOWN,  /* no such region */
	GJ_CODE_MALFORMED /* not 2, 4, 6, 9 or 12 digits */
} gj_code_kind;

/* Reads 41, 4114, 411481, 411481001 or 411481001000. *township is set when digits
 * behind the sixth name one. */
gj_code_kind gj_region_code_read(gj_str digits, uint32_t *code, bool *township);

/* A region's name at the beginning of a text. */
typedef struct gj_region_match {
	uint32_t code;
	size_t length; /* bytes */
	bool bare;     /* without its 省, 市, 县: 永城 */
	bool retired;
} gj_region_match;

/* All of them, longest first; at most `most`. Full names (永城市, 宁洱哈尼族彝族自治县),
 * usual ones (宁洱县, 黔东南州, 达茂旗) and bare ones of two characters and more. */
size_t gj_region_names_at(gj_str text, gj_region_match *matches, size_t most);

#endif
