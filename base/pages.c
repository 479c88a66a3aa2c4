/* pages.c -- memory that is so large that its pages matter. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/pages.h"

#include <stdint.h>
#include <sys/mman.h>

/* Below, most of it would lie in pages that are not whole. */
enum { BYTES_LEAST = 4 << 20, PAGE_BYTES_MOST = 64 << 10 };

void pages_prefer_large(void *memory, size_t bytes)
{
#ifdef MADV_HUGEPAGE
    /* The system wants whole pages, whatever their size is here. */
    uintptr_t mask = PAGE_BYTES_MOST - 1;
    uintptr_t from = ((uintptr_t)memory + mask) & ~mask;
    uintptr_t end = ((uintptr_t)memory + bytes) & ~mask;

    if (bytes >= BYTES_LEAST)
        (void)madvise((void *)from, end - from, MADV_HUGEPAGE);
#else
    (void)memory;
    (void)bytes;
#endif
}
