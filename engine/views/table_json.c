/* table_json.c -- tables for programs. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/table_write.h"

#include "base/escape.h"
#include "base/vec.h"
#include "engine/row_reader.h"
#include "engine/views/cell.h"

static void put_text_or_null(struct out *out, struct str text)
{
    if (text.len > 0)
        out_json(out, text);
    else
        out_text(out, "null");
}

static void put_value(struct out *out, const struct cell *cell);

static void put_list(struct out *out, const struct cell *cell)
{
    out_char(out, '[');
    for (uint32_t i = 0; i < cell->part_count; i++) {
        if (i > 0)
            out_text(out, ", ");
        put_value(out, &cell->parts[i]);
    }
    out_char(out, ']');
}

static void put_value(struct out *out, const struct cell *cell)
{
    switch (cell->kind) {
    case CELL_MISSING:
        out_text(out, "null");
        return;
    case CELL_NUMBER:
        if (text_is_json_number(cell->text))
            out_str(out, cell->text);
        else
            out_json(out, cell->text);
        return;
    case CELL_YES_NO:
        out_text(out, str_equal(cell->text, STR("yes")) ? "true" : "false");
        return;
    case CELL_TEXT:
    case CELL_DATE:
        out_json(out, cell->text);
        return;
    case CELL_SYMBOL:
    case CELL_OBJECT:
        out_json(out, cell->key.len > 0 ? cell->key : cell->text);
        return;
    case CELL_LIST:
        put_list(out, cell);
        return;
    }
}

/*
 * The keys of a table as JSON, made once: each takes a look at all before it. With the commas and
 * colons between them, in the order of a row: `, "key": `.
 */
struct keys {
    struct out text;
    VEC(size_t) ends; /* behind a comma, a key and a colon */
};

enum { COMMA_BYTES = 2, COLON_BYTES = 2 };

static void make_keys(struct keys *keys, const struct table *table)
{
    struct out key;

    out_open_memory(&key);
    keys->text.len = 0;
    VEC_CLEAR(&keys->ends);
    for (uint32_t i = 0; i < table->column_count; i++) {
        key.len = 0;
        column_write_key(&key, table, i);
        out_text(&keys->text, ", ");
        out_json(&keys->text, out_memory(&key));
        out_text(&keys->text, ": ");
        VEC_PUSH(&keys->ends, keys->text.len);
    }
    out_release(&key);
}

/* With comma and colon. */
static struct str key_of(const struct keys *keys, uint32_t column)
{
    size_t from = column == 0 ? 0 : keys->ends.items[column - 1];

    return (struct str){ keys->text.buffer + from, keys->ends.items[column] - from };
}

static void put_key(struct out *out, const struct keys *keys, uint32_t column)
{
    struct str key = key_of(keys, column);

    out_str(out, str_slice(key, COMMA_BYTES, key.len - COLON_BYTES));
}

/* `"key": `, with a comma unless it is the first one of its object. */
static void put_next_key(struct out *out, const struct keys *keys, uint32_t column, bool is_first)
{
    struct str key = key_of(keys, column);

    out_bytes(out, key.ptr + (is_first ? COMMA_BYTES : 0), key.len - (is_first ? COMMA_BYTES : 0));
}

static void put_across(struct out *out, const struct table_column *column)
{
    if (column->across_count == 0)
        return;
    out_text(out, ", \"across\": [");
    for (uint32_t i = 0; i < column->across_count; i++) {
        if (i > 0)
            out_text(out, ", ");
        put_value(out, &column->across[i]);
    }
    out_char(out, ']');
}

static void put_column(struct out *out, const struct table *table, uint32_t column,
                       const struct keys *keys)
{
    out_text(out, column > 0 ? ",\n        " : "\n        ");
    out_text(out, "{\"key\": ");
    put_key(out, keys, column);
    out_text(out, ", \"label\": ");
    out_json(out, table->columns[column].label);
    out_text(out, ", \"type\": ");
    out_json(out, cell_kind_name(table->columns[column].kind));
    put_across(out, &table->columns[column]);
    out_char(out, '}');
}

