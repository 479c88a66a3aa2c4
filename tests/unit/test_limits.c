/* test_limits.c -- large, deep and circular input: an answer or one clear message, never a crash.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/engine_case.h"

#include "engine/relation_search.h"

#include <stdio.h>

/* `make check` runs this under the usual stack; .ci/run also under `ulimit -s 256`. */

/* ---- building texts ---- */

/* Line by line from a format with one or two numbers. */
static void repeat(struct out *out, uint32_t from, uint32_t to, const char *before,
                   int32_t distance, const char *between, const char *after)
{
    for (uint32_t i = from; i < to; i++)
        out_format(out, "%s%u%s%u%s", before, i, between, (uint32_t)((int32_t)i + distance), after);
}

/* The same, from the last to the first. */
static void repeat_backwards(struct out *out, uint32_t from, uint32_t to, const char *before,
                             int32_t distance, const char *between, const char *after)
{
    for (uint32_t i = to; i > from; i--)
        repeat(out, i - 1, i, before, distance, between, after);
}

static void open_text(struct engine_case *c, struct out *out)
{
    out_char(out, '\0');
    engine_case_open(c, out_memory(out).ptr);
    out_release(out);
}

static const char ONE_OBJECT[] = "kind one\none O\n";

static void check_view(struct out *out, const char *messages, const char *view)
{
    struct engine_case c;

    open_text(&c, out);
    assert_text(engine_case_messages(&c), messages);
    assert_text(engine_case_view(&c, "v"), view);
    engine_case_close(&c);
}

/* ---- depth ---- */

static void ten_thousand_constants_in_either_order(void **state)
{
    struct out out;

    (void)state;
    out_open_memory(&out);
    out_format(&out, "%sview v\n  from: x in one\n  columns: a9999\nlet a0 = 1\n", ONE_OBJECT);
    repeat(&out, 1, 10000, "let a", -1, " = a", " + 1\n");
    check_view(&out, "", "10000");
    out_open_memory(&out);
    out_format(&out, "%sview v\n  from: x in one\n  columns: a9999\n", ONE_OBJECT);
    repeat_backwards(&out, 1, 10000, "let a", -1, " = a", " + 1\n");
    out_text(&out, "let a0 = 1\n");
    check_view(&out, "", "10000");
}

static void ten_thousand_functions_are_too_deep_in_either_order(void **state)
{
    static const char TOO_DEEP[] =
        "E0602 main:%u:%u this expression, with the functions it calls, is nested too deep";
    struct engine_case c;
    struct out out;
    char expected[200];

    (void)state;
    out_open_memory(&out);
    out_format(&out, "%sview v\n  from: x in one\n  columns: f300(1)\nlet f0 (x: number) = x\n",
               ONE_OBJECT);
    repeat(&out, 1, 10000, "let f", -1, " (x: number) = f", "(x)\n");
    open_text(&c, &out);
    snprintf(expected, sizeof(expected), TOO_DEEP, 507, 24);
    assert_text(engine_case_messages(&c), expected);
    assert_text(engine_case_view(&c, "v"), "1");
    engine_case_close(&c);
    out_open_memory(&out);
    out_format(&out, "%sview v\n  from: x in one\n  columns: f300(1)\n", ONE_OBJECT);
    repeat_backwards(&out, 1, 10000, "let f", -1, " (x: number) = f", "(x)\n");
    out_text(&out, "let f0 (x: number) = x\n");
    open_text(&c, &out);
    snprintf(expected, sizeof(expected), TOO_DEEP, 9504, 24);
    assert_text(engine_case_messages(&c), expected);
    assert_text(engine_case_view(&c, "v"), "1");
    engine_case_close(&c);
}

static void functions_with_loops_are_too_deep_sooner(void **state)
{
    struct out out;

    (void)state;
    out_open_memory(&out);
    out_format(&out, "%sview v\n  from: x in one\n  columns: f100(1)\nlet f0 (x: number) = x > 0\n",
               ONE_OBJECT);
    repeat(&out, 1, 200, "let f", -1, " (x: number) = some y in one where f", "(x)\n");
    check_view(&out,
               "E0602 main:149:24 this expression, with the functions it calls, is nested too deep",
               "yes");
}

static void ten_thousand_computed_fields(void **state)
{
    struct out out;

    (void)state;
    out_open_memory(&out);
    out_text(&out, "kind one\n  f0: number, default: 1\n");
    repeat_backwards(&out, 1, 10000, "  f", -1, ": number = f", " + 1\n");
    out_text(&out, "one O\nview v\n  from: x in one\n  columns: x.f9999\n");
    check_view(&out, "", "10000");
}

