/* acyclic.c -- finding and showing circles. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/acyclic.h"

#include "engine/closure.h"
#include "engine/components.h"
#include "engine/eval.h"
#include "engine/links.h"
#include "engine/objects.h"

enum { CIRCLE_SHOWN = 12 }; /* objects named in the message; the rest is counted */

/* Does the item name the object, itself or as the head of a record? */
static bool item_names(struct workspace *ws, uint32_t source, expr_id item, uint32_t object)
{
    uint32_t record = map_get(&ws->model.record_of, item.v);

    if (record != 0) {
        uint32_t head = schema_kind(&ws->schema, model_object(&ws->model, record)->kind)->head;
        const struct column *heads = head == 0 ? NULL : schema_field(&ws->schema, head)->column;
        return heads && column_has(heads, record) &&
               column_get(heads, record, ws->arena) == (value)object;
    }
    return find_named(ws, source, item) == object;
}

static struct span item_span(struct workspace *ws, uint32_t source, expr_id first, uint32_t object)
{
    for (expr_id id = first; id.v != 0; id = expr_of(ws, id)->next) {
        const struct expr *item = expr_of(ws, id);
        struct span span = item->op == EXPR_LIST ? item_span(ws, source, item->a, object)
                           : item_names(ws, source, id, object) ? item->span
                                                                : (struct span){ 0 };
        if (!span_is_none(span))
            return span;
    }
    return (struct span){ 0 };
}

/* Where an object names another in the field. */
static struct span link_span(struct workspace *ws, uint32_t from, uint32_t field, uint32_t to)
{
    const struct decl *decl = whole_decl(ws, model_object(&ws->model, from)->decl);
    sym_id name = schema_field(&ws->schema, field)->name;

    for (uint32_t i = 0; i < parts_of(ws, decl)->field_count; i++) {
        const struct field *found =
            ast_field(ws->ast, (field_id){ parts_of(ws, decl)->first_field.v + i });
        if (!sym_equal(found->name, name))
            continue;
        struct span span = item_span(ws, decl->source, found->items, to);
        if (!span_is_none(span))
            return span;
    }
    return ast_id_span(ws->ast, decl);
}

static struct str object_circle(struct workspace *ws, const struct set *circle)
{
    struct str text = object_text(ws, (uint32_t)set_at(circle, 0));

    for (uint32_t i = 1; i < circle->count; i++) {
        if (i == CIRCLE_SHOWN && circle->count > CIRCLE_SHOWN + 2) {
            text = arena_format(ws->arena, "%.*s -> ... (%u more)", STR_ARG(text),
                                circle->count - CIRCLE_SHOWN - 1);
            i = circle->count - 1;
        }
        text = arena_format(ws->arena, "%.*s -> %.*s", STR_ARG(text),
                            STR_ARG(object_text(ws, (uint32_t)set_at(circle, i))));
    }
    return text;
}

static void report_circle(struct evaluator *evaluator, uint32_t field, uint32_t start)
{
    struct workspace *ws = evaluator->ws;
    const struct field_def *def = schema_field(&ws->schema, field);
    const struct set *circle = closure_path(evaluator, field, start, start);
    struct str name = name_text(ws, def->name);
    struct diag *diag = diag_add(
        ws->sink, MSG_E0410, link_span(ws, start, field, (uint32_t)set_at(circle, 1)),
        "these objects refer to each other in a circle: %.*s", STR_ARG(object_circle(ws, circle)));

    diag_set_label(ws->sink, diag, "%.*s refers to %.*s", STR_ARG(object_text(ws, start)),
                   STR_ARG(object_text(ws, (uint32_t)set_at(circle, 1))));
    for (uint32_t i = 1; i + 1 < circle->count && i < CIRCLE_SHOWN; i++) {
        uint32_t from = (uint32_t)set_at(circle, i);
        uint32_t to = (uint32_t)set_at(circle, i + 1);
        diag_label(ws->sink, diag, link_span(ws, from, field, to), "which refers to %.*s%s",
                   STR_ARG(object_text(ws, to)), to == start ? " again" : "");
    }
    struct place place = source_map_place(ws->lang->sources, def->span.lo);
    diag_note(ws->sink, diag, "`%.*s` is declared `acyclic` in %.*s:%u", STR_ARG(name),
              STR_ARG(place.path), place.line);
    diag_help(ws->sink, diag, "remove one of these links");
}

static void check_field(struct evaluator *evaluator, uint32_t field)
{
    const struct edges *links = field_links(evaluator->ws, field);
    const struct components *components;
    struct arena work = { 0 };
    bool *is_told;

    if (links->starts[links->count] == 0)
        return;
    components = field_components(evaluator->ws, field);
    is_told = ARENA_ARRAY(&work, bool, components->scc.count);
    for (uint32_t i = 0; i < components->count; i++) {
        uint32_t component = components->scc.component[i];
        if (component_is_circle(components, component) && !is_told[component])
            report_circle(evaluator, field, components->first + i);
        is_told[component] = true;
    }
    arena_release(&work);
}

/* The field's links need it and the head of its records. */
static void prepare_links(struct evaluator *evaluator, const struct field_def *def)
{
    const struct schema *schema = &evaluator->ws->schema;
    uint32_t kind = type_single_kind(schema, def->type);
    uint32_t head = kind == 0 ? 0 : schema_kind(schema, kind)->head;

    if (def->definition != 0)
        prepare_definition(evaluator, def->definition);
    if (head != 0 && schema_field(schema, head)->definition != 0)
        prepare_definition(evaluator, schema_field(schema, head)->definition);
}

void check_acyclic(struct evaluator *evaluator)
{
    struct workspace *ws = evaluator->ws;

    for (uint32_t field = 1; field < ws->schema.fields.count; field++) {
        const struct field_def *def = schema_field(&ws->schema, field);
        if (!(def->flags & FIELD_ACYCLIC) || def->type.base != TYPE_OBJECT ||
            !kind_has_objects(&ws->schema, def->kind))
            continue;
        prepare_links(evaluator, def);
        check_field(evaluator, field);
        evaluator->is_damaged = false;
    }
}
