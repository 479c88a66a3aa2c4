/* plan_rule.c -- rules become plans. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/eval.h"
#include "engine/objects.h"
#include "engine/plan.h"
#include "engine/waive.h"

/* A misspelt `for:` or `require:`, which fill.c has told. */
static bool has_unknown_field(const struct workspace *ws, const struct decl *decl)
{
    for (uint32_t i = 0; i < parts_of(ws, decl)->field_count; i++) {
        sym_id name = ast_field(ws->ast, (field_id){ parts_of(ws, decl)->first_field.v + i })->name;
        if (!is_rule_body(ws, name) &&
            schema_find_field(&ws->schema, ws->schema.rule_kind, name) == 0)
            return true;
    }
    return false;
}

static bool check_bindings(struct checker *checker, struct rule_plan *plan)
{
    expr_id bindings = plan_items(checker, plan->decl, WORD_for, NULL);

    if (bindings.v == 0) /* about the whole model, unless what stands there is wrong */
        return checker->errors == 0 &&
               !has_unknown_field(checker->ws, ast_decl(checker->ws->ast, plan->decl));
    return check_generator_items(checker, bindings, &plan->generators);
}

/* `let: owners = r.owner.holder`: a name for the lines below. */
static void check_rule_lets(struct checker *checker, struct rule_plan *plan)
{
    struct workspace *ws = checker->ws;
    const struct decl *decl = ast_decl(ws->ast, plan->decl);
    const struct node **lets =
        ARENA_ARRAY(ws->arena, const struct node *, parts_of(ws, decl)->field_count);

    plan->first_let = checker->next_slot;
    plan->lets = lets;
    for (uint32_t i = 0; i < parts_of(ws, decl)->field_count; i++) {
        const struct field field =
            *ast_field(ws->ast, (field_id){ parts_of(ws, decl)->first_field.v + i });
        if (!is_word(ws, field.name, WORD_let))
            continue;
        const struct expr *name = expr_of(ws, field.items);
        if (field.computed.v == 0 || name->op != EXPR_NAME || name->next.v != 0) {
            struct diag *diag = diag_add(ws->sink, MSG_E0404, field.name_span,
                                         "this `let:` does not name one thing");
            diag_help(ws->sink, diag, "write `let: NAME = ...`");
            checker->errors++;
            if (name->op == EXPR_NAME) /* so that its uses raise no second message */
                checker_bind(checker, name->sym, type_of(TYPE_WRONG), name->span);
            continue;
        }
        sym_id sym = name->sym;
        struct span span = name->span;
        const struct node *node = check_expr(checker, field.computed, NO_EXPECTATION);
        lets[plan->let_count++] = node;
        checker_bind(checker, sym, node->type, span);
    }
}

static void check_requirement(struct checker *checker, struct rule_plan *plan)
{
    struct workspace *ws = checker->ws;
    const struct decl *decl = ast_decl(ws->ast, plan->decl);
    bool requires = decl_field(ws, decl, ws->words[WORD_require]).v != 0;
    bool forbids = decl_field(ws, decl, ws->words[WORD_forbid]).v != 0;
    expr_id item;

    if (requires == forbids) {
        if (!decl->is_damaged && !has_unknown_field(ws, decl))
            diag_add(ws->sink, MSG_E0404, ast_id_span(ws->ast, decl),
                     "a rule needs either `require:` or `forbid:`");
        checker->errors++;
        return;
    }
    item = plan_item(checker, plan->decl, requires ? WORD_require : WORD_forbid);
    if (item.v == 0)
        return;
    plan->require_span = expr_of(ws, item)->span;
    if (plan->is_idle)
        return;
    plan->require = check_condition(checker, item);
    if (forbids && !type_is_wrong(plan->require->type))
        plan->require =
            unary_node(checker, NODE_NOT, type_of(TYPE_YES_NO), plan->require, plan->require_span);
}

static const struct node *check_text(struct checker *checker, struct rule_plan *plan,
                                     enum word word)
{
    expr_id text = plan_item(checker, plan->decl, word);

    return text.v == 0 ? NULL : check_template(checker, text);
}

/* Who gets the task: one object, or nobody. */
static const struct node *check_responsible(struct checker *checker, struct rule_plan *plan)
{
    expr_id item = plan_item(checker, plan->decl, WORD_responsible);
    const struct node *node = item.v == 0 ? NULL : check_expr(checker, item, NO_EXPECTATION);
    struct diag *diag;

    if (!node || type_is_wrong(node->type) ||
        (node->type.base == TYPE_OBJECT && !node->type.is_set))
        return node;
    diag = diag_add(checker->ws->sink, MSG_E0301, node->span,
                    "`responsible:` is one object, but this is %.*s",
                    STR_ARG(type_words(checker, node->type)));
    if (node->type.base == TYPE_OBJECT)
        diag_help(checker->ws->sink, diag, "take one of them: `first(...)`");
    checker->errors++;
    return node;
}

