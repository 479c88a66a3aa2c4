/* lex_fault.c -- what we say about a token that is wrong in itself. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/lex_fault.h"

#include "base/date.h"
#include "lang/lex_value.h"
#include "lang/parse.h"
#include "lang/parser.h"

#include <assert.h>
#include <string.h>

/* ---- dates ---- */

/* Three numbers as people write a date, in the order of the text. */
struct date_parts {
    int numbers[3];
    unsigned digits[3];
    unsigned count;
    char separator;
};

static bool read_number(struct str text, size_t *index, struct date_parts *parts)
{
    int number = 0;
    unsigned digits = 0;

    for (; *index < text.len && text.ptr[*index] >= '0' && text.ptr[*index] <= '9'; (*index)++) {
        number = digits < 6 ? number * 10 + (text.ptr[*index] - '0') : number;
        digits++;
    }
    parts->numbers[parts->count] = number;
    parts->digits[parts->count] = digits;
    parts->count++;
    return digits > 0;
}

/* False when there is anything but numbers with one kind of separator between them. */
static bool read_parts(struct str text, struct date_parts *ret_parts)
{
    struct date_parts parts = { 0 };
    size_t index = 0;

    while (parts.count < 3) {
        if (!read_number(text, &index, &parts))
            return false;
        if (index == text.len)
            break;
        if (parts.separator != 0 && parts.separator != text.ptr[index])
            return false;
        parts.separator = text.ptr[index++];
    }
    *ret_parts = parts;
    return index == text.len;
}

static const char *month_name(int month)
{
    static const char *const names[] = { "January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December" };

    return names[month - 1];
}

static int month_days(int year, int month)
{
    int32_t days;
    int day = 31;

    while (!date_from_ymd(year, month, day, &days))
        day--;
    return day;
}

static void explain_impossible_day(struct diag_sink *sink, struct diag *diag,
                                   const struct date_parts *date)
{
    int year = date->numbers[0], month = date->numbers[1];

    if (year < 1 || year > 9999)
        diag_note(sink, diag, "years run from 0001 to 9999");
    else if (month < 1 || month > 12)
        diag_note(sink, diag, "there is no month %d", month);
    else
        diag_note(sink, diag, "%s %04d has %d days", month_name(month), year,
                  month_days(year, month));
}

/* 31/12/2026, 31.12.2026, 2026-2-3: the date that is meant when there is only one. */
static bool guess_date(const struct date_parts *parts, int32_t *ret_days)
{
    const int *n = parts->numbers;

    if (parts->count != 3)
        return false;
    if (parts->digits[0] == 4)
        return date_from_ymd(n[0], n[1], n[2], ret_days);
    if (parts->digits[2] != 4)
        return false;
    /* Dots are written day first; slashes either way, so one number must tell. */
    if (parts->separator == '.' || n[0] > 12 || n[0] == n[1])
        return date_from_ymd(n[2], n[1], n[0], ret_days);
    return n[1] > 12 && date_from_ymd(n[2], n[0], n[1], ret_days);
}

static void suggest_date(struct diag_sink *sink, struct diag *diag, struct span span,
                         const struct date_parts *parts)
{
    char text[DATE_TEXT_BYTES];
    int32_t days;

    if (!guess_date(parts, &days)) {
        diag_help(sink, diag, "dates are written YYYY-MM-DD");
        return;
    }
    date_write(days, text);
    diag_fix(sink, diag, FIX_SAFE, span, arena_copy(sink->arena, str_from(text)),
             "dates are written YYYY-MM-DD: `%s`", text);
}

static bool is_well_formed_date(const struct date_parts *parts)
{
    return parts->count == 3 && parts->separator == '-' && parts->digits[0] == 4 &&
           parts->digits[1] == 2 && parts->digits[2] == 2;
}

static bool looks_like_date(const struct date_parts *parts)
{
    return parts->count == 3 ||
           (parts->count == 2 && parts->digits[0] == 4 && parts->digits[1] <= 2);
}

