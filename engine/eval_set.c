/* eval_set.c -- sets and aggregates. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "engine/eval.h"

/* ---- building ---- */

void builder_init(struct set_builder *builder, struct evaluator *evaluator, struct type type)
{
    *builder = (struct set_builder){ .evaluator = evaluator,
                                     .arena = &evaluator->scratch,
                                     .is_narrow = type_is_narrow(type) };
}

static void grow(struct set_builder *builder)
{
    uint32_t capacity = builder->capacity == 0 ? 8 : builder->capacity * 2;

    if (builder->is_narrow) {
        uint32_t *items = ARENA_ARRAY(builder->arena, uint32_t, capacity);
        if (builder->count > 0)
            memcpy(items, builder->narrow, builder->count * sizeof(*items));
        builder->narrow = items;
    } else {
        value *items = ARENA_ARRAY(builder->arena, value, capacity);
        if (builder->count > 0)
            memcpy(items, builder->wide, builder->count * sizeof(*items));
        builder->wide = items;
    }
    builder->capacity = capacity;
}

static int compare_words(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left;
    uint32_t b = *(const uint32_t *)right;

    return a < b ? -1 : a > b;
}

enum { FEW = 16 };

/* Most sets are small, and what comes is nearly in order. */
static void sort_few(uint32_t *words, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        uint32_t word = words[i];
        uint32_t at = i;
        for (; at > 0 && words[at - 1] > word; at--)
            words[at] = words[at - 1];
        words[at] = word;
    }
}

/* Each member once. */
static void sort_narrow(struct set_builder *builder)
{
    bool is_ascending = true;
    uint32_t kept = 0;

    for (uint32_t i = 1; i < builder->count && is_ascending; i++)
        is_ascending = builder->narrow[i - 1] < builder->narrow[i];
    if (is_ascending)
        return;
    if (builder->count <= FEW)
        sort_few(builder->narrow, builder->count);
    else
        qsort(builder->narrow, builder->count, sizeof(*builder->narrow), compare_words);
    for (uint32_t i = 0; i < builder->count; i++)
        if (i == 0 || builder->narrow[i] != builder->narrow[i - 1])
            builder->narrow[kept++] = builder->narrow[i];
    builder->count = kept;
}

/* Objects that come again and again take no more room than all objects there are. */
static bool make_room(struct set_builder *builder)
{
    if (builder->is_narrow)
        sort_narrow(builder);
    if (!take_members(builder->evaluator, builder->count))
        return false;
    if (builder->count >= builder->capacity / 2)
        grow(builder);
    return true;
}

void builder_add(struct set_builder *builder, value v)
{
    if (v == VALUE_NONE)
        return;
    if (builder->count == builder->capacity && !make_room(builder))
        return;
    if (builder->is_narrow)
        builder->narrow[builder->count++] = (uint32_t)v;
    else
        builder->wide[builder->count++] = v;
}

value builder_finish(struct set_builder *builder)
{
    struct set *set = ARENA_NEW(&builder->evaluator->scratch, struct set);

    if (builder->is_narrow && builder->count > 1)
        sort_narrow(builder);
    *set = (struct set){ .count = builder->count,
                         .is_sorted = builder->is_narrow,
                         .narrow = builder->narrow,
                         .wide = builder->wide };
    return value_of_set(set);
}

static void add_all(struct set_builder *builder, const struct set *set)
{
    for (uint32_t i = 0; i < set->count; i++)
        builder_add(builder, set_at(set, i));
}

/* ---- set operations ---- */

static value set_of(struct evaluator *evaluator, const struct node *node)
{
    struct set_builder builder;

    builder_init(&builder, evaluator, node->type);
    for (uint32_t i = 0; i < node->argument_count; i++)
        builder_add(&builder, evaluate(evaluator, node->arguments[i]));
    return builder_finish(&builder);
}

