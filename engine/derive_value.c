/* derive_value.c -- why an expression has its value. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/derive.h"
#include "engine/objects.h"

/* ---- fields ---- */

static uint32_t field_of(struct deriver *deriver, const struct node *node, uint32_t object)
{
    const struct workspace *ws = deriver->ws;
    uint32_t kind = model_object(&ws->model, object)->kind;
    uint32_t first = node->field_count > 0 ? node->fields[0] : node->index;
    uint32_t found = schema_find_field(&ws->schema, kind, schema_field(&ws->schema, first)->name);

    return found;
}

static void derive_prefix(struct deriver *deriver, const struct node *path)
{
    if (path->op != NODE_LOCAL && path->op != NODE_CONSTANT)
        derive_value(deriver, path);
}

static void derive_single_field(struct deriver *deriver, const struct node *node)
{
    value object;

    derive_prefix(deriver, node->a);
    object = evaluate(deriver->evaluator, node->a);
    if (object == VALUE_NONE)
        return; /* which the prefix has told */
    uint32_t field = field_of(deriver, node, (uint32_t)object);
    if (field != 0)
        derive_field(deriver, field, (uint32_t)object);
}

static void derive_each_field(struct deriver *deriver, const struct node *node)
{
    const struct set *set = value_set(evaluate(deriver->evaluator, node->a));

    derive_prefix(deriver, node->a);
    for (uint32_t i = 0; i < set->count && i < DERIVED_MEMBERS_MOST; i++) {
        uint32_t field = field_of(deriver, node, (uint32_t)set_at(set, i));
        if (field != 0)
            derive_field(deriver, field, (uint32_t)set_at(set, i));
    }
    if (set->count > DERIVED_MEMBERS_MOST)
        derive_rest(deriver, set->count - DERIVED_MEMBERS_MOST);
}

/* ---- constants, functions, matrices ---- */

static void derive_let(struct deriver *deriver, const struct node *node)
{
    struct workspace *ws = deriver->ws;
    const struct let_def *def = &ws->schema.lets.items[node->index];
    decl_id decl = let_replacement(def).v != 0 ? let_replacement(def) : def->decl;
    struct derivation *line =
        derive_line(deriver, DERIVED_VALUE, ast_id_span(ws->ast, ast_decl(ws->ast, decl)),
                    "%.*s %.*s", STR_ARG(name_text(ws, def->name)),
                    STR_ARG(derived_words(deriver, def->type, def->constant)));

    if (!def->plan || !derive_deeper(deriver))
        return;
    struct derivation *outer = derive_enter(deriver, line);
    value *frame = evaluator_enter(deriver->evaluator, def->slots);
    const struct rule_plan *rule = deriver->rule;
    deriver->rule = NULL;
    derive_parts(deriver, def->plan);
    deriver->rule = rule;
    evaluator_leave(deriver->evaluator, frame);
    derive_leave(deriver, outer);
}

/* The body of a function, with its arguments in their slots. */
static void derive_body(struct deriver *deriver, const struct node *call)
{
    const struct let_def *def = &deriver->ws->schema.lets.items[call->index];
    struct evaluator *evaluator = deriver->evaluator;
    uint32_t slots = def->slots > call->argument_count ? def->slots : call->argument_count;
    value *inner = ARENA_ARRAY(&evaluator->scratch, value, (size_t)slots + 1);
    value *frame = evaluator->slots;
    const struct rule_plan *rule = deriver->rule;

    for (uint32_t i = 0; i < call->argument_count; i++)
        inner[i] = evaluate(evaluator, call->arguments[i]);
    evaluator->slots = inner;
    deriver->rule = NULL;
    derive_value(deriver, def->plan);
    deriver->rule = rule;
    evaluator->slots = frame;
}

static bool has_missing_argument(struct deriver *deriver, const struct node *call)
{
    for (uint32_t i = 0; i < call->argument_count; i++)
        if (!call->arguments[i]->type.is_set &&
            evaluate(deriver->evaluator, call->arguments[i]) == VALUE_NONE)
            return true;
    return false;
}

static void derive_call(struct deriver *deriver, const struct node *node)
{
    derive_parts(deriver, node);
    if (!has_missing_argument(deriver, node) && derive_deeper(deriver))
        derive_body(deriver, node);
}

/* The cell's place in the declaration of the matrix. */
static struct span cell_span(const struct workspace *ws, const struct matrix *matrix, uint32_t row,
                             uint32_t column)
{
    const struct decl *decl = ast_decl(ws->ast, matrix->decl);
    sym_id name = schema_scale(&ws->schema, matrix->axes[0])->symbols[row].name;
    field_id field = decl_field(ws, decl, name);
    expr_id id = field.v == 0 ? (expr_id){ 0 } : ast_field(ws->ast, field)->items;

    for (uint32_t i = 0; i < column && id.v != 0; i++)
        id = expr_of(ws, id)->next;
    return id.v == 0 ? matrix->span : expr_of(ws, id)->span;
}

static void derive_matrix(struct deriver *deriver, const struct node *node)
{
    struct workspace *ws = deriver->ws;
    const struct matrix *matrix = &ws->schema.matrices.items[node->index];
    value row = evaluate(deriver->evaluator, node->arguments[0]);
    value column = node->argument_count > 1 ? evaluate(deriver->evaluator, node->arguments[1]) : 1;
    value result = evaluate(deriver->evaluator, node);

    if (row != VALUE_NONE && column != VALUE_NONE) {
        struct str axes = derived_text(deriver, node->arguments[0]->type, row);
        if (node->argument_count > 1)
            axes = arena_format(ws->arena, "%.*s, %.*s", STR_ARG(axes),
                                STR_ARG(derived_text(deriver, node->arguments[1]->type, column)));
        derive_line(deriver, DERIVED_FACT,
                    cell_span(ws, matrix, (uint32_t)row - 1, (uint32_t)column - 1),
                    "%.*s(%.*s) %.*s", STR_ARG(name_text(ws, matrix->name)), STR_ARG(axes),
                    STR_ARG(derived_words(deriver, node->type, result)));
    }
    derive_parts(deriver, node);
}

