/* eval_field.c -- reading fields of objects, of unions, of sets; the objects of a kind. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/eval.h"
#include "engine/links.h"
#include "engine/objects.h"

/* ---- fields ---- */

void evaluator_look_for_damage(struct evaluator *evaluator)
{
    const struct model *model = &evaluator->ws->model;

    if (evaluator->soundness != SOUNDNESS_UNKNOWN)
        return;
    evaluator->soundness = SOUND;
    for (uint32_t object = 1; object <= model->count; object++)
        if (model_object(model, object)->is_damaged)
            evaluator->soundness = UNSOUND;
}

bool is_damaged_cell(const struct workspace *ws, uint32_t field, uint32_t object)
{
    const struct field_def *def = schema_field(&ws->schema, field);
    bool is_empty, is_made;

    if (!def->is_damaged && !model_object(&ws->model, object)->is_damaged)
        return false;
    is_empty = !def->column || !column_has(def->column, object);
    is_made = (def->flags & FIELD_COMPUTED) || (def->default_expr.v != 0 && is_empty);
    if (def->is_damaged && ((is_made && !def->plan) ||
                            map_get(&ws->model.damaged_fields, map_pair(object, field)) != 0))
        return true;
    /* A value that is not there may be on a line that could not be understood. */
    return model_object(&ws->model, object)->is_damaged && is_empty &&
           !(def->flags & FIELD_COMPUTED);
}

static value set_of_edges(struct evaluator *evaluator, const struct edges *edges, uint32_t object)
{
    struct set *set = ARENA_NEW(&evaluator->scratch, struct set);

    set->narrow = edges_of(edges, object, &set->count);
    set->is_sorted = true;
    if (!set->narrow) { /* an empty set of objects is still a narrow one */
        static const uint32_t NOTHING[1] = { 0 };
        set->narrow = NOTHING;
    }
    return value_of_set(set);
}

value no_value(struct evaluator *evaluator, struct type type)
{
    return type.is_set ? value_of_set(ARENA_NEW(&evaluator->scratch, struct set)) : VALUE_NONE;
}

/* Of a column that is not complete: a set of it, if the object has its own already. */
static value read_growing(struct evaluator *evaluator, const struct field_def *def, uint32_t object)
{
    const struct kind *kind = schema_kind(&evaluator->ws->schema, def->kind);
    value v = def->growing ? def->growing[object - kind->first_entity] : VALUE_NONE;

    return v == VALUE_NONE ? no_value(evaluator, def->type) : v;
}

value read_field(struct evaluator *evaluator, uint32_t field, uint32_t object)
{
    struct workspace *ws = evaluator->ws;
    const struct field_def *def = schema_field(&ws->schema, field);

    if (def->flags & FIELD_INVERSE) {
        if (schema_field(&ws->schema, def->inverse_of)->is_damaged)
            evaluator->is_damaged = true;
        return set_of_edges(evaluator, field_links_reversed(ws, def->inverse_of), object);
    }
    if ((def->is_damaged || evaluator->soundness != SOUND) && is_damaged_cell(ws, field, object))
        evaluator->is_damaged = true;
    if (!def->column)
        return read_growing(evaluator, def, object);
    return column_get(def->column, object, &evaluator->scratch);
}

static bool has_field(const struct workspace *ws, uint32_t field, uint32_t object)
{
    const struct field_def *def = schema_field(&ws->schema, field);
    const struct kind *kind = schema_kind(&ws->schema, def->kind);

    return object >= kind->first_entity && object < kind->end_entity;
}

/* A field of an object of a union: whichever candidate its kind has; of one that has none, nothing.
 */
static value read_any_field(struct evaluator *evaluator, const struct node *node, uint32_t object)
{
    const struct field_def *first = schema_field(&evaluator->ws->schema, node->index);

    if (node->field_count == 0 && has_field(evaluator->ws, node->index, object))
        return read_field(evaluator, node->index, object);
    for (uint32_t i = 0; i < node->field_count; i++)
        if (has_field(evaluator->ws, node->fields[i], object))
            return read_field(evaluator, node->fields[i], object);
    return no_value(evaluator, first->type);
}

static bool field_is_set(const struct evaluator *evaluator, const struct node *node)
{
    return schema_field(&evaluator->ws->schema, node->index)->type.is_set;
}