static void put_row(struct out *out, struct row_reader *reader, uint32_t row,
                    const struct keys *keys)
{
    const struct table *table = reader->table;
    const struct cell *cells = row_reader_read(reader, row);

    if (row > 0)
        out_char(out, ',');
    out_text(out, "\n        {");
    if (table->group_count > 0) {
        out_text(out, "\"group\": ");
        out_json(out, table_group_of(table, row));
    }
    for (uint32_t i = 0; i < table->column_count; i++) {
        put_next_key(out, keys, i, i == 0 && table->group_count == 0);
        put_value(out, &cells[i]);
    }
    out_char(out, '}');
}

static void put_rows(struct out *out, const struct table *table, const struct keys *keys)
{
    struct row_reader reader;

    row_reader_init(&reader, table);
    for (uint32_t row = 0; row < table->row_count; row++)
        put_row(out, &reader, row, keys);
    row_reader_release(&reader);
}

/* What is added up, of a group or of all. */
static void put_total(struct out *out, const struct table *table, uint32_t group,
                      const struct keys *keys)
{
    bool is_first = group == TOTALS_OF_ALL;

    out_char(out, '{');
    if (group != TOTALS_OF_ALL) {
        out_text(out, "\"group\": ");
        out_json(out, table->groups[group]);
    }
    for (uint32_t i = 0; i < table->column_count; i++) {
        struct cell cell = table_total_cell(table, group, i);
        if (!table->columns[i].has_total)
            continue;
        put_next_key(out, keys, i, is_first);
        put_value(out, &cell);
        is_first = false;
    }
    out_char(out, '}');
}

static void put_totals(struct out *out, const struct table *table, const struct keys *keys)
{
    if (!table->totals)
        return;
    out_text(out, ",\n      \"totals\": ");
    put_total(out, table, TOTALS_OF_ALL, keys);
    if (table->group_count == 0)
        return;
    out_text(out, ",\n      \"group_totals\": [");
    for (uint32_t group = 0; group < table->group_count; group++) {
        out_text(out, group > 0 ? ",\n        " : "\n        ");
        put_total(out, table, group, keys);
    }
    out_text(out, "\n      ]");
}

static void put_table(struct out *out, const struct table *table, struct keys *keys)
{
    make_keys(keys, table);
    out_text(out, "    {\n      \"name\": ");
    out_json(out, table->name);
    out_text(out, ",\n      \"title\": ");
    out_json(out, table->title);
    out_text(out, ",\n      \"doc\": ");
    out_json(out, table->doc);
    out_text(out, ",\n      \"columns\": [");
    for (uint32_t i = 0; i < table->column_count; i++)
        put_column(out, table, i, keys);
    out_text(out, table->column_count > 0 ? "\n      ]" : "]");
    out_text(out, ",\n      \"rows\": [");
    put_rows(out, table, keys);
    out_text(out, table->row_count > 0 ? "\n      ]" : "]");
    put_totals(out, table, keys);
    out_text(out, "\n    }");
}

static void put_title_block(struct out *out, const struct title_block *block)
{
    out_text(out, "{\n  \"schema\": 1,\n  \"project\": ");
    out_json(out, block->project);
    out_text(out, ",\n  \"organisation\": ");
    out_json(out, block->organisation);
    out_text(out, ",\n  \"as_of\": ");
    out_json(out, block->as_of);
    out_text(out, ",\n  \"tool\": ");
    out_json(out, block->tool);
    out_text(out, ",\n  \"commit\": ");
    put_text_or_null(out, block->commit);
    out_text(out, ",\n  \"classification\": ");
    put_text_or_null(out, block->classification);
}

/* ---- sections of a report ---- */

