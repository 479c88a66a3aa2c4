/* parallel.c -- one function over many pieces of work, by several threads. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/parallel.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stddef.h>

struct crew {
    piece_fn *work;
    void *self;
    uint32_t pieces;
    _Atomic uint32_t next;
};

static void *take_pieces(void *self)
{
    struct crew *crew = self;

    for (;;) {
        uint32_t piece = atomic_fetch_add_explicit(&crew->next, 1, memory_order_relaxed);
        if (piece >= crew->pieces)
            return NULL;
        crew->work(crew->self, piece);
    }
}

void parallel_run(uint32_t threads, uint32_t pieces, piece_fn *work, void *self)
{
    struct crew crew = { .work = work, .self = self, .pieces = pieces };
    pthread_t others[THREADS_MOST];
    uint32_t started = 0;

    if (threads > THREADS_MOST)
        threads = THREADS_MOST;
    if (threads > pieces)
        threads = pieces;
    while (started + 1 < threads && pthread_create(&others[started], NULL, take_pieces, &crew) == 0)
        started++;
    take_pieces(&crew);
    for (uint32_t i = 0; i < started; i++)
        pthread_join(others[i], NULL);
}

uint32_t parallel_processors(void)
{
    cpu_set_t processors;

    if (sched_getaffinity(0, sizeof(processors), &processors) != 0)
        return 1;
    return CPU_COUNT(&processors) > 0 ? (uint32_t)CPU_COUNT(&processors) : 1;
}
