/* relation_order.c -- in which order the variables of a conjunction are bound, and how. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <assert.h>

#include "engine/check.h"
#include "engine/relation.h"

/* Roughly: one object, a few, those that a relation gives, a constant list, all of a kind. */
enum cost { COST_ONE, COST_FEW, COST_ROW, COST_LIST, COST_ALL, COST_IMPOSSIBLE };

enum access_how { BY_MEMBERS, BY_VALUE, BY_INDEX, BY_ROW, BY_EXTENT };

struct access {
    enum cost cost;
    enum access_how how;
    uint32_t condition;      /* which one it makes true */
    const struct node *at;   /* the list, the value, the key, the argument of the relation */
    const struct node *path; /* of the index */
};

enum { NOT_YET = UINT32_MAX };

struct ordering {
    const struct join_order *join;
    struct workspace *ws;
    uint32_t *bound_at;  /* of each variable: 0 at the start, n by the n-th generator */
    uint32_t *tested_at; /* of each condition, once it is known */
    struct generators generators;
};

/* ---- what is bound ---- */

static bool reads(const struct node *node, uint32_t slot)
{
    return node_reads_slots(node, slot, slot + 1);
}

/* Can the node be evaluated now, without the variable? */
static bool is_ready(const struct ordering *ordering, const struct node *node, uint32_t without)
{
    const struct join_order *join = ordering->join;

    for (uint32_t i = 0; i < join->variable_count; i++)
        if ((ordering->bound_at[i] == NOT_YET || i == without) &&
            reads(node, join->variables[i].slot))
            return false;
    return true;
}

static bool is_local(const struct node *node, uint32_t slot)
{
    return node->op == NODE_LOCAL && node->index == slot;
}

/* References from one variable on: they can be followed for every object without fear of errors. */
static bool is_path_from(const struct node *node, uint32_t slot)
{
    while (node->op == NODE_FIELD || node->op == NODE_FIELD_ANY || node->op == NODE_FIELD_EACH ||
           node->op == NODE_CLOSURE) {
        if (node->type.base != TYPE_OBJECT)
            return false;
        node = node->a;
    }
    return is_local(node, slot);
}

/* ---- ways to bind a variable ---- */

struct choice {
    const struct ordering *ordering;
    uint32_t variable; /* index */
    uint32_t slot;
    struct access best;
};

static bool is_own_kind(const struct choice *choice, const struct node *condition)
{
    return condition->op == NODE_IS_A && is_local(condition->a, choice->slot);
}

/* What can fail is evaluated when all that stands before it has been tested: it may be a guard. */
static bool is_safe(const struct choice *choice, const struct access *access)
{
    if (!access->at || !node_can_fail(access->at))
        return true;
    for (uint32_t i = 0; i < access->condition; i++) {
        const struct node *before = choice->ordering->join->conditions[i];
        if (!is_own_kind(choice, before) && !is_ready(choice->ordering, before, choice->variable))
            return false;
    }
    return true;
}

static void offer(struct choice *choice, struct access access)
{
    if (access.cost < choice->best.cost && is_safe(choice, &access))
        choice->best = access;
}

static bool is_key(const struct choice *choice, const struct node *node)
{
    return node->type.base == TYPE_OBJECT && !node->type.is_set &&
           is_ready(choice->ordering, node, choice->variable);
}

static bool reads_variables(const struct ordering *ordering, const struct node *node)
{
    for (uint32_t i = 0; i < ordering->join->variable_count; i++)
        if (reads(node, ordering->join->variables[i].slot))
            return true;
    return false;
}

/* `v in list`, `key in v.path` */
static void offer_member(struct choice *choice, const struct node *condition, uint32_t number)
{
    if (condition->extra != 0)
        return;
    if (is_local(condition->a, choice->slot) &&
        is_ready(choice->ordering, condition->b, choice->variable)) {
        enum cost cost = reads_variables(choice->ordering, condition->b) ? COST_FEW : COST_LIST;
        offer(choice, (struct access){ cost, BY_MEMBERS, number, condition->b, NULL });
    } else if (is_key(choice, condition->a) && is_path_from(condition->b, choice->slot)) {
        offer(choice, (struct access){ COST_FEW, BY_INDEX, number, condition->a, condition->b });
    }
}

