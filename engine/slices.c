/* slices.c -- slices of a walk: which expressions, their evaluators, their order. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/slices.h"

#include "base/parallel.h"
#include "engine/links.h"
#include "engine/nodes.h"

/* ---- which expressions ---- */

/* Operations that only read the model, and write to their evaluator. */
static bool operation_suits(const struct node *node)
{
    switch (node_op(node)) {
    case NODE_CONSTANT:
    case NODE_LOCAL:
    case NODE_FIELD:
    case NODE_FIELD_ANY:
    case NODE_EXTENT:
    case NODE_LET:
    case NODE_CALL:
    case NODE_MATRIX:
    case NODE_TEMPLATE:
    case NODE_AND:
    case NODE_OR:
    case NODE_NOT:
    case NODE_IMPLIES:
    case NODE_COMPARE:
    case NODE_MEMBER:
    case NODE_IS_A:
    case NODE_ARITHMETIC:
    case NODE_NEGATE:
    case NODE_DATE_MOVE:
    case NODE_DATE_DIFFERENCE:
    case NODE_DURATION_SUM:
    case NODE_SYMBOL_MOVE:
    case NODE_JOIN_TEXT:
    case NODE_OTHERWISE:
    case NODE_IS_SET:
    case NODE_IS_EMPTY:
    case NODE_IF:
    case NODE_SET_OF:
    case NODE_WRAP:
    case NODE_QUANTIFIER:
    case NODE_AGGREGATE:
    case NODE_REACHES: /* while the answer is at hand (closure.c) */
    case NODE_CLOSURE_AGGREGATE:
        return true;
    case NODE_FIELD_EACH:
    case NODE_BUILTIN: /* may unfold the declaration */
    case NODE_BUILTIN_EACH:
    case NODE_RELATION:
    case NODE_RELATION_ROW:
    case NODE_FUNCTION:
    case NODE_UNION:
    case NODE_EXCEPT:
    case NODE_RANGE:
    case NODE_COMPREHENSION:
    case NODE_CLOSURE:
    case NODE_PATH:
    case NODE_GAP_ON:
    case NODE_COUNT:
        break;
    }
    return false;
}

static bool node_suits(struct workspace *ws, const struct node *node)
{
    (void)ws;
    for (uint32_t i = 0; i < node->generator_count; i++)
        if (node->generators[i].members || node->generators[i].join ||
            node->generators[i].row_extent)
            return false;
    return operation_suits(node);
}

/* ---- what they need ---- */

static void make_links(struct workspace *ws, uint32_t field)
{
    const struct field_def *def = schema_field(&ws->schema, field);

    if (def->flags & FIELD_INVERSE)
        (void)field_links_reversed(ws, def->inverse_of);
}

static bool make_ready(struct workspace *ws, const struct node *node)
{
    if (node->op == NODE_FIELD || node->op == NODE_FIELD_ANY)
        make_links(ws, node->index);
    if (node->op == NODE_REACHES)
        (void)field_links(ws, node->index);
    for (uint32_t i = 0; node->op == NODE_FIELD_ANY && i < node->field_count; i++)
        make_links(ws, node->fields[i]);
    for (uint32_t i = 0; i < node->generator_count; i++)
        if (node->generators[i].index_key)
            (void)field_raw_reversed(ws, node->generators[i].index_field);
    return true;
}

bool slices_suit(struct evaluator *evaluator, const struct node *node)
{
    return nodes_all(evaluator->ws, node, node_suits) && nodes_all(evaluator->ws, node, make_ready);
}

/* ---- cutting ---- */

/* Slices of one thread: some take longer than others. A small one is not worth a thread. */
enum { SLICES_A_THREAD = 8, OBJECTS_LEAST = 8192, SLICES_LEAST = 4 };

static uint32_t objects_of_slice(const struct workspace *ws, uint32_t objects)
{
    uint32_t slices = ws->threads * SLICES_A_THREAD;
    uint32_t most = objects / slices + 1;

    if (ws->objects_a_piece > 0)
        return ws->objects_a_piece;
    return most > OBJECTS_LEAST ? most : OBJECTS_LEAST;
}

bool slices_are_worth_it(const struct evaluator *evaluator, uint32_t objects)
{
    const struct workspace *ws = evaluator->ws;

    return ws->threads > 1 && objects / SLICES_LEAST >= objects_of_slice(ws, objects);
}

