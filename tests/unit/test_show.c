/* test_show.c -- one object from all sides, and the questions that the command line asks. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/engine_case.h"

#include "engine/row_reader.h"

static const char MODEL[] = "kind person\n"
                            "kind thing \"Thing\"\n"
                            "  owner: person?, inverse: owns\n"
                            "  parts: part*\n"
                            "  size: number, default: 2\n"
                            "  twice: number = size * 2\n"
                            "  label: text?\n"
                            "kind part\n"
                            "  to: thing, head: yes\n"
                            "  n: number, default: 1\n"
                            "person ann\n"
                            "## What it is.\n"
                            "thing T-1 \"The first\"\n"
                            "  owner: ann\n"
                            "  parts: T-2, { to: T-1, n: 4 }\n"
                            "thing T-2\n"
                            "  label: \"x\"\n"
                            "rule R-1 \"Labels\"\n"
                            "  for: t in thing\n"
                            "  require: t.label is set\n"
                            "  message: \"{t} has no label\"\n"
                            "  hint: \"give {t} one\"\n"
                            "  cites: ann\n"
                            "view things\n"
                            "  from: t in thing\n"
                            "  columns: t.id\n"
                            "graph web\n"
                            "  nodes: thing\n"
                            "  edges: thing.parts\n";

/* One after the other, each behind its title. */
static struct str written(struct engine_case *c, const struct table *const *tables, uint32_t count)
{
    struct row_reader reader;
    struct out out;
    struct str text;

    out_open_memory(&out);
    for (uint32_t i = 0; i < count; i++) {
        out_format(&out, "# %.*s\n", STR_ARG(tables[i]->title));
        row_reader_init(&reader, tables[i]);
        for (uint32_t row = 0; row < tables[i]->row_count; row++) {
            const struct cell *cells = row_reader_read(&reader, row);
            for (uint32_t column = 0; column < tables[i]->column_count; column++) {
                const struct cell *cell = &cells[column];
                out_text(&out, column > 0 ? " | " : "");
                out_str(&out, cell->text);
                for (uint32_t part = 0; part < cell->part_count; part++)
                    out_format(&out, "%s%.*s", part > 0 ? ", " : "",
                               STR_ARG(cell->parts[part].text));
            }
            out_char(&out, '\n');
        }
        row_reader_release(&reader);
    }
    text = arena_copy(&c->arena, out_memory(&out));
    out_release(&out);
    return text;
}

static struct str shown(struct engine_case *c, const char *id)
{
    const struct table *tables[ENGINE_SHOW_TABLES];
    uint32_t object = engine_find(c->engine, str_from(id));
    uint32_t count = 0;

    if (object != 0)
        engine_show(c->engine, object, tables, &count);
    return written(c, tables, count);
}

static void an_object_is_shown_with_fields_referrers_and_gaps(void **state)
{
    struct engine_case c;

    (void)state;
    engine_case_open(&c, MODEL);
    assert_text(engine_case_messages(&c), "");
    assert_text(shown(&c, "T-1"), "# thing T-1: The first\n"
                                  "owner | ann | declared\n"
                                  "parts | part 1 of T-1, part 2 of T-1 | declared\n"
                                  "size | 2 | default\n"
                                  "twice | 4 | computed\n"
                                  "source | main.isms:13 | \n"
                                  "# Who refers to T-1\n"
                                  "thing | T-1 | parts | main.isms:13\n"
                                  "part | part 2 of T-1 | to | main.isms:15\n"
                                  "# Gaps of T-1\n"
                                  "R-1 | error | T-1 has no label | \n");
    engine_case_close(&c);
}

