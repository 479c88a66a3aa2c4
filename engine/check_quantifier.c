/* check_quantifier.c -- everything that binds variables: quantifiers, lists by `for`, aggregates.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/check.h"
#include "engine/closure.h"

/* What a variable takes its values from: a set of anything. */
static const struct node *check_collection(struct checker *checker, expr_id id)
{
    const struct node *domain = check_domain(checker, id);

    if (type_is_wrong(domain->type) || domain->type.is_set)
        return domain;
    struct diag *diag = diag_add(checker->ws->sink, MSG_E0301, domain->span,
                                 "a variable runs over a list, but this is %.*s",
                                 STR_ARG(type_words(checker, domain->type)));
    if (!domain->type.is_optional)
        diag_help(checker->ws->sink, diag, "put brackets around a single value: `[...]`");
    return wrong_node(checker, domain->span);
}

static bool bind_generator(struct checker *checker, sym_id name, expr_id domain, struct span span,
                           struct generators *generators)
{
    const struct node *node = check_collection(checker, domain);
    struct generator *generator = &generators->items[generators->count++];

    *generator = (struct generator){ .domain = node, .name = name };
    generator->slot = checker_bind(checker, name, type_element(node->type), span);
    return !type_is_wrong(node->type);
}

static struct generators new_generators(struct checker *checker, uint32_t most)
{
    if (most == 0)
        most = 1; /* conditions without variables are put on the first one */
    return (struct generators){ ARENA_ARRAY(checker->ws->arena, struct generator, most), 0 };
}

static bool few_enough(struct checker *checker, uint32_t count, expr_id first)
{
    if (count <= GENERATORS_MOST)
        return true;
    diag_add(checker->ws->sink, MSG_E0605, expr_of(checker->ws, first)->span,
             "%u variables are bound together; at most %d can be", count, GENERATORS_MOST);
    checker->errors++;
    return false;
}

/* `v in set`, possibly with `where c` around it. */
static bool is_binder(const struct workspace *ws, expr_id id)
{
    const struct expr *expr = expr_of(ws, id);

    if (expr->op == EXPR_ITEM_WHERE)
        expr = expr_of(ws, expr->a);
    return expr->op == EXPR_IN && expr_of(ws, expr->a)->op == EXPR_NAME &&
           !(expr->flags & EXPR_BRACKETS);
}

static bool bind_item(struct checker *checker, expr_id id, struct generators *generators)
{
    struct workspace *ws = checker->ws;
    const struct expr *item = expr_of(ws, id);
    const struct expr *in = item->op == EXPR_ITEM_WHERE ? expr_of(ws, item->a) : item;
    const struct expr *name;

    if (item->op == EXPR_ERROR) {
        checker->errors++;
        return false;
    }
    if (!is_binder(ws, id)) {
        struct diag *diag = diag_add(ws->sink, MSG_E0113, item->span, "this binds no variable");
        diag_help(ws->sink, diag, "write `x in KIND` or `x in KIND where ...`");
        checker->errors++;
        return false;
    }
    name = expr_of(ws, in->a);
    bool is_right = bind_generator(checker, name->sym, in->b, name->span, generators);
    if (item->op == EXPR_ITEM_WHERE) {
        const struct node *condition = check_condition(checker, item->b);
        if (type_is_wrong(condition->type))
            return false;
        place_condition(checker, generators, condition);
        assume(checker, condition, true);
    }
    return is_right;
}

static bool bind_items(struct checker *checker, expr_id first, uint32_t count,
                       struct generators *ret_generators)
{
    bool is_right = true;

    if (!few_enough(checker, count, first))
        return false;
    *ret_generators = new_generators(checker, count);
    for (expr_id id = first; count > 0; id = expr_of(checker->ws, id)->next, count--)
        is_right = bind_item(checker, id, ret_generators) && is_right;
    return is_right;
}

bool check_generator_items(struct checker *checker, expr_id first,
                           struct generators *ret_generators)
{
    uint32_t count = 0;

    for (expr_id id = first; id.v != 0; id = expr_of(checker->ws, id)->next)
        count++;
    return bind_items(checker, first, count, ret_generators);
}