struct crew {
    const struct slicing *slicing;
    struct slice *slices;
    uint32_t count;
};

static struct evaluator evaluator_beside(const struct evaluator *evaluator)
{
    return (struct evaluator){ .ws = evaluator->ws,
                               .block_least = evaluator->block_least,
                               .soundness = evaluator->soundness,
                               .steps_most = evaluator->steps_most,
                               .bytes_most = evaluator->bytes_most,
                               .pairs_most = evaluator->pairs_most,
                               .members_most = evaluator->members_most,
                               .is_tentative = true,
                               .is_beside = true };
}

/* Objects that are done before all others. */
static uint32_t objects_of_beginning(const struct workspace *ws, uint32_t objects)
{
    uint32_t size = objects_of_slice(ws, objects);

    size = size < BLOCK_ROWS ? size : BLOCK_ROWS;
    return size < objects ? size : objects;
}

static void cut(struct crew *crew, struct evaluator *evaluator, uint32_t first, struct arena *work)
{
    uint32_t end = crew->slicing->walk.end;
    uint32_t size = objects_of_slice(evaluator->ws, end - first);

    crew->count = (end - first + size - 1) / size;
    crew->slices = ARENA_ARRAY(work, struct slice, crew->count);
    for (uint32_t i = 0; i < crew->count; i++) {
        struct slice *slice = &crew->slices[i];
        slice->first = first + i * size;
        slice->end = end - slice->first < size ? end : slice->first + size;
        slice->evaluator = evaluator_beside(evaluator);
        slice->evaluator.kept = &slice->kept;
    }
}

static void run_slice(void *self, uint32_t piece)
{
    struct crew *crew = self;
    struct slice *slice = &crew->slices[piece];

    crew->slicing->run(crew->slicing->self, slice);
    slice->fuel = (struct fuel){ slice->evaluator.steps, slice->evaluator.bytes_beside };
    slice->is_unsure = slice->is_unsure || slice->evaluator.is_damaged;
    evaluator_release(&slice->evaluator);
}

/* ---- in their order ---- */

/* From the one on in which the fuel runs out, the evaluator does the rest, and says so. */
static bool may_be_taken(const struct evaluator *evaluator, const struct slice *slice)
{
    struct fuel more = slice->fuel;

    more.bytes += slice->kept.bytes;
    return !slice->is_unsure && fuel_suffices(evaluator, more);
}

static void take(struct evaluator *evaluator, const struct slicing *slicing, struct slice *slice)
{
    slicing->take(slicing->self, slice);
    arena_adopt(evaluator->ws->arena, &slice->kept);
    (void)take_result(evaluator, slice->fuel.bytes); /* which suffices */
    (void)take_steps(evaluator, slice->fuel.steps);
    evaluator->slices_taken++;
}

static bool join(struct evaluator *evaluator, const struct crew *crew)
{
    const struct slicing *slicing = crew->slicing;
    bool goes_on = true;

    for (uint32_t i = 0; i < crew->count; i++) {
        struct slice *slice = &crew->slices[i];
        struct block_walk walk = slicing->walk;
        walk.first = slice->first;
        walk.end = slice->end;
        if (goes_on && may_be_taken(evaluator, slice)) {
            take(evaluator, slicing, slice);
            continue;
        }
        slicing->drop(slicing->self, slice);
        evaluator->slices_dropped++;
        arena_release(&slice->kept);
        goes_on = goes_on && walk_in_blocks(evaluator, &walk);
    }
    return goes_on;
}

/* The first objects come first: what they need is made then, and is there for all slices. */
bool walk_in_slices(struct evaluator *evaluator, const struct slicing *slicing)
{
    struct crew crew = { .slicing = slicing };
    struct block_walk beginning = slicing->walk;
    struct arena work = { 0 };
    bool goes_on;

    beginning.end =
        beginning.first + objects_of_beginning(evaluator->ws, beginning.end - beginning.first);
    goes_on = walk_in_blocks(evaluator, &beginning);
    if (!goes_on || beginning.end == slicing->walk.end)
        return goes_on;
    cut(&crew, evaluator, beginning.end, &work);
    parallel_run(evaluator->ws->threads, crew.count, run_slice, &crew);
    goes_on = join(evaluator, &crew);
    arena_release(&work);
    return goes_on;
}
