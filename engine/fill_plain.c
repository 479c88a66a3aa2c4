/* fill_plain.c -- folded paragraphs become values in columns, without a tree between. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/fill_plain.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "base/parallel.h"
#include "engine/field_cache.h"
#include "engine/known_values.h"
#include "engine/literal_plain.h"
#include "engine/plain_names.h"
#include "engine/workspace.h"

/* What filling asks about a field; the same for all threads. */
struct plain_plan {
    const struct field_def *def; /* NULL: its values are left to the tree */
    plain_fn *read;              /* NULL: it may be given, without a value */
    _Atomic(struct column *) column;
    struct plain_target target;
    bool takes_names;   /* of objects */
    bool takes_symbols; /* of an enumeration */
    bool is_set;
};

struct found_value {
    uint32_t field;
    value v;
};

/* Objects first .. end - 1: all that one thread writes beside rows of columns. */
struct piece {
    uint32_t first, end;
    struct arena texts;
    struct pending_members *members; /* of sets, by field */
    VEC(uint32_t) left;
};

struct plain_filling {
    struct workspace *ws;
    struct plain_index index;
    struct plain_plan *plans; /* by field */
    struct piece *pieces;
    uint32_t piece_count;
    uint32_t threads;
    pthread_mutex_t making; /* of columns, in the arena of the run */
};

/* What stood behind a field, or first: objects of a kind say the same fields again and again. */
struct follower {
    uint32_t kind;
    uint32_t field;
    struct str name; /* in the text of another object */
};

/* An object of the group that is read at the time. */
struct entry {
    uint32_t object;
    uint32_t end; /* of its values; they begin where those of the entry before end */
    bool is_left;
};

/*
 * A thread at work on a piece. It reads a group of objects, then finds all that they name, then
 * stores what has been found of those that can do without the tree.
 */
enum { OBJECTS_A_GROUP = 64 };
struct reader {
    struct plain_filling *filling;
    struct piece *piece;
    struct field_cache fields;
    struct known_values known;  /* in the root */
    struct follower *followers; /* by field */
    uint32_t *given_by;         /* by field: the last object of the piece that gave it */
    struct entry entries[OBJECTS_A_GROUP];
    uint32_t entry_count;
    VEC(struct found_value) values; /* of the group */
    struct plain_names names;       /* for some of these values */
    struct plain_place place;
    struct place_of_use from;
    uint32_t object, kind;
};

/* ---- columns ---- */

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

static struct column *make_column(struct plain_filling *filling, uint32_t field)
{
    struct column *column;

    pthread_mutex_lock(&filling->making);
    column = field_column(filling->ws, field);
    pthread_mutex_unlock(&filling->making);
    atomic_store_explicit(&filling->plans[field].column, column, memory_order_release);
    return column;
}

static void store(struct reader *reader, uint32_t object, const struct found_value *found)
{
    struct plain_plan *plan = &reader->filling->plans[found->field];
    struct column *column = atomic_load_explicit(&plan->column, memory_order_acquire);

    if (!column)
        column = make_column(reader->filling, found->field);
    if (plan->is_set)
        VEC_PUSH(&reader->piece->members[found->field],
                 (struct pending_item){ object - column->first, found->v });
    else
        column_put(column, object, found->v);
}

/* ---- one object ---- */

static uint32_t find_field(struct reader *reader, struct str name)
{
    const struct workspace *ws = reader->filling->ws;

    return cached_field(&reader->fields, &ws->schema, reader->kind,
                        intern_find(ws->lang->names, name));
}

/* The field behind that one; false when there is none. 0: the tree has to be asked. */
static bool next_field(struct reader *reader, struct plain_walk *walk, uint32_t *field)
{
    struct follower *follower = &reader->followers[*field];
    struct str name;

    if (follower->kind == reader->kind && plain_walk_guess(walk, follower->name)) {
        *field = follower->field;
        return true;
    }
    if (!plain_walk_field(walk, &name))
        return false;
    *field = find_field(reader, name);
    *follower = (struct follower){ reader->kind, *field, name };
    return true;
}

static bool may_be_given(struct reader *reader, uint32_t field)
{
    const struct plain_plan *plan = &reader->filling->plans[field];
    bool is_second = reader->given_by[field] == reader->object;

    reader->given_by[field] = reader->object;
    return plan->def && (plan->is_set || !is_second);
}

