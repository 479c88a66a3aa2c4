/* fill_check.c -- what has to hold when all values are in their columns. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/distribution.h"
#include "engine/objects.h"
#include "engine/print.h"
#include "engine/wildcard.h"
#include "engine/workspace.h"

/* ---- objects ---- */

static void report_missing(struct workspace *ws, uint32_t number, const struct field_def *def)
{
    const struct object *object = model_object(&ws->model, number);
    struct str name = name_text(ws, def->name);
    field_id given = object->is_record ? (field_id){ 0 }
                                       : decl_field(ws, ast_decl(ws->ast, object->decl), def->name);
    struct diag *diag;

    if (given.v != 0)
        diag = diag_add(ws->sink, MSG_E0314, ast_field(ws->ast, given)->name_span,
                        "`%.*s` needs at least one value", STR_ARG(name));
    else
        diag = diag_add(
            ws->sink, MSG_E0303, object_span(ws, number), "this %.*s needs the field `%.*s`",
            STR_ARG(name_text(ws, schema_kind(&ws->schema, object->kind)->name)), STR_ARG(name));

    if (!span_is_none(def->span))
        diag_label(ws->sink, diag, def->span, "declared here without `?`");
}

static bool is_needed(const struct field_def *def)
{
    return (def->flags & (FIELD_REQUIRED | FIELD_NON_EMPTY)) != 0 &&
           !(def->flags & (FIELD_BUILTIN | FIELD_COMPUTED)) && def->default_expr.v == 0 &&
           !type_is_wrong(def->type);
}

static void check_required(struct workspace *ws, uint32_t number, uint32_t field)
{
    const struct field_def *def = schema_field(&ws->schema, field);

    if (def->column && column_has(def->column, number))
        return;
    if (!model_object(&ws->model, number)->is_damaged &&
        map_get(&ws->model.damaged_fields, map_pair(number, field)) == 0)
        report_missing(ws, number, def);
    mark_damaged(ws, field, number);
}

/* The fields that all objects of a kind need; neighbours are of one kind. */
struct needs {
    uint32_t kind;
    VEC(uint32_t) fields;
};

static void find_needs(const struct schema *schema, uint32_t of, struct needs *needs)
{
    needs->kind = of;
    VEC_CLEAR(&needs->fields);
    for (uint32_t kind = of; kind != 0; kind = schema_kind(schema, kind)->parent)
        for (uint32_t i = 0; i < schema_kind(schema, kind)->fields.count; i++) {
            uint32_t field = schema_kind(schema, kind)->fields.items[i];
            if (is_needed(schema_field(schema, field)))
                VEC_PUSH(&needs->fields, field);
        }
}

/*
 * A line that could not be understood may have been any reference: who else is asked about
 * (inverses, closures, indexes) must not be trusted, as the object's own fields are not
 * (eval_field.c).
 */
static void distrust_links(struct workspace *ws, const struct object *object, uint32_t number)
{
    struct schema *schema = &ws->schema;

    for (uint32_t kind = object->kind; kind != 0; kind = schema_kind(schema, kind)->parent)
        for (uint32_t i = 0; i < schema_kind(schema, kind)->fields.count; i++) {
            struct field_def *def =
                schema_field(schema, schema_kind(schema, kind)->fields.items[i]);
            if (def->type.base == TYPE_OBJECT && !(def->flags & (FIELD_COMPUTED | FIELD_INVERSE)) &&
                (!def->column || !column_has(def->column, number)))
                def->is_damaged = true;
        }
}

static void check_object(struct workspace *ws, uint32_t number, struct needs *needs)
{
    const struct object *object = model_object(&ws->model, number);

    if (needs->kind != object->kind)
        find_needs(&ws->schema, object->kind, needs);
    for (uint32_t i = 0; i < needs->fields.count; i++)
        check_required(ws, number, needs->fields.items[i]);
    if (object->is_damaged)
        distrust_links(ws, object, number);
}

void check_objects(struct workspace *ws)
{
    struct needs needs = { 0 };

    for (uint32_t number = 1; number <= ws->model.count; number++)
        check_object(ws, number, &needs);
    VEC_RELEASE(&needs.fields);
}

