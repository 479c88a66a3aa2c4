/* test_tests.c -- `test` declarations: their shape, their worlds, what they say. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/engine_case.h"

#define MODEL                                                                                      \
    "scale level\n"                                                                                \
    "  low: 1\n"                                                                                   \
    "  high: 2\n"                                                                                  \
    "kind node\n"                                                                                  \
    "  size: level?\n"                                                                             \
    "  due: date?\n"                                                                               \
    "  next: node*\n"                                                                              \
    "  late: yes-no = due is set and due < today\n"                                                \
    "rule LATE \"Nothing is late\"\n"                                                              \
    "  for: n in node\n"                                                                           \
    "  require: not n.late\n"                                                                      \
    "  message: \"{n} was due {n.due otherwise 'never'}\"\n"                                       \
    "rule PAIR \"Nothing small next to something large\"\n"                                        \
    "  for: a in node, b in a.next where a.size is set and b.size is set\n"                        \
    "  require: a.size >= b.size\n"                                                                \
    "rule SOME \"There are nodes\"\n"                                                              \
    "  require: count(node) > 0\n"

/* Rules that find nothing say so (W0405): the model has an object. */
#define OWN "node OWN\n  size: low\n  next: OWN\n"

static const struct case_row outcomes[] = {
    { "a gap, no gap and a value",
      MODEL OWN "test \"one\"\n"
                "  as-of: 2026-02-01\n"
                "  given:\n"
                "    - node A { due: 2026-01-31, size: high }\n"
                "    - node B { due: 2026-02-01 }\n"
                "  expect:\n"
                "    - LATE on A\n"
                "    - not LATE on B\n"
                "    - A.size == high\n"
                "    - A.late and not B.late\n",
      "ok one" },
    { "what does not hold tells its values",
      MODEL OWN "test \"one\"\n"
                "  as-of: 2026-02-01\n"
                "  given: node A { due: 2026-01-31, size: high }, node B {}\n"
                "  expect:\n"
                "    - not LATE on A\n"
                "    - LATE on B\n"
                "    - A.size == low\n"
                "    - B.size == low\n"
                "    - A.late and B.late\n",
      "FAILED one\n"
      "  E0701 25:7 as of 2026-02-01 this does not hold - LATE reports: A was due 2026-01-31\n"
      "  E0701 26:7 as of 2026-02-01 this does not hold - LATE reports: A was due 2026-01-31\n"
      "  E0701 27:7 as of 2026-02-01 this does not hold - `A.size` is high\n"
      "  E0701 28:7 as of 2026-02-01 this does not hold - `B.size` is not set\n"
      "  E0701 29:7 as of 2026-02-01 this does not hold - `B.late` is no" },
    { "a gap about a record is about the object that it stands in",
      MODEL "node OWN\n  size: low\n  next: OWN\n  parts: OWN\n"
            "kind part\n"
            "  of: node, head: yes\n"
            "  share: number, default: 1\n"
            "extend node\n"
            "  parts: part*\n"
            "rule SHARE\n"
            "  for: n in node, p in n.parts\n"
            "  require: p.share < 5\n"
            "rule PART\n"
            "  for: p in part\n"
            "  require: p.share < 5\n"
            "test \"one\"\n"
            "  as-of: 2026-02-01\n"
            "  given:\n"
            "    - node A { parts: [B, { B, share: 7 }] }\n"
            "    - node B { parts: A }\n"
            "  expect:\n"
            "    - PART on A and PART on [A] and SHARE on A and SHARE on [A, A]\n"
            "    - not PART on B and not SHARE on B and SHARE on [A]\n",
      "ok one" },
    { "several days",
      MODEL OWN "test \"days\"\n"
                "  given: node A { due: 2026-01-31 }\n"
                "  as-of: 2026-01-31\n"
                "  expect: not LATE on A\n"
                "  as-of: 2026-02-01\n"
                "  expect: LATE on A\n"
                "  expect: A.late\n",
      "ok days" },
    { "without a date it is the day of the check",
      MODEL OWN "test \"today\"\n"
                "  given: node A { due: 2026-06-14 }, node B { due: 2026-06-15 }\n"
                "  expect:\n"
                "    - LATE on A\n"
                "    - not LATE on B\n",
      "ok today" },
    { "the project's objects only when they are asked for",
      MODEL OWN "test \"alone\"\n"
                "  expect: count(node) == 0\n"
                "test \"together\"\n"
                "  with: project\n"
                "  given: node A { next: OWN }\n"
                "  expect: node == [OWN, A]\n",
      "ok alone\n"
      "ok together" },
    { "a gap of two objects: both in order, or one of them",
      MODEL OWN "test \"pairs\"\n"
                "  given: node A { size: low, next: B }, node B { size: high }\n"
                "  expect:\n"
                "    - PAIR on [A, B]\n"
                "    - not PAIR on [B, A]\n"
                "    - PAIR on A\n"
                "    - PAIR on B\n",
      "ok pairs" },
    { "a gap about the project as a whole",
      MODEL OWN "test \"none\"\n"
                "  expect: SOME on none\n"
                "test \"one\"\n"
                "  given: node A {}\n"
                "  expect: not SOME on none\n",
      "ok none\n"
      "ok one" },
    { "gaps as data",
      MODEL OWN "test \"data\"\n"
                "  given: node A { due: 2020-01-01 }, node B { due: 2020-01-01 }\n"
                "  expect: count(g in gap where g.rule.id == \"LATE\") == 2\n",
      "ok data" },
    { "given objects refer to each other, in any order",
      MODEL OWN "test \"refs\"\n"
                "  given:\n"
                "    - node A { \"the first\", next: [B, C] }\n"
                "    - node C {}\n"
                "    - node B { next: C }\n"
                "  expect:\n"
                "    - A.next+ == [B, C]\n"
                "    - A.title == \"the first\"\n",
      "ok refs" },
    { "two tests give objects of the same name",
      MODEL OWN "test \"one\"\n"
                "  given: node A { size: high }\n"
                "  expect: A.size == high\n"
                "test \"two\"\n"
                "  given: node A { size: low }\n"
                "  expect: A.size == low\n",
      "ok one\n"
      "ok two" },
    { "a definition that names an object of the project cannot be judged without it",
      MODEL OWN "let main = OWN\n"
                "rule MAIN \"All lead to the main one\"\n"
                "  for: n in node\n"
                "  require: main in n.next\n"
                "test \"alone\"\n"
                "  given: node A {}\n"
                "  expect: MAIN on A\n"
                "test \"with it\"\n"
                "  given: node A {}, node OWN {}\n"
                "  expect: MAIN on A\n",
      "FAILED alone\n"
      "  E0702 27:11 as of 2026-06-15 this cannot be judged - there is nothing named `OWN` here - "
      "give what is missing, or take the project's objects: `with: project`\n"
      "ok with it" },
    { "a division by zero in the world of a test",
      MODEL OWN "let half (n: number) -> number = 1 / n\n"
                "test \"zero\"\n"
                "  expect: half(0) == 1\n",
      "FAILED zero\n"
      "  E0702 23:11 as of 2026-06-15 this cannot be judged - division by zero (1 and 0)" },
};