/* Maps over a set of objects and flattens. */
value evaluate_field_each(struct evaluator *evaluator, const struct node *node)
{
    const struct set *objects = value_set(evaluate(evaluator, node->a));
    struct set_builder builder;

    take_scan(evaluator, objects->count);
    builder_init(&builder, evaluator, node->type);
    for (uint32_t i = 0; i < objects->count && !evaluator->is_exhausted; i++) {
        value v = read_any_field(evaluator, node, (uint32_t)set_at(objects, i));
        if (!field_is_set(evaluator, node)) {
            builder_add(&builder, v);
            continue;
        }
        const struct set *members = value_set(v);
        take_scan(evaluator, members->count);
        for (uint32_t m = 0; m < members->count; m++)
            builder_add(&builder, set_at(members, m));
    }
    return builder_finish(&builder);
}

value evaluate_builtin_each(struct evaluator *evaluator, const struct node *node)
{
    const struct set *objects = value_set(evaluate(evaluator, node->a));
    struct set_builder builder;

    take_scan(evaluator, objects->count);
    builder_init(&builder, evaluator, node->type);
    for (uint32_t i = 0; i < objects->count; i++)
        builder_add(&builder, evaluate_builtin(evaluator, (enum builtin_field)node->index,
                                               (uint32_t)set_at(objects, i)));
    return builder_finish(&builder);
}

static value optional_text(struct evaluator *evaluator, struct str text)
{
    return text.len == 0 ? VALUE_NONE : text_value(evaluator, text);
}

value evaluate_builtin(struct evaluator *evaluator, enum builtin_field field, uint32_t object)
{
    struct workspace *ws = evaluator->ws;
    const struct object *found = model_object(&ws->model, object);
    const struct decl *decl = ast_decl(ws->ast, found->decl);

    switch (field) {
    case BUILTIN_ID:
        return text_value(evaluator, object_text(ws, object));
    case BUILTIN_TITLE:
        return optional_text(evaluator, object_title(ws, object));
    case BUILTIN_KIND:
        return text_value(evaluator, name_text(ws, schema_kind(&ws->schema, found->kind)->name));
    case BUILTIN_SOURCE: {
        struct place place = source_map_place(ws->lang->sources, object_span(ws, object).lo);
        return text_value(evaluator, arena_format(&evaluator->scratch, "%.*s:%u",
                                                  STR_ARG(place.path), place.line));
    }
    case BUILTIN_DOC:
        return optional_text(
            evaluator, ast_doc(ws->lang->sources, &evaluator->scratch, parts_of(ws, decl)->doc));
    }
    return VALUE_NONE;
}

/* ---- objects of a kind ---- */

value evaluate_extent(struct evaluator *evaluator, const struct node *node)
{
    const struct workspace *ws = evaluator->ws;
    const struct kind *kind = schema_kind(&ws->schema, node->index);
    struct set_builder builder;

    take_scan(evaluator, kind->end_entity - kind->first_entity);
    builder_init(&builder, evaluator, node->type);
    for (uint32_t object = kind->first_entity; object < kind->end_entity; object++)
        if (node->extra == 0 ||
            object_namespace(ws, model_object(&ws->model, object)).v == node->extra)
            builder_add(&builder, object);
    return builder_finish(&builder);
}

value evaluate_is_a(struct evaluator *evaluator, const struct node *node)
{
    value object = evaluate(evaluator, node->a);
    const struct kind *kind = schema_kind(&evaluator->ws->schema, node->index);

    if (object == VALUE_NONE)
        return VALUE_NONE;
    bool is_a = object >= kind->first_entity && object < kind->end_entity;
    return is_a != (node->extra != 0);
}

value read_field_of(struct evaluator *evaluator, const struct node *node, uint32_t object)
{
    return node->op == NODE_FIELD ? read_field(evaluator, node->index, object)
                                  : read_any_field(evaluator, node, object);
}

value evaluate_single_field(struct evaluator *evaluator, const struct node *node)
{
    value object = evaluate(evaluator, node->a);

    return object == VALUE_NONE ? no_value(evaluator, node->type)
                                : read_field_of(evaluator, node, (uint32_t)object);
}
