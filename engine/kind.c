/* kind.c -- completing the schema. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/kind.h"

#include "base/suggest.h"
#include "engine/kind_parts.h"
#include "engine/workspace.h"

static struct place_of_use place_of(const struct workspace *ws, const struct decl *decl)
{
    return (struct place_of_use){ decl->source, ws->scopes.files.items[decl->source].namespace_ };
}

/* ---- parents ---- */

static uint32_t find_kind(struct workspace *ws, struct place_of_use from, expr_id id)
{
    struct type type = read_type(ws, from, id, NULL);

    if (type_is_wrong(type))
        return 0;
    uint32_t kind = type_single_kind(&ws->schema, type);
    if (kind == 0)
        diag_add(ws->sink, MSG_E0403, expr_of(ws, id)->span, "a kind can only extend another kind");
    if (!is_builtin_kind(&ws->schema, kind))
        return kind;
    diag_add(ws->sink, MSG_E0403, expr_of(ws, id)->span, "no kind can extend `%.*s`",
             STR_ARG(name_text(ws, schema_kind(&ws->schema, kind)->name)));
    return 0;
}

static void read_parent(struct workspace *ws, uint32_t number)
{
    const struct decl *decl = ast_decl(ws->ast, schema_kind(&ws->schema, number)->decl);

    for (expr_id id = parts_of(ws, decl)->head; id.v != 0; id = expr_of(ws, id)->next) {
        const struct expr *head = expr_of(ws, id);
        if (head->op != EXPR_NAME || !is_word(ws, head->sym, WORD_extends))
            continue;
        if (head->next.v == 0)
            diag_add(ws->sink, MSG_E0113, head->span, "`extends` names no kind");
        else
            schema_kind(&ws->schema, number)->parent =
                find_kind(ws, place_of(ws, decl), head->next);
    }
}

/* ---- fields ---- */

struct field_reader {
    struct workspace *ws;
    uint32_t kind;
    const struct decl *decl;
    const struct field *ast;
    struct field_def def;
};

static bool is_yes(struct field_reader *reader, const struct expr *item)
{
    const struct expr *answer = expr_of(reader->ws, item->a);

    if (answer->op != EXPR_YES && answer->op != EXPR_NO && answer->op != EXPR_ERROR)
        diag_add(reader->ws->sink, MSG_E0301, answer->span, "`%.*s` is answered with yes or no",
                 STR_ARG(name_text(reader->ws, item->sym)));
    return answer->op == EXPR_YES;
}

static void set_flag(struct field_reader *reader, const struct expr *item, enum field_flag flag)
{
    if (is_yes(reader, item))
        reader->def.flags |= (uint16_t)flag;
}

static void read_text_option(struct field_reader *reader, const struct expr *item,
                             struct str *ret_text)
{
    const struct expr *text = expr_of(reader->ws, item->a);

    *ret_text =
        text->op == EXPR_NAME ? name_text(reader->ws, text->sym) : string_of(reader->ws, item->a);
}

static struct field_texts *texts_of(struct field_reader *reader)
{
    if (!reader->def.texts)
        reader->def.texts = ARENA_NEW(reader->ws->arena, struct field_texts);
    return reader->def.texts;
}

static void report_option(struct field_reader *reader, const struct expr *item)
{
    struct workspace *ws = reader->ws;
    struct diag *diag = diag_add(ws->sink, MSG_E0403, item->span, "a field has no option `%.*s`",
                                 STR_ARG(name_text(ws, item->sym)));

    diag_help(ws->sink, diag,
              "options are default, inverse, acyclic, unique, head, owner, replaceable, pattern, "
              "unit, sensitive, deprecated");
}

