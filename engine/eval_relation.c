/* eval_relation.c -- finding out which objects a relation holds between. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <assert.h>

#include "engine/eval.h"
#include "engine/relation_search.h"
#include "engine/relation_table.h"

/* ---- rows ---- */

/* Each row is searched once. No pointer to it survives the next search. */
static struct relation_row row_by(struct evaluator *evaluator, struct relation *relation,
                                  struct way *way, uint32_t key)
{
    uint32_t place = map_get(&way->row_of, key);

    if (place == 0) {
        uint32_t index = (uint32_t)(relation - evaluator->ws->schema.relations.items);
        observe_begin(evaluator->ws->observer, ACTIVITY_RELATION, index);
        struct relation_row row = relation_search_row(evaluator, relation, way, key);
        observe_end(evaluator->ws->observer, ACTIVITY_RELATION, index);
        VEC_PUSH(&way->rows, row);
        place = way->rows.count;
        map_put(&way->row_of, key, place);
    }
    if (way->rows.items[place - 1].is_damaged)
        evaluator->is_damaged = true;
    return way->rows.items[place - 1];
}

/* ---- the whole relation ---- */

static bool add_tuple(struct evaluator *evaluator, void *self)
{
    struct relation *relation = self;
    uint32_t objects[RELATION_PARAMETERS_MOST];
    for (uint32_t i = 0; i < relation->parameter_count; i++)
        objects[i] = (uint32_t)evaluator->slots[i];
    if (tuples_add(&relation->tuples, objects, relation->parameter_count)) {
        VEC_PUSH(&relation->tuples.stages, ++evaluator->stage);
        relation_keep_pairs(evaluator, RELATION_TUPLE_WEIGHT);
    }
    return !evaluator->is_exhausted;
}

static void grow(struct evaluator *evaluator, struct relation *relation,
                 const struct relation_step *step, const uint32_t *pair)
{
    struct arena_mark mark = arena_mark(&evaluator->scratch);
    value *frame = evaluator_enter(evaluator, relation->slot_count);

    assert(!step->call || pair);
    for (uint32_t i = 0; step->call && i < step->call->argument_count; i++)
        evaluator->slots[step->call_slots[i]] = pair[i];
    relation_run_step(evaluator, step, add_tuple, relation);
    evaluator_leave(evaluator, frame);
    arena_rewind(&evaluator->scratch, mark);
}

/* A circle of relations grows together. */
struct circle {
    struct relation **relations;
    uint32_t *indices;
    uint32_t count;
};

static struct circle circle_of(struct evaluator *evaluator, uint32_t index)
{
    struct workspace *ws = evaluator->ws;
    uint32_t total = ws->schema.relations.count;
    struct circle circle = { ARENA_ARRAY(ws->arena, struct relation *, total),
                             ARENA_ARRAY(ws->arena, uint32_t, total), 0 };

    for (uint32_t i = 1; i < total; i++)
        if (in_one_component(ws, i, index)) {
            circle.indices[circle.count] = i;
            circle.relations[circle.count++] = &ws->schema.relations.items[i];
        }
    return circle;
}

/* What follows from one new pair of one relation, in all of them. */
static void join_pair(struct evaluator *evaluator, const struct circle *circle, uint32_t of)
{
    const struct relation *from = circle->relations[of];
    uint32_t pair[RELATION_PARAMETERS_MOST];

    for (uint32_t i = 0; i < from->parameter_count; i++)
        pair[i] = tuple_objects(&from->tuples, from->tuples.done, from->parameter_count)[i];
    for (uint32_t r = 0; r < circle->count; r++)
        for (uint32_t s = 0; s < circle->relations[r]->all.step_count; s++) {
            const struct relation_step *step = &circle->relations[r]->all.steps[s];
            if (step->call && step->call->index == circle->indices[of])
                grow(evaluator, circle->relations[r], step, pair);
        }
}

