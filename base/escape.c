/* escape.c -- text made safe for the format it is written into. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/escape.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/utf8.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* One character that is about to be written. */
enum { SCRATCH_BYTES = 8 };
struct candidate {
    uint32_t code; /* UTF8_REPLACEMENT for a byte that is no UTF-8 */
    bool is_utf8;
    struct str rest;             /* of the text, after the character */
    char scratch[SCRATCH_BYTES]; /* for a replacement that must be put together */
};

/* What to write instead; NULL: the character as it is. */
typedef const char *replace_fn(struct candidate *candidate);

/*
 * What no format below replaces; most text is passed over here. Whoever gives a format another
 * special character takes it out; tests/unit/test_escape says which ones each has.
 */
static const bool is_inert[UINT8_MAX + 1] = {
    [' '] = true,         ['!'] = true,         ['#'] = true, ['%'] = true, ['('] = true,
    [')'] = true,         ['+'] = true,         [','] = true, ['-'] = true, ['.'] = true,
    ['/'] = true,         [':'] = true,         [';'] = true, ['='] = true, ['?'] = true,
    ['@'] = true,         ['^'] = true,         ['{'] = true, ['}'] = true, ['0' ... '9'] = true,
    ['A' ... 'Z'] = true, ['a' ... 'z'] = true,
};

#ifdef __SSE2__
enum { BLOCK_BYTES = 16 };

static __m128i bytes_like(__m128i block, char byte)
{
    return _mm_cmpeq_epi8(block, _mm_set1_epi8(byte));
}

/*
 * A bit for each of sixteen bytes that may not be inert. Compared as signed numbers, bytes beyond
 * ASCII are less than a blank, too. `^`, `{` and `}` are taken along with their neighbours.
 */
static unsigned doubtful_bytes(const char *bytes)
{
    __m128i block = _mm_loadu_si128((const __m128i *)(const void *)bytes);
    __m128i low = _mm_cmplt_epi8(block, _mm_set1_epi8(' '));
    __m128i high = _mm_cmpgt_epi8(block, _mm_set1_epi8('z'));
    __m128i from_bracket = _mm_add_epi8(block, _mm_set1_epi8((char)(INT8_MIN - '[')));
    __m128i brackets = _mm_cmplt_epi8(from_bracket, _mm_set1_epi8((char)(INT8_MIN + 'a' - '[')));
    __m128i angles = bytes_like(_mm_or_si128(block, _mm_set1_epi8('<' ^ '>')), '>');
    __m128i quotes = bytes_like(_mm_or_si128(block, _mm_set1_epi8('&' ^ '\'')), '\'');
    __m128i others = _mm_or_si128(_mm_or_si128(bytes_like(block, '"'), bytes_like(block, '$')),
                                  bytes_like(block, '*'));
    __m128i ends = _mm_or_si128(_mm_or_si128(low, high), brackets);

    return (unsigned)_mm_movemask_epi8(
        _mm_or_si128(_mm_or_si128(ends, others), _mm_or_si128(angles, quotes)));
}

/* Where the first doubtful byte is from `index` on, at most at the end of the last whole block. */
static size_t skip_inert_blocks(struct str text, size_t index)
{
    for (; text.len - index >= BLOCK_BYTES; index += BLOCK_BYTES) {
        unsigned doubtful = doubtful_bytes(text.ptr + index);
        if (doubtful != 0)
            return index + (unsigned)__builtin_ctz(doubtful);
    }
    return index;
}
#else
static size_t skip_inert_blocks(struct str text, size_t index)
{
    (void)text;
    return index;
}
#endif

static size_t skip_inert(struct str text, size_t index)
{
    index = skip_inert_blocks(text, index);
    while (index < text.len && is_inert[(unsigned char)text.ptr[index]])
        index++;
    return index;
}

bool text_is_inert(struct str text)
{
    return skip_inert(text, 0) == text.len;
}

static struct candidate take_candidate(struct str text, size_t *index)
{
    uint32_t code = utf8_next(text, index);
    return (struct candidate){
        .code = code == UTF8_INVALID ? UTF8_REPLACEMENT : code,
        .is_utf8 = code != UTF8_INVALID,
        .rest = str_slice(text, *index, text.len),
    };
}

static void out_replacing_from(struct out *out, struct str text, size_t index, replace_fn *replace)
{
    size_t done = 0;
    while (index < text.len) {
        size_t start = index;
        struct candidate candidate = take_candidate(text, &index);
        const char *replacement = replace(&candidate);
        if (replacement == NULL && !candidate.is_utf8)
            replacement = "\xef\xbf\xbd";
        if (replacement != NULL) {
            out_str(out, str_slice(text, done, start));
            out_text(out, replacement);
            done = index;
        }
        index = skip_inert(text, index);
    }
    out_str(out, str_slice(text, done, text.len));
}