static void a_person_a_rule_and_a_gap_are_shown(void **state)
{
    struct engine_case c;

    (void)state;
    engine_case_open(&c, MODEL);
    assert_text(shown(&c, "ann"), "# person ann\n"
                                  "owns | T-1 | other side\n"
                                  "source | main.isms:11 | \n"
                                  "# Who refers to ann\n"
                                  "rule | R-1 | cites | main.isms:18\n"
                                  "thing | T-1 | owner | main.isms:13\n"
                                  "# Gaps of ann\n");
    assert_text(shown(&c, "R-1"), "# rule R-1: Labels\n"
                                  "severity | error | \n"
                                  "cites | ann | declared\n"
                                  "manual | no | \n"
                                  "require | t.label is set | \n"
                                  "binds | thing | \n"
                                  "passed | 1 | \n"
                                  "failed | 1 | \n"
                                  "waived | 0 | \n"
                                  "not-applicable | 0 | \n"
                                  "not-assessed | 0 | \n"
                                  "disabled | no | \n"
                                  "message | {t} has no label | declared\n"
                                  "hint | give {t} one | declared\n"
                                  "source | main.isms:18 | \n"
                                  "# Who refers to R-1\n"
                                  "# Gaps of R-1\n"
                                  "R-1 | error | T-1 has no label | \n");
    assert_text(shown(&c, "R-1/T-1"), "# gap R-1/T-1: T-1 has no label\n"
                                      "rule | R-1 | \n"
                                      "objects | T-1 | \n"
                                      "message | T-1 has no label | \n"
                                      "hint | give T-1 one | \n"
                                      "severity | error | \n"
                                      "state | open | \n"
                                      "source | main.isms:13 | \n"
                                      "# Who refers to R-1/T-1\n"
                                      "# Gaps of R-1/T-1\n");
    engine_case_close(&c);
}

#define KINDS                                                                                      \
    "scale heat\n"                                                                                 \
    "  cold: 1\n"                                                                                  \
    "  hot: 2\n"                                                                                   \
    "## What one pays.\n"                                                                          \
    "kind cost \"Cost\"\n"                                                                         \
    "  amount: money\n"                                                                            \
    "  until: date?, \"the last day\"\n"                                                           \
    "kind oven \"Oven\" extends cost\n"                                                            \
    "  heat: heat, default: cold\n"                                                                \
    "  colours: (one of (red, blue))*\n"                                                           \
    "  next: oven*, inverse: before\n"                                                             \
    "  late: yes-no = until is set and until < today\n"                                            \
    "kind use-of\n"                                                                                \
    "  what: oven, head: yes\n"

static struct str described(struct engine_case *c, const char *kind)
{
    const struct table *table = engine_describe_kind(c->engine, str_from(kind));

    return table == NULL ? STR("none") : written(c, &table, 1);
}

static void a_kind_is_described_by_what_can_be_written(void **state)
{
    struct engine_case c;

    (void)state;
    engine_case_open(&c, KINDS);
    assert_text(engine_case_messages(&c), "");
    assert_text(described(&c, "oven"), "# oven: Oven\n"
                                       "heat | heat: cold, hot | when left out: cold\n"
                                       "colours | one of red, blue; also several | \n"
                                       "next | an oven; also several | \n"
                                       "amount | money: 800 EUR | has to be there\n"
                                       "until | a date: 2026-11-30 | the last day\n");
    assert_text(
        engine_describe_kind(c.engine, STR("cost"))->doc,
        "What one pays.\nWritten as `cost ID \"Title\"` with a name of your own for ID; below "
        "it, indented, what you know of these fields.");
    assert_text(engine_describe_kind(c.engine, STR("use-of"))->doc,
                "Written in braces behind the field that takes it: what you know of these fields, "
                "with commas between.");
    assert_text(described(&c, "rule"), "none");
    assert_text(described(&c, "gap"), "none");
    assert_text(described(&c, "ovens"), "none");
    engine_case_close(&c);
}

