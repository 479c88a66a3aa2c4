/* narrow.c -- which paths are known to be present where. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/check.h"

/* Paths are compared by what they read, so the candidates of a union are compared by name of the
 * first. */
static bool same_path(const struct node *a, const struct node *b)
{
    if (a->op != b->op)
        return false;
    if (a->op == NODE_LOCAL)
        return a->index == b->index;
    if (a->op == NODE_LET)
        return a->index == b->index;
    if (a->op == NODE_CONSTANT) /* an object by its id */
        return a->type.base == TYPE_OBJECT && b->type.base == TYPE_OBJECT &&
               a->constant == b->constant;
    if (a->op != NODE_FIELD && a->op != NODE_FIELD_ANY && a->op != NODE_BUILTIN)
        return false;
    if (a->field_count != b->field_count || a->index != b->index)
        return false;
    for (uint32_t i = 0; i < a->field_count; i++)
        if (a->fields[i] != b->fields[i])
            return false;
    return same_path(a->a, b->a);
}

static bool is_path(const struct node *node)
{
    return node->op == NODE_LOCAL || node->op == NODE_FIELD || node->op == NODE_FIELD_ANY ||
           node->op == NODE_LET || node->op == NODE_BUILTIN;
}

/* If the path is present, so is every path that it goes through. */
static void assume_present(struct checker *checker, const struct node *node)
{
    while (node && is_path(node) && !node->type.is_set) {
        VEC_PUSH(&checker->set_paths, node);
        node = node->op == NODE_FIELD || node->op == NODE_FIELD_ANY || node->op == NODE_BUILTIN
                   ? node->a
                   : NULL;
    }
}

void assume(struct checker *checker, const struct node *condition, bool outcome)
{
    switch (condition->op) {
    case NODE_IS_SET:
        if ((condition->extra == 0) == outcome)
            assume_present(checker, condition->a);
        break;
    case NODE_NOT:
        assume(checker, condition->a, !outcome);
        break;
    case NODE_AND:
        if (outcome) {
            assume(checker, condition->a, true);
            assume(checker, condition->b, true);
        }
        break;
    case NODE_OR:
        if (!outcome) {
            assume(checker, condition->a, false);
            assume(checker, condition->b, false);
        }
        break;
    case NODE_IMPLIES:
        if (!outcome) {
            assume(checker, condition->a, true);
            assume(checker, condition->b, false);
        }
        break;
    default:
        break;
    }
}

const struct node *narrowed(struct checker *checker, const struct node *node)
{
    if (!node->type.is_optional || !is_path(node))
        return node;
    for (uint32_t i = 0; i < checker->set_paths.count; i++) {
        if (!same_path(checker->set_paths.items[i], node))
            continue;
        struct node *present = ARENA_NEW(checker->ws->arena, struct node);
        *present = *node;
        present->type = type_required(node->type);
        return present;
    }
    return node;
}

const struct node *missing_part(const struct node *node)
{
    /* The greatest of none is missing, whatever its elements are. */
    while (node->op != NODE_LOCAL && node->op != NODE_FIELD && node->op != NODE_FIELD_ANY &&
           node->op != NODE_AGGREGATE && node->op != NODE_CLOSURE_AGGREGATE) {
        if (node->a && node->a->type.is_optional)
            node = node->a;
        else if (node->b && node->b->type.is_optional)
            node = node->b;
        else if (node->c && node->c->type.is_optional)
            node = node->c;
        else if (node->argument_count > 0 && node->arguments[0]->type.is_optional)
            node = node->arguments[0];
        else
            break;
    }
    while ((node->op == NODE_FIELD || node->op == NODE_FIELD_ANY) && node->a &&
           node->a->type.is_optional)
        node = node->a;
    return node;
}
