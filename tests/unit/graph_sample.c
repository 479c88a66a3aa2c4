/* graph_sample.c -- graphs that the tests of pictures share, their golden files, and stub drawers.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/test.h"

#include "base/out.h"
#include "tests/unit/graph_sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

const struct str hostile_text = STR("<script>alert(1)</script>\"'&]]>--> \\N\\G %s "
                                    "\x01\x1b[31m\n\xc2\x85\xe2\x80\xae x \xef\xbf\xbf "
                                    "\xed\xa0\x80 \xff <b onclick=\"x\">");

/* ---------------------------------------------------------------- graphs in short */

static struct str next_word(struct str *rest)
{
    struct str text = str_trim(*rest);
    struct str word = str_slice(text, 0, str_find(text, ' '));
    *rest = str_slice(text, word.len, text.len);
    return word;
}

static enum node_state state_of(char letter)
{
    static const char letters[] = "-opdgx";
    const char *found = strchr(letters, letter);
    return found != NULL ? (enum node_state)(found - letters) : STATE_NONE;
}

static void add_node(struct arena *arena, struct graph *graph, struct str word)
{
    struct graph_node *node = &graph->nodes[graph->node_count++];
    *node = (struct graph_node){ .id = str_slice(word, 0, 1), .count = 1 };
    node->title = arena_format(arena, "Title of %.*s", STR_ARG(node->id));
    node->rank = (uint32_t)(word.ptr[1] - '0');
    if (word.len > 2)
        node->state = state_of(word.ptr[2]);
    node->group = str_slice(word, 3, word.len);
}

static uint32_t index_of(const struct graph *graph, char id)
{
    for (uint32_t n = 0; n < graph->node_count; n++) {
        if (graph->nodes[n].id.ptr[0] == id)
            return n;
    }
    fail_msg("no node %c", id);
    return 0;
}

static int compare_edges(const void *left, const void *right)
{
    const struct graph_edge *a = left;
    const struct graph_edge *b = right;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return (a->to > b->to) - (a->to < b->to);
}

struct graph *graph_of(struct arena *arena, const char *nodes, const char *edges)
{
    static const struct graph_rank ranks[] = {
        { STR("policy"), STR("Policy") },
        { STR("control"), STR("Control") },
        { STR("risk"), STR("Risk") },
        { STR("asset"), STR("Asset") },
    };
    static const struct str relations[] = { STR("treats"), STR("evidence") };
    struct graph *graph = ARENA_NEW(arena, struct graph);
    *graph = (struct graph){ .name = STR("short"),
                             .title = STR("Short"),
                             .ranks = ranks,
                             .rank_count = 4,
                             .relations = relations,
                             .relation_count = 2 };
    graph->nodes = ARENA_ARRAY(arena, struct graph_node, strlen(nodes) + 1);
    graph->edges = ARENA_ARRAY(arena, struct graph_edge, strlen(edges) + 1);
    struct str rest = str_from(nodes);
    for (struct str word = next_word(&rest); word.len > 0; word = next_word(&rest))
        add_node(arena, graph, word);
    rest = str_from(edges);
    for (struct str word = next_word(&rest); word.len > 0; word = next_word(&rest))
        graph->edges[graph->edge_count++] = (struct graph_edge){
            .from = index_of(graph, word.ptr[0]),
            .to = index_of(graph, word.ptr[2]),
            .relation = word.ptr[1] == '!',
            .count = 1,
            .is_projected = word.ptr[1] == '~',
            .is_missing = word.ptr[1] == '!',
        };
    qsort(graph->edges, graph->edge_count, sizeof(*graph->edges), compare_edges);
    return graph;
}

static struct str finish(struct arena *arena, struct out *out)
{
    struct str text = arena_copy(arena, out_memory(out));
    out_release(out);
    return text;
}

struct str graph_nodes_text(struct arena *arena, const struct graph *graph)
{
    struct out out;
    out_open_memory(&out);
    for (uint32_t n = 0; n < graph->node_count; n++) {
        const struct graph_node *node = &graph->nodes[n];
        out_text(&out, n > 0 ? " " : "");
        out_str(&out, node->count > 1 ? node->members : node->id);
        if (node->count > 1)
            out_format(&out, "*%u", node->count);
    }
    return finish(arena, &out);
}

