/* block_loop.c -- quantifiers and aggregates over the members of many sets. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/decimal.h"
#include "engine/block_parts.h"

/*
 * Each row has a set, each of whose members makes a row of another block, the variable of the loop
 * bound to it. A quantifier is settled when enough is known; so that not much is done in vain, the
 * first members of all rows come first, then some more of those that are not settled.
 */
enum { MEMBERS_AT_FIRST = 4, MEMBERS_TIMES = 4 };

struct loop {
    struct block *block;
    struct selection at;
    const struct node *node;
    const struct generator *generator;
    struct members *rest; /* by place: those still to come */
    value *results;       /* by place: the value folded, or how many members count */
    uint64_t enough;      /* so many members that count settle it */
    bool is_fold;
    struct fold fold; /* of the place under way */
};

/* Members of rows of the loop's block, with the places of these. */
struct wave {
    uint32_t *places;
    value *members;
    uint32_t count;
};

static bool is_settled(const struct loop *loop, uint32_t place)
{
    return !loop->is_fold && (uint64_t)loop->results[place] >= loop->enough;
}

/* Its members are rows; what else is bound stays outside, where the body finds it. */
static struct block *open_inner(const struct loop *loop, const struct wave *wave)
{
    struct block *outer = loop->block;
    struct block *inner = block_open(outer->evaluator, outer->slot_count, wave->count);

    inner->outer = outer;
    inner->outer_at = loop->at;
    inner->outer_places = wave->places;
    inner->slots[loop->generator->slot] = wave->members;
    return inner;
}

/* ---- counting ---- */

/* What comes after a row is settled is not looked at, as if it had never been evaluated. */
static void count_members_of(struct loop *loop, const struct wave *wave, const struct block *inner,
                             struct selection counted)
{
    uint32_t next = 0;

    for (uint32_t i = 0; i < wave->count; i++) {
        uint32_t place = wave->places[i];
        bool counts = next < counted.count && selected_row(counted, next) == i;
        next += counts;
        if (is_settled(loop, place))
            continue;
        block_add_steps(loop->block, selected_row(loop->at, place), 1 + block_steps(inner, i));
        loop->results[place] += counts;
        if (is_settled(loop, place))
            loop->rest[place].count = 0;
    }
}

static bool count_wave(struct loop *loop, const struct wave *wave, struct block *inner,
                       struct selection passed)
{
    const struct node *body = loop->node->a;

    if (body && !block_find(inner, body, loop->node->extra != EXPR_EVERY, &passed))
        return false;
    count_members_of(loop, wave, inner, passed);
    return true;
}

/* ---- folding ---- */

/* Every member is a step, which is counted for its row; what the body takes comes with it. */
static void count_all_members(struct loop *loop)
{
    for (uint32_t place = 0; place < loop->at.count; place++)
        block_add_steps(loop->block, selected_row(loop->at, place), loop->rest[place].count);
}

static void add_steps_inside(struct loop *loop, const struct wave *wave, const struct block *inner)
{
    for (uint32_t i = 0; i < wave->count && inner->has_more_steps; i++)
        block_add_steps(loop->block, selected_row(loop->at, wave->places[i]),
                        block_steps(inner, i));
}

/* The values of rows that passed, by their place. */
struct folded {
    const uint32_t *places; /* of all rows */
    struct selection passed;
    const value *values;
    value *results;
};

static inline value *result_at(const struct folded *folded, uint32_t i)
{
    return &folded->results[folded->places[selected_row(folded->passed, i)]];
}

/* False when a sum is too large. */
static bool add_all(const struct folded *folded)
{
    for (uint32_t i = 0; i < folded->passed.count; i++) {
        value *sum = result_at(folded, i);
        if (folded->values[i] != VALUE_NONE && !decimal_add(*sum, folded->values[i], sum))
            return false;
    }
    return true;
}

/* No value is less than all others. */
static bool find_largest(const struct folded *folded)
{
    for (uint32_t i = 0; i < folded->passed.count; i++) {
        value *most = result_at(folded, i);
        *most = folded->values[i] > *most ? folded->values[i] : *most;
    }
    return true;
}

static bool fold_singly(struct loop *loop, const struct folded *folded)
{
    for (uint32_t i = 0; i < folded->passed.count; i++) {
        value *result = result_at(folded, i);
        loop->fold.result = *result;
        fold_value(loop->block->evaluator, &loop->fold, folded->values[i]);
        *result = loop->fold.result;
    }
    return true;
}

static bool fold_wave(struct loop *loop, const struct wave *wave, struct block *inner,
                      struct selection passed)
{
    const struct node *node = loop->node;
    struct folded folded = { wave->places, passed, NULL, loop->results };

    folded.values = block_evaluate(inner, node->a, passed);
    if (!folded.values)
        return false;
    add_steps_inside(loop, wave, inner);
    if (node->extra == FUNCTION_SUM && node->type.base != TYPE_DURATION)
        return add_all(&folded);
    if (node->extra == FUNCTION_MAX && type_is_ordered_as_word(loop->fold.type))
        return find_largest(&folded);
    return fold_singly(loop, &folded);
}

/* ---- waves ---- */

static bool run_wave(struct loop *loop, struct wave *wave)
{
    struct arena_mark mark = arena_mark(&loop->block->evaluator->vectors);
    struct block *inner = open_inner(loop, wave);
    struct selection passed = block_all(inner);
    bool is_done;

    if (!block_select(inner, loop->generator->filter, &passed))
        return false;
    is_done = loop->is_fold ? fold_wave(loop, wave, inner, passed)
                            : count_wave(loop, wave, inner, passed);
    note_steps_aside(loop->block->evaluator, wave->count);
    wave->count = 0;
    arena_rewind(&loop->block->evaluator->vectors, mark);
    return is_done && !loop->block->evaluator->is_damaged;
}

