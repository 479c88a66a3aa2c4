/* derive_quantifier.c -- why there is one, why there is none, why it is all of them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/decimal.h"
#include "engine/derive.h"
#include "engine/objects.h"

/* ---- looking at what the variables stand for ---- */

struct look {
    struct deriver *deriver;
    const struct node *node;
    const struct node *condition; /* of `every`; else whether the variable passes counts */
    bool outcome;                 /* those for which it comes out like this are told */
    uint32_t most;                /* how many are told */
    uint32_t seen;
    bool is_extreme; /* aggregates: only the first element with the wanted value is told */
    value wanted;
};

static void tell_binding(struct deriver *deriver, const struct node *node)
{
    struct workspace *ws = deriver->ws;
    struct str text = { 0 };
    struct span span = { 0 };

    for (uint32_t i = 0; i < node->generator_count; i++) {
        const struct generator *generator = &node->generators[i];
        struct type type = type_element(generator->domain->type);
        value v = deriver->evaluator->slots[generator->slot];
        struct str one = derived_text(deriver, type, v);
        text = i == 0 ? one : arena_format(ws->arena, "%.*s, %.*s", STR_ARG(text), STR_ARG(one));
        if (i == 0 && type.base == TYPE_OBJECT && v != VALUE_NONE)
            span = object_span(ws, (uint32_t)v);
    }
    derive_line(deriver, DERIVED_BINDING, span, "%.*s", STR_ARG(text));
}

static bool passes(struct evaluator *evaluator, const struct generator *generator)
{
    return (!generator->row_condition || evaluate_condition(evaluator, generator->row_condition)) &&
           (!generator->filter || evaluate_condition(evaluator, generator->filter));
}

static void tell_one(struct look *look)
{
    struct deriver *deriver = look->deriver;

    tell_binding(deriver, look->node);
    struct derivation *outer = derive_enter(deriver, deriver->at->last);
    if (!derive_deeper(deriver))
        ;
    else if (look->condition)
        derive_condition(deriver, look->condition, look->outcome);
    else
        derive_filter(deriver, &look->node->generators[0], look->outcome);
    derive_leave(deriver, outer);
}

static bool look_at_one(struct evaluator *evaluator, void *self)
{
    struct look *look = self;
    bool passed = passes(evaluator, &look->node->generators[0]);
    bool outcome = look->condition ? evaluate_condition(evaluator, look->condition) : passed;

    if (outcome != look->outcome || (look->condition && !passed))
        return true;
    if (look->seen++ < look->most)
        tell_one(look);
    return look->most > 1 || look->seen < look->most;
}

/* All that the generator runs over, whether it passes or not. */
static void look_at(struct look *look)
{
    struct generator own = look->node->generators[0];

    own.filter = NULL;
    own.join = NULL;
    if (own.row_extent && !look->outcome)
        own.domain = own.row_extent;
    struct generators all = { &own, 1 };
    run_and_forget(look->deriver->evaluator, all.items, all.count, look_at_one, look);
    if (look->seen > look->most)
        derive_rest(look->deriver, look->seen - look->most);
}

/* ---- there is nothing to look at ---- */

static struct str kind_name(const struct workspace *ws, uint32_t kind)
{
    return kind == 0 ? STR("object") : name_text(ws, schema_kind(&ws->schema, kind)->name);
}

/* "no measure names A.5.1 in `implements`": what would have to be written. */
static void tell_unreferenced(struct deriver *deriver, const struct generator *generator)
{
    struct workspace *ws = deriver->ws;
    value key = evaluate(deriver->evaluator, generator->index_key);
    const struct field_def *def = schema_field(&ws->schema, generator->index_field);

    if (key == VALUE_NONE) {
        derive_value(deriver, generator->index_key);
        return;
    }
    derive_line(deriver, DERIVED_MISSING, object_span(ws, (uint32_t)key),
                "no %.*s names %.*s in `%.*s`", STR_ARG(kind_name(ws, generator->domain->index)),
                STR_ARG(object_text(ws, (uint32_t)key)), STR_ARG(name_text(ws, def->name)));
}

static void tell_empty(struct deriver *deriver, const struct generator *generator)
{
    const struct node *domain = generator->domain;

    if (generator->index_key)
        tell_unreferenced(deriver, generator);
    else if (domain->op == NODE_EXTENT)
        derive_line(deriver, DERIVED_MISSING, (struct span){ 0 }, "there is no %.*s",
                    STR_ARG(kind_name(deriver->ws, domain->index)));
    else
        derive_value(deriver, domain);
}

/* ---- quantifiers ---- */

static void derive_none(struct deriver *deriver, const struct node *node)
{
    struct look look = { .deriver = deriver, .node = node, .most = DERIVED_MEMBERS_MOST };

    look_at(&look);
    if (look.seen == 0)
        tell_empty(deriver, &node->generators[0]);
}

void derive_refusal(struct deriver *deriver, const struct generator *generator)
{
    const struct node node = { .op = NODE_QUANTIFIER,
                               .generators = generator,
                               .generator_count = 1 };

    derive_none(deriver, &node);
}

