/* check_operator.c -- operators: what they take and what they give. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/check.h"

/* A day and a moment meet only when somebody says so. */
static void offer_date_of_moment(struct checker *checker, struct diag *diag, const struct node *a,
                                 const struct node *b)
{
    bool is_first = type_is(a->type, TYPE_MOMENT) && type_is(b->type, TYPE_DATE);
    bool is_second = type_is(a->type, TYPE_DATE) && type_is(b->type, TYPE_MOMENT);

    if (is_first || is_second)
        diag_help(
            checker->ws->sink, diag, "take the day of the moment: `date(%.*s)`",
            STR_ARG(source_map_text(checker->ws->lang->sources, is_first ? a->span : b->span)));
}

static const struct node *report_operands(struct checker *checker, const struct expr *expr,
                                          const struct node *a, const struct node *b)
{
    struct diag *diag;

    if (type_is_wrong(a->type) || type_is_wrong(b->type))
        return wrong_node(checker, expr->span);
    diag = diag_add(checker->ws->sink, MSG_E0308, expr->span, "%s does not fit %.*s and %.*s",
                    expr_spelling((enum expr_op)expr->op), STR_ARG(type_words(checker, a->type)),
                    STR_ARG(type_words(checker, b->type)));
    diag_label(checker->ws->sink, diag, a->span, "%.*s", STR_ARG(type_words(checker, a->type)));
    diag_label(checker->ws->sink, diag, b->span, "%.*s", STR_ARG(type_words(checker, b->type)));
    offer_date_of_moment(checker, diag, a, b);
    return wrong_node(checker, expr->span);
}

static struct type pass_missing(struct type type, const struct node *a, const struct node *b)
{
    bool is_missing = a->type.is_optional || (b && b->type.is_optional);

    return is_missing ? type_optional(type) : type;
}

/* ---- and, or, implies, not ---- */

static const struct node *check_logic(struct checker *checker, const struct expr *expr)
{
    struct checker_mark mark = checker_mark(checker);
    const struct node *a = check_condition(checker, expr->a);
    enum node_op op = expr->op == EXPR_AND  ? NODE_AND
                      : expr->op == EXPR_OR ? NODE_OR
                                            : NODE_IMPLIES;

    assume(checker, a, expr->op != EXPR_OR);
    const struct node *b = check_condition(checker, expr->b);
    checker_restore(checker, mark);
    /* A wrong part does not hide what the other part tests. */
    bool is_wrong = type_is_wrong(a->type) || type_is_wrong(b->type);
    return binary_node(checker, op, type_of(is_wrong ? TYPE_WRONG : TYPE_YES_NO), a, b);
}

static const struct node *check_not(struct checker *checker, const struct expr *expr)
{
    const struct node *a = check_condition(checker, expr->a);
    struct type type = type_of(type_is_wrong(a->type) ? TYPE_WRONG : TYPE_YES_NO);

    return unary_node(checker, NODE_NOT, type, a, expr->span);
}

/* ---- comparisons ---- */

/* The side that can tell what a bare symbol on the other side means is looked at first. */
static void check_sides(struct checker *checker, const struct expr *expr, const struct node **ret_a,
                        const struct node **ret_b)
{
    if (is_bare_symbol(checker, expr->a) && !is_bare_symbol(checker, expr->b)) {
        *ret_b = check_expr(checker, expr->b, NO_EXPECTATION);
        *ret_a = check_expr(checker, expr->a, (*ret_b)->type);
        return;
    }
    *ret_a = check_expr(checker, expr->a, NO_EXPECTATION);
    *ret_b = check_expr(checker, expr->b, (*ret_a)->type);
}

static bool has_order(struct type type)
{
    return !type.is_set && (type_is_number(type) || type_is_text(type) || type.base == TYPE_DATE ||
                            type.base == TYPE_MOMENT || type.base == TYPE_PERIOD ||
                            type.base == TYPE_DURATION || type.base == TYPE_SYMBOL);
}

