/* What an agency's name tells of its place in the state. */
#ifndef GJ_DUTY_AGENCY_H
#define GJ_DUTY_AGENCY_H

#include "base/text.h"

/* Whether a body can make 规章: 立法法 (2023) articles 91 and 93. */
typedef enum gj_power { GJ_POWER_UNKNOWN, GJ_POWER_NO, GJ_POWER_YES } gj_power;

typedef struct gj_agency {
	gj_str name;
	bool government;    /* 人民政府, or a committee that stands for one (管理委员会) */
	bool whole_place;   /* its report speaks for a place: 我市 is itself, its office a part */
	bool township;      /* 镇, 乡, 街道 */
	gj_power regulations;
} gj_agency;

/* `level` (province, city, county, township) and `kind` (government, police, …) are
 * the roster's, or empty: then the name alone decides, and what it leaves open stays
 * unknown. */
gj_agency gj_agency_of(gj_str name, gj_str level, gj_str kind);

#endif
