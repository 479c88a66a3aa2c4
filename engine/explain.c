/* explain.c -- gaps as diagnostics: what, where, which rule, what to do. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/ahead.h"
#include "engine/engine_state.h"
#include "engine/objects.h"
#include "engine/print.h"

/*
 * language.md section 9, example 4. Shown are the sentence of the rule's message, the object that
 * it is about with the rule's title as the requirement, the other objects bound by `for:`, the
 * requirement as written, and the attributes of the rule that the library gives it. Nothing of it
 * is kept: a gap is put together when it is shown, from parts that are the same for all gaps of a
 * rule, and gaps of a rule come one after another.
 */
enum { LINE_DIGITS_MOST = 10 };

static struct str line_text(struct arena *arena, uint32_t line)
{
    char digits[LINE_DIGITS_MOST];
    size_t first = sizeof(digits);

    do
        digits[--first] = (char)('0' + line % 10);
    while ((line /= 10) > 0);
    return arena_copy(arena, (struct str){ digits + first, sizeof(digits) - first });
}

/* `lead  (PATH:LINE)` */
static struct str with_place(struct engine *engine, struct arena *arena, struct str lead,
                             uint32_t pos)
{
    struct place place = source_map_place(&engine->sources, pos);
    struct str parts[] = { lead,    STR("  ("), place.path, STR(":"), line_text(arena, place.line),
                           STR(")") };

    return arena_join(arena, parts, sizeof(parts) / sizeof(parts[0]));
}

static struct str pair(struct arena *arena, struct str a, struct str b)
{
    return arena_join(arena, (struct str[]){ a, b }, 2);
}

/* ---- what all gaps of a rule say ---- */

static struct str requirement_of(struct engine *engine, const struct rule_plan *plan)
{
    struct workspace *ws = &engine->ws;
    struct str title = string_of(ws, parts_of(ws, ast_decl(ws->ast, plan->decl))->title);

    return title.len > 0 ? pair(&engine->explanation.of_rule, STR("requirement: "), title) : title;
}

static struct str required_by(struct engine *engine, const struct rule_plan *plan)
{
    struct workspace *ws = &engine->ws;
    struct arena *arena = &engine->explanation.of_rule;
    field_id forbid = decl_field(ws, ast_decl(ws->ast, plan->decl), ws->words[WORD_forbid]);
    struct str text = source_line(ws, arena, plan->require_span);

    text = pair(arena, forbid.v != 0 ? STR("forbidden: ") : STR("required: "), text);
    return with_place(engine, arena, text, plan->require_span.lo);
}

static bool is_attribute(const struct workspace *ws, const struct field_def *def, uint32_t rule)
{
    bool is_cites = is_word(ws, def->name, WORD_cites);

    if (((def->flags & FIELD_BUILTIN) && !is_cites) || (def->flags & FIELD_INVERSE))
        return false;
    return def->column && column_has(def->column, rule);
}

/* The attributes that `extend rule` added: phase, grade, stage and what a team adds of its own. */
static struct str attributes_of(struct engine *engine, uint32_t rule)
{
    struct workspace *ws = &engine->ws;
    struct arena *arena = &engine->explanation.of_rule;
    const struct kind *kind = schema_kind(&ws->schema, ws->schema.rule_kind);
    struct str line = { 0 };

    for (uint32_t i = 0; i < kind->fields.count; i++) {
        const struct field_def *def = schema_field(&ws->schema, kind->fields.items[i]);
        if (!is_attribute(ws, def, rule))
            continue;
        struct str text = print_value(ws, arena, def->type, column_get(def->column, rule, arena));
        struct str parts[] = { line, line.len > 0 ? STR("    ") : STR(""), name_text(ws, def->name),
                               STR(": "), text };
        line = arena_join(arena, parts, sizeof(parts) / sizeof(parts[0]));
    }
    return line;
}

static void know_rule(struct engine *engine, const struct gap *gap)
{
    struct explanation *explanation = &engine->explanation;
    const struct rule_plan *plan = &engine->plans.rules.items[gap->plan];

    if (explanation->rule == gap->plan + 1)
        return;
    arena_reset(&explanation->of_rule);
    explanation->rule = gap->plan + 1;
    explanation->label = requirement_of(engine, plan);
    explanation->required = required_by(engine, plan);
    explanation->attributes = attributes_of(engine, gap->rule);
}

/* ---- what this gap says ---- */

static void note(struct engine *engine, struct diag *diag, struct str text)
{
    diag_add_note(&engine->explanation.sink, diag, NOTE_NOTE, text);
}

static void label_objects(struct engine *engine, struct diag *diag, const struct gap *gap,
                          uint32_t place)
{
    struct workspace *ws = &engine->ws;

    diag->label = engine->explanation.label;
    for (uint32_t i = 0; i < gap->object_count; i++) {
        uint32_t kind = model_object(&ws->model, gap_objects(gap)[i])->kind;
        if (gap_objects(gap)[i] != place && (i == 0 || gap_objects(gap)[i] != gap_objects(gap)[0]))
            diag_add_label(&engine->explanation.sink, diag, object_span(ws, gap_objects(gap)[i]),
                           name_text(ws, schema_kind(&ws->schema, kind)->name));
    }
}

