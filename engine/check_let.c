/* check_let.c -- lets: constants and functions, checked when first used. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/check.h"
#include "engine/kind.h"
#include "engine/plan.h"

enum { LET_FRESH, LET_UNDER_WAY, LET_DONE };

static struct let_def *let_at(struct workspace *ws, uint32_t let)
{
    return &ws->schema.lets.items[let];
}

/* `(a: asset, b: level)` and `-> type` of the head. */
static void read_head(struct workspace *ws, uint32_t let)
{
    const struct decl *decl = ast_decl(ws->ast, let_at(ws, let)->decl);
    struct place_of_use from = place_of_decl(ws, let_at(ws, let)->decl);

    for (expr_id id = decl->head; id.v != 0; id = expr_of(ws, id)->next) {
        const struct expr *head = expr_of(ws, id);
        if (head->op == EXPR_HEAD_ARROW) {
            let_at(ws, let)->has_result_type = true;
            let_at(ws, let)->type = read_type(ws, from, head->a, NULL);
        }
        if (head->op != EXPR_HEAD_PARAMETERS)
            continue;
        uint32_t count = 0;
        for (expr_id item = head->a; item.v != 0; item = expr_of(ws, item)->next)
            count++;
        struct parameter *parameters = ARENA_ARRAY(ws->arena, struct parameter, count);
        uint32_t position = 0;
        for (expr_id item = head->a; item.v != 0; item = expr_of(ws, item)->next) {
            const struct expr *parameter = expr_of(ws, item);
            if (parameter->op == EXPR_ITEM_NAMED) {
                parameters[position].type = read_type(ws, from, parameter->a, NULL);
                parameters[position++].name = parameter->sym;
            } else if (parameter->op != EXPR_ERROR) {
                diag_add(ws->sink, MSG_E0113, parameter->span, "a parameter needs a type: `name: type`");
            }
        }
        let_at(ws, let)->parameters = parameters;
        let_at(ws, let)->parameter_count = position;
    }
}

static bool has_body(struct workspace *ws, uint32_t let)
{
    const struct decl *decl = ast_decl(ws->ast, let_at(ws, let)->decl);

    if (decl->value.v != 0)
        return true;
    if (!decl->is_damaged) {
        struct str name = name_text(ws, decl->id);
        struct diag *diag =
            diag_add(ws->sink, MSG_E0113, decl->id_span, "`%.*s` has no value", STR_ARG(name));
        diag_help(ws->sink, diag, "write `let %.*s = ...`", STR_ARG(name));
    }
    return false;
}

/* A constant that the project replaces keeps its type. */
static void check_replacement(struct workspace *ws, uint32_t let)
{
    decl_id id = let_at(ws, let)->replaced_by;
    struct str what = arena_format(ws->arena, "the constant `%.*s`",
                                   STR_ARG(name_text(ws, let_at(ws, let)->name)));
    struct checker checker;
    const struct node *body;

    if (id.v == 0 || !let_at(ws, let)->plan)
        return;
    checker_init(&checker, ws, place_of_decl(ws, id), let_at(ws, let)->definition);
    body = check_as(&checker, ast_decl(ws->ast, id)->value, let_at(ws, let)->type, what.ptr);
    let_at(ws, let)->plan = checker.errors == 0 ? body : NULL;
    let_at(ws, let)->slots = checker.slot_count;
    checker_release(&checker);
}

static void check_body(struct workspace *ws, uint32_t let)
{
    struct checker checker;
    const struct decl *decl = ast_decl(ws->ast, let_at(ws, let)->decl);
    const struct node *body;

    checker_init(&checker, ws, place_of_decl(ws, let_at(ws, let)->decl), let_at(ws, let)->definition);
    for (uint32_t i = 0; i < let_at(ws, let)->parameter_count; i++) {
        struct parameter parameter = let_at(ws, let)->parameters[i];
        checker_bind(&checker, parameter.name, parameter.type, decl->id_span);
    }
    body = let_at(ws, let)->has_result_type
               ? check_as(&checker, decl->value, let_at(ws, let)->type, "the result")
               : check_expr(&checker, decl->value, NO_EXPECTATION);
    if (!let_at(ws, let)->has_result_type)
        let_at(ws, let)->type = body->type;
    if (checker.errors == 0 && !type_is_wrong(let_at(ws, let)->type))
        let_at(ws, let)->plan = body;
    let_at(ws, let)->slots = checker.slot_count;
    checker_release(&checker);
}

void check_let(struct workspace *ws, uint32_t let)
{
    if (let_at(ws, let)->state == LET_DONE)
        return;
    if (let_at(ws, let)->state == LET_UNDER_WAY) {
        diag_add(ws->sink, MSG_E0411, let_at(ws, let)->span, "`%.*s` is defined by itself",
                 STR_ARG(name_text(ws, let_at(ws, let)->name)));
        return;
    }
    let_at(ws, let)->state = LET_UNDER_WAY;
    let_at(ws, let)->definition =
        definitions_add(&ws->definitions, DEFINITION_LET, let, let_at(ws, let)->span);
    read_head(ws, let);
    if (has_body(ws, let))
        check_body(ws, let);
    check_replacement(ws, let);
    let_at(ws, let)->state = LET_DONE;
}

void plan_lets(struct workspace *ws)
{
    for (uint32_t let = 1; let < ws->schema.lets.count; let++)
        check_let(ws, let);
}
