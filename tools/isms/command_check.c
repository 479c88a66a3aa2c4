/* command_check.c -- isms check: what the texts and the organisation lack. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/command.h"

#include "tools/isms/delivery.h"
#include "tools/isms/findings.h"
#include "tools/isms/session.h"
#include "tools/isms/stopwatch.h"
#include "tools/isms/timings.h"

enum { FORMAT_FULL, FORMAT_CONCISE, FORMAT_TIMINGS };

static const struct format formats[] = {
    { "full", NULL, FORMAT_FULL, false },
    { "concise", "txt", FORMAT_CONCISE, false },
    { "json", NULL, FORMAT_TIMINGS, false },
};

static bool goes_to_json(const struct deliveries *deliveries)
{
    for (uint32_t i = 0; i < deliveries->items.count; i++)
        if (deliveries->items.items[i].format->id == FORMAT_TIMINGS)
            return true;
    return false;
}

static int choose(struct deliveries *deliveries, struct tool *tool)
{
    bool is_full = tool->is_out_terminal || arguments_have(&tool->arguments, OPTION_ERROR_STYLE);
    struct format_list list = { formats, sizeof(formats) / sizeof(formats[0]),
                                &formats[is_full ? FORMAT_FULL : FORMAT_CONCISE] };
    int status = deliveries_choose(deliveries, tool, &list);

    if (status != 0 || tool->arguments.wants_timings || !goes_to_json(deliveries))
        return status;
    tool_complain(tool, "as json `isms check` tells what it cost, and needs --timings for it");
    deliveries_release(deliveries);
    return EXIT_WRONG_USAGE;
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

static int deliver_findings(struct session *session, const struct deliveries *deliveries)
{
    int worst = 0;

    for (uint32_t i = 0; i < deliveries->items.count; i++) {
        int status = 0;
        if (deliveries->items.items[i].format->id != FORMAT_TIMINGS)
            status = deliver(session, &deliveries->items.items[i]);
        worst = status > worst ? status : worst;
    }
    summarize(session);
    return worst;
}

/* ---- what it cost ---- */

static int deliver_timings(struct tool *tool, const struct deliveries *deliveries,
                           const struct timings *timings)
{
    struct parcel parcel;
    int status = 0;

    for (uint32_t i = 0; i < deliveries->items.count && status == 0; i++) {
        if (deliveries->items.items[i].format->id != FORMAT_TIMINGS)
            continue;
        status = parcel_begin(&parcel, tool, &deliveries->items.items[i]);
        if (status != 0)
            return status;
        timings_write_json(parcel.out, timings);
        status = parcel_end(&parcel);
    }
    if (status != 0 || goes_to_json(deliveries))
        return status;
    timings_write_text(&tool->err, timings, tool->arguments.is_verbose);
    tool_flush(&tool->err);
    return 0;
}

static int tell_timings(struct session *session, const struct deliveries *deliveries)
{
    struct tool *tool = session->tool;
    struct timings timings;
    int status;

    stopwatch_stop(tool->stopwatch);
    timings_take(&timings, session, tool->stopwatch);
    status = deliver_timings(tool, deliveries, &timings);
    timings_release(&timings);
    return status;
}

static int check(struct session *session, const struct deliveries *deliveries)
{
    struct stopwatch *watch = session->tool->stopwatch;
    int worst;

    if (watch == NULL) {
        worst = deliver_findings(session, deliveries);
    } else {
        observe_begin(&watch->observer, ACTIVITY_PHASE, PHASE_OUTPUT);
        worst = deliver_findings(session, deliveries);
        tool_flush(&session->tool->out);
        observe_end(&watch->observer, ACTIVITY_PHASE, PHASE_OUTPUT);
        int status = tell_timings(session, deliveries);
        worst = status > worst ? status : worst;
    }
    return worst != 0 ? worst : verdict(session);
}

int command_check(struct tool *tool)
{
    struct deliveries deliveries;
    struct session session;
    struct stopwatch watch = { .began = 0 };
    uint32_t count;
    const struct str *named = command_operands(tool, &count);
    int status = choose(&deliveries, tool);
    if (status != 0)
        return status;

    if (tool->arguments.wants_timings) {
        stopwatch_start(&watch, clock_of_machine());
        tool->stopwatch = &watch;
    }
    status = session_check(&session, tool, named, count);
    if (status == 0) {
        status = check(&session, &deliveries);
        session_close(&session);
    }
    tool->stopwatch = NULL;
    stopwatch_release(&watch);
    deliveries_release(&deliveries);
    return status;
}
