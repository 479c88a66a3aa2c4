/* fixed.c -- rules whose answer does not depend on the project. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/fixed.h"

#include "engine/eval.h"
#include "engine/workspace.h"

/* Operations that read objects, variables, or constants that `extend NAME = value` can change. */
static const bool READS_THE_PROJECT[NODE_COUNT] = {
    [NODE_LOCAL] = true,      [NODE_FIELD] = true,        [NODE_FIELD_ANY] = true,
    [NODE_FIELD_EACH] = true, [NODE_BUILTIN] = true,      [NODE_BUILTIN_EACH] = true,
    [NODE_EXTENT] = true,     [NODE_LET] = true,          [NODE_CALL] = true,
    [NODE_IS_A] = true,       [NODE_RANGE] = true,        [NODE_CLOSURE] = true,
    [NODE_REACHES] = true,    [NODE_PATH] = true,         [NODE_CLOSURE_AGGREGATE] = true,
    [NODE_RELATION] = true,   [NODE_RELATION_ROW] = true, [NODE_GAP_ON] = true,
};

static bool is_fixed(const struct node *node)
{
    bool is_day, asks_for_a_file;

    if (!node)
        return true;
    is_day = node->op == NODE_CONSTANT && node->extra == 1;
    asks_for_a_file = node->op == NODE_FUNCTION && node->index == FUNCTION_EXISTS;
    if (is_day || asks_for_a_file || READS_THE_PROJECT[node->op])
        return false;
    for (uint32_t i = 0; i < node->argument_count; i++)
        if (!is_fixed(node->arguments[i]))
            return false;
    for (uint32_t i = 0; i < node->generator_count; i++)
        if (!is_fixed(node->generators[i].domain) || !is_fixed(node->generators[i].filter))
            return false;
    return is_fixed(node->a) && is_fixed(node->b) && is_fixed(node->c);
}

static bool holds(struct evaluator *evaluator, const struct rule_plan *plan,
                  const struct node *condition)
{
    value *frame = evaluator_enter(evaluator, plan->slot_count);
    bool holds = evaluate_condition(evaluator, condition);

    evaluator_leave(evaluator, frame);
    return holds;
}

/* The part of a filter that is never fulfilled, or NULL. */
static const struct node *find_refusal(struct evaluator *evaluator, const struct rule_plan *plan,
                                       const struct node *filter)
{
    const struct node *found;

    if (!filter)
        return NULL;
    if (filter->op == NODE_AND) {
        found = find_refusal(evaluator, plan, filter->a);
        return found ? found : find_refusal(evaluator, plan, filter->b);
    }
    return is_fixed(filter) && !holds(evaluator, plan, filter) && !evaluator->is_damaged ? filter
                                                                                         : NULL;
}

static const struct node *find_refusing_where(struct evaluator *evaluator,
                                              const struct rule_plan *plan)
{
    const struct node *found = NULL;

    for (uint32_t i = 0; i < plan->generators.count && !found; i++)
        found = find_refusal(evaluator, plan, plan->generators.items[i].filter);
    return found;
}

static bool warn_about_requirement(struct evaluator *evaluator, const struct rule_plan *plan,
                                   struct str name)
{
    bool is_met;

    if (!is_fixed(plan->require))
        return false;
    is_met = holds(evaluator, plan, plan->require);
    if (!evaluator->is_damaged) /* else it was told why there is no answer */
        diag_add(evaluator->ws->sink, MSG_W0407, plan->require_span,
                 is_met ? "the rule `%.*s` never finds a gap, whatever the project says"
                        : "the rule `%.*s` finds a gap in everything, whatever the project says",
                 STR_ARG(name));
    return true;
}

bool warn_if_fixed(struct evaluator *evaluator, const struct rule_plan *plan)
{
    struct workspace *ws = evaluator->ws;
    const struct decl *decl = ast_decl(ws->ast, plan->decl);
    struct str name = name_text(ws, decl->id);
    const struct node *where;
    bool is_told = true;

    /* Damaged text may hide what the rule looks for. */
    if (ws->sink->counts[SEVERITY_ERROR] > 0 || ws->scopes.files.items[decl->source].is_library)
        return false;
    where = find_refusing_where(evaluator, plan);
    if (where)
        diag_add(ws->sink, MSG_W0407, where->span,
                 "the rule `%.*s` never looks at anything: this is always no", STR_ARG(name));
    else
        is_told = warn_about_requirement(evaluator, plan, name);
    evaluator->is_damaged = false;
    return is_told;
}
