/* Tables drawn with lines in plain text, ┌──┬──┐ or +---+---+, whose cells reach over
 * several lines, several columns and several rows.
 *
 * Every character has a column, as a terminal would show it: ideographs take two. Bars
 * and rules part a line into segments; a cell is what segments between the same two bars
 * print until a rule closes it. A drawing is read only if that is so of all its lines; in
 * one with several rows between two rules, each line is a row, and it is left to others.
 */
#ifndef GJ_DOC_BOX_H
#define GJ_DOC_BOX_H

#include "doc/builder.h"

/* Whether the line bytes[begin, end) is a rule over a whole table of +---+. */
bool gj_box_is_plus_rule(gj_str bytes, size_t begin, size_t end);

/* Room for reading, used again for each drawing. */
typedef struct gj_box gj_box;
gj_box *gj_box_new(gj_arena *arena, gj_str bytes, gj_charset charset); /* null: no memory */

/* Adds the drawing whose first line begins at `at` to the builder as a table. True when it
 * was read; *end is behind the drawing in any case. */
bool gj_box_read(gj_box *box, gj_builder *builder, size_t at, size_t *end);

#endif
