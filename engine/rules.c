/* rules.c -- evaluating rules. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/rules.h"

#include <stdlib.h>

#include "engine/block.h"
#include "engine/fixed.h"
#include "engine/objects.h"
#include "engine/print.h"
#include "engine/walks.h"

enum { PAIRS_WORTH_A_WARNING = 100000000 }; /* 10,000 x 10,000 (language.md 6.10) */

struct rule_run {
    struct workspace *ws;
    const struct rule_plan *plan;
    struct results *results;
    struct outcome *outcome;
    uint32_t index; /* of the plan */
    enum severity severity;
    struct coverage coverage;
    const uint8_t *fates; /* enum fate of each row of the block under way */
};

void evaluate_lets(struct evaluator *evaluator, const struct rule_plan *plan)
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

static uint32_t gap_responsible(struct evaluator *evaluator, const struct node *responsible)
{
    value object = responsible ? evaluate(evaluator, responsible) : VALUE_NONE;

    return object == VALUE_NONE ? 0 : (uint32_t)object;
}

/* Variables of other types are not among the objects of a gap. */
uint32_t bound_objects(const struct evaluator *evaluator, const struct rule_plan *plan,
                       uint32_t *ret_objects)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < plan->generators.count; i++) {
        const struct generator *generator = &plan->generators.items[i];
        value v = evaluator->slots[generator->slot];
        if (generator->domain->type.base == TYPE_OBJECT && v != VALUE_NONE)
            ret_objects[count++] = (uint32_t)v;
    }
    return count;
}

/* A slash and an object's id with its namespace, or any other value as text. */
enum { PARTS_OF_BOUND = 4 };

static void write_bound(struct workspace *ws, struct type type, value v, struct str *parts)
{
    sym_id namespace_ = { 0 };

    if (type.base == TYPE_OBJECT && !type.is_set && v != VALUE_NONE)
        namespace_ = model_object(&ws->model, (uint32_t)v)->namespace_;
    parts[0] = STR("/");
    if (namespace_.v != 0) {
        parts[1] = name_text(ws, namespace_);
        parts[2] = STR(".");
    }
    parts[3] = print_value(ws, ws->arena, type, v);
}

struct str gap_identity(struct evaluator *evaluator, const struct rule_plan *plan)
{
    struct workspace *ws = evaluator->ws;
    uint32_t count = 1 + plan->generators.count * PARTS_OF_BOUND;
    struct arena_mark mark = arena_mark(&evaluator->scratch);
    struct str *parts = ARENA_ARRAY(&evaluator->scratch, struct str, count);
    struct str text;

    parts[0] = object_text(ws, plan->object);
    for (uint32_t i = 0; i < plan->generators.count; i++) {
        const struct generator *generator = &plan->generators.items[i];
        write_bound(ws, type_element(generator->domain->type), evaluator->slots[generator->slot],
                    &parts[1 + i * PARTS_OF_BOUND]);
    }
    text = arena_join(ws->arena, parts, count);
    arena_rewind(&evaluator->scratch, mark);
    return text;
}

/*
 * What a gap takes beside its texts: itself, and once somebody asks for gaps an object with a name,
 * columns and views of its texts (publish.c), at most about as much again.
 */
enum { GAP_BYTES = 3 * sizeof(struct gap) };