static void read_named_option(struct field_reader *reader, const struct expr *item)
{
    const struct workspace *ws = reader->ws;
    struct field_def *def = &reader->def;

    if (is_word(ws, item->sym, WORD_default))
        def->default_expr = item->a;
    else if (is_word(ws, item->sym, WORD_acyclic))
        set_flag(reader, item, FIELD_ACYCLIC);
    else if (is_word(ws, item->sym, WORD_unique))
        set_flag(reader, item, FIELD_UNIQUE);
    else if (is_word(ws, item->sym, WORD_sensitive))
        diag_add(ws->sink, MSG_E0114, item->span, "`sensitive:` is not supported yet");
    else if (is_word(ws, item->sym, WORD_head))
        set_flag(reader, item, FIELD_HEAD);
    else if (is_word(ws, item->sym, WORD_owner))
        set_flag(reader, item, FIELD_OWNER);
    else if (is_word(ws, item->sym, WORD_replaceable))
        set_flag(reader, item, FIELD_REPLACEABLE);
    else if (is_word(ws, item->sym, WORD_pattern))
        read_text_option(reader, item, &texts_of(reader)->pattern);
    else if (is_word(ws, item->sym, WORD_unit))
        read_text_option(reader, item, &texts_of(reader)->unit);
    else if (is_word(ws, item->sym, WORD_deprecated))
        read_text_option(reader, item, &texts_of(reader)->deprecated);
    else if (!is_word(ws, item->sym, WORD_inverse)) /* read_inverses looks at it */
        report_option(reader, item);
}

static void read_options(struct field_reader *reader, expr_id first)
{
    struct workspace *ws = reader->ws;

    for (expr_id id = first; id.v != 0; id = expr_of(ws, id)->next) {
        const struct expr *item = expr_of(ws, id);
        if (item->op == EXPR_ITEM_NAMED)
            read_named_option(reader, item);
        else if (item->op == EXPR_STRING || item->op == EXPR_TEXT)
            reader->def.text = id;
        else if (item->op != EXPR_ERROR)
            diag_add(ws->sink, MSG_E0403, item->span,
                     "after the type come options such as `default: ...` and a describing text");
    }
}

static void refuse_option(struct field_reader *reader, const char *option, const char *what)
{
    diag_add(reader->ws->sink, MSG_E0403, reader->def.span, "`%s:` is for %s, but `%.*s` is %.*s",
             option, what, STR_ARG(name_text(reader->ws, reader->def.name)),
             STR_ARG(type_text(&reader->ws->schema, reader->ws->arena,
                               type_required(reader->def.type))));
}

/* Options that say nothing about a field of its type are told, and forgotten. */
static void check_options(struct field_reader *reader)
{
    struct field_def *def = &reader->def;
    bool is_number = def->type.base == TYPE_NUMBER || def->type.base == TYPE_INTEGER;

    if (type_is_wrong(def->type))
        return;
    if (field_pattern(def).len > 0 && !type_is_text(def->type)) {
        refuse_option(reader, "pattern", "texts");
        def->texts->pattern = (struct str){ 0 };
    }
    if (field_unit(def).len > 0 && !is_number)
        refuse_option(reader, "unit", "numbers");
    if ((def->flags & FIELD_UNIQUE) && def->type.is_set)
        refuse_option(reader, "unique", "single values");
    if ((def->flags & FIELD_ACYCLIC) && def->type.base != TYPE_OBJECT)
        refuse_option(reader, "acyclic", "references");
    if ((def->flags & FIELD_REPLACEABLE) && !(def->flags & FIELD_COMPUTED))
        refuse_option(reader, "replaceable", "computed fields");
    if ((def->flags & FIELD_COMPUTED) &&
        (field_pattern(def).len > 0 || (def->flags & FIELD_UNIQUE) || def->default_expr.v != 0))
        diag_add(reader->ws->sink, MSG_E0403, def->span,
                 "a computed field has no default, is not unique and matches no pattern");
}

static void report_no_type(struct field_reader *reader)
{
    struct workspace *ws = reader->ws;
    struct str name = name_text(ws, reader->ast->name);

    if (reader->ast->is_damaged)
        return;
    struct diag *diag = diag_add(ws->sink, MSG_E0403, reader->ast->name_span,
                                 "the field `%.*s` has no type", STR_ARG(name));
    diag_help(ws->sink, diag, "write a type after the colon: `%.*s: text?`", STR_ARG(name));
}

