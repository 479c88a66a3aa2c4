/* test_graph_slice.c -- the part of a graph that a few roots reach. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/test.h"

#include "engine/views/graph_write.h"
#include "tests/unit/graph_sample.h"

enum { ALL = (int)-1 };

/* a and b are policies, c and d controls, e a risk; c names b against the direction of the picture.
 */
static const char nodes[] = "a0 b0 c1 d1 e2 f3 g3 h3";
static const char edges[] = "a>c c>e c>b d>e e>f f>g g>h h>f";

struct row {
    const char *name;
    const char *roots; /* letters */
    int up, down;
    const char *nodes, *edges, *options;
    uint32_t hidden_nodes, hidden_edges;
};

static const struct row rows[] = {
    { "no_steps_leave_the_root_alone", "c", 0, 0, "c", "", "root c, up 0, down 0", 7, 8 },
    { "down_follows_the_order_of_the_ranks", "c", 0, 1, "c e", "c>e", "root c, up 0, down 1", 6,
      7 },
    { "up_finds_who_is_left_whoever_names_whom", "c", 1, 0, "a b c", "a>c c>b",
      "root c, up 1, down 0", 5, 6 },
    { "two_steps_down", "c", 0, 2, "c e f", "c>e e>f", "root c, up 0, down 2", 5, 6 },
    { "inside_of_a_rank_down_follows_the_edges", "f", 0, 1, "f g", "f>g", "root f, up 0, down 1", 6,
      7 },
    { "inside_of_a_rank_up_goes_against_them", "g", 1, 0, "f g", "f>g", "root g, up 1, down 0", 6,
      7 },
    { "all_ends_in_a_cycle", "g", 0, ALL, "f g h", "f>g g>h h>f", "root g, up 0, down all", 5, 5 },
    { "up_and_down_do_not_turn_round", "e", ALL, 0, "a b c d e", "a>c c>b c>e d>e",
      "root e, up all, down 0", 3, 4 },
    { "everything", "e", ALL, ALL, "a b c d e f g h", "a>c c>b c>e d>e e>f f>g g>h h>f",
      "root e, up all, down all", 0, 0 },
    { "links_between_shown_nodes_are_all_shown", "fgh", 0, 0, "f g h", "f>g g>h h>f",
      "roots f, g, h, up 0, down 0", 5, 5 },
    { "many_roots_are_counted", "abcdz", 0, 0, "a b c d", "a>c c>b",
      "roots a, b, c and 2 more, up 0, down 0", 4, 6 },
};
enum { ROWS = sizeof(rows) / sizeof(rows[0]) };

static void slice_is_cut(void **state)
{
    const struct row *row = *state;
    struct arena arena = { 0 };
    struct str roots[8];
    uint32_t count = 0;
    for (const char *root = row->roots; *root != '\0'; root++)
        roots[count++] = (struct str){ root, 1 };
    struct graph_slice slice = { roots, count, (uint32_t)row->up, (uint32_t)row->down };
    struct graph *part = graph_slice(&arena, graph_of(&arena, nodes, edges), &slice);
    assert_non_null(part);
    assert_text(graph_nodes_text(&arena, part), row->nodes);
    assert_text(graph_edges_text(&arena, part), row->edges);
    assert_text(part->options, row->options);
    assert_int_equal(part->hidden_nodes, row->hidden_nodes);
    assert_int_equal(part->hidden_edges, row->hidden_edges);
    for (uint32_t n = 0; n < part->node_count; n++)
        assert_int_equal(part->nodes[n].is_root,
                         strchr(row->roots, part->nodes[n].id.ptr[0]) != NULL);
    arena_release(&arena);
}

static void an_unknown_root_gives_nothing(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct str root = STR("z");
    struct graph_slice slice = { &root, 1, 1, 1 };
    assert_null(graph_slice(&arena, graph_of(&arena, nodes, edges), &slice));
    slice.root_count = 0;
    assert_null(graph_slice(&arena, graph_of(&arena, nodes, edges), &slice));
    arena_release(&arena);
}

static void missing_links_lead_nowhere_and_are_not_counted(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct str root = STR("a");
    struct graph_slice slice = { &root, 1, GRAPH_ALL_STEPS, GRAPH_ALL_STEPS };
    struct graph *part = graph_slice(&arena, graph_of(&arena, "a0 b1 c1", "a!b a!a c!c"), &slice);
    assert_text(graph_nodes_text(&arena, part), "a");
    assert_text(graph_edges_text(&arena, part), "a!a");
    assert_int_equal(part->hidden_edges, 0);
    arena_release(&arena);
}

static void slices_of_slices_add_up(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct str root = STR("e");
    struct graph_slice wide = { &root, 1, GRAPH_ALL_STEPS, 0 };
    struct graph_slice narrow = { &root, 1, 1, 0 };
    struct graph *part = graph_slice(&arena, graph_of(&arena, nodes, edges), &wide);
    part = graph_slice(&arena, part, &narrow);
    assert_text(graph_nodes_text(&arena, part), "c d e");
    assert_int_equal(part->hidden_nodes, 5);
    assert_int_equal(part->hidden_edges, 6);
    assert_text(part->options, "root e, up all, down 0; root e, up 1, down 0");
    arena_release(&arena);
}

int main(void)
{
    struct CMUnitTest tests[ROWS + 3] = {
        [ROWS] = cmocka_unit_test(an_unknown_root_gives_nothing),
        cmocka_unit_test(missing_links_lead_nowhere_and_are_not_counted),
        cmocka_unit_test(slices_of_slices_add_up),
    };
    for (size_t i = 0; i < ROWS; i++)
        tests[i] = (struct CMUnitTest){ rows[i].name, slice_is_cut, NULL, NULL,
                                        (void *)(uintptr_t)&rows[i] };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
