/* test_graph_layout.c -- asking for a layout: broken answers, broken drawers, and what a good one
 * keeps. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/test.h"

#include "engine/views/graph_compose.h"
#include "engine/views/graph_route.h"
#include "engine/views/graph_write.h"
#include "tests/unit/graph_sample.h"

#include <errno.h>

/* ---------------------------------------------------------------- answers */

/* Two boxes, one line; see row `good`. */
static struct layout *two_boxes(struct arena *arena)
{
    return layout_prepare(arena, graph_of(arena, "a0 b1", "a>b"));
}

struct answer_row {
    const char *name, *answer;
    int result;
};

#define GRAPH "graph 1 5.0 2.5\n"
#define NODES "node n0 1 1.25 1 0.5 x\nnode n1 3.5 1.25 1 0.5 x\n"
#define EDGE  "edge n0 n1 4 1.5 1.25 2 1.25 2.5 1.25 3 1.25 solid black\n"

static const struct answer_row answer_rows[] = {
    { "a_good_answer_is_read", GRAPH NODES EDGE "stop\n", 0 },
    { "the_last_line_may_lack_its_end", GRAPH NODES EDGE "stop", 0 },
    { "invisible_lines_are_passed_over", GRAPH NODES EDGE "edge n1 n0 4 0 0 0 0 0 0 0 0 x\nstop\n",
      0 },
    { "invisible_points_are_passed_over",
      GRAPH NODES "node s0 1 1 0.01 0.01 x\nedge n0 s0 4 0 0 0 0 0 0 0 0 x\n" EDGE "stop\n", 0 },
    { "tiny_numbers_are_zero", GRAPH NODES "edge n0 n1 4 1e-05 2.5e-06 2 1.25 2.5 1.25 3 1.25\n",
      0 },
    { "an_empty_answer_is_refused", "", -EPROTO },
    { "garbage_is_refused", "Segmentation fault\n", -EPROTO },
    { "a_missing_node_is_refused", GRAPH "node n0 1 1.25 1 0.5 x\n" EDGE "stop\n", -EPROTO },
    { "a_missing_line_is_refused", GRAPH NODES "stop\n", -EPROTO },
    { "an_unknown_node_is_refused", GRAPH NODES EDGE "node n2 1 1 1 1 x\n", -EPROTO },
    { "a_huge_node_number_is_refused", GRAPH NODES EDGE "node n99999999999 1 1 1 1 x\n", -EPROTO },
    { "a_huge_coordinate_is_refused", GRAPH "node n0 999999999 1 1 1 x\n", -EPROTO },
    { "not_a_number_is_refused", GRAPH "node n0 nan 1 1 1 x\n", -EPROTO },
    { "a_large_exponent_is_refused", GRAPH "node n0 1e+09 1 1 1 x\n", -EPROTO },
    { "two_points_in_a_number_are_refused", GRAPH "node n0 1.2.3 1 1 1 x\n", -EPROTO },
    { "too_few_points_are_refused", GRAPH NODES "edge n0 n1 3 1 1 2 2 3 3 x\n", -EPROTO },
    { "cut_points_are_refused", GRAPH NODES "edge n0 n1 4 1 1 2 2 3 3\n", -EPROTO },
    { "many_points_are_refused", GRAPH NODES "edge n0 n1 999999999 1 1\n", -EPROTO },
    { "an_empty_line_is_refused", GRAPH NODES EDGE "\nstop\n", -EPROTO },
};
enum { ANSWER_ROWS = sizeof(answer_rows) / sizeof(answer_rows[0]) };

static void answer_is_read(void **state)
{
    const struct answer_row *row = *state;
    struct arena arena = { 0 };
    struct layout *layout = two_boxes(&arena);
    assert_int_equal(layout_read_answer(&arena, str_from(row->answer), layout), row->result);
    if (row->result == 0) {
        assert_int_equal(layout->width, 3600);
        assert_int_equal(layout->boxes[1].centre.x, 2520);
        assert_int_equal(layout->boxes[1].centre.y, 900); /* y turned round */
        assert_int_equal(layout->lines[0].point_count, 4);
        assert_int_equal(layout->lines[0].points[3].x, 2160);
    }
    arena_release(&arena);
}