static void ten_thousand_constants_in_a_circle(void **state)
{
    struct out out;

    (void)state;
    out_open_memory(&out);
    out_format(&out, "let a9999 = a0\n%sview v\n  from: x in one\n  columns: a0\n", ONE_OBJECT);
    repeat(&out, 0, 9999, "let a", 1, " = a", " + 1\n");
    check_view(&out,
               "E0411 main:1:5 these definitions go round in a circle: a9999 -> a0 -> a1 -> a2 -> "
               "a3 -> a4 -> "
               "a5 -> a6 -> a7 -> a8 -> a9 -> a10 -> ... (9988 more) -> a9999",
               "no such view");
}

static void ten_thousand_computed_fields_in_a_circle(void **state)
{
    struct out out;

    (void)state;
    out_open_memory(&out);
    out_text(&out, "kind one\n  f0: number = f9999\n");
    repeat(&out, 1, 10000, "  f", -1, ": number = f", " + 1\n");
    out_text(&out, "one O\nview v\n  from: x in one\n  columns: x.f9999\n");
    check_view(&out,
               "E0411 main:2:3 these definitions go round in a circle: one.f0 -> one.f9999 -> "
               "one.f9998 -> "
               "one.f9997 -> one.f9996 -> one.f9995 -> one.f9994 -> one.f9993 -> one.f9992 -> "
               "one.f9991 -> "
               "one.f9990 -> one.f9989 -> ... (9988 more) -> one.f0",
               "-\n1 not assessed");
}

static void hundred_records_in_each_other(void **state)
{
    struct out out;

    (void)state;
    out_open_memory(&out);
    out_text(&out, "kind one\n  r: r?\nkind r\n  r: r?\none O\n  r: ");
    for (int i = 0; i < 100; i++)
        out_text(&out, "{ r: ");
    out_text(&out, "{ }");
    for (int i = 0; i < 100; i++)
        out_text(&out, " }");
    out_text(&out, "\nview v\n  from: x in one\n  columns: count(r), count(x.r.r.r.r+)\n");
    check_view(&out, "", "101 | 98");
}

static void two_hundred_records_are_too_deep(void **state)
{
    struct out out;

    (void)state;
    out_open_memory(&out);
    out_text(&out, "kind one\n  r: r?\nkind r\n  r: r?\none O\n  r: ");
    for (int i = 0; i < 200; i++)
        out_text(&out, "{ r: ");
    out_text(&out, "{ }");
    for (int i = 0; i < 200; i++)
        out_text(&out, " }");
    out_text(&out, "\nview v\n  from: x in one\n  columns: count(r)\n");
    check_view(&out, "E0602 main:6:366 this expression is nested deeper than 256 levels", "72");
}

static void kinds_extend_each_other_for_sixty_four_levels(void **state)
{
    struct out out;

    (void)state;
    out_open_memory(&out);
    out_text(&out, "kind k0\n  n: number, default: 3\n");
    repeat_backwards(&out, 1, 65, "kind k", -1, " extends k", "\n");
    out_text(&out, "k64 O\nview v\n  from: x in k0\n  columns: x.n\n");
    check_view(&out, "", "3");
    out_open_memory(&out);
    out_text(&out, "kind k0\n");
    repeat(&out, 1, 66, "kind k", -1, " extends k", "\n");
    out_text(&out, "k65 O\nview v\n  from: x in k0\n  columns: x.id\n");
    check_view(&out, "E0403 main:66:6 `k65` extends a kind that extends over 63 others", "");
}

/* ---- length ---- */

enum { MANY = 100000 };

static void write_chain(struct out *out, const char *last)
{
    out_text(out,
             "kind k\n  next: k?\n  n: number?\n  m: number? = max(x.n for x in self.next*)\n");
    repeat(out, 0, MANY - 1, "k a", 1, "\n  next: a", "\n");
    out_format(out, "k a%d\n  n: 7\n%s", MANY - 1, last);
    out_text(
        out,
        "view v\n  from: x in k where x.id == \"a0\"\n  columns: x.m, x reaches a99999 via next\n"
        "rule R\n  for: x in k\n  require: x.m is set\n");
}

static void chain_of_hundred_thousand_objects(void **state)
{
    struct out out;

    (void)state;
    out_open_memory(&out);
    write_chain(&out, "");
    check_view(&out, "", "7 | yes");
}

static void ring_of_hundred_thousand_objects(void **state)
{
    struct out out;

    (void)state;
    out_open_memory(&out);
    write_chain(&out, "  next: a0\n");
    check_view(&out, "", "7 | yes");
}