/* `v == value`, `v.path == key`, and the other way round */
static void offer_equal(struct choice *choice, const struct node *condition, uint32_t number)
{
    const struct node *sides[] = { condition->a, condition->b };

    if (condition->extra != EXPR_EQUAL)
        return;
    for (int i = 0; i < 2; i++) {
        const struct node *one = sides[i];
        const struct node *other = sides[1 - i];
        if (!is_key(choice, other) || one->type.is_set)
            continue;
        if (is_local(one, choice->slot))
            offer(choice, (struct access){ COST_ONE, BY_VALUE, number, other, NULL });
        else if (is_path_from(one, choice->slot))
            offer(choice, (struct access){ COST_FEW, BY_INDEX, number, other, one });
    }
}

/* `related(v, key)` */
static void offer_row(struct choice *choice, const struct node *condition, uint32_t number)
{
    if (condition->argument_count != 2)
        return;
    for (int i = 0; i < 2; i++)
        if (is_local(condition->arguments[i], choice->slot) &&
            is_key(choice, condition->arguments[1 - i]))
            offer(choice, (struct access){ COST_ROW, BY_ROW, number, condition->arguments[1 - i],
                                           condition->arguments[i] });
}

static struct access best_access(const struct ordering *ordering, uint32_t variable)
{
    const struct join_order *join = ordering->join;
    struct choice choice = { ordering,
                             variable,
                             join->variables[variable].slot,
                             { COST_IMPOSSIBLE, BY_EXTENT, 0, NULL, NULL } };

    for (uint32_t i = 0; i < join->condition_count; i++) {
        const struct node *condition = join->conditions[i];
        if (ordering->tested_at[i] != NOT_YET)
            continue;
        if (condition->op == NODE_MEMBER)
            offer_member(&choice, condition, i);
        else if (condition->op == NODE_COMPARE)
            offer_equal(&choice, condition, i);
        else if (condition->op == NODE_RELATION)
            offer_row(&choice, condition, i);
        else if (condition->op == NODE_IS_A && condition->extra == 0 &&
                 is_local(condition->a, choice.slot))
            offer(&choice, (struct access){ COST_ALL, BY_EXTENT, i, NULL, NULL });
    }
    return choice.best;
}

/* ---- the generator ---- */

static const struct node *row_node(const struct ordering *ordering, const struct access *access)
{
    const struct node *call = ordering->join->conditions[access->condition];
    struct node *row = new_node(ordering->join->checker, NODE_RELATION_ROW,
                                type_set(access->path->type), call->span);

    row->index = call->index;
    row->a = access->at;
    row->extra = call->arguments[0] == access->at ? 0 : 1;
    return with_children(ordering->join->checker, row);
}

static struct member_index *index_of(const struct ordering *ordering, uint32_t variable,
                                     const struct node *path)
{
    struct member_index *index = ARENA_NEW(ordering->ws->arena, struct member_index);

    *index = (struct member_index){ .path = path,
                                    .slot = ordering->join->variables[variable].slot,
                                    .type = ordering->join->variables[variable].type };
    return index;
}

static struct generator generator_of(const struct ordering *ordering, uint32_t variable,
                                     const struct access *access)
{
    const struct body_variable *bound = &ordering->join->variables[variable];
    struct generator generator = { .slot = bound->slot, .domain = bound->domain };

    switch (access->how) {
    case BY_MEMBERS:
        generator.domain = access->at;
        break;
    case BY_VALUE:
        generator.domain = unary_node(ordering->join->checker, NODE_WRAP, type_set(bound->type),
                                      access->at, access->at->span);
        break;
    case BY_ROW:
        generator.domain = row_node(ordering, access);
        break;
    case BY_INDEX:
        generator.members = index_of(ordering, variable, access->path);
        generator.index_key = access->at;
        break;
    case BY_EXTENT:
        break;
    }
    return generator;
}