bool check_generator_item(struct checker *checker, expr_id item, struct generators *ret_generators)
{
    return bind_items(checker, item, 1, ret_generators);
}

static void set_generators(struct node *node, const struct generators *generators)
{
    node->generators = generators->items;
    node->generator_count = generators->count;
}

/* ---- quantifiers ---- */

/* The number of `at least 2`; a whole one. */
static uint32_t quantifier_count(struct checker *checker, const struct expr *expr)
{
    const struct node *number =
        check_expr(checker, expr_of(checker->ws, expr->a)->next, NO_EXPECTATION);

    if (type_is(number->type, TYPE_INTEGER) && number->constant >= 0)
        return (uint32_t)(number->constant / 1000000);
    if (!type_is_wrong(number->type))
        diag_add(checker->ws->sink, MSG_E0308, number->span, "how many is a whole number");
    checker->errors++;
    return 0;
}

const struct node *check_quantifier(struct checker *checker, expr_id id)
{
    const struct expr *expr = expr_of(checker->ws, id);
    struct checker_mark mark = checker_mark(checker);
    struct generators generators = new_generators(checker, 1);
    bool is_right = bind_generator(checker, expr->sym, expr->a, expr->span, &generators);
    const struct node *condition = check_condition(checker, expr->b);
    struct node *node = new_node(checker, NODE_QUANTIFIER, type_of(TYPE_YES_NO), expr->span);

    checker_restore(checker, mark);
    node->extra = expr->op;
    if (expr->op == EXPR_EXACTLY || expr->op == EXPR_AT_LEAST || expr->op == EXPR_AT_MOST)
        node->index = quantifier_count(checker, expr);
    if (!is_right || type_is_wrong(condition->type))
        return wrong_node(checker, expr->span);
    if (expr->op == EXPR_EVERY)
        node->a = condition;
    else
        place_condition(checker, &generators, condition);
    set_generators(node, &generators);
    const struct node *over_closure = closure_quantifier(checker, node);
    return over_closure ? over_closure : with_children(checker, node);
}

/* ---- lists by `for` ---- */

bool check_generator_binds(struct checker *checker, expr_id first, expr_id condition,
                           struct generators *ret_generators)
{
    struct workspace *ws = checker->ws;
    uint32_t count = 0;
    bool is_right = true;

    for (expr_id id = first; id.v != 0; id = expr_of(ws, id)->next)
        count++;
    *ret_generators = (struct generators){ NULL, 0 };
    if (!few_enough(checker, count, first))
        return false;
    *ret_generators = new_generators(checker, count);
    for (expr_id id = first; id.v != 0; id = expr_of(ws, id)->next) {
        const struct expr *bind = expr_of(ws, id);
        is_right =
            bind_generator(checker, bind->sym, bind->a, bind->span, ret_generators) && is_right;
    }
    if (condition.v != 0) {
        const struct node *node = check_condition(checker, condition);
        if (type_is_wrong(node->type))
            return false;
        place_condition(checker, ret_generators, node);
        assume(checker, node, true);
    }
    return is_right;
}

static const struct node *comprehension_node(struct checker *checker, expr_id id,
                                             struct type expected)
{
    struct workspace *ws = checker->ws;
    const struct expr *expr = expr_of(ws, id);
    struct checker_mark mark = checker_mark(checker);
    struct generators generators;
    bool is_right =
        check_generator_binds(checker, expr->b, expr_of(ws, expr->a)->next, &generators);
    struct type wanted = expected.is_set ? type_element(expected) : NO_EXPECTATION;
    const struct node *element = check_expr(checker, expr->a, wanted);

    checker_restore(checker, mark);
    if (!is_right || type_is_wrong(element->type))
        return wrong_node(checker, expr->span);
    if (element->type.is_set) {
        struct diag *diag = diag_add(ws->sink, MSG_E0301, element->span,
                                     "each element would be a list itself: %.*s",
                                     STR_ARG(type_words(checker, element->type)));
        diag_help(ws->sink, diag,
                  "bind one more variable, as in `[y for x in xs for y in x.list]`");
        return wrong_node(checker, expr->span);
    }
    struct node *node = new_node(checker, NODE_COMPREHENSION, type_set(element->type), expr->span);
    node->a = element;
    set_generators(node, &generators);
    return with_children(checker, node);
}