static void hundred_thousand_errors_are_counted(void **state)
{
    struct engine_case c;
    struct out out;

    (void)state;
    out_open_memory(&out);
    out_text(&out, "kind k\n  n: number?\n");
    repeat(&out, 0, MANY, "k a", 0, "\n  n: \"", "\"\n");
    open_text(&c, &out);
    assert_int_equal(engine_sink(c.engine)->counts[SEVERITY_ERROR], MANY);
    assert_int_equal(engine_sink(c.engine)->diags.count, 1000);
    assert_int_equal(engine_sink(c.engine)->exit_status, 3);
    engine_case_close(&c);
}

static void unknown_names_are_searched_a_few_times_only(void **state)
{
    struct engine_case c;
    struct out out;

    (void)state;
    out_open_memory(&out);
    out_text(&out, "kind k\n");
    repeat(&out, 0, 20000, "k a", 0, "\nrule r", "\n  for: x in k\n  require: x == zzzzzz\n");
    open_text(&c, &out);
    assert_int_equal(engine_sink(c.engine)->counts[SEVERITY_ERROR], 20000);
    assert_int_equal(engine_counts(c.engine).not_assessed, 20000);
    engine_case_close(&c);
}

/* ---- fuel ---- */

static void doubling_functions_run_out_of_steps(void **state)
{
    struct engine_case c;
    struct out out;

    (void)state;
    out_open_memory(&out);
    out_format(&out, "%slet f0 (x: number) -> number = x + 1\n", ONE_OBJECT);
    for (uint32_t i = 1; i < 60; i++)
        out_format(&out, "let f%u (x: number) -> number = f%u(f%u(x))\n", i, i - 1, i - 1);
    out_text(&out, "rule R\n  for: x in one\n  require: f59(1) > 0\n"
                   "rule S\n  for: x in one\n  require: no\n");
    out_char(&out, '\0');
    engine_case_init(&c);
    c.steps = 100000;
    engine_case_add(&c, STR("project.isms"), STR("project p \"P\"\n  language: 1.0\n"));
    engine_case_add(&c, STR("main.isms"), str_from(out_memory(&out).ptr));
    out_release(&out);
    engine_case_run(&c);
    assert_text(engine_case_messages(&c),
                "E0606 main:63:6 this takes too long: it was stopped after 100000 steps");
    assert_int_equal(engine_sink(c.engine)->exit_status, 5);
    assert_int_equal(engine_counts(c.engine).assessed, 0);
    engine_case_close(&c);
}

/* What is stopped while a computed field is made must not look like a run without gaps. */
static void steps_that_end_in_a_computed_field(void **state)
{
    struct engine_case c;

    (void)state;
    engine_case_init(&c);
    c.steps = 50;
    engine_case_add(&c, STR("project.isms"), STR("project p \"P\"\n  language: 1.0\n"));
    engine_case_add(&c, STR("main.isms"),
                    STR("kind k\n  n: number = count(x in k where (some y in k where x == y))\n"
                        "k A\nk B\nk C\nk D\nk E\nk F\n"
                        "rule R\n  for: x in k\n  require: x.n > 100\n"
                        "view v\n  from: x in k\n  columns: x.n\n"));
    engine_case_run(&c);
    assert_text(engine_case_messages(&c),
                "E0606 main:2:3 this takes too long: it was stopped after 50 steps");
    assert_int_equal(engine_sink(c.engine)->exit_status, 5);
    assert_int_equal(engine_counts(c.engine).assessed, 0);
    assert_int_equal(engine_counts(c.engine).not_assessed, 1);
    assert_text(engine_case_view(&c, "v"), "1 not assessed");
    engine_case_close(&c);
}

/* Steps are left by far, but each of them leaves a gap behind. */
static void gaps_of_all_pairs_run_out_of_memory(void **state)
{
    enum { OBJECTS = 200, STEPS_AT_ONCE = 4096, GAP_BYTES_LEAST = 100 };
    struct engine_case c;
    struct out out;
    uint32_t gaps;

    (void)state;
    out_open_memory(&out);
    out_text(&out,
             "kind one\nrule all \"All\"\n  for: x in one, y in one\n  require: x == y and x != y\n"
             "rule later \"Later\"\n  for: x in one\n  require: no\n");
    for (uint32_t i = 0; i < OBJECTS; i++)
        out_format(&out, "one O%u\n", i);
    engine_case_init(&c);
    c.bytes = 1 << 20;
    engine_case_add(&c, STR("project.isms"), STR("project p \"P\"\n  language: 1.0\n"));
    engine_case_add(&c, STR("main.isms"), out_memory(&out));
    out_release(&out);
    engine_case_run(&c);
    assert_true(
        str_starts_with(engine_case_messages(&c),
                        STR("E0606 main:2:6 this takes too much memory: it was stopped at")));
    assert_int_equal(engine_sink(c.engine)->exit_status, 5);
    assert_int_equal(engine_counts(c.engine).not_assessed, 2); /* the rest of both rules */
    gaps = engine_counts(c.engine).gaps[SEVERITY_ERROR];
    assert_in_range(gaps, STEPS_AT_ONCE / 2, c.bytes / GAP_BYTES_LEAST + STEPS_AT_ONCE);
    engine_case_close(&c);
}

