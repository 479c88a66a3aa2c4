/* test_cross_tables.c -- views that spread what they bind over columns, and their totals. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/engine_case.h"

#define PEOPLE                                                                                     \
    "kind course\n"                                                                                \
    "  fee: money?\n"                                                                              \
    "  hours: number, default: 1\n"                                                                \
    "  lasts: duration?\n"                                                                         \
    "kind person\n"                                                                                \
    "  did: course*\n"                                                                             \
    "  boss: person?\n"                                                                            \
    "scale grade\n"                                                                                \
    "  low: 1, label: \"rather low\"\n"                                                            \
    "  high: 5\n"                                                                                  \
    "course C-10\n"                                                                                \
    "course C-2\n"                                                                                 \
    "  fee: 20.5 EUR\n"                                                                            \
    "  hours: 2.5\n"                                                                               \
    "course C-1 \"First aid\"\n"                                                                   \
    "  fee: 100 EUR\n"                                                                             \
    "person P-10 \"Zoe\"\n"                                                                        \
    "  did: C-1\n"                                                                                 \
    "person P-2 \"Adam\"\n"                                                                        \
    "  did: C-1, C-2\n"                                                                            \
    "  boss: P-10\n"
#define COUNTS "5 objects, 0 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 0 of 0 assessed\nview v\n"

static const struct case_row spread[] = {
    { "a column for each object, in the order of their ids",
      PEOPLE "view v\n  from: c in course\n  across: p in person\n  columns: c, c in p.did\n"
             "  order: c\n",
      COUNTS "= c | P-2 | P-10\nC-1 | yes | yes\nC-2 | yes | no\nC-10 | no | no" },
    { "a label with holes",
      PEOPLE "view v\n  from: c in course where c.id == \"C-2\"\n  across: p in person\n"
             "  columns: c, c in p.did as \"{p.title otherwise p.id}: {count(p.did)}\"\n",
      COUNTS "= c | Adam: 2 | Zoe: 1\nC-2 | yes | no" },
    { "repeated columns side by side come together",
      PEOPLE "view v\n  from: c in course where c.id == \"C-2\"\n  across: p in person\n"
             "  columns:\n    - c\n    - c in p.did\n    - count(p.did) as \"{p} all\"\n"
             "    - c.hours as \"{h}\"\n    - p.boss is set as \"{{{p}}}\"\n",
      COUNTS "= c | P-2 | P-2 all | P-10 | P-10 all | {h} | {P-2} | {P-10}\n"
             "C-2 | yes | 2 | no | 1 | 2.5 | yes | no" },
    { "symbols of a scale, as rows and as columns",
      PEOPLE "view v\n  from: a in grade\n  across: b in grade where b > low\n"
             "  columns: a as \"A\", a == b, number(b) as \"number of {b}\"\n  order: desc(a)\n",
      COUNTS "= A | high | number of high\nhigh | yes | 5\nrather low | no | 5" },
    { "values of a list, in its order, and several variables",
      PEOPLE "view v\n  from: c in course where c.id == \"C-1\"\n"
             "  across: n in [20, 3], g in grade\n  columns: c, n + number(g)\n",
      COUNTS
      "= c | 20 / rather low | 20 / high | 3 / rather low | 3 / high\nC-1 | 21 | 25 | 4 | 8" },
    { "each value once, and rising, where nobody gave an order",
      PEOPLE "view v\n  from: g in grade\n  across: h in [c.hours for c in course]\n"
             "  columns: g as \"G\", h\n  limit: 1\n",
      COUNTS "= G | 1 | 2.5\nrather low | 1 | 2.5" },
    { "each once in a written list, texts too",
      PEOPLE "view v\n  from: g in grade\n  across: a in [\"b\", \"a\", \"b\"], n in [2, 1, 2]\n"
             "  columns: g as \"G\", n\n  limit: 1\n",
      COUNTS "= G | b / 2 | b / 1 | a / 2 | a / 1\nrather low | 2 | 1 | 2 | 1" },
    { "words that are in use",
      "kind task\n  state: one of (open, late, done)\ntask T-1\n  state: done\ntask T-2\n"
      "  state: open\ntask T-3\n  state: done\n"
      "view v\n  from: t in task\n  across: s in task.state\n  columns: t, t.state == s\n",
      "3 objects, 0 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 0 of 0 assessed\nview v\n"
      "= t | open | done\nT-1 | no | yes\nT-2 | yes | no\nT-3 | no | yes" },
    { "one variable may build on another",
      PEOPLE "view v\n  from: g in grade\n  across: p in person, c in p.did where c.hours > 1\n"
             "  columns: g as \"G\", c.fee\n",
      COUNTS "= G | P-2 / C-2\nrather low | 20.5 EUR\nhigh | 20.5 EUR" },
    { "what is known of a column holds in it",
      PEOPLE "view v\n  from: c in course\n  across: p in person where p.boss is set\n"
             "  columns: c, p.boss.id\n  limit: 1\n",
      COUNTS "= c | P-2\nC-1 | P-10" },
    { "texts live as long as the table",
      PEOPLE
      "view v\n  from: g in grade\n  across: t in [p.title otherwise \"?\" for p in person]\n"
      "  columns: g as \"G\", t + \"!\"\n  group: number(g)\n",
      COUNTS "= G | Adam | Zoe\n# 1\nrather low | Adam! | Zoe!\n# 5\nhigh | Adam! | Zoe!" },
    { "nothing to spread leaves the other columns",
      PEOPLE "view v\n  from: c in course\n  across: p in person where p.id == \"?\"\n"
             "  columns: c, c in p.did\n",
      COUNTS "= c\nC-1\nC-2\nC-10" },
    { "what is damaged in one column damages the row",
      PEOPLE "view v\n  from: c in course where c.id == \"C-1\"\n  across: n in [0, 1]\n"
             "  columns: c, 1 / n\n",
      COUNTS "= c | 0 | 1\nC-1 | - | 1\n1 not assessed" },
    { "a scale is all its symbols behind `in`",
      PEOPLE "view v\n  from: g in grade\n"
             "  columns: count(grade), [number(h) for h in grade where h >= g] as \"up\"\n",
      COUNTS "2 | [1, 5]\n2 | [5]" },
};

static const struct case_row totals[] = {
    { "below the rows",
      PEOPLE "view v\n  from: c in course\n  columns: c, total(c.fee), total(c.hours) as \"H\"\n",
      COUNTS "C-1 | 100 EUR | 1\nC-2 | 20.5 EUR | 2.5\nC-10 | - | 1\n+ - | 120.5 EUR | 4.5" },
    { "of each group and of all, each column of its own",
      PEOPLE "view v\n  from: c in course\n  across: p in person\n"
             "  columns: c, total(if c in p.did then c.hours else 0)\n  group: c.fee is set\n",
      COUNTS "= c | P-2 | P-10\n# no\nC-10 | 0 | 0\n+ - | 0 | 0\n"
             "# yes\nC-1 | 1 | 1\nC-2 | 2.5 | 0\n+ - | 3.5 | 1\n+ - | 3.5 | 1" },
    { "what is not known is not zero",
      PEOPLE "view v\n  from: c in course where c.fee is not set\n  columns: c, total(c.fee)\n",
      COUNTS "C-10 | -\n+ - | -" },
    { "of the rows that are shown",
      PEOPLE "view v\n  from: c in course\n  columns: c, total(c.hours)\n"
             "  order: desc(c.hours), c\n  limit: 2\n",
      COUNTS "C-2 | 2.5\nC-1 | 1\n+ - | 3.5" },
    { "no rows, no total",
      PEOPLE "view v\n  from: c in course where c.hours > 9\n  columns: c, total(c.hours)\n",
      "5 objects, 0 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 0 of 0 assessed\nview v" },
    { "durations add up; days and months do not",
      PEOPLE "view v\n  from: n in [1, 2]\n"
             "  columns: n, total(if n == 1 then 5 days else 3 days) as \"days\",\n"
             "           total(if n == 1 then 5 days else 3 months) as \"both\"\n",
      COUNTS "1 | 5 days | 5 days\n2 | 3 days | 3 months\n+ - | 8 days | -\n1 not assessed" },
    { "too large",
      PEOPLE "view v\n  from: n in [1, 2]\n  columns: n, total(5_000_000_000_000 + n) as \"x\"\n",
      COUNTS "1 | 5000000000001\n2 | 5000000000002\n+ - | -\n1 not assessed" },
    { "a function of that name comes first",
      PEOPLE "let total (n: number) = n * 2\n"
             "view v\n  from: c in course where c.id == \"C-2\"\n  columns: c, total(c.hours)\n",
      COUNTS "C-2 | 5" },
};

#define VIEW PEOPLE "view v\n  from: c in course\n"

static const struct case_row faults[] = {
    { "columns that depend on the row",
      VIEW "  across: p in person where c in p.did\n  columns: c, p.title\n",
      "E0405 main:24:16 the columns are the same for all rows, so `across:` cannot depend on what "
      "`from:` binds" },
    { "a list of the row",
      PEOPLE "view v\n  from: p in person\n  across: c in p.did\n  columns: p, c.fee\n",
      "E0405 main:24:16 the columns are the same for all rows, so `across:` cannot depend on what "
      "`from:` binds" },
    { "an index that depends on the row",
      PEOPLE
      "view v\n  from: p in person\n  across: q in person where q.boss is set and q.boss == p\n"
      "  columns: p, q.did\n",
      "E0405 main:24:16 the columns are the same for all rows, so `across:` cannot depend on what "
      "`from:` binds" },
    { "rows that depend on the columns",
      PEOPLE "view v\n  from: c in p.did\n  across: p in person\n  columns: c, p.did\n",
      "E0201 main:23:14 there is nothing named `p` here" },
    { "no column asks", VIEW "  across: p in person\n  columns: c\n",
      "E0405 main:24:16 no column asks for what `across:` binds" },
    { "no column names the row", VIEW "  across: p in person\n  columns: c in p.did\n",
      "E0405 main:25:12 all columns are repeated: none of them names the row" },
    { "a label that is the same each time",
      VIEW "  across: p in person\n  columns: c, c in p.did as \"Done\"\n",
      "E0405 main:25:29 this column is repeated, but its label is the same each time" },
    { "a label that depends on the row",
      VIEW "  across: p in person\n  columns: c, c in p.did as \"{p} {c}\"\n",
      "E0405 main:25:29 this column is repeated, but its label depends on the row" },
    { "two columns without a label",
      VIEW "  across: p in person\n  columns: c, c in p.did, p.title\n",
      "E0405 main:25:27 this column is repeated, but another one without a label is called the "
      "same" },
    { "two columns of one label",
      VIEW "  across: p in person\n  columns: c, c in p.did as \"{p}\", p.title as \"{p}\"\n",
      "E0405 main:25:36 two columns are called `{p}`" },
    { "a hole that may be missing",
      VIEW "  across: p in person\n  columns: c, c in p.did as \"{p.title}\"\n",
      "E0302 main:25:31 `p.title` may be missing, but the text needs it" },
    { "rows in an order of the columns",
      VIEW "  across: p in person\n  columns: c, c in p.did\n  order: c in p.did\n",
      "E0405 main:26:10 rows cannot be ordered by what `across:` binds: it is another one in each "
      "column" },
    { "rows in groups of the columns",
      VIEW "  across: p in person\n  columns: c, c in p.did\n  group: p\n",
      "E0405 main:26:10 rows cannot be grouped by what `across:` binds: it is another one in each "
      "column" },
    { "across binds nothing", VIEW "  across: person\n  columns: c\n",
      "E0113 main:24:11 this binds no variable" },
    { "across twice", VIEW "  across: p in person\n  across: q in person\n  columns: c, p.did\n",
      "E0111 main:25:3 `across` is given twice" },
    { "a total of a text", VIEW "  columns: c, total(c.title)\n",
      "E0309 main:24:21 `total` takes a number, money or a duration, but gets text that may be "
      "missing" },
    { "a total of a list", VIEW "  columns: c, total([1, 2])\n",
      "E0309 main:24:21 `total` takes a number, money or a duration, but gets a list (each a whole "
      "number)" },
    { "a total of nothing, of two", VIEW "  columns: c, total(), total(1, 2) as \"x\"\n",
      "E0309 main:24:15 `total` takes one value\nE0309 main:24:24 `total` takes one value" },
    { "a total elsewhere", VIEW "  columns: c, 1 + total(c.hours)\n",
      "E0207 main:24:19 there is no function named `total`" },
};

/* What shows itself only when the view is evaluated. */
static const struct {
    const char *text, *expected;
} late[] = {
    { "view v\n  from: n in [1, 2]\n  across: m in [0, 1]\n  columns: n, n / m\n",
      "E0320 main:4:15 division by zero (1 and 0)" },
    { "view v\n  from: n in [1, 2]\n"
      "  columns: n, total(if n == 1 then 5 days else 3 months) as \"both\"\n",
      "E0323 main:3:21 this sum mixes months and days" },
    { "view v\n  from: n in [1, 2]\n  columns: n, total(5_000_000_000_000 + n) as \"x\"\n",
      "E0321 main:3:21 this sum is too large" },
};

