/* publish.c -- results as data: gaps become objects, outcomes become fields. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/publish.h"

#include "base/decimal.h"
#include "engine/objects.h"
#include "engine/print.h"

static uint32_t field_named(struct workspace *ws, uint32_t kind, enum word word)
{
    return schema_find_field(&ws->schema, kind, ws->words[word]);
}

static struct column *new_column(struct workspace *ws, uint32_t kind, enum word word)
{
    struct field_def *def = schema_field(&ws->schema, field_named(ws, kind, word));
    const struct kind *owner = schema_kind(&ws->schema, kind);

    def->column = column_new(ws->arena, def->type, owner->first_entity,
                             owner->end_entity - owner->first_entity);
    def->column->keeps_order = true; /* the objects of a gap come as in `for:` */
    return def->column;
}

/* Those that are complete already stay as they are. */
static void seal_columns(struct workspace *ws, uint32_t kind)
{
    const struct kind *owner = schema_kind(&ws->schema, kind);

    for (uint32_t i = 0; i < owner->fields.count; i++) {
        struct column *column = schema_field(&ws->schema, owner->fields.items[i])->column;
        if (column)
            column_seal(column, ws->arena);
    }
}

static void put_text(struct workspace *ws, struct column *column, uint32_t object, struct str text)
{
    struct str *own = ARENA_NEW(ws->arena, struct str);

    *own = text;
    if (text.len > 0)
        column_put(column, object, value_of_text(own));
}

/* ---- rules as they are written ---- */

/* `role or person`, `object` for any. */
static struct str kinds_text(struct workspace *ws, struct type type)
{
    const struct kind_set *set = &ws->schema.kind_sets.items[type.ref];
    struct str text = STR("object");

    for (uint32_t i = 0; type.ref != 0 && i < set->count; i++) {
        struct str name = name_text(ws, schema_kind(&ws->schema, set->kinds[i])->name);
        text =
            i == 0 ? name : arena_format(ws->arena, "%.*s or %.*s", STR_ARG(text), STR_ARG(name));
    }
    return text;
}

static void put_bound_kinds(struct workspace *ws, struct column *column,
                            const struct rule_plan *plan)
{
    for (uint32_t i = 0; i < plan->generators.count; i++) {
        struct type type = type_element(plan->generators.items[i].domain->type);
        struct str *own;
        if (type.base != TYPE_OBJECT)
            continue;
        own = ARENA_NEW(ws->arena, struct str);
        *own = kinds_text(ws, type);
        column_put_member(column, plan->object, value_of_text(own));
    }
}

void publish_rules(struct workspace *ws, const struct plans *plans)
{
    uint32_t kind = ws->schema.rule_kind;
    struct column *require = new_column(ws, kind, WORD_require);
    struct column *binds = new_column(ws, kind, WORD_binds);

    for (uint32_t i = 0; i < plans->rules.count; i++) {
        const struct rule_plan *plan = &plans->rules.items[i];
        put_text(ws, require, plan->object, source_map_text(ws->lang->sources, plan->require_span));
        put_bound_kinds(ws, binds, plan);
    }
    seal_columns(ws, kind);
}

/* ---- gaps ---- */

static struct object gap_object(struct workspace *ws, const struct gap *gap)
{
    const struct model *model = &ws->model;
    uint32_t place = gap_place(ws, gap);
    const struct object *about = &model->objects[place != 0 ? place : gap->rule];
    bool is_general = place == 0 && ws->project.v != 0;

    return (struct object){ .kind = ws->schema.gap_kind & KIND_BITS,
                            .name_or_owner = intern(ws->lang->names, gap_words_of(gap)->identity).v,
                            .decl = is_general ? ws->project : about->decl,
                            .expr = about->expr };
}

/* Their kind is the last one. A gap that was numbered keeps its number unless gaps before it were
 * taken out (choose.h). */
static void number_gaps(struct workspace *ws, const struct results *results)
{
    struct model *model = &ws->model;
    struct kind *kind = schema_kind(&ws->schema, ws->schema.gap_kind);
    uint32_t others = model->count - (kind->end_entity - kind->first_entity);
    uint32_t count = results->gaps.count;
    struct object *objects = ARENA_ARRAY(ws->arena, struct object, (size_t)others + count + 1);

    for (uint32_t i = 0; i <= others; i++)
        objects[i] = model->objects[i];
    kind->first_entity = others + 1;
    kind->end_entity = kind->first_entity + count;
    for (uint32_t i = 0; i < count; i++)
        objects[kind->first_entity + i] = gap_object(ws, &results->gaps.items[i]);
    model->objects = objects;
    model->count = others + count;
}

