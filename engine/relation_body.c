/* relation_body.c -- clauses taken apart into conjunctions. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/check.h"
#include "engine/relation.h"

/* What still waits to be taken apart, and what was found: lists that share their tails, so that an
 * `or` can go both ways. */
struct cell {
    const struct node *node;
    const struct cell *next;
};
struct variable_cell {
    struct body_variable variable;
    const struct variable_cell *next;
};
struct parts {
    const struct variable_cell *variables; /* the last one first, as all of these */
    const struct cell *conditions, *calls;
};

struct body_reader {
    struct workspace *ws;
    struct checker checker; /* makes nodes */
    uint32_t relation;
    VEC(struct relation_body) bodies;
    bool is_wrong;
};

static const struct cell *cons(struct body_reader *reader, const struct node *node,
                               const struct cell *next)
{
    struct cell *cell = ARENA_NEW(reader->ws->arena, struct cell);

    *cell = (struct cell){ node, next };
    return cell;
}

/* ---- calls of relations on the same circle ---- */

static bool is_own_call(const struct body_reader *reader, const struct node *node)
{
    return node->op == NODE_RELATION && in_one_component(reader->ws, reader->relation, node->index);
}

static const struct node *find_own_call(const struct body_reader *reader, const struct node *node);

static const struct node *find_in_generators(const struct body_reader *reader,
                                             const struct node *node)
{
    const struct node *found = NULL;

    for (uint32_t i = 0; i < node->generator_count && !found; i++) {
        found = find_own_call(reader, node->generators[i].domain);
        if (!found)
            found = find_own_call(reader, node->generators[i].filter);
    }
    return found;
}

static const struct node *find_own_call(const struct body_reader *reader, const struct node *node)
{
    const struct node *found = NULL;

    if (!node || is_own_call(reader, node))
        return node;
    for (uint32_t i = 0; i < node->argument_count && !found; i++)
        found = find_own_call(reader, node->arguments[i]);
    if (!found)
        found = find_in_generators(reader, node);
    if (!found)
        found = find_own_call(reader, node->a);
    if (!found)
        found = find_own_call(reader, node->b);
    return found ? found : find_own_call(reader, node->c);
}

/* ---- what may not be recursive ---- */

/* The word that does not allow it, or NULL: a calculation. */
static const char *context_word(const struct node *node)
{
    if (node->op == NODE_NOT)
        return "not";
    if (node->op == NODE_QUANTIFIER) {
        switch (node->extra) {
        case EXPR_NO_SUCH:
            return "no";
        case EXPR_EVERY:
            return "every";
        case EXPR_EXACTLY:
            return "exactly";
        case EXPR_AT_MOST:
            return "at most";
        default:
            return "at least";
        }
    }
    return node->op == NODE_IMPLIES ? "implies" : NULL;
}

static struct str relation_name(const struct body_reader *reader, uint32_t relation)
{
    return name_text(reader->ws, reader->ws->schema.relations.items[relation].name);
}

/* The way back from the relation that is called to this one, through relations. */
static struct str way_back(const struct body_reader *reader, uint32_t from)
{
    struct workspace *ws = reader->ws;
    const struct definitions *definitions = &ws->definitions;
    uint32_t count = ws->schema.relations.count;
    uint32_t *queue = ARENA_ARRAY(ws->arena, uint32_t, count);
    uint32_t *before = ARENA_ARRAY(ws->arena, uint32_t, count); /* towards `from`; 0 = not seen */
    uint32_t queued = 1;
    struct str text = relation_name(reader, reader->relation);

    queue[0] = before[from] = from;
    for (uint32_t at = 0; at < queued && before[reader->relation] == 0; at++) {
        uint32_t definition = ws->schema.relations.items[queue[at]].definition;
        for (uint32_t e = definitions->starts[definition]; e < definitions->starts[definition + 1];
             e++) {
            const struct definition *next = &definitions->items.items[definitions->needs[e]];
            if (next->what != DEFINITION_RELATION || before[next->index] != 0)
                continue;
            before[next->index] = queue[at];
            queue[queued++] = next->index;
        }
    }
    for (uint32_t at = reader->relation; at != from; at = before[at])
        text = arena_format(ws->arena, "%.*s -> %.*s", STR_ARG(relation_name(reader, before[at])),
                            STR_ARG(text));
    return text;
}

