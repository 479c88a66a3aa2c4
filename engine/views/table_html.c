/* table_html.c -- tables as one page that needs nothing else. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/table_write.h"

#include "base/escape.h"
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
    const struct anchor *anchor = anchors_find(&page->anchors, cell->key);
    struct out *out = page->out;

    if (anchor != NULL) {
        out_text(out, "<a href=\"#");
        anchor_write(out, page->document, anchor);
        out_char(out, '"');
    } else {
        out_text(out, "<span");
    }
    out_text(out, cell->text.len > NAME_BYTES ? " class=\"id long\"" : " class=\"id\"");
    put_title_attribute(page, cell->title);
    out_char(out, '>');
    out_html(out, cell->text);
    out_text(out, anchor != NULL ? "</a>" : "</span>");
}

static void put_symbol(struct page *page, const struct cell *cell)
{
    struct out *class = &page->scratch;

    class->len = 0;
    if (!page_tone_class(class, cell->color)) {
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

static const char *cell_class(const struct cell *cell)
{
    switch (cell->kind) {
    case CELL_MISSING:
    case CELL_OBJECT: /* each id inside says it for itself */
        return NULL;
    case CELL_LIST: /* of one: looks like that one */
        return cell->part_count == 1 ? cell_class(&cell->parts[0]) : NULL;
    case CELL_TEXT:
        return cell->text.len > PROSE_BYTES ? "text prose" : "text";
    case CELL_NUMBER:
        return "number";
    case CELL_YES_NO:
        return str_equal(cell->text, STR("yes")) ? "yes" : "no";
    case CELL_DATE:
        return "date";
    case CELL_SYMBOL:
        return cell->text.len > NAME_BYTES ? "long" : "symbol";
    }
    return NULL;
}

/* The first column names the row, for those who hear the page instead of seeing it. */
static void put_cell(struct page *page, const struct cell *cell, bool names_row)
{
    const char *element = names_row ? "th" : "td";
    const char *class = cell_class(cell);

    out_format(page->out, "<%s%s", element, names_row ? " scope=\"row\"" : "");
    if (class != NULL)
        out_format(page->out, " class=\"%s\"", class);
    out_char(page->out, '>');
    put_content(page, cell);
    out_format(page->out, "</%s>", element);
}

/* ------------------------------------------------------------------- rows */

static void put_row(struct page *page, uint32_t index, uint32_t row)
{
    const struct table *table = page_table(page, index);
    const struct anchor *anchor = anchors_of_row(&page->anchors, index, row);

    out_text(page->out, "<tr");
    if (anchor != NULL) {
        out_text(page->out, " id=\"");
        anchor_write(page->out, page->document, anchor);
        out_char(page->out, '"');
    }
    out_char(page->out, '>');
    for (uint32_t i = 0; i < table->column_count; i++)
        put_cell(page, table_cell(table, row, i), i == 0);
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

    out_text(page->out, "<tbody>\n");
    for (uint32_t row = 0; row < table->row_count; row++) {
        if (table_group_begins(table, row)) {
            if (row > 0)
                out_text(page->out, "</tbody>\n<tbody>\n");
            put_group_heading(page, table, row);
        }
        put_row(page, index, row);
    }
    out_text(page->out, "</tbody>\n");
}

static void put_column_heads(struct page *page, const struct table *table)
{
    out_text(page->out, "<thead>\n<tr>");
    for (uint32_t i = 0; i < table->column_count; i++) {
        bool is_number = table->columns[i].kind == CELL_NUMBER;
        out_format(page->out, "<th scope=\"col\"%s>", is_number ? " class=\"number\"" : "");
        out_html(page->out, table->columns[i].label);
        out_text(page->out, "</th>");
    }
    out_text(page->out, "</tr>\n</thead>\n");
}

/* --------------------------------------------------------------- sections */

static void put_doc(struct page *page, struct str doc)
{
    struct out *out = page->out;
    struct doc_block block;
    bool in_list = false;

    while (doc_next(&doc, &page->scratch, &block)) {
        if (block.is_item != in_list)
            out_text(out, in_list ? "</ul>\n" : "<ul class=\"doc\">\n");
        in_list = block.is_item;
        out_text(out, block.is_item ? "<li>" : "<p class=\"doc\">");
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

static void put_anchor(struct page *page, const char *before, uint32_t index)
{
    out_text(page->out, before);
    anchor_write_table(page->out, page->document, index);
    out_char(page->out, '"');
}

/* The only table of a page has the page's own heading. */
static void put_section(struct page *page, uint32_t index)
{
    const struct table *table = page_table(page, index);
    struct out *out = page->out;

    put_anchor(page, "<section id=\"", index);
    out_text(out, ">\n");
    if (page->document->table_count > 1) {
        out_text(out, "<h2>");
        out_html(out, table->title);
        out_text(out, "</h2>\n");
    }
    put_doc(page, table->doc);
    out_text(out, "<div class=\"sheet\" tabindex=\"0\" role=\"region\" aria-label=\"");
    out_html(out, table->title);
    out_text(out, "\">\n<table>\n");
    put_caption(page, table);
    put_column_heads(page, table);
    put_rows(page, index);
    out_text(out, "</table>\n</div>\n</section>\n");
}

static void put_contents(struct page *page)
{
    struct out *out = page->out;

    out_text(out, "<nav aria-label=\"Contents\">\n<ol>\n");
    for (uint32_t i = 0; i < page->document->table_count; i++) {
        const struct table *table = page_table(page, i);
        put_anchor(page, "<li><a href=\"#", i);
        out_char(out, '>');
        out_html(out, table->title);
        out_format(out, "</a> <span class=\"count\">%u</span></li>\n", table->row_count);
    }
    out_text(out, "</ol>\n</nav>\n");
}

/* --------------------------------------------------------------- the page */

static struct str page_title(const struct page *page)
{
    if (page->document->table_count == 1)
        return page_table(page, 0)->title;
    return title_block_name(&page->document->block);
}

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
    out_html(out, page_title(page));
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
    if (page->document->table_count == 1)
        put_line(page, "organisation", title_block_name(block));
    out_text(out, "<h1>");
    out_html(out, page_title(page));
    out_text(out, "</h1>\n<dl>\n");
    put_fact(page, "As of", block->as_of);
    put_fact(page, "Project", block->project);
    put_fact(page, "Commit", block->commit);
    put_fact(page, "Written by", block->tool);
    out_text(out, "</dl>\n</header>\n");
}

void table_write_html(struct out *out, const struct document *document)
{
    struct page page = { .out = out, .document = document };

    anchors_init(&page.anchors, document);
    out_open_memory(&page.scratch);
    put_head(&page);
    out_text(out, "<body>\n");
    put_title_block(&page);
    if (document->table_count > 1)
        put_contents(&page);
    out_text(out, "<main>\n");
    for (uint32_t i = 0; i < document->table_count; i++)
        put_section(&page, i);
    out_text(out, "</main>\n</body>\n</html>\n");
    out_release(&page.scratch);
    anchors_release(&page.anchors);
}
