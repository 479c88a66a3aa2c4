/* why.c -- isms why: gaps, gaps that are not there, and values, derived. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/objects.h"
#include "engine/why.h"

/* ---- the frame ---- */

static struct deriver deriver_for(struct engine *engine, struct derivation *root)
{
    return (struct deriver){ .evaluator = &engine->evaluator, .ws = &engine->ws, .at = root };
}

static struct derivation *new_root(struct engine *engine)
{
    return ARENA_NEW(&engine->arena, struct derivation);
}

/* The lines below the root, once it is known what they are. */
static const struct derivation *finish(struct engine *engine, struct deriver *deriver,
                                       const struct derivation *root)
{
    map_release(&deriver->told);
    engine->evaluator.is_damaged = false;
    return root->first;
}

/* ---- combinations of a rule ---- */

static bool binds_all(const struct asked *asked)
{
    for (uint32_t i = 0; i < asked->object_count; i++)
        if (!binds_object(asked, asked->objects[i]))
            return false;
    return true;
}

static bool is_asked_for(const struct asked *asked)
{
    return binds_all(asked) &&
           (asked->identity.len == 0 ||
            str_equal(asked->identity, gap_identity(&asked->engine->evaluator, asked->plan)));
}

/* "A-1", "A-1 and R-1", "A-1, B-1 and R-1"; of a rule without variables "the project". */
static struct str bound_words(const struct asked *asked)
{
    struct workspace *ws = &asked->engine->ws;
    const struct generators *generators = &asked->plan->generators;
    struct str text = { 0 };

    for (uint32_t i = 0; i < generators->count; i++) {
        struct type type = type_element(generators->items[i].domain->type);
        value v = asked->engine->evaluator.slots[generators->items[i].slot];
        struct str one = derived_text(asked->deriver, type, v);
        const char *between = i + 1 < generators->count ? ", " : " and ";
        text = i == 0 ? one
                      : arena_format(ws->arena, "%.*s%s%.*s", STR_ARG(text), between, STR_ARG(one));
    }
    return text.len > 0 ? text : STR("the project");
}

static const char *verb_of(const struct asked *asked)
{
    bool is_plural = asked->plan->generators.count > 1;

    if (asked->outcome)
        return is_plural ? "fulfil" : "fulfils";
    return is_plural ? "break" : "breaks";
}

struct str rule_sentence(const struct asked *asked)
{
    struct workspace *ws = &asked->engine->ws;
    struct str title = string_of(ws, parts_of(ws, ast_decl(ws->ast, asked->plan->decl))->title);

    return title.len > 0 ? title : object_text(ws, asked->plan->object);
}

/* Why the rule is about them at all: what the variables of `for:` run over, and its conditions. */
static void tell_application(const struct asked *asked)
{
    const struct generators *generators = &asked->plan->generators;
    value *kept = derive_keep(asked->deriver);

    for (uint32_t i = 0; i < generators->count; i++) {
        const struct generator *generator = &generators->items[i];
        /* That something is one of all of its kind tells nothing. */
        if (generator->domain->op != NODE_EXTENT && !generator->row_condition)
            derive_membership(asked->deriver, kept[generator->slot], generator->domain);
        derive_put_back(asked->deriver, kept);
        derive_filter(asked->deriver, generator, true);
        derive_put_back(asked->deriver, kept);
    }
}

/* Are these the objects of the gap? */
static bool is_gap_of(const struct asked *asked, const struct gap *gap)
{
    uint32_t count = bound_objects(&asked->engine->evaluator, asked->plan, asked->bound);
    bool is_same = gap->rule == asked->plan->object && count == gap->object_count;

    for (uint32_t i = 0; i < count && is_same; i++)
        is_same = asked->bound[i] == gap_objects(gap)[i];
    return is_same;
}

/* What a waiver or an adjustment does, with its title when it has one. */
static void tell_decision(struct deriver *deriver, uint32_t decision, struct str what)
{
    struct str title = object_title(deriver->ws, decision);

    derive_line(deriver, DERIVED_FACT, object_span(deriver->ws, decision), "%.*s%s%.*s",
                STR_ARG(what), title.len > 0 ? ": " : "", STR_ARG(title));
}