/* `severity: ..., default: ...` in `extend rule`: a built-in field keeps its type and gets a
 * default. */
static bool refine_builtin(struct field_reader *reader)
{
    struct schema *schema = &reader->ws->schema;
    uint32_t known = schema_find_field(schema, reader->kind, reader->def.name);

    if (known == 0 || !(schema_field(schema, known)->flags & FIELD_BUILTIN) ||
        reader->def.default_expr.v == 0)
        return false;
    struct field_def *def = schema_field(schema, known);
    if (def->default_expr.v != 0) {
        struct diag *diag =
            diag_add(reader->ws->sink, MSG_E0110, reader->def.span, "`%.*s` has a default already",
                     STR_ARG(name_text(reader->ws, def->name)));
        diag_label(reader->ws->sink, diag, def->span, "first declaration");
        return true;
    }
    def->default_expr = reader->def.default_expr;
    def->namespace_ = reader->def.namespace_;
    def->source = reader->def.source;
    def->span = reader->def.span;
    return true;
}

static void report_known_field(struct workspace *ws, uint32_t kind, const struct field_def *def,
                               const struct field_def *known)
{
    struct diag *diag =
        diag_add(ws->sink, MSG_E0110, def->span, "`%.*s` has a field `%.*s` already",
                 STR_ARG(name_text(ws, schema_kind(&ws->schema, kind)->name)),
                 STR_ARG(name_text(ws, def->name)));

    if (!span_is_none(known->span))
        diag_label(ws->sink, diag, known->span, "first declaration");
}

static bool is_known_field(struct field_reader *reader)
{
    struct workspace *ws = reader->ws;

    for (uint32_t kind = reader->kind; kind != 0; kind = schema_kind(&ws->schema, kind)->parent) {
        uint32_t known = schema_find_field(&ws->schema, kind, reader->def.name);
        if (known == 0)
            continue;
        report_known_field(ws, kind, &reader->def, schema_field(&ws->schema, known));
        return true;
    }
    return false;
}

/*
 * A field that a kind declares and, read later, one of its ancestors too: objects would have two of
 * that name, and whoever reads the ancestor's would not see the other.
 */
static void check_hidden_fields(struct workspace *ws)
{
    for (uint32_t i = 1; i < ws->schema.fields.count; i++) {
        const struct field_def *def = schema_field(&ws->schema, i);
        uint32_t kind = schema_kind(&ws->schema, def->kind)->parent;
        for (; kind != 0; kind = schema_kind(&ws->schema, kind)->parent) {
            uint32_t above = map_get(&ws->schema.field_index, map_pair(kind, def->name.v));
            const struct field_def *other = schema_field(&ws->schema, above);
            if (above == 0 || above < i || other->kind != kind)
                continue; /* none, inherited, or told when this field was read */
            report_known_field(ws, kind, def, other);
            break;
        }
    }
}

/* Fields that every object has cannot be declared again. */
static bool is_reserved(struct field_reader *reader)
{
    static const enum word RESERVED[] = { WORD_id, WORD_title, WORD_kind, WORD_source, WORD_doc };
    struct workspace *ws = reader->ws;

    for (size_t i = 0; i < sizeof(RESERVED) / sizeof(RESERVED[0]); i++)
        if (is_word(ws, reader->def.name, RESERVED[i])) {
            diag_add(ws->sink, MSG_E0403, reader->def.span,
                     "every object has a field `%.*s` already",
                     STR_ARG(name_text(ws, reader->def.name)));
            return true;
        }
    return false;
}

static void check_extension(struct field_reader *reader)
{
    if (!(reader->def.flags & FIELD_REQUIRED) || reader->def.default_expr.v != 0)
        return;
    if (type_is_wrong(reader->def.type)) /* told; whether it may be missing nobody knows */
        return;
    struct workspace *ws = reader->ws;
    struct diag *diag = diag_add(ws->sink, MSG_E0403, reader->def.span,
                                 "`extend` cannot demand a field of objects that exist already");
    diag_help(
        ws->sink, diag,
        "make it optional with `?`, a list with `*`, computed with `=`, or give it a default");
    reader->def.flags &= (uint16_t)~FIELD_REQUIRED;
    reader->def.type = type_optional(reader->def.type);
}

