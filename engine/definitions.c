/* definitions.c -- the dependency graph of definitions. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/definitions.h"

#include <stdlib.h>

#include "engine/recursion.h"
#include "engine/scc.h"
#include "engine/workspace.h"

void definitions_init(struct definitions *definitions)
{
    struct span nowhere = { 0 };

    *definitions = (struct definitions){ 0 };
    VEC_PUSH(&definitions->items, (struct definition){ 0 });
    definitions->assessed = definitions_add(definitions, DEFINITION_RESULTS, 0, nowhere);
    definitions->results = definitions_add(definitions, DEFINITION_RESULTS, 0, nowhere);
    definitions_depend(definitions, definitions->results, definitions->assessed);
}

void definitions_release(struct definitions *definitions)
{
    VEC_RELEASE(&definitions->items);
    VEC_RELEASE(&definitions->dependencies);
    VEC_RELEASE(&definitions->order);
    VEC_RELEASE(&definitions->waiting);
    VEC_RELEASE(&definitions->wanted);
    map_release(&definitions->known);
}

uint32_t definitions_add(struct definitions *definitions, enum definition_what what, uint32_t index,
                         struct span span)
{
    VEC_PUSH(&definitions->items,
             (struct definition){ .what = what, .index = index, .span = span });
    return definitions->items.count - 1;
}

static void want(struct definitions *definitions, uint32_t definition)
{
    struct definition *item = &definitions->items.items[definition];

    if (!item->is_wanted)
        VEC_PUSH(&definitions->wanted, definition);
    item->is_wanted = true;
}

void definitions_depend(struct definitions *definitions, uint32_t from, uint32_t to)
{
    uint64_t key = map_pair(from, to);

    if (from == 0 || to == 0 || map_get(&definitions->known, key) != 0)
        return;
    map_put(&definitions->known, key, 1);
    VEC_PUSH(&definitions->dependencies, (struct dependency){ from, to });
    want(definitions, to);
}

struct rows {
    uint32_t *starts, *items;
};

static struct rows compress(const struct definitions *definitions, struct arena *arena)
{
    uint32_t nodes = definitions->items.count;
    uint32_t edges = definitions->dependencies.count;
    struct rows rows = { ARENA_ARRAY(arena, uint32_t, (size_t)nodes + 1),
                         ARENA_ARRAY(arena, uint32_t, edges) };
    uint32_t *cursors = ARENA_ARRAY(arena, uint32_t, nodes);

    for (uint32_t i = 0; i < edges; i++)
        rows.starts[definitions->dependencies.items[i].from + 1]++;
    for (uint32_t i = 0; i < nodes; i++) {
        rows.starts[i + 1] += rows.starts[i];
        cursors[i] = rows.starts[i];
    }
    for (uint32_t i = 0; i < edges; i++) {
        struct dependency dependency = definitions->dependencies.items[i];
        rows.items[cursors[dependency.from]++] = dependency.to;
    }
    return rows;
}

static struct str definition_text(struct workspace *ws, uint32_t index)
{
    const struct definition *definition = &ws->definitions.items.items[index];

    switch (definition->what) {
    case DEFINITION_FIELD: {
        const struct field_def *def = schema_field(&ws->schema, definition->index);
        return arena_format(ws->arena, "%.*s.%.*s",
                            STR_ARG(name_text(ws, schema_kind(&ws->schema, def->kind)->name)),
                            STR_ARG(name_text(ws, def->name)));
    }
    case DEFINITION_LET:
        return name_text(ws, ws->schema.lets.items[definition->index].name);
    case DEFINITION_RELATION:
        return name_text(ws, ws->schema.relations.items[definition->index].name);
    case DEFINITION_RULE:
    case DEFINITION_VIEW:
        return source_map_text(ws->lang->sources, definition->span);
    case DEFINITION_RESULTS:
        return STR("the gaps");
    }
    return (struct str){ 0 };
}

static bool depends_on_itself(const struct rows *rows, uint32_t node)
{
    for (uint32_t i = rows->starts[node]; i < rows->starts[node + 1]; i++)
        if (rows->items[i] == node)
            return true;
    return false;
}

/* A circle inside a component, from its smallest member. */
static struct str circle_inside(struct workspace *ws, const struct rows *rows,
                                const struct scc *scc, uint32_t component)
{
    uint32_t first = scc->members[scc->starts[component]];
    const uint32_t *nodes;

    for (uint32_t i = scc->starts[component]; i < scc->starts[component + 1]; i++)
        if (scc->members[i] < first)
            first = scc->members[i];
    uint32_t count = scc_circle(ws->arena, scc, rows->starts, rows->items, first, &nodes);
    struct str *names = ARENA_ARRAY(ws->arena, struct str, count);
    for (uint32_t i = 0; i < count; i++)
        names[i] = definition_text(ws, nodes[i]);
    return circle_text(ws->arena, names, count);
}

/*
 * At fault is the rule that the results wait for while it waits for them. Others of the component
 * only read what is waived, as they may.
 */