/* One that passes, or (`at least 2`) some of those. */
static void derive_some(struct deriver *deriver, const struct node *node, uint32_t most)
{
    struct look look = { .deriver = deriver, .node = node, .outcome = true, .most = most };

    look_at(&look);
    if (look.seen == 0)
        derive_none(deriver, node);
}

static void derive_every(struct deriver *deriver, const struct node *node, bool outcome)
{
    struct look look = { .deriver = deriver,
                         .node = node,
                         .condition = node->a,
                         .outcome = outcome,
                         .most = outcome ? DERIVED_MEMBERS_MOST : 1 };

    look_at(&look);
    if (look.seen == 0)
        tell_empty(deriver, &node->generators[0]);
}

void derive_quantifier(struct deriver *deriver, const struct node *node, bool outcome)
{
    struct derivation *line =
        derive_line(deriver, DERIVED_CONDITION, node->span, "`%.*s` %s",
                    STR_ARG(node_words(deriver, node)), outcome ? "holds" : "does not hold");
    struct derivation *outer = derive_enter(deriver, line);
    bool is_some = node->extra == EXPR_SOME || node->extra == EXPR_NO_SUCH;

    if (!derive_deeper(deriver))
        ;
    else if (node->extra == EXPR_EVERY)
        derive_every(deriver, node, outcome);
    else if (!is_some)
        derive_some(deriver, node, DERIVED_MEMBERS_MOST);
    else if (outcome == (node->extra == EXPR_SOME))
        derive_some(deriver, node, 1);
    else
        derive_none(deriver, node);
    derive_leave(deriver, outer);
}

/* ---- aggregates ---- */

static bool is_extreme(const struct node *node)
{
    return node->extra == FUNCTION_MAX || node->extra == FUNCTION_MIN;
}

/* The first that gives the greatest value; of sums and counts each one. */
static bool tell_element(struct evaluator *evaluator, void *self)
{
    struct look *look = self;
    struct deriver *deriver = look->deriver;
    value v = evaluate(evaluator, look->node->a);

    if (v == VALUE_NONE ||
        (look->is_extreme &&
         !equal_values(evaluator, type_required(look->node->a->type), v, look->wanted)))
        return true;
    if (look->seen++ >= look->most)
        return true;
    tell_binding(deriver, look->node);
    struct derivation *outer = derive_enter(deriver, deriver->at->last);
    if (derive_deeper(deriver))
        derive_value(deriver, look->node->a);
    derive_leave(deriver, outer);
    return !look->is_extreme;
}

static void derive_elements(struct deriver *deriver, const struct node *node, bool is_extreme,
                            value result)
{
    struct look look = { .deriver = deriver,
                         .node = node,
                         .most = is_extreme ? 1 : DERIVED_MEMBERS_MOST,
                         .is_extreme = is_extreme,
                         .wanted = result };

    if (result != VALUE_NONE)
        run_generators(deriver->evaluator, node->generators, node->generator_count, tell_element,
                       &look);
    if (look.seen == 0)
        tell_empty(deriver, &node->generators[0]);
    else if (look.seen > look.most)
        derive_rest(deriver, look.seen - look.most);
}

/* The part of a list that gives the value. */
static const struct node *giving_part(struct deriver *deriver, const struct node *list, value v)
{
    struct evaluator *evaluator = deriver->evaluator;
    struct type type = type_element(list->type);

    while (list->op == NODE_UNION) {
        const struct set *left = value_set(evaluate(evaluator, list->a));
        list = set_contains(evaluator, left, type, v) ? list->a : list->b;
    }
    if (list->op != NODE_SET_OF)
        return list;
    for (uint32_t i = 0; i < list->argument_count; i++) {
        value member = evaluate(evaluator, list->arguments[i]);
        if (member != VALUE_NONE && equal_values(evaluator, type_required(type), member, v))
            return list->arguments[i];
    }
    return list;
}

/* Of a list: of the greatest or smallest member only where that comes from. */
static void derive_list(struct deriver *deriver, const struct node *node, value result)
{
    const struct node *part = node->a;

    if (is_extreme(node) && result != VALUE_NONE)
        part = giving_part(deriver, part, result);
    if (is_extreme(node) && result != VALUE_NONE && part->op == NODE_COMPREHENSION)
        derive_elements(deriver, part, true, result);
    else
        derive_value(deriver, part);
}

void derive_aggregate(struct deriver *deriver, const struct node *node)
{
    value result = evaluate(deriver->evaluator, node);
    struct derivation *line = derive_line(deriver, DERIVED_VALUE, node->span, "`%.*s` %.*s",
                                          STR_ARG(node_words(deriver, node)),
                                          STR_ARG(derived_words(deriver, node->type, result)));
    struct derivation *outer = derive_enter(deriver, line);

    if (!derive_deeper(deriver))
        ;
    else if (node->generator_count > 0)
        derive_elements(deriver, node, is_extreme(node), result);
    else
        derive_list(deriver, node, result);
    derive_leave(deriver, outer);
}
