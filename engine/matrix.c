/* matrix.c -- tables from one or two scales to a scale. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/scale.h"
#include "engine/workspace.h"

struct matrix_reader {
    struct workspace *ws;
    struct matrix *matrix;
    const struct decl *decl;
    struct place_of_use from;
    bool *row_seen;
    bool is_whole; /* no fault so far: worth the warnings */
};

static const struct scale *scale_at(const struct matrix_reader *reader, uint32_t scale)
{
    return schema_scale(&reader->ws->schema, scale);
}

static uint32_t find_scale(struct matrix_reader *reader, expr_id id)
{
    struct workspace *ws = reader->ws;
    struct str path;
    const struct name *name = NULL;
    struct span span = expr_of(ws, id)->span;

    if (ast_path(ws->ast, ws->lang->names, ws->arena, id, &path))
        name = scopes_find_path(ws, reader->from, NAMES_TYPES, path, span);
    if (name && name->what == NAME_IS_SCALE)
        return name->index;
    reader->is_whole = false;
    diag_add(ws->sink, MSG_E0401, span, "a matrix maps scales to a scale; this is none");
    return 0;
}

static void read_axes(struct matrix_reader *reader)
{
    struct workspace *ws = reader->ws;
    struct matrix *matrix = reader->matrix;

    for (expr_id id = parts_of(ws, reader->decl)->head; id.v != 0; id = expr_of(ws, id)->next) {
        const struct expr *head = expr_of(ws, id);
        if (head->op == EXPR_HEAD_ARROW)
            matrix->result = find_scale(reader, head->a);
        if (head->op != EXPR_HEAD_PARAMETERS)
            continue;
        for (expr_id axis = head->a; axis.v != 0; axis = expr_of(ws, axis)->next) {
            if (matrix->axis_count < MATRIX_AXES_MOST)
                matrix->axes[matrix->axis_count] = find_scale(reader, axis);
            matrix->axis_count++;
        }
    }
    if (matrix->axis_count < 1 || matrix->axis_count > MATRIX_AXES_MOST || matrix->result == 0) {
        if (reader->is_whole && !reader->decl->is_damaged) {
            struct diag *diag = diag_add(ws->sink, MSG_E0401, matrix->span,
                                         "a matrix needs one or two scales and a result");
            diag_help(ws->sink, diag, "write `matrix NAME (rows, columns) -> result`");
        }
        reader->is_whole = false;
    }
}

static void read_cell(struct matrix_reader *reader, expr_id id, uint32_t cell)
{
    struct workspace *ws = reader->ws;
    const struct expr *item = expr_of(ws, id);
    const struct scale *result = scale_at(reader, reader->matrix->result);
    uint32_t symbol = item->op == EXPR_NAME ? scale_find(result, item->sym) : 0;

    reader->matrix->cells[cell] = (uint8_t)symbol;
    if (symbol != 0)
        return;
    reader->is_whole = false;
    if (item->op == EXPR_ERROR)
        return;
    struct diag *diag =
        diag_add(ws->sink, MSG_E0401, item->span, "this is not a symbol of the scale `%.*s`",
                 STR_ARG(name_text(ws, result->name)));
    diag_label(ws->sink, diag, result->span, "the scale is declared here");
}

static void read_row(struct matrix_reader *reader, const struct field *field, uint32_t row)
{
    struct workspace *ws = reader->ws;
    uint32_t columns = reader->matrix->first_cells;
    uint32_t column = 0;

    if (refuse_formula(ws, field))
        reader->is_whole = false;
    for (expr_id id = field->items; id.v != 0; id = expr_of(ws, id)->next) {
        if (column < columns)
            read_cell(reader, id, row * columns + column);
        column++;
    }
    if (column != columns && !field->is_damaged) {
        diag_add(ws->sink, MSG_E0401, field->name_span, "this row has %u cells, but needs %u",
                 column, columns);
        reader->is_whole = false;
    }
    if (field->is_damaged)
        reader->is_whole = false;
}

static void read_rows(struct matrix_reader *reader)
{
    struct workspace *ws = reader->ws;
    const struct scale *rows = scale_at(reader, reader->matrix->axes[0]);

    for (uint32_t i = 0; i < parts_of(ws, reader->decl)->field_count; i++) {
        const struct field *field =
            ast_field(ws->ast, (field_id){ parts_of(ws, reader->decl)->first_field.v + i });
        uint32_t row = scale_find(rows, field->name);
        if (row != 0 && !reader->row_seen[row - 1]) {
            reader->row_seen[row - 1] = true;
            read_row(reader, field, row - 1);
            continue;
        }
        struct diag *diag = diag_add(
            ws->sink, MSG_E0401, field->name_span,
            row == 0 ? "`%.*s` is not on the scale `%.*s`" : "the row `%.*s` of `%.*s` twice",
            STR_ARG(name_text(ws, field->name)), STR_ARG(name_text(ws, rows->name)));
        diag_label(ws->sink, diag, rows->span, "the scale is declared here");
        reader->is_whole = false;
    }
    for (uint32_t row = 0; row < rows->symbol_count; row++) {
        if (reader->row_seen[row])
            continue;
        if (!reader->decl->is_damaged)
            diag_add(ws->sink, MSG_E0401, reader->matrix->span, "the row `%.*s` is missing",
                     STR_ARG(name_text(ws, rows->symbols[row].name)));
        reader->is_whole = false;
    }
}

