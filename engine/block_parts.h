/* block_parts.h -- the parts of evaluating in blocks. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_BLOCK_PARTS_H
#define ISMS_ENGINE_BLOCK_PARTS_H

#include "engine/block.h"

/*
 * Vectors lie in evaluator.vectors, one value for each place of a selection. What an operation
 * returns is made before the mark to which it rewinds; the vectors of its operands are forgotten.
 * NULL and false mean that the block gives up: nobody has to clean up then.
 */
value *block_vector(struct block *block, uint32_t count); /* not cleared */
const value *block_filled(struct block *block, value v, uint32_t count);

/* Some of the rows of a selection, and their places in it. */
struct picked {
    struct selection at;
    const uint32_t *places;
};
/* Those places whose value is `wanted`, or those where it is not. */
struct picked block_pick(struct block *block, struct selection at, const value *values,
                         value wanted, bool is_equal);
struct picked block_picked_all(struct block *block, struct selection at);
/* Without those where the value at their place is missing. */
struct picked block_drop_missing(struct block *block, const struct picked *picked,
                                 const value *values);
/* Evaluates it for these rows, and puts what comes out at their places. */
bool block_evaluate_picked(struct block *block, const struct node *node,
                           const struct picked *picked, value *out);

/* A block of its own for some rows of this one, each possibly several times; no slot is bound. */
struct block *block_open(struct evaluator *evaluator, uint32_t slot_count, uint32_t count);

/* What an expression that yields objects does so at the places of a selection. */
struct object_list {
    const value *items; /* or NULL: consecutive ones, none of them missing */
    uint32_t first;
    uint32_t count;
};
bool block_objects(struct block *block, const struct node *node, struct selection at,
                   struct object_list *ret_objects);
static inline value object_at(const struct object_list *objects, uint32_t place)
{
    return objects->items ? objects->items[place] : (value)(objects->first + place);
}
/* Can the field of all these objects be read as it stands? */
bool block_are_sound(const struct evaluator *evaluator, uint32_t field,
                     const struct object_list *objects);

/* Is it the same for all rows, whatever they stand for, and evaluated without a step? */
bool block_is_constant(const struct node *node);
/* Then: what it is. False: given up. */
bool block_constant(struct block *block, const struct node *node, value *ret_value);

/* By the evaluator, row by row. */
const value *block_evaluate_singly(struct block *block, const struct node *node,
                                   struct selection at);

/* The operation of a node whose operands are known; `b` is VALUE_NONE when it has one only. */
typedef value apply_fn(struct evaluator *evaluator, const struct node *node, value a, value b);
struct operation {
    const struct node *a, *b; /* its operands; b may be NULL */
    apply_fn *apply;
    const value *first; /* what `a` yields, once known */
};
/* Missing where an operand is. */
const value *block_apply(struct block *block, const struct node *node, struct selection at,
                         struct operation operation);

const value *block_field(struct block *block, const struct node *node, struct selection at);
const value *block_compare(struct block *block, const struct node *node, struct selection at);
const value *block_arithmetic(struct block *block, const struct node *node, struct selection at);
const value *block_call(struct block *block, const struct node *node, struct selection at);
const value *block_quantifier(struct block *block, const struct node *node, struct selection at);
const value *block_aggregate(struct block *block, const struct node *node, struct selection at);

/* The members of a set for each place; of wide sets only how many there are. */
struct members {
    const uint32_t *items;
    uint32_t count;
};
bool block_members(struct block *block, const struct node *set, struct selection at,
                   struct members *ret_members);
/* What a generator runs over, if it is of a kind that block_members_of can enumerate. */
bool block_can_run(const struct generator *generator);
bool block_members_of(struct block *block, const struct generator *generator, struct selection at,
                      struct members *ret_members);

#endif
