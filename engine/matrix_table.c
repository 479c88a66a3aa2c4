/* matrix_table.c -- a matrix as a table with the colours of its result. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/report_build.h"

#include "engine/view.h"

static struct str scale_title(const struct workspace *ws, uint32_t scale)
{
    const struct scale *found = schema_scale(&ws->schema, scale);

    return found->title.len > 0 ? found->title : name_text(ws, found->name);
}

static struct cell symbol_cell(struct workspace *ws, uint32_t scale, uint32_t symbol)
{
    if (symbol == 0)
        return (struct cell){ .kind = CELL_MISSING };
    return value_cell(ws, type_with_ref(TYPE_SYMBOL, scale), symbol);
}

/* The first column names the rows; with one axis the other one is the result. */
static void fill_columns(struct workspace *ws, struct table *table, const struct matrix *matrix)
{
    bool has_two = matrix->axis_count == 2;
    struct table_column *columns =
        ARENA_ARRAY(ws->arena, struct table_column, (size_t)matrix->first_cells + 1);
    struct str corner = scale_title(ws, matrix->axes[0]);

    if (has_two)
        corner = arena_format(ws->arena, "%.*s / %.*s", STR_ARG(corner),
                              STR_ARG(scale_title(ws, matrix->axes[1])));
    columns[0] = (struct table_column){ .label = corner, .key = corner, .kind = CELL_SYMBOL };
    for (uint32_t i = 0; i < matrix->first_cells; i++) {
        struct str label = has_two ? symbol_cell(ws, matrix->axes[1], i + 1).text
                                   : scale_title(ws, matrix->result);
        columns[i + 1] = (struct table_column){ .label = label, .key = label, .kind = CELL_SYMBOL };
    }
    table->columns = columns;
    table->column_count = matrix->first_cells + 1;
}

static void fill_row(struct workspace *ws, struct cell *cells, const struct matrix *matrix,
                     uint32_t symbol)
{
    const uint8_t *results = &matrix->cells[(size_t)(symbol - 1) * matrix->first_cells];

    cells[0] = symbol_cell(ws, matrix->axes[0], symbol);
    for (uint32_t i = 0; i < matrix->first_cells; i++)
        cells[i + 1] = symbol_cell(ws, matrix->result, results[i]);
}

/* As written: most people begin with the worst row, as in a picture of the matrix. */
static void fill_rows(struct workspace *ws, struct table *table, const struct matrix *matrix)
{
    const struct scale *rows = schema_scale(&ws->schema, matrix->axes[0]);
    const struct decl *decl = ast_decl(ws->ast, matrix->decl);
    struct cell *cells = ARENA_ARRAY(ws->arena, struct cell,
                                     (size_t)parts_of(ws, decl)->field_count * table->column_count);

    for (uint32_t i = 0; i < parts_of(ws, decl)->field_count; i++) {
        const struct field *field =
            ast_field(ws->ast, (field_id){ parts_of(ws, decl)->first_field.v + i });
        uint32_t symbol = scale_find(rows, field->name);
        if (symbol != 0)
            fill_row(ws, &cells[(size_t)table->row_count++ * table->column_count], matrix, symbol);
    }
    table->cells = cells;
}

const struct table *matrix_table(struct workspace *ws, uint32_t index)
{
    const struct matrix *matrix = &ws->schema.matrices.items[index];
    const struct decl *decl = ast_decl(ws->ast, matrix->decl);
    struct table *table;

    if (!matrix->cells || matrix->result == 0)
        return NULL;
    table = ARENA_NEW(ws->arena, struct table);
    table->name = name_text(ws, matrix->name);
    table->title = string_of(ws, parts_of(ws, decl)->title);
    table->doc = ast_doc(ws->lang->sources, ws->arena, parts_of(ws, decl)->doc);
    fill_columns(ws, table, matrix);
    fill_rows(ws, table, matrix);
    return table;
}
