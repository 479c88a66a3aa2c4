/* str.c -- views of text: a pointer and a length, never a terminator. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/str.h"

#include <endian.h>
#include <limits.h>
#include <string.h>

struct str str_from(const char *terminated)
{
    return (struct str){ terminated, strlen(terminated) };
}

struct str str_slice(struct str s, size_t from, size_t to)
{
    if (to > s.len)
        to = s.len;
    if (from >= to)
        return (struct str){ 0 };
    return (struct str){ s.ptr + from, to - from };
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str str_trim(struct str s)
{
    size_t from = 0;
    size_t to = s.len;
    while (from < to && is_blank(s.ptr[from]))
        from++;
    while (to > from && is_blank(s.ptr[to - 1]))
        to--;
    return str_slice(s, from, to);
}

bool str_starts_with(struct str s, struct str prefix)
{
    return prefix.len <= s.len && str_equal(str_slice(s, 0, prefix.len), prefix);
}

bool str_ends_with(struct str s, struct str suffix)
{
    return suffix.len <= s.len && str_equal(str_slice(s, s.len - suffix.len, s.len), suffix);
}

bool str_contains(struct str s, struct str part)
{
    /* memmem takes linear time whatever the text; a loop of comparisons would not. */
    return part.len == 0 || (s.len > 0 && memmem(s.ptr, s.len, part.ptr, part.len) != NULL);
}

static char lower(char c)
{
    if (c < 'A' || c > 'Z')
        return c;
    return (char)(c - 'A' + 'a');
}

bool str_equal_ignoring_case(struct str a, struct str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++) {
        if (lower(a.ptr[i]) != lower(b.ptr[i]))
            return false;
    }
    return true;
}

static int compare_sizes(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

int str_compare(struct str a, struct str b)
{
    size_t common = a.len < b.len ? a.len : b.len;
    int order = common == 0 ? 0 : memcmp(a.ptr, b.ptr, common);
    return order != 0 ? order : compare_sizes(a.len, b.len);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The digits at `*at` without leading zeros; moves `*at` behind them. */
static struct str take_number(struct str s, size_t *at)
{
    while (*at < s.len && s.ptr[*at] == '0')
        ++*at;
    size_t from = *at;
    while (*at < s.len && is_digit(s.ptr[*at]))
        ++*at;
    return (struct str){ s.ptr + from, *at - from };
}

/* By length first, so that no number is too large. */
static int compare_numbers(struct str a, struct str b)
{
    return a.len != b.len ? compare_sizes(a.len, b.len) : str_compare(a, b);
}

static size_t digits_from(struct str text, size_t at)
{
    size_t end = at;
    while (end < text.len && is_digit(text.ptr[end]))
        end++;
    return end - at;
}

static uint64_t word_at(struct str text, size_t at)
{
    uint64_t word;
    memcpy(&word, text.ptr + at, sizeof word);
    return le64toh(word);
}

static size_t common_bytes(struct str a, struct str b)
{
    size_t least = a.len < b.len ? a.len : b.len;
    size_t at = 0;
    for (; least - at >= sizeof(uint64_t); at += sizeof(uint64_t)) {
        uint64_t differing = word_at(a, at) ^ word_at(b, at);
        if (differing != 0)
            return at + (size_t)__builtin_ctzll(differing) / CHAR_BIT;
    }
    while (at < least && a.ptr[at] == b.ptr[at])
        at++;
    return at;
}

/*
 * Most names differ in one digit or letter, which decides: neither byte is a digit, or both numbers
 * that they belong to, equal so far, go on equally long. 0: that is not so.
 */
static int compare_where_they_differ(struct str a, struct str b)
{
    size_t at = common_bytes(a, b);
    if (at == a.len || at == b.len)
        return 0;
    size_t digits = digits_from(a, at);
    if (digits != digits_from(b, at))
        return 0;
    return (unsigned char)a.ptr[at] - (unsigned char)b.ptr[at];
}

int str_compare_natural(struct str a, struct str b)
{
    int sooner = compare_where_they_differ(a, b);
    if (sooner != 0)
        return sooner;
    size_t at_a = 0;
    size_t at_b = 0;
    while (at_a < a.len && at_b < b.len) {
        int order;
        if (is_digit(a.ptr[at_a]) && is_digit(b.ptr[at_b]))
            order = compare_numbers(take_number(a, &at_a), take_number(b, &at_b));
        else
            order = (unsigned char)a.ptr[at_a++] - (unsigned char)b.ptr[at_b++];
        if (order != 0)
            return order;
    }
    int order = compare_sizes(a.len - at_a, b.len - at_b);
    return order != 0 ? order : str_compare(a, b);
}

/* Bytes from the highest down, as long as there is room for them. */
struct prefix {
    uint64_t bytes;
    unsigned room; /* bits */
};

static void put_byte(struct prefix *prefix, char byte)
{
    if (prefix->room == 0)
        return;
    prefix->room -= CHAR_BIT;
    prefix->bytes |= (uint64_t)(unsigned char)byte << prefix->room;
}

/* How many digits there are, as the sum of digits of which all but the last are nines; then these.
 */
static void put_number(struct prefix *prefix, struct str digits)
{
    size_t count = digits.len;
    for (; count >= 9 && prefix->room > 0; count -= 9)
        put_byte(prefix, '9');
    put_byte(prefix, (char)('0' + count % 9));
    for (size_t i = 0; i < digits.len && prefix->room > 0; i++)
        put_byte(prefix, digits.ptr[i]);
}

uint64_t str_natural_prefix(struct str text)
{
    struct prefix prefix = { 0, sizeof prefix.bytes * CHAR_BIT };
    size_t at = 0;
    while (at < text.len && prefix.room > 0) {
        if (is_digit(text.ptr[at]))
            put_number(&prefix, take_number(text, &at));
        else
            put_byte(&prefix, text.ptr[at++]);
    }
    return prefix.bytes;
}

size_t str_find(struct str s, char byte)
{
    const char *found = s.len == 0 ? NULL : memchr(s.ptr, byte, s.len);
    return found == NULL ? s.len : (size_t)(found - s.ptr);
}

size_t str_find_last(struct str s, char byte)
{
    for (size_t i = s.len; i > 0; i--) {
        if (s.ptr[i - 1] == byte)
            return i - 1;
    }
    return s.len;
}
