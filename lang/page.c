/* page.c -- a text as a page: rows of tokens and comments, and what each row begins. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/page.h"

#include "lang/parse.h"

enum { TAB_STOP = 8 };

struct str page_text(const struct page *page, struct span span)
{
    return str_slice(page->text, span.lo - page->base, span.hi - page->base);
}

struct str page_comment(const struct page *page, uint32_t comment)
{
    return str_trim(page_text(page, page->comments[comment].span));
}

/* ---- columns ---- */

static uint32_t column_behind_line(uint32_t column, struct str line)
{
    for (;;) {
        size_t tab = str_find(line, '\t');
        column += text_display_width(str_slice(line, 0, tab));
        if (tab == line.len)
            return column;
        column = (column / TAB_STOP + 1) * TAB_STOP;
        line = str_slice(line, tab + 1, line.len);
    }
}

uint32_t column_behind(uint32_t column, struct str text)
{
    size_t newline = str_find_last(text, '\n');

    if (newline == text.len)
        return column_behind_line(column, text);
    return column_behind_line(0, str_slice(text, newline + 1, text.len));
}

/* ---- rows ---- */

/* Where the cut is: the next token, the next comment, and the end of what came before them. */
struct cut {
    struct page *page;
    uint32_t token, comment;
    uint32_t end;
};

static uint32_t count_newlines(struct str text)
{
    uint32_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += text.ptr[i] == '\n';
    return count;
}

static struct str gap_before(const struct cut *cut, struct span span)
{
    return page_text(cut->page, (struct span){ cut->end, span.lo });
}

static void start_row(const struct cut *cut, enum row_kind kind, struct span span)
{
    struct page *page = cut->page;
    struct str gap = gap_before(cut, span);
    struct row row = { .kind = (uint8_t)kind,
                       .is_after_blank = page->rows.count > 0 && count_newlines(gap) > 1,
                       .first = cut->token,
                       .comment = NO_COMMENT,
                       .source_column = column_behind(0, gap) };

    VEC_PUSH(&page->rows, row);
}

static enum row_kind kind_of(const struct page *page, uint32_t index)
{
    const struct trail_token *token = page_token(page, index);

    if (!token->begins_line)
        return ROW_CONTINUATION;
    if (token->kind == TOK_BULLET)
        return ROW_BULLET;
    if (index + 1 < page->trail.tokens.count && page_token(page, index + 1)->kind == TOK_COLON)
        return ROW_FIELD;
    return ROW_DECLARATION;
}

static void add_token(struct cut *cut)
{
    struct page *page = cut->page;
    const struct trail_token *token = page_token(page, cut->token);

    if (token->is_first)
        start_row(cut, kind_of(page, cut->token), token->span);
    VEC_LAST(&page->rows)->count++;
    cut->end = token->span.hi;
    cut->token++;
}

static void add_comment(struct cut *cut)
{
    struct page *page = cut->page;
    struct span span = page->comments[cut->comment].span;

    if (page->rows.count == 0 || count_newlines(gap_before(cut, span)) > 0)
        start_row(cut, ROW_COMMENT, span);
    VEC_LAST(&page->rows)->comment = cut->comment;
    cut->end = span.hi;
    cut->comment++;
}

/* A comment between two rows of one line is inside of that line. */
static void take_comments_in(struct page *page)
{
    for (uint32_t i = page->rows.count; i-- > 1;)
        if (page->rows.items[i].kind == ROW_CONTINUATION &&
            page->rows.items[i - 1].kind == ROW_COMMENT)
            page->rows.items[i - 1].kind = ROW_CONTINUATION;
}

void page_cut(struct page *page)
{
    struct cut cut = { .page = page, .end = page->base };
    uint32_t tokens = page->trail.tokens.count;

    while (cut.token < tokens || cut.comment < page->comment_count) {
        if (cut.token == tokens ||
            (cut.comment < page->comment_count &&
             page->comments[cut.comment].span.lo < page_token(page, cut.token)->span.lo))
            add_comment(&cut);
        else
            add_token(&cut);
    }
    take_comments_in(page);
}

void page_release(struct page *page)
{
    VEC_RELEASE(&page->trail.tokens);
    VEC_RELEASE(&page->rows);
}

/* ---- what belongs together ---- */

uint32_t page_line_end(const struct page *page, uint32_t row)
{
    do
        row++;
    while (row < page->rows.count && page->rows.items[row].kind == ROW_CONTINUATION);
    return row;
}
