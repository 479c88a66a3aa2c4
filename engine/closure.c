/* closure.c -- walking references, and folding over all that is reached. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/closure.h"

#include <stdlib.h>
#include <string.h>

#include "engine/eval.h"
#include "engine/links.h"
#include "engine/reach.h"
#include "engine/scc.h"

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

/* Some link of the field may be missing because its text could not be understood. */
static bool links_are_damaged(const struct schema *schema, uint32_t field)
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
        closures->reaches.items[field] = reach_new(evaluator->ws->arena, edges);
        take_steps(evaluator, (uint64_t)edges->count + edges->starts[edges->count]);
    }
    return closures->reaches.items[field];
}

bool closure_reaches(struct evaluator *evaluator, uint32_t field, uint32_t from, uint32_t to)
{
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

/* ---- tables ---- */

struct folding {
    struct evaluator *evaluator;
    struct closure_table *table;
    const struct edges *edges;
    struct scc scc;
    struct folded *own;   /* by row: what the object itself gives */
    struct folded *whole; /* by component: folded over all it reaches, itself included */
};

static struct folded neutral(const struct closure_table *table)
{
    value v = table->fold == FOLD_EVERY ? 1 : table->fold == FOLD_SOME ? 0 : VALUE_NONE;

    return (struct folded){ v, false };
}

static value combine_values(const struct folding *folding, value a, value b)
{
    const struct closure_table *table = folding->table;
    int order;

    switch (table->fold) {
    case FOLD_SOME:
        return a == 1 || b == 1;
    case FOLD_EVERY:
        return a == 1 && b == 1;
    case FOLD_MAX:
    case FOLD_MIN:
        if (a == VALUE_NONE || b == VALUE_NONE)
            return a == VALUE_NONE ? b : a;
        order = compare_values(folding->evaluator, type_required(table->element->type), a, b,
                               table->element->span);
        return (table->fold == FOLD_MAX ? order >= 0 : order <= 0) ? a : b;
    }
    return VALUE_NONE;
}

/* Comparing may fail too (months with days). */
static struct folded combine(const struct folding *folding, struct folded a, struct folded b)
{
    struct evaluator *evaluator = folding->evaluator;
    bool was_damaged = evaluator->is_damaged;
    struct folded result;

    evaluator->is_damaged = a.is_damaged || b.is_damaged;
    result.v = combine_values(folding, a.v, b.v);
    result.is_damaged = evaluator->is_damaged;
    evaluator->is_damaged = was_damaged;
    return result;
}

/* What one object gives to the fold. */
static struct folded own_value(struct evaluator *evaluator, const struct closure_table *table,
                               uint32_t object)
{
    struct arena_mark mark = arena_mark(&evaluator->scratch);
    bool was_damaged = evaluator->is_damaged;
    struct folded result = neutral(table);

    take_steps(evaluator, 1);
    evaluator->is_damaged = false;
    evaluator->slots[table->slot] = object;
    if (!table->filter || evaluate_condition(evaluator, table->filter))
        result.v = table->element ? evaluate(evaluator, table->element) : 1;
    result.is_damaged = evaluator->is_damaged;
    evaluator->is_damaged = was_damaged;
    arena_rewind(&evaluator->scratch, mark);
    return result;
}

/* Edges lead to objects beyond the rows too (a role behind a person): those give their own value.
 */
static struct folded target_value(const struct folding *folding, uint32_t target)
{
    uint32_t row = target - folding->table->first;

    if (target >= folding->table->first && row < folding->table->count)
        return folding->whole[folding->scc.component[row]];
    return own_value(folding->evaluator, folding->table, target);
}

static struct folded fold_targets(const struct folding *folding, uint32_t row)
{
    struct folded result = neutral(folding->table);

    for (uint32_t i = folding->edges->starts[row]; i < folding->edges->starts[row + 1]; i++)
        result = combine(folding, result, target_value(folding, folding->edges->items[i]));
    return result;
}

static void fold_component(struct folding *folding, uint32_t component)
{
    const struct scc *scc = &folding->scc;
    struct folded result = neutral(folding->table);

    for (uint32_t i = scc->starts[component]; i < scc->starts[component + 1]; i++)
        result = combine(folding, result, folding->own[scc->members[i]]);
    folding->whole[component] = neutral(folding->table);
    for (uint32_t i = scc->starts[component]; i < scc->starts[component + 1]; i++)
        result = combine(folding, result, fold_targets(folding, scc->members[i]));
    folding->whole[component] = result;
}

static bool is_cyclic(const struct folding *folding, uint32_t component)
{
    const struct scc *scc = &folding->scc;
    uint32_t row = scc->members[scc->starts[component]];

    if (scc->starts[component + 1] - scc->starts[component] > 1)
        return true;
    for (uint32_t i = folding->edges->starts[row]; i < folding->edges->starts[row + 1]; i++)
        if (folding->edges->items[i] == folding->table->first + row)
            return true;
    return false;
}

/* For `+` an object counts itself only when it lies on a circle. */
static void fill_results(struct folding *folding)
{
    struct closure_table *table = folding->table;

    for (uint32_t row = 0; row < table->count; row++) {
        uint32_t component = folding->scc.component[row];
        if (table->is_plus && !is_cyclic(folding, component))
            table->results[row] = fold_targets(folding, row);
        else
            table->results[row] = folding->whole[component];
    }
}

/* Targets as rows; those beyond get a number that scc_compute ignores. */
static const uint32_t *rows_of_targets(struct arena *arena, const struct edges *edges)
{
    uint32_t total = edges->starts[edges->count];
    uint32_t *rows = ARENA_ARRAY(arena, uint32_t, total);

    for (uint32_t i = 0; i < total; i++)
        rows[i] = edges->items[i] - edges->first;
    return rows;
}

void closure_evaluate(struct evaluator *evaluator, struct closure_table *table)
{
    struct workspace *ws = evaluator->ws;
    struct folding folding = { .evaluator = evaluator, .table = table };
    value *frame = evaluator_enter(evaluator, table->slot_count);
    bool was_damaged = evaluator->is_damaged;
    struct arena work = { 0 };

    evaluator->is_damaged = false;
    folding.edges = edges_for(evaluator, table->field);
    table->is_damaged = evaluator->is_damaged;
    evaluator->is_damaged = was_damaged;
    table->first = folding.edges->first;
    table->count = folding.edges->count;
    table->results = ARENA_ARRAY(ws->arena, struct folded, (size_t)table->count + 1);
    folding.scc = scc_compute(&work, table->count, folding.edges->starts,
                              rows_of_targets(&work, folding.edges));
    folding.own = ARENA_ARRAY(&work, struct folded, table->count);
    folding.whole = ARENA_ARRAY(&work, struct folded, folding.scc.count);
    for (uint32_t row = 0; row < table->count; row++)
        folding.own[row] = own_value(evaluator, table, table->first + row);
    for (uint32_t component = 0; component < folding.scc.count; component++)
        fold_component(&folding, component);
    fill_results(&folding);
    arena_release(&work);
    evaluator_leave(evaluator, frame);
}

static struct folded look_up(struct evaluator *evaluator, const struct closure_table *table,
                             uint32_t object)
{
    uint32_t row = object - table->first;
    struct folded result;
    value *frame;

    if (object >= table->first && row < table->count)
        return table->results[row];
    if (table->is_plus)
        return neutral(table);
    frame = evaluator_enter(evaluator, table->slot_count);
    result = own_value(evaluator, table, object);
    evaluator_leave(evaluator, frame);
    return result;
}

value closure_lookup(struct evaluator *evaluator, const struct closure_table *table,
                     uint32_t object)
{
    struct folded found = look_up(evaluator, table, object);

    if (found.is_damaged || table->is_damaged)
        evaluator->is_damaged = true;
    return found.v;
}
