/* view_fill.c -- the rows of a view: many at once where that is possible, else one by one. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/block_parts.h"
#include "engine/view_build.h"

/* What is evaluated for each row: its columns, its group, then the keys. */
struct part {
    struct kept kept;
    const struct column_plan *column; /* or NULL */
};

/* What came out for the rows of a block that pass, in their order. */
struct part_values {
    const value *values;
    const struct members *members; /* instead of them, of a list that lies in a column already */
};

struct filling {
    const struct view_plan *plan;
    struct view_rows *rows;
    struct part *parts;
    uint32_t part_count;
    struct coverage coverage;
    uint32_t not_assessed;
    struct part_values *came; /* of the block under way, for each part */
    uint32_t *places; /* of each of its rows among those that pass, from 1; 0: it does not */
};

static void add_part(struct filling *filling, struct kept kept, const struct column_plan *column)
{
    filling->parts[filling->part_count++] = (struct part){ kept, column };
}

static void list_parts(struct filling *filling, struct workspace *ws, const struct spread *spread)
{
    const struct view_plan *plan = filling->plan;
    size_t most = (size_t)spread->count + 1 + plan->order_count;

    filling->parts = ARENA_ARRAY(ws->arena, struct part, most);
    for (uint32_t i = 0; i < spread->count; i++)
        add_part(filling, spread->columns[i].kept, &spread->columns[i]);
    if (plan->group)
        add_part(filling, kept_as(ws, plan->group), NULL);
    for (uint32_t i = 0; i < plan->order_count; i++)
        add_part(filling, kept_as(ws, plan->orders[i].value), NULL);
}

/* Where the next row has its parts: the last ones are its keys. */
struct new_row {
    value *values, *keys;
    uint32_t width;
};

static struct new_row add_row(struct view_rows *rows)
{
    value *values = view_rows_add(rows);

    return (struct new_row){ values, view_rows_new_keys(rows), rows->width };
}

static void put_part(const struct new_row *row, uint32_t part, value v)
{
    if (part < row->width)
        row->values[part] = v;
    else
        row->keys[part - row->width] = v;
}

/* ---- one by one ---- */

static bool fill_row(struct evaluator *evaluator, void *self)
{
    struct filling *filling = self;
    struct arena_mark mark = arena_mark(&evaluator->scratch);
    uint32_t columns = filling->part_count - filling->plan->order_count;
    struct new_row row;

    columns -= filling->plan->group != NULL;
    if (!take_steps(evaluator, columns))
        return false;
    row = add_row(filling->rows);
    for (uint32_t i = 0; i < filling->part_count; i++) {
        const struct part *part = &filling->parts[i];
        if (part->column)
            bind_column(evaluator, filling->plan, part->column);
        put_part(&row, i, keep(evaluator, &part->kept, evaluate(evaluator, part->kept.node)));
    }
    if (evaluator->is_damaged)
        filling->not_assessed++;
    evaluator->is_damaged = false;
    arena_rewind(&evaluator->scratch, mark);
    return !evaluator->is_exhausted;
}

static bool fill_singly(struct evaluator *evaluator, uint32_t first, uint32_t end, void *self)
{
    struct filling *filling = self;

    return run_outermost_over(evaluator, &filling->plan->generators, (struct objects){ first, end },
                              fill_row, filling, &filling->coverage);
}

/* ---- many at once ---- */

/* Such a list is not even put into a set. */
static bool lies_in_column(const struct part *part)
{
    return part->kept.keeping == KEEP_MEMBERS && part->kept.node->op == NODE_FIELD;
}

static void bind_across(struct block *block, const struct view_plan *plan,
                        const struct column_plan *column)
{
    for (uint32_t i = 0; column && column->across && i < plan->across.count; i++)
        block->slots[plan->first_across + i] = block_filled(block, column->across[i], block->count);
}

static bool evaluate_part(struct block *block, const struct part *part, struct selection at,
                          struct part_values *ret_came)
{
    struct members *members;

    if (!lies_in_column(part)) {
        *ret_came = (struct part_values){ block_evaluate(block, part->kept.node, at), NULL };
        return ret_came->values != NULL;
    }
    members = ARENA_ARRAY(&block->evaluator->vectors, struct members, at.count);
    *ret_came = (struct part_values){ NULL, members };
    return block_members(block, part->kept.node, at, members);
}

static void note_places(struct block *block, struct filling *filling, struct selection at)
{
    uint32_t columns = filling->rows->width - (filling->plan->group != NULL);

    filling->places = ARENA_ARRAY(&block->evaluator->vectors, uint32_t, block->count);
    for (uint32_t row = 0; row < block->count; row++)
        filling->places[row] = 0;
    for (uint32_t i = 0; i < at.count; i++) {
        filling->places[selected_row(at, i)] = i + 1;
        block_add_steps(block, selected_row(at, i), columns);
    }
}