static void add_gap(struct evaluator *evaluator, struct rule_run *run)
{
    struct workspace *ws = run->ws;
    struct gap gap = { .rule = run->plan->object, .plan = run->index, .severity = run->severity };

    gap.objects = ARENA_ARRAY(ws->arena, uint32_t, run->plan->generators.count);
    gap.object_count = bound_objects(evaluator, run->plan, gap.objects);
    gap.identity = gap_identity(evaluator, run->plan);
    gap.message = gap_text(evaluator, run->plan->message);
    gap.hint = gap_text(evaluator, run->plan->hint);
    gap.suggestion = gap_text(evaluator, run->plan->suggest);
    gap.responsible = gap_responsible(evaluator, run->plan->responsible);
    if (gap.message.len == 0)
        gap.message = string_of(ws, parts_of(ws, ast_decl(ws->ast, run->plan->decl))->title);
    if (gap.message.len == 0)
        gap.message = arena_format(ws->arena, "this breaks the rule `%.*s`",
                                   STR_ARG(object_text(ws, run->plan->object)));
    VEC_PUSH(&run->results->gaps, gap);
    take_result(evaluator, GAP_BYTES);
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

/* ---- many objects at once ---- */

enum fate { FATE_LEFT_OUT, FATE_PASSES, FATE_FAILS };

static bool assess_block(struct block *block, void *self)
{
    struct rule_run *run = self;
    const struct rule_plan *plan = run->plan;
    uint8_t *fates = ARENA_ARRAY(&block->evaluator->vectors, uint8_t, block->count);
    struct selection at = block_all(block);
    const value *holds;

    for (uint32_t row = 0; row < block->count; row++)
        fates[row] = FATE_LEFT_OUT;
    run->fates = fates;
    if (!block_select(block, plan->generators.items[0].filter, &at))
        return false;
    for (uint32_t i = 0; i < plan->let_count; i++)
        if (!block_bind(block, plan->first_let + i, plan->lets[i], at))
            return false;
    holds = at.count == 0 ? (const value *)block->slots : block_evaluate(block, plan->require, at);
    for (uint32_t i = 0; i < at.count && holds; i++)
        fates[selected_row(at, i)] = holds[i] == 1 ? FATE_PASSES : FATE_FAILS;
    return holds != NULL;
}

/* A gap is made by the evaluator, which needs the object and what the rule's `let:` say of it. */
static bool accept_fate(struct block *block, uint32_t row, void *self)
{
    struct rule_run *run = self;

    (void)block;
    switch ((enum fate)run->fates[row]) {
    case FATE_LEFT_OUT:
        run->coverage.unreached++;
        return true;
    case FATE_PASSES:
        run->coverage.visited++;
        run->outcome->passed++;
        return true;
    case FATE_FAILS:
        break;
    }
    return false;
}

static bool assess_singly(struct evaluator *evaluator, uint32_t first, uint32_t end, void *self)
{
    struct rule_run *run = self;

    return run_outermost_over(evaluator, &run->plan->generators, (struct objects){ first, end },
                              assess, run, &run->coverage);
}

static bool is_worth_blocks(const struct evaluator *evaluator, const struct rule_plan *plan,
                            const struct kind *kind)
{
    if (kind->end_entity - kind->first_entity < evaluator->block_least ||
        !block_suits(evaluator, plan->generators.items[0].filter) ||
        !block_suits(evaluator, plan->require))
        return false;
    for (uint32_t i = 0; i < plan->let_count; i++)
        if (!block_suits(evaluator, plan->lets[i]))
            return false;
    return true;
}

static void assess_all(struct evaluator *evaluator, struct rule_run *run)
{
    const struct generators *generators = &run->plan->generators;
    const struct generator *only = generators->count == 1 ? &generators->items[0] : NULL;

    if (only && generator_runs_over_kind(only)) {
        const struct kind *kind = schema_kind(&run->ws->schema, only->domain->index);
        struct block_walk walk = { .slot = only->slot,
                                   .slot_count = run->plan->slot_count,
                                   .first = kind->first_entity,
                                   .end = kind->end_entity,
                                   .steps_each = 1,
                                   .self = run,
                                   .evaluate = assess_block,
                                   .accept = accept_fate,
                                   .do_singly = assess_singly };
        if (is_worth_blocks(evaluator, run->plan, kind)) {
            walk_in_blocks(evaluator, &walk);
            return;
        }
    }
    run_outermost(evaluator, generators, assess, run, &run->coverage);
}

/* ---- rules ---- */

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

/* Which variable makes it so many. */
static void say_why_costly(struct workspace *ws, struct diag *diag, const struct rule_plan *plan)
{
    struct walks walks;

    walks_of_rule(&walks, ws, plan);
    for (uint32_t i = 0; i < walks.lines.count; i++)
        if (walk_is_repeated(&walks.lines.items[i])) {
            diag_help(ws->sink, diag, "%.*s", STR_ARG(walk_advice(ws, &walks.lines.items[i])));
            break;
        }
    walks_release(&walks);
}

static void warn_about_cost(struct evaluator *evaluator, const struct rule_plan *plan,
                            uint64_t steps)
{
    struct workspace *ws = evaluator->ws;
    const struct decl *decl = ast_decl(ws->ast, plan->decl);
    struct diag *diag;

    if (steps <= PAIRS_WORTH_A_WARNING)
        return;
    diag = diag_add(ws->sink, MSG_W0403, decl->id_span,
                    "the rule `%.*s` looked at %llu combinations of objects",
                    STR_ARG(name_text(ws, decl->id)), (unsigned long long)steps);
    say_why_costly(ws, diag, plan);
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
    const struct adjustment *adjustment = &run->results->adjustments[run->index];
    uint64_t before = evaluator->steps;
    value *frame;

    observe_begin(run->ws->observer, ACTIVITY_RULE, run->index);
    run->severity = adjustment->severity != 0 ? adjustment->severity : severity_of(evaluator, plan);
    frame = evaluator_enter(evaluator, plan->slot_count);
    evaluator->is_damaged = false;
    evaluator->under_way = ast_decl(run->ws->ast, plan->decl)->id_span;
    assess_all(evaluator, run);
    run->outcome->not_assessed += run->coverage.skipped + evaluator->is_exhausted;
    run->outcome->not_applicable = run->coverage.unreached;
    evaluator_leave(evaluator, frame);
    run->outcome->steps = evaluator->steps - before;
    warn_about_cost(evaluator, plan, run->outcome->steps);
    if (!warn_if_fixed(evaluator, plan))
        warn_if_vacuous(run->ws, run);
    observe_end(run->ws->observer, ACTIVITY_RULE, run->index);
}

/* ---- order ---- */

struct gap_order {
    struct workspace *ws;
    const struct gap *gap;
};

/* Of one rule: by the objects' ids. */
static int compare_gaps(const void *left, const void *right)
{
    const struct gap_order *a = left;
    const struct gap_order *b = right;
    int order = 0;

    for (uint32_t i = 0; order == 0 && i < a->gap->object_count && i < b->gap->object_count; i++)
        order = compare_objects(a->ws, a->gap->objects[i], b->gap->objects[i]);
    if (order != 0)
        return order;
    return a->gap < b->gap ? -1 : a->gap > b->gap;
}

/* Objects come in the order of their numbers, which mostly is that of their ids. */
static void sort_run(struct gap_order *orders, uint32_t count)
{
    bool is_sorted = true;

    for (uint32_t i = 1; i < count && is_sorted; i++)
        is_sorted = compare_gaps(&orders[i - 1], &orders[i]) < 0;
    if (!is_sorted)
        qsort(orders, count, sizeof(*orders), compare_gaps);
}

struct gap_run { /* the gaps of one rule, which stand together */
    struct workspace *ws;
    uint32_t rule, first, end;
};

static int compare_runs(const void *left, const void *right)
{
    const struct gap_run *a = left;
    const struct gap_run *b = right;

    return compare_objects(a->ws, a->rule, b->rule);
}

static uint32_t cut_into_runs(struct workspace *ws, const struct gap_order *orders, uint32_t count,
                              struct gap_run *runs)
{
    uint32_t run_count = 0;

    for (uint32_t i = 0; i < count; i++) {
        if (i == 0 || orders[i].gap->rule != orders[i - 1].gap->rule)
            runs[run_count++] = (struct gap_run){ ws, orders[i].gap->rule, i, i };
        runs[run_count - 1].end = i + 1;
    }
    if (run_count > 1)
        qsort(runs, run_count, sizeof(*runs), compare_runs);
    return run_count;
}

/* Moves each gap to the place where it belongs, along the circles of the permutation. */
static void arrange(struct gap *gaps, uint32_t *places, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        struct gap first = gaps[i];
        uint32_t to = i;
        while (places[to] != i) {
            uint32_t from = places[to];
            gaps[to] = gaps[from];
            places[to] = to;
            to = from;
        }
        gaps[to] = first;
        places[to] = to;
    }
}

