/* eval_relation.c -- finding out which objects a relation holds between. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <stdlib.h>

#include "engine/eval.h"
#include "engine/relation_table.h"

/* Runs a step whose given variables are in their slots. */
static void run_step(struct evaluator *evaluator, const struct relation_step *step, visit_fn *visit,
                     void *self)
{
    struct arena_mark mark = arena_mark(&evaluator->scratch);

    if (!step->start || evaluate_condition(evaluator, step->start))
        run_and_forget(evaluator, &step->generators, visit, self);
    arena_rewind(&evaluator->scratch, mark);
}

/* ---- from one object: keyed and walking ways ---- */

struct gained { /* objects, each once, in the order in which they come */
    VEC(uint32_t) items;
    struct map seen;
};

static void gain(struct gained *gained, value object)
{
    if (object == VALUE_NONE || map_get(&gained->seen, (uint64_t)object) != 0)
        return;
    map_put(&gained->seen, (uint64_t)object, 1);
    VEC_PUSH(&gained->items, (uint32_t)object);
}

static void release_gained(struct gained *gained)
{
    VEC_RELEASE(&gained->items);
    map_release(&gained->seen);
}

struct search {
    const struct way *way;
    const struct relation_step *step; /* under way */
    struct gained found;              /* at the other place */
    struct gained places;             /* walks: where the walk came */
};

static bool find_pair(struct evaluator *evaluator, void *self)
{
    struct search *search = self;

    gain(&search->found, evaluator->slots[1 - search->way->key]);
    return !evaluator->is_exhausted;
}

static bool find_place(struct evaluator *evaluator, void *self)
{
    struct search *search = self;

    gain(&search->places, evaluate(evaluator, search->step->call->arguments[search->way->key]));
    return !evaluator->is_exhausted;
}

/* Pairs with the key: those that hold directly, and those that follow from each new one. */
static void search_by_key(struct evaluator *evaluator, struct search *search, uint32_t key)
{
    const struct way *way = search->way;
    uint32_t other = 1 - way->key;

    for (uint32_t s = 0; s < way->step_count; s++)
        if (!way->steps[s].call) {
            evaluator->slots[way->key] = key;
            run_step(evaluator, &way->steps[s], find_pair, search);
        }
    for (uint32_t at = 0; at < search->found.items.count && !evaluator->is_exhausted; at++)
        for (uint32_t s = 0; s < way->step_count; s++) {
            const struct relation_step *step = &way->steps[s];
            if (!step->call)
                continue;
            evaluator->slots[step->call_slots[way->key]] = key;
            evaluator->slots[step->call_slots[other]] = search->found.items.items[at];
            run_step(evaluator, step, find_pair, search);
        }
}

/* From the key as far as the steps lead; what holds at any place holds for the key. */
static void search_by_walking(struct evaluator *evaluator, struct search *search, uint32_t key)
{
    const struct way *way = search->way;

    gain(&search->places, key);
    for (uint32_t at = 0; at < search->places.items.count && !evaluator->is_exhausted; at++)
        for (uint32_t s = 0; s < way->step_count; s++) {
            search->step = &way->steps[s];
            evaluator->slots[way->key] = search->places.items.items[at];
            run_step(evaluator, search->step, search->step->call ? find_place : find_pair, search);
        }
}

static int compare_objects(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left;
    uint32_t b = *(const uint32_t *)right;

    return a < b ? -1 : a > b;
}

static struct relation_row keep_row(struct evaluator *evaluator, const struct gained *found)
{
    uint32_t count = found->items.count;
    uint32_t *objects = ARENA_ARRAY(evaluator->ws->arena, uint32_t, count);

    for (uint32_t i = 0; i < count; i++)
        objects[i] = found->items.items[i];
    if (count > 1)
        qsort(objects, count, sizeof(*objects), compare_objects);
    return (struct relation_row){ objects, count, evaluator->is_damaged };
}

static struct relation_row search_row(struct evaluator *evaluator, const struct relation *relation,
                                      const struct way *way, uint32_t key)
{
    struct search search = { .way = way };
    struct arena_mark mark = arena_mark(&evaluator->scratch);
    value *frame = evaluator_enter(evaluator, relation->slot_count);
    bool was_damaged = evaluator->is_damaged;
    struct relation_row row;

    evaluator->is_damaged = false;
    if (way->kind == WAY_KEYED)
        search_by_key(evaluator, &search, key);
    else
        search_by_walking(evaluator, &search, key);
    row = keep_row(evaluator, &search.found);
    evaluator->is_damaged = was_damaged;
    evaluator_leave(evaluator, frame);
    arena_rewind(&evaluator->scratch, mark);
    release_gained(&search.found);
    release_gained(&search.places);
    return row;
}

