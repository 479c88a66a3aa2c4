/* test_relations.c -- relations spelled out in clauses: what they give, what they refuse. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/engine_case.h"

#define NODES                                                                                      \
    "kind node\n"                                                                                  \
    "  next: node*, inverse: before\n"                                                             \
    "  parent: node?\n"                                                                            \
    "  n: number, default: 0\n"

#define CIRCLE_AND_TAIL                                                                            \
    NODES                                                                                          \
    "node A\n"                                                                                     \
    "  next: B\n"                                                                                  \
    "node B\n"                                                                                     \
    "  next: C, D\n"                                                                               \
    "node C\n"                                                                                     \
    "  next: A\n"                                                                                  \
    "node D\n"                                                                                     \
    "  parent: A\n"                                                                                \
    "node E\n"                                                                                     \
    "  next: D\n"                                                                                  \
    "  parent: D\n"

#define EACH(condition)                                                                            \
    "view v\n"                                                                                     \
    "  from: a in node\n"                                                                          \
    "  columns: a.id, [b for b in node where " condition "] as \"b\"\n"

#define COUNTS(objects)                                                                            \
#objects " objects, 0 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 0 of 0 assessed"

#define REACHED                                                                                    \
    COUNTS(5)                                                                                      \
    "\n"                                                                                           \
    "view v\n"                                                                                     \
    "A | [A, B, C, D]\n"                                                                           \
    "B | [A, B, C, D]\n"                                                                           \
    "C | [A, B, C, D]\n"                                                                           \
    "D | []\n"                                                                                     \
    "E | [D]"

static const struct case_row meaning[] = {
    { "the step first, then the relation",
      CIRCLE_AND_TAIL EACH("reach(a, b)") "relation reach (a: node, b: node)\n"
                                          "  when: b in a.next\n"
                                          "  when: some c in a.next where reach(c, b)\n",
      REACHED },
    { "the relation first, then the step",
      CIRCLE_AND_TAIL EACH(
          "reach(a, b)") "relation reach (a: node, b: node)\n"
                         "  when: some c in node where reach(a, c) and b in c.next\n"
                         "  when: b in a.next\n",
      REACHED },
    { "the relation twice",
      CIRCLE_AND_TAIL EACH(
          "reach(a, b)") "relation reach (a: node, b: node)\n"
                         "  when: b in a.next\n"
                         "  when: some c in node where reach(a, c) and reach(c, b)\n",
      REACHED },
    { "all in one clause",
      CIRCLE_AND_TAIL EACH(
          "reach(a, b)") "relation reach (a: node, b: node)\n"
                         "  when: b in a.next or some c in a.next where reach(c, b)\n",
      REACHED },
    { "backwards, from what is reached",
      CIRCLE_AND_TAIL EACH("reach(b, a)") "relation reach (a: node, b: node)\n"
                                          "  when: b in a.next\n"
                                          "  when: some c in a.next where reach(c, b)\n",
      COUNTS(5) "\n"
                "view v\n"
                "A | [A, B, C]\n"
                "B | [A, B, C]\n"
                "C | [A, B, C]\n"
                "D | [A, B, C, E]\n"
                "E | []" },
    { "of one object",
      CIRCLE_AND_TAIL "relation circular (a: node)\n"
                      "  when: a in a.next+\n"
                      "  when: some b in a.before where circular(b)\n"
                      "view v\n"
                      "  from: a in node where circular(a)\n"
                      "  columns: a.id\n",
      COUNTS(5) "\n"
                "view v\n"
                "A\nB\nC\nD" },
    { "of three objects",
      CIRCLE_AND_TAIL "relation two-steps (a: node, b: node, c: node)\n"
                      "  when: b in a.next and c in b.next\n"
                      "view v\n"
                      "  from: a in node, b in node, c in node where two-steps(a, b, c)\n"
                      "  columns: a.id, b.id, c.id\n",
      COUNTS(5) "\n"
                "view v\n"
                "A | B | C\n"
                "A | B | D\n"
                "B | C | A\n"
                "C | A | B" },
    { "two that use each other",
      CIRCLE_AND_TAIL EACH("even(a, b)") "relation even (a: node, b: node)\n"
                                         "  when: a == b\n"
                                         "  when: some c in a.next where odd(c, b)\n"
                                         "relation odd (a: node, b: node)\n"
                                         "  when: some c in a.next where even(c, b)\n",
      COUNTS(5) "\n"
                "view v\n"
                "A | [A, B, C, D]\n"
                "B | [A, B, C, D]\n"
                "C | [A, B, C, D]\n"
                "D | [D]\n"
                "E | [E]" },
    { "an argument that is no variable",
      CIRCLE_AND_TAIL EACH("akin(a, b)") "relation akin (a: node, b: node)\n"
                                         "  when: a == b\n"
                                         "  when: a.parent is set and akin(a.parent, b)\n"
                                         "  when: b.parent is set and akin(a, b.parent)\n",
      COUNTS(5) "\n"
                "view v\n"
                "A | [A, D, E]\n"
                "B | [B]\n"
                "C | [C]\n"
                "D | [A, D, E]\n"
                "E | [A, D, E]" },
    { "one that uses the absence of another",
      CIRCLE_AND_TAIL EACH("apart(a, b)") "relation reach (a: node, b: node)\n"
                                          "  when: b in a.next+\n"
                                          "relation apart (a: node, b: node)\n"
                                          "  when: not reach(a, b) and not reach(b, a)\n",
      COUNTS(5) "\n"
                "view v\n"
                "A | [E]\n"
                "B | [E]\n"
                "C | [E]\n"
                "D | [D]\n"
                "E | [A, B, C, E]" },
    { "in a computed field, a let, a rule and a message",
      CIRCLE_AND_TAIL "relation reach (a: node, b: node)\n"
                      "  when: b in a.next\n"
                      "  when: some c in a.next where reach(c, b)\n"
                      "extend node\n"
                      "  reached: node* = [b for b in node where reach(self, b)]\n"
                      "let far (a: node) -> yes-no = reach(a, D)\n"
                      "rule R\n"
                      "  for: a in node where far(a)\n"
                      "  require: not reach(a, a)\n"
                      "  message: \"{a} reaches {count(b in node where reach(a, b))}\"\n",
      "R error A reaches 4\n"
      "R error B reaches 4\n"
      "R error C reaches 4\n"
      "5 objects, 1 rules, 1 failed, 0 vacuous, 3/0/0 gaps, 4 of 4 assessed" },
    { "a guard is tested before what it guards",
      NODES
      "node A\n"
      "  n: 0\n"
      "  next: B\n"
      "node B\n"
      "  n: 2\n"
      "  next: A\n"
      "relation ok (a: node, b: node)\n"
      "  when: b in a.next and b.n != 0 and 4 / b.n == 2\n"
      "  when: some c in a.next where ok(c, b) and c.n != 0 and 4 / c.n == 2\n" EACH("ok(a, b)"),
      COUNTS(2) "\n"
                "view v\n"
                "A | [B]\n"
                "B | []" },
    { "a guard over two variables is tested before what it guards",
      NODES
      "node A\n"
      "  n: 0\n"
      "node B\n"
      "  n: 2\n"
      "relation ok (a: node, b: node)\n"
      "  when: (a.n != 0 or b.n > 5) and\n"
      "        some c in [x for x in node where 4 / a.n == x.n] where b == c\n" EACH("ok(a, b)"),
      COUNTS(2) "\n"
                "view v\n"
                "A | []\n"
                "B | [B]" },
    { "a guard is tested before the argument of a relation",
      NODES "node A\n"
            "  n: 0\n"
            "  next: B\n"
            "node B\n"
            "  n: 2\n"
            "  next: A\n"
            "let like (k: number) -> node = first([x for x in node where x.n == k]) otherwise A\n"
            "relation ok (a: node, b: node)\n"
            "  when: a.n == 2\n"
            "  when: a.n != 0 and ok(like(4 / a.n), b) and b.n == 0\n" EACH("ok(a, b)"),
      COUNTS(2) "\n"
                "view v\n"
                "A | []\n"
                "B | [A, B]" },
    { "a guard is tested before the object that a relation is asked about",
      NODES "node A\n"
            "  n: 0\n"
            "  next: B\n"
            "node B\n"
            "  n: 2\n"
            "  next: A\n"
            "let like (k: number) -> node = first([x for x in node where x.n == k]) otherwise A\n"
            "relation leads (a: node, b: node)\n"
            "  when: b in a.next\n"
            "view v\n"
            "  from: a in node\n"
            "  columns:\n"
            "    - a.id\n"
            "    - some b in node where a.n != 0 and leads(b, like(4 / a.n))\n"
            "    - some b in node where a.n != 0 and b.before == [like(4 / a.n)]\n",
      COUNTS(2) "\n"
                "view v\n"
                "A | no | no\n"
                "B | yes | yes" },
    { "a rule is not applicable to what the relation leaves out",
      CIRCLE_AND_TAIL "relation leads (a: node, b: node)\n"
                      "  when: b in a.next\n"
                      "rule R\n"
                      "  for: b in node where leads(B, b)\n"
                      "  require: b.n == 0\n"
                      "view v\n"
                      "  from: k in rule\n"
                      "  columns: k.passed, k.failed, k.not-applicable\n",
      "5 objects, 1 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 2 of 2 assessed\n"
      "view v\n"
      "2 | 0 | 3" },
    { "damage makes what rests on it not assessed",
      NODES "node A\n"
            "  next: B\n"
            "node B\n"
            "  next: NOBODY\n"
            "relation reach (a: node, b: node)\n"
            "  when: b in a.next\n"
            "  when: some c in a.next where reach(c, b)\n"
            "rule R\n"
            "  for: a in node, b in node\n"
            "  require: reach(a, b)\n",
      "E0201 there is no node named `NOBODY`\n"
      "2 objects, 1 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 0 of 4 assessed" },
    { "a clause that is lost makes what rests on it not assessed",
      NODES "node A\n"
            "  next: A\n"
            "node B\n"
            "relation reach (a: node, b: node)\n"
            "  when: b in a.next\n"
            "  whem: a == b\n"
            "rule R\n"
            "  for: a in node\n"
            "  require: reach(a, a)\n",
      "E0203 a relation has no field `whem` (fix: when)\n"
      "2 objects, 1 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 0 of 2 assessed" },
    { "an unknown kind is told once",
      NODES "node A\n"
            "relation far (a: nod, b: node)\n"
            "  when: a.n > b.n\n"
            "rule R\n"
            "  for: a in node\n"
            "  require: far(a, a)\n",
      "E0202 there is no type, kind or scale named `nod` (fix: node)\n"
      "1 objects, 1 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 0 of 1 assessed" },
    { "pairs that may be none are not gone through",
      NODES "node A\n"
            "  next: NOBODY\n"
            "relation far (a: node, b: node)\n"
            "  when: not (b in a.next)\n"
            "rule R\n"
            "  for: a in node, b in node where far(a, b)\n"
            "  require: a.n > 100\n",
      "E0201 there is no node named `NOBODY`\n"
      "1 objects, 1 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 0 of 1 assessed" },
    { "drawn as edges",
      CIRCLE_AND_TAIL "relation reach (a: node, b: node)\n"
                      "  when: b in a.next\n"
                      "  when: some c in a.next where reach(c, b)\n"
                      "graph g\n"
                      "  nodes: a in node where a in [A, D, E]\n"
                      "  edges: reach, node.parent\n",
      COUNTS(5) "\n"
                "graph g\n"
                "node A\n"
                "node D\n"
                "node E\n"
                "A -reach-> A\n"
                "A -reach-> D\n"
                "D -parent-> A\n"
                "E -reach-> D\n"
                "E -parent-> D" },
    { "records go in by their number, objects by their id",
      "kind link\n"
      "  to: node, head: yes\n"
      "  strong: yes-no, default: yes\n"
      "kind node\n"
      "  links: link*\n"
      "node A\n"
      "  links: B, { to: C, strong: no }\n"
      "node B\n"
      "  links: C\n"
      "node C\n"
      "relation strongly (a: node, b: node)\n"
      "  when: some l in a.links where l.strong and l.to == b\n"
      "  when: some l in a.links where l.strong and strongly(l.to, b)\n" EACH("strongly(a, b)"),
      COUNTS(3) "\n"
                "view v\n"
                "A | [B, C]\n"
                "B | [C]\n"
                "C | []" },
};

static const struct case_row faults[] = {
    { "no parameters", "relation r\n  when: yes\n", "E0406 main:1:10 a relation needs parameters" },
    { "a parameter without a type", NODES "relation r (a)\n  when: yes\n",
      "E0113 main:5:13 a parameter needs a type: `name: type`" },
    { "a parameter that is no object", "relation r (a: number)\n  when: a > 1\n",
      "E0406 main:1:10 the parameters of a relation are objects of some kind" },
    { "a parameter that is a list", NODES "relation r (a: node*)\n  when: a is empty\n",
      "E0406 main:5:10 the parameters of a relation are objects of some kind" },
    { "nothing says when", NODES "relation r (a: node)\n",
      "E0406 main:5:10 nothing says when `r` holds" },
    { "another field", NODES "relation r (a: node)\n  when: yes\n  then: no\n",
      "E0203 main:7:3 a relation has no field `then` (fix: when)" },
    { "two conditions in one line", NODES "relation r (a: node)\n  when: yes, no\n",
      "E0305 main:6:14 `when:` takes one condition, not several" },
    { "a clause without a value", NODES "relation r (a: node)\n  when:\n",
      "E0113 main:6:3 `when:` has no value" },
    { "a clause that is no condition", NODES "relation r (a: node)\n  when: a.n\n",
      "E0310 main:6:9 a condition is yes or no, but this is a number" },
    { "too few arguments", NODES "relation r (a: node, b: node)\n  when: r(a)\n",
      "E0309 main:6:9 `r` takes 2 arguments, not 1" },
    { "an argument of another kind",
      NODES "kind other\nrelation r (a: node)\n  when: yes\nrelation s (o: other)\n  when: r(o)\n",
      "E0301 main:9:11 the parameter `a` of `r` takes a node, but this is an other" },
    { "an argument that may be missing", NODES "relation r (a: node)\n  when: r(a.parent)\n",
      "E0302 main:6:11 `a.parent` may be missing, but a condition needs a value" },
    { "its own absence", NODES "relation r (a: node)\n  when: not r(a)\n",
      "E0411 main:6:13 a relation cannot depend on itself through `not`: r -> (not) r" },
    { "its own absence, through another",
      NODES "relation r (a: node)\n"
            "  when: no b in a.next where s(b)\n"
            "relation s (a: node)\n"
            "  when: some b in a.next where r(b)\n",
      "E0411 main:6:30 a relation cannot depend on itself through `no`: r -> (no) s -> r" },
    { "its own presence in all",
      NODES "relation r (a: node)\n  when: every b in a.next satisfies r(b)\n",
      "E0411 main:6:37 a relation cannot depend on itself through `every`: r -> (every) r" },
    { "its own number", NODES "relation r (a: node)\n  when: count(b in a.next where r(b)) > 1\n",
      "E0411 main:6:33 a relation cannot depend on itself through a formula: r -> (formula) "
      "r" },
    { "a field in between",
      NODES "extend node\n"
            "  good: yes-no = r(self)\n"
            "relation r (a: node)\n"
            "  when: some b in a.next where b.good\n",
      "E0411 main:6:3 these definitions go round in a circle: r -> node.good -> r" },
    { "a let in between",
      NODES "let f (a: node) -> yes-no = r(a)\n"
            "relation r (a: node)\n"
            "  when: f(a)\n",
      "E0411 main:5:5 these definitions go round in a circle: r -> f -> r" },
    { "gaps, in a rule",
      NODES "relation about (g: gap, a: node)\n  when: a in g.objects\n"
            "node A\nrule R\n  for: a in node\n  require: no g in gap where about(g, a)\n",
      "E0412 main:8:6 a rule cannot ask about gaps, which are the results of rules" },
    { "a name that is taken", NODES "let r = 1\nrelation r (a: node)\n  when: yes\n",
      "E0110 main:6:10 two declarations are named `r`" },
    { "an unknown relation, nearly named",
      NODES "relation reach (a: node)\n  when: a in a.next\nrule R\n  for: a in node\n"
            "  require: raech(a)\n",
      "E0207 main:9:12 there is no function named `raech` (fix: reach)" },
};

/* ---- all ways to say the same give the same ---- */

