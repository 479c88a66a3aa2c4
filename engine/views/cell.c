/* cell.c -- see cell.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/cell.h"

#include "engine/graph.h"

void cell_append(struct out *out, const struct cell *cell, struct str separator)
{
    if (cell->kind != CELL_LIST) {
        out_str(out, cell->text);
        return;
    }
    for (uint32_t i = 0; i < cell->part_count; i++) {
        if (i > 0)
            out_str(out, separator);
        cell_append(out, &cell->parts[i], separator);
    }
}

struct str cell_text(const struct cell *cell, struct str separator, struct out *scratch)
{
    if (cell->kind == CELL_MISSING)
        return (struct str){ 0 };
    if (cell->kind != CELL_LIST)
        return cell->text;
    if (cell->part_count == 1)
        return cell_text(cell->parts, separator, scratch);
    scratch->len = 0;
    cell_append(scratch, cell, separator);
    return out_memory(scratch);
}

static size_t skip_digits(struct str text, size_t at)
{
    while (at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9')
        at++;
    return at;
}

static size_t skip_byte(struct str text, size_t at, char byte)
{
    return at < text.len && text.ptr[at] == byte ? at + 1 : at;
}

bool text_is_json_number(struct str text)
{
    size_t start = skip_byte(text, 0, '-');
    size_t at = skip_digits(text, start);
    bool has_leading_zero = at - start > 1 && text.ptr[start] == '0';

    if (at == start || has_leading_zero)
        return false;
    size_t fraction = skip_byte(text, at, '.');
    if (fraction == at)
        return at == text.len;
    at = skip_digits(text, fraction);
    return at > fraction && at == text.len;
}

struct str cell_kind_name(enum cell_kind kind)
{
    switch (kind) {
    case CELL_MISSING:
    case CELL_TEXT:
        return STR("text");
    case CELL_NUMBER:
        return STR("number");
    case CELL_YES_NO:
        return STR("yes-no");
    case CELL_DATE:
        return STR("date");
    case CELL_SYMBOL:
        return STR("symbol");
    case CELL_OBJECT:
        return STR("object");
    case CELL_LIST:
        return STR("list");
    }
    return STR("text");
}

void column_write_key(struct out *out, const struct table *table, uint32_t column)
{
    struct str key = table->columns[column].key;
    uint32_t used = table->group_count > 0 && str_equal(key, STR("group")) ? 1 : 0;

    for (uint32_t i = 0; i < column; i++)
        if (str_equal(table->columns[i].key, key))
            used++;
    out_str(out, key);
    if (used > 0)
        out_format(out, "-%u", used + 1);
}

bool table_group_begins(const struct table *table, uint32_t row)
{
    if (table->group_count == 0)
        return false;
    return row == 0 || table->group_of[row] != table->group_of[row - 1];
}

struct str table_group_of(const struct table *table, uint32_t row)
{
    return table->groups[table->group_of[row]];
}

uint32_t table_group_rows(const struct table *table, uint32_t first_row)
{
    uint32_t row = first_row;

    while (row < table->row_count && table->group_of[row] == table->group_of[first_row])
        row++;
    return row - first_row;
}

bool table_group_totals_follow(const struct table *table, uint32_t row)
{
    if (table->group_count == 0 || !table->group_totals)
        return false;
    return row + 1 == table->row_count || table->group_of[row + 1] != table->group_of[row];
}

struct cell table_total_cell(const struct table *table, uint32_t group, uint32_t column)
{
    const struct cell *cells = group == TOTALS_OF_ALL
                                   ? table->totals
                                   : &table->group_totals[(size_t)group * table->column_count];

    if (column == 0 && !table->columns[0].has_total)
        return (struct cell){ .kind = CELL_TEXT, .text = STR("Total") };
    return cells[column];
}

bool column_is_right(const struct table_column *column)
{
    return column->kind == CELL_NUMBER || column->has_total;
}

void out_row_count(struct out *out, uint32_t rows)
{
    out_u64(out, rows);
    out_text(out, rows == 1 ? " row" : " rows");
}

void out_graph_size(struct out *out, const struct graph *graph)
{
    out_format(out, "%u element%s and %u link%s", graph->node_count,
               graph->node_count == 1 ? "" : "s", graph->edge_count,
               graph->edge_count == 1 ? "" : "s");
}

struct str title_block_name(const struct title_block *block)
{
    return block->organisation.len > 0 ? block->organisation : block->project;
}
