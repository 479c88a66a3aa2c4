/* graph_build.c -- collecting the nodes and edges of a graph. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/graph_build.h"

#include <stdlib.h>

#include "engine/links.h"
#include "engine/objects.h"
#include "engine/print.h"
#include "engine/view.h"

struct builder {
    struct evaluator *evaluator;
    struct workspace *ws;
    const struct graph_plan *plan;
    uint32_t current_slot; /* of the generator under way */
    VEC(uint32_t) objects;
    VEC(struct graph_edge) edges;
    struct map seen; /* object -> 1 + position in objects, later in nodes */
};

static bool collect_object(struct evaluator *evaluator, void *self)
{
    struct builder *builder = self;
    uint32_t object = (uint32_t)evaluator->slots[builder->current_slot];

    if (map_get(&builder->seen, object) == 0) {
        VEC_PUSH(&builder->objects, object);
        map_put(&builder->seen, object, builder->objects.count);
    }
    return true;
}

static uint32_t rank_of(const struct builder *builder, uint32_t object)
{
    uint32_t kind = model_object(&builder->ws->model, object)->kind;

    for (uint32_t i = 0; i < builder->plan->rank_count; i++)
        if (schema_is_a(&builder->ws->schema, kind, builder->plan->ranks[i]))
            return i;
    return 0;
}

struct node_order {
    const struct builder *builder;
    uint32_t object, rank;
};

static int compare_nodes(const void *left, const void *right)
{
    const struct node_order *a = left;
    const struct node_order *b = right;

    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return compare_objects(a->builder->ws, a->object, b->object);
}

static void sort_objects(struct builder *builder)
{
    uint32_t count = builder->objects.count;
    struct node_order *orders = ARENA_ARRAY(builder->ws->arena, struct node_order, count);

    for (uint32_t i = 0; i < count; i++) {
        uint32_t object = builder->objects.items[i];
        orders[i] = (struct node_order){ builder, object, rank_of(builder, object) };
    }
    if (count > 1)
        qsort(orders, count, sizeof(*orders), compare_nodes);
    for (uint32_t i = 0; i < count; i++) {
        builder->objects.items[i] = orders[i].object;
        map_put(&builder->seen, orders[i].object, i + 1);
    }
}

/* The value of the first `KIND by PATH` that is about the object. */
static const struct graph_by *value_by(struct builder *builder, const struct graph_by *by,
                                       uint32_t count, uint32_t object, value *ret_value)
{
    struct workspace *ws = builder->ws;

    for (uint32_t i = 0; i < count; i++) {
        if (!schema_is_a(&ws->schema, model_object(&ws->model, object)->kind, by[i].kind))
            continue;
        builder->evaluator->slots[0] = object;
        *ret_value = evaluate(builder->evaluator, by[i].value);
        return *ret_value == VALUE_NONE ? NULL : &by[i];
    }
    return NULL;
}

static enum node_state glyph_of(const struct builder *builder, struct str word)
{
    for (uint32_t i = 0; i < builder->plan->glyph_count; i++)
        if (str_equal(name_text(builder->ws, builder->plan->glyphs[i].word), word))
            return builder->plan->glyphs[i].state;
    return STATE_NONE;
}

static void set_state(struct builder *builder, struct graph_node *node, uint32_t object)
{
    struct workspace *ws = builder->ws;
    value v = VALUE_NONE;
    const struct graph_by *by =
        value_by(builder, builder->plan->states, builder->plan->state_count, object, &v);

    if (!by)
        return;
    struct cell cell = value_cell(ws, by->value->type, v);
    node->word = cell.text;
    node->color = cell.color;
    node->state = glyph_of(builder, cell.key.len > 0 ? cell.key : cell.text);
}

static void set_group(struct builder *builder, struct graph_node *node, uint32_t object)
{
    struct workspace *ws = builder->ws;
    value v = VALUE_NONE;
    const struct graph_by *by =
        value_by(builder, builder->plan->collapses, builder->plan->collapse_count, object, &v);

    if (by)
        node->group = arena_copy(ws->arena, print_value(ws, ws->arena, by->value->type, v));
}

static struct graph_node make_node(struct builder *builder, uint32_t object)
{
    struct workspace *ws = builder->ws;
    struct place place = source_map_place(ws->lang->sources, object_span(ws, object).lo);
    struct graph_node node = { .id = object_text(ws, object),
                               .rank = rank_of(builder, object),
                               .count = 1 };

    node.title = object_title(ws, object);
    node.place = arena_format(ws->arena, "%.*s:%u", STR_ARG(place.path), place.line);
    set_state(builder, &node, object);
    set_group(builder, &node, object);
    return node;
}

