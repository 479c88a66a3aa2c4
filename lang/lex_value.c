/* lex_value.c -- texts and literals as the scanner meets them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/lex_value.h"

#include "base/date.h"
#include "base/decimal.h"
#include "lang/parse.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* ---- escapes ---- */

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* \u{1F512}: one to six digits, a Unicode scalar value that is no NUL. */
static unsigned unicode_escape(const char *at, const char *limit, uint32_t *ret_character)
{
    const char *digit = at + 3;
    uint32_t value = 0;

    if (limit - at < 5 || at[2] != '{')
        return 0;
    for (; digit < limit && hex_digit(*digit) >= 0; digit++) {
        if (digit - at > 8)
            return 0;
        value = value * 16 + (uint32_t)hex_digit(*digit);
    }
    if (digit == at + 3 || digit == limit || *digit != '}')
        return 0;
    if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return 0;
    *ret_character = value;
    return (unsigned)(digit + 1 - at);
}

unsigned lex_escape(const char *at, const char *limit, uint32_t *ret_character)
{
    if (limit - at < 2)
        return 0;
    switch (at[1]) {
    case '"':
    case '\\':
    case '\'':
        *ret_character = (uint8_t)at[1];
        return 2;
    case 'n':
        *ret_character = '\n';
        return 2;
    case 't':
        *ret_character = '\t';
        return 2;
    case 'u':
        return unicode_escape(at, limit, ret_character);
    default:
        return 0;
    }
}

/* ---- texts in quotes ---- */

/* What to do at a byte that is the quote, a backslash or the end of the line. True: finished. */
static bool text_stops(struct lex_text *text, const char **at, char quote, const char *limit)
{
    uint32_t character;
    unsigned escape;

    text->end = *at;
    if (*at >= limit || **at == '\n') {
        text->fault = FAULT_UNCLOSED_TEXT;
        return true;
    }
    if (**at == quote) {
        text->end = *at + 1;
        return true;
    }
    text->has_escapes = true;
    escape = lex_escape(*at, limit, &character);
    if (escape == 0) {
        text->fault = FAULT_ESCAPE;
        escape = *at + 1 < limit && (*at)[1] != '\n' ? 2 : 1;
    }
    *at += escape;
    return false;
}

struct lex_text lex_text_plain(const char *from, const char *limit)
{
    struct lex_text text = { 0 };
    const char *at = from + 1;

    for (;;) {
        while (at < limit && *at != *from && *at != '\\' && *at != '\n')
            at++;
        if (text_stops(&text, &at, *from, limit))
            return text;
    }
}

#ifdef __SSE2__
const char *lex_text_stop(const char *at, char quote, const char *limit)
{
    const __m128i quotes = _mm_set1_epi8(quote);
    const __m128i backslashes = _mm_set1_epi8('\\');
    const __m128i newlines = _mm_set1_epi8('\n');

    for (; at < limit; at += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
        __m128i found = _mm_or_si128(
            _mm_cmpeq_epi8(bytes, quotes),
            _mm_or_si128(_mm_cmpeq_epi8(bytes, backslashes), _mm_cmpeq_epi8(bytes, newlines)));
        unsigned mask = (unsigned)_mm_movemask_epi8(found);
        if (mask != 0)
            return at + __builtin_ctz(mask);
    }
    return limit;
}
#else
const char *lex_text_stop(const char *at, char quote, const char *limit)
{
    while (at < limit && *at != quote && *at != '\\' && *at != '\n')
        at++;
    return at;
}
#endif

struct lex_text lex_text_fast(const char *from, const char *limit)
{
    struct lex_text text = { 0 };
    const char *at = from + 1;

    for (;;) {
        at = lex_text_stop(at, *from, limit);
        if (text_stops(&text, &at, *from, limit))
            return text;
    }
}

/* ---- quotes of word processors ---- */

/* U+201C to U+201F: left, right, low and reversed double quotes. */
unsigned lex_typographic_quote(const char *at, const char *limit)
{
    const uint8_t *bytes = (const uint8_t *)at;

    if (limit - at < 3 || bytes[0] != 0xE2 || bytes[1] != 0x80)
        return 0;
    return bytes[2] >= 0x9C && bytes[2] <= 0x9F ? 3 : 0;
}

/* Bytes of a blank: U+00A0, U+200B to U+200F and U+2060 among them; or 0. The text ends in NUL. */
static unsigned odd_blank(const char *at)
{
    const uint8_t *bytes = (const uint8_t *)at;

    if (bytes[0] == ' ' || bytes[0] == '\t')
        return 1;
    if (bytes[0] == 0xC2 && bytes[1] == 0xA0)
        return 2;
    if (bytes[0] != 0xE2)
        return 0;
    if (bytes[1] == 0x80)
        return bytes[2] >= 0x8B && bytes[2] <= 0x8F ? 3 : 0;
    return bytes[1] == 0x81 && bytes[2] == 0xA0 ? 3 : 0;
}

bool lex_colon_behind_odd_blanks(const char *at)
{
    unsigned blank = odd_blank(at);

    while (blank > 0) {
        at += blank;
        blank = odd_blank(at);
    }
    return *at == ':';
}

void lex_warn_typographic(struct diag_sink *sink, struct span span, const char *what,
                          struct str replacement)
{
    struct diag *diag = diag_add(sink, MSG_W0101, span, "%s a word processor", what);

    diag_fix(sink, diag, FIX_SAFE, span, replacement, "write the plain character");
}

