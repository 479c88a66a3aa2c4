/* test_graph_svg.c -- pictures: what is in them, that nothing escapes from a text, and what is
 * refused. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/test.h"

#include "engine/views/graph_compose.h"
#include "engine/views/graph_write.h"
#include "tests/unit/graph_sample.h"

#include <errno.h>

/* A drawer that knows the layout of the sample: the test does not depend on a version of Graphviz.
 */
static struct str known_layout(struct arena *arena)
{
    struct str path = golden_path(arena, "trace.plain");
    return stub_drawer(arena, arena_format(arena, "exec /bin/cat '%.*s'", STR_ARG(path)).ptr);
}

struct request {
    struct graph *graph;
    struct title_block block;
    struct picture_options options;
    struct str reason;
};

static int draw(struct arena *arena, struct request *request, struct str *ret_picture)
{
    struct out out;
    out_open_memory(&out);
    int result = graph_write_picture(&out, request->graph, &request->block, &request->options,
                                     arena, &request->reason);
    *ret_picture = arena_copy(arena, out_memory(&out));
    out_release(&out);
    return result;
}

static struct str sample_svg(struct arena *arena, struct str text)
{
    struct request request = { .graph = sample_trace(arena, text), .block = sample_block(text) };
    request.options.drawer = known_layout(arena);
    struct str picture;
    if (draw(arena, &request, &picture) != 0)
        fail_msg("%.*s", STR_ARG(request.reason));
    return picture;
}

/* ---------------------------------------------------------------- a small reader of XML */

struct xml {
    struct str rest;
    struct str open[16]; /* elements around */
    uint32_t depth;
};

static bool is_one_of(struct str word, const char *words)
{
    struct str rest = str_from(words);
    while (rest.len > 0) {
        struct str one = str_slice(rest, 0, str_find(rest, ' '));
        if (str_equal(one, word))
            return true;
        rest = str_slice(rest, one.len + 1, rest.len);
    }
    return false;
}

static struct str take_until(struct xml *xml, char end)
{
    size_t at = str_find(xml->rest, end);
    assert_true(at < xml->rest.len);
    struct str taken = str_slice(xml->rest, 0, at);
    xml->rest = str_slice(xml->rest, at + 1, xml->rest.len);
    return taken;
}

/* Text and values: no mark-up, only known entities, no controls. */
static void assert_plain(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        assert_true(text.ptr[i] != '<' &&
                    ((unsigned char)text.ptr[i] >= 0x20 || text.ptr[i] == '\n'));
        if (text.ptr[i] != '&')
            continue;
        struct str rest = str_slice(text, i + 1, text.len);
        assert_true(
            is_one_of(str_slice(rest, 0, str_find(rest, ';')), "amp lt gt quot #39 #x27 apos"));
    }
}

static void read_attributes(struct xml *xml, struct str tag)
{
    struct xml inner = { .rest = tag };
    (void)xml;
    while (str_trim(inner.rest).len > 0) {
        struct str name = str_trim(take_until(&inner, '='));
        assert_true(is_one_of(name,
                              "xmlns role width height viewBox font-family class data-id fill "
                              "stroke stroke-width stroke-dasharray stroke-linecap d x y "
                              "font-size font-weight text-anchor"));
        (void)take_until(&inner, '"');
        assert_plain(take_until(&inner, '"'));
    }
}

/* The end of a tag is the first `>` outside of quotes; values hold none, so the first will do. */
static void read_tag(struct xml *xml)
{
    struct str tag = take_until(xml, '>');
    if (str_starts_with(tag, STR("/"))) {
        assert_true(xml->depth > 0);
        assert_true(str_equal(xml->open[--xml->depth], str_slice(tag, 1, tag.len)));
        return;
    }
    bool is_empty = str_ends_with(tag, STR("/"));
    tag = str_slice(tag, 0, tag.len - is_empty);
    struct str name = str_slice(tag, 0, str_find(tag, ' '));
    assert_true(is_one_of(name, "svg title desc style g path text"));
    read_attributes(xml, str_slice(tag, name.len, tag.len));
    if (is_empty)
        return;
    assert_true(xml->depth < 16);
    xml->open[xml->depth++] = name;
}

static void assert_well_formed(struct str svg)
{
    struct xml xml = { .rest = svg };
    while (str_find(xml.rest, '<') < xml.rest.len) {
        assert_plain(take_until(&xml, '<'));
        read_tag(&xml);
    }
    assert_int_equal(xml.depth, 0);
    assert_text(xml.rest, "\n");
}

/* ---------------------------------------------------------------- SVG */

static void the_sample_is_as_expected(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct str svg = sample_svg(&arena, (struct str){ 0 });
    assert_golden_graph(&arena, svg, "trace.svg");
    assert_well_formed(svg);
    arena_release(&arena);
}

