/* check.c -- the checker's frame: locals, facts, nodes, conditions and the dispatch. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/check.h"

#include "base/decimal.h"
#include "engine/literal.h"

void checker_init(struct checker *checker, struct workspace *ws, struct place_of_use from,
                  uint32_t definition)
{
    *checker = (struct checker){ .ws = ws, .from = from, .definition = definition };
}

void checker_release(struct checker *checker)
{
    VEC_RELEASE(&checker->locals);
    VEC_RELEASE(&checker->set_paths);
}

static uint32_t take_slot(struct checker *checker)
{
    uint32_t slot = checker->next_slot++;

    if (checker->next_slot > checker->slot_count)
        checker->slot_count = checker->next_slot;
    return slot;
}

void checker_set_self(struct checker *checker, uint32_t kind)
{
    checker->self_kind = kind;
    take_slot(checker);
}

static void warn_if_hiding(struct checker *checker, sym_id name, struct span span)
{
    struct workspace *ws = checker->ws;
    const struct name *hidden = NULL;

    if (ws->scopes.files.items[checker->from.source].is_library)
        return;
    hidden = scopes_find(ws, checker->from, NAMES_VALUES, name, (struct span){ 0 });
    if (!hidden)
        hidden = scopes_find(ws, checker->from, NAMES_OBJECTS, name, (struct span){ 0 });
    if (!hidden)
        return;
    struct diag *diag =
        diag_add(ws->sink, MSG_W0402, span, "the variable `%.*s` hides a declaration",
                 STR_ARG(name_text(ws, name)));
    diag_label(ws->sink, diag, hidden->span, "hidden declaration");
}

uint32_t checker_bind(struct checker *checker, sym_id name, struct type type, struct span span)
{
    uint32_t slot = take_slot(checker);

    warn_if_hiding(checker, name, span);
    VEC_PUSH(&checker->locals, (struct local){ name, type, slot });
    return slot;
}

struct checker_mark checker_mark(const struct checker *checker)
{
    return (struct checker_mark){ checker->locals.count, checker->set_paths.count,
                                  checker->next_slot };
}

void checker_restore(struct checker *checker, struct checker_mark mark)
{
    checker->locals.count = mark.locals;
    checker->set_paths.count = mark.set_paths;
    if (!checker->keeps_slots)
        checker->next_slot = mark.next_slot;
}

/* ---- nodes ---- */

struct node *new_node(struct checker *checker, enum node_op op, struct type type, struct span span)
{
    struct node *node = ARENA_NEW(checker->ws->arena, struct node);

    node->op = (uint8_t)op;
    node->type = type;
    node->span = span;
    return node;
}

static uint32_t deeper(uint32_t depth, const struct node *child)
{
    return child && child->depth > depth ? child->depth : depth;
}

/* Roughly how much of the C stack the operation takes, in frames of the simplest one. */
static uint32_t frames_of(const struct node *node)
{
    if (node->generator_count > 0 || node->op == NODE_CLOSURE_AGGREGATE)
        return 5;
    return node->op == NODE_CALL ? 2 : 1;
}

const struct node *with_children(struct checker *checker, struct node *node)
{
    uint32_t depth = deeper(deeper(deeper(node->depth, node->a), node->b), node->c);

    for (uint32_t i = 0; i < node->argument_count; i++)
        depth = deeper(depth, node->arguments[i]);
    for (uint32_t i = 0; i < node->generator_count; i++) {
        depth = deeper(depth, node->generators[i].domain);
        depth = deeper(depth, node->generators[i].filter);
        depth = deeper(depth, node->generators[i].index_key);
    }
    depth += frames_of(node);
    node->depth = (uint16_t)depth;
    if (depth <= NODE_DEPTH_LIMIT)
        return node;
    diag_add(checker->ws->sink, MSG_E0602, node->span,
             "this expression, with the functions it calls, is nested too deep");
    return wrong_node(checker, node->span);
}

const struct node *wrong_node(struct checker *checker, struct span span)
{
    struct node *node = new_node(checker, NODE_CONSTANT, type_of(TYPE_WRONG), span);

    node->constant = VALUE_NONE;
    checker->errors++;
    return node;
}

const struct node *constant_node(struct checker *checker, struct type type, value v,
                                 struct span span)
{
    struct node *node = new_node(checker, NODE_CONSTANT, type, span);

    node->constant = v;
    return node;
}

