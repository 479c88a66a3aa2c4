/* check_name.c -- what a name in an expression means. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/suggest.h"
#include "engine/check.h"
#include "engine/literal.h"
#include "engine/objects.h"

/* Lookup order: language.md section 10. */

static const struct local *find_local(const struct checker *checker, sym_id name)
{
    for (uint32_t i = checker->locals.count; i > 0; i--)
        if (sym_equal(checker->locals.items[i - 1].name, name))
            return &checker->locals.items[i - 1];
    return NULL;
}

static bool is_self_field(const struct checker *checker, sym_id name)
{
    static const enum word EVERYBODYS[] = { WORD_id, WORD_title, WORD_source };
    const struct workspace *ws = checker->ws;

    if (checker->self_kind == 0)
        return false;
    for (size_t i = 0; i < sizeof(EVERYBODYS) / sizeof(EVERYBODYS[0]); i++)
        if (is_word(ws, name, EVERYBODYS[i]))
            return true;
    return schema_find_field(&ws->schema, checker->self_kind, name) != 0;
}

static const struct node *local_node(struct checker *checker, const struct local *local,
                                     struct span span)
{
    struct node *node = new_node(checker, NODE_LOCAL, local->type, span);

    node->index = local->slot;
    return narrowed(checker, node);
}

static const struct node *self_node(struct checker *checker, struct span span)
{
    struct type type =
        type_with_ref(TYPE_OBJECT, schema_kind_set(&checker->ws->schema, &checker->self_kind, 1));

    return new_node(checker, NODE_LOCAL, type, span);
}

static const struct node *today_node(struct checker *checker, struct span span)
{
    struct node *node = new_node(checker, NODE_CONSTANT, type_of(TYPE_DATE), span);

    node->constant = checker->ws->today;
    node->extra = 1;
    return node;
}

static const struct node *symbol_node(struct checker *checker, uint32_t scale, sym_id name,
                                      struct span span)
{
    uint32_t symbol = scale_find(schema_scale(&checker->ws->schema, scale), name);

    return symbol == 0 ? NULL
                       : constant_node(checker, type_with_ref(TYPE_SYMBOL, scale), symbol, span);
}

static const struct node *let_node(struct checker *checker, uint32_t let, struct span span)
{
    struct workspace *ws = checker->ws;
    const struct let_def *def;

    need_let(ws, let);
    def = &ws->schema.lets.items[let];
    if (def->parameter_count > 0) {
        struct diag *diag =
            diag_add(ws->sink, MSG_E0309, span, "`%.*s` is a function: it needs arguments",
                     STR_ARG(name_text(ws, def->name)));
        diag_label(ws->sink, diag, def->span, "declared here");
        return wrong_node(checker, span);
    }
    if (!def->plan)
        return wrong_node(checker, span);
    definitions_depend(&ws->definitions, checker->definition, def->definition);
    struct node *node = new_node(checker, NODE_LET, def->type, span);
    node->index = let;
    return narrowed(checker, node);
}

enum { EVERY_KIND = 0 }; /* of a NODE_EXTENT: `object` */

static const struct node *extent_node(struct checker *checker, uint32_t kind, sym_id namespace_,
                                      struct span span)
{
    struct schema *schema = &checker->ws->schema;
    struct type type = kind == EVERY_KIND
                           ? type_of(TYPE_OBJECT)
                           : type_with_ref(TYPE_OBJECT, schema_kind_set(schema, &kind, 1));
    struct node *node = new_node(checker, NODE_EXTENT, type_set(type), span);

    node->index = kind;
    node->extra = namespace_.v;
    if (kind != EVERY_KIND && kind == schema->gap_kind)
        depend_on_results(checker);
    return node;
}

static const struct node *object_node(struct checker *checker, uint32_t number, struct span span)
{
    struct workspace *ws = checker->ws;
    uint32_t kind = model_object(&ws->model, number)->kind;

    return constant_node(
        checker, type_with_ref(TYPE_OBJECT, schema_kind_set(&ws->schema, &kind, 1)), number, span);
}

