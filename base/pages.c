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

/* Below, most of it would lie in large pages that are not whole. */
enum { BYTES_LEAST = 4 << 20 };

/* malloc rounds up, and what it mapped for this memory alone ends with a page. */
static uintptr_t end_of(void *memory, size_t bytes)
{
#ifdef __GLIBC__
    size_t usable = malloc_usable_size(memory);
    bytes = usable > bytes ? usable : bytes;
#endif
    return (uintptr_t)memory + bytes;
}

/*
 * All pages of a mapping are asked for, the first and the last as well: what is advised in part is
 * two mappings for the system, which it does not let grow as one (mremap), so that realloc would
 * copy.
 */
void pages_prefer_large(void *memory, size_t bytes)
{
#ifdef MADV_HUGEPAGE
    if (bytes < BYTES_LEAST)
        return;

    uintptr_t mask = (uintptr_t)sysconf(_SC_PAGESIZE) - 1;
    uintptr_t from = (uintptr_t)memory & ~mask;
    uintptr_t end = (end_of(memory, bytes) + mask) & ~mask;
    (void)madvise((void *)from, end - from, MADV_HUGEPAGE);
#else
    (void)memory;
    (void)bytes;
#endif
}

enum { LARGE_PAGE_BYTES = 2 << 20 };

static size_t whole_pages(size_t bytes)
{
    size_t mask = (size_t)sysconf(_SC_PAGESIZE) - 1;
    return (bytes + mask) & ~mask;
}

static void unmap_between(const char *from, const char *to)
{
    if (from < to)
        (void)munmap((void *)(uintptr_t)from, (size_t)(to - from));
}

/* What is mapped too much, so that there is a good place to begin, goes back at once. */
void *pages_map(size_t bytes)
{
    if (bytes > SIZE_MAX / 2)
        return NULL;
    size_t kept = whole_pages(bytes), mapped = kept + LARGE_PAGE_BYTES;
    char *from = mmap(NULL, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (from == MAP_FAILED)
        return NULL;

    char *start = from + (-(uintptr_t)from & (LARGE_PAGE_BYTES - 1));
    unmap_between(from, start);
    unmap_between(start + kept, from + mapped);
#ifdef MADV_HUGEPAGE
    (void)madvise(start, kept & ~(size_t)(LARGE_PAGE_BYTES - 1), MADV_HUGEPAGE);
#endif
    return start;
}

void pages_unmap(void *memory, size_t bytes)
{
    (void)munmap(memory, whole_pages(bytes));
}

enum { HEAP_BYTES = 8 << 20, SMALL_PAGE_BYTES = 4 << 10 };

/* What malloc keeps beside an allocation that takes all of its memory. */
enum { HEADER_BYTES_MOST = 64 };

/* What is larger comes from the system on its own: it is zero already and grows without a copy. */
enum { MAPPED_BYTES_LEAST = 128 << 10 };

#ifdef __GLIBC__
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
#endif

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