static const char SAME[] =
    "relation right (a: node, b: node)\n"
    "  when: b in a.next\n"
    "  when: some c in a.next where right(c, b)\n"
    "relation left (a: node, b: node)\n"
    "  when: b in a.next\n"
    "  when: some c in node where left(a, c) and b in c.next\n"
    "relation twice (a: node, b: node)\n"
    "  when: b in a.next\n"
    "  when: some c in node where twice(a, c) and twice(c, b)\n"
    "relation mutual (a: node, b: node)\n"
    "  when: b in a.next or some c in a.next where helper(c, b)\n"
    "relation helper (a: node, b: node)\n"
    "  when: mutual(a, b)\n"
    "relation heavy (a: node, b: node)\n"
    "  when: b in a.next and b.n > 1\n"
    "  when: some c in a.next where c.n > 1 and heavy(c, b)\n"
    "rule SAME\n"
    "  for: a in node, b in node\n"
    "  require: (b in a.next+) == right(a, b) and right(a, b) == left(a, b)\n"
    "           and left(a, b) == twice(a, b) and twice(a, b) == mutual(a, b)\n"
    "rule BACK\n"
    "  for: b in node\n"
    "  let: back = [a for a in node where b in a.next+]\n"
    "  require: [a for a in node where right(a, b)] == back and [a for a in node where left(a, b)] "
    "== back\n"
    "           and [a for a in node where twice(a, b)] == back\n"
    "           and [a for a in node where mutual(a, b)] == back\n"
    "rule HEAVY\n"
    "  for: a in node, b in node\n"
    "  require: heavy(a, b) implies right(a, b) and b.n > 1\n";