/* Do the variables of `for:` run over waivers and adjustments only? */
static bool is_about_decisions(const struct schema *schema, const struct generators *generators)
{
    for (uint32_t i = 0; i < generators->count; i++) {
        uint32_t kind = type_single_kind(schema, generators->items[i].domain->type);
        if (kind == 0 || (kind != schema->waiver_kind && kind != schema->adjust_kind))
            return false;
    }
    return generators->count > 0;
}

/* The first variable runs over a kind without objects. Gaps are no objects yet. */
static bool binds_nothing(const struct schema *schema, const struct generators *generators)
{
    const struct node *domain = generators->count > 0 ? generators->items[0].domain : NULL;

    if (!domain || domain->op != NODE_EXTENT || domain->index == 0 ||
        domain->index == schema->gap_kind)
        return false;
    const struct kind *kind = schema_kind(schema, domain->index);
    return kind->first_entity == kind->end_entity;
}

/* What is done for each combination. */
static void check_body(struct checker *checker, struct rule_plan *plan)
{
    if (!plan->is_idle)
        check_rule_lets(checker, plan);
    check_requirement(checker, plan);
    if (plan->is_idle)
        return;
    plan->message = check_text(checker, plan, WORD_message);
    plan->hint = check_text(checker, plan, WORD_hint);
    plan->suggest = check_text(checker, plan, WORD_suggest);
    plan->responsible = check_responsible(checker, plan);
}

static struct rule_plan check_rule(struct workspace *ws, const struct declared *rule)
{
    struct rule_plan plan = { .decl = rule->decl };
    struct checker checker;

    check_fields_of(ws, rule->decl, NULL, 0); /* other fields are attributes: fill.c knows them */
    plan.definition =
        definitions_add(&ws->definitions, DEFINITION_RULE, ws->definitions.items.count, rule->span);
    checker_init(&checker, ws, place_of_decl(ws, rule->decl), plan.definition);
    bool is_bound = check_bindings(&checker, &plan);
    if (is_bound) {
        plan.is_idle = binds_nothing(&ws->schema, &plan.generators) &&
                       waits_for_need(ws, ast_decl(ws->ast, rule->decl)->source);
        check_body(&checker, &plan);
        plan.is_about_decisions = is_about_decisions(&ws->schema, &plan.generators);
    }
    definitions_depend(&ws->definitions,
                       plan.is_about_decisions ? ws->definitions.results : ws->definitions.assessed,
                       plan.definition);
    plan.is_broken = !is_bound || checker.errors > 0 || ast_decl(ws->ast, rule->decl)->is_damaged;
    plan.slot_count = checker.slot_count;
    checker_release(&checker);
    return plan;
}

static void depend_on(struct workspace *ws, uint32_t definition, uint32_t kind, enum word word)
{
    uint32_t field = schema_find_field(&ws->schema, kind, ws->words[word]);

    definitions_depend(&ws->definitions, definition, schema_field(&ws->schema, field)->definition);
}

/* The rule's severity, and which decisions are in force, must be known when it runs. */
static void depend_on_attributes(struct workspace *ws, uint32_t definition)
{
    depend_on(ws, definition, ws->schema.rule_kind, WORD_severity);
    depend_on(ws, definition, ws->schema.adjust_kind, WORD_in_force);
    depend_on(ws, definition, ws->schema.adjust_kind, WORD_disabled);
    depend_on(ws, definition, ws->schema.waiver_kind, WORD_in_force);
}

/* Rules are objects too: each plan learns its number, found by its declaration. */
static void number_rules(struct workspace *ws, struct plans *plans)
{
    const struct kind *kind = schema_kind(&ws->schema, ws->schema.rule_kind);
    struct map by_decl = { 0 };

    for (uint32_t object = kind->first_entity; object < kind->end_entity; object++)
        map_put(&by_decl, model_object(&ws->model, object)->decl.v, object);
    for (uint32_t i = 0; i < plans->rules.count; i++)
        plans->rules.items[i].object = map_get(&by_decl, plans->rules.items[i].decl.v);
    map_release(&by_decl);
}

void plan_rules(struct workspace *ws, struct plans *plans)
{
    for (uint32_t i = 1; i < ws->schema.rules.count; i++) {
        const struct declared *rule = &ws->schema.rules.items[i];
        struct rule_plan plan = check_rule(ws, rule);
        depend_on_attributes(ws, plan.definition);
        VEC_PUSH(&plans->rules, plan);
    }
    depend_on(ws, ws->definitions.assessed, ws->schema.waiver_kind, WORD_in_force);
    number_rules(ws, plans);
    check_waivers(ws, plans);
}

void plans_release(struct plans *plans)
{
    VEC_RELEASE(&plans->rules);
    VEC_RELEASE(&plans->views);
}
