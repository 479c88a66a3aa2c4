/* rules.c -- evaluating rules. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/rules.h"

#include <stdlib.h>
#include <string.h>

#include "engine/ahead.h"
#include "engine/fixed.h"
#include "engine/gap_order.h"
#include "engine/objects.h"
#include "engine/slices.h"
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
    struct selection assessed, failing;   /* rows of the block under way */
    uint32_t next_assessed, next_failing; /* places in them */
    struct str
        without_message; /* what a gap says that has no message of its own; made when needed */
    bool is_unsure;      /* something was damaged or failed */
};

void evaluate_lets(struct evaluator *evaluator, const struct rule_plan *plan)
{
    for (uint32_t i = 0; i < plan->let_count; i++)
        evaluator->slots[plan->first_let + i] = evaluate(evaluator, plan->lets[i]);
}

/* Empty also when there was no fuel for it. */
static struct str gap_text(struct evaluator *evaluator, const struct node *text)
{
    value v;

    if (!text)
        return (struct str){ 0 };
    if (text->op == NODE_TEMPLATE)
        return fill_template(evaluator, text, evaluator->kept);
    v = evaluate(evaluator, text);
    return v == VALUE_NONE ? STR("") : arena_copy(evaluator->kept, value_text(v));
}

static uint32_t gap_responsible(struct evaluator *evaluator, const struct node *responsible)
{
    value object = responsible ? evaluate(evaluator, responsible) : VALUE_NONE;

    return object == VALUE_NONE ? 0 : (uint32_t)object;
}

/* The title of the rule. */
static struct str without_message(struct rule_run *run)
{
    struct workspace *ws = run->ws;

    if (run->without_message.len == 0)
        run->without_message =
            string_of(ws, parts_of(ws, ast_decl(ws->ast, run->plan->decl))->title);
    if (run->without_message.len == 0)
        run->without_message = arena_format(ws->arena, "this breaks the rule `%.*s`",
                                            STR_ARG(object_text(ws, run->plan->object)));
    return run->without_message;
}

/*
 * What a gap takes beside its texts: itself, and once somebody asks for gaps an object with a name,
 * columns and views of its texts (publish.c).
 */
enum { GAP_BYTES = 5 * sizeof(struct gap) };

static void bind_objects(const struct evaluator *evaluator, const struct rule_plan *plan,
                         struct gap *gap)
{
    uint32_t most = plan->generators.count;
    uint32_t *objects =
        most > GAP_OBJECTS_NEAR ? ARENA_ARRAY(evaluator->kept, uint32_t, most) : gap->near;

    gap->object_count = bound_objects(evaluator, plan, objects);
    if (gap->object_count > GAP_OBJECTS_NEAR)
        gap->far = objects;
    else if (objects != gap->near)
        memcpy(gap->near, objects, sizeof gap->near);
}

/* No record where there is nothing to keep. */
static void set_words(struct evaluator *evaluator, const struct rule_run *run, struct gap *gap)
{
    const struct rule_plan *plan = run->plan;
    struct gap_words words = { .hint = gap_text(evaluator, plan->hint),
                               .suggestion = gap_text(evaluator, plan->suggest) };
    struct gap_words *kept;

    if (run->results->keeps_identities)
        words.identity = gap_identity(evaluator, plan);
    if (words.identity.len + words.hint.len + words.suggestion.len == 0)
        return;
    kept = ARENA_NEW(evaluator->kept, struct gap_words);
    *kept = words;
    gap->words = kept;
}

static void add_gap(struct evaluator *evaluator, struct rule_run *run)
{
    const struct rule_plan *plan = run->plan;
    struct gap gap = { .rule = plan->object, .plan = run->index, .severity = run->severity };

    bind_objects(evaluator, plan, &gap);
    gap.message = gap_text(evaluator, plan->message);
    if (gap.message.len == 0)
        gap.message = without_message(run);
    set_words(evaluator, run, &gap);
    gap.responsible = gap_responsible(evaluator, plan->responsible);
    VEC_PUSH(&run->results->gaps, gap);
    (void)take_result(evaluator, GAP_BYTES); /* assess looks whether it was too much */
    run->results->counts[gap.severity]++;
}

/* What is damaged in the message of a gap changes no outcome. */
static bool conclude(struct evaluator *evaluator, struct rule_run *run, struct arena_mark mark)
{
    run->is_unsure = run->is_unsure || evaluator->is_damaged;
    evaluator->is_damaged = false;
    arena_rewind(&evaluator->scratch, mark);
    return !evaluator->is_exhausted && !(evaluator->is_beside && run->is_unsure);
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
        add_gap(evaluator, run);
    }
    return conclude(evaluator, run, mark);
}