static void out_replacing(struct out *out, struct str text, replace_fn *replace)
{
    size_t index = skip_inert(text, 0);

    if (index == text.len)
        out_str(out, text);
    else
        out_replacing_from(out, text, index, replace);
}

static bool is_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7f && code <= 0x9f);
}

/* ---------------------------------------------------------------- JSON */

static const char *json_unicode(struct candidate *candidate)
{
    snprintf(candidate->scratch, SCRATCH_BYTES, "\\u%04x", candidate->code & 0xffff);
    return candidate->scratch;
}

static const char *json_replacement(struct candidate *candidate)
{
    switch (candidate->code) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\b':
        return "\\b";
    case '\f':
        return "\\f";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    case '<':    /* would end a script element that holds the JSON */
    case 0x2028: /* ends a line in older JavaScript */
    case 0x2029:
        return json_unicode(candidate);
    default:
        return is_control(candidate->code) ? json_unicode(candidate) : NULL;
    }
}

void out_json(struct out *out, struct str text)
{
    size_t inert = skip_inert(text, 0);

    if (inert == text.len) {
        out_between(out, '"', text);
        return;
    }
    out_char(out, '"');
    out_replacing_from(out, text, inert, json_replacement);
    out_char(out, '"');
}

/* ---------------------------------------------------------------- HTML, XML */

static const char *html_replacement(struct candidate *candidate)
{
    switch (candidate->code) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\t':
    case '\n':
        return NULL;
    case 0xfffe: /* characters that XML forbids */
    case 0xffff:
        return "\xef\xbf\xbd";
    default:
        return is_control(candidate->code) ? "" : NULL;
    }
}

void out_html(struct out *out, struct str text)
{
    out_replacing(out, text, html_replacement);
}

/* ---------------------------------------------------------------- CSV */

static bool is_kept_in_csv(uint32_t code)
{
    return !is_control(code) || code == '\t' || code == '\n' || code == '\r';
}

static const char *csv_replacement(struct candidate *candidate)
{
    if (candidate->code == '"')
        return "\"\"";
    return is_kept_in_csv(candidate->code) ? NULL : "";
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The first character that will be written decides: what is dropped before it hides nothing. */
static bool looks_like_formula(struct str text)
{
    size_t index = 0;

    if (text.len > 0 && is_letter(text.ptr[0]))
        return false;
    while (index < text.len) {
        uint32_t code = utf8_next(text, &index);
        if (is_kept_in_csv(code))
            return code == '=' || code == '+' || code == '-' || code == '@' || code == '\t' ||
                   code == '\r';
    }
    return false;
}

/* Nothing is dropped of it, so its first byte decides. */
void out_csv_inert(struct out *out, struct str text)
{
    char first = text.len > 0 ? text.ptr[0] : 0;

    if (first == '=' || first == '+' || first == '-' || first == '@')
        out_csv(out, text);
    else
        out_between(out, '"', text);
}

void out_csv(struct out *out, struct str text)
{
    size_t inert = skip_inert(text, 0);
    bool is_formula = looks_like_formula(text);

    if (inert == text.len && !is_formula) {
        out_between(out, '"', text);
        return;
    }
    out_char(out, '"');
    if (is_formula)
        out_char(out, '\'');
    out_replacing_from(out, text, inert, csv_replacement);
    out_char(out, '"');
}

/* ---------------------------------------------------------------- Markdown */

static const char *markdown_replacement(struct candidate *candidate)
{
    switch (candidate->code) {
    case '\\':
    case '`':
    case '*':
    case '_':
    case '[':
    case ']':
    case '|':
    case '~':
    case '$':
        snprintf(candidate->scratch, SCRATCH_BYTES, "\\%c", (char)candidate->code);
        return candidate->scratch;
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '\n':
        return "<br>";
    case '\t':
        return " ";
    default:
        return is_control(candidate->code) ? "" : NULL;
    }
}

void out_markdown(struct out *out, struct str text)
{
    out_replacing(out, text, markdown_replacement);
}

/* ---------------------------------------------------------------- DOT */

static bool is_name_character(char c)
{
    return c == '#' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Graphviz replaces HTML entities in plain labels too, so a text with one would show as another. */
static bool continues_entity(struct str rest)
{
    size_t index = 0;
    while (index < rest.len && is_name_character(rest.ptr[index]))
        index++;
    return index > 0 && index < rest.len && rest.ptr[index] == ';';
}

static const char *dot_replacement(struct candidate *candidate)
{
    switch (candidate->code) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\n':
        return "\\n";
    case '&':
        return continues_entity(candidate->rest) ? "&amp;" : NULL;
    default:
        return is_control(candidate->code) ? " " : NULL;
    }
}

void out_dot(struct out *out, struct str text)
{
    out_char(out, '"');
    out_replacing(out, text, dot_replacement);
    out_char(out, '"');
}