struct str graph_edges_text(struct arena *arena, const struct graph *graph)
{
    struct out out;
    out_open_memory(&out);
    for (uint32_t e = 0; e < graph->edge_count; e++) {
        const struct graph_edge *edge = &graph->edges[e];
        out_text(&out, e > 0 ? " " : "");
        out_char(&out, graph->nodes[edge->from].members.len > 0
                           ? graph->nodes[edge->from].members.ptr[0]
                           : graph->nodes[edge->from].id.ptr[0]);
        out_char(&out, edge->is_missing ? '!' : edge->is_projected ? '~' : '>');
        out_char(&out, graph->nodes[edge->to].members.len > 0
                           ? graph->nodes[edge->to].members.ptr[0]
                           : graph->nodes[edge->to].id.ptr[0]);
        if (edge->count > 1)
            out_format(&out, "*%u", edge->count);
    }
    return finish(arena, &out);
}

/* ---------------------------------------------------------------- the large sample */

static const struct graph_rank trace_ranks[] = {
    { STR("policy"), STR("Policy") },
    { STR("control"), STR("Control") },
    { STR("risk"), STR("Risk") },
    { STR("asset"), STR("Asset") },
};
static const struct str trace_relations[] = { STR("asks for"), STR("treats"), STR("threatens"),
                                              STR("depends on"), STR("evidence") };
static const struct graph_node trace_nodes[] = {
    { .id = STR("POL-1"),
      .title = STR("Information security policy"),
      .state = STATE_OK,
      .word = STR("approved"),
      .place = STR("policy.isms:1"),
      .count = 1 },
    { .id = STR("A.5.15"),
      .title = STR("Access control"),
      .rank = 1,
      .state = STATE_OK,
      .word = STR("implemented"),
      .count = 1 },
    { .id = STR("A.8.13"),
      .title = STR("Information backup of everything that the organisation could not do without "
                   "for longer than one working day"),
      .rank = 1,
      .state = STATE_OVERDUE,
      .count = 1,
      .is_root = true },
    { .id = STR("12 \xc3\x97 Control"),
      .title = STR("A.7.1, A.7.2, A.7.3, A.7.4, A.7.5, A.7.6, A.7.7, A.7.8, A.7.9, A.7.10, A.7.11, "
                   "A.7.12"),
      .rank = 1,
      .state = STATE_PLANNED,
      .word = STR("3 of 12 planned"),
      .count = 12,
      .members = STR("A.7.1, A.7.2, A.7.3, A.7.4, A.7.5, A.7.6, A.7.7, A.7.8, A.7.9, A.7.10, "
                     "A.7.11, A.7.12") },
    { .id = STR("R1"),
      .title = STR("Customer data is exfiltrated"),
      .rank = 2,
      .state = STATE_GAP,
      .word = STR("very high"),
      .color = STR("red"),
      .count = 1 },
    { .id = STR("R2"),
      .rank = 2,
      .state = STATE_ACCEPTED,
      .word = STR("low"),
      .color = STR("#00aa00"),
      .count = 1 },
    { .id = STR("api"), .title = STR("Public API"), .rank = 3, .count = 1 },
    { .id = STR("k8s"),
      .title = STR("\xe5\xae\xb9\xe5\x99\xa8 platform \xce\xb1\xce\xb2"),
      .rank = 3,
      .count = 1 },
};
static const struct graph_edge trace_edges[] = {
    { 0, 1, 0, 1, false, false }, { 0, 2, 0, 1, false, false }, { 0, 3, 0, 12, false, false },
    { 1, 1, 4, 1, false, true },  { 2, 4, 1, 1, true, false },  { 3, 5, 1, 2, false, false },
    { 4, 6, 2, 1, false, false }, { 5, 1, 1, 1, false, false }, { 5, 7, 2, 1, false, true },
    { 6, 7, 3, 1, false, false }, { 7, 6, 3, 1, false, false },
};
enum { TRACE_NODES = sizeof(trace_nodes) / sizeof(trace_nodes[0]) };
enum { TRACE_EDGES = sizeof(trace_edges) / sizeof(trace_edges[0]) };

static struct graph_node replace_node(struct graph_node node, struct str text)
{
    node.id = node.title = node.group = node.word = node.color = node.place = text;
    node.members = node.members.len > 0 ? text : node.members;
    return node;
}

static void replace_names(struct arena *arena, struct graph *graph, struct str text)
{
    struct graph_rank *ranks = ARENA_ARRAY(arena, struct graph_rank, graph->rank_count);
    struct str *relations = ARENA_ARRAY(arena, struct str, graph->relation_count);
    for (uint32_t rank = 0; rank < graph->rank_count; rank++)
        ranks[rank] = (struct graph_rank){ text, text };
    for (uint32_t relation = 0; relation < graph->relation_count; relation++)
        relations[relation] = text;
    graph->ranks = ranks;
    graph->relations = relations;
    graph->name = graph->title = graph->doc = graph->options = text;
}

