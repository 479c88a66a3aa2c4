/* view_keep.c -- what the rows of a view hold of values. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <string.h>

#include "engine/objects.h"
#include "engine/view_build.h"

/* ---- how ---- */

static bool is_builtin(const struct node *node, enum builtin_field field)
{
    return node->op == NODE_BUILTIN && node->index == field;
}

/* Are its texts there to stay? */
static bool is_lasting(const struct node *node)
{
    return node->op == NODE_FIELD || is_builtin(node, BUILTIN_ID) ||
           is_builtin(node, BUILTIN_TITLE);
}

static enum keeping keeping_of(const struct node *node)
{
    if (node->type.is_set)
        return type_is_narrow(node->type) ? KEEP_MEMBERS : KEEP_LIST;
    if (is_builtin(node, BUILTIN_ID))
        return KEEP_ID;
    if (type_is_text(node->type) && is_lasting(node))
        return KEEP_LASTING;
    return type_is_plain(node->type) ? KEEP_WORD : KEEP_COPY;
}

struct kept kept_as(struct workspace *ws, const struct node *node)
{
    struct kept kept = { node, keeping_of(node), node->type, NULL };

    if (kept.keeping == KEEP_ID)
        kept.node = node->a;
    kept.cells = cells_of_words(ws, node->type);
    return kept;
}

/* ---- lists ---- */

/* Most have one or two members, and a struct set would take more room than they do. */
value keep_members(struct workspace *ws, const uint32_t *members, uint32_t count)
{
    static const uint32_t NOTHING[1] = { 0 };
    uint32_t *kept;

    if (count == 0)
        return (value)(intptr_t)NOTHING;
    kept = ARENA_ARRAY(ws->arena, uint32_t, (size_t)count + 1);
    kept[0] = count;
    memcpy(kept + 1, members, count * sizeof(*kept));
    return (value)(intptr_t)kept;
}

value keep_objects(struct evaluator *evaluator, const uint32_t *objects, uint32_t count)
{
    const struct set set = { .count = count, .narrow = objects };

    return keep_members(evaluator->ws,
                        objects_in_natural_order(evaluator->ws, &evaluator->scratch, &set), count);
}

static value keep_set(struct evaluator *evaluator, struct type type, const struct set *set)
{
    if (type.base == TYPE_OBJECT && !set->keeps_order)
        return keep_objects(evaluator, set->narrow, set->count);
    return keep_members(evaluator->ws, set->narrow, set->count);
}

static value keep_list(struct workspace *ws, struct type type, const struct set *set)
{
    struct set *kept = ARENA_NEW(ws->arena, struct set);
    value *members = ARENA_ARRAY(ws->arena, value, set->count);

    for (uint32_t i = 0; i < set->count; i++)
        members[i] = keep_value(ws, type_element(type), set_at(set, i));
    *kept = (struct set){ .count = set->count, .keeps_order = true, .wide = members };
    return value_of_set(kept);
}

/* ---- all ---- */

static value keep_text(struct workspace *ws, value v)
{
    struct str *kept;

    if (v == VALUE_NONE)
        return v;
    kept = ARENA_NEW(ws->arena, struct str);
    *kept = value_text(v);
    return value_of_text(kept);
}

value keep(struct evaluator *evaluator, const struct kept *kept, value v)
{
    switch (kept->keeping) {
    case KEEP_WORD:
    case KEEP_ID:
        return v;
    case KEEP_LASTING:
        return keep_text(evaluator->ws, v);
    case KEEP_COPY:
        return keep_value(evaluator->ws, kept->type, v);
    case KEEP_MEMBERS:
        return keep_set(evaluator, kept->type, value_set(v));
    case KEEP_LIST:
        return keep_list(evaluator->ws, kept->type, value_set(v));
    }
    return v;
}
