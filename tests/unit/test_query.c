/* test_query.c -- questions to a project, and their answers. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/engine_case.h"

#include "engine/row_reader.h"
#include "engine/views/cell.h"

static const char MODEL[] = "scale level\n"
                            "  low: 1, label: \"Low\"\n"
                            "  high: 2, label: \"High\"\n"
                            "kind person \"Person\"\n"
                            "kind risk \"Risk\"\n"
                            "  owner: person?\n"
                            "  level: level, default: low\n"
                            "  parts: risk*\n"
                            "  due: date?\n"
                            "  budget: money?\n"
                            "  ratio: number = 6 / number(level)\n"
                            "let appetite = low\n"
                            "let twice(n: number) -> number = n * 2\n"
                            "person ann \"Ann\"\n"
                            "risk R-10 \"Ten\"\n"
                            "  owner: ann\n"
                            "  level: high\n"
                            "  parts: R-2, R-1\n"
                            "  due: 2026-07-01\n"
                            "  budget: 20 EUR\n"
                            "risk R-2 \"Two\"\n"
                            "risk R-1\n"
                            "  level: high\n"
                            "rule RU-1 \"Owners\"\n"
                            "  for: r in risk\n"
                            "  require: r.owner is set\n"
                            "  message: \"{r} has no owner\"\n"
                            "view risks\n"
                            "  from: r in risk\n"
                            "  columns: r.id, r.level\n"
                            "view risk\n"
                            "  from: r in person\n"
                            "  columns: r.id\n"
                            "let shown = 7\n"
                            "view shown\n"
                            "  from: r in person\n"
                            "  columns: r.id\n";

/* ---- answers as text ---- */

static void write_cell(struct out *out, const struct cell *cell)
{
    struct out scratch;

    out_open_memory(&scratch);
    if (cell->kind == CELL_MISSING)
        out_text(out, "-");
    else
        out_str(out, cell_text(cell, STR(", "), &scratch));
    out_release(&scratch);
}

static void write_table(struct out *out, const struct table *table)
{
    struct row_reader reader;

    for (uint32_t i = 0; i < table->column_count; i++)
        out_format(out, "%s%.*s", i > 0 ? " | " : "", STR_ARG(table->columns[i].key));
    out_char(out, '\n');
    row_reader_init(&reader, table);
    for (uint32_t row = 0; row < table->row_count; row++) {
        const struct cell *cells = row_reader_read(&reader, row);
        for (uint32_t column = 0; column < table->column_count; column++) {
            out_text(out, column > 0 ? " | " : "");
            write_cell(out, &cells[column]);
        }
        out_char(out, '\n');
    }
    row_reader_release(&reader);
}

static void write_messages(struct out *out, struct engine_case *c, const struct diag_sink *sink)
{
    for (uint32_t i = 0; i < sink->diags.count; i++) {
        const struct diag *diag = sink->diags.items[i];
        struct place place = source_map_place(engine_sources(c->engine), diag->span.lo);
        out_format(out, "%.*s %.*s:%u:%u %.*s\n", STR_ARG(diag->code), STR_ARG(place.path),
                   place.line, place.column, STR_ARG(diag->text));
        if (diag->fixes)
            out_format(out, "  fix: %.*s\n", STR_ARG(diag->fixes->replacement));
    }
}

static struct str finish(struct engine_case *c, struct out *out, struct diag_sink *sink)
{
    struct str text = arena_copy(&c->arena, out_memory(out));

    out_release(out);
    diag_sink_release(sink);
    return text;
}

/* `value: 3`, `list:` and `table:` with rows, `view NAME:`; then what there is to say. */
static struct str ask(struct engine_case *c, const char *text)
{
    static const char *const SHAPES[] = { [ANSWER_VALUE] = "value",
                                          [ANSWER_LIST] = "list",
                                          [ANSWER_TABLE] = "table",
                                          [ANSWER_VIEW] = "view" };
    struct diag_sink sink = { .arena = &c->arena };
    struct answer answer = engine_query(c->engine, str_from(text), &sink);
    struct out out;

