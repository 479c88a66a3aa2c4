/* why.h -- the combinations of a rule that somebody asks about; for the files that answer. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_WHY_H
#define ISMS_ENGINE_WHY_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/derive.h"
#include "engine/engine_state.h"

/*
 * An object is bound when a variable of `for:` stands for it or for a record inside of it, as with
 * waivers and tests.
 */
struct asked {
    struct engine *engine;
    struct deriver *deriver;
    const struct rule_plan *plan;
    const uint32_t *objects; /* all of them are bound */
    uint32_t object_count;
    struct str identity; /* of the only gap that is meant; or empty */
    bool outcome;        /* that is looked for: no = a gap */
    uint32_t seen;       /* with this outcome */
    uint32_t damaged;    /* rest on text that could not be understood */
    uint32_t *bound;     /* room for the objects of a combination */
};

/* Is the object bound in the combination under way? */
bool binds_object(const struct asked *asked, uint32_t object);
/* The title of the rule, else its id. */
struct str rule_sentence(const struct asked *asked);
/* No combination fulfils the rule: why there is none with these objects, of which there is one. */
void tell_why_none(struct asked *asked);

#endif
