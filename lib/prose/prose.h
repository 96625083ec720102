/* The sentence reader: counts, shares, changes and sweeping claims in the prose
 * of a report, each with what it is about and for whom it speaks.
 *
 * Precision goes before recall: words that are not understood leave a count
 * without a topic, and nobody compares it. Cost: one pass that spots the words
 * (prose/folded.h), then a walk over the spots near each number.
 */
#ifndef GJ_PROSE_PROSE_H
#define GJ_PROSE_PROSE_H

#include "base/arena.h"
#include "base/error.h"
#include "prose/figure.h"
#include "prose/span.h"

/* What a count is about. */
typedef enum gj_topic {
	GJ_TOPIC_NONE,
	GJ_TOPIC_NEW_RECEIVED, /* 新收 */
	GJ_TOPIC_RECEIVED,     /* 收到, 受理: new, or with those carried in */
	GJ_TOPIC_CARRIED_IN,
	GJ_TOPIC_CARRIED_OUT,
	GJ_TOPIC_PROCESSED,    /* 办结 */
	GJ_TOPIC_ANSWERED,     /* 答复 */
	GJ_TOPIC_HANDLED,      /* 办理, 处理: received or processed */
	GJ_TOPIC_GRANTED,
	GJ_TOPIC_PARTIALLY_GRANTED,
	GJ_TOPIC_DISCLOSED,    /* 予以公开 and 部分公开 together */
	GJ_TOPIC_REFUSED,
	GJ_TOPIC_UNAVAILABLE,
	GJ_TOPIC_NOT_HELD,     /* 不掌握…无法提供: that row, or its group */
	GJ_TOPIC_REJECTED,
	GJ_TOPIC_OTHER_HANDLING,
	GJ_TOPIC_REVIEW,
	GJ_TOPIC_LITIGATION,
	GJ_TOPIC_DIRECT_LITIGATION,
	GJ_TOPIC_LITIGATION_AFTER_REVIEW,
	GJ_TOPIC_DISPUTES,     /* 行政复议、行政诉讼 together */
	GJ_TOPIC_REGULATIONS_MADE,
	GJ_TOPIC_REGULATIONS_REPEALED,
	GJ_TOPIC_REGULATIONS_IN_FORCE,
	GJ_TOPIC_NORMATIVE_MADE,
	GJ_TOPIC_NORMATIVE_REPEALED,
	GJ_TOPIC_NORMATIVE_IN_FORCE,
	GJ_TOPIC_LICENSING,
	GJ_TOPIC_PENALTIES,
	GJ_TOPIC_COERCION,
	GJ_TOPIC_FEES,
	GJ_TOPICS
} gj_topic;

/* For whom or when a count speaks. */
typedef enum gj_scope {
	GJ_SCOPE_OWN,    /* this agency, this year; or nothing said */
	GJ_SCOPE_WIDER,  /* 全市, 各级, 全系统 */
	GJ_SCOPE_OFFICE, /* a government's own office, one of its departments */
	GJ_SCOPE_PAST    /* another year, 历年: never compared with this year's tables */
} gj_scope;

typedef enum gj_role {
	GJ_ROLE_COUNT,
	GJ_ROLE_DIFFERENCE, /* 增加5件 */
	GJ_ROLE_SHARE,      /* 占33.9% */
	GJ_ROLE_CHANGE,     /* 同比增长12.3%, 1.5倍 */
	GJ_ROLE_OTHER       /* a rate of something, an average */
} gj_role;

typedef struct gj_count {
	gj_figure figure;
	gj_unit unit;
	gj_role role;
	gj_topic topic;
	gj_scope scope;
	bool sure;         /* the words leave no other reading; else a mismatch is a mere note */
	bool falls;        /* of a difference or change: 减少, 下降 */
	uint8_t depth;     /* brackets around it */
	uint32_t sentence; /* index */
	uint32_t begin, end;   /* in the folded text, with its unit */
	uint32_t clause;       /* where its clause begins there */
	uint32_t after;        /* where the words behind it end that are its own */
	gj_said said_before, said_after; /* what its clause says before and behind it */
} gj_count;

typedef struct gj_sentence {
	uint32_t begin, end; /* in the folded text */
	uint32_t paragraph;  /* from 0 */
	uint32_t first, count; /* of gj_prose.counts */
	const gj_spot *spots;  /* the first word in it */
	gj_said said;          /* lists with a word that begins in it */
} gj_sentence;

