/* typeset.c -- writes a page anew: every row in its column, comments behind them in line. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/typeset.h"

#include "lang/paragraph.h"
#include "lang/parse.h"
#include "lang/spelling.h"

#include <assert.h>

/* One line of the new page, without the comment behind it. Text blocks are one line here. */
struct written_line {
    size_t from, to; /* in the text of the typesetter */
    uint32_t width;  /* columns, of a text block those of its last line */
    uint32_t comment;
    uint32_t comment_column; /* on the old page */
    bool is_after_blank;
};

/* Where a column of the old page has gone, for rows that stood below it. */
struct anchor {
    uint32_t stamp; /* of the logical line that set it; others do not count */
    uint32_t column;
};

struct open_bracket {
    uint32_t column;     /* its own */
    uint32_t row_column; /* where its row begins */
    uint32_t inside;     /* of what stands behind it on its row, or 0 */
};

enum { ANCHORS = 512 };

struct typesetter {
    struct page *page;
    struct paragraph paragraph;
    struct out text;
    VEC(struct written_line) lines;
    /* the logical line: a declaration, field or bullet with all that continues it */
    uint32_t base; /* its column */
    uint32_t body; /* the column of its value */
    bool is_head;  /* the head of a declaration, up to `=` */
    uint32_t stamp;
    struct anchor anchors[ANCHORS];
    struct open_bracket brackets[EXPR_DEPTH_LIMIT];
    uint32_t depth;
    /* the row */
    uint32_t row_column;
    uint32_t column;
    bool body_follows;   /* the next token, perhaps on another row, is the first of the value */
    bool inside_follows; /* or the first behind the innermost bracket */
    uint32_t source_column, source_at;
};

/* ---- lines ---- */

static void start_line(struct typesetter *t, const struct row *row, uint32_t column)
{
    struct written_line line = { .from = t->text.len,
                                 .comment = NO_COMMENT,
                                 .is_after_blank = row->is_after_blank };

    VEC_PUSH(&t->lines, line);
    out_repeat(&t->text, ' ', column);
    t->row_column = column;
    t->column = column;
}

static void end_line(struct typesetter *t)
{
    struct written_line *line = VEC_LAST(&t->lines);

    line->to = t->text.len;
    line->width = t->column;
}

static void pad_to(struct typesetter *t, uint32_t column)
{
    if (column <= t->column)
        return;
    out_repeat(&t->text, ' ', column - t->column);
    t->column = column;
}

/* ---- tokens ---- */

static void set_anchor(struct typesetter *t)
{
    if (t->source_column < ANCHORS)
        t->anchors[t->source_column] = (struct anchor){ t->stamp, t->column };
}

static void note_place(struct typesetter *t)
{
    if (t->body_follows)
        t->body = t->column;
    if (t->inside_follows)
        t->brackets[t->depth - 1].inside = t->column;
    t->body_follows = false;
    t->inside_follows = false;
    set_anchor(t);
}

static void open_bracket(struct typesetter *t)
{
    assert(t->depth < EXPR_DEPTH_LIMIT); /* the text has no errors */
    t->brackets[t->depth++] =
        (struct open_bracket){ .column = t->column - 1, .row_column = t->row_column };
    t->inside_follows = true;
}

static void note_kind(struct typesetter *t, int kind)
{
    if (is_opening(kind)) {
        open_bracket(t);
    } else if (is_closing(kind)) {
        assert(t->depth > 0);
        t->depth--;
        t->inside_follows = false;
    } else if (kind == TOK_ASSIGN && t->depth == 0) {
        t->is_head = false;
        t->body_follows = true;
    }
}

static void write_token(struct typesetter *t, uint32_t index)
{
    const struct trail_token *token = page_token(t->page, index);
    struct span gap = { t->source_at, token->span.lo };
    size_t from = t->text.len;

    t->source_column = column_behind(t->source_column, page_text(t->page, gap));
    note_place(t);
    spell_token(t->page, index, t->base + FIELD_INDENT, &t->text);
    t->column = column_behind(t->column, str_slice(out_memory(&t->text), from, t->text.len));
    t->source_column = column_behind(t->source_column, page_text(t->page, token->span));
    t->source_at = token->span.hi;
    note_kind(t, token->kind);
}

static void write_gap(struct typesetter *t, uint32_t index)
{
    struct str gap = spell_gap(t->page, index, t->is_head && t->depth == 0);

    out_str(&t->text, gap);
    t->column += gap.len > 0 ? 1 : 0;
}