static void read_field(struct workspace *ws, uint32_t kind, const struct decl *decl, field_id id,
                       bool is_extension)
{
    struct field_reader reader = {
        .ws = ws, .kind = kind, .decl = decl, .ast = ast_field(ws->ast, id)
    };
    struct place_of_use from = place_of(ws, decl);
    bool is_non_empty = false;

    reader.def = (struct field_def){ .name = reader.ast->name,
                                     .kind = kind,
                                     .ast = id,
                                     .span = reader.ast->name_span,
                                     .namespace_ = from.namespace_,
                                     .source = from.source,
                                     .computed = reader.ast->computed };
    if (reader.ast->items.v == 0) {
        report_no_type(&reader);
        reader.def.type = type_of(TYPE_WRONG);
    } else {
        reader.def.type = read_type_of(ws, from, id, &is_non_empty);
        read_options(&reader, expr_of(ws, reader.ast->items)->next);
    }
    if (reader.def.computed.v != 0)
        reader.def.flags |= FIELD_COMPUTED;
    else if (!reader.def.type.is_optional && !reader.def.type.is_set)
        reader.def.flags |= FIELD_REQUIRED;
    if (is_non_empty)
        reader.def.flags |= FIELD_NON_EMPTY;
    if (!is_extension && is_known_right(ws, from.source)) {
        schema_add_field(&ws->schema, &reader.def);
        return;
    }
    check_options(&reader);
    if (refine_builtin(&reader) || is_reserved(&reader) ||
        (is_extension && replace_formula(ws, &reader.def)) || is_known_field(&reader))
        return;
    if (is_extension)
        check_extension(&reader);
    schema_add_field(&ws->schema, &reader.def);
}

static void read_fields(struct workspace *ws, uint32_t kind, const struct decl *decl,
                        bool is_extension)
{
    VEC_RESERVE(&schema_kind(&ws->schema, kind)->fields,
                (size_t)schema_kind(&ws->schema, kind)->fields.count +
                    parts_of(ws, decl)->field_count);
    for (uint32_t i = 0; i < parts_of(ws, decl)->field_count; i++)
        read_field(ws, kind, decl, (field_id){ parts_of(ws, decl)->first_field.v + i },
                   is_extension);
}

static void read_extension(struct workspace *ws, const struct decl *decl)
{
    struct place_of_use from = place_of(ws, decl);
    const struct name *name = scopes_find_path(ws, from, NAMES_TYPES, name_text(ws, decl->id),
                                               ast_id_span(ws->ast, decl));

    if (name && name->what == NAME_IS_KIND) {
        read_fields(ws, name->index, decl, true);
        return;
    }
    if (scopes_is_lost(ws, decl->id))
        return;
    struct suggest suggest;
    suggest_start(&suggest, name_text(ws, decl->id));
    for (uint32_t i = 1; may_search_names(ws) && i < ws->schema.kinds.count; i++)
        suggest_offer(&suggest, name_text(ws, schema_kind(&ws->schema, i)->name));
    struct diag *diag = diag_add(ws->sink, MSG_E0202, ast_id_span(ws->ast, decl),
                                 "there is no kind named `%.*s`", STR_ARG(name_text(ws, decl->id)));
    offer_similar(ws, diag, ast_id_span(ws->ast, decl), &suggest);
}

/* ---- inverses ---- */

/* The kinds that objects of a reference field have; through the head of a record (section 10). */
static struct type target_type(const struct schema *schema, const struct field_def *field)
{
    uint32_t kind = type_single_kind(schema, field->type);
    uint32_t head = kind == 0 ? 0 : schema_kind(schema, kind)->head;

    return head == 0 ? field->type : schema_field(schema, head)->type;
}