static void grow_to_fixpoint(struct evaluator *evaluator, const struct circle *circle)
{
    bool has_new = true;

    for (uint32_t r = 0; r < circle->count; r++)
        for (uint32_t s = 0; s < circle->relations[r]->all.step_count; s++)
            if (!circle->relations[r]->all.steps[s].call)
                grow(evaluator, circle->relations[r], &circle->relations[r]->all.steps[s], NULL);
    while (has_new && !evaluator->is_exhausted) {
        has_new = false;
        for (uint32_t r = 0; r < circle->count; r++)
            while (circle->relations[r]->tuples.done < circle->relations[r]->tuples.count &&
                   !evaluator->is_exhausted) {
                circle->relations[r]->tuples.done++;
                join_pair(evaluator, circle, r);
                has_new = true;
            }
    }
}

static void know_all(struct evaluator *evaluator, uint32_t index)
{
    struct circle circle = circle_of(evaluator, index);
    bool was_damaged = evaluator->is_damaged;

    evaluator->is_damaged = false;
    for (uint32_t r = 0; r < circle.count; r++) {
        circle.relations[r]->state = RELATION_GROWING;
        evaluator->is_damaged = evaluator->is_damaged || circle.relations[r]->is_broken;
    }
    if (!evaluator->is_damaged)
        grow_to_fixpoint(evaluator, &circle);
    for (uint32_t r = 0; r < circle.count; r++) {
        circle.relations[r]->state = RELATION_KNOWN;
        circle.relations[r]->is_damaged = evaluator->is_damaged;
    }
    evaluator->is_damaged = was_damaged;
}

/* ---- asking ---- */

