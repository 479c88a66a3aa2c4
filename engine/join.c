/* join.c -- where a condition is tested, and when an index replaces a walk over all objects. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/check.h"

/*
 * The last generator whose variable the node reads; 0 when it reads none of them. What can fail
 * stays where it is written: the domains and conditions before it may guard it.
 */
static uint32_t needed_generator(const struct generators *generators, const struct node *node)
{
    if (node_can_fail(node))
        return generators->count - 1;
    for (uint32_t i = generators->count; i > 1; i--) {
        uint32_t slot = generators->items[i - 1].slot;
        if (node_reads_slots(node, slot, slot + 1))
            return i - 1;
    }
    return 0;
}

/* The key is evaluated before the filter: does this look at the same variable, to guard it? */
static bool guards(const struct node *filter, const struct node *key, uint32_t slots)
{
    for (uint32_t slot = 0; filter && slot < slots; slot++)
        if (node_reads_slots(filter, slot, slot + 1) && node_reads_slots(key, slot, slot + 1))
            return true;
    return false;
}

static bool can_be_key(const struct generator *generator, const struct node *key)
{
    return !node_reads_slots(key, generator->slot, UINT32_MAX) &&
           !(node_can_fail(key) && guards(generator->filter, key, generator->slot));
}

/*
 * `x.owner == k`, `k == x.owner` or `k in x.assets` with x the generator's variable and k without
 * it: then only the objects that refer to k can pass. A k that is a record is the record, not its
 * head.
 */
static const struct node *index_key(const struct generator *generator, const struct node *key,
                                    const struct node *path)
{
    if (path->op != NODE_FIELD || path->field_count != 0 || path->a->op != NODE_LOCAL ||
        path->a->index != generator->slot || path->type.base != TYPE_OBJECT)
        return NULL;
    if (key->type.base != TYPE_OBJECT || key->type.is_set || !can_be_key(generator, key))
        return NULL;
    return key;
}

/*
 * `related(x, k)` of two objects, x the generator's variable and k without it: only those that the
 * relation gives can pass. Inside of a relation's own clauses everything stays as written.
 */
static bool try_row(struct checker *checker, struct generator *generator,
                    const struct node *condition)
{
    if (checker->keeps_slots || generator->index_key || generator->domain->op != NODE_EXTENT ||
        generator->domain->extra != 0 || condition->op != NODE_RELATION ||
        condition->argument_count != 2)
        return false;
    for (uint32_t i = 0; i < 2; i++) {
        const struct node *variable = condition->arguments[i];
        const struct node *key = condition->arguments[1 - i];
        if (variable->op != NODE_LOCAL || variable->index != generator->slot ||
            !can_be_key(generator, key))
            continue;
        struct node *row =
            new_node(checker, NODE_RELATION_ROW, type_set(variable->type), condition->span);
        row->index = condition->index;
        row->a = key;
        row->extra = 1 - i;
        row->depth = RELATION_FRAMES;
        generator->row_condition = condition;
        generator->row_extent = generator->domain;
        generator->domain = with_children(checker, row);
        return true;
    }
    return false;
}

static void try_index(struct generator *generator, const struct node *condition)
{
    const struct node *path = condition->b;
    const struct node *key = NULL;

    if (generator->index_key || generator->domain->op != NODE_EXTENT ||
        generator->domain->extra != 0)
        return;
    if (condition->op == NODE_MEMBER && condition->extra == 0 && condition->b->type.is_set) {
        key = index_key(generator, condition->a, condition->b);
    } else if (condition->op == NODE_COMPARE && condition->extra == EXPR_EQUAL) {
        key = index_key(generator, condition->a, condition->b);
        if (!key) {
            path = condition->a;
            key = index_key(generator, condition->b, condition->a);
        }
    }
    if (!key)
        return;
    generator->index_key = key;
    generator->index_field = path->index;
}

void place_condition(struct checker *checker, struct generators *generators,
                     const struct node *condition)
{
    if (condition->op == NODE_AND) {
        place_condition(checker, generators, condition->a);
        place_condition(checker, generators, condition->b);
        return;
    }
    struct generator *generator = &generators->items[needed_generator(generators, condition)];
    if (try_row(checker, generator, condition))
        return;
    try_index(generator, condition);
    if (!generator->filter)
        generator->filter = condition;
    else
        generator->filter =
            binary_node(checker, NODE_AND, type_of(TYPE_YES_NO), generator->filter, condition);
}
