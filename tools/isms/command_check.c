/* command_check.c -- isms check: what the texts and the organisation lack. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/command.h"

#include "tools/isms/delivery.h"
#include "tools/isms/findings.h"
#include "tools/isms/session.h"

enum { FORMAT_FULL, FORMAT_CONCISE };

static const struct format formats[] = {
    { "full", NULL, FORMAT_FULL, false },
    { "concise", "txt", FORMAT_CONCISE, false },
};

static int choose(struct deliveries *deliveries, struct tool *tool)
{
    bool is_full = tool->is_out_terminal || arguments_have(&tool->arguments, OPTION_ERROR_STYLE);
    struct format_list list = { formats, 2, &formats[is_full ? FORMAT_FULL : FORMAT_CONCISE] };

    return deliveries_choose(deliveries, tool, &list);
}

static int deliver(struct session *session, const struct delivery *delivery)
{
    struct tool *tool = session->tool;
    bool is_stdout = delivery->path.len == 0;
    bool use_color = is_stdout && tool_uses_color(tool, tool->is_out_terminal);
    struct diag_text_options options =
        findings_options(tool, delivery->format->id == FORMAT_FULL, use_color);
    struct parcel parcel;
    int status = parcel_begin(&parcel, tool, delivery);
    if (status != 0)
        return status;

    findings_write(session, parcel.out, &options);
    return parcel_end(&parcel);
}

/* On a terminal below the findings; else beside them, so that a pipe carries findings only. */
static void summarize(struct session *session)
{
    struct tool *tool = session->tool;

    if (tool->arguments.is_quiet)
        return;
    if (tool->is_out_terminal) {
        findings_summarize(session, &tool->out);
        return;
    }
    tool_flush(&tool->out); /* the findings come first */
    findings_summarize(session, &tool->err);
    tool_flush(&tool->err);
}

static int verdict(struct session *session)
{
    int status = session_status(session);

    if (status == 0 && findings_fail(session))
        status = EXIT_GAPS;
    return status;
}

static int check(struct session *session, const struct deliveries *deliveries)
{
    int worst = 0;

    for (uint32_t i = 0; i < deliveries->items.count; i++) {
        int status = deliver(session, &deliveries->items.items[i]);
        worst = status > worst ? status : worst;
    }
    summarize(session);
    return worst != 0 ? worst : verdict(session);
}

int command_check(struct tool *tool)
{
    struct deliveries deliveries;
    struct session session;
    uint32_t count;
    const struct str *named = command_operands(tool, &count);
    int status = choose(&deliveries, tool);
    if (status != 0)
        return status;

    status = session_check(&session, tool, named, count);
    if (status == 0) {
        status = check(&session, &deliveries);
        session_close(&session);
    }
    deliveries_release(&deliveries);
    return status;
}
