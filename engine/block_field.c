/* block_field.c -- fields of many objects at once: their values, and the members of their sets. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/block_cells.h"
#include "engine/join_index.h"
#include "engine/links.h"

/* ---- whose ---- */

bool block_objects(struct block *block, const struct node *node, struct selection at,
                   struct object_list *ret_objects)
{
    bool is_run = node->op == NODE_LOCAL && node->index == block->running_slot && !at.rows;

    *ret_objects = (struct object_list){ .first = block->first, .count = at.count };
    if (!is_run)
        ret_objects->items = block_evaluate(block, node, at);
    return is_run || ret_objects->items;
}

bool block_are_sound(const struct evaluator *evaluator, uint32_t field,
                     const struct object_list *objects)
{
    const struct workspace *ws = evaluator->ws;

    if (evaluator->soundness == SOUND && !schema_field(&ws->schema, field)->is_damaged)
        return true;
    for (uint32_t i = 0; i < objects->count; i++) {
        value object = object_at(objects, i);
        if (object != VALUE_NONE && is_damaged_cell(ws, field, (uint32_t)object))
            return false;
    }
    return true;
}

/* ---- single values ---- */

static value read_for(struct evaluator *evaluator, const struct node *node, value a, value b)
{
    (void)b;
    return read_field_of(evaluator, node, (uint32_t)a);
}

const value *block_field(struct block *block, const struct node *node, struct selection at)
{
    const struct workspace *ws = block->evaluator->ws;
    const struct column *column = schema_field(&ws->schema, node->index)->column;
    struct arena_mark mark;
    struct object_list objects;
    value *out;

    if (node->op != NODE_FIELD || node->type.is_set || !column)
        return block_apply(block, node, at, (struct operation){ node->a, NULL, read_for, NULL });
    out = block_vector(block, at.count);
    mark = arena_mark(&block->evaluator->vectors);
    if (!block_objects(block, node->a, at, &objects) ||
        !block_are_sound(block->evaluator, node->index, &objects))
        return NULL;
    cells_read(column, &objects, out);
    arena_rewind(&block->evaluator->vectors, mark);
    return out;
}

/* ---- members ---- */

/* Rows that are not there belong to objects that are missing, or refer to nobody. */
static void members_of_rows(const struct edges *edges, const struct object_list *objects,
                            struct members *members)
{
    const struct edges rows = *edges; /* which does not change, as the compiler sees now */
    const struct object_list list = *objects;

    for (uint32_t i = 0; i < list.count; i++) {
        value object = object_at(&list, i);
        uint32_t row = object == VALUE_NONE ? UINT32_MAX : (uint32_t)object - rows.first;
        uint32_t from = row < rows.count ? rows.starts[row] : 0;
        uint32_t end = row < rows.count ? rows.starts[row + 1] : 0;
        members[i] = (struct members){ rows.items ? rows.items + from : NULL, end - from };
    }
}

static bool members_of_field(struct block *block, const struct node *node,
                             const struct object_list *objects, struct members *members)
{
    struct workspace *ws = block->evaluator->ws;
    const struct field_def *def = schema_field(&ws->schema, node->index);
    const struct column *column = def->column;
    struct edges rows = { 0 };

    if (def->flags & FIELD_INVERSE) {
        if (schema_field(&ws->schema, def->inverse_of)->is_damaged)
            return false;
        members_of_rows(field_links_reversed(ws, def->inverse_of), objects, members);
        return true;
    }
    if (def->growing || !block_are_sound(block->evaluator, node->index, objects))
        return false;
    if (column)
        rows = (struct edges){ column->first, column->count, column->starts,
                               column->is_narrow ? column->items : NULL };
    members_of_rows(&rows, objects, members);
    return true;
}

static bool members_of_values(struct block *block, const struct node *node, struct selection at,
                              struct members *members)
{
    const value *sets = block_evaluate(block, node, at);

    for (uint32_t i = 0; i < at.count && sets; i++)
        members[i] = (struct members){ value_set(sets[i])->narrow, value_set(sets[i])->count };
    return sets != NULL;
}

bool block_members(struct block *block, const struct node *node, struct selection at,
                   struct members *ret_members)
{
    struct arena_mark mark = arena_mark(&block->evaluator->vectors);
    struct object_list objects;

    if (node->op != NODE_FIELD)
        return members_of_values(block, node, at, ret_members);
    if (!block_objects(block, node->a, at, &objects) ||
        !members_of_field(block, node, &objects, ret_members))
        return false;
    arena_rewind(&block->evaluator->vectors, mark);
    return true;
}

/* ---- generators ---- */

bool block_can_run(const struct generator *generator)
{
    if (generator->members || generator->row_extent ||
        (generator->join && generator->join->is_needed)) /* looked up by the evaluator */
        return false;
    return generator->index_key ||
           (generator->domain->op != NODE_EXTENT && type_is_narrow(generator->domain->type));
}

/* Ascending, so those of a kind stand together. */
static struct members within(struct members members, const struct kind *kind)
{
    while (members.count > 0 && members.items[0] < kind->first_entity) {
        members.items++;
        members.count--;
    }
    while (members.count > 0 && members.items[members.count - 1] >= kind->end_entity)
        members.count--;
    return members;
}

/* The objects of a kind that refer to a key (run_index in eval_run.c). */
static bool members_by_key(struct block *block, const struct generator *generator,
                           struct selection at, struct members *members)
{
    struct workspace *ws = block->evaluator->ws;
    const struct kind *kind = schema_kind(&ws->schema, generator->domain->index);
    struct object_list keys;

    if (schema_field(&ws->schema, generator->index_field)->is_damaged)
        return false;
    if (!block_objects(block, generator->index_key, at, &keys))
        return false;
    members_of_rows(field_raw_reversed(ws, generator->index_field), &keys, members);
    for (uint32_t i = 0; i < at.count; i++)
        members[i] = within(members[i], kind);
    return true;
}

bool block_members_of(struct block *block, const struct generator *generator, struct selection at,
                      struct members *ret_members)
{
    return generator->index_key ? members_by_key(block, generator, at, ret_members)
                                : block_members(block, generator->domain, at, ret_members);
}
