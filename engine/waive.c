/* waive.c -- which gaps may stand, and what is left of adjusted rules. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/waive.h"

#include "engine/eval.h"
#include "engine/objects.h"
#include "engine/rules.h"

/* What one reads of a decision: a value, or none where the text is damaged or there is no field. */
static value read_decision(struct evaluator *evaluator, uint32_t object, enum word word)
{
    struct workspace *ws = evaluator->ws;
    uint32_t kind = model_object(&ws->model, object)->kind;
    uint32_t field = schema_find_field(&ws->schema, kind, ws->words[word]);
    value v = field == 0 ? VALUE_NONE : read_field(evaluator, field, object);

    if (evaluator->is_damaged)
        v = VALUE_NONE;
    evaluator->is_damaged = false;
    return v;
}

static bool is_in_force(struct evaluator *evaluator, uint32_t object)
{
    return !model_object(&evaluator->ws->model, object)->is_damaged &&
           read_decision(evaluator, object, WORD_in_force) == 1;
}

/* The plan of each rule, from 1; nothing where nobody decides about rules. */
static struct map plans_by_rule(const struct plans *plans, const struct kind *decisions)
{
    struct map plan_of = { 0 };

    for (uint32_t i = 0; i < plans->rules.count && decisions->end_entity > decisions->first_entity;
         i++)
        map_put(&plan_of, plans->rules.items[i].object, i + 1);
    return plan_of;
}

/* From 1; 0: there is no such rule. */
static uint32_t plan_of_rule(const struct map *plan_of, value rule)
{
    return rule == VALUE_NONE ? 0 : map_get(plan_of, (uint64_t)rule);
}

/* ---- adjustments ---- */

static void adjust(struct evaluator *evaluator, const struct map *plan_of, uint32_t object,
                   struct adjustment *adjustments)
{
    value rule = read_decision(evaluator, object, WORD_rule);
    value severity = read_decision(evaluator, object, WORD_severity);
    bool is_disabled = read_decision(evaluator, object, WORD_disabled) == 1;
    uint32_t plan = plan_of_rule(plan_of, rule);

    if (plan == 0)
        return;
    adjustments[plan - 1] = (struct adjustment){ .object = object, .is_disabled = is_disabled };
    if (severity != VALUE_NONE) /* the words of the enumeration: error, warning, info */
        adjustments[plan - 1].severity = (enum severity)(SEVERITY_ERROR + 1 - severity);
}

const struct adjustment *read_adjustments(struct evaluator *evaluator, const struct plans *plans)
{
    const struct workspace *ws = evaluator->ws;
    const struct kind *kind = schema_kind(&ws->schema, ws->schema.adjust_kind);
    struct adjustment *adjustments = ARENA_ARRAY(ws->arena, struct adjustment, plans->rules.count);
    struct map plan_of = plans_by_rule(plans, kind);

    for (uint32_t object = kind->first_entity; object < kind->end_entity; object++)
        if (is_in_force(evaluator, object))
            adjust(evaluator, &plan_of, object, adjustments);
    map_release(&plan_of);
    return adjustments;
}

/* ---- waivers ---- */

/* The waivers of one rule and object, linked by index from 1. */
struct waived_object {
    uint32_t waiver, next;
};
struct waiving {
    struct evaluator *evaluator;
    struct results *results;
    struct arena work;
    uint32_t first_waiver;
    uint32_t *covers; /* by waiver: the gap that it covered last, from 1 */
    VEC(struct waived_object) entries;
    struct map first; /* (rule, object or 0) -> the entry with the smallest waiver */
};

static void enter(struct waiving *waiving, uint32_t waiver, uint32_t rule, uint32_t object)
{
    uint64_t key = map_pair(rule, object);

    VEC_PUSH(&waiving->entries, (struct waived_object){ waiver, map_get(&waiving->first, key) });
    map_put(&waiving->first, key, waiving->entries.count);
}

