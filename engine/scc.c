/* scc.c -- Tarjan's components without recursion. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/scc.h"

#include <stdbool.h>

#include "base/map.h"

struct tarjan {
    uint32_t nodes;
    const uint32_t *starts, *items;
    uint32_t *numbers; /* order of discovery from 1; 0 = unseen */
    uint32_t *lows;
    uint32_t *cursors;
    uint32_t *path; /* nodes being visited */
    uint32_t path_count;
    uint32_t *stack; /* nodes whose component is open */
    uint32_t stack_count;
    uint32_t *component, *component_starts, *members;
    uint32_t components, next_number, next_member;
};

static void visit(struct tarjan *tarjan, uint32_t node)
{
    tarjan->numbers[node] = tarjan->lows[node] = ++tarjan->next_number;
    tarjan->cursors[node] = tarjan->starts[node];
    tarjan->path[tarjan->path_count++] = node;
    tarjan->stack[tarjan->stack_count++] = node;
}

static void close_component(struct tarjan *tarjan, uint32_t root)
{
    uint32_t member;

    do {
        member = tarjan->stack[--tarjan->stack_count];
        tarjan->component[member] = tarjan->components;
        tarjan->members[tarjan->next_member++] = member;
    } while (member != root);
    tarjan->component_starts[++tarjan->components] = tarjan->next_member;
}

static void leave(struct tarjan *tarjan, uint32_t node)
{
    tarjan->path_count--;
    if (tarjan->lows[node] == tarjan->numbers[node])
        close_component(tarjan, node);
    if (tarjan->path_count > 0) {
        uint32_t above = tarjan->path[tarjan->path_count - 1];
        if (tarjan->lows[node] < tarjan->lows[above])
            tarjan->lows[above] = tarjan->lows[node];
    }
}

static void step(struct tarjan *tarjan)
{
    uint32_t node = tarjan->path[tarjan->path_count - 1];

    if (tarjan->cursors[node] == tarjan->starts[node + 1]) {
        leave(tarjan, node);
        return;
    }
    uint32_t target = tarjan->items[tarjan->cursors[node]++];
    if (target >= tarjan->nodes)
        return;
    if (tarjan->numbers[target] == 0)
        visit(tarjan, target);
    else if (tarjan->component[target] == UINT32_MAX &&
             tarjan->numbers[target] < tarjan->lows[node])
        tarjan->lows[node] = tarjan->numbers[target];
}

struct scc scc_compute(struct arena *arena, uint32_t nodes, const uint32_t *starts,
                       const uint32_t *items)
{
    struct tarjan tarjan = {
        .nodes = nodes,
        .starts = starts,
        .items = items,
        .numbers = ARENA_ARRAY(arena, uint32_t, nodes),
        .lows = ARENA_ARRAY(arena, uint32_t, nodes),
        .cursors = ARENA_ARRAY(arena, uint32_t, nodes),
        .path = ARENA_ARRAY(arena, uint32_t, nodes),
        .stack = ARENA_ARRAY(arena, uint32_t, nodes),
        .component = ARENA_ARRAY(arena, uint32_t, nodes),
        .component_starts = ARENA_ARRAY(arena, uint32_t, (size_t)nodes + 1),
        .members = ARENA_ARRAY(arena, uint32_t, nodes),
    };

    for (uint32_t node = 0; node < nodes; node++)
        tarjan.component[node] = UINT32_MAX;
    for (uint32_t node = 0; node < nodes; node++) {
        if (tarjan.numbers[node] != 0)
            continue;
        visit(&tarjan, node);
        while (tarjan.path_count > 0)
            step(&tarjan);
    }
    return (struct scc){ tarjan.components, tarjan.component, tarjan.component_starts,
                         tarjan.members };
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
