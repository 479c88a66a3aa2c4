/* doc.c -- see doc.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/doc.h"

static struct str first_line(struct str text)
{
    return str_slice(text, 0, str_find(text, '\n'));
}

static struct str after_line(struct str text, struct str line)
{
    return str_slice(text, line.len + 1, text.len);
}

static bool is_item(struct str line)
{
    return str_starts_with(line, STR("- ")) || str_starts_with(line, STR("* "));
}

bool doc_next(struct str *rest, struct out *scratch, struct doc_block *ret_block)
{
    *rest = str_trim(*rest);
    if (rest->len == 0)
        return false;

    struct str line = first_line(*rest);
    bool begins_item = is_item(line);
    scratch->len = 0;
    out_str(scratch, str_trim(begins_item ? str_slice(line, 2, line.len) : line));
    *rest = after_line(*rest, line);

    for (line = first_line(*rest); rest->len > 0; line = first_line(*rest)) {
        struct str words = str_trim(line);
        if (words.len == 0 || is_item(words))
            break;
        out_char(scratch, ' ');
        out_str(scratch, words);
        *rest = after_line(*rest, line);
    }
    *ret_block = (struct doc_block){ out_memory(scratch), begins_item };
    return true;
}
