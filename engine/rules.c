/* rules.c -- evaluating rules. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/rules.h"

#include <stdlib.h>

#include "base/decimal.h"
#include "engine/objects.h"
#include "engine/print.h"

enum { PAIRS_WORTH_A_WARNING = 100000000 }; /* 10,000 x 10,000 (language.md 6.10) */

struct rule_run {
    struct workspace *ws;
    const struct rule_plan *plan;
    struct results *results;
    struct outcome *outcome;
    uint32_t index; /* of the plan */
    enum severity severity;
};

static void evaluate_lets(struct evaluator *evaluator, const struct rule_plan *plan)
{
    for (uint32_t i = 0; i < plan->let_count; i++)
        evaluator->slots[plan->first_let + i] = evaluate(evaluator, plan->lets[i]);
}

static struct str gap_text(struct evaluator *evaluator, const struct node *text)
{
    if (!text)
        return (struct str){ 0 };
    return arena_copy(evaluator->ws->arena, value_text(evaluate(evaluator, text)));
}

/* Objects bound by `for:`; variables of other types are not part of a gap's identity. */
static void bind_objects(struct evaluator *evaluator, const struct rule_plan *plan, struct gap *gap)
{
    gap->objects = ARENA_ARRAY(evaluator->ws->arena, uint32_t, plan->generators.count);
    for (uint32_t i = 0; i < plan->generators.count; i++) {
        const struct generator *generator = &plan->generators.items[i];
        value v = evaluator->slots[generator->slot];
        if (generator->domain->type.base == TYPE_OBJECT && v != VALUE_NONE)
            gap->objects[gap->object_count++] = (uint32_t)v;
    }
}

/* An object's id with its namespace, any other value as text. */
static struct str bound_text(struct workspace *ws, struct type type, value v)
{
    struct str text = print_value(ws, ws->arena, type, v);

    if (type.base != TYPE_OBJECT || type.is_set || v == VALUE_NONE)
        return text;
    sym_id namespace_ = model_object(&ws->model, (uint32_t)v)->namespace_;
    return namespace_.v == 0 ? text
                             : arena_format(ws->arena, "%.*s.%.*s",
                                            STR_ARG(name_text(ws, namespace_)), STR_ARG(text));
}

static struct str gap_identity(struct evaluator *evaluator, const struct rule_plan *plan)
{
    struct workspace *ws = evaluator->ws;
    struct str text = object_text(ws, plan->object);

    for (uint32_t i = 0; i < plan->generators.count; i++) {
        const struct generator *generator = &plan->generators.items[i];
        struct type type = type_element(generator->domain->type);
        struct str bound = bound_text(ws, type, evaluator->slots[generator->slot]);
        text = arena_format(ws->arena, "%.*s/%.*s", STR_ARG(text), STR_ARG(bound));
    }
    return text;
}

static void add_gap(struct evaluator *evaluator, struct rule_run *run)
{
    struct workspace *ws = run->ws;
    struct gap gap = { .rule = run->plan->object, .plan = run->index, .severity = run->severity };

    bind_objects(evaluator, run->plan, &gap);
    gap.identity = gap_identity(evaluator, run->plan);
    gap.message = gap_text(evaluator, run->plan->message);
    gap.hint = gap_text(evaluator, run->plan->hint);
    if (gap.message.len == 0)
        gap.message = string_of(ws, ast_decl(ws->ast, run->plan->decl)->title);
    if (gap.message.len == 0)
        gap.message = arena_format(ws->arena, "this breaks the rule `%.*s`",
                                   STR_ARG(object_text(ws, run->plan->object)));
    VEC_PUSH(&run->results->gaps, gap);
    run->results->counts[gap.severity]++;
}

static bool assess(struct evaluator *evaluator, void *self)
{
    struct rule_run *run = self;
    struct arena_mark mark = arena_mark(&evaluator->scratch);
    bool holds;

    evaluate_lets(evaluator, run->plan);
    holds = evaluate_condition(evaluator, run->plan->require);
    if (evaluator->is_damaged) {
        run->outcome->not_assessed++;
    } else if (holds) {
        run->outcome->passed++;
    } else {
        run->outcome->failed++;
        add_gap(evaluator, run); /* what is damaged in its message changes no outcome */
    }
    evaluator->is_damaged = false;
    arena_rewind(&evaluator->scratch, mark);
    return !evaluator->is_exhausted;
}

static enum severity severity_of(struct evaluator *evaluator, const struct rule_plan *plan)
{
    struct workspace *ws = evaluator->ws;
    uint32_t field = schema_find_field(&ws->schema, ws->schema.rule_kind, ws->words[WORD_severity]);
    value v = read_field(evaluator, field, plan->object);

