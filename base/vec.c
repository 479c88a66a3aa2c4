/* vec.c -- growing arrays of plain values. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/vec.h"

#include <stdlib.h>

#include "base/oom.h"
#include "base/pages.h"

enum { FIRST_CAPACITY = 8 };

static size_t larger_capacity(size_t capacity, size_t wanted)
{
    size_t doubled = capacity * 2;
    if (doubled < FIRST_CAPACITY)
        doubled = FIRST_CAPACITY;
    if (doubled > UINT32_MAX)
        doubled = UINT32_MAX;
    return doubled > wanted ? doubled : wanted;
}

void *vec_grow(void *items, uint32_t *capacity, size_t wanted, size_t item_bytes)
{
    if (wanted > UINT32_MAX)
        oom_exit(SIZE_MAX);

    size_t items_most = larger_capacity(*capacity, wanted);
    size_t bytes;
    if (__builtin_mul_overflow(items_most, item_bytes, &bytes))
        oom_exit(SIZE_MAX);
    items = oom_unless(realloc(items, bytes), bytes);
    pages_prefer_large(items, bytes);
    *capacity = (uint32_t)items_most;
    return items;
}

void vec_free(void *items)
{
    free(items);
}