/* Each row is searched once. No pointer to it survives the next search. */
static struct relation_row row_by(struct evaluator *evaluator, struct relation *relation,
                                  struct way *way, uint32_t key)
{
    uint32_t place = map_get(&way->row_of, key);

    if (place == 0) {
        struct relation_row row = search_row(evaluator, relation, way, key);
        VEC_PUSH(&way->rows, row);
        place = way->rows.count;
        map_put(&way->row_of, key, place);
    }
    if (way->rows.items[place - 1].is_damaged)
        evaluator->is_damaged = true;
    return way->rows.items[place - 1];
}

/* ---- the whole relation ---- */

struct growth {
    struct relation *relation;
};

static bool add_tuple(struct evaluator *evaluator, void *self)
{
    struct growth *growth = self;
    uint32_t objects[RELATION_PARAMETERS_MOST];

    for (uint32_t i = 0; i < growth->relation->parameter_count; i++)
        objects[i] = (uint32_t)evaluator->slots[i];
    tuples_add(&growth->relation->tuples, objects, growth->relation->parameter_count);
    return !evaluator->is_exhausted;
}

static void grow(struct evaluator *evaluator, struct relation *relation,
                 const struct relation_step *step, const uint32_t *pair)
{
    struct growth growth = { relation };
    struct arena_mark mark = arena_mark(&evaluator->scratch);
    value *frame = evaluator_enter(evaluator, relation->slot_count);

    for (uint32_t i = 0; step->call && i < step->call->argument_count; i++)
        evaluator->slots[step->call_slots[i]] = pair[i];
    run_step(evaluator, step, add_tuple, &growth);
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

    if (relation->state == RELATION_UNKNOWN)
        know_all(evaluator, index);
    if (relation->is_damaged)
        evaluator->is_damaged = true;
}

bool relation_holds(struct evaluator *evaluator, uint32_t index, const uint32_t *objects)
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

/* ---- indices ---- */

struct index_builder {
    struct evaluator *evaluator;
    const struct member_index *index;
    VEC(struct pending_item) pairs; /* row: the value; item: the object */
};

static void index_object(struct index_builder *builder, uint32_t object)
{
    struct evaluator *evaluator = builder->evaluator;
    const struct node *path = builder->index->path;
    struct arena_mark mark = arena_mark(&evaluator->scratch);
    value v;

    evaluator->slots[builder->index->slot] = object;
    v = evaluate(evaluator, path);
    if (!path->type.is_set && v != VALUE_NONE)
        VEC_PUSH(&builder->pairs, (struct pending_item){ (uint32_t)v, object });
    for (uint32_t i = 0; path->type.is_set && i < value_set(v)->count; i++)
        VEC_PUSH(&builder->pairs,
                 (struct pending_item){ (uint32_t)set_at(value_set(v), i), object });
    arena_rewind(&evaluator->scratch, mark);
}

static struct edges *compress_pairs(struct workspace *ws, const struct pending_item *pairs,
                                    uint32_t count)
{
    struct edges *edges = ARENA_NEW(ws->arena, struct edges);
    uint32_t *starts = ARENA_ARRAY(ws->arena, uint32_t, (size_t)ws->model.count + 3);
    uint32_t *items = ARENA_ARRAY(ws->arena, uint32_t, count);

    for (uint32_t i = 0; i < count; i++)
        starts[pairs[i].row + 1]++;
    for (uint32_t i = 0; i <= ws->model.count; i++)
        starts[i + 1] += starts[i];
    starts[ws->model.count + 2] = count;
    for (uint32_t i = count; i > 0; i--) /* from behind, so that rows stay ascending */
        items[--starts[pairs[i - 1].row + 1]] = (uint32_t)pairs[i - 1].item;
    *edges = (struct edges){ 0, ws->model.count + 1, starts + 1, items };
    return edges;
}

const struct edges *member_index_edges(struct evaluator *evaluator, struct member_index *index)
{
    struct workspace *ws = evaluator->ws;
    struct index_builder builder = { .evaluator = evaluator, .index = index };
    bool was_damaged = evaluator->is_damaged;

    if (!index->edges) {
        evaluator->is_damaged = false;
        for (uint32_t object = 1; object <= ws->model.count; object++)
            if (type_admits_kind(&ws->schema, index->type, model_object(&ws->model, object)->kind))
                index_object(&builder, object);
        index->edges = compress_pairs(ws, builder.pairs.items, builder.pairs.count);
        index->is_damaged = evaluator->is_damaged;
        evaluator->is_damaged = was_damaged;
        VEC_RELEASE(&builder.pairs);
    }
    if (index->is_damaged)
        evaluator->is_damaged = true;
    return index->edges;
}