static void report_recursion(struct body_reader *reader, const struct node *context,
                             const struct node *call)
{
    struct workspace *ws = reader->ws;
    const char *word = context_word(context);
    struct str what = word ? arena_format(ws->arena, "`%s`", word) : STR("a formula");
    struct diag *diag =
        diag_add(ws->sink, MSG_E0411, call->span,
                 "a relation cannot depend on itself through %.*s: %.*s -> (%s) %.*s",
                 STR_ARG(what), STR_ARG(relation_name(reader, reader->relation)),
                 word ? word : "formula", STR_ARG(way_back(reader, call->index)));

    diag_label(ws->sink, diag, ws->schema.relations.items[reader->relation].span,
               "in this relation");
    diag_help(ws->sink, diag,
              "what is used of it may stand under `and`, `or` and `some ... where` only");
    reader->is_wrong = true;
}

/* ---- taking apart ---- */

/* Being of a kind is asked of the number of the object, not of a list of all. */
static const struct node *membership(struct body_reader *reader,
                                     const struct body_variable *variable)
{
    struct checker *checker = &reader->checker;
    const struct node *domain = variable->domain;
    bool is_extent = domain->op == NODE_EXTENT && domain->extra == 0;
    struct node *local = new_node(checker, NODE_LOCAL, variable->type, domain->span);
    struct node *node =
        new_node(checker, is_extent ? NODE_IS_A : NODE_MEMBER, type_of(TYPE_YES_NO), domain->span);

    local->index = variable->slot;
    node->a = local;
    node->b = is_extent ? NULL : domain;
    node->index = is_extent ? domain->index : 0;
    return with_children(checker, node);
}

static void add_variable(struct body_reader *reader, struct parts *parts,
                         struct body_variable variable)
{
    struct variable_cell *cell = ARENA_NEW(reader->ws->arena, struct variable_cell);

    *cell = (struct variable_cell){ variable, parts->variables };
    parts->variables = cell;
    parts->conditions = cons(reader, membership(reader, &variable), parts->conditions);
}

static uint32_t count_cells(const struct cell *cell)
{
    uint32_t count = 0;

    for (; cell; cell = cell->next)
        count++;
    return count;
}

static const struct node **in_source_order(struct body_reader *reader, const struct cell *cell,
                                           uint32_t *ret_count)
{
    uint32_t count = count_cells(cell);
    const struct node **nodes = ARENA_ARRAY(reader->ws->arena, const struct node *, count);

    *ret_count = count;
    for (; cell; cell = cell->next)
        nodes[--count] = cell->node;
    return nodes;
}

static void add_body(struct body_reader *reader, const struct parts *parts)
{
    struct workspace *ws = reader->ws;
    struct relation_body body = { .variable_count = 0 };

    if (reader->bodies.count == RELATION_BODIES_MOST) {
        if (!reader->is_wrong)
            diag_add(ws->sink, MSG_E0605, ws->schema.relations.items[reader->relation].span,
                     "the clauses of this relation have more than %d alternatives",
                     RELATION_BODIES_MOST);
        reader->is_wrong = true;
        return;
    }
    for (const struct variable_cell *cell = parts->variables; cell; cell = cell->next)
        body.variable_count++;
    body.variables = ARENA_ARRAY(ws->arena, struct body_variable, body.variable_count);
    uint32_t place = body.variable_count;
    for (const struct variable_cell *cell = parts->variables; cell; cell = cell->next)
        body.variables[--place] = cell->variable;
    body.conditions = in_source_order(reader, parts->conditions, &body.condition_count);
    body.calls = in_source_order(reader, parts->calls, &body.call_count);
    VEC_PUSH(&reader->bodies, body);
}

