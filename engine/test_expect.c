/* test_expect.c -- what a test expects, checked in its world. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/eval.h"
#include "engine/objects.h"
#include "engine/test.h"

/* ---- `RULE on OBJECTS` ---- */

static void depend_on_rule(struct checker *checker, uint32_t rule)
{
    struct definitions *definitions = &checker->ws->definitions;
    uint32_t lo =
        ast_id_span(checker->ws->ast,
                    ast_decl(checker->ws->ast, model_object(&checker->ws->model, rule)->decl))
            .lo;

    for (uint32_t i = 1; i < definitions->items.count; i++)
        if (definitions->items.items[i].what == DEFINITION_RULE &&
            definitions->items.items[i].span.lo == lo)
            definitions_depend(definitions, checker->definition, i);
}

/* A rule is named by its id, which stands for its adjustments, too: they have no other name. */
static const struct node *check_rule_name(struct checker *checker, expr_id id)
{
    struct workspace *ws = checker->ws;
    struct span span = expr_of(ws, id)->span;
    struct str path;
    uint32_t rule = 0;

    if (ast_path(ws->ast, ws->lang->names, ws->arena, id, &path))
        rule = find_named_rule(ws, checker->from, path, (struct span){ 0 });
    return rule == 0 ? NULL : constant_node(checker, type_of(TYPE_OBJECT), rule, span);
}

/* One object, a list of objects in the order of `for:`, or none. */
static const struct node *check_bound(struct checker *checker, expr_id id)
{
    const struct node *rule = check_rule_name(checker, id);
    const struct node *bound = rule ? rule : check_expr(checker, id, NO_EXPECTATION);

    if (type_is_wrong(bound->type) || bound->type.base == TYPE_OBJECT ||
        bound->type.base == TYPE_NOTHING)
        return bound;
    diag_add(checker->ws->sink, MSG_E0301, bound->span,
             "a gap is about an object or a list of objects, but this is %.*s",
             STR_ARG(type_words(checker, bound->type)));
    return wrong_node(checker, bound->span);
}

const struct node *check_gap_on(struct checker *checker, expr_id id)
{
    struct workspace *ws = checker->ws;
    const struct expr *expr = expr_of(ws, id);
    struct span span = expr->span;
    struct span rule_span = expr_of(ws, expr->a)->span;
    expr_id objects = expr->b;
    struct str path;
    uint32_t rule;

    if (!checker->is_test) {
        diag_add(ws->sink, MSG_E0301, span, "`on` asks for gaps, which only a test can do");
        return wrong_node(checker, span);
    }
    if (!ast_path(ws->ast, ws->lang->names, ws->arena, expr->a, &path))
        path = source_map_text(ws->lang->sources, rule_span);
    rule = find_named_rule(ws, checker->from, path, rule_span);
    if (rule == 0) {
        report_unknown_rule(ws, rule_span, path);
        return wrong_node(checker, span);
    }
    const struct node *bound = check_bound(checker, objects);
    if (type_is_wrong(bound->type))
        return wrong_node(checker, span);
    struct node *node = new_node(checker, NODE_GAP_ON, type_of(TYPE_YES_NO), span);
    node->index = rule;
    node->a = bound;
    depend_on_rule(checker, rule);
    return with_children(checker, node);
}

/* ---- asking the gaps ---- */

static const struct column *gap_column(const struct workspace *ws, enum word word)
{
    uint32_t field = schema_find_field(&ws->schema, ws->schema.gap_kind, ws->words[word]);

    return schema_field(&ws->schema, field)->column;
}

static bool adjusts(const struct workspace *ws, uint32_t object, uint32_t rule)
{
    uint32_t kind = ws->schema.adjust_kind;
    uint32_t field = schema_find_field(&ws->schema, kind, ws->words[WORD_rule]);
    const struct column *rules = schema_field(&ws->schema, field)->column;

    return model_object(&ws->model, object)->kind == kind && rules && column_has(rules, object) &&
           column_get(rules, object, ws->arena) == rule;
}

/* As a waiver has it: a gap about a record is about what the record belongs to. */
static bool concerns(const struct workspace *ws, uint32_t object, value wanted)
{
    return object_belongs_to(&ws->model, object, (uint32_t)wanted) ||
           adjusts(ws, object, (uint32_t)wanted);
}

