/* check_let.c -- lets: constants and functions, checked after those that they name. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/check.h"
#include "engine/kind.h"
#include "engine/plan.h"
#include "engine/scc.h"

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
        uint32_t count;
        struct parameter *parameters = read_parameters(ws, from, head->a, &count);
        let_at(ws, let)->parameters = parameters;
        let_at(ws, let)->parameter_count = count;
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

    checker_init(&checker, ws, place_of_decl(ws, let_at(ws, let)->decl),
                 let_at(ws, let)->definition);
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

static void check_let(struct workspace *ws, uint32_t let)
{
    let_at(ws, let)->definition =
        definitions_add(&ws->definitions, DEFINITION_LET, let, let_at(ws, let)->span);
    read_head(ws, let);
    if (has_body(ws, let))
        check_body(ws, let);
    check_replacement(ws, let);
}

/* ---- the order of checking: what is named first ---- */

struct naming {
    struct workspace *ws;
    struct place_of_use from;
    uint32_t let;        /* whose body is read: its parameters are no lets */
    VEC(uint32_t) named; /* lets that the body under way names */
};

static bool is_parameter(const struct naming *naming, sym_id name)
{
    const struct workspace *ws = naming->ws;
    const struct decl *decl = ast_decl(ws->ast, ws->schema.lets.items[naming->let].decl);

    for (expr_id head = decl->head; head.v != 0; head = expr_of(ws, head)->next) {
        if (expr_of(ws, head)->op != EXPR_HEAD_PARAMETERS)
            continue;
        for (expr_id id = expr_of(ws, head)->a; id.v != 0; id = expr_of(ws, id)->next)
            if (expr_of(ws, id)->op == EXPR_ITEM_NAMED && sym_equal(expr_of(ws, id)->sym, name))
                return true;
    }
    return false;
}

static void note_name(struct naming *naming, expr_id id)
{
    struct workspace *ws = naming->ws;
    struct str path;

    expr_id root = id;

    while (expr_of(ws, root)->op == EXPR_SELECT)
        root = expr_of(ws, root)->a;
    if (!ast_path(ws->ast, ws->lang->names, ws->arena, id, &path) ||
        is_parameter(naming, expr_of(ws, root)->sym))
        return;
    const struct name *name =
        scopes_find_path(ws, naming->from, NAMES_VALUES, path, (struct span){ 0 });
    if (name && name->what == NAME_IS_LET)
        VEC_PUSH(&naming->named, name->index);
}

/* All lets that an expression could mean; depth is bounded by that of expressions. */
static void note_names(struct naming *naming, expr_id id)
{
    for (; id.v != 0; id = expr_of(naming->ws, id)->next) {
        const struct expr *expr = expr_of(naming->ws, id);
        if (expr->op == EXPR_NAME || expr->op == EXPR_SELECT)
            note_name(naming, id);
        if (expr->op != EXPR_DATE) /* whose `a` holds its value */
            note_names(naming, expr->a);
        note_names(naming, expr->b);
    }
}

static void note_body(struct naming *naming, decl_id decl)
{
    naming->from = place_of_decl(naming->ws, decl);
    note_names(naming, ast_decl(naming->ws->ast, decl)->value);
}

/* Which lets each let names, as rows of edges. */
struct naming_rows {
    const uint32_t *starts, *items;
};

static void report_let_circle(struct workspace *ws, const struct naming_rows *rows,
                              const struct scc *scc, uint32_t component)
{
    uint32_t first = scc->members[scc->starts[component]];
    const uint32_t *lets;

    for (uint32_t i = scc->starts[component]; i < scc->starts[component + 1]; i++) {
        uint32_t let = scc->members[i];
        let_at(ws, let)->type = type_of(TYPE_WRONG);
        first = let_at(ws, let)->span.lo < let_at(ws, first)->span.lo ? let : first;
    }
    uint32_t count = scc_circle(ws->arena, scc, rows->starts, rows->items, first, &lets);
    struct str *names = ARENA_ARRAY(ws->arena, struct str, count);
    for (uint32_t i = 0; i < count; i++)
        names[i] = name_text(ws, let_at(ws, lets[i])->name);
    diag_add(ws->sink, MSG_E0411, let_at(ws, first)->span,
             "these definitions go round in a circle: %.*s",
             STR_ARG(circle_text(ws->arena, names, count)));
}

static bool names_itself(const struct naming_rows *rows, uint32_t let)
{
    for (uint32_t i = rows->starts[let]; i < rows->starts[let + 1]; i++)
        if (rows->items[i] == let)
            return true;
    return false;
}

void plan_lets(struct workspace *ws)
{
    struct naming naming = { .ws = ws };
    uint32_t count = ws->schema.lets.count;
    uint32_t *starts = ARENA_ARRAY(ws->arena, uint32_t, (size_t)count + 1);

    for (uint32_t let = 1; let < count; let++) {
        starts[let] = naming.named.count;
        naming.let = let;
        note_body(&naming, let_at(ws, let)->decl);
        if (let_at(ws, let)->replaced_by.v != 0)
            note_body(&naming, let_at(ws, let)->replaced_by);
    }
    starts[count] = naming.named.count;
    struct naming_rows rows = { starts, naming.named.items };
    struct scc scc = scc_compute(ws->arena, count, rows.starts, rows.items);
    for (uint32_t component = 0; component < scc.count; component++) {
        uint32_t let = scc.members[scc.starts[component]];
        if (scc.starts[component + 1] - scc.starts[component] > 1 || names_itself(&rows, let))
            report_let_circle(ws, &rows, &scc, component);
        else if (let != 0)
            check_let(ws, let);
    }
    VEC_RELEASE(&naming.named);
}
