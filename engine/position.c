/* position.c -- following references from `self` without looking at objects. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/position.h"

#include "engine/workspace.h"

enum { FORMULAS_LOOKED_INTO = 16 }; /* inside each other */

static const struct position NOTHING = { .kind = POSITION_NONE };
static const struct position SELF = { .kind = POSITION_SELF };
static const struct position ANYWHERE = { .kind = POSITION_ANYWHERE };

void positions_init(struct positions *positions, struct workspace *ws)
{
    *positions = (struct positions){ .ws = ws };
}

void positions_release(struct positions *positions)
{
    VEC_RELEASE(&positions->slots);
    VEC_RELEASE(&positions->known);
    map_release(&positions->of_field);
}

void positions_start(struct positions *positions)
{
    VEC_CLEAR(&positions->slots);
    VEC_PUSH(&positions->slots, SELF);
}

void positions_bind(struct positions *positions, uint32_t slot, struct position position)
{
    while (positions->slots.count <= slot)
        VEC_PUSH(&positions->slots, ANYWHERE);
    positions->slots.items[slot] = position;
}

/* ---- one step ---- */

static const struct field_def *field_at(const struct positions *positions, uint32_t field)
{
    return schema_field(&positions->ws->schema, field);
}

static uint32_t record_kind(const struct positions *positions, const struct field_def *def)
{
    uint32_t kind = type_single_kind(&positions->ws->schema, def->type);

    return kind != 0 && schema_kind(&positions->ws->schema, kind)->head != 0 ? kind : 0;
}

/*
 * The one field in which records of the kind can stand, if it is acyclic and holds what is written;
 * else 0. Named objects of the kind have no owner that one could step to.
 */
static uint32_t only_acyclic_home(const struct positions *positions, uint32_t kind)
{
    const struct schema *schema = &positions->ws->schema;
    uint32_t home = 0;

    for (uint32_t i = 1; i < schema->fields.count; i++) {
        const struct field_def *def = schema_field(schema, i);
        if (def->type.base != TYPE_OBJECT || (def->flags & (FIELD_COMPUTED | FIELD_INVERSE)))
            continue;
        uint32_t held = type_single_kind(schema, def->type);
        if (held == 0 || (!schema_is_a(schema, held, kind) && !schema_is_a(schema, kind, held)))
            continue;
        if (home != 0 || !(def->flags & FIELD_ACYCLIC) || def->default_expr.v != 0)
            return 0;
        home = i;
    }
    return home;
}

static struct position step_from_self(struct positions *positions, uint32_t field);

static struct position turned_round(struct position position)
{
    if (position.kind != POSITION_STEPS)
        return ANYWHERE;
    position.is_against = !position.is_against;
    return position;
}

static struct position inverse_step(struct positions *positions, const struct field_def *def)
{
    const struct field_def *forward = field_at(positions, def->inverse_of);
    struct position position;

    if (forward->flags & FIELD_HEAD) {
        uint32_t home = only_acyclic_home(positions, forward->kind);
        position = (struct position){ POSITION_INCOMING_RECORD, home, false };
        return home == 0 ? ANYWHERE : position;
    }
    position = step_from_self(positions, def->inverse_of);
    if (position.kind == POSITION_OWN_RECORD) /* an inverse leads through records */
        position = (struct position){ POSITION_STEPS, position.along, false };
    return turned_round(position);
}

/* A formula leads where its expression leads from self. */
static struct position formula_step(struct positions *positions, uint32_t field)
{
    const struct field_def *def = field_at(positions, field);
    uint32_t known = map_get(&positions->of_field, field);
    struct positions outer = *positions;
    struct position position;

    if (known != 0)
        return positions->known.items[known - 1];
    if (!def->plan)
        positions->is_uncertain = true;
    if (!def->plan || positions->depth == FORMULAS_LOOKED_INTO)
        return ANYWHERE;
    VEC_PUSH(&positions->known, ANYWHERE); /* meanwhile: it may lead back to itself */
    known = positions->known.count;
    map_put(&positions->of_field, field, known);
    outer.slots = positions->slots;
    positions->slots.items = NULL;
    positions->slots.count = positions->slots.capacity = 0;
    positions->depth++;
    positions_start(positions);
    position = position_of(positions, def->plan);
    positions->depth--;
    VEC_RELEASE(&positions->slots);
    positions->slots = outer.slots;
    positions->known.items[known - 1] = position;
    return position;
}

static struct position step_from_self(struct positions *positions, uint32_t field)
{
    const struct field_def *def = field_at(positions, field);
    bool has_records = record_kind(positions, def) != 0;

