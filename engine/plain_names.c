/* plain_names.c -- the objects that folded paragraphs name, looked up many at a time. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/plain_names.h"

#include "engine/workspace.h"

bool plain_names_are_values(const struct schema *schema, const struct field_def *field)
{
    uint32_t kind;

    if (field->type.base != TYPE_OBJECT)
        return false;
    kind = type_single_kind(schema, field->type);
    return kind == 0 || (kind != schema->rule_kind && schema_kind(schema, kind)->head == 0);
}

struct plain_target plain_target_of(const struct schema *schema, struct type type)
{
    const struct kind_set *set = &schema->kind_sets.items[type.ref];
    const struct kind *kind;

    if (type.base != TYPE_OBJECT || type.ref == 0 || set->count != 1)
        return (struct plain_target){ .type = type };
    kind = schema_kind(schema, set->kinds[0]);
    return (struct plain_target){ type, kind->first_entity, kind->end_entity - kind->first_entity };
}

struct plain_index plain_index_make(const struct workspace *ws, struct arena *arena)
{
    uint32_t *object_of = ARENA_ARRAY(arena, uint32_t, (size_t)interner_count(ws->lang->names) + 1);

    for (uint32_t i = 1; i < ws->scopes.names.count; i++) {
        const struct name *name = &ws->scopes.names.items[i];
        if (name->class_ == NAMES_OBJECTS && name->namespace_.v == 0)
            object_of[name->sym.v] = name->index;
    }
    return (struct plain_index){ ws, object_of };
}

/*
 * ---- the steps, each for all names ----
 *
 * Loops so short that a processor has several of their fetches under way: what is fetched lies
 * anywhere in tens of megabytes, and to find out where that is takes about as long as to fetch it.
 */

static void seek(const struct plain_names *names, const struct plain_index *index)
{
    for (uint32_t i = 0; i < names->count; i++) {
        struct plain_name *name = &names->items[i];
        intern_seek(index->ws->lang->names, name->text, &name->sought);
    }
}

static void go_near(const struct plain_names *names, const struct plain_index *index)
{
    for (uint32_t i = 0; i < names->count; i++) {
        sym_id near = intern_near(index->ws->lang->names, &names->items[i].sought);
        __builtin_prefetch(&index->object_of[near.v]);
    }
}

/* A symbol there is none of when the name stands nowhere else. */
static uint32_t find_declared(const struct workspace *ws, const struct plain_name *name)
{
    sym_id sym = name->sym;
    const struct name *declared = NULL;

    if (sym.v == 0)
        declared = scopes_find_qualified(ws, name->from, NAMES_OBJECTS, name->text);
    else if (!name->is_path)
        declared = scopes_find_plainly(ws, name->from, NAMES_OBJECTS, sym);
    return declared ? declared->index : 0;
}

/* The own namespace comes first; it is nearly always the root, and has the name. */
static inline uint32_t find_named_object(const struct plain_index *index,
                                         const struct plain_name *name)
{
    uint32_t object = 0;

    if (!name->is_path && name->from.namespace_.v == 0)
        object = index->object_of[name->sym.v];
    return object != 0 ? object : find_declared(index->ws, name);
}

static inline bool admits(const struct plain_index *index, const struct plain_target *target,
                          uint32_t object)
{
    if (target->count > 0)
        return object - target->first < target->count;
    return type_admits_object(&index->ws->schema, target->type, object);
}

void plain_names_find(struct plain_names *names, const struct plain_index *index)
{
    seek(names, index);
    go_near(names, index);
    for (uint32_t i = 0; i < names->count; i++) {
        struct plain_name *name = &names->items[i];
        uint32_t object;
        name->sym = intern_sought(index->ws->lang->names, name->text, &name->sought);
        object = find_named_object(index, name);
        name->object = object != 0 && admits(index, name->target, object) ? object : 0;
    }
}
