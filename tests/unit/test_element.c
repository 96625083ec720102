#include "doc/element.h"

#include <criterion/criterion.h>

Test(element, each_name_is_found_in_its_slot)
{
	size_t count = 0;
	for (size_t i = 0; i < sizeof gj_element_names / sizeof *gj_element_names; i++) {
		const gj_element_name *entry = &gj_element_names[i];
		count += entry->name != 0;
		if (entry->name)
			cr_expect_eq(gj_element_of(entry->name), entry->element, "slot %zu", i);
		else
			cr_expect_eq(entry->element, GJ_ELEMENT_OTHER, "slot %zu", i);
	}
	cr_expect_gt(count, 40);
}

Test(element, tells_names_apart)
{
	cr_expect_eq(gj_element_of(GJ_TAG('t', 'd', 0, 0, 0, 0, 0, 0)), GJ_ELEMENT_TD);
	cr_expect_eq(gj_element_of(GJ_TAG('t', 'd', 'x', 0, 0, 0, 0, 0)), GJ_ELEMENT_OTHER);
	cr_expect_eq(gj_element_of(GJ_TAG('s', 'p', 'a', 'n', 0, 0, 0, 0)), GJ_ELEMENT_OTHER);
	cr_expect_eq(gj_element_of(GJ_TAG('t', 'e', 'x', 't', 'a', 'r', 'e', 'a')), GJ_ELEMENT_RAW);
	cr_expect_eq(gj_element_of(GJ_TAG('t', 'e', 'x', 't', 'a', 'r', 'e', 'a' | GJ_TAG_CUT)),
	             GJ_ELEMENT_OTHER);
	cr_expect_eq(gj_element_of(GJ_TAG('b', 'l', 'o', 'c', 'k', 'q', 'u', 'o' | GJ_TAG_CUT)),
	             GJ_ELEMENT_LINE);
	cr_expect_eq(gj_element_of(0), GJ_ELEMENT_OTHER, "a comment");
}