static bool is_order(uint8_t op)
{
    return op >= EXPR_LESS && op <= EXPR_GREATER_EQUAL;
}

static void label_scale(struct checker *checker, struct diag *diag, const struct node *node)
{
    struct workspace *ws = checker->ws;

    if (node->type.base == TYPE_SYMBOL && schema_scale(&ws->schema, node->type.ref)->name.v != 0)
        diag_label(ws->sink, diag, node->span, "on scale `%.*s`",
                   STR_ARG(name_text(ws, schema_scale(&ws->schema, node->type.ref)->name)));
    else
        diag_label(ws->sink, diag, node->span, "%.*s",
                   STR_ARG(type_words(checker, type_required(node->type))));
}

/* What stands between the operands: the sign or word itself. */
static struct span operator_span(const struct workspace *ws, const struct node *a,
                                 const struct node *b)
{
    struct span span = { a->span.hi, b->span.lo };
    struct str text = source_map_text(ws->lang->sources, span);
    size_t blanks = 0;

    while (blanks < text.len && (text.ptr[blanks] == ' ' || text.ptr[blanks] == ')'))
        blanks++;
    span.lo += (uint32_t)blanks;
    text = str_trim(str_slice(text, blanks, text.len));
    span.hi = span.lo + (uint32_t)text.len;
    return text.len == 0 ? span_join(a->span, b->span) : span;
}

static const struct node *report_incomparable(struct checker *checker, const struct expr *expr,
                                              const struct node *a, const struct node *b)
{
    struct workspace *ws = checker->ws;
    struct diag *diag =
        diag_add(ws->sink, MSG_E0311, operator_span(ws, a, b), "cannot compare %.*s with %.*s",
                 STR_ARG(type_words(checker, type_required(a->type))),
                 STR_ARG(type_words(checker, type_required(b->type))));

    label_scale(checker, diag, a);
    label_scale(checker, diag, b);
    offer_date_of_moment(checker, diag, a, b);
    return wrong_node(checker, expr->span);
}

static const struct node *check_comparison(struct checker *checker, const struct expr *expr)
{
    const struct node *a, *b;

    check_sides(checker, expr, &a, &b);
    if (type_is_wrong(a->type) || type_is_wrong(b->type))
        return wrong_node(checker, expr->span);
    if (!type_comparable(&checker->ws->schema, a->type, b->type))
        return report_incomparable(checker, expr, a, b);
    if (is_order(expr->op) && (!has_order(a->type) || !has_order(b->type)))
        return report_operands(checker, expr, a, b);
    if (a->type.base == TYPE_NOTHING || b->type.base == TYPE_NOTHING) {
        diag_add(checker->ws->sink, MSG_E0308, expr->span, "nothing equals `none`");
        diag_help(checker->ws->sink,
                  checker->ws->sink->diags.items[checker->ws->sink->diags.count - 1],
                  "ask with `is set` or `is not set`");
        return wrong_node(checker, expr->span);
    }
    struct type type = pass_missing(type_of(TYPE_YES_NO), a, b);
    const struct node *made = binary_node(checker, NODE_COMPARE, type, a, b);
    struct node *node = ARENA_NEW(checker->ws->arena, struct node);
    *node = *made;
    node->extra = expr->op;
    return node;
}

static const struct node *with_extra(struct checker *checker, const struct node *made,
                                     uint32_t extra)
{
    struct node *node = ARENA_NEW(checker->ws->arena, struct node);

    *node = *made;
    node->extra = extra;
    return node;
}

/* ---- membership ---- */

/* `a in risk`: is the object of that kind? No set of all objects is made. */
static const struct node *membership_node(struct checker *checker, const struct node *a,
                                          const struct node *b, uint32_t negated)
{
    struct type type = pass_missing(type_of(TYPE_YES_NO), a, NULL);
    struct node *node;

    if (b->op != NODE_EXTENT || b->extra != 0)
        return with_extra(checker, binary_node(checker, NODE_MEMBER, type, a, b), negated);
    node = new_node(checker, NODE_IS_A, type, span_join(a->span, b->span));
    node->a = a;
    node->index = b->index;
    node->extra = negated;
    return with_children(checker, node);
}

