/* nodes.c -- going through nodes, and what they evaluate elsewhere. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/nodes.h"

#include "engine/workspace.h"

enum { NODES_MOST = 4000 };

struct look {
    struct workspace *ws;
    node_fn *holds;
    uint32_t nodes_left;
};

static bool look_at(struct look *look, const struct node *node);

static bool look_at_generators(struct look *look, const struct node *node)
{
    for (uint32_t i = 0; i < node->generator_count; i++) {
        const struct generator *generator = &node->generators[i];
        if (!look_at(look, generator->domain) || !look_at(look, generator->filter) ||
            !look_at(look, generator->index_key))
            return false;
    }
    return true;
}

static bool look_at_bodies(struct look *look, const struct node *node)
{
    const struct closure_table *table;

    if (node->op == NODE_CALL)
        return look_at(look, look->ws->schema.lets.items[node->index].plan);
    if (node->op != NODE_CLOSURE_AGGREGATE)
        return true;
    table = &look->ws->closures.tables.items[node->index];
    return look_at(look, table->filter) && look_at(look, table->element);
}

static bool look_at(struct look *look, const struct node *node)
{
    if (!node)
        return true;
    if (look->nodes_left == 0 || !look->holds(look->ws, node))
        return false;
    look->nodes_left--;
    for (uint32_t i = 0; i < node->argument_count; i++)
        if (!look_at(look, node->arguments[i]))
            return false;
    return look_at_generators(look, node) && look_at_bodies(look, node) && look_at(look, node->a) &&
           look_at(look, node->b) && look_at(look, node->c);
}

bool nodes_all(struct workspace *ws, const struct node *node, node_fn *holds)
{
    struct look look = { ws, holds, NODES_MOST };

    return look_at(&look, node);
}
