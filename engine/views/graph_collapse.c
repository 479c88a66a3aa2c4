/* graph_collapse.c -- joins nodes until the picture fits its budget; drops nothing. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/graph_write.h"

#include "engine/views/graph_links.h"
#include "engine/views/graph_quotient.h"

#include <stdlib.h>
#include <string.h>

enum { NODES_DEFAULT = 60, EDGES_DEFAULT = 120 };

/* The order of collapsing: each stage loses more detail than the one before. */
enum stage { STAGE_SAME_LINKS, STAGE_GROUP, STAGE_RANK, STAGE_COUNT };

static const char *const stage_words[STAGE_COUNT] = {
    [STAGE_SAME_LINKS] = "same links",
    [STAGE_GROUP] = "same group",
    [STAGE_RANK] = "whole column",
};

/* A node with what decides whether it may be joined with another. */
struct unit {
    const struct graph_node *node;
    uint32_t index;
    const uint64_t *links; /* sorted: direction, relation, kind and neighbour of each link */
    uint32_t link_count;
    enum stage stage;
};

/* Units that may become one: units[first] to units[first + count - 1]. */
struct bundle {
    uint32_t first, count;
};

struct bundles {
    struct unit *units;
    struct bundle *items; /* largest first */
    uint32_t count;
};

/* ---------------------------------------------------------------- who is like whom */

static int compare_keys(const void *left, const void *right)
{
    uint64_t a;
    uint64_t b;
    memcpy(&a, left, sizeof(a));
    memcpy(&b, right, sizeof(b));
    return (a > b) - (a < b);
}

static uint64_t link_key(const struct graph_edge *edge, bool is_leaving)
{
    uint64_t neighbour = is_leaving ? edge->to : edge->from;
    if (edge->from == edge->to)
        neighbour = UINT32_MAX; /* a stub: the same for everybody */
    uint64_t kind =
        (uint64_t)is_leaving << 2 | (uint64_t)edge->is_projected << 1 | edge->is_missing;
    return kind << 61 | (uint64_t)(edge->relation & 0x1fffffff) << 32 | neighbour;
}

static void fill_links(const struct graph *graph, const struct graph_links *links, bool is_leaving,
                       struct unit *unit, uint64_t *room)
{
    for (uint32_t i = links->first[unit->index]; i < links->first[unit->index + 1]; i++)
        room[unit->link_count++] = link_key(&graph->edges[links->edges[i]], is_leaving);
}

static void fill_units(struct arena *arena, const struct graph *graph, struct unit *units)
{
    struct graph_links leaving = graph_links_leaving(arena, graph);
    struct graph_links reaching = graph_links_reaching(arena, graph);
    uint64_t *room = ARENA_ARRAY(arena, uint64_t, (size_t)graph->edge_count * 2 + 1);
    for (uint32_t n = 0; n < graph->node_count; n++) {
        struct unit *unit = &units[n];
        fill_links(graph, &leaving, true, unit, room);
        fill_links(graph, &reaching, false, unit, room);
        qsort(room, unit->link_count, sizeof(*room), compare_keys);
        unit->links = room;
        room += unit->link_count;
    }
}

static int compare_links(const struct unit *a, const struct unit *b)
{
    if (a->link_count != b->link_count)
        return a->link_count < b->link_count ? -1 : 1;
    for (uint32_t i = 0; i < a->link_count; i++) {
        if (a->links[i] != b->links[i])
            return a->links[i] < b->links[i] ? -1 : 1;
    }
    return 0;
}

/* Nodes with the same links stay apart when their states differ: that is what the reader looks for.
 */
static int compare_twins(const struct unit *a, const struct unit *b)
{
    if (a->node->state != b->node->state)
        return a->node->state < b->node->state ? -1 : 1;
    int order = str_compare(a->node->word, b->node->word);
    return order != 0 ? order : compare_links(a, b);
}

static int compare_indexes(const struct unit *a, const struct unit *b)
{
    return (a->index > b->index) - (a->index < b->index);
}

/* 0: the two may be joined. Roots come last and are like nobody. */
static int compare_units(const struct unit *a, const struct unit *b)
{
    if (a->node->rank != b->node->rank)
        return a->node->rank < b->node->rank ? -1 : 1;
    if (a->node->is_root || b->node->is_root)
        return a->node->is_root && b->node->is_root ? compare_indexes(a, b)
                                                    : a->node->is_root - b->node->is_root;
    switch (a->stage) {
    case STAGE_SAME_LINKS:
        return compare_twins(a, b);
    case STAGE_GROUP:
        return str_compare(a->node->group, b->node->group);
    case STAGE_RANK:
    case STAGE_COUNT:
        break;
    }
    return 0;
}

static int compare_units_by_index(const void *left, const void *right)
{
    const struct unit *a = left;
    const struct unit *b = right;
    int order = compare_units(a, b);
    return order != 0 ? order : compare_indexes(a, b);
}

static int compare_bundles(const void *left, const void *right)
{
    const struct bundle *a = left;
    const struct bundle *b = right;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return (a->first > b->first) - (a->first < b->first);
}

static bool may_be_joined(const struct unit *unit)
{
    return !unit->node->is_root && !(unit->stage == STAGE_GROUP && unit->node->group.len == 0);
}

static void find_bundles(const struct unit *units, uint32_t count, struct bundles *bundles)
{
    for (uint32_t first = 0; first < count;) {
        uint32_t end = first + 1;
        while (end < count && may_be_joined(&units[first]) &&
               compare_units(&units[first], &units[end]) == 0)
            end++;
        if (end - first > 1)
            bundles->items[bundles->count++] = (struct bundle){ first, end - first };
        first = end;
    }
    qsort(bundles->items, bundles->count, sizeof(*bundles->items), compare_bundles);
}