static const struct node *value_node(struct checker *checker, const struct name *name,
                                     struct span span)
{
    if (name->what == NAME_IS_LET)
        return let_node(checker, name->index, span);
    diag_add(checker->ws->sink, MSG_E0309, span,
             "`%.*s` is a %s: it needs arguments in parentheses",
             STR_ARG(name_text(checker->ws, name->sym)),
             name->what == NAME_IS_RELATION ? "relation" : "matrix");
    return wrong_node(checker, span);
}

static bool is_any_object(const struct workspace *ws, struct str name)
{
    return str_equal(name,
                     name_text(ws, ws->words[WORD_object])); /* a type: no kind has this name */
}

/* All symbols of a scale, in its order. */
static const struct node *symbols_node(struct checker *checker, uint32_t scale, struct span span)
{
    struct type type = type_with_ref(TYPE_SYMBOL, scale);
    uint32_t count = schema_scale(&checker->ws->schema, scale)->symbol_count;
    const struct node **symbols = ARENA_ARRAY(checker->ws->arena, const struct node *, count);
    struct node *node = new_node(checker, NODE_SET_OF, type_set(type), span);

    for (uint32_t i = 0; i < count; i++)
        symbols[i] = constant_node(checker, type, i + 1, span);
    node->arguments = symbols;
    node->argument_count = (uint8_t)count; /* SCALE_SYMBOLS_MOST */
    return with_children(checker, node);
}

/* All objects of the kind that the path names, or NULL; where it takes scales, their symbols. */
static const struct node *find_extent(struct checker *checker, struct str path, struct span span,
                                      bool takes_scales)
{
    const struct name *found;

    if (is_any_object(checker->ws, path))
        return extent_node(checker, EVERY_KIND, (sym_id){ 0 }, span);
    found = scopes_find_path(checker->ws, checker->from, NAMES_TYPES, path, span);
    if (found && found->what == NAME_IS_KIND)
        return extent_node(checker, found->index, (sym_id){ 0 }, span);
    return found && takes_scales ? symbols_node(checker, found->index, span) : NULL;
}

/* A dotted or plain text among values, objects and kinds; NULL when nothing has that name. */
static const struct node *find_declared(struct checker *checker, struct str path, struct span span,
                                        bool prefer_kinds)
{
    struct workspace *ws = checker->ws;
    const struct node *extent = prefer_kinds ? find_extent(checker, path, span, true) : NULL;
    const struct name *name;

    if (extent)
        return extent;
    name = scopes_find_path(ws, checker->from, NAMES_VALUES, path, span);
    if (name)
        return value_node(checker, name, span);
    name = scopes_find_path(ws, checker->from, NAMES_OBJECTS, path, span);
    if (name)
        return object_node(checker, name->index, span);
    return prefer_kinds ? NULL : find_extent(checker, path, span, false);
}

static const struct node *report_symbols(struct checker *checker, sym_id name, struct span span,
                                         const uint32_t *scales)
{
    struct workspace *ws = checker->ws;
    const struct scale *first = schema_scale(&ws->schema, scales[0]);
    struct diag *diag = diag_add(ws->sink, MSG_E0205, span, "`%.*s` is on more than one scale",
                                 STR_ARG(name_text(ws, name)));

    diag_label(ws->sink, diag, first->span, "one scale");
    diag_label(ws->sink, diag, schema_scale(&ws->schema, scales[1])->span, "another scale");
    diag_help(ws->sink, diag, "name the scale: `%.*s.%.*s`", STR_ARG(name_text(ws, first->name)),
              STR_ARG(name_text(ws, name)));
    return wrong_node(checker, span);
}