/* ---- the rest ---- */

static void derive_chosen(struct deriver *deriver, const struct node *node)
{
    bool outcome = evaluate_condition(deriver->evaluator, node->a);

    derive_condition(deriver, node->a, outcome);
    derive_value(deriver, outcome ? node->b : node->c);
}

static void derive_otherwise(struct deriver *deriver, const struct node *node)
{
    value v = evaluate(deriver->evaluator, node->a);
    bool is_missing = node->a->type.is_set ? value_set(v)->count == 0 : v == VALUE_NONE;

    derive_value(deriver, node->a);
    if (is_missing)
        derive_value(deriver, node->b);
}

/* A variable of the rule's `let:`. */
static void derive_local(struct deriver *deriver, const struct node *node)
{
    const struct rule_plan *rule = deriver->rule;

    if (!rule || node->index < rule->first_let || node->index >= rule->first_let + rule->let_count)
        return;
    value *kept = derive_keep(deriver);
    derive_value(deriver, rule->lets[node->index - rule->first_let]);
    derive_put_back(deriver, kept);
}

/* `[x for x in xs where c]`: its members are told by whoever asks; why they are, by their domain.
 */
static void derive_domains(struct deriver *deriver, const struct node *node)
{
    const struct generator *first = &node->generators[0];

    if (node->generator_count > 0 && first->domain->op != NODE_EXTENT && !first->index_key)
        derive_value(deriver, first->domain);
}

void derive_parts(struct deriver *deriver, const struct node *node)
{
    if (node->generator_count > 0) {
        derive_domains(deriver, node);
        return;
    }
    for (uint32_t i = 0; i < node->argument_count; i++)
        derive_value(deriver, node->arguments[i]);
    if (node->a)
        derive_value(deriver, node->a);
    if (node->b)
        derive_value(deriver, node->b);
    if (node->c)
        derive_value(deriver, node->c);
}

/* A calculation has a line of its own, so that one sees what it gives. */
static void derive_result(struct deriver *deriver, const struct node *node)
{
    value v = evaluate(deriver->evaluator, node);
    struct derivation *line = derive_line(deriver, DERIVED_VALUE, node->span, "`%.*s` %.*s",
                                          STR_ARG(node_words(deriver, node)),
                                          STR_ARG(derived_words(deriver, node->type, v)));
    struct derivation *outer = derive_enter(deriver, line);

    if (derive_deeper(deriver))
        derive_parts(deriver, node);
    derive_leave(deriver, outer);
}

/* `today` is a constant whose value nobody wrote. */
static void derive_today(struct deriver *deriver, const struct node *node)
{
    struct str written = source_map_text(deriver->ws->lang->sources, node->span);

    if (node->type.base == TYPE_DATE && str_equal(written, STR("today")))
        derive_line(deriver, DERIVED_FACT, (struct span){ 0 }, "today %.*s",
                    STR_ARG(derived_words(deriver, node->type, node->constant)));
}

void derive_value(struct deriver *deriver, const struct node *node)
{
    switch (node->op) {
    case NODE_CONSTANT:
        derive_today(deriver, node);
        break;
    case NODE_EXTENT:
    case NODE_BUILTIN:
    case NODE_BUILTIN_EACH:
    case NODE_GAP_ON:
    case NODE_COUNT:
        break;
    case NODE_LOCAL:
        derive_local(deriver, node);
        break;
    case NODE_FIELD:
    case NODE_FIELD_ANY:
        derive_single_field(deriver, node);
        break;
    case NODE_FIELD_EACH:
        derive_each_field(deriver, node);
        break;
    case NODE_LET:
        derive_let(deriver, node);
        break;
    case NODE_CALL:
        derive_call(deriver, node);
        break;
    case NODE_MATRIX:
        derive_matrix(deriver, node);
        break;
    case NODE_IF:
        derive_chosen(deriver, node);
        break;
    case NODE_OTHERWISE:
        derive_otherwise(deriver, node);
        break;
    case NODE_AGGREGATE:
        derive_aggregate(deriver, node);
        break;
    case NODE_CLOSURE_AGGREGATE:
        derive_closure(deriver, node);
        break;
    case NODE_WRAP:
    case NODE_SET_OF:
    case NODE_UNION:
    case NODE_EXCEPT:
    case NODE_TEMPLATE:
        derive_parts(deriver, node);
        break;
    case NODE_FUNCTION:
        if (type_is(node->type, TYPE_YES_NO))
            derive_condition(deriver, node, evaluate_condition(deriver->evaluator, node));
        else
            derive_result(deriver, node);
        break;
    case NODE_ARITHMETIC:
    case NODE_NEGATE:
    case NODE_DATE_MOVE:
    case NODE_DATE_DIFFERENCE:
    case NODE_DURATION_SUM:
    case NODE_SYMBOL_MOVE:
    case NODE_JOIN_TEXT:
    case NODE_RANGE:
    case NODE_COMPREHENSION:
    case NODE_CLOSURE:
    case NODE_PATH:
    case NODE_RELATION_ROW:
        derive_result(deriver, node);
        break;
    default: /* conditions */
        derive_condition(deriver, node, evaluate_condition(deriver->evaluator, node));
    }
}
