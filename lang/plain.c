/* plain.c -- lines that need no grammar: `word id "title"` and `name: value, value`. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/plain.h"

#include "base/attr.h"
#include "base/date.h"
#include "base/decimal.h"
#include "lang/lex_value.h"
#include "lang/plain_lead.h"
#include "lang/plain_word.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* ---- characters ---- */

enum { LETTER = 1, WORD = 2, DIGIT = 4 };

#define LETTERS(c) [c] = LETTER | WORD, [(c) + 'a' - 'A'] = LETTER | WORD
#define DIGITS(c)  [c] = DIGIT | WORD
static const uint8_t classes[256] = {
    LETTERS('A'),          LETTERS('B'), LETTERS('C'), LETTERS('D'), LETTERS('E'), LETTERS('F'),
    LETTERS('G'),          LETTERS('H'), LETTERS('I'), LETTERS('J'), LETTERS('K'), LETTERS('L'),
    LETTERS('M'),          LETTERS('N'), LETTERS('O'), LETTERS('P'), LETTERS('Q'), LETTERS('R'),
    LETTERS('S'),          LETTERS('T'), LETTERS('U'), LETTERS('V'), LETTERS('W'), LETTERS('X'),
    LETTERS('Y'),          LETTERS('Z'), DIGITS('0'),  DIGITS('1'),  DIGITS('2'),  DIGITS('3'),
    DIGITS('4'),           DIGITS('5'),  DIGITS('6'),  DIGITS('7'),  DIGITS('8'),  DIGITS('9'),
    ['_'] = LETTER | WORD,
};

static inline bool is(char c, unsigned class)
{
    return (classes[(uint8_t)c] & class) != 0;
}

static inline bool is_line_end(const char *at)
{
    return *at == '\n' || (*at == '\r' && at[1] == '\n');
}

/* ---- names ---- */

/* Does a name go on with the byte at `at`? As WORD and DOTTED of lex.l have it. */
static inline bool is_inside_name(const char *at)
{
    return is(*at, WORD) || (*at == '-' && is(at[1], WORD)) || (*at == '.' && is(at[1], DIGIT));
}

#ifdef __SSE2__
enum { BLOCK_BYTES = 16 };

/* Those from `first` on, `count` of them, as bytes of ones. */
static inline __m128i bytes_among(__m128i bytes, char first, char count)
{
    __m128i offsets = _mm_sub_epi8(bytes, _mm_set1_epi8(first));

    return _mm_cmpeq_epi8(_mm_min_epu8(offsets, _mm_set1_epi8((char)(count - 1))), offsets);
}

/* One bit for each byte of a block with which a name goes on; what stands behind is not known. */
static inline unsigned bits_inside_name(const char *at)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
    __m128i letters = bytes_among(_mm_or_si128(bytes, _mm_set1_epi8('a' - 'A')), 'a', 26);
    __m128i digits = bytes_among(bytes, '0', 10);
    __m128i others = _mm_or_si128(letters, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('_')));
    unsigned digit = (unsigned)_mm_movemask_epi8(digits);
    unsigned word = (unsigned)_mm_movemask_epi8(_mm_or_si128(others, digits));
    unsigned dash = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('-')));
    unsigned dot = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('.')));

    return word | (dash & word >> 1) | (dot & digit >> 1);
}

/* Of the last byte of a block only the next one tells whether it is inside. */
static ISMS_INLINE const char *find_name_end(const char *at)
{
    unsigned bytes;

    at++;
    do {
        bytes = (unsigned)__builtin_ctz(~bits_inside_name(at) | 1U << (BLOCK_BYTES - 1));
        at += bytes;
    } while (bytes == BLOCK_BYTES - 1 && is_inside_name(at));
    return at;
}
#else
static ISMS_INLINE const char *find_name_end(const char *at)
{
    do
        at++;
    while (is_inside_name(at));
    return at;
}
#endif

const char *plain_name_end(const char *at)
{
    return find_name_end(at);
}

static ISMS_INLINE const char *name_end(const struct plain_text *text, const char *at)
{
    const char *end;

    if (!is(*at, LETTER))
        return NULL;
    end = find_name_end(at);
    return (size_t)(end - at) <= text->limits->name_bytes ? end : NULL;
}

/* ---- values ---- */

/* One past a value, or NULL, and what its node would be. */
struct found {
    const char *end;
    enum expr_op op;
};

static const char *path_end(const struct plain_text *text, const char *at)
{
    enum { PARTS_MOST = 32 }; /* far below what an expression may nest */
    unsigned parts = 1;

    while (at != NULL && *at == '.' && is(at[1], LETTER) && parts++ < PARTS_MOST)
        at = name_end(text, at + 1);
    return at;
}

/* Behind a dot every word is a name. */
static ISMS_INLINE struct found word_value(const struct plain_text *text, const char *at)
{
    const char *end = name_end(text, at);
    const struct plain_word *word = end != NULL ? plain_word_find(at, end) : NULL;

    if (word != NULL)
        return (struct found){ word->value != 0 ? end : NULL, (enum expr_op)word->value };
    if (end == NULL || *end != '.')
        return (struct found){ end, EXPR_NAME };
    return (struct found){ path_end(text, end), EXPR_SELECT };
}

