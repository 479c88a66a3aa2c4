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
 * What malloc hands out from now on begins in one large page, where the system has one: a run that
 * checks something would otherwise spend a third of its time on page faults. Once, before much is
 * allocated.
 */
void pages_settle_heap(void);

#endif