static void put_nodes(struct out *out, const struct graph *graph)
{
    out_text(out, ", \"nodes\": [");
    for (uint32_t i = 0; i < graph->node_count; i++) {
        const struct graph_node *node = &graph->nodes[i];
        out_text(out, i > 0 ? ",\n        {\"id\": " : "\n        {\"id\": ");
        out_json(out, node->id);
        out_text(out, ", \"title\": ");
        put_text_or_null(out, node->title);
        out_text(out, ", \"kind\": ");
        out_json(out, graph->ranks[node->rank].name);
        out_text(out, ", \"state\": ");
        put_text_or_null(out, node->word);
        out_char(out, '}');
    }
    out_text(out, graph->node_count > 0 ? "\n      ]" : "]");
}

static void put_edges(struct out *out, const struct graph *graph)
{
    out_text(out, ", \"edges\": [");
    for (uint32_t i = 0; i < graph->edge_count; i++) {
        const struct graph_edge *edge = &graph->edges[i];
        out_text(out, i > 0 ? ",\n        {\"from\": " : "\n        {\"from\": ");
        out_json(out, graph->nodes[edge->from].id);
        out_text(out, ", \"to\": ");
        out_json(out, graph->nodes[edge->to].id);
        out_text(out, ", \"relation\": ");
        out_json(out, graph->relations[edge->relation]);
        out_char(out, '}');
    }
    out_text(out, graph->edge_count > 0 ? "\n      ]" : "]");
}

static void put_graph(struct out *out, const struct graph *graph)
{
    out_text(out, ", \"graph\": {\"name\": ");
    out_json(out, graph->name);
    out_text(out, ", \"doc\": ");
    out_json(out, graph->doc);
    put_nodes(out, graph);
    put_edges(out, graph);
    out_char(out, '}');
}

static const char *section_kind_name(enum section_kind kind)
{
    switch (kind) {
    case SECTION_HEADING:
        return "heading";
    case SECTION_TEXT:
        return "text";
    case SECTION_TABLE:
        return "table";
    case SECTION_GRAPH:
        return "graph";
    }
    return "text";
}

static void put_section(struct out *out, const struct section *section)
{
    out_format(out, "    {\"kind\": \"%s\", \"level\": %u, \"heading\": ",
               section_kind_name(section->kind), section->level);
    put_text_or_null(out, section->heading);
    switch (section->kind) {
    case SECTION_HEADING:
    case SECTION_TEXT:
        out_text(out, ", \"text\": ");
        out_json(out, section->text);
        break;
    case SECTION_TABLE:
        out_format(out, ", \"table\": %u", section->table);
        break;
    case SECTION_GRAPH:
        put_graph(out, section->graph);
        break;
    }
    out_char(out, '}');
}

static void put_sections(struct out *out, const struct document *document)
{
    out_text(out, ",\n  \"title\": ");
    put_text_or_null(out, document->title);
    out_text(out, ",\n  \"doc\": ");
    put_text_or_null(out, document->doc);
    out_text(out, ",\n  \"sections\": [\n");
    for (uint32_t i = 0; i < document->section_count; i++) {
        put_section(out, &document->sections[i]);
        out_text(out, i + 1 < document->section_count ? ",\n" : "\n");
    }
    out_text(out, "  ]");
}

void table_write_json(struct out *out, const struct document *document)
{
    struct keys keys = { .ends = { 0 } };

    out_open_memory(&keys.text);
    put_title_block(out, &document->block);
    if (document->sections != NULL)
        put_sections(out, document);
    out_text(out, ",\n  \"tables\": [\n");
    for (uint32_t i = 0; i < document->table_count; i++) {
        put_table(out, document->tables[i], &keys);
        out_text(out, i + 1 < document->table_count ? ",\n" : "\n");
    }
    out_text(out, "  ]\n}\n");
    VEC_RELEASE(&keys.ends);
    out_release(&keys.text);
}