static const struct node *check_membership(struct checker *checker, const struct expr *expr)
{
    uint32_t negated = expr->op == EXPR_NOT_IN;
    const struct node *a, *b;

    if (is_bare_symbol(checker, expr->b) && !is_bare_symbol(checker, expr->a)) {
        a = check_expr(checker, expr->a, NO_EXPECTATION);
        b = check_expr(checker, expr->b, type_set(a->type));
    } else {
        b = check_expr(checker, expr->b, NO_EXPECTATION);
        a = check_expr(checker, expr->a, type_element(b->type));
    }
    if (type_is_wrong(a->type) || type_is_wrong(b->type))
        return wrong_node(checker, expr->span);
    if (!b->type.is_set) {
        diag_add(checker->ws->sink, MSG_E0308, b->span,
                 "`in` needs a list on its right, but this is %.*s",
                 STR_ARG(type_words(checker, b->type)));
        return wrong_node(checker, expr->span);
    }
    if (a->type.is_set)
        return report_operands(checker, expr, a, b);
    if (!type_comparable(&checker->ws->schema, type_required(a->type), type_element(b->type)))
        return report_incomparable(checker, expr, a, b);
    return membership_node(checker, a, b, negated);
}

static const struct node *check_is(struct checker *checker, const struct expr *expr)
{
    struct workspace *ws = checker->ws;
    const struct node *a = check_expr(checker, expr->a, NO_EXPECTATION);
    uint32_t negated = (expr->flags & EXPR_NEGATED) != 0;
    bool asks_empty = is_word(ws, expr->sym, WORD_empty);

    if (type_is_wrong(a->type))
        return wrong_node(checker, expr->span);
    if (!asks_empty && !is_word(ws, expr->sym, WORD_set)) {
        struct diag *diag = diag_add(ws->sink, MSG_E0308, expr->span, "`is %.*s` is not a question",
                                     STR_ARG(name_text(ws, expr->sym)));
        diag_help(ws->sink, diag,
                  "ask `is set`, `is not set`, `is empty` or `is not empty`; compare with `==`");
        return wrong_node(checker, expr->span);
    }
    if (asks_empty && !a->type.is_set) {
        struct diag *diag = diag_add(ws->sink, MSG_E0308, expr->span,
                                     "`is empty` asks about lists, but this is %.*s",
                                     STR_ARG(type_words(checker, a->type)));
        diag_help(ws->sink, diag, "ask `is set` about a single value");
        return wrong_node(checker, expr->span);
    }
    /* A set is "set" when it is not empty. */
    if (a->type.is_set)
        return with_extra(checker,
                          unary_node(checker, NODE_IS_EMPTY, type_of(TYPE_YES_NO), a, expr->span),
                          asks_empty ? negated : !negated);
    return with_extra(
        checker, unary_node(checker, NODE_IS_SET, type_of(TYPE_YES_NO), a, expr->span), negated);
}

/* ---- arithmetic ---- */

