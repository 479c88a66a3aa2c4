/* plan_columns.c -- the columns of views and queries, and what is spread over them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/plan.h"

uint32_t items_count(const struct workspace *ws, expr_id first)
{
    uint32_t count = 0;

    for (expr_id id = first; id.v != 0; id = expr_of(ws, id)->next)
        count++;
    return count;
}

/* ---- the order of what nobody gave one ---- */

const struct node *generator_variable(struct checker *checker, const struct generator *generator,
                                      struct span span)
{
    struct node *node = new_node(checker, NODE_LOCAL, type_element(generator->domain->type), span);

    node->index = generator->slot;
    return node;
}

/* Has the set no order that anybody gave it? Durations have none: months and days do not mix. */
static bool is_unordered(const struct node *domain)
{
    enum node_op op = node_op(domain);

    return op == NODE_EXTENT || op == NODE_COMPREHENSION || op == NODE_UNION || op == NODE_EXCEPT ||
           op == NODE_CLOSURE || op == NODE_FIELD_EACH;
}

struct view_order *natural_orders(struct checker *checker, const struct generators *generators,
                                  bool only_objects, uint32_t *ret_count)
{
    struct view_order *orders =
        ARENA_ARRAY(checker->ws->arena, struct view_order, generators->count);
    uint32_t count = 0;

    for (uint32_t i = 0; i < generators->count; i++) {
        const struct generator *generator = &generators->items[i];
        enum type_base base = (enum type_base)generator->domain->type.base;
        bool fits = only_objects ? base == TYPE_OBJECT : base != TYPE_DURATION;
        if (!fits || !is_unordered(generator->domain))
            break;
        orders[count++].value = generator_variable(checker, generator, generator->domain->span);
    }
    *ret_count = count;
    return orders;
}

/* ---- across ---- */

bool is_spread(const struct view_plan *plan, const struct node *node)
{
    return plan->across.count > 0 && node_reads_slots(node, plan->first_across, plan->end_across);
}

static bool reads_rows(const struct view_plan *plan, const struct generator *generator)
{
    const struct node *parts[] = { generator->domain, generator->filter, generator->index_key };

    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
        if (parts[i] && node_reads_slots(parts[i], 0, plan->first_across))
            return true;
    return false;
}

bool plan_across(struct checker *checker, struct view_plan *plan, expr_id first)
{
    struct workspace *ws = checker->ws;

    plan->first_across = plan->end_across = checker->next_slot;
    if (first.v == 0)
        return true;
    if (!check_generator_items(checker, first, &plan->across))
        return false;
    plan->end_across = plan->first_across + plan->across.count;
    plan->across_orders = natural_orders(checker, &plan->across, false, &plan->across_order_count);
    for (uint32_t i = 0; i < plan->across.count; i++) {
        if (!reads_rows(plan, &plan->across.items[i]))
            continue;
        struct diag *diag =
            diag_add(ws->sink, MSG_E0405, plan->across.items[i].domain->span,
                     "the columns are the same for all rows, so `across:` cannot depend on what "
                     "`from:` binds");
        diag_help(ws->sink, diag, "ask in the column whether the two belong together");
        checker->errors++;
        return false;
    }
    return true;
}

/* ---- columns ---- */

/* Two columns with one key would be one in JSON (language.md section 10). */
static void check_key(struct checker *checker, const struct view_plan *plan, uint32_t column,
                      struct span span)
{
    for (uint32_t i = 0; i < column; i++)
        if (str_equal(plan->columns[i].key, plan->columns[column].key)) {
            diag_add(checker->ws->sink, MSG_E0405, span, "two columns are called `%.*s`",
                     STR_ARG(plan->columns[column].key));
            checker->errors++;
            return;
        }
}

/* The names of what is bound, as holes: `{e}`, `{e} / {y}`. */
static struct str holes_text(const struct checker *checker, const struct view_plan *plan)
{
    struct workspace *ws = checker->ws;
    struct str text = { 0 };

    for (uint32_t i = 0; i < checker->locals.count; i++) {
        const struct local *local = &checker->locals.items[i];
        if (local->slot >= plan->first_across && local->slot < plan->end_across)
            text = arena_format(ws->arena, "%.*s%s{%.*s}", STR_ARG(text), text.len > 0 ? " / " : "",
                                STR_ARG(name_text(ws, local->name)));
    }
    return text;
}

static void refuse_head(struct checker *checker, const struct view_plan *plan, struct span span,
                        const char *what)
{
    struct diag *diag =
        diag_add(checker->ws->sink, MSG_E0405, span, "this column is repeated, but %s", what);
    struct str holes = holes_text(checker, plan);

    diag_help(checker->ws->sink, diag, "give it a label like `\"%.*s ...\"`", STR_ARG(holes));
    checker->errors++;
}

