/* scc.c -- Tarjan's components without recursion. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/scc.h"

#include <stdbool.h>

#include "base/map.h"

/* What a step asks about a node lies side by side: nodes are met in no order that memory knows. */
struct state {
    uint32_t number;    /* order of discovery from 1; 0: unseen; CLOSED */
    uint32_t low;       /* of a closed node: its component */
    uint32_t next, end; /* what is left of its row */
};
enum { TARGETS_FETCHED = 8 };
enum { CLOSED = UINT32_MAX }; /* higher than all numbers, so that it lowers nothing */

struct tarjan {
    uint32_t first, nodes;
    const uint32_t *items;
    struct state *states;
    uint32_t *path; /* nodes being visited */
    uint32_t path_count;
    uint32_t *stack; /* nodes whose component is open */
    uint32_t stack_count;
    uint32_t *component_starts, *members;
    uint32_t components, next_number, next_member;
};

/* Nodes without a row lead nowhere. */
static void find_rows(struct tarjan *tarjan, const struct edges *edges)
{
    for (uint32_t node = 0; node < tarjan->nodes; node++) {
        uint32_t row = tarjan->first + node - edges->first;
        bool has_row = tarjan->first + node >= edges->first && row < edges->count;
        tarjan->states[node].next = has_row ? edges->starts[row] : 0;
        tarjan->states[node].end = has_row ? edges->starts[row + 1] : 0;
    }
}

/* What its row leads to is on its way while the first of them is visited. */
static void fetch_targets(const struct tarjan *tarjan, const struct state *state)
{
    uint32_t count = state->end - state->next;

    for (uint32_t i = 0; i < count && i < TARGETS_FETCHED; i++) {
        uint32_t target = tarjan->items[state->next + i] - tarjan->first;
        if (target < tarjan->nodes)
            __builtin_prefetch(&tarjan->states[target], 1);
    }
}

static void visit(struct tarjan *tarjan, uint32_t node)
{
    struct state *state = &tarjan->states[node];

    state->number = state->low = ++tarjan->next_number;
    tarjan->path[tarjan->path_count++] = node;
    tarjan->stack[tarjan->stack_count++] = node;
    fetch_targets(tarjan, state);
}

static void close_component(struct tarjan *tarjan, uint32_t root)
{
    uint32_t member;

    do {
        member = tarjan->stack[--tarjan->stack_count];
        tarjan->states[member].number = CLOSED;
        tarjan->states[member].low = tarjan->components;
        tarjan->members[tarjan->next_member++] = member;
    } while (member != root);
    tarjan->component_starts[++tarjan->components] = tarjan->next_member;
}

static void leave(struct tarjan *tarjan, uint32_t node)
{
    const struct state *state = &tarjan->states[node];
    uint32_t low = state->low;

    tarjan->path_count--;
    if (low == state->number)
        close_component(tarjan, node);
    if (tarjan->path_count > 0) {
        struct state *above = &tarjan->states[tarjan->path[tarjan->path_count - 1]];
        above->low = low < above->low ? low : above->low;
    }
}

/* Goes through what is left of the row of the last node of the path, until a new node is met. */
static void go_on(struct tarjan *tarjan)
{
    uint32_t node = tarjan->path[tarjan->path_count - 1];
    struct state *state = &tarjan->states[node];

    while (state->next < state->end) {
        uint32_t target = tarjan->items[state->next++] - tarjan->first;
        if (target >= tarjan->nodes)
            continue;
        if (tarjan->states[target].number == 0) {
            visit(tarjan, target);
            return;
        }
        if (tarjan->states[target].number < state->low)
            state->low = tarjan->states[target].number;
    }
    leave(tarjan, node);
}

static const uint32_t *components_of(struct arena *arena, const struct tarjan *tarjan)
{
    uint32_t *component = ARENA_ARRAY(arena, uint32_t, tarjan->nodes);

    for (uint32_t node = 0; node < tarjan->nodes; node++)
        component[node] = tarjan->states[node].low;
    return component;
}

struct scc scc_compute(struct arena *arena, const struct edges *edges, uint32_t first,
                       uint32_t nodes)
{
    struct arena work = { 0 };
    struct tarjan tarjan = {
        .first = first,
        .nodes = nodes,
        .items = edges->items,
        .states = ARENA_ARRAY(&work, struct state, nodes),
        .path = ARENA_ARRAY(&work, uint32_t, nodes),
        .stack = ARENA_ARRAY(&work, uint32_t, nodes),
        .component_starts = ARENA_ARRAY(arena, uint32_t, (size_t)nodes + 1),
        .members = ARENA_ARRAY(arena, uint32_t, nodes),
    };
    const uint32_t *component;

    find_rows(&tarjan, edges);
    for (uint32_t node = 0; node < nodes; node++) {
        if (tarjan.states[node].number != 0)
            continue;
        visit(&tarjan, node);
        while (tarjan.path_count > 0)
            go_on(&tarjan);
    }
    component = components_of(arena, &tarjan);
    arena_release(&work);
    return (struct scc){ tarjan.components, component, tarjan.component_starts, tarjan.members };
}

/* Breadth first from the node until it is met again; `before` tells through which member a member
 * was reached. */
uint32_t scc_circle(struct arena *arena, const struct scc *scc, const uint32_t *starts,
                    const uint32_t *items, uint32_t node, const uint32_t **ret_nodes)
{
    uint32_t component = scc->component[node];
    uint32_t first = scc->starts[component];
    uint32_t count = scc->starts[component + 1] - first;
    uint32_t *queue = ARENA_ARRAY(arena, uint32_t, count);
    uint32_t *before = ARENA_ARRAY(arena, uint32_t, count); /* by place in the queue */
    struct map seen = { 0 };
    uint32_t length = 1, queued = 1, at = 0;
    bool is_closed = false;

    queue[0] = node;
    for (; at < queued && !is_closed; at++)
        for (uint32_t i = starts[queue[at]]; i < starts[queue[at] + 1] && !is_closed; i++) {
            uint32_t next = items[i];
            is_closed = next == node;
            if (is_closed || scc->component[next] != component || map_get(&seen, next) != 0)
                continue;
            map_put(&seen, next, 1);
            before[queued] = at;
            queue[queued++] = next;
        }
    map_release(&seen);
    for (uint32_t i = at - 1; i != 0; i = before[i])
        length++;
    uint32_t *nodes = ARENA_ARRAY(arena, uint32_t, length);
    for (uint32_t i = at - 1, place = length; place > 0; i = before[i])
        nodes[--place] = queue[i];
    *ret_nodes = nodes;
    return length;
}
