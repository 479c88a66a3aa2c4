/* check_call.c -- calls of lets, relations and matrices. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/suggest.h"
#include "engine/check_call.h"

uint32_t count_arguments(const struct workspace *ws, const struct expr *call)
{
    uint32_t count = 0;

    for (expr_id id = call->b; id.v != 0; id = expr_of(ws, id)->next)
        count++;
    return count;
}

const struct node *report_count(struct checker *checker, const struct expr *call, struct str name,
                                uint32_t least, uint32_t most)
{
    uint32_t given = count_arguments(checker->ws, call);

    if (least == most)
        diag_add(checker->ws->sink, MSG_E0309, call->span, "`%.*s` takes %u argument%s, not %u",
                 STR_ARG(name), least, least == 1 ? "" : "s", given);
    else
        diag_add(checker->ws->sink, MSG_E0309, call->span,
                 "`%.*s` takes %u to %u arguments, not %u", STR_ARG(name), least, most, given);
    return wrong_node(checker, call->span);
}

/* Checks one argument against what is wanted; a missing value is passed through (language.md 6.6).
 */
void check_argument(struct checker *checker, expr_id id, struct type wanted,
                    struct arguments *arguments)
{
    const struct node *node =
        check_as(checker, id, wanted.is_set ? wanted : type_optional(wanted), arguments->purpose);

    if (type_is_wrong(node->type))
        arguments->is_wrong = true;
    if (node->type.is_optional && !wanted.is_optional)
        arguments->may_be_missing = true;
    if (node->type.base == TYPE_NOTHING && !wanted.is_optional && !wanted.is_set)
        arguments->may_be_missing = true;
    arguments->items[arguments->count++] = node;
}

const struct node *call_node(struct checker *checker, enum node_op op, struct type type,
                             const struct arguments *arguments, struct span span)
{
    const struct node **own =
        ARENA_ARRAY(checker->ws->arena, const struct node *, arguments->count);
    struct node *node = new_node(checker, op, type, span);

    for (uint32_t i = 0; i < arguments->count; i++)
        own[i] = arguments->items[i];
    if (arguments->may_be_missing)
        node->type = type_optional(type);
    node->arguments = own;
    node->argument_count = (uint8_t)arguments->count;
    return node;
}

/* ---- lets ---- */

static const struct node *call_let(struct checker *checker, const struct expr *call, uint32_t let)
{
    struct workspace *ws = checker->ws;
    struct arguments arguments = { .count = 0 };
    uint32_t position = 0;

    need_let(ws, let);
    const struct let_def *def = &ws->schema.lets.items[let];
    sym_id called = def->name;
    if (type_is_wrong(def->type) && !def->plan) /* told where it is declared */
        return wrong_node(checker, call->span);
    if (count_arguments(ws, call) != def->parameter_count || def->parameter_count > ARGUMENTS_MOST)
        return report_count(checker, call, name_text(ws, called), def->parameter_count,
                            def->parameter_count);
    for (expr_id id = call->b; id.v != 0; id = expr_of(ws, id)->next) {
        struct parameter parameter = ws->schema.lets.items[let].parameters[position++];
        arguments.purpose = (struct purpose){ "the parameter", parameter.name, called };
        check_argument(checker, id, parameter.type, &arguments);
    }
    def = &ws->schema.lets.items[let];
    if (arguments.is_wrong || !def->plan)
        return wrong_node(checker, call->span);
    definitions_depend(&ws->definitions, checker->definition, def->definition);
    struct node *node =
        (struct node *)(uintptr_t)call_node(checker, NODE_CALL, def->type, &arguments, call->span);
    node->index = let;
    node->depth = def->plan->depth;
    return with_children(checker, node);
}

/* ---- relations ---- */

