/* join.c -- where a condition is tested, and when an index replaces a walk over all objects. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/check.h"
#include "engine/join_index.h"

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
        generator->join = NULL;
        return true;
    }
    return false;
}

static bool try_index(struct generator *generator, const struct node *condition)
{
    const struct node *path = condition->b;
    const struct node *key = NULL;

    if (generator->index_key || generator->domain->op != NODE_EXTENT ||
        generator->domain->extra != 0)
        return false;
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
        return false;
    generator->index_key = key;
    generator->index_field = path->index;
    return true;
}

/* ---- other equalities and memberships (join_index.h) ---- */

static bool is_local(const struct node *node, const struct generator *generator)
{
    return node->op == NODE_LOCAL && node->index == generator->slot;
}

static bool add_path(const struct generator *generator, struct join_index *index,
                     const struct node *path, const struct node *key)
{
    if (index->count == JOIN_PATHS_MOST || !join_is_path(path, generator->slot) ||
        !join_can_hash(path->type.is_set ? type_element(path->type) : path->type) ||
        key->type.is_set || !can_be_key(generator, key))
        return false;
    index->paths[index->count] = path;
    index->keys[index->count++] = key;
    return true;
}

static bool note_members(const struct generator *generator, struct join *join,
                         const struct node *condition)
{
    if (is_local(condition->a, generator)) {
        if (join->members || condition->b->op == NODE_EXTENT ||
            !can_be_key(generator, condition->b))
            return false;
        join->members = condition->b;
        return true;
    }
    return join->containing.count == 0 && condition->b->type.is_set &&
           add_path(generator, &join->containing, condition->b, condition->a);
}

static bool note_equal(const struct generator *generator, struct join *join,
                       const struct node *condition)
{
    const struct node *sides[] = { condition->a, condition->b };

    if (condition->a->type.is_set)
        return false;
    for (int i = 0; i < 2; i++) {
        if (!is_local(sides[i], generator)) {
            if (add_path(generator, &join->equal, sides[i], sides[1 - i]))
                return true;
        } else if (can_be_key(generator, sides[1 - i])) {
            join->members = sides[1 - i]; /* one object is better than a list */
            return true;
        }
    }
    return false;
}

/* Without earlier variables there is nothing to join with, and a relation's clauses have an order
 * of their own. */
static bool can_join(const struct checker *checker, const struct generator *generator)
{
    return !checker->keeps_slots && generator->slot > 0 && !generator->row_condition &&
           generator->domain->op == NODE_EXTENT && generator->domain->extra == 0;
}

static void note_join(struct checker *checker, struct generator *generator,
                      const struct node *condition, bool is_indexed)
{
    struct join *join = generator->join;
    bool is_noted = false;

    if (!can_join(checker, generator))
        return;
    if (!join) {
        join = ARENA_NEW(checker->ws->arena, struct join);
        *join = (struct join){ .slot = generator->slot, .kind = generator->domain->index };
    }
    if (condition->op == NODE_MEMBER && condition->extra == 0)
        is_noted = note_members(generator, join, condition);
    else if (condition->op == NODE_COMPARE && condition->extra == EXPR_EQUAL)
        is_noted = note_equal(generator, join, condition);
    if (!is_noted)
        return;
    generator->join = join;
    join->is_needed = join->is_needed || !is_indexed;
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
    note_join(checker, generator, condition, try_index(generator, condition));
    if (!generator->filter)
        generator->filter = condition;
    else
        generator->filter =
            binary_node(checker, NODE_AND, type_of(TYPE_YES_NO), generator->filter, condition);
}
