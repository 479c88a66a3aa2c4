/* type.h -- the static types of values. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_TYPE_H
#define ISMS_ENGINE_TYPE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * language.md section 7. A type is a base, what the base refers to, and whether the value may be
 * missing
 * (`?`) or is a set (`*`). Sets are never missing. TYPE_WRONG is what an expression with a reported
 * error has: it agrees with everything, so that one defect gives one message.
 */
enum type_base {
    TYPE_WRONG,
    TYPE_NOTHING, /* the literal `none`, an element of `[]` */
    TYPE_YES_NO,
    TYPE_NUMBER,
    TYPE_INTEGER,
    TYPE_PERCENT,
    TYPE_MONEY,
    TYPE_DATE,
    TYPE_MOMENT,
    TYPE_PERIOD,
    TYPE_DURATION,
    TYPE_DISTRIBUTION,
    TYPE_MONEY_DISTRIBUTION,
    TYPE_TEXT,
    TYPE_URL,
    TYPE_EMAIL,
    TYPE_HASH,
    TYPE_PATH,
    TYPE_SYMBOL, /* ref: scale */
    TYPE_OBJECT, /* ref: kind set; 0 = an object of any kind */
    TYPE_BASES
};

struct type {
    uint8_t base; /* enum type_base */
    bool is_optional;
    bool is_set;
    uint32_t ref;
};

static inline struct type type_of(enum type_base base)
{
    return (struct type){ .base = (uint8_t)base };
}
static inline struct type type_with_ref(enum type_base base, uint32_t ref)
{
    return (struct type){ .base = (uint8_t)base, .ref = ref };
}
static inline struct type type_optional(struct type type)
{
    type.is_optional = !type.is_set;
    return type;
}
static inline struct type type_required(struct type type)
{
    type.is_optional = false;
    return type;
}
static inline struct type type_set(struct type type)
{
    type.is_set = true;
    type.is_optional = false;
    return type;
}
static inline struct type type_element(struct type type)
{
    type.is_set = false;
    return type;
}
static inline bool type_is(struct type type, enum type_base base)
{
    return type.base == base && !type.is_set;
}
static inline bool type_is_wrong(struct type type)
{
    return type.base == TYPE_WRONG;
}
static inline bool type_is_text(struct type type)
{
    return type.base >= TYPE_TEXT && type.base <= TYPE_PATH;
}
static inline bool type_is_number(struct type type)
{
    return type.base >= TYPE_NUMBER && type.base <= TYPE_MONEY;
}
static inline bool type_is_distribution(struct type type)
{
    return type.base == TYPE_DISTRIBUTION || type.base == TYPE_MONEY_DISTRIBUTION;
}
/* Held in 32 bits inside sets and columns. */
static inline bool type_is_narrow(struct type type)
{
    return type.base == TYPE_SYMBOL || type.base == TYPE_OBJECT;
}

/* A single value that lies nowhere else: it is kept by copying the word. */
static inline bool type_is_plain(struct type type)
{
    return !type.is_set && !type_is_text(type) && !type_is_distribution(type);
}

/* Its values are in the order of their words: durations know in which unit they were said. */
static inline bool type_is_ordered_as_word(struct type type)
{
    return type_is_plain(type) && type.base != TYPE_DURATION;
}

/* As it is written: "yes-no", "integer"; what cannot be written has a phrase. */
const char *type_base_name(enum type_base base);

struct schema;

/* May a value of type `from` stand where `to` is expected? Missing-ness is not looked at. */
bool type_fits(const struct schema *schema, struct type from, struct type to);
/* Can two values be equal at all? Provably disjoint types cannot (language.md section 10, unions).
 */
bool type_comparable(const struct schema *schema, struct type a, struct type b);
/* The type of a value that may be an `a` or a `b`; TYPE_WRONG when there is none. */
struct type type_join(struct schema *schema, struct type a, struct type b);
/* For messages: "a level", "a list (each an asset)", "text", "a date that may be missing". */
struct str type_text(const struct schema *schema, struct arena *arena, struct type type);
/* "a risk", "an asset" */
struct str kind_text(const struct schema *schema, struct arena *arena, uint32_t kind);

#endif