static void write_tokens(struct typesetter *t, uint32_t from, uint32_t end)
{
    for (uint32_t i = from; i < end; i++) {
        if (i > from)
            write_gap(t, i);
        write_token(t, i);
    }
}

/* ---- rows that begin something ---- */

static void start_source(struct typesetter *t, const struct row *row)
{
    t->source_column = row->source_column;
    t->source_at = page_token(t->page, row->first)->span.lo;
}

static void start_logical_line(struct typesetter *t, const struct row *row)
{
    t->stamp++;
    t->depth = 0;
    t->base = row->column;
    t->body = t->base + FIELD_INDENT;
    t->is_head = row->kind == ROW_DECLARATION;
    t->body_follows = false;
    t->inside_follows = false;
}

static void end_row(struct typesetter *t, const struct row *row)
{
    struct written_line *line;

    t->inside_follows = false;
    end_line(t);
    if (row->comment == NO_COMMENT)
        return;
    line = VEC_LAST(&t->lines);
    line->comment = row->comment;
    line->comment_column = column_behind(
        t->source_column,
        page_text(t->page, (struct span){ t->source_at, t->page->comments[row->comment].span.lo }));
}

static void write_name(struct typesetter *t, const struct row *row)
{
    write_tokens(t, row->first, row->first + 2);
    t->body_follows = true;
}

static void write_cells(struct typesetter *t, const struct row *row)
{
    uint32_t from = row->first + 2, end = row->first + row->count;

    for (uint32_t i = 0; from < end; i++) {
        uint32_t comma = item_end(t->page, from, end);
        uint32_t next = comma < end ? comma + 1 : end;
        write_tokens(t, from, next);
        if (next < end)
            pad_to(t, t->paragraph.cells.items[i].column);
        from = next;
    }
}

/* A list too long for its row. The comment stays behind the name. */
static void write_bullets(struct typesetter *t, const struct row *row)
{
    uint32_t from = row->first + 2, end = row->first + row->count;
    struct row bullet = { .comment = NO_COMMENT };

    write_name(t, row);
    end_row(t, row);
    while (from < end) {
        uint32_t comma = item_end(t->page, from, end);
        start_line(t, &bullet, BULLET_INDENT);
        out_text(&t->text, "- ");
        t->column += 2;
        write_tokens(t, from, comma);
        end_line(t);
        from = comma + 1;
    }
}

static void write_field(struct typesetter *t, const struct row *row, uint32_t index)
{
    if (paragraph_wants_bullets(&t->paragraph, t->page, index)) {
        write_bullets(t, row);
        return;
    }
    write_name(t, row);
    if (row->count > 2)
        pad_to(t, t->paragraph.value_column);
    if (paragraph_is_table_row(&t->paragraph, t->page, index))
        write_cells(t, row);
    else
        write_tokens(t, row->first + 2, row->first + row->count);
    end_row(t, row);
}

static void write_bullet(struct typesetter *t, const struct row *row)
{
    write_tokens(t, row->first, row->first + 1);
    t->body_follows = true;
    if (row->count > 1) {
        write_gap(t, row->first + 1);
        write_tokens(t, row->first + 1, row->first + row->count);
    }
    end_row(t, row);
}

/* ---- rows that continue another ---- */

/* Where a column of the old page has gone, or 0 when no token of this line stood there. */
static uint32_t moved_column(const struct typesetter *t, uint32_t source)
{
    if (source >= ANCHORS || t->anchors[source].stamp != t->stamp)
        return 0;
    return t->anchors[source].column;
}

static uint32_t column_of_closing(const struct typesetter *t)
{
    const struct open_bracket *bracket = &t->brackets[t->depth - 1];

    return bracket->inside > 0 ? bracket->column : bracket->row_column;
}

static uint32_t column_inside(const struct typesetter *t)
{
    const struct open_bracket *bracket;

    if (t->depth == 0)
        return t->body;
    bracket = &t->brackets[t->depth - 1];
    return bracket->inside > 0 ? bracket->inside : bracket->row_column + FIELD_INDENT;
}

/* At the left of the line only a closing bracket may stand: all else would begin another line. */
static uint32_t column_of_continuation(const struct typesetter *t, const struct row *row)
{
    uint32_t below;

    if (row->count > 0 && is_closing(page_token(t->page, row->first)->kind))
        return column_of_closing(t);
    if (t->body_follows)
        return t->base + FIELD_INDENT;
    below = moved_column(t, row->source_column);
    return below >= t->base + FIELD_INDENT ? below : column_inside(t);
}