/* What `a op b` gives, for + and -; TYPE_WRONG when it gives nothing. */
static enum node_op sum_operation(struct type a, struct type b, bool is_plus, struct type *ret_type)
{
    *ret_type = type_required(a);
    if (type_is_number(a) && type_is_number(b)) {
        bool is_mixed = a.base != b.base && (a.base > TYPE_INTEGER || b.base > TYPE_INTEGER);
        if (a.base == TYPE_INTEGER && b.base == TYPE_NUMBER)
            *ret_type = type_required(b);
        return is_mixed ? NODE_CONSTANT : NODE_ARITHMETIC;
    }
    bool is_time = a.base == TYPE_DATE || a.base == TYPE_MOMENT;
    if (is_time && b.base == TYPE_DURATION)
        return NODE_DATE_MOVE;
    if (is_time && a.base == b.base && !is_plus) {
        *ret_type = type_of(TYPE_DURATION);
        return NODE_DATE_DIFFERENCE;
    }
    if (a.base == TYPE_DURATION && b.base == TYPE_DURATION)
        return NODE_DURATION_SUM;
    if (a.base == TYPE_SYMBOL && b.base == TYPE_INTEGER)
        return NODE_SYMBOL_MOVE;
    if (type_is_text(a) && type_is_text(b) && is_plus) {
        *ret_type = type_of(TYPE_TEXT);
        return NODE_JOIN_TEXT;
    }
    return NODE_CONSTANT;
}

static enum node_op product_operation(struct type a, struct type b, bool is_product,
                                      struct type *ret_type)
{
    if (!type_is_number(a) || !type_is_number(b))
        return NODE_CONSTANT;
    if (!is_product && a.base == b.base) {
        *ret_type = type_of(TYPE_NUMBER);
        return NODE_ARITHMETIC;
    }
    if (a.base == TYPE_MONEY && b.base != TYPE_MONEY)
        *ret_type = type_of(TYPE_MONEY);
    else if (b.base == TYPE_MONEY)
        *ret_type = type_of(is_product && a.base != TYPE_MONEY ? TYPE_MONEY : TYPE_WRONG);
    else
        *ret_type =
            type_of(a.base == TYPE_INTEGER && b.base == TYPE_INTEGER && is_product ? TYPE_INTEGER
                    : a.base == b.base ? (enum type_base)a.base
                                       : TYPE_NUMBER);
    return type_is_wrong(*ret_type) ? NODE_CONSTANT : NODE_ARITHMETIC;
}

static const struct node *check_arithmetic(struct checker *checker, const struct expr *expr,
                                           struct type expected)
{
    bool is_sum = expr->op == EXPR_ADD || expr->op == EXPR_SUBTRACT;
    const struct node *a = check_expr(checker, expr->a, expected);
    const struct node *b = check_expr(checker, expr->b, NO_EXPECTATION);
    struct type type = type_of(TYPE_WRONG);
    enum node_op op = NODE_CONSTANT;

    if (!a->type.is_set && !b->type.is_set)
        op = is_sum ? sum_operation(a->type, b->type, expr->op == EXPR_ADD, &type)
                    : product_operation(a->type, b->type, expr->op == EXPR_MULTIPLY, &type);
    if (op == NODE_CONSTANT)
        return report_operands(checker, expr, a, b);
    struct node *node = new_node(checker, op, pass_missing(type, a, b), expr->span);
    node->a = a;
    node->b = b;
    node->extra = expr->op;
    node->index = a->type.base == TYPE_SYMBOL ? a->type.ref : 0;
    return with_children(checker, node);
}

static const struct node *check_negation(struct checker *checker, const struct expr *expr)
{
    const struct node *a = check_expr(checker, expr->a, NO_EXPECTATION);

    if (type_is_wrong(a->type))
        return wrong_node(checker, expr->span);
    if (a->type.is_set || (!type_is_number(a->type) && a->type.base != TYPE_DURATION)) {
        diag_add(checker->ws->sink, MSG_E0308, expr->span,
                 "`-` takes a number or a duration, but this is %.*s",
                 STR_ARG(type_words(checker, a->type)));
        return wrong_node(checker, expr->span);
    }
    return unary_node(checker, NODE_NEGATE, a->type, a, expr->span);
}

/* ---- sets ---- */

static const struct node *as_set(struct checker *checker, const struct node *node)
{
    if (node->type.is_set || type_is_wrong(node->type))
        return node;
    return unary_node(checker, NODE_WRAP, type_set(node->type), node, node->span);
}

