/* test_blocks.c -- evaluating in blocks, and by threads, gives what evaluating one by one gives. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/engine_state.h"
#include "tests/unit/random_formula.h"
#include "tests/unit/random_model.h"

enum { PROJECTS = 150, MODELS = 20, ITEMS_MOST = 50, SMALL = 1, NEVER = UINT32_MAX };
enum { THREADS = 3, OBJECTS_A_SLICE = 3 };
enum manner { IN_BLOCKS, IN_SLICES, SINGLY, MANNERS };

/* What a project gives, evaluated in one of these manners. */
struct attempt {
    struct engine_case c;
    struct str all;
};

/* How much the projects had to say, so that agreement means something. */
struct tally {
    uint32_t passed, failed, not_assessed, not_applicable, errors, exhausted, in_blocks;
    uint32_t slices_taken, slices_dropped;
};

static void add_outcomes(struct tally *tally, const struct engine *engine)
{
    for (uint32_t i = 0; i < engine->results.rule_count; i++) {
        const struct outcome *outcome = &engine->results.outcomes[i];
        tally->passed += outcome->passed > 0;
        tally->failed += outcome->failed > 0;
        tally->not_assessed += outcome->not_assessed > 0;
        tally->not_applicable += outcome->not_applicable > 0;
    }
    tally->errors += engine->sink.counts[SEVERITY_ERROR] > 0;
    tally->exhausted += engine->evaluator.is_exhausted;
    tally->in_blocks += engine->evaluator.vectors.blocks != NULL;
}

static void open_attempts(struct attempt *attempts, uint64_t steps)
{
    for (int manner = IN_BLOCKS; manner < MANNERS; manner++) {
        struct engine_case *c = &attempts[manner].c;
        attempts[manner] = (struct attempt){ 0 };
        engine_case_init(c);
        c->block_least = manner == SINGLY ? NEVER : SMALL;
        c->threads = manner == IN_SLICES ? THREADS : 1;
        c->objects_a_piece = manner == IN_SLICES ? OBJECTS_A_SLICE : 0;
        c->steps = steps;
    }
}

static void close_attempts(struct attempt *attempts)
{
    for (int manner = IN_BLOCKS; manner < MANNERS; manner++)
        engine_case_close(&attempts[manner].c);
}

static void compare_attempts(struct attempt *attempts, struct tally *tally)
{
    const struct evaluator *slices = &attempts[IN_SLICES].c.engine->evaluator;

    for (int manner = IN_BLOCKS; manner < MANNERS; manner++)
        attempts[manner].all = engine_case_all(&attempts[manner].c, true);
    assert_text(attempts[IN_BLOCKS].all, attempts[SINGLY].all.ptr);
    assert_text(attempts[IN_SLICES].all, attempts[SINGLY].all.ptr);
    assert_null(attempts[SINGLY].c.engine->evaluator.vectors.blocks);
    add_outcomes(tally, attempts[IN_BLOCKS].c.engine);
    tally->slices_taken += slices->slices_taken;
    tally->slices_dropped += slices->slices_dropped;
}

static void compare_steps(const struct attempt *attempts)
{
    uint64_t steps = attempts[SINGLY].c.engine->evaluator.steps;

    assert_int_equal(attempts[IN_BLOCKS].c.engine->evaluator.steps, steps);
    assert_int_equal(attempts[IN_SLICES].c.engine->evaluator.steps, steps);
}

/* ---- formulas at random ---- */

static void run_formulas(struct attempt *attempt, struct str text)
{
    engine_case_add(&attempt->c, STR("project.isms"), STR("project p \"P\"\n  language: 1.0\n"));
    engine_case_add(&attempt->c, STR("main.isms"), text);
    engine_case_run(&attempt->c);
}

/* Odd ones ask what is reached, the others have to take the same number of steps. */
static void try_formulas(uint64_t seed, uint32_t damage, uint64_t steps, struct tally *tally)
{
    struct random random = { seed };
    struct attempt attempts[MANNERS];
    bool asks_ways = seed % 2 == 1 && steps == 0;
    struct out out;

    out_open_memory(&out);
    write_formulas(&out, &random, asks_ways);
    write_objects(&out, &random, 1 + random_below(&random, ITEMS_MOST), damage);
    open_attempts(attempts, steps);
    for (int manner = IN_BLOCKS; manner < MANNERS; manner++)
        run_formulas(&attempts[manner], out_memory(&out));
    compare_attempts(attempts, tally);
    if (!asks_ways)
        compare_steps(attempts);
    close_attempts(attempts);
    out_release(&out);
}

static void formulas_mean_the_same(void **state)
{
    struct tally tally = { 0 };

    (void)state;
    for (uint64_t seed = 1; seed <= PROJECTS; seed++)
        try_formulas(seed, 0, 0, &tally);
    assert_true(tally.in_blocks == PROJECTS);
    assert_true(tally.slices_taken > 20 * PROJECTS && tally.slices_dropped > PROJECTS / 2);
    assert_true(tally.passed > PROJECTS && tally.failed > PROJECTS);
    assert_true(tally.not_applicable > PROJECTS / 2);
    assert_true(tally.errors > PROJECTS / 20 && tally.errors < PROJECTS);
}

static void damage_is_seen(void **state)
{
    struct tally tally = { 0 };

    (void)state;
    for (uint64_t seed = 1; seed <= PROJECTS; seed++)
        try_formulas(seed, 1 + (uint32_t)seed % 5, 0, &tally);
    assert_true(tally.in_blocks == PROJECTS);
    assert_true(tally.passed > PROJECTS / 2 && tally.not_assessed > PROJECTS / 2);
    assert_true(tally.slices_taken > PROJECTS && tally.slices_dropped > PROJECTS);
}

/* Steps are counted as in the other way, so that they run out at the same place. */
static void steps_run_out_at_the_same_place(void **state)
{
    struct tally tally = { 0 };

    (void)state;
    for (uint64_t seed = 1; seed <= PROJECTS; seed++)
        try_formulas(seed, 0, 500 + 100 * seed, &tally);
    assert_true(tally.exhausted > PROJECTS / 10 && tally.exhausted < PROJECTS);
    assert_true(tally.slices_taken > PROJECTS && tally.slices_dropped > PROJECTS);
}

/* ---- a bit of everything ---- */

static void run_random_model(struct attempt *attempt, uint64_t seed)
{
    struct random random = { seed };
    struct paragraphs paragraphs = { 0 };

    make_model(&paragraphs, &random);
    run_model(&attempt->c, &paragraphs, 1);
    paragraphs_release(&paragraphs);
}

static void models_give_the_same(void **state)
{
    struct tally tally = { 0 };

    (void)state;
    for (uint64_t seed = 1; seed <= MODELS; seed++) {
        struct attempt attempts[MANNERS];
        open_attempts(attempts, 0);
        for (int manner = IN_BLOCKS; manner < MANNERS; manner++)
            run_random_model(&attempts[manner], seed);
        compare_attempts(attempts, &tally);
        close_attempts(attempts);
    }
    assert_true(tally.in_blocks == MODELS && tally.failed > MODELS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formulas_mean_the_same),
        cmocka_unit_test(damage_is_seen),
        cmocka_unit_test(steps_run_out_at_the_same_place),
        cmocka_unit_test(models_give_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
