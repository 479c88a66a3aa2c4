/* oom.h -- the one place that knows what to do when memory runs out. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_OOM_H
#define ISMS_BASE_OOM_H

#include <stddef.h>

#include "base/attr.h"

/*
 * Writes one sentence to standard error without allocating, removes unfinished output files
 * (see outfile.h) and ends the process with status 70. `bytes` is what was asked for.
 */
void oom_exit(size_t bytes) ISMS_NORETURN;

/* Passes on what malloc, calloc or realloc gave for `bytes`, unless it is NULL. */
static inline void *oom_unless(void *memory, size_t bytes)
{
    if (memory == NULL)
        oom_exit(bytes);
    return memory;
}

#endif
