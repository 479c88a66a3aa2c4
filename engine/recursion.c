/* recursion.c -- does a field use itself only of objects that come before? */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/recursion.h"

#include "engine/position.h"
#include "engine/scc.h"
#include "engine/workspace.h"

struct own_use { /* of one field by another, both of the same object; as places in the component */
    uint32_t user, used;
};

struct judge {
    struct workspace *ws;
    struct positions positions;
    struct map places; /* field -> 1 + place in the component */
    uint32_t user;     /* the place of the field whose formula is read */
    VEC(struct own_use) uses;
    struct position way; /* the steps that all take; POSITION_NONE before the first */
    struct span way_span;
    bool is_fault, lacks_formula;
    struct recursion_fault fault;
};

static void find_fault(struct judge *judge, struct span span, struct span other)
{
    if (!judge->is_fault)
        judge->fault = (struct recursion_fault){ .span = span, .other = other };
    judge->is_fault = true;
}

static bool is_member(const struct judge *judge, uint32_t field)
{
    return map_get(&judge->places, field) != 0;
}

/* ---- what a formula reads ---- */

static void note_read(struct judge *judge, uint32_t field, struct position of, struct span span)
{
    static const struct span NOWHERE = { 0 };

    if (of.kind == POSITION_SELF) {
        VEC_PUSH(&judge->uses, (struct own_use){ judge->user, map_get(&judge->places, field) - 1 });
    } else if (of.kind == POSITION_STEPS) {
        if (judge->way.kind == POSITION_NONE) {
            judge->way = of;
            judge->way_span = span;
        } else if (judge->way.along != of.along || judge->way.is_against != of.is_against) {
            find_fault(judge, span, judge->way_span);
        }
    } else if (of.kind != POSITION_NONE) {
        find_fault(judge, span, NOWHERE);
    }
}

/* Links of the field, or records behind them: all of them are read at once. */
static void note_links(struct judge *judge, uint32_t field, struct span span)
{
    static const struct span NOWHERE = { 0 };
    const struct schema *schema = &judge->ws->schema;
    const struct field_def *def = schema_field(schema, field);
    uint32_t kind = type_single_kind(schema, def->type);
    uint32_t head = kind == 0 ? 0 : schema_kind(schema, kind)->head;

    if (is_member(judge, field) || (head != 0 && is_member(judge, head)) ||
        ((def->flags & FIELD_INVERSE) && is_member(judge, def->inverse_of)))
        find_fault(judge, span, NOWHERE);
}

static void note_field(struct judge *judge, uint32_t field, const struct node *node)
{
    if (is_member(judge, field))
        note_read(judge, field, position_of(&judge->positions, node->a), node->span);
    else
        note_links(judge, field, node->span);
}

static void visit(struct judge *judge, const struct node *node);

static void visit_generators(struct judge *judge, const struct node *node)
{
    for (uint32_t i = 0; i < node->generator_count; i++) {
        const struct generator *generator = &node->generators[i];
        visit(judge, generator->domain);
        visit(judge, generator->index_key);
        if (generator->index_field != 0)
            note_links(judge, generator->index_field, node->span);
        positions_bind(&judge->positions, generator->slot,
                       position_of(&judge->positions, generator->domain));
        visit(judge, generator->filter);
    }
}

/* Folded for all objects together, before any of them is computed. */
static void visit_closure(struct judge *judge, const struct node *node)
{
    const struct closure_table *table = &judge->ws->closures.tables.items[node->index];

    note_links(judge, table->field, node->span);
    positions_bind(&judge->positions, table->slot, (struct position){ POSITION_ANYWHERE, 0, 0 });
    visit(judge, table->filter);
    visit(judge, table->element);
}

static void visit(struct judge *judge, const struct node *node)
{
    if (!node || judge->is_fault)
        return;
    visit_generators(judge, node);
    for (uint32_t i = 0; i < node->argument_count; i++)
        visit(judge, node->arguments[i]);
    visit(judge, node->a);
    visit(judge, node->b);
    visit(judge, node->c);
    switch (node->op) {
    case NODE_FIELD:
    case NODE_FIELD_ANY:
    case NODE_FIELD_EACH:
        for (uint32_t i = 0; i < node->field_count; i++)
            note_field(judge, node->fields[i], node);
        if (node->field_count == 0)
            note_field(judge, node->index, node);
        break;
    case NODE_CLOSURE:
    case NODE_REACHES:
    case NODE_PATH:
        note_links(judge, node->index, node->span);
        break;
    case NODE_CLOSURE_AGGREGATE:
        visit_closure(judge, node);
        break;
    default:
        break;
    }
}

