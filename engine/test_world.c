/* test_world.c -- the world of a test, and whether it is as expected. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/date.h"
#include "engine/exercise.h"
#include "engine/objects.h"
#include "engine/passes.h"
#include "engine/print.h"
#include "engine/publish.h"
#include "engine/test.h"

/* ---- a world ---- */

/* Only the rules that somebody asks about are run. */
static void choose_rules(struct world *world)
{
    const struct definitions *definitions = &world->ws.definitions;

    for (uint32_t i = 0; i < world->plans.rules.count; i++) {
        const struct rule_plan *plan = &world->plans.rules.items[i];
        if (definitions->items.items[plan->definition].is_needed)
            VEC_PUSH(&world->asked.rules, *plan);
    }
}

static void evaluate_world(struct world *world)
{
    definitions_need(&world->ws.definitions, world->expectations.definition);
    choose_rules(world);
    publish_rules(&world->ws, &world->plans);
    evaluate_rules(&world->evaluator, &world->asked, &world->results, NULL);
    prepare_definition(&world->evaluator, world->expectations.definition);
}

void world_open(struct world *world, const struct origin *origin)
{
    *world = (struct world){ .lang = *origin->lang };
    world->sink.arena = &world->arena;
    world->lang.arena = &world->arena;
    world->lang.sink = &world->sink;
    workspace_init(&world->ws, &world->lang, &world->arena, origin->step->date);
    world->ws.first_given = origin->mark.decls;
    world->ws.leaves_out_project = !origin->test->has_project;
    scopes_init(&world->ws);
    read_schema(&world->ws);
    build_model(&world->ws);
    plan_definitions(&world->ws, &world->plans);
    plan_expectations(&world->ws, origin->test, origin->step, &world->expectations);
    order_definitions(&world->ws);
    evaluator_init(&world->evaluator, &world->ws);
    fuel_fill(&world->evaluator, origin->fuel);
    world->evaluator.exercise = origin->exercise;
    evaluate_world(world);
    exercise_note_world(origin->exercise, world);
}

void world_close(struct world *world)
{
    VEC_RELEASE(&world->expectations.items);
    results_release(&world->results);
    plans_release(&world->asked);
    plans_release(&world->plans);
    evaluator_release(&world->evaluator);
    workspace_release(&world->ws);
    diag_sink_release(&world->sink);
    arena_release(&world->arena);
}

/* ---- what came out ---- */

struct judging {
    struct world *world;
    const struct test *test;
    struct test_outcome *outcome;
    bool is_wrong; /* something in the text of the test */
};

static struct str date_text(struct judging *judging)
{
    char date[DATE_TEXT_BYTES];

    date_write(judging->world->ws.today, date);
    return arena_copy(judging->outcome->sink->arena, str_from(date));
}

/* Is this the name of something that the project declares, but that is not in the world? */
static bool is_left_out(const struct world *world, const struct diag *diag)
{
    const struct workspace *ws = &world->ws;
    struct str text = source_map_text(ws->lang->sources, diag->span);
    sym_id name = intern_find(ws->lang->names, text);

    if (diag->message != MSG_E0201 || !ws->leaves_out_project || name.v == 0)
        return false;
    for (uint32_t i = 1; i < ws->first_given; i++)
        if (sym_equal(ast_decl(ws->ast, (decl_id){ i })->id, name))
            return true;
    return false;
}

/* A message about the world, told again in the sink that lives on. */
static void tell_again(struct judging *judging, const struct diag *diag)
{
    struct diag_sink *sink = judging->outcome->sink;
    struct diag *own = diag_add(sink, diag->message, diag->span, "%.*s", STR_ARG(diag->text));

    for (const struct label *label = diag->labels; label; label = label->next)
        diag_label(sink, own, label->span, "%.*s", STR_ARG(label->text));
    for (const struct fix *fix = diag->fixes; fix; fix = fix->next)
        diag_fix(sink, own, fix->safety, fix->span, fix->replacement, "%.*s", STR_ARG(fix->title));
    for (const struct note *note = diag->notes; note; note = note->next)
        if (note->kind == NOTE_HELP)
            diag_help(sink, own, "%.*s", STR_ARG(note->text));
        else
            diag_note(sink, own, "%.*s", STR_ARG(note->text));
    if (is_left_out(judging->world, diag))
        diag_help(sink, own,
                  "it is not in the world of this test: give one, or take the project's "
                  "objects: `with: project`");
}

