/* table_html.c -- tables as one page that needs nothing else. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/table_write.h"

#include "base/escape.h"
#include "engine/row_reader.h"
#include "engine/views/anchors.h"
#include "engine/views/cell.h"
#include "engine/views/doc.h"
#include "engine/views/page_style.h"

/* Longer texts get a column of some width; longer names may break. */
enum { PROSE_BYTES = 48, NAME_BYTES = 32 };

struct page {
    struct out *out;
    const struct document *document;
    struct anchors anchors;
    struct out scratch;
};

static const struct table *page_table(const struct page *page, uint32_t table)
{
    return page->document->tables[table];
}

/* ------------------------------------------------------------------ cells */

static void put_title_attribute(struct page *page, struct str title)
{
    if (title.len == 0)
        return;
    out_text(page->out, " title=\"");
    out_html(page->out, title);
    out_char(page->out, '"');
}

/* An object that the page shows in a row of its own becomes a link to that row. */
static void put_object(struct page *page, const struct cell *cell)
{
    struct anchor anchor;
    bool is_link = anchors_find(&page->anchors, cell, &anchor);
    struct out *out = page->out;

    if (is_link) {
        out_text(out, "<a href=\"#");
        anchor_write(out, &page->anchors, &anchor);
        out_char(out, '"');
    } else {
        out_text(out, "<span");
    }
    if (cell->text.len > NAME_BYTES)
        out_text(out, " class=\"id long\"");
    else
        out_text(out, " class=\"id\"");
    put_title_attribute(page, cell->title);
    out_char(out, '>');
    out_html(out, cell->text);
    if (is_link)
        out_text(out, "</a>");
    else
        out_text(out, "</span>");
}

static void put_symbol(struct page *page, const struct cell *cell)
{
    struct out *class = &page->scratch;

    class->len = 0;
    if (cell->color.len == 0 || !page_tone_class(class, cell->color)) {
        out_html(page->out, cell->text);
        return;
    }
    out_text(page->out, "<span class=\"");
    out_str(page->out, out_memory(class));
    out_text(page->out, "\">");
    out_html(page->out, cell->text);
    out_text(page->out, "</span>");
}

static void put_content(struct page *page, const struct cell *cell);

static void put_list(struct page *page, const struct cell *cell)
{
    for (uint32_t i = 0; i < cell->part_count; i++) {
        if (i > 0)
            out_text(page->out, ", ");
        put_content(page, &cell->parts[i]);
    }
}

static void put_content(struct page *page, const struct cell *cell)
{
    switch (cell->kind) {
    case CELL_MISSING:
        return;
    case CELL_OBJECT:
        put_object(page, cell);
        return;
    case CELL_LIST:
        put_list(page, cell);
        return;
    case CELL_TEXT:
    case CELL_NUMBER:
    case CELL_YES_NO:
    case CELL_DATE:
    case CELL_SYMBOL:
        put_symbol(page, cell);
        return;
    }
}

/* What a cell looks like, with the tags that begin it: of the cell that names the row, of others.
 */
enum look {
    LOOK_BARE,
    LOOK_TEXT,
    LOOK_PROSE,
    LOOK_NUMBER,
    LOOK_YES,
    LOOK_NO,
    LOOK_DATE,
    LOOK_SYMBOL,
    LOOK_LONG
};

struct tags {
    struct str head, cell;
};

#define TAG(text)                                                                                  \
    {                                                                                              \
        text, sizeof(text) - 1                                                                     \
    }
#define TAGS(attributes)                                                                           \
    {                                                                                              \
        TAG("<th scope=\"row\"" attributes ">"), TAG("<td" attributes ">")                         \
    }
static const struct tags tags[] = {
    [LOOK_BARE] = TAGS(""),
    [LOOK_TEXT] = TAGS(" class=\"text\""),
    [LOOK_PROSE] = TAGS(" class=\"text prose\""),
    [LOOK_NUMBER] = TAGS(" class=\"number\""),
    [LOOK_YES] = TAGS(" class=\"yes\""),
    [LOOK_NO] = TAGS(" class=\"no\""),
    [LOOK_DATE] = TAGS(" class=\"date\""),
    [LOOK_SYMBOL] = TAGS(" class=\"symbol\""),
    [LOOK_LONG] = TAGS(" class=\"long\""),
};

