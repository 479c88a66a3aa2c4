/* replace.c -- constants that a project gives another value, fields that get another formula. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/kind_parts.h"
#include "engine/plan.h"

static bool takes_parameters(const struct workspace *ws, decl_id let)
{
    for (expr_id id = ast_decl(ws->ast, let)->head; id.v != 0; id = expr_of(ws, id)->next)
        if (expr_of(ws, id)->op == EXPR_HEAD_PARAMETERS)
            return true;
    return false;
}

/*
 * `extend NAME = value`: the project gives a constant of the library another value, openly and
 * once. Redefining by just declaring it again is an error or has no effect on the library
 * (reliability.md, class 2).
 */
void replace_constant(struct workspace *ws, decl_id id)
{
    const struct decl *decl = ast_decl(ws->ast, id);
    const struct name *name = scopes_find_path(ws, place_of_decl(ws, id), NAMES_VALUES,
                                               name_text(ws, decl->id), decl->id_span);
    struct let_def *def =
        name && name->what == NAME_IS_LET ? &ws->schema.lets.items[name->index] : NULL;
    struct diag *diag;

    if (!def && scopes_is_lost(ws, decl->id))
        return;
    if (!def || takes_parameters(ws, def->decl)) {
        diag_add(ws->sink, MSG_E0201, decl->id_span, "there is no constant named `%.*s`",
                 STR_ARG(name_text(ws, decl->id)));
        return;
    }
    if (def->replaced_by.v == 0 &&
        ws->scopes.files.items[ast_decl(ws->ast, def->decl)->source].is_library &&
        !ws->scopes.files.items[decl->source].is_library) {
        def->replaced_by = id;
        return;
    }
    diag = diag_add(
        ws->sink, MSG_E0403, decl->id_span,
        "only a constant of the library can be given another value, by the project and once");
    diag_label(ws->sink, diag,
               def->replaced_by.v != 0 ? ast_decl(ws->ast, def->replaced_by)->id_span : def->span,
               def->replaced_by.v != 0 ? "replaced here already" : "declared here");
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
