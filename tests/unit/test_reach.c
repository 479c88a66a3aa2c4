/* test_reach.c -- who reaches whom, against brute force, and what questions cost. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/reach.h"
#include "tests/unit/engine_case.h"

enum { NODES_MOST = 70, NETWORKS = 300, FIRST = 5 };

struct network {
    struct arena arena;
    uint32_t nodes, rows; /* those beyond the rows lead nowhere */
    bool reach[NODES_MOST][NODES_MOST];
    struct edges links, backwards;
};

/* Links go downwards, except for some; so there are few circles or many. */
static bool has_link(struct random *random, uint32_t from, uint32_t to, uint32_t kind)
{
    if (from >= to && random_below(random, 40) >= kind % 4)
        return false;
    return random_below(random, 100) < 1 + kind * 2;
}

static struct edges links_of(struct network *network, bool is_backwards)
{
    uint32_t nodes = network->nodes;
    uint32_t *starts = ARENA_ARRAY(&network->arena, uint32_t, nodes + 1);
    uint32_t *items = ARENA_ARRAY(&network->arena, uint32_t, nodes * nodes);
    uint32_t rows = is_backwards ? nodes : network->rows;
    uint32_t count = 0;

    for (uint32_t i = 0; i < rows; i++) {
        for (uint32_t j = 0; j < nodes; j++)
            if (is_backwards ? network->reach[j][i] : network->reach[i][j])
                items[count++] = FIRST + j;
        starts[i + 1] = count;
    }
    return (struct edges){ FIRST, rows, starts, items };
}

static void make_network(struct network *network, struct random *random)
{
    uint32_t nodes = 2 + random_below(random, NODES_MOST - 1);
    uint32_t kind = random_below(random, 8);

    *network = (struct network){ .nodes = nodes, .rows = nodes - random_below(random, 2) };
    for (uint32_t i = 0; i < network->rows; i++)
        for (uint32_t j = 0; j < nodes; j++)
            network->reach[i][j] = has_link(random, i, j, kind);
    network->links = links_of(network, false);
    network->backwards = links_of(network, true);
    for (uint32_t k = 0; k < nodes; k++)
        for (uint32_t i = 0; i < nodes; i++)
            for (uint32_t j = 0; j < nodes; j++)
                network->reach[i][j] =
                    network->reach[i][j] || (network->reach[i][k] && network->reach[k][j]);
}

/* Components are shared with whoever walks the links backwards. */
static struct reach *reach_of(struct network *network, bool is_turned)
{
    struct components components =
        components_of_links(&network->arena, is_turned ? &network->backwards : &network->links);

    components.is_turned = is_turned;
    return reach_new(&network->arena, &network->links, components);
}

/* In the order of a habit: any two, always from one, always to one, or to two in turn. */
static void choose(struct random *random, uint32_t habit, uint32_t nodes, uint32_t *ret_pair)
{
    ret_pair[0] = random_below(random, nodes);
    ret_pair[1] = random_below(random, nodes);
    if (habit == 1)
        ret_pair[0] = 0;
    if (habit >= 2)
        ret_pair[1] = nodes - 1 - random_below(random, habit - 1);
}

static void answers_equal_brute_force(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < NETWORKS; i++) {
        struct random random = { i + 7000 };
        struct network network;
        struct reach *reach;
        uint64_t steps = 0;
        make_network(&network, &random);
        reach = reach_of(&network, i % 2 != 0);
        for (uint32_t question = 0; question < 4000; question++) {
            uint32_t pair[2];
            choose(&random, question / 500 % 4, network.nodes, pair);
            bool holds = reach_holds(reach, FIRST + pair[0], FIRST + pair[1], &steps);
            if (holds != network.reach[pair[0]][pair[1]])
                fail_msg("network %u: %u to %u", i, pair[0], pair[1]);
        }
        assert_false(reach_holds(reach, 1, FIRST, &steps));
        assert_false(reach_holds(reach, FIRST, FIRST + NODES_MOST, &steps));
        arena_release(&network.arena);
    }
}

/* ---- cost ---- */

enum shape { CHAIN, RING, TREE, DIAMONDS, LAYERS, SHAPES };

/* The links of one object; those beyond the end are left out. */
static uint32_t targets_of(enum shape shape, uint32_t at, uint32_t nodes, uint32_t *ret_targets)
{
    uint32_t layer = 100;

    ret_targets[0] = shape == CHAIN    ? at + 1
                     : shape == RING   ? (at + 1) % nodes
                     : shape == TREE   ? 2 * at + 1
                     : shape == LAYERS ? (at / layer + 1) * layer + at * 7 % layer
                                       : at / 2 * 2 + 2;
    ret_targets[1] = shape == TREE     ? 2 * at + 2
                     : shape == LAYERS ? (at / layer + 1) * layer + (at * 31 + 13) % layer
                                       : at / 2 * 2 + 3;
    return shape == CHAIN || shape == RING ? 1 : 2;
}

static struct edges shape_links(struct arena *arena, enum shape shape, uint32_t nodes)
{
    uint32_t *starts = ARENA_ARRAY(arena, uint32_t, (size_t)nodes + 1);
    uint32_t *items = ARENA_ARRAY(arena, uint32_t, (size_t)nodes * 2);
    uint32_t count = 0;

    for (uint32_t i = 0; i < nodes; i++) {
        uint32_t targets[2];
        uint32_t wanted = targets_of(shape, i, nodes, targets);
        for (uint32_t t = 0; t < wanted; t++)
            if (targets[t] < nodes)
                items[count++] = targets[t] + 1;
        starts[i + 1] = count;
    }
    return (struct edges){ 1, nodes, starts, items };
}

enum question { TO_ITSELF, TO_ONE, FROM_ONE, QUESTIONS };

static uint64_t steps_for(enum shape shape, enum question question, uint32_t nodes)
{
    struct arena arena = { 0 };
    struct edges links = shape_links(&arena, shape, nodes);
    struct reach *reach = reach_new(&arena, &links, components_of_links(&arena, &links));
    uint64_t steps = 0;

    for (uint32_t i = 1; i <= nodes; i++) {
        uint32_t from = question == FROM_ONE ? 3 : i;
        uint32_t to = question == TO_ONE ? nodes - 5 : i;
        reach_holds(reach, from, to, &steps);
    }
    arena_release(&arena);
    return steps;
}

static void questions_cost_in_proportion(void **state)
{
    (void)state;
    for (int shape = CHAIN; shape < SHAPES; shape++)
        for (int question = TO_ITSELF; question < QUESTIONS; question++) {
            uint64_t steps = steps_for((enum shape)shape, (enum question)question, 50000);
            if (steps > 16 * 50000)
                fail_msg("shape %d, question %d: %llu steps", shape, question,
                         (unsigned long long)steps);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_equal_brute_force),
        cmocka_unit_test(questions_cost_in_proportion),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
