/* pieces.c -- one pass over many items, by several threads. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/pieces.h"

#include "base/parallel.h"
#include "engine/workspace.h"

/* A thread takes about as long to start as some thousands of items take. */
enum { ITEMS_A_PIECE = 32 << 10 };

struct pass {
    items_fn *work;
    void *self;
    uint32_t count, size;
};

static void do_piece(void *self, uint32_t piece)
{
    const struct pass *pass = self;
    uint32_t first = piece * pass->size;
    uint32_t left = pass->count - first;

    pass->work(pass->self, first, first + (left < pass->size ? left : pass->size));
}

void in_pieces(const struct workspace *ws, uint32_t count, items_fn *work, void *self)
{
    uint32_t size = ws->objects_a_piece > 0 ? ws->objects_a_piece : ITEMS_A_PIECE;
    struct pass pass = { work, self, count, size };

    parallel_run(ws->threads, count / size + (count % size > 0), do_piece, &pass);
}