/* The page has heading, title block and style, once for all of its pictures. */
static void inside_of_a_page_the_style_is_the_pages(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct request request = { .graph = sample_trace(&arena, (struct str){ 0 }),
                               .block = sample_block((struct str){ 0 }) };
    struct str alone, inside;
    struct out style;

    request.options.drawer = known_layout(&arena);
    assert_int_equal(draw(&arena, &request, &alone), 0);
    request.options.is_inside_page = true;
    assert_int_equal(draw(&arena, &request, &inside), 0);
    assert_true(str_contains(alone, STR("<style>")));
    assert_true(str_contains(alone, STR(">Drawn by<")));
    assert_false(str_contains(inside, STR("<style")));
    assert_false(str_contains(inside, STR(">Drawn by<")));
    assert_true(str_contains(inside, STR("role=\"img\"")));
    assert_true(str_contains(inside, STR("<title>")));
    assert_true(str_contains(inside, STR("<desc>")));
    out_open_memory(&style);
    picture_style_write(&style);
    assert_true(str_contains(out_memory(&style), STR(".isms-fill-paper{fill:#")));
    out_release(&style);
    arena_release(&arena);
}

static void hostile_text_stays_text(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    assert_well_formed(sample_svg(&arena, hostile_text));
    arena_release(&arena);
}

static void every_text_may_be_empty(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct request request = { .graph = sample_trace(&arena, STR(" ")) };
    request.options.drawer = known_layout(&arena);
    struct str picture;
    assert_int_equal(draw(&arena, &request, &picture), 0);
    assert_well_formed(picture);
    arena_release(&arena);
}

static void states_have_glyph_word_and_border(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct str svg = sample_svg(&arena, (struct str){ 0 });
    static const char *const parts[] = {
        ">implemented</text>",
        ">overdue</text>",
        ">very high</text>",
        ">low</text>",
        "class=\"isms-stroke-gap\"",
        "stroke-dasharray=\"8 4\"",
        "stroke-dasharray=\"0.1 3.2\"",
        "class=\"isms-fill-overdue\" fill=\"#a84300\"",
        "fill=\"#00aa00\"",
        ">no evidence</text>",
        "<title>A.8.13 treats R1 (through elements that are not shown)</title>",
        "<title>api depends on k8s; k8s depends on api</title>",
        "<title>12 \xc3\x97 Control treats R2 (2 links)</title>",
    };
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        if (!str_contains(svg, str_from(parts[i])))
            fail_msg("not in the picture: %s", parts[i]);
    }
    arena_release(&arena);
}

static void the_legend_lists_only_what_was_drawn(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct str svg = sample_svg(&arena, (struct str){ 0 });
    assert_true(str_contains(svg, STR(">link that is missing</text>")));
    assert_true(str_contains(svg, STR(">several elements in one box</text>")));
    struct request request = { .graph = graph_of(&arena, "a0 b1o", "a>b") };
    request.options.drawer =
        stub_drawer(&arena, "echo 'graph 1 5 1'; echo 'node n0 1 .5 1 1'; echo 'node n1 4 .5 1 1';"
                            "echo 'edge n0 n1 4 2 .5 2.5 .5 2.7 .5 3 .5'");
    assert_int_equal(draw(&arena, &request, &svg), 0);
    assert_true(str_contains(svg, STR(">ok</text>")));
    assert_true(str_contains(svg, STR(">link: treats</text>")));
    assert_false(str_contains(svg, STR("missing")));
    assert_false(str_contains(svg, STR("several elements")));
    assert_false(str_contains(svg, STR("gap")));
    assert_false(str_contains(svg, STR("evidence")));
    arena_release(&arena);
}

static void the_title_block_counts(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct graph *graph = sample_trace(&arena, (struct str){ 0 });
    assert_text(graph_showing(&arena, graph),
                "showing 19 of 26 elements in 8 boxes, 1 link hidden");
    graph = graph_of(&arena, "a0", "");
    assert_text(graph_showing(&arena, graph), "showing 1 of 1 element, 0 links hidden");
    arena_release(&arena);
}

/* ---------------------------------------------------------------- refusals */

static struct graph *many_nodes(struct arena *arena, uint32_t count)
{
    struct graph *graph = graph_of(arena, "a0", "");
    graph->nodes = ARENA_ARRAY(arena, struct graph_node, count + 1);
    graph->node_count = count;
    for (uint32_t n = 0; n < count; n++)
        graph->nodes[n] = (struct graph_node){ .id = arena_format(arena, "n%u", n), .count = 1 };
    return graph;
}

static void assert_refused(const struct request *wanted, int error, const char *reason)
{
    struct arena arena = { 0 };
    struct request request = *wanted;
    struct str picture;
    assert_int_equal(draw(&arena, &request, &picture), error);
    assert_int_equal(picture.len, 0);
    if (!str_starts_with(request.reason, str_from(reason)))
        fail_msg("reason is \"%.*s\"", STR_ARG(request.reason));
    arena_release(&arena);
}

