/* Whether the words before a count or claim leave it whole. */
#include "prose/prose.h"

enum { AGENCY_BYTES_MAX = 45 /* of the name of an agency: fifteen characters */ };

/* 青山县林业局: nobody knows all names, but they end alike. */
static bool opens_with_agency(gj_span words, const gj_prose_setting *setting)
{
	gj_says ends = setting->government ? GJ_SAYS_GOVERNMENT_ENDS : GJ_SAYS_DEPARTMENT_ENDS;
	uint32_t end = gj_span_last(words, ends);
	if (end == GJ_NOWHERE)
		return false;
	/* 2023年 or 全年 may stand before the name. */
	gj_span name = gj_span_upto(words, end);
	name = gj_span_from(name, gj_span_led(name, GJ_FILLS_PLAIN));
	return gj_span_length(name) <= AGENCY_BYTES_MAX &&
	       !gj_span_holds(name, GJ_FILLS_NOT_ONE_AGENCY) &&
	       !gj_span_says(name, GJ_SAYS_SUBORDINATES) &&
	       gj_span_only(gj_span_from(words, end), GJ_FILLS_PLAIN);
}

bool gj_words_are_plain(gj_span words, const gj_prose_setting *setting)
{
	return gj_span_only(words, GJ_FILLS_PLAIN) || opens_with_agency(words, setting);
}