/* The named scales with that symbol, at most two; only those of the own namespace or all. */
static uint32_t find_scales(const struct checker *checker, sym_id name, bool only_own,
                            uint32_t ret_scales[2])
{
    const struct schema *schema = &checker->ws->schema;
    uint32_t count = 0;

    for (uint32_t i = 1; i < schema->scales.count && count < 2; i++) {
        const struct scale *scale = schema_scale(schema, i);
        bool is_near = !only_own || sym_equal(scale->namespace_, checker->from.namespace_);
        if (scale->name.v != 0 && is_near && scale_find(scale, name) != 0)
            ret_scales[count++] = i;
    }
    return count;
}

/* Without an expectation a symbol is taken when only one named scale has it (`let appetite =
 * medium`). */
static const struct node *find_symbol(struct checker *checker, sym_id name, struct span span)
{
    uint32_t scales[2];
    uint32_t count = find_scales(checker, name, true, scales);

    if (count == 0)
        count = find_scales(checker, name, false, scales);
    if (count == 0)
        return NULL;
    return count == 1 ? symbol_node(checker, scales[0], name, span)
                      : report_symbols(checker, name, span, scales);
}

static void offer_names(struct checker *checker, struct suggest *suggest, struct type expected)
{
    struct workspace *ws = checker->ws;

    for (uint32_t i = 0; i < checker->locals.count; i++)
        suggest_offer(suggest, name_text(ws, checker->locals.items[i].name));
    if (expected.base == TYPE_SYMBOL) {
        const struct scale *scale = schema_scale(&ws->schema, expected.ref);
        for (uint32_t i = 0; i < scale->symbol_count; i++)
            suggest_offer(suggest, name_text(ws, scale->symbols[i].name));
    }
    for (uint32_t kind = checker->self_kind; kind != 0;
         kind = schema_kind(&ws->schema, kind)->parent)
        for (uint32_t i = 0; i < schema_kind(&ws->schema, kind)->fields.count; i++) {
            uint32_t field = schema_kind(&ws->schema, kind)->fields.items[i];
            suggest_offer(suggest, name_text(ws, schema_field(&ws->schema, field)->name));
        }
    for (uint32_t i = 1; may_search_names(ws) && i < ws->scopes.names.count; i++)
        if (ws->scopes.names.items[i].class_ <= NAMES_VALUES ||
            (checker->takes_view && ws->scopes.names.items[i].class_ == NAMES_VIEWS))
            suggest_offer(suggest, name_text(ws, ws->scopes.names.items[i].sym));
}

/* `a-b` where `a` and `b` exist: a subtraction without spaces (language.md 3.1). */
static bool offer_subtraction(struct checker *checker, struct diag *diag, struct str text,
                              struct span span)
{
    struct workspace *ws = checker->ws;
    size_t hyphen = str_find(text, '-');
    sym_id left = intern_find(ws->lang->names, str_slice(text, 0, hyphen));
    sym_id right = intern_find(ws->lang->names, str_slice(text, hyphen + 1, text.len));

    if (hyphen == text.len || left.v == 0 || right.v == 0)
        return false;
    if (!find_local(checker, left) && !is_self_field(checker, left))
        return false;
    if (!find_local(checker, right) && !is_self_field(checker, right))
        return false;
    diag_fix(ws->sink, diag, FIX_UNSAFE, span,
             arena_format(ws->arena, "%.*s - %.*s", STR_ARG(name_text(ws, left)),
                          STR_ARG(name_text(ws, right))),
             "a minus needs spaces around it");
    return true;
}

/* What other languages call yes, no and none. */
static bool report_foreign_word(struct checker *checker, struct str text, struct span span)
{
    static const struct {
        const char *foreign, *ours;
    } WORDS[] = { { "true", "yes" }, { "false", "no" }, { "null", "none" }, { "nil", "none" } };
    struct diag_sink *sink = checker->ws->sink;
    struct diag *diag;

    for (size_t i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++) {
        if (!str_equal_ignoring_case(text, str_from(WORDS[i].foreign)))
            continue;
        diag = diag_add(sink, MSG_E0201, span, "there is nothing named `%.*s` here", STR_ARG(text));
        diag_fix(sink, diag, FIX_SAFE, span, str_from(WORDS[i].ours), "the word is `%s`",
                 WORDS[i].ours);
        return true;
    }
    return false;
}

