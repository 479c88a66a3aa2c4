/* short_text.h -- a text of at most twelve bytes as two numbers. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_SHORT_TEXT_H
#define ISMS_BASE_SHORT_TEXT_H

#include <endian.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/str.h"

/*
 * The bytes of the text from the lowest up, and zeros behind them. The highest byte of a text that
 * is not full tells its length: SHORT_TEXT_TAG + length. UTF-8 never ends in such a byte; a full
 * text that does (so is no UTF-8) counts as long, and thus no two short texts are the same numbers.
 * All long texts are: what tells them apart is the affair of others. Most names are short.
 */
struct short_text {
    uint64_t low;
    uint32_t high;
} __attribute__((packed, aligned(4))); /* what stands behind it fills the other four bytes */
enum {
    SHORT_TEXT_BYTES = 12,
    SHORT_TEXT_TAG = 0xf0,
    LONG_TEXT_TAG = SHORT_TEXT_TAG + SHORT_TEXT_BYTES,
    SHORT_TEXT_TAG_SHIFT = 24
};

static inline bool short_text_is_long(struct short_text text)
{
    return text.high >> SHORT_TEXT_TAG_SHIFT == LONG_TEXT_TAG;
}

static inline bool short_text_equal(struct short_text a, struct short_text b)
{
    return a.low == b.low && a.high == b.high;
}

static inline uint32_t short_text_length(struct short_text text)
{
    uint32_t last = text.high >> SHORT_TEXT_TAG_SHIFT;

    return last < SHORT_TEXT_TAG ? SHORT_TEXT_BYTES : last - SHORT_TEXT_TAG;
}

static inline uint64_t load_le(const char *bytes, size_t count)
{
    uint64_t word = 0;

    memcpy(&word, bytes, count);
    return le64toh(word);
}

/* Fewer than eight bytes, without a loop: what is looked at twice is the same both times. */
static inline uint64_t short_text_word(struct str text)
{
    size_t last = text.len - 1, middle = text.len / 2;

    if (text.len >= 4)
        return load_le(text.ptr, 4) | load_le(text.ptr + text.len - 4, 4) << 8 * (text.len - 4);
    if (text.len == 0)
        return 0;
    return (uint64_t)(uint8_t)text.ptr[0] | (uint64_t)(uint8_t)text.ptr[middle] << 8 * middle |
           (uint64_t)(uint8_t)text.ptr[last] << 8 * last;
}

static inline struct short_text short_text_of(struct str text)
{
    const struct short_text none = { 0, (uint32_t)LONG_TEXT_TAG << SHORT_TEXT_TAG_SHIFT };
    uint32_t tag = (uint32_t)(SHORT_TEXT_TAG + text.len) << SHORT_TEXT_TAG_SHIFT;
    uint64_t end;

    if (text.len < 8)
        return (struct short_text){ short_text_word(text), tag };
    if (text.len > SHORT_TEXT_BYTES)
        return none;
    end = load_le(text.ptr + text.len - 4, 4);
    if (text.len < SHORT_TEXT_BYTES)
        return (struct short_text){ load_le(text.ptr, 8),
                                    tag | (uint32_t)(end >> 8 * (SHORT_TEXT_BYTES - text.len)) };
    return end >> SHORT_TEXT_TAG_SHIFT < SHORT_TEXT_TAG
               ? (struct short_text){ load_le(text.ptr, 8), (uint32_t)end }
               : none;
}

/* The same where at least twelve bytes can be read, whatever they are. */
static inline struct short_text short_text_with_room(struct str text)
{
    uint32_t tag = (uint32_t)(SHORT_TEXT_TAG + text.len) << SHORT_TEXT_TAG_SHIFT;
    uint64_t low, high;

    if (text.len >= SHORT_TEXT_BYTES)
        return short_text_of(text);
    low = load_le(text.ptr, 8);
    high = load_le(text.ptr + 8, 4);
    if (text.len < 8)
        return (struct short_text){ low & ((UINT64_C(1) << 8 * text.len) - 1), tag };
    return (struct short_text){ low, tag | (uint32_t)(high &
                                                      ((UINT64_C(1) << 8 * (text.len - 8)) - 1)) };
}

/* In memory the bytes of the text come first. */
static inline void short_text_write(struct short_text text, char to[static SHORT_TEXT_BYTES])
{
    uint64_t low = htole64(text.low);
    uint32_t high = htole32(text.high);

    memcpy(to, &low, sizeof low);
    memcpy(to + sizeof low, &high, sizeof high);
}

static inline struct short_text short_text_read(const char from[static SHORT_TEXT_BYTES])
{
    return (struct short_text){ load_le(from, 8), (uint32_t)load_le(from + 8, 4) };
}

#endif
