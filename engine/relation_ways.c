/* relation_ways.c -- the steps by which the pairs of a relation are found. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/check.h"
#include "engine/relation.h"

struct way_builder {
    struct workspace *ws;
    struct relation *relation;
    uint32_t index; /* of the relation */
    struct checker checker;
};

/* A body made ready for one step: what is bound, what is left to test. */
struct step_builder {
    struct way_builder *way;
    const struct relation_body *body;
    const struct node *call; /* that the step begins with, or that leads on */
    VEC(const struct node *) conditions;
    VEC(uint32_t) bound;
};

static bool is_local(const struct node *node, uint32_t slot)
{
    return node->op == NODE_LOCAL && node->index == slot;
}

static bool is_variable(const struct relation_body *body, const struct node *node)
{
    for (uint32_t i = 0; i < body->variable_count; i++)
        if (is_local(node, body->variables[i].slot))
            return true;
    return false;
}

static bool is_bound(const struct step_builder *step, uint32_t slot)
{
    for (uint32_t i = 0; i < step->bound.count; i++)
        if (step->bound.items[i] == slot)
            return true;
    return false;
}

/*
 * An argument that is no variable, or a variable that is bound already, is compared with the pair.
 * That comes last among the conditions, since the others may guard the argument.
 */
static uint32_t compare_argument(struct step_builder *step, const struct node *argument)
{
    struct way_builder *way = step->way;
    struct node *given = new_node(&way->checker, NODE_LOCAL, argument->type, argument->span);
    struct node *equal =
        new_node(&way->checker, NODE_COMPARE, type_of(TYPE_YES_NO), argument->span);

    given->index = way->relation->slot_count++;
    equal->extra = EXPR_EQUAL;
    equal->a = given;
    equal->b = argument;
    VEC_PUSH(&step->conditions, with_children(&way->checker, equal));
    return given->index;
}

static const uint32_t *bind_call(struct step_builder *step)
{
    const struct node *call = step->call;
    uint32_t *slots = ARENA_ARRAY(step->way->ws->arena, uint32_t, call->argument_count);

    for (uint32_t i = 0; i < call->argument_count; i++) {
        const struct node *argument = call->arguments[i];
        if (is_variable(step->body, argument) && !is_bound(step, argument->index)) {
            slots[i] = argument->index;
            VEC_PUSH(&step->bound, argument->index);
        } else {
            slots[i] = compare_argument(step, argument);
        }
    }
    return slots;
}

static void add_conditions(struct step_builder *step, uint32_t left_out)
{
    const struct relation_body *body = step->body;

    for (uint32_t i = 0; i < body->condition_count; i++)
        if (i != left_out)
            VEC_PUSH(&step->conditions, body->conditions[i]);
    for (uint32_t i = 0; i < body->call_count; i++)
        if (body->calls[i] != step->call)
            VEC_PUSH(&step->conditions, body->calls[i]);
}

enum { NOTHING_LEFT_OUT = UINT32_MAX };

/* The variable left out is a parameter; its membership is the condition of the same number. */
static void finish_step(struct step_builder *step, uint32_t left_out,
                        struct relation_step *ret_step)
{
    struct way_builder *way = step->way;
    struct body_variable *variables =
        ARENA_ARRAY(way->ws->arena, struct body_variable, step->body->variable_count);
    uint32_t count = 0;

    for (uint32_t i = 0; i < step->body->variable_count; i++)
        if (i != left_out)
            variables[count++] = step->body->variables[i];
    struct join_order join = {
        &way->checker,     variables,        count, step->conditions.items, step->conditions.count,
        step->bound.items, step->bound.count
    };
    ret_step->call = step->call;
    order_join(&join, ret_step);
    VEC_RELEASE(&step->conditions);
    VEC_RELEASE(&step->bound);
}

/* ---- the three ways ---- */

static void add_step(struct way_builder *way, struct way *to, struct relation_step step)
{
    struct relation_step *steps =
        ARENA_ARRAY(way->ws->arena, struct relation_step, (size_t)to->step_count + 1);

    for (uint32_t i = 0; i < to->step_count; i++)
        steps[i] = to->steps[i];
    steps[to->step_count++] = step;
    to->steps = steps;
}

/* From nothing, or from one argument that is given. */
static void add_first_step(struct way_builder *way, struct way *to,
                           const struct relation_body *body)
{
    struct step_builder step = { .way = way, .body = body };
    struct relation_step done = { .start = NULL };

    add_conditions(&step, NOTHING_LEFT_OUT);
    if (to->kind != WAY_ALL)
        VEC_PUSH(&step.bound, to->key);
    finish_step(&step, NOTHING_LEFT_OUT, &done);
    add_step(way, to, done);
}