/* ---- lists ---- */

static void a_million_mentions_of_ten_objects_take_no_room(void **state)
{
    struct evaluator evaluator = { .members_most = MEMBERS_MOST, .steps_most = MEMBERS_MOST };
    struct workspace ws = { 0 };
    struct set_builder builder;
    const struct set *set;

    (void)state;
    evaluator.ws = &ws;
    builder_init(&builder, &evaluator, type_set(type_of(TYPE_OBJECT)));
    for (value i = 0; i < 1000000; i++)
        builder_add(&builder, 10 - i % 10);
    set = value_set(builder_finish(&builder));
    assert_int_equal(set->count, 10);
    assert_int_equal(set->narrow[0], 1);
    assert_int_equal(set->narrow[9], 10);
    assert_true(evaluator.scratch.bytes < 100000);
    arena_release(&evaluator.scratch);
}

static void a_list_that_grows_too_long_is_told_once(void **state)
{
    struct arena arena = { 0 };
    struct diag_sink sink = { .arena = &arena };
    struct workspace ws = { .sink = &sink };
    struct evaluator evaluator = { .ws = &ws, .members_most = 100, .steps_most = 1000 };
    struct set_builder builder;

    (void)state;
    builder_init(&builder, &evaluator, type_set(type_of(TYPE_INTEGER)));
    for (value i = 0; i < 1000; i++)
        builder_add(&builder, i);
    assert_int_equal(value_set(builder_finish(&builder))->count, 128);
    assert_int_equal(sink.diags.count, 1);
    assert_text(sink.diags.items[0]->text, "a list in this has more than 100 members");
    assert_true(evaluator.is_exhausted && evaluator.is_damaged);
    assert_false(take_steps(&evaluator, 1));
    diag_sink_release(&sink);
    arena_release(&evaluator.scratch);
    arena_release(&arena);
}

/* ---- relations ---- */

static void too_many_pairs_are_told_once(void **state)
{
    struct arena arena = { 0 };
    struct diag_sink sink = { .arena = &arena };
    struct workspace ws = { .sink = &sink };
    struct evaluator evaluator = { .ws = &ws, .pairs_most = 100 };

    (void)state;
    for (int i = 0; i < 10; i++)
        assert_true(relation_keep_pairs(&evaluator, 10));
    assert_false(relation_keep_pairs(&evaluator, 1));
    assert_false(relation_keep_pairs(&evaluator, 1));
    assert_int_equal(sink.diags.count, 1);
    assert_text(sink.diags.items[0]->text,
                "the relations that this asks for have more pairs than can be kept");
    assert_true(evaluator.is_exhausted && evaluator.is_damaged);
    diag_sink_release(&sink);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ten_thousand_constants_in_either_order),
        cmocka_unit_test(ten_thousand_functions_are_too_deep_in_either_order),
        cmocka_unit_test(functions_with_loops_are_too_deep_sooner),
        cmocka_unit_test(ten_thousand_computed_fields),
        cmocka_unit_test(ten_thousand_constants_in_a_circle),
        cmocka_unit_test(ten_thousand_computed_fields_in_a_circle),
        cmocka_unit_test(hundred_records_in_each_other),
        cmocka_unit_test(two_hundred_records_are_too_deep),
        cmocka_unit_test(kinds_extend_each_other_for_sixty_four_levels),
        cmocka_unit_test(chain_of_hundred_thousand_objects),
        cmocka_unit_test(ring_of_hundred_thousand_objects),
        cmocka_unit_test(hundred_thousand_errors_are_counted),
        cmocka_unit_test(unknown_names_are_searched_a_few_times_only),
        cmocka_unit_test(doubling_functions_run_out_of_steps),
        cmocka_unit_test(a_million_mentions_of_ten_objects_take_no_room),
        cmocka_unit_test(gaps_of_all_pairs_run_out_of_memory),
        cmocka_unit_test(a_list_that_grows_too_long_is_told_once),
        cmocka_unit_test(too_many_pairs_are_told_once),
        cmocka_unit_test(steps_that_end_in_a_computed_field),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