    if (def->flags & FIELD_INVERSE)
        return inverse_step(positions, def);
    if (def->flags & FIELD_ACYCLIC)
        return (struct position){ has_records ? POSITION_OWN_RECORD : POSITION_STEPS, field,
                                  false };
    return def->flags & FIELD_COMPUTED ? formula_step(positions, field) : ANYWHERE;
}

static bool same_position(struct position a, struct position b)
{
    return a.kind == b.kind && a.along == b.along && a.is_against == b.is_against;
}

static struct position join(struct position a, struct position b)
{
    if (a.kind == POSITION_NONE)
        return b;
    return b.kind == POSITION_NONE || same_position(a, b) ? a : ANYWHERE;
}

/* The head of a record leads on, its owner leads back. */
static struct position step_from_record(const struct positions *positions, struct position from,
                                        uint32_t field)
{
    bool is_own = from.kind == POSITION_OWN_RECORD;
    uint16_t flags = field_at(positions, field)->flags;

    if (flags & FIELD_HEAD)
        return is_own ? (struct position){ POSITION_STEPS, from.along, false } : SELF;
    if (flags & FIELD_OWNER)
        return is_own ? SELF : (struct position){ POSITION_STEPS, from.along, true };
    return ANYWHERE;
}

static struct position step(struct positions *positions, struct position from, uint32_t field)
{
    struct position next;

    switch (from.kind) {
    case POSITION_NONE:
        return NOTHING;
    case POSITION_SELF:
        return step_from_self(positions, field);
    case POSITION_STEPS: /* on in the same direction */
        next = step_from_self(positions, field);
        return same_position(from, next) ? from : ANYWHERE;
    case POSITION_OWN_RECORD:
    case POSITION_INCOMING_RECORD:
        return step_from_record(positions, from, field);
    case POSITION_ANYWHERE:
        break;
    }
    return ANYWHERE;
}

/* ---- expressions ---- */

static struct position position_of_field(struct positions *positions, const struct node *node)
{
    struct position from = position_of(positions, node->a);
    struct position position = NOTHING;

    if (node->field_count == 0)
        return step(positions, from, node->index);
    for (uint32_t i = 0; i < node->field_count; i++)
        position = join(position, step(positions, from, node->fields[i]));
    return position;
}

static struct position position_of_closure(struct positions *positions, const struct node *node)
{
    struct position from = position_of(positions, node->a);
    struct position next = step_from_self(positions, node->index);

    if (next.kind == POSITION_OWN_RECORD)
        next = (struct position){ POSITION_STEPS, next.along, false };
    if (next.kind != POSITION_STEPS)
        return ANYWHERE;
    if (from.kind == POSITION_SELF)
        return node->extra != 0 ? next : ANYWHERE; /* `*` has self among the others */
    return same_position(from, next) ? next : ANYWHERE;
}

static struct position position_of_members(struct positions *positions, const struct node *node)
{
    struct position position = NOTHING;

    for (uint32_t i = 0; i < node->argument_count; i++)
        position = join(position, position_of(positions, node->arguments[i]));
    return position;
}

static struct position position_of_element(struct positions *positions, const struct node *node)
{
    for (uint32_t i = 0; i < node->generator_count; i++)
        positions_bind(positions, node->generators[i].slot,
                       position_of(positions, node->generators[i].domain));
    return position_of(positions, node->a);
}

struct position position_of(struct positions *positions, const struct node *node)
{
    if (node->type.base == TYPE_NOTHING)
        return NOTHING;
    if (node->type.base != TYPE_OBJECT)
        return ANYWHERE;
    switch (node->op) {
    case NODE_LOCAL:
        return node->index < positions->slots.count ? positions->slots.items[node->index]
                                                    : ANYWHERE;
    case NODE_FIELD:
    case NODE_FIELD_ANY:
    case NODE_FIELD_EACH:
        return position_of_field(positions, node);
    case NODE_COMPREHENSION:
        return position_of_element(positions, node);
    case NODE_CLOSURE:
        return position_of_closure(positions, node);
    case NODE_SET_OF:
        return position_of_members(positions, node);
    case NODE_FUNCTION:
        return node->index == FUNCTION_FIRST ? position_of(positions, node->arguments[0])
                                             : ANYWHERE;
    case NODE_WRAP:
    case NODE_EXCEPT:
        return position_of(positions, node->a);
    case NODE_UNION:
    case NODE_OTHERWISE:
        return join(position_of(positions, node->a), position_of(positions, node->b));
    case NODE_IF:
        return join(position_of(positions, node->b), position_of(positions, node->c));
    default:
        return ANYWHERE;
    }
}
