/* hiding.c -- names that nobody may declare again. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/check.h"
#include "engine/declare.h"
#include "engine/uses.h"
#include "engine/workspace.h"

/*
 * Library files look up names that they do not find among those of the project (slots), and the
 * project's own come before the library's. So whoever may declare `exists`, `date` or the library's
 * `risk` again may turn every check that uses them (reliability.md, class 2).
 */

/* What the language itself means by the name, or NULL. */
static const char *meaning_of(const struct workspace *ws, const struct name *name)
{
    struct str text = name_text(ws, name->sym);

    if (name->class_ == NAMES_TYPES)
        return schema_type_named(&ws->schema, name->sym) != TYPE_WRONG ? "a type" : NULL;
    if (name->class_ != NAMES_VALUES)
        return NULL;
    if (is_word(ws, name->sym, WORD_today) || is_word(ws, name->sym, WORD_self))
        return "a word";
    return is_function_name(text) ? "a function" : NULL;
}

static const struct name *find_opened(const struct scopes *scopes, struct use_list uses,
                                      const struct name *name)
{
    struct search search = { scopes, (enum name_class)name->class_, name->sym, NULL, NULL };

    search_uses(&search, uses);
    return search.found;
}

/* A rule of any module that is used: two of one id could not be told apart in any report. */
static const struct name *find_rule(const struct workspace *ws, const struct name *name)
{
    const struct name *found = NULL;

    if (!ws->scopes.names.items[scopes_first_of(&ws->scopes, name->sym)].has_namesakes)
        return NULL;
    for (uint32_t i = 1; i < ws->lang->modules.count && !found; i++)
        found = scopes_find_in(&ws->scopes, NAMES_RULES, ws->lang->modules.items[i].namespace_,
                               name->sym);
    return found;
}

/* The same name in the library, where a file of the project sees it without a prefix. */
static const struct name *find_hidden(const struct workspace *ws, uint32_t source,
                                      const struct name *name)
{
    const struct scopes *scopes = &ws->scopes;
    const struct file_scope *file = &scopes->files.items[source];
    const struct name *found;

    if (name->class_ == NAMES_RULES)
        return find_rule(ws, name);
    if (name->class_ != NAMES_TYPES && name->class_ != NAMES_VALUES)
        return NULL;
    found = scopes_find_in(scopes, (enum name_class)name->class_, ws->words[WORD_core], name->sym);
    if (!found)
        found = find_opened(scopes, uses_of_project(scopes, false), name);
    if (!found)
        found = find_opened(scopes, uses_of_file(scopes, file, false), name);
    return found;
}

/* NULL for the kinds that the engine makes. */
static const struct source *source_of(const struct workspace *ws, const struct name *name)
{
    return source_map_find(ws->lang->sources, name->span.lo);
}

static bool is_of_package(const struct workspace *ws, const struct name *name)
{
    const struct source *source = source_of(ws, name);

    return source && !source->is_library &&
           !scopes_is_of_project(ws->lang, (uint32_t)(source - ws->lang->sources->sources.items));
}

/* "the library", or the module below vendor/ that somebody else wrote. */
static struct str declarer(const struct workspace *ws, const struct name *name)
{
    if (!is_of_package(ws, name))
        return STR("the library");
    return arena_format(ws->arena, "the module `%.*s`", STR_ARG(name_text(ws, name->namespace_)));
}

static void refuse_again(struct workspace *ws, const struct name *name, const struct name *hidden)
{
    struct str text = name_text(ws, name->sym);
    struct diag *diag;

    if (!scopes_tell_once(ws, (enum name_class)name->class_, name->sym))
        return;
    diag = diag_add(ws->sink, MSG_E0110, name->span, "%.*s declares `%.*s` already",
                    STR_ARG(declarer(ws, hidden)), STR_ARG(text));
    if (!span_is_none(hidden->span))
        diag_label(ws->sink, diag, hidden->span, "first declaration");
    if (name->what == NAME_IS_KIND)
        diag_help(ws->sink, diag, "to add fields to it: `extend %.*s`", STR_ARG(text));
    else if (name->what == NAME_IS_LET)
        diag_help(ws->sink, diag, "to give it another value: `extend %.*s = ...`", STR_ARG(text));
}

/* Two modules below vendor/ that are open at once: whoever uses a name of both hears of it (E0205).
 * Rules are different, nobody has to name them to run them. */
static bool may_both_stand(const struct workspace *ws, const struct name *name,
                           const struct name *hidden)
{
    return name->class_ != NAMES_RULES && is_of_package(ws, name) && is_of_package(ws, hidden);
}

static void check_name_of(struct workspace *ws, const struct name *name)
{
    const struct source *source = source_of(ws, name);
    const char *meaning;
    const struct name *hidden;

    if (!source) /* the kinds that the engine makes */
        return;
    meaning = meaning_of(ws, name);
    if (meaning) {
        diag_add(ws->sink, MSG_E0110, name->span, "`%.*s` is %s of the language",
                 STR_ARG(name_text(ws, name->sym)), meaning);
        return;
    }
    if (source->is_library)
        return;
    hidden = find_hidden(ws, (uint32_t)(source - ws->lang->sources->sources.items), name);
    if (hidden && hidden->span.lo != name->span.lo && !may_both_stand(ws, name, hidden))
        refuse_again(ws, name, hidden);
}

/* All declarations of a file are in one namespace: a second one would move those above it. */
static bool is_second_namespace(struct workspace *ws, const struct decl *decl)
{
    const struct decl *first = decl - 1; /* the declarations of a file are consecutive */

    while (first > ws->ast->decls.items && first->source == decl->source &&
           !is_word(ws, first->word, WORD_namespace))
        first--;
    if (first == ws->ast->decls.items || first->source != decl->source)
        return false;
    struct diag *diag = diag_add(ws->sink, MSG_E0110, decl->span,
                                 "a file has one namespace, and this one has `%.*s`",
                                 STR_ARG(name_text(ws, first->id)));
    diag_label(ws->sink, diag, ast_id_span(ws->ast, first), "first namespace");
    return true;
}

/* Who may stand in a namespace of the library could add to what its rules see. */
static void check_namespace(struct workspace *ws, const struct decl *decl)
{
    if (is_second_namespace(ws, decl))
        return;
    if (ws->scopes.files.items[decl->source].is_library)
        return;
    for (uint32_t i = 1; i < ws->lang->modules.count; i++)
        if (sym_equal(ws->lang->modules.items[i].namespace_, decl->id)) {
            diag_add(ws->sink, MSG_E0110, ast_id_span(ws->ast, decl),
                     "`%.*s` is a module that is used", STR_ARG(name_text(ws, decl->id)));
            return;
        }
}

void refuse_hiding(struct workspace *ws)
{
    struct word_walk walk = { .word = ws->words[WORD_namespace] };

    while (ast_walk_words(ws->ast, &walk)) {
        const struct decl *decl = ast_decl(ws->ast, walk.decl);
        if (decl->id.v != 0)
            check_namespace(ws, decl);
    }
    for (uint32_t i = 1; i < ws->scopes.names.count; i++) {
        struct name name = ws->scopes.names.items[i];
        if (!ws->leaves_out_unneeded || !source_map_is_placed(ws->lang->sources, name.span.lo))
            check_name_of(ws, &name);
    }
}