static bool is_about(const struct workspace *ws, const struct set *objects, value wanted)
{
    for (uint32_t i = 0; i < objects->count; i++)
        if (concerns(ws, (uint32_t)set_at(objects, i), wanted))
            return true;
    return false;
}

/* A record cannot be named: it goes without saying. */
static bool is_about_all(const struct workspace *ws, const struct set *objects,
                         const struct set *wanted)
{
    uint32_t found = 0;

    for (uint32_t i = 0; i < objects->count; i++) {
        uint32_t object = (uint32_t)set_at(objects, i);
        if (found < wanted->count && concerns(ws, object, set_at(wanted, found)))
            found++;
        else if (!model_object(&ws->model, object)->is_record)
            return false;
    }
    return found == wanted->count;
}

/* `[b, a]` as it is written: a list of objects would be sorted. */
static const struct set *listed_objects(struct evaluator *evaluator, const struct node *list)
{
    struct set *set = ARENA_NEW(&evaluator->scratch, struct set);
    uint32_t *objects = ARENA_ARRAY(&evaluator->scratch, uint32_t, list->argument_count);

    for (uint32_t i = 0; i < list->argument_count; i++) {
        value v = evaluate(evaluator, list->arguments[i]);
        if (v != VALUE_NONE)
            objects[set->count++] = (uint32_t)v;
    }
    set->narrow = objects;
    return set;
}

/* The objects that are asked for; none are the gap about the project as a whole. */
static const struct set *wanted_objects(struct evaluator *evaluator, const struct node *node)
{
    struct set_builder builder;
    value v;

    if (node->a->op == NODE_SET_OF)
        return listed_objects(evaluator, node->a);
    v = evaluate(evaluator, node->a);

    if (node->a->type.is_set)
        return value_set(v);
    builder_init(&builder, evaluator, type_set(type_of(TYPE_OBJECT)));
    builder_add(&builder, v);
    return value_set(builder_finish(&builder));
}

value evaluate_gap_on(struct evaluator *evaluator, const struct node *node)
{
    const struct workspace *ws = evaluator->ws;
    const struct kind *gaps = schema_kind(&ws->schema, ws->schema.gap_kind);
    const struct set *wanted = wanted_objects(evaluator, node);
    bool is_list = node->a->type.is_set || wanted->count == 0;
    struct arena *scratch = &evaluator->scratch;

    for (uint32_t gap = gaps->first_entity; gap < gaps->end_entity && take_steps(evaluator, 1);
         gap++) {
        value objects = column_get(gap_column(ws, WORD_objects), gap, scratch);
        if (column_get(gap_column(ws, WORD_rule), gap, scratch) == node->index &&
            column_get(gap_column(ws, WORD_state), gap, scratch) == 1 && /* open */
            (is_list ? is_about_all(ws, value_set(objects), wanted)
                     : is_about(ws, value_set(objects), set_at(wanted, 0))))
            return 1;
    }
    return 0;
}

/* ---- plans ---- */

/* A value that is missing is not the one that is expected: no need to test for it first. */
static const struct node *check_expectation(struct checker *checker, expr_id id)
{
    uint8_t op = expr_of(checker->ws, id)->op;

    return op >= EXPR_EQUAL && op <= EXPR_GREATER_EQUAL
               ? check_expr(checker, id, type_of(TYPE_YES_NO))
               : check_condition(checker, id);
}

void plan_expectations(struct workspace *ws, const struct test *test, const struct test_step *step,
                       struct expectations *expectations)
{
    struct checker checker;

    expectations->definition = definitions_add(&ws->definitions, DEFINITION_VIEW, 0, test->span);
    checker_init(&checker, ws, place_of_decl(ws, test->decl), expectations->definition);
    checker.is_test = true;
    for (expr_id id = step->expectations; id.v != 0; id = expr_of(ws, id)->next) {
        uint32_t errors = checker.errors;
        struct expectation expectation = { .expr = id };
        expectation.condition = check_expectation(&checker, id);
        expectation.is_broken = checker.errors > errors;
        VEC_PUSH(&expectations->items, expectation);
    }
    expectations->slot_count = checker.slot_count;
    checker_release(&checker);
}