static void write_continuation(struct typesetter *t, const struct row *row)
{
    start_line(t, row, column_of_continuation(t, row));
    if (row->count > 0) {
        start_source(t, row);
        write_tokens(t, row->first, row->first + row->count);
        end_row(t, row);
        return;
    }
    out_str(&t->text, page_comment(t->page, row->comment));
    end_line(t);
}

/* ---- comments on rows of their own ---- */

static void write_table_head(struct typesetter *t, struct str comment)
{
    struct str rest = str_slice(comment, 1, comment.len), cell;
    uint32_t next = t->paragraph.value_column;

    out_char(&t->text, '#');
    t->column++;
    for (uint32_t i = 0; head_cell(&rest, &cell); i++) {
        pad_to(t, next);
        out_str(&t->text, cell);
        t->column += text_display_width(cell);
        if (rest.len == 0)
            break;
        out_char(&t->text, ',');
        t->column++;
        next = t->paragraph.cells.items[i].column;
    }
}

static void write_comment(struct typesetter *t, const struct row *row)
{
    struct str comment = page_comment(t->page, row->comment);

    if (row->is_table_head)
        write_table_head(t, comment);
    else
        out_str(&t->text, comment);
    end_line(t);
}

/* ---- rows ---- */

static void write_row(struct typesetter *t, uint32_t index)
{
    const struct row *row = &t->page->rows.items[index];

    if (row->kind == ROW_CONTINUATION) {
        write_continuation(t, row);
        return;
    }
    start_line(t, row, row->column);
    if (row->kind == ROW_COMMENT) {
        write_comment(t, row);
        return;
    }
    start_logical_line(t, row);
    start_source(t, row);
    if (row->kind == ROW_FIELD) {
        write_field(t, row, index);
    } else if (row->kind == ROW_BULLET) {
        write_bullet(t, row);
    } else {
        write_tokens(t, row->first, row->first + row->count);
        end_row(t, row);
    }
}

static void write_rows(struct typesetter *t)
{
    for (uint32_t i = 0; i < t->page->rows.count; i++) {
        if (t->page->rows.items[i].kind == ROW_DECLARATION)
            paragraph_measure(&t->paragraph, t->page, i);
        write_row(t, i);
    }
}

/* ---- comments behind rows ---- */

/* Lines one below the other that all have a comment. */
static uint32_t comment_run_end(const struct typesetter *t, uint32_t from)
{
    uint32_t end = from + 1;

    while (end < t->lines.count && t->lines.items[end].comment != NO_COMMENT &&
           !t->lines.items[end].is_after_blank)
        end++;
    return end;
}

/* Two columns behind the longest line; where they are aligned already, they stay if they can. */
static uint32_t comment_column(const struct typesetter *t, uint32_t from, uint32_t end)
{
    uint32_t first = t->lines.items[from].comment_column;
    uint32_t column = 0;
    bool is_aligned = end - from > 1;

    for (uint32_t i = from; i < end; i++) {
        const struct written_line *line = &t->lines.items[i];
        column = line->width + 2 > column ? line->width + 2 : column;
        is_aligned &= line->comment_column == first;
    }
    return is_aligned && first > column ? first : column;
}

static void put_line(const struct typesetter *t, const struct written_line *line,
                     uint32_t comment_column, struct out *out)
{
    if (line->is_after_blank)
        out_char(out, '\n');
    out_str(out, str_slice(out_memory(&t->text), line->from, line->to));
    if (line->comment != NO_COMMENT) {
        out_repeat(out, ' ', comment_column - line->width);
        out_str(out, page_comment(t->page, line->comment));
    }
    out_char(out, '\n');
}

static void put_lines(const struct typesetter *t, struct out *out)
{
    uint32_t column = 0, end = 0;

    for (uint32_t i = 0; i < t->lines.count; i++) {
        const struct written_line *line = &t->lines.items[i];
        if (i >= end && line->comment != NO_COMMENT) {
            end = comment_run_end(t, i);
            column = comment_column(t, i, end);
        }
        put_line(t, line, column, out);
    }
}

void page_typeset(struct page *page, struct out *out)
{
    struct typesetter t = { .page = page };

    out_open_memory(&t.text);
    write_rows(&t);
    put_lines(&t, out);
    paragraph_release(&t.paragraph);
    VEC_RELEASE(&t.lines);
    out_release(&t.text);
}