static const struct node *report_unknown(struct checker *checker, struct str text, struct span span,
                                         struct type expected)
{
    struct workspace *ws = checker->ws;
    sym_id sym = intern_find(ws->lang->names, text);
    struct suggest suggest;

    if (scopes_is_lost(ws, sym) || note_missing_slot(ws, checker->from.source, text, span))
        return wrong_node(checker, span);
    if (report_foreign_word(checker, text, span))
        return wrong_node(checker, span);
    if (expected.base == TYPE_OBJECT && !expected.is_set && expected.ref != 0 &&
        checker->locals.count == 0) {
        report_unknown_object(ws, span, text, expected, (decl_id){ 0 });
        return wrong_node(checker, span);
    }
    struct diag *diag =
        diag_add(ws->sink, MSG_E0201, span, "there is nothing named `%.*s` here", STR_ARG(text));
    if (offer_subtraction(checker, diag, text, span))
        return wrong_node(checker, span);
    suggest_start(&suggest, text);
    offer_names(checker, &suggest, expected);
    offer_similar(ws, diag, span, &suggest);
    return wrong_node(checker, span);
}

const struct node *check_name(struct checker *checker, expr_id id, struct type expected,
                              bool prefer_kinds)
{
    struct workspace *ws = checker->ws;
    const struct expr *expr = expr_of(ws, id);
    const struct local *local = find_local(checker, expr->sym);
    const struct node *found = NULL;

    if (local)
        return local_node(checker, local, expr->span);
    if (is_word(ws, expr->sym, WORD_today))
        return today_node(checker, expr->span);
    if (is_word(ws, expr->sym, WORD_self) && checker->self_kind != 0)
        return self_node(checker, expr->span);
    if (is_self_field(checker, expr->sym))
        return field_node(checker, self_node(checker, expr->span), expr->sym, expr->span);
    if (expected.base == TYPE_SYMBOL)
        found = symbol_node(checker, expected.ref, expr->sym, expr->span);
    if (!found)
        found = find_declared(checker, name_text(ws, expr->sym), expr->span, prefer_kinds);
    if (!found)
        found = find_symbol(checker, expr->sym, expr->span);
    if (!found && !scopes_is_lost(ws, expr->sym)) /* a symbol may be called like a scale */
        found = find_extent(checker, name_text(ws, expr->sym), expr->span, true);
    return found ? found : report_unknown(checker, name_text(ws, expr->sym), expr->span, expected);
}

/* A constant whose name is no word of any scale: its type is known without an expectation. */
static bool names_constant(struct checker *checker, sym_id name)
{
    struct workspace *ws = checker->ws;

    if (!scopes_find(ws, checker->from, NAMES_VALUES, name, (struct span){ 0 }))
        return false;
    for (uint32_t i = 1; i < ws->schema.scales.count; i++)
        if (scale_find(schema_scale(&ws->schema, i), name) != 0)
            return false;
    return true;
}

bool is_bare_symbol(struct checker *checker, expr_id id)
{
    const struct workspace *ws = checker->ws;
    const struct expr *expr = expr_of(ws, id);

    if (expr->op == EXPR_LIST)
        return expr->a.v == 0 || is_bare_symbol(checker, expr->a);
    return expr->op == EXPR_NAME && !find_local(checker, expr->sym) &&
           !is_word(ws, expr->sym, WORD_today) && !is_word(ws, expr->sym, WORD_self) &&
           !is_self_field(checker, expr->sym) && !names_constant(checker, expr->sym);
}

/* ---- dotted paths ---- */

