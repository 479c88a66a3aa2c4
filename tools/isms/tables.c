/* tables.c -- writes tables in the formats that the user asked for. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/tables.h"

#include "engine/views/table_write.h"

enum table_format { TABLE_TEXT, TABLE_MARKDOWN, TABLE_CSV, TABLE_JSON, TABLE_HTML };

static const struct format formats[] = {
    { "text", "txt", TABLE_TEXT, false }, { "markdown", "md", TABLE_MARKDOWN, false },
    { "csv", NULL, TABLE_CSV, false },    { "json", NULL, TABLE_JSON, false },
    { "html", "htm", TABLE_HTML, false },
};

int tables_choose(struct deliveries *deliveries, struct tool *tool)
{
    struct format_list list = { formats, sizeof(formats) / sizeof(formats[0]),
                                &formats[TABLE_TEXT] };

    return deliveries_choose(deliveries, tool, &list);
}

static void write_text(struct tool *tool, const struct delivery *delivery, struct out *out,
                       const struct document *document)
{
    bool is_stdout = delivery->path.len == 0;
    struct table_text_options options = {
        .width = is_stdout || arguments_have(&tool->arguments, OPTION_WIDTH) ? tool_width(tool) : 0,
        .use_color = is_stdout && tool_uses_color(tool, tool->is_out_terminal),
        .use_ascii = tool->arguments.error_style == ERRORS_ASCII,
    };

    table_write_text(out, document, &options);
}

static void write_tables(struct tool *tool, const struct delivery *delivery, struct out *out,
                         const struct document *document)
{
    switch ((enum table_format)delivery->format->id) {
    case TABLE_TEXT:
        write_text(tool, delivery, out, document);
        return;
    case TABLE_MARKDOWN:
        table_write_markdown(out, document);
        return;
    case TABLE_CSV:
        table_write_csv(out, document);
        return;
    case TABLE_JSON:
        table_write_json(out, document);
        return;
    case TABLE_HTML:
        table_write_html(out, document);
        return;
    }
}

int tables_deliver(struct session *session, const struct deliveries *deliveries,
                   const struct table *const *tables, uint32_t count)
{
    const struct document document = { session_title_block(session), tables, count };

    for (uint32_t i = 0; i < deliveries->items.count; i++) {
        const struct delivery *delivery = &deliveries->items.items[i];
        struct parcel parcel;
        int status = parcel_begin(&parcel, session->tool, delivery);
        if (status != 0)
            return status;
        write_tables(session->tool, delivery, parcel.out, &document);
        status = parcel_end(&parcel);
        if (status != 0)
            return status;
    }
    return 0;
}
