/* test_properties.c -- what must hold for every model, tried on random ones. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/engine_state.h"
#include "tests/unit/random_model.h"

enum { MODELS = 150 };

static void assert_same(struct engine_case *first, struct engine_case *second)
{
    struct str a = engine_case_results(first);
    struct str b = engine_case_results(second);

    size_t same = 0;

    while (same < a.len && same < b.len && a.ptr[same] == b.ptr[same])
        same++;
    if (!str_equal(a, b)) /* from the line before the difference on */
        fail_msg("results differ:\n...%.*s\n--- and ---\n...%.*s",
                 STR_ARG(str_slice(a, same > 80 ? same - 80 : 0, same + 200)),
                 STR_ARG(str_slice(b, same > 80 ? same - 80 : 0, same + 200)));
}

static void results_do_not_depend_on_the_order_of_declarations(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < MODELS; i++) {
        struct random random = { i };
        struct paragraphs paragraphs;
        struct engine_case first, second;
        make_model(&paragraphs, &random);
        engine_case_init(&first);
        engine_case_init(&second);
        run_model(&first, &paragraphs, 1);
        assert_int_equal(engine_sink(first.engine)->counts[SEVERITY_ERROR], 0);
        paragraphs_shuffle(&paragraphs, &random);
        run_model(&second, &paragraphs, 1 + random_below(&random, 5));
        assert_same(&first, &second);
        engine_case_close(&first);
        engine_case_close(&second);
        paragraphs_release(&paragraphs);
    }
}

static void results_do_not_depend_on_hash_seeds(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < MODELS; i++) {
        struct random random = { i + 1000 };
        struct paragraphs paragraphs;
        struct engine_case first, second;
        make_model(&paragraphs, &random);
        engine_case_init(&first);
        engine_case_init(&second);
        second.seed_low = 0x0123456789ABCDEF ^ i;
        second.seed_high = ~(uint64_t)i;
        run_model(&first, &paragraphs, 2);
        run_model(&second, &paragraphs, 2);
        assert_same(&first, &second);
        engine_case_close(&first);
        engine_case_close(&second);
        paragraphs_release(&paragraphs);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_do_not_depend_on_the_order_of_declarations),
        cmocka_unit_test(results_do_not_depend_on_hash_seeds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