static void report_period(struct diag_sink *sink, const struct token *token, struct str text)
{
    struct diag *diag =
        diag_add(sink, MSG_E0107, token->span, "`%.*s` is not a period", STR_ARG(text));

    if (text.ptr[5] == 'Q')
        diag_note(sink, diag, "quarters are Q1 to Q4");
    else
        diag_note(sink, diag, "there is no month %.*s", STR_ARG(str_slice(text, 5, 7)));
    diag_help(sink, diag, "periods are written `2026-03` or `2026-Q1`");
}

/* What people write instead of `2026-05-04T10:00`: a blank, a small `t`, one digit of the hour. */
static bool guess_moment(struct str text, char ret_text[MOMENT_TEXT_BYTES])
{
    struct date_parts time = { 0 };
    size_t at = 10;
    int64_t minutes;
    int32_t days;

    while (at < text.len && (text.ptr[at] < '0' || text.ptr[at] > '9'))
        at++;
    if (!date_parse(str_slice(text, 0, 10), &days) ||
        !read_parts(str_slice(text, at, text.len), &time) || time.count != 2 ||
        time.separator != ':' || time.numbers[0] > 23 || time.numbers[1] > 59 ||
        time.digits[1] != 2)
        return false;
    minutes = (int64_t)days * MINUTES_PER_DAY + time.numbers[0] * MINUTES_PER_HOUR;
    moment_write(minutes + time.numbers[1], ret_text);
    return true;
}

static void report_moment(struct diag_sink *sink, const struct token *token, struct str text)
{
    struct diag *diag =
        diag_add(sink, MSG_E0107, token->span, "`%.*s` is not a moment", STR_ARG(text));
    struct date_parts date = { 0 };
    char meant[MOMENT_TEXT_BYTES];
    int32_t days;

    if (guess_moment(text, meant)) {
        diag_fix(sink, diag, FIX_SAFE, token->span, arena_copy(sink->arena, str_from(meant)),
                 "moments are written with a `T`: `%s`", meant);
        return;
    }
    if (!date_parse(str_slice(text, 0, 10), &days) && read_parts(str_slice(text, 0, 10), &date))
        explain_impossible_day(sink, diag, &date);
    else if (text.len == MOMENT_TEXT_BYTES - 1)
        diag_note(sink, diag, "hours run from 00 to 23, minutes from 00 to 59");
    diag_help(sink, diag,
              "moments are written `2026-05-04T10:00`, without seconds and without a time zone");
}

static void report_date(struct diag_sink *sink, const struct token *token, struct str text)
{
    struct date_parts parts;
    struct diag *diag;

    if (token->kind == TOK_PERIOD) {
        report_period(sink, token, text);
        return;
    }
    if (token->kind == TOK_MOMENT) {
        report_moment(sink, token, text);
        return;
    }
    if (!read_parts(text, &parts))
        parts = (struct date_parts){ .count = 3 };
    if (!looks_like_date(&parts)) {
        diag = diag_add(sink, MSG_E0115, token->span, "`%.*s` is neither a number nor a date",
                        STR_ARG(text));
        diag_help(sink, diag, "to subtract, put blanks around the `-`");
        return;
    }
    diag = diag_add(sink, MSG_E0107, token->span, "`%.*s` is not a date", STR_ARG(text));
    if (is_well_formed_date(&parts))
        explain_impossible_day(sink, diag, &parts);
    else
        suggest_date(sink, diag, token->span, &parts);
}

/* ---- numbers ---- */

static size_t number_bytes(struct str text)
{
    size_t bytes = 0;

    while (bytes < text.len && ((text.ptr[bytes] >= '0' && text.ptr[bytes] <= '9') ||
                                text.ptr[bytes] == '_' || text.ptr[bytes] == '.'))
        bytes++;
    return bytes;
}

