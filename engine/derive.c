/* derive.c -- the lines of a derivation, and what things are called in them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/derive.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "engine/objects.h"
#include "engine/print.h"

const char *derivation_kind_name(enum derivation_kind kind)
{
    switch (kind) {
    case DERIVED_GAP:
        return "gap";
    case DERIVED_CONDITION:
        return "condition";
    case DERIVED_BINDING:
        return "binding";
    case DERIVED_FACT:
        return "fact";
    case DERIVED_MISSING:
        return "missing";
    case DERIVED_VALUE:
        return "value";
    case DERIVED_REST:
        return "rest";
    }
    return "";
}

/* ---- lines ---- */

struct derivation *derive_line(struct deriver *deriver, enum derivation_kind kind, struct span span,
                               const char *format, ...)
{
    struct derivation *line = ARENA_NEW(deriver->ws->arena, struct derivation);
    va_list arguments, again;

    va_start(arguments, format);
    va_copy(again, arguments);
    size_t len = (size_t)vsnprintf(NULL, 0, format, arguments);
    char *text = ARENA_ARRAY(deriver->ws->arena, char, len + 1);
    vsnprintf(text, len + 1, format, again);
    va_end(again);
    va_end(arguments);
    *line = (struct derivation){ .kind = kind, .text = { text, len }, .span = span };
    if (deriver->at->last)
        deriver->at->last->next = line;
    else
        deriver->at->first = line;
    deriver->at->last = line;
    return line;
}

struct derivation *derive_enter(struct deriver *deriver, struct derivation *line)
{
    struct derivation *outer = deriver->at;

    deriver->at = line;
    deriver->depth++;
    return outer;
}

void derive_leave(struct deriver *deriver, struct derivation *outer)
{
    deriver->at = outer;
    deriver->depth--;
}

bool derive_deeper(struct deriver *deriver)
{
    if (deriver->depth < DERIVATION_DEPTH_MOST)
        return true;
    derive_line(deriver, DERIVED_REST, (struct span){ 0 }, "and so on");
    return false;
}

void derive_rest(struct deriver *deriver, uint32_t count)
{
    if (count > 0)
        derive_line(deriver, DERIVED_REST, (struct span){ 0 }, "+%u more", count);
}

/* ---- variables ---- */

value *derive_keep(struct deriver *deriver)
{
    size_t size = (size_t)deriver->rule->slot_count + 1;
    value *kept = ARENA_ARRAY(&deriver->evaluator->scratch, value, size);

    memcpy(kept, deriver->evaluator->slots, size * sizeof *kept);
    return kept;
}

void derive_put_back(struct deriver *deriver, const value *kept)
{
    size_t size = (size_t)deriver->rule->slot_count + 1;

    memcpy(deriver->evaluator->slots, kept, size * sizeof *kept);
}

/* ---- words ---- */

struct str derived_text(struct deriver *deriver, struct type type, value v)
{
    struct workspace *ws = deriver->ws;
    struct str text;

    if (type.is_set && value_set(v)->count == 0)
        return STR("empty");
    if (!type.is_set && v == VALUE_NONE)
        return STR("not set");
    text = print_value(ws, ws->arena, type, v);
    if (type_is_text(type) && !type.is_set)
        return arena_format(ws->arena, "\"%.*s\"", STR_ARG(text));
    return text;
}

struct str derived_words(struct deriver *deriver, struct type type, value v)
{
    const char *verb = type.is_set && value_set(v)->count > 1 ? "are" : "is";

    return arena_format(deriver->ws->arena, "%s %.*s", verb,
                        STR_ARG(derived_text(deriver, type, v)));
}

static struct str path_words(struct deriver *deriver, const struct node *node)
{
    struct workspace *ws = deriver->ws;
    value v;

    if (node->op == NODE_FIELD || node->op == NODE_FIELD_ANY || node->op == NODE_FIELD_EACH) {
        uint32_t field = node->field_count > 0 ? node->fields[0] : node->index;
        struct str before = path_words(deriver, node->a);
        return arena_format(ws->arena, "%.*s.%.*s", STR_ARG(before),
                            STR_ARG(name_text(ws, schema_field(&ws->schema, field)->name)));
    }
    v = evaluate(deriver->evaluator, node);
    if (node->type.base == TYPE_OBJECT && !node->type.is_set && v != VALUE_NONE)
        return object_text(ws, (uint32_t)v);
    return source_line(ws, ws->arena, node->span);
}

static bool is_path(const struct node *node)
{
    return node->op == NODE_FIELD || node->op == NODE_FIELD_ANY || node->op == NODE_FIELD_EACH ||
           node->op == NODE_LOCAL || node->op == NODE_CONSTANT;
}

struct str node_words(struct deriver *deriver, const struct node *node)
{
    const struct workspace *ws = deriver->ws;

    if (node->op == NODE_CLOSURE && is_path(node->a))
        return arena_format(ws->arena, "%.*s.%.*s%c", STR_ARG(path_words(deriver, node->a)),
                            STR_ARG(name_text(ws, schema_field(&ws->schema, node->index)->name)),
                            node->extra == 1 ? '+' : '*');
    return is_path(node) ? path_words(deriver, node) : source_line(ws, ws->arena, node->span);
}
