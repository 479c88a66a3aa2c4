/* utf8.c -- the characters of a text, and the bytes that are none. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/utf8.h"

#include <assert.h>
#include <stdbool.h>

/* Sequences by their number of bytes: the bits that announce them, the least value they may hold.
 */
struct form {
    uint32_t mark, mask, least;
};
static const struct form forms[] = {
    [2] = { 0xc0, 0xe0, 0x80 },
    [3] = { 0xe0, 0xf0, 0x800 },
    [4] = { 0xf0, 0xf8, 0x10000 },
};
enum { FORM_FIRST = 2, FORM_LAST = 4 };

static uint32_t byte_at(struct str text, size_t index)
{
    return (unsigned char)text.ptr[index];
}

static bool is_scalar_value(uint32_t code)
{
    return code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
}

static uint32_t decode(struct str text, size_t index, size_t bytes)
{
    if (text.len - index < bytes)
        return UTF8_INVALID;

    uint32_t code = byte_at(text, index) & ~forms[bytes].mask;
    for (size_t i = 1; i < bytes; i++) {
        uint32_t byte = byte_at(text, index + i);
        if ((byte & 0xc0) != 0x80)
            return UTF8_INVALID;
        code = code << 6 | (byte & 0x3f);
    }
    return code >= forms[bytes].least && is_scalar_value(code) ? code : UTF8_INVALID;
}

uint32_t utf8_next(struct str text, size_t *index)
{
    assert(*index < text.len);
    uint32_t first = byte_at(text, *index);
    size_t bytes = FORM_FIRST;
    while (bytes <= FORM_LAST && (first & forms[bytes].mask) != forms[bytes].mark)
        bytes++;

    uint32_t code = UTF8_INVALID;
    if (first < 0x80)
        code = first;
    else if (bytes <= FORM_LAST)
        code = decode(text, *index, bytes);
    *index += first < 0x80 || code == UTF8_INVALID ? 1 : bytes;
    return code;
}
