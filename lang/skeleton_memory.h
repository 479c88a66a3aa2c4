/* skeleton_memory.h -- memory for the machines that flex and bison generate. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_SKELETON_MEMORY_H
#define ISMS_LANG_SKELETON_MEMORY_H

#include <stddef.h>
#include <stdint.h>

#include "base/vec.h"

/*
 * Both skeletons want malloc, realloc and free. They get the ones that never return NULL (oom.h),
 * so that running out of memory is not mistaken for an error in the user's text.
 */
static inline void *skeleton_realloc(void *old, size_t bytes)
{
    uint32_t capacity = 0;

    return vec_grow(old, &capacity, bytes, 1);
}

static inline void *skeleton_alloc(size_t bytes)
{
    return skeleton_realloc(NULL, bytes);
}

static inline void skeleton_free(void *memory)
{
    vec_free(memory);
}

#endif