static void report_number(struct diag_sink *sink, const struct token *token, struct str text)
{
    size_t digits = number_bytes(text);
    uint32_t after = token->span.lo + (uint32_t)digits;
    struct diag *diag =
        diag_add(sink, MSG_E0115, token->span, "`%.*s` is not a number", STR_ARG(text));

    if (digits < text.len && text.ptr[digits] != '%')
        diag_fix(sink, diag, FIX_UNSAFE, (struct span){ after, after }, STR(" "),
                 "put a blank between a number and its unit; a name begins with a letter");
    else
        diag_help(sink, diag,
                  "numbers have digits, single `_` between them, at most six places after the dot, "
                  "and at most 9 223 372 036 854 before it");
}

/* ---- signs and characters ---- */

static const char *meant_by(struct str text)
{
    static const struct {
        const char *written, *meant;
    } signs[] = { { "&&", "and" }, { "||", "or" },  { "!", "not" }, { "<>", "!=" }, { "=<", "<=" },
                  { "=>", ">=" },  { "...", ".." }, { ";", "," },   { "≠", "!=" },  { "≤", "<=" },
                  { "≥", ">=" },   { "→", "->" },   { "×", "*" },   { "…", ".." },  { "–", "-" },
                  { "—", "-" },    { "−", "-" },    { "•", "-" } };

    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (str_equal(text, str_from(signs[i].written)))
            return signs[i].meant;
    }
    assert(text.len == 0); /* every faulty sign of lex.l stands in the table */
    return "";
}

static void report_sign(struct diag_sink *sink, const struct token *token, struct str text)
{
    const char *meant = meant_by(text);
    struct diag *diag =
        diag_add(sink, MSG_E0108, token->span, "`%.*s` has no meaning here", STR_ARG(text));

    diag_fix(sink, diag, FIX_SAFE, token->span, str_from(meant), "did you mean `%s`?", meant);
}

static void report_character(struct diag_sink *sink, const struct token *token, struct str text)
{
    struct diag *diag =
        diag_add(sink, MSG_E0108, token->span, "`%.*s` has no meaning here", STR_ARG(text));

    if (((uint8_t)text.ptr[0] & 0x80) != 0)
        diag_help(sink, diag,
                  "names are written with the letters A to Z, digits, `-` and `_`; "
                  "everything else stands in quotes");
    else if (text.ptr[0] == '\'')
        diag_help(sink, diag, "texts stand in double quotes");
}

/* Letters that look alike would make two names look like one (CVE-2021-42694). */
static void report_name(struct diag_sink *sink, const struct token *token, struct str text)
{
    struct diag *diag =
        diag_add(sink, MSG_E0108, token->span, "`%.*s` cannot be a name", STR_ARG(text));

    diag_help(
        sink, diag,
        "names are written with the letters A to Z, digits, `-` and `_`; titles in quotes may "
        "have any letters");
}

static void report_single_quotes(struct diag_sink *sink, const struct token *token, struct str text)
{
    struct str inside = str_slice(text, 1, text.len - 1);
    struct diag *diag = diag_add(sink, MSG_E0108, token->span, "texts stand in double quotes");

    diag_fix(sink, diag, FIX_SAFE, token->span,
             arena_format(sink->arena, "\"%.*s\"", STR_ARG(inside)), "write double quotes");
}

/* ---- texts ---- */

static void report_unclosed_text(struct diag_sink *sink, const struct token *token)
{
    struct span opening = { token->span.lo, token->span.lo + 1 };
    struct diag *diag = diag_add(sink, MSG_E0106, opening, "this text is not closed on its line");

    diag_set_label(sink, diag, "text opened here");
    diag_help(sink, diag, "end it with `\"`; longer texts stand between `\"\"\"` and `\"\"\"`");
}

