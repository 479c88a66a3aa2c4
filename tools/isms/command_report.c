/* command_report.c -- isms report: views as documents. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/command.h"

#include "base/suggest.h"
#include "tools/isms/session.h"
#include "tools/isms/tables.h"

static bool is_view(struct session *session, struct str name)
{
    uint32_t count;
    const struct str *names = engine_view_names(session->engine, &count);

    for (uint32_t i = 0; i < count; i++)
        if (str_equal(names[i], name))
            return true;
    return false;
}

static int refuse_name(struct session *session, struct str name)
{
    struct tool *tool = session->tool;
    struct suggest suggest;
    uint32_t count;
    const struct str *names = engine_view_names(session->engine, &count);

    suggest_start(&suggest, name);
    for (uint32_t i = 0; i < count; i++)
        suggest_offer(&suggest, names[i]);
    tool_complain(tool, "there is no view `%.*s`", STR_ARG(name));
    if (suggest.count > 0)
        tool_help(tool, "did you mean %.*s?",
                  STR_ARG(tool_join(tool, suggest.names, suggest.count)));
    if (count > 0)
        tool_help(tool, "views are %.*s", STR_ARG(tool_join(tool, names, count)));
    else
        tool_help(tool, "neither the project nor what it uses declares any");
    return EXIT_WRONG_USAGE;
}

static void say_rows(struct session *session, const struct table *table, uint32_t not_assessed)
{
    if (table->row_count == 0)
        tool_notice(session->tool, "warning[%s]: the view `%.*s` has no rows",
                    message_info(MSG_W0404)->code, STR_ARG(table->name));
    if (not_assessed > 0)
        tool_notice(session->tool, "%u %s of `%.*s` could not be assessed", not_assessed,
                    not_assessed == 1 ? "row" : "rows", STR_ARG(table->name));
}

static int take_view(struct session *session, struct str name, const struct table **ret_table)
{
    uint32_t not_assessed = 0;

    if (!is_view(session, name))
        return refuse_name(session, name);
    *ret_table = engine_view(session->engine, name, &not_assessed);
    if (*ret_table == NULL) {
        tool_complain(session->tool, "the view `%.*s` has errors", STR_ARG(name));
        return EXIT_SOURCE_ERRORS;
    }
    say_rows(session, *ret_table, not_assessed);
    return 0;
}

/* All views first: a name that is wrong must not leave half of the files. */
static int report(struct session *session, const struct deliveries *deliveries,
                  const struct str *names, uint32_t count)
{
    const struct table **tables = ARENA_ARRAY(&session->tool->arena, const struct table *, count);
    int status = session_require_sound(session);

    for (uint32_t i = 0; i < count && status == 0; i++)
        status = take_view(session, names[i], &tables[i]);
    if (status == 0)
        status = tables_deliver(session, deliveries, tables, count);
    return status != 0 ? status : session_status(session);
}

int command_report(struct tool *tool)
{
    struct deliveries deliveries;
    struct session session;
    uint32_t count;
    const struct str *names = command_operands(tool, &count);
    struct str own = { 0 };
    int status = tables_choose(&deliveries, tool);
    if (status != 0)
        return status;

    if (tool->command->view != NULL) {
        own = str_from(tool->command->view);
        names = &own;
        count = 1;
    }
    status = session_open(&session, tool, NULL, 0);
    if (status == 0) {
        status = report(&session, &deliveries, names, count);
        session_close(&session);
    }
    deliveries_release(&deliveries);
    return status;
}
