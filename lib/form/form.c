#include "form/form.h"

#define NAME(id) { id, ",\"" id "\":", sizeof(",\"" id "\":") - 1 }

#define T3_NAMES(row, name) \
	[GJ_T3_BASE + (row) * GJ_T3_COLUMNS + GJ_T3_NATURAL] = NAME("t3." name ".natural"), \
	[GJ_T3_BASE + (row) * GJ_T3_COLUMNS + GJ_T3_BUSINESS] = NAME("t3." name ".business"), \
	[GJ_T3_BASE + (row) * GJ_T3_COLUMNS + GJ_T3_RESEARCH] = NAME("t3." name ".research"), \
	[GJ_T3_BASE + (row) * GJ_T3_COLUMNS + GJ_T3_SOCIAL] = NAME("t3." name ".social"), \
	[GJ_T3_BASE + (row) * GJ_T3_COLUMNS + GJ_T3_LEGAL] = NAME("t3." name ".legal"), \
	[GJ_T3_BASE + (row) * GJ_T3_COLUMNS + GJ_T3_OTHERS] = NAME("t3." name ".other"), \
	[GJ_T3_BASE + (row) * GJ_T3_COLUMNS + GJ_T3_TOTAL] = NAME("t3." name ".total")

#define T4_NAMES(group, name) \
	[GJ_T4_BASE + (group) * GJ_T4_OUTCOMES + GJ_T4_UPHELD] = NAME("t4." name ".upheld"), \
	[GJ_T4_BASE + (group) * GJ_T4_OUTCOMES + GJ_T4_CORRECTED] = NAME("t4." name ".corrected"), \
	[GJ_T4_BASE + (group) * GJ_T4_OUTCOMES + GJ_T4_OTHER] = NAME("t4." name ".other"), \
	[GJ_T4_BASE + (group) * GJ_T4_OUTCOMES + GJ_T4_PENDING] = NAME("t4." name ".pending"), \
	[GJ_T4_BASE + (group) * GJ_T4_OUTCOMES + GJ_T4_TOTAL] = NAME("t4." name ".total")

const gj_field_name gj_field_names[GJ_FIELD_COUNT] = {
	[GJ_T2_REGULATIONS_MADE] = NAME("t2.regulations.made"),
	[GJ_T2_REGULATIONS_REPEALED] = NAME("t2.regulations.repealed"),
	[GJ_T2_REGULATIONS_IN_FORCE] = NAME("t2.regulations.in_force"),
	[GJ_T2_NORMATIVE_MADE] = NAME("t2.normative_documents.made"),
	[GJ_T2_NORMATIVE_REPEALED] = NAME("t2.normative_documents.repealed"),
	[GJ_T2_NORMATIVE_IN_FORCE] = NAME("t2.normative_documents.in_force"),
	[GJ_T2_LICENSING_DECISIONS] = NAME("t2.licensing.decisions"),
	[GJ_T2_PENALTIES_DECISIONS] = NAME("t2.penalties.decisions"),
	[GJ_T2_COERCION_DECISIONS] = NAME("t2.coercion.decisions"),
	[GJ_T2_FEES_AMOUNT] = NAME("t2.fees.amount"),
	[GJ_T2_REGULATIONS_PUBLISHED] = NAME("t2.regulations.published"),
	[GJ_T2_REGULATIONS_PUBLIC_TOTAL] = NAME("t2.regulations.public_total"),
	[GJ_T2_NORMATIVE_PUBLISHED] = NAME("t2.normative_documents.published"),
	[GJ_T2_NORMATIVE_PUBLIC_TOTAL] = NAME("t2.normative_documents.public_total"),
	[GJ_T2_LICENSING_ITEMS_BEFORE] = NAME("t2.licensing.items_before"),
	[GJ_T2_LICENSING_ITEMS_CHANGE] = NAME("t2.licensing.items_change"),
	[GJ_T2_OTHER_SERVICES_ITEMS_BEFORE] = NAME("t2.other_services.items_before"),
	[GJ_T2_OTHER_SERVICES_ITEMS_CHANGE] = NAME("t2.other_services.items_change"),
	[GJ_T2_OTHER_SERVICES_DECISIONS] = NAME("t2.other_services.decisions"),
	[GJ_T2_PENALTIES_ITEMS_BEFORE] = NAME("t2.penalties.items_before"),
	[GJ_T2_PENALTIES_ITEMS_CHANGE] = NAME("t2.penalties.items_change"),
	[GJ_T2_COERCION_ITEMS_BEFORE] = NAME("t2.coercion.items_before"),
	[GJ_T2_COERCION_ITEMS_CHANGE] = NAME("t2.coercion.items_change"),
	[GJ_T2_FEES_ITEMS_BEFORE] = NAME("t2.fees.items_before"),
	[GJ_T2_FEES_ITEMS_CHANGE] = NAME("t2.fees.items_change"),
	[GJ_T2_PROCUREMENT_ITEMS] = NAME("t2.procurement.items"),
	[GJ_T2_PROCUREMENT_AMOUNT] = NAME("t2.procurement.amount"),
	T3_NAMES(GJ_T3_NEW_RECEIVED, "new_received"),
	T3_NAMES(GJ_T3_CARRIED_IN, "carried_in"),
	T3_NAMES(GJ_T3_GRANTED, "granted"),
	T3_NAMES(GJ_T3_PARTIALLY_GRANTED, "partially_granted"),
	T3_NAMES(GJ_T3_REFUSED_FIRST, "refused.state_secret"),
	T3_NAMES(GJ_T3_REFUSED_FIRST + 1, "refused.law_prohibited"),
	T3_NAMES(GJ_T3_REFUSED_FIRST + 2, "refused.security_stability"),
	T3_NAMES(GJ_T3_REFUSED_FIRST + 3, "refused.third_party"),
	T3_NAMES(GJ_T3_REFUSED_FIRST + 4, "refused.internal_affairs"),
	T3_NAMES(GJ_T3_REFUSED_FIRST + 5, "refused.process_information"),
	T3_NAMES(GJ_T3_REFUSED_FIRST + 6, "refused.enforcement_file"),
	T3_NAMES(GJ_T3_REFUSED_FIRST + 7, "refused.administrative_query"),
	T3_NAMES(GJ_T3_UNAVAILABLE_FIRST, "unavailable.not_held"),
	T3_NAMES(GJ_T3_UNAVAILABLE_FIRST + 1, "unavailable.needs_creation"),
	T3_NAMES(GJ_T3_UNAVAILABLE_FIRST + 2, "unavailable.unclear"),
	T3_NAMES(GJ_T3_REJECTED_FIRST, "rejected.petition"),
	T3_NAMES(GJ_T3_REJECTED_FIRST + 1, "rejected.repeated"),
	T3_NAMES(GJ_T3_REJECTED_FIRST + 2, "rejected.publication"),
	T3_NAMES(GJ_T3_REJECTED_FIRST + 3, "rejected.excessive"),
	T3_NAMES(GJ_T3_REJECTED_FIRST + 4, "rejected.confirmation"),
	T3_NAMES(GJ_T3_OTHER_NOT_CORRECTED, "other.not_corrected"),
	T3_NAMES(GJ_T3_OTHER_FEE_UNPAID, "other.fee_unpaid"),
	T3_NAMES(GJ_T3_OTHER_OTHER, "other.other"),
	T3_NAMES(GJ_T3_OTHER, "other"),
	T3_NAMES(GJ_T3_PROCESSED_TOTAL, "processed_total"),
	T3_NAMES(GJ_T3_CARRIED_OUT, "carried_out"),
	T4_NAMES(GJ_T4_REVIEW, "review"),
	T4_NAMES(GJ_T4_DIRECT, "litigation_direct"),
	T4_NAMES(GJ_T4_AFTER_REVIEW, "litigation_after_review"),
};

