/* test_recursion.c -- fields that use themselves: which are accepted, and what comes out. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <stdio.h>

#include "engine/engine_state.h"
#include "tests/unit/engine_case.h"

/* ---- what is accepted ---- */

#define LINKED                                                                                     \
    "kind link\n  to: k, head: yes, inverse: incoming\n  from: k?, owner: yes\n  n: integer, "     \
    "default: 1\n"                                                                                 \
    "kind k\n  v: integer?\n  next: link*, inverse: before, acyclic: yes\n  free: k*\n"            \
    "  heavy: k* = [l.to for l in next where l.n > 1], inverse: by-heavy\n"
#define ABC   "k a\n  v: 2\n  next: b, { to: c, n: 3 }\nk b\n  next: c\nk c\n"
#define ASKED "view v\n  from: x in k\n  columns: x.id, x.r\n"

static const struct case_row VALUES[] = {
    { "along the references", LINKED "  r: integer = 1 + sum(x.r for x in next.to)\n" ABC ASKED,
      "a | 4\nb | 2\nc | 1" },
    { "against them", LINKED "  r: integer = 1 + sum(x.r for x in before)\n" ABC ASKED,
      "a | 1\nb | 2\nc | 4" },
    { "through the records in between",
      LINKED "  r: integer = (v otherwise 0) + sum(l.n * l.from.r for l in incoming)\n" ABC ASKED,
      "a | 2\nb | 2\nc | 8" },
    { "through own records",
      LINKED "  r: integer = 1 + sum(l.n * l.to.r for l in next)\n" ABC ASKED,
      "a | 6\nb | 2\nc | 1" },
    { "a computed part of the references",
      LINKED "  r: integer = 1 + sum(x.r for x in heavy)\n" ABC ASKED, "a | 2\nb | 1\nc | 1" },
    { "the inverse of a computed part",
      LINKED "  r: integer = 1 + sum(x.r for x in by-heavy)\n" ABC ASKED, "a | 1\nb | 1\nc | 2" },
    { "several steps", LINKED "  r: integer = 1 + sum(x.r for x in before+)\n" ABC ASKED,
      "a | 1\nb | 2\nc | 4" },
    { "lists", LINKED "  r: k* = [self] union [y for x in before for y in x.r]\n" ABC ASKED,
      "a | [a]\nb | [a, b]\nc | [a, b, c]" },
    { "lists of texts",
      LINKED "  r: text* = [id] union [y for x in next.to for y in x.r]\n" ABC ASKED,
      "a | [a, b, c]\nb | [b, c]\nc | [c]" },
    { "several fields that need each other",
      LINKED
      "  r: integer = s + 1\n  s: integer = sum(x.t for x in before)\n  t: integer = r * 2\n" ABC
          ASKED,
      "a | 1\nb | 3\nc | 9" },
    { "a default",
      LINKED "  r: integer, default: 1 + sum(x.r for x in before)\n"
             "k a\n  next: b\nk b\n  r: 10\n  next: c\nk c\n" ASKED,
      "a | 1\nb | 10\nc | 11" },
    { "the one that comes first",
      LINKED "  r: text = first(before).r otherwise id\n" ABC ASKED,
      "a | a\nb | a\nc | a" },
    { "kinds that extend each other",
      "kind k\n  next: k*, acyclic: yes\n  r: integer = 1 + sum(x.r for x in next)\n"
      "kind l extends k\nk a\n  next: b\nl b\n  next: c\nk c\n" ASKED,
      "a | 3\nc | 1\nb | 2" },
};

static int run_value_cases(void)
{
    int failed = 0;

    for (size_t i = 0; i < sizeof(VALUES) / sizeof(VALUES[0]); i++) {
        struct engine_case c;
        engine_case_open(&c, VALUES[i].source);
        struct str text = engine_case_view(&c, "v");
        struct str messages = engine_case_messages(&c);
        if (messages.len > 0 || !str_equal(text, str_from(VALUES[i].expected))) {
            fprintf(stderr, "%s:\n%.*s%.*s\n", VALUES[i].name, STR_ARG(messages), STR_ARG(text));
            failed++;
        }
        engine_case_close(&c);
    }
    return failed;
}

