/* char_check.c -- which bytes may stand in a source text at all. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/char_check.h"

#include "base/utf8.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { REPORTED_MOST = 20, BLOCK_BYTES = 64 };

enum defect { DEFECT_NONE, DEFECT_NUL, DEFECT_CONTROL, DEFECT_RETURN, DEFECT_UTF8, DEFECT_BIDI };

/* Plain printable ASCII, tabs and line ends need no second look. */
#ifdef __SSE2__
/*
 * Compared as signed numbers, bytes beyond ASCII are less than a blank, too; and so is what comes
 * behind 0x7f.
 */
static inline __m128i special_bytes(const char *bytes)
{
    __m128i block = _mm_loadu_si128((const __m128i *)(const void *)bytes);
    __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('\n')),
                                _mm_cmpeq_epi8(block, _mm_set1_epi8('\t')));
    __m128i next = _mm_add_epi8(block, _mm_set1_epi8(1));

    return _mm_andnot_si128(ends, _mm_cmplt_epi8(next, _mm_set1_epi8(' ' + 1)));
}

static inline bool block_is_plain(const char *bytes)
{
    __m128i special = special_bytes(bytes);

    for (unsigned i = 16; i < BLOCK_BYTES; i += 16)
        special = _mm_or_si128(special, special_bytes(bytes + i));
    return _mm_movemask_epi8(special) == 0;
}
#else
static inline bool block_is_plain(const char *bytes)
{
    unsigned special = 0;

    for (unsigned i = 0; i < BLOCK_BYTES; i++) {
        uint8_t byte = (uint8_t)bytes[i];
        special |=
            (unsigned)((byte < 0x20) & (byte != '\n') & (byte != '\t')) | (unsigned)(byte >= 0x7f);
    }
    return special == 0;
}
#endif

/* The first block from `at` on that needs one, or the end that is no whole block. */
static size_t skip_plain_blocks(struct str text, size_t at)
{
    while (text.len - at >= BLOCK_BYTES && block_is_plain(text.ptr + at))
        at += BLOCK_BYTES;
    return at;
}

static bool is_bidi_control(uint32_t character)
{
    return (character >= 0x202A && character <= 0x202E) ||
           (character >= 0x2066 && character <= 0x2069);
}

/* What is wrong with the character at `*index`, which moves behind it. */
static enum defect look_at(struct str text, size_t *index)
{
    size_t at = *index;
    uint32_t character = utf8_next(text, index);

    if (character == UTF8_INVALID)
        return DEFECT_UTF8;
    if (character == 0)
        return DEFECT_NUL;
    if (character == '\n' || character == '\t')
        return DEFECT_NONE;
    if (character == '\r')
        return at + 1 < text.len && text.ptr[at + 1] == '\n' ? DEFECT_NONE : DEFECT_RETURN;
    if (character < 0x20 || (character >= 0x7f && character < 0xA0))
        return DEFECT_CONTROL;
    return is_bidi_control(character) ? DEFECT_BIDI : DEFECT_NONE;
}

static const char *describe(enum defect defect)
{
    switch (defect) {
    case DEFECT_NUL:
        return "a NUL byte; is this a text file?";
    case DEFECT_CONTROL:
        return "a control character that has no meaning in a text";
    case DEFECT_RETURN:
        return "a carriage return without a line feed; lines end with LF or CR LF";
    case DEFECT_UTF8:
        return "bytes that are not UTF-8; save the file as UTF-8";
    case DEFECT_BIDI:
        return "a character that changes the direction of writing, so that the line is not read as "
               "it is shown; write it as `\\u{...}` if a text needs it";
    case DEFECT_NONE:
        break;
    }
    return "";
}

static void report(struct diag_sink *sink, enum defect defect, struct span span, uint32_t count)
{
    struct diag *diag = diag_add(sink, MSG_E0109, span, "here stands %s", describe(defect));

    if (count == REPORTED_MOST)
        diag_note(sink, diag, "more of these in the same file are not shown");
}

/* The run of characters with the same defect that begins at `from`. Returns its end. */
static size_t end_of_run(struct str text, size_t from, enum defect defect)
{
    size_t end = from;

    while (end < text.len) {
        size_t next = end;
        if (look_at(text, &next) != defect)
            break;
        end = next;
    }
    return end;
}

uint32_t check_characters(struct diag_sink *sink, struct str text, uint32_t base)
{
    uint32_t count = 0;
    size_t at = skip_plain_blocks(text, 0);

    while (at < text.len && count < REPORTED_MOST) {
        size_t from = at;
        enum defect defect = look_at(text, &at);
        if (defect != DEFECT_NONE) {
            at = end_of_run(text, from, defect);
            report(sink, defect, (struct span){ base + (uint32_t)from, base + (uint32_t)at },
                   ++count);
        }
        at = skip_plain_blocks(text, at);
    }
    return count;
}