/* ---- a component ---- */

static const struct definition *member_of(const struct workspace *ws, const struct scc *scc,
                                          uint32_t component, uint32_t place)
{
    return &ws->definitions.items.items[scc->members[scc->starts[component] + place]];
}

static bool are_fields(const struct workspace *ws, const struct scc *scc, uint32_t component)
{
    for (uint32_t i = 0; i < scc->starts[component + 1] - scc->starts[component]; i++)
        if (member_of(ws, scc, component, i)->what != DEFINITION_FIELD)
            return false;
    return true;
}

static void read_formulas(struct judge *judge, const struct scc *scc, uint32_t component)
{
    uint32_t count = scc->starts[component + 1] - scc->starts[component];

    for (uint32_t i = 0; i < count; i++)
        map_put(&judge->places, member_of(judge->ws, scc, component, i)->index, i + 1);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t field = member_of(judge->ws, scc, component, i)->index;
        judge->user = i;
        const struct node *plan = schema_field(&judge->ws->schema, field)->plan;
        positions_start(&judge->positions);
        visit(judge, plan);
        judge->lacks_formula = judge->lacks_formula || !plan;
    }
}

/* The fields of one object, those that others need first; a circle among them is a fault. */
static void order_fields(struct judge *judge, const struct scc *component_of, uint32_t component,
                         struct recursion *recursion)
{
    uint32_t count = component_of->starts[component + 1] - component_of->starts[component];
    struct arena work = { 0 };
    uint32_t *starts = ARENA_ARRAY(&work, uint32_t, (size_t)count + 1);
    uint32_t *items = ARENA_ARRAY(&work, uint32_t, judge->uses.count);
    bool is_circle = false;

    for (uint32_t i = 0; i < judge->uses.count; i++) { /* users come in order */
        starts[judge->uses.items[i].user + 1]++;
        items[i] = judge->uses.items[i].used;
        is_circle = is_circle || judge->uses.items[i].used == judge->uses.items[i].user;
    }
    for (uint32_t i = 0; i < count; i++)
        starts[i + 1] += starts[i];
    struct scc order = scc_compute(&work, &(struct edges){ 0, count, starts, items }, 0, count);
    if (order.count < count || is_circle)
        find_fault(judge, (struct span){ 0 }, (struct span){ 0 });
    judge->fault.is_inside = order.count < count || is_circle;
    recursion->field_count = count;
    recursion->fields = ARENA_ARRAY(judge->ws->arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        recursion->fields[i] =
            member_of(judge->ws, component_of, component, order.members[i])->index;
    arena_release(&work);
}

static void remember(struct workspace *ws, const struct scc *scc, uint32_t component,
                     const struct recursion *recursion)
{
    VEC_PUSH(&ws->recursions, *recursion);
    for (uint32_t i = scc->starts[component]; i < scc->starts[component + 1]; i++)
        ws->definitions.items.items[scc->members[i]].recursion = ws->recursions.count;
}

bool recursion_accept(struct workspace *ws, const struct scc *scc, uint32_t component,
                      struct recursion_fault *ret_fault)
{
    struct judge judge = { .ws = ws };
    struct recursion recursion = { 0 };

    *ret_fault = judge.fault;
    if (!are_fields(ws, scc, component))
        return false;
    positions_init(&judge.positions, ws);
    read_formulas(&judge, scc, component);
    judge.lacks_formula = judge.lacks_formula || judge.positions.is_uncertain;
    order_fields(&judge, scc, component, &recursion);
    if (judge.way.kind == POSITION_NONE || judge.lacks_formula)
        find_fault(&judge, (struct span){ 0 }, (struct span){ 0 });
    recursion.along = judge.way.along;
    recursion.is_against = judge.way.is_against;
    if (!judge.is_fault)
        remember(ws, scc, component, &recursion);
    *ret_fault = judge.fault;
    ret_fault->is_unknown = judge.lacks_formula;
    positions_release(&judge.positions);
    VEC_RELEASE(&judge.uses);
    map_release(&judge.places);
    return !judge.is_fault;
}
