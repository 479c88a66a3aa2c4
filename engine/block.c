/* block.c -- blocks of rows: their memory, their selections, walks over objects. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/block.h"

#include <string.h>

#include "engine/block_parts.h"
#include "engine/join_index.h"
#include "engine/nodes.h"
#include "engine/schema.h"

/* ---- which expressions ---- */

enum { DEPTH_MOST = 120 }; /* of nodes: a level costs more of the C stack than in eval.h */

/* An index of values (join_index.h) is made when somebody asks for the second time. */
static bool is_joined(const struct generator *generator)
{
    return generator->join && generator->join->is_needed;
}

static bool node_suits(struct workspace *ws, const struct node *node)
{
    (void)ws;
    for (uint32_t i = 0; i < node->generator_count; i++)
        if (node->generators[i].members || is_joined(&node->generators[i]))
            return false;
    return node->op != NODE_RELATION && node->op != NODE_RELATION_ROW && node->op != NODE_GAP_ON;
}

bool block_suits(const struct evaluator *evaluator, const struct node *node)
{
    if (evaluator->exercise)
        return false;
    return !node || (node->depth <= DEPTH_MOST && nodes_all(evaluator->ws, node, node_suits));
}

/* ---- memory ---- */

/* One piece of memory for nearly all vectors that are in use at a time. */
enum { VECTOR_BYTES = 1 << 17 };

static void make_room(struct arena *vectors)
{
    char *room;

    vectors->is_overwritten = true;
    room = vectors->blocks ? NULL : ARENA_ARRAY(vectors, char, VECTOR_BYTES);
    if (room)
        arena_reset(vectors);
}

value *block_vector(struct block *block, uint32_t count)
{
    return ARENA_ARRAY(&block->evaluator->vectors, value, count);
}

const value *block_filled(struct block *block, value v, uint32_t count)
{
    value *out = block_vector(block, count);

    for (uint32_t i = 0; i < count; i++)
        out[i] = v;
    return out;
}

struct block *block_open(struct evaluator *evaluator, uint32_t slot_count, uint32_t count)
{
    struct arena *vectors = &evaluator->vectors;
    size_t slots = (size_t)slot_count + 1;
    struct block *block = ARENA_NEW(vectors, struct block);

    *block = (struct block){
        .evaluator = evaluator,
        .count = count,
        .slot_count = slot_count,
        .running_slot = NO_SLOT,
        .slots = ARENA_ARRAY(vectors, const value *, slots),
        .frame = ARENA_ARRAY(vectors, value, slots),
        .steps_more = ARENA_ARRAY(vectors, uint64_t, count),
    };
    for (size_t slot = 0; slot < slots; slot++)
        block->slots[slot] = NULL;
    return block;
}

static bool binds_here(const struct block *block, uint32_t slot)
{
    return block->slots[slot] || slot == block->running_slot;
}

bool block_binds(const struct block *block, uint32_t slot)
{
    while (block && !binds_here(block, slot))
        block = block->outer;
    return block != NULL;
}

value block_variable(const struct block *block, uint32_t slot, uint32_t row)
{
    while (!binds_here(block, slot)) {
        row = selected_row(block->outer_at, block->outer_places[row]);
        block = block->outer;
    }
    return slot == block->running_slot ? block_object(block, row) : block->slots[slot][row];
}

void block_tell_steps_apart(struct block *block)
{
    memset(block->steps_more, 0, block->count * sizeof(*block->steps_more));
    block->has_more_steps = true;
}

/* ---- selections ---- */

struct picked block_pick(struct block *block, struct selection at, const value *values,
                         value wanted, bool is_equal)
{
    uint32_t *places = ARENA_ARRAY(&block->evaluator->vectors, uint32_t, at.count);
    uint32_t *rows = places;
    uint32_t count = 0;

    for (uint32_t i = 0; i < at.count; i++) {
        places[count] = i;
        count += (values[i] == wanted) == is_equal;
    }
    if (at.rows) {
        rows = ARENA_ARRAY(&block->evaluator->vectors, uint32_t, count);
        for (uint32_t i = 0; i < count; i++)
            rows[i] = at.rows[places[i]];
    }
    return (struct picked){ { rows, count }, places };
}

struct picked block_picked_all(struct block *block, struct selection at)
{
    uint32_t *places = ARENA_ARRAY(&block->evaluator->vectors, uint32_t, at.count);

    for (uint32_t i = 0; i < at.count; i++)
        places[i] = i;
    return (struct picked){ at, places };
}

struct picked block_drop_missing(struct block *block, const struct picked *picked,
                                 const value *values)
{
    uint32_t *places = ARENA_ARRAY(&block->evaluator->vectors, uint32_t, picked->at.count);
    uint32_t *rows = ARENA_ARRAY(&block->evaluator->vectors, uint32_t, picked->at.count);
    uint32_t count = 0;

    for (uint32_t i = 0; i < picked->at.count; i++) {
        places[count] = picked->places[i];
        rows[count] = selected_row(picked->at, i);
        count += values[picked->places[i]] != VALUE_NONE;
    }
    return (struct picked){ { rows, count }, places };
}

