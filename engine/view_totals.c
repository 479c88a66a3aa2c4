/* view_totals.c -- the sums below the rows of a table. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/view_build.h"

#include "engine/view.h"

/* One sum: missing until the first value, and after a sum that failed. */
struct sum {
    value amount;
    bool has_failed;
};

struct sums {
    struct evaluator *evaluator;
    const struct spread *spread;
    struct sum *of_group, *of_all; /* one for each column with a total */
};

static void add_to(struct sums *sums, struct sum *sum, const struct node *node, value v)
{
    if (v == VALUE_NONE || sum->has_failed)
        return;
    sum->amount =
        sum->amount == VALUE_NONE ? v : add_amounts(sums->evaluator, node, sum->amount, v);
    sum->has_failed = sum->amount == VALUE_NONE;
}

static void add_row(struct sums *sums, const value *row)
{
    uint32_t at = 0;

    for (uint32_t i = 0; i < sums->spread->count; i++) {
        const struct view_column *column = sums->spread->columns[i].column;
        if (!column->has_total)
            continue;
        add_to(sums, &sums->of_group[at], column->value, row[i]);
        add_to(sums, &sums->of_all[at], column->value, row[i]);
        at++;
    }
}

static void clear(struct sum *sums, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        sums[i] = (struct sum){ VALUE_NONE, false };
}

static void write_cells(const struct sums *sums, const struct sum *from, struct cell *cells)
{
    uint32_t at = 0;

    for (uint32_t i = 0; i < sums->spread->count; i++) {
        const struct view_column *column = sums->spread->columns[i].column;
        cells[i] = (struct cell){ .kind = CELL_MISSING };
        if (column->has_total)
            cells[i] = value_cell(sums->evaluator->ws, column->value->type, from[at++].amount);
    }
}

static void fill_group_totals(struct sums *sums, struct table *table, const struct view_rows *rows)
{
    struct arena *arena = sums->evaluator->ws->arena;
    uint32_t columns = table->column_count;
    struct cell *cells = ARENA_ARRAY(arena, struct cell, (size_t)table->group_count * columns);

    for (uint32_t row = 0; row < table->row_count; row++) {
        uint32_t group = table->group_count > 0 ? table->group_of[row] : 0;
        bool ends = row + 1 == table->row_count ||
                    (table->group_count > 0 && table->group_of[row + 1] != group);
        add_row(sums, view_row(rows, row));
        if (!ends || table->group_count == 0)
            continue;
        write_cells(sums, sums->of_group, &cells[(size_t)group * columns]);
        clear(sums->of_group, sums->spread->total_count);
    }
    table->group_totals = cells;
}

void fill_totals(struct evaluator *evaluator, struct table *table, const struct spread *spread,
                 const struct view_rows *rows)
{
    struct arena *arena = evaluator->ws->arena;
    struct sums sums = { .evaluator = evaluator, .spread = spread };
    struct cell *cells;

    if (spread->total_count == 0 || table->row_count == 0)
        return;
    sums.of_group = ARENA_ARRAY(arena, struct sum, spread->total_count);
    sums.of_all = ARENA_ARRAY(arena, struct sum, spread->total_count);
    clear(sums.of_group, spread->total_count);
    clear(sums.of_all, spread->total_count);
    fill_group_totals(&sums, table, rows);
    cells = ARENA_ARRAY(arena, struct cell, table->column_count);
    write_cells(&sums, sums.of_all, cells);
    table->totals = cells;
}