const struct node *unary_node(struct checker *checker, enum node_op op, struct type type,
                              const struct node *a, struct span span)
{
    struct node *node = new_node(checker, op, type, span);

    node->a = a;
    return with_children(checker, node);
}

const struct node *binary_node(struct checker *checker, enum node_op op, struct type type,
                               const struct node *a, const struct node *b)
{
    struct node *node = new_node(checker, op, type, span_join(a->span, b->span));

    node->a = a;
    node->b = b;
    return with_children(checker, node);
}

struct str type_words(const struct checker *checker, struct type type)
{
    return type_text(&checker->ws->schema, checker->ws->arena, type);
}

/* ---- literals ---- */

static const struct node *check_literal(struct checker *checker, expr_id id)
{
    struct workspace *ws = checker->ws;
    const struct expr *expr = expr_of(ws, id);
    enum type_base base = TYPE_WRONG;
    value v = VALUE_NONE;

    switch (expr->op) {
    case EXPR_STRING:
    case EXPR_TEXT:
        base = TYPE_TEXT;
        v = literal_text(ws, id);
        break;
    case EXPR_NUMBER:
        base = literal_number(ws, id, &v) ? TYPE_NUMBER : TYPE_WRONG;
        if (base == TYPE_NUMBER && decimal_is_integer(v))
            base = TYPE_INTEGER;
        break;
    case EXPR_PERCENT:
        base = literal_percent(ws, id, &v) ? TYPE_PERCENT : TYPE_WRONG;
        break;
    case EXPR_PERIOD:
        base = literal_period(ws, id, &v) ? TYPE_PERIOD : TYPE_WRONG;
        break;
    case EXPR_MOMENT:
        base = literal_moment(ws, id, &v) ? TYPE_MOMENT : TYPE_WRONG;
        break;
    case EXPR_DATE:
        base = expr->flags & EXPR_DAMAGED ? TYPE_WRONG : TYPE_DATE;
        v = (int32_t)expr->a.v;
        break;
    case EXPR_YES:
    case EXPR_NO:
        base = TYPE_YES_NO;
        v = expr->op == EXPR_YES;
        break;
    case EXPR_NONE:
        return constant_node(checker, type_of(TYPE_NOTHING), VALUE_NONE, expr->span);
    case EXPR_UNIT: {
        enum unit_kind unit = literal_unit(ws, id, &v);
        base = unit == UNIT_DURATION ? TYPE_DURATION : unit == UNIT_MONEY ? TYPE_MONEY : TYPE_WRONG;
        break;
    }
    default:
        break;
    }
    return base == TYPE_WRONG ? wrong_node(checker, expr->span)
                              : constant_node(checker, type_of(base), v, expr->span);
}

/* ---- lists ---- */

static const struct node *check_list(struct checker *checker, expr_id id, struct type expected)
{
    struct workspace *ws = checker->ws;
    const struct expr *list = expr_of(ws, id);
    struct type element = expected.is_set ? type_element(expected) : NO_EXPECTATION;
    struct type joined = type_of(TYPE_NOTHING);
    VEC(const struct node *) members = { 0 };
    bool is_wrong = false;

    for (expr_id member = list->a; member.v != 0; member = expr_of(ws, member)->next) {
        const struct node *node = check_expr(checker, member, element);
        struct type with = type_join(&ws->schema, joined, type_required(node->type));
        is_wrong = is_wrong || type_is_wrong(node->type);
        if (!is_wrong && (type_is_wrong(with) || node->type.is_set)) {
            diag_add(ws->sink, MSG_E0301, node->span, "this member is %.*s, the others are %.*s",
                     STR_ARG(type_words(checker, node->type)),
                     STR_ARG(type_words(checker, joined)));
            is_wrong = true;
        }
        joined = type_required(with);
        if (members.count < UINT8_MAX)
            VEC_PUSH(&members, node);
        else if (!is_wrong) {
            diag_add(ws->sink, MSG_E0605, list->span, "a list in a formula has at most %d members",
                     UINT8_MAX);
            is_wrong = true;
        }
    }
    if (joined.base == TYPE_NOTHING && !type_is_wrong(element))
        joined = element;
    struct node *node = new_node(checker, NODE_SET_OF, type_set(joined), list->span);
    const struct node **own = ARENA_ARRAY(ws->arena, const struct node *, members.count);
    for (uint32_t i = 0; i < members.count; i++)
        own[i] = members.items[i];
    node->arguments = own;
    node->argument_count = (uint8_t)members.count;
    VEC_RELEASE(&members);
    return is_wrong ? wrong_node(checker, list->span) : with_children(checker, node);
}