static void add_random_nodes(struct out *out, struct random *random)
{
    uint32_t count = 1 + random_below(random, 9);

    for (uint32_t i = 0; i < count; i++) {
        uint32_t links = random_below(random, 4);
        out_format(out, "node N%u\n  n: %u\n", i, random_below(random, 4));
        for (uint32_t l = 0; l < links; l++)
            out_format(out, "%s N%u", l == 0 ? "  next:" : ",", random_below(random, count));
        out_format(out, "\n");
    }
}

static void all_ways_to_say_the_same_agree(void **state)
{
    struct random random = { 20261121 };

    (void)state;
    for (int model = 0; model < 300; model++) {
        struct engine_case c;
        struct out out;
        struct engine_counts counts;

        out_open_memory(&out);
        out_format(&out, NODES "%s", SAME);
        add_random_nodes(&out, &random);
        out_char(&out, '\0');
        engine_case_open(&c, out_memory(&out).ptr);
        assert_string_equal(engine_case_gaps(&c).ptr, "");
        counts = engine_counts(c.engine);
        assert_int_equal(counts.not_assessed, 0);
        engine_case_close(&c);
        out_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(all_ways_to_say_the_same_agree) };

    return RUN_RESULT_ROWS(meaning) + RUN_MESSAGE_ROWS(faults) +
           cmocka_run_group_tests(tests, NULL, NULL);
}
