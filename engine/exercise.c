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
    VEC(struct engine_untried) untried;
};

/* One of two things: which of them were tried, and what is said of each that was not. */
struct pair {
    uint32_t tried;
    struct span span;
    const char *first, *second;
};

static void count_one(struct reporting *reporting, const struct pair *pair, uint32_t bit,
                      const char *text)
{
    reporting->coverage->points++;
    if (pair->tried & bit)
        reporting->coverage->tried++;
    else
        VEC_PUSH(&reporting->untried, (struct engine_untried){ pair->span, str_from(text) });
}

static void count_pair(struct reporting *reporting, const struct pair *pair)
{
    count_one(reporting, pair, 1, pair->first);
    count_one(reporting, pair, 2, pair->second);
}

static void count_sides(struct reporting *reporting, const struct node *node);

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
    if (node->op == NODE_OR) {
        struct pair pair = { map_get(&reporting->exercise->sides, place_of(node)), node->span,
                             "the left side of this `or` never held",
                             "the right side of this `or` never was what held" };
        count_pair(reporting, &pair);
    }
    count_sides(reporting, node->a);
    count_sides(reporting, node->b);
    count_sides(reporting, node->c);
    for (uint32_t i = 0; i < node->argument_count; i++)
        count_sides(reporting, node->arguments[i]);
    count_in_generators(reporting, node->generators, node->generator_count);
}

static void count_rule(struct reporting *reporting, const struct rule_plan *plan)
{
    struct pair pair = { map_get(&reporting->exercise->rules, plan->decl.v),
                         ast_decl(reporting->ws->ast, plan->decl)->id_span,
                         "no test that asks for this rule has a gap of it",
                         "no test that asks for this rule has a pass of it" };

    count_pair(reporting, &pair);
    count_in_generators(reporting, plan->generators.items, plan->generators.count);
    for (uint32_t i = 0; i < plan->let_count; i++)
        count_sides(reporting, plan->lets[i]);
    count_sides(reporting, plan->require);
}

void exercise_report(const struct exercise *exercise, struct workspace *ws,
                     const struct plans *plans, struct engine_coverage *coverage)
{
    struct reporting reporting = { .exercise = exercise, .ws = ws, .coverage = coverage };

    *coverage = (struct engine_coverage){ .points = 0 };
    for (uint32_t i = 0; i < plans->rules.count; i++) {
        const struct rule_plan *plan = &plans->rules.items[i];
        uint32_t source = ast_decl(ws->ast, plan->decl)->source;
        if (!plan->is_broken && !ws->scopes.files.items[source].is_library)
            count_rule(&reporting, plan);
    }
    struct engine_untried *untried =
        ARENA_ARRAY(ws->arena, struct engine_untried, reporting.untried.count);
    for (uint32_t i = 0; i < reporting.untried.count; i++)
        untried[i] = reporting.untried.items[i];
    coverage->untried = untried;
    coverage->untried_count = reporting.untried.count;
    VEC_RELEASE(&reporting.untried);
}
