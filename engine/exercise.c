/* exercise.c -- what the tests of a project try of its rules. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/exercise.h"

#include "engine/test.h"

void exercise_release(struct exercise *exercise)
{
    map_release(&exercise->rules);
    map_release(&exercise->sides);
}

/* ---- noting ---- */

static void note(struct map *map, uint64_t key, uint32_t what)
{
    map_put(map, key, map_get(map, key) | what);
}

static uint64_t place_of(const struct node *node)
{
    return map_pair(node->span.lo, node->span.hi);
}

void exercise_note_side(struct exercise *exercise, const struct node *node, bool is_left)
{
    note(&exercise->sides, place_of(node), is_left ? TRIED_LEFT : TRIED_RIGHT);
}

/* By name: not because all gaps were counted. */
static bool is_asked(const struct world *world, const struct rule_plan *plan)
{
    return map_get(&world->ws.definitions.known,
                   map_pair(world->expectations.definition, plan->definition)) != 0;
}

void exercise_note_world(struct exercise *exercise, const struct world *world)
{
    for (uint32_t i = 0; i < world->asked.rules.count; i++) {
        const struct rule_plan *plan = &world->asked.rules.items[i];
        const struct outcome *outcome = &world->results.outcomes[i];
        if (!is_asked(world, plan))
            continue;
        if (outcome->failed + outcome->waived > 0)
            note(&exercise->rules, plan->decl.v, TRIED_GAP);
        if (outcome->passed > 0)
            note(&exercise->rules, plan->decl.v, TRIED_PASS);
    }
}

/* ---- reporting ---- */

struct reporting {
    const struct exercise *exercise;
    struct workspace *ws;
    struct engine_coverage *coverage;
    struct str rule; /* the one that is looked at */
    VEC(struct engine_rule_trial) rules;
    VEC(struct engine_untried) untried;
};

static void report_untried(struct reporting *reporting, struct span span, const char *text)
{
    VEC_PUSH(&reporting->untried, (struct engine_untried){ reporting->rule, span, str_from(text) });
}

/* ---- sides ---- */

static void count_sides(struct reporting *reporting, const struct node *node);

static void count_or(struct reporting *reporting, const struct node *node)
{
    uint32_t tried = map_get(&reporting->exercise->sides, place_of(node));
    bool has_left = (tried & TRIED_LEFT) != 0;
    bool has_right = (tried & TRIED_RIGHT) != 0;

    reporting->coverage->sides += 2;
    reporting->coverage->sides_tried += has_left + has_right;
    if (!has_left)
        report_untried(reporting, node->span, "the left side of this `or` never held");
    if (!has_right)
        report_untried(reporting, node->span, "the right side of this `or` never was what held");
}

static void count_in_generators(struct reporting *reporting, const struct generator *generators,
                                uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        count_sides(reporting, generators[i].domain);
        count_sides(reporting, generators[i].filter);
    }
}

/* Depth is bounded by that of nodes. */
static void count_sides(struct reporting *reporting, const struct node *node)
{
    if (!node)
        return;
    if (node->op == NODE_OR)
        count_or(reporting, node);
    count_sides(reporting, node->a);
    count_sides(reporting, node->b);
    count_sides(reporting, node->c);
    for (uint32_t i = 0; i < node->argument_count; i++)
        count_sides(reporting, node->arguments[i]);
    count_in_generators(reporting, node->generators, node->generator_count);
}

/* ---- rules ---- */

static struct engine_rule_trial trial_of(const struct reporting *reporting,
                                         const struct rule_plan *plan)
{
    const struct decl *decl = ast_decl(reporting->ws->ast, plan->decl);
    uint32_t tried = map_get(&reporting->exercise->rules, plan->decl.v);

    return (struct engine_rule_trial){
        .id = name_text(reporting->ws, decl->id),
        .span = ast_id_span(reporting->ws->ast, decl),
        .is_library = reporting->ws->scopes.files.items[decl->source].is_library,
        .has_gap = (tried & TRIED_GAP) != 0,
        .has_pass = (tried & TRIED_PASS) != 0,
    };
}

static void count_rule(struct reporting *reporting, const struct rule_plan *plan)
{
    struct engine_rule_trial trial = trial_of(reporting, plan);

    reporting->rule = trial.id;
    VEC_PUSH(&reporting->rules, trial);
    reporting->coverage->rules_tried += trial.has_gap && trial.has_pass;
    if (!trial.has_gap)
        report_untried(reporting, trial.span, "no test that asks for this rule has a gap of it");
    if (!trial.has_pass)
        report_untried(reporting, trial.span, "no test that asks for this rule has a pass of it");
    count_in_generators(reporting, plan->generators.items, plan->generators.count);
    for (uint32_t i = 0; i < plan->let_count; i++)
        count_sides(reporting, plan->lets[i]);
    count_sides(reporting, plan->require);
}

static void keep(struct reporting *reporting)
{
    struct engine_coverage *coverage = reporting->coverage;
    struct arena *arena = reporting->ws->arena;
    struct engine_rule_trial *rules =
        ARENA_ARRAY(arena, struct engine_rule_trial, reporting->rules.count);
    struct engine_untried *untried =
        ARENA_ARRAY(arena, struct engine_untried, reporting->untried.count);

    for (uint32_t i = 0; i < reporting->rules.count; i++)
        rules[i] = reporting->rules.items[i];
    for (uint32_t i = 0; i < reporting->untried.count; i++)
        untried[i] = reporting->untried.items[i];
    coverage->rules = rules;
    coverage->rule_count = reporting->rules.count;
    coverage->untried = untried;
    coverage->untried_count = reporting->untried.count;
}

void exercise_report(const struct exercise *exercise, struct workspace *ws,
                     const struct plans *plans, struct engine_coverage *coverage)
{
    struct reporting reporting = { .exercise = exercise, .ws = ws, .coverage = coverage };

    *coverage = (struct engine_coverage){ .has_library = coverage->has_library };
    for (uint32_t i = 0; i < plans->rules.count; i++) {
        const struct rule_plan *plan = &plans->rules.items[i];
        uint32_t source = ast_decl(ws->ast, plan->decl)->source;
        if (!plan->is_broken &&
            (coverage->has_library || !ws->scopes.files.items[source].is_library))
            count_rule(&reporting, plan);
    }
    keep(&reporting);
    VEC_RELEASE(&reporting.rules);
    VEC_RELEASE(&reporting.untried);
}
