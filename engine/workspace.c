/* workspace.c -- setting up what the passes share. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/workspace.h"

#include "base/suggest.h"

struct str word_text(enum word word)
{
    switch (word) {
#define WORD(name, text)                                                                           \
    case WORD_##name:                                                                              \
        return STR(text);
#include "engine/words.def"
#undef WORD
    case WORD_NONE:
    case WORD_COUNT:
        break;
    }
    return (struct str){ 0 };
}

void workspace_init(struct workspace *ws, struct lang *lang, struct arena *arena, int32_t today)
{
    *ws = (struct workspace){
        .arena = arena, .lang = lang, .ast = lang->ast, .sink = lang->sink, .today = today
    };
#define WORD(name, text) ws->words[WORD_##name] = intern(lang->names, STR(text));
#include "engine/words.def"
#undef WORD
    schema_init(&ws->schema, arena, lang->names);
    model_init(&ws->model, arena);
    definitions_init(&ws->definitions);
}

void workspace_release(struct workspace *ws)
{
    for (uint32_t i = 0; i < ws->join_maps.count; i++)
        map_release(&ws->join_maps.items[i]);
    VEC_RELEASE(&ws->join_maps);
    VEC_RELEASE(&ws->closures.tables);
    VEC_RELEASE(&ws->closures.reaches);
    VEC_RELEASE(&ws->closures.components);
    VEC_RELEASE(&ws->recursions);
    VEC_RELEASE(&ws->missing_slots);
    definitions_release(&ws->definitions);
    model_release(&ws->model);
    scopes_release(&ws->scopes);
    schema_release(&ws->schema);
}

bool is_known_right(const struct workspace *ws, uint32_t source)
{
    return ws->leaves_out_unneeded && ws->scopes.files.items[source].is_library;
}

bool stays_unplanned(const struct workspace *ws, decl_id decl)
{
    for (uint32_t i = 0; i < ws->shown_count; i++)
        if (ws->shown[i].v == decl.v)
            return false;
    return is_known_right(ws, ast_decl(ws->ast, decl)->source);
}

bool found_errors(const struct workspace *ws)
{
    return ws->sink->counts[SEVERITY_ERROR] > 0 || ws->missing_slots.count > 0;
}

bool waits_for_need(const struct workspace *ws, uint32_t source)
{
    return is_known_right(ws, source) && !found_errors(ws);
}

enum { CIRCLE_SHOWN = 12 };

struct str circle_text(struct arena *arena, const struct str *names, uint32_t count)
{
    struct str text = names[0];

    for (uint32_t i = 1; i < count && i < CIRCLE_SHOWN; i++)
        text = arena_format(arena, "%.*s -> %.*s", STR_ARG(text), STR_ARG(names[i]));
    if (count > CIRCLE_SHOWN)
        text = arena_format(arena, "%.*s -> ... (%u more)", STR_ARG(text), count - CIRCLE_SHOWN);
    return arena_format(arena, "%.*s -> %.*s", STR_ARG(text), STR_ARG(names[0]));
}

struct str name_text(const struct workspace *ws, sym_id sym)
{
    return sym_text(ws->lang->names, sym);
}

struct str kind_title(const struct workspace *ws, const struct kind *kind)
{
    if (kind->decl.v == 0)
        return kind->title;
    return string_of(ws, parts_of(ws, ast_decl(ws->ast, kind->decl))->title);
}

struct str string_of(const struct workspace *ws, expr_id id)
{
    enum expr_op op = (enum expr_op)expr_of(ws, id)->op;

    if (op != EXPR_STRING && op != EXPR_TEXT)
        return (struct str){ 0 };
    return ast_string(ws->ast, ws->lang->sources, ws->arena, id);
}

const struct decl *whole_decl(const struct workspace *ws, decl_id id)
{
    lang_unfold(ws->lang, id);
    return ast_decl(ws->ast, id);
}

field_id decl_field(const struct workspace *ws, const struct decl *decl, sym_id name)
{
    lang_unfold(ws->lang, (decl_id){ (uint32_t)(decl - ws->ast->decls.items) });
    for (uint32_t i = 0; i < parts_of(ws, decl)->field_count; i++) {
        field_id id = { parts_of(ws, decl)->first_field.v + i };
        if (sym_equal(ast_field(ws->ast, id)->name, name))
            return id;
    }
    return (field_id){ 0 };
}

enum { SEARCHES_MOST = 50 };

bool may_search_names(const struct workspace *ws)
{
    return ws->sink->counts[SEVERITY_ERROR] < SEARCHES_MOST;
}

bool offer_similar(struct workspace *ws, struct diag *diag, struct span span,
                   const struct suggest *suggest)
{
    for (uint32_t i = 0; i < suggest->count; i++) {
        struct str name = suggest->names[i];
        if (str_equal(name, suggest->wanted)) /* it exists, but cannot be seen from here */
            continue;
        diag_fix(ws->sink, diag, FIX_SAFE, span, name, "did you mean `%.*s`?", STR_ARG(name));
        return true;
    }
    return false;
}

bool refuse_formula(struct workspace *ws, const struct field *field)
{
    struct diag *diag;

    if (field->computed.v == 0)
        return false;
    diag = diag_add(ws->sink, MSG_E0101, expr_of(ws, field->computed)->span,
                    "`%.*s:` takes a value after `:`, not a formula after `=`",
                    STR_ARG(name_text(ws, field->name)));
    diag_help(ws->sink, diag, "only fields of kinds are computed; conditions compare with `==`");
    return true;
}

void label_declaration(struct workspace *ws, struct diag *diag, decl_id id)
{
    const struct decl *decl = ast_decl(ws->ast, id);

    if (decl->id.v != 0)
        diag_label(ws->sink, diag, ast_id_span(ws->ast, decl), "in this %.*s",
                   STR_ARG(name_text(ws, decl->word)));
}

bool note_missing_slot(struct workspace *ws, uint32_t source, struct str name, struct span span)
{
    sym_id sym;

    if (!ws->scopes.files.items[source].is_library)
        return false;
    sym = intern(ws->lang->names, name);
    for (uint32_t i = 0; i < ws->missing_slots.count; i++)
        if (sym_equal(ws->missing_slots.items[i].name, sym))
            return true;
    VEC_PUSH(&ws->missing_slots, (struct missing_slot){ sym, span });
    return true;
}

void report_missing_slots(struct workspace *ws)
{
    struct str names = { 0 };
    struct span span = { 0 };
    struct diag *diag;

    if (ws->missing_slots.count == 0)
        return;
    for (uint32_t i = 0; i < ws->missing_slots.count; i++)
        names = arena_format(ws->arena, "%.*s%s`%.*s`", STR_ARG(names), i == 0 ? "" : ", ",
                             STR_ARG(name_text(ws, ws->missing_slots.items[i].name)));
    if (ws->project.v != 0)
        span = ast_id_span(ws->ast, ast_decl(ws->ast, ws->project));
    diag = diag_add(ws->sink, MSG_E0208, span, "nothing provides %.*s", STR_ARG(names));
    diag_label(ws->sink, diag, ws->missing_slots.items[0].span, "the library needs it here");
    diag_help(ws->sink, diag,
              "use a risk method, as in `use methods.iso27005-5x5`, or declare these yourself");
}