/* An object that is found with those of the group. */
static void queue_name(struct reader *reader, const struct plain_plan *plan,
                       const struct plain_item *item, struct short_text key)
{
    const struct interner *interner = reader->filling->ws->lang->names;
    struct plain_name *name = plain_names_push(&reader->names);

    name->text = item->text;
    name->target = &plan->target;
    name->from = reader->from;
    name->sought = intern_seek(interner, key, item->text);
    name->for_value = reader->values.count;
    name->for_entry = reader->entry_count;
    name->is_path = item->op == EXPR_SELECT;
}

/* What has no name, or one that is long. */
static bool read_directly(struct reader *reader, const struct plain_plan *plan,
                          const struct plain_item *item, struct found_value *found)
{
    if (!plan->takes_names)
        return plan->read && plan->read(&reader->place, plan->def, item, &found->v);
    if (item->op != EXPR_NAME && item->op != EXPR_SELECT)
        return false;
    queue_name(reader, plan, item, short_text_of(item->text));
    return true;
}

static bool read_value(struct reader *reader, const struct plain_plan *plan,
                       const struct plain_item *item, struct found_value *found)
{
    struct known_value *known;
    struct short_text key;

    if (item->op != EXPR_NAME || item->text.len > SHORT_TEXT_BYTES)
        return read_directly(reader, plan, item, found);
    key = short_text_of(item->text);
    known = known_value_place(&reader->known, found->field, key);
    if (known_value_is(known, found->field, key) && reader->from.namespace_.v == 0) {
        found->v = known->v;
        return true;
    }
    if (plan->takes_names)
        queue_name(reader, plan, item, key);
    else if (!read_directly(reader, plan, item, found))
        return false;
    else if (plan->takes_symbols)
        *known = (struct known_value){ key, found->field, found->v };
    return true;
}

static bool read_values(struct reader *reader, uint32_t field, struct plain_walk *walk)
{
    const struct plain_plan *plan = &reader->filling->plans[field];
    struct found_value found = { .field = field };
    struct plain_item item;

    while (walk->has_more && plain_walk_value(walk, &item)) {
        if (walk->has_more && !plan->is_set)
            return false;
        if (item.op == EXPR_NONE)
            continue;
        if (!read_value(reader, plan, &item, &found))
            return false;
        VEC_PUSH(&reader->values, found);
    }
    return true;
}

static bool read_fields(struct reader *reader, struct plain_walk *walk)
{
    uint32_t field = 0;

    while (next_field(reader, walk, &field))
        if (!may_be_given(reader, field) || !read_values(reader, field, walk))
            return false;
    return true;
}

static bool is_declared_plainly(const struct schema *schema, const struct object *object)
{
    return !object->is_record && object->kind != schema->rule_kind &&
           object->kind != schema->adjust_kind;
}

static bool read_object(struct reader *reader, uint32_t number)
{
    const struct workspace *ws = reader->filling->ws;
    const struct object *object = model_object(&ws->model, number);
    struct plain_walk walk;

    if (!is_declared_plainly(&ws->schema, object) ||
        !plain_walk_start(&walk, ws->lang, object->decl))
        return false;
    reader->object = number;
    reader->kind = object->kind;
    reader->from.source = ast_decl(ws->ast, object->decl)->source;
    reader->from.namespace_ = ws->scopes.files.items[reader->from.source].namespace_;
    return read_fields(reader, &walk);
}

/* ---- a group of objects ---- */

static void read_group(struct reader *reader, uint32_t first, uint32_t end)
{
    VEC_CLEAR(&reader->values);
    VEC_CLEAR(&reader->names);
    for (reader->entry_count = 0; first < end; first++, reader->entry_count++) {
        struct entry *entry = &reader->entries[reader->entry_count];
        entry->object = first;
        entry->is_left = !read_object(reader, first);
        entry->end = reader->values.count;
    }
}

static void remember(struct reader *reader, const struct plain_name *name, uint32_t field)
{
    struct short_text key = name->sought.key;

    if (!short_text_is_long(key) && plain_name_is_plain(&reader->filling->index, name))
        *known_value_place(&reader->known, field, key) =
            (struct known_value){ key, field, name->object };
}

