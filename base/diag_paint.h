/* diag_paint.h -- colours, gutter and places: what every part of a drawn diagnostic uses. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_DIAG_PAINT_H
#define ISMS_BASE_DIAG_PAINT_H

#include <stdint.h>

#include "base/diag.h"
#include "base/diag_text.h"
#include "base/out.h"
#include "base/source.h"
#include "base/str.h"

/* One diagnostic that is being drawn. */
struct paint {
    struct out *out;
    struct source_map *sources;
    const struct diag_text_options *options;
    enum severity severity;
    uint32_t gutter; /* columns of the line numbers */
};

enum ink {
    INK_NONE,
    INK_SEVERITY, /* error red, warning yellow, info blue */
    INK_CODE,     /* bold */
    INK_FRAME,    /* gutter, arrows, secondary underlines: blue */
    INK_NOTE,     /* cyan */
    INK_HELP,     /* green */
};

/* Writes nothing without use_color. Every other ink must be followed by INK_NONE. */
void paint_ink(const struct paint *paint, enum ink ink);
void paint_inked(const struct paint *paint, enum ink ink, struct str text);

void paint_gutter(const struct paint *paint, uint32_t line); /* the number, or room for it when 0 */
void paint_bar(const struct paint *paint, uint32_t line);    /* gutter and ` |` */
void paint_bar_row(const struct paint *paint);               /* an empty row of the excerpt */
void paint_arrow(const struct paint *paint, const char *arrow, uint32_t pos); /* a whole row */

void place_write(struct out *out, struct place place); /* `PATH:LINE:COLUMN` */

/* `error`, or `waived` for a gap that may stand. */
struct str verdict_word(const struct diag *diag);

#endif