static int two_digits(const char *at)
{
    return (at[0] - '0') * 10 + (at[1] - '0');
}

/* Every month of every year but February has 30 days; year 0 is none. */
static bool is_surely_a_day(const char *year, int month, int day)
{
    enum { FEBRUARY = 2 };

    return year[0] > '0' && month >= 1 && month <= 12 && month != FEBRUARY && day >= 1 && day <= 30;
}

static const char *date_end(const char *at, const char *dash)
{
    int32_t days;

    if (!is(dash[1], DIGIT) || !is(dash[2], DIGIT) || dash[3] != '-' || !is(dash[4], DIGIT) ||
        !is(dash[5], DIGIT))
        return NULL;
    if (is_surely_a_day(at, two_digits(dash + 1), two_digits(dash + 4)))
        return dash + 6;
    return date_parse((struct str){ at, (size_t)(dash + 6 - at) }, &days) ? dash + 6 : NULL;
}

static const char *skip_digits(const char *at)
{
    while (is(*at, DIGIT))
        at++;
    return at;
}

static bool is_number(const char *at, const char *end)
{
    decimal number;

    return decimal_parse((struct str){ at, (size_t)(end - at) }, &number);
}

static ISMS_INLINE struct found number_value(const char *at)
{
    enum { DIGITS_OF_YEAR = 4, DIGITS_SAFE = 12 };
    const char *end = skip_digits(at);
    bool is_short = *end != '.' && end - at <= DIGITS_SAFE;

    if (*end == '-' && end - at == DIGITS_OF_YEAR)
        return (struct found){ date_end(at, end), EXPR_DATE };
    if (*end == '.')
        end = skip_digits(end + 1);
    if (!is_short && !is_number(at, end))
        return (struct found){ NULL, EXPR_NUMBER };
    return *end == '%' ? (struct found){ end + 1, EXPR_PERCENT }
                       : (struct found){ end, EXPR_NUMBER };
}

/* Two quotes may be the beginning of a text block. */
static const char *text_value(const struct plain_text *text, const char *at)
{
    const char *stop = lex_text_stop(at + 1, '"', text->limit);

    return *stop == '"' && stop > at + 1 && stop < text->limit ? stop + 1 : NULL;
}

static ISMS_INLINE struct found literal_value(const struct plain_text *text, const char *at)
{
    if (is(*at, DIGIT))
        return number_value(at);
    return (struct found){ *at == '"' ? text_value(text, at) : NULL, EXPR_STRING };
}

static ISMS_INLINE struct found find_value(const struct plain_text *text, const char *at)
{
    return is(*at, LETTER) ? word_value(text, at) : literal_value(text, at);
}

const char *plain_value(const struct plain_text *text, const char *at, enum expr_op *ret_op)
{
    struct found found = find_value(text, at);

    *ret_op = found.op;
    return found.end;
}

/* ---- lines ---- */

static ISMS_INLINE bool head_word(const struct plain_text *text, const char *at,
                                  struct plain_head *head)
{
    head->word_end = name_end(text, at);
    if (head->word_end == NULL || *head->word_end != ' ' ||
        plain_word_find(at, head->word_end) != NULL)
        return false;
    head->id = plain_skip_spaces(head->word_end);
    return true;
}

/* Most declarations begin with the word of the one above. */
static ISMS_INLINE bool foreseen_word(const struct plain_text *text, const char *at,
                                      struct plain_leads *leads, struct plain_head *head)
{
    if (leads->head.len - 1 < (size_t)(text->limit - at) && plain_lead_is_at(at, leads->head)) {
        head->word_end = at + leads->word_bytes;
        head->id = plain_skip_spaces(at + leads->head.len);
        return true;
    }
    if (!head_word(text, at, head))
        return false;
    leads->head = (struct str){ at, (size_t)(head->id - at) };
    leads->word_bytes = (size_t)(head->word_end - at);
    return true;
}

bool plain_head(const struct plain_text *text, const char *at, struct plain_leads *leads,
                struct plain_head *ret_head)
{
    struct plain_head head = { 0 };

    if (leads != NULL ? !foreseen_word(text, at, leads, &head) : !head_word(text, at, &head))
        return false;
    head.id_end = name_end(text, head.id);
    if (head.id_end == NULL || plain_word_find(head.id, head.id_end) != NULL)
        return false;
    head.end = head.id_end;
    if (*head.end == ' ')
        head.title = plain_skip_spaces(head.end);
    if (head.title != NULL && *head.title == '"')
        head.end = text_value(text, head.title);
    else
        head.title = NULL;
    *ret_head = head;
    return head.end != NULL && is_line_end(plain_skip_spaces(head.end)) &&
           (size_t)(head.end - at) <= text->limits->token_bytes;
}

