/* derive.h -- making derivations; for the files that do. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_DERIVE_H
#define ISMS_ENGINE_DERIVE_H

#include "base/attr.h"
#include "base/map.h"
#include "engine/derivation.h"
#include "engine/eval.h"
#include "engine/plan.h"

enum {
    DERIVED_MEMBERS_MOST = 6, /* of a list */
    DERIVATION_DEPTH_MOST = 40
};

struct deriver {
    struct evaluator *evaluator;
    struct workspace *ws;
    struct derivation *at; /* lines are added below it */
    uint32_t depth;
    struct map told;              /* (object, field) */
    const struct rule_plan *rule; /* whose `let:` variables are in their slots; or NULL */
};

/* A line below the one under way. */
struct derivation *derive_line(struct deriver *deriver, enum derivation_kind kind, struct span span,
                               const char *format, ...) ISMS_PRINTF(4, 5);
/* Lines go below this one until derive_leave. */
struct derivation *derive_enter(struct deriver *deriver, struct derivation *line);
void derive_leave(struct deriver *deriver, struct derivation *outer);
/* False at the greatest depth, after a line that says so: there is more, and it is not told. */
bool derive_deeper(struct deriver *deriver);
/* "+3 more" */
void derive_rest(struct deriver *deriver, uint32_t count);

/* The value as people read it: "high", "2026-01-31", "A-1, A-2", "not set", "empty". */
struct str derived_text(struct deriver *deriver, struct type type, value v);
/* "is high", "are A-1, A-2", "is not set" */
struct str derived_words(struct deriver *deriver, struct type type, value v);
/* What a node is called: "R05.current", else its text as it is written, on one line. */
struct str node_words(struct deriver *deriver, const struct node *node);

/*
 * The variables of the rule as they stand, to be put back. What stands outside of some of them has
 * variables of its own in the same slots, and takes their place when it is looked at once more.
 */
value *derive_keep(struct deriver *deriver);
void derive_put_back(struct deriver *deriver, const value *kept);

/* Why the condition has that outcome. The variables are in their slots. */
void derive_condition(struct deriver *deriver, const struct node *node, bool outcome);
/* Why the node has its value: lines for what it reads. */
void derive_value(struct deriver *deriver, const struct node *node);
/* The same for its parts, without a line of its own. */
void derive_parts(struct deriver *deriver, const struct node *node);

/* The value of an object's field: declared where, computed how. */
void derive_field(struct deriver *deriver, uint32_t field, uint32_t object);

/* Why the generator's variable passes: its filter, and the relation that it comes from. */
void derive_filter(struct deriver *deriver, const struct generator *generator, bool outcome);
/* Why nothing that the generator runs over passes. */
void derive_refusal(struct deriver *deriver, const struct generator *generator);
void derive_quantifier(struct deriver *deriver, const struct node *node, bool outcome);
void derive_aggregate(struct deriver *deriver, const struct node *node);
void derive_closure(struct deriver *deriver, const struct node *node);
/* Why it is among those that a variable runs over; of a closure, the steps to it. */
void derive_membership(struct deriver *deriver, value member, const struct node *domain);
void derive_relation(struct deriver *deriver, const struct node *node, bool outcome);

#endif