static void enter_waiver(struct waiving *waiving, uint32_t waiver)
{
    struct evaluator *evaluator = waiving->evaluator;
    struct arena_mark mark = arena_mark(&evaluator->scratch);
    value rule = read_decision(evaluator, waiver, WORD_rule);
    value on = read_decision(evaluator, waiver, WORD_on);

    if (rule != VALUE_NONE && on != VALUE_NONE) {
        const struct set *objects = value_set(on);
        for (uint32_t i = 0; i < objects->count; i++)
            enter(waiving, waiver, (uint32_t)rule, (uint32_t)set_at(objects, i));
        if (objects->count == 0)
            enter(waiving, waiver, (uint32_t)rule, 0);
    }
    arena_rewind(&evaluator->scratch, mark);
}

/* About: itself, and what it takes to make a member of the waiver's `gaps` of it (publish.c). */
enum { COVERING_BYTES = 80 };

/* False when there are too many. */
static bool cover(struct waiving *waiving, uint32_t gap, uint32_t object)
{
    struct results *results = waiving->results;
    uint32_t rule = results->gaps.items[gap].rule;
    uint32_t at = map_get(&waiving->first, map_pair(rule, object));

    while (at != 0) {
        struct waived_object entry = waiving->entries.items[at - 1];
        uint32_t *covers = &waiving->covers[entry.waiver - waiving->first_waiver];
        at = entry.next;
        if (*covers == gap + 1) /* by another of its objects */
            continue;
        if (!take_result(waiving->evaluator, COVERING_BYTES))
            return false;
        *covers = gap + 1;
        VEC_PUSH(&results->coverings, (struct covering){ entry.waiver, gap });
    }
    return true;
}

static bool cover_gap(struct waiving *waiving, uint32_t number)
{
    const struct gap *gap = &waiving->results->gaps.items[number];
    const struct model *model = &waiving->evaluator->ws->model;

    if (gap->object_count == 0)
        return cover(waiving, number, 0);
    for (uint32_t i = 0; i < gap->object_count; i++)
        for (uint32_t object = gap_objects(gap)[i]; object != 0;
             object = object_owner(model_object(model, object)))
            if (!cover(waiving, number, object))
                return false;
    return true;
}

/* A gap that is not looked at any more stays open. */
static void cover_gaps(struct waiving *waiving)
{
    const struct workspace *ws = waiving->evaluator->ws;
    const struct kind *kind = schema_kind(&ws->schema, ws->schema.waiver_kind);

    if (waiving->entries.count == 0)
        return;
    waiving->first_waiver = kind->first_entity;
    waiving->covers = ARENA_ARRAY(&waiving->work, uint32_t, kind->end_entity - kind->first_entity);
    waiving->evaluator->under_way = object_span(ws, VEC_LAST(&waiving->entries)->waiver);
    for (uint32_t gap = 0; gap < waiving->results->gaps.count; gap++)
        if (!cover_gap(waiving, gap))
            return;
}

static void let_stand(struct results *results, struct covering covering)
{
    struct gap *gap = &results->gaps.items[covering.gap];
    struct outcome *outcome = &results->outcomes[gap->plan];

    if (gap->waiver == 0) {
        results->counts[gap->severity]--;
        results->waived++;
        outcome->failed--;
        outcome->waived++;
        gap->waiver = covering.waiver;
    }
    if (covering.waiver < gap->waiver)
        gap->waiver = covering.waiver;
}

/* ---- what is not known ---- */

static bool is_damaged_decision(struct evaluator *evaluator, uint32_t object)
{
    static const enum word READ[] = { WORD_rule, WORD_on, WORD_in_force };
    struct workspace *ws = evaluator->ws;
    bool is_damaged = model_object(&ws->model, object)->is_damaged;

    for (size_t i = 0; i < sizeof(READ) / sizeof(READ[0]); i++) {
        uint32_t field = schema_find_field(&ws->schema, ws->schema.waiver_kind, ws->words[READ[i]]);
        if (field != 0)
            read_field(evaluator, field, object);
    }
    is_damaged = is_damaged || evaluator->is_damaged;
    evaluator->is_damaged = false;
    return is_damaged;
}

