/* kind_builtin.c -- the kinds that the engine knows: rules and gaps as data. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/kind_parts.h"
#include "engine/workspace.h"

static void add_builtin_field(struct workspace *ws, uint32_t kind, enum word name, struct type type)
{
    struct field_def def = {
        .name = ws->words[name], .kind = kind, .type = type, .flags = FIELD_BUILTIN
    };

    schema_add_field(&ws->schema, &def);
}

static struct type enumeration_of(struct workspace *ws, const enum word *words, uint32_t count)
{
    sym_id syms[4];

    for (uint32_t i = 0; i < count; i++)
        syms[i] = ws->words[words[i]];
    return type_with_ref(TYPE_SYMBOL,
                         schema_enumeration(&ws->schema, syms, count, (struct span){ 0 }));
}

void add_builtin_fields(struct workspace *ws)
{
    static const enum word SEVERITIES[] = { WORD_error, WORD_warning, WORD_info };
    static const enum word STATES[] = { WORD_open, WORD_waived };
    struct schema *schema = &ws->schema;
    struct type severity = enumeration_of(ws, SEVERITIES, 3);
    struct type rule = type_with_ref(TYPE_OBJECT, schema_kind_set(schema, &schema->rule_kind, 1));
    struct type text = type_of(TYPE_TEXT);
    struct type count = type_of(TYPE_INTEGER);

    add_builtin_field(ws, schema->rule_kind, WORD_severity, severity);
    add_builtin_field(ws, schema->rule_kind, WORD_cites, type_set(type_of(TYPE_OBJECT)));
    add_builtin_field(ws, schema->rule_kind, WORD_require, text);
    add_builtin_field(ws, schema->rule_kind, WORD_passed, count);
    add_builtin_field(ws, schema->rule_kind, WORD_failed, count);
    add_builtin_field(ws, schema->rule_kind, WORD_not_assessed, count);
    add_builtin_field(ws, schema->gap_kind, WORD_rule, rule);
    add_builtin_field(ws, schema->gap_kind, WORD_objects, type_set(type_of(TYPE_OBJECT)));
    add_builtin_field(ws, schema->gap_kind, WORD_message, text);
    add_builtin_field(ws, schema->gap_kind, WORD_hint, type_optional(text));
    add_builtin_field(ws, schema->gap_kind, WORD_severity, severity);
    add_builtin_field(ws, schema->gap_kind, WORD_state, enumeration_of(ws, STATES, 2));
}