static struct str with_object_place(struct engine *engine, struct str lead, uint32_t object)
{
    return with_place(engine, &engine->explanation.arena, lead,
                      object_span(&engine->ws, object).lo);
}

/* Who gets the task; who lets the gap stand, or gave the rule another severity. */
static void note_decisions(struct engine *engine, struct diag *diag, const struct gap *gap)
{
    struct workspace *ws = &engine->ws;
    struct arena *arena = &engine->explanation.arena;
    const struct adjustment *adjustment = &engine->results.adjustments[gap->plan];

    if (gap->responsible != 0)
        note(engine, diag, pair(arena, STR("responsible: "), object_text(ws, gap->responsible)));
    if (adjustment->severity != 0)
        note(engine, diag,
             with_object_place(engine, STR("severity: adjusted"), adjustment->object));
    if (gap->waiver != 0)
        note(engine, diag,
             with_object_place(engine, pair(arena, STR("waived by "), object_text(ws, gap->waiver)),
                               gap->waiver));
}

static void help(struct engine *engine, struct diag *diag, const struct gap *gap)
{
    struct explanation *explanation = &engine->explanation;

    if (gap_words_of(gap)->hint.len > 0)
        diag_add_note(&explanation->sink, diag, NOTE_HELP, gap_words_of(gap)->hint);
    if (gap_words_of(gap)->suggestion.len > 0)
        diag_add_note(
            &explanation->sink, diag, NOTE_HELP,
            pair(&explanation->arena, STR("suggested text:\n"), gap_words_of(gap)->suggestion));
}

/* The object that it is about, else the project, else the rule. */
static struct span span_of(const struct engine *engine, const struct gap *gap, uint32_t place)
{
    const struct workspace *ws = &engine->ws;

    if (place != 0)
        return object_span(ws, place);
    if (ws->project.v != 0)
        return ast_id_span(ws->ast, ast_decl(ws->ast, ws->project));
    return ast_id_span(ws->ast, ast_decl(ws->ast, engine->plans.rules.items[gap->plan].decl));
}

static void forget(struct explanation *explanation)
{
    arena_reset(&explanation->arena);
    explanation->sink = (struct diag_sink){ .arena = &explanation->arena,
                                            .diags = explanation->sink.diags,
                                            .limit = UINT32_MAX };
    VEC_CLEAR(&explanation->sink.diags);
}

/* ---- memory ---- */

/*
 * An object, its declaration and the text that it stands in lie far from each other and from those
 * of the gap before. A gap is written while what some later ones need is on its way, one thing
 * after another, as each tells where the next one lies.
 */
enum { GAPS_AHEAD = 6 };

/* The first object of the gap; 0 for none. */
static uint32_t object_ahead(const struct engine *engine, uint64_t index)
{
    const struct results *results = &engine->results;

    if (index >= results->gaps.count || results->gaps.items[index].object_count == 0)
        return 0;
    return gap_objects(&results->gaps.items[index])[0];
}

static void look_ahead(const struct engine *engine, uint64_t index)
{
    const struct workspace *ws = &engine->ws;
    uint32_t near = object_ahead(engine, index + GAPS_AHEAD);
    uint32_t farther = object_ahead(engine, index + 2 * GAPS_AHEAD);
    uint32_t far = object_ahead(engine, index + 3 * GAPS_AHEAD);

    if (!ahead_pays(ws))
        return;
    if (near != 0)
        source_prefetch(&engine->sources,
                        ast_decl(&engine->ast, model_object(&ws->model, near)->decl)->source,
                        object_span(ws, near).lo);
    if (farther != 0)
        __builtin_prefetch(ast_decl(&engine->ast, model_object(&ws->model, farther)->decl));
    if (far != 0)
        ahead_object(ws, far);
}

/* ---- one gap ---- */

uint32_t engine_gap_count(const struct engine *engine)
{
    return engine->results.gaps.count;
}

const struct diag *engine_gap(struct engine *engine, uint32_t index, enum gap_detail detail)
{
    struct explanation *explanation = &engine->explanation;
    const struct gap *gap = &engine->results.gaps.items[index];
    uint32_t place = gap_place(&engine->ws, gap);
    struct diag *diag;

    look_ahead(engine, index);
    forget(explanation);
    diag = diag_add_gap(&explanation->sink, object_text(&engine->ws, gap->rule), gap->severity,
                        span_of(engine, gap, place), gap->message);
    diag->is_waived = gap->waiver != 0;
    if (detail == GAP_SENTENCE)
        return diag;
    know_rule(engine, gap);
    label_objects(engine, diag, gap, place);
    note(engine, diag, explanation->required);
    if (explanation->attributes.len > 0)
        note(engine, diag, explanation->attributes);
    note_decisions(engine, diag, gap);
    help(engine, diag, gap);
    return diag;
}
