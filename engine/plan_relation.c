/* plan_relation.c -- relations: their parameters and the clauses that say when they hold. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/kind.h"
#include "engine/plan.h"

static struct relation *relation_at(struct workspace *ws, uint32_t relation)
{
    return &ws->schema.relations.items[relation];
}

/* ---- the first line ---- */

static void report_head(struct workspace *ws, struct relation *relation, struct span span,
                        const char *what)
{
    struct diag *diag = diag_add(ws->sink, MSG_E0406, span, "%s", what);

    diag_help(ws->sink, diag, "write `relation %.*s (a: KIND, b: KIND)`",
              STR_ARG(name_text(ws, relation->name)));
    relation->is_broken = true;
}

/* A relation runs over what can be counted off: the objects of kinds. */
static void check_parameters(struct workspace *ws, struct relation *relation)
{
    if (relation->parameter_count == 0 || relation->parameter_count > RELATION_PARAMETERS_MOST) {
        report_head(ws, relation, relation->span,
                    relation->parameter_count == 0 ? "a relation needs parameters"
                                                   : "a relation has at most 8 parameters");
        relation->parameter_count = 0;
        return;
    }
    for (uint32_t i = 0; i < relation->parameter_count; i++) {
        struct type type = relation->parameters[i].type;
        bool is_right = type_is(type, TYPE_OBJECT) && !type.is_optional && type.ref != 0;
        if (type_is_wrong(type))
            relation->is_broken = true;
        else if (!is_right)
            report_head(ws, relation, relation->span,
                        "the parameters of a relation are objects of some kind");
    }
}

static void read_head(struct workspace *ws, uint32_t index)
{
    struct relation *relation = relation_at(ws, index);
    const struct decl *decl = ast_decl(ws->ast, relation->decl);
    struct place_of_use from = place_of_decl(ws, relation->decl);
    bool is_told = false;

    relation->definition =
        definitions_add(&ws->definitions, DEFINITION_RELATION, index, relation->span);
    for (expr_id id = parts_of(ws, decl)->head; id.v != 0; id = expr_of(ws, id)->next) {
        const struct expr *head = expr_of(ws, id);
        if (head->op != EXPR_HEAD_PARAMETERS)
            continue;
        relation->parameters = read_parameters(ws, from, head->a, &relation->parameter_count);
        is_told = head->a.v != 0 && relation->parameter_count == 0;
    }
    if (decl->is_damaged || is_told)
        relation->is_broken = true;
    else
        check_parameters(ws, relation);
}

void read_relations(struct workspace *ws)
{
    for (uint32_t i = 1; i < ws->schema.relations.count; i++)
        read_head(ws, i);
}

/* ---- the clauses ---- */

/* Gaps are there when the rules have run. */
static void depend_on_gaps(struct checker *checker, const struct relation *relation)
{
    const struct schema *schema = &checker->ws->schema;

    for (uint32_t i = 0; i < relation->parameter_count; i++)
        if (!type_is_wrong(relation->parameters[i].type) &&
            type_admits_kind(schema, relation->parameters[i].type, schema->gap_kind))
            depend_on_results(checker);
}

static void bind_parameters(struct checker *checker, const struct relation *relation)
{
    for (uint32_t i = 0; i < relation->parameter_count; i++)
        checker_bind(checker, relation->parameters[i].name, relation->parameters[i].type,
                     relation->span);
}

static const struct node *check_clause(struct checker *checker, const struct field *field)
{
    struct workspace *ws = checker->ws;
    struct checker_mark mark = checker_mark(checker);
    expr_id item = field->items;
    const struct node *clause;

    if (refuse_formula(ws, field) || item.v == 0) {
        if (item.v == 0 && !field->is_damaged && field->computed.v == 0)
            diag_add(ws->sink, MSG_E0113, field->name_span, "`when:` has no value");
        checker->errors++;
        return NULL;
    }
    if (expr_of(ws, item)->next.v != 0) {
        struct diag *diag =
            diag_add(ws->sink, MSG_E0305, expr_of(ws, expr_of(ws, item)->next)->span,
                     "`when:` takes one condition, not several");
        diag_help(ws->sink, diag, "join them with `and`, or write another `when:`");
        checker->errors++;
    }
    clause = check_condition(checker, item);
    checker_restore(checker, mark);
    return clause;
}