static void put_objects(struct workspace *ws, const struct results *results)
{
    uint32_t kind = ws->schema.gap_kind;
    uint32_t first = schema_kind(&ws->schema, kind)->first_entity;
    struct column *rules = new_column(ws, kind, WORD_rule);
    struct column *objects = new_column(ws, kind, WORD_objects);
    struct column *responsible = new_column(ws, kind, WORD_responsible);
    struct column *waivers = new_column(ws, kind, WORD_waiver);

    for (uint32_t i = 0; i < results->gaps.count; i++) {
        const struct gap *gap = &results->gaps.items[i];
        column_put(rules, first + i, gap->rule);
        for (uint32_t o = 0; o < gap->object_count; o++)
            column_put_member(objects, first + i, gap_objects(gap)[o]);
        if (gap->responsible != 0)
            column_put(responsible, first + i, gap->responsible);
        if (gap->waiver != 0)
            column_put(waivers, first + i, gap->waiver);
    }
}

/* The words of the built-in enumeration: open, waived. */
enum { STATE_OPEN = 1, STATE_WAIVED };

static void put_words(struct workspace *ws, const struct results *results)
{
    uint32_t kind = ws->schema.gap_kind;
    uint32_t first = schema_kind(&ws->schema, kind)->first_entity;
    struct column *messages = new_column(ws, kind, WORD_message);
    struct column *hints = new_column(ws, kind, WORD_hint);
    struct column *suggestions = new_column(ws, kind, WORD_suggest);
    struct column *severities = new_column(ws, kind, WORD_severity);
    struct column *states = new_column(ws, kind, WORD_state);

    for (uint32_t i = 0; i < results->gaps.count; i++) {
        const struct gap *gap = &results->gaps.items[i];
        put_text(ws, messages, first + i, gap->message);
        put_text(ws, hints, first + i, gap_words_of(gap)->hint);
        put_text(ws, suggestions, first + i, gap_words_of(gap)->suggestion);
        column_put(severities, first + i, SEVERITY_ERROR - (int)gap->severity + 1);
        column_put(states, first + i, gap->waiver == 0 ? STATE_OPEN : STATE_WAIVED);
    }
}

static void put_coverings(struct workspace *ws, const struct results *results)
{
    struct column *gaps = new_column(ws, ws->schema.waiver_kind, WORD_gaps);
    uint32_t first = schema_kind(&ws->schema, ws->schema.gap_kind)->first_entity;

    for (uint32_t i = 0; i < results->coverings.count; i++) {
        struct covering covering = results->coverings.items[i];
        column_put_member(gaps, covering.waiver, first + covering.gap);
    }
}

/* ---- outcomes ---- */

static void put_counts(struct workspace *ws, const struct plans *plans,
                       const struct results *results)
{
    static const enum word WORDS[] = { WORD_passed, WORD_failed, WORD_waived, WORD_not_applicable,
                                       WORD_not_assessed };
    enum { WORD_TOTAL = sizeof(WORDS) / sizeof(WORDS[0]) };
    struct column *columns[WORD_TOTAL];

    for (int w = 0; w < WORD_TOTAL; w++)
        columns[w] = new_column(ws, ws->schema.rule_kind, WORDS[w]);
    for (uint32_t i = 0; i < plans->rules.count; i++) {
        const struct outcome *outcome = &results->outcomes[i];
        const uint32_t counts[WORD_TOTAL] = { outcome->passed, outcome->failed, outcome->waived,
                                              outcome->not_applicable, outcome->not_assessed };
        for (int w = 0; w < WORD_TOTAL; w++)
            column_put(columns[w], plans->rules.items[i].object, (value)counts[w] * DECIMAL_ONE);
    }
}

static void put_disabled(struct workspace *ws, const struct plans *plans,
                         const struct results *results)
{
    struct column *disabled = new_column(ws, ws->schema.rule_kind, WORD_disabled);

    for (uint32_t i = 0; i < plans->rules.count; i++)
        column_put(disabled, plans->rules.items[i].object, results->outcomes[i].is_disabled);
}

void publish_results(struct evaluator *evaluator, const struct plans *plans,
                     const struct results *results)
{
    struct workspace *ws = evaluator->ws;

    number_gaps(ws, results);
    put_objects(ws, results);
    put_words(ws, results);
    put_coverings(ws, results);
    put_counts(ws, plans, results);
    put_disabled(ws, plans, results);
    seal_columns(ws, ws->schema.rule_kind);
    seal_columns(ws, ws->schema.gap_kind);
    seal_columns(ws, ws->schema.waiver_kind);
    vec_free(evaluator->visited); /* sized by the number of objects */
    evaluator->visited = NULL;
}
