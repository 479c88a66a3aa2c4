/* plan_graph.c -- graph declarations become plans. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/graph_build.h"
#include "engine/kind.h"

struct graph_reader {
    struct workspace *ws;
    struct graph_plan *plan;
    struct checker checker;
};

static expr_id items_of(struct graph_reader *reader, enum word word, const char *needed_for,
                        uint32_t *ret_count)
{
    expr_id first = plan_items(&reader->checker, reader->plan->decl, word, needed_for);

    *ret_count = 0;
    for (expr_id id = first; id.v != 0; id = expr_of(reader->ws, id)->next)
        ++*ret_count;
    return first;
}

/* The kind that a plain item names; 0 after a message. */
static uint32_t read_kind(struct graph_reader *reader, expr_id id)
{
    struct workspace *ws = reader->ws;
    struct type type = read_type(ws, reader->checker.from, id, NULL);
    uint32_t kind = type_is_wrong(type) ? 0 : type_single_kind(&ws->schema, type);

    if (kind == 0)
        reader->checker.errors++;
    if (kind == 0 && !type_is_wrong(type))
        diag_add(ws->sink, MSG_E0405, expr_of(ws, id)->span, "a graph names kinds here");
    return kind;
}

static struct str title_or_name(const struct workspace *ws, uint32_t kind)
{
    const struct kind *found = schema_kind(&ws->schema, kind);
    struct str title = kind_title(ws, found);

    return title.len > 0 ? title : name_text(ws, found->name);
}

static void read_plain_nodes(struct graph_reader *reader, expr_id id, struct graph_nodes *nodes)
{
    struct workspace *ws = reader->ws;
    struct checker *checker = &reader->checker;
    uint32_t kind = read_kind(reader, id);
    struct type type = type_with_ref(TYPE_OBJECT, schema_kind_set(&ws->schema, &kind, 1));
    struct node *domain = new_node(checker, NODE_EXTENT, type_set(type), expr_of(ws, id)->span);
    struct generator *generator = ARENA_NEW(ws->arena, struct generator);

    domain->index = kind;
    *generator = (struct generator){ .slot = checker->next_slot, .domain = domain };
    if (checker->slot_count <= checker->next_slot)
        checker->slot_count = checker->next_slot + 1;
    nodes->kind = kind;
    nodes->generators = (struct generators){ generator, 1 };
    if (kind == ws->schema.gap_kind)
        depend_on_results(checker);
}

static void read_bound_nodes(struct graph_reader *reader, expr_id id, struct graph_nodes *nodes)
{
    struct workspace *ws = reader->ws;
    struct checker_mark mark = checker_mark(&reader->checker);

    /* One item at a time: each is a set of nodes of its own. */
    bool is_right = check_generator_item(&reader->checker, id, &nodes->generators);

    checker_restore(&reader->checker, mark);
    if (!is_right)
        return;
    nodes->kind =
        type_single_kind(&ws->schema, type_element(nodes->generators.items[0].domain->type));
    if (nodes->kind != 0)
        return;
    diag_add(ws->sink, MSG_E0405, expr_of(ws, id)->span, "nodes are objects of one kind");
    reader->checker.errors++;
}

static void read_nodes(struct graph_reader *reader)
{
    struct workspace *ws = reader->ws;
    uint32_t count;
    expr_id first = items_of(reader, WORD_nodes, "a graph", &count);

    reader->plan->nodes = ARENA_ARRAY(ws->arena, struct graph_nodes, count);
    for (expr_id id = first; id.v != 0; id = expr_of(ws, id)->next) {
        struct graph_nodes *nodes = &reader->plan->nodes[reader->plan->node_count++];
        uint8_t op = expr_of(ws, id)->op;
        if (op == EXPR_NAME || op == EXPR_SELECT)
            read_plain_nodes(reader, id, nodes);
        else
            read_bound_nodes(reader, id, nodes);
        if (nodes->kind != 0)
            nodes->title = title_or_name(ws, nodes->kind);
    }
}

