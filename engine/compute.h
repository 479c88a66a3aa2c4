/* compute.h -- the values of one computed field, object by object. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_COMPUTE_H
#define ISMS_ENGINE_COMPUTE_H

#include <stdint.h>

#include "engine/eval.h"

/* A field while its values are computed. */
struct computation {
    uint32_t field;
    const struct column *declared; /* values that were written; a default does not count there */
    struct column *column;
};

struct computation start_field(struct workspace *ws, uint32_t field);
/* Puts the value of one object into the column and returns it; none when it cannot be known. */
value compute_object(struct evaluator *evaluator, const struct computation *computation,
                     uint32_t object);
/* From here on others read the column. */
void finish_field(struct workspace *ws, const struct computation *computation);

#endif
