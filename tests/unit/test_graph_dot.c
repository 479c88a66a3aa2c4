/* test_graph_dot.c -- DOT for people and other tools; hostile text stays inside of its strings. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/test.h"

#include "engine/views/graph_write.h"
#include "tests/unit/graph_sample.h"

static struct str dot_of(struct arena *arena, const struct graph *graph, struct str text)
{
    struct out out;
    struct title_block block = sample_block(text);
    out_open_memory(&out);
    graph_write_dot(&out, graph, &block);
    struct str dot = arena_copy(arena, out_memory(&out));
    out_release(&out);
    return dot;
}

static void the_sample_is_as_expected(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct str none = { 0 };
    assert_golden_graph(&arena, dot_of(&arena, sample_trace(&arena, none), none), "trace.dot");
    arena_release(&arena);
}

static void an_empty_graph_is_dot_too(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct graph graph = { .name = STR("empty") };
    struct str dot = dot_of(&arena, &graph, (struct str){ 0 });
    assert_true(str_starts_with(dot, STR("digraph \"empty\" {\n")));
    assert_true(str_ends_with(dot, STR("}\n")));
    arena_release(&arena);
}

static void equal_ids_stay_apart(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct graph *graph = graph_of(&arena, "a0 b1 c1", "a>b a>c");
    graph->nodes[1].id = graph->nodes[2].id = STR("2 \xc3\x97 Control");
    struct str dot = dot_of(&arena, graph, (struct str){ 0 });
    assert_true(str_contains(dot, STR("\"a\" -> \"2 \xc3\x97 Control\" [")));
    assert_true(str_contains(dot, STR("\"a\" -> \"2 \xc3\x97 Control (2)\" [")));
    arena_release(&arena);
}

/*
 * Everything outside of quoted strings is ours: words, punctuation and numbers. Inside, a backslash
 * is followed by n, a quote or a backslash; no string is longer than Graphviz reads.
 */
static void assert_safe(struct str dot)
{
    static const char ours[] = "abcdefghijklmnopqrstuvwxyzLR0123456789_{}[]=,;.-> \n";
    bool is_inside = false;
    size_t start = 0;
    for (size_t i = 0; i < dot.len; i++) {
        char c = dot.ptr[i];
        if (is_inside && c == '\\') {
            i++;
            assert_true(i < dot.len);
            assert_non_null(strchr("n\"\\", dot.ptr[i]));
        } else if (c == '"') {
            is_inside = !is_inside;
            assert_true(is_inside || i - start < 16000);
            start = i;
        } else if (is_inside) {
            assert_true((unsigned char)c >= 0x20 && c != 0x7f);
        } else {
            assert_true(c != '\0' && strchr(ours, c) != NULL);
        }
    }
    assert_false(is_inside);
}

static void hostile_text_stays_inside_of_strings(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    assert_safe(dot_of(&arena, sample_trace(&arena, hostile_text), hostile_text));
    arena_release(&arena);
}

static void long_text_is_cut(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    char *bytes = ARENA_ARRAY(&arena, char, 100000);
    memset(bytes, '\\', 100000);
    struct str text = { bytes, 100000 };
    assert_safe(dot_of(&arena, sample_trace(&arena, text), text));
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sample_is_as_expected),
        cmocka_unit_test(an_empty_graph_is_dot_too),
        cmocka_unit_test(equal_ids_stay_apart),
        cmocka_unit_test(hostile_text_stays_inside_of_strings),
        cmocka_unit_test(long_text_is_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