static void a_kind_is_described_in_spite_of_errors(void **state)
{
    struct str similar[3];
    struct engine_case c;

    (void)state;
    engine_case_open(&c, KINDS "cost C\n  sum: 3 EUR\n");
    assert_true(engine_sink(c.engine)->counts[SEVERITY_ERROR] > 0);
    assert_text(described(&c, "cost"), "# cost: Cost\n"
                                       "amount | money: 800 EUR | has to be there\n"
                                       "until | a date: 2026-11-30 | the last day\n");
    assert_int_equal(engine_similar_kinds(c.engine, STR("ovne"), similar), 1);
    assert_text(similar[0], "oven");
    assert_int_equal(engine_similar_kinds(c.engine, STR("something else"), similar), 0);
    engine_case_close(&c);
}

static void nothing_is_found_by_an_unknown_id(void **state)
{
    struct str similar[3];
    struct engine_case c;

    (void)state;
    engine_case_open(&c, MODEL);
    assert_int_equal(engine_find(c.engine, STR("T-3")), 0);
    assert_int_equal(engine_find(c.engine, STR("")), 0);
    assert_int_equal(engine_similar_ids(c.engine, STR("T-3"), similar), 2);
    assert_text(similar[0], "T-1");
    assert_text(similar[1], "T-2");
    assert_int_equal(engine_similar_ids(c.engine, STR("something else"), similar), 0);
    engine_case_close(&c);
}

static void names_of_views_and_graphs_are_sorted(void **state)
{
    const struct str *names;
    struct engine_case c;
    uint32_t count;

    (void)state;
    engine_case_open(&c, MODEL);
    names = engine_view_names(c.engine, &count);
    assert_int_equal(count, 1);
    assert_text(names[0], "things");
    names = engine_graph_names(c.engine, &count);
    assert_int_equal(count, 1);
    assert_text(names[0], "web");
    assert_null(engine_graph(c.engine, STR("things")));
    assert_null(engine_view(c.engine, STR("web"), &count));
    engine_case_close(&c);
}

static void the_title_block_names_the_project(void **state)
{
    struct title_block block;
    struct engine_case c;

    (void)state;
    engine_case_open(&c, "");
    block = engine_title_block(c.engine);
    assert_text(block.project, "test");
    assert_text(block.organisation, "Test");
    assert_text(block.as_of, "2026-06-15");
    engine_case_close(&c);
}

static void no_project_at_all(void **state)
{
    struct engine_case c;
    uint32_t not_assessed;

    (void)state;
    engine_case_init(&c);
    engine_case_run(&c);
    assert_true(engine_sink(c.engine)->counts[SEVERITY_ERROR] > 0);
    assert_int_not_equal(engine_sink(c.engine)->exit_status, 0);
    assert_int_equal(engine_find(c.engine, STR("x")), 0);
    assert_null(engine_describe_kind(c.engine, STR("x")));
    assert_null(engine_view(c.engine, STR("x"), &not_assessed));
    engine_case_close(&c);
}

static void no_project_and_no_library(void **state)
{
    static const struct library NOTHING = { .count = 0 };
    struct engine_case c;
    uint32_t not_assessed;

    (void)state;
    engine_case_init(&c);
    c.library = &NOTHING;
    engine_case_run(&c);
    assert_int_equal(engine_find(c.engine, STR("x")), 0);
    assert_null(engine_describe_kind(c.engine, STR("x")));
    assert_null(engine_view(c.engine, STR("x"), &not_assessed));
    engine_case_close(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_object_is_shown_with_fields_referrers_and_gaps),
        cmocka_unit_test(a_person_a_rule_and_a_gap_are_shown),
        cmocka_unit_test(a_kind_is_described_by_what_can_be_written),
        cmocka_unit_test(a_kind_is_described_in_spite_of_errors),
        cmocka_unit_test(nothing_is_found_by_an_unknown_id),
        cmocka_unit_test(names_of_views_and_graphs_are_sorted),
        cmocka_unit_test(the_title_block_names_the_project),
        cmocka_unit_test(no_project_at_all),
        cmocka_unit_test(no_project_and_no_library),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