static void formulas_give_their_values(void **state)
{
    (void)state;
    assert_int_equal(run_value_cases(), 0);
}

static const struct case_row FAULTS[] = {
    { "references that may go round",
      "kind k\n  next: k*\n  r: integer = 1 + sum(x.r for x in next)\n",
      "E0411 main:3:3 these definitions go round in a circle: k.r -> k.r" },
    { "both directions",
      "kind k\n  next: k*, inverse: before, acyclic: yes\n"
      "  r: integer = sum(x.r for x in next) + sum(x.r for x in before)\n",
      "E0411 main:3:3 these definitions go round in a circle: k.r -> k.r" },
    { "there and back",
      "kind k\n  next: k*, inverse: before, acyclic: yes\n"
      "  r: integer = sum(y.r for x in next for y in x.before)\n",
      "E0411 main:3:3 these definitions go round in a circle: k.r -> k.r" },
    { "two fields, one in each direction",
      "kind k\n  next: k*, inverse: before, acyclic: yes\n"
      "  r: integer = sum(x.s for x in next)\n  s: integer = sum(x.r for x in before)\n",
      "E0411 main:3:3 these definitions go round in a circle: k.r -> k.s -> k.r" },
    { "two acyclic fields",
      "kind k\n  next: k*, acyclic: yes\n  other: k*, acyclic: yes\n"
      "  r: integer = sum(x.r for x in next) + sum(x.r for x in other)\n",
      "E0411 main:4:3 these definitions go round in a circle: k.r -> k.r" },
    { "the object itself among the others",
      "kind k\n  next: k*, acyclic: yes\n  r: integer = 1 + sum(x.r for x in next*)\n",
      "E0411 main:3:3 these definitions go round in a circle: k.r -> k.r" },
    { "a greatest value over a closure is computed for all objects at once",
      "kind k\n  next: k*, acyclic: yes\n  r: integer? = max(x.r for x in next+)\n",
      "E0411 main:3:3 these definitions go round in a circle: k.r -> k.r" },
    { "two fields of one object, beside steps",
      "kind k\n  next: k*, acyclic: yes\n  r: integer = s + sum(x.r for x in next)\n"
      "  s: integer = r\n",
      "E0411 main:3:3 these definitions go round in a circle: k.r -> k.r" },
    { "any object",
      "kind k\n  next: k*, acyclic: yes\n  r: integer = count(x in k where x.r > 1)\n",
      "E0411 main:3:3 these definitions go round in a circle: k.r -> k.r" },
    { "found by what is computed",
      "kind k\n  next: k*, acyclic: yes\n  r: k* = [x for x in k where self in x.r]\n",
      "E0411 main:3:3 these definitions go round in a circle: k.r -> k.r" },
    { "its own inverse", "kind k\n  next: k*, acyclic: yes\n  r: k* = s, inverse: s\n",
      "E0411 main:3:3 these definitions go round in a circle: k.r -> k.r" },
    { "records that may stand in another field too",
      "kind link\n  to: k, head: yes, inverse: incoming\n  from: k?, owner: yes\n"
      "kind k\n  next: link*, acyclic: yes\n  other: link*\n"
      "  r: integer = count(l in incoming where l.from is set and l.from.r > 1)\n",
      "E0411 main:7:3 these definitions go round in a circle: k.r -> k.r" },
    { "a formula with an error of its own",
      "kind k\n  next: k*, acyclic: yes\n  r: integer = 1 + sum(x.r for x in next) + nowhere\n",
      "E0201 main:3:45 there is nothing named `nowhere` here" },
    { "an owner that could be typed in",
      "kind l\n  to: k, head: yes\n  from: k, owner: yes\n  of: k?, owner: yes\n"
      "  by: k?, owner: yes\nkind k\n  next: l*\n",
      "E0403 main:3:3 the owner of a record is a single reference with `?` that nobody types in\n"
      "E0403 main:5:3 a kind has only one `owner: yes`" },
    { "an owner that is typed in",
      "kind l\n  to: k, head: yes\n  from: k?, owner: yes\nkind k\n  next: l*\n"
      "k a\n  next: { to: b, from: b }\nk b\n",
      "E0307 main:7:18 `from` is made by the tool and cannot be typed in" },
    { "another formula",
      "kind k\n  a: integer = 1, replaceable: yes\n  b: integer = 1\n  c: integer?, replaceable: "
      "yes\n"
      "extend k\n  a: integer = 2\n  b: integer = 2\n"
      "extend k\n  a: integer = 3\n",
      "E0403 main:4:3 `replaceable:` is for computed fields, but `c` is a whole number\n"
      "E0110 main:7:3 `k` has a field `b` already\n"
      "E0110 main:9:3 `a` has another formula already" },
    { "another type", "kind k\n  a: integer = 1, replaceable: yes\nextend k\n  a: integer? = 2\n",
      "E0403 main:4:3 `a` can only be given another formula, of the same type: a whole number" },
};

