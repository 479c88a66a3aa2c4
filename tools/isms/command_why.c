/* command_why.c -- isms why, isms why-not: where a gap or a value comes from. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/command.h"

#include "engine/views/derivation_write.h"
#include "tools/isms/delivery.h"
#include "tools/isms/session.h"
#include "tools/isms/why.h"

enum { FORMAT_TEXT, FORMAT_JSON };

static const struct format formats[] = {
    { "text", "txt", FORMAT_TEXT, false },
    { "json", NULL, FORMAT_JSON, false },
};

static int deliver(struct session *session, const struct delivery *delivery,
                   const struct derivation *derivation)
{
    struct tool *tool = session->tool;
    struct derivation_options options = { engine_sources(session->engine),
                                          delivery->path.len == 0 &&
                                              tool_uses_color(tool, tool->is_out_terminal) };
    struct parcel parcel;
    int status = parcel_begin(&parcel, tool, delivery);
    if (status != 0)
        return status;

    if (delivery->format->id == FORMAT_JSON)
        derivation_write_json(parcel.out, derivation, &options);
    else
        derivation_write_text(parcel.out, derivation, &options);
    return parcel_end(&parcel);
}

static int answer(struct session *session, const struct deliveries *deliveries, bool is_negative)
{
    const struct arguments *arguments = &session->tool->arguments;
    struct why_question question = { arguments->operands.items + 1, arguments->operands.count - 1,
                                     is_negative, "isms " };
    const struct derivation *derivation;
    int status = session_require_sound(session);

    if (status == 0)
        status = why_ask(session, &question, &derivation);
    if (status != 0)
        return status;
    for (uint32_t i = 0; derivation && i < deliveries->items.count && status == 0; i++)
        status = deliver(session, &deliveries->items.items[i], derivation);
    return status != 0 ? status : session_status(session);
}

static int run(struct tool *tool, bool is_negative)
{
    struct format_list list = { formats, 2, &formats[0] };
    struct deliveries deliveries;
    struct session session;
    int status = deliveries_choose(&deliveries, tool, &list);
    if (status != 0)
        return status;

    status = session_open(&session, tool, NULL, 0);
    if (status == 0) {
        status = answer(&session, &deliveries, is_negative);
        session_close(&session);
    }
    deliveries_release(&deliveries);
    return status;
}

int command_why(struct tool *tool)
{
    return run(tool, false);
}

int command_why_not(struct tool *tool)
{
    return run(tool, true);
}