/* The variable that costs least now, the first of them when several do. */
static void bind_next(struct ordering *ordering)
{
    uint32_t best = NOT_YET;
    struct access access = { COST_IMPOSSIBLE, BY_EXTENT, 0, NULL, NULL };

    for (uint32_t i = 0; i < ordering->join->variable_count; i++) {
        if (ordering->bound_at[i] != NOT_YET)
            continue;
        struct access offered = best_access(ordering, i);
        if (best == NOT_YET || offered.cost < access.cost) {
            best = i;
            access = offered;
        }
    }
    /* The first that is left can be bound: what stands before its domain reads others only. */
    assert(access.cost != COST_IMPOSSIBLE);
    ordering->generators.items[ordering->generators.count++] =
        generator_of(ordering, best, &access);
    ordering->bound_at[best] = ordering->generators.count;
    ordering->tested_at[access.condition] = ordering->generators.count;
}

/* ---- conditions ---- */

static bool share_a_variable(const struct ordering *ordering, const struct node *a,
                             const struct node *b)
{
    for (uint32_t i = 0; i < ordering->join->variable_count; i++) {
        uint32_t slot = ordering->join->variables[i].slot;
        if (reads(a, slot) && reads(b, slot))
            return true;
    }
    return false;
}

static uint32_t earliest(const struct ordering *ordering, uint32_t condition)
{
    const struct join_order *join = ordering->join;
    uint32_t at = 0;

    for (uint32_t i = 0; i < join->variable_count; i++)
        if (ordering->bound_at[i] > at &&
            reads(join->conditions[condition], join->variables[i].slot))
            at = ordering->bound_at[i];
    for (uint32_t i = 0; i < condition; i++)
        if (ordering->tested_at[i] > at &&
            share_a_variable(ordering, join->conditions[i], join->conditions[condition]))
            at = ordering->tested_at[i];
    return at;
}

static const struct node *joined(const struct ordering *ordering, const struct node *before,
                                 const struct node *condition)
{
    return before ? binary_node(ordering->join->checker, NODE_AND, type_of(TYPE_YES_NO), before,
                                condition)
                  : condition;
}

static void place_conditions(struct ordering *ordering, struct relation_step *step)
{
    for (uint32_t i = 0; i < ordering->join->condition_count; i++) {
        const struct node *condition = ordering->join->conditions[i];
        if (ordering->tested_at[i] != NOT_YET)
            continue;
        ordering->tested_at[i] = earliest(ordering, i);
        if (ordering->tested_at[i] == 0) {
            step->start = joined(ordering, step->start, condition);
            continue;
        }
        struct generator *generator = &ordering->generators.items[ordering->tested_at[i] - 1];
        generator->filter = joined(ordering, generator->filter, condition);
    }
}

void order_join(const struct join_order *join, struct relation_step *step)
{
    struct workspace *ws = join->checker->ws;
    struct ordering ordering = {
        .join = join,
        .ws = ws,
        .bound_at = ARENA_ARRAY(ws->arena, uint32_t, join->variable_count),
        .tested_at = ARENA_ARRAY(ws->arena, uint32_t, join->condition_count),
        .generators = { ARENA_ARRAY(ws->arena, struct generator, join->variable_count), 0 },
    };
    uint32_t unbound = join->variable_count;

    for (uint32_t i = 0; i < join->condition_count; i++)
        ordering.tested_at[i] = NOT_YET;
    for (uint32_t i = 0; i < join->variable_count; i++) {
        ordering.bound_at[i] = NOT_YET;
        for (uint32_t b = 0; b < join->bound_count; b++)
            if (join->bound[b] == join->variables[i].slot)
                ordering.bound_at[i] = 0;
        unbound -= ordering.bound_at[i] == 0;
    }
    for (; unbound > 0; unbound--)
        bind_next(&ordering);
    place_conditions(&ordering, step);
    step->generators = ordering.generators;
}
