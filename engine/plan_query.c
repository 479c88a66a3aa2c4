/* plan_query.c -- queries become plans of tables. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/plan.h"

/* ---- columns ---- */

static void add_column(struct view_plan *plan, struct str key, const struct node *given)
{
    plan->columns[plan->column_count++] = (struct view_column){ .value = given, .key = key };
}

static void give_value(struct checker *checker, struct view_plan *plan, const struct node *given)
{
    plan->columns = ARENA_ARRAY(checker->ws->arena, struct view_column, 1);
    add_column(plan, STR("value"), given);
}

/* What tells people which objects these are. */
static void give_object(struct checker *checker, struct view_plan *plan, const struct node *object)
{
    struct workspace *ws = checker->ws;
    sym_id title = ws->words[WORD_title];
    sym_id kind = ws->words[WORD_kind];

    plan->columns = ARENA_ARRAY(ws->arena, struct view_column, 3);
    add_column(plan, STR("id"), object);
    add_column(plan, STR("title"), field_node(checker, object, title, object->span));
    add_column(plan, STR("kind"), field_node(checker, object, kind, object->span));
}

static bool is_object(const struct node *given)
{
    return given->type.base == TYPE_OBJECT && !given->type.is_set;
}

static void give(struct checker *checker, struct query_plan *query, const struct node *given)
{
    if (!is_object(given)) {
        give_value(checker, &query->view, given);
        return;
    }
    give_object(checker, &query->view, given);
    query->shape = ANSWER_TABLE;
}

/* `r for r in risk`: its only column is an object. */
static void show_object(struct checker *checker, struct view_plan *plan)
{
    const struct node *given = plan->columns[0].value;

    if (!is_object(given))
        return;
    plan->column_count = 0;
    give_object(checker, plan, given);
}

/* ---- rows ---- */

static void order_objects(struct checker *checker, struct view_plan *plan)
{
    plan->orders = natural_orders(checker, &plan->generators, true, &plan->order_count);
}

/* A row for each member of a set. */
static void plan_set(struct checker *checker, struct query_plan *query, const struct node *set)
{
    struct generator *generator = ARENA_NEW(checker->ws->arena, struct generator);

    generator->domain = set;
    generator->slot = checker->slot_count++;
    query->view.generators = (struct generators){ generator, 1 };
    query->shape = ANSWER_LIST;
    give(checker, query, generator_variable(checker, generator, set->span));
    order_objects(checker, &query->view);
}

static void plan_expr(struct checker *checker, struct query_plan *query, expr_id item)
{
    const struct node *node;

    checker->takes_view = expr_of(checker->ws, item)->op == EXPR_NAME;
    node = check_expr(checker, item, NO_EXPECTATION);

    query->type = node->type;
    if (node->type.is_set)
        plan_set(checker, query, node);
    else
        give(checker, query, node);
}

/* `r in risk where ...`: the variable is what is asked for, as in `count(r in risk where ...)`. */
static void plan_binder(struct checker *checker, struct query_plan *query, expr_id item)
{
    struct span span = expr_of(checker->ws, item)->span;

    if (!check_generator_items(checker, item, &query->view.generators))
        return;
    query->type = query->view.generators.items[0].domain->type;
    query->shape = ANSWER_LIST;
    give(checker, query, generator_variable(checker, &query->view.generators.items[0], span));
    order_objects(checker, &query->view);
}

/* A row for each combination; one without any `for`. */
static void plan_rows(struct checker *checker, struct query_plan *query, const struct query *asked)
{
    struct workspace *ws = checker->ws;

    query->shape = ANSWER_TABLE;
    if (asked->binds.v != 0 &&
        !check_generator_binds(checker, asked->binds, asked->condition, &query->view.generators))
        return;
    plan_columns(checker, &query->view, asked->items);
    if (query->view.column_count == 1 && expr_of(ws, asked->items)->op != EXPR_ITEM_AS)
        show_object(checker, &query->view);
    order_objects(checker, &query->view);
}

struct query_plan plan_query(struct workspace *ws, uint32_t source, const struct query *asked)
{
    const struct source *text = &ws->lang->sources->sources.items[source];
    struct span span = { text->base, text->base + (uint32_t)text->text.len };
    struct query_plan query = { .shape = ANSWER_VALUE };
    const struct expr *item = expr_of(ws, asked->items);
    struct checker checker;

    query.view.definition = definitions_add(&ws->definitions, DEFINITION_VIEW, 0, span);
    checker_init(&checker, ws, (struct place_of_use){ source, { 0 } }, query.view.definition);
    if (asked->binds.v != 0 || item->next.v != 0 || item->op == EXPR_ITEM_AS)
        plan_rows(&checker, &query, asked);
    else if (item->op == EXPR_ITEM_WHERE)
        plan_binder(&checker, &query, asked->items);
    else
        plan_expr(&checker, &query, asked->items);
    query.view.is_broken = checker.errors > 0;
    query.view.slot_count = checker.slot_count;
    checker_release(&checker);
    return query;
}
