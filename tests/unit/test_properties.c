/* test_properties.c -- what must hold for every model, tried on random ones. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/engine_state.h"
#include "tests/unit/random_model.h"

enum { MODELS = 150, ASKED = 12 };

/* ---- everything that somebody can be told ---- */

static void write_reasons(struct out *out, const struct derivation *line, uint32_t depth)
{
    for (; line; line = line->next) {
        out_format(out, "%*s%s %.*s\n", (int)depth * 2, "", derivation_kind_name(line->kind),
                   STR_ARG(line->text));
        write_reasons(out, line->first, depth + 1);
    }
}

static void write_gap_reasons(struct out *out, struct engine *engine)
{
    for (uint32_t i = 0; i < engine->results.gaps.count; i++) {
        const struct gap *gap = &engine->results.gaps.items[i];
        const struct derivation *why =
            engine_why(engine, gap->rule, gap_objects(gap), gap->object_count);
        assert_non_null(why);
        write_reasons(out, why, 0);
    }
}

/* Where values come from, and why rules say nothing. */
static void write_other_reasons(struct out *out, struct engine *engine, uint32_t object)
{
    static const char *const FIELDS[] = { "worst", "total", "rated", "before", "staff" };
    const struct kind *rules = schema_kind(&engine->ws.schema, engine->ws.schema.rule_kind);

    for (size_t i = 0; i < sizeof(FIELDS) / sizeof(FIELDS[0]); i++)
        write_reasons(out, engine_why_value(engine, object, str_from(FIELDS[i])), 0);
    for (uint32_t rule = rules->first_entity; rule < rules->end_entity; rule++)
        write_reasons(out, engine_why_not(engine, rule, &object, 1), 0);
}

static void write_trial(struct out *out, struct engine *engine, uint32_t index)
{
    uint32_t failed;
    struct diag_sink *sink = engine_run_test(engine, index, &failed);

    out_format(out, "%u failed\n", failed);
    for (uint32_t i = 0; i < sink->diags.count; i++) {
        out_format(out, "%.*s\n", STR_ARG(sink->diags.items[i]->text));
        for (const struct note *note = sink->diags.items[i]->notes; note; note = note->next)
            out_format(out, "- %.*s\n", STR_ARG(note->text));
    }
    diag_sink_release(sink);
}

/* Tests run in the order of the texts; here in another. */
static void write_trials(struct out *out, struct engine *engine)
{
    static const char *const TITLES[] = { "a small world", "the world of the project" };

    assert_int_equal(engine_test_count(engine), 2);
    for (size_t title = 0; title < 2; title++)
        for (uint32_t i = 0; i < 2; i++)
            if (str_equal(engine_test(engine, i).title, str_from(TITLES[title])))
                write_trial(out, engine, i);
}

static struct str everything(struct engine_case *c)
{
    struct out out;
    struct str text;

    out_open_memory(&out);
    out_str(&out, engine_case_results(c));
    write_gap_reasons(&out, c->engine);
    for (uint32_t object = 1; object <= ASKED && object <= c->engine->ws.model.count; object++)
        write_other_reasons(&out, c->engine, object);
    write_trials(&out, c->engine);
    text = arena_copy(&c->arena, out_memory(&out));
    out_release(&out);
    return text;
}

/* ---- the same of both ---- */

static void assert_same(struct engine_case *first, struct engine_case *second)
{
    struct str a = everything(first);
    struct str b = everything(second);
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