const struct node *check_comprehension(struct checker *checker, expr_id id, struct type expected)
{
    return comprehension_node(checker, id, expected);
}

/* ---- aggregates ---- */

static const struct node *report_element(struct checker *checker, enum function function,
                                         const struct node *set)
{
    static const char *const WANTED[] = { [FUNCTION_COUNT] = "a list",
                                          [FUNCTION_SUM] = "numbers, money or durations",
                                          [FUNCTION_PRODUCT] = "numbers or percentages",
                                          [FUNCTION_MAX] = "values that have an order",
                                          [FUNCTION_MIN] = "values that have an order" };

    diag_add(checker->ws->sink, MSG_E0309, set->span, "this takes %s, but gets %.*s",
             WANTED[function], STR_ARG(type_words(checker, set->type)));
    return wrong_node(checker, set->span);
}

static bool element_fits(enum function function, struct type element)
{
    bool is_amount = type_is_number(element) || element.base == TYPE_DURATION;

    if (function == FUNCTION_COUNT)
        return true;
    if (function == FUNCTION_SUM)
        return is_amount;
    if (function == FUNCTION_PRODUCT)
        return type_is_number(element) && element.base != TYPE_MONEY;
    return is_amount || element.base == TYPE_DATE || element.base == TYPE_MOMENT ||
           element.base == TYPE_PERIOD || element.base == TYPE_SYMBOL || type_is_text(element) ||
           element.base == TYPE_NOTHING;
}

static struct type aggregate_type(enum function function, struct type element)
{
    if (function == FUNCTION_COUNT)
        return type_of(TYPE_INTEGER);
    if (function == FUNCTION_SUM || function == FUNCTION_PRODUCT)
        return type_required(element);
    return type_optional(element);
}

/* `count(v in set where c)`: the binder itself is what is counted. */
static const struct node *check_counted_items(struct checker *checker, expr_id id)
{
    struct workspace *ws = checker->ws;
    const struct expr *item = expr_of(ws, id);
    struct checker_mark mark = checker_mark(checker);
    struct generators generators = new_generators(checker, 1);
    bool is_right = bind_item(checker, id, &generators);

    struct type type =
        type_set(generators.count > 0 ? type_element(generators.items[0].domain->type)
                                      : type_of(TYPE_WRONG));
    checker_restore(checker, mark);
    if (!is_right || type_is_wrong(type))
        return wrong_node(checker, item->span);
    struct node *element = new_node(checker, NODE_LOCAL, type_element(type), item->span);
    element->index = generators.items[0].slot;
    struct node *node = new_node(checker, NODE_COMPREHENSION, type, item->span);
    node->a = element;
    set_generators(node, &generators);
    return with_children(checker, node);
}

const struct node *check_aggregate(struct checker *checker, expr_id id, enum function function)
{
    const struct expr *call = expr_of(checker->ws, id);
    const struct expr *argument = expr_of(checker->ws, call->b);
    const struct node *set;

    if (argument->op == EXPR_ITEM_WHERE || (is_binder(checker->ws, call->b)))
        set = check_counted_items(checker, call->b);
    else if (argument->op == EXPR_COMPREHENSION)
        set = comprehension_node(checker, call->b, NO_EXPECTATION);
    else
        set = check_domain(checker, call->b);
    if (type_is_wrong(set->type))
        return wrong_node(checker, call->span);
    if (!set->type.is_set || !element_fits(function, type_element(set->type)))
        return report_element(checker, function, set);

    struct node *node = new_node(checker, NODE_AGGREGATE,
                                 aggregate_type(function, type_element(set->type)), call->span);
    node->extra = function;
    node->a = set;
    if (set->op == NODE_COMPREHENSION) { /* no list is made: the elements are folded as they come */
        node->a = set->a;
        node->generators = set->generators;
        node->generator_count = set->generator_count;
    }
    const struct node *over_closure = closure_aggregate(checker, node);
    return over_closure ? over_closure : with_children(checker, node);
}