/* `measure.implements`: the field, or 0; ret_is_told when a message was given. */
static uint32_t edge_field(struct graph_reader *reader, expr_id id, bool *ret_is_told)
{
    struct workspace *ws = reader->ws;
    const struct expr *edge = expr_of(ws, id);
    uint32_t kind = edge->op == EXPR_SELECT ? read_kind(reader, edge->a) : 0;
    uint32_t field = kind == 0 ? 0 : schema_find_field(&ws->schema, kind, expr_of(ws, id)->sym);

    *ret_is_told = kind == 0 && expr_of(ws, id)->op == EXPR_SELECT;
    if (field == 0 || schema_field(&ws->schema, field)->type.base != TYPE_OBJECT)
        return 0;
    depend_on_field(&reader->checker, field);
    return field;
}

/* The name of a relation of two objects, or 0. */
static uint32_t edge_relation(struct graph_reader *reader, expr_id id)
{
    struct workspace *ws = reader->ws;
    struct str path;
    const struct name *name;

    if (!ast_path(ws->ast, ws->lang->names, ws->arena, id, &path))
        return 0;
    name = scopes_find_path(ws, reader->checker.from, NAMES_VALUES, path, (struct span){ 0 });
    if (!name || name->what != NAME_IS_RELATION)
        return 0;
    const struct relation *relation = &ws->schema.relations.items[name->index];
    if (relation->parameter_count != 2)
        return 0;
    definitions_depend(&ws->definitions, reader->checker.definition, relation->definition);
    return name->index;
}

static void read_edge(struct graph_reader *reader, expr_id id)
{
    struct workspace *ws = reader->ws;
    struct graph_plan *plan = reader->plan;
    struct graph_link link = { .relation = edge_relation(reader, id) };
    bool is_told = false;

    if (link.relation == 0)
        link.field = edge_field(reader, id, &is_told);
    if (link.relation != 0 || link.field != 0) {
        plan->edges[plan->edge_count++] = link;
        return;
    }
    reader->checker.errors++;
    if (is_told)
        return;
    struct diag *diag =
        diag_add(ws->sink, MSG_E0405, expr_of(ws, id)->span,
                 "an edge is a reference field of a kind, or a relation of two objects");
    diag_help(ws->sink, diag, "write `KIND.FIELD`, as in `measure.implements`");
}

static void read_edges(struct graph_reader *reader)
{
    uint32_t count;
    expr_id first = items_of(reader, WORD_edges, "a graph", &count);

    reader->plan->edges = ARENA_ARRAY(reader->ws->arena, struct graph_link, count);
    for (expr_id id = first; id.v != 0; id = expr_of(reader->ws, id)->next)
        read_edge(reader, id);
}

static void read_ranks(struct graph_reader *reader)
{
    struct workspace *ws = reader->ws;
    uint32_t count;
    expr_id first = items_of(reader, WORD_rank, NULL, &count);
    struct graph_plan *plan = reader->plan;

    plan->ranks = ARENA_ARRAY(ws->arena, uint32_t, (size_t)count + plan->node_count);
    for (expr_id id = first; id.v != 0; id = expr_of(ws, id)->next) {
        uint32_t kind = read_kind(reader, id);
        if (kind != 0)
            plan->ranks[plan->rank_count++] = kind;
    }
    for (uint32_t i = 0; i < plan->node_count; i++) {
        bool is_known = false;
        for (uint32_t r = 0; r < plan->rank_count; r++)
            is_known = is_known || schema_is_a(&ws->schema, plan->nodes[i].kind, plan->ranks[r]);
        if (!is_known && plan->nodes[i].kind != 0)
            plan->ranks[plan->rank_count++] = plan->nodes[i].kind;
    }
}

/* `control by theme`: the path is checked with an object of the kind as `self`. */
static struct graph_by *read_by(struct graph_reader *reader, enum word word, uint32_t *ret_count)
{
    struct workspace *ws = reader->ws;
    struct checker *checker = &reader->checker;
    uint32_t count;
    expr_id first = items_of(reader, word, NULL, &count);
    struct graph_by *by = ARENA_ARRAY(ws->arena, struct graph_by, count);