static void add_inverse(struct workspace *ws, uint32_t field, const struct expr *item)
{
    struct schema *schema = &ws->schema;
    const struct expr *named = expr_of(ws, item->a);
    struct type target = target_type(schema, schema_field(schema, field));

    if (type_is_wrong(target) || named->op == EXPR_ERROR)
        return;
    if (named->op != EXPR_NAME || target.base != TYPE_OBJECT || target.ref == 0) {
        diag_add(ws->sink, MSG_E0403, item->span,
                 "`inverse:` names a field of the kind that this field refers to");
        return;
    }
    uint32_t owner = schema_field(schema, field)->kind;
    struct field_def def = {
        .name = named->sym,
        .type = type_set(type_with_ref(TYPE_OBJECT, schema_kind_set(schema, &owner, 1))),
        .flags = FIELD_INVERSE,
        .span = named->span,
        .inverse_of = field,
    };
    const struct kind_set *kinds = &schema->kind_sets.items[target.ref];
    uint32_t count = kinds->count;
    for (uint32_t i = 0; i < count; i++) {
        def.kind = schema->kind_sets.items[target.ref].kinds[i];
        struct field_reader reader = { .ws = ws, .kind = def.kind, .def = def };
        if (is_reserved(&reader) || is_known_field(&reader))
            return;
        schema_add_field(schema, &def);
    }
}

static void read_inverses(struct workspace *ws)
{
    uint32_t declared = ws->schema.fields.count;

    for (uint32_t i = 1; i < declared; i++) {
        field_id ast = schema_field(&ws->schema, i)->ast;
        if (ast.v == 0 || ast_field(ws->ast, ast)->items.v == 0)
            continue;
        expr_id id = expr_of(ws, ast_field(ws->ast, ast)->items)->next;
        for (; id.v != 0; id = expr_of(ws, id)->next) {
            const struct expr *item = expr_of(ws, id);
            if (item->op == EXPR_ITEM_NAMED && is_word(ws, item->sym, WORD_inverse))
                add_inverse(ws, i, item);
        }
    }
}

/* Beside those that are declared there are some of the engine's own, and inverse ones. */
enum { OTHER_FIELDS_LEAST = 64, DECLARED_FOR_AN_INVERSE = 8 };

static uint32_t count_fields_of(const struct workspace *ws, enum word word)
{
    struct word_walk walk = { .word = ws->words[word] };
    uint32_t count = 0;

    while (ast_walk_words(ws->ast, &walk))
        count += parts_of(ws, ast_decl(ws->ast, walk.decl))->field_count;
    return count;
}

/* So that the tables of fields seldom move. */
static void reserve_fields(struct workspace *ws)
{
    uint32_t declared = count_fields_of(ws, WORD_kind) + count_fields_of(ws, WORD_extend);

    schema_reserve_fields(&ws->schema,
                          declared + declared / DECLARED_FOR_AN_INVERSE + OTHER_FIELDS_LEAST);
}

static void read_extensions(struct workspace *ws)
{
    struct word_walk walk = { .word = ws->words[WORD_extend] };

    while (ast_walk_words(ws->ast, &walk)) {
        const struct decl *decl = ast_decl(ws->ast, walk.decl);
        if (decl->id.v == 0)
            continue;
        if (parts_of(ws, decl)->value.v != 0)
            replace_let(ws, walk.decl);
        else
            read_extension(ws, decl);
    }
}

void read_kinds(struct workspace *ws)
{
    struct schema *schema = &ws->schema;

    for (uint32_t i = 1; i < schema->kinds.count; i++)
        if (schema_kind(schema, i)->decl.v != 0)
            read_parent(ws, i);
    order_kinds(ws);
    reserve_fields(ws);
    add_builtin_fields(ws);
    for (uint32_t i = 1; i < schema->kinds.count; i++) {
        decl_id decl = schema_kind(schema, i)->decl;
        if (decl.v != 0)
            read_fields(ws, i, ast_decl(ws->ast, decl), false);
    }
    read_extensions(ws);
    read_records(ws);
    schema_index_fields(schema);
    check_hidden_fields(ws);
    read_inverses(ws);
    schema_index_fields(schema);
}