static bool row_contains(const struct relation_row *row, uint32_t object)
{
    uint32_t low = 0, high = row->count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (row->objects[middle] == object)
            return true;
        if (row->objects[middle] < object)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

/* The way to the pairs with one object, or NULL when the whole relation has to be known. */
static struct way *way_by(struct relation *relation, uint32_t key_place)
{
    return relation->state == RELATION_UNKNOWN && relation->by[key_place].is_possible
               ? &relation->by[key_place]
               : NULL;
}

static void know(struct evaluator *evaluator, uint32_t index)
{
    struct relation *relation = &evaluator->ws->schema.relations.items[index];

    if (relation->state == RELATION_UNKNOWN) {
        observe_begin(evaluator->ws->observer, ACTIVITY_RELATION, index);
        know_all(evaluator, index);
        observe_end(evaluator->ws->observer, ACTIVITY_RELATION, index);
    }
    if (relation->is_damaged)
        evaluator->is_damaged = true;
}

static bool is_known_to_hold(struct evaluator *evaluator, uint32_t index, const uint32_t *objects)
{
    struct relation *relation = &evaluator->ws->schema.relations.items[index];

    if (relation->is_broken) {
        evaluator->is_damaged = true;
        return false;
    }
    for (uint32_t place = 0; place < 2; place++) {
        struct way *way = way_by(relation, place);
        if (!way)
            continue;
        struct relation_row row = row_by(evaluator, relation, way, objects[place]);
        return row_contains(&row, objects[1 - place]);
    }
    know(evaluator, index);
    return tuples_contain(&relation->tuples, objects, relation->parameter_count);
}

/* ---- when a pair was found ---- */

static uint32_t tuple_stage(const struct relation *relation, const uint32_t *objects)
{
    uint32_t count = relation->parameter_count;

    for (uint32_t t = tuples_first(&relation->tuples, 0, objects[0]); t != 0;
         t = tuples_next(&relation->tuples, 0, t)) {
        bool is_same = true;
        for (uint32_t i = 0; i < count && is_same; i++)
            is_same = tuple_objects(&relation->tuples, t, count)[i] == objects[i];
        if (is_same)
            return relation->tuples.stages.items[t - 1];
    }
    return 0;
}

uint32_t relation_stage(struct evaluator *evaluator, uint32_t index, const uint32_t *objects)
{
    struct relation *relation = &evaluator->ws->schema.relations.items[index];
    const struct way *way = way_by(relation, 0);
    uint32_t below = evaluator->stages_below;
    uint32_t stage;

    if (relation->is_broken)
        return 0;
    evaluator->stages_below = 0;
    if (!way)
        way = way_by(relation, 1);
    if (way) {
        stage = relation_stage_by(evaluator, relation, way, objects);
    } else {
        know(evaluator, index);
        stage = tuple_stage(relation, objects);
    }
    evaluator->stages_below = below;
    return stage;
}

/* While a pair is proved, what was found after it does not count. */
static bool is_too_late(struct evaluator *evaluator, uint32_t index, const uint32_t *objects)
{
    return evaluator->stages_below != 0 &&
           in_one_component(evaluator->ws, index, evaluator->proved) &&
           relation_stage(evaluator, index, objects) >= evaluator->stages_below;
}

bool relation_holds(struct evaluator *evaluator, uint32_t index, const uint32_t *objects)
{
    return is_known_to_hold(evaluator, index, objects) && !is_too_late(evaluator, index, objects);
}

const struct set *relation_row(struct evaluator *evaluator, uint32_t index, uint32_t key_place,
                               uint32_t key)
{
    struct relation *relation = &evaluator->ws->schema.relations.items[index];
    struct way *way = relation->is_broken ? NULL : way_by(relation, key_place);
    struct set_builder builder;

    builder_init(&builder, evaluator, type_set(type_of(TYPE_OBJECT)));
    if (relation->is_broken) {
        evaluator->is_damaged = true;
    } else if (way) {
        struct set *set = ARENA_NEW(&evaluator->scratch, struct set);
        struct relation_row row = row_by(evaluator, relation, way, key);
        *set = (struct set){ .count = row.count, .is_sorted = true, .narrow = row.objects };
        return set;
    } else {
        know(evaluator, index);
        for (uint32_t t = tuples_first(&relation->tuples, key_place, key); t != 0;
             t = tuples_next(&relation->tuples, key_place, t))
            builder_add(&builder, tuple_objects(&relation->tuples, t, 2)[1 - key_place]);
    }
    return value_set(builder_finish(&builder));
}

/* The relation may be asked: those below it are not too many. */
static bool enter_relation(struct evaluator *evaluator, const struct node *node)
{
    const struct relation *relation = &evaluator->ws->schema.relations.items[node->index];

    evaluator->relation_depth += relation->depth + RELATION_FRAMES;
    if (evaluator->relation_depth <= RELATION_DEPTH_LIMIT)
        return take_steps(evaluator, 1);
    evaluation_fails(evaluator, node, MSG_E0602,
                     "relations that use relations are nested too deep here");
    return false;
}

static void leave_relation(struct evaluator *evaluator, const struct node *node)
{
    const struct relation *relation = &evaluator->ws->schema.relations.items[node->index];

    evaluator->relation_depth -= relation->depth + RELATION_FRAMES;
}

static value evaluate_row(struct evaluator *evaluator, const struct node *node)
{
    value key = evaluate(evaluator, node->a);
    value row = no_value(evaluator, node->type);

    if (key == VALUE_NONE)
        return row;
    if (enter_relation(evaluator, node))
        row = value_of_set(relation_row(evaluator, node->index, node->extra, (uint32_t)key));
    leave_relation(evaluator, node);
    return row;
}

value evaluate_relation(struct evaluator *evaluator, const struct node *node)
{
    uint32_t objects[RELATION_PARAMETERS_MOST];
    bool holds;

    if (node->op == NODE_RELATION_ROW)
        return evaluate_row(evaluator, node);
    for (uint32_t i = 0; i < node->argument_count; i++) {
        value object = evaluate(evaluator, node->arguments[i]);
        if (object == VALUE_NONE)
            return VALUE_NONE;
        objects[i] = (uint32_t)object;
    }
    holds = enter_relation(evaluator, node) && relation_holds(evaluator, node->index, objects);
    leave_relation(evaluator, node);
    return holds;
}