static void faults_of_values_are_told_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(late) / sizeof(late[0]); i++) {
        struct engine_case c;
        engine_case_open(&c, late[i].text);
        assert_int_equal(engine_case_messages(&c).len, 0);
        engine_case_view(&c, "v");
        assert_string_equal(engine_case_messages(&c).ptr, late[i].expected);
        engine_case_close(&c);
    }
}

/* More columns than anybody reads: the view is refused when it is asked for. */
static void too_many_columns_are_refused(void **state)
{
    static const uint32_t PEOPLE_OF[] = { 999, 1000 };
    (void)state;

    for (size_t i = 0; i < sizeof(PEOPLE_OF) / sizeof(PEOPLE_OF[0]); i++) {
        struct engine_case c;
        struct out text;
        out_open_memory(&text);
        out_text(&text, "kind person\nkind course\ncourse C\n"
                        "view v\n  from: c in course\n  across: p in person\n  columns: c, p.id\n");
        for (uint32_t n = 0; n < PEOPLE_OF[i]; n++)
            out_format(&text, "person P-%u\n", n);
        engine_case_init(&c);
        engine_case_add(&c, STR("project.isms"), STR("project test \"Test\"\n"));
        engine_case_add(&c, STR("main.isms"), out_memory(&text));
        engine_case_run(&c);
        struct str view = engine_case_view(&c, "v");
        struct str messages = engine_case_messages(&c);
        if (PEOPLE_OF[i] < 1000) {
            assert_true(str_ends_with(view, STR(" | P-998")));
            assert_int_equal(messages.len, 0);
        } else {
            assert_string_equal(view.ptr, "no such view");
            assert_string_equal(messages.ptr,
                                "E0605 main:6:16 `across:` gives this view more than 1000 columns");
        }
        out_release(&text);
        engine_case_close(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(too_many_columns_are_refused),
                                        cmocka_unit_test(faults_of_values_are_told_once) };

    return RUN_RESULT_ROWS(spread) + RUN_RESULT_ROWS(totals) + RUN_MESSAGE_ROWS(faults) +
           cmocka_run_group_tests(tests, NULL, NULL);
}