static bool evaluate_block(struct block *block, void *self)
{
    struct filling *filling = self;
    const struct view_plan *plan = filling->plan;
    struct selection at = block_all(block);

    if (!block_select(block, plan->generators.items[0].filter, &at))
        return false;
    note_places(block, filling, at);
    filling->came =
        ARENA_ARRAY(&block->evaluator->vectors, struct part_values, (size_t)filling->part_count);
    for (uint32_t i = 0; i < filling->part_count && at.count > 0; i++) {
        bind_across(block, plan, filling->parts[i].column);
        if (!evaluate_part(block, &filling->parts[i], at, &filling->came[i]))
            return false;
    }
    return true;
}

static value keep_from_column(struct evaluator *evaluator, const struct kept *kept,
                              struct members members)
{
    const struct field_def *def = schema_field(&evaluator->ws->schema, kept->node->index);
    bool keeps_order = def->column && def->column->keeps_order;

    if (kept->type.base == TYPE_OBJECT && !keeps_order)
        return keep_objects(evaluator, members.items, members.count);
    return keep_members(evaluator->ws, members.items, members.count);
}

static value keep_came(struct evaluator *evaluator, const struct kept *kept,
                       const struct part_values *came, uint32_t place)
{
    if (came->members)
        return keep_from_column(evaluator, kept, came->members[place]);
    if (kept->keeping == KEEP_WORD || kept->keeping == KEEP_ID)
        return came->values[place];
    return keep(evaluator, kept, came->values[place]);
}

static void accept_row(struct evaluator *evaluator, struct filling *filling, uint32_t place)
{
    struct new_row row = add_row(filling->rows);

    for (uint32_t i = 0; i < filling->part_count; i++)
        put_part(&row, i, keep_came(evaluator, &filling->parts[i].kept, &filling->came[i], place));
}

/* How much memory rows take is looked at here, as their steps are counted without being taken. */
static uint32_t accept_rows(struct block *block, uint32_t from, uint32_t end, void *self)
{
    struct filling *filling = self;

    for (uint32_t row = from; row < end; row++) {
        if (filling->places[row] == 0)
            continue;
        if (!take_steps(block->evaluator, 0))
            return row;
        accept_row(block->evaluator, filling, filling->places[row] - 1);
    }
    return end;
}

/* There is no room for it, which is told. */
static bool refuse_row(struct block *block, uint32_t row, void *self)
{
    uint32_t object = block_object(block, row);

    return fill_singly(block->evaluator, object, object + 1, self);
}

static bool suits_blocks(const struct evaluator *evaluator, const struct filling *filling)
{
    const struct generators *generators = &filling->plan->generators;
    const struct kind *kind;

    if (generators->count != 1 || !generator_runs_over_kind(&generators->items[0]) ||
        !block_suits(evaluator, generators->items[0].filter))
        return false;
    kind = schema_kind(&evaluator->ws->schema, generators->items[0].domain->index);
    if (kind->end_entity - kind->first_entity < evaluator->block_least)
        return false;
    for (uint32_t i = 0; i < filling->part_count; i++)
        if (!block_suits(evaluator, filling->parts[i].kept.node))
            return false;
    return true;
}

static void fill_in_blocks(struct evaluator *evaluator, struct filling *filling)
{
    const struct generator *only = &filling->plan->generators.items[0];
    const struct kind *kind = schema_kind(&evaluator->ws->schema, only->domain->index);
    struct block_walk walk = { .slot = only->slot,
                               .slot_count = filling->plan->slot_count,
                               .first = kind->first_entity,
                               .end = kind->end_entity,
                               .steps_each = 1,
                               .self = filling,
                               .evaluate = evaluate_block,
                               .accept = accept_rows,
                               .finish = refuse_row,
                               .do_singly = fill_singly };

    walk_in_blocks(evaluator, &walk);
}

/* ---- all ---- */

void fill_rows(struct evaluator *evaluator, const struct view_plan *plan,
               const struct spread *spread, struct view_rows *rows, uint32_t *ret_not_assessed)
{
    struct filling filling = { .plan = plan, .rows = rows };

    view_rows_init(rows, evaluator->ws, spread->count + (plan->group != NULL), plan->order_count);
    list_parts(&filling, evaluator->ws, spread);
    if (suits_blocks(evaluator, &filling))
        fill_in_blocks(evaluator, &filling);
    else
        run_outermost(evaluator, &plan->generators, fill_row, &filling, &filling.coverage);
    *ret_not_assessed += filling.not_assessed + filling.coverage.skipped;
}
