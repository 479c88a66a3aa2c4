/* eval.c -- running nodes. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/eval.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/decimal.h"
#include "engine/links.h"
#include "engine/objects.h"

void evaluator_init(struct evaluator *evaluator, struct workspace *ws)
{
    *evaluator = (struct evaluator){ .ws = ws };
}

void evaluator_release(struct evaluator *evaluator)
{
    arena_release(&evaluator->scratch);
    map_release(&evaluator->reported);
    vec_free(evaluator->visited);
}

value *evaluator_enter(struct evaluator *evaluator, uint32_t slot_count)
{
    value *before = evaluator->slots;

    evaluator->slots = ARENA_ARRAY(&evaluator->scratch, value, (size_t)slot_count + 1);
    return before;
}

void evaluator_leave(struct evaluator *evaluator, value *frame)
{
    evaluator->slots = frame;
}

value text_value(struct evaluator *evaluator, struct str text)
{
    struct str *own = ARENA_NEW(&evaluator->scratch, struct str);

    *own = text;
    return value_of_text(own);
}

value evaluation_fails(struct evaluator *evaluator, const struct node *node, enum message message,
                       const char *format, ...)
{
    char text[200];
    va_list arguments;

    evaluator->is_damaged = true;
    if (map_get(&evaluator->reported, map_pair(node->span.lo, node->span.hi)) != 0)
        return VALUE_NONE;
    map_put(&evaluator->reported, map_pair(node->span.lo, node->span.hi), 1);
    va_start(arguments, format);
    vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    diag_add(evaluator->ws->sink, message, node->span, "%s", text);
    return VALUE_NONE;
}

/* ---- fields ---- */

static bool is_damaged_cell(const struct workspace *ws, uint32_t field, uint32_t object)
{
    const struct field_def *def = schema_field(&ws->schema, field);

    if (def->is_damaged && (def->flags & FIELD_COMPUTED) && !def->plan)
        return true;
    if (!model_object(&ws->model, object)->is_damaged)
        return false;
    return !def->column || !column_has(def->column, object) ||
           map_get(&ws->model.damaged_fields, map_pair(object, field)) != 0;
}

static value set_of_edges(struct evaluator *evaluator, const struct edges *edges, uint32_t object)
{
    struct set *set = ARENA_NEW(&evaluator->scratch, struct set);

    set->narrow = edges_of(edges, object, &set->count);
    set->is_sorted = true;
    if (!set->narrow) { /* an empty set of objects is still a narrow one */
        static const uint32_t NOTHING[1] = { 0 };
        set->narrow = NOTHING;
    }
    return value_of_set(set);
}

static value empty_set(struct evaluator *evaluator)
{
    return value_of_set(ARENA_NEW(&evaluator->scratch, struct set));
}

value read_field(struct evaluator *evaluator, uint32_t field, uint32_t object)
{
    struct workspace *ws = evaluator->ws;
    const struct field_def *def = schema_field(&ws->schema, field);

    if (def->flags & FIELD_INVERSE) {
        if (schema_field(&ws->schema, def->inverse_of)->is_damaged)
            evaluator->is_damaged = true;
        return set_of_edges(evaluator, field_links(ws, field), object);
    }
    if (is_damaged_cell(ws, field, object))
        evaluator->is_damaged = true;
    if (!def->column)
        return def->type.is_set ? empty_set(evaluator) : VALUE_NONE;
    return column_get(def->column, object, &evaluator->scratch);
}

static bool has_field(const struct workspace *ws, uint32_t field, uint32_t object)
{
    const struct field_def *def = schema_field(&ws->schema, field);
    const struct kind *kind = schema_kind(&ws->schema, def->kind);

    return object >= kind->first_entity && object < kind->end_entity;
}

/* A field of an object of a union: whichever candidate its kind has. */
static value read_any_field(struct evaluator *evaluator, const struct node *node, uint32_t object)
{
    if (node->field_count == 0)
        return has_field(evaluator->ws, node->index, object)
                   ? read_field(evaluator, node->index, object)
               : schema_field(&evaluator->ws->schema, node->index)->type.is_set
                   ? empty_set(evaluator)
                   : VALUE_NONE;
    for (uint32_t i = 0; i < node->field_count; i++)
        if (has_field(evaluator->ws, node->fields[i], object))
            return read_field(evaluator, node->fields[i], object);
    return node->type.is_set ? empty_set(evaluator) : VALUE_NONE;
}

