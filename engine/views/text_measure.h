/* text_measure.h -- how wide a text is in a picture, and how it is cut to fit. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_VIEWS_TEXT_MEASURE_H
#define ISMS_ENGINE_VIEWS_TEXT_MEASURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * Widths come from the metrics of Helvetica plus ten per cent, never from the fonts of this
 * machine: the same text gets the same box everywhere. All lengths are tenths of a point.
 */
struct text_style {
    int32_t size;
    bool is_bold;
};

struct text_room {
    struct text_style style;
    int32_t width;
    uint32_t lines;
};

enum { TEXT_LINES_MOST = 4 };

int32_t text_width(struct str text, struct text_style style);

/*
 * Breaks a text at spaces into at most `room->lines` (<= TEXT_LINES_MOST) lines; what does not fit
 * ends in an ellipsis. Returns the number of lines, 0 for an empty text. Words wider than the room
 * are broken inside.
 */
uint32_t text_wrap(struct arena *arena, struct str text, const struct text_room *room,
                   struct str ret_lines[TEXT_LINES_MOST]);
bool text_fits(struct str text, const struct text_room *room); /* without an ellipsis */
struct str text_fit(struct arena *arena, struct str text, struct text_style style, int32_t width);

/*
 * A copy that every format can carry: valid UTF-8 without controls and without marks that turn the
 * direction of writing. White space becomes one blank, the rest U+FFFD. Longer texts are cut after
 * `most` characters with an ellipsis.
 */
struct str text_clean(struct arena *arena, struct str text, size_t most);

#endif
