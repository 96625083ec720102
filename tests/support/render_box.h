/* A table as a drawing of lines: ┌──┬──┐ or +---+, its spans drawn and its words broken
 * over lines. */
#ifndef GJ_SUPPORT_RENDER_BOX_H
#define GJ_SUPPORT_RENDER_BOX_H

#include "render.h"

void gj_render_box(gj_buffer *out, const gj_rendering *rendering, const gj_layout *layout);

#endif