/* ---- columns ---- */

static void match(struct workspace *ws, const struct field_def *def, uint32_t object, value v)
{
    if (v == VALUE_NONE || wildcard_matches(field_pattern(def), value_text(v)))
        return;
    struct diag *diag =
        diag_add(ws->sink, MSG_E0312, object_span(ws, object),
                 "`%.*s` of %.*s is \"%.*s\", which does not match \"%.*s\"",
                 STR_ARG(name_text(ws, def->name)), STR_ARG(object_text(ws, object)),
                 STR_ARG(value_text(v)), STR_ARG(field_pattern(def)));
    diag_label(ws->sink, diag, def->span, "the pattern is declared here");
}

static void check_pattern(struct workspace *ws, const struct field_def *def)
{
    const struct column *column = def->column;

    for (uint32_t i = 0; i < column->count; i++) {
        uint32_t object = column->first + i;
        value v = column_get(column, object, ws->arena);
        if (!def->type.is_set) {
            match(ws, def, object, v);
            continue;
        }
        const struct set *set = value_set(v);
        for (uint32_t m = 0; m < set->count; m++)
            match(ws, def, object, set_at(set, m));
    }
}

static value word_of(const struct column *column, value v)
{
    return column->type.base == TYPE_DURATION ? duration_key(v) : v;
}

/* Equal texts are compared as texts, all other values as words. */
static bool same_value(const struct column *column, value a, value b)
{
    if (type_is_distribution(column->type))
        return distribution_compare(value_distribution(a), value_distribution(b)) == 0;
    return type_is_text(column->type) ? str_equal(value_text(a), value_text(b))
                                      : word_of(column, a) == word_of(column, b);
}

static uint64_t unique_key(struct workspace *ws, const struct column *column, value v)
{
    if (type_is_distribution(column->type))
        return intern(ws->lang->names, print_value(ws, ws->arena, column->type, v)).v;
    if (type_is_text(column->type))
        return intern(ws->lang->names, value_text(v)).v;
    return (uint64_t)word_of(column, v) + 1;
}

static void check_unique(struct workspace *ws, const struct field_def *def)
{
    const struct column *column = def->column;
    struct map seen = { 0 };

    for (uint32_t i = 0; !column->type.is_set && i < column->count; i++) {
        uint32_t object = column->first + i;
        value v = column_get(column, object, ws->arena);
        if (v == VALUE_NONE)
            continue;
        uint64_t key = unique_key(ws, column, v);
        uint32_t other = map_get(&seen, key);
        if (other != 0 && same_value(column, v, column_get(column, other, ws->arena))) {
            struct diag *diag =
                diag_add(ws->sink, MSG_E0313, object_span(ws, object),
                         "`%.*s` of %.*s and %.*s is the same", STR_ARG(name_text(ws, def->name)),
                         STR_ARG(object_text(ws, object)), STR_ARG(object_text(ws, other)));
            diag_label(ws->sink, diag, object_span(ws, other), "the other one");
            diag_label(ws->sink, diag, def->span, "declared `unique` here");
            continue;
        }
        map_put(&seen, key, object);
    }
    map_release(&seen);
}

static void check_non_empty(struct workspace *ws, const struct field_def *def)
{
    const struct column *column = def->column;

    for (uint32_t object = column->first; object - column->first < column->count; object++)
        if (!column_has(column, object)) {
            struct diag *diag =
                diag_add(ws->sink, MSG_E0314, object_span(ws, object),
                         "`%.*s` of %.*s needs at least one value",
                         STR_ARG(name_text(ws, def->name)), STR_ARG(object_text(ws, object)));
            diag_label(ws->sink, diag, def->span, "declared with `+` here");
        }
}

void check_values(struct workspace *ws, const struct field_def *def)
{
    bool is_computed =
        (def->flags & FIELD_COMPUTED) != 0; /* the other two options are refused there */

    if (field_pattern(def).len > 0 && !is_computed)
        check_pattern(ws, def);
    if ((def->flags & FIELD_UNIQUE) && !is_computed)
        check_unique(ws, def);
    if ((def->flags & FIELD_NON_EMPTY) && def->definition != 0)
        check_non_empty(ws, def);
}
