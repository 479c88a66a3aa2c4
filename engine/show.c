/* show.c -- one object from all sides, as tables. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/engine_state.h"
#include "engine/links.h"
#include "engine/objects.h"
#include "engine/print.h"
#include "engine/sheet.h"
#include "engine/walks.h"

static struct str place_text(struct workspace *ws, struct span span)
{
    struct place place = source_map_place(ws->lang->sources, span.lo);

    return span_is_none(span) ? (struct str){ 0 }
                              : arena_format(ws->arena, "%.*s:%u", STR_ARG(place.path), place.line);
}

/* ---- fields ---- */

static const char *origin_of(const struct field_def *def, bool is_declared)
{
    if (def->flags & FIELD_INVERSE)
        return "other side";
    if (def->flags & FIELD_COMPUTED)
        return "computed";
    if (is_declared)
        return "declared";
    return def->default_expr.v != 0 ? "default" : "";
}

static void add_field(struct engine *engine, struct sheet *sheet, uint32_t field, uint32_t object)
{
    struct workspace *ws = sheet->ws;
    const struct field_def *def = schema_field(&ws->schema, field);
    bool is_declared;

    if (type_is_wrong(def->type))
        return;
    is_declared =
        !(def->flags & FIELD_MADE) &&
        decl_field(ws, ast_decl(ws->ast, model_object(&ws->model, object)->decl), def->name).v != 0;
    if (def->definition != 0)
        prepare_definition(&engine->evaluator, def->definition);
    if ((def->flags & FIELD_INVERSE) && schema_field(&ws->schema, def->inverse_of)->definition != 0)
        prepare_definition(&engine->evaluator,
                           schema_field(&ws->schema, def->inverse_of)->definition);
    value v = read_field(&engine->evaluator, field, object);
    struct cell cell = value_cell(ws, def->type, v);
    if (cell.kind == CELL_MISSING || (cell.kind == CELL_LIST && cell.part_count == 0))
        return;
    sheet_add(sheet, name_text(ws, def->name));
    VEC_PUSH(&sheet->cells, cell);
    sheet_add(sheet, str_from(origin_of(schema_field(&ws->schema, field), is_declared)));
}

/* A text of a rule as it is written, holes and all. */
static void add_template(struct sheet *sheet, const struct decl *decl, sym_id word)
{
    struct workspace *ws = sheet->ws;
    field_id id = decl_field(ws, decl, word);

    if (id.v == 0)
        return;
    sheet_add(sheet, name_text(ws, word));
    sheet_add(sheet, string_of(ws, ast_field(ws->ast, id)->items));
    sheet_add(sheet, STR("declared"));
}

static const struct table *field_table(struct engine *engine, uint32_t object)
{
    static const char *const LABELS[] = { "Field", "Value", "Origin" };
    struct workspace *ws = &engine->ws;
    const struct object *found = model_object(&ws->model, object);
    const struct decl *decl = ast_decl(ws->ast, found->decl);
    struct str kind = name_text(ws, schema_kind(&ws->schema, found->kind)->name);
    struct str title = object_title(ws, object);
    struct sheet sheet;

    sheet_open(&sheet, ws, "object",
               arena_format(ws->arena, "%.*s %.*s%s%.*s", STR_ARG(kind),
                            STR_ARG(object_text(ws, object)), title.len > 0 ? ": " : "",
                            STR_ARG(title)),
               LABELS, 3);
    sheet.table->doc = ast_doc(ws->lang->sources, ws->arena, parts_of(ws, decl)->doc);
    for (uint32_t k = found->kind; k != 0; k = schema_kind(&ws->schema, k)->parent)
        for (uint32_t i = 0; i < schema_kind(&ws->schema, k)->fields.count; i++)
            add_field(engine, &sheet, schema_kind(&ws->schema, k)->fields.items[i], object);
    if (found->kind == ws->schema.rule_kind) {
        add_template(&sheet, decl, ws->words[WORD_message]);
        add_template(&sheet, decl, ws->words[WORD_hint]);
    }
    sheet_add(&sheet, STR("source"));
    sheet_add(&sheet, place_text(ws, object_span(ws, object)));
    sheet_add(&sheet, (struct str){ 0 });
    return sheet_close(&sheet);
}

/* ---- references ---- */

