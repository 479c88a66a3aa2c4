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
    expr_id head = parts_of(ws, ast_decl(ws->ast, id))->head;

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

    for (expr_id id = parts_of(ws, decl)->head; id.v != 0; id = expr_of(ws, id)->next) {
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

    if (parts_of(ws, decl)->value.v != 0)
        return true;
    if (!decl->is_damaged) {
        struct str name = name_text(ws, decl->id);
        struct diag *diag = diag_add(ws->sink, MSG_E0113, ast_id_span(ws->ast, decl),
                                     "`%.*s` has no value", STR_ARG(name));
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
        diag_add(ws->sink, MSG_E0403, ast_id_span(ws->ast, ast_decl(ws->ast, id)),
                 "`%.*s` keeps %s", STR_ARG(name_text(ws, def->name)),
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
    bind_parameters(&checker, parameters, count, ast_id_span(ws->ast, decl));
    const struct node *body =
        check_as(&checker, parts_of(ws, decl)->value, let_at(ws, let)->type, purpose);
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
                    ast_id_span(ws->ast, decl));
    body = let_at(ws, let)->has_result_type
               ? check_as(&checker, parts_of(ws, decl)->value, let_at(ws, let)->type,
                          (struct purpose){ .what = "the result" })
               : check_expr(&checker, parts_of(ws, decl)->value, NO_EXPECTATION);
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

/*
 * Lets that are checked together, numbered from 1 in the order in which they were met
 * (let_def.naming); those that were checked before take no part.
 */
struct naming {
    struct workspace *ws;
    struct place_of_use from;
    decl_id decl;         /* whose body is read: its parameters are no lets */
    VEC(uint32_t) lets;   /* by number; [0] is a dummy */
    VEC(uint32_t) starts; /* those that let n names: named[starts[n] .. starts[n + 1]) */
    VEC(uint32_t) named;  /* numbers */
};

/* Does the let take part? From now on it does if nobody has looked at it before. */
static bool meet(struct naming *naming, uint32_t let)
{
    struct let_def *def = let_at(naming->ws, let);

    if (def->naming == 0) {
        def->naming = naming->lets.count;
        VEC_PUSH(&naming->lets, let);
    }
    return def->naming < naming->lets.count && naming->lets.items[def->naming] == let;
}

static bool is_parameter(const struct naming *naming, sym_id name)
{
    const struct workspace *ws = naming->ws;
    const struct decl *decl = ast_decl(ws->ast, naming->decl);

    for (expr_id head = parts_of(ws, decl)->head; head.v != 0; head = expr_of(ws, head)->next) {
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
    if (name && name->what == NAME_IS_LET && meet(naming, name->index))
        VEC_PUSH(&naming->named, let_at(ws, name->index)->naming);
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
    for (expr_id head = parts_of(ws, ast_decl(ws->ast, id))->head; head.v != 0;
         head = expr_of(ws, head)->next)
        if (expr_of(ws, head)->op == EXPR_HEAD_ARROW)
            return true;
    return false;
}

static void note_body(struct naming *naming, decl_id decl)
{
    naming->decl = decl;
    naming->from = place_of_decl(naming->ws, decl);
    note_names(naming, parts_of(naming->ws, ast_decl(naming->ws->ast, decl))->value);
}

/* Where the body stands that counts. */
static struct span body_span(struct workspace *ws, uint32_t let)
{
    decl_id replacement = let_replacement(let_at(ws, let));

    return replacement.v != 0 ? ast_id_span(ws->ast, ast_decl(ws->ast, replacement))
                              : let_at(ws, let)->span;
}

static void report_let_circle(const struct naming *naming, const struct scc *scc,
                              uint32_t component)
{
    struct workspace *ws = naming->ws;
    const uint32_t *lets = naming->lets.items;
    uint32_t first = scc->members[scc->starts[component]];
    const uint32_t *circle;

    for (uint32_t i = scc->starts[component]; i < scc->starts[component + 1]; i++) {
        uint32_t number = scc->members[i];
        let_at(ws, lets[number])->type = type_of(TYPE_WRONG);
        if (body_span(ws, lets[number]).lo < body_span(ws, lets[first]).lo)
            first = number;
    }
    uint32_t count =
        scc_circle(ws->arena, scc, naming->starts.items, naming->named.items, first, &circle);
    struct str *names = ARENA_ARRAY(ws->arena, struct str, count);
    for (uint32_t i = 0; i < count; i++)
        names[i] = name_text(ws, let_at(ws, lets[circle[i]])->name);
    diag_add(ws->sink, MSG_E0411, body_span(ws, lets[first]),
             "these definitions go round in a circle: %.*s",
             STR_ARG(circle_text(ws->arena, names, count)));
}

static bool names_itself(const struct naming *naming, uint32_t number)
{
    for (uint32_t i = naming->starts.items[number]; i < naming->starts.items[number + 1]; i++)
        if (naming->named.items[i] == number)
            return true;
    return false;
}

static void start_naming(struct naming *naming, struct workspace *ws)
{
    *naming = (struct naming){ .ws = ws };
    VEC_PUSH(&naming->lets, 0);
    VEC_PUSH(&naming->starts, 0);
}

/* Those that were met, and then those that they name, and so on. */
static void follow_names(struct naming *naming)
{
    struct workspace *ws = naming->ws;

    for (uint32_t number = 1; number < naming->lets.count; number++) {
        uint32_t let = naming->lets.items[number];
        decl_id replacement = let_replacement(let_at(ws, let));
        VEC_PUSH(&naming->starts, naming->named.count);
        if (replacement.v == 0 || !states_type(ws, let_at(ws, let)->decl))
            note_body(naming, let_at(ws, let)->decl);
        if (replacement.v != 0)
            note_body(naming, replacement);
    }
    VEC_PUSH(&naming->starts, naming->named.count);
}

static void finish_naming(struct naming *naming)
{
    struct workspace *ws = naming->ws;

    follow_names(naming);
    struct edges named = { 0, naming->lets.count, naming->starts.items, naming->named.items };
    struct scc scc = scc_compute(ws->arena, &named, 0, naming->lets.count);
    for (uint32_t component = 0; component < scc.count; component++) {
        uint32_t number = scc.members[scc.starts[component]];
        if (scc.starts[component + 1] - scc.starts[component] > 1 || names_itself(naming, number))
            report_let_circle(naming, &scc, component);
        else if (number != 0)
            check_let(ws, naming->lets.items[number]);
    }
    VEC_RELEASE(&naming->lets);
    VEC_RELEASE(&naming->starts);
    VEC_RELEASE(&naming->named);
}

/* One that the project gives another value is the project's. */
static bool may_wait(const struct workspace *ws, const struct let_def *def)
{
    return def->replaced_by_project.v == 0 &&
           waits_for_need(ws, ast_decl(ws->ast, def->decl)->source);
}

void need_let(struct workspace *ws, uint32_t let)
{
    struct naming naming;

    if (let_at(ws, let)->naming != 0)
        return;
    start_naming(&naming, ws);
    (void)meet(&naming, let);
    finish_naming(&naming);
}

void plan_lets(struct workspace *ws)
{
    struct naming naming;

    start_naming(&naming, ws);
    for (uint32_t let = 1; let < ws->schema.lets.count; let++)
        if (!may_wait(ws, let_at(ws, let)))
            (void)meet(&naming, let);
    finish_naming(&naming);
}
