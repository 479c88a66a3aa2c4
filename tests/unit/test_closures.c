/* test_closures.c -- closures against brute force, and what they cost. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/engine_state.h"
#include "tests/unit/engine_case.h"

enum { NODES_MOST = 12, NETWORKS = 150 };

/* ---- closures against brute force ---- */

struct network {
    uint32_t nodes;
    bool edge[NODES_MOST][NODES_MOST];
    bool reach[NODES_MOST][NODES_MOST]; /* one or more steps */
    int32_t value[NODES_MOST];          /* -1: not set */
};

static void make_network(struct network *network, struct random *random)
{
    uint32_t density = 1 + random_below(random, 8);

    *network = (struct network){ .nodes = 1 + random_below(random, NODES_MOST) };
    for (uint32_t i = 0; i < network->nodes; i++) {
        network->value[i] = (int32_t)random_below(random, 8) - 1;
        for (uint32_t j = 0; j < network->nodes; j++)
            network->reach[i][j] = network->edge[i][j] =
                random_below(random, 10) < density / 3 + 1 && random_below(random, 3) == 0;
    }
    for (uint32_t k = 0; k < network->nodes; k++)
        for (uint32_t i = 0; i < network->nodes; i++)
            for (uint32_t j = 0; j < network->nodes; j++)
                network->reach[i][j] =
                    network->reach[i][j] || (network->reach[i][k] && network->reach[k][j]);
}

/* The same edges as references, as records and, turned round, as inverses. */
static void write_network(struct out *out, const struct network *network)
{
    out_text(out, "kind k\n  next: k*, inverse: before\n  links: link*\n  v: integer?\n  back: k*\n"
                  "  made: k* = [x for x in next where yes]\n"
                  "kind link\n  to: k, head: yes\n");
    for (uint32_t i = 0; i < network->nodes; i++) {
        out_format(out, "k n%02u\n", i);
        if (network->value[i] >= 0)
            out_format(out, "  v: %d\n", network->value[i]);
        for (uint32_t j = 0; j < network->nodes; j++) {
            if (network->edge[i][j])
                out_format(out, "  next: n%02u\n  links: { to: n%02u }\n", j, j);
            if (network->edge[j][i])
                out_format(out, "  back: n%02u\n", j);
        }
    }
}

static void write_columns(struct out *out, const char *path)
{
    out_format(
        out,
        "view v\n  from: x in k\n  columns: x.id, max(y.v for y in x.%s+), min(y.v for y in "
        "x.%s*), "
        "some y in x.%s+ where y.v is set and y.v > 5, no y in x.%s* where y.v is not set, "
        "every y in x.%s+ satisfies y.v is set and y.v < 5, "
        "count(x.%s+), sum(y.v for y in x.%s*), x reaches n00 via %s, "
        "max(y.v for y in x.%s+ where y.v is set and y.v < 3), n00 in x.%s+, "
        "n00 not in x.%s*, count(y in k where y in x.%s+), count(y in k where x in y.%s+.%s*)\n",
        path, path, path, path, path, path, path, path, path, path, path, path, path, path);
}

static bool reaches(const struct network *network, uint32_t from, uint32_t to, bool is_plus)
{
    return network->reach[from][to] || (!is_plus && from == to);
}

/* Folds by looking at every object: 0 max, 1 min, 2 count, 3 sum, 4 how many without, 5 max
 * below 3. */
static int32_t fold(const struct network *network, uint32_t from, bool is_plus, int what)
{
    int32_t result = what < 2 || what == 5 ? -1 : 0;

    for (uint32_t to = 0; to < network->nodes; to++) {
        int32_t v = network->value[to];
        if (!reaches(network, from, to, is_plus))
            continue;
        result += what == 2 || (what == 4 && v < 0);
        if (v < 0 || (what == 5 && v >= 3))
            continue;
        if (what == 3)
            result += v;
        else if (((what == 0 || what == 5) && v > result) ||
                 (what == 1 && (result < 0 || v < result)))
            result = v;
    }
    return result;
}

static int32_t count_reaching(const struct network *network, uint32_t to)
{
    int32_t count = 0;

    for (uint32_t from = 0; from < network->nodes; from++)
        count += network->reach[from][to];
    return count;
}

static void write_number(struct out *out, int32_t number)
{
    if (number < 0)
        out_text(out, " | -");
    else
        out_format(out, " | %d", number);
}