/* Moves the next members of the place to the wave, where there is room for them. */
static inline void move_members(struct members *rest, uint32_t place, uint32_t count,
                                struct wave *wave)
{
    const uint32_t *items = rest->items;
    uint32_t *places = wave->places + wave->count;
    value *members = wave->members + wave->count;

    for (uint32_t i = 0; i < count; i++) {
        places[i] = place;
        members[i] = items[i];
    }
    wave->count += count;
    rest->items += count;
    rest->count -= count;
}

/* Those of one place that do not fit into the wave under way; of what is settled, none. */
static bool run_many_members(struct loop *loop, uint32_t place, uint32_t most, struct wave *wave)
{
    struct members *rest = &loop->rest[place];

    while (most > 0 && rest->count > 0) {
        uint32_t room = BLOCK_ROWS - wave->count;
        uint32_t count = rest->count < most ? rest->count : most;
        count = count < room ? count : room;
        move_members(rest, place, count, wave);
        most -= count;
        if (wave->count == BLOCK_ROWS && !run_wave(loop, wave))
            return false;
    }
    return true;
}

/* The next members of all rows, at most so many of each. */
static bool run_members(struct loop *loop, uint32_t most, struct wave *wave)
{
    for (uint32_t place = 0; place < loop->at.count; place++) {
        struct members *rest = &loop->rest[place];
        uint32_t count = rest->count < most ? rest->count : most;
        if (count < BLOCK_ROWS - wave->count)
            move_members(rest, place, count, wave);
        else if (!run_many_members(loop, place, most, wave))
            return false;
    }
    return wave->count == 0 || run_wave(loop, wave);
}

static bool has_rest(const struct loop *loop)
{
    for (uint32_t place = 0; place < loop->at.count; place++)
        if (loop->rest[place].count > 0)
            return true;
    return false;
}

static bool run_loop(struct loop *loop)
{
    struct arena *vectors = &loop->block->evaluator->vectors;
    struct wave wave = { ARENA_ARRAY(vectors, uint32_t, BLOCK_ROWS),
                         block_vector(loop->block, BLOCK_ROWS), 0 };
    uint32_t most = loop->is_fold ? UINT32_MAX : MEMBERS_AT_FIRST;

    loop->rest = ARENA_ARRAY(vectors, struct members, loop->at.count);
    if (!block_members_of(loop->block, loop->generator, loop->at, loop->rest))
        return false;
    if (loop->is_fold) {
        count_all_members(loop);
        return run_members(loop, most, &wave);
    }
    while (has_rest(loop)) {
        if (!run_members(loop, most, &wave))
            return false;
        most = most > UINT32_MAX / MEMBERS_TIMES ? UINT32_MAX : most * MEMBERS_TIMES;
    }
    return true;
}

/* ---- quantifiers ---- */

const value *block_quantifier(struct block *block, const struct node *node, struct selection at)
{
    struct loop loop = { .block = block, .at = at, .node = node, .generator = node->generators };
    struct arena_mark mark;

    if (node->generator_count != 1 || !block_can_run(node->generators))
        return block_evaluate_singly(block, node, at);
    loop.results = block_vector(block, at.count);
    for (uint32_t i = 0; i < at.count; i++)
        loop.results[i] = 0;
    loop.enough = quantifier_enough(node);
    mark = arena_mark(&block->evaluator->vectors);
    if (!run_loop(&loop))
        return NULL;
    for (uint32_t i = 0; i < at.count; i++)
        loop.results[i] = quantifier_holds(node, (uint64_t)loop.results[i]);
    arena_rewind(&block->evaluator->vectors, mark);
    return loop.results;
}

/* ---- aggregates ---- */

static const value *fold_loop(struct block *block, const struct node *node, struct selection at)
{
    struct loop loop = { .block = block,
                         .at = at,
                         .node = node,
                         .generator = node->generators,
                         .is_fold = true,
                         .fold = fold_start(node) };
    struct arena_mark mark;

    loop.results = block_vector(block, at.count);
    for (uint32_t i = 0; i < at.count; i++)
        loop.results[i] = loop.fold.result;
    mark = arena_mark(&block->evaluator->vectors);
    if (!run_loop(&loop))
        return NULL;
    arena_rewind(&block->evaluator->vectors, mark);
    return loop.results;
}

static const value *count_members(struct block *block, const struct node *node, struct selection at)
{
    value *out = block_vector(block, at.count);
    struct arena_mark mark = arena_mark(&block->evaluator->vectors);
    struct members *members = ARENA_ARRAY(&block->evaluator->vectors, struct members, at.count);

    if (!block_members(block, node->a, at, members))
        return NULL;
    for (uint32_t i = 0; i < at.count; i++)
        out[i] = (value)members[i].count * DECIMAL_ONE;
    arena_rewind(&block->evaluator->vectors, mark);
    return out;
}

/* Objects and symbols are counted once each; members of one set are different ones. */
static bool may_count_twice(const struct node *node)
{
    return node->extra == FUNCTION_COUNT && type_is_narrow(type_element(node->a->type)) &&
           !(node->a->op == NODE_LOCAL && node->a->index == node->generators->slot);
}

const value *block_aggregate(struct block *block, const struct node *node, struct selection at)
{
    bool can_run = node->generator_count == 1 && block_can_run(node->generators) &&
                   type_is_plain(node->a->type) && !may_count_twice(node);

    if (can_run)
        return fold_loop(block, node, at);
    if (node->generator_count == 0 && node->extra == FUNCTION_COUNT)
        return count_members(block, node, at);
    return block_evaluate_singly(block, node, at);
}
