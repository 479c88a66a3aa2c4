/* test_graph_collapse.c -- pictures over budget: nodes are joined, none is lost. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/test.h"

#include "engine/views/graph_write.h"
#include "tests/unit/graph_sample.h"

struct row {
    const char *name;
    const char *nodes, *edges;
    struct graph_budget budget;
    const char *joined_nodes, *joined_edges, *options;
    uint32_t hidden_edges;
};

static const struct row rows[] = {
    { "within_budget_nothing_changes", "a0 b1 c1", "a>b a>c", { 3, 2 }, "a b c", "a>b a>c", "", 0 },
    { "zero_means_the_defaults", "a0 b1 c1", "a>b a>c", { 0, 0 }, "a b c", "a>b a>c", "", 0 },
    { "same_links_are_joined_first",
      "a0 b1 c1 d1 e2",
      "a>b a>c a>d d>e",
      { 4, 9 },
      "a b, c*2 d e",
      "a>b*2 a>d d>e",
      "collapsed: same links",
      0 },
    { "another_state_keeps_twins_apart",
      "a0 b1g c1o d1o",
      "a>b a>c a>d",
      { 3, 9 },
      "a b c, d*2",
      "a>b a>c*2",
      "collapsed: same links",
      0 },
    { "no_more_than_needed_the_largest_first",
      "a0 b1 c1 d1o e1o f1o",
      "a>b a>c a>d a>e a>f",
      { 4, 9 },
      "a b c d, e, f*3",
      "a>b a>c a>d*3",
      "collapsed: same links",
      0 },
    { "joining_makes_new_twins",
      "a0 b1 c1 d2 e2",
      "a>b a>c b>d c>e",
      { 3, 9 },
      "a b, c*2 d, e*2",
      "a>b*2 b>d*2",
      "collapsed: whole column",
      0 },
    { "groups_come_second",
      "a0 b1-X c1-X d1-Y e2",
      "a>b c>a a>d d>e",
      { 4, 9 },
      "a b, c*2 d e",
      "a>b a>d b>a d>e",
      "collapsed: same group",
      0 },
    { "whole_columns_come_last",
      "a0 b1-X c1-Y d1",
      "a>b c>a",
      { 2, 9 },
      "a b, c, d*3",
      "a>b b>a",
      "collapsed: whole column",
      0 },
    { "too_many_edges_count_too",
      "a0 b1 c1 d2",
      "a>b a>c b>d c>d",
      { 9, 2 },
      "a b, c*2 d",
      "a>b*2 b>d*2",
      "collapsed: same links",
      0 },
    { "links_inside_of_a_box_are_hidden_and_counted",
      "a0 b3 c3",
      "a>b b>c c>b",
      { 2, 9 },
      "a b, c*2",
      "a>b",
      "collapsed: whole column",
      2 },
    { "missing_links_stay",
      "a0 b1 c1",
      "a>b a>c b!b c!c",
      { 2, 9 },
      "a b, c*2",
      "a>b*2 b!b*2",
      "collapsed: same links",
      0 },
};
enum { ROWS = sizeof(rows) / sizeof(rows[0]) };

static void graph_is_collapsed(void **state)
{
    const struct row *row = *state;
    struct arena arena = { 0 };
    struct graph *graph = graph_of(&arena, row->nodes, row->edges);
    struct graph *result = graph_collapse(&arena, graph, &row->budget);
    assert_text(graph_nodes_text(&arena, result), row->joined_nodes);
    assert_text(graph_edges_text(&arena, result), row->joined_edges);
    assert_text(result->options, row->options);
    assert_int_equal(result->hidden_edges, row->hidden_edges);
    arena_release(&arena);
}

static const struct graph_budget tight = { 1, 1 };

static void roots_are_never_collapsed(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct graph *graph = graph_of(&arena, "a0 b1 c1 d1", "a>b a>c a>d");
    graph->nodes[2].is_root = true;
    struct graph *result = graph_collapse(&arena, graph, &tight);
    assert_text(graph_nodes_text(&arena, result), "a b, d*2 c");
    arena_release(&arena);
}

/* A box that swallows boxes still counts objects, not boxes. */
static void a_box_shows_its_worst_state_and_how_many_have_it(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct graph *graph = graph_of(&arena, "a0 b1o c1o d1g e1p f1g", "a>b a>c a>d a>e a>f");
    struct graph *result = graph_collapse(&arena, graph, &tight);
    assert_int_equal(result->node_count, 2);
    assert_int_equal(result->nodes[1].state, STATE_GAP);
    assert_text(result->nodes[1].word, "2 of 5 gap");
    assert_text(result->nodes[1].id, "5 \xc3\x97 Control");
    assert_text(result->nodes[1].title, "b, c, d, e, f");
    arena_release(&arena);
}

static void a_word_that_all_share_stays(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct graph *graph = graph_of(&arena, "a0 b1gX c1gX d1g", "a>b a>c a>d");
    for (uint32_t n = 1; n < 4; n++)
        graph->nodes[n].word = n < 3 ? STR("very high") : STR("high");
    struct graph *two = graph_collapse(&arena, graph, &(struct graph_budget){ 3, 9 });
    assert_text(two->nodes[1].word, "very high");
    assert_text(two->nodes[1].title, "X: b, c");
    struct graph *all = graph_collapse(&arena, graph, &tight);
    assert_text(all->nodes[1].word, "3 of 3 gap");
    assert_text(all->nodes[1].title, "b, c, d");
    arena_release(&arena);
}

static void a_large_graph_fits_the_default_budget(void **state)
{
    (void)state;
    enum { LEAVES = 5000 };
    struct arena arena = { 0 };
    struct graph *graph = graph_of(&arena, "a0", "");
    graph->nodes = ARENA_ARRAY(&arena, struct graph_node, LEAVES + 1);
    graph->edges = ARENA_ARRAY(&arena, struct graph_edge, LEAVES);
    graph->nodes[0] = (struct graph_node){ .id = STR("a"), .count = 1 };
    for (uint32_t n = 1; n <= LEAVES; n++) {
        graph->nodes[n] = (struct graph_node){ .id = arena_format(&arena, "n%u", n),
                                               .rank = 1 + n % 3,
                                               .count = 1 };
        graph->edges[n - 1] = (struct graph_edge){ .from = n, .relation = n % 2, .count = 1 };
    }
    graph->node_count = LEAVES + 1;
    graph->edge_count = LEAVES;
    struct graph *result = graph_collapse(&arena, graph, &(struct graph_budget){ 0 });
    uint32_t objects = 0;
    uint32_t links = 0;
    for (uint32_t n = 0; n < result->node_count; n++)
        objects += result->nodes[n].count;
    for (uint32_t e = 0; e < result->edge_count; e++)
        links += result->edges[e].count;
    assert_true(result->node_count <= 60);
    assert_int_equal(objects, LEAVES + 1);
    assert_int_equal(links + result->hidden_edges, LEAVES);
    arena_release(&arena);
}

int main(void)
{
    struct CMUnitTest tests[ROWS + 4] = {
        [ROWS] = cmocka_unit_test(roots_are_never_collapsed),
        cmocka_unit_test(a_box_shows_its_worst_state_and_how_many_have_it),
        cmocka_unit_test(a_word_that_all_share_stays),
        cmocka_unit_test(a_large_graph_fits_the_default_budget),
    };
    for (size_t i = 0; i < ROWS; i++)
        tests[i] = (struct CMUnitTest){ rows[i].name, graph_is_collapsed, NULL, NULL,
                                        (void *)(uintptr_t)&rows[i] };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