static const struct case_row GAPS[] = {
    { "a circle of objects: nobody knows its values, nor what rests on them",
      "kind k\n  next: k*, inverse: before, acyclic: yes\n"
      "  r: integer = 1 + sum(x.r for x in before)\n"
      "k a\n  next: b\nk b\n  next: a, c\nk c\nk d\n  next: e\nk e\n"
      "rule R \"r\"\n  for: x in k\n  forbid: x.r > 0\n  message: \"{x} has {x.r}\"\n",
      "E0410 main:5:9 these objects refer to each other in a circle: a -> b -> a\n"
      "R error main:9:3 d has 1\nR error main:11:3 e has 2" },
    { "a formula that is replaced counts everywhere",
      "kind k\n  a: integer = 1, replaceable: yes\n  b: integer = a + 1\n"
      "extend k\n  a: integer = 10\nk o\n"
      "rule R \"r\"\n  for: x in k\n  forbid: x.b > 0\n  message: \"{x} has {x.b}\"\n",
      "R error main:6:3 o has 11" },
};

static void faults_are_told(void **state)
{
    (void)state;
    assert_int_equal(RUN_MESSAGE_ROWS(FAULTS) + RUN_GAP_ROWS(GAPS), 0);
}

/* ---- against a naive fixpoint ---- */

enum { NODES_MOST = 14, NETWORKS = 120 };

struct network {
    uint32_t nodes;
    uint32_t name[NODES_MOST];               /* shuffled: no order by id works */
    uint32_t weight[NODES_MOST][NODES_MOST]; /* of the link from i to a later j; 0: none */
    int32_t own[NODES_MOST];                 /* -1: not set */
    int64_t best[NODES_MOST], ways[NODES_MOST], deep[NODES_MOST];
};

static void make_network(struct network *network, struct random *random)
{
    *network = (struct network){ .nodes = 1 + random_below(random, NODES_MOST) };
    for (uint32_t i = 0; i < network->nodes; i++) {
        uint32_t other = random_below(random, i + 1);
        network->name[i] = network->name[other];
        network->name[other] = i;
        network->own[i] = (int32_t)random_below(random, 9) - 3;
        if (network->own[i] < 0)
            network->own[i] = -1;
        for (uint32_t j = i + 1; j < network->nodes; j++)
            if (random_below(random, 3) == 0)
                network->weight[i][j] = 1 + random_below(random, 4);
    }
}

/* All values from those of the last round, as often as the longest path could need. */
static void find_fixpoint(struct network *network)
{
    for (uint32_t round = 0; round < network->nodes; round++)
        for (uint32_t to = 0; to < network->nodes; to++) {
            int64_t best = network->own[to], ways = 1, deep = 0;
            for (uint32_t from = 0; from < network->nodes; from++) {
                int64_t weight = network->weight[from][to];
                if (weight == 0)
                    continue;
                if (network->best[from] >= 0 && network->best[from] * weight > best)
                    best = network->best[from] * weight;
                ways += weight * network->ways[from];
                deep = network->deep[from] + 1 > deep ? network->deep[from] + 1 : deep;
            }
            network->best[to] = best;
            network->ways[to] = ways;
            network->deep[to] = deep;
        }
}