/* Does the path start with a variable or a field, so that its dots select? */
static bool starts_in_scope(const struct checker *checker, expr_id id)
{
    const struct workspace *ws = checker->ws;

    while (expr_of(ws, id)->op == EXPR_SELECT)
        id = expr_of(ws, id)->a;
    const struct expr *root = expr_of(ws, id);
    return root->op != EXPR_NAME || find_local(checker, root->sym) ||
           is_word(ws, root->sym, WORD_self) || is_self_field(checker, root->sym);
}

static const struct node *qualified_symbol(struct checker *checker, uint32_t scale,
                                           const struct expr *expr)
{
    struct workspace *ws = checker->ws;
    const struct node *found = symbol_node(checker, scale, expr->sym, expr->span);
    const struct scale *def = schema_scale(&ws->schema, scale);
    struct suggest suggest;
    struct diag *diag;

    if (found)
        return found;
    struct str word = name_text(ws, expr->sym);
    struct span span = { expr->span.hi - (uint32_t)word.len, expr->span.hi };
    diag = diag_add(ws->sink, MSG_E0306, span, "`%.*s` is not on the scale `%.*s`", STR_ARG(word),
                    STR_ARG(name_text(ws, def->name)));
    diag_label(ws->sink, diag, def->span, "the scale is declared here");
    suggest_start(&suggest, word);
    for (uint32_t i = 0; i < def->symbol_count; i++)
        suggest_offer(&suggest, name_text(ws, def->symbols[i].name));
    if (suggest.count > 0)
        diag_fix(ws->sink, diag, FIX_SAFE, span, suggest.names[0], "did you mean `%.*s`?",
                 STR_ARG(suggest.names[0]));
    return wrong_node(checker, expr->span);
}

/* `level.low`, `iso.control`: a scale's symbol, or the kind's objects in a module. */
static const struct node *find_qualified(struct checker *checker, const struct expr *expr,
                                         struct str prefix)
{
    struct workspace *ws = checker->ws;
    const struct name *scale =
        scopes_find_path(ws, checker->from, NAMES_TYPES, prefix, (struct span){ 0 });
    sym_id namespace_;
    const struct name *kind;

    if (scale && scale->what == NAME_IS_SCALE)
        return qualified_symbol(checker, scale->index, expr);
    namespace_ = scopes_namespace(ws, checker->from, prefix);
    if (namespace_.v != 0 && is_any_object(ws, name_text(ws, expr->sym)))
        return extent_node(checker, EVERY_KIND, namespace_, expr->span);
    kind = scopes_find(ws, checker->from, NAMES_TYPES, expr->sym, (struct span){ 0 });
    if (namespace_.v != 0 && kind && kind->what == NAME_IS_KIND)
        return extent_node(checker, kind->index, namespace_, expr->span);
    return NULL;
}

const struct node *check_select(struct checker *checker, expr_id id, struct type expected,
                                bool prefer_kinds)
{
    struct workspace *ws = checker->ws;
    const struct expr *expr = expr_of(ws, id);
    const struct node *found = NULL;
    struct str path, prefix;

    if (!starts_in_scope(checker, id) && ast_path(ws->ast, ws->lang->names, ws->arena, id, &path)) {
        found = find_declared(checker, path, expr->span, prefer_kinds);
        if (!found && ast_path(ws->ast, ws->lang->names, ws->arena, expr->a, &prefix)) {
            found = find_qualified(checker, expr, prefix);
            if (!found && scopes_namespace(ws, checker->from, prefix).v != 0)
                return report_unknown(checker, path, expr->span, expected);
        }
    }
    if (found)
        return found;
    return field_node(checker, check_expr(checker, expr->a, NO_EXPECTATION), expr->sym, expr->span);
}

const struct node *check_domain(struct checker *checker, expr_id id)
{
    uint8_t op = expr_of(checker->ws, id)->op;

    if (op == EXPR_NAME)
        return check_name(checker, id, NO_EXPECTATION, true);
    if (op == EXPR_SELECT)
        return check_select(checker, id, NO_EXPECTATION, true);
    return check_expr(checker, id, NO_EXPECTATION);
}
