/* scene_read.h -- the words and numbers of a scene's lines. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_DRAW_SCENE_READ_H
#define ISMS_TOOLS_ISMS_DRAW_SCENE_READ_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/*
 * One item a line, words separated by one blank, numbers in tenths of a point (README.md). Anything
 * else sets is_broken, which stays. ORDER DRAW-PROTOCOL
 */
struct scene_reader {
    struct str rest; /* lines not read yet */
    struct str line; /* words not read yet */
    bool is_broken;
};

bool scene_next_line(struct scene_reader *reader); /* false at the end */
bool scene_at_end_of_line(const struct scene_reader *reader);
struct str scene_next_word(struct scene_reader *reader);
double scene_next_length(struct scene_reader *reader); /* in points */
char scene_next_letter(struct scene_reader *reader);   /* a word of one character */
struct str scene_rest_of_line(struct scene_reader *reader);

struct color {
    bool is_none;
    double red, green, blue; /* 0 to 1 */
};
struct color scene_next_color(struct scene_reader *reader); /* `#rrggbb` or `-` */

#endif