/* The waiver that lets the gap stand. */
static void tell_waiver(const struct asked *asked)
{
    struct workspace *ws = &asked->engine->ws;
    const struct results *results = &asked->engine->results;

    for (uint32_t i = 0; i < results->gaps.count; i++) {
        const struct gap *gap = &results->gaps.items[i];
        if (gap->waiver == 0 || !is_gap_of(asked, gap))
            continue;
        tell_decision(
            asked->deriver, gap->waiver,
            arena_format(ws->arena, "%.*s lets this stand", STR_ARG(object_text(ws, gap->waiver))));
        return;
    }
}

static void tell_combination(struct asked *asked)
{
    struct deriver *deriver = asked->deriver;
    struct workspace *ws = &asked->engine->ws;
    struct derivation *line = derive_line(
        deriver, DERIVED_GAP, ast_id_span(ws->ast, ast_decl(ws->ast, asked->plan->decl)),
        "%.*s %s %.*s: %.*s", STR_ARG(bound_words(asked)), verb_of(asked),
        STR_ARG(object_text(ws, asked->plan->object)), STR_ARG(rule_sentence(asked)));
    struct derivation *outer = derive_enter(deriver, line);

    deriver->rule = asked->plan;
    tell_application(asked);
    derive_condition(deriver, asked->plan->require, asked->outcome);
    deriver->rule = NULL;
    if (!asked->outcome)
        tell_waiver(asked);
    derive_leave(deriver, outer);
}

static bool look(struct evaluator *evaluator, void *self)
{
    struct asked *asked = self;
    struct arena_mark mark = arena_mark(&evaluator->scratch);
    bool holds;

    if (!is_asked_for(asked))
        return true;
    evaluate_lets(evaluator, asked->plan);
    holds = evaluate_condition(evaluator, asked->plan->require);
    if (evaluator->is_damaged)
        asked->damaged++;
    else if (holds == asked->outcome && asked->seen++ < DERIVED_MEMBERS_MOST)
        tell_combination(asked);
    evaluator->is_damaged = false;
    arena_rewind(&evaluator->scratch, mark);
    return !evaluator->is_exhausted;
}

/* As in the check: what is damaged stains no other combination. */
static void look_for(struct asked *asked)
{
    struct evaluator *evaluator = &asked->engine->evaluator;
    struct coverage coverage = { 0 };
    value *frame = evaluator_enter(evaluator, asked->plan->slot_count);

    asked->bound = ARENA_ARRAY(asked->engine->ws.arena, uint32_t, asked->plan->generators.count);
    run_outermost(evaluator, &asked->plan->generators, look, asked, &coverage);
    evaluator_leave(evaluator, frame);
    evaluator->is_damaged = false;
    if (asked->seen > DERIVED_MEMBERS_MOST)
        derive_rest(asked->deriver, asked->seen - DERIVED_MEMBERS_MOST);
}

/* ---- the door ---- */

/* Nobody asks a rule that an adjustment disables. */
static bool tell_disabled(struct engine *engine, struct deriver *deriver, uint32_t rule)
{
    struct workspace *ws = &engine->ws;

    for (uint32_t i = 0; i < engine->plans.rules.count; i++) {
        const struct adjustment *adjustment = &engine->results.adjustments[i];
        if (engine->plans.rules.items[i].object != rule || !adjustment->is_disabled)
            continue;
        tell_decision(deriver, adjustment->object,
                      arena_format(ws->arena, "%.*s is disabled", STR_ARG(object_text(ws, rule))));
        return true;
    }
    return false;
}

static const struct rule_plan *plan_of(const struct engine *engine, uint32_t rule)
{
    for (uint32_t i = 0; i < engine->plans.rules.count; i++) {
        const struct rule_plan *plan = &engine->plans.rules.items[i];
        if (plan->object == rule && !plan->is_broken &&
            !engine->ws.definitions.items.items[plan->definition].is_circular)
            return plan;
    }
    return NULL;
}

bool engine_is_rule(const struct engine *engine, uint32_t object)
{
    return model_object(&engine->ws.model, object)->kind == engine->ws.schema.rule_kind;
}