static const struct node *call_relation(struct checker *checker, const struct expr *call,
                                        uint32_t index)
{
    struct workspace *ws = checker->ws;
    struct relation relation = ws->schema.relations.items[index];
    struct str name = name_text(ws, relation.name);
    struct arguments arguments = { .count = 0 };

    definitions_depend(&ws->definitions, checker->definition, relation.definition);
    if (relation.parameter_count == 0)
        return wrong_node(checker, call->span);
    if (count_arguments(ws, call) != relation.parameter_count)
        return report_count(checker, call, name, relation.parameter_count,
                            relation.parameter_count);
    for (expr_id id = call->b; id.v != 0; id = expr_of(ws, id)->next) {
        struct parameter parameter = relation.parameters[arguments.count];
        arguments.purpose = (struct purpose){ "the parameter", parameter.name, relation.name };
        check_argument(checker, id, parameter.type, &arguments);
    }
    if (arguments.is_wrong)
        return wrong_node(checker, call->span);
    struct node *node = (struct node *)(uintptr_t)call_node(
        checker, NODE_RELATION, type_of(TYPE_YES_NO), &arguments, call->span);
    node->index = index;
    node->depth = RELATION_FRAMES;
    return with_children(checker, node);
}

/* ---- matrices ---- */

static const struct node *call_matrix(struct checker *checker, const struct expr *call,
                                      uint32_t matrix)
{
    struct workspace *ws = checker->ws;
    const struct matrix *def = &ws->schema.matrices.items[matrix];
    struct str name = name_text(ws, def->name);
    struct arguments arguments = { .purpose = { .what = "the matrix", .name = def->name } };

    if (def->result == 0)
        return wrong_node(checker, call->span);
    if (count_arguments(ws, call) != def->axis_count)
        return report_count(checker, call, name, def->axis_count, def->axis_count);
    for (expr_id id = call->b; id.v != 0; id = expr_of(ws, id)->next) {
        check_argument(checker, id, type_with_ref(TYPE_SYMBOL, def->axes[arguments.count]),
                       &arguments);
    }
    if (arguments.is_wrong)
        return wrong_node(checker, call->span);
    struct node *node = (struct node *)(uintptr_t)call_node(
        checker, NODE_MATRIX, type_with_ref(TYPE_SYMBOL, def->result), &arguments, call->span);
    node->index = matrix;
    return with_children(checker, node);
}

static const struct node *report_unknown_function(struct checker *checker, struct str name,
                                                  struct span span)
{
    struct workspace *ws = checker->ws;
    struct suggest suggest;

    if (scopes_is_lost(ws, intern_find(ws->lang->names, name)) ||
        note_missing_slot(ws, checker->from.source, name, span))
        return wrong_node(checker, span);
    suggest_start(&suggest, name);
    for (int i = 0; i < FUNCTION_COUNT_OF; i++)
        suggest_offer(&suggest, function_name((enum function)i));
    for (uint32_t i = 1; may_search_names(ws) && i < ws->scopes.names.count; i++)
        if (ws->scopes.names.items[i].class_ == NAMES_VALUES)
            suggest_offer(&suggest, name_text(ws, ws->scopes.names.items[i].sym));
    struct diag *diag =
        diag_add(ws->sink, MSG_E0207, span, "there is no function named `%.*s`", STR_ARG(name));
    offer_similar(ws, diag, span, &suggest);
    return wrong_node(checker, span);
}

const struct node *check_call(struct checker *checker, expr_id id, struct type expected)
{
    struct workspace *ws = checker->ws;
    const struct expr *call = expr_of(ws, id);
    struct span span = expr_of(ws, call->a)->span;
    struct str path;

    (void)expected;
    if (!ast_path(ws->ast, ws->lang->names, ws->arena, call->a, &path)) {
        diag_add(ws->sink, MSG_E0207, span, "only a name can be called");
        return wrong_node(checker, call->span);
    }
    enum function function = find_function(path);
    if (function != FUNCTION_COUNT_OF)
        return check_function(checker, id, function);
    const struct name *name = scopes_find_path(ws, checker->from, NAMES_VALUES, path, span);
    if (name && name->what == NAME_IS_LET)
        return call_let(checker, call, name->index);
    if (name && name->what == NAME_IS_RELATION)
        return call_relation(checker, call, name->index);
    if (name)
        return call_matrix(checker, call, name->index);
    return report_unknown_function(checker, path, span);
}
