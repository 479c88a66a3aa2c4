/* ast_text.c -- the texts and names that a tree stands for. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/ast.h"

#include "base/arena.h"
#include "lang/lex_value.h"
#include "lang/text_block.h"

#include <assert.h>
#include <string.h>

/* ---- texts in quotes ---- */

static size_t write_utf8(char *to, uint32_t character)
{
    if (character < 0x80) {
        to[0] = (char)character;
        return 1;
    }
    if (character < 0x800) {
        to[0] = (char)(0xC0 | character >> 6);
        to[1] = (char)(0x80 | (character & 0x3F));
        return 2;
    }
    if (character < 0x10000) {
        to[0] = (char)(0xE0 | character >> 12);
        to[1] = (char)(0x80 | (character >> 6 & 0x3F));
        to[2] = (char)(0x80 | (character & 0x3F));
        return 3;
    }
    to[0] = (char)(0xF0 | character >> 18);
    to[1] = (char)(0x80 | (character >> 12 & 0x3F));
    to[2] = (char)(0x80 | (character >> 6 & 0x3F));
    to[3] = (char)(0x80 | (character & 0x3F));
    return 4;
}

/* An escape is never shorter than what it stands for. One without meaning stands for itself. */
static struct str resolve_escapes(struct arena *arena, struct str text)
{
    char *to = ARENA_ARRAY(arena, char, text.len + 1);
    const char *at = text.ptr, *limit = text.ptr + text.len;
    size_t len = 0;

    while (at < limit) {
        uint32_t character;
        unsigned escape = *at == '\\' ? lex_escape(at, limit, &character) : 0;
        if (escape == 0) {
            to[len++] = *at++;
        } else {
            len += write_utf8(to + len, character);
            at += escape;
        }
    }
    return (struct str){ to, len };
}

/* Without its quotes, which may be those of a word processor, or missing at the end. */
static struct str strip_quotes(struct str text)
{
    const char *limit = text.ptr + text.len;
    size_t opening = lex_typographic_quote(text.ptr, limit) != 0 ? 3 : 1;

    if (text.len >= opening + 3 && lex_typographic_quote(limit - 3, limit) != 0)
        return str_slice(text, opening, text.len - 3);
    if (text.len > opening && (limit[-1] == '"' || limit[-1] == text.ptr[0]))
        return str_slice(text, opening, text.len - 1);
    return str_slice(text, opening, text.len);
}

/* ---- text blocks ---- */

static struct str strip_block_quotes(struct str text)
{
    size_t opening = str_starts_with(text, STR("\"\"\"")) ? 3 : 2;

    if (text.len >= opening + 3 && str_ends_with(text, STR("\"\"\"")))
        return str_slice(text, opening, text.len - 3);
    return str_slice(text, opening, text.len);
}

static size_t add_line(char *to, size_t len, struct str line)
{
    if (line.len > 0)
        memcpy(to + len, line.ptr, line.len);
    to[len + line.len] = '\n';
    return len + line.len + 1;
}

/*
 * The line of the opening quotes counts only if there is text on it, the line of the closing ones
 * likewise. Lines lose what they all have in common on the left, and the last its line end.
 */
static struct str dedent(struct arena *arena, struct str text)
{
    char *to = ARENA_ARRAY(arena, char, text.len + 2);
    struct str first = str_trim(text_block_next_line(&text));
    size_t common = text_block_common_indentation(text);
    size_t len = 0;

    if (first.len > 0)
        len = add_line(to, len, first);
    while (text.len > 0) {
        bool is_last = str_find(text, '\n') == text.len;
        struct str line = text_block_next_line(&text);
        if (is_last && text_block_indentation(line) == line.len)
            break;
        len = add_line(to, len, str_slice(line, common, line.len));
    }
    return (struct str){ to, len > 0 ? len - 1 : 0 };
}

struct str ast_string(const struct ast *ast, const struct source_map *sources, struct arena *arena,
                      expr_id id)
{
    const struct expr *expr = ast_expr(ast, id);
    struct str text = source_map_text(sources, expr->span);

    if (expr->op == EXPR_TEXT)
        return dedent(arena, strip_block_quotes(text));
    assert(expr->op == EXPR_STRING);
    text = strip_quotes(text);
    return (expr->flags & EXPR_ESCAPES) != 0 ? resolve_escapes(arena, text) : text;
}

/* ---- paths ---- */

static struct str name_of(const struct ast *ast, const struct interner *names, expr_id id)
{
    return sym_text(names, ast_expr(ast, id)->sym);
}

/* Written from its end, as SELECTs hang. */
static struct str join_path(const struct ast *ast, const struct interner *names,
                            struct arena *arena, expr_id id)
{
    size_t bytes = 0;

    for (expr_id at = id; at.v != 0; at = ast_expr(ast, at)->a)
        bytes += name_of(ast, names, at).len + 1;
    char *path = ARENA_ARRAY(arena, char, bytes);
    char *end = path + bytes;
    for (expr_id at = id; at.v != 0; at = ast_expr(ast, at)->a) {
        struct str name = name_of(ast, names, at);
        *--end = at.v == id.v ? '\0' : '.';
        end -= name.len;
        memcpy(end, name.ptr, name.len);
    }
    return (struct str){ path, bytes - 1 };
}

/* SELECTs down to a NAME, below which there is nothing. */
static bool is_path(const struct ast *ast, expr_id id)
{
    while (ast_expr(ast, id)->op == EXPR_SELECT)
        id = ast_expr(ast, id)->a;
    return ast_expr(ast, id)->op == EXPR_NAME;
}

bool ast_path(const struct ast *ast, const struct interner *names, struct arena *arena, expr_id id,
              struct str *ret_path)
{
    if (!is_path(ast, id))
        return false;
    *ret_path = ast_expr(ast, id)->op == EXPR_NAME ? name_of(ast, names, id)
                                                   : join_path(ast, names, arena, id);
    return true;
}

struct span ast_select_span(const struct ast *ast, const struct interner *names, expr_id id)
{
    const struct expr *expr = ast_expr(ast, id);
    uint32_t bytes = (uint32_t)sym_text(names, expr->sym).len;

    return (struct span){ expr->span.hi - bytes, expr->span.hi };
}

/* ---- comments ---- */

struct str ast_doc(const struct source_map *sources, struct arena *arena, struct span doc)
{
    struct str rest, line;
    char *text;
    size_t len = 0;

    if (span_is_none(doc))
        return (struct str){ 0 };
    rest = source_map_text(sources, doc);
    text = ARENA_ARRAY(arena, char, rest.len + 1);
    while (rest.len > 0) {
        line = str_trim(text_block_next_line(&rest));
        line = str_trim(str_slice(line, 2, line.len));
        if (line.len == 0)
            continue;
        if (len > 0)
            text[len++] = ' ';
        memcpy(text + len, line.ptr, line.len);
        len += line.len;
    }
    return (struct str){ text, len };
}
