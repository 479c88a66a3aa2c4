/* closure.c -- walking references. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/closure.h"

#include <stdlib.h>
#include <string.h>

#include "engine/components.h"
#include "engine/eval.h"
#include "engine/links.h"
#include "engine/reach.h"

/* ---- walks from one place ---- */

struct queue {
    uint32_t *items;
    uint32_t count, capacity;
};

static void push(struct queue *queue, uint32_t object)
{
    if (queue->count == queue->capacity)
        queue->items = vec_grow(queue->items, &queue->capacity, (size_t)queue->count + 1,
                                sizeof(*queue->items));
    queue->items[queue->count++] = object;
}

/* Marks of earlier walks are told apart by number, so that nothing is cleared between walks. */
static void start_walk(struct evaluator *evaluator)
{
    uint32_t objects = evaluator->ws->model.count + 1;
    uint32_t capacity = 0;

    if (!evaluator->visited || evaluator->walk == UINT32_MAX) {
        vec_free(evaluator->visited);
        evaluator->visited = vec_grow(NULL, &capacity, objects, sizeof(*evaluator->visited));
        memset(evaluator->visited, 0, (size_t)objects * sizeof(*evaluator->visited));
        evaluator->walk = 0;
    }
    evaluator->walk++;
}

static bool visit_once(struct evaluator *evaluator, uint32_t object)
{
    if (evaluator->visited[object] == evaluator->walk)
        return false;
    evaluator->visited[object] = evaluator->walk;
    return true;
}

static bool head_is_damaged(const struct schema *schema, const struct field_def *def)
{
    uint32_t kind = type_single_kind(schema, def->type);
    uint32_t head = kind == 0 ? 0 : schema_kind(schema, kind)->head;

    return head != 0 && schema_field(schema, head)->is_damaged;
}

bool links_are_damaged(const struct schema *schema, uint32_t field)
{
    const struct field_def *def = schema_field(schema, field);

    if (head_is_damaged(schema, def))
        return true;
    if (def->flags & FIELD_INVERSE)
        def = schema_field(schema, def->inverse_of);
    return def->is_damaged || head_is_damaged(schema, def);
}

static const struct edges *edges_for(struct evaluator *evaluator, uint32_t field)
{
    if (links_are_damaged(&evaluator->ws->schema, field))
        evaluator->is_damaged = true;
    return field_links(evaluator->ws, field);
}

static void push_targets(struct evaluator *evaluator, const struct edges *edges, uint32_t object,
                         struct queue *queue)
{
    uint32_t count;
    const uint32_t *targets = edges_of(edges, object, &count);

    take_steps(evaluator, count);
    for (uint32_t i = 0; i < count; i++)
        if (visit_once(evaluator, targets[i]))
            push(queue, targets[i]);
}

const struct set *closure_walk(struct evaluator *evaluator, uint32_t field, const struct set *start,
                               bool is_plus)
{
    const struct edges *edges = edges_for(evaluator, field);
    struct queue queue = { 0 };
    struct set_builder builder;

    start_walk(evaluator);
    for (uint32_t i = 0; i < start->count; i++) {
        uint32_t object = (uint32_t)set_at(start, i);
        if (is_plus)
            push_targets(evaluator, edges, object, &queue);
        else if (visit_once(evaluator, object))
            push(&queue, object);
    }
    for (uint32_t next = 0; next < queue.count && !evaluator->is_exhausted; next++)
        push_targets(evaluator, edges, queue.items[next], &queue);
    builder_init(&builder, evaluator, type_set(type_of(TYPE_OBJECT)));
    for (uint32_t i = 0; i < queue.count; i++)
        builder_add(&builder, queue.items[i]);
    vec_free(queue.items);
    return value_set(builder_finish(&builder));
}

/* Made when the first question about the field comes. */
static struct reach *reach_along(struct evaluator *evaluator, uint32_t field)
{
    struct closures *closures = &evaluator->ws->closures;
    const struct edges *edges = edges_for(evaluator, field);

    while (closures->reaches.count <= field)
        VEC_PUSH(&closures->reaches, NULL);
    if (!closures->reaches.items[field]) {
        closures->reaches.items[field] = reach_new(
            evaluator->ws->arena, edges, field_components_either_way(evaluator->ws, field));
        take_steps(evaluator, (uint64_t)edges->count + edges->starts[edges->count]);
    }
    return closures->reaches.items[field];
}

static const struct reach *reach_made(const struct evaluator *evaluator, uint32_t field)
{
    const struct closures *closures = &evaluator->ws->closures;

    return field < closures->reaches.count ? closures->reaches.items[field] : NULL;
}

const struct reach *closure_answers(const struct evaluator *evaluator, uint32_t field)
{
    return links_are_damaged(&evaluator->ws->schema, field) ? NULL : reach_made(evaluator, field);
}

/* Beside others only what is known can be told: neither searching nor remembering. */
static bool reaches_beside(struct evaluator *evaluator, uint32_t field, uint32_t from, uint32_t to)
{
    const struct reach *reach = reach_made(evaluator, field);
    enum reach_answer answer = reach ? reach_known(reach, from, to) : REACH_OPEN;

    if (answer == REACH_OPEN || links_are_damaged(&evaluator->ws->schema, field))
        evaluator->is_damaged = true;
    take_steps(evaluator, 1);
    return answer == REACH_YES;
}

bool closure_reaches(struct evaluator *evaluator, uint32_t field, uint32_t from, uint32_t to)
{
    if (evaluator->is_beside)
        return reaches_beside(evaluator, field, from, to);
    struct reach *reach = reach_along(evaluator, field);
    uint64_t steps = 0;
    bool holds = reach_holds(reach, from, to, &steps);

    take_steps(evaluator, steps);
    return holds;
}

bool closure_contains(struct evaluator *evaluator, uint32_t field, const struct set *start,
                      bool is_plus, uint32_t member)
{
    struct reach *reach = reach_along(evaluator, field);
    uint64_t steps = 0;
    bool contains = false;

    for (uint32_t i = 0; i < start->count && !contains; i++) {
        uint32_t from = (uint32_t)set_at(start, i);
        contains = (!is_plus && from == member) || reach_holds(reach, from, member, &steps);
    }
    take_steps(evaluator, steps);
    return contains;
}

/* Breadth first, targets ascending: the first path found is a shortest one with the smallest
 * numbers. */
const struct set *closure_path(struct evaluator *evaluator, uint32_t field, uint32_t from,
                               uint32_t to)
{
    const struct edges *edges = edges_for(evaluator, field);
    struct queue queue = { 0 };
    struct queue before = { 0 }; /* index in the queue of the object that led here */
    struct set *path = ARENA_NEW(&evaluator->scratch, struct set);
    uint32_t *steps;
    uint32_t length = 1;
    uint32_t at = 0;

    start_walk(evaluator);
    push(&queue, from);
    push(&before, 0);
    while (at < queue.count && (at == 0 || queue.items[at] != to)) {
        push_targets(evaluator, edges, queue.items[at], &queue);
        while (before.count < queue.count)
            push(&before, at);
        at++;
    }
    if (at < queue.count) {
        for (uint32_t i = at; i != 0; i = before.items[i])
            length++;
        steps = ARENA_ARRAY(&evaluator->scratch, uint32_t, length);
        path->count = length;
        path->keeps_order = true;
        path->narrow = steps;
        for (uint32_t i = at; length > 0; i = before.items[i])
            steps[--length] = queue.items[i];
    }
    vec_free(queue.items);
    vec_free(before.items);
    return path;
}