typedef enum gj_claim_kind {
	GJ_CLAIM_ALL_DONE,      /* 全部办结 */
	GJ_CLAIM_NONE_RECEIVED, /* 未收到申请 */
	GJ_CLAIM_NO_REVIEW,     /* 未发生行政复议 */
	GJ_CLAIM_NO_LITIGATION
} gj_claim_kind;

typedef struct gj_claim {
	gj_claim_kind kind;
	gj_scope scope;
	bool sure; /* as of a count */
	uint32_t sentence;
	uint32_t begin, end; /* in the folded text */
} gj_claim;

typedef struct gj_prose {
	gj_str text; /* as given */
	gj_folded folded;
	gj_sentence *sentences;
	size_t sentence_count;
	gj_count *counts;
	size_t count;
	gj_claim *claims;
	size_t claim_count;
} gj_prose;

typedef struct gj_prose_setting {
	int year;           /* reported on; 0 = unknown */
	bool government;    /* a government, so that 我市 is itself and its office is a part */
} gj_prose_setting;

enum {
	/* Bytes of a section that are read; real ones have up to about 30 KB. */
	GJ_PROSE_TEXT_MAX = 64 * 1024,
	/* Bytes before a count in which its matter and scope may be named: two long
	 * paragraphs. */
	GJ_PROSE_CONTEXT_MAX = 1500
};

/* Reads one section. GJ_E_LIMIT when the arena is full. */
gj_code gj_prose_read(gj_arena *arena, gj_str text, const gj_prose_setting *setting,
                      gj_prose *prose, gj_err *err);
/* The same, but no more than its sentences. */
gj_code gj_prose_split(gj_arena *arena, gj_str text, gj_prose *prose, gj_err *err);

/* What is printed between two places of the folded text. */
gj_str gj_prose_printed(const gj_prose *prose, uint32_t begin, uint32_t end);
static inline gj_span gj_prose_span(const gj_prose *prose, uint32_t begin, uint32_t end)
{
	return (gj_span){ &prose->folded, begin, end };
}

static inline gj_span gj_prose_sentence(const gj_prose *prose, const gj_sentence *sentence)
{
	return gj_prose_span(prose, sentence->begin, sentence->end);
}

/* The words of its clause before a count, and those behind that are its own. */
static inline gj_span gj_count_before(const gj_prose *prose, const gj_count *count)
{
	return gj_prose_span(prose, count->clause, count->begin);
}

static inline gj_span gj_count_after(const gj_prose *prose, const gj_count *count)
{
	return gj_prose_span(prose, count->end, count->after);
}

/* From the beginning of its sentence up to a count. */
static inline gj_span gj_count_said(const gj_prose *prose, const gj_count *count)
{
	return gj_prose_span(prose, prose->sentences[count->sentence].begin, count->begin);
}

/* For lib/prose only. */

/* How many words of a list begin in the sentences. */
size_t gj_prose_spots(const gj_prose *prose, gj_says list);

/* What is said in the two paragraphs up to `end`, for a count or claim that
 * names its matter earlier. */
gj_span gj_prose_context(const gj_prose *prose, uint32_t sentence, uint32_t end);
/* Whether what was last spoken of there are requests for government information,
 * and not proposals, complaints or anything else that is received and answered. */
bool gj_prose_about_requests(gj_span context);
void gj_topic_bind(const gj_prose *prose, const gj_prose_setting *setting, gj_count *count);
gj_scope gj_scope_at(const gj_prose *prose, const gj_prose_setting *setting, uint32_t sentence,
                     uint32_t end);
/* Whether words say of whom, when and of what matter a count is and nothing besides, so that
 * it is one of all of them. */
bool gj_words_are_plain(gj_span words, const gj_prose_setting *setting);
/* Whether the time last spoken of is a part of the year: 第一季度, 1至6月. */
bool gj_names_part_of_year(gj_span words);
/* Whether words list years, so that their counts are of each: 2021年、2022年分别. */
bool gj_names_several_years(gj_span words);
/* Whether words name the year before or after the one reported on. */
bool gj_names_last_year(gj_span words, int year);
bool gj_names_next_year(gj_span words, int year);
gj_code gj_claims_read(gj_arena *arena, const gj_prose_setting *setting, gj_prose *prose,
                       gj_err *err);

#endif
