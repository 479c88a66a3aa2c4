/* replace.c -- constants, functions and fields that get another value or formula. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/kind_parts.h"
#include "engine/plan.h"

static bool is_of_library(const struct workspace *ws, decl_id id)
{
    return ws->scopes.files.items[ast_decl(ws->ast, id)->source].is_library;
}

static void report_refusal(struct workspace *ws, decl_id id, decl_id other, const char *what)
{
    struct diag *diag = diag_add(ws->sink, MSG_E0403, ast_id_span(ws->ast, ast_decl(ws->ast, id)),
                                 "only what the library declares can be replaced, once by a module "
                                 "of the library and once by the project");

    diag_label(ws->sink, diag, ast_id_span(ws->ast, ast_decl(ws->ast, other)), "%s", what);
}

/*
 * `extend NAME = value`, `extend NAME (a: KIND) = value`: what the library declares gets another
 * value or body, openly. A module of the library may do so (that is how a risk method puts its
 * formula in place), and the project has the last word. Redefining by just declaring it again is
 * an error or has no effect on the library (reliability.md, class 2).
 */
void replace_let(struct workspace *ws, decl_id id)
{
    const struct decl *decl = ast_decl(ws->ast, id);
    const struct name *name = scopes_find_path(ws, place_of_decl(ws, id), NAMES_VALUES,
                                               name_text(ws, decl->id), ast_id_span(ws->ast, decl));
    struct let_def *def =
        name && name->what == NAME_IS_LET ? &ws->schema.lets.items[name->index] : NULL;
    decl_id *replacement;

    if (!def && scopes_is_lost(ws, decl->id))
        return;
    if (!def) {
        diag_add(ws->sink, MSG_E0201, ast_id_span(ws->ast, decl),
                 "there is no constant or function named `%.*s`", STR_ARG(name_text(ws, decl->id)));
        return;
    }
    replacement = is_of_library(ws, id) ? &def->replaced_by_module : &def->replaced_by_project;
    if (!is_of_library(ws, def->decl))
        report_refusal(ws, id, def->decl, "declared here");
    else if (replacement->v != 0)
        report_refusal(ws, id, *replacement, "replaced here already");
    else
        *replacement = id;
}

static bool same_type(struct type a, struct type b)
{
    return a.base == b.base && a.ref == b.ref && a.is_set == b.is_set &&
           a.is_optional == b.is_optional;
}

static void report_formula(struct workspace *ws, const struct field_def *formula,
                           const struct field_def *known)
{
    struct diag *diag;

    if (known->flags & FIELD_REPLACED)
        diag = diag_add(ws->sink, MSG_E0110, formula->span, "`%.*s` has another formula already",
                        STR_ARG(name_text(ws, known->name)));
    else
        diag = diag_add(ws->sink, MSG_E0403, formula->span,
                        "`%.*s` can only be given another formula, of the same type: %.*s",
                        STR_ARG(name_text(ws, known->name)),
                        STR_ARG(type_text(&ws->schema, ws->arena, known->type)));
    diag_label(ws->sink, diag, known->span,
               known->flags & FIELD_REPLACED ? "given here" : "declared here");
}

bool replace_formula(struct workspace *ws, const struct field_def *formula)
{
    uint32_t field = schema_find_field(&ws->schema, formula->kind, formula->name);
    struct field_def *known = field == 0 ? NULL : schema_field(&ws->schema, field);

    if (!known || known->kind != formula->kind || !(known->flags & FIELD_REPLACEABLE))
        return false;
    if (type_is_wrong(formula->type))
        return true;
    if ((known->flags & FIELD_REPLACED) || formula->computed.v == 0 ||
        !same_type(formula->type, known->type)) {
        report_formula(ws, formula, known);
        return true;
    }
    known->flags |= FIELD_REPLACED;
    known->computed = formula->computed;
    known->span = formula->span;
    known->namespace_ = formula->namespace_;
    known->source = formula->source;
    return true;
}
