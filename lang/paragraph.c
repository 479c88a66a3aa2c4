/* paragraph.c -- a declaration with its fields, and in which columns their values stand. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/paragraph.h"

#include "lang/parse.h"
#include "lang/spelling.h"

/* ---- items ---- */

uint32_t item_end(const struct page *page, uint32_t from, uint32_t end)
{
    uint32_t depth = 0;

    for (; from < end; from++) {
        int kind = page_token(page, from)->kind;
        if (is_opening(kind))
            depth++;
        else if (is_closing(kind))
            depth--;
        else if (depth == 0 && kind == TOK_COMMA)
            break;
    }
    return from;
}

/* As the formatter writes them, from the first one on. */
static uint32_t width_of_tokens(const struct page *page, uint32_t from, uint32_t end)
{
    struct out out;
    uint32_t width;

    out_open_memory(&out);
    for (uint32_t i = from; i < end; i++) {
        if (i > from)
            out_str(&out, spell_gap(page, i, false));
        spell_token(page, i, 0, &out);
    }
    width = text_display_width(out_memory(&out));
    out_release(&out);
    return width;
}

/* ---- rows ---- */

static const struct row *row_at(const struct page *page, uint32_t index)
{
    return &page->rows.items[index];
}

static bool has_kind(const struct page *page, const struct row *row, int kind)
{
    for (uint32_t i = row->first; i < row->first + row->count; i++)
        if (page_token(page, i)->kind == kind)
            return true;
    return false;
}

/* A field with values that stands on one row. */
static bool is_plain_row(const struct page *page, uint32_t index)
{
    const struct row *row = row_at(page, index);

    return row->kind == ROW_FIELD && row->count > 2 && page_line_end(page, index) == index + 1 &&
           !has_kind(page, row, TOK_ASSIGN) && !has_kind(page, row, TOK_TEXT);
}

bool paragraph_is_table_row(const struct paragraph *paragraph, const struct page *page,
                            uint32_t row)
{
    return (paragraph->shape == SHAPE_SCALE || paragraph->shape == SHAPE_MATRIX) &&
           is_plain_row(page, row);
}

bool paragraph_wants_bullets(const struct paragraph *paragraph, const struct page *page,
                             uint32_t row)
{
    const struct row *field = row_at(page, row);
    uint32_t from = field->first + 2, end = field->first + field->count;

    if (paragraph->shape != SHAPE_OBJECT || !is_plain_row(page, row) ||
        item_end(page, from, end) == end)
        return false;
    return paragraph->value_column + width_of_tokens(page, from, end) > LIST_WIDTH_MOST;
}

/* ---- cells ---- */

static void note_cell(struct paragraph *paragraph, uint32_t index, uint32_t width)
{
    struct cell *cell;

    if (index == paragraph->cells.count)
        VEC_PUSH(&paragraph->cells, (struct cell){ .width = width });
    cell = &paragraph->cells.items[index];
    cell->differs |= cell->width != width;
    cell->width = width > cell->width ? width : cell->width;
}

/* The last cell of a row needs no room. Returns how many cells there are. */
static uint32_t note_cells(struct paragraph *paragraph, const struct page *page, uint32_t row)
{
    uint32_t from = row_at(page, row)->first + 2;
    uint32_t end = row_at(page, row)->first + row_at(page, row)->count;
    uint32_t count = 0;

    for (;;) {
        uint32_t comma = item_end(page, from, end);
        if (comma == end)
            return count + 1;
        note_cell(paragraph, count++, width_of_tokens(page, from, comma + 1));
        from = comma + 1;
    }
}

bool head_cell(struct str *rest, struct str *ret_cell)
{
    size_t comma = str_find(*rest, ',');

    if (rest->len == 0)
        return false;
    *ret_cell = str_trim(str_slice(*rest, 0, comma));
    *rest = str_slice(*rest, comma + 1, rest->len);
    return true;
}

/* A single word: else the comment may be a row that somebody has put out of use. */
static bool is_head_word(struct str cell)
{
    return cell.len > 0 && str_find(cell, ' ') == cell.len && str_find(cell, ':') == cell.len &&
           str_find(cell, '\t') == cell.len && str_find(cell, '#') == cell.len;
}

