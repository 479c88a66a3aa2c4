/* draw.h -- the parts of isms-draw: a layout by Graphviz, a painting by Cairo. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_DRAW_DRAW_H
#define ISMS_TOOLS_ISMS_DRAW_DRAW_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/out.h"
#include "base/str.h"

/* All return true, or false with one line about the reason in `complaint`. */

/* DOT to coordinates in the format `plain`. The arena holds the text, because Graphviz wants a NUL.
 */
bool layout_plain(struct str dot, struct arena *arena, struct out *answer, struct out *complaint);

/* Lines of a scene (README.md) to a whole file. */
bool paint_pdf(struct str lines, struct arena *arena, struct out *answer, struct out *complaint);
bool paint_png(struct str lines, struct arena *arena, struct out *answer, struct out *complaint);

#endif
