/* wildcard.c -- greedy matching with one point to come back to. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/wildcard.h"

static size_t next_character(struct str text, size_t at)
{
    at++;
    while (at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80)
        at++;
    return at;
}

bool wildcard_matches(struct str pattern, struct str text)
{
    size_t in_pattern = 0;
    size_t in_text = 0;
    size_t star = pattern.len; /* the last `*` seen; none yet */
    size_t star_text = 0;

    while (in_text < text.len) {
        if (in_pattern < pattern.len && pattern.ptr[in_pattern] == '*') {
            star = in_pattern++;
            star_text = in_text;
        } else if (in_pattern < pattern.len && pattern.ptr[in_pattern] == '?') {
            in_pattern++;
            in_text = next_character(text, in_text);
        } else if (in_pattern < pattern.len && pattern.ptr[in_pattern] == text.ptr[in_text]) {
            in_pattern++;
            in_text++;
        } else if (star < pattern.len) {
            in_pattern = star + 1;
            in_text = ++star_text;
        } else {
            return false;
        }
    }
    while (in_pattern < pattern.len && pattern.ptr[in_pattern] == '*')
        in_pattern++;
    return in_pattern == pattern.len;
}
