/* check_closure.c -- closures in expressions, and which of them are tabulated. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/suggest.h"
#include "engine/check.h"
#include "engine/closure.h"

/* Where a step along a reference field leads: the head's type for records. */
static struct type step_type(const struct schema *schema, const struct field_def *def)
{
    uint32_t kind = type_single_kind(schema, def->type);
    uint32_t head = kind == 0 ? 0 : schema_kind(schema, kind)->head;

    return head == 0 ? def->type : schema_field(schema, head)->type;
}

static const struct node *report_no_step(struct checker *checker, struct span span)
{
    struct diag *diag = diag_add(checker->ws->sink, MSG_E0308, span,
                                 "`+` and `*` follow one reference field of an object");

    diag_help(checker->ws->sink, diag, "write them behind a path: `a.depends-on+`");
    return wrong_node(checker, span);
}

/* The one field that a path ends with, or 0. */
static uint32_t last_field(const struct node *path)
{
    bool is_field =
        path->op == NODE_FIELD || path->op == NODE_FIELD_EACH || path->op == NODE_FIELD_ANY;

    return is_field && path->field_count <= 1 && path->type.base == TYPE_OBJECT ? path->index : 0;
}

const struct node *check_closure(struct checker *checker, expr_id id)
{
    struct schema *schema = &checker->ws->schema;
    const struct expr *expr = expr_of(checker->ws, id);
    const struct node *path = check_expr(checker, expr->a, NO_EXPECTATION);
    uint32_t field;
    struct type reached;

    if (type_is_wrong(path->type))
        return wrong_node(checker, expr->span);
    field = last_field(path);
    if (field == 0)
        return report_no_step(checker, expr->span);
    reached = type_set(step_type(schema, schema_field(schema, field)));
    if (expr->op == EXPR_STAR)
        reached = type_join(schema, reached, type_set(path->a->type));
    struct node *node = new_node(checker, NODE_CLOSURE, reached, expr->span);
    node->a = path->a;
    node->index = field;
    node->extra = expr->op == EXPR_PLUS;
    return with_children(checker, node);
}

/* The field that `via NAME` or the third argument of `path` names, looked up on the start's kinds.
 */
static uint32_t named_step(struct checker *checker, const struct node *start, expr_id id)
{
    const struct expr *expr = expr_of(checker->ws, id);
    struct node *object;

    if (expr->op != EXPR_NAME || !type_is(start->type, TYPE_OBJECT)) {
        report_no_step(checker, expr->span);
        return 0;
    }
    object = new_node(checker, NODE_LOCAL, type_required(start->type), start->span);
    const struct node *path = field_node(checker, object, expr->sym, expr->span);
    uint32_t field = type_is_wrong(path->type) ? 0 : last_field(path);
    if (field == 0 && !type_is_wrong(path->type))
        report_no_step(checker, expr->span);
    return field;
}

static const struct node *two_ends(struct checker *checker, enum node_op op, struct span span,
                                   expr_id first, expr_id last, expr_id via)
{
    const struct node *a = check_expr(checker, first, NO_EXPECTATION);
    const struct node *b = check_expr(checker, last, NO_EXPECTATION);
    uint32_t field;

    if (type_is_wrong(a->type) || type_is_wrong(b->type))
        return wrong_node(checker, span);
    if (!type_is(b->type, TYPE_OBJECT))
        return report_no_step(checker, b->span);
    field = named_step(checker, a, via);
    if (field == 0)
        return wrong_node(checker, span);
    struct type type = op == NODE_REACHES ? type_of(TYPE_YES_NO) : type_set(type_required(a->type));
    if (op == NODE_REACHES && (a->type.is_optional || b->type.is_optional))
        type = type_optional(type);
    struct node *node = new_node(checker, op, type, span);
    node->a = a;
    node->b = b;
    node->index = field;
    return with_children(checker, node);
}

const struct node *check_reaches(struct checker *checker, expr_id id)
{
    const struct expr *expr = expr_of(checker->ws, id);

    return two_ends(checker, NODE_REACHES, expr->span, expr->a, expr->b,
                    expr_of(checker->ws, expr->a)->next);
}

const struct node *check_path_call(struct checker *checker, expr_id id)
{
    const struct expr *call = expr_of(checker->ws, id);
    expr_id second = expr_of(checker->ws, call->b)->next;

    return two_ends(checker, NODE_PATH, call->span, call->b, second,
                    expr_of(checker->ws, second)->next);
}

/* ---- tables ---- */

/*
 * One variable over the closure of a single object, and nothing read but that variable. Clauses of
 * relations are taken apart later (relation.h).
 */
static bool can_tabulate(const struct checker *checker, const struct node *node)
{
    const struct generator *generator = node->generators;
    const struct node *closure;

    if (node->generator_count != 1 || checker->keeps_slots)
        return false;
    closure = generator->domain;
    if (closure->op != NODE_CLOSURE || closure->a->type.is_set ||
        closure->a->type.base != TYPE_OBJECT)
        return false;
    return !node_reads_slots(node->a, 0, generator->slot) &&
           !node_reads_slots(generator->filter, 0, generator->slot);
}

static const struct node *tabulate(struct checker *checker, const struct node *node,
                                   enum closure_fold fold, struct type type)
{
    const struct generator *generator = node->generators;
    const struct node *closure = generator->domain;
    struct closures *closures = &checker->ws->closures;
    uint32_t table = closures->tables.count;
    struct closure_table made = {
        .field = closure->index,
        .is_plus = closure->extra != 0,
        .fold = fold,
        .slot = generator->slot,
        .filter = generator->filter,
        .element = node->a,
        .slot_count = checker->slot_count,
    };

    VEC_PUSH(&closures->tables, made);
    struct node *lookup = new_node(checker, NODE_CLOSURE_AGGREGATE, type, node->span);
    lookup->a = closure->a;
    lookup->index = table;
    lookup->depth = node->a ? node->a->depth : 0;
    if (generator->filter && generator->filter->depth > lookup->depth)
        lookup->depth = generator->filter->depth;
    return with_children(checker, lookup);
}

const struct node *closure_aggregate(struct checker *checker, const struct node *aggregate)
{
    if ((aggregate->extra != FUNCTION_MAX && aggregate->extra != FUNCTION_MIN) ||
        !can_tabulate(checker, aggregate) || type_is_text(aggregate->type))
        return NULL;
    return tabulate(checker, aggregate, aggregate->extra == FUNCTION_MAX ? FOLD_MAX : FOLD_MIN,
                    aggregate->type);
}

const struct node *closure_quantifier(struct checker *checker, const struct node *quantifier)
{
    const struct node *lookup;

    if (quantifier->extra != EXPR_SOME && quantifier->extra != EXPR_NO_SUCH &&
        quantifier->extra != EXPR_EVERY)
        return NULL;
    if (!can_tabulate(checker, quantifier))
        return NULL;
    lookup = tabulate(checker, quantifier, quantifier->extra == EXPR_EVERY ? FOLD_EVERY : FOLD_SOME,
                      type_of(TYPE_YES_NO));
    if (quantifier->extra == EXPR_NO_SUCH)
        return unary_node(checker, NODE_NOT, type_of(TYPE_YES_NO), lookup, quantifier->span);
    return lookup;
}
