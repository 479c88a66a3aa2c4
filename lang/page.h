/* page.h -- a text as a page: rows of tokens and comments, and what each row begins. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_PAGE_H
#define ISMS_LANG_PAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/source.h"
#include "base/str.h"
#include "base/vec.h"
#include "lang/ast.h"
#include "lang/trail.h"

/*
 * The formatter moves rows to the left and right and puts blank lines between them; it never breaks
 * a row in two except for long lists, never joins two, and never changes their order.
 */
enum row_kind {
    ROW_COMMENT,
    ROW_DECLARATION,
    ROW_FIELD,
    ROW_BULLET,
    ROW_CONTINUATION, /* of the row above; also a comment with such a row below */
};

enum { NO_COMMENT = UINT32_MAX };
enum { FIELD_INDENT = 2, BULLET_INDENT = 4 };

struct row {
    uint8_t kind; /* enum row_kind */
    bool is_after_blank;
    bool is_table_head;     /* a comment over the cells of a matrix */
    uint32_t first, count;  /* tokens; none in a row that is only a comment */
    uint32_t comment;       /* index into comments, or NO_COMMENT */
    uint32_t source_column; /* where it begins on the page as it is */
    uint32_t column;        /* where it shall begin; not for what continues another row */
};

struct page {
    struct str text;
    uint32_t base;
    struct trail trail;
    const struct comment *comments; /* borrowed from the tree */
    uint32_t comment_count;
    VEC(struct row) rows;
};

/* The trail is there; makes the rows as they are. */
void page_cut(struct page *page);
/* Which blank lines there shall be, and in which column each row shall begin. */
void page_settle(struct page *page);
void page_release(struct page *page);

static inline const struct trail_token *page_token(const struct page *page, uint32_t index)
{
    return &page->trail.tokens.items[index];
}
struct str page_text(const struct page *page, struct span span);
/* A comment without blanks at its end. */
struct str page_comment(const struct page *page, uint32_t comment);
/* The row behind a declaration, a field or a bullet and all that continues it. */
uint32_t page_line_end(const struct page *page, uint32_t row);

/* The terminal column behind a text that begins in `column`; tabs lead to the next stop of 8. */
uint32_t column_behind(uint32_t column, struct str text);

#endif
