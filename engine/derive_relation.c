/* derive_relation.c -- which clause makes a relation hold, and with what. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/derive.h"
#include "engine/objects.h"

struct proof {
    struct deriver *deriver;
    const struct relation *relation;
    const struct relation_body *body;
    uint32_t stages_below; /* as they were before */
    bool is_told;
};

static struct str call_words(struct deriver *deriver, const struct relation *relation,
                             const uint32_t *objects)
{
    struct workspace *ws = deriver->ws;
    struct str text = { 0 };

    for (uint32_t i = 0; i < relation->parameter_count; i++)
        text = arena_format(ws->arena, "%.*s%s%.*s", STR_ARG(text), i == 0 ? "" : ", ",
                            STR_ARG(object_text(ws, objects[i])));
    return arena_format(ws->arena, "%.*s(%.*s)", STR_ARG(name_text(ws, relation->name)),
                        STR_ARG(text));
}

/* That a variable is among those that it runs over tells nothing when these are all of a kind. */
static bool is_worth_a_line(const struct node *condition)
{
    return condition->op != NODE_IS_A;
}

/* Memberships of variables have the place of their domain; others have both sides in theirs. */
static bool is_variable(const struct node *condition)
{
    return condition->op == NODE_MEMBER && condition->span.lo == condition->b->span.lo;
}

static void tell_condition(struct deriver *deriver, const struct node *condition)
{
    if (is_variable(condition))
        derive_membership(deriver, evaluate(deriver->evaluator, condition->a), condition->b);
    else if (is_worth_a_line(condition))
        derive_condition(deriver, condition, true);
}

/* The variables of the body have their values. */
static bool tell_body(struct evaluator *evaluator, void *self)
{
    struct proof *proof = self;
    struct deriver *deriver = proof->deriver;
    uint32_t below = evaluator->stages_below;

    evaluator->stages_below = proof->stages_below;
    for (uint32_t i = 0; i < proof->body->condition_count; i++)
        tell_condition(deriver, proof->body->conditions[i]);
    for (uint32_t i = 0; i < proof->body->call_count; i++)
        derive_relation(deriver, proof->body->calls[i], true);
    evaluator->stages_below = below;
    proof->is_told = true;
    return false;
}

/* The first body that holds by pairs found earlier. */
static void tell_proof(struct deriver *deriver, uint32_t index, const uint32_t *objects)
{
    struct evaluator *evaluator = deriver->evaluator;
    const struct relation *relation = &deriver->ws->schema.relations.items[index];
    struct proof proof = { deriver, relation, NULL, evaluator->stages_below, false };
    uint32_t proved = evaluator->proved;
    value *frame = evaluator_enter(evaluator, relation->slot_count);

    evaluator->stages_below = relation_stage(evaluator, index, objects);
    evaluator->proved = index;
    for (uint32_t b = 0; b < relation->body_count && !proof.is_told; b++) {
        const struct relation_step *step = &relation->proof.steps[b];
        proof.body = &relation->bodies[b];
        for (uint32_t i = 0; i < relation->parameter_count; i++)
            evaluator->slots[i] = objects[i];
        if (!step->start || evaluate_condition(evaluator, step->start))
            run_generators(evaluator, step->generators.items, step->generators.count, tell_body,
                           &proof);
    }
    evaluator_leave(evaluator, frame);
    evaluator->stages_below = proof.stages_below;
    evaluator->proved = proved;
}

void derive_relation(struct deriver *deriver, const struct node *node, bool outcome)
{
    const struct relation *relation = &deriver->ws->schema.relations.items[node->index];
    uint32_t objects[RELATION_PARAMETERS_MOST];
    const struct rule_plan *rule = deriver->rule;

    for (uint32_t i = 0; i < node->argument_count; i++) {
        value object = evaluate(deriver->evaluator, node->arguments[i]);
        if (object == VALUE_NONE) {
            derive_value(deriver, node->arguments[i]);
            return;
        }
        objects[i] = (uint32_t)object;
    }
    struct derivation *line =
        derive_line(deriver, DERIVED_CONDITION, relation->span, "%.*s %s",
                    STR_ARG(call_words(deriver, relation, objects)),
                    outcome ? "holds" : "does not hold: none of its `when:` does");
    struct derivation *outer = derive_enter(deriver, line);
    deriver->rule = NULL;
    if (outcome && derive_deeper(deriver))
        tell_proof(deriver, node->index, objects);
    deriver->rule = rule;
    derive_leave(deriver, outer);
}
