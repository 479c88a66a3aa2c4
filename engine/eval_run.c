/* eval_run.c -- loops over objects: generators and quantifiers. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/eval.h"
#include "engine/join_index.h"
#include "engine/links.h"

/* ---- generators ---- */

struct run {
    const struct generator *generators;
    uint32_t count;
    visit_fn *visit;
    void *self;
    struct coverage *coverage; /* of a rule or view; or NULL */
    bool keeps_nothing;        /* what a visit allocates is not needed after it */
};

/* Damage that kept a combination out is counted apart, so that it does not stain the next one. */
static void count_skipped(struct evaluator *evaluator, const struct run *run)
{
    if (!run->coverage || !evaluator->is_damaged)
        return;
    evaluator->is_damaged = false;
    run->coverage->skipped++;
}

/* Between two values of one variable, what counts is only what the variables before it have seen.
 */
static void restore_damage(struct evaluator *evaluator, const struct run *run, bool outer)
{
    if (run->coverage)
        evaluator->is_damaged = outer;
}

/* Is what was just evaluated damaged, and has that to be counted here? */
static bool is_uncertain(const struct evaluator *evaluator, const struct run *run)
{
    return run->coverage && evaluator->is_damaged;
}

static bool run_from(struct evaluator *evaluator, const struct run *run, uint32_t at);

static bool bind_value(struct evaluator *evaluator, const struct run *run, uint32_t at, value v)
{
    const struct generator *generator = &run->generators[at];

    if (!take_steps(evaluator, 1))
        return false;
    evaluator->slots[generator->slot] = v;
    if (generator->filter && !evaluate_condition(evaluator, generator->filter)) {
        count_skipped(evaluator, run);
        return true;
    }
    return run_from(evaluator, run, at + 1);
}

static bool run_value(struct evaluator *evaluator, const struct run *run, uint32_t at, value v)
{
    struct coverage *coverage = at == 0 ? run->coverage : NULL;
    uint64_t before = coverage ? coverage->visited + coverage->skipped : 0;
    bool goes_on = bind_value(evaluator, run, at, v);

    if (coverage && coverage->visited + coverage->skipped == before)
        coverage->unreached++;
    return goes_on;
}

/* Objects that an index or a relation leaves out are out of reach like those that a filter refuses.
 */
static void count_left_out(const struct run *run, uint32_t at, uint32_t of, uint32_t tried)
{
    if (at == 0 && run->coverage)
        run->coverage->unreached += of - tried;
}

/* Objects whose path (relation.h) yields the key. */
static bool run_members(struct evaluator *evaluator, const struct run *run, uint32_t at)
{
    const struct generator *generator = &run->generators[at];
    bool outer = evaluator->is_damaged;
    value key = evaluate(evaluator, generator->index_key);
    const struct edges *edges;
    const uint32_t *objects;
    uint32_t count;

    if (is_uncertain(evaluator, run))
        key = VALUE_NONE;
    if (key == VALUE_NONE) {
        count_skipped(evaluator, run);
        return true;
    }
    edges = member_index_edges(evaluator, generator->members);
    objects = edges_of(edges, (uint32_t)key, &count);
    count_skipped(evaluator, run);
    for (uint32_t i = 0; i < count; i++) {
        restore_damage(evaluator, run, outer);
        if (!run_value(evaluator, run, at, objects[i]))
            return false;
    }
    return true;
}

static bool run_index(struct evaluator *evaluator, const struct run *run, uint32_t at)
{
    const struct generator *generator = &run->generators[at];
    const struct kind *kind = schema_kind(&evaluator->ws->schema, generator->domain->index);
    bool outer = evaluator->is_damaged;
    value key = evaluate(evaluator, generator->index_key);
    const struct edges *edges;
    const uint32_t *objects = NULL;
    uint32_t count = 0;
    uint32_t tried = 0;

    if (is_uncertain(evaluator, run))
        key = VALUE_NONE;
    if (schema_field(&evaluator->ws->schema, generator->index_field)->is_damaged)
        evaluator->is_damaged = true;
    bool is_certain = !evaluator->is_damaged;
    count_skipped(evaluator, run);
    if (key != VALUE_NONE) {
        edges = field_raw_reversed(evaluator->ws, generator->index_field);
        objects = edges_of(edges, (uint32_t)key, &count);
    }
    for (uint32_t i = 0; i < count; i++) {
        restore_damage(evaluator, run, outer);
        if (objects[i] < kind->first_entity || objects[i] >= kind->end_entity)
            continue;
        if (!run_value(evaluator, run, at, objects[i]))
            return false;
        tried++;
    }
    if (is_certain)
        count_left_out(run, at, kind->end_entity - kind->first_entity, tried);
    return true;
}