static const uint32_t *targets_of(struct builder *builder, const struct graph_link *link,
                                  uint32_t object, uint32_t *ret_count)
{
    const struct set *row;

    if (link->relation == 0)
        return edges_of(field_links(builder->ws, link->field), object, ret_count);
    row = relation_row(builder->evaluator, link->relation, 0, object);
    *ret_count = row->count;
    return row->narrow;
}

static void add_edges(struct builder *builder, uint32_t relation, uint32_t from, uint32_t object)
{
    struct arena_mark mark = arena_mark(&builder->evaluator->scratch);
    uint32_t count;
    const uint32_t *targets = targets_of(builder, &builder->plan->edges[relation], object, &count);

    if (!take_scan(builder->evaluator, count))
        count = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t to = map_get(&builder->seen, targets[i]);
        if (to != 0)
            VEC_PUSH(&builder->edges,
                     (struct graph_edge){ from, to - 1, relation, 1, false, false });
    }
    arena_rewind(&builder->evaluator->scratch, mark);
}

static int compare_edges(const void *left, const void *right)
{
    const struct graph_edge *a = left;
    const struct graph_edge *b = right;

    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    if (a->to != b->to)
        return a->to < b->to ? -1 : 1;
    return a->relation < b->relation ? -1 : a->relation > b->relation;
}

static void set_ranks(struct builder *builder, struct graph *graph)
{
    struct workspace *ws = builder->ws;
    struct graph_rank *ranks = ARENA_ARRAY(ws->arena, struct graph_rank, builder->plan->rank_count);

    for (uint32_t i = 0; i < builder->plan->rank_count; i++) {
        const struct kind *kind = schema_kind(&ws->schema, builder->plan->ranks[i]);
        struct str name = name_text(ws, kind->name), title = kind_title(ws, kind);
        ranks[i] = (struct graph_rank){ name, title.len > 0 ? title : name };
    }
    graph->ranks = ranks;
    graph->rank_count = builder->plan->rank_count;
}

static struct str link_name(const struct workspace *ws, const struct graph_link *link)
{
    return name_text(ws, link->relation != 0 ? ws->schema.relations.items[link->relation].name
                                             : schema_field(&ws->schema, link->field)->name);
}

static void set_relations(struct builder *builder, struct graph *graph)
{
    struct workspace *ws = builder->ws;
    struct str *relations = ARENA_ARRAY(ws->arena, struct str, builder->plan->edge_count);

    for (uint32_t i = 0; i < builder->plan->edge_count; i++)
        relations[i] = link_name(ws, &builder->plan->edges[i]);
    graph->relations = relations;
    graph->relation_count = builder->plan->edge_count;
}

static void set_nodes_and_edges(struct builder *builder, struct graph *graph)
{
    struct workspace *ws = builder->ws;

    graph->node_count = builder->objects.count;
    graph->nodes = ARENA_ARRAY(ws->arena, struct graph_node, graph->node_count);
    for (uint32_t i = 0; i < graph->node_count; i++) {
        graph->nodes[i] = make_node(builder, builder->objects.items[i]);
        for (uint32_t relation = 0; relation < builder->plan->edge_count; relation++)
            add_edges(builder, relation, i, builder->objects.items[i]);
    }
    graph->edge_count = builder->edges.count;
    graph->edges = ARENA_ARRAY(ws->arena, struct graph_edge, graph->edge_count);
    for (uint32_t i = 0; i < graph->edge_count; i++)
        graph->edges[i] = builder->edges.items[i];
    if (graph->edge_count > 1)
        qsort(graph->edges, graph->edge_count, sizeof(*graph->edges), compare_edges);
}

struct graph *graph_of(struct evaluator *evaluator, const struct graph_plan *plan)
{
    struct workspace *ws = evaluator->ws;
    const struct decl *decl = ast_decl(ws->ast, plan->decl);
    struct graph *graph = ARENA_NEW(ws->arena, struct graph);
    struct builder builder = { .evaluator = evaluator, .ws = ws, .plan = plan };
    value *frame = evaluator_enter(evaluator, plan->slot_count);

    evaluator->under_way = ast_id_span(ws->ast, decl);
    for (uint32_t i = 0; i < plan->node_count; i++) {
        const struct generators *generators = &plan->nodes[i].generators;
        builder.current_slot = generators->items[0].slot;
        run_generators(evaluator, generators->items, generators->count, collect_object, &builder);
    }
    sort_objects(&builder);
    graph->name = name_text(ws, plan->name);
    graph->title = string_of(ws, parts_of(ws, decl)->title);
    graph->doc = ast_doc(ws->lang->sources, ws->arena, parts_of(ws, decl)->doc);
    set_ranks(&builder, graph);
    set_relations(&builder, graph);
    set_nodes_and_edges(&builder, graph);
    evaluator_leave(evaluator, frame);
    VEC_RELEASE(&builder.objects);
    VEC_RELEASE(&builder.edges);
    map_release(&builder.seen);
    return graph;
}