    out_open_memory(&out);
    if (answer.table != NULL) {
        out_format(&out, "%s ", SHAPES[answer.shape]);
        write_table(&out, answer.table);
    }
    if (answer.not_assessed > 0)
        out_format(&out, "not assessed: %u\n", answer.not_assessed);
    write_messages(&out, c, &sink);
    return finish(c, &out, &sink);
}

static struct str ask_type(struct engine_case *c, const char *text)
{
    struct diag_sink sink = { .arena = &c->arena };
    struct str type = engine_query_type(c->engine, str_from(text), &sink);
    struct out out;

    out_open_memory(&out);
    out_str(&out, type);
    write_messages(&out, c, &sink);
    return finish(c, &out, &sink);
}

struct row {
    const char *name, *text, *expected;
};

/* All in one project, one after the other: none may leave anything behind. */
static void check_rows(const char *model, const struct row *rows, size_t count)
{
    struct engine_case c;

    engine_case_open(&c, model);
    assert_text(engine_case_messages(&c), "");
    for (size_t i = 0; i < count; i++) {
        struct str actual = ask(&c, rows[i].text);
        if (!str_equal(actual, str_from(rows[i].expected)))
            print_error("%s: %s\n", rows[i].name, rows[i].text);
        assert_text(actual, rows[i].expected);
    }
    assert_text(engine_case_messages(&c), "");
    engine_case_close(&c);
}

static const struct row VALUES[] = {
    { "a_number", "1 + 1", "value value\n2\n" },
    { "a_text_in_single_quotes", "lower('ABC')", "value value\nabc\n" },
    { "yes_or_no", "R-10 in risk", "value value\nyes\n" },
    { "a_date", "today + 1 month", "value value\n2026-07-15\n" },
    { "money", "sum(r.budget for r in risk)", "value value\n20 EUR\n" },
    { "a_symbol", "appetite", "value value\nLow\n" },
    { "a_field", "R-10.level", "value value\nHigh\n" },
    { "a_field_that_is_not_set", "R-2.due", "value value\n-\n" },
    { "none", "none", "value value\n-\n" },
    { "a_function_of_the_project", "twice(4)", "value value\n8\n" },
    { "over_several_lines", "1\n  + 2 # a comment\n", "value value\n3\n" },
    { "a_list", "[1, 3, 2]", "list value\n1\n3\n2\n" },
    { "an_empty_list", "[]", "list value\n" },
    { "a_list_by_for", "[r.level for r in risk where r.level > low]", "list value\nHigh\n" },
    { "counted_gaps", "count(gap)", "value value\n2\n" },
};

static const struct row OBJECTS[] = {
    { "one_object", "R-10", "table id | title | kind\nR-10 | Ten | risk\n" },
    { "an_object_that_is_not_set", "R-1.owner", "value value\n-\n" },
    { "a_kind_in_the_order_of_ids", "[r for r in risk]",
      "table id | title | kind\nR-1 | - | risk\nR-2 | Two | risk\nR-10 | Ten | risk\n" },
    { "a_list_in_its_own_order", "R-10.parts",
      "table id | title | kind\nR-2 | Two | risk\nR-1 | - | risk\n" },
    { "without_brackets", "r for r in risk where r.level == high",
      "table id | title | kind\nR-1 | - | risk\nR-10 | Ten | risk\n" },
    { "a_binder", "r in risk where r.level == high",
      "table id | title | kind\nR-1 | - | risk\nR-10 | Ten | risk\n" },
    { "a_binder_of_numbers", "n in [1, 2, 3] where n > 1", "list value\n2\n3\n" },
    { "columns", "r.id as 'Risk', r.level, r.due for r in risk where r.level == high",
      "table Risk | r.level | r.due\nR-1 | High | -\nR-10 | High | 2026-07-01\n" },
    { "one_column", "r.level for r in risk", "table r.level\nHigh\nLow\nHigh\n" },
    { "two_variables", "r, p.level for r in risk for p in r.parts",
      "table r | p.level\nR-10 | Low\nR-10 | High\n" },
    { "one_row", "count(risk), count(person) as 'People'", "table count(risk) | People\n3 | 1\n" },
    { "gaps", "gap",
      "table id | title | kind\n"
      "RU-1/R-1 | R-1 has no owner | gap\n"
      "RU-1/R-2 | R-2 has no owner | gap\n" },
    { "rules", "r.id, r.passed, r.failed for r in rule",
      "table r.id | r.passed | r.failed\nRU-1 | 1 | 2\n" },
    { "a_view", "risks", "view r.id | r.level\nR-1 | High\nR-2 | Low\nR-10 | High\n" },
    { "a_kind_before_a_view", "count(risk)", "value value\n3\n" },
    { "a_value_before_a_view", "shown", "value value\n7\n" },
};

