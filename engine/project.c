/* project.c -- reading the project's settings. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/project.h"

#include "base/suggest.h"
#include "engine/engine_state.h"

static const enum word SETTINGS[] = { WORD_language, WORD_stdlib, WORD_timezone, WORD_currency,
                                      WORD_sources };
enum { SETTING_COUNT = sizeof(SETTINGS) / sizeof(SETTINGS[0]) };

static void check_known(struct workspace *ws, const struct field *field)
{
    struct str name = name_text(ws, field->name);
    struct suggest suggest;

    suggest_start(&suggest, name);
    for (int i = 0; i < SETTING_COUNT; i++) {
        if (is_word(ws, field->name, SETTINGS[i]))
            return;
        suggest_offer(&suggest, name_text(ws, ws->words[SETTINGS[i]]));
    }
    struct diag *diag = diag_add(ws->sink, MSG_E0203, field->name_span,
                                 "a project has no setting `%.*s`", STR_ARG(name));
    if (!offer_similar(ws, diag, field->name_span, &suggest))
        diag_help(ws->sink, diag, "settings are language, stdlib, timezone, currency and sources");
}

/* `language: 1.0` gates the syntax (language.md section 8). */
static void check_language(struct workspace *ws, const struct field *field)
{
    const struct expr *item = expr_of(ws, field->items);
    struct str text = source_map_text(ws->lang->sources, item->span);

    if (field->items.v == 0 || item->op == EXPR_ERROR || str_equal(text, STR("1.0")))
        return;
    struct diag *diag = diag_add(ws->sink, MSG_E0504, item->span,
                                 "this program does not know language %.*s", STR_ARG(text));
    diag_help(ws->sink, diag,
              "it knows `language: 1.0`; a newer isms may know more, and other messages may follow "
              "from this");
}

static void read_currency(struct workspace *ws, const struct field *field)
{
    const struct expr *item = expr_of(ws, field->items);
    struct str text;

    if (item->op == EXPR_NAME) {
        text = name_text(ws, item->sym);
        ws->schema.currency = item->sym;
        if (text.len == 3)
            return;
    }
    if (item->op != EXPR_ERROR)
        diag_add(ws->sink, MSG_E0503, field->name_span,
                 "a currency is a word of three letters, like EUR");
}

void read_project(struct workspace *ws)
{
    const struct decl *decl = ast_decl(ws->ast, ws->project);

    for (uint32_t i = 0; ws->project.v != 0 && i < parts_of(ws, decl)->field_count; i++) {
        const struct field *field =
            ast_field(ws->ast, (field_id){ parts_of(ws, decl)->first_field.v + i });
        check_known(ws, field);
        refuse_formula(ws, field);
        if (is_word(ws, field->name, WORD_language))
            check_language(ws, field);
        else if (is_word(ws, field->name, WORD_currency))
            read_currency(ws, field);
    }
}

struct str project_timezone(const struct workspace *ws)
{
    struct word_walk walk = { .word = ws->words[WORD_project] };
    field_id field;

    if (!ast_walk_words(ws->ast, &walk))
        return (struct str){ 0 };
    field = decl_field(ws, ast_decl(ws->ast, walk.decl), ws->words[WORD_timezone]);
    return field.v == 0 ? (struct str){ 0 } : string_of(ws, ast_field(ws->ast, field)->items);
}

struct str engine_timezone(const struct engine *engine)
{
    return project_timezone(&engine->ws);
}