/* From a pair that is new. The given argument of a keyed way comes with the pair. */
static void add_next_step(struct way_builder *way, struct way *to, const struct relation_body *body,
                          const struct node *call)
{
    struct step_builder step = { .way = way, .body = body, .call = call };
    struct relation_step done = { .start = NULL };

    add_conditions(&step, NOTHING_LEFT_OUT);
    done.call_slots = bind_call(&step);
    finish_step(&step, NOTHING_LEFT_OUT, &done);
    add_step(way, to, done);
}

/* From one object to the next. */
static void add_walking_step(struct way_builder *way, struct way *to,
                             const struct relation_body *body)
{
    struct step_builder step = { .way = way, .body = body, .call = body->calls[0] };
    struct relation_step done = { .start = NULL };
    uint32_t other = 1 - to->key;

    add_conditions(&step, other);
    VEC_PUSH(&step.bound, to->key);
    finish_step(&step, other, &done);
    add_step(way, to, done);
}

/* All parameters are given, calls are tested like any condition. */
static void add_proof(struct way_builder *way, const struct relation_body *body)
{
    struct step_builder step = { .way = way, .body = body };
    struct relation_step done = { .start = NULL };

    add_conditions(&step, NOTHING_LEFT_OUT);
    for (uint32_t i = 0; i < way->relation->parameter_count; i++)
        VEC_PUSH(&step.bound, i);
    finish_step(&step, NOTHING_LEFT_OUT, &done);
    add_step(way, &way->relation->proof, done);
}

static void build_way(struct way_builder *way, struct way *to)
{
    const struct relation *relation = way->relation;

    to->is_possible = true;
    for (uint32_t i = 0; i < relation->body_count; i++)
        if (relation->bodies[i].call_count == 0)
            add_first_step(way, to, &relation->bodies[i]);
    for (uint32_t i = 0; i < relation->body_count; i++) {
        const struct relation_body *body = &relation->bodies[i];
        if (body->call_count > 0 && to->kind == WAY_WALK)
            add_walking_step(way, to, body);
        for (uint32_t c = 0; c < body->call_count && to->kind != WAY_WALK; c++)
            add_next_step(way, to, body, body->calls[c]);
    }
}

/* ---- which ways there are ---- */

/* `relation(..., p, ...)` with the parameter p at its own place, as the only call. */
static bool passes_on(const struct way_builder *way, const struct relation_body *body,
                      uint32_t parameter)
{
    return body->call_count == 0 || (body->call_count == 1 && body->calls[0]->index == way->index &&
                                     is_local(body->calls[0]->arguments[parameter], parameter));
}

static bool can_be_keyed(const struct way_builder *way, uint32_t key)
{
    for (uint32_t i = 0; i < way->relation->body_count; i++)
        if (!passes_on(way, &way->relation->bodies[i], key))
            return false;
    return true;
}

/* Does the body look at the parameter, apart from handing it on? */
static bool looks_at(const struct relation_body *body, uint32_t parameter)
{
    for (uint32_t i = 0; i < body->condition_count; i++)
        if (i != parameter && node_reads_slots(body->conditions[i], parameter, parameter + 1))
            return true;
    return node_reads_slots(body->calls[0]->arguments[1 - parameter], parameter, parameter + 1);
}

static bool can_be_walked(const struct way_builder *way, uint32_t key)
{
    uint32_t other = 1 - key;

    for (uint32_t i = 0; i < way->relation->body_count; i++) {
        const struct relation_body *body = &way->relation->bodies[i];
        if (!passes_on(way, body, other) || (body->call_count > 0 && looks_at(body, other)))
            return false;
    }
    return true;
}

void relation_ways(struct workspace *ws, uint32_t index)
{
    struct relation *relation = &ws->schema.relations.items[index];
    struct way_builder way = { .ws = ws, .relation = relation, .index = index };

    checker_init(&way.checker, ws, (struct place_of_use){ 0, { 0 } }, 0);
    relation->all.kind = WAY_ALL;
    build_way(&way, &relation->all);
    relation->proof.kind = WAY_PROOF;
    for (uint32_t i = 0; i < relation->body_count; i++)
        add_proof(&way, &relation->bodies[i]);
    for (uint32_t key = 0; key < 2 && relation->parameter_count == 2; key++) {
        relation->by[key].key = key;
        relation->by[key].kind = can_be_keyed(&way, key) ? WAY_KEYED : WAY_WALK;
        if (relation->by[key].kind == WAY_KEYED || can_be_walked(&way, key))
            build_way(&way, &relation->by[key]);
    }
    checker_release(&way.checker);
}
