/* kind_builtin.c -- the kinds that the engine knows: rules and gaps as data, decisions about rules.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/kind_parts.h"
#include "engine/workspace.h"

/* What the fields of a kind have in common, and the types that several of them have. */
struct builtin_kind {
    struct workspace *ws;
    uint32_t kind;
};

enum { RESULT = FIELD_BUILTIN | FIELD_MADE | FIELD_RESULT };

static uint32_t add_field(struct builtin_kind owner, enum word name, struct type type,
                          unsigned flags)
{
    struct field_def def = {
        .name = owner.ws->words[name], .kind = owner.kind, .type = type, .flags = (uint16_t)flags
    };

    return schema_add_field(&owner.ws->schema, &def);
}

static struct type enumeration_of(struct workspace *ws, const enum word *words, uint32_t count)
{
    sym_id syms[4];

    for (uint32_t i = 0; i < count; i++)
        syms[i] = ws->words[words[i]];
    return type_with_ref(TYPE_SYMBOL,
                         schema_enumeration(&ws->schema, syms, count, (struct span){ 0 }));
}

static struct type severity_type(struct workspace *ws)
{
    static const enum word SEVERITIES[] = { WORD_error, WORD_warning, WORD_info };

    return enumeration_of(ws, SEVERITIES, 3);
}

static struct type reference_to(struct workspace *ws, uint32_t kind)
{
    return type_with_ref(TYPE_OBJECT, schema_kind_set(&ws->schema, &kind, 1));
}

static void add_rule_fields(struct workspace *ws)
{
    static const enum word COUNTS[] = { WORD_passed, WORD_failed, WORD_waived, WORD_not_applicable,
                                        WORD_not_assessed };
    struct builtin_kind rule = { ws, ws->schema.rule_kind };

    add_field(rule, WORD_severity, severity_type(ws), FIELD_BUILTIN);
    add_field(rule, WORD_cites, type_set(type_of(TYPE_OBJECT)), FIELD_BUILTIN);
    add_field(rule, WORD_manual, type_of(TYPE_YES_NO), FIELD_BUILTIN);
    add_field(rule, WORD_require, type_of(TYPE_TEXT), FIELD_BUILTIN | FIELD_MADE);
    add_field(rule, WORD_binds, type_set(type_of(TYPE_TEXT)), FIELD_BUILTIN | FIELD_MADE);
    for (size_t i = 0; i < sizeof(COUNTS) / sizeof(COUNTS[0]); i++)
        add_field(rule, COUNTS[i], type_of(TYPE_INTEGER), RESULT);
    add_field(rule, WORD_disabled, type_of(TYPE_YES_NO), RESULT);
}

static void add_gap_fields(struct workspace *ws)
{
    static const enum word STATES[] = { WORD_open, WORD_waived };
    struct builtin_kind gap = { ws, ws->schema.gap_kind };
    struct type text = type_of(TYPE_TEXT);
    struct type waiver = reference_to(ws, ws->schema.waiver_kind);

    add_field(gap, WORD_rule, reference_to(ws, ws->schema.rule_kind), RESULT);
    add_field(gap, WORD_objects, type_set(type_of(TYPE_OBJECT)), RESULT);
    add_field(gap, WORD_message, text, RESULT);
    add_field(gap, WORD_hint, type_optional(text), RESULT);
    add_field(gap, WORD_suggest, type_optional(text), RESULT);
    add_field(gap, WORD_responsible, type_optional(type_of(TYPE_OBJECT)), RESULT);
    add_field(gap, WORD_severity, severity_type(ws), RESULT);
    add_field(gap, WORD_state, enumeration_of(ws, STATES, 2), RESULT);
    add_field(gap, WORD_waiver, type_optional(waiver), RESULT);
}

static void add_waiver_fields(struct workspace *ws)
{
    struct builtin_kind waiver = { ws, ws->schema.waiver_kind };

    add_field(waiver, WORD_rule, reference_to(ws, ws->schema.rule_kind), FIELD_REQUIRED);
    add_field(waiver, WORD_on, type_set(type_of(TYPE_OBJECT)), 0);
    add_field(waiver, WORD_expires, type_of(TYPE_DATE), FIELD_REQUIRED);
    add_field(waiver, WORD_gaps, type_set(reference_to(ws, ws->schema.gap_kind)), RESULT);
}

static void add_adjust_fields(struct workspace *ws)
{
    struct builtin_kind adjust = { ws, ws->schema.adjust_kind };
    struct type self = type_set(reference_to(ws, ws->schema.adjust_kind));
    uint32_t rule = add_field(adjust, WORD_rule, reference_to(ws, ws->schema.rule_kind),
                              FIELD_BUILTIN | FIELD_MADE);
    struct field_def adjusts = { .name = ws->words[WORD_adjusts],
                                 .kind = ws->schema.rule_kind,
                                 .type = self,
                                 .flags = FIELD_BUILTIN | FIELD_INVERSE,
                                 .inverse_of = rule };

    add_field(adjust, WORD_severity, type_optional(severity_type(ws)), 0);
    add_field(adjust, WORD_disabled, type_of(TYPE_YES_NO), FIELD_BUILTIN);
    schema_add_field(&ws->schema, &adjusts);
}

void add_builtin_fields(struct workspace *ws)
{
    add_rule_fields(ws);
    add_gap_fields(ws);
    add_waiver_fields(ws);
    add_adjust_fields(ws);
}

static uint32_t add_kind(struct workspace *ws, enum word word, struct str title)
{
    uint32_t kind = ws->schema.kinds.count;
    struct name name = { .sym = ws->words[word],
                         .namespace_ = ws->words[WORD_core],
                         .class_ = NAMES_TYPES,
                         .what = NAME_IS_KIND,
                         .index = kind };

    VEC_PUSH(&ws->schema.kinds, (struct kind){ .name = ws->words[word],
                                               .namespace_ = ws->words[WORD_core],
                                               .title = title });
    scopes_declare(ws, &name);
    return kind;
}

void add_builtin_kinds(struct workspace *ws)
{
    ws->schema.rule_kind = add_kind(ws, WORD_rule, STR("Rule"));
    ws->schema.gap_kind = add_kind(ws, WORD_gap, STR("Gap"));
    ws->schema.waiver_kind = add_kind(ws, WORD_waiver, STR("Waiver"));
    ws->schema.adjust_kind = add_kind(ws, WORD_adjust, STR("Adjustment"));
}

bool is_builtin_kind(const struct schema *schema, uint32_t kind)
{
    return kind != 0 && (kind == schema->rule_kind || kind == schema->gap_kind ||
                         kind == schema->waiver_kind || kind == schema->adjust_kind);
}
