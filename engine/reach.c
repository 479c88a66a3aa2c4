/* reach.c -- components, labels, searches and sweeps. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/reach.h"

#include <string.h>

#include "engine/links.h"

enum { ENDPOINTS_KEPT = 8, NO_COMPONENT = UINT32_MAX };

/*
 * Components are numbered so that each one reaches only lower ones (component_of). A second
 * numbering, by another walk, has them in the order in which that walk left them.
 */
struct reach_label {
    uint32_t lowest;      /* number of what it reaches */
    uint32_t level;       /* steps of the longest way down */
    uint32_t left;        /* second number */
    uint32_t left_lowest; /* second number of what it reaches */
    uint32_t left_within; /* from this second number to its own, it reaches all of them */
};

/* What questions about one component have cost; `bits` once all answers are known. */
struct endpoint {
    uint32_t component;
    uint64_t spent;
    uint64_t *bits;
    bool is_swept;
};

struct endpoints {
    struct endpoint items[ENDPOINTS_KEPT];
    uint32_t next; /* to be given up */
};

struct reach {
    struct arena *arena;
    const struct edges *links;
    struct components of;
    uint32_t components;
    /* The rest is made when a question needs it. */
    uint32_t *starts, *items; /* links between components */
    struct reach_label *labels;
    uint32_t *visited; /* by component: the search that saw it last */
    uint32_t *stack;
    uint32_t search;
    struct endpoints from, to;
};

static bool has_bit(const uint64_t *bits, uint32_t at)
{
    return (bits[at / 64] >> (at % 64) & 1) != 0;
}

static void set_bit(uint64_t *bits, uint32_t at)
{
    bits[at / 64] |= UINT64_C(1) << (at % 64);
}

static size_t words_for(uint32_t bits)
{
    return (size_t)bits / 64 + 1;
}

/* ---- components ---- */

struct reach *reach_new(struct arena *arena, const struct edges *links,
                        struct components components)
{
    struct reach *reach = ARENA_NEW(arena, struct reach);

    *reach = (struct reach){ .arena = arena, .links = links, .of = components };
    reach->components = components.scc.count;
    return reach;
}

static uint32_t component_of(const struct reach *reach, uint32_t object)
{
    uint32_t place = object - reach->of.first;

    if (object < reach->of.first || place >= reach->of.count)
        return NO_COMPONENT;
    place = reach->of.scc.component[place];
    return reach->of.is_turned ? reach->components - 1 - place : place;
}

static bool is_circle(const struct reach *reach, uint32_t component)
{
    return component_is_circle(&reach->of,
                               reach->of.is_turned ? reach->components - 1 - component : component);
}

/* ---- links between components ---- */

static void count_links(const struct reach *reach, uint32_t *counts)
{
    const struct edges *links = reach->links;

    for (uint32_t row = 0; row < links->count; row++) {
        uint32_t above = component_of(reach, links->first + row);
        for (uint32_t i = links->starts[row]; i < links->starts[row + 1]; i++)
            counts[above] += component_of(reach, links->items[i]) != above;
    }
}

/* `ends` are where the next link of each component goes. */
static void put_links(const struct reach *reach, uint32_t *ends, uint32_t *items)
{
    const struct edges *links = reach->links;

    for (uint32_t row = 0; row < links->count; row++) {
        uint32_t above = component_of(reach, links->first + row);
        for (uint32_t i = links->starts[row]; i < links->starts[row + 1]; i++) {
            uint32_t below = component_of(reach, links->items[i]);
            if (below != above)
                items[ends[above]++] = below;
        }
    }
}

static void condense(struct reach *reach)
{
    uint32_t *starts = ARENA_ARRAY(reach->arena, uint32_t, (size_t)reach->components + 2);

    count_links(reach, starts + 2);
    for (uint32_t c = 0; c < reach->components; c++)
        starts[c + 2] += starts[c + 1];
    reach->items = ARENA_ARRAY(reach->arena, uint32_t, starts[reach->components + 1]);
    put_links(reach, starts + 1, reach->items); /* after it, each row begins one place lower */
    reach->starts = starts;
}

/* ---- labels ---- */

/* The components that one reaches come before it. */
static void note_numbers(struct reach *reach)
{
    for (uint32_t c = 0; c < reach->components; c++) {
        struct reach_label *label = &reach->labels[c];
        label->lowest = c;
        for (uint32_t i = reach->starts[c]; i < reach->starts[c + 1]; i++) {
            const struct reach_label *below = &reach->labels[reach->items[i]];
            if (below->lowest < label->lowest)
                label->lowest = below->lowest;
            if (below->level >= label->level)
                label->level = below->level + 1;
        }
    }
}

