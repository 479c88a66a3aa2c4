/* node.h -- a checked expression, ready to run. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_NODE_H
#define ISMS_ENGINE_NODE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/intern.h"
#include "base/source.h"
#include "engine/type.h"
#include "engine/value.h"

/*
 * Made by the checker (check.h) in the run's arena, immutable afterwards. Names are resolved to
 * slots, fields and constants; missing-ness is settled by the types, so that evaluation asks no
 * such question.
 */
enum node_op {
#define NODE(name) NODE_##name,
#include "engine/node.def"
#undef NODE
    NODE_COUNT
};

enum function {
#define FUNCTION(name, text, least, most) FUNCTION_##name,
#include "engine/functions.def"
#undef FUNCTION
    FUNCTION_COUNT_OF
};

enum builtin_field { BUILTIN_ID, BUILTIN_TITLE, BUILTIN_KIND, BUILTIN_SOURCE, BUILTIN_DOC };

/* Bodies of called lets and of tables included, loops counted as several: bounds the C stack of
 * evaluation to about 128 KiB. */
enum { NODE_DEPTH_LIMIT = 1000 };

struct node;
struct member_index;
struct join;

/* One `v in domain where filter` of a quantifier, comprehension, rule or view. */
struct generator {
    uint32_t slot;
    sym_id name; /* of the variable; none in the steps of relations */
    const struct node *domain;
    const struct node *filter; /* conjuncts that need no later variable; or NULL */
    /* Instead of walking all objects of a kind: those whose field refers to the key (join.c). */
    uint32_t index_field;
    const struct node *index_key;
    struct member_index *members; /* or those whose path yields the key (relation.h) */
    struct join *join;            /* or the shortest of several answers (join_index.h); or NULL */
    /* The domain is what a relation gives (join.c): then what was asked of all objects of a kind.
     */
    const struct node *row_condition, *row_extent;
};

struct generators {
    struct generator *items;
    uint32_t count;
};

struct node {
    uint8_t op; /* enum node_op */
    uint8_t argument_count;
    uint16_t depth;
    struct type type;
    struct span span;
    uint32_t index, extra;
    value constant;
    const struct node *a, *b, *c;
    const struct node *const *arguments;
    const struct generator *generators;
    uint32_t generator_count;
    const uint32_t *fields; /* FIELD_ANY, FIELD_EACH over unions: candidates, tried by kind */
    uint32_t field_count;
};

static inline enum node_op node_op(const struct node *node)
{
    return (enum node_op)node->op;
}

/* Does the expression read a slot in [from, to)? */
bool node_reads_slots(const struct node *node, uint32_t from, uint32_t to);
/*
 * Can it end in an error (a division by zero, a date that does not exist)? Then it is evaluated
 * only where what stands before it lets it be. Fields, constants and relations fail by themselves,
 * not where they are read.
 */
bool node_can_fail(const struct node *node);

#endif
