/* plain_lead.h -- what leads to the values of a field, recognised when it comes again. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_PLAIN_LEAD_H
#define ISMS_LANG_PLAIN_LEAD_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/intern.h"
#include "base/str.h"

/*
 * A *lead* is all that stands between the last token of one line and the first value of the next:
 * blanks, the end of the line, the name of a field, its colon. Declarations of a kind say the same
 * fields in the same order, so nearly every lead is one that was there a moment ago, and the same
 * bytes mean the same. The text of a lead is borrowed from a source.
 */

#ifdef __SSE2__
enum { PLAIN_BLOCK_BYTES = 16 };

static inline unsigned plain_equal_bytes(const char *at, const char *other)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);

    return (unsigned)_mm_movemask_epi8(
        _mm_cmpeq_epi8(bytes, _mm_loadu_si128((const __m128i *)(const void *)other)));
}

/* As many bytes as the lead has are there, and behind each of the two texts 16 can be read. */
static inline bool plain_lead_is_at(const char *at, struct str lead)
{
    enum { ALL = (1 << PLAIN_BLOCK_BYTES) - 1 };
    size_t last = lead.len - PLAIN_BLOCK_BYTES;

    if (lead.len <= PLAIN_BLOCK_BYTES)
        return (~plain_equal_bytes(at, lead.ptr) & ((1U << lead.len) - 1)) == 0;
    if (lead.len > 2 * PLAIN_BLOCK_BYTES)
        return memcmp(at, lead.ptr, lead.len) == 0;
    return (plain_equal_bytes(at, lead.ptr) & plain_equal_bytes(at + last, lead.ptr + last)) == ALL;
}
#else
static inline bool plain_lead_is_at(const char *at, struct str lead)
{
    return memcmp(at, lead.ptr, lead.len) == 0;
}
#endif

/* ---- which follows which ---- */

enum { PLAIN_LEAD_BITS = 6 };
struct plain_lead {
    const char *start;
    uint32_t bytes; /* 0: free */
    uint16_t name;  /* where the name begins */
    uint16_t next;  /* the one that followed last */
};
/* Each has one place that its name leads to. Number 0 stands for the head of a declaration. The
 * zero value is empty. */
struct plain_leads {
    struct plain_lead items[1 << PLAIN_LEAD_BITS];
    struct str head; /* the word of the last declaration, and the blanks behind it */
    size_t word_bytes;
    struct str word; /* of the last one that became part of a tree */
    sym_id sym;
};

/* The number of the lead that stands at `end`, if it followed that one before; else 0. */
static inline uint32_t plain_lead_after(const struct plain_leads *leads, uint32_t before,
                                        struct str rest)
{
    uint32_t number = leads->items[before].next;
    const struct plain_lead *lead = &leads->items[number];

    if (lead->bytes - 1 >= rest.len || /* none, or longer than the rest */
        !plain_lead_is_at(rest.ptr, (struct str){ lead->start, lead->bytes }))
        return 0;
    return number;
}

/* Keeps one that stands somewhere, with its name in it. Its number, or 0 when it is too long. */
uint32_t plain_lead_learn(struct plain_leads *leads, uint32_t before, struct str lead,
                          const char *name);

#endif
