/* hole.c -- where the holes of a text are. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/lang.h"

#include <string.h>

/* The closing brace of the hole that opens before `from`: not one in a text or a bracket. */
static size_t hole_end(struct str text, size_t from)
{
    int depth = 0;
    char quote = 0;

    for (size_t i = from; i < text.len; i++) {
        char c = text.ptr[i];
        if (quote != 0) {
            if (c == quote)
                quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '{') {
            depth++;
        } else if (c == '}' && depth-- == 0) {
            return i;
        }
    }
    return text.len;
}

bool lang_next_hole(struct str text, size_t from, struct hole_place *ret_place)
{
    if (from >= text.len || memchr(text.ptr + from, '{', text.len - from) == NULL)
        return false; /* which is so of most texts */
    for (size_t i = from; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '\\' || (c == '{' && i + 1 < text.len && text.ptr[i + 1] == '{')) {
            i++;
        } else if (c == '{') {
            *ret_place = (struct hole_place){ i, hole_end(text, i + 1) };
            return true;
        }
    }
    return false;
}
