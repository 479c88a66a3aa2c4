/* text_block.c -- the lines of a text block, and what they have in common on the left. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/text_block.h"

#include <stdint.h>

struct str text_block_next_line(struct str *rest)
{
    size_t end = str_find(*rest, '\n');
    struct str line = str_slice(*rest, 0, end);

    *rest = str_slice(*rest, end + 1, rest->len);
    if (line.len > 0 && line.ptr[line.len - 1] == '\r')
        line.len--;
    return line;
}

size_t text_block_indentation(struct str line)
{
    size_t blanks = 0;

    while (blanks < line.len && (line.ptr[blanks] == ' ' || line.ptr[blanks] == '\t'))
        blanks++;
    return blanks;
}

size_t text_block_common_indentation(struct str lines)
{
    size_t common = SIZE_MAX;

    while (lines.len > 0) {
        struct str line = text_block_next_line(&lines);
        size_t blanks = text_block_indentation(line);
        if (blanks < line.len && blanks < common)
            common = blanks;
    }
    return common;
}
