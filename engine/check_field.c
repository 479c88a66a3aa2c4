/* check_field.c -- fields of objects: of one kind, of unions, of sets. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/suggest.h"
#include "engine/check.h"

static bool find_builtin(const struct workspace *ws, sym_id name, enum builtin_field *ret_field)
{
    static const struct {
        enum word word;
        enum builtin_field field;
    } BUILTINS[] = {
        { WORD_id, BUILTIN_ID },         { WORD_title, BUILTIN_TITLE }, { WORD_kind, BUILTIN_KIND },
        { WORD_source, BUILTIN_SOURCE }, { WORD_doc, BUILTIN_DOC },
    };

    for (size_t i = 0; i < sizeof(BUILTINS) / sizeof(BUILTINS[0]); i++)
        if (is_word(ws, name, BUILTINS[i].word)) {
            *ret_field = BUILTINS[i].field;
            return true;
        }
    return false;
}

static const struct node *builtin_node(struct checker *checker, const struct node *object,
                                       enum builtin_field field, struct span span)
{
    bool may_be_missing =
        field == BUILTIN_TITLE || field == BUILTIN_DOC || object->type.is_optional;
    struct type type = type_of(TYPE_TEXT);
    struct node *node;

    if (object->type.is_set)
        type = type_set(type);
    else if (may_be_missing)
        type = type_optional(type);
    node = new_node(checker, object->type.is_set ? NODE_BUILTIN_EACH : NODE_BUILTIN, type, span);
    node->index = field;
    node->a = object;
    return narrowed(checker, with_children(checker, node));
}

void depend_on_results(struct checker *checker)
{
    struct definitions *definitions = &checker->ws->definitions;

    definitions_depend(definitions, checker->definition, definitions->results);
}

/*
 * The definition after which the field has its values, or 0. What a waiver covers, and what is
 * known of such a gap, is settled once the rules about the model have run; the counts of rules, and
 * whatever the library adds to gaps, once all have.
 */
static uint32_t results_behind(const struct workspace *ws, const struct field_def *def)
{
    bool is_about_gaps = def->kind == ws->schema.gap_kind || def->kind == ws->schema.waiver_kind;

    if (def->flags & FIELD_RESULT)
        return is_about_gaps ? ws->definitions.assessed : ws->definitions.results;
    return def->kind == ws->schema.gap_kind ? ws->definitions.results : 0;
}

void depend_on_field(struct checker *checker, uint32_t field)
{
    struct workspace *ws = checker->ws;
    const struct field_def *def = schema_field(&ws->schema, field);

    definitions_depend(&ws->definitions, checker->definition, results_behind(ws, def));
    if (def->definition != 0)
        definitions_depend(&ws->definitions, checker->definition, def->definition);
    if (def->flags & FIELD_INVERSE)
        depend_on_field(checker, def->inverse_of);
    uint32_t kind = type_single_kind(&ws->schema, def->type);
    uint32_t head = kind == 0 ? 0 : schema_kind(&ws->schema, kind)->head;
    if (head != 0 && schema_field(&ws->schema, head)->definition != 0)
        definitions_depend(&ws->definitions, checker->definition,
                           schema_field(&ws->schema, head)->definition);
}

/* ---- which fields may be meant ---- */

struct candidates {
    uint32_t *fields;
    uint32_t count;
    bool is_partial; /* some kind of the union has no such field */
};

static void add_candidate(struct candidates *candidates, uint32_t field)
{
    for (uint32_t i = 0; i < candidates->count; i++)
        if (candidates->fields[i] == field)
            return;
    candidates->fields[candidates->count++] = field;
}

static struct candidates find_candidates(struct checker *checker, struct type type, sym_id name)
{
    struct schema *schema = &checker->ws->schema;
    const struct kind_set *set = &schema->kind_sets.items[type.ref];
    uint32_t most = type.ref == 0 ? schema->kinds.count : set->count;
    struct candidates candidates = { .fields = ARENA_ARRAY(schema->arena, uint32_t, most) };

