/* tables.c -- writes tables in the formats that the user asked for. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/tables.h"

#include "tools/isms/process.h"

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

/* What is written: a document of tables, or the answer to a query, which is one too. */
struct tables_job {
    struct tool *tool;
    struct document document;
    const struct answer *answer; /* or NULL */
};

static struct table_text_options text_options(const struct tool *tool, bool is_stdout)
{
    return (struct table_text_options){
        .width = is_stdout || arguments_have(&tool->arguments, OPTION_WIDTH) ? tool_width(tool) : 0,
        .use_color = is_stdout && tool_uses_color(tool, tool->is_out_terminal),
        .use_ascii = tool->arguments.error_style == ERRORS_ASCII,
    };
}

static void write_text(const struct tables_job *job, bool is_stdout, struct out *out)
{
    struct table_text_options options = text_options(job->tool, is_stdout);

    if (job->answer != NULL && job->answer->shape != ANSWER_VIEW)
        answer_write_text(out, job->answer, &options);
    else
        table_write_text(out, &job->document, &options);
}

static void write_tables(const struct tables_job *job, const struct delivery *delivery,
                         struct out *out)
{
    const struct document *document = &job->document;

    switch ((enum table_format)delivery->format->id) {
    case TABLE_TEXT:
        write_text(job, delivery->path.len == 0, out);
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

bool tables_go_to(const struct deliveries *deliveries, const char *format)
{
    for (uint32_t i = 0; i < deliveries->items.count; i++)
        if (str_equal(str_from(deliveries->items.items[i].format->name), str_from(format)))
            return true;
    return false;
}

static int deliver(const struct tables_job *job, const struct deliveries *deliveries)
{
    for (uint32_t i = 0; i < deliveries->items.count; i++) {
        const struct delivery *delivery = &deliveries->items.items[i];
        struct parcel parcel;
        int status = parcel_begin(&parcel, job->tool, delivery);
        if (status != 0)
            return status;
        write_tables(job, delivery, parcel.out);
        status = parcel_end(&parcel);
        if (status != 0)
            return status;
    }
    return 0;
}

int tables_deliver_document(struct session *session, const struct deliveries *deliveries,
                            const struct document *document)
{
    struct tables_job job = { session->tool, *document, NULL };

    process_seed(&job.document.seed_low, &job.document.seed_high);
    return deliver(&job, deliveries);
}

int tables_deliver(struct session *session, const struct deliveries *deliveries,
                   const struct table *const *tables, uint32_t count)
{
    const struct document document = { .block = session_title_block(session),
                                       .tables = tables,
                                       .table_count = count };

    return tables_deliver_document(session, deliveries, &document);
}

int tables_deliver_answer(struct session *session, const struct deliveries *deliveries,
                          const struct answer *answer)
{
    struct tables_job job = {
        session->tool,
        { .block = session_title_block(session), .tables = &answer->table, .table_count = 1 },
        answer
    };

    process_seed(&job.document.seed_low, &job.document.seed_high);
    return deliver(&job, deliveries);
}

void tables_show(struct tool *tool, const struct table *const *tables, uint32_t count)
{
    struct document document = { .tables = tables, .table_count = count };
    struct table_text_options options = text_options(tool, true);

    table_write_text(&tool->out, &document, &options);
}

void tables_show_answer(struct tool *tool, const struct answer *answer)
{
    struct table_text_options options = text_options(tool, true);

    answer_write_text(&tool->out, answer, &options);
}
