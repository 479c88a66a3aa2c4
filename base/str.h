/* str.h -- views of text: a pointer and a length, never a terminator. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_STR_H
#define ISMS_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * A str borrows its bytes; who made them owns them. Text is UTF-8. The zero value is the empty
 * text. All comparisons are by byte and do not depend on a locale.
 */
struct str {
    const char *ptr;
    size_t len;
};

#define STR(literal) ((struct str){ "" literal, sizeof(literal) - 1 })

/* For printf-like functions: "%.*s". Texts longer than INT_MAX are cut. */
#define STR_ARG(s) ((int)((s).len > 0x7fffffff ? 0x7fffffff : (s).len)), ((s).ptr ? (s).ptr : "")

struct str str_from(const char *terminated);
struct str str_slice(struct str s, size_t from, size_t to); /* clamped to the length of s */
struct str str_trim(struct str s); /* spaces, tabs, CR and LF at both ends */

static inline bool str_equal(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}
bool str_starts_with(struct str s, struct str prefix);
bool str_ends_with(struct str s, struct str suffix);
bool str_contains(struct str s, struct str part);
bool str_equal_ignoring_case(struct str a, struct str b); /* ASCII letters only */

/* Order by byte: negative, 0 or positive. */
int str_compare(struct str a, struct str b);

/* Order for people: runs of digits by their value (`A.5.2` before `A.5.10`), ties by byte. */
int str_compare_natural(struct str a, struct str b);
/* A text with a smaller one comes first in that order; of equal ones nothing is said. */
uint64_t str_natural_prefix(struct str text);

/* Index of the first or last `byte`, or s.len when there is none. */
size_t str_find(struct str s, char byte);
size_t str_find_last(struct str s, char byte);

#endif