static void report_results(struct workspace *ws, const struct rows *rows, const struct scc *scc,
                           uint32_t component)
{
    const struct definitions *definitions = &ws->definitions;
    bool is_about_model = scc->component[definitions->assessed] == component;
    const uint32_t *nodes;
    uint32_t count =
        scc_circle(ws->arena, scc, rows->starts, rows->items,
                   is_about_model ? definitions->assessed : definitions->results, &nodes);
    uint32_t first = 0;

    while (first < count && span_is_none(definitions->items.items[nodes[first]].span))
        first++;
    struct diag *diag = diag_add(ws->sink, MSG_E0412, definitions->items.items[nodes[first]].span,
                                 "a rule cannot ask about gaps, which are the results of rules");
    for (uint32_t i = first + 1; i < count; i++)
        if (!span_is_none(definitions->items.items[nodes[i]].span))
            diag_label(ws->sink, diag, definitions->items.items[nodes[i]].span,
                       "it asks by way of this");

    diag_help(ws->sink, diag,
              "only a rule that binds nothing but waivers and adjustments can, by "
              "the `gaps` of a waiver");
}

/* What a field that uses itself of other objects would have to do. */
static void help_recursion(struct workspace *ws, struct diag *diag,
                           const struct recursion_fault *fault)
{
    if (fault->is_inside)
        diag_note(ws->sink, diag, "fields of them need each other for one and the same object");
    if (span_is_none(fault->span))
        return;
    if (span_is_none(fault->other)) {
        diag_label(ws->sink, diag, fault->span,
                   "nothing says that this is of objects that do not need this one");
        diag_help(ws->sink, diag,
                  "a field can use itself of objects found along a field that is declared "
                  "`acyclic: yes`, or against it");
        return;
    }
    diag_label(ws->sink, diag, fault->other, "this goes one way");
    diag_label(ws->sink, diag, fault->span, "this goes another way");
    diag_help(ws->sink, diag,
              "go along one field that is declared `acyclic: yes`, and in one direction");
}

static void report_circle(struct workspace *ws, const struct rows *rows, const struct scc *scc,
                          uint32_t component, const struct recursion_fault *fault)
{
    struct definitions *definitions = &ws->definitions;
    struct span span = { 0 };
    bool has_results = false;

    for (uint32_t i = scc->starts[component]; i < scc->starts[component + 1]; i++) {
        struct definition *definition = &definitions->items.items[scc->members[i]];
        definition->is_circular = true;
        has_results = has_results || definition->what == DEFINITION_RESULTS;
        if (!span_is_none(definition->span) &&
            (span_is_none(span) || definition->span.lo < span.lo))
            span = definition->span;
    }
    if (has_results) {
        report_results(ws, rows, scc, component);
        return;
    }
    if (fault->is_unknown)
        return;
    struct diag *diag =
        diag_add(ws->sink, MSG_E0411, span, "these definitions go round in a circle: %.*s",
                 STR_ARG(circle_inside(ws, rows, scc, component)));
    help_recursion(ws, diag, fault);
}

/* Relations may use each other in a circle (relation.h). */
static bool are_relations(const struct definitions *definitions, const struct scc *scc,
                          uint32_t component)
{
    for (uint32_t i = scc->starts[component]; i < scc->starts[component + 1]; i++)
        if (definitions->items.items[scc->members[i]].what != DEFINITION_RELATION)
            return false;
    return true;
}

static void judge_circle(struct workspace *ws, const struct rows *rows, const struct scc *scc,
                         uint32_t component)
{
    const struct definition *first =
        &ws->definitions.items.items[scc->members[scc->starts[component]]];
    struct recursion_fault fault;

    if (first->is_circular || first->recursion != 0 || /* judged when less was known */
        are_relations(&ws->definitions, scc, component) ||
        recursion_accept(ws, scc, component, &fault))
        return;
    report_circle(ws, rows, scc, component, &fault);
}

void definitions_sort(struct workspace *ws)
{
    struct definitions *definitions = &ws->definitions;
    struct rows rows = compress(definitions, ws->arena);
    struct edges needs = { 0, definitions->items.count, rows.starts, rows.items };
    struct scc scc = scc_compute(ws->arena, &needs, 0, needs.count);

    definitions->starts = rows.starts;
    definitions->needs = rows.items;
    VEC_CLEAR(&definitions->order);
    for (uint32_t component = 0; component < scc.count; component++) {
        bool is_circle = scc.starts[component + 1] - scc.starts[component] > 1 ||
                         depends_on_itself(&rows, scc.members[scc.starts[component]]);
        if (is_circle)
            judge_circle(ws, &rows, &scc, component);
        for (uint32_t i = scc.starts[component]; i < scc.starts[component + 1]; i++) {
            definitions->items.items[scc.members[i]].component = component;
            definitions->items.items[scc.members[i]].place = definitions->order.count;
            VEC_PUSH(&definitions->order, scc.members[i]);
        }
    }
}

void definitions_need(struct definitions *definitions, uint32_t needed)
{
    VEC(uint32_t) open = { 0 };

    VEC_PUSH(&open, needed);
    while (open.count > 0) {
        uint32_t at = open.items[--open.count];
        struct definition *item = &definitions->items.items[at];
        if (item->is_needed)
            continue;
        item->is_needed = true;
        VEC_PUSH(&definitions->waiting, item->place);
        for (uint32_t e = definitions->starts[at]; e < definitions->starts[at + 1]; e++)
            VEC_PUSH(&open, definitions->needs[e]);
    }
    VEC_RELEASE(&open);
}

static int compare_places(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left;
    uint32_t b = *(const uint32_t *)right;

    return a < b ? -1 : a > b;
}

void definitions_sort_waiting(struct definitions *definitions)
{
    if (definitions->waiting.count > 1)
        qsort(definitions->waiting.items, definitions->waiting.count, sizeof(uint32_t),
              compare_places);
}
