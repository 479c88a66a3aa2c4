/* graph_quotient.c -- merging nodes, their states and their links. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/graph_quotient.h"

#include "base/out.h"
#include "engine/views/graph_state.h"

#include <stdlib.h>

/* ---------------------------------------------------------------- links */

static int compare_numbers(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int compare_edges(const void *left, const void *right)
{
    const struct graph_edge *a = left;
    const struct graph_edge *b = right;
    int order = compare_numbers(a->from, b->from);
    if (order == 0)
        order = compare_numbers(a->to, b->to);
    if (order == 0)
        order = compare_numbers(a->relation, b->relation);
    if (order == 0)
        order = a->is_projected - b->is_projected;
    if (order == 0)
        order = a->is_missing - b->is_missing;
    return order;
}

/* Links between the classes, sorted and counted; ret_hidden counts what disappears in a box. */
static uint32_t merge_edges(const struct graph *graph, const struct graph_classes *classes,
                            struct graph_edge *edges, uint32_t *ret_hidden)
{
    uint32_t count = 0;
    *ret_hidden = 0;
    for (uint32_t e = 0; e < graph->edge_count; e++) {
        struct graph_edge edge = graph->edges[e];
        bool was_loop = edge.from == edge.to;
        edge.from = classes->class_of[edge.from];
        edge.to = classes->class_of[edge.to];
        if (edge.from == edge.to && !was_loop && !edge.is_missing)
            *ret_hidden += edge.count;
        else
            edges[count++] = edge;
    }
    qsort(edges, count, sizeof(*edges), compare_edges);
    uint32_t kept = 0;
    for (uint32_t e = 0; e < count; e++) {
        if (kept > 0 && compare_edges(&edges[kept - 1], &edges[e]) == 0)
            edges[kept - 1].count += edges[e].count;
        else
            edges[kept++] = edges[e];
    }
    return kept;
}

uint32_t graph_quotient_edges(struct arena *arena, const struct graph *graph,
                              const struct graph_classes *classes)
{
    uint32_t hidden;
    struct graph_edge *edges = ARENA_ARRAY(arena, struct graph_edge, (size_t)graph->edge_count + 1);
    return merge_edges(graph, classes, edges, &hidden);
}

/* ---------------------------------------------------------------- members */

/* What the members of one class have in common, gathered in their order. */
struct gathering {
    struct graph_node node; /* the first member, then the merged one */
    uint32_t members;
    uint32_t worst_count; /* objects in the worst state */
    bool same_word;       /* among those */
    bool same_group;
    struct out ids;
};

static void start_gathering(struct gathering *gathering, const struct graph_node *first)
{
    gathering->node = *first;
    gathering->members = 1;
    gathering->worst_count = first->count;
    gathering->same_word = true;
    gathering->same_group = true;
    out_open_memory(&gathering->ids);
    out_str(&gathering->ids, first->members.len > 0 ? first->members : first->id);
}

static void gather_state(struct gathering *gathering, const struct graph_node *member)
{
    struct graph_node *node = &gathering->node;
    if (node_state_is_worse(member->state, node->state)) {
        node->state = member->state;
        node->word = member->word;
        node->color = member->color;
        gathering->worst_count = member->count;
        gathering->same_word = true;
    } else if (member->state == node->state) {
        gathering->worst_count += member->count;
        gathering->same_word = gathering->same_word && str_equal(member->word, node->word);
    }
}

static void gather(struct gathering *gathering, const struct graph_node *member)
{
    gather_state(gathering, member);
    gathering->node.count += member->count;
    gathering->members++;
    gathering->same_group =
        gathering->same_group && str_equal(member->group, gathering->node.group);
    out_text(&gathering->ids, ", ");
    out_str(&gathering->ids, member->members.len > 0 ? member->members : member->id);
}

/* "3 of 12 high": never a word that holds for some of the members only. */
static struct str merged_word(struct arena *arena, const struct gathering *gathering)
{
    const struct graph_node *node = &gathering->node;
    if (gathering->same_word && gathering->worst_count == node->count)
        return node->word;
    bool has_word = gathering->same_word && node->word.len > 0;
    struct str word = has_word ? node->word : node_state_word(node->state);
    if (word.len == 0)
        return word;
    return arena_format(arena, "%u of %u %.*s", gathering->worst_count, node->count, STR_ARG(word));
}

static struct str merged_title(struct arena *arena, const struct graph_node *node)
{
    if (node->group.len == 0)
        return node->members;
    return arena_format(arena, "%.*s: %.*s", STR_ARG(node->group), STR_ARG(node->members));
}

static struct graph_node merged_node(struct arena *arena, const struct graph *graph,
                                     const struct gathering *gathering)
{
    static const struct str none = { 0 };
    struct graph_node node = gathering->node;
    const struct graph_rank *rank = &graph->ranks[node.rank];
    struct str rank_title = rank->title.len > 0 ? rank->title : rank->name;
    node.members = arena_copy(arena, out_memory(&gathering->ids));
    node.word = merged_word(arena, gathering);
    node.color = gathering->same_word ? node.color : none;
    node.group = gathering->same_group ? node.group : none;
    node.title = merged_title(arena, &node);
    node.id = arena_format(arena, "%u \xc3\x97 %.*s", node.count, STR_ARG(rank_title));
    node.place = none;
    return node;
}

static void merge_nodes(struct arena *arena, struct graph *merged, const struct graph *graph,
                        const struct graph_classes *classes)
{
    struct gathering *gatherings =
        ARENA_ARRAY(arena, struct gathering, (size_t)classes->class_count + 1);
    for (uint32_t n = 0; n < graph->node_count; n++) {
        struct gathering *gathering = &gatherings[classes->class_of[n]];
        if (gathering->members == 0)
            start_gathering(gathering, &graph->nodes[n]);
        else
            gather(gathering, &graph->nodes[n]);
    }
    for (uint32_t c = 0; c < classes->class_count; c++) {
        merged->nodes[c] = gatherings[c].members > 1 ? merged_node(arena, graph, &gatherings[c])
                                                     : gatherings[c].node;
        out_release(&gatherings[c].ids);
    }
}

struct graph *graph_quotient(struct arena *arena, const struct graph *graph,
                             const struct graph_classes *classes)
{
    struct graph *merged = ARENA_NEW(arena, struct graph);
    *merged = *graph;
    merged->nodes = ARENA_ARRAY(arena, struct graph_node, (size_t)classes->class_count + 1);
    merged->node_count = classes->class_count;
    merged->edges = ARENA_ARRAY(arena, struct graph_edge, (size_t)graph->edge_count + 1);
    uint32_t hidden;
    merged->edge_count = merge_edges(graph, classes, merged->edges, &hidden);
    merged->hidden_edges += hidden;
    merge_nodes(arena, merged, graph, classes);
    return merged;
}