static enum look look_of(const struct cell *cell)
{
    switch (cell->kind) {
    case CELL_MISSING:
    case CELL_OBJECT: /* each id inside says it for itself */
        return LOOK_BARE;
    case CELL_LIST: /* of one: looks like that one */
        return cell->part_count == 1 ? look_of(&cell->parts[0]) : LOOK_BARE;
    case CELL_TEXT:
        return cell->text.len > PROSE_BYTES ? LOOK_PROSE : LOOK_TEXT;
    case CELL_NUMBER:
        return LOOK_NUMBER;
    case CELL_YES_NO:
        return str_equal(cell->text, STR("yes")) ? LOOK_YES : LOOK_NO;
    case CELL_DATE:
        return LOOK_DATE;
    case CELL_SYMBOL:
        return cell->text.len > NAME_BYTES ? LOOK_LONG : LOOK_SYMBOL;
    }
    return LOOK_BARE;
}

/* The first column names the row, for those who hear the page instead of seeing it. */
static void put_cell(struct page *page, const struct table *table, uint32_t column,
                     const struct cell *cell)
{
    bool names_row = column == 0;
    enum look look = table->columns[column].has_total ? LOOK_NUMBER : look_of(cell);

    out_str(page->out, names_row ? tags[look].head : tags[look].cell);
    put_content(page, cell);
    if (names_row)
        out_text(page->out, "</th>");
    else
        out_text(page->out, "</td>");
}

/* ------------------------------------------------------------------- rows */

static void put_row(struct page *page, struct row_reader *reader, struct place_of_row place)
{
    const struct table *table = reader->table;
    const struct cell *cells = row_reader_read(reader, place.row);
    struct anchor anchor = { anchors_of_row(&page->anchors, place, cells, table->column_count),
                             place.table };

    anchors_prefetch(&page->anchors, cells, table->column_count);
    out_text(page->out, "<tr");
    if (anchor.object.len > 0) {
        out_text(page->out, " id=\"");
        anchor_write(page->out, &page->anchors, &anchor);
        out_char(page->out, '"');
    }
    out_char(page->out, '>');
    for (uint32_t i = 0; i < table->column_count; i++)
        put_cell(page, table, i, &cells[i]);
    out_text(page->out, "</tr>\n");
}

static void put_totals(struct page *page, const struct table *table, uint32_t group)
{
    out_text(page->out, "<tr class=\"total\">");
    for (uint32_t i = 0; i < table->column_count; i++) {
        struct cell cell = table_total_cell(table, group, i);
        put_cell(page, table, i, &cell);
    }
    out_text(page->out, "</tr>\n");
}

static void put_group_heading(struct page *page, const struct table *table, uint32_t row)
{
    struct out *out = page->out;

    out_format(out, "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"%u\">",
               table->column_count);
    out_html(out, table_group_of(table, row));
    out_format(out, " <span class=\"count\">%u</span></th></tr>\n", table_group_rows(table, row));
}

static void put_rows(struct page *page, uint32_t index)
{
    const struct table *table = page_table(page, index);
    struct row_reader reader;

    row_reader_init(&reader, table);
    reader.with_titles = true;
    out_text(page->out, "<tbody>\n");
    for (uint32_t row = 0; row < table->row_count; row++) {
        if (table_group_begins(table, row)) {
            if (row > 0)
                out_text(page->out, "</tbody>\n<tbody>\n");
            put_group_heading(page, table, row);
        }
        put_row(page, &reader, (struct place_of_row){ index, row });
        if (table_group_totals_follow(table, row))
            put_totals(page, table, table->group_of[row]);
    }
    row_reader_release(&reader);
    out_text(page->out, "</tbody>\n");
    if (!table->totals)
        return;
    out_text(page->out, "<tfoot>\n");
    put_totals(page, table, TOTALS_OF_ALL);
    out_text(page->out, "</tfoot>\n");
}

