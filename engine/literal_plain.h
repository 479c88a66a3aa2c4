/* literal_plain.h -- values of folded paragraphs, read without nodes. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_LITERAL_PLAIN_H
#define ISMS_ENGINE_LITERAL_PLAIN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "engine/schema.h"
#include "engine/value.h"
#include "lang/plain_walk.h"

struct workspace;

struct plain_place {
    const struct workspace *ws;
    struct arena *arena; /* of texts; lives as long as the run */
};

/*
 * What literal.h gives for the node that the item would become, or false: then the node has to be
 * made, to learn whether it has a value in another way or what is wrong with it. Reports nothing,
 * adds no names and changes nothing that others see, so threads read side by side.
 */
typedef bool plain_fn(const struct plain_place *place, const struct field_def *field,
                      const struct plain_item *item, value *ret_value);
/* How values of that field are read; NULL when none of them can be. Objects: plain_names.h. */
plain_fn *plain_reader(const struct field_def *field);
/* Has the same item the same value wherever it stands? A text has not: its value lies somewhere. */
bool plain_value_is_lasting(const struct field_def *field);

#endif
