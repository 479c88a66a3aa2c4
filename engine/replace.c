/* replace.c -- constants of the library that a project gives another value. */
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