/* ---------------------------------------------------------------- drawers */

struct drawer_row {
    const char *name, *script;
    int result;
    const char *reason; /* how it begins */
};

static const struct drawer_row drawer_rows[] = {
    { "a_crash_is_told", "kill -SEGV $$", -EPROTO, "the drawing program crashed (signal 11)" },
    { "a_failure_is_told_with_its_reason", "echo 'no memory' >&2; exit 1", -EPROTO,
      "the drawing program failed (exit status 1): no memory" },
    { "an_endless_layout_is_stopped", "while :; do :; done", -ETIME,
      "the drawing took too long (2 s of computing, 10 s in all)" },
    { "an_answer_to_another_question_is_refused", "echo hello", -EPROTO,
      "the drawing program gave an answer that is no layout" },
};
enum { DRAWER_ROWS = sizeof(drawer_rows) / sizeof(drawer_rows[0]) };

static int draw(struct arena *arena, struct str drawer, struct str *ret_reason)
{
    struct out out;
    struct title_block block = sample_block((struct str){ 0 });
    struct picture_options options = { .format = PICTURE_SVG, .drawer = drawer };
    out_open_memory(&out);
    struct graph *graph = sample_trace(arena, (struct str){ 0 });
    int result = graph_write_picture(&out, graph, &block, &options, arena, ret_reason);
    if (result != 0)
        assert_int_equal(out.len, 0);
    out_release(&out);
    return result;
}

static void drawer_is_survived(void **state)
{
    const struct drawer_row *row = *state;
    struct arena arena = { 0 };
    struct str reason = { 0 };
    assert_int_equal(draw(&arena, stub_drawer(&arena, row->script), &reason), row->result);
    if (!str_starts_with(reason, str_from(row->reason)))
        fail_msg("reason is \"%.*s\"", STR_ARG(reason));
    arena_release(&arena);
}

static void a_missing_drawer_is_told(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct str reason = { 0 };
    assert_int_equal(draw(&arena, STR("/nonexistent/isms-draw"), &reason), -ENOENT);
    assert_true(
        str_starts_with(reason, STR("cannot start the drawing program `/nonexistent/isms-draw`")));
    assert_int_equal(draw(&arena, STR("/nonexistent/isms-draw"), NULL), -ENOENT);
    arena_release(&arena);
}

/* ---------------------------------------------------------------- layouts of Graphviz */

/* Numbers that look random and are the same everywhere. */
static uint32_t next_number(uint32_t *state, uint32_t below)
{
    *state = *state * 1664525 + 1013904223;
    return (*state >> 8) % below;
}

static struct graph *random_graph(struct arena *arena, uint32_t seed)
{
    struct graph *graph = graph_of(arena, "a0", "");
    uint32_t count = 2 + next_number(&seed, 40);
    graph->nodes = ARENA_ARRAY(arena, struct graph_node, count);
    graph->edges = ARENA_ARRAY(arena, struct graph_edge, (size_t)count * 2);
    graph->node_count = count;
    for (uint32_t n = 0; n < count; n++)
        graph->nodes[n] = (struct graph_node){
            .id = arena_format(arena, "N-%u", n),
            .title = str_slice(STR("A title that may be long enough for a second line of text"), 0,
                               next_number(&seed, 60)),
            .rank = n * 4 / count,
            .state = (enum node_state)next_number(&seed, NODE_STATE_COUNT),
            .count = 1,
        };
    for (uint32_t n = 0; n < count; n++) {
        for (uint32_t links = next_number(&seed, 3); links > 0; links--)
            graph->edges[graph->edge_count++] =
                (struct graph_edge){ .from = n, .to = next_number(&seed, count), .count = 1 };
    }
    return graph;
}

static bool boxes_overlap(const struct layout_box *a, const struct layout_box *b)
{
    int32_t x = a->centre.x > b->centre.x ? a->centre.x - b->centre.x : b->centre.x - a->centre.x;
    int32_t y = a->centre.y > b->centre.y ? a->centre.y - b->centre.y : b->centre.y - a->centre.y;
    return x < (a->width + b->width) / 2 && y < (a->height + b->height) / 2;
}

