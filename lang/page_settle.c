/* page_settle.c -- where blank lines stand, and which rows begin in which column. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/page.h"

/*
 * A comment belongs to what stands below it without a blank line. Only at the end of a paragraph it
 * may belong to what stands above: if it is indented, or nothing stands below it.
 */

static struct row *row_at(struct page *page, uint32_t index)
{
    return &page->rows.items[index];
}

static bool is_comment(const struct page *page, uint32_t index)
{
    return index < page->rows.count && page->rows.items[index].kind == ROW_COMMENT;
}

static bool is_doc(const struct page *page, uint32_t index)
{
    return page->comments[page->rows.items[index].comment].is_doc;
}

/* ---- comments ---- */

static uint32_t column_of_kind(enum row_kind kind)
{
    switch (kind) {
    case ROW_FIELD:
        return FIELD_INDENT;
    case ROW_BULLET:
        return BULLET_INDENT;
    case ROW_COMMENT:
    case ROW_DECLARATION:
    case ROW_CONTINUATION:
        break;
    }
    return 0;
}

static void put_comments(struct page *page, uint32_t from, uint32_t to, uint32_t column)
{
    for (; from < to; from++)
        row_at(page, from)->column = column;
}

/* Comments that stand below a paragraph; `line` is the last row there that begins something. */
static void put_comments_below(struct page *page, const struct row *line, uint32_t from,
                               uint32_t to)
{
    for (; from < to; from++) {
        struct row *row = row_at(page, from);
        if (row->source_column == 0)
            row->column = 0;
        else if (line->kind == ROW_BULLET && row->source_column >= line->source_column)
            row->column = BULLET_INDENT;
        else
            row->column = FIELD_INDENT;
    }
}

/* The first of some comments, in [from, declaration), that belongs to the declaration below. */
static uint32_t first_comment_of(const struct page *page, uint32_t from, uint32_t declaration)
{
    uint32_t first = declaration;
    bool is_bound = true; /* only `##` lines so far */

    while (first > from) {
        is_bound = is_bound && is_doc(page, first - 1);
        if (!is_bound && page->rows.items[first - 1].source_column > 0)
            break;
        first--;
    }
    return first;
}

/*
 * Comments in [from, to) without blank lines between them, `line` the row above them that begins
 * something, or NULL behind a blank line. Returns the first one that belongs to what stands below.
 */
static uint32_t settle_comments(struct page *page, const struct row *line, uint32_t from,
                                uint32_t to)
{
    bool ends = to == page->rows.count || page->rows.items[to].is_after_blank;
    uint32_t first = from;

    if (ends) {
        if (line != NULL)
            put_comments_below(page, line, from, to);
        return to;
    }
    if (line != NULL && page->rows.items[to].kind == ROW_DECLARATION)
        first = first_comment_of(page, from, to);
    if (line != NULL)
        put_comments_below(page, line, from, first);
    put_comments(page, first, to, column_of_kind(page->rows.items[to].kind));
    return first;
}

/* ---- paragraphs ---- */

/* Does a declaration stand on one row, without fields? */
static bool is_single_row(const struct page *page, uint32_t declaration)
{
    uint32_t next = declaration + 1;

    while (is_comment(page, next) && !page->rows.items[next].is_after_blank)
        next++;
    return next >= page->rows.count || page->rows.items[next].is_after_blank ||
           page->rows.items[next].kind == ROW_DECLARATION;
}

/* Single rows, such as `use`, may stand together; everything else keeps a distance. */
static void part(struct page *page, uint32_t above, uint32_t first, uint32_t declaration)
{
    if (!is_single_row(page, above) || !is_single_row(page, declaration))
        row_at(page, first)->is_after_blank = true;
}

void page_settle(struct page *page)
{
    uint32_t declaration = UINT32_MAX; /* the last one */
    uint32_t line = UINT32_MAX;        /* the last row that begins something */
    uint32_t at = 0;

    while (at < page->rows.count) {
        uint32_t from = at, first;
        while (is_comment(page, at) && (at == from || !page->rows.items[at].is_after_blank))
            at++;
        bool is_apart = line == UINT32_MAX || page->rows.items[from].is_after_blank;
        first = settle_comments(page, is_apart ? NULL : row_at(page, line), from, at);
        if (at == page->rows.count || is_comment(page, at))
            continue;
        row_at(page, at)->column = column_of_kind(row_at(page, at)->kind);
        if (row_at(page, at)->kind == ROW_DECLARATION) {
            if (declaration != UINT32_MAX)
                part(page, declaration, first, at);
            declaration = at;
        }
        line = at;
        at = page_line_end(page, at);
    }
}
