/* pages.h -- memory that is so large that its pages matter. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_PAGES_H
#define ISMS_BASE_PAGES_H

#include <stddef.h>

/*
 * Asks the system for large pages (2 MiB on most machines) where memory of some megabytes has just
 * been allocated and not been touched: a page fault for each 4 KiB costs more than reading a file
 * into them, and tables that are looked into at random miss fewer translations. A wish: where the
 * system has none, nothing changes.
 */
void pages_prefer_large(void *memory, size_t bytes);

/*
 * Zeroed memory straight from the system, of at least PAGES_MAPPED_LEAST bytes. It begins where a
 * large page can and lies in such pages, but for its last megabyte or two. NULL when there is none.
 * It is given back with the same number of bytes.
 */
enum { PAGES_MAPPED_LEAST = 2 << 20 };
void *pages_map(size_t bytes);
void pages_unmap(void *memory, size_t bytes);

/*
 * What malloc hands out from now on begins in one large page, where the system has one: a run that
 * checks something would otherwise spend a third of its time on page faults. Once, before much is
 * allocated.
 */
void pages_settle_heap(void);

#endif
