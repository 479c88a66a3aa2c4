/* block.h -- running checked expressions for many objects at once. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_BLOCK_H
#define ISMS_ENGINE_BLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/eval.h"

/*
 * eval.h evaluates an expression for one combination of what its variables stand for. Here an
 * operation is done for a block of them before the next one begins: its operands are columns.
 *
 * Only the clean case is done so. When anything is unusual, a damaged cell, an error in a formula,
 * a table that nobody has filled yet, the block gives up without a trace, and its objects are
 * evaluated one by one. So eval.h alone says what expressions mean; operations that do not occur
 * often are left to it, row by row. Steps are counted for each row, and are as many as there; only
 * questions whether something is reached (reach.h) are asked in another order, and what an answer
 * costs depends on those before it.
 */
enum { BLOCK_ROWS = 512 };

struct block {
    struct evaluator *evaluator;
    uint32_t count; /* rows, at most BLOCK_ROWS */
    uint32_t slot_count;
    const value **slots; /* what each variable stands for, by row; NULL: it is not bound */
    value *frame;        /* of the evaluator while it does single rows */
    uint64_t *steps;     /* taken by each row */
};

/* Some of the rows, ascending. */
struct selection {
    const uint32_t *rows; /* NULL: the first ones */
    uint32_t count;
};

static inline uint32_t selected_row(struct selection at, uint32_t place)
{
    return at.rows ? at.rows[place] : place;
}
static inline struct selection block_all(const struct block *block)
{
    return (struct selection){ NULL, block->count };
}

/*
 * Is that possible at all? Not while it is noted what tests try, nor with relations and joins,
 * which remember what they were asked.
 */
bool block_suits(const struct evaluator *evaluator, const struct node *node);

/* A value for each selected row, in their order; NULL: given up. Lives as long as the block. */
const value *block_evaluate(struct block *block, const struct node *node, struct selection at);
/* Those of the selection for which a condition holds; false: given up. */
bool block_select(struct block *block, const struct node *condition, struct selection *at);
/* From here on the slot holds what the expression yields for the selected rows. */
bool block_bind(struct block *block, uint32_t slot, const struct node *node, struct selection at);

/* ---- consecutive objects ---- */

struct block_walk {
    uint32_t slot, slot_count; /* where an object is bound, among all slots of the plan */
    uint32_t first, end;
    uint32_t steps_each;
    void *self;
    /* False: given up; the evaluator is as it was. */
    bool (*evaluate)(struct block *block, void *self);
    /*
     * Takes over what was found out about the rows from .. end - 1, until one makes more work or
     * the fuel runs out: returns that one, or `end`.
     */
    uint32_t (*accept)(struct block *block, uint32_t from, uint32_t end, void *self);
    /* Does that work, its steps taken; false: no more objects. NULL: no row makes any. */
    bool (*finish)(struct block *block, uint32_t row, void *self);
    /* Does these objects one by one; false: no more of them. */
    bool (*do_singly)(struct evaluator *evaluator, uint32_t first, uint32_t end, void *self);
};

/* All of them in order, each accepted or done singly; false: no more of them. */
bool walk_in_blocks(struct evaluator *evaluator, const struct block_walk *walk);

#endif