static bool run_objects(struct evaluator *evaluator, const struct run *run, uint32_t at,
                        struct objects objects)
{
    bool outer = evaluator->is_damaged;

    for (uint32_t object = objects.first; object < objects.end; object++) {
        restore_damage(evaluator, run, outer);
        if (!run_value(evaluator, run, at, object))
            return false;
    }
    return true;
}

static bool run_extent(struct evaluator *evaluator, const struct run *run, uint32_t at)
{
    const struct kind *kind =
        schema_kind(&evaluator->ws->schema, run->generators[at].domain->index);

    return run_objects(evaluator, run, at,
                       (struct objects){ kind->first_entity, kind->end_entity });
}

/* Do all members belong to the set, even if what could not be understood hides others? */
static bool has_certain_members(const struct node *node)
{
    switch (node->op) {
    case NODE_CONSTANT:
    case NODE_LOCAL:
    case NODE_EXTENT:
        return true;
    case NODE_FIELD:
    case NODE_FIELD_ANY:
    case NODE_FIELD_EACH:
    case NODE_CLOSURE:
        return has_certain_members(node->a);
    case NODE_UNION:
        return has_certain_members(node->a) && has_certain_members(node->b);
    default:
        return false;
    }
}

static bool run_set(struct evaluator *evaluator, const struct run *run, uint32_t at)
{
    bool outer = evaluator->is_damaged;
    const struct set *set = value_set(evaluate(evaluator, run->generators[at].domain));

    if (is_uncertain(evaluator, run) && !has_certain_members(run->generators[at].domain))
        set = value_set(no_value(evaluator, run->generators[at].domain->type));
    count_skipped(evaluator, run);
    for (uint32_t i = 0; i < set->count; i++) {
        restore_damage(evaluator, run, outer);
        if (!run_value(evaluator, run, at, set_at(set, i)))
            return false;
    }
    return true;
}

/* What a relation gives: it may hold for objects of other kinds than the one that is asked for. */
static bool run_row(struct evaluator *evaluator, const struct run *run, uint32_t at)
{
    const struct generator *generator = &run->generators[at];
    const struct kind *kind = schema_kind(&evaluator->ws->schema, generator->row_extent->index);
    bool outer = evaluator->is_damaged;
    const struct set *row = value_set(evaluate(evaluator, generator->domain));
    bool is_certain = !evaluator->is_damaged;
    uint32_t tried = 0;

    if (is_uncertain(evaluator, run))
        row = value_set(no_value(evaluator, generator->domain->type));
    count_skipped(evaluator, run);
    for (uint32_t i = 0; i < row->count; i++) {
        value object = set_at(row, i);
        restore_damage(evaluator, run, outer);
        if (object < kind->first_entity || object >= kind->end_entity)
            continue;
        if (!run_value(evaluator, run, at, object))
            return false;
        tried++;
    }
    if (is_certain)
        count_left_out(run, at, kind->end_entity - kind->first_entity, tried);
    return true;
}

/* What was found, in the order of objects. */
static bool run_found(struct evaluator *evaluator, const struct run *run, uint32_t at,
                      const struct join_objects *found)
{
    const struct kind *kind = schema_kind(&evaluator->ws->schema, run->generators[at].join->kind);
    bool outer = evaluator->is_damaged;
    uint32_t certain = 0, uncertain = 0;

    while (certain < found->count || uncertain < found->uncertain_count) {
        bool is_certain =
            uncertain == found->uncertain_count ||
            (certain < found->count && found->items[certain] < found->uncertain[uncertain]);
        uint32_t object = is_certain ? found->items[certain++] : found->uncertain[uncertain++];
        restore_damage(evaluator, run, outer);
        if (object < kind->first_entity || object >= kind->end_entity)
            continue;
        if (!run_value(evaluator, run, at, object))
            return false;
    }
    return true;
}

