/* Writes the tables that lib/prose/folded.c includes: the words of vocabulary.inc as two
 * trees of characters, those spotted everywhere and those asked for in their place, each
 * folded into one array of steps (a "double array") so that following a character is one
 * addition and one comparison. Run at build time.
 *
 * Characters have classes from 1, those first that begin a spotted word; 0 is any other.
 * Step s goes on by a character of class c to step s.base + c, if that says it comes from
 * s. The root is step 0 with base 0: the step of a word's first character is its class. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum {
	LIST_WORDS_MAX = 320,
	SETS = 2, /* of 64 lists each, see gj_said */
	WORD_BYTES_MAX = 48, /* GJ_SPOT_LENGTH_MAX */
	NESTED_MAX = 16,     /* as folded.c has it */
	CODES = 0x10000,
	WORDS_MAX = 2000, NODES_MAX = 10000, STEPS_MAX = 60000
};

typedef const char *const word_list[LIST_WORDS_MAX + 1];

static word_list spotted[] = {
#define FILLERS(name, ...)
#define WORDS(name, ...) { __VA_ARGS__ },
#include "vocabulary.inc"
#undef FILLERS
#undef WORDS
};
enum { SPOTTED_LISTS = sizeof spotted / sizeof *spotted };

static word_list fillers[] = {
#define FILLERS(name, ...) { __VA_ARGS__ },
#define WORDS(name, ...)
#include "vocabulary.inc"
#undef FILLERS
#undef WORDS
};
enum { FILLER_LISTS = sizeof fillers / sizeof *fillers };

/* Traditional characters, which are folded away. */
static const uint16_t traditional[][2] = {
#include "../../base/tables/traditional_pairs.inc"
};

typedef struct word {
	const char *text;
	uint64_t lists[SETS];
} word;

/* Of a tree of characters; 0 is the root, and no child or sibling. `ends` says what ends
 * here: of spotted words the number, of fillers the set of lists; 0 = nothing. */
typedef struct node {
	unsigned class, ends, child, sibling;
} node;

typedef struct step {
	unsigned base, from, ends;
	bool taken;
} step;

typedef struct tree {
	node nodes[NODES_MAX];
	unsigned node_count;
	step steps[STEPS_MAX];
	unsigned step_count;
} tree;

static word words[WORDS_MAX]; /* from 1 */
static unsigned word_count = 1;
static uint16_t class_of[CODES];
static unsigned class_count;
static tree spotted_tree = { .node_count = 1 }, filler_tree = { .node_count = 1 };

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

/* Gives classes to the first characters of a list; returns how many there are by now. */
static unsigned take_starters(const char *const *list)
{
	for (; *list; list++) {
		const char *text = *list;
		take_class(&text);
	}
	return class_count;
}

static unsigned child_of(tree *t, unsigned parent, unsigned class)
{
	unsigned child = t->nodes[parent].child;
	while (child && t->nodes[child].class != class)
		child = t->nodes[child].sibling;
	if (child)
		return child;
	t->nodes[t->node_count] = (node){ .class = class, .sibling = t->nodes[parent].child };
	t->nodes[parent].child = t->node_count;
	return t->node_count++;
}

/* The node where a word ends. */
static node *end_of(tree *t, const char *text)
{
	unsigned at = 0;
	for (const char *rest = text; *rest;)
		at = child_of(t, at, take_class(&rest));
	return &t->nodes[at];
}

static void add_spotted(const char *text, unsigned list)
{
	node *end = end_of(&spotted_tree, text);
	if (!end->ends) {
		end->ends = word_count;
		words[word_count++].text = text;
	}
	words[end->ends].lists[list / 64] |= UINT64_C(1) << (list % 64);
}

static bool fits(const tree *t, unsigned parent, unsigned base)
{
	for (unsigned child = t->nodes[parent].child; child; child = t->nodes[child].sibling)
		if (t->steps[base + t->nodes[child].class].taken)
			return false;
	return true;
}

/* How many words lie on the way from a node down, at most. */
static unsigned nesting(const tree *t, unsigned parent)
{
	unsigned most = 0;
	for (unsigned child = t->nodes[parent].child; child; child = t->nodes[child].sibling) {
		unsigned below = nesting(t, child) + (t->nodes[child].ends != 0);
		most = below > most ? below : most;
	}
	return most;
}

