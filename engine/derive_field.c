/* derive_field.c -- where the value of an object's field comes from. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/derive.h"
#include "engine/links.h"
#include "engine/objects.h"

/* ---- where it is written ---- */

/* `name: value` in the literal of a record. */
static struct span record_item(const struct workspace *ws, expr_id literal, sym_id name)
{
    const struct expr *record = expr_of(ws, literal);

    if (record->op != EXPR_RECORD)
        return record->span; /* a reference that stands for the record: its head */
    for (expr_id id = record->a; id.v != 0; id = expr_of(ws, id)->next) {
        const struct expr *item = expr_of(ws, id);
        if (item->op == EXPR_ITEM_NAMED && sym_equal(item->sym, name))
            return expr_of(ws, item->a)->span;
    }
    return (struct span){ 0 };
}

static struct span field_items(const struct workspace *ws, const struct field *field)
{
    if (field->items.v == 0)
        return (struct span){ 0 };
    return span_join(expr_of(ws, field->items)->span, expr_of(ws, field->last_item)->span);
}

/* The value as its author wrote it, or none. */
static struct span written_at(const struct workspace *ws, uint32_t object,
                              const struct field_def *def)
{
    const struct object *found = model_object(&ws->model, object);
    field_id field;

    if (found->expr.v != 0)
        return !(def->flags & FIELD_HEAD) && expr_of(ws, found->expr)->op != EXPR_RECORD
                   ? (struct span){ 0 }
                   : record_item(ws, found->expr, def->name);
    field = decl_field(ws, ast_decl(ws->ast, found->decl), def->name);
    return field.v == 0 ? (struct span){ 0 } : field_items(ws, ast_field(ws->ast, field));
}

/* ---- lines ---- */

static struct str field_words(struct deriver *deriver, const struct field_def *def, uint32_t object)
{
    struct workspace *ws = deriver->ws;

    return arena_format(ws->arena, "%.*s.%.*s", STR_ARG(object_text(ws, object)),
                        STR_ARG(name_text(ws, def->name)));
}

/* The formula with the object as `self`. */
static void derive_formula(struct deriver *deriver, const struct field_def *def, uint32_t object)
{
    struct evaluator *evaluator = deriver->evaluator;
    const struct rule_plan *rule = deriver->rule;
    value *frame = evaluator_enter(evaluator, def->plan_slots);

    evaluator->slots[0] = object;
    deriver->rule = NULL;
    derive_value(deriver, def->plan);
    deriver->rule = rule;
    evaluator_leave(evaluator, frame);
}

/* `R05.treatments` are those whose `risks` name R05. */
static void derive_inverse(struct deriver *deriver, const struct field_def *def, uint32_t object,
                           const struct set *set)
{
    struct workspace *ws = deriver->ws;
    const struct field_def *forward = schema_field(&ws->schema, def->inverse_of);

    for (uint32_t i = 0; i < set->count && i < DERIVED_MEMBERS_MOST; i++) {
        uint32_t from = (uint32_t)set_at(set, i);
        struct span span = written_at(ws, from, forward);
        derive_line(deriver, span_is_none(span) ? DERIVED_VALUE : DERIVED_FACT,
                    span_is_none(span) ? object_span(ws, from) : span, "%.*s names %.*s in `%.*s`",
                    STR_ARG(object_text(ws, from)), STR_ARG(object_text(ws, object)),
                    STR_ARG(name_text(ws, forward->name)));
    }
    if (set->count > DERIVED_MEMBERS_MOST)
        derive_rest(deriver, set->count - DERIVED_MEMBERS_MOST);
}

static struct derivation *derive_missing(struct deriver *deriver, const struct field_def *def,
                                         uint32_t object)
{
    struct workspace *ws = deriver->ws;

    return derive_line(deriver, DERIVED_MISSING, object_span(ws, object), "%.*s is %s",
                       STR_ARG(field_words(deriver, def, object)),
                       def->type.is_set ? "empty" : "not set");
}

static bool is_nothing(struct type type, value v)
{
    return type.is_set ? value_set(v)->count == 0 : v == VALUE_NONE;
}