/* Each is followed by one that works: an error leaves nothing behind. */
static const struct row ERRORS[] = {
    { "nothing", "", "E0101 <query>:1:1 expected a value\n" },
    { "half_an_expression", "1 +", "E0101 <query>:1:3 expected a value after `+`\n" },
    { "names_of_a_lost_line", "nobody known",
      "E0101 <query>:1:8 expected an operator or `,` before `known`\n" },
    { "which_are_still_told", "nobody",
      "E0201 <query>:1:1 there is nothing named `nobody` here\n" },
    { "an_unknown_name", "R-11.level",
      "E0201 <query>:1:1 there is nothing named `R-11` here\n  fix: R-1\n" },
    { "a_view_nearly", "risksx",
      "E0201 <query>:1:1 there is nothing named `risksx` here\n  fix: risks\n" },
    { "an_unknown_field", "R-10.levle",
      "E0203 <query>:1:6 a risk has no field `levle`\n  fix: level\n" },
    { "the_same_again", "R-10.levle",
      "E0203 <query>:1:6 a risk has no field `levle`\n  fix: level\n" },
    { "a_wrong_type", "1 + \"a\"", "E0308 <query>:1:1 `+` does not fit a whole number and text\n" },
    { "division_by_zero", "1 / 0", "E0320 <query>:1:1 division by zero (1 and 0)\n" },
    { "division_by_zero_again", "1 / 0", "E0320 <query>:1:1 division by zero (1 and 0)\n" },
    { "in_some_row", "1 / (number(r.level) - 1) for r in risk",
      "E0320 <query>:1:1 division by zero (1 and 0)\n" },
    { "two_columns_of_one_name", "r.id, r.id for r in risk",
      "E0405 <query>:1:7 two columns are called `r.id`\n" },
    { "bytes", "1 \x01",
      "E0109 <query>:1:3 here stands a control character that has no meaning in a text\n" },
    { "a_misplaced_where", "r.id where 1 == 1, 2",
      "E0301 <query>:1:1 `where` cannot stand in a formula\n" },
    { "a_declaration", "risk R-99",
      "E0101 <query>:1:6 expected an operator or `,` before `R-99`\n" },
    { "after_all", "count(risk)", "value value\n3\n" },
};

static void a_value_is_given(void **state)
{
    (void)state;
    check_rows(MODEL, VALUES, ROW_COUNT(VALUES));
}

static void objects_and_columns_are_tables(void **state)
{
    (void)state;
    check_rows(MODEL, OBJECTS, ROW_COUNT(OBJECTS));
}

static void errors_are_told_where_they_are_asked(void **state)
{
    (void)state;
    check_rows(MODEL, ERRORS, ROW_COUNT(ERRORS));
}