static struct bundles bundles_of(struct arena *arena, const struct graph *graph, enum stage stage)
{
    size_t room = (size_t)graph->node_count + 1;
    struct bundles bundles = {
        .units = ARENA_ARRAY(arena, struct unit, room),
        .items = ARENA_ARRAY(arena, struct bundle, room),
    };
    for (uint32_t n = 0; n < graph->node_count; n++)
        bundles.units[n] = (struct unit){ .node = &graph->nodes[n], .index = n, .stage = stage };
    if (stage == STAGE_SAME_LINKS)
        fill_units(arena, graph, bundles.units);
    qsort(bundles.units, graph->node_count, sizeof(*bundles.units), compare_units_by_index);
    find_bundles(bundles.units, graph->node_count, &bundles);
    return bundles;
}

/* ---------------------------------------------------------------- how many to join */

/* The classes when the largest `joined` bundles become one node each. */
static struct graph_classes classes_of(struct arena *arena, const struct graph *graph,
                                       const struct bundles *bundles, uint32_t joined)
{
    size_t room = (size_t)graph->node_count + 1;
    uint32_t *leader = ARENA_ARRAY(arena, uint32_t, room);
    uint32_t *class_of = ARENA_ARRAY(arena, uint32_t, room);
    for (uint32_t n = 0; n < graph->node_count; n++)
        leader[n] = n;
    for (uint32_t b = 0; b < joined; b++) {
        const struct unit *units = &bundles->units[bundles->items[b].first];
        for (uint32_t i = 1; i < bundles->items[b].count; i++)
            leader[units[i].index] = units[0].index; /* the first: units are in order of index */
    }
    uint32_t count = 0;
    for (uint32_t n = 0; n < graph->node_count; n++)
        class_of[n] = leader[n] == n ? count++ : class_of[leader[n]];
    return (struct graph_classes){ class_of, count };
}

static bool fits(const struct graph_budget *budget, uint32_t nodes, uint32_t edges)
{
    return nodes <= budget->nodes && edges <= budget->edges;
}

static bool fits_joined(const struct graph *graph, const struct bundles *bundles, uint32_t joined,
                        const struct graph_budget *budget)
{
    struct arena scratch = { 0 };
    struct graph_classes classes = classes_of(&scratch, graph, bundles, joined);
    bool result =
        fits(budget, classes.class_count, graph_quotient_edges(&scratch, graph, &classes));
    arena_release(&scratch);
    return result;
}

/* As few as will do, else all: joining more never gives more nodes or edges. */
static uint32_t bundles_to_join(const struct graph *graph, const struct bundles *bundles,
                                const struct graph_budget *budget)
{
    uint32_t low = 1;
    uint32_t high = bundles->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (fits_joined(graph, bundles, middle, budget))
            high = middle;
        else
            low = middle + 1;
    }
    return high;
}

/*
 * Quotients are always taken of the original, so that a box which swallows another still counts
 * right who is in which state.
 */
struct collapse {
    struct arena *arena;
    const struct graph *original;
    const struct graph *current;
    uint32_t *class_of; /* by node of the original: its node in current */
};

static bool join(struct collapse *collapse, enum stage stage, const struct graph_budget *budget)
{
    struct arena *arena = collapse->arena;
    struct bundles bundles = bundles_of(arena, collapse->current, stage);
    if (bundles.count == 0)
        return false;
    uint32_t joined = bundles_to_join(collapse->current, &bundles, budget);
    struct graph_classes classes = classes_of(arena, collapse->current, &bundles, joined);
    for (uint32_t n = 0; n < collapse->original->node_count; n++)
        collapse->class_of[n] = classes.class_of[collapse->class_of[n]];
    classes.class_of = collapse->class_of;
    collapse->current = graph_quotient(arena, collapse->original, &classes);
    return true;
}

static struct str collapse_text(struct arena *arena, const struct graph *graph, const bool *is_used)
{
    struct str text = graph->options;
    const char *before = text.len > 0 ? "; collapsed: " : "collapsed: ";
    for (enum stage stage = 0; stage < STAGE_COUNT; stage++) {
        if (!is_used[stage])
            continue;
        text = arena_format(arena, "%.*s%s%s", STR_ARG(text), before, stage_words[stage]);
        before = ", ";
    }
    return text;
}

struct graph *graph_collapse(struct arena *arena, const struct graph *graph,
                             const struct graph_budget *budget)
{
    struct graph_budget most = {
        budget->nodes > 0 ? budget->nodes : NODES_DEFAULT,
        budget->edges > 0 ? budget->edges : EDGES_DEFAULT,
    };
    struct collapse collapse = {
        .arena = arena,
        .original = graph,
        .current = graph,
        .class_of = ARENA_ARRAY(arena, uint32_t, (size_t)graph->node_count + 1),
    };
    for (uint32_t n = 0; n < graph->node_count; n++)
        collapse.class_of[n] = n;
    bool is_used[STAGE_COUNT] = { false };
    enum stage stage = STAGE_SAME_LINKS;
    while (stage < STAGE_COUNT &&
           !fits(&most, collapse.current->node_count, collapse.current->edge_count)) {
        if (join(&collapse, stage, &most))
            is_used[stage] = true; /* and once more: joining makes new twins */
        else
            stage++;
    }
    struct graph *result = ARENA_NEW(arena, struct graph);
    *result = *collapse.current;
    result->options = collapse_text(arena, graph, is_used);
    return result;
}