static void take_some(struct body_reader *reader, struct parts *parts, const struct node *node,
                      const struct cell **waiting)
{
    const struct generator *generator = &node->generators[0];
    struct body_variable variable = { generator->slot, type_element(generator->domain->type),
                                      generator->domain };

    const struct node *call = find_own_call(reader, generator->domain);
    if (call)
        report_recursion(reader, generator->domain, call);
    add_variable(reader, parts, variable);
    if (generator->filter)
        *waiting = cons(reader, generator->filter, *waiting);
}

static void take_opaque(struct body_reader *reader, struct parts *parts, const struct node *node)
{
    const struct node *call = find_own_call(reader, node);

    if (call)
        report_recursion(reader, node, call);
    parts->conditions = cons(reader, node, parts->conditions);
}

/* Depth is bounded by that of nodes. */
static void take_apart(struct body_reader *reader, struct parts parts, const struct cell *waiting)
{
    while (waiting && !reader->is_wrong) {
        const struct node *node = waiting->node;
        waiting = waiting->next;
        if (node->op == NODE_AND) {
            waiting = cons(reader, node->a, cons(reader, node->b, waiting));
        } else if (node->op == NODE_OR && find_own_call(reader, node)) {
            take_apart(reader, parts, cons(reader, node->a, waiting));
            waiting = cons(reader, node->b, waiting);
        } else if (node->op == NODE_QUANTIFIER && node->extra == EXPR_SOME) {
            take_some(reader, &parts, node, &waiting);
        } else if (is_own_call(reader, node)) {
            parts.calls = cons(reader, node, parts.calls);
        } else {
            take_opaque(reader, &parts, node);
        }
    }
    if (!reader->is_wrong)
        add_body(reader, &parts);
}

static const struct node *extent_of(struct body_reader *reader, uint32_t kind, struct span span)
{
    struct schema *schema = &reader->ws->schema;
    struct type type = type_with_ref(TYPE_OBJECT, schema_kind_set(schema, &kind, 1));
    struct node *node = new_node(&reader->checker, NODE_EXTENT, type_set(type), span);

    node->index = kind;
    return node;
}

/* All objects that the type admits. */
static const struct node *domain_of(struct body_reader *reader, struct type type, struct span span)
{
    const struct schema *schema = &reader->ws->schema;
    struct kind_set set = schema->kind_sets.items[type.ref];
    const struct node *domain = extent_of(reader, set.kinds[0], span);

    for (uint32_t i = 1; i < set.count; i++)
        domain = binary_node(&reader->checker, NODE_UNION, type_set(type), domain,
                             extent_of(reader, set.kinds[i], span));
    return domain;
}

static struct parts parameters_of(struct body_reader *reader)
{
    const struct relation *relation = &reader->ws->schema.relations.items[reader->relation];
    struct parts parts = { NULL, NULL, NULL };

    for (uint32_t i = 0; i < relation->parameter_count; i++) {
        struct type type = relation->parameters[i].type;
        struct body_variable variable = { i, type, domain_of(reader, type, relation->span) };
        add_variable(reader, &parts, variable);
    }
    return parts;
}

bool relation_bodies(struct workspace *ws, uint32_t index)
{
    struct relation *relation = &ws->schema.relations.items[index];
    struct body_reader reader = { .ws = ws, .relation = index };

    checker_init(&reader.checker, ws, (struct place_of_use){ 0, { 0 } }, 0);
    for (uint32_t i = 0; i < relation->clause_count && !reader.is_wrong; i++)
        take_apart(&reader, parameters_of(&reader), cons(&reader, relation->clauses[i], NULL));
    relation->body_count = reader.bodies.count;
    relation->bodies = ARENA_ARRAY(ws->arena, struct relation_body, reader.bodies.count);
    for (uint32_t i = 0; i < reader.bodies.count; i++)
        relation->bodies[i] = reader.bodies.items[i];
    VEC_RELEASE(&reader.bodies);
    checker_release(&reader.checker);
    return !reader.is_wrong;
}
