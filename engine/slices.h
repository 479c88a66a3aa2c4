/* slices.h -- walks over very many objects, by several threads. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_SLICES_H
#define ISMS_ENGINE_SLICES_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/block.h"

/*
 * The objects of a walk are cut into slices that are done side by side, each with an evaluator of
 * its own. A slice is done as a whole or not at all: as in a block, when anything is unusual (a
 * damaged cell, an error in a formula, a table that nobody has made yet, a question that changes
 * what remembers its answers), the slice gives up without a trace, and the caller's thread does it
 * again. It takes the others over in their order. So what comes out, to the number of steps, is
 * what one thread gives.
 *
 * While slices are done nothing is written that another one reads: no column, no table, no message,
 * nothing in the arena of the run.
 */
struct slice {
    uint32_t first, end;
    struct evaluator evaluator;
    struct arena kept; /* results; goes to the arena of the run */
    struct fuel fuel;  /* that it took; of memory what lies outside of arenas */
    void *self;        /* what the owner of the walk has for it */
    bool is_unsure;    /* to be set by whoever meets something unusual: it gives up */
};

struct slicing {
    struct block_walk walk; /* by the caller's thread: what is left of it */
    void *self;
    /* Walks the slice in blocks, with callbacks that write only what belongs to it. */
    void (*run)(void *self, struct slice *slice);
    /* In their order: takes over what came out, or, when it counts for nothing, forgets it. */
    void (*take)(void *self, struct slice *slice);
    void (*drop)(void *self, struct slice *slice);
};

/* Are there enough objects and threads? */
bool slices_are_worth_it(const struct evaluator *evaluator, uint32_t objects);
/*
 * Can the node be evaluated so? It is made ready for that: links that it follows are there. Only
 * together with block_suits.
 */
bool slices_suit(struct evaluator *evaluator, const struct node *node);
/* As walk_in_blocks for the walk. */
bool walk_in_slices(struct evaluator *evaluator, const struct slicing *slicing);

#endif
