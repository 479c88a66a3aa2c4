/* block_field.c -- fields of many objects at once: their values, and the members of their sets. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/block_parts.h"
#include "engine/join_index.h"
#include "engine/links.h"

/* ---- damage ---- */

/* Are all these cells sound? */
static bool are_sound(const struct evaluator *evaluator, uint32_t field, const value *objects,
                      uint32_t count)
{
    const struct workspace *ws = evaluator->ws;

    if (evaluator->soundness == SOUND && !schema_field(&ws->schema, field)->is_damaged)
        return true;
    for (uint32_t i = 0; i < count; i++)
        if (objects[i] != VALUE_NONE && is_damaged_cell(ws, field, (uint32_t)objects[i]))
            return false;
    return true;
}

/* ---- single values ---- */

/* What is read, and where it goes. */
struct gathering {
    const struct column *column;
    const value *objects;
    uint32_t count;
    value *out;
};

static inline void gather_of_width(const struct gathering *from, enum cell_width width)
{
    const struct cells *cells = &from->column->cells;

    for (uint32_t i = 0; i < from->count; i++) {
        value object = from->objects[i];
        uint32_t row = (uint32_t)object - from->column->first;
        uint64_t cell = object == VALUE_NONE ? 0 : cell_of_width(cells->data, width, row);
        from->out[i] = cell_value(cells->base, cells->unit, cell);
    }
}

/* A loop for each width. */
static void gather(const struct gathering *from)
{
    switch (from->column->cells.width) {
    case CELL_8:
        gather_of_width(from, CELL_8);
        break;
    case CELL_16:
        gather_of_width(from, CELL_16);
        break;
    case CELL_32:
        gather_of_width(from, CELL_32);
        break;
    case CELL_64:
        gather_of_width(from, CELL_64);
        break;
    }
}

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
    const value *objects;
    value *out;

    if (node->op != NODE_FIELD || node->type.is_set || !column)
        return block_apply(block, node, at, (struct operation){ node->a, NULL, read_for, NULL });
    out = block_vector(block, at.count);
    mark = arena_mark(&block->evaluator->vectors);
    objects = block_evaluate(block, node->a, at);
    if (!objects || !are_sound(block->evaluator, node->index, objects, at.count))
        return NULL;
    gather(&(struct gathering){ column, objects, at.count, out });
    arena_rewind(&block->evaluator->vectors, mark);
    return out;
}

/* ---- members ---- */

static void members_of_rows(const struct column *column, const value *objects, uint32_t count,
                            struct members *members)
{
    const uint32_t *items = column->is_narrow ? column->items : NULL;

    for (uint32_t i = 0; i < count; i++) {
        uint32_t row = objects[i] == VALUE_NONE ? 0 : (uint32_t)objects[i] - column->first;
        uint32_t from = objects[i] == VALUE_NONE ? 0 : column->starts[row];
        uint32_t end = objects[i] == VALUE_NONE ? 0 : column->starts[row + 1];
        members[i] = (struct members){ items ? items + from : NULL, end - from };
    }
}

static void members_of_edges(const struct edges *edges, const value *objects, uint32_t count,
                             struct members *members)
{
    for (uint32_t i = 0; i < count; i++) {
        uint32_t object = objects[i] == VALUE_NONE ? 0 : (uint32_t)objects[i];
        members[i].items = edges_of(edges, object, &members[i].count);
    }
}

static bool members_of_field(struct block *block, const struct node *node, const value *objects,
                             uint32_t count, struct members *members)
{
    struct workspace *ws = block->evaluator->ws;
    const struct field_def *def = schema_field(&ws->schema, node->index);

    if (def->flags & FIELD_INVERSE) {
        if (schema_field(&ws->schema, def->inverse_of)->is_damaged)
            return false;
        members_of_edges(field_links_reversed(ws, def->inverse_of), objects, count, members);
        return true;
    }
    if (def->growing || !are_sound(block->evaluator, node->index, objects, count))
        return false;
    for (uint32_t i = 0; i < count && !def->column; i++)
        members[i] = (struct members){ 0 };
    if (def->column)
        members_of_rows(def->column, objects, count, members);
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
    const value *objects;

    if (node->op != NODE_FIELD)
        return members_of_values(block, node, at, ret_members);
    objects = block_evaluate(block, node->a, at);
    if (!objects || !members_of_field(block, node, objects, at.count, ret_members))
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
    const value *keys;

    if (schema_field(&ws->schema, generator->index_field)->is_damaged)
        return false;
    keys = block_evaluate(block, generator->index_key, at);
    if (!keys)
        return false;
    members_of_edges(field_raw_reversed(ws, generator->index_field), keys, at.count, members);
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