static bool field_is_set(const struct evaluator *evaluator, const struct node *node)
{
    return schema_field(&evaluator->ws->schema, node->index)->type.is_set;
}

/* Maps over a set of objects and flattens. */
static value evaluate_field_each(struct evaluator *evaluator, const struct node *node)
{
    const struct set *objects = value_set(evaluate(evaluator, node->a));
    struct set_builder builder;

    builder_init(&builder, evaluator, node->type);
    for (uint32_t i = 0; i < objects->count; i++) {
        value v = read_any_field(evaluator, node, (uint32_t)set_at(objects, i));
        if (!field_is_set(evaluator, node)) {
            builder_add(&builder, v);
            continue;
        }
        const struct set *members = value_set(v);
        for (uint32_t m = 0; m < members->count; m++)
            builder_add(&builder, set_at(members, m));
    }
    return builder_finish(&builder);
}

static value evaluate_builtin_each(struct evaluator *evaluator, const struct node *node)
{
    const struct set *objects = value_set(evaluate(evaluator, node->a));
    struct set_builder builder;

    builder_init(&builder, evaluator, node->type);
    for (uint32_t i = 0; i < objects->count; i++)
        builder_add(&builder, evaluate_builtin(evaluator, (enum builtin_field)node->index,
                                               (uint32_t)set_at(objects, i)));
    return builder_finish(&builder);
}

static value optional_text(struct evaluator *evaluator, struct str text)
{
    return text.len == 0 ? VALUE_NONE : text_value(evaluator, text);
}

value evaluate_builtin(struct evaluator *evaluator, enum builtin_field field, uint32_t object)
{
    struct workspace *ws = evaluator->ws;
    const struct object *found = model_object(&ws->model, object);
    const struct decl *decl = ast_decl(ws->ast, found->decl);

    switch (field) {
    case BUILTIN_ID:
        return text_value(evaluator, object_text(ws, object));
    case BUILTIN_TITLE:
        return optional_text(evaluator,
                             found->owner != 0 ? (struct str){ 0 } : string_of(ws, decl->title));
    case BUILTIN_KIND:
        return text_value(evaluator, name_text(ws, schema_kind(&ws->schema, found->kind)->name));
    case BUILTIN_SOURCE: {
        struct place place = source_map_place(ws->lang->sources, object_span(ws, object).lo);
        return text_value(evaluator, arena_format(&evaluator->scratch, "%.*s:%u",
                                                  STR_ARG(place.path), place.line));
    }
    case BUILTIN_DOC:
        return optional_text(evaluator,
                             ast_doc(ws->lang->sources, &evaluator->scratch, decl->doc));
    }
    return VALUE_NONE;
}

/* ---- objects of a kind ---- */

static value evaluate_extent(struct evaluator *evaluator, const struct node *node)
{
    const struct workspace *ws = evaluator->ws;
    const struct kind *kind = schema_kind(&ws->schema, node->index);
    struct set_builder builder;

    builder_init(&builder, evaluator, node->type);
    for (uint32_t object = kind->first_entity; object < kind->end_entity; object++)
        if (node->extra == 0 || model_object(&ws->model, object)->namespace_.v == node->extra)
            builder_add(&builder, object);
    return builder_finish(&builder);
}

static value evaluate_is_a(struct evaluator *evaluator, const struct node *node)
{
    value object = evaluate(evaluator, node->a);
    const struct kind *kind = schema_kind(&evaluator->ws->schema, node->index);

    if (object == VALUE_NONE)
        return VALUE_NONE;
    bool is_a = object >= kind->first_entity && object < kind->end_entity;
    return is_a != (node->extra != 0);
}

/* ---- lets and matrices ---- */

/* A constant is ready before anything that reads it (definitions.h). */
static value evaluate_let(struct evaluator *evaluator, uint32_t let)
{
    const struct let_def *def = &evaluator->ws->schema.lets.items[let];

    assert(def->is_evaluated);
    if (def->is_damaged)
        evaluator->is_damaged = true;
    return def->constant;
}

static value evaluate_call(struct evaluator *evaluator, const struct node *node)
{
    const struct let_def *def = &evaluator->ws->schema.lets.items[node->index];
    uint32_t slots = def->slots > node->argument_count ? def->slots : node->argument_count;
    value *inner = ARENA_ARRAY(&evaluator->scratch, value, (size_t)slots + 1);
    value *frame = evaluator->slots;
    value v;

    for (uint32_t i = 0; i < node->argument_count; i++) {
        inner[i] = evaluate(evaluator, node->arguments[i]);
        if (inner[i] == VALUE_NONE && !def->parameters[i].type.is_optional)
            return VALUE_NONE;
    }
    evaluator->slots = inner;
    v = evaluate(evaluator, def->plan);
    evaluator->slots = frame;
    return v;
}

