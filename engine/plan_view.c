/* plan_view.c -- views become plans. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/decimal.h"
#include "engine/plan.h"

/* Rows are the same for all columns. */
static void refuse_spread(struct checker *checker, const struct view_plan *plan,
                          const struct node *node, const char *what)
{
    if (!is_spread(plan, node))
        return;
    diag_add(checker->ws->sink, MSG_E0405, node->span,
             "rows cannot be %s by what `across:` binds: it is another one in each column", what);
    checker->errors++;
}

static void check_orders(struct checker *checker, struct view_plan *plan, expr_id first)
{
    struct workspace *ws = checker->ws;

    plan->orders = ARENA_ARRAY(ws->arena, struct view_order, items_count(ws, first));
    for (expr_id id = first; id.v != 0; id = expr_of(ws, id)->next) {
        const struct expr *item = expr_of(ws, id);
        const struct expr *called = item->op == EXPR_CALL ? expr_of(ws, item->a) : NULL;
        bool is_descending =
            called && called->op == EXPR_NAME && is_word(ws, called->sym, WORD_desc);
        expr_id body = is_descending ? item->b : id;
        struct span span = item->span;
        struct view_order *order = &plan->orders[plan->order_count++];
        if (is_descending && (body.v == 0 || expr_of(ws, body)->next.v != 0)) {
            diag_add(ws->sink, MSG_E0405, span, "`desc` takes one value");
            checker->errors++;
            plan->order_count--;
            continue;
        }
        order->is_descending = is_descending;
        order->value = check_expr(checker, body, NO_EXPECTATION);
        if (order->value->type.is_set) {
            diag_add(ws->sink, MSG_E0405, span, "rows cannot be ordered by a list");
            checker->errors++;
        }
        refuse_spread(checker, plan, order->value, "ordered");
    }
}

static void check_group(struct checker *checker, struct view_plan *plan, expr_id item)
{
    if (item.v == 0)
        return;
    plan->group = check_expr(checker, item, NO_EXPECTATION);
    if (plan->group->type.is_set) {
        diag_add(checker->ws->sink, MSG_E0405, plan->group->span,
                 "rows cannot be grouped by a list");
        checker->errors++;
    }
    refuse_spread(checker, plan, plan->group, "grouped");
}

static void check_limit(struct checker *checker, struct view_plan *plan, expr_id item)
{
    struct workspace *ws = checker->ws;
    const struct node *limit;

    if (item.v == 0)
        return;
    limit = check_expr(checker, item, NO_EXPECTATION);
    if (limit->op == NODE_CONSTANT && type_is(limit->type, TYPE_INTEGER) && limit->constant > 0 &&
        limit->constant / DECIMAL_ONE < UINT32_MAX) {
        plan->limit = (uint32_t)(limit->constant / DECIMAL_ONE);
        return;
    }
    if (!type_is_wrong(limit->type))
        diag_add(ws->sink, MSG_E0405, limit->span, "`limit:` takes a whole number above 0");
    checker->errors++;
}

static struct view_plan check_view(struct workspace *ws, const struct declared *view)
{
    struct view_plan plan = { .name = view->name, .decl = view->decl };
    static const enum word FIELDS[] = { WORD_from,  WORD_across, WORD_columns,
                                        WORD_order, WORD_group,  WORD_limit };
    struct checker checker;
    expr_id from, columns;

    check_fields_of(ws, view->decl, FIELDS, sizeof(FIELDS) / sizeof(FIELDS[0]));
    plan.definition = definitions_add(&ws->definitions, DEFINITION_VIEW, 0, view->span);
    checker_init(&checker, ws, place_of_decl(ws, view->decl), plan.definition);
    from = plan_items(&checker, view->decl, WORD_from, "a view");
    columns = plan_items(&checker, view->decl, WORD_columns, "a view");
    if (from.v != 0 && check_generator_items(&checker, from, &plan.generators) &&
        plan_across(&checker, &plan, plan_items(&checker, view->decl, WORD_across, NULL))) {
        plan_columns(&checker, &plan, columns);
        check_orders(&checker, &plan, plan_items(&checker, view->decl, WORD_order, NULL));
        check_group(&checker, &plan, plan_item(&checker, view->decl, WORD_group));
        check_limit(&checker, &plan, plan_item(&checker, view->decl, WORD_limit));
    }
    plan.is_broken =
        ast_decl(ws->ast, view->decl)->is_damaged || checker.errors > 0 || plan.column_count == 0;
    plan.slot_count = checker.slot_count;
    checker_release(&checker);
    return plan;
}

void plan_views(struct workspace *ws, struct plans *plans)
{
    for (uint32_t i = 1; i < ws->schema.views.count; i++) {
        const struct declared *view = &ws->schema.views.items[i];
        if (stays_unplanned(ws, view->decl))
            continue;
        struct view_plan plan = check_view(ws, view);
        VEC_PUSH(&plans->views, plan);
    }
}
