/* explain.c -- gaps as diagnostics: what, where, which rule, what to do. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/engine_state.h"
#include "engine/objects.h"
#include "engine/print.h"

/*
 * language.md section 9, example 4. Shown are the sentence of the rule's message, the object that
 * it is about with the rule's title as the requirement, the other objects bound by `for:`, the
 * requirement as written, and the attributes of the rule that the library gives it.
 */
static void label_objects(struct engine *engine, struct diag *diag, const struct gap *gap,
                          uint32_t place)
{
    struct workspace *ws = &engine->ws;
    struct str title =
        string_of(ws, ast_decl(ws->ast, engine->plans.rules.items[gap->plan].decl)->title);

    if (title.len > 0)
        diag_set_label(&engine->gaps, diag, "requirement: %.*s", STR_ARG(title));
    for (uint32_t i = 0; i < gap->object_count; i++)
        if (gap->objects[i] != place && (i == 0 || gap->objects[i] != gap->objects[0]))
            diag_label(
                &engine->gaps, diag, object_span(ws, gap->objects[i]), "%.*s",
                STR_ARG(name_text(
                    ws, schema_kind(&ws->schema, model_object(&ws->model, gap->objects[i])->kind)
                            ->name)));
}

static void note_rule(struct engine *engine, struct diag *diag, const struct gap *gap)
{
    struct workspace *ws = &engine->ws;
    const struct rule_plan *plan = &engine->plans.rules.items[gap->plan];
    struct place place = source_map_place(&engine->sources, plan->require_span.lo);
    struct str text = source_line(ws, ws->arena, plan->require_span);
    field_id forbid = decl_field(ws, ast_decl(ws->ast, plan->decl), ws->words[WORD_forbid]);
    diag_note(&engine->gaps, diag, "%s %.*s  (%.*s:%u)",
              forbid.v != 0 ? "forbidden:" : "required:", STR_ARG(text), STR_ARG(place.path),
              place.line);
}

/* The attributes that `extend rule` added: phase, grade, stage and what a team adds of its own. */
static void note_attributes(struct engine *engine, struct diag *diag, const struct gap *gap)
{
    struct workspace *ws = &engine->ws;
    const struct kind *kind = schema_kind(&ws->schema, ws->schema.rule_kind);
    struct str line = { 0 };

    for (uint32_t i = 0; i < kind->fields.count; i++) {
        const struct field_def *def = schema_field(&ws->schema, kind->fields.items[i]);
        bool is_cites = is_word(ws, def->name, WORD_cites);
        if (((def->flags & FIELD_BUILTIN) && !is_cites) || (def->flags & FIELD_INVERSE) ||
            !def->column || !column_has(def->column, gap->rule))
            continue;
        struct str text =
            print_value(ws, ws->arena, def->type, column_get(def->column, gap->rule, ws->arena));
        line =
            arena_format(ws->arena, "%.*s%s%.*s: %.*s", STR_ARG(line), line.len > 0 ? "    " : "",
                         STR_ARG(name_text(ws, def->name)), STR_ARG(text));
    }
    if (line.len > 0)
        diag_note(&engine->gaps, diag, "%.*s", STR_ARG(line));
}

static struct str place_text(struct engine *engine, uint32_t object)
{
    struct place place = source_map_place(&engine->sources, object_span(&engine->ws, object).lo);

    return arena_format(&engine->arena, "%.*s:%u", STR_ARG(place.path), place.line);
}

/* Who gets the task; who lets the gap stand, or gave the rule another severity. */
static void note_decisions(struct engine *engine, struct diag *diag, const struct gap *gap)
{
    struct workspace *ws = &engine->ws;
    const struct adjustment *adjustment = &engine->results.adjustments[gap->plan];

    if (gap->responsible != 0)
        diag_note(&engine->gaps, diag, "responsible: %.*s",
                  STR_ARG(object_text(ws, gap->responsible)));
    if (adjustment->severity != 0)
        diag_note(&engine->gaps, diag, "severity: adjusted  (%.*s)",
                  STR_ARG(place_text(engine, adjustment->object)));
    if (gap->waiver != 0)
        diag_note(&engine->gaps, diag, "waived by %.*s  (%.*s)",
                  STR_ARG(object_text(ws, gap->waiver)), STR_ARG(place_text(engine, gap->waiver)));
}

static void add_gap(struct engine *engine, const struct gap *gap)
{
    struct workspace *ws = &engine->ws;
    const struct decl *rule = ast_decl(ws->ast, engine->plans.rules.items[gap->plan].decl);
    uint32_t place = gap_place(ws, gap);
    struct span span = place != 0           ? object_span(ws, place)
                       : ws->project.v != 0 ? ast_decl(ws->ast, ws->project)->id_span
                                            : rule->id_span;
    struct diag *diag =
        diag_add_gap(&engine->gaps, object_text(ws, gap->rule), gap->severity, span, gap->message);

    diag->is_waived = gap->waiver != 0;
    label_objects(engine, diag, gap, place);
    note_rule(engine, diag, gap);
    note_attributes(engine, diag, gap);
    note_decisions(engine, diag, gap);
    if (gap->hint.len > 0)
        diag_help(&engine->gaps, diag, "%.*s", STR_ARG(gap->hint));
    if (gap->suggestion.len > 0)
        diag_help(&engine->gaps, diag, "suggested text:\n%.*s", STR_ARG(gap->suggestion));
}

struct diag_sink *engine_gaps(struct engine *engine)
{
    if (engine->has_gap_diags)
        return &engine->gaps;
    engine->has_gap_diags = true;
    engine->gaps.limit = UINT32_MAX; /* every gap counts and is shown */
    for (uint32_t i = 0; i < engine->results.gaps.count; i++)
        add_gap(engine, &engine->results.gaps.items[i]);
    return &engine->gaps;
}
