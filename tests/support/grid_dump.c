#include "grid_dump.h"

#include <gumbo.h>
#include <stdlib.h>
#include <string.h>

/* Gumbo writes U+FFFD for control characters and noncharacters, which the standard
 * lets through: neither counts. */
static bool is_control(uint32_t code)
{
	return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0xFFFD ||
	       (code >= 0xFDD0 && code <= 0xFDEF) || (code & 0xFFFE) == 0xFFFE;
}

static void add_squeezed(gj_buffer *to, gj_str text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		size_t step = gj_utf8_next(text.ptr + at, text.len - at, &code);
		if (code != ' ' && !is_control(code))
			gj_buffer_add(to, text.ptr + at, step);
		at += step;
	}
}

static void add_head(gj_buffer *to, size_t rows, size_t columns)
{
	gj_buffer_printf(to, "grid %zux%zu\n", rows, columns);
}

void gj_dump_grids(gj_buffer *to, const gj_document *document)
{
	for (size_t i = 0; i < document->block_count; i++) {
		const gj_grid *grid = document->blocks[i].grid;
		if (!grid)
			continue;
		add_head(to, grid->rows, grid->columns);
		for (uint32_t r = 0; r < grid->rows; r++) {
			for (uint32_t c = 0; c < grid->columns; c++) {
				const gj_cell *cell = gj_grid_at(grid, r, c);
				if (cell)
					add_squeezed(to, cell->text);
				gj_buffer_add_char(to, '\x1f');
			}
			gj_buffer_add_char(to, '\n');
		}
	}
}

/* --- gumbo ----------------------------------------------------------------- */

typedef struct tree_cell {
	size_t row, group, column, columns, rows;
	gj_buffer text;
} tree_cell;

enum { GROUPS_MAX = 4096 };

typedef struct tree_table {
	tree_cell **cells;
	size_t cell_count, rows, groups;
	size_t group_rows[GROUPS_MAX]; /* where each thead, tbody, tfoot begins */
	bool holds_tables, transparent;
} tree_table;

typedef struct tree {
	tree_table **tables; /* in the order they begin */
	size_t table_count;
	bool *misplaced;     /* of each text, in tree order: stood in a table, in no cell */
	size_t text_index;
} tree;

/* The open cells, innermost first. */
typedef struct scope {
	const struct scope *outer;
	tree_table *table;
	tree_cell *cell;
} scope;

static void *grown(void *items, size_t count, size_t size)
{
	if (count & (count - 1) || (count && count < 16))
		return items;
	return realloc(items, (count ? count * 2 : 16) * size);
}

static bool is_text(const GumboNode *node)
{
	return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
	       node->type == GUMBO_NODE_CDATA;
}

static bool has_children(const GumboNode *node)
{
	return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE ||
	       node->type == GUMBO_NODE_DOCUMENT;
}

static const GumboVector *children(const GumboNode *node)
{
	return node->type == GUMBO_NODE_DOCUMENT ? &node->v.document.children
	                                         : &node->v.element.children;
}

/* The standard moves text that stands in a table, but in no cell, to before that
 * table: it precedes in the tree a table that begins earlier in the file. */
typedef struct spot {
	size_t offset;
	bool table;
} spot;

typedef struct spots {
	spot *items;
	size_t count;
} spots;

static void list_spots(const GumboNode *node, spots *list)
{
	bool table = node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == GUMBO_TAG_TABLE;
	if (is_text(node) || table) {
		list->items = grown(list->items, list->count, sizeof *list->items);
		size_t offset = table ? node->v.element.start_pos.offset : node->v.text.start_pos.offset;
		list->items[list->count++] = (spot){ offset, table };
	}
	for (unsigned i = 0; has_children(node) && i < children(node)->length; i++)
		list_spots(children(node)->data[i], list);
}

