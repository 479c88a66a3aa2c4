/* compute_recursion.c -- fields that use themselves, object by object in an order that works. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/recursion.h"

#include <string.h>

#include "engine/compute.h"
#include "engine/links.h"
#include "engine/objects.h"
#include "engine/scc.h"

struct turn { /* in which objects come */
    uint32_t first, end;
    const uint32_t *starts, *items; /* what each of them needs, as rows */
    struct scc scc;
};

static struct turn find_turn(struct workspace *ws, const struct recursion *recursion,
                             struct arena *work)
{
    const struct edges *edges = recursion->is_against ? field_links_reversed(ws, recursion->along)
                                                      : field_links(ws, recursion->along);
    struct turn turn = { .first = UINT32_MAX };
    uint32_t *starts, *items;
    uint32_t total = 0, count;

    for (uint32_t i = 0; i < recursion->field_count; i++) {
        const struct kind *kind =
            schema_kind(&ws->schema, schema_field(&ws->schema, recursion->fields[i])->kind);
        turn.first = kind->first_entity < turn.first ? kind->first_entity : turn.first;
        turn.end = kind->end_entity > turn.end ? kind->end_entity : turn.end;
    }
    starts = ARENA_ARRAY(work, uint32_t, (size_t)(turn.end - turn.first) + 1);
    items = ARENA_ARRAY(work, uint32_t, edges->starts[edges->count]);
    for (uint32_t object = turn.first; object < turn.end; object++) {
        const uint32_t *needed = edges_of(edges, object, &count);
        for (uint32_t i = 0; i < count; i++) /* those outside have rows beyond all others */
            items[total++] = needed[i] - turn.first;
        starts[object - turn.first + 1] = total;
    }
    turn.starts = starts;
    turn.items = items;
    turn.scc = scc_compute(work, &(struct edges){ 0, turn.end - turn.first, starts, items }, 0,
                           turn.end - turn.first);
    return turn;
}

static bool is_on_circle(const struct turn *turn, uint32_t row)
{
    uint32_t component = turn->scc.component[row];

    if (turn->scc.starts[component + 1] - turn->scc.starts[component] > 1)
        return true;
    for (uint32_t i = turn->starts[row]; i < turn->starts[row + 1]; i++)
        if (turn->items[i] == row)
            return true;
    return false;
}

/* A set that the rest of the objects can read before all of them have theirs. */
static value growing_set(struct arena *work, value v)
{
    struct set *own = ARENA_NEW(work, struct set);

    *own = *value_set(v);
    if (own->count > 0 && own->narrow) {
        uint32_t *items = ARENA_ARRAY(work, uint32_t, own->count);
        memcpy(items, own->narrow, own->count * sizeof(*items));
        own->narrow = items;
    } else if (own->count > 0) {
        value *items = ARENA_ARRAY(work, value, own->count);
        memcpy(items, own->wide, own->count * sizeof(*items));
        own->wide = items;
    }
    return value_of_set(own);
}

static void compute_in_turn(struct evaluator *evaluator, const struct computation *computation,
                            uint32_t object, struct arena *work)
{
    const struct field_def *def = schema_field(&evaluator->ws->schema, computation->field);
    const struct kind *kind = schema_kind(&evaluator->ws->schema, def->kind);
    struct arena_mark mark = arena_mark(&evaluator->scratch);
    value v;

    v = compute_object(evaluator, computation, object);
    if (def->growing && v != VALUE_NONE)
        def->growing[object - kind->first_entity] = growing_set(work, v);
    arena_rewind(&evaluator->scratch, mark);
}

static value *no_values(struct arena *work, uint32_t count)
{
    value *values = ARENA_ARRAY(work, value, count);

    for (uint32_t i = 0; i < count; i++)
        values[i] = VALUE_NONE;
    return values;
}

/* From here on others read what is computed: sets apart, since their column is not complete. */
static struct computation *start_together(struct workspace *ws, const struct recursion *recursion,
                                          struct arena *work, uint32_t *ret_slots)
{
    struct computation *computations =
        ARENA_ARRAY(work, struct computation, recursion->field_count);

    *ret_slots = 0;
    for (uint32_t i = 0; i < recursion->field_count; i++) {
        struct field_def *def = schema_field(&ws->schema, recursion->fields[i]);
        computations[i] = start_field(ws, recursion->fields[i]);
        *ret_slots = def->plan_slots > *ret_slots ? def->plan_slots : *ret_slots;
        def->column = def->type.is_set ? NULL : computations[i].column;
        if (def->type.is_set)
            def->growing = no_values(work, computations[i].column->count);
    }
    return computations;
}

static bool has_field(const struct workspace *ws, uint32_t field, uint32_t object)
{
    const struct kind *kind = schema_kind(&ws->schema, schema_field(&ws->schema, field)->kind);

    return object >= kind->first_entity && object < kind->end_entity;
}

static void compute_objects(struct evaluator *evaluator, const struct recursion *recursion,
                            const struct computation *computations, struct arena *work)
{
    struct workspace *ws = evaluator->ws;
    struct turn turn = find_turn(ws, recursion, work);

    for (uint32_t i = 0; i < turn.end - turn.first; i++) {
        uint32_t row = turn.scc.members[i];
        bool is_lost = is_on_circle(&turn, row);
        for (uint32_t f = 0; f < recursion->field_count; f++) {
            if (!has_field(ws, recursion->fields[f], turn.first + row))
                continue;
            if (is_lost)
                mark_damaged(ws, recursion->fields[f], turn.first + row);
            else
                compute_in_turn(evaluator, &computations[f], turn.first + row, work);
        }
    }
}

void recursion_evaluate(struct evaluator *evaluator, struct recursion *recursion)
{
    struct workspace *ws = evaluator->ws;
    struct arena work = { 0 };
    uint32_t slots;
    struct computation *computations = start_together(ws, recursion, &work, &slots);
    value *frame = evaluator_enter(evaluator, slots);

    recursion->is_evaluated = true;
    compute_objects(evaluator, recursion, computations, &work);
    evaluator_leave(evaluator, frame);
    for (uint32_t i = 0; i < recursion->field_count; i++) {
        schema_field(&ws->schema, recursion->fields[i])->growing = NULL;
        finish_field(ws, &computations[i]);
    }
    arena_release(&work);
}