static value evaluate_matrix(struct evaluator *evaluator, const struct node *node)
{
    const struct matrix *matrix = &evaluator->ws->schema.matrices.items[node->index];
    value row = evaluate(evaluator, node->arguments[0]);
    value column = node->argument_count > 1 ? evaluate(evaluator, node->arguments[1]) : 1;
    uint8_t cell;

    if (row == VALUE_NONE || column == VALUE_NONE)
        return VALUE_NONE;
    cell = matrix->cells[(uint32_t)(row - 1) * matrix->first_cells + (uint32_t)(column - 1)];
    if (cell == 0)
        evaluator->is_damaged = true;
    return cell == 0 ? VALUE_NONE : cell;
}

/* ---- logic ---- */

static value evaluate_compare(struct evaluator *evaluator, const struct node *node)
{
    value a = evaluate(evaluator, node->a);
    value b = evaluate(evaluator, node->b);
    int order;

    if (a == VALUE_NONE || b == VALUE_NONE)
        return VALUE_NONE;
    if (node->extra == EXPR_EQUAL)
        return equal_values(node->a->type, a, b);
    if (node->extra == EXPR_UNEQUAL)
        return !equal_values(node->a->type, a, b);
    order = compare_values(evaluator, node->a->type, a, b, node->span);
    switch (node->extra) {
    case EXPR_LESS:
        return order < 0;
    case EXPR_LESS_EQUAL:
        return order <= 0;
    case EXPR_GREATER:
        return order > 0;
    default:
        return order >= 0;
    }
}

static bool is_member(struct evaluator *evaluator, const struct set *set, struct type type, value v)
{
    evaluator->steps += set->count / 16;
    if (set->is_sorted && set->narrow && set->count > 16) {
        uint32_t low = 0;
        uint32_t high = set->count;
        while (low < high) {
            uint32_t middle = low + (high - low) / 2;
            if (set->narrow[middle] < (uint32_t)v)
                low = middle + 1;
            else
                high = middle;
        }
        return low < set->count && set->narrow[low] == (uint32_t)v;
    }
    for (uint32_t i = 0; i < set->count; i++)
        if (equal_values(type, set_at(set, i), v))
            return true;
    return false;
}

static value evaluate_member(struct evaluator *evaluator, const struct node *node)
{
    value v = evaluate(evaluator, node->a);
    const struct set *set;

    if (v == VALUE_NONE)
        return VALUE_NONE;
    set = value_set(evaluate(evaluator, node->b));
    return is_member(evaluator, set, type_element(node->b->type), v) != (node->extra != 0);
}

static value evaluate_if(struct evaluator *evaluator, const struct node *node)
{
    return evaluate_condition(evaluator, node->a) ? evaluate(evaluator, node->b)
                                                  : evaluate(evaluator, node->c);
}

static value evaluate_otherwise(struct evaluator *evaluator, const struct node *node)
{
    value v = evaluate(evaluator, node->a);

    if (node->a->type.is_set)
        return value_set(v)->count == 0 ? evaluate(evaluator, node->b) : v;
    return v == VALUE_NONE ? evaluate(evaluator, node->b) : v;
}

bool evaluate_condition(struct evaluator *evaluator, const struct node *condition)
{
    struct arena_mark mark = arena_mark(&evaluator->scratch);
    value v = evaluate(evaluator, condition);

    arena_rewind(&evaluator->scratch, mark);
    return v == 1;
}

/* ---- quantifiers ---- */

struct quantifier {
    const struct node *node;
    uint64_t found;
    uint64_t enough; /* how many settle the question */
};

static bool count_one(struct evaluator *evaluator, void *self)
{
    struct quantifier *quantifier = self;
    const struct node *node = quantifier->node;
    bool counts = !node->a || evaluate_condition(evaluator, node->a) != (node->extra == EXPR_EVERY);

    if (counts)
        quantifier->found++;
    return quantifier->found < quantifier->enough;
}