static void find_misplaced(tree *t, const GumboNode *root)
{
	spots list = { 0 };
	list_spots(root, &list);
	t->misplaced = calloc(list.count + 1, sizeof *t->misplaced);
	size_t texts = 0, earliest = SIZE_MAX;
	for (size_t i = 0; i < list.count; i++)
		texts += !list.items[i].table;
	for (size_t i = list.count; i-- > 0;) {
		if (!list.items[i].table)
			t->misplaced[--texts] = list.items[i].offset > earliest;
		else if (list.items[i].offset < earliest)
			earliest = list.items[i].offset;
	}
	free(list.items);
}

/* The standard's rules for parsing non-negative integers. */
static size_t span(const GumboNode *node, const char *name, size_t zero, size_t most)
{
	const GumboAttribute *attribute = gumbo_get_attribute(&node->v.element.attributes, name);
	if (!attribute)
		return 1;
	const char *at = attribute->value + strspn(attribute->value, " \t\r\n\f");
	at += *at == '+';
	size_t digits = strspn(at, "0123456789");
	if (!digits)
		return 1;
	unsigned long value = strtoul(at, NULL, 10);
	return !value ? zero : value > most ? most : value;
}

static bool prints_nothing(GumboTag tag)
{
	switch (tag) {
	case GUMBO_TAG_SCRIPT: case GUMBO_TAG_STYLE: case GUMBO_TAG_TITLE: case GUMBO_TAG_TEXTAREA:
	case GUMBO_TAG_IFRAME: case GUMBO_TAG_NOFRAMES: case GUMBO_TAG_NOEMBED: case GUMBO_TAG_XMP:
		return true;
	default:
		return false;
	}
}

static void walk(tree *t, const GumboNode *node, const scope *in);

static void walk_children(tree *t, const GumboNode *node, const scope *in)
{
	for (unsigned i = 0; i < children(node)->length; i++)
		walk(t, children(node)->data[i], in);
}

static void walk_table(tree *t, const GumboNode *node, const scope *in)
{
	tree_table *table = calloc(1, sizeof *table);
	t->tables = grown(t->tables, t->table_count, sizeof *t->tables);
	t->tables[t->table_count++] = table;
	scope inner = { in, table, NULL };
	walk_children(t, node, &inner);
	bool single = table->cell_count < 2 && !table->holds_tables;
	table->transparent = single;
	if (in->table && !single)
		in->table->holds_tables = true;
	if (!in->cell)
		return;
	if (!single) {
		gj_buffer_clear(&in->cell->text);
	} else if (table->cell_count) {
		gj_buffer_add_str(&in->cell->text, gj_buffer_str(&table->cells[0]->text));
	}
}

static void walk_cell(tree *t, const GumboNode *node, const scope *in)
{
	tree_table *table = in->table;
	tree_cell *cell = calloc(1, sizeof *cell);
	table->cells = grown(table->cells, table->cell_count, sizeof *table->cells);
	table->cells[table->cell_count++] = cell;
	cell->row = table->rows - 1;
	cell->group = table->groups;
	cell->columns = span(node, "colspan", 1, GJ_COLSPAN_MAX);
	cell->rows = span(node, "rowspan", 0, GJ_ROWSPAN_MAX);
	gj_buffer_init(&cell->text, SIZE_MAX / 4);
	scope inner = { in, table, cell };
	walk_children(t, node, &inner);
}

static void skip_texts(tree *t, const GumboNode *node)
{
	t->text_index += is_text(node);
	for (unsigned i = 0; has_children(node) && i < children(node)->length; i++)
		skip_texts(t, children(node)->data[i]);
}

static void open_group(tree_table *table)
{
	if (table->groups < GROUPS_MAX)
		table->group_rows[table->groups++] = table->rows;
}