static void check_head(struct checker *checker, const struct view_plan *plan,
                       const struct node *head)
{
    if (type_is_wrong(head->type))
        return;
    if (node_reads_slots(head, 0, plan->first_across))
        refuse_head(checker, plan, head->span, "its label depends on the row");
    else if (!is_spread(plan, head))
        refuse_head(checker, plan, head->span, "its label is the same each time");
}

/* The label of a repeated column says which of them it is. */
static void plan_head(struct checker *checker, struct view_plan *plan, expr_id label)
{
    struct view_column *column = &plan->columns[plan->column_count];

    column->is_repeated = true;
    if (column->label.len > 0) {
        column->head = check_template(checker, label);
        check_head(checker, plan, column->head);
        return;
    }
    for (uint32_t i = 0; i < plan->column_count; i++)
        if (plan->columns[i].is_repeated && !plan->columns[i].head) {
            refuse_head(checker, plan, column->value->span,
                        "another one without a label is called the same");
            return;
        }
}

/* `total(...)`, unless somebody declared a function of that name. */
static bool is_total(struct checker *checker, expr_id body)
{
    struct workspace *ws = checker->ws;
    const struct expr *call = expr_of(ws, body);

    return call->op == EXPR_CALL && expr_of(ws, call->a)->op == EXPR_NAME &&
           is_word(ws, expr_of(ws, call->a)->sym, WORD_total) &&
           !scopes_find(ws, checker->from, NAMES_VALUES, ws->words[WORD_total], (struct span){ 0 });
}

/* What is added up, or nothing after a message. */
static expr_id total_argument(struct checker *checker, expr_id body)
{
    struct workspace *ws = checker->ws;
    const struct expr *call = expr_of(ws, body);

    if (call->b.v != 0 && expr_of(ws, call->b)->next.v == 0)
        return call->b;
    diag_add(ws->sink, MSG_E0309, call->span, "`total` takes one value");
    checker->errors++;
    return (expr_id){ 0 };
}

static void check_total(struct checker *checker, struct view_column *column)
{
    struct type type = column->value->type;

    column->has_total = true;
    if (type_is_wrong(type) ||
        (!type.is_set && (type_is_number(type) || type.base == TYPE_DURATION)))
        return;
    diag_add(checker->ws->sink, MSG_E0309, column->value->span,
             "`total` takes a number, money or a duration, but gets %.*s",
             STR_ARG(type_words(checker, type)));
    checker->errors++;
}

static void plan_column(struct checker *checker, struct view_plan *plan, expr_id id)
{
    struct workspace *ws = checker->ws;
    const struct expr *item = expr_of(ws, id);
    struct view_column *column = &plan->columns[plan->column_count];
    struct span span = item->span;
    bool has_label = item->op == EXPR_ITEM_AS;
    expr_id label = has_label ? item->b : (expr_id){ 0 };
    expr_id body = has_label ? item->a : id;
    bool has_total = is_total(checker, body);

    if (has_total)
        body = total_argument(checker, body);
    if (body.v == 0)
        return;
    if (has_label)
        column->label = string_of(ws, label);
    column->key = column->label.len > 0
                      ? column->label
                      : source_map_text(ws->lang->sources, expr_of(ws, body)->span);
    column->value = check_expr(checker, body, NO_EXPECTATION);
    if (has_total)
        check_total(checker, column);
    if (is_spread(plan, column->value))
        plan_head(checker, plan, label);
    check_key(checker, plan, plan->column_count++, span);
}

/* Something names the row, and something is asked of what is spread. */
static void check_spread(struct checker *checker, const struct view_plan *plan, struct span span)
{
    uint32_t repeated = 0;

    for (uint32_t i = 0; i < plan->column_count; i++)
        repeated += plan->columns[i].is_repeated;
    if (plan->across.count == 0 || checker->errors > 0)
        return;
    if (repeated == 0) {
        span = plan->across.items[0].domain->span;
        diag_add(checker->ws->sink, MSG_E0405, span, "no column asks for what `across:` binds");
    } else if (repeated == plan->column_count) {
        diag_add(checker->ws->sink, MSG_E0405, span,
                 "all columns are repeated: none of them names the row");
    } else {
        return;
    }
    checker->errors++;
}

void plan_columns(struct checker *checker, struct view_plan *plan, expr_id first)
{
    struct workspace *ws = checker->ws;

    plan->columns = ARENA_ARRAY(ws->arena, struct view_column, items_count(ws, first));
    for (expr_id id = first; id.v != 0; id = expr_of(ws, id)->next)
        plan_column(checker, plan, id);
    if (plan->column_count > 0)
        check_spread(checker, plan, plan->columns[0].value->span);
}