const gj_form *gj_form_of(gj_form_id id)
{
	if (id == GJ_FORM_2021)
		return &gj_form_2021;
	return id == GJ_FORM_2019 ? &gj_form_2019 : NULL;
}

gj_form_id gj_form_for_year(int year)
{
	if (year < gj_form_2019.first_year)
		return GJ_FORM_NONE;
	return year <= gj_form_2019.last_year ? GJ_FORM_2019 : GJ_FORM_2021;
}

static const gj_form_field *find_in_table_2(const gj_form *form, gj_field field)
{
	for (size_t i = 0; i < form->count && form->fields[i].table == 2; i++)
		if (form->fields[i].field == field)
			return &form->fields[i];
	return NULL;
}

/* The cells of tables 三 and 四 end a form in their order; each row of table 三 that it
 * lacks leaves those before it a row nearer to the end. */
const gj_form_field *gj_form_find(gj_form_id id, gj_field field)
{
	const gj_form *form = gj_form_of(id);
	if (!form || field >= GJ_FIELD_COUNT)
		return NULL;
	if (field < GJ_T3_BASE)
		return find_in_table_2(form, field);
	size_t from_end = (size_t)(GJ_FIELD_COUNT - field);
	for (size_t at = form->count - from_end; at < form->count && form->fields[at].field <= field;
	     at += GJ_T3_COLUMNS)
		if (form->fields[at].field == field)
			return &form->fields[at];
	return NULL;
}

const char *gj_field_id(gj_field field)
{
	return field < GJ_FIELD_COUNT ? gj_field_names[field].id : "";
}

gj_field gj_field_by_id(gj_str id)
{
	for (gj_field field = 0; field < GJ_FIELD_COUNT; field++)
		if (gj_str_equal(id, gj_str_of(gj_field_names[field].id)))
			return field;
	return GJ_FIELD_NONE;
}

gj_field_type gj_field_type_of(gj_field field)
{
	switch (field) {
	case GJ_T2_FEES_AMOUNT:
	case GJ_T2_PROCUREMENT_AMOUNT:
		return GJ_TYPE_DECIMAL;
	case GJ_T2_LICENSING_ITEMS_CHANGE:
	case GJ_T2_OTHER_SERVICES_ITEMS_CHANGE:
	case GJ_T2_PENALTIES_ITEMS_CHANGE:
	case GJ_T2_COERCION_ITEMS_CHANGE:
	case GJ_T2_FEES_ITEMS_CHANGE:
		return GJ_TYPE_SIGNED;
	default:
		return GJ_TYPE_INTEGER;
	}
}