const struct derivation *engine_why(struct engine *engine, uint32_t rule, const uint32_t *objects,
                                    uint32_t count)
{
    struct derivation *root = new_root(engine);
    struct deriver deriver = deriver_for(engine, root);
    struct asked asked = { .engine = engine,
                           .deriver = &deriver,
                           .plan = plan_of(engine, rule),
                           .objects = objects,
                           .object_count = count };

    if (!tell_disabled(engine, &deriver, rule) && asked.plan)
        look_for(&asked);
    return finish(engine, &deriver, root);
}

uint32_t engine_find_gap(const struct engine *engine, struct str identity, uint32_t *ret_rule)
{
    const struct kind *gaps = schema_kind(&engine->ws.schema, engine->ws.schema.gap_kind);

    for (uint32_t i = 0; i < engine->results.gaps.count; i++) {
        const struct gap *gap = &engine->results.gaps.items[i];
        bool is_about_all = engine->plans.rules.items[gap->plan].generators.count == 0;
        if (is_about_all || !str_equal(gap_words_of(gap)->identity, identity))
            continue;
        *ret_rule = gap->rule;
        return gaps->first_entity + i;
    }
    return 0;
}

const struct derivation *engine_why_gap(struct engine *engine, uint32_t gap)
{
    const struct kind *gaps = schema_kind(&engine->ws.schema, engine->ws.schema.gap_kind);
    const struct gap *found = &engine->results.gaps.items[gap - gaps->first_entity];
    struct derivation *root = new_root(engine);
    struct deriver deriver = deriver_for(engine, root);
    struct asked asked = { .engine = engine,
                           .deriver = &deriver,
                           .plan = &engine->plans.rules.items[found->plan],
                           .objects = gap_objects(found),
                           .object_count = found->object_count,
                           .identity = gap_words_of(found)->identity };

    look_for(&asked);
    return finish(engine, &deriver, root);
}

/* Does the rule report something about the object? */
static bool reports(const struct engine *engine, uint32_t rule, uint32_t object)
{
    for (uint32_t i = 0; i < engine->results.gaps.count; i++) {
        const struct gap *gap = &engine->results.gaps.items[i];
        for (uint32_t o = 0; o < gap->object_count && gap->rule == rule; o++)
            if (object_belongs_to(&engine->ws.model, gap_objects(gap)[o], object))
                return true;
    }
    return false;
}

const struct derivation *engine_why_about(struct engine *engine, uint32_t object)
{
    struct derivation *root = new_root(engine);
    struct deriver deriver = deriver_for(engine, root);

    for (uint32_t i = 0; i < engine->plans.rules.count; i++) {
        const struct rule_plan *plan = &engine->plans.rules.items[i];
        struct asked asked = { .engine = engine,
                               .deriver = &deriver,
                               .plan = plan,
                               .objects = &object,
                               .object_count = 1 };
        if (reports(engine, plan->object, object))
            look_for(&asked);
    }
    return finish(engine, &deriver, root);
}

const struct derivation *engine_why_not(struct engine *engine, uint32_t rule,
                                        const uint32_t *objects, uint32_t count)
{
    struct derivation *root = new_root(engine);
    struct deriver deriver = deriver_for(engine, root);
    struct asked asked = { .engine = engine,
                           .deriver = &deriver,
                           .plan = plan_of(engine, rule),
                           .objects = objects,
                           .object_count = count,
                           .outcome = true };

    if (tell_disabled(engine, &deriver, rule))
        return finish(engine, &deriver, root);
    if (asked.plan)
        look_for(&asked);
    if (asked.plan && asked.seen == 0 && count > 0)
        tell_why_none(&asked);
    return finish(engine, &deriver, root);
}

const struct derivation *engine_why_value(struct engine *engine, uint32_t object, struct str field)
{
    struct workspace *ws = &engine->ws;
    sym_id name = intern_find(engine->names, field);
    uint32_t found =
        name.v == 0 ? 0
                    : schema_find_field(&ws->schema, model_object(&ws->model, object)->kind, name);
    struct derivation *root = new_root(engine);
    struct deriver deriver = deriver_for(engine, root);

    if (found != 0 && !type_is_wrong(schema_field(&ws->schema, found)->type))
        derive_field(&deriver, found, object);
    return finish(engine, &deriver, root);
}