/* For `every` the exceptions are counted. */
static value evaluate_quantifier(struct evaluator *evaluator, const struct node *node)
{
    struct quantifier quantifier = { node, 0, 1 };

    if (node->extra == EXPR_EXACTLY || node->extra == EXPR_AT_MOST)
        quantifier.enough = (uint64_t)node->index + 1;
    else if (node->extra == EXPR_AT_LEAST)
        quantifier.enough = node->index == 0 ? 1 : node->index;
    run_generators(evaluator, node->generators, node->generator_count, count_one, &quantifier);
    switch (node->extra) {
    case EXPR_SOME:
        return quantifier.found > 0;
    case EXPR_EXACTLY:
        return quantifier.found == node->index;
    case EXPR_AT_LEAST:
        return quantifier.found >= node->index;
    case EXPR_AT_MOST:
        return quantifier.found <= node->index;
    default: /* no, every */
        return quantifier.found == 0;
    }
}

/* ---- generators ---- */

struct run {
    const struct generator *generators;
    uint32_t count;
    visit_fn *visit;
    void *self;
    uint32_t *skipped; /* where damaged inputs of skipped combinations are counted; or NULL */
};

/* Damage that kept a combination out is counted apart, so that it does not stain the next one. */
static void count_skipped(struct evaluator *evaluator, const struct run *run)
{
    if (!run->skipped || !evaluator->is_damaged)
        return;
    evaluator->is_damaged = false;
    ++*run->skipped;
}

static bool run_from(struct evaluator *evaluator, const struct run *run, uint32_t at);

static bool take_step(struct evaluator *evaluator)
{
    if (++evaluator->steps < (uint64_t)STEPS_MOST_BILLIONS * 1000000000)
        return true;
    evaluator->is_exhausted = true;
    return false;
}

static bool run_value(struct evaluator *evaluator, const struct run *run, uint32_t at, value v)
{
    const struct generator *generator = &run->generators[at];

    if (!take_step(evaluator))
        return false;
    evaluator->slots[generator->slot] = v;
    if (generator->filter && !evaluate_condition(evaluator, generator->filter)) {
        count_skipped(evaluator, run);
        return true;
    }
    return run_from(evaluator, run, at + 1);
}

static bool run_index(struct evaluator *evaluator, const struct run *run, uint32_t at)
{
    const struct generator *generator = &run->generators[at];
    const struct kind *kind = schema_kind(&evaluator->ws->schema, generator->domain->index);
    value key = evaluate(evaluator, generator->index_key);
    const struct edges *edges;
    const uint32_t *objects;
    uint32_t count;

    if (key == VALUE_NONE)
        return true;
    if (schema_field(&evaluator->ws->schema, generator->index_field)->is_damaged)
        evaluator->is_damaged = true;
    count_skipped(evaluator, run);
    edges = field_raw_reversed(evaluator->ws, generator->index_field);
    objects = edges_of(edges, (uint32_t)key, &count);
    for (uint32_t i = 0; i < count; i++)
        if (objects[i] >= kind->first_entity && objects[i] < kind->end_entity &&
            !run_value(evaluator, run, at, objects[i]))
            return false;
    return true;
}

static bool run_extent(struct evaluator *evaluator, const struct run *run, uint32_t at)
{
    const struct kind *kind =
        schema_kind(&evaluator->ws->schema, run->generators[at].domain->index);

    for (uint32_t object = kind->first_entity; object < kind->end_entity; object++)
        if (!run_value(evaluator, run, at, object))
            return false;
    return true;
}

static bool run_from(struct evaluator *evaluator, const struct run *run, uint32_t at)
{
    const struct generator *generator;
    const struct set *set;

    if (at == run->count)
        return run->visit(evaluator, run->self);
    generator = &run->generators[at];
    if (generator->index_key)
        return run_index(evaluator, run, at);
    if (generator->domain->op == NODE_EXTENT && generator->domain->extra == 0)
        return run_extent(evaluator, run, at);
    set = value_set(evaluate(evaluator, generator->domain));
    count_skipped(evaluator, run);
    for (uint32_t i = 0; i < set->count; i++)
        if (!run_value(evaluator, run, at, set_at(set, i)))
            return false;
    return true;
}

bool run_generators(struct evaluator *evaluator, const struct generator *generators, uint32_t count,
                    visit_fn *visit, void *self)
{
    struct run run = { generators, count, visit, self, NULL };

    return run_from(evaluator, &run, 0);
}

bool run_outermost(struct evaluator *evaluator, const struct generators *generators, visit_fn *visit,
                   void *self, uint32_t *skipped)
{
    struct run run = { generators->items, generators->count, visit, self, skipped };

    return run_from(evaluator, &run, 0);
}

