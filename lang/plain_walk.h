/* plain_walk.h -- the fields of a folded paragraph, read off its text. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_PLAIN_WALK_H
#define ISMS_LANG_PLAIN_WALK_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "lang/lang.h"
#include "lang/plain.h"
#include "lang/plain_lead.h"

/*
 * For those who need names and values but no nodes. What lang_unfold would make, in the same order.
 * Nothing is written but the walk itself, so threads walk side by side. Texts are borrowed from the
 * source. All this is called for every line there is, hence inline.
 */
struct plain_walk {
    const char *at, *end;   /* of the paragraph */
    const char *text_limit; /* of all text, behind which 16 bytes can be read */
    const struct limits *limits;
    bool has_more; /* values of this field */
};
/* What the node would be: a NAME, a SELECT (dotted path), a STRING (with its quotes) ... */
struct plain_item {
    enum expr_op op;
    struct str text;
};

/* Before the first field. False when the declaration is not folded. */
bool plain_walk_start(struct plain_walk *walk, const struct lang *lang, decl_id decl);
/* Goes to the next field; false when there is none. Values that were not asked for are passed. */
bool plain_walk_field(struct plain_walk *walk, struct str *ret_name);
/*
 * The same, sooner, if that lead (plain_lead.h) stands here, else nothing happens: what was between
 * the place of a walk before plain_walk_field and the one after it.
 */
static inline bool plain_walk_follow(struct plain_walk *walk, struct str lead);
/* The next value of that field; false when there is none. */
static inline bool plain_walk_value(struct plain_walk *walk, struct plain_item *ret_item);

/* ---- how ---- */

/* The slow way, for all that is plain. */
const char *plain_walk_value_end(const struct plain_walk *walk, const char *at,
                                 enum expr_op *ret_op);

/* The name on the next line, or NULL: between a field's last token and its line end are blanks. */
static inline const char *plain_walk_next_name(const struct plain_walk *walk)
{
    const char *at = walk->at;

    while (at < walk->end && *at != '\n')
        at++;
    return at < walk->end ? plain_skip_spaces(at + 1) : NULL;
}

static inline void plain_walk_enter(struct plain_walk *walk, const char *at)
{
    walk->at = at;
    walk->has_more = true;
}

#ifdef __SSE2__
/* A dot that no digit follows parts the names of a path. */
static inline bool plain_walk_is_path(__m128i bytes, unsigned length)
{
    unsigned dots = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('.')));
    unsigned digits =
        (unsigned)_mm_movemask_epi8(_mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8('0' - 1)),
                                                  _mm_cmplt_epi8(bytes, _mm_set1_epi8('9' + 1))));

    return (dots & ~(digits >> 1) & ((1U << length) - 1)) != 0;
}

/*
 * What stands here was found to be plain: a value that is no text ends at a blank, a comma, the end
 * of the line or behind a percent sign, and all of its other bytes come behind those in ASCII.
 * Where one of at most 15 bytes ends, and what it is; NULL when it may be something else. What is
 * as short as `none` may be a word.
 */
static inline const char *plain_walk_short_end(const char *at, enum expr_op *ret_op)
{
    enum { WORD_BYTES = 4, YEAR_BYTES = 4, DATE_BYTES = 10 };
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
    unsigned ends = (unsigned)_mm_movemask_epi8(_mm_cmplt_epi8(bytes, _mm_set1_epi8(',' + 1)));
    unsigned length = (unsigned)__builtin_ctz(ends | 1U << PLAIN_BLOCK_BYTES);
    bool is_name = (uint8_t)((*at | 0x20) - 'a') <= 'z' - 'a';
    const char *end = at + length;

    if (length == PLAIN_BLOCK_BYTES || (is_name && length <= WORD_BYTES))
        return NULL;
    *ret_op = EXPR_NAME;
    if (is_name)
        return plain_walk_is_path(bytes, length) ? NULL : end;
    *ret_op = *end == '%'                                     ? EXPR_PERCENT
              : length == DATE_BYTES && at[YEAR_BYTES] == '-' ? EXPR_DATE
                                                              : EXPR_NUMBER;
    return (uint8_t)(*at - '0') <= 9 ? end + (*end == '%') : NULL;
}
#else
static inline const char *plain_walk_short_end(const char *at, enum expr_op *ret_op)
{
    (void)at;
    (void)ret_op;
    return NULL;
}
#endif

static inline bool plain_walk_follow(struct plain_walk *walk, struct str lead)
{
    if ((size_t)(walk->end - walk->at) < lead.len || !plain_lead_is_at(walk->at, lead))
        return false;
    plain_walk_enter(walk, walk->at + lead.len);
    return true;
}

static inline bool plain_walk_value(struct plain_walk *walk, struct plain_item *ret_item)
{
    const char *from, *end, *next;

    if (!walk->has_more)
        return false;
    from = plain_skip_spaces(walk->at);
    end = plain_walk_short_end(from, &ret_item->op);
    if (end == NULL)
        end = plain_walk_value_end(walk, from, &ret_item->op);
    walk->has_more = false;
    if (end == NULL)
        return false;
    ret_item->text = (struct str){ from, (size_t)(end - from) };
    next = plain_skip_spaces(end);
    walk->has_more = *next == ',';
    walk->at = walk->has_more ? next + 1 : end;
    return true;
}

#endif
