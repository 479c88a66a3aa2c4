/* derive_closure.c -- which object a value came from, and by which path. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/closure.h"
#include "engine/derive.h"
#include "engine/links.h"
#include "engine/objects.h"

/* A walk along the field, nearest objects first. */
struct walk {
    struct deriver *deriver;
    const struct closure_table *table;
    VEC(uint32_t) objects;
    VEC(uint32_t) before; /* place of the object that led here, plus 1; 0: the start */
    struct map seen;
};

static void visit(struct walk *walk, uint32_t object, uint32_t before)
{
    if (map_get(&walk->seen, object) != 0)
        return;
    map_put(&walk->seen, object, 1);
    VEC_PUSH(&walk->objects, object);
    VEC_PUSH(&walk->before, before);
}

static void visit_targets(struct walk *walk, uint32_t object, uint32_t before)
{
    uint32_t count;
    const uint32_t *targets =
        edges_of(field_links(walk->deriver->ws, walk->table->field), object, &count);

    for (uint32_t i = 0; i < count; i++)
        visit(walk, targets[i], before);
}

static void release(struct walk *walk)
{
    VEC_RELEASE(&walk->objects);
    VEC_RELEASE(&walk->before);
    map_release(&walk->seen);
}

/* Does this object alone give what came out? */
static bool decides(struct walk *walk, uint32_t object, value result)
{
    const struct closure_table *table = walk->table;
    struct evaluator *evaluator = walk->deriver->evaluator;
    value *frame = evaluator_enter(evaluator, table->slot_count);
    value own = VALUE_NONE;

    evaluator->slots[table->slot] = object;
    if (!table->filter || evaluate_condition(evaluator, table->filter))
        own = table->element ? evaluate(evaluator, table->element) : 1;
    evaluator_leave(evaluator, frame);
    if (own == VALUE_NONE || result == VALUE_NONE)
        return false;
    if (table->fold == FOLD_SOME || table->fold == FOLD_EVERY)
        return own == result && own == (table->fold == FOLD_SOME);
    return equal_values(evaluator, type_required(table->element->type), own, result);
}

/* The start is not among those that `+` reaches, unless it is on a circle. */
static uint32_t find_source(struct walk *walk, uint32_t start, value result)
{
    if (walk->table->is_plus)
        visit_targets(walk, start, 0);
    else
        visit(walk, start, 0);
    for (uint32_t at = 0; at < walk->objects.count; at++) {
        if (decides(walk, walk->objects.items[at], result))
            return at;
        visit_targets(walk, walk->objects.items[at], at + 1);
    }
    return UINT32_MAX;
}

/* From the start to the place, one line for each step. */
static void tell_path(struct walk *walk, uint32_t start, uint32_t place)
{
    struct deriver *deriver = walk->deriver;
    struct workspace *ws = deriver->ws;
    VEC(uint32_t) path = { 0 };
    uint32_t from = start;

    for (uint32_t at = place + 1; at != 0; at = walk->before.items[at - 1])
        VEC_PUSH(&path, walk->objects.items[at - 1]);
    for (uint32_t i = path.count; i > 0; i--) {
        uint32_t to = path.items[i - 1];
        if (to == from)
            continue;
        derive_line(deriver, DERIVED_FACT, object_span(ws, to), "%.*s leads to %.*s by `%.*s`",
                    STR_ARG(object_text(ws, from)), STR_ARG(object_text(ws, to)),
                    STR_ARG(name_text(ws, schema_field(&ws->schema, walk->table->field)->name)));
        from = to;
    }
    VEC_RELEASE(&path);
}

static void tell_source(struct walk *walk, uint32_t object)
{
    const struct closure_table *table = walk->table;
    struct evaluator *evaluator = walk->deriver->evaluator;
    value *frame = evaluator_enter(evaluator, table->slot_count);
    const struct rule_plan *rule = walk->deriver->rule;

    evaluator->slots[table->slot] = object;
    walk->deriver->rule = NULL;
    bool counts = !table->filter || evaluate_condition(evaluator, table->filter);
    if (table->filter)
        derive_condition(walk->deriver, table->filter, counts);
    if (table->element && counts)
        derive_value(walk->deriver, table->element);
    walk->deriver->rule = rule;
    evaluator_leave(evaluator, frame);
}

