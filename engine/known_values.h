/* known_values.h -- what short names meant a moment ago, as values of a field. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_KNOWN_VALUES_H
#define ISMS_ENGINE_KNOWN_VALUES_H

#include <stdint.h>

#include "base/short_text.h"
#include "engine/value.h"

/*
 * Objects of a kind name the same things again and again. Each (field, text) has one place that it
 * leads to; what is not there is looked up. Whoever makes names collide here loses only that gain.
 * The zero value is empty.
 */
enum { KNOWN_VALUE_BITS = 10 };

struct known_value {
    struct short_text text;
    uint32_t field; /* 0: free */
    value v;
};
struct known_values {
    struct known_value places[1 << KNOWN_VALUE_BITS];
};

/* The one place. Not for a long text. */
static inline struct known_value *known_value_place(struct known_values *known, uint32_t field,
                                                    struct short_text text)
{
    uint64_t mixed =
        text.low ^ (text.high + ((uint64_t)field << 32)) * UINT64_C(0xd6e8feb86659fd93);

    return &known->places[mixed * UINT64_C(0x9e3779b97f4a7c15) >> (64 - KNOWN_VALUE_BITS)];
}

static inline bool known_value_is(const struct known_value *place, uint32_t field,
                                  struct short_text text)
{
    return short_text_equal(place->text, text) && place->field == field;
}

#endif