static bool is_table_head(const struct page *page, const struct row *row, uint32_t cells)
{
    struct str rest, cell;
    uint32_t count = 0;

    if (row->kind != ROW_COMMENT || page->comments[row->comment].is_doc || cells < 2)
        return false;
    rest = page_comment(page, row->comment);
    if (str_ends_with(rest, STR(",")))
        return false;
    for (rest = str_slice(rest, 1, rest.len); head_cell(&rest, &cell); count++)
        if (!is_head_word(cell))
            return false;
    return count == cells;
}

static void note_head(struct paragraph *paragraph, const struct page *page, const struct row *row)
{
    struct str rest = page_comment(page, row->comment), cell;
    uint32_t count = 0;

    rest = str_slice(rest, 1, rest.len);
    while (head_cell(&rest, &cell))
        if (rest.len > 0)
            note_cell(paragraph, count++, text_display_width(cell) + 1);
}

static void measure_cells(struct paragraph *paragraph, struct page *page)
{
    uint32_t column = paragraph->value_column;

    for (uint32_t i = paragraph->first + 1; i < paragraph->end; i++) {
        uint32_t count;
        if (!paragraph_is_table_row(paragraph, page, i))
            continue;
        count = note_cells(paragraph, page, i);
        page->rows.items[i - 1].is_table_head =
            paragraph->shape == SHAPE_MATRIX && is_table_head(page, row_at(page, i - 1), count);
        if (row_at(page, i - 1)->is_table_head)
            note_head(paragraph, page, row_at(page, i - 1));
    }
    for (uint32_t i = 0; i < paragraph->cells.count; i++) {
        struct cell *cell = &paragraph->cells.items[i];
        bool is_wide = paragraph->shape == SHAPE_SCALE && cell->differs;
        column += cell->width + (is_wide ? 2 : 1);
        cell->column = column;
    }
}

/* ---- paragraphs ---- */

/* Scales and the like are words of the language, whatever kinds there are. */
static enum paragraph_shape shape_of(struct str word)
{
    static const struct {
        struct str word;
        enum paragraph_shape shape;
    } shapes[] = { { { "kind", 4 }, SHAPE_DEFINITION },     { { "extend", 6 }, SHAPE_DEFINITION },
                   { { "relation", 8 }, SHAPE_DEFINITION }, { { "rule", 4 }, SHAPE_DEFINITION },
                   { { "graph", 5 }, SHAPE_DEFINITION },    { { "scale", 5 }, SHAPE_SCALE },
                   { { "matrix", 6 }, SHAPE_MATRIX } };

    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++)
        if (str_equal(word, shapes[i].word))
            return shapes[i].shape;
    return SHAPE_OBJECT;
}

/* Up to the next declaration; comments before it are nobody's. */
static void measure_names(struct paragraph *paragraph, const struct page *page)
{
    uint32_t widest = 0, i = paragraph->first + 1;

    for (; i < page->rows.count && row_at(page, i)->kind != ROW_DECLARATION; i++) {
        struct span name;
        if (row_at(page, i)->kind != ROW_FIELD)
            continue;
        name = page_token(page, row_at(page, i)->first)->span;
        widest = name.hi - name.lo > widest ? name.hi - name.lo : widest;
    }
    paragraph->end = i;
    paragraph->value_column = FIELD_INDENT + widest + 3; /* `: ` and one blank more */
}

void paragraph_measure(struct paragraph *paragraph, struct page *page, uint32_t declaration)
{
    const struct trail_token *word = page_token(page, row_at(page, declaration)->first);

    VEC_CLEAR(&paragraph->cells);
    paragraph->first = declaration;
    paragraph->shape = shape_of(page_text(page, word->span));
    measure_names(paragraph, page);
    if (paragraph->shape == SHAPE_SCALE || paragraph->shape == SHAPE_MATRIX)
        measure_cells(paragraph, page);
}

void paragraph_release(struct paragraph *paragraph)
{
    VEC_RELEASE(&paragraph->cells);
}