static bool is_inside(struct span inner, struct span outer)
{
    return inner.lo >= outer.lo && inner.hi <= outer.hi;
}

/* What is wrong in the test itself; the rest of the world's texts were told with the project's. */
static void tell_faults(struct judging *judging)
{
    const struct world *world = judging->world;
    struct span span = ast_decl(world->ws.ast, judging->test->decl)->span;

    for (uint32_t i = 0; i < world->sink.diags.count; i++) {
        const struct diag *diag = world->sink.diags.items[i];
        if (!is_inside(diag->span, span))
            continue;
        tell_again(judging, diag);
        judging->is_wrong = judging->is_wrong || diag->severity == SEVERITY_ERROR;
    }
}

/* What the world lacks, for an expectation that cannot be judged. */
static void label_cause(struct judging *judging, struct diag *diag)
{
    const struct world *world = judging->world;

    for (uint32_t i = 0; i < world->sink.diags.count; i++) {
        const struct diag *cause = world->sink.diags.items[i];
        if (cause->severity != SEVERITY_ERROR)
            continue;
        diag_label(judging->outcome->sink, diag, cause->span, "%.*s", STR_ARG(cause->text));
        if (!judging->test->has_project && cause->message == MSG_E0201)
            diag_help(judging->outcome->sink, diag,
                      "give what is missing, or take the project's objects: `with: project`");
        return;
    }
}

static void tell_unjudged(struct judging *judging, struct span span)
{
    struct diag *diag = diag_add(judging->outcome->sink, MSG_E0702, span,
                                 "as of %.*s this cannot be judged", STR_ARG(date_text(judging)));

    label_cause(judging, diag);
    judging->outcome->failed++;
}

static void tell_failure(struct judging *judging, const struct node *condition, struct span span)
{
    struct diag *diag = diag_add(judging->outcome->sink, MSG_E0701, span,
                                 "as of %.*s this does not hold", STR_ARG(date_text(judging)));

    note_values(&judging->world->evaluator, condition, judging->outcome->sink, diag);
    judging->outcome->failed++;
}

static void judge(struct judging *judging, const struct expectation *expectation)
{
    struct evaluator *evaluator = &judging->world->evaluator;
    struct span span = expr_of(&judging->world->ws, expectation->expr)->span;
    bool holds;

    evaluator->is_damaged = false;
    holds = evaluate_condition(evaluator, expectation->condition);
    if (evaluator->is_damaged || judging->world->results.not_assessed > 0)
        tell_unjudged(judging, span);
    else if (holds)
        judging->outcome->held++;
    else
        tell_failure(judging, expectation->condition, span);
}

static void judge_all(struct judging *judging)
{
    struct world *world = judging->world;
    value *frame;

    tell_faults(judging);
    if (judging->is_wrong) {
        judging->outcome->failed++;
        return;
    }
    frame = evaluator_enter(&world->evaluator, world->expectations.slot_count);
    for (uint32_t i = 0; i < world->expectations.items.count; i++)
        judge(judging, &world->expectations.items.items[i]);
    evaluator_leave(&world->evaluator, frame);
}

static void run_step(const struct lang *lang, const struct test *test, const struct test_step *step,
                     struct test_outcome *outcome)
{
    struct lang own = *lang;
    struct tree_mark mark;
    struct world world;
    struct judging judging = { &world, test, outcome, false };

    own.sink = outcome->sink;
    if (!declare_given(&own, test, &mark)) {
        outcome->failed++;
    } else {
        struct origin origin = { lang, test, step, mark, outcome->exercise, outcome->fuel };
        world_open(&world, &origin);
        judge_all(&judging);
        world_close(&world);
    }
    forget_given(&own, mark);
}

void run_test(const struct lang *lang, const struct test *test, int32_t as_of,
              struct test_outcome *outcome)
{
    for (uint32_t i = 0; i < test->steps.count; i++) {
        struct test_step step = test->steps.items[i];
        if (!step.has_date)
            step.date = as_of;
        run_step(lang, test, &step, outcome);
    }
}