    evaluator->is_damaged = false;
    if (v == VALUE_NONE)
        return SEVERITY_ERROR;
    /* The words of the built-in enumeration: error, warning, info. */
    return v == 1 ? SEVERITY_ERROR : v == 2 ? SEVERITY_WARNING : SEVERITY_INFO;
}

static void warn_about_cost(struct evaluator *evaluator, const struct rule_plan *plan,
                            uint64_t steps)
{
    struct workspace *ws = evaluator->ws;
    const struct decl *decl = ast_decl(ws->ast, plan->decl);

    if (steps > PAIRS_WORTH_A_WARNING)
        diag_add(ws->sink, MSG_W0403, decl->id_span,
                 "the rule `%.*s` looked at %llu combinations of objects",
                 STR_ARG(name_text(ws, decl->id)), (unsigned long long)steps);
}

/* No silent pass (language.md 1.4). The library has rules for what a project may not have yet. */
static void warn_if_vacuous(struct workspace *ws, const struct rule_run *run)
{
    const struct decl *decl = ast_decl(ws->ast, run->plan->decl);
    const struct outcome *outcome = run->outcome;

    /* Damaged text may hide what the rule looks for. */
    if (ws->sink->counts[SEVERITY_ERROR] > 0 ||
        outcome->passed + outcome->failed + outcome->not_assessed > 0 ||
        ws->scopes.files.items[decl->source].is_library)
        return;
    diag_add(ws->sink, MSG_W0405, decl->id_span, "the rule `%.*s` found nothing to look at",
             STR_ARG(name_text(ws, decl->id)));
}

static void run_rule(struct evaluator *evaluator, struct rule_run *run)
{
    const struct rule_plan *plan = run->plan;
    uint64_t before = evaluator->steps;
    value *frame;

    run->severity = severity_of(evaluator, plan);
    frame = evaluator_enter(evaluator, plan->slot_count);
    evaluator->is_damaged = false;
    evaluator->under_way = ast_decl(run->ws->ast, plan->decl)->id_span;
    run_outermost(evaluator, &plan->generators, assess, run, &run->outcome->not_assessed);
    run->outcome->not_assessed += evaluator->is_exhausted;
    evaluator_leave(evaluator, frame);
    warn_about_cost(evaluator, plan, evaluator->steps - before);
    warn_if_vacuous(run->ws, run);
}

/* ---- order ---- */

struct gap_order {
    struct workspace *ws;
    const struct gap *gap;
};

static int compare_gaps(const void *left, const void *right)
{
    const struct gap_order *a = left;
    const struct gap_order *b = right;
    const struct workspace *ws = a->ws;
    int order = str_compare_natural(object_text(ws, a->gap->rule), object_text(ws, b->gap->rule));

    for (uint32_t i = 0; order == 0 && i < a->gap->object_count && i < b->gap->object_count; i++)
        if (a->gap->objects[i] != b->gap->objects[i])
            order = str_compare_natural(object_text(ws, a->gap->objects[i]),
                                        object_text(ws, b->gap->objects[i]));
    if (order != 0)
        return order;
    return a->gap < b->gap ? -1 : a->gap > b->gap;
}

static void sort_gaps(struct workspace *ws, struct results *results)
{
    uint32_t count = results->gaps.count;
    struct gap_order *orders = ARENA_ARRAY(ws->arena, struct gap_order, count);
    struct gap *sorted = ARENA_ARRAY(ws->arena, struct gap, count);

    for (uint32_t i = 0; i < count; i++)
        orders[i] = (struct gap_order){ ws, &results->gaps.items[i] };
    if (count > 1)
        qsort(orders, count, sizeof(*orders), compare_gaps);
    for (uint32_t i = 0; i < count; i++)
        sorted[i] = *orders[i].gap;
    for (uint32_t i = 0; i < count; i++)
        results->gaps.items[i] = sorted[i];
}

void run_rules(struct evaluator *evaluator, struct plans *plans, struct results *results)
{
    struct workspace *ws = evaluator->ws;

    results->rule_count = plans->rules.count;
    results->outcomes = ARENA_ARRAY(ws->arena, struct outcome, plans->rules.count);
    for (uint32_t i = 0; i < plans->rules.count; i++) {
        const struct rule_plan *plan = &plans->rules.items[i];
        struct rule_run run = { ws, plan, results, &results->outcomes[i], i, SEVERITY_ERROR };
        if (plan->is_broken || ws->definitions.items.items[plan->definition].is_circular)
            results->outcomes[i].not_assessed++;
        else
            run_rule(evaluator, &run);
        results->not_assessed += results->outcomes[i].not_assessed;
    }
    sort_gaps(ws, results);
}