static const char *yes_no(bool yes)
{
    return yes ? "yes" : "no";
}

static void write_expected(struct out *out, const struct network *network)
{
    for (uint32_t i = 0; i < network->nodes; i++) {
        int32_t greatest = fold(network, i, true, 0);
        bool all_small = fold(network, i, true, 4) == 0 && greatest < 5;
        out_format(out, "%sn%02u", i > 0 ? "\n" : "", i);
        write_number(out, greatest);
        write_number(out, fold(network, i, false, 1));
        out_format(out, " | %s | %s | %s", yes_no(greatest > 5),
                   yes_no(fold(network, i, false, 4) == 0), yes_no(all_small));
        write_number(out, fold(network, i, true, 2));
        write_number(out, fold(network, i, false, 3));
        out_format(out, " | %s", yes_no(network->reach[i][0]));
        write_number(out, fold(network, i, true, 5));
        out_format(out, " | %s | %s", yes_no(network->reach[i][0]),
                   yes_no(!reaches(network, i, 0, false)));
        write_number(out, fold(network, i, true, 2));
        write_number(out, count_reaching(network, i));
    }
}

static void check_network(const struct network *network, const char *path)
{
    struct engine_case c;
    struct out text, expected;

    out_open_memory(&text);
    write_network(&text, network);
    write_columns(&text, path);
    out_char(&text, '\0');
    out_open_memory(&expected);
    write_expected(&expected, network);
    out_char(&expected, '\0');
    engine_case_open(&c, out_memory(&text).ptr);
    assert_text(engine_case_messages(&c), "");
    assert_text(engine_case_view(&c, "v"), out_memory(&expected).ptr);
    engine_case_close(&c);
    out_release(&text);
    out_release(&expected);
}

static void turn_round(struct network *network)
{
    struct network old = *network;

    for (uint32_t i = 0; i < network->nodes; i++)
        for (uint32_t j = 0; j < network->nodes; j++)
            network->reach[i][j] = old.reach[j][i];
}

static void closures_equal_brute_force(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < NETWORKS; i++) {
        struct random random = { i + 2000 };
        struct network network;
        make_network(&network, &random);
        check_network(&network, "next");
        check_network(&network, "links");
        check_network(&network, "made");
        turn_round(&network);
        check_network(&network, "before");
        check_network(&network, "back");
    }
}

/* ---- cost ---- */

enum shape { CHAIN, STAR, RING, SHAPES };

static uint64_t steps_for(enum shape shape, uint32_t nodes)
{
    struct engine_case c;
    struct out out;
    uint64_t steps;

    out_open_memory(&out);
    out_text(
        &out,
        "kind k\n  next: k?\n  n: integer, default: 3\n"
        "  m: integer? = max(x.n for x in self.next*)\n"
        "rule R\n  for: x in k\n"
        "  require: x.m is set and not (x reaches n7 via next and n7 not in x.next+) and\n"
        "    (x reaches x via next or x not in x.next+) and (every y in x.next+ satisfies y.n < 4) "
        "and\n"
        "    (some y in x.next* where y.n > 2) and (min(y.n for y in x.next+) otherwise 3) == 3\n");
    for (uint32_t i = 0; i < nodes; i++) {
        uint32_t target = shape == STAR ? 0 : (i + 1) % nodes;
        out_format(&out, "k n%u\n", i);
        if (shape == RING || (shape == CHAIN && target != 0) || (shape == STAR && i != 0))
            out_format(&out, "  next: n%u\n", target);
    }
    out_char(&out, '\0');
    engine_case_open(&c, out_memory(&out).ptr);
    assert_text(engine_case_messages(&c), "");
    assert_text(engine_case_gaps(&c), "");
    steps = c.engine->evaluator.steps;
    engine_case_close(&c);
    out_release(&out);
    return steps;
}

static void closures_take_steps_in_proportion(void **state)
{
    (void)state;
    for (int shape = CHAIN; shape < SHAPES; shape++) {
        uint64_t half = steps_for((enum shape)shape, 50000);
        uint64_t whole = steps_for((enum shape)shape, 100000);
        assert_true(half >= 50000);
        assert_true(whole <= half * 2 + 100);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(closures_equal_brute_force),
        cmocka_unit_test(closures_take_steps_in_proportion),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