    *ret_count = 0;
    for (expr_id id = first; id.v != 0; id = expr_of(ws, id)->next) {
        const struct expr *item = expr_of(ws, id);
        if (item->op != EXPR_ITEM_BY) {
            struct diag *diag =
                diag_add(ws->sink, MSG_E0405, item->span, "this needs a kind and a path");
            diag_help(ws->sink, diag, "write `KIND by FIELD`, as in `risk by current`");
            checker->errors++;
            continue;
        }
        uint32_t kind = read_kind(reader, item->a);
        if (kind == 0)
            continue;
        checker->self_kind = kind;
        by[*ret_count].kind = kind;
        by[*ret_count].value = check_expr(checker, expr_of(ws, id)->b, NO_EXPECTATION);
        ++*ret_count;
        checker->self_kind = 0;
    }
    return by;
}

static bool state_named(struct str text, enum node_state *ret_state)
{
    static const char *const NAMES[] = { [STATE_OK] = "ok",
                                         [STATE_PLANNED] = "planned",
                                         [STATE_OVERDUE] = "overdue",
                                         [STATE_GAP] = "gap",
                                         [STATE_ACCEPTED] = "accepted" };

    for (int state = STATE_OK; state <= STATE_ACCEPTED; state++)
        if (str_equal(text, str_from(NAMES[state]))) {
            *ret_state = (enum node_state)state;
            return true;
        }
    return false;
}

static void read_glyphs(struct graph_reader *reader)
{
    struct workspace *ws = reader->ws;
    struct graph_plan *plan = reader->plan;
    uint32_t count;
    expr_id first = items_of(reader, WORD_glyph, NULL, &count);

    plan->glyphs = ARENA_ARRAY(ws->arena, struct graph_glyph, count);
    for (expr_id id = first; id.v != 0; id = expr_of(ws, id)->next) {
        const struct expr *item = expr_of(ws, id);
        struct graph_glyph *glyph = &plan->glyphs[plan->glyph_count];
        const struct expr *state = item->op == EXPR_ITEM_NAMED ? expr_of(ws, item->a) : item;
        if (item->op == EXPR_ITEM_NAMED && state->op == EXPR_NAME &&
            state_named(name_text(ws, state->sym), &glyph->state)) {
            glyph->word = item->sym;
            plan->glyph_count++;
            continue;
        }
        reader->checker.errors++;
        struct diag *diag =
            diag_add(ws->sink, MSG_E0405, item->span, "a glyph is a word and a state");
        diag_help(ws->sink, diag,
                  "write `WORD: STATE`; states are ok, planned, overdue, gap and accepted");
    }
}

static struct graph_plan check_graph(struct workspace *ws, const struct declared *graph)
{
    static const enum word FIELDS[] = { WORD_nodes,    WORD_edges, WORD_rank,
                                        WORD_collapse, WORD_state, WORD_glyph };
    struct graph_plan plan = { .name = graph->name, .decl = graph->decl };
    struct graph_reader reader = { .ws = ws, .plan = &plan };

    check_fields_of(ws, graph->decl, FIELDS, sizeof(FIELDS) / sizeof(FIELDS[0]));
    plan.definition = definitions_add(&ws->definitions, DEFINITION_VIEW, 0, graph->span);
    checker_init(&reader.checker, ws, place_of_decl(ws, graph->decl), plan.definition);
    checker_set_self(&reader.checker, 0); /* slot 0 is for the paths behind `by` */
    read_nodes(&reader);
    read_edges(&reader);
    read_ranks(&reader);
    plan.collapses = read_by(&reader, WORD_collapse, &plan.collapse_count);
    plan.states = read_by(&reader, WORD_state, &plan.state_count);
    read_glyphs(&reader);
    plan.is_broken = reader.checker.errors > 0 || ast_decl(ws->ast, graph->decl)->is_damaged;
    plan.slot_count = reader.checker.slot_count;
    checker_release(&reader.checker);
    return plan;
}

void plan_graphs(struct workspace *ws, struct graph_plans *plans)
{
    for (uint32_t i = 1; i < ws->schema.graphs.count; i++) {
        const struct declared *graph = &ws->schema.graphs.items[i];
        if (stays_unplanned(ws, graph->decl))
            continue;
        struct graph_plan plan = check_graph(ws, graph);
        VEC_PUSH(&plans->items, plan);
    }
}
