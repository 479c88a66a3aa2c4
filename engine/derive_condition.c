/* derive_condition.c -- why a condition holds, or does not. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/derive.h"
#include "engine/objects.h"

/* The condition as it is written, with what it rests on below. */
static void derive_test(struct deriver *deriver, const struct node *node, bool outcome)
{
    struct derivation *line =
        derive_line(deriver, DERIVED_CONDITION, node->span, "`%.*s` %s",
                    STR_ARG(node_words(deriver, node)), outcome ? "holds" : "does not hold");
    struct derivation *outer = derive_enter(deriver, line);

    if (derive_deeper(deriver))
        derive_parts(deriver, node);
    derive_leave(deriver, outer);
}

/* A conjunction fails with its first part that fails; it holds with all of them. */
static void derive_and(struct deriver *deriver, const struct node *node, bool outcome)
{
    if (!outcome && !evaluate_condition(deriver->evaluator, node->a)) {
        derive_condition(deriver, node->a, false);
    } else {
        if (outcome)
            derive_condition(deriver, node->a, true);
        derive_condition(deriver, node->b, outcome);
    }
}

static void derive_or(struct deriver *deriver, const struct node *node, bool outcome)
{
    if (!outcome) {
        derive_condition(deriver, node->a, false);
        derive_condition(deriver, node->b, false);
    } else if (evaluate_condition(deriver->evaluator, node->a)) {
        derive_condition(deriver, node->a, true);
    } else {
        derive_condition(deriver, node->b, true);
    }
}

static void derive_implies(struct deriver *deriver, const struct node *node, bool outcome)
{
    bool applies = evaluate_condition(deriver->evaluator, node->a);

    derive_condition(deriver, node->a, applies);
    if (applies)
        derive_condition(deriver, node->b, outcome);
}

/* `x.a.b is not set`: the field that is, or is not. */
static void derive_is_set(struct deriver *deriver, const struct node *node, bool outcome)
{
    bool is_path = node->a->op == NODE_FIELD || node->a->op == NODE_FIELD_ANY;

    if (is_path)
        derive_value(deriver, node->a);
    else
        derive_test(deriver, node, outcome);
}

static void derive_is_a(struct deriver *deriver, const struct node *node)
{
    struct workspace *ws = deriver->ws;
    value object = evaluate(deriver->evaluator, node->a);

    if (object == VALUE_NONE)
        derive_value(deriver, node->a);
    else
        derive_line(deriver, DERIVED_FACT, object_span(ws, (uint32_t)object), "%.*s is %.*s",
                    STR_ARG(object_text(ws, (uint32_t)object)),
                    STR_ARG(kind_text(&ws->schema, ws->arena,
                                      model_object(&ws->model, (uint32_t)object)->kind)));
}

void derive_filter(struct deriver *deriver, const struct generator *generator, bool outcome)
{
    const struct node *row = generator->row_condition;
    bool is_related = !row || evaluate_condition(deriver->evaluator, row);

    if (row && is_related == outcome)
        derive_condition(deriver, row, is_related);
    if (generator->filter && is_related &&
        evaluate_condition(deriver->evaluator, generator->filter) == outcome)
        derive_condition(deriver, generator->filter, outcome);
}

void derive_condition(struct deriver *deriver, const struct node *node, bool outcome)
{
    switch (node->op) {
    case NODE_AND:
        derive_and(deriver, node, outcome);
        break;
    case NODE_OR:
        derive_or(deriver, node, outcome);
        break;
    case NODE_IMPLIES:
        derive_implies(deriver, node, outcome);
        break;
    case NODE_NOT:
        derive_condition(deriver, node->a, !outcome);
        break;
    case NODE_IS_SET:
        derive_is_set(deriver, node, outcome);
        break;
    case NODE_IS_A:
        derive_is_a(deriver, node);
        break;
    case NODE_QUANTIFIER:
        derive_quantifier(deriver, node, outcome);
        break;
    case NODE_RELATION:
        derive_relation(deriver, node, outcome);
        break;
    case NODE_CLOSURE_AGGREGATE:
        derive_closure(deriver, node);
        break;
    case NODE_COMPARE:
    case NODE_MEMBER:
    case NODE_IS_EMPTY:
    case NODE_REACHES:
    case NODE_FUNCTION:
        derive_test(deriver, node, outcome);
        break;
    default: /* fields, functions and constants that are yes or no */
        derive_value(deriver, node);
    }
}
