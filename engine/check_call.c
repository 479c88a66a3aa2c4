/* check_call.c -- calls of functions, matrices and lets. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/suggest.h"
#include "engine/check.h"

static const struct {
    const char *text;
    uint8_t least, most;
} FUNCTIONS[FUNCTION_COUNT_OF] = {
#define FUNCTION(name, text, least, most) [FUNCTION_##name] = { text, least, most },
#include "engine/functions.def"
#undef FUNCTION
};

enum { ARGUMENTS_MOST = 16 };

struct arguments {
    const struct node *items[ARGUMENTS_MOST];
    uint32_t count;
    bool is_wrong;
    bool may_be_missing; /* one of them, where a value is needed */
};

static uint32_t count_arguments(const struct workspace *ws, const struct expr *call)
{
    uint32_t count = 0;

    for (expr_id id = call->b; id.v != 0; id = expr_of(ws, id)->next)
        count++;
    return count;
}

static const struct node *report_count(struct checker *checker, const struct expr *call,
                                       struct str name, uint32_t least, uint32_t most)
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
static void check_argument(struct checker *checker, expr_id id, struct type wanted,
                           const char *what, struct arguments *arguments)
{
    const struct node *node =
        check_as(checker, id, wanted.is_set ? wanted : type_optional(wanted), what);

    if (type_is_wrong(node->type))
        arguments->is_wrong = true;
    if (node->type.is_optional && !wanted.is_optional)
        arguments->may_be_missing = true;
    if (node->type.base == TYPE_NOTHING && !wanted.is_optional && !wanted.is_set)
        arguments->may_be_missing = true;
    arguments->items[arguments->count++] = node;
}