/* The second walk: depth first, from the top, each row from behind. */
struct walk {
    struct reach *reach;
    uint32_t *cursors; /* end of what is left of a row */
    uint32_t *path;
    bool *is_seen;
    uint32_t path_count, left;
};

static void enter(struct walk *walk, uint32_t component)
{
    struct reach_label *label = &walk->reach->labels[component];

    walk->is_seen[component] = true;
    walk->cursors[component] = walk->reach->starts[component + 1];
    walk->path[walk->path_count++] = component;
    label->left_within = label->left_lowest = walk->left;
}

/* What was left since the component was entered hangs below it. */
static void leave(struct walk *walk, uint32_t component)
{
    const struct reach *reach = walk->reach;
    struct reach_label *label = &reach->labels[component];

    label->left = walk->left++;
    for (uint32_t i = reach->starts[component]; i < reach->starts[component + 1]; i++)
        if (reach->labels[reach->items[i]].left_lowest < label->left_lowest)
            label->left_lowest = reach->labels[reach->items[i]].left_lowest;
    walk->path_count--;
}

static void walk_from(struct walk *walk, uint32_t root)
{
    enter(walk, root);
    while (walk->path_count > 0) {
        uint32_t component = walk->path[walk->path_count - 1];
        if (walk->cursors[component] == walk->reach->starts[component]) {
            leave(walk, component);
            continue;
        }
        uint32_t below = walk->reach->items[--walk->cursors[component]];
        if (!walk->is_seen[below])
            enter(walk, below);
    }
}

static void note_intervals(struct reach *reach)
{
    struct arena work = { 0 };
    struct walk walk = { .reach = reach,
                         .cursors = ARENA_ARRAY(&work, uint32_t, reach->components),
                         .path = ARENA_ARRAY(&work, uint32_t, reach->components),
                         .is_seen = ARENA_ARRAY(&work, bool, reach->components) };

    for (uint32_t c = reach->components; c > 0; c--)
        if (!walk.is_seen[c - 1])
            walk_from(&walk, c - 1);
    arena_release(&work);
}

static void prepare(struct reach *reach, uint64_t *steps)
{
    if (reach->labels)
        return;
    condense(reach);
    reach->labels = ARENA_ARRAY(reach->arena, struct reach_label, reach->components);
    reach->visited = ARENA_ARRAY(reach->arena, uint32_t, reach->components);
    reach->stack = ARENA_ARRAY(reach->arena, uint32_t, reach->components);
    note_numbers(reach);
    note_intervals(reach);
    *steps += reach->components;
}

/* Of two components that are not the same. */
static enum reach_answer ask_labels(const struct reach *reach, uint32_t from, uint32_t to)
{
    const struct reach_label *above = &reach->labels[from];
    const struct reach_label *below = &reach->labels[to];

    if (to > from || to < above->lowest || below->level >= above->level ||
        below->left > above->left || below->left < above->left_lowest)
        return REACH_NO;
    return below->left >= above->left_within ? REACH_YES : REACH_OPEN;
}

/* ---- searches ---- */

/* Adds the components below that may still lead there; true when one is there or surely does. */
static bool descend(struct reach *reach, uint32_t at, uint32_t to, uint32_t *open)
{
    for (uint32_t i = reach->starts[at]; i < reach->starts[at + 1]; i++) {
        uint32_t below = reach->items[i];
        enum reach_answer answer = below == to ? REACH_YES : ask_labels(reach, below, to);
        if (answer == REACH_YES)
            return true;
        if (answer == REACH_NO || reach->visited[below] == reach->search)
            continue;
        reach->visited[below] = reach->search;
        reach->stack[(*open)++] = below;
    }
    return false;
}

static bool search(struct reach *reach, uint32_t from, uint32_t to, uint64_t *steps)
{
    uint32_t open = 0;

    if (++reach->search == 0) { /* the numbers begin anew */
        memset(reach->visited, 0, reach->components * sizeof(*reach->visited));
        reach->search = 1;
    }
    reach->stack[open++] = from;
    while (open > 0) {
        uint32_t at = reach->stack[--open];
        *steps += 1 + reach->starts[at + 1] - reach->starts[at];
        if (descend(reach, at, to, &open))
            return true;
    }
    return false;
}

