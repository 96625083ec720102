/* What the ways of binding a count to its matter share. Only for topic.c and request.c. */
#ifndef GJ_PROSE_TOPIC_H
#define GJ_PROSE_TOPIC_H

#include "prose/prose.h"

typedef struct gj_topic_word {
	const char *word;
	gj_topic topic;
} gj_topic_word;

/* Whether what stands before a count, or behind it, says a word of the list. */
static inline bool gj_says_before(const gj_count *count, gj_says list)
{
	return gj_said_has(&count->said_before, list);
}

static inline bool gj_says_after(const gj_count *count, gj_says list)
{
	return gj_said_has(&count->said_after, list);
}

static inline void gj_topic_set(gj_count *count, gj_topic topic, bool sure)
{
	count->topic = topic;
	count->sure = sure;
}

/* The topic of a spot of the list that has the table's words. */
gj_topic gj_topic_entry(const gj_prose *prose, const gj_spot *spot, const gj_topic_word *words);

/* Whether nothing in `head`, the words before a noun, makes its count one of some only; words before a
 * bracket still speak of what stands behind it: 乡镇(街道)制发. */
bool gj_topic_is_whole(const gj_prose *prose, const gj_prose_setting *setting,
                       const gj_count *count, gj_span head);

/* Binds a count of requests: received, carried over, and what came of them. */
void gj_request_bind(const gj_prose *prose, const gj_prose_setting *setting, gj_count *count);

#endif