static const struct node *call_node(struct checker *checker, enum node_op op, struct type type,
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

    const struct let_def *def = &ws->schema.lets.items[let];
    struct str name = name_text(ws, def->name);
    if (count_arguments(ws, call) != def->parameter_count || def->parameter_count > ARGUMENTS_MOST)
        return report_count(checker, call, name, def->parameter_count, def->parameter_count);
    for (expr_id id = call->b; id.v != 0; id = expr_of(ws, id)->next) {
        struct parameter parameter = ws->schema.lets.items[let].parameters[position++];
        struct str what = arena_format(ws->arena, "the parameter `%.*s` of `%.*s`",
                                       STR_ARG(name_text(ws, parameter.name)), STR_ARG(name));
        check_argument(checker, id, parameter.type, what.ptr, &arguments);
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
        struct str what = arena_format(ws->arena, "the parameter `%.*s` of `%.*s`",
                                       STR_ARG(name_text(ws, parameter.name)), STR_ARG(name));
        check_argument(checker, id, parameter.type, what.ptr, &arguments);
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
    struct arguments arguments = { .count = 0 };

    if (def->result == 0)
        return wrong_node(checker, call->span);
    if (count_arguments(ws, call) != def->axis_count)
        return report_count(checker, call, name, def->axis_count, def->axis_count);
    for (expr_id id = call->b; id.v != 0; id = expr_of(ws, id)->next) {
        struct str what = arena_format(ws->arena, "the matrix `%.*s`", STR_ARG(name));
        check_argument(checker, id, type_with_ref(TYPE_SYMBOL, def->axes[arguments.count]),
                       what.ptr, &arguments);
    }
    if (arguments.is_wrong)
        return wrong_node(checker, call->span);
    struct node *node = (struct node *)(uintptr_t)call_node(
        checker, NODE_MATRIX, type_with_ref(TYPE_SYMBOL, def->result), &arguments, call->span);
    node->index = matrix;
    return with_children(checker, node);
}

/* ---- built-in functions ---- */

static const struct node *report_argument(struct checker *checker, enum function function,
                                          const struct node *node, const char *wanted)
{
    diag_add(checker->ws->sink, MSG_E0309, node->span, "`%s` takes %s, but this is %.*s",
             FUNCTIONS[function].text, wanted, STR_ARG(type_words(checker, node->type)));
    return wrong_node(checker, node->span);
}

/* What a function of one argument takes and gives. */
struct signature {
    bool fits;
    const char *wanted;
    struct type result;
};

static struct signature one_argument(enum function function, struct type type)
{
    bool is_single = !type.is_set;
    struct type text = type_of(TYPE_TEXT);
    struct type integer = type_of(TYPE_INTEGER);

    switch (function) {
    case FUNCTION_DAYS:
        return (struct signature){ type_is(type, TYPE_DURATION), "a duration", integer };
    case FUNCTION_MONTHS:
        return (struct signature){ type_is(type, TYPE_DURATION), "a duration", integer };
    case FUNCTION_YEAR:
        return (struct signature){ type_is(type, TYPE_DATE), "a date", integer };
    case FUNCTION_LABEL:
    case FUNCTION_DESCRIPTION:
        return (struct signature){ type_is(type, TYPE_SYMBOL), "a word of a scale", text };
    case FUNCTION_NUMBER:
        return (struct signature){ type_is(type, TYPE_SYMBOL) ||
                                       (is_single && type_is_number(type)),
                                   "a word of a scale", type_of(TYPE_NUMBER) };
    case FUNCTION_TEXT:
        return (struct signature){ true, "a value", text };
    case FUNCTION_JOIN:
        return (struct signature){ type.is_set, "a list", text };
    case FUNCTION_LOWER:
    case FUNCTION_TRIM:
        return (struct signature){ is_single && type_is_text(type), "a text", text };
    case FUNCTION_LENGTH:
        return (struct signature){ is_single && type_is_text(type), "a text", integer };
    case FUNCTION_CONTAINS:
    case FUNCTION_STARTS_WITH:
    case FUNCTION_ENDS_WITH:
    case FUNCTION_MATCHES:
        return (struct signature){ is_single && type_is_text(type), "a text",
                                   type_of(TYPE_YES_NO) };
    case FUNCTION_EXISTS:
        return (struct signature){ type_is(type, TYPE_PATH) || type_is(type, TYPE_TEXT), "a path",
                                   type_of(TYPE_YES_NO) };
    case FUNCTION_FIRST:
        return (struct signature){ type.is_set, "a list", type_optional(type_element(type)) };
    case FUNCTION_ABS:
    case FUNCTION_ROUND:
        return (struct signature){ is_single && type_is_number(type), "a number", type };
    case FUNCTION_COUNT:
    case FUNCTION_SUM:
    case FUNCTION_MAX:
    case FUNCTION_MIN:
    case FUNCTION_PATH:
    case FUNCTION_COUNT_OF:
        break;
    }
    return (struct signature){ false, "something else", type };
}

static const struct node *call_function(struct checker *checker, const struct expr *call,
                                        enum function function)
{
    struct workspace *ws = checker->ws;
    struct arguments arguments = { .count = 0 };
    struct signature signature = { false, "", type_of(TYPE_WRONG) };

    for (expr_id id = call->b; id.v != 0; id = expr_of(ws, id)->next) {
        const struct node *node;
        if (arguments.count == 0) {
            node = check_expr(checker, id, NO_EXPECTATION);
            signature = one_argument(function, node->type);
            if (!type_is_wrong(node->type) && !signature.fits)
                return report_argument(checker, function, node, signature.wanted);
        } else {
            node = check_as(checker, id, type_of(TYPE_TEXT), "the second argument");
        }
        if (type_is_wrong(node->type))
            return wrong_node(checker, call->span);
        arguments.may_be_missing = arguments.may_be_missing || node->type.is_optional;
        arguments.items[arguments.count++] = node;
    }
    struct node *node = (struct node *)(uintptr_t)call_node(
        checker, NODE_FUNCTION, type_required(signature.result), &arguments, call->span);
    if (function == FUNCTION_FIRST)
        node->type = type_optional(node->type);
    node->index = function;
    return with_children(checker, node);
}

static enum function find_function(struct str name)
{
    for (int i = 0; i < FUNCTION_COUNT_OF; i++)
        if (str_equal(name, str_from(FUNCTIONS[i].text)))
            return (enum function)i;
    return FUNCTION_COUNT_OF;
}

bool is_function_name(struct str name)
{
    return find_function(name) != FUNCTION_COUNT_OF;
}

static const struct node *check_function(struct checker *checker, expr_id id,
                                         enum function function)
{
    const struct expr *call = expr_of(checker->ws, id);
    uint32_t given = count_arguments(checker->ws, call);

    if (given < FUNCTIONS[function].least || given > FUNCTIONS[function].most)
        return report_count(checker, call, str_from(FUNCTIONS[function].text),
                            FUNCTIONS[function].least, FUNCTIONS[function].most);
    if (function == FUNCTION_PATH)
        return check_path_call(checker, id);
    if (function <= FUNCTION_MIN)
        return check_aggregate(checker, id, function);
    return call_function(checker, call, function);
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
        suggest_offer(&suggest, str_from(FUNCTIONS[i].text));
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
