/* gap.h -- a combination of objects that fails a rule. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_GAP_H
#define ISMS_ENGINE_GAP_H

#include <stdint.h>

#include "base/diag.h"
#include "engine/eval.h"
#include "engine/plan.h"

/* What few gaps say; each may be empty. */
struct gap_words {
    /* `iso.6.1.2-c2/R05`: rule and bound values; the same after any other edit. Or nothing, as
     * results.keeps_identities says. */
    struct str identity;
    struct str hint;
    struct str suggestion; /* may have several lines */
};

/* So many objects need no memory of their own: those of nearly all gaps. */
enum { GAP_OBJECTS_NEAR = 2 };

/*
 * There are as many as there are faults in an organisation, so they are small.
 * language.md section 5. A gap's identity is the rule and the objects bound by its `for:`, never a
 * line. Gaps come in the order of rule ids (natural), then of the objects' ids.
 */
struct gap {
    uint32_t rule; /* object of kind `rule` */
    uint32_t plan; /* index into plans.rules */
    uint32_t object_count;
    enum severity severity;
    uint32_t responsible; /* object, or 0 */
    uint32_t waiver;      /* that lets it stand, or 0: the gap is open */
    struct str message;   /* the message, else the title of the rule */
    union {               /* gap_objects */
        uint32_t near[GAP_OBJECTS_NEAR];
        const uint32_t *far;
    };
    const struct gap_words *words; /* gap_words_of; NULL: none */
};

/* The bound objects, in the order of `for:`. */
static inline const uint32_t *gap_objects(const struct gap *gap)
{
    return gap->object_count <= GAP_OBJECTS_NEAR ? gap->near : gap->far;
}
const struct gap_words *gap_words_of(const struct gap *gap);

/* ---- while the variables of a rule are in their slots ---- */

/* The objects that `for:` binds, in its order; there is room for as many as there are variables. */
uint32_t bound_objects(const struct evaluator *evaluator, const struct rule_plan *plan,
                       uint32_t *ret_objects);
/* What a gap would be called (struct gap). Goes to the workspace's arena. */
struct str gap_identity(struct evaluator *evaluator, const struct rule_plan *plan);

/* The bound object that the project declares, where the gap is shown; 0: about the project as a
 * whole. */
uint32_t gap_place(const struct workspace *ws, const struct gap *gap);

#endif