/* ---- dispatch ---- */

static value evaluate_closure_lookup(struct evaluator *evaluator, const struct node *node)
{
    value object = evaluate(evaluator, node->a);
    struct closure_table *table = &evaluator->ws->closures.tables.items[node->index];

    if (object == VALUE_NONE)
        return table->fold == FOLD_EVERY ? 1 : table->fold == FOLD_SOME ? 0 : VALUE_NONE;
    if (!table->results)
        closure_evaluate(evaluator, table);
    return closure_lookup(evaluator, table, (uint32_t)object);
}

static value evaluate_single_field(struct evaluator *evaluator, const struct node *node)
{
    value object = evaluate(evaluator, node->a);

    if (object == VALUE_NONE)
        return node->type.is_set ? empty_set(evaluator) : VALUE_NONE;
    return node->op == NODE_FIELD ? read_field(evaluator, node->index, (uint32_t)object)
                                  : read_any_field(evaluator, node, (uint32_t)object);
}

value evaluate(struct evaluator *evaluator, const struct node *node)
{
    value v;

    switch (node_op(node)) {
    case NODE_CONSTANT:
        return node->constant;
    case NODE_LOCAL:
        return evaluator->slots[node->index];
    case NODE_FIELD:
    case NODE_FIELD_ANY:
        return evaluate_single_field(evaluator, node);
    case NODE_FIELD_EACH:
        return evaluate_field_each(evaluator, node);
    case NODE_BUILTIN:
        v = evaluate(evaluator, node->a);
        return v == VALUE_NONE ? v
                               : evaluate_builtin(evaluator, (enum builtin_field)node->index,
                                                  (uint32_t)v);
    case NODE_BUILTIN_EACH:
        return evaluate_builtin_each(evaluator, node);
    case NODE_EXTENT:
        return evaluate_extent(evaluator, node);
    case NODE_LET:
        return evaluate_let(evaluator, node->index);
    case NODE_CALL:
        return evaluate_call(evaluator, node);
    case NODE_MATRIX:
        return evaluate_matrix(evaluator, node);
    case NODE_FUNCTION:
    case NODE_TEMPLATE:
        return evaluate_function(evaluator, node);
    case NODE_AND:
        return evaluate(evaluator, node->a) == 1 ? evaluate(evaluator, node->b) : 0;
    case NODE_OR:
        return evaluate(evaluator, node->a) == 1 ? 1 : evaluate(evaluator, node->b);
    case NODE_NOT:
        return evaluate(evaluator, node->a) != 1;
    case NODE_IMPLIES:
        return evaluate(evaluator, node->a) == 1 ? evaluate(evaluator, node->b) : 1;
    case NODE_COMPARE:
        return evaluate_compare(evaluator, node);
    case NODE_MEMBER:
        return evaluate_member(evaluator, node);
    case NODE_IS_A:
        return evaluate_is_a(evaluator, node);
    case NODE_ARITHMETIC:
    case NODE_NEGATE:
    case NODE_DATE_MOVE:
    case NODE_DATE_DIFFERENCE:
    case NODE_DURATION_SUM:
    case NODE_SYMBOL_MOVE:
    case NODE_JOIN_TEXT:
        return evaluate_arithmetic(evaluator, node);
    case NODE_OTHERWISE:
        return evaluate_otherwise(evaluator, node);
    case NODE_IS_SET:
        return (evaluate(evaluator, node->a) != VALUE_NONE) != (node->extra != 0);
    case NODE_IS_EMPTY:
        return (value_set(evaluate(evaluator, node->a))->count == 0) != (node->extra != 0);
    case NODE_IF:
        return evaluate_if(evaluator, node);
    case NODE_SET_OF:
    case NODE_WRAP:
    case NODE_UNION:
    case NODE_EXCEPT:
    case NODE_RANGE:
    case NODE_COMPREHENSION:
    case NODE_CLOSURE:
    case NODE_REACHES:
    case NODE_PATH:
        return evaluate_set(evaluator, node);
    case NODE_QUANTIFIER:
        return evaluate_quantifier(evaluator, node);
    case NODE_AGGREGATE:
        return evaluate_aggregate(evaluator, node);
    case NODE_CLOSURE_AGGREGATE:
        return evaluate_closure_lookup(evaluator, node);
    case NODE_COUNT:
        break;
    }
    assert(!"a node without an operation");
    return VALUE_NONE;
}
