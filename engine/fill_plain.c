/* fill_plain.c -- folded paragraphs become values in columns, without a tree between. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/fill_plain.h"

#include <string.h>

#include "base/parallel.h"
#include "engine/fill_piece.h"
#include "engine/workspace.h"

struct column *field_column(struct workspace *ws, uint32_t field)
{
    struct field_def *def = schema_field(&ws->schema, field);
    const struct kind *kind = schema_kind(&ws->schema, def->kind);

    if (!def->column) {
        def->column = column_new(ws->arena, def->type, kind->first_entity,
                                 kind->end_entity - kind->first_entity);
        def->column->keeps_order = true;
    }
    return def->column;
}

/* Of a field about which nothing has to be said when it is given. */
static void make_plan(struct plain_filling *filling, uint32_t field)
{
    const struct schema *schema = &filling->ws->schema;
    const struct field_def *def = schema_field(schema, field);

    filling->plans[field].field = field;
    if (field_deprecated(def).len > 0 ||
        (def->flags & (FIELD_COMPUTED | FIELD_INVERSE | FIELD_MADE)))
        return;
    filling->plans[field].def = def;
    filling->plans[field].read = plain_reader(def);
    filling->plans[field].target = plain_target_of(schema, def->type);
    filling->plans[field].takes_names = plain_names_are_values(schema, def);
    filling->plans[field].keeps_values = plain_value_is_lasting(def);
    filling->plans[field].is_set = def->type.is_set;
    filling->plans[field].set = filling->set_count;
    filling->set_count += def->type.is_set;
}

static void cut_pieces(struct plain_filling *filling, struct arena *work)
{
    enum { OBJECTS_A_PIECE = 4096, PIECES_LEAST = 5 /* for which threads are worth it */ };
    struct workspace *ws = filling->ws;
    uint32_t size = ws->objects_a_piece > 0 ? ws->objects_a_piece : OBJECTS_A_PIECE;
    bool is_parallel = ws->threads > 1 && ws->model.count / size >= PIECES_LEAST - 1;
    uint32_t count = is_parallel ? ws->model.count / size + 1 : 1;

    filling->threads = is_parallel ? ws->threads : 1;
    filling->piece_count = count;
    filling->pieces = ARENA_ARRAY(work, struct piece, count);
    for (uint32_t i = 0; i < count; i++) {
        struct piece *piece = &filling->pieces[i];
        piece->first = i * size + (i == 0);
        piece->end = i + 1 < count ? (i + 1) * size : ws->model.count + 1;
        piece->members = ARENA_ARRAY(work, struct set_members, filling->set_count);
    }
}

/* None of its objects gives that field when there is no column. */
static void take_members(struct plain_filling *filling, struct piece *piece)
{
    const struct schema *schema = &filling->ws->schema;

    for (uint32_t field = 1; field < schema->fields.count; field++) {
        const struct plain_plan *plan = &filling->plans[field];
        if (plan->is_set && schema_field(schema, field)->column)
            set_members_take(&schema_field(schema, field)->column->pending,
                             &piece->members[plan->set]);
    }
}

/* In the order of pieces, and thus of objects. */
static struct left_objects join_pieces(struct plain_filling *filling, struct arena *work)
{
    struct workspace *ws = filling->ws;
    uint32_t *left = ARENA_ARRAY(work, uint32_t, ws->model.count);
    uint32_t count = 0;

    for (uint32_t i = 0; i < filling->piece_count; i++) {
        struct piece *piece = &filling->pieces[i];
        arena_adopt(ws->arena, &piece->texts);
        if (filling->threads > 1)
            take_members(filling, piece);
        if (piece->left.count > 0)
            memcpy(left + count, piece->left.items, piece->left.count * sizeof(*left));
        count += piece->left.count;
        VEC_RELEASE(&piece->left);
    }
    return (struct left_objects){ left, count };
}

struct left_objects fill_plain(struct workspace *ws, struct arena *work)
{
    struct plain_filling filling = { .ws = ws, .making = PTHREAD_MUTEX_INITIALIZER };

    filling.index = plain_index_make(ws, work);
    filling.plans = ARENA_ARRAY(work, struct plain_plan, ws->schema.fields.count);
    for (uint32_t field = 1; field < ws->schema.fields.count; field++)
        if (kind_has_objects(&ws->schema, schema_field(&ws->schema, field)->kind))
            make_plan(&filling, field);
    cut_pieces(&filling, work);
    parallel_run(filling.threads, filling.piece_count, fill_piece, &filling);
    return join_pieces(&filling, work);
}
