/* plan_field.c -- plans of computed fields and of defaults. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/suggest.h"
#include "engine/plan.h"

struct place_of_use place_of_decl(const struct workspace *ws, decl_id id)
{
    uint32_t source = ast_decl(ws->ast, id)->source;

    return (struct place_of_use){ source, ws->scopes.files.items[source].namespace_ };
}

field_id plan_field(struct workspace *ws, decl_id id, enum word word, const char *needed_for)
{
    const struct decl *decl = ast_decl(ws->ast, id);
    field_id found = decl_field(ws, decl, ws->words[word]);

    if (found.v == 0 && needed_for && !decl->is_damaged) {
        struct str name = name_text(ws, ws->words[word]);
        diag_add(ws->sink, MSG_E0113, ast_id_span(ws->ast, decl), "%s needs `%.*s:`", needed_for,
                 STR_ARG(name));
    }
    return found;
}

expr_id plan_items(struct checker *checker, decl_id decl, enum word word, const char *needed_for)
{
    struct workspace *ws = checker->ws;
    field_id found = plan_field(ws, decl, word, needed_for);

    if (found.v == 0) {
        checker->errors += needed_for != NULL;
        return (expr_id){ 0 };
    }
    const struct field *field = ast_field(ws->ast, found);
    if (refuse_formula(ws, field)) {
        checker->errors++;
        return (expr_id){ 0 };
    }
    if (field->items.v != 0)
        return field->items;
    if (!field->is_damaged)
        diag_add(ws->sink, MSG_E0113, field->name_span, "`%.*s:` has no value",
                 STR_ARG(name_text(ws, field->name)));
    checker->errors++;
    return (expr_id){ 0 };
}

expr_id plan_item(struct checker *checker, decl_id decl, enum word word)
{
    struct workspace *ws = checker->ws;
    expr_id item = plan_items(checker, decl, word, NULL);
    expr_id second = expr_of(ws, item)->next;

    if (item.v == 0 || second.v == 0)
        return item;
    struct diag *diag =
        diag_add(ws->sink, MSG_E0305, expr_of(ws, second)->span,
                 "`%.*s:` takes one value, not several", STR_ARG(name_text(ws, ws->words[word])));
    if (word == WORD_require || word == WORD_forbid)
        diag_help(ws->sink, diag, "join conditions with `and`");
    checker->errors++;
    return item;
}

static bool is_among(const struct workspace *ws, sym_id name, const enum word *words,
                     uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (is_word(ws, name, words[i]))
            return true;
    return false;
}

static void report_field(struct workspace *ws, const struct decl *decl, const struct field *field,
                         const enum word *known, uint32_t count)
{
    struct str word = name_text(ws, decl->word);
    struct str name = name_text(ws, field->name);
    struct suggest suggest;
    struct diag *diag = diag_add(ws->sink, MSG_E0203, field->name_span,
                                 "a %.*s has no field `%.*s`", STR_ARG(word), STR_ARG(name));

    suggest_start(&suggest, name);
    for (uint32_t i = 0; i < count; i++)
        suggest_offer(&suggest, name_text(ws, ws->words[known[i]]));
    offer_similar(ws, diag, field->name_span, &suggest);
}

static void report_repeated(struct workspace *ws, const struct decl *decl, uint32_t position)
{
    const struct field *field =
        ast_field(ws->ast, (field_id){ parts_of(ws, decl)->first_field.v + position });

    for (uint32_t i = 0; i < position; i++) {
        const struct field *before =
            ast_field(ws->ast, (field_id){ parts_of(ws, decl)->first_field.v + i });
        if (!sym_equal(before->name, field->name))
            continue;
        struct diag *diag = diag_add(ws->sink, MSG_E0111, field->name_span, "`%.*s` is given twice",
                                     STR_ARG(name_text(ws, field->name)));
        diag_label(ws->sink, diag, before->name_span, "first here");
        return;
    }
}

/* Steps of a test come one after the other; a rule has several lets, a relation several clauses. */
static bool may_repeat(const struct workspace *ws, const struct decl *decl, sym_id name)
{
    return is_word(ws, decl->word, WORD_test) || is_word(ws, name, WORD_let) ||
           is_word(ws, name, WORD_when);
}

bool check_fields_of(struct workspace *ws, decl_id id, const enum word *known, uint32_t count)
{
    const struct decl *decl = ast_decl(ws->ast, id);
    bool are_known = true;

    for (uint32_t i = 0; i < parts_of(ws, decl)->field_count; i++) {
        const struct field *field =
            ast_field(ws->ast, (field_id){ parts_of(ws, decl)->first_field.v + i });
        if (known && !is_among(ws, field->name, known, count)) {
            report_field(ws, decl, field, known, count);
            are_known = false;
        } else if (!may_repeat(ws, decl, field->name)) {
            report_repeated(ws, decl, i);
        }
    }
    return are_known;
}

static void check_field_plan(struct workspace *ws, uint32_t field)
{
    const struct field_def *def = schema_field(&ws->schema, field);
    struct place_of_use from = { def->source, def->namespace_ };
    expr_id body = def->computed.v != 0 ? def->computed : def->default_expr;
    struct type type = def->type;
    struct purpose purpose = { .what = "the field", .name = def->name };
    struct checker checker;
    const struct node *plan;

    ws->definitions.items.items[def->definition].is_planned = true;
    checker_init(&checker, ws, from, def->definition);
    checker_set_self(&checker, def->kind);
    plan = check_as(&checker, body, type, purpose);
    if (checker.errors == 0 && !type_is_wrong(type)) {
        schema_field(&ws->schema, field)->plan = plan;
        schema_field(&ws->schema, field)->plan_slots = checker.slot_count;
    } else {
        schema_field(&ws->schema, field)->is_damaged = true;
    }
    checker_release(&checker);
}

void define_fields(struct workspace *ws)
{
    struct schema *schema = &ws->schema;

    for (uint32_t i = 1; i < schema->fields.count; i++) {
        struct field_def *def = schema_field(schema, i);
        if (def->computed.v != 0 || def->default_expr.v != 0)
            def->definition = definitions_add(&ws->definitions, DEFINITION_FIELD, i, def->span);
    }
}

bool is_always_computed(const struct workspace *ws, const struct field_def *def)
{
    return (def->flags & (FIELD_UNIQUE | FIELD_NON_EMPTY)) || field_pattern(def).len > 0 ||
           !ws->scopes.files.items[def->source].is_library;
}

void need_field(struct workspace *ws, uint32_t field)
{
    uint32_t definition = schema_field(&ws->schema, field)->definition;

    if (definition != 0 && !ws->definitions.items.items[definition].is_planned)
        check_field_plan(ws, field);
}

void plan_fields(struct workspace *ws)
{
    for (uint32_t i = 1; i < ws->schema.fields.count; i++) {
        const struct field_def *def = schema_field(&ws->schema, i);
        if (def->definition != 0 &&
            (is_always_computed(ws, def) || !waits_for_need(ws, def->source)))
            need_field(ws, i);
    }
}