static const struct node *check_set_operation(struct checker *checker, const struct expr *expr,
                                              struct type expected)
{
    const struct node *a = as_set(checker, check_expr(checker, expr->a, expected));
    const struct node *b = as_set(checker, check_expr(checker, expr->b, a->type));
    enum node_op op = expr->op == EXPR_UNION ? NODE_UNION : NODE_EXCEPT;
    struct type type = type_join(&checker->ws->schema, a->type, b->type);

    if (type_is_wrong(type))
        return report_operands(checker, expr, a, b);
    if (op == NODE_EXCEPT)
        type = a->type;
    return binary_node(checker, op, type, a, b);
}

static const struct node *check_range(struct checker *checker, const struct expr *expr)
{
    const struct node *a = check_expr(checker, expr->a, NO_EXPECTATION);
    const struct node *b = check_expr(checker, expr->b, NO_EXPECTATION);

    if (type_is_wrong(a->type) || type_is_wrong(b->type))
        return wrong_node(checker, expr->span);
    if (!type_is(a->type, TYPE_OBJECT) || !type_is(b->type, TYPE_OBJECT) || a->type.is_optional ||
        b->type.is_optional)
        return report_operands(checker, expr, a, b);
    return binary_node(checker, NODE_RANGE,
                       type_set(type_join(&checker->ws->schema, a->type, b->type)), a, b);
}

/* ---- otherwise ---- */

/* In a message, `{due otherwise "never"}` may give a date or a text. */
static const struct node *as_text(struct checker *checker, const struct node *node)
{
    const struct node **arguments = ARENA_ARRAY(checker->ws->arena, const struct node *, 1);
    struct type type = type_of(TYPE_TEXT);
    struct node *text = new_node(checker, NODE_FUNCTION,
                                 node->type.is_optional ? type_optional(type) : type, node->span);

    arguments[0] = node;
    text->index = FUNCTION_TEXT;
    text->arguments = arguments;
    text->argument_count = 1;
    return with_children(checker, text);
}

static const struct node *check_otherwise(struct checker *checker, const struct expr *expr,
                                          struct type expected)
{
    const struct node *a = check_expr(checker, expr->a, expected);
    const struct node *b =
        check_expr(checker, expr->b, type_is_wrong(a->type) ? expected : type_required(a->type));
    struct type type;

    if (type_is_wrong(a->type) || type_is_wrong(b->type))
        return wrong_node(checker, expr->span);
    type = type_join(&checker->ws->schema, type_required(a->type), b->type);
    if (checker->is_template && type_is_wrong(type) && !a->type.is_set && !b->type.is_set) {
        a = as_text(checker, a);
        b = as_text(checker, b);
        type = b->type;
    }
    if (type_is_wrong(type))
        return report_operands(checker, expr, a, b);
    return binary_node(checker, NODE_OTHERWISE, type, a,
                       type.is_set ? none_as_list(checker, b) : b);
}

const struct node *check_operator(struct checker *checker, expr_id id, struct type expected)
{
    const struct expr *expr = expr_of(checker->ws, id);

    switch (expr->op) {
    case EXPR_AND:
    case EXPR_OR:
    case EXPR_IMPLIES:
        return check_logic(checker, expr);
    case EXPR_NOT:
        return check_not(checker, expr);
    case EXPR_NEGATE:
        return check_negation(checker, expr);
    case EXPR_IN:
    case EXPR_NOT_IN:
        return check_membership(checker, expr);
    case EXPR_IS:
        return check_is(checker, expr);
    case EXPR_UNION:
    case EXPR_EXCEPT:
        return check_set_operation(checker, expr, expected);
    case EXPR_RANGE:
        return check_range(checker, expr);
    case EXPR_ADD:
    case EXPR_SUBTRACT:
    case EXPR_MULTIPLY:
    case EXPR_DIVIDE:
        return check_arithmetic(checker, expr, expected);
    case EXPR_OTHERWISE:
        return check_otherwise(checker, expr, expected);
    default:
        return check_comparison(checker, expr);
    }
}