/* `none` where a list is wanted is the empty list. */
const struct node *none_as_list(struct checker *checker, const struct node *node)
{
    if (node->type.base != TYPE_NOTHING || node->type.is_set)
        return node;
    return new_node(checker, NODE_SET_OF, type_set(type_of(TYPE_NOTHING)), node->span);
}

/* ---- conditional ---- */

static const struct node *check_if(struct checker *checker, expr_id id, struct type expected)
{
    struct workspace *ws = checker->ws;
    const struct expr *expr = expr_of(ws, id);
    const struct node *condition = check_condition(checker, expr->a);
    struct checker_mark mark = checker_mark(checker);

    assume(checker, condition, true);
    const struct node *yes = check_expr(checker, expr_of(ws, expr->a)->next, expected);
    checker_restore(checker, mark);
    assume(checker, condition, false);
    const struct node *no =
        check_expr(checker, expr->b, type_is_wrong(expected) ? yes->type : expected);
    checker_restore(checker, mark);
    struct type type = type_join(&ws->schema, yes->type, no->type);
    if (type_is_wrong(yes->type) || type_is_wrong(no->type))
        return wrong_node(checker, expr->span);
    if (type_is_wrong(type)) {
        struct diag *diag = diag_add(
            ws->sink, MSG_E0301, expr->span, "the two branches of `if` do not agree: %.*s and %.*s",
            STR_ARG(type_words(checker, yes->type)), STR_ARG(type_words(checker, no->type)));
        diag_label(ws->sink, diag, yes->span, "this is %.*s",
                   STR_ARG(type_words(checker, yes->type)));
        return wrong_node(checker, expr->span);
    }
    struct node *node = new_node(checker, NODE_IF, type, expr->span);
    node->a = condition;
    node->b = type.is_set ? none_as_list(checker, yes) : yes;
    node->c = type.is_set ? none_as_list(checker, no) : no;
    return with_children(checker, node);
}

static const struct node *report_misplaced(struct checker *checker, const struct expr *expr)
{
    diag_add(checker->ws->sink, MSG_E0301, expr->span, "%s cannot stand in a formula",
             expr_spelling((enum expr_op)expr->op));
    return wrong_node(checker, expr->span);
}

const struct node *check_expr(struct checker *checker, expr_id id, struct type expected)
{
    const struct expr *expr = expr_of(checker->ws, id);

    switch ((enum expr_op)expr->op) {
    case EXPR_ERROR:
    case EXPR_COUNT:
        return wrong_node(checker, expr->span);
    case EXPR_NAME:
        return check_name(checker, id, expected, false);
    case EXPR_SELECT:
        return check_select(checker, id, expected, false);
    case EXPR_STRING:
    case EXPR_TEXT:
    case EXPR_NUMBER:
    case EXPR_PERCENT:
    case EXPR_DATE:
    case EXPR_PERIOD:
    case EXPR_MOMENT:
    case EXPR_YES:
    case EXPR_NO:
    case EXPR_NONE:
    case EXPR_UNIT:
        return check_literal(checker, id);
    case EXPR_LIST: /* `[e for v in set]` is a list around its comprehension */
        if (expr_of(checker->ws, expr->a)->op == EXPR_COMPREHENSION &&
            expr_of(checker->ws, expr->a)->next.v == 0)
            return check_comprehension(checker, expr->a, expected);
        return check_list(checker, id, expected);
    case EXPR_COMPREHENSION:
        return check_comprehension(checker, id, expected);
    case EXPR_CALL:
        return check_call(checker, id, expected);
    case EXPR_PLUS:
    case EXPR_STAR:
        return check_closure(checker, id);
    case EXPR_REACHES:
        return check_reaches(checker, id);
    case EXPR_IF:
        return check_if(checker, id, expected);
    case EXPR_SOME:
    case EXPR_NO_SUCH:
    case EXPR_EVERY:
    case EXPR_EXACTLY:
    case EXPR_AT_LEAST:
    case EXPR_AT_MOST:
        return check_quantifier(checker, id);
    case EXPR_NEGATE:
    case EXPR_NOT:
    case EXPR_IMPLIES:
    case EXPR_OR:
    case EXPR_AND:
    case EXPR_EQUAL:
    case EXPR_UNEQUAL:
    case EXPR_LESS:
    case EXPR_LESS_EQUAL:
    case EXPR_GREATER:
    case EXPR_GREATER_EQUAL:
    case EXPR_IN:
    case EXPR_NOT_IN:
    case EXPR_UNION:
    case EXPR_EXCEPT:
    case EXPR_RANGE:
    case EXPR_ADD:
    case EXPR_SUBTRACT:
    case EXPR_MULTIPLY:
    case EXPR_DIVIDE:
    case EXPR_OTHERWISE:
    case EXPR_IS:
        return check_operator(checker, id, expected);
    case EXPR_ON:
        return check_gap_on(checker, id);
    case EXPR_RECORD:
    case EXPR_OBJECT:
    case EXPR_ONE_OF:
    case EXPR_BIND:
    case EXPR_MAYBE:
    case EXPR_ITEM_WHERE:
    case EXPR_ITEM_AS:
    case EXPR_ITEM_BY:
    case EXPR_ITEM_NAMED:
    case EXPR_HEAD_PARAMETERS:
    case EXPR_HEAD_ARROW:
    case EXPR_HEAD_AS:
        return report_misplaced(checker, expr);
    }
    return report_misplaced(checker, expr);
}