static void put_column_heads(struct page *page, const struct table *table)
{
    out_text(page->out, "<thead>\n<tr>");
    for (uint32_t i = 0; i < table->column_count; i++) {
        const struct table_column *column = &table->columns[i];
        out_format(page->out, "<th scope=\"col\"%s",
                   column_is_right(column) ? " class=\"number\"" : "");
        if (column->across_count == 1)
            put_title_attribute(page, column->across[0].title);
        out_char(page->out, '>');
        out_html(page->out, table->columns[i].label);
        out_text(page->out, "</th>");
    }
    out_text(page->out, "</tr>\n</thead>\n");
}

/* --------------------------------------------------------------- sections */

static void put_blocks(struct page *page, struct str text, const char *class)
{
    struct out *out = page->out;
    struct doc_block block;
    bool in_list = false;

    while (doc_next(&text, &page->scratch, &block)) {
        if (in_list && !block.is_item)
            out_text(out, "</ul>\n");
        else if (!in_list && block.is_item)
            out_format(out, "<ul class=\"%s\">\n", class);
        in_list = block.is_item;
        if (block.is_item)
            out_text(out, "<li>");
        else
            out_format(out, "<p class=\"%s\">", class);
        out_html(out, block.text);
        out_text(out, block.is_item ? "</li>\n" : "</p>\n");
    }
    if (in_list)
        out_text(out, "</ul>\n");
}

static void put_caption(struct page *page, const struct table *table)
{
    struct out *out = page->out;

    out_text(out, "<caption><span class=\"unseen\">");
    out_html(out, table->title);
    out_text(out, ": </span>");
    out_row_count(out, table->row_count);
    if (table->group_count > 0)
        out_format(out, " in %u %s", table->group_count,
                   table->group_count == 1 ? "group" : "groups");
    out_text(out, "</caption>\n");
}

/* No name of a table becomes `~~`: anchors.c writes two digits behind each `~` of a name. */
static void put_anchor(struct page *page, uint32_t index)
{
    struct section section = document_section(page->document, index);

    if (section.kind == SECTION_TABLE)
        anchor_write_table(page->out, &page->anchors, section.table);
    else
        out_format(page->out, "section~~%u", index + 1);
}

static void put_heading(struct page *page, const struct section *section)
{
    unsigned level = section->level + 2;

    if (section->heading.len == 0)
        return;
    out_format(page->out, "<h%u>", level);
    out_html(page->out, section->heading);
    out_format(page->out, "</h%u>\n", level);
}

static void put_table(struct page *page, const struct section *section)
{
    const struct table *table = page_table(page, section->table);
    struct out *out = page->out;

    put_blocks(page, table->doc, "doc");
    out_text(out, "<div class=\"sheet\" tabindex=\"0\" role=\"region\" aria-label=\"");
    out_html(out, section->heading);
    out_text(out, "\">\n<table>\n");
    put_caption(page, table);
    put_column_heads(page, table);
    put_rows(page, section->table);
    out_text(out, "</table>\n</div>\n");
}

/* The picture comes from scene_write_svg, which makes every text of it harmless. */
static void put_picture(struct page *page, const struct section *section)
{
    struct out *out = page->out;

    put_blocks(page, section->graph->doc, "doc");
    out_text(out, "<figure>\n");
    if (section->picture.len > 0) {
        out_text(out, "<div class=\"picture\" tabindex=\"0\" role=\"region\" aria-label=\"");
        out_html(out, section->heading);
        out_text(out, "\">\n");
        out_str(out, section->picture);
        out_text(out, "</div>\n");
    }
    out_text(out, "<figcaption>");
    out_html(out, section->caption);
    out_text(out, "</figcaption>\n</figure>\n");
}

static void put_content_of(struct page *page, const struct section *section)
{
    switch (section->kind) {
    case SECTION_HEADING:
        put_blocks(page, section->text, "doc");
        return;
    case SECTION_TEXT:
        put_blocks(page, section->text, "words");
        return;
    case SECTION_TABLE:
        put_table(page, section);
        return;
    case SECTION_GRAPH:
        put_picture(page, section);
        return;
    }
}

/* How sheets are torn: what somebody named begins one, a picture and its heading stay together. */
static const char *section_class(const struct page *page, const struct section *section)
{
    bool is_named = page->document->title.len == 0 && section->level == 0;

    if (is_named && page->document->sections != NULL)
        return " class=\"chapter\"";
    return section->kind == SECTION_GRAPH ? " class=\"plate\"" : "";
}