static void write_network(struct out *out, const struct network *network)
{
    out_text(out, "kind link\n  to: k, head: yes, inverse: incoming\n  from: k?, owner: yes\n"
                  "  w: integer, default: 1\n"
                  "kind k\n  own: integer?\n  next: link*, inverse: before, acyclic: yes\n"
                  "  best: integer? = max([own] union [l.w * l.from.best for l in incoming])\n"
                  "  ways: integer = 1 + from-above\n"
                  "  from-above: integer = sum(l.w * l.from.ways for l in incoming)\n"
                  "  deep: integer = max([0] union [x.deep + 1 for x in before]) otherwise 0\n");
    for (uint32_t i = 0; i < network->nodes; i++) {
        out_format(out, "k n%02u\n", network->name[i]);
        if (network->own[i] >= 0)
            out_format(out, "  own: %d\n", network->own[i]);
        for (uint32_t j = 0; j < network->nodes; j++)
            if (network->weight[i][j] == 1)
                out_format(out, "  next: n%02u\n", network->name[j]);
            else if (network->weight[i][j] > 0)
                out_format(out, "  next: { n%02u, w: %u }\n", network->name[j],
                           network->weight[i][j]);
    }
    out_text(out, "view v\n  from: x in k\n  columns: x.id, x.best, x.ways, x.deep\n");
    out_char(out, '\0');
}

static void write_expected(struct out *out, const struct network *network)
{
    for (uint32_t name = 0; name < network->nodes; name++)
        for (uint32_t i = 0; i < network->nodes; i++) {
            if (network->name[i] != name)
                continue;
            out_format(out, "%sn%02u | ", name > 0 ? "\n" : "", name);
            if (network->best[i] < 0)
                out_text(out, "-");
            else
                out_format(out, "%lld", (long long)network->best[i]);
            out_format(out, " | %lld | %lld", (long long)network->ways[i],
                       (long long)network->deep[i]);
        }
    out_char(out, '\0');
}

static void values_equal_a_fixpoint(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < NETWORKS; i++) {
        struct random random = { i + 4000 };
        struct network network;
        struct engine_case c;
        struct out text, expected;

        make_network(&network, &random);
        for (uint32_t n = 0; n < network.nodes; n++)
            network.best[n] = -1;
        find_fixpoint(&network);
        out_open_memory(&text);
        write_network(&text, &network);
        out_open_memory(&expected);
        write_expected(&expected, &network);
        engine_case_open(&c, out_memory(&text).ptr);
        assert_text(engine_case_messages(&c), "");
        assert_text(engine_case_view(&c, "v"), out_memory(&expected).ptr);
        engine_case_close(&c);
        out_release(&text);
        out_release(&expected);
    }
}

/* ---- depth ---- */

enum { CHAIN = 200000 };

static void a_long_chain_needs_no_stack(void **state)
{
    struct engine_case c;
    struct out text;

    (void)state;
    out_open_memory(&text);
    out_text(&text, "kind k\n  next: k?, inverse: before, acyclic: yes\n"
                    "  up: integer = 1 + sum(x.up for x in before)\n"
                    "  down: integer = 1 + (if next is set then next.down else 0)\n");
    for (uint32_t i = 0; i + 1 < CHAIN; i++) /* the ids run against the chain */
        out_format(&text, "k n%u\n  next: n%u\n", 1000000 + i + 1, 1000000 + i);
    out_format(&text,
               "k n%u\nview v\n  from: x in k where x.id == \"n1000000\" or x.id == \"n%u\"\n"
               "  columns: x.id, x.up, x.down\n",
               1000000, 1000000 + CHAIN - 1);
    out_char(&text, '\0');
    engine_case_open(&c, out_memory(&text).ptr);
    assert_text(engine_case_messages(&c), "");
    assert_text(engine_case_view(&c, "v"), "n1000000 | 200000 | 1\nn1199999 | 1 | 200000");
    engine_case_close(&c);
    out_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formulas_give_their_values),
        cmocka_unit_test(faults_are_told),
        cmocka_unit_test(values_equal_a_fixpoint),
        cmocka_unit_test(a_long_chain_needs_no_stack),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
