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

/* The parameters on the line of a let, or of what replaces it. */
static struct parameter *parameters_of(struct workspace *ws, decl_id id, uint32_t *ret_count)
{
    expr_id head = ast_decl(ws->ast, id)->head;

    *ret_count = 0;
    for (; head.v != 0; head = expr_of(ws, head)->next)
        if (expr_of(ws, head)->op == EXPR_HEAD_PARAMETERS)
            return read_parameters(ws, place_of_decl(ws, id), expr_of(ws, head)->a, ret_count);
    return NULL;
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
    }
    uint32_t count;
    struct parameter *parameters = parameters_of(ws, let_at(ws, let)->decl, &count);
    let_at(ws, let)->parameters = parameters;
    let_at(ws, let)->parameter_count = count;
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

static bool same_types(const struct let_def *def, const struct parameter *parameters,
                       uint32_t count)
{
    if (count != def->parameter_count)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        struct type a = def->parameters[i].type, b = parameters[i].type;
        if (!type_is_wrong(b) && (a.base != b.base || a.ref != b.ref || a.is_set != b.is_set ||
                                  a.is_optional != b.is_optional))
            return false;
    }
    return true;
}

static void report_parameters(struct workspace *ws, uint32_t let, decl_id id)
{
    const struct let_def *def = let_at(ws, let);
    struct diag *diag =
        diag_add(ws->sink, MSG_E0403, ast_decl(ws->ast, id)->id_span, "`%.*s` keeps %s",
                 STR_ARG(name_text(ws, def->name)),
                 def->parameter_count == 0 ? "being a constant: it takes no parameters"
                                           : "its parameters: as many, of the same types");

    diag_label(ws->sink, diag, def->span, "declared here");
}

static void bind_parameters(struct checker *checker, const struct parameter *parameters,
                            uint32_t count, struct span span)
{
    for (uint32_t i = 0; i < count; i++)
        checker_bind(checker, parameters[i].name, parameters[i].type, span);
}

/* What replaces a constant or function keeps its type and its parameters. */
static void check_replacement(struct workspace *ws, uint32_t let, decl_id id)
{
    const struct decl *decl = ast_decl(ws->ast, id);
    uint32_t count;
    const struct parameter *parameters = parameters_of(ws, id, &count);
    struct purpose purpose = { .what = count == 0 ? "the constant" : "the function",
                               .name = let_at(ws, let)->name };
    struct checker checker;

    if (!same_types(let_at(ws, let), parameters, count)) {
        report_parameters(ws, let, id);
        let_at(ws, let)->plan = NULL;
        return;
    }
    checker_init(&checker, ws, place_of_decl(ws, id), let_at(ws, let)->definition);
    bind_parameters(&checker, parameters, count, decl->id_span);
    const struct node *body = check_as(&checker, decl->value, let_at(ws, let)->type, purpose);
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
    bind_parameters(&checker, let_at(ws, let)->parameters, let_at(ws, let)->parameter_count,
                    decl->id_span);
    body = let_at(ws, let)->has_result_type ? check_as(&checker, decl->value, let_at(ws, let)->type,
                                                       (struct purpose){ .what = "the result" })
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
    decl_id replacement = let_replacement(let_at(ws, let));
    read_head(ws, let);
    /* What is never run is read only where the type follows from it. */
    if (has_body(ws, let) && (replacement.v == 0 || !let_at(ws, let)->has_result_type))
        check_body(ws, let);
    if (replacement.v != 0 && !type_is_wrong(let_at(ws, let)->type))
        check_replacement(ws, let, replacement);
}

/* ---- the order of checking: what is named first ---- */

struct naming {
    struct workspace *ws;
    struct place_of_use from;
    decl_id decl;        /* whose body is read: its parameters are no lets */
    VEC(uint32_t) named; /* lets that the body under way names */
};

static bool is_parameter(const struct naming *naming, sym_id name)
{
    const struct workspace *ws = naming->ws;
    const struct decl *decl = ast_decl(ws->ast, naming->decl);

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

static bool states_type(const struct workspace *ws, decl_id id)
{
    for (expr_id head = ast_decl(ws->ast, id)->head; head.v != 0; head = expr_of(ws, head)->next)
        if (expr_of(ws, head)->op == EXPR_HEAD_ARROW)
            return true;
    return false;
}

static void note_body(struct naming *naming, decl_id decl)
{
    naming->decl = decl;
    naming->from = place_of_decl(naming->ws, decl);
    note_names(naming, ast_decl(naming->ws->ast, decl)->value);
}

/* Which lets each let names, as rows of edges. */
struct naming_rows {
    const uint32_t *starts, *items;
};

/* Where the body stands that counts. */
static struct span body_span(struct workspace *ws, uint32_t let)
{
    decl_id replacement = let_replacement(let_at(ws, let));

    return replacement.v != 0 ? ast_decl(ws->ast, replacement)->id_span : let_at(ws, let)->span;
}

static void report_let_circle(struct workspace *ws, const struct naming_rows *rows,
                              const struct scc *scc, uint32_t component)
{
    uint32_t first = scc->members[scc->starts[component]];
    const uint32_t *lets;

    for (uint32_t i = scc->starts[component]; i < scc->starts[component + 1]; i++) {
        uint32_t let = scc->members[i];
        let_at(ws, let)->type = type_of(TYPE_WRONG);
        first = body_span(ws, let).lo < body_span(ws, first).lo ? let : first;
    }
    uint32_t count = scc_circle(ws->arena, scc, rows->starts, rows->items, first, &lets);
    struct str *names = ARENA_ARRAY(ws->arena, struct str, count);
    for (uint32_t i = 0; i < count; i++)
        names[i] = name_text(ws, let_at(ws, lets[i])->name);
    diag_add(ws->sink, MSG_E0411, body_span(ws, first),
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
        decl_id replacement = let_replacement(let_at(ws, let));
        if (replacement.v == 0 || !states_type(ws, let_at(ws, let)->decl))
            note_body(&naming, let_at(ws, let)->decl);
        if (replacement.v != 0)
            note_body(&naming, replacement);
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