/* "rare, severe": where a cell stands. */
static struct str cell_text(const struct matrix_reader *reader, uint32_t cell)
{
    struct workspace *ws = reader->ws;
    uint32_t columns = reader->matrix->first_cells;
    struct str row =
        name_text(ws, scale_at(reader, reader->matrix->axes[0])->symbols[cell / columns].name);

    if (reader->matrix->axis_count == 1)
        return row;
    struct str column =
        name_text(ws, scale_at(reader, reader->matrix->axes[1])->symbols[cell % columns].name);
    return arena_format(ws->arena, "%.*s, %.*s", STR_ARG(row), STR_ARG(column));
}

/* Compares a cell with its neighbour one step up on one axis. */
static void check_step(struct matrix_reader *reader, uint32_t cell, uint32_t next, uint32_t axis)
{
    struct workspace *ws = reader->ws;
    const uint8_t *cells = reader->matrix->cells;
    const struct scale *result = scale_at(reader, reader->matrix->result);
    struct str here = result->symbols[cells[cell] - 1].label;
    struct str there = result->symbols[cells[next] - 1].label;
    struct str axis_name = name_text(ws, scale_at(reader, reader->matrix->axes[axis])->name);
    bool falls = cells[next] < cells[cell];

    if (!falls && cells[next] <= cells[cell] + 1)
        return;
    diag_add(ws->sink, MSG_W0401, reader->matrix->span,
             falls
                 ? "from (%.*s) to (%.*s) the result falls from %.*s to %.*s while `%.*s` rises"
                 : "from (%.*s) to (%.*s) the result jumps from %.*s to %.*s in one step of `%.*s`",
             STR_ARG(cell_text(reader, cell)), STR_ARG(cell_text(reader, next)), STR_ARG(here),
             STR_ARG(there), STR_ARG(axis_name));
}

static void check_reached(struct matrix_reader *reader, uint32_t cell_count)
{
    const struct scale *result = scale_at(reader, reader->matrix->result);

    for (uint32_t symbol = 1; symbol <= result->symbol_count; symbol++) {
        bool is_reached = false;
        for (uint32_t cell = 0; cell < cell_count && !is_reached; cell++)
            is_reached = reader->matrix->cells[cell] == symbol;
        if (!is_reached)
            diag_add(reader->ws->sink, MSG_W0401, reader->matrix->span,
                     "no cell of this matrix is `%.*s`",
                     STR_ARG(name_text(reader->ws, result->symbols[symbol - 1].name)));
    }
}

static void check_sanity(struct matrix_reader *reader, uint32_t rows)
{
    uint32_t columns = reader->matrix->first_cells;

    for (uint32_t cell = 0; cell < rows * columns; cell++) {
        if (reader->matrix->axis_count == 2 && cell % columns + 1 < columns)
            check_step(reader, cell, cell + 1, 1);
        if (cell + columns < rows * columns)
            check_step(reader, cell, cell + columns, 0);
    }
    check_reached(reader, rows * columns);
}

static void read_matrix(struct workspace *ws, struct matrix *matrix)
{
    const struct decl *decl = ast_decl(ws->ast, matrix->decl);
    struct matrix_reader reader = { ws,   matrix, decl, { decl->source, matrix->namespace_ },
                                    NULL, true };

    read_axes(&reader);
    if (!reader.is_whole) {
        matrix->result = 0;
        return;
    }
    uint32_t rows = scale_at(&reader, matrix->axes[0])->symbol_count;
    matrix->first_cells =
        matrix->axis_count == 2 ? scale_at(&reader, matrix->axes[1])->symbol_count : 1;
    matrix->cells = ARENA_ARRAY(ws->arena, uint8_t, (size_t)rows * matrix->first_cells);
    reader.row_seen = ARENA_ARRAY(ws->arena, bool, rows);
    read_rows(&reader);
    if (reader.is_whole)
        check_sanity(&reader, rows);
}

void read_matrices(struct workspace *ws)
{
    for (uint32_t i = 1; i < ws->schema.matrices.count; i++)
        read_matrix(ws, &ws->schema.matrices.items[i]);
}
