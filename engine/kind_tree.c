/* kind_tree.c -- which kind extends which: circles, depth, the order of kinds. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <stdlib.h>

#include "engine/kind_parts.h"
#include "engine/workspace.h"

/* ---- circles and depth ---- */

enum { ANCESTORS_MOST = 64 }; /* each kind knows the fields of all of them */

static uint32_t parent_of(const struct schema *schema, uint32_t kind)
{
    return schema_kind(schema, kind)->parent;
}

/* The first declared kind of the circle that `kind` lies on loses its parent. */
static void break_circle(struct workspace *ws, uint32_t kind)
{
    uint32_t first = kind;

    for (uint32_t at = parent_of(&ws->schema, kind); at != kind; at = parent_of(&ws->schema, at))
        first = at < first ? at : first;
    diag_add(ws->sink, MSG_E0403, schema_kind(&ws->schema, first)->span,
             "`%.*s` extends itself in a circle",
             STR_ARG(name_text(ws, schema_kind(&ws->schema, first)->name)));
    schema_kind(&ws->schema, first)->parent = 0;
}

/* Each walk up leaves its number behind; who meets his own goes round. */
static void break_circles(struct workspace *ws)
{
    struct schema *schema = &ws->schema;
    uint32_t *walks = ARENA_ARRAY(ws->arena, uint32_t, schema->kinds.count);

    for (uint32_t i = 1; i < schema->kinds.count; i++) {
        uint32_t at = i;
        while (at != 0 && walks[at] == 0) {
            walks[at] = i;
            at = parent_of(schema, at);
        }
        if (at != 0 && walks[at] == i)
            break_circle(ws, at);
    }
}

static void limit_depth(struct workspace *ws)
{
    struct schema *schema = &ws->schema;

    for (uint32_t i = 1; i < schema->kinds.count; i++) {
        uint32_t depth = 0;
        for (uint32_t at = parent_of(schema, i); at != 0 && depth <= ANCESTORS_MOST; depth++)
            at = parent_of(schema, at);
        if (depth <= ANCESTORS_MOST)
            continue;
        struct kind *kind = schema_kind(schema, i);
        diag_add(ws->sink, MSG_E0403, kind->span,
                 "`%.*s` extends a kind that extends over %d others",
                 STR_ARG(name_text(ws, kind->name)), ANCESTORS_MOST - 1);
        kind->parent = 0;
    }
}

/* ---- order ---- */

struct sorted_kind {
    struct str namespace_, name;
    uint32_t kind;
};

static int compare_kinds(const void *left, const void *right)
{
    const struct sorted_kind *a = left;
    const struct sorted_kind *b = right;
    int order = str_compare(a->namespace_, b->namespace_);

    return order != 0 ? order : str_compare(a->name, b->name);
}

/* Kinds by namespace and name; the order of declarations reaches no result (language.md 6.2). */
static struct sorted_kind *sort_kinds(struct workspace *ws)
{
    uint32_t count = ws->schema.kinds.count - 1;
    struct sorted_kind *sorted = ARENA_ARRAY(ws->arena, struct sorted_kind, count);

    for (uint32_t i = 0; i < count; i++) {
        const struct kind *kind = schema_kind(&ws->schema, i + 1);
        sorted[i] = (struct sorted_kind){ name_text(ws, kind->namespace_),
                                          name_text(ws, kind->name), i + 1 };
    }
    qsort(sorted, count, sizeof(*sorted), compare_kinds);
    return sorted;
}

struct tree {
    struct schema *schema;
    uint32_t *first_child, *next_sibling; /* by kind */
    uint32_t next;                        /* number to give */
};

static struct tree build_tree(struct workspace *ws, const struct sorted_kind *sorted)
{
    uint32_t count = ws->schema.kinds.count;
    struct tree tree = { &ws->schema, ARENA_ARRAY(ws->arena, uint32_t, count),
                         ARENA_ARRAY(ws->arena, uint32_t, count), 1 };

    for (uint32_t i = count - 1; i > 0; i--) {
        uint32_t kind = sorted[i - 1].kind;
        uint32_t parent = parent_of(&ws->schema, kind);
        tree.next_sibling[kind] = parent == 0 ? 0 : tree.first_child[parent];
        if (parent != 0)
            tree.first_child[parent] = kind;
    }
    return tree;
}

/* Preorder; the depth is limited, so this could recurse, but going up by parents needs no stack. */
static void number_from(struct tree *tree, uint32_t root)
{
    uint32_t at = root;

    schema_kind(tree->schema, at)->order_first = tree->next++;
    for (;;) {
        if (tree->first_child[at] != 0) {
            at = tree->first_child[at];
            schema_kind(tree->schema, at)->order_first = tree->next++;
            continue;
        }
        schema_kind(tree->schema, at)->order_end = tree->next;
        while (at != root && tree->next_sibling[at] == 0) {
            at = parent_of(tree->schema, at);
            schema_kind(tree->schema, at)->order_end = tree->next;
        }
        if (at == root)
            return;
        at = tree->next_sibling[at];
        schema_kind(tree->schema, at)->order_first = tree->next++;
    }
}

void order_kinds(struct workspace *ws)
{
    struct schema *schema = &ws->schema;
    const struct sorted_kind *sorted;
    struct tree tree;

    break_circles(ws);
    limit_depth(ws);
    sorted = sort_kinds(ws);
    tree = build_tree(ws, sorted);
    for (uint32_t i = 0; i + 1 < schema->kinds.count; i++)
        if (parent_of(schema, sorted[i].kind) == 0 && sorted[i].kind != schema->gap_kind)
            number_from(&tree, sorted[i].kind);
    number_from(&tree, schema->gap_kind); /* its objects come when all others have their numbers */
}
