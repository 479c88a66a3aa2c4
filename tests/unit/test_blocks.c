/* test_blocks.c -- evaluating in blocks gives what evaluating one by one gives. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/engine_state.h"
#include "tests/unit/random_formula.h"
#include "tests/unit/random_model.h"

enum { PROJECTS = 150, MODELS = 20, ITEMS_MOST = 50, SMALL = 1, NEVER = UINT32_MAX };

/* What a project gives, evaluated in one of the two ways. */
struct attempt {
    struct engine_case c;
    struct str all;
};

/* How much the projects had to say, so that agreement means something. */
struct tally {
    uint32_t passed, failed, not_assessed, not_applicable, errors, exhausted, in_blocks;
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

static void open_attempt(struct attempt *attempt, uint32_t block_least, uint64_t steps)
{
    *attempt = (struct attempt){ 0 };
    engine_case_init(&attempt->c);
    attempt->c.block_least = block_least;
    attempt->c.steps = steps;
}

static void close_attempt(struct attempt *attempt)
{
    engine_case_close(&attempt->c);
}

static void compare_attempts(struct attempt *blocks, struct attempt *singly, struct tally *tally)
{
    blocks->all = engine_case_all(&blocks->c, true);
    singly->all = engine_case_all(&singly->c, true);
    assert_text(blocks->all, singly->all.ptr);
    assert_null(singly->c.engine->evaluator.vectors.blocks);
    add_outcomes(tally, blocks->c.engine);
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
    struct attempt blocks, singly;
    bool asks_ways = seed % 2 == 1 && steps == 0;
    struct out out;

    out_open_memory(&out);
    write_formulas(&out, &random, asks_ways);
    write_objects(&out, &random, 1 + random_below(&random, ITEMS_MOST), damage);
    open_attempt(&blocks, SMALL, steps);
    open_attempt(&singly, NEVER, steps);
    run_formulas(&blocks, out_memory(&out));
    run_formulas(&singly, out_memory(&out));
    compare_attempts(&blocks, &singly, tally);
    if (!asks_ways)
        assert_int_equal(blocks.c.engine->evaluator.steps, singly.c.engine->evaluator.steps);
    close_attempt(&blocks);
    close_attempt(&singly);
    out_release(&out);
}

static void formulas_mean_the_same(void **state)
{
    struct tally tally = { 0 };

    (void)state;
    for (uint64_t seed = 1; seed <= PROJECTS; seed++)
        try_formulas(seed, 0, 0, &tally);
    assert_true(tally.in_blocks == PROJECTS);
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
}

/* Steps are counted as in the other way, so that they run out at the same place. */
static void steps_run_out_at_the_same_place(void **state)
{
    struct tally tally = { 0 };

    (void)state;
    for (uint64_t seed = 1; seed <= PROJECTS; seed++)
        try_formulas(seed, 0, 500 + 100 * seed, &tally);
    assert_true(tally.exhausted > PROJECTS / 10 && tally.exhausted < PROJECTS);
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
        struct attempt blocks, singly;
        open_attempt(&blocks, SMALL, 0);
        open_attempt(&singly, NEVER, 0);
        run_random_model(&blocks, seed);
        run_random_model(&singly, seed);
        compare_attempts(&blocks, &singly, &tally);
        close_attempt(&blocks);
        close_attempt(&singly);
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