void results_release(struct results *results)
{
    VEC_RELEASE(&results->gaps);
}

/* ---- results as data ---- */

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

static void put_text(struct workspace *ws, struct column *column, uint32_t object, struct str text)
{
    struct str *own = ARENA_NEW(ws->arena, struct str);

    *own = text;
    if (text.len > 0)
        column_put(column, object, value_of_text(own));
}

uint32_t gap_place(const struct workspace *ws, const struct gap *gap)
{
    for (uint32_t i = 0; i < gap->object_count; i++) {
        const struct object *object = model_object(&ws->model, gap->objects[i]);
        uint32_t source = ast_decl(ws->ast, object->decl)->source;
        if (!ws->scopes.files.items[source].is_library)
            return gap->objects[i];
    }
    return 0;
}

/* Room for the gaps behind all other objects: their kind is the last one. */
static void number_gaps(struct workspace *ws, const struct results *results)
{
    struct model *model = &ws->model;
    struct kind *kind = schema_kind(&ws->schema, ws->schema.gap_kind);
    uint32_t count = results->gaps.count;
    struct object *objects =
        ARENA_ARRAY(ws->arena, struct object, (size_t)model->count + count + 1);

    for (uint32_t i = 0; i <= model->count; i++)
        objects[i] = model->objects[i];
    kind->first_entity = model->count + 1;
    kind->end_entity = kind->first_entity + count;
    for (uint32_t i = 0; i < count; i++) {
        const struct gap *gap = &results->gaps.items[i];
        uint32_t place = gap_place(ws, gap);
        const struct object *about = &model->objects[place != 0 ? place : gap->rule];
        bool is_general = place == 0 && ws->project.v != 0;
        objects[kind->first_entity + i] =
            (struct object){ .kind = ws->schema.gap_kind,
                             .id = intern(ws->lang->names, gap->identity),
                             .decl = is_general ? ws->project : about->decl,
                             .expr = about->expr };
    }
    model->objects = objects;
    model->count += count;
}

static void publish_gaps(struct workspace *ws, const struct results *results)
{
    uint32_t kind = ws->schema.gap_kind;
    struct column *rules = new_column(ws, kind, WORD_rule);
    struct column *objects = new_column(ws, kind, WORD_objects);
    struct column *messages = new_column(ws, kind, WORD_message);
    struct column *hints = new_column(ws, kind, WORD_hint);
    struct column *severities = new_column(ws, kind, WORD_severity);
    struct column *states = new_column(ws, kind, WORD_state);

    for (uint32_t i = 0; i < results->gaps.count; i++) {
        const struct gap *gap = &results->gaps.items[i];
        uint32_t number = schema_kind(&ws->schema, kind)->first_entity + i;
        column_put(rules, number, gap->rule);
        for (uint32_t o = 0; o < gap->object_count; o++)
            column_put_member(objects, number, gap->objects[o]);
        put_text(ws, messages, number, gap->message);
        put_text(ws, hints, number, gap->hint);
        column_put(severities, number, SEVERITY_ERROR - (int)gap->severity + 1);
        column_put(states, number, 1); /* open; waivers come with later work */
    }
    column_seal(objects, ws->arena);
}

static void publish_outcomes(struct workspace *ws, struct plans *plans,
                             const struct results *results)
{
    uint32_t kind = ws->schema.rule_kind;
    struct column *passed = new_column(ws, kind, WORD_passed);
    struct column *failed = new_column(ws, kind, WORD_failed);
    struct column *not_assessed = new_column(ws, kind, WORD_not_assessed);
    struct column *require = new_column(ws, kind, WORD_require);

    for (uint32_t i = 0; i < plans->rules.count; i++) {
        const struct rule_plan *plan = &plans->rules.items[i];
        const struct outcome *outcome = &results->outcomes[i];
        column_put(passed, plan->object, (value)outcome->passed * DECIMAL_ONE);
        column_put(failed, plan->object, (value)outcome->failed * DECIMAL_ONE);
        column_put(not_assessed, plan->object, (value)outcome->not_assessed * DECIMAL_ONE);
        put_text(ws, require, plan->object, source_map_text(ws->lang->sources, plan->require_span));
    }
}

void publish_results(struct evaluator *evaluator, struct plans *plans,
                     const struct results *results)
{
    struct workspace *ws = evaluator->ws;

    number_gaps(ws, results);
    publish_gaps(ws, results);
    publish_outcomes(ws, plans, results);
    vec_free(evaluator->visited); /* sized by the number of objects */
    evaluator->visited = NULL;
}