static void types_are_told_without_evaluating(void **state)
{
    struct engine_case c;

    (void)state;
    engine_case_open(&c, MODEL);
    assert_text(ask_type(&c, "1 / 0"), "a number");
    assert_text(ask_type(&c, "R-10.due"), "a date that may be missing");
    assert_text(ask_type(&c, "risk"), "a list (each a risk)");
    assert_text(ask_type(&c, "r in risk where r.level == low"), "a list (each a risk)");
    assert_text(ask_type(&c, "r.id, r.level for r in risk"), "r.id: text\nr.level: a level");
    assert_text(ask_type(&c, "risks"), "a view");
    assert_text(ask_type(&c, "nobody"), "E0201 <query>:1:1 there is nothing named `nobody` here\n");
    assert_text(ask(&c, "risks"), "view r.id | r.level\nR-1 | High\nR-2 | Low\nR-10 | High\n");
    engine_case_close(&c);
}

/* Each question has all steps to itself, also after one that took too many. */
static void work_is_bounded_for_each_question(void **state)
{
    static const char HEAVY[] = "count(a for a in risk for b in risk for c in risk for d in risk "
                                "for e in risk for f in risk where a.id != f.id)";
    struct engine_case c;

    (void)state;
    engine_case_init(&c);
    c.steps = 200;
    engine_case_add(&c, STR("project.isms"), STR("project test\n  currency: EUR\n"));
    engine_case_add_parts(&c, MODEL);
    engine_case_run(&c);
    for (int i = 0; i < 3; i++) {
        assert_text(ask(&c, HEAVY),
                    "E0606 <query>:1:1 this takes too long: it was stopped after 200 steps\n");
        assert_text(ask(&c, "count(risk)"), "value value\n3\n");
    }
    engine_case_close(&c);
}

static struct str words_text(struct engine_case *c, const struct str *words, uint32_t count)
{
    struct str text = { 0 };

    for (uint32_t i = 0; i < count; i++)
        text = arena_format(&c->arena, "%.*s%s%.*s", STR_ARG(text), i > 0 ? " " : "",
                            STR_ARG(words[i]));
    return text;
}

static struct str completions(struct engine_case *c, const char *word)
{
    uint32_t count;
    const struct str *words = engine_completions(c->engine, str_from(word), &count);

    return words_text(c, words, count);
}

static struct str id_completions(struct engine_case *c, const char *word)
{
    uint32_t count;
    const struct str *words = engine_id_completions(c->engine, str_from(word), &count);

    return words_text(c, words, count);
}

/* What files of the project `use` for themselves is open in a question, whoever does. */
static void what_any_file_uses_is_open(void **state)
{
    static const char MODEL_OF_FILES[] = "=== a.isms\n"
                                         "use more.stuff as m\n"
                                         "namespace inner\n"
                                         "let hidden = 4\n"
                                         "=== b.isms\n"
                                         "use more.things\n"
                                         "let b = 5\n";
    static const struct library_file FILES[] = {
        { "core.isms", "", 0 },
        { "more/stuff.isms", "let n = 1\n", 10 },
        { "more/things.isms", "let t = 2\n", 10 },
    };
    static const struct library LIBRARY = { .files = FILES, .count = ROW_COUNT(FILES) };
    struct engine_case c;

    (void)state;
    engine_case_init(&c);
    c.library = &LIBRARY;
    engine_case_add(&c, STR("project.isms"), STR("project test\n"));
    engine_case_add_parts(&c, MODEL_OF_FILES);
    engine_case_run(&c);
    assert_text(engine_case_messages(&c), "");
    assert_text(ask(&c, "m.n + t + b"), "value value\n8\n");
    assert_text(ask(&c, "inner.hidden"), "value value\n4\n");
    assert_text(completions(&c, "inner."), "inner.hidden");
    assert_text(completions(&c, "m."), "m.n");
    assert_text(completions(&c, "n"), "normal number");
    assert_text(ask(&c, "n"), "E0201 <query>:1:1 there is nothing named `n` here\n  fix: b\n");
    engine_case_close(&c);
}