static void walk(tree *t, const GumboNode *node, const scope *in)
{
	if (is_text(node)) {
		bool misplaced = t->misplaced[t->text_index++];
		if (in->cell && !misplaced)
			add_squeezed(&in->cell->text, gj_str_of(node->v.text.text));
		return;
	}
	if (!has_children(node))
		return;
	GumboTag tag = node->type == GUMBO_NODE_DOCUMENT ? GUMBO_TAG_UNKNOWN : node->v.element.tag;
	bool html = node->type == GUMBO_NODE_DOCUMENT ||
	            node->v.element.tag_namespace == GUMBO_NAMESPACE_HTML;
	if (html && prints_nothing(tag)) {
		skip_texts(t, node);
	} else if (html && tag == GUMBO_TAG_TABLE) {
		walk_table(t, node, in);
	} else if (html && in->table && (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH)) {
		walk_cell(t, node, in);
	} else {
		if (html && in->table && tag == GUMBO_TAG_TR)
			in->table->rows++;
		if (html && in->table &&
		    (tag == GUMBO_TAG_TBODY || tag == GUMBO_TAG_THEAD || tag == GUMBO_TAG_TFOOT))
			open_group(in->table);
		walk_children(t, node, in);
	}
}

/* --- slots ------------------------------------------------------------------ */

typedef struct slots {
	const tree_cell **cells; /* rows × GJ_GRID_COLUMNS_MAX */
	size_t rows, columns;
} slots;

static size_t group_end(const tree_table *table, const tree_cell *cell)
{
	return cell->group < table->groups ? table->group_rows[cell->group] : table->rows;
}

static void place_cell(slots *s, const tree_table *table, tree_cell *cell, size_t from)
{
	const tree_cell **row = s->cells + cell->row * GJ_GRID_COLUMNS_MAX;
	while (from < GJ_GRID_COLUMNS_MAX && row[from])
		from++;
	cell->column = from;
	if (from >= GJ_GRID_COLUMNS_MAX)
		return;
	if (s->columns <= from)
		s->columns = from + 1;
	size_t end = group_end(table, cell);
	if (cell->rows && cell->row + cell->rows < end)
		end = cell->row + cell->rows;
	for (size_t r = cell->row; r < end; r++)
		for (size_t c = from; c < from + cell->columns && c < GJ_GRID_COLUMNS_MAX; c++)
			if (!s->cells[r * GJ_GRID_COLUMNS_MAX + c])
				s->cells[r * GJ_GRID_COLUMNS_MAX + c] = cell;
}

static void dump_table(gj_buffer *to, const tree_table *table)
{
	slots s = { calloc(table->rows * GJ_GRID_COLUMNS_MAX + 1, sizeof *s.cells), table->rows, 0 };
	for (size_t i = 0; i < table->cell_count; i++) {
		const tree_cell *before = i ? table->cells[i - 1] : NULL;
		bool same_row = before && before->row == table->cells[i]->row;
		place_cell(&s, table, table->cells[i], same_row ? before->column + before->columns : 0);
	}
	add_head(to, s.rows, s.columns);
	for (size_t r = 0; r < s.rows; r++) {
		for (size_t c = 0; c < s.columns; c++) {
			const tree_cell *cell = s.cells[r * GJ_GRID_COLUMNS_MAX + c];
			if (cell)
				gj_buffer_add_str(to, gj_buffer_str(&cell->text));
			gj_buffer_add_char(to, '\x1f');
		}
		gj_buffer_add_char(to, '\n');
	}
	free(s.cells);
}

static void free_table(tree_table *table)
{
	for (size_t i = 0; i < table->cell_count; i++) {
		gj_buffer_release(&table->cells[i]->text);
		free(table->cells[i]);
	}
	free(table->cells);
	free(table);
}

void gj_dump_gumbo_grids(gj_buffer *to, gj_str page)
{
	GumboOutput *output = gumbo_parse_with_options(&kGumboDefaultOptions, page.ptr, page.len);
	tree t = { 0 };
	scope outside = { 0 };
	find_misplaced(&t, output->document);
	walk(&t, output->document, &outside);
	for (size_t i = 0; i < t.table_count; i++) {
		if (!t.tables[i]->transparent)
			dump_table(to, t.tables[i]);
		free_table(t.tables[i]);
	}
	free(t.tables);
	free(t.misplaced);
	gumbo_destroy_output(&kGumboDefaultOptions, output);
}