static void report_unclosed_block(struct diag_sink *sink, const struct token *token)
{
    struct span opening = { token->span.lo, token->span.lo + 3 };
    struct diag *diag = diag_add(sink, MSG_E0106, opening, "this text block is not closed");

    diag_set_label(sink, diag, "text block opened here");
    diag_help(sink, diag,
              "end it with `\"\"\"`; all its lines are indented, so it ends before the next "
              "declaration");
}

static void report_two_quotes(struct diag_sink *sink, const struct token *token)
{
    struct span opening = { token->span.lo, token->span.lo + 2 };
    struct diag *diag = diag_add(sink, MSG_E0106, opening, "a text block opens with three quotes");

    diag_fix(sink, diag, FIX_SAFE, opening, STR("\"\"\""), "write three quotes");
}

static void report_escape(struct diag_sink *sink, const struct token *token, struct str text)
{
    const char *limit = text.ptr + text.len;
    const char *at = text.ptr;
    uint32_t character, lo;
    struct diag *diag;

    for (;;) {
        unsigned bytes;
        at = memchr(at, '\\', (size_t)(limit - at));
        assert(at != NULL);
        bytes = lex_escape(at, limit, &character);
        if (bytes == 0)
            break;
        at += bytes;
    }
    lo = token->span.lo + (uint32_t)(at - text.ptr);
    diag = diag_add(sink, MSG_E0116, (struct span){ lo, lo + 2 }, "unknown escape in a text");
    diag_help(sink, diag, "there are `\\\"`, `\\\\`, `\\n`, `\\t` and `\\u{1F512}`");
    diag_fix(sink, diag, FIX_UNSAFE, (struct span){ lo, lo }, STR("\\"),
             "write `\\\\` for a backslash");
}

/* ---- all ---- */

static void report_too_long(struct parser *parser, const struct token *token)
{
    const struct limits *limits = parser->lang->limits;
    struct diag_sink *sink = parser->lang->sink;
    struct span start = { token->span.lo, token->span.lo + 1 };

    if (token->fault == FAULT_NAME_TOO_LONG)
        diag_add(sink, MSG_E0603, start, "this name is longer than %u bytes", limits->name_bytes);
    else
        diag_add(sink, MSG_E0603, start,
                 "this is longer than %u bytes, the limit for one text or word",
                 limits->token_bytes);
}

static void report_invisible(struct diag_sink *sink, const struct token *token)
{
    struct diag *diag =
        diag_add(sink, MSG_E0109, token->span, "here stands an invisible character of no width");

    diag_fix(sink, diag, FIX_SAFE, token->span, STR(""), "delete it");
}

void lex_fault_report(struct parser *parser, const struct token *token)
{
    struct diag_sink *sink = parser->lang->sink;
    struct str text = parser_text(parser, token->span);

    if (!parser_may_report(parser))
        return;
    switch ((enum lex_fault)token->fault) {
    case FAULT_NONE:
    case FAULT_REPORTED:
        break;
    case FAULT_DATE:
        report_date(sink, token, text);
        break;
    case FAULT_NUMBER:
        report_number(sink, token, text);
        break;
    case FAULT_UNCLOSED_TEXT:
        report_unclosed_text(sink, token);
        break;
    case FAULT_UNCLOSED_BLOCK:
        report_unclosed_block(sink, token);
        break;
    case FAULT_TWO_QUOTES:
        report_two_quotes(sink, token);
        break;
    case FAULT_SINGLE_QUOTES:
        report_single_quotes(sink, token, text);
        break;
    case FAULT_ESCAPE:
        report_escape(sink, token, text);
        break;
    case FAULT_NAME:
        report_name(sink, token, text);
        break;
    case FAULT_TOO_LONG:
    case FAULT_NAME_TOO_LONG:
        report_too_long(parser, token);
        break;
    case FAULT_SIGN:
        report_sign(sink, token, text);
        break;
    case FAULT_CHARACTER:
        report_character(sink, token, text);
        break;
    case FAULT_INVISIBLE:
        report_invisible(sink, token);
        break;
    }
}
