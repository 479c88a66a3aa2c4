/* timings_text.c -- what a check cost, for people: the dearest first, the small change added up. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/timings.h"

#include "tools/isms/figures.h"

/* Unless all is asked for. */
enum { ROWS_SHOWN = 10, NOTABLE_NS = 5000 };
enum { TIME_COLUMNS = 14, SHARE_COLUMNS = 9, COUNT_COLUMNS = 13 };

/* One table: numbers on the left, right aligned, and the name at the end of the line. */
struct cost_table {
    struct out *out;
    struct out figure;
    const struct timings *timings;
    enum activity_kind kind;
    const char *steps, *assessed, *gaps; /* heads of columns, NULL: none of them */
    const char *one, *many;              /* of what there is a row */
};

static void put_head(struct cost_table *table, const char *head, uint32_t columns)
{
    if (head == NULL)
        return;
    out_text(&table->figure, head);
    figure_right(table->out, &table->figure, columns);
}

static void put_time(struct cost_table *table, uint64_t ns)
{
    figure_milliseconds(&table->figure, ns);
    figure_right(table->out, &table->figure, TIME_COLUMNS);
    figure_share(&table->figure, ns, table->timings->wall_ns);
    figure_right(table->out, &table->figure, SHARE_COLUMNS);
}

static void put_count(struct cost_table *table, const char *head, uint64_t count)
{
    if (head == NULL)
        return;
    figure_count(&table->figure, count);
    figure_right(table->out, &table->figure, COUNT_COLUMNS);
}

static void put_work(struct cost_table *table, const struct engine_work *work)
{
    put_count(table, table->steps, work->steps);
    put_count(table, table->assessed, work->assessed);
    put_count(table, table->gaps, work->gaps);
}

static void put_row(struct cost_table *table, const struct cost *cost)
{
    put_time(table, cost->ns);
    put_work(table, &cost->work);
    out_text(table->out, "  ");
    out_visible(table->out, cost->name);
    out_char(table->out, '\n');
}

static void put_rest(struct cost_table *table, const struct cost *rest, uint32_t count)
{
    if (count == 0)
        return;
    put_time(table, rest->ns);
    put_work(table, &rest->work);
    out_text(table->out, "  and ");
    figure_count(table->out, count);
    out_text(table->out, " more\n");
}

static void put_heads(struct cost_table *table, uint32_t count)
{
    out_char(table->out, '\n');
    put_head(table, "time", TIME_COLUMNS);
    put_head(table, "share", SHARE_COLUMNS);
    put_head(table, table->steps, COUNT_COLUMNS);
    put_head(table, table->assessed, COUNT_COLUMNS);
    put_head(table, table->gaps, COUNT_COLUMNS);
    out_text(table->out, "  of ");
    figure_count(table->out, count);
    out_char(table->out, ' ');
    out_text(table->out, count == 1 ? table->one : table->many);
    out_char(table->out, '\n');
}

static uint32_t count_costs(const struct cost_table *table)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < table->timings->costs.count; i++)
        count += table->timings->costs.items[i].kind == table->kind;
    return count;
}

static void put_table(struct cost_table *table, bool is_whole)
{
    struct cost rest = { .ns = 0 };
    uint32_t count = count_costs(table), shown = 0;

    if (count == 0)
        return;
    put_heads(table, count);
    for (uint32_t i = 0; i < table->timings->costs.count; i++) {
        const struct cost *cost = &table->timings->costs.items[i];
        if (cost->kind != table->kind)
            continue;
        if (is_whole || (shown < ROWS_SHOWN && cost->ns >= NOTABLE_NS)) {
            put_row(table, cost);
            shown++;
            continue;
        }
        rest.ns += cost->ns;
        rest.work.steps += cost->work.steps;
        rest.work.assessed += cost->work.assessed;
        rest.work.gaps += cost->work.gaps;
    }
    put_rest(table, &rest, count - shown);
}

void timings_put_costs(struct out *out, const struct timings *timings, bool is_whole)
{
    struct cost_table tables[] = {
        { .kind = ACTIVITY_RULE,
          .steps = "looked at",
          .assessed = "assessed",
          .gaps = "gaps",
          .one = "rule",
          .many = "rules" },
        { .kind = ACTIVITY_FIELD, .assessed = "objects", .one = "field", .many = "fields" },
        { .kind = ACTIVITY_CONSTANT, .one = "constant", .many = "constants" },
        { .kind = ACTIVITY_RELATION, .assessed = "pairs", .one = "relation", .many = "relations" },
    };

    for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
        bool is_shown = is_whole || tables[i].kind != ACTIVITY_CONSTANT;
        tables[i].out = out;
        tables[i].timings = timings;
        out_open_memory(&tables[i].figure);
        if (is_shown)
            put_table(&tables[i], is_whole);
        out_release(&tables[i].figure);
    }
}

void timings_put_phases(struct out *out, const struct timings *timings)
{
    struct cost_table table = { .out = out, .timings = timings };

    out_open_memory(&table.figure);
    put_head(&table, "time", TIME_COLUMNS);
    put_head(&table, "share", SHARE_COLUMNS);
    out_text(out, "  phase\n");
    for (uint32_t i = 0; i < TIMED_PHASES; i++) {
        uint32_t phase = timed_phase_at(i);
        put_time(&table, timings->phases[phase]);
        out_text(out, "  ");
        out_str(out, timed_phase_word(phase));
        out_char(out, '\n');
    }
    out_release(&table.figure);
}

static void put_size_of(struct out *out, const char *before, uint64_t bytes, const char *what)
{
    out_text(out, before);
    figure_bytes(out, bytes);
    out_text(out, what);
}

static void put_memory(struct out *out, const struct timings *timings)
{
    const struct engine_memory *memory = &timings->memory;

    put_size_of(out, "  memory    ", timings->peak_bytes, " at most: ");
    put_size_of(out, "", memory->texts, " texts");
    put_size_of(out, ", ", memory->arena - (memory->texts < memory->arena ? memory->texts : 0),
                " columns, plans and results");
    put_size_of(out, ", ", memory->tree, " tree");
    put_size_of(out, ", ", memory->names, " names");
    put_size_of(out, ", ", memory->drafts, " drafts of objects");
    put_size_of(out, ", ", memory->scratch, " scratch\n");
}

void timings_put_size(struct out *out, const struct timings *timings)
{
    const struct engine_counts *counts = &timings->counts;

    figure_count(out, counts->objects);
    out_text(out, counts->objects == 1 ? " object (library: " : " objects (library: ");
    figure_count(out, counts->library_objects);
    out_text(out, "), ");
    figure_bytes(out, timings->memory.texts);
    out_text(out, " of text in ");
    figure_count(out, counts->project_files);
    out_text(out, counts->project_files == 1 ? " file (library: " : " files (library: ");
    figure_count(out, counts->library_files);
    out_char(out, ')');
}

void timings_write_text(struct out *out, const struct timings *timings, bool is_whole)
{
    out_text(out, "  took      ");
    figure_milliseconds(out, timings->wall_ns);
    out_text(out, ", with the start of the program ");
    figure_milliseconds(out, timings->processor_ns);
    out_text(out, " of processor time\n  read      ");
    timings_put_size(out, timings);
    out_text(out, ", ");
    figure_speed(out, timings->memory.texts, timings->wall_ns);
    out_char(out, '\n');
    put_memory(out, timings);
    out_char(out, '\n');
    timings_put_phases(out, timings);
    timings_put_costs(out, timings, is_whole);
}