/* ---- many objects at once ---- */

/* Messages name objects, which lie far from each other: all are asked for before any is read. */
static void fetch_names(const struct block *block, struct selection at)
{
    const struct workspace *ws = block->evaluator->ws;

    if (!ahead_pays(ws))
        return;
    for (uint32_t i = 0; i < at.count; i++)
        ahead_object(ws, block_object(block, selected_row(at, i)));
    for (uint32_t i = 0; i < at.count; i++)
        ahead_name(ws, block_object(block, selected_row(at, i)));
}

static bool assess_block(struct block *block, void *self)
{
    struct rule_run *run = self;
    const struct rule_plan *plan = run->plan;

    run->assessed = block_all(block);
    run->next_assessed = run->next_failing = 0;
    if (!block_select(block, plan->generators.items[0].filter, &run->assessed))
        return false;
    for (uint32_t i = 0; i < plan->let_count; i++)
        if (!block_bind(block, plan->first_let + i, plan->lets[i], run->assessed))
            return false;
    run->failing = run->assessed;
    if (!block_find(block, plan->require, false, &run->failing))
        return false;
    fetch_names(block, run->failing);
    return true;
}

/* Goes on to the first selected place whose row is not before that one; says by how many. */
static uint32_t go_on_to(uint32_t row, struct selection at, uint32_t *place)
{
    uint32_t from = *place;

    if (!at.rows)
        *place = row;
    while (at.rows && *place < at.count && at.rows[*place] < row)
        ++*place;
    return *place - from;
}

/* Up to the first one that fails. What lies before `from` was dealt with elsewhere. */
static uint32_t accept_passing(struct block *block, uint32_t from, uint32_t end, void *self)
{
    struct rule_run *run = self;
    uint32_t row = end;
    uint32_t passed;

    (void)block;
    (void)go_on_to(from, run->assessed, &run->next_assessed);
    (void)go_on_to(from, run->failing, &run->next_failing);
    if (run->next_failing < run->failing.count &&
        selected_row(run->failing, run->next_failing) < end)
        row = selected_row(run->failing, run->next_failing);
    passed = go_on_to(row, run->assessed, &run->next_assessed);
    run->coverage.unreached += row - from - passed;
    run->coverage.visited += passed;
    run->outcome->passed += passed;
    return row;
}