/* False when it was derived before. */
static bool tell_once(struct deriver *deriver, uint32_t field, uint32_t object)
{
    if (map_get(&deriver->told, map_pair(object, field)) != 0)
        return false;
    map_put(&deriver->told, map_pair(object, field), 1);
    return true;
}

static void derive_computed(struct deriver *deriver, uint32_t field, uint32_t object, value v)
{
    struct workspace *ws = deriver->ws;
    const struct field_def *def = schema_field(&ws->schema, field);
    bool is_default = !(def->flags & FIELD_COMPUTED);
    struct derivation *line = derive_line(deriver, DERIVED_VALUE, def->span, "%.*s %.*s%s",
                                          STR_ARG(field_words(deriver, def, object)),
                                          STR_ARG(derived_words(deriver, def->type, v)),
                                          is_default ? ", by default" : "");

    if (!def->plan || !tell_once(deriver, field, object))
        return;
    struct derivation *outer = derive_enter(deriver, line);
    if (derive_deeper(deriver))
        derive_formula(deriver, def, object);
    derive_leave(deriver, outer);
}

static void derive_stored(struct deriver *deriver, const struct field_def *def, uint32_t object,
                          value v)
{
    struct workspace *ws = deriver->ws;
    struct span span = written_at(ws, object, def);
    bool is_written = !span_is_none(span);

    if (is_nothing(def->type, v))
        derive_missing(deriver, def, object);
    else
        derive_line(deriver, is_written ? DERIVED_FACT : DERIVED_VALUE,
                    is_written ? span : object_span(ws, object), "%.*s %.*s",
                    STR_ARG(field_words(deriver, def, object)),
                    STR_ARG(derived_words(deriver, def->type, v)));
}

static value field_value(struct deriver *deriver, uint32_t field, uint32_t object)
{
    struct workspace *ws = deriver->ws;
    const struct field_def *def = schema_field(&ws->schema, field);
    uint32_t definition = def->flags & FIELD_INVERSE
                              ? schema_field(&ws->schema, def->inverse_of)->definition
                              : def->definition;

    if (definition != 0)
        prepare_definition(deriver->evaluator, definition);
    return read_field(deriver->evaluator, field, object);
}

/* Tells that nobody knows the value, because the text for it or for what it rests on has errors. */
static bool tell_damage(struct deriver *deriver, uint32_t field, uint32_t object)
{
    struct workspace *ws = deriver->ws;
    const struct field_def *def = schema_field(&ws->schema, field);
    struct span span = written_at(ws, object, def);
    bool was_damaged = deriver->evaluator->is_damaged;
    bool is_damaged;

    deriver->evaluator->is_damaged = false;
    field_value(deriver, field, object);
    is_damaged = deriver->evaluator->is_damaged;
    deriver->evaluator->is_damaged = was_damaged || is_damaged;
    if (is_damaged)
        derive_line(deriver, DERIVED_MISSING, span_is_none(span) ? object_span(ws, object) : span,
                    "%.*s cannot be known, because of errors in the text",
                    STR_ARG(field_words(deriver, def, object)));
    return is_damaged;
}

void derive_field(struct deriver *deriver, uint32_t field, uint32_t object)
{
    if (tell_damage(deriver, field, object))
        return;
    struct workspace *ws = deriver->ws;
    value v = field_value(deriver, field, object);
    const struct field_def *def = schema_field(&ws->schema, field);
    bool is_computed = (def->flags & FIELD_COMPUTED) ||
                       (def->default_expr.v != 0 && span_is_none(written_at(ws, object, def)));

    if (def->flags & FIELD_INVERSE) {
        struct derivation *line =
            is_nothing(def->type, v)
                ? derive_missing(deriver, def, object)
                : derive_line(deriver, DERIVED_VALUE, object_span(ws, object), "%.*s %.*s",
                              STR_ARG(field_words(deriver, def, object)),
                              STR_ARG(derived_words(deriver, def->type, v)));
        struct derivation *outer = derive_enter(deriver, line);
        if (tell_once(deriver, field, object))
            derive_inverse(deriver, def, object, value_set(v));
        derive_leave(deriver, outer);
    } else if (is_computed) {
        derive_computed(deriver, field, object, v);
    } else {
        derive_stored(deriver, def, object, v);
    }
}
