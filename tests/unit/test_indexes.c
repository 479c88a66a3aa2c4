/* test_indexes.c -- conditions that an index helps with, and the same without. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/random_model.h"

enum { MODELS = 30 };

/* Each pair says the same; the second in a way that no index helps with. */
static const char *const PAIRS[][2] = {
    { "x in base, p in person where x.owner is set and x.owner == p",
      "x in base, p in person where x.owner is set and not (x.owner != p)" },
    { "p in person, x in base where x.owner is set and x.owner == p",
      "p in person, x in base where x.owner is set and not (x.owner != p)" },
    { "p in person, x in leaf where x.owner is set and p == x.owner",
      "p in person, x in leaf where x.owner is set and not (p != x.owner)" },
    { "y in base, x in base where y in x.next",
      "y in base, x in base where not (y not in x.next)" },
    { "y in base, x in leaf where y in x.next and y != x",
      "y in base, x in leaf where not (y not in x.next or y == x)" },
    { "y in leaf, x in base where y.nearest is set and y.nearest == x",
      "y in leaf, x in base where y.nearest is set and not (y.nearest != x)" },
    { "x in base, y in leaf where y.nearest is set and y.nearest == x",
      "x in base, y in leaf where y.nearest is set and not (y.nearest != x)" },
    { "x in base, y in base where x in y.before",
      "x in base, y in base where not (x not in y.before)" },
    { "x in base, y in base where x in y.linked",
      "x in base, y in base where not (x not in y.linked)" },
    { "x in base, y in base where x in y.links.to",
      "x in base, y in base where not (x not in y.links.to)" },
    { "x in base, l in link where l.to == x", "x in base, l in link where not (l.to != x)" },
    { "l in link, x in base where l in x.links",
      "l in link, x in base where not (l not in x.links)" },
    { "p in person where some x in base where x.owner is set and x.owner == p",
      "p in person where some x in base where x.owner is set and not (x.owner != p)" },
    { "p in person where every x in base satisfies (x.owner is set implies x.owner == p)",
      "p in person where no x in base where not (x.owner is set implies x.owner == p)" },
    { "p in person where count(x in base where x.owner is set and x.owner == p) > 1",
      "p in person where count(x in base where x.owner is set and not (x.owner != p)) > 1" },
    { "p in person where exactly 1 x in base where x.owner is set and x.owner == p",
      "p in person where exactly 1 x in base where x.owner is set and not (x.owner != p)" },
    { "t in team, p in person where t.lead == p",
      "t in team, p in person where not (t.lead != p)" },
    { "p in person, t in team where t.who == p", "p in person, t in team where not (t.who != p)" },
    { "x in base, p in person where x.owner is set and p == x.owner",
      "x in base, p in person where x.owner is set and not (p != x.owner)" },
    { "x in base, y in base where y in x.next",
      "x in base, y in base where not (y not in x.next)" },
    { "x in base, y in leaf where y in x.next+",
      "x in base, y in leaf where not (y not in x.next+)" },
    { "x in base, y in base where x in y.next+",
      "x in base, y in base where not (x not in y.next+)" },
    { "x in base, y in base where x.level == y.level",
      "x in base, y in base where not (x.level != y.level)" },
    { "x in leaf, y in leaf where x.extra == y.id + \"!\"",
      "x in leaf, y in leaf where not (x.extra != y.id + \"!\")" },
    { "x in base, y in base where x.title is set and y.title is set and x.title == y.title",
      "x in base, y in base where x.title is set and y.title is set and not (x.title != y.title)" },
    { "x in base, y in leaf where x.kind == y.kind and x.level == y.level and x.id != y.id",
      "x in base, y in leaf where not (x.kind != y.kind or x.level != y.level) and x.id != y.id" },
    { "x in base, y in base where x.owner is set and y.owner is set and x.owner == y.owner and "
      "x.total == y.total",
      "x in base, y in base where x.owner is set and y.owner is set and not (x.owner != y.owner) "
      "and not (x.total != y.total)" },
    { "x in base, y in base where y in x.next and y.level == x.level",
      "x in base, y in base where not (y not in x.next) and not (y.level != x.level)" },
    { "x in base, y in base where x.owner is set and x.owner in y.next.owner",
      "x in base, y in base where x.owner is set and not (x.owner not in y.next.owner)" },
    { "x in base, y in base where x.score is set and y.score is set and x.score == y.score",
      "x in base, y in base where x.score is set and y.score is set and not (x.score != y.score)" },
    { "x in base, y in base where x.n is set and y.n is set and y.n == x.n + 1",
      "x in base, y in base where x.n is set and y.n is set and not (y.n != x.n + 1)" },
    { "p in person where at least 2 x in base where x.level == high",
      "p in person where at least 2 x in base where not (x.level != high)" },
    { "p in person where (max(x.level for x in base where x.owner is set and x.owner == p and "
      "x.level != high) otherwise low) == medium",
      "p in person where (max(x.level for x in base where x.owner is set and not (x.owner != p) "
      "and x.level != high) otherwise low) == medium" },
    { "p in person where count(x in base where x.total == 3 and x.level == low) > 0",
      "p in person where count(x in base where not (x.total != 3) and not (x.level != low)) > 0" },
    { "p in person, q in person where q.boss is set and q.boss == p and p.boss is set and p.boss "
      "== q",
      "p in person, q in person where q.boss is set and not (q.boss != p) and p.boss is set and "
      "not (p.boss != q)" },
};

static void write_rule(struct out *out, const char *binding)
{
    char first = binding[0];
    const char *second = strstr(binding, ", ");

    out_format(out, "rule R\n  for: %s\n  require: no\n  message: \"{%c}", binding, first);
    if (second)
        out_format(out, " {%c}", second[2]);
    out_text(out, "\"\n\n");
}

static struct str gaps_of(struct engine_case *c, const struct paragraphs *paragraphs,
                          const char *binding)
{
    struct paragraphs with_rule = { 0 };
    struct str gaps;
    struct out out;

    for (uint32_t i = 0; i < paragraphs->items.count; i++)
        VEC_PUSH(&with_rule.items, paragraphs->items.items[i]);
    out_open_memory(&out);
    write_rule(&out, binding);
    add_paragraph(&with_rule, &out);
    out_release(&out);
    engine_case_init(c);
    run_model(c, &with_rule, 1);
    gaps = engine_case_gaps(c);
    paragraphs_release(&with_rule);
    return gaps;
}

static void indexes_equal_nested_loops(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < MODELS; i++) {
        struct random random = { i + 3000 };
        struct paragraphs paragraphs;
        make_model(&paragraphs, &random);
        for (size_t pair = 0; pair < sizeof(PAIRS) / sizeof(PAIRS[0]); pair++) {
            struct engine_case first, second;
            struct str by_index = gaps_of(&first, &paragraphs, PAIRS[pair][0]);
            struct str by_loop = gaps_of(&second, &paragraphs, PAIRS[pair][1]);
            if (engine_sink(first.engine)->counts[SEVERITY_ERROR] > 0)
                fail_msg("%.*s", STR_ARG(engine_case_messages(&first)));
            if (!str_equal(by_index, by_loop))
                fail_msg("%s:\n%.*s\n--- but %s:\n%.*s", PAIRS[pair][0], STR_ARG(by_index),
                         PAIRS[pair][1], STR_ARG(by_loop));
            engine_case_close(&first);
            engine_case_close(&second);
        }
        paragraphs_release(&paragraphs);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(indexes_equal_nested_loops),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