/* From the first value on. */
static ISMS_INLINE const char *values_end(const struct plain_text *text, const char *at)
{
    for (;;) {
        const char *next;
        at = find_value(text, at).end;
        if (at == NULL)
            return NULL;
        next = plain_skip_spaces(at);
        if (is_line_end(next))
            return at;
        if (*next != ',')
            return NULL;
        at = plain_skip_spaces(next + 1);
    }
}

static ISMS_INLINE const char *field_end(const struct plain_text *text, const char *at)
{
    const char *end = name_end(text, at), *value;

    if (end == NULL || *end != ':')
        return NULL;
    end++;
    value = plain_skip_spaces(end);
    if (!is_line_end(value))
        end = values_end(text, value);
    return end != NULL && (size_t)(end - at) <= text->limits->token_bytes ? end : NULL;
}

const char *plain_field(const struct plain_text *text, const char *at)
{
    return field_end(text, at);
}

/* ---- what follows ---- */

static const char *behind_comment(const struct plain_text *text, const char *at)
{
    const char *newline = memchr(at, '\n', (size_t)(text->limit - at));

    return newline != NULL ? newline + 1 : text->limit;
}

/* The start of the line behind a plain one. */
static const char *next_line(const char *end)
{
    end = plain_skip_spaces(end);
    return *end == '\r' ? end + 2 : end + 1;
}

/* Odd characters may hide what a line begins with. */
static bool is_visible(char c)
{
    return c > ' ' && c < 0x7f;
}

static bool continues_a_line(const char *at)
{
    const struct plain_word *word =
        is(*at, LETTER) ? plain_word_find(at, plain_name_end(at)) : NULL;

    return word != NULL && word->continues;
}

/* The next line that is more than a comment. */
struct next_line {
    const char *start;
    const char *at; /* the first byte that is no space */
    bool is_behind_comment;
};

static struct next_line look_ahead(const struct plain_text *text, const char *end)
{
    struct next_line next = { .start = next_line(end) };

    next.at = plain_skip_spaces(next.start);
    while (*next.at == '#') {
        next.start = behind_comment(text, next.at);
        next.at = plain_skip_spaces(next.start);
        next.is_behind_comment = true;
    }
    return next;
}

/* A blank line, column 1, the end of the text. */
static bool ends_paragraph(const struct plain_text *text, const struct next_line *next)
{
    return next->at == text->limit || is_line_end(next->at) ||
           (next->at == next->start && is_visible(*next->at));
}

bool plain_line_is_over(const struct plain_text *text, const char *end)
{
    struct next_line next = look_ahead(text, end);

    return ends_paragraph(text, &next) || (is_visible(*next.at) && !continues_a_line(next.at));
}

/*
 * The field on the next line, or NULL: nearly always that is indented, and what begins with a
 * letter is neither blank nor a comment nor the end.
 */
static inline const char *field_below(const char *end)
{
    const char *line = end + 1, *at = plain_skip_spaces(line);

    return *end == '\n' && at > line && is(*at, LETTER) ? at : NULL;
}

/* The next field of a paragraph; NULL when it is over, or goes on with something else. */
static inline const char *next_field(const struct plain_text *text, const char *end,
                                     bool *ret_is_over)
{
    const char *field = field_below(end);
    struct next_line next;

    if (field != NULL)
        return field;
    next = look_ahead(text, end);
    *ret_is_over = ends_paragraph(text, &next);
    return *ret_is_over || next.is_behind_comment || next.at == next.start ? NULL : next.at;
}

/* A field that begins with a lead that was to be expected; its values are looked at. */
static ISMS_INLINE const char *foreseen_end(const struct plain_text *text,
                                            const struct plain_lead *lead, const char *end)
{
    const char *value = end + lead->bytes, *name = end + lead->name;

    if (is_line_end(value))
        return NULL;
    end = values_end(text, value);
    return end != NULL && (size_t)(end - name) <= text->limits->token_bytes ? end : NULL;
}

/* The end of the line above, and the field. */
struct unforeseen {
    const char *from, *at;
};

/* A field of which nothing is known; *lead becomes the number of its own. */
static const char *unforeseen_end(const struct plain_text *text, struct plain_leads *leads,
                                  uint32_t *lead, struct unforeseen field)
{
    const char *end = field_end(text, field.at), *value;

    if (end == NULL)
        return NULL;
    value = plain_skip_spaces(find_name_end(field.at) + 1);
    *lead = plain_lead_learn(leads, *lead, (struct str){ field.from, (size_t)(value - field.from) },
                             field.at);
    return end;
}

const char *plain_body(const struct plain_text *text, const char *end, struct plain_leads *leads)
{
    uint32_t lead = 0;
    bool is_over = false;

    for (;;) {
        struct str rest = { end, (size_t)(text->limit - end) };
        uint32_t next = plain_lead_after(leads, lead, rest);
        const char *found = next != 0 ? foreseen_end(text, &leads->items[next], end) : NULL;
        if (found != NULL) {
            lead = next;
            end = found;
            continue;
        }
        const char *field = next_field(text, end, &is_over);
        if (field == NULL)
            return is_over ? end : NULL;
        end = unforeseen_end(text, leads, &lead, (struct unforeseen){ end, field });
        if (end == NULL)
            return NULL;
    }
}
