/* The statutory forms as data.
 *
 * Source: State Council General Office, 国办公开办函〔2021〕30号 (form `2021`,
 * reports for 2021 onward, 200 cells) and 国办公开办函〔2019〕60号 (form
 * `2019`, reports for 2019 and 2020, 198 cells).
 *
 * A gj_field names one cell of either form: an index into the union of both
 * (GJ_FIELD_COUNT), so that a mixed report needs no special case. Its text id
 * ("t3.granted.total") is public and never changes. Tables 三 and 四 are
 * regular, and their fields are computed from row and column.
 */
#ifndef GJ_FORM_FORM_H
#define GJ_FORM_FORM_H

#include "base/text.h"

typedef enum gj_form_id { GJ_FORM_NONE = -1, GJ_FORM_2019, GJ_FORM_2021, GJ_FORM_COUNT } gj_form_id;

typedef uint16_t gj_field;

/* Table 二, 主动公开政府信息情况. First the ten of the 2021 form, then what only
 * the 2019 form has. */
enum {
	GJ_T2_REGULATIONS_MADE,
	GJ_T2_REGULATIONS_REPEALED,
	GJ_T2_REGULATIONS_IN_FORCE,
	GJ_T2_NORMATIVE_MADE,
	GJ_T2_NORMATIVE_REPEALED,
	GJ_T2_NORMATIVE_IN_FORCE,
	GJ_T2_LICENSING_DECISIONS,
	GJ_T2_PENALTIES_DECISIONS,
	GJ_T2_COERCION_DECISIONS,
	GJ_T2_FEES_AMOUNT,
	GJ_T2_REGULATIONS_PUBLISHED,
	GJ_T2_REGULATIONS_PUBLIC_TOTAL,
	GJ_T2_NORMATIVE_PUBLISHED,
	GJ_T2_NORMATIVE_PUBLIC_TOTAL,
	GJ_T2_LICENSING_ITEMS_BEFORE,
	GJ_T2_LICENSING_ITEMS_CHANGE,
	GJ_T2_OTHER_SERVICES_ITEMS_BEFORE,
	GJ_T2_OTHER_SERVICES_ITEMS_CHANGE,
	GJ_T2_OTHER_SERVICES_DECISIONS,
	GJ_T2_PENALTIES_ITEMS_BEFORE,
	GJ_T2_PENALTIES_ITEMS_CHANGE,
	GJ_T2_COERCION_ITEMS_BEFORE,
	GJ_T2_COERCION_ITEMS_CHANGE,
	GJ_T2_FEES_ITEMS_BEFORE,
	GJ_T2_FEES_ITEMS_CHANGE,
	GJ_T2_PROCUREMENT_ITEMS,
	GJ_T2_PROCUREMENT_AMOUNT,
	GJ_T2_COUNT
};

/* Table 三, 收到和处理政府信息公开申请情况: rows of both forms in printed order. */
typedef enum gj_t3_row {
	GJ_T3_NEW_RECEIVED,         /* 一 */
	GJ_T3_CARRIED_IN,           /* 二 */
	GJ_T3_GRANTED,              /* 三（一） */
	GJ_T3_PARTIALLY_GRANTED,    /* 三（二） */
	GJ_T3_REFUSED_FIRST,        /* 三（三）1 … 8 */
	GJ_T3_REFUSED_LAST = GJ_T3_REFUSED_FIRST + 7,
	GJ_T3_UNAVAILABLE_FIRST,    /* 三（四）1 … 3 */
	GJ_T3_UNAVAILABLE_LAST = GJ_T3_UNAVAILABLE_FIRST + 2,
	GJ_T3_REJECTED_FIRST,       /* 三（五）1 … 5 */
	GJ_T3_REJECTED_LAST = GJ_T3_REJECTED_FIRST + 4,
	GJ_T3_OTHER_NOT_CORRECTED,  /* 三（六）1, form 2021 */
	GJ_T3_OTHER_FEE_UNPAID,     /* 三（六）2, form 2021 */
	GJ_T3_OTHER_OTHER,          /* 三（六）3, form 2021 */
	GJ_T3_OTHER,                /* 三（六）, form 2019 */
	GJ_T3_PROCESSED_TOTAL,      /* 三（七） */
	GJ_T3_CARRIED_OUT,          /* 四 */
	GJ_T3_ROWS
} gj_t3_row;

typedef enum gj_t3_column {
	GJ_T3_NATURAL,  /* 自然人 */
	GJ_T3_BUSINESS, /* 商业企业 */
	GJ_T3_RESEARCH, /* 科研机构 */
	GJ_T3_SOCIAL,   /* 社会公益组织 */
	GJ_T3_LEGAL,    /* 法律服务机构 */
	GJ_T3_OTHERS,   /* 其他 */
	GJ_T3_TOTAL,    /* 总计 */
	GJ_T3_COLUMNS
} gj_t3_column;