static value wrap(struct evaluator *evaluator, const struct node *node)
{
    struct set_builder builder;

    builder_init(&builder, evaluator, node->type);
    builder_add(&builder, evaluate(evaluator, node->a));
    return builder_finish(&builder);
}

static value unite(struct evaluator *evaluator, const struct node *node)
{
    const struct set *a = value_set(evaluate(evaluator, node->a));
    const struct set *b = value_set(evaluate(evaluator, node->b));
    struct set_builder builder;

    if (!type_is_narrow(node->type))
        return set_union(evaluator, node->type, a, b);
    take_scan(evaluator, (uint64_t)a->count + b->count);
    builder_init(&builder, evaluator, node->type);
    add_all(&builder, a);
    add_all(&builder, b);
    return builder_finish(&builder);
}

static value subtract(struct evaluator *evaluator, const struct node *node)
{
    const struct set *a = value_set(evaluate(evaluator, node->a));
    const struct set *b =
        set_in_order(evaluator, value_set(evaluate(evaluator, node->b)), type_element(node->type));
    struct set_builder builder;

    take_scan(evaluator, a->count);
    builder_init(&builder, evaluator, node->type);
    for (uint32_t i = 0; i < a->count; i++)
        if (!set_contains(evaluator, b, type_element(node->type), set_at(a, i)))
            builder_add(&builder, set_at(a, i));
    return builder_finish(&builder);
}

static bool in_one_catalogue(const struct workspace *ws, const struct object *a,
                             const struct object *b)
{
    return a->kind == b->kind && sym_equal(object_namespace(ws, a), object_namespace(ws, b));
}

/* All objects of the first end's kind and namespace declared from one end to the other. */
static value range(struct evaluator *evaluator, const struct node *node)
{
    const struct model *model = &evaluator->ws->model;
    value from = evaluate(evaluator, node->a);
    value to = evaluate(evaluator, node->b);
    struct set_builder builder;

    if (from == VALUE_NONE || to == VALUE_NONE)
        return no_value(evaluator, node->type);
    const struct object *first = model_object(model, (uint32_t)from);
    const struct object *last = model_object(model, (uint32_t)to);
    if (!in_one_catalogue(evaluator->ws, first, last) || first->decl.v > last->decl.v) {
        evaluation_fails(evaluator, node, MSG_E0308,
                         "a range needs two objects of one kind in one catalogue, the first "
                         "declared before the last");
        return no_value(evaluator, node->type);
    }
    const struct kind *kind = schema_kind(&evaluator->ws->schema, first->kind);
    take_scan(evaluator, kind->end_entity - kind->first_entity);
    builder_init(&builder, evaluator, node->type);
    for (uint32_t i = kind->first_entity; i < kind->end_entity; i++) {
        const struct object *object = model_object(model, i);
        if (object->decl.v >= first->decl.v && object->decl.v <= last->decl.v &&
            in_one_catalogue(evaluator->ws, object, first))
            builder_add(&builder, i);
    }
    return builder_finish(&builder);
}

struct collection {
    struct set_builder builder;
    const struct node *element;
};

static bool collect_one(struct evaluator *evaluator, void *self)
{
    struct collection *collection = self;

    builder_add(&collection->builder, evaluate(evaluator, collection->element));
    return !evaluator->is_exhausted;
}

/* Members from the arena `collected`, which is left as it was. */
static value keep_collected(struct set_builder *builder, struct arena_mark mark)
{
    struct arena *scratch = &builder->evaluator->scratch;
    struct set *set = (struct set *)(uintptr_t)value_set(builder_finish(builder));
    uint32_t *narrow = set->narrow ? ARENA_ARRAY(scratch, uint32_t, set->count) : NULL;
    value *wide = set->wide ? ARENA_ARRAY(scratch, value, set->count) : NULL;

    for (uint32_t i = 0; i < set->count; i++) {
        if (narrow)
            narrow[i] = set->narrow[i];
        else
            wide[i] = set->wide[i];
    }
    set->narrow = narrow;
    set->wide = wide;
    arena_rewind(builder->arena, mark);
    return value_of_set(set);
}