/* Nobody gives it: what each of those that are reached has instead. */
static void tell_all(struct walk *walk)
{
    struct deriver *deriver = walk->deriver;
    const struct workspace *ws = deriver->ws;

    for (uint32_t i = 0; i < walk->objects.count && i < DERIVED_MEMBERS_MOST; i++)
        tell_source(walk, walk->objects.items[i]);
    if (walk->objects.count > DERIVED_MEMBERS_MOST)
        derive_rest(deriver, walk->objects.count - DERIVED_MEMBERS_MOST);
    if (walk->objects.count == 0)
        derive_line(deriver, DERIVED_MISSING, (struct span){ 0 }, "nothing is reached by `%.*s`",
                    STR_ARG(name_text(ws, schema_field(&ws->schema, walk->table->field)->name)));
}

static void tell_walk(struct deriver *deriver, const struct closure_table *table, uint32_t start,
                      value result)
{
    struct walk walk = { .deriver = deriver, .table = table };
    uint32_t place = find_source(&walk, start, result);

    if (place != UINT32_MAX) {
        tell_path(&walk, start, place);
        tell_source(&walk, walk.objects.items[place]);
    } else {
        tell_all(&walk);
    }
    release(&walk);
}

void derive_closure(struct deriver *deriver, const struct node *node)
{
    value start = evaluate(deriver->evaluator, node->a);
    value result = evaluate(deriver->evaluator, node);
    bool is_condition = type_is(node->type, TYPE_YES_NO);
    struct derivation *line =
        derive_line(deriver, is_condition ? DERIVED_CONDITION : DERIVED_VALUE, node->span,
                    "`%.*s` %.*s", STR_ARG(node_words(deriver, node)),
                    STR_ARG(is_condition ? (result == 1 ? STR("holds") : STR("does not hold"))
                                         : derived_words(deriver, node->type, result)));
    struct derivation *outer = derive_enter(deriver, line);

    if (start == VALUE_NONE)
        derive_value(deriver, node->a);
    else if (derive_deeper(deriver))
        tell_walk(deriver, &deriver->ws->closures.tables.items[node->index], (uint32_t)start,
                  result);
    derive_leave(deriver, outer);
}

/* ---- members ---- */

/* From where the closure starts to the member, one line for each step. */
static void tell_steps(struct deriver *deriver, const struct node *closure, uint32_t member)
{
    struct workspace *ws = deriver->ws;
    const struct str field = name_text(ws, schema_field(&ws->schema, closure->index)->name);
    value start = evaluate(deriver->evaluator, closure->a);
    const struct set *path;

    if (start == VALUE_NONE || (start == member && closure->extra == 0))
        return; /* every object is among those that it reaches in no step */
    path = closure_path(deriver->evaluator, closure->index, (uint32_t)start, member);
    for (uint32_t i = 1; i < path->count; i++) {
        uint32_t from = (uint32_t)set_at(path, i - 1), to = (uint32_t)set_at(path, i);
        derive_line(deriver, DERIVED_FACT, object_span(ws, to), "%.*s leads to %.*s by `%.*s`",
                    STR_ARG(object_text(ws, from)), STR_ARG(object_text(ws, to)), STR_ARG(field));
    }
}

void derive_membership(struct deriver *deriver, value member, const struct node *domain)
{
    struct derivation *line =
        derive_line(deriver, DERIVED_BINDING, domain->span, "%.*s, one of %.*s",
                    STR_ARG(derived_text(deriver, type_element(domain->type), member)),
                    STR_ARG(node_words(deriver, domain)));
    struct derivation *outer = derive_enter(deriver, line);

    if (!derive_deeper(deriver))
        ;
    else if (domain->op == NODE_CLOSURE && !domain->a->type.is_set)
        tell_steps(deriver, domain, (uint32_t)member);
    else if (domain->op != NODE_LET && domain->op != NODE_RANGE) /* which only list the members */
        derive_value(deriver, domain);
    derive_leave(deriver, outer);
}
