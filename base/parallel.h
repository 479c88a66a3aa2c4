/* parallel.h -- one function over many pieces of work, by several threads. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_PARALLEL_H
#define ISMS_BASE_PARALLEL_H

#include <stdint.h>

/*
 * Pieces are taken in order by whoever is free, so which thread does a piece, and when, is unknown.
 * The result must not show it: a piece writes only what belongs to it, and whoever joins the pieces
 * does so in their order.
 */
typedef void piece_fn(void *self, uint32_t piece);

enum { THREADS_MOST = 64 };

/*
 * Calls `work` once for each piece below `pieces` and returns when all are done. The caller's
 * thread is one of the `threads`; where the system gives fewer, those do the work. Nothing is
 * started for one thread or one piece.
 */
void parallel_run(uint32_t threads, uint32_t pieces, piece_fn *work, void *self);

/* How many processors this process may use; at least 1. */
uint32_t parallel_processors(void);

#endif