static void check_clauses(struct checker *checker, struct relation *relation)
{
    struct workspace *ws = checker->ws;
    const struct decl *decl = ast_decl(ws->ast, relation->decl);
    const struct node **clauses =
        ARENA_ARRAY(ws->arena, const struct node *, parts_of(ws, decl)->field_count);
    uint32_t count = 0;

    for (uint32_t i = 0; i < parts_of(ws, decl)->field_count; i++) {
        const struct field field =
            *ast_field(ws->ast, (field_id){ parts_of(ws, decl)->first_field.v + i });
        const struct node *clause =
            is_word(ws, field.name, WORD_when) ? check_clause(checker, &field) : NULL;
        if (!clause)
            continue;
        clauses[count++] = clause;
        if (clause->depth > relation->depth)
            relation->depth = clause->depth;
    }
    relation->clauses = clauses;
    relation->clause_count = count;
}

static bool has_clauses(struct workspace *ws, const struct relation *relation)
{
    const struct decl *decl = ast_decl(ws->ast, relation->decl);

    if (decl_field(ws, decl, ws->words[WORD_when]).v != 0 || decl->is_damaged)
        return true;
    struct diag *diag =
        diag_add(ws->sink, MSG_E0406, relation->span, "nothing says when `%.*s` holds",
                 STR_ARG(name_text(ws, relation->name)));
    diag_help(ws->sink, diag, "write a condition below it: `when: ...`");
    return false;
}

static bool is_planned(struct workspace *ws, uint32_t relation)
{
    return ws->definitions.items.items[relation_at(ws, relation)->definition].is_planned;
}

static void plan_relation(struct workspace *ws, uint32_t index)
{
    static const enum word FIELDS[] = { WORD_when };
    struct relation relation = *relation_at(ws, index);
    struct checker checker;

    ws->definitions.items.items[relation.definition].is_planned = true;
    if (!check_fields_of(ws, relation.decl, FIELDS, 1)) /* it may be a `when:` */
        relation.is_broken = true;
    checker_init(&checker, ws, place_of_decl(ws, relation.decl), relation.definition);
    checker.keeps_slots = true;
    depend_on_gaps(&checker, &relation);
    bind_parameters(&checker, &relation);
    if (!has_clauses(ws, &relation))
        checker.errors++;
    check_clauses(&checker, &relation);
    relation.is_broken = relation.is_broken || checker.errors > 0;
    relation.slot_count = checker.slot_count;
    *relation_at(ws, index) = relation;
    checker_release(&checker);
}

void need_relation(struct workspace *ws, uint32_t relation)
{
    if (!is_planned(ws, relation))
        plan_relation(ws, relation);
}

void plan_relations(struct workspace *ws)
{
    for (uint32_t i = 1; i < ws->schema.relations.count; i++)
        if (!waits_for_need(ws, ast_decl(ws->ast, relation_at(ws, i)->decl)->source))
            need_relation(ws, i);
}

/* ---- after definitions are in order ---- */

bool in_one_component(const struct workspace *ws, uint32_t a, uint32_t b)
{
    const struct definition *definitions = ws->definitions.items.items;

    return definitions[ws->schema.relations.items[a].definition].component ==
           definitions[ws->schema.relations.items[b].definition].component;
}

void order_relations(struct workspace *ws)
{
    for (uint32_t i = 1; i < ws->schema.relations.count; i++) {
        struct relation *relation = relation_at(ws, i);
        if (relation->is_broken || !is_planned(ws, i) ||
            ws->definitions.items.items[relation->definition].is_circular)
            continue;
        if (relation_bodies(ws, i))
            relation_ways(ws, i);
        else
            relation->is_broken = true;
    }
}

void relation_release(struct relation *relation)
{
    struct way *ways[] = { &relation->all, &relation->by[0], &relation->by[1] };

    for (int i = 0; i < 3; i++) {
        map_release(&ways[i]->row_of);
        VEC_RELEASE(&ways[i]->rows);
    }
    VEC_RELEASE(&relation->tuples.items);
    VEC_RELEASE(&relation->tuples.stages);
    map_release(&relation->tuples.known);
    for (int i = 0; i < RELATION_PARAMETERS_MOST; i++) {
        VEC_RELEASE(&relation->tuples.next[i]);
        map_release(&relation->tuples.first[i]);
    }
}