/* The first variable of a rule has nothing to be joined with. */
static bool is_joined(struct evaluator *evaluator, const struct run *run, uint32_t at,
                      struct join_objects *ret_found)
{
    struct join *join = run->generators[at].join;

    return join && join->is_needed && !(at == 0 && run->coverage) &&
           join_find(evaluator, join, ret_found);
}

static bool run_from(struct evaluator *evaluator, const struct run *run, uint32_t at)
{
    struct arena_mark mark = arena_mark(&evaluator->scratch);
    const struct generator *generator;
    struct join_objects found;
    bool goes_on;

    if (at == run->count) {
        if (run->coverage)
            run->coverage->visited++;
        return run->visit(evaluator, run->self);
    }
    generator = &run->generators[at];
    if (is_joined(evaluator, run, at, &found))
        goes_on = run_found(evaluator, run, at, &found);
    else if (generator->members)
        goes_on = run_members(evaluator, run, at);
    else if (generator->index_key)
        goes_on = run_index(evaluator, run, at);
    else if (generator_runs_over_kind(generator))
        goes_on = run_extent(evaluator, run, at);
    else if (generator->row_extent)
        goes_on = run_row(evaluator, run, at);
    else
        goes_on = run_set(evaluator, run, at);
    if (run->keeps_nothing)
        arena_rewind(&evaluator->scratch, mark);
    return goes_on;
}

bool run_generators(struct evaluator *evaluator, const struct generator *generators, uint32_t count,
                    visit_fn *visit, void *self)
{
    struct run run = { generators, count, visit, self, NULL, false };

    return run_from(evaluator, &run, 0);
}

void run_and_forget(struct evaluator *evaluator, const struct generator *generators, uint32_t count,
                    visit_fn *visit, void *self)
{
    struct run run = { generators, count, visit, self, NULL, true };

    run_from(evaluator, &run, 0);
}

bool run_outermost(struct evaluator *evaluator, const struct generators *generators,
                   visit_fn *visit, void *self, struct coverage *coverage)
{
    struct run run = { generators->items, generators->count, visit, self, coverage, true };

    return run_from(evaluator, &run, 0);
}

bool run_outermost_over(struct evaluator *evaluator, const struct generators *generators,
                        struct objects objects, visit_fn *visit, void *self,
                        struct coverage *coverage)
{
    struct run run = { generators->items, generators->count, visit, self, coverage, true };
    struct arena_mark mark = arena_mark(&evaluator->scratch);
    bool goes_on = run_objects(evaluator, &run, 0, objects);

    arena_rewind(&evaluator->scratch, mark);
    return goes_on;
}

/* ---- quantifiers ---- */

struct quantifier {
    const struct node *node;
    uint64_t found;
    uint64_t enough; /* how many settle the question */
};

static bool count_one(struct evaluator *evaluator, void *self)
{
    struct quantifier *quantifier = self;
    const struct node *node = quantifier->node;
    bool counts = !node->a || evaluate_condition(evaluator, node->a) != (node->extra == EXPR_EVERY);

    if (counts)
        quantifier->found++;
    return quantifier->found < quantifier->enough;
}

/* For `every` the exceptions are counted. */
uint64_t quantifier_enough(const struct node *node)
{
    if (node->extra == EXPR_EXACTLY || node->extra == EXPR_AT_MOST)
        return (uint64_t)node->index + 1;
    return node->extra == EXPR_AT_LEAST && node->index > 0 ? node->index : 1;
}

bool quantifier_holds(const struct node *node, uint64_t found)
{
    switch (node->extra) {
    case EXPR_SOME:
        return found > 0;
    case EXPR_EXACTLY:
        return found == node->index;
    case EXPR_AT_LEAST:
        return found >= node->index;
    case EXPR_AT_MOST:
        return found <= node->index;
    default: /* no, every */
        return found == 0;
    }
}

value evaluate_quantifier(struct evaluator *evaluator, const struct node *node)
{
    struct quantifier quantifier = { node, 0, quantifier_enough(node) };
    struct run run = {
        node->generators, node->generator_count, count_one, &quantifier, NULL, true
    };

    run_from(evaluator, &run, 0);
    return quantifier_holds(node, quantifier.found);
}