/* Gaps of a rule that could not be assessed may be there or not. */
static bool is_assessed(const struct map *plan_of, const struct results *results, value rule)
{
    uint32_t plan = plan_of_rule(plan_of, rule);

    return plan == 0 || results->outcomes[plan - 1].not_assessed == 0;
}

static void doubt_coverings(struct evaluator *evaluator, const struct plans *plans,
                            const struct results *results)
{
    struct workspace *ws = evaluator->ws;
    const struct kind *kind = schema_kind(&ws->schema, ws->schema.waiver_kind);
    uint32_t gaps = schema_find_field(&ws->schema, ws->schema.waiver_kind, ws->words[WORD_gaps]);
    struct map plan_of = plans_by_rule(plans, kind);

    for (uint32_t waiver = kind->first_entity; waiver < kind->end_entity; waiver++)
        if (is_damaged_decision(evaluator, waiver) ||
            !is_assessed(&plan_of, results, read_decision(evaluator, waiver, WORD_rule)))
            mark_damaged(ws, gaps, waiver);
    map_release(&plan_of);
}

void waive_gaps(struct evaluator *evaluator, const struct plans *plans, struct results *results)
{
    struct waiving waiving = { .evaluator = evaluator, .results = results };
    const struct workspace *ws = evaluator->ws;
    const struct kind *kind = schema_kind(&ws->schema, ws->schema.waiver_kind);

    for (uint32_t waiver = kind->end_entity; waiver > kind->first_entity; waiver--)
        if (is_in_force(evaluator, waiver - 1))
            enter_waiver(&waiving, waiver - 1);
    cover_gaps(&waiving);
    for (uint32_t i = 0; !results->ignores_waivers && i < results->coverings.count; i++)
        let_stand(results, results->coverings.items[i]);
    doubt_coverings(evaluator, plans, results);
    VEC_RELEASE(&waiving.entries);
    map_release(&waiving.first);
    arena_release(&waiving.work);
}

/* ---- what cannot be waived ---- */

static void refuse_waiver(struct workspace *ws, uint32_t waiver, const struct rule_plan *plan)
{
    const struct decl *decl = ast_decl(ws->ast, model_object(&ws->model, waiver)->decl);
    field_id field = decl_field(ws, decl, ws->words[WORD_rule]);
    expr_id item = ast_field(ws->ast, field)->items;
    struct diag *diag =
        diag_add(ws->sink, MSG_E0206, expr_of(ws, item)->span,
                 "`%.*s` is a rule about waivers or adjustments, which cannot be waived",
                 STR_ARG(object_text(ws, plan->object)));

    diag_label(ws->sink, diag, object_span(ws, plan->object), "declared here");
}

void check_waivers(struct workspace *ws, const struct plans *plans)
{
    const struct kind *kind = schema_kind(&ws->schema, ws->schema.waiver_kind);
    uint32_t field = schema_find_field(&ws->schema, ws->schema.waiver_kind, ws->words[WORD_rule]);
    const struct column *rules = schema_field(&ws->schema, field)->column;
    struct map plan_of = plans_by_rule(plans, kind);

    for (uint32_t waiver = kind->first_entity; waiver < kind->end_entity; waiver++) {
        if (!rules || !column_has(rules, waiver))
            continue;
        uint32_t plan = map_get(&plan_of, (uint64_t)column_get(rules, waiver, ws->arena));
        if (plan != 0 && plans->rules.items[plan - 1].is_about_decisions)
            refuse_waiver(ws, waiver, &plans->rules.items[plan - 1]);
    }
    map_release(&plan_of);
}
