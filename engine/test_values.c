/* test_values.c -- what the parts of an expectation are worth, for the one that does not hold. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/objects.h"
#include "engine/print.h"
#include "engine/test.h"

struct teller {
    struct evaluator *evaluator;
    struct diag_sink *sink;
    struct diag *diag;
};

static void tell_value(const struct teller *teller, const struct node *node)
{
    struct workspace *ws = teller->evaluator->ws;
    value v;

    if (node->op == NODE_CONSTANT)
        return;
    v = evaluate(teller->evaluator, node);
    struct str text = print_value(ws, ws->arena, node->type, v);
    bool is_set = node->type.is_set ? value_set(v)->count > 0 : v != VALUE_NONE;
    diag_note(teller->sink, teller->diag, "`%.*s` is %.*s",
              STR_ARG(source_line(ws, ws->arena, node->span)),
              STR_ARG(is_set              ? text
                      : node->type.is_set ? STR("empty")
                                          : STR("not set")));
}

/* What the rule says in this world: its gaps, or that there are none. */
static void tell_gaps(const struct teller *teller, uint32_t rule)
{
    struct workspace *ws = teller->evaluator->ws;
    const struct kind *gaps = schema_kind(&ws->schema, ws->schema.gap_kind);
    uint32_t field = schema_find_field(&ws->schema, ws->schema.gap_kind, ws->words[WORD_rule]);
    const struct column *rules = schema_field(&ws->schema, field)->column;
    uint32_t count = 0;

    for (uint32_t gap = gaps->first_entity; gap < gaps->end_entity; gap++) {
        if (column_get(rules, gap, ws->arena) != rule)
            continue;
        diag_note(teller->sink, teller->diag, "%.*s reports: %.*s", STR_ARG(object_text(ws, rule)),
                  STR_ARG(object_title(ws, gap)));
        count++;
    }
    if (count == 0)
        diag_note(teller->sink, teller->diag, "%.*s reports nothing",
                  STR_ARG(object_text(ws, rule)));
}

static void tell(const struct teller *teller, const struct node *node)
{
    switch (node->op) {
    case NODE_NOT:
        tell(teller, node->a);
        break;
    case NODE_AND:
        tell(teller, evaluate_condition(teller->evaluator, node->a) ? node->b : node->a);
        break;
    case NODE_OR:
    case NODE_IMPLIES:
    case NODE_COMPARE:
    case NODE_MEMBER:
        tell(teller, node->a);
        tell(teller, node->b);
        break;
    case NODE_GAP_ON:
        tell_gaps(teller, node->index);
        break;
    default:
        tell_value(teller, node);
    }
}

void note_values(struct evaluator *evaluator, const struct node *node, struct diag_sink *sink,
                 struct diag *diag)
{
    struct teller teller = { evaluator, sink, diag };

    tell(&teller, node);
    evaluator->is_damaged = false;
}