/*
 * Values that are words do not lie in the scratch arena: what they were computed with is forgotten
 * at once, and the members grow in an arena of their own. Lists inside of each other are finished
 * in the reverse order.
 */
static value collect(struct evaluator *evaluator, const struct node *node, struct type type)
{
    struct collection collection = { .element = node->a };
    struct arena_mark mark = arena_mark(&evaluator->collected);

    builder_init(&collection.builder, evaluator, type);
    if (!type_is_plain(type_element(type))) {
        run_generators(evaluator, node->generators, node->generator_count, collect_one,
                       &collection);
        return builder_finish(&collection.builder);
    }
    collection.builder.arena = &evaluator->collected;
    run_and_forget(evaluator, node->generators, node->generator_count, collect_one, &collection);
    return keep_collected(&collection.builder, mark);
}

/* ---- closures ---- */

static const struct set *start_of(struct evaluator *evaluator, const struct node *closure)
{
    value start = evaluate(evaluator, closure->a);
    struct set_builder builder;

    if (closure->a->type.is_set && value_set(start)->is_sorted)
        return value_set(start);
    builder_init(&builder, evaluator, closure->type);
    if (closure->a->type.is_set)
        add_all(&builder, value_set(start));
    else
        builder_add(&builder, start);
    return value_set(builder_finish(&builder));
}

static value close(struct evaluator *evaluator, const struct node *node)
{
    return value_of_set(
        closure_walk(evaluator, node->index, start_of(evaluator, node), node->extra != 0));
}

bool evaluate_closure_member(struct evaluator *evaluator, const struct node *closure, value member)
{
    return closure_contains(evaluator, closure->index, start_of(evaluator, closure),
                            closure->extra != 0, (uint32_t)member);
}

static value follow(struct evaluator *evaluator, const struct node *node)
{
    value from = evaluate(evaluator, node->a);
    value to = evaluate(evaluator, node->b);

    if (from == VALUE_NONE || to == VALUE_NONE) {
        if (node->op == NODE_REACHES)
            return VALUE_NONE;
        return value_of_set(ARENA_NEW(&evaluator->scratch, struct set));
    }
    if (node->op == NODE_REACHES)
        return closure_reaches(evaluator, node->index, (uint32_t)from, (uint32_t)to);
    return value_of_set(closure_path(evaluator, node->index, (uint32_t)from, (uint32_t)to));
}

value evaluate_set(struct evaluator *evaluator, const struct node *node)
{
    switch (node->op) {
    case NODE_SET_OF:
        return set_of(evaluator, node);
    case NODE_WRAP:
        return wrap(evaluator, node);
    case NODE_UNION:
        return unite(evaluator, node);
    case NODE_EXCEPT:
        return subtract(evaluator, node);
    case NODE_RANGE:
        return range(evaluator, node);
    case NODE_COMPREHENSION:
        return collect(evaluator, node, node->type);
    case NODE_CLOSURE:
        return close(evaluator, node);
    default:
        return follow(evaluator, node);
    }
}

/* ---- aggregates ---- */

static bool is_extreme(const struct node *node)
{
    return node->extra == FUNCTION_MAX || node->extra == FUNCTION_MIN;
}

static value value_of_none(const struct node *node)
{
    if (is_extreme(node))
        return VALUE_NONE;
    return node->extra == FUNCTION_PRODUCT ? DECIMAL_ONE : 0;
}

struct fold fold_start(const struct node *node)
{
    return (struct fold){ node, type_element(node->a->type), value_of_none(node), false };
}