static void what_nobody_can_read_is_refused(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct request request = { .graph = many_nodes(&arena, 151) };
    request.options.format = PICTURE_PNG;
    assert_refused(&request, -E2BIG, "the picture would have 151 boxes, more than 150 ");
    request.graph = many_nodes(&arena, 61);
    request.options.format = PICTURE_SVG;
    request.options.budget = (struct graph_budget){ 60, 120 };
    assert_refused(&request, -E2BIG, "the picture would have 61 boxes, more than 60 ");
    request.graph = graph_of(&arena, "a0 b1", "a>b a>b a>b");
    request.options.budget.edges = 2;
    assert_refused(&request, -E2BIG, "the picture would have 3 lines, more than 2 ");
    request.graph = many_nodes(&arena, 0);
    assert_refused(&request, -ENODATA, "the graph is empty");
    arena_release(&arena);
}

/* ---------------------------------------------------------------- PDF and PNG */

static void assert_drawn_twice(enum picture_format format, struct str start, struct str text)
{
    struct arena arena = { 0 };
    struct request request = { .graph = sample_trace(&arena, text), .block = sample_block(text) };
    request.options = (struct picture_options){ .format = format, .drawer = real_drawer() };
    if (text.len == 0)
        request.graph->nodes[request.graph->node_count - 1].title = STR("any font has this");
    struct str first;
    struct str second;
    if (draw(&arena, &request, &first) != 0)
        fail_msg("%.*s", STR_ARG(request.reason));
    assert_int_equal(draw(&arena, &request, &second), 0);
    assert_true(str_starts_with(first, start));
    assert_true(str_equal(first, second));
    arena_release(&arena);
}

static void pdf_and_png_are_whole_and_the_same_each_time(void **state)
{
    (void)state;
    if (real_drawer().len == 0)
        skip();
    assert_drawn_twice(PICTURE_PDF, STR("%PDF-1."), (struct str){ 0 });
    assert_drawn_twice(PICTURE_PNG, STR("\x89PNG\r\n"), (struct str){ 0 });
    assert_drawn_twice(PICTURE_PDF, STR("%PDF-1."), hostile_text);
    assert_drawn_twice(PICTURE_PNG, STR("\x89PNG\r\n"), hostile_text);
}

/* The program refuses what is no scene, and never answers with half of a file. */
static void a_cut_scene_is_refused(void **state)
{
    (void)state;
    static const char *const scenes[] = {
        "",
        "scene 100 100\n",
        "scene 100 100\ntitle x\n",
        "scene 100 100\ntitle x\npath #ffffff - 1 s M 1\nend\n",
        "scene 100 100\ntitle x\npath #fffff - 1 s M 1 1\nend\n",
        "scene 100 100\ntitle x\npath - - 1 s Q 1 1\nend\n",
        "scene 100 100\ntitle x\nend\nend\n",
        "scene 0 100\ntitle x\nend\n",
        "scene 99999999 99999999\ntitle x\nend\n",
        "scene 100 100\ntitle x\ntext #000000 90 r s 100 1 999999999 x\nend\n",
    };
    if (real_drawer().len == 0)
        skip();
    for (size_t i = 0; i < sizeof(scenes) / sizeof(scenes[0]); i++) {
        struct arena arena = { 0 };
        struct str reason = { 0 };
        struct out answer;
        out_open_memory(&answer);
        struct drawer_job job = { real_drawer(), i % 2 == 0 ? "pdf" : "png", str_from(scenes[i]) };
        assert_int_equal(drawer_run(&job, &arena, &answer, &reason), -EPROTO);
        assert_int_equal(answer.len, 0);
        assert_true(str_starts_with(reason, STR("the drawing program failed (exit status 1): ")));
        out_release(&answer);
        arena_release(&arena);
    }
}

/* A text that cannot be written right is never left out of the picture in silence. */
static void writing_that_cairo_cannot_do_is_refused(void **state)
{
    (void)state;
    if (real_drawer().len == 0)
        skip();
    struct arena arena = { 0 };
    struct request request = { .graph = graph_of(&arena, "a0", "") };
    request.options = (struct picture_options){ .format = PICTURE_PDF, .drawer = real_drawer() };
    request.graph->nodes[0].title = STR("\xd8\xa7\xd9\x84\xd8\xb9"); /* Arabic */
    assert_refused(&request, -EPROTO,
                   "the drawing program failed (exit status 1): no font here can write U+0627");
    request.graph->nodes[0].title = STR("\xf3\xb0\x80\x80"); /* for private use: in no font */
    assert_refused(&request, -EPROTO,
                   "the drawing program failed (exit status 1): no font here can write U+F0000");
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sample_is_as_expected),
        cmocka_unit_test(inside_of_a_page_the_style_is_the_pages),
        cmocka_unit_test(hostile_text_stays_text),
        cmocka_unit_test(every_text_may_be_empty),
        cmocka_unit_test(states_have_glyph_word_and_border),
        cmocka_unit_test(the_legend_lists_only_what_was_drawn),
        cmocka_unit_test(the_title_block_counts),
        cmocka_unit_test(what_nobody_can_read_is_refused),
        cmocka_unit_test(pdf_and_png_are_whole_and_the_same_each_time),
        cmocka_unit_test(a_cut_scene_is_refused),
        cmocka_unit_test(writing_that_cairo_cannot_do_is_refused),
    };
    int failures = cmocka_run_group_tests(tests, NULL, NULL);
    remove_stub_drawer();
    return failures;
}