static const struct case_row faults[] = {
    { "no title", MODEL OWN "test\n  expect: yes\n",
      "E0113 main:21:1 `test` has no name behind it\nFAILED " },
    { "nothing expected", MODEL OWN "test \"x\"\n  as-of: 2026-01-01\n",
      "E0407 main:22:3 nothing is expected as of this date\nFAILED x" },
    { "nothing at all", MODEL OWN "test \"x\"\n",
      "E0407 main:21:6 a test needs `expect:`\nFAILED x" },
    { "no date", MODEL OWN "test \"x\"\n  as-of: tomorrow\n  expect: yes\n",
      "E0407 main:22:10 `as-of:` takes one date, like 2026-06-30\nFAILED x" },
    { "with something else", MODEL OWN "test \"x\"\n  with: all\n  expect: yes\n",
      "E0407 main:22:9 `with:` takes the word `project`\nFAILED x" },
    { "what is given is no object", MODEL OWN "test \"x\"\n  given: A\n  expect: yes\n",
      "E0407 main:22:10 what is given is an object: `KIND ID { field: value }`\nFAILED x" },
    { "another field", MODEL OWN "test \"x\"\n  expects: yes\n",
      "E0203 main:22:3 a test has no field `expects` (fix: expect)\nFAILED x" },
    { "an expectation that cannot be read",
      MODEL OWN "test \"x\"\n  as-of: 2026-01-01\n  expect: LATE on (A\n",
      "E0105 main:23:19 this `(` is not closed\nFAILED x" },
    { "an expectation that is lost", MODEL OWN "test \"x\"\n  expect: yes\n  expects: no\n",
      "E0203 main:23:3 a test has no field `expects` (fix: expect)\nFAILED x" },
    { "an unknown rule", MODEL OWN "test \"x\"\n  given: node A {}\n  expect: LATER on A\n",
      "FAILED x\n  E0201 23:11 there is no rule named `LATER`" },
    { "an unknown object", MODEL OWN "test \"x\"\n  expect: LATE on A\n",
      "FAILED x\n  E0201 22:19 there is nothing named `A` here" },
    { "an object that the project has", MODEL OWN "test \"x\"\n  expect: LATE on OWN\n",
      "FAILED x\n  E0201 22:19 there is nothing named `OWN` here - it is not in the world of this "
      "test: give one, or take the project's objects: `with: project`" },
    { "an unknown kind", MODEL OWN "test \"x\"\n  given: knot A {}\n  expect: yes\n",
      "FAILED x\n  E0202 22:10 there is no kind named `knot` - kinds are declared with `kind knot "
      "\"...\"`" },
    { "an unknown field of a given object",
      MODEL OWN "test \"x\"\n  given: node A { sise: high }\n  expect: yes\n",
      "FAILED x\n  E0203 22:19 a node has no field `sise` - in this node" },
    { "a definition cannot be given",
      MODEL OWN "test \"x\"\n  given: rule R { x: 1 }\n  expect: yes\n",
      "FAILED x\n  E0407 22:10 a test can give objects, but not a `rule`" },
    { "a value without a name", MODEL OWN "test \"x\"\n  given: node A { high }\n  expect: yes\n",
      "FAILED x\n  E0407 22:19 a given object has a title and fields: `{ \"title\", field: value "
      "}`" },
    { "the name of an object of the project",
      MODEL OWN "test \"x\"\n  with: project\n  given: node OWN {}\n  expect: yes\n",
      "FAILED x\n  E0110 23:15 two declarations are named `OWN` - first declaration" },
    { "no condition", MODEL OWN "test \"x\"\n  expect: 3\n",
      "FAILED x\n  E0310 22:11 a condition is yes or no, but this is a whole number" },
    { "gaps are asked for in a rule", MODEL OWN "rule R\n  require: LATE on OWN\n",
      "E0301 main:22:12 `on` asks for gaps, which only a test can do" },
};