struct graph *sample_trace(struct arena *arena, struct str text)
{
    struct graph *graph = ARENA_NEW(arena, struct graph);
    *graph = (struct graph){
        .name = STR("trace"),
        .title = STR("Trace of controls"),
        .doc = STR("From the policy to what it protects."),
        .ranks = trace_ranks,
        .rank_count = 4,
        .relations = trace_relations,
        .relation_count = 5,
        .nodes = ARENA_ARRAY(arena, struct graph_node, TRACE_NODES),
        .node_count = TRACE_NODES,
        .edges = ARENA_ARRAY(arena, struct graph_edge, TRACE_EDGES),
        .edge_count = TRACE_EDGES,
        .hidden_nodes = 7,
        .hidden_edges = 1,
        .options = STR("root A.8.13, up all, down 2"),
    };
    for (uint32_t n = 0; n < TRACE_NODES; n++)
        graph->nodes[n] = text.len > 0 ? replace_node(trace_nodes[n], text) : trace_nodes[n];
    memcpy(graph->edges, trace_edges, sizeof(trace_edges));
    if (text.len > 0)
        replace_names(arena, graph, text);
    return graph;
}

struct title_block sample_block(struct str text)
{
    if (text.len > 0)
        return (struct title_block){ text, text, text, text, text, text };
    return (struct title_block){ .organisation = STR("Example Ltd"),
                                 .project = STR("example"),
                                 .as_of = STR("2026-11-01"),
                                 .tool = STR("isms 0.1.0"),
                                 .classification = STR("internal") };
}

/* ---------------------------------------------------------------- drawers */

static char stub_directory[] = "/tmp/isms-test-XXXXXX";
static bool has_stub;

struct str stub_drawer(struct arena *arena, const char *body)
{
    if (!has_stub)
        assert_non_null(mkdtemp(stub_directory));
    has_stub = true;
    struct str path = arena_format(arena, "%s/drawer", stub_directory);
    FILE *file = fopen(path.ptr, "w");
    assert_non_null(file);
    assert_true(fprintf(file, "#!/bin/sh\n%s\n", body) > 0);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(path.ptr, 0700), 0);
    return path;
}

void remove_stub_drawer(void)
{
    char path[64];
    if (!has_stub)
        return;
    snprintf(path, sizeof(path), "%s/drawer", stub_directory);
    unlink(path);
    rmdir(stub_directory);
}

struct str real_drawer(void)
{
    const char *path = getenv("ISMS_DRAW");
    if (path == NULL || access(path, X_OK) != 0)
        return (struct str){ 0 };
    return str_from(path);
}

/* ---------------------------------------------------------------- golden files */

struct str golden_path(struct arena *arena, const char *name)
{
    const char *source_directory = getenv("top_srcdir");
    return arena_format(arena, "%s/tests/golden/graph/%s",
                        source_directory != NULL ? source_directory : ".", name);
}

static void write_golden(struct str path, struct str text)
{
    FILE *file = fopen(path.ptr, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text.ptr, 1, text.len, file), text.len);
    assert_int_equal(fclose(file), 0);
}

static void read_golden(struct str path, struct out *text)
{
    char chunk[4096];
    FILE *file = fopen(path.ptr, "rb");
    if (file == NULL)
        fail_msg("no golden file %s: run with UPDATE=1", path.ptr);
    for (size_t got = sizeof(chunk); got == sizeof(chunk);) {
        got = fread(chunk, 1, sizeof(chunk), file);
        out_bytes(text, chunk, got);
    }
    fclose(file);
}

static struct str take_line(struct str *rest)
{
    struct str line = str_slice(*rest, 0, str_find(*rest, '\n'));
    *rest = str_slice(*rest, line.len + 1, rest->len);
    return line;
}

void assert_golden_graph(struct arena *arena, struct str actual, const char *name)
{
    struct str path = golden_path(arena, name);
    if (getenv("UPDATE") != NULL) {
        write_golden(path, actual);
        return;
    }
    struct out golden;
    out_open_memory(&golden);
    read_golden(path, &golden);
    struct str expected = out_memory(&golden);
    for (unsigned number = 1; actual.len > 0 || expected.len > 0; number++) {
        struct str got = take_line(&actual);
        struct str wanted = take_line(&expected);
        if (!str_equal(got, wanted))
            fail_msg("%s:%u:\n  got      %.*s\n  expected %.*s", name, number, STR_ARG(got),
                     STR_ARG(wanted));
    }
    out_release(&golden);
}