/* ---- sweeps ---- */

static uint64_t cost_of_sweep(const struct reach *reach)
{
    return (uint64_t)reach->components + reach->starts[reach->components];
}

static bool leads_into(const struct reach *reach, uint32_t component, const uint64_t *bits)
{
    for (uint32_t i = reach->starts[component]; i < reach->starts[component + 1]; i++)
        if (has_bit(bits, reach->items[i]))
            return true;
    return false;
}

/* All that reach it have higher numbers, and all of them come after what they lead to. */
static void sweep_up(const struct reach *reach, struct endpoint *endpoint)
{
    set_bit(endpoint->bits, endpoint->component);
    for (uint32_t c = endpoint->component + 1; c < reach->components; c++)
        if (reach->labels[c].lowest <= endpoint->component && leads_into(reach, c, endpoint->bits))
            set_bit(endpoint->bits, c);
}

static void sweep_down(const struct reach *reach, struct endpoint *endpoint)
{
    set_bit(endpoint->bits, endpoint->component);
    for (uint32_t c = endpoint->component + 1; c-- > 0;)
        for (uint32_t i = reach->starts[c]; has_bit(endpoint->bits, c) && i < reach->starts[c + 1];
             i++)
            set_bit(endpoint->bits, reach->items[i]);
}

static struct endpoint *find_endpoint(const struct reach *reach, struct endpoints *endpoints,
                                      uint32_t component)
{
    struct endpoint *endpoint;

    for (uint32_t i = 0; i < ENDPOINTS_KEPT; i++)
        if (endpoints->items[i].bits && endpoints->items[i].component == component)
            return &endpoints->items[i];
    endpoint = &endpoints->items[endpoints->next++ % ENDPOINTS_KEPT];
    if (!endpoint->bits)
        endpoint->bits = ARENA_ARRAY(reach->arena, uint64_t, words_for(reach->components));
    endpoint->component = component;
    endpoint->spent = 0;
    endpoint->is_swept = false;
    return endpoint;
}

static bool is_due(const struct reach *reach, const struct endpoint *endpoint)
{
    return !endpoint->is_swept && endpoint->spent >= cost_of_sweep(reach);
}

static void sweep(struct reach *reach, struct endpoint *endpoint, bool is_up, uint64_t *steps)
{
    memset(endpoint->bits, 0, words_for(reach->components) * sizeof(*endpoint->bits));
    if (is_up)
        sweep_up(reach, endpoint);
    else
        sweep_down(reach, endpoint);
    endpoint->is_swept = true;
    *steps += cost_of_sweep(reach);
}

static bool ask_endpoints(struct reach *reach, uint32_t from, uint32_t to, uint64_t *steps)
{
    struct endpoint *above = find_endpoint(reach, &reach->from, from);
    struct endpoint *below = find_endpoint(reach, &reach->to, to);
    uint64_t spent = 0;
    bool is_found;

    if (is_due(reach, below) && !above->is_swept)
        sweep(reach, below, true, steps);
    else if (is_due(reach, above) && !below->is_swept)
        sweep(reach, above, false, steps);
    if (below->is_swept)
        return has_bit(below->bits, from);
    if (above->is_swept)
        return has_bit(above->bits, to);
    is_found = search(reach, from, to, &spent);
    above->spent += spent;
    below->spent += spent;
    *steps += spent;
    return is_found;
}

/* ---- asking ---- */

enum reach_answer reach_known(const struct reach *reach, uint32_t from, uint32_t to)
{
    uint32_t above = component_of(reach, from);
    uint32_t below = component_of(reach, to);

    if (above == NO_COMPONENT || below == NO_COMPONENT)
        return REACH_NO;
    if (above == below)
        return is_circle(reach, above) ? REACH_YES : REACH_NO;
    return reach->labels ? ask_labels(reach, above, below) : REACH_OPEN;
}

bool reach_holds(struct reach *reach, uint32_t from, uint32_t to, uint64_t *steps)
{
    enum reach_answer answer = reach_known(reach, from, to);

    *steps += 1;
    if (answer != REACH_OPEN)
        return answer == REACH_YES;
    prepare(reach, steps);
    answer = reach_known(reach, from, to);
    return answer == REACH_OPEN
               ? ask_endpoints(reach, component_of(reach, from), component_of(reach, to), steps)
               : answer == REACH_YES;
}