/* What the tests of the text try, and what they leave: rules and sides, then place and words. */
static struct str coverage_of(struct engine_case *c, const char *text)
{
    struct engine_coverage coverage = { .has_library = false };
    struct out out;
    uint32_t failed;

    engine_case_open(c, text);
    for (uint32_t i = 0; i < engine_test_count(c->engine); i++)
        diag_sink_release(engine_run_test(c->engine, i, &failed));
    engine_coverage(c->engine, &coverage);
    out_open_memory(&out);
    out_format(&out, "%u of %u, %u of %u", coverage.rules_tried, coverage.rule_count,
               coverage.sides_tried, coverage.sides);
    for (uint32_t i = 0; i < coverage.untried_count; i++) {
        struct place place =
            source_map_place(engine_sources(c->engine), coverage.untried[i].span.lo);
        out_format(&out, "\n%u:%u %.*s: %.*s", place.line, place.column,
                   STR_ARG(coverage.untried[i].rule), STR_ARG(coverage.untried[i].text));
    }
    struct str copy = arena_copy(&c->arena, out_memory(&out));
    out_release(&out);
    return copy;
}

static const struct {
    const char *text, *expected;
} coverages[] = {
    { "kind k\n", "0 of 0, 0 of 0" },
    { "kind k\n  a: yes-no\nk K\n  a: yes\nrule R\n  for: x in k\n  require: x.a\n",
      "0 of 1, 0 of 0\n5:6 R: no test that asks for this rule has a gap of it\n"
      "5:6 R: no test that asks for this rule has a pass of it" },
    { "kind k\n  a: yes-no\n  b: yes-no\nk K\n  a: yes\n  b: yes\n"
      "rule R\n  for: x in k\n  require: x.a or x.b\n"
      "test \"left\"\n  given: k X { a: yes, b: yes }, k Y { a: no, b: no }\n"
      "  expect:\n    - R on Y\n    - not R on X\n",
      "1 of 1, 1 of 2\n9:12 R: the right side of this `or` never was what held" },
    { "kind k\n  a: yes-no\n  b: yes-no\nk K\n  a: yes\n  b: yes\n"
      "rule R\n  for: x in k where x.a or x.b\n  require: x.b\n"
      "test \"both\"\n  given: k X { a: yes, b: no }, k Y { a: no, b: yes }\n"
      "  expect: R on X\n",
      "1 of 1, 2 of 2" },
    { "kind k\n  a: yes-no\nk K\n  a: yes\nrule R\n  for: x in k\n  require: x.a\n"
      "test \"counting is not asking\"\n  given: k X { a: no }\n  expect: count(gap) == 1\n",
      "0 of 1, 0 of 0\n5:6 R: no test that asks for this rule has a gap of it\n"
      "5:6 R: no test that asks for this rule has a pass of it" },
};

static void what_is_tried_is_counted(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(coverages) / sizeof(coverages[0]); i++) {
        struct engine_case c;
        assert_string_equal(coverage_of(&c, coverages[i].text).ptr, coverages[i].expected);
        engine_case_close(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(what_is_tried_is_counted) };

    return RUN_TEST_ROWS(outcomes) + RUN_TEST_ROWS(faults) +
           cmocka_run_group_tests(tests, NULL, NULL);
}