static void warn_quotes(struct lexer *lexer, const char *from, const char *end, struct str inside)
{
    uint32_t lo = lexer->base + (uint32_t)(from - lexer->text);
    struct span span = { lo, lo + (uint32_t)(end - from) };
    struct str plain = arena_format(lexer->sink->arena, "\"%.*s\"", STR_ARG(inside));

    lex_warn_typographic(lexer->sink, span, "these quotes come from", plain);
}

struct lex_text lex_text_typographic(struct lexer *lexer, const char *from)
{
    const char *limit = lexer->text + lexer->text_bytes;
    const char *at = from + 3;

    for (; at < limit && *at != '\n'; at++) {
        unsigned closing = *at == '"' ? 1 : lex_typographic_quote(at, limit);
        struct str inside = { from + 3, (size_t)(at - from - 3) };
        if (closing == 0)
            continue;
        warn_quotes(lexer, from, at + closing, inside);
        return (struct lex_text){ .end = at + closing };
    }
    return (struct lex_text){ .end = at, .fault = FAULT_UNCLOSED_TEXT };
}

/* Only blanks, or what can follow a text. */
static bool text_may_end_before(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\r'))
        at++;
    return at == end || *at == ',' || *at == ')' || *at == ']' || *at == '}' || *at == '#';
}

struct lex_text lex_text_with_typographic_end(struct lexer *lexer, const char *from,
                                              struct lex_text unclosed)
{
    for (const char *at = from + 1; at < unclosed.end; at++) {
        struct str inside = { from + 1, (size_t)(at - from - 1) };
        if (lex_typographic_quote(at, unclosed.end) == 0 ||
            !text_may_end_before(at + 3, unclosed.end))
            continue;
        warn_quotes(lexer, from, at + 3, inside);
        return (struct lex_text){ .end = at + 3, .has_escapes = unclosed.has_escapes };
    }
    return unclosed;
}

/* ---- text blocks ---- */

enum { BLOCK_LOOKAHEAD_BYTES = 1024 };

static const char *line_end(const char *at, const char *limit)
{
    while (at < limit && *at != '\n')
        at++;
    return at;
}

static const char *find_three_quotes(const char *from, const char *end)
{
    for (; end - from >= 3; from++) {
        if (from[0] == '"' && from[1] == '"' && from[2] == '"')
            return from;
    }
    return NULL;
}

static bool starts_at_margin(const char *line, const char *limit)
{
    return line < limit && *line != ' ' && *line != '\t' && *line != '\r' && *line != '\n';
}

static bool has_three_quotes(const char *at, const char *limit)
{
    return limit - at >= 3 && at[0] == '"' && at[1] == '"' && at[2] == '"';
}

struct lex_text lex_block(const char *from, const char *limit)
{
    struct lex_text block = { .end = from, .fault = FAULT_UNCLOSED_BLOCK };

    for (const char *at = from; at < limit; at++) {
        if (*at == '\n' && starts_at_margin(at + 1, limit) && !has_three_quotes(at + 1, limit))
            return block;
        if (*at == '"' && has_three_quotes(at, limit))
            return (struct lex_text){ .end = at + 3 };
        if (*at != ' ' && *at != '\t' && *at != '\r' && *at != '\n')
            block.end = at + 1;
    }
    return block;
}

/*
 * True when the quotes up to the next declaration come out even only if one more block opens here.
 * It does not look far, so that a file full of `""` costs no more than any other.
 */
bool lex_opens_block(const char *from, const char *limit)
{
    const char *line = from;
    bool is_odd = false;

    while (line < limit && (*line == ' ' || *line == '\t' || *line == '\r'))
        line++;
    if (line == limit || *line != '\n')
        return false;
    if (limit - line > BLOCK_LOOKAHEAD_BYTES)
        limit = line + BLOCK_LOOKAHEAD_BYTES;
    while (line < limit && !starts_at_margin(line + 1, limit)) {
        const char *end = line_end(line + 1, limit);
        const char *quotes = find_three_quotes(line + 1, end);
        for (; quotes != NULL; quotes = find_three_quotes(quotes + 3, end))
            is_odd = !is_odd;
        line = end;
    }
    return is_odd;
}

/* ---- literals ---- */

static struct str token_text(const struct lexer *lexer, const struct token *token)
{
    return (struct str){ lexer->text + (token->span.lo - lexer->base),
                         token->span.hi - token->span.lo };
}

/* Four digits and a month, or four digits, Q and a quarter; the scanner has seen to the digits. */
static bool is_period(struct str text)
{
    int month;

    if (text.ptr[5] == 'Q')
        return text.len == 7 && text.ptr[6] >= '1' && text.ptr[6] <= '4';
    month = (text.ptr[5] - '0') * 10 + (text.ptr[6] - '0');
    return month >= 1 && month <= 12;
}

/* The usual case, which needs no arithmetic to be a number within its limits. */
static bool is_short_integer(struct str text)
{
    if (text.len > 12)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
    }
    return true;
}

void lex_check_literal(const struct lexer *lexer, struct token *token)
{
    struct str text = token_text(lexer, token);
    decimal number;
    int64_t minutes;

    if (token->fault != FAULT_NONE)
        return;
    if (token->kind == TOK_DATE) {
        if (!date_parse(text, &token->days))
            token->fault = FAULT_DATE;
    } else if (token->kind == TOK_MOMENT) {
        if (!moment_parse(text, &minutes))
            token->fault = FAULT_DATE;
    } else if (token->kind == TOK_PERIOD) {
        if (!is_period(text))
            token->fault = FAULT_DATE;
    } else {
        if (token->kind == TOK_PERCENT)
            text.len--;
        if (!is_short_integer(text) && !decimal_parse(text, &number))
            token->fault = FAULT_NUMBER;
    }
}