/* Table 四, 行政复议、行政诉讼: three groups of five, the same in both forms. */
typedef enum gj_t4_group {
	GJ_T4_REVIEW,       /* 行政复议 */
	GJ_T4_DIRECT,       /* 行政诉讼·未经复议直接起诉 */
	GJ_T4_AFTER_REVIEW, /* 行政诉讼·复议后起诉 */
	GJ_T4_GROUPS
} gj_t4_group;

typedef enum gj_t4_outcome {
	GJ_T4_UPHELD,    /* 结果维持 */
	GJ_T4_CORRECTED, /* 结果纠正 */
	GJ_T4_OTHER,     /* 其他结果 */
	GJ_T4_PENDING,   /* 尚未审结 */
	GJ_T4_TOTAL,     /* 总计 */
	GJ_T4_OUTCOMES
} gj_t4_outcome;

enum {
	GJ_T3_BASE = GJ_T2_COUNT,
	GJ_T4_BASE = GJ_T3_BASE + GJ_T3_ROWS * GJ_T3_COLUMNS,
	GJ_FIELD_COUNT = GJ_T4_BASE + GJ_T4_GROUPS * GJ_T4_OUTCOMES,
	GJ_FIELD_NONE = 0xFFFF
};

static inline gj_field gj_t3(int row, int column)
{
	return (gj_field)(GJ_T3_BASE + row * GJ_T3_COLUMNS + column);
}

static inline gj_field gj_t4(int group, int outcome)
{
	return (gj_field)(GJ_T4_BASE + group * GJ_T4_OUTCOMES + outcome);
}

typedef enum gj_field_type {
	GJ_TYPE_INTEGER, GJ_TYPE_SIGNED, GJ_TYPE_DECIMAL, GJ_TYPE_COUNT
} gj_field_type;

/* One cell as one form prints it. */
typedef struct gj_form_field {
	gj_field field;
	uint8_t table; /* 2, 3 or 4 */
	gj_field_type type;
	const char *item;         /* 第二十条第（一）项, 三（一）; "" in table 四 */
	const char *row_label;    /* official wording */
	const char *column_label; /* official wording */
	const char *unit;         /* 件, 项, 万元 */
} gj_form_field;

typedef struct gj_form {
	const char *name;     /* "2021" */
	const char *document; /* 国办公开办函〔2021〕30号 */
	int first_year, last_year; /* the years of report it is made for; 9999 = open */
	const gj_form_field *fields; /* in printed order, which is fields.csv's */
	size_t count;
} gj_form;

extern const gj_form gj_form_2019, gj_form_2021;

const gj_form *gj_form_of(gj_form_id id); /* null for GJ_FORM_NONE */
/* The form made for reports of `year`; GJ_FORM_NONE before 2019. */
gj_form_id gj_form_for_year(int year);
/* How that form prints a field, or null where it has no such cell. */
const gj_form_field *gj_form_find(gj_form_id id, gj_field field);

/* What a field is called in public. */
enum { GJ_FIELD_KEY_ROOM = 48 };
typedef struct gj_field_name {
	const char *id;              /* t2.fees.amount */
	char key[GJ_FIELD_KEY_ROOM]; /* ,"t2.fees.amount": as a member of a JSON object begins */
	size_t key_length;
} gj_field_name;

extern const gj_field_name gj_field_names[GJ_FIELD_COUNT];

/* The public id, "t2.fees.amount"; never null for a valid field. */
const char *gj_field_id(gj_field field);

/* Writes the field's key and returns its length. All the room is copied: that costs
 * less than asking how much. */
static inline size_t gj_field_put_key(char to[GJ_FIELD_KEY_ROOM], gj_field field)
{
	memcpy(to, gj_field_names[field].key, GJ_FIELD_KEY_ROOM);
	return gj_field_names[field].key_length;
}

gj_field gj_field_by_id(gj_str id); /* GJ_FIELD_NONE when unknown */

static inline int gj_field_table(gj_field field) /* 2, 3, 4 */
{
	return field < GJ_T3_BASE ? 2 : field < GJ_T4_BASE ? 3 : 4;
}

gj_field_type gj_field_type_of(gj_field field);

/* A set of fields. */
typedef struct gj_field_set {
	uint64_t bits[(GJ_FIELD_COUNT + 63) / 64];
} gj_field_set;

static inline void gj_field_set_add(gj_field_set *set, gj_field field)
{
	set->bits[field / 64] |= UINT64_C(1) << (field % 64);
}

static inline bool gj_field_set_has(const gj_field_set *set, gj_field field)
{
	return set->bits[field / 64] >> (field % 64) & 1;
}

/* The first field of the set from `field` on; GJ_FIELD_COUNT behind the last. */
static inline gj_field gj_field_set_next(const gj_field_set *set, gj_field field)
{
	while (field < GJ_FIELD_COUNT) {
		uint64_t rest = set->bits[field / 64] >> (field % 64);
		if (rest)
			return (gj_field)(field + __builtin_ctzll(rest));
		field = (gj_field)((field / 64 + 1) * 64);
	}
	return GJ_FIELD_COUNT;
}

#endif