static value add_durations(struct evaluator *evaluator, const struct node *node, value a, value b)
{
    int64_t amount = duration_amount(a) + duration_amount(b);

    if (durations_mix(a, b))
        return evaluation_fails(evaluator, node, MSG_E0323,
                                duration_unit(a) == DURATION_CLOCK ||
                                        duration_unit(b) == DURATION_CLOCK
                                    ? "this sum mixes months and hours"
                                    : "this sum mixes months and days");
    if (!duration_fits(amount))
        return evaluation_fails(evaluator, node, MSG_E0321, "this sum is too large");
    return value_of_duration(amount, duration_unit_of_sum(a, b));
}

value add_amounts(struct evaluator *evaluator, const struct node *node, value a, value b)
{
    decimal sum;

    if (node->type.base == TYPE_DURATION)
        return add_durations(evaluator, node, a, b);
    if (decimal_add(a, b, &sum))
        return sum;
    return evaluation_fails(evaluator, node, MSG_E0321, "this sum is too large");
}

static value multiply(struct evaluator *evaluator, const struct node *node, value a, value b)
{
    decimal product;

    if (decimal_multiply(a, b, &product))
        return product;
    return evaluation_fails(evaluator, node, MSG_E0321, "this product is too large");
}

void fold_value(struct evaluator *evaluator, struct fold *fold, value v)
{
    decimal sum;
    int order;

    if (v == VALUE_NONE && fold->node->extra != FUNCTION_COUNT)
        return;
    switch (fold->node->extra) {
    case FUNCTION_COUNT:
        if (v != VALUE_NONE && decimal_add(fold->result, DECIMAL_ONE, &sum))
            fold->result = sum;
        break;
    case FUNCTION_SUM:
        fold->result = add_amounts(evaluator, fold->node, fold->result, v);
        fold->has_failed = fold->result == VALUE_NONE;
        break;
    case FUNCTION_PRODUCT:
        fold->result = multiply(evaluator, fold->node, fold->result, v);
        fold->has_failed = fold->result == VALUE_NONE;
        break;
    default:
        order = fold->result == VALUE_NONE
                    ? 0
                    : compare_values(evaluator, fold->type, v, fold->result, fold->node->span);
        if (fold->result == VALUE_NONE ||
            (fold->node->extra == FUNCTION_MAX ? order > 0 : order < 0))
            fold->result = v;
    }
}

static bool fold_one(struct evaluator *evaluator, void *self)
{
    struct fold *fold = self;
    struct arena_mark mark = arena_mark(&evaluator->scratch);
    value before = fold->result;

    fold_value(evaluator, fold, evaluate(evaluator, fold->node->a));
    if (!is_extreme(fold->node) || type_is_plain(fold->type) || fold->result == before)
        arena_rewind(&evaluator->scratch, mark); /* the extreme may be a text that lies there */
    return !fold->has_failed && !evaluator->is_exhausted;
}

/* A text or a distribution that is the result so far lies in the scratch arena. */
static void fold_generators(struct evaluator *evaluator, struct fold *fold)
{
    const struct node *node = fold->node;

    if (type_is_plain(fold->type) || node->extra == FUNCTION_COUNT)
        run_and_forget(evaluator, node->generators, node->generator_count, fold_one, fold);
    else
        run_generators(evaluator, node->generators, node->generator_count, fold_one, fold);
}

value evaluate_aggregate(struct evaluator *evaluator, const struct node *node)
{
    struct fold fold = fold_start(node);
    bool is_narrow_count = node->extra == FUNCTION_COUNT && type_is_narrow(fold.type);

    /* Objects and symbols are counted once each, however often they come. */
    if (node->generator_count > 0 && !is_narrow_count) {
        fold_generators(evaluator, &fold);
        return fold.result;
    }
    const struct set *set =
        value_set(node->generator_count > 0 ? collect(evaluator, node, type_set(node->a->type))
                                            : evaluate(evaluator, node->a));
    if (node->extra == FUNCTION_COUNT)
        return (value)set->count * DECIMAL_ONE;
    take_scan(evaluator, set->count);
    for (uint32_t i = 0; i < set->count && !fold.has_failed; i++)
        fold_value(evaluator, &fold, set_at(set, i));
    return fold.result;
}