/* What the variables and the rule's `let:` stand for is known. */
static bool fail_row(struct block *block, uint32_t row, void *self)
{
    struct rule_run *run = self;
    struct evaluator *evaluator = block->evaluator;
    struct arena_mark mark = arena_mark(&evaluator->scratch);

    for (uint32_t slot = 0; slot < block->slot_count; slot++)
        if (block_binds(block, slot))
            evaluator->slots[slot] = block_variable(block, slot, row);
    run->coverage.visited++;
    run->outcome->failed++;
    add_gap(evaluator, run);
    return conclude(evaluator, run, mark);
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

static struct block_walk walk_of_kind(const struct rule_plan *plan, const struct kind *kind)
{
    return (struct block_walk){ .slot = plan->generators.items[0].slot,
                                .slot_count = plan->slot_count,
                                .first = kind->first_entity,
                                .end = kind->end_entity,
                                .steps_each = 1,
                                .evaluate = assess_block,
                                .accept = accept_passing,
                                .finish = fail_row,
                                .do_singly = assess_singly };
}

/* ---- by several threads ---- */

/* What one slice finds out. */
struct part {
    struct rule_run run;
    struct results results;
    struct outcome outcome;
};

static void assess_slice(void *self, struct slice *slice)
{
    const struct rule_run *whole = self;
    const struct kind *kind =
        schema_kind(&whole->ws->schema, whole->plan->generators.items[0].domain->index);
    struct block_walk walk = walk_of_kind(whole->plan, kind);
    struct part *part = ARENA_NEW(&slice->kept, struct part);

    part->run = *whole;
    part->results.keeps_identities = whole->results->keeps_identities;
    part->run.results = &part->results;
    part->run.outcome = &part->outcome;
    part->run.coverage = (struct coverage){ 0 };
    walk.first = slice->first;
    walk.end = slice->end;
    walk.self = &part->run;
    evaluator_enter(&slice->evaluator, whole->plan->slot_count);
    walk_in_blocks(&slice->evaluator, &walk);
    slice->is_unsure = part->run.is_unsure || part->run.coverage.skipped > 0;
    slice->self = part;
}

static void take_part(void *self, struct slice *slice)
{
    struct rule_run *whole = self;
    struct part *part = slice->self;

    whole->outcome->passed += part->outcome.passed;
    whole->outcome->failed += part->outcome.failed;
    whole->coverage.visited += part->run.coverage.visited;
    whole->coverage.unreached += part->run.coverage.unreached;
    for (uint32_t i = 0; i < part->results.gaps.count; i++)
        VEC_PUSH(&whole->results->gaps, part->results.gaps.items[i]);
    whole->results->counts[whole->severity] += part->results.gaps.count;
    results_release(&part->results);
}

static void drop_part(void *self, struct slice *slice)
{
    struct part *part = slice->self;

    (void)self;
    results_release(&part->results);
}

static bool is_worth_slices(struct evaluator *evaluator, const struct rule_plan *plan,
                            const struct kind *kind)
{
    if (!slices_are_worth_it(evaluator, kind->end_entity - kind->first_entity) ||
        !slices_suit(evaluator, plan->generators.items[0].filter) ||
        !slices_suit(evaluator, plan->require) || !slices_suit(evaluator, plan->message) ||
        !slices_suit(evaluator, plan->hint) || !slices_suit(evaluator, plan->suggest) ||
        !slices_suit(evaluator, plan->responsible))
        return false;
    for (uint32_t i = 0; i < plan->let_count; i++)
        if (!slices_suit(evaluator, plan->lets[i]))
            return false;
    return true;
}

static void assess_in_blocks(struct evaluator *evaluator, struct rule_run *run,
                             const struct kind *kind)
{
    struct slicing slicing = { .walk = walk_of_kind(run->plan, kind),
                               .self = run,
                               .run = assess_slice,
                               .take = take_part,
                               .drop = drop_part };

    slicing.walk.self = run;
    if (!is_worth_slices(evaluator, run->plan, kind)) {
        walk_in_blocks(evaluator, &slicing.walk);
        return;
    }
    (void)without_message(run);
    walk_in_slices(evaluator, &slicing);
}

static void assess_all(struct evaluator *evaluator, struct rule_run *run)
{
    const struct generators *generators = &run->plan->generators;
    const struct generator *only = generators->count == 1 ? &generators->items[0] : NULL;

    if (only && generator_runs_over_kind(only)) {
        const struct kind *kind = schema_kind(&run->ws->schema, only->domain->index);
        if (is_worth_blocks(evaluator, run->plan, kind)) {
            assess_in_blocks(evaluator, run, kind);
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
    diag = diag_add(ws->sink, MSG_W0403, ast_id_span(ws->ast, decl),
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
    diag_add(ws->sink, MSG_W0405, ast_id_span(ws->ast, decl),
             "the rule `%.*s` found nothing to look at", STR_ARG(name_text(ws, decl->id)));
}

static void run_rule(struct evaluator *evaluator, struct rule_run *run)
{
    const struct rule_plan *plan = run->plan;
    const struct adjustment *adjustment = &run->results->adjustments[run->index];
    uint64_t before = evaluator->steps;
    uint32_t first_gap = run->results->gaps.count;
    value *frame;

    observe_begin(run->ws->observer, ACTIVITY_RULE, run->index);
    run->severity = adjustment->severity != 0 ? adjustment->severity : severity_of(evaluator, plan);
    frame = evaluator_enter(evaluator, plan->slot_count);
    evaluator->is_damaged = false;
    evaluator->under_way = ast_id_span(run->ws->ast, ast_decl(run->ws->ast, plan->decl));
    assess_all(evaluator, run);
    sort_gaps_of_rule(run->ws, run->results, first_gap);
    run->outcome->not_assessed += run->coverage.skipped + evaluator->is_exhausted;
    run->outcome->not_applicable = run->coverage.unreached;
    evaluator_leave(evaluator, frame);
    run->outcome->steps = evaluator->steps - before;
    warn_about_cost(evaluator, plan, run->outcome->steps);
    if (!warn_if_fixed(evaluator, plan))
        warn_if_vacuous(run->ws, run);
    observe_end(run->ws->observer, ACTIVITY_RULE, run->index);
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
    sort_gaps_by_rule(ws, results, first);
    observe_end(ws->observer, ACTIVITY_PHASE, PHASE_RULES);
}

void results_release(struct results *results)
{
    VEC_RELEASE(&results->gaps);
    VEC_RELEASE(&results->coverings);
}