/* Those from `first` on. */
static void sort_gaps(struct workspace *ws, struct results *results, uint32_t first)
{
    struct gap *gaps = results->gaps.items + first;
    uint32_t count = results->gaps.count - first;
    struct arena work = { 0 };
    struct gap_order *orders = ARENA_ARRAY(&work, struct gap_order, count);
    struct gap_run *runs = ARENA_ARRAY(&work, struct gap_run, results->rule_count);
    uint32_t *places = ARENA_ARRAY(&work, uint32_t, count); /* where from */
    uint32_t run_count;
    uint32_t to = 0;

    for (uint32_t i = 0; i < count; i++)
        orders[i] = (struct gap_order){ ws, &gaps[i] };
    run_count = cut_into_runs(ws, orders, count, runs);
    for (uint32_t r = 0; r < run_count; r++) {
        sort_run(orders + runs[r].first, runs[r].end - runs[r].first);
        for (uint32_t i = runs[r].first; i < runs[r].end; i++)
            places[to++] = (uint32_t)(orders[i].gap - gaps);
    }
    arrange(gaps, places, count);
    arena_release(&work);
}

void results_init(struct results *results, struct evaluator *evaluator, const struct plans *plans)
{
    results->rule_count = plans->rules.count;
    results->outcomes = ARENA_ARRAY(evaluator->ws->arena, struct outcome, plans->rules.count);
    results->adjustments = read_adjustments(evaluator, plans);
}

void run_rules(struct evaluator *evaluator, const struct plans *plans, struct results *results,
               bool is_about_decisions)
{
    struct workspace *ws = evaluator->ws;
    uint32_t first = results->gaps.count;

    observe_begin(ws->observer, ACTIVITY_PHASE, PHASE_RULES);
    for (uint32_t i = 0; i < plans->rules.count; i++) {
        const struct rule_plan *plan = &plans->rules.items[i];
        struct outcome *outcome = &results->outcomes[i];
        struct rule_run run = { .ws = ws,
                                .plan = plan,
                                .results = results,
                                .outcome = outcome,
                                .index = i,
                                .severity = SEVERITY_ERROR };
        if (plan->is_about_decisions != is_about_decisions)
            continue;
        outcome->is_disabled = results->adjustments[i].is_disabled;
        if (plan->is_broken || ws->definitions.items.items[plan->definition].is_circular)
            outcome->not_assessed++;
        else if (!outcome->is_disabled)
            run_rule(evaluator, &run);
        results->not_assessed += outcome->not_assessed;
    }
    sort_gaps(ws, results, first);
    observe_end(ws->observer, ACTIVITY_PHASE, PHASE_RULES);
}

void results_release(struct results *results)
{
    VEC_RELEASE(&results->gaps);
    VEC_RELEASE(&results->coverings);
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
