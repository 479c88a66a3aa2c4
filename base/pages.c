/* pages.c -- memory that is so large that its pages matter. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/pages.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

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

enum { LARGE_PAGE_BYTES = 2 << 20, HEAP_BYTES = 8 << 20, SMALL_PAGE_BYTES = 4 << 10 };

/* What malloc keeps beside an allocation that takes all of its memory. */
enum { HEADER_BYTES_MOST = 64 };

/* What is larger comes from the system on its own: it is zero already and grows without a copy. */
enum { MAPPED_BYTES_LEAST = 128 << 10 };

/* Small pages, which would be handed out first. They cost addresses, as nobody will touch them. */
static void leave_early_heap(void)
{
#if __GLIBC_PREREQ(2, 33)
    size_t rest = mallinfo2().keepcost;
    void *volatile left = NULL;

    if (rest > HEADER_BYTES_MOST)
        left = malloc(rest - HEADER_BYTES_MOST);
    (void)left;
#endif
}

/*
 * A large page is given to memory that was advised before anything in it was touched. So the heap
 * goes on right before a place where one can be, grows by one allocation whose ends alone are
 * written to, is advised, and the allocation is given back.
 */
void pages_settle_heap(void)
{
#ifdef __GLIBC__
    leave_early_heap();
    uintptr_t from = (uintptr_t)sbrk(0) + SMALL_PAGE_BYTES;
    intptr_t gap = (intptr_t)(-from & (LARGE_PAGE_BYTES - 1));

    (void)sbrk(gap);
    mallopt(M_TRIM_THRESHOLD, 2 * HEAP_BYTES);
    mallopt(M_MMAP_THRESHOLD, 2 * HEAP_BYTES);
    void *volatile probe = malloc(HEAP_BYTES);
    from += (uintptr_t)gap;
    if ((uintptr_t)sbrk(0) >= from + HEAP_BYTES) /* a sanitizer has its heap elsewhere */
        (void)madvise((void *)from, HEAP_BYTES, MADV_HUGEPAGE);
    free(probe);
    mallopt(M_MMAP_THRESHOLD, MAPPED_BYTES_LEAST);
    mallopt(M_TOP_PAD, HEAP_BYTES);
#endif
}
