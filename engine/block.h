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

/* Some of the rows, ascending. */
struct selection {
    const uint32_t *rows; /* NULL: the first ones */
    uint32_t count;
};

enum { NO_SLOT = UINT32_MAX };

struct block {
    struct evaluator *evaluator;
    uint32_t count; /* rows, at most BLOCK_ROWS */
    uint32_t slot_count;
    const value **slots;   /* what each variable stands for, by row; NULL: it is not bound so */
    uint32_t running_slot; /* that of consecutive objects, beginning with `first`; or NO_SLOT */
    uint32_t first;
    const struct block *outer; /* where the other variables are bound; NULL: they are not */
    struct selection outer_at;
    const uint32_t *outer_places; /* of each row, in outer_at */
    value *frame;                 /* of the evaluator while it does single rows */
    uint64_t steps_each;          /* taken by every row */
    uint64_t *steps_more;         /* and by each of them; not set unless has_more_steps */
    bool has_more_steps;
};

static inline uint32_t selected_row(struct selection at, uint32_t place)
{
    return at.rows ? at.rows[place] : place;
}
static inline struct selection block_all(const struct block *block)
{
    return (struct selection){ NULL, block->count };
}

/* Of a walk: the object of a row. */
static inline uint32_t block_object(const struct block *block, uint32_t row)
{
    return block->first + row;
}
/* Is the variable bound, here or outside? */
bool block_binds(const struct block *block, uint32_t slot);
/* What it stands for then. */
value block_variable(const struct block *block, uint32_t slot, uint32_t row);

/* Mostly a row takes as many steps as all others. */
void block_tell_steps_apart(struct block *block);
static inline void block_add_steps(struct block *block, uint32_t row, uint64_t steps)
{
    if (steps != 0 && !block->has_more_steps)
        block_tell_steps_apart(block);
    if (steps != 0)
        block->steps_more[row] += steps;
}
static inline uint64_t block_steps(const struct block *block, uint32_t row)
{
    return block->steps_each + (block->has_more_steps ? block->steps_more[row] : 0);
}

/*
 * Is that possible at all? Not while it is noted what tests try, nor with relations and joins,
 * which remember what they were asked.
 */
bool block_suits(const struct evaluator *evaluator, const struct node *node);

/* A value for each selected row, in their order; NULL: given up. Lives as long as the block. */
const value *block_evaluate(struct block *block, const struct node *node, struct selection at);
/* Those of the selection for which a condition holds; false: given up. None, NULL, always holds. */
bool block_select(struct block *block, const struct node *condition, struct selection *at);
/* Those for which it does not hold, or, as wanted, holds. Lives as long as the block. */
bool block_find(struct block *block, const struct node *condition, bool holds,
                struct selection *at);
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
