/* Writes the tables that lib/prose/folded.c includes: the words of vocabulary.inc as a
 * tree of characters, folded into one array of steps (a "double array") so that following
 * a character is one addition and one comparison. Run at build time.
 *
 * Characters have classes from 1, in the order they first come up; 0 is any other. Step s
 * goes on by a character of class c to step s.base + c, if that says it comes from s. The
 * root is step 0 with base 0: the step of a word's first character is its class. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum {
	LIST_WORDS_MAX = 320,
	SETS = 2, /* of 64 lists each, see gj_said */
	WORD_BYTES_MAX = 48, /* GJ_SPOT_LENGTH_MAX */
	NESTED_MAX = 16,     /* as folded.c has it */
	CODES = 0xA000,
	WORDS_MAX = 2000, NODES_MAX = 10000, STEPS_MAX = 60000
};

static const char *const lists[][LIST_WORDS_MAX + 1] = {
#define WORDS(name, ...) { __VA_ARGS__ },
#include "vocabulary.inc"
#undef WORDS
};
enum { LISTS = sizeof lists / sizeof *lists };

typedef struct word {
	const char *text;
	uint64_t lists[SETS];
} word;

/* Of the tree of characters; 0 is the root, and no child or sibling. */
typedef struct node {
	unsigned class, word, child, sibling;
} node;

typedef struct step {
	unsigned base, from, word; /* word: from 1; 0 = none ends here */
	bool taken;
} step;

static word words[WORDS_MAX]; /* from 1 */
static unsigned word_count = 1;
static uint16_t class_of[CODES];
static unsigned class_count;
static node nodes[NODES_MAX];
static unsigned node_count = 1;
static step steps[STEPS_MAX];
static unsigned step_count;

/* The class of the character at *text, which has at most three bytes; moves past it. */
static unsigned take_class(const char **text)
{
	const unsigned char *p = (const unsigned char *)*text;
	unsigned size = p[0] < 0x80 ? 1 : p[0] < 0xE0 ? 2 : 3;
	unsigned code = size == 1   ? p[0]
	                : size == 2 ? (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu)
	                            : (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
	*text += size;
	if (!class_of[code])
		class_of[code] = (uint16_t)++class_count;
	return class_of[code];
}

static unsigned child_of(unsigned parent, unsigned class)
{
	unsigned child = nodes[parent].child;
	while (child && nodes[child].class != class)
		child = nodes[child].sibling;
	if (child)
		return child;
	nodes[node_count] = (node){ .class = class, .sibling = nodes[parent].child };
	nodes[parent].child = node_count;
	return node_count++;
}

static void add_word(const char *text, unsigned list)
{
	unsigned at = 0;
	for (const char *rest = text; *rest;)
		at = child_of(at, take_class(&rest));
	if (!nodes[at].word) {
		nodes[at].word = word_count;
		words[word_count++].text = text;
	}
	words[nodes[at].word].lists[list / 64] |= UINT64_C(1) << (list % 64);
}

static bool fits(unsigned parent, unsigned base)
{
	for (unsigned child = nodes[parent].child; child; child = nodes[child].sibling)
		if (steps[base + nodes[child].class].taken)
			return false;
	return true;
}

/* How many words lie on the way from a node down, at most. */
static unsigned nesting(unsigned parent)
{
	unsigned most = 0;
	for (unsigned child = nodes[parent].child; child; child = nodes[child].sibling) {
		unsigned below = nesting(child) + (nodes[child].word != 0);
		most = below > most ? below : most;
	}
	return most;
}

/* The first base with room for all that follows; steps up to class_count are the root's. */
static void lay_out(unsigned parent, unsigned at)
{
	unsigned base = at ? class_count : 0;
	if (at && !nodes[parent].child)
		return;
	while (at && !fits(parent, base))
		base++;
	steps[at].base = base;
	for (unsigned child = nodes[parent].child; child; child = nodes[child].sibling) {
		unsigned to = base + nodes[child].class;
		steps[to] = (step){ .from = at, .word = nodes[child].word, .taken = true };
		step_count = to >= step_count ? to + 1 : step_count;
	}
	for (unsigned child = nodes[parent].child; child; child = nodes[child].sibling)
		lay_out(child, base + nodes[child].class);
}

static void print_tables(void)
{
	printf("static const uint16_t class_of[0x%X] = {\n", CODES);
	for (unsigned code = 0; code < CODES; code++)
		printf("%u,%s", class_of[code], code % 16 == 15 ? "\n" : "");
	printf("};\nstatic const step steps[] = {\n");
	for (unsigned i = 0; i < step_count + class_count; i++)
		printf("{%u,%u,%u},\n", steps[i].base, steps[i].from, steps[i].word);
	printf("};\nconst gj_said gj_word_lists[] = {\n{{0}},\n");
	for (unsigned w = 1; w < word_count; w++)
		printf("{{0x%llx,0x%llx}},\n", (unsigned long long)words[w].lists[0],
		       (unsigned long long)words[w].lists[1]);
	printf("};\nstatic const uint16_t word_lengths[] = {0,\n");
	for (unsigned w = 1; w < word_count; w++)
		printf("%zu,\n", strlen(words[w].text));
	printf("};\n");
}

int main(void)
{
	for (unsigned list = 0; list < LISTS; list++)
		for (unsigned i = 0; lists[list][i]; i++)
			add_word(lists[list][i], list);
	lay_out(0, 0);
	print_tables();
	bool fit = LISTS <= 64 * SETS && step_count + class_count < UINT16_MAX &&
	           nesting(0) < NESTED_MAX;
	for (unsigned w = 1; w < word_count; w++)
		fit &= strlen(words[w].text) <= WORD_BYTES_MAX;
	return fit ? 0 : 1;
}
