/* spelling.c -- how the formatter writes a token, and what it puts between two of them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/spelling.h"

#include "lang/lex_value.h"
#include "lang/parse.h"
#include "lang/text_block.h"

#include <assert.h>

/* ---- texts ---- */

/* The text inside of typographic quotes between plain ones. What is no escape must not become one.
 */
static void spell_requoted(struct str inside, bool has_escapes, struct out *out)
{
    const char *at = inside.ptr, *limit = inside.ptr + inside.len;

    out_char(out, '"');
    while (at < limit) {
        uint32_t character;
        unsigned bytes = has_escapes && *at == '\\' ? lex_escape(at, limit, &character) : 0;
        if (bytes == 0 && (*at == '\\' || *at == '"'))
            out_char(out, '\\');
        bytes = bytes == 0 ? 1 : bytes;
        out_bytes(out, at, bytes);
        at += bytes;
    }
    out_char(out, '"');
}

/* In a text that opens with a typographic quote, backslashes are no escapes; see lex_value.c. */
static void spell_string(struct str text, struct out *out)
{
    const char *limit = text.ptr + text.len;
    unsigned opening = lex_typographic_quote(text.ptr, limit);
    unsigned closing = text.len > 3 ? lex_typographic_quote(limit - 3, limit) : 0;

    if (opening == 0 && closing == 0) {
        out_str(out, text);
        return;
    }
    closing = closing > 0 ? closing : 1;
    spell_requoted(str_slice(text, opening > 0 ? opening : 1, text.len - closing), opening == 0,
                   out);
}

/* ---- text blocks ---- */

static struct str trim_end(struct str line)
{
    while (line.len > 0 && (line.ptr[line.len - 1] == ' ' || line.ptr[line.len - 1] == '\t'))
        line.len--;
    return line;
}

/*
 * ast_string takes the common indentation away, and a last line of blanks. All other bytes are part
 * of the value, even blanks at the end of a line.
 */
static void spell_block(struct str text, uint32_t indent, struct out *out)
{
    struct str lines = str_slice(text, 0, text.len - 3); /* without the closing quotes */
    size_t common;

    if (str_find(text, '\n') == text.len) {
        out_str(out, text);
        return;
    }
    out_str(out, trim_end(text_block_next_line(&lines)));
    common = text_block_common_indentation(lines);
    while (lines.len > 0) {
        bool is_last = str_find(lines, '\n') == lines.len;
        struct str line = str_slice(text_block_next_line(&lines), common, SIZE_MAX);
        if (is_last && text_block_indentation(line) == line.len)
            break;
        out_char(out, '\n');
        if (line.len > 0)
            out_repeat(out, ' ', indent);
        out_str(out, line);
        if (is_last) {
            out_text(out, "\"\"\"");
            return;
        }
    }
    out_char(out, '\n');
    out_repeat(out, ' ', indent);
    out_text(out, "\"\"\"");
}

/* ---- words ---- */

/* Two words with one blank, whatever stood between them. */
static void spell_pair(struct str text, struct out *out)
{
    size_t first = 0, second = text.len;

    while (first < text.len && text.ptr[first] != ' ' && text.ptr[first] != '\t')
        first++;
    while (second > first && text.ptr[second - 1] != ' ' && text.ptr[second - 1] != '\t')
        second--;
    out_str(out, str_slice(text, 0, first));
    out_char(out, ' ');
    out_str(out, str_slice(text, second, text.len));
}

void spell_token(const struct page *page, uint32_t token, uint32_t indent, struct out *out)
{
    struct str text = page_text(page, page_token(page, token)->span);

    switch (page_token(page, token)->kind) {
    case TOK_STRING:
        spell_string(text, out);
        break;
    case TOK_TEXT:
        spell_block(text, indent, out);
        break;
    case TOK_NOT_IN:
    case TOK_ONE_OF:
    case TOK_AT_LEAST:
    case TOK_AT_MOST:
        spell_pair(text, out);
        break;
    case TOK_BULLET:
    case TOK_SUBTRACT:
        out_char(out, '-');
        break;
    default: /* the tokens are an enumeration of the grammar's, with many more members */
        out_str(out, text);
        break;
    }
}

/* ---- between tokens ---- */

bool is_opening(int kind)
{
    return kind == TOK_LPAREN || kind == TOK_LBRACKET || kind == TOK_LBRACE;
}

bool is_closing(int kind)
{
    return kind == TOK_RPAREN || kind == TOK_RBRACKET || kind == TOK_RBRACE;
}

static bool touches_left(int kind)
{
    return kind == TOK_COMMA || kind == TOK_COLON || kind == TOK_DOT || kind == TOK_RPAREN ||
           kind == TOK_RBRACKET || kind == TOK_CLOSURE_PLUS || kind == TOK_CLOSURE_STAR ||
           kind == TOK_MAYBE;
}

/* Does an operand end here, so that a `-` behind it subtracts? */
static bool ends_operand(int kind)
{
    return kind == TOK_NAME || kind == TOK_STRING || kind == TOK_TEXT || kind == TOK_NUMBER ||
           kind == TOK_PERCENT || kind == TOK_DATE || kind == TOK_PERIOD || kind == TOK_MOMENT ||
           kind == TOK_YES || kind == TOK_NO || kind == TOK_NONE || kind == TOK_CLOSURE_PLUS ||
           kind == TOK_CLOSURE_STAR || kind == TOK_MAYBE || is_closing(kind);
}

static int kind_before(const struct page *page, uint32_t token)
{
    return token > 0 ? page_token(page, token - 1)->kind : 0;
}

static bool is_sign(const struct page *page, uint32_t token)
{
    return page_token(page, token)->kind == TOK_SUBTRACT && !ends_operand(kind_before(page, token));
}

static bool is_word(const struct page *page, uint32_t token, struct str word)
{
    return page_token(page, token)->kind == TOK_NAME &&
           str_equal(page_text(page, page_token(page, token)->span), word);
}

/* Two names that with a plain blank between them would be one operator. */
static bool is_pair(const struct page *page, uint32_t token)
{
    static const struct {
        struct str first, second;
    } pairs[] = { { { "one", 3 }, { "of", 2 } },
                  { { "at", 2 }, { "least", 5 } },
                  { { "at", 2 }, { "most", 4 } },
                  { { "not", 3 }, { "in", 2 } } };

    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        if (is_word(page, token - 1, pairs[i].first) && is_word(page, token, pairs[i].second))
            return true;
    return false;
}

static bool begins_with_digit(const struct page *page, uint32_t token)
{
    char first = page_text(page, page_token(page, token)->span).ptr[0];

    return first >= '0' && first <= '9';
}

static bool is_call(int before)
{
    return before == TOK_NAME || before == TOK_RPAREN || before == TOK_RBRACKET;
}

struct str spell_gap(const struct page *page, uint32_t token, bool is_head)
{
    const struct str nothing = STR(""), blank = STR(" "), hard_blank = STR("\xC2\xA0");
    int kind = page_token(page, token)->kind, before = kind_before(page, token);

    if (touches_left(kind) || before == TOK_LPAREN || before == TOK_LBRACKET)
        return nothing;
    if (before == TOK_SUBTRACT && is_sign(page, token - 1))
        return nothing;
    if (before == TOK_DOT) /* `a.5` would be one name */
        return begins_with_digit(page, token) ? blank : nothing;
    if (kind == TOK_RBRACE)
        return before == TOK_LBRACE ? nothing : blank;
    if (kind == TOK_LPAREN)
        return is_call(before) && !is_head ? nothing : blank;
    return is_pair(page, token) ? hard_blank : blank;
}
