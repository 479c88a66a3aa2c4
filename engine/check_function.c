/* check_function.c -- calls of the functions of the language. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/check_call.h"

#include <string.h>

static const struct {
    const char *text;
    uint8_t bytes, least, most;
} FUNCTIONS[FUNCTION_COUNT_OF] = {
#define FUNCTION(name, text, least, most)                                                          \
    [FUNCTION_##name] = { text, sizeof(text) - 1, least, most },
#include "engine/functions.def"
#undef FUNCTION
};

struct str function_name(enum function function)
{
    return str_from(FUNCTIONS[function].text);
}

const struct node *report_argument(struct checker *checker, enum function function,
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

/* A whole number can move a scale; whole money and whole percentages stay what they are. */
static struct type rounded_type(struct type type)
{
    return type.base == TYPE_NUMBER ? type_of(TYPE_INTEGER) : type;
}

static struct signature one_argument(enum function function, struct type type)
{
    bool is_single = !type.is_set;
    bool is_number = is_single && type_is_number(type);
    struct type text = type_of(TYPE_TEXT), yes_no = type_of(TYPE_YES_NO);
    struct type integer = type_of(TYPE_INTEGER);

    switch (function) {
    case FUNCTION_HOURS:
        return (struct signature){ type_is(type, TYPE_DURATION), "a duration",
                                   type_of(TYPE_NUMBER) };
    case FUNCTION_DATE:
        return (struct signature){ type_is(type, TYPE_MOMENT), "a moment", type_of(TYPE_DATE) };
    case FUNCTION_DAYS:
    case FUNCTION_MINUTES:
    case FUNCTION_MONTHS:
        return (struct signature){ type_is(type, TYPE_DURATION), "a duration", integer };
    case FUNCTION_YEAR:
    case FUNCTION_QUARTER:
    case FUNCTION_MONTH:
        return (struct signature){ type_is(type, TYPE_DATE), "a date", integer };
    case FUNCTION_LABEL:
    case FUNCTION_DESCRIPTION:
        return (struct signature){ type_is(type, TYPE_SYMBOL), "a word of a scale", text };
    case FUNCTION_NUMBER:
        return (struct signature){ type_is(type, TYPE_SYMBOL) || is_number, "a word of a scale",
                                   type_of(TYPE_NUMBER) };
    case FUNCTION_TEXT:
    case FUNCTION_DIGEST:
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
        return (struct signature){ is_single && type_is_text(type), "a text", yes_no };
    case FUNCTION_EXISTS:
        return (struct signature){ type_is(type, TYPE_PATH) || type_is(type, TYPE_TEXT), "a path",
                                   yes_no };
    case FUNCTION_FIRST:
        return (struct signature){ type.is_set, "a list", type_optional(type_element(type)) };
    case FUNCTION_ABS:
        return (struct signature){ is_number, "a number", type };
    case FUNCTION_ROUND:
    case FUNCTION_FLOOR:
    case FUNCTION_CEIL:
        return (struct signature){ is_number, "a number", rounded_type(type) };
    case FUNCTION_SQRT:
        return (struct signature){ is_number && type.base != TYPE_MONEY, "a number",
                                   type.base == TYPE_PERCENT ? type : type_of(TYPE_NUMBER) };
    case FUNCTION_COUNT:
    case FUNCTION_SUM:
    case FUNCTION_PRODUCT:
    case FUNCTION_MAX:
    case FUNCTION_MIN:
    case FUNCTION_PATH:
    case FUNCTION_NORMAL:
    case FUNCTION_LOGNORMAL:
    case FUNCTION_LOGNORMAL_OF:
    case FUNCTION_PERT:
    case FUNCTION_PERT_VOSE:
    case FUNCTION_UNIFORM:
    case FUNCTION_OCCURRING:
    case FUNCTION_MEAN:
    case FUNCTION_DEVIATION:
    case FUNCTION_QUANTILE:
    case FUNCTION_TAIL_MEAN:
    case FUNCTION_SHARE_ABOVE:
    case FUNCTION_SHARE_BELOW:
    case FUNCTION_EXCEEDS:
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
        if (arguments.count == 0 || function == FUNCTION_DIGEST) {
            node = check_expr(checker, id, NO_EXPECTATION);
            signature = one_argument(function, node->type);
            if (!type_is_wrong(node->type) && !signature.fits)
                return report_argument(checker, function, node, signature.wanted);
        } else {
            node = check_as(checker, id, type_of(TYPE_TEXT),
                            (struct purpose){ .what = "the second argument" });
        }
        if (type_is_wrong(node->type))
            return wrong_node(checker, call->span);
        if (function != FUNCTION_DIGEST) /* which says of what is missing that it is */
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

enum function find_function(struct str name)
{
    for (int i = 0; i < FUNCTION_COUNT_OF; i++)
        if (name.len == FUNCTIONS[i].bytes && memcmp(name.ptr, FUNCTIONS[i].text, name.len) == 0)
            return (enum function)i;
    return FUNCTION_COUNT_OF;
}

bool is_function_name(struct str name)
{
    return find_function(name) != FUNCTION_COUNT_OF;
}

const struct node *check_function(struct checker *checker, expr_id id, enum function function)
{
    const struct expr *call = expr_of(checker->ws, id);
    uint32_t given = count_arguments(checker->ws, call);

    if (given < FUNCTIONS[function].least || given > FUNCTIONS[function].most)
        return report_count(checker, call, str_from(FUNCTIONS[function].text),
                            FUNCTIONS[function].least, FUNCTIONS[function].most);
    if (function == FUNCTION_PATH)
        return check_path_call(checker, id);
    if (distribution_signature(function))
        return check_distribution(checker, call, function);
    if (function <= FUNCTION_MIN)
        return check_aggregate(checker, id, function);
    return call_function(checker, call, function);
}