/* ---- expectations ---- */

static struct str purpose_text(const struct workspace *ws, struct purpose purpose)
{
    struct str text = str_from(purpose.what);

    if (purpose.name.v != 0)
        text = arena_format(ws->arena, "%.*s `%.*s`", STR_ARG(text),
                            STR_ARG(name_text(ws, purpose.name)));
    if (purpose.owner.v != 0)
        text = arena_format(ws->arena, "%.*s of `%.*s`", STR_ARG(text),
                            STR_ARG(name_text(ws, purpose.owner)));
    return text;
}

static void report_missing_value(struct checker *checker, const struct node *node,
                                 struct purpose purpose)
{
    struct workspace *ws = checker->ws;
    const struct node *part = missing_part(node);
    struct str text = source_map_text(ws->lang->sources, part->span);
    struct diag *diag =
        diag_add(ws->sink, MSG_E0302, part->span, "`%.*s` may be missing, but %.*s needs a value",
                 STR_ARG(text), STR_ARG(purpose_text(ws, purpose)));

    if ((part->op == NODE_FIELD || part->op == NODE_FIELD_ANY) && part->field_count == 0 &&
        !span_is_none(schema_field(&ws->schema, part->index)->span))
        diag_label(ws->sink, diag, schema_field(&ws->schema, part->index)->span,
                   "declared with `?` here");
    diag_help(ws->sink, diag,
              "test it first (`%.*s is set and ...`) or give a default (`%.*s otherwise ...`)",
              STR_ARG(text), STR_ARG(text));
}

const struct node *check_condition(struct checker *checker, expr_id id)
{
    const struct node *node = check_expr(checker, id, type_of(TYPE_YES_NO));

    if (type_is_wrong(node->type))
        return node;
    if (!type_is(node->type, TYPE_YES_NO)) {
        diag_add(checker->ws->sink, MSG_E0310, node->span,
                 "a condition is yes or no, but this is %.*s",
                 STR_ARG(type_words(checker, node->type)));
        return wrong_node(checker, node->span);
    }
    if (node->type.is_optional) {
        report_missing_value(checker, node, (struct purpose){ .what = "a condition" });
        return wrong_node(checker, node->span);
    }
    return node;
}

const struct node *check_as(struct checker *checker, expr_id id, struct type wanted,
                            struct purpose purpose)
{
    const struct node *node = check_expr(checker, id, wanted);

    if (type_is_wrong(node->type) || type_is_wrong(wanted))
        return node;
    if (wanted.is_set)
        node = none_as_list(checker, node);
    if (wanted.is_set && !node->type.is_set &&
        type_fits(&checker->ws->schema, type_set(node->type), wanted))
        return unary_node(checker, NODE_WRAP, type_set(node->type), node, node->span);
    if (!type_fits(&checker->ws->schema, node->type, wanted)) {
        diag_add(checker->ws->sink, MSG_E0301, node->span, "%.*s takes %.*s, but this is %.*s",
                 STR_ARG(purpose_text(checker->ws, purpose)),
                 STR_ARG(type_words(checker, type_required(wanted))),
                 STR_ARG(type_words(checker, node->type)));
        return wrong_node(checker, node->span);
    }
    if ((node->type.is_optional || node->type.base == TYPE_NOTHING) && !wanted.is_optional &&
        !wanted.is_set) {
        report_missing_value(checker, node, purpose);
        return wrong_node(checker, node->span);
    }
    return node;
}