bool block_bind(struct block *block, uint32_t slot, const struct node *node, struct selection at)
{
    value *column = block_vector(block, block->count);
    const value *values = at.count == 0 ? column : block_evaluate(block, node, at);

    if (!values)
        return false;
    for (uint32_t i = 0; i < at.count; i++)
        column[selected_row(at, i)] = values[i];
    block->slots[slot] = column;
    return true;
}

/* ---- walks ---- */

/*
 * The first block is small: a table of a closure that nobody has looked at yet is made when the
 * evaluator meets it, for which the block gives up.
 */
enum { ROWS_AT_FIRST = BLOCK_ROWS / 32, ROWS_TIMES = 32 };

static struct block *open_walk(struct evaluator *evaluator, const struct block_walk *walk,
                               uint32_t first, uint32_t count)
{
    struct block *block = block_open(evaluator, walk->slot_count, count);

    block->running_slot = walk->slot;
    block->first = first;
    block->steps_each = walk->steps_each;
    return block;
}

/* Nothing remains of what went wrong; the evaluator will meet it again. */
static bool attempt(struct block *block, const struct block_walk *walk)
{
    struct evaluator *evaluator = block->evaluator;
    bool was_tentative = evaluator->is_tentative;
    uint64_t steps = evaluator->steps;
    bool is_done;

    evaluator->is_tentative = true;
    evaluator->steps_aside = 0;
    evaluator->steps_block = steps;
    evaluator->is_damaged = false;
    is_done = walk->evaluate(block, walk->self) && !evaluator->is_damaged;
    evaluator->is_tentative = was_tentative;
    evaluator->is_damaged = false;
    evaluator->steps = steps;
    return is_done;
}

static uint64_t steps_of(const struct block *block, uint32_t from, uint32_t end)
{
    uint64_t steps = block->steps_each * (end - from);

    for (uint32_t row = from; row < end && block->has_more_steps; row++)
        steps += block->steps_more[row];
    return steps;
}

/* How far the steps suffice: for all that is left, which takes `rest`, or for one row, or none. */
static uint32_t end_of_steps(const struct block *block, uint32_t row, uint64_t rest)
{
    const struct evaluator *evaluator = block->evaluator;

    if (evaluator->steps + rest <= evaluator->steps_most)
        return block->count;
    return row + (evaluator->steps + block_steps(block, row) <= evaluator->steps_most);
}

/* Where the steps run out, the evaluator says so. */
static bool do_row(struct block *block, const struct block_walk *walk, uint32_t row, bool suffices)
{
    uint32_t object = block_object(block, row);

    if (!suffices)
        return walk->do_singly(block->evaluator, object, object + 1, walk->self);
    return take_steps(block->evaluator, block_steps(block, row)) &&
           walk->finish(block, row, walk->self);
}

static bool accept_rows(struct block *block, const struct block_walk *walk)
{
    uint64_t rest = steps_of(block, 0, block->count);

    for (uint32_t row = 0; row < block->count;) {
        uint32_t end = end_of_steps(block, row, rest);
        uint32_t next = end > row ? walk->accept(block, row, end, walk->self) : row;
        uint64_t accepted = steps_of(block, row, next);
        bool is_whole = next == end && end > row;
        block->evaluator->steps += accepted;
        rest -= accepted;
        row = next;
        if (is_whole)
            continue;
        rest -= block_steps(block, row);
        if (!do_row(block, walk, row++, end > next))
            return false;
    }
    return true;
}

/* The objects from *next on, as many as *rows; says how many are worth the next block. */
static bool walk_block(struct evaluator *evaluator, const struct block_walk *walk, uint32_t *next,
                       uint32_t *rows)
{
    struct arena_mark vectors = arena_mark(&evaluator->vectors);
    struct arena_mark scratch = arena_mark(&evaluator->scratch);
    uint32_t first = *next;
    uint32_t count = *rows < walk->end - first ? *rows : walk->end - first;
    struct block *block = open_walk(evaluator, walk, first, count);
    bool is_done = attempt(block, walk);
    bool goes_on = is_done ? accept_rows(block, walk)
                           : walk->do_singly(evaluator, first, first + count, walk->self);

    arena_rewind(&evaluator->scratch, scratch);
    arena_rewind(&evaluator->vectors, vectors);
    *next += count;
    *rows = !is_done ? ROWS_AT_FIRST : *rows < BLOCK_ROWS ? *rows * ROWS_TIMES : BLOCK_ROWS;
    return goes_on;
}

bool walk_in_blocks(struct evaluator *evaluator, const struct block_walk *walk)
{
    uint32_t rows = ROWS_AT_FIRST;
    uint32_t next = walk->first;

    make_room(&evaluator->vectors);
    while (next < walk->end && !evaluator->is_exhausted)
        if (!walk_block(evaluator, walk, &next, &rows))
            return false;
    return next == walk->end || walk->do_singly(evaluator, next, walk->end, walk->self);
}