/* What an object names besides what it failed for is found to no avail, and does no harm. */
static void find_named(struct reader *reader)
{
    plain_names_find(&reader->names, &reader->filling->index);
    for (uint32_t i = 0; i < reader->names.count; i++) {
        const struct plain_name *name = &reader->names.items[i];
        struct found_value *found = &reader->values.items[name->for_value];
        found->v = name->object;
        if (name->object == 0)
            reader->entries[name->for_entry].is_left = true;
        else
            remember(reader, name, found->field);
    }
}

static void store_group(struct reader *reader)
{
    uint32_t i = 0;

    for (uint32_t e = 0; e < reader->entry_count; e++) {
        const struct entry *entry = &reader->entries[e];
        if (entry->is_left)
            VEC_PUSH(&reader->piece->left, entry->object);
        else
            for (; i < entry->end; i++)
                store(reader, entry->object, &reader->values.items[i]);
        i = entry->end;
    }
}

static void fill_group(struct reader *reader, uint32_t first, uint32_t end)
{
    read_group(reader, first, end);
    find_named(reader);
    store_group(reader);
}

/* ---- pieces ---- */

static void fill_piece(void *self, uint32_t index)
{
    struct plain_filling *filling = self;
    struct piece *piece = &filling->pieces[index];
    struct arena work = { 0 };
    struct reader *reader = ARENA_NEW(&work, struct reader);
    bool is_alone = filling->threads == 1;

    reader->filling = filling;
    reader->piece = piece;
    reader->given_by = ARENA_ARRAY(&work, uint32_t, filling->ws->schema.fields.count);
    reader->followers = ARENA_ARRAY(&work, struct follower, filling->ws->schema.fields.count);
    reader->place.ws = filling->ws;
    reader->place.arena = is_alone ? filling->ws->arena : &piece->texts;
    for (uint32_t first = piece->first, end; first < piece->end; first = end) {
        end = piece->end - first < OBJECTS_A_GROUP ? piece->end : first + OBJECTS_A_GROUP;
        fill_group(reader, first, end);
    }
    VEC_RELEASE(&reader->values);
    VEC_RELEASE(&reader->names);
    arena_release(&work);
}

/* Of a field about which nothing has to be said when it is given. */
static void make_plan(struct plain_filling *filling, uint32_t field)
{
    const struct schema *schema = &filling->ws->schema;
    const struct field_def *def = schema_field(schema, field);

    if (def->deprecated.len > 0 || (def->flags & (FIELD_COMPUTED | FIELD_INVERSE | FIELD_MADE)))
        return;
    filling->plans[field].def = def;
    filling->plans[field].read = plain_reader(def);
    filling->plans[field].target = plain_target_of(schema, def->type);
    filling->plans[field].takes_names = plain_names_are_values(schema, def);
    filling->plans[field].takes_symbols = def->type.base == TYPE_SYMBOL;
    filling->plans[field].is_set = def->type.is_set;
}

static void cut_pieces(struct plain_filling *filling, struct arena *work)
{
    enum { OBJECTS_A_PIECE = 4096, PIECES_LEAST = 5 /* for which threads are worth it */ };
    struct workspace *ws = filling->ws;
    uint32_t size = ws->objects_a_piece > 0 ? ws->objects_a_piece : OBJECTS_A_PIECE;
    uint32_t count = ws->model.count / size + 1;

    filling->threads = ws->threads > 1 && count >= PIECES_LEAST ? ws->threads : 1;
    filling->piece_count = count;
    filling->pieces = ARENA_ARRAY(work, struct piece, count);
    for (uint32_t i = 0; i < count; i++) {
        struct piece *piece = &filling->pieces[i];
        piece->first = i * size + (i == 0);
        piece->end = i + 1 < count ? (i + 1) * size : ws->model.count + 1;
        piece->members = ARENA_ARRAY(work, struct pending_members, ws->schema.fields.count);
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
        for (uint32_t field = 1; field < ws->schema.fields.count; field++)
            column_take_members(schema_field(&ws->schema, field)->column, &piece->members[field]);
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
        make_plan(&filling, field);
    cut_pieces(&filling, work);
    parallel_run(filling.threads, filling.piece_count, fill_piece, &filling);
    return join_pieces(&filling, work);
}