    for (uint32_t i = 0; i < most; i++) {
        uint32_t kind = type.ref == 0 ? i : set->kinds[i];
        uint32_t field = schema_find_field(schema, kind, name);
        if (field != 0)
            add_candidate(&candidates, field);
        else if (kind != 0)
            candidates.is_partial = true;
    }
    return candidates;
}

static struct type joined_type(struct checker *checker, const struct candidates *candidates)
{
    struct schema *schema = &checker->ws->schema;
    struct type type = schema_field(schema, candidates->fields[0])->type;

    for (uint32_t i = 1; i < candidates->count; i++)
        type = type_join(schema, type, schema_field(schema, candidates->fields[i])->type);
    return candidates->is_partial ? type_optional(type) : type;
}

static const struct node *report_no_field(struct checker *checker, const struct node *object,
                                          sym_id name, struct span span)
{
    struct workspace *ws = checker->ws;
    struct type type = type_element(object->type);
    const struct kind_set *set = &ws->schema.kind_sets.items[type.ref];
    struct suggest suggest;

    suggest_start(&suggest, name_text(ws, name));
    for (uint32_t i = 0; may_search_names(ws) && i < set->count; i++)
        for (uint32_t kind = set->kinds[i]; kind != 0;
             kind = schema_kind(&ws->schema, kind)->parent)
            for (uint32_t f = 0; f < schema_kind(&ws->schema, kind)->fields.count; f++) {
                uint32_t field = schema_kind(&ws->schema, kind)->fields.items[f];
                suggest_offer(&suggest, name_text(ws, schema_field(&ws->schema, field)->name));
            }
    struct span place = { span.hi - (uint32_t)name_text(ws, name).len, span.hi };
    struct diag *diag =
        diag_add(ws->sink, MSG_E0203, place, "%.*s has no field `%.*s`",
                 STR_ARG(type_words(checker, type_required(type))), STR_ARG(name_text(ws, name)));
    offer_similar(ws, diag, place, &suggest);
    return wrong_node(checker, span);
}

static const struct node *one_field(struct checker *checker, const struct node *object,
                                    const struct candidates *candidates, struct type type,
                                    struct span span)
{
    enum node_op op = object->type.is_set                                 ? NODE_FIELD_EACH
                      : candidates->count == 1 && !candidates->is_partial ? NODE_FIELD
                                                                          : NODE_FIELD_ANY;
    struct node *node;

    if (object->type.is_set)
        type = type_set(type);
    else if (object->type.is_optional)
        type = type_optional(type);
    node = new_node(checker, op, type, span);
    node->a = object;
    node->index = candidates->fields[0];
    if (candidates->count > 1 || candidates->is_partial) {
        node->fields = candidates->fields;
        node->field_count = candidates->count;
    }
    return narrowed(checker, with_children(checker, node));
}

const struct node *field_node(struct checker *checker, const struct node *object, sym_id name,
                              struct span span)
{
    struct workspace *ws = checker->ws;
    enum builtin_field builtin;
    struct candidates candidates;
    struct type type;

    if (type_is_wrong(object->type))
        return wrong_node(checker, span);
    if (object->type.base != TYPE_OBJECT)
        return report_no_field(checker, object, name, span);
    if (find_builtin(ws, name, &builtin))
        return builtin_node(checker, object, builtin, span);
    candidates = find_candidates(checker, object->type, name);
    if (candidates.count == 0)
        return report_no_field(checker, object, name, span);
    for (uint32_t i = 0; i < candidates.count; i++)
        depend_on_field(checker, candidates.fields[i]);
    type = joined_type(checker, &candidates);
    if (type_is_wrong(type)) {
        bool is_reported = false;
        for (uint32_t i = 0; i < candidates.count; i++)
            is_reported =
                is_reported || type_is_wrong(schema_field(&ws->schema, candidates.fields[i])->type);
        if (!is_reported)
            diag_add(ws->sink, MSG_E0301, span,
                     "`%.*s` has different types in the kinds of this union",
                     STR_ARG(name_text(ws, name)));
        return wrong_node(checker, span);
    }
    return one_field(checker, object, &candidates, type, span);
}
