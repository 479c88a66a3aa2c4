/* fill_piece.c -- the objects of one piece, read off their text and stored. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/fill_piece.h"

#include "engine/field_cache.h"
#include "engine/fill_plain.h"
#include "engine/known_values.h"
#include "engine/workspace.h"

struct found_value {
    struct plain_plan *plan; /* of its field */
    value v;
};

/* What stood behind a field, or first: objects of a kind say the same fields again and again. */
struct follower {
    uint32_t kind;
    struct plain_plan *plan;
    struct str lead; /* to its values, in the text of another object (plain_walk_follow) */
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
    bool is_alone;
};

/* ---- columns ---- */

static struct column *make_column(struct plain_filling *filling, struct plain_plan *plan)
{
    struct column *column;

    pthread_mutex_lock(&filling->making);
    column = field_column(filling->ws, plan->field);
    pthread_mutex_unlock(&filling->making);
    atomic_store_explicit(&plan->column, column, memory_order_release);
    return column;
}

/* One thread alone puts members where they belong; several leave it to whoever joins pieces. */
static void store_member(struct reader *reader, const struct plain_plan *plan, uint32_t row,
                         value v)
{
    struct column *column = atomic_load_explicit(&plan->column, memory_order_relaxed);
    struct set_members *members =
        reader->is_alone ? &column->pending : &reader->piece->members[plan->set];

    if (column->is_narrow)
        set_members_put_narrow(members, row, v);
    else
        set_members_put_wide(members, row, v);
}

static inline void store(struct reader *reader, uint32_t object, const struct found_value *found)
{
    struct plain_plan *plan = found->plan;
    struct column *column = atomic_load_explicit(&plan->column, memory_order_acquire);

    if (!column)
        column = make_column(reader->filling, plan);
    if (plan->is_set)
        store_member(reader, plan, object - column->first, found->v);
    else
        column_put(column, object, found->v);
}

/* ---- one object ---- */

static struct plain_plan *find_field(struct reader *reader, struct str name)
{
    const struct workspace *ws = reader->filling->ws;

    return &reader->filling->plans[cached_field(&reader->fields, &ws->schema, reader->kind,
                                                intern_find(ws->lang->names, name))];
}

static bool look_for_field(struct reader *reader, struct plain_walk *walk, struct plain_plan **plan)
{
    struct follower *follower = &reader->followers[(*plan)->field];
    const char *from = walk->at;
    struct str name;

    if (!plain_walk_field(walk, &name))
        return false;
    *plan = find_field(reader, name);
    *follower = (struct follower){ .kind = reader->kind,
                                   .plan = *plan,
                                   .lead = { from, (size_t)(walk->at - from) } };
    return true;
}

/* The field behind that one; false when there is none. */
static inline bool next_field(struct reader *reader, struct plain_walk *walk,
                              struct plain_plan **plan)
{
    const struct follower *follower = &reader->followers[(*plan)->field];

    if (follower->kind != reader->kind || !plain_walk_follow(walk, follower->lead))
        return look_for_field(reader, walk, plan);
    *plan = follower->plan;
    return true;
}

static inline bool may_be_given(struct reader *reader, const struct plain_plan *plan)
{
    uint32_t *given_by = &reader->given_by[plan->field];
    bool is_second = *given_by == reader->object;

    *given_by = reader->object;
    return plan->def && (plan->is_set || !is_second);
}

static inline void add_value(struct reader *reader, struct plain_plan *plan, value v)
{
    VEC_PUSH(&reader->values, (struct found_value){ plan, v });
}

/* The object that the last value names is found with those of the group. */
static inline void queue_name(struct reader *reader, const struct plain_plan *plan,
                              const struct plain_item *item, struct short_text key)
{
    struct plain_name *name = plain_names_push(&reader->names);

    name->text = item->text;
    name->target = &plan->target;
    name->from = reader->from;
    name->sought.key = key;
    name->for_value = reader->values.count - 1;
    name->for_entry = reader->entry_count;
    name->is_path = item->op == EXPR_SELECT;
}

static inline void know(struct reader *reader, uint32_t field, struct short_text key, value v)
{
    if (!short_text_is_long(key))
        *known_value_place(&reader->known, field, key) = (struct known_value){ key, field, v };
}

static bool read_name(struct reader *reader, struct plain_plan *plan, const struct plain_item *item,
                      struct short_text key)
{
    if (item->op != EXPR_NAME && item->op != EXPR_SELECT)
        return false;
    add_value(reader, plan, 0);
    queue_name(reader, plan, item, key);
    return true;
}

/* What is not known from a moment ago. */
static bool read_anew(struct reader *reader, struct plain_plan *plan, const struct plain_item *item,
                      struct short_text key)
{
    value v;

    if (plan->takes_names)
        return read_name(reader, plan, item, key);
    if (!plan->read || !plan->read(&reader->place, plan->def, item, &v))
        return false;
    add_value(reader, plan, v);
    if (plan->keeps_values)
        know(reader, plan->field, key, v);
    return true;
}

static inline bool read_value(struct reader *reader, struct plain_plan *plan,
                              const struct plain_item *item)
{
    struct short_text key = short_text_with_room(item->text);
    const struct known_value *known = known_value_place(&reader->known, plan->field, key);

    if (!known_value_is(known, plan->field, key) || reader->from.namespace_.v != 0)
        return read_anew(reader, plan, item, key);
    add_value(reader, plan, known->v);
    return true;
}

static inline bool read_values(struct reader *reader, struct plain_plan *plan,
                               struct plain_walk *walk)
{
    struct plain_item item;

    while (walk->has_more && plain_walk_value(walk, &item)) {
        if (walk->has_more && !plan->is_set)
            return false;
        if (item.op != EXPR_NONE && !read_value(reader, plan, &item))
            return false;
    }
    return true;
}

/* A field that there is not has plan 0, and may not be given. */
static bool read_fields(struct reader *reader, struct plain_walk *walk)
{
    struct plain_plan *plan = &reader->filling->plans[0];

    while (next_field(reader, walk, &plan))
        if (!may_be_given(reader, plan) || !read_values(reader, plan, walk))
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
        else if (plain_name_is_plain(&reader->filling->index, name))
            know(reader, found->plan->field, name->sought.key, found->v);
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

static void open_reader(struct reader *reader, struct plain_filling *filling, uint32_t piece,
                        struct arena *work)
{
    uint32_t fields = filling->ws->schema.fields.count;

    reader->filling = filling;
    reader->piece = &filling->pieces[piece];
    reader->given_by = ARENA_ARRAY(work, uint32_t, fields);
    reader->followers = ARENA_ARRAY(work, struct follower, fields);
    reader->is_alone = filling->threads == 1;
    reader->place.ws = filling->ws;
    reader->place.arena = reader->is_alone ? filling->ws->arena : &reader->piece->texts;
}

void fill_piece(void *self, uint32_t index)
{
    struct plain_filling *filling = self;
    const struct piece *piece = &filling->pieces[index];
    struct arena work = { 0 };
    struct reader *reader = ARENA_NEW(&work, struct reader);

    open_reader(reader, filling, index, &work);
    for (uint32_t first = piece->first, end; first < piece->end; first = end) {
        end = piece->end - first < OBJECTS_A_GROUP ? piece->end : first + OBJECTS_A_GROUP;
        fill_group(reader, first, end);
    }
    VEC_RELEASE(&reader->values);
    VEC_RELEASE(&reader->names);
    arena_release(&work);
}