static void damage_of_the_sources_is_told(void **state)
{
    struct engine_case c;

    (void)state;
    engine_case_open(&c, "kind risk\n"
                         "  n: number\n"
                         "  m: number = 1 / n\n"
                         "risk A\n"
                         "  n: 0\n"
                         "risk B\n"
                         "  n: 2\n");
    assert_text(ask(&c, "B.m"), "value value\n0.5\n");
    assert_text(ask(&c, "A.m"), "value value\n-\nnot assessed: 1\n");
    assert_text(ask(&c, "r, r.m for r in risk"),
                "table r | r.m\nA | -\nB | 0.5\nnot assessed: 1\n");
    engine_case_close(&c);
}

static void names_are_completed(void **state)
{
    struct engine_case c;
    uint32_t count;

    (void)state;
    engine_case_open(&c, MODEL);
    assert_text(completions(&c, "R-"), "R-1 R-10 R-2");
    assert_text(completions(&c, "ri"), "risk risks");
    assert_text(completions(&c, "lo"), "lognormal lognormal-of low lower");
    assert_text(completions(&c, "level."), "level.high level.low");
    assert_text(completions(&c, "R-10.o"), "R-10.owner");
    assert_text(completions(&c, "R-10.owner.t"), "R-10.owner.title");
    assert_text(completions(&c, "x.due"), "x.due");
    assert_text(completions(&c, "ann.due"), "");
    assert_text(completions(&c, "nothing-like-it"), "");
    assert_text(
        completions(&c, "."),
        ".adjusts .binds .budget .cites .disabled .doc .due .expires .failed .gaps .hint .id .kind "
        ".level .manual .message .not-applicable .not-assessed .objects .on .owner .parts .passed "
        ".ratio .require .responsible .rule .severity .source .state .suggest .title .waived "
        ".waiver");
    engine_completions(c.engine, STR(""), &count);
    assert_true(count > 30);
    engine_case_close(&c);
}

static void ids_are_completed(void **state)
{
    struct engine_case c;

    (void)state;
    engine_case_open(&c, MODEL);
    assert_text(id_completions(&c, "R-"), "R-1 R-10 R-2");
    assert_text(id_completions(&c, "ri"), "");
    assert_text(id_completions(&c, "R-10.o"), "R-10.owner");
    assert_text(id_completions(&c, "R-10.owner.t"), "R-10.owner.title");
    assert_text(id_completions(&c, "nobody.due"), "nobody.due");
    engine_case_close(&c);
    engine_case_open(&c, "kind risk\n"
                         "  n: number?\n"
                         "risk R-1\n"
                         "rule x.1-a \"One\"\n"
                         "  for: r in risk\n"
                         "  require: r.n is set\n"
                         "rule x.1-b \"Two\"\n"
                         "  require: count(risk) > 1\n");
    assert_text(id_completions(&c, "x"), "x.1-a x.1-b");
    assert_text(id_completions(&c, "x.1-b"), "x.1-b");
    assert_text(completions(&c, "x.1"), "");
    engine_case_close(&c);
}

static void nothing_was_read_at_all(void **state)
{
    struct engine_case c;

    (void)state;
    engine_case_init(&c);
    engine_case_run(&c);
    assert_text(ask(&c, "1 + 1"), "value value\n2\n");
    engine_case_close(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_is_given),
        cmocka_unit_test(objects_and_columns_are_tables),
        cmocka_unit_test(errors_are_told_where_they_are_asked),
        cmocka_unit_test(types_are_told_without_evaluating),
        cmocka_unit_test(work_is_bounded_for_each_question),
        cmocka_unit_test(what_any_file_uses_is_open),
        cmocka_unit_test(damage_of_the_sources_is_told),
        cmocka_unit_test(names_are_completed),
        cmocka_unit_test(ids_are_completed),
        cmocka_unit_test(nothing_was_read_at_all),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