/* The first base with room for all that follows; steps up to class_count are the root's. */
static void lay_out(tree *t, unsigned parent, unsigned at)
{
	unsigned base = at ? class_count : 0;
	if (at && !t->nodes[parent].child)
		return;
	while (at && !fits(t, parent, base))
		base++;
	t->steps[at].base = base;
	for (unsigned child = t->nodes[parent].child; child; child = t->nodes[child].sibling) {
		unsigned to = base + t->nodes[child].class;
		t->steps[to] = (step){ .from = at, .ends = t->nodes[child].ends, .taken = true };
		t->step_count = to >= t->step_count ? to + 1 : t->step_count;
	}
	for (unsigned child = t->nodes[parent].child; child; child = t->nodes[child].sibling)
		lay_out(t, child, base + t->nodes[child].class);
}

/* In bytes; only of spotted words. */
static size_t length_of(const tree *t, unsigned ends)
{
	return t == &spotted_tree && ends ? strlen(words[ends].text) : 0;
}

static void print_steps(const tree *t, const char *name)
{
	unsigned count = t->step_count > class_count ? t->step_count : class_count;
	printf("static const step %s[] = {\n", name);
	for (unsigned i = 0; i <= count + class_count; i++)
		printf("{%u,%u,%u,%zu},\n", t->steps[i].base, t->steps[i].from, t->steps[i].ends,
		       length_of(t, t->steps[i].ends));
	printf("};\n");
}

/* Whether folding leaves the character as it is. */
static bool is_kept(unsigned code)
{
	static const char *const folded_marks = "'ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	static const unsigned quotes[] = { 0x300C, 0x300D, 0x300E, 0x300F, 0x301D, 0x301E };
	if (code < 0x80)
		return code > ' ' && code < 0x7F && !strchr(folded_marks, (int)code);
	for (unsigned i = 0; i < sizeof quotes / sizeof *quotes; i++)
		if (code == quotes[i])
			return false;
	for (unsigned i = 0; i < sizeof traditional / sizeof *traditional; i++)
		if (code == traditional[i][0])
			return false;
	return (code > 0x3000 && code < 0x3020) || (code >= 0x4E00 && code < 0xA000);
}

/* The ASCII character that folding makes of a full-width one, or 0. */
static unsigned narrowed(unsigned code)
{
	unsigned ascii = code - (0xFF00 - ' ');
	return code > 0xFF00 && code < 0xFF5F && is_kept(ascii) ? ascii : 0;
}

/* How many classes the words of the first lists begin with. */
static void print_classes(unsigned sentence_ends, unsigned starters)
{
	printf("enum { SENTENCE_ENDS = %u, STARTERS = %u };\nstatic const uint16_t class_of[0x%X] = {\n", sentence_ends,
	       starters, CODES);
	for (unsigned code = 0; code < CODES; code++) {
		unsigned narrow = narrowed(code);
		printf("%u%s,%s", class_of[narrow ? narrow : code],
		       narrow             ? "|NARROWED"
		       : !is_kept(code)   ? ""
		       : code < 0x80      ? "|KEPT_BYTE"
		                          : "|KEPT_THREE",
		       code % 16 == 15 ? "\n" : "");
	}
	printf("};\n");
}

static void print_words(void)
{
	printf("const gj_said gj_word_lists[] = {\n{{0}},\n");
	for (unsigned w = 1; w < word_count; w++)
		printf("{{0x%llx,0x%llx}},\n", (unsigned long long)words[w].lists[0],
		       (unsigned long long)words[w].lists[1]);
	printf("};\n");
}

static bool fit_all(void)
{
	bool fit = SPOTTED_LISTS <= 64 * SETS && FILLER_LISTS <= 8 * sizeof(uint16_t) &&
	           spotted_tree.step_count + 2 * class_count < UINT16_MAX &&
	           filler_tree.step_count + 2 * class_count < UINT16_MAX &&
	           nesting(&spotted_tree, 0) < NESTED_MAX;
	for (unsigned w = 1; w < word_count; w++)
		fit &= strlen(words[w].text) <= WORD_BYTES_MAX;
	return fit;
}

int main(void)
{
	unsigned sentence_ends = take_starters(spotted[0]), starters = sentence_ends;
	for (unsigned list = 1; list < SPOTTED_LISTS; list++)
		starters = take_starters(spotted[list]);
	for (unsigned list = 0; list < SPOTTED_LISTS; list++)
		for (unsigned i = 0; spotted[list][i]; i++)
			add_spotted(spotted[list][i], list);
	for (unsigned list = 0; list < FILLER_LISTS; list++)
		for (unsigned i = 0; fillers[list][i]; i++)
			end_of(&filler_tree, fillers[list][i])->ends |= 1u << list;
	lay_out(&spotted_tree, 0, 0);
	lay_out(&filler_tree, 0, 0);
	print_classes(sentence_ends, starters);
	print_steps(&spotted_tree, "spotted");
	print_steps(&filler_tree, "fillers");
	print_words();
	return fit_all() ? 0 : 1;
}