static void assert_apart(const struct layout *layout)
{
    for (uint32_t a = 0; a < layout->box_count; a++) {
        for (uint32_t b = 0; b < a; b++) {
            if (boxes_overlap(&layout->boxes[a], &layout->boxes[b]))
                fail_msg("boxes %u and %u overlap", b, a);
        }
    }
}

/* Each line begins at the right side of one box and ends at the left side of the other. */
static void assert_joined(const struct layout *layout)
{
    for (uint32_t l = 0; l < layout->line_count; l++) {
        const struct layout_line *line = &layout->lines[l];
        const struct layout_box *left = &layout->boxes[line->left];
        const struct layout_box *right = &layout->boxes[line->right];
        struct point first = line->points[0];
        struct point last = line->points[line->point_count - 1];
        assert_int_equal(first.x, left->centre.x + left->width / 2);
        assert_int_equal(last.x, right->centre.x - right->width / 2);
        assert_in_range(first.y - left->centre.y + left->height / 2, 0, left->height);
        assert_in_range(last.y - right->centre.y + right->height / 2, 0, right->height);
    }
}

/* A rank ends before the next one begins. */
static void assert_in_order(const struct layout *layout, const struct graph *graph)
{
    for (uint32_t a = 0; a < graph->node_count; a++) {
        for (uint32_t b = 0; b < graph->node_count; b++) {
            if (graph->nodes[a].rank < graph->nodes[b].rank)
                assert_true(layout->boxes[a].centre.x + layout->boxes[a].width / 2 <=
                            layout->boxes[b].centre.x - layout->boxes[b].width / 2);
        }
    }
}

static void lay_out_and_check(struct arena *arena, const struct graph *graph, struct str drawer)
{
    struct out question;
    struct out answer;
    struct str reason = { 0 };
    struct layout *layout = layout_prepare(arena, graph);
    compose_sizes(arena, graph, cards_measure(arena, graph), layout);
    out_open_memory(&question);
    out_open_memory(&answer);
    layout_write_question(&question, layout, graph);
    struct drawer_job job = { drawer, "layout", out_memory(&question) };
    if (drawer_run(&job, arena, &answer, &reason) != 0)
        fail_msg("%.*s", STR_ARG(reason));
    assert_int_equal(layout_read_answer(arena, out_memory(&answer), layout), 0);
    route_lines(arena, layout);
    assert_apart(layout);
    assert_joined(layout);
    assert_in_order(layout, graph);
    out_release(&question);
    out_release(&answer);
}

static void nothing_overlaps_and_ranks_keep_their_order(void **state)
{
    (void)state;
    struct str drawer = real_drawer();
    if (drawer.len == 0)
        skip();
    for (uint32_t seed = 1; seed <= 40; seed++) {
        struct arena arena = { 0 };
        lay_out_and_check(&arena, random_graph(&arena, seed), drawer);
        arena_release(&arena);
    }
    struct arena arena = { 0 };
    lay_out_and_check(&arena, sample_trace(&arena, (struct str){ 0 }), drawer);
    arena_release(&arena);
}

int main(void)
{
    struct CMUnitTest tests[ANSWER_ROWS + DRAWER_ROWS + 2] = {
        [ANSWER_ROWS + DRAWER_ROWS] = cmocka_unit_test(a_missing_drawer_is_told),
        cmocka_unit_test(nothing_overlaps_and_ranks_keep_their_order),
    };
    for (size_t i = 0; i < ANSWER_ROWS; i++)
        tests[i] = (struct CMUnitTest){ answer_rows[i].name, answer_is_read, NULL, NULL,
                                        (void *)(uintptr_t)&answer_rows[i] };
    for (size_t i = 0; i < DRAWER_ROWS; i++)
        tests[ANSWER_ROWS + i] = (struct CMUnitTest){ drawer_rows[i].name, drawer_is_survived, NULL,
                                                      NULL, (void *)(uintptr_t)&drawer_rows[i] };
    int failures = cmocka_run_group_tests(tests, NULL, NULL);
    remove_stub_drawer();
    return failures;
}
