/* queries.c -- asks the engine, and says what is wrong with the question. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/queries.h"

#include "tools/isms/findings.h"

static void explain(struct session *session, const struct diag_sink *sink)
{
    struct tool *tool = session->tool;
    struct diag_text_options options =
        findings_options(tool, true, tool_uses_color(tool, tool->is_err_terminal));

    tool_flush(&tool->out); /* on a terminal, what was shown before comes first */
    for (uint32_t i = 0; i < sink->diags.count; i++)
        diag_print(&tool->err, sink->diags.items[i], engine_sources(session->engine), &options);
    tool_flush(&tool->err);
}

static void say_damage(struct session *session, const struct answer *answer)
{
    if (answer->not_assessed == 0)
        return;
    if (answer->shape == ANSWER_VALUE)
        tool_complain(session->tool, "the value could not be assessed: the sources have errors");
    else
        tool_notice(session->tool, "%u %s could not be assessed", answer->not_assessed,
                    answer->not_assessed == 1 ? "row" : "rows");
}

int queries_ask(struct session *session, struct str text, struct answer *ret_answer)
{
    struct diag_sink sink = { .arena = &session->tool->arena };
    struct answer answer = engine_query(session->engine, text, &sink);
    int status = sink.exit_status;

    explain(session, &sink);
    say_damage(session, &answer);
    if (answer.not_assessed > 0 && answer.shape == ANSWER_VALUE)
        status = EXIT_SOURCE_ERRORS;
    else if (status == 0 && answer.table == NULL)
        status = EXIT_SOURCE_ERRORS;
    diag_sink_release(&sink);
    *ret_answer = answer;
    return status;
}

int queries_ask_type(struct session *session, struct str text, struct str *ret_type)
{
    struct diag_sink sink = { .arena = &session->tool->arena };
    int status;

    *ret_type = engine_query_type(session->engine, text, &sink);
    explain(session, &sink);
    status = sink.exit_status;
    diag_sink_release(&sink);
    return status;
}