/* The only table of a page has the page's own heading. */
static void put_section(struct page *page, uint32_t index)
{
    struct section section = document_section(page->document, index);
    struct out *out = page->out;

    out_text(out, "<section id=\"");
    put_anchor(page, index);
    out_format(out, "\"%s>\n", section_class(page, &section));
    if (page->document->sections != NULL || page->document->table_count > 1)
        put_heading(page, &section);
    put_content_of(page, &section);
    out_text(out, "</section>\n");
}

static void put_contents_line(struct page *page, uint32_t index)
{
    struct section section = document_section(page->document, index);
    struct out *out = page->out;

    if (section.heading.len == 0)
        return;
    out_text(out, "<li><a href=\"#");
    put_anchor(page, index);
    out_text(out, "\">");
    out_html(out, section.heading);
    out_text(out, "</a>");
    if (section.kind == SECTION_TABLE)
        out_format(out, " <span class=\"count\">%u</span>",
                   page_table(page, section.table)->row_count);
    out_text(out, "</li>\n");
}

static void put_contents(struct page *page)
{
    uint32_t count = document_section_count(page->document);
    uint32_t headings = 0;

    for (uint32_t i = 0; i < count; i++)
        headings += document_section(page->document, i).heading.len > 0;
    if (headings < 2)
        return;
    out_text(page->out, "<nav aria-label=\"Contents\">\n<ol>\n");
    for (uint32_t i = 0; i < count; i++)
        put_contents_line(page, i);
    out_text(page->out, "</ol>\n</nav>\n");
}

/* --------------------------------------------------------------- the page */

static void put_head(struct page *page)
{
    struct out *out = page->out;
    struct out style;

    out_open_memory(&style);
    page_style_write(&style, page->document);
    out_text(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page_policy_write(out, out_memory(&style));
    out_text(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<meta name=\"color-scheme\" content=\"light dark\">\n"
                  "<meta name=\"referrer\" content=\"no-referrer\">\n"
                  "<meta name=\"generator\" content=\"");
    out_html(out, page->document->block.tool);
    out_text(out, "\">\n<title>");
    out_html(out, document_title(page->document));
    out_text(out, "</title>\n<style>");
    out_str(out, out_memory(&style));
    out_text(out, "</style>\n</head>\n");
    out_release(&style);
}

static void put_fact(struct page *page, const char *label, struct str text)
{
    if (text.len == 0)
        return;
    out_format(page->out, "<div><dt>%s</dt><dd>", label);
    out_html(page->out, text);
    out_text(page->out, "</dd></div>\n");
}

static void put_line(struct page *page, const char *class, struct str text)
{
    if (text.len == 0)
        return;
    out_format(page->out, "<p class=\"%s\">", class);
    out_html(page->out, text);
    out_text(page->out, "</p>\n");
}

static void put_title_block(struct page *page)
{
    const struct title_block *block = &page->document->block;
    struct out *out = page->out;

    out_text(out, "<header>\n");
    put_line(page, "classification", block->classification);
    if (document_is_single(page->document))
        put_line(page, "organisation", title_block_name(block));
    out_text(out, "<h1>");
    out_html(out, document_title(page->document));
    out_text(out, "</h1>\n<dl>\n");
    put_fact(page, "As of", block->as_of);
    put_fact(page, "Project", block->project);
    put_fact(page, "Commit", block->commit);
    put_fact(page, "Written by", block->tool);
    out_text(out, "</dl>\n");
    put_blocks(page, page->document->doc, "doc");
    out_text(out, "</header>\n");
}

void table_write_html(struct out *out, const struct document *document)
{
    struct page page = { .out = out, .document = document };

    anchors_init(&page.anchors, document);
    out_open_memory(&page.scratch);
    put_head(&page);
    out_text(out, "<body>\n");
    put_title_block(&page);
    put_contents(&page);
    out_text(out, document->sections != NULL ? "<main class=\"report\">\n" : "<main>\n");
    for (uint32_t i = 0; i < document_section_count(document); i++)
        put_section(&page, i);
    out_text(out, "</main>\n</body>\n</html>\n");
    out_release(&page.scratch);
    anchors_release(&page.anchors);
}
