/* read_type.c -- types as authors write them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/suggest.h"
#include "engine/kind.h"
#include "engine/workspace.h"

static void report_unknown_type(struct workspace *ws, uint32_t source, struct span span,
                                struct str text)
{
    struct suggest suggest;
    struct diag *diag;

    if (note_missing_slot(ws, source, text, span))
        return;

    suggest_start(&suggest, text);
    for (int base = TYPE_YES_NO; base < TYPE_BASES; base++)
        suggest_offer(&suggest, str_from(type_base_name((enum type_base)base)));
    for (uint32_t i = 1; may_search_names(ws) && i < ws->schema.kinds.count; i++)
        suggest_offer(&suggest, name_text(ws, schema_kind(&ws->schema, i)->name));
    for (uint32_t i = 1; i < ws->schema.scales.count; i++)
        if (ws->schema.scales.items[i].name.v != 0)
            suggest_offer(&suggest, name_text(ws, ws->schema.scales.items[i].name));
    diag = diag_add(ws->sink, MSG_E0202, span, "there is no type, kind or scale named `%.*s`",
                    STR_ARG(text));
    offer_similar(ws, diag, span, &suggest);
}

static struct type type_of_name(struct workspace *ws, const struct name *name)
{
    if (name->what == NAME_IS_SCALE)
        return type_with_ref(TYPE_SYMBOL, name->index);
    return type_with_ref(TYPE_OBJECT, schema_kind_set(&ws->schema, &name->index, 1));
}

static struct type refuse_type(struct workspace *ws, struct place_of_use from, struct span span,
                               struct str path)
{
    if (!scopes_is_lost(ws, intern_find(ws->lang->names, path)))
        report_unknown_type(ws, from.source, span, path);
    return type_of(TYPE_WRONG);
}

static struct type read_plain_name(struct workspace *ws, struct place_of_use from,
                                   const struct expr *expr)
{
    enum type_base base = schema_type_named(&ws->schema, expr->sym);
    struct span span = expr->span;
    sym_id sym = expr->sym;

    if (base != TYPE_WRONG)
        return type_of(base);
    const struct name *name = scopes_find(ws, from, NAMES_TYPES, sym, span);
    return name ? type_of_name(ws, name) : refuse_type(ws, from, span, name_text(ws, sym));
}

static struct type read_named_type(struct workspace *ws, struct place_of_use from, expr_id id)
{
    struct span span = expr_of(ws, id)->span;
    struct str path;

    if (expr_of(ws, id)->op == EXPR_NAME)
        return read_plain_name(ws, from, expr_of(ws, id));
    if (!ast_path(ws->ast, ws->lang->names, ws->arena, id, &path)) {
        diag_add(ws->sink, MSG_E0301, span,
                 "this is not a type: %s is no kind, scale or built-in type",
                 expr_spelling((enum expr_op)expr_of(ws, id)->op));
        return type_of(TYPE_WRONG);
    }
    const struct name *name = scopes_find_path(ws, from, NAMES_TYPES, path, span);
    return name ? type_of_name(ws, name) : refuse_type(ws, from, span, path);
}

static void report_no_word(struct workspace *ws, const struct expr *word)
{
    bool is_taken = word->op == EXPR_YES || word->op == EXPR_NO || word->op == EXPR_NONE;

    diag_add(ws->sink, MSG_E0301, word->span, "`one of` lists plain words%s",
             is_taken ? ", and this one has a meaning in the language" : "");
}

static struct type read_enumeration(struct workspace *ws, const struct expr *list)
{
    sym_id words[SCALE_SYMBOLS_MOST];
    uint32_t count = 0;

    for (expr_id id = list->a; id.v != 0; id = expr_of(ws, id)->next) {
        const struct expr *word = expr_of(ws, id);
        if (word->op != EXPR_NAME) {
            report_no_word(ws, word);
            return type_of(TYPE_WRONG);
        }
        if (count == SCALE_SYMBOLS_MOST) {
            diag_add(ws->sink, MSG_E0605, list->span, "`one of` takes at most %d words",
                     SCALE_SYMBOLS_MOST);
            return type_of(TYPE_WRONG);
        }
        words[count++] = word->sym;
    }
    return type_with_ref(TYPE_SYMBOL, schema_enumeration(&ws->schema, words, count, list->span));
}

static struct type read_union(struct workspace *ws, struct place_of_use from,
                              const struct expr *expr)
{
    struct type a = read_type(ws, from, expr->a, NULL);
    struct type b = read_type(ws, from, expr->b, NULL);

    if (type_is_wrong(a) || type_is_wrong(b))
        return type_of(TYPE_WRONG);
    if (a.is_set || b.is_set || a.is_optional || b.is_optional || a.base != TYPE_OBJECT ||
        b.base != TYPE_OBJECT) {
        diag_add(ws->sink, MSG_E0301, expr->span, "only kinds can be joined with `or`");
        return type_of(TYPE_WRONG);
    }
    return type_join(&ws->schema, a, b);
}

struct type read_type(struct workspace *ws, struct place_of_use from, expr_id id,
                      bool *ret_is_non_empty)
{
    const struct expr *expr = expr_of(ws, id);
    struct type inner;

    switch (expr->op) {
    case EXPR_ERROR:
        return type_of(TYPE_WRONG);
    case EXPR_MAYBE:
        inner = read_type(ws, from, expr->a, NULL);
        return type_is_wrong(inner) ? inner : type_optional(inner);
    case EXPR_PLUS:
        if (ret_is_non_empty)
            *ret_is_non_empty = true;
        inner = read_type(ws, from, expr->a, NULL);
        return type_is_wrong(inner) ? inner : type_set(inner);
    case EXPR_STAR:
        inner = read_type(ws, from, expr->a, NULL);
        return type_is_wrong(inner) ? inner : type_set(inner);
    case EXPR_ONE_OF:
        return read_enumeration(ws, expr);
    case EXPR_OR:
        return read_union(ws, from, expr);
    default:
        return read_named_type(ws, from, id);
    }
}

/* ---- of fields ---- */

/* The type of a spelling, where only the namespace decides what its names mean. */
struct known_type {
    struct type type;
    sym_id namespace_;
    bool is_known, is_non_empty;
};

/* NULL: nothing is kept of the field's type. */
static struct known_type *known_type_of(struct workspace *ws, struct place_of_use from,
                                        field_id field)
{
    const struct file_scope *file = &ws->scopes.files.items[from.source];
    uint32_t number = ast_type_number(ws->ast, field);

    if (number == 0 || !file->is_library || file->use_count > 0)
        return NULL;
    if (!ws->known_types)
        ws->known_types =
            ARENA_ARRAY(ws->arena, struct known_type, (size_t)ws->ast->fixed->type_count + 1);
    return &ws->known_types[number];
}

/* What is wrong is told of each field, so it is not kept. */
struct type read_type_of(struct workspace *ws, struct place_of_use from, field_id field,
                         bool *ret_is_non_empty)
{
    struct known_type *known = known_type_of(ws, from, field);
    struct type type;

    if (known && known->is_known && sym_equal(known->namespace_, from.namespace_)) {
        *ret_is_non_empty = known->is_non_empty;
        return known->type;
    }
    *ret_is_non_empty = false;
    type = read_type(ws, from, ast_field(ws->ast, field)->items, ret_is_non_empty);
    if (known && !type_is_wrong(type))
        *known = (struct known_type){ type, from.namespace_, true, *ret_is_non_empty };
    return type;
}