static void add_referrers(struct sheet *sheet, uint32_t field, uint32_t object)
{
    struct workspace *ws = sheet->ws;
    const struct field_def *def = schema_field(&ws->schema, field);
    const struct edges *edges = field_links_reversed(ws, field);
    uint32_t count;
    const uint32_t *referrers = edges_of(edges, object, &count);

    for (uint32_t i = 0; i < count; i++) {
        uint32_t from = referrers[i];
        sheet_add(
            sheet,
            name_text(ws, schema_kind(&ws->schema, model_object(&ws->model, from)->kind)->name));
        VEC_PUSH(&sheet->cells, value_cell(ws, type_of(TYPE_OBJECT), from));
        sheet_add(sheet, name_text(ws, def->name));
        sheet_add(sheet, place_text(ws, object_span(ws, from)));
    }
}

const struct table *engine_references(struct engine *engine, uint32_t object)
{
    static const char *const LABELS[] = { "Kind", "Object", "By field", "At" };
    struct workspace *ws = &engine->ws;
    struct sheet sheet;

    sheet_open(&sheet, ws, "references",
               arena_format(ws->arena, "Who refers to %.*s", STR_ARG(object_text(ws, object))),
               LABELS, 4);
    for (uint32_t field = 1; field < ws->schema.fields.count; field++) {
        const struct field_def *def = schema_field(&ws->schema, field);
        bool is_made = (def->flags & (FIELD_COMPUTED | FIELD_INVERSE | FIELD_RESULT)) != 0;
        if (!is_made && def->type.base == TYPE_OBJECT)
            add_referrers(&sheet, field, object);
    }
    return sheet_close(&sheet);
}

/* ---- gaps ---- */

static bool concerns(const struct gap *gap, uint32_t object)
{
    bool is_bound = gap->rule == object;

    for (uint32_t i = 0; i < gap->object_count; i++)
        is_bound = is_bound || gap_objects(gap)[i] == object;
    return is_bound;
}

static const struct table *gap_table(struct engine *engine, uint32_t object)
{
    static const char *const LABELS[] = { "Rule", "Severity", "Gap", "Waiver" };
    struct workspace *ws = &engine->ws;
    struct sheet sheet;

    sheet_open(&sheet, ws, "gaps",
               arena_format(ws->arena, "Gaps of %.*s", STR_ARG(object_text(ws, object))), LABELS,
               4);
    for (uint32_t i = 0; i < engine->results.gaps.count; i++) {
        const struct gap *gap = &engine->results.gaps.items[i];
        if (!concerns(gap, object))
            continue;
        sheet_add(&sheet, object_text(ws, gap->rule));
        sheet_add(&sheet, gap->severity == SEVERITY_ERROR     ? STR("error")
                          : gap->severity == SEVERITY_WARNING ? STR("warning")
                                                              : STR("info"));
        sheet_add(&sheet, gap->message);
        sheet_add(&sheet, gap->waiver == 0 ? (struct str){ 0 } : object_text(ws, gap->waiver));
    }
    return sheet_close(&sheet);
}

void engine_show(struct engine *engine, uint32_t object, const struct table **ret_tables,
                 uint32_t *ret_count)
{
    ret_tables[0] = field_table(engine, object);
    ret_tables[1] = engine_references(engine, object);
    ret_tables[2] = gap_table(engine, object);
    *ret_count = 3;
}

/* ---- walks ---- */

static const struct rule_plan *find_plan(const struct engine *engine, uint32_t rule)
{
    for (uint32_t i = 0; i < engine->plans.rules.count; i++)
        if (engine->plans.rules.items[i].object == rule)
            return &engine->plans.rules.items[i];
    return NULL;
}

const struct table *engine_walks(struct engine *engine, uint32_t rule)
{
    static const char *const LABELS[] = { "Variable", "Of", "Walked" };
    struct workspace *ws = &engine->ws;
    const struct rule_plan *plan = find_plan(engine, rule);
    struct walks walks;
    struct sheet sheet;

    if (!plan || plan->is_broken)
        return NULL;
    walks_of_rule(&walks, ws, plan);
    sheet_open(&sheet, ws, "walks",
               arena_format(ws->arena, "What %.*s walks over", STR_ARG(object_text(ws, rule))),
               LABELS, 3);
    for (uint32_t i = 0; i < walks.lines.count; i++) {
        const struct generator *generator = walks.lines.items[i].generator;
        const struct node *domain =
            generator->row_extent ? generator->row_extent : generator->domain;
        sheet_add(&sheet, name_text(ws, generator->name));
        sheet_add(&sheet, source_line(ws, ws->arena, domain->span));
        sheet_add(&sheet, walk_words(ws, &walks.lines.items[i]));
    }
    walks_release(&walks);
    return sheet_close(&sheet);
}
