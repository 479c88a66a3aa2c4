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

#ifndef MADV_COLLAPSE
#define MADV_COLLAPSE 25 /* Linux 6.1; older ones refuse it */
#endif

enum { LARGE_PAGE_BYTES = 2 << 20, HEAP_BYTES = 8 << 20, PROBE_BYTES = 512 << 10 };

/* What is larger comes from the system on its own: it is zero already and grows without a copy. */
enum { MAPPED_BYTES_LEAST = 128 << 10 };

void pages_begin_heap(void)
{
#ifdef __GLIBC__
    uintptr_t end = (uintptr_t)sbrk(0);

    (void)sbrk((intptr_t)(-end & (LARGE_PAGE_BYTES - 1))); /* costs addresses only */
#endif
}

/*
 * By the time that the first page can be asked for, something has been written to it, which is why
 * it is collapsed. What is not used of the heap costs addresses only.
 */
void pages_settle_heap(void)
{
#ifdef __GLIBC__
    uintptr_t from = (uintptr_t)sbrk(0) & ~(uintptr_t)(LARGE_PAGE_BYTES - 1);
    void *volatile probe;

    mallopt(M_TOP_PAD, HEAP_BYTES);
    mallopt(M_MMAP_THRESHOLD, 2 * PROBE_BYTES);
    probe = malloc(PROBE_BYTES); /* which makes the heap grow */
    free(probe);
    mallopt(M_MMAP_THRESHOLD, MAPPED_BYTES_LEAST);
    if ((uintptr_t)sbrk(0) < from + HEAP_BYTES)
        return; /* a sanitizer has its heap elsewhere */
    (void)madvise((void *)from, HEAP_BYTES, MADV_HUGEPAGE);
    (void)madvise((void *)from, LARGE_PAGE_BYTES, MADV_COLLAPSE);
#endif
}
