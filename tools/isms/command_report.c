/* command_report.c -- isms report: views and reports as documents. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/command.h"

#include "base/suggest.h"
#include "tools/isms/binder.h"
#include "tools/isms/session.h"
#include "tools/isms/tables.h"

typedef const struct str *names_fn(struct engine *engine, uint32_t *ret_count);

static bool is_among(struct session *session, struct str name, names_fn *all_names)
{
    uint32_t count;
    const struct str *names = all_names(session->engine, &count);

    for (uint32_t i = 0; i < count; i++)
        if (str_equal(names[i], name))
            return true;
    return false;
}

/* ---- which names there are ---- */

static void help_with(struct session *session, const char *what, names_fn *all_names)
{
    struct tool *tool = session->tool;
    uint32_t count;
    const struct str *names = all_names(session->engine, &count);

    if (count > 0)
        tool_help(tool, "%s are %.*s", what, STR_ARG(tool_join(tool, names, count)));
}

static void help_with_names(struct session *session)
{
    uint32_t views, reports;

    help_with(session, "reports", engine_report_names);
    help_with(session, "views", engine_view_names);
    engine_view_names(session->engine, &views);
    engine_report_names(session->engine, &reports);
    if (views + reports == 0)
        tool_help(session->tool, "neither the project nor what it uses declares any");
}

static void offer_names(struct session *session, struct suggest *suggest, names_fn *all_names)
{
    uint32_t count;
    const struct str *names = all_names(session->engine, &count);

    for (uint32_t i = 0; i < count; i++)
        suggest_offer(suggest, names[i]);
}

static int refuse_name(struct session *session, struct str name)
{
    struct tool *tool = session->tool;
    struct suggest suggest;

    suggest_start(&suggest, name);
    offer_names(session, &suggest, engine_report_names);
    offer_names(session, &suggest, engine_view_names);
    tool_complain(tool, "there is no report or view `%.*s`", STR_ARG(name));
    if (suggest.count > 0)
        tool_help(tool, "did you mean %.*s?",
                  STR_ARG(tool_join(tool, suggest.names, suggest.count)));
    help_with_names(session);
    return EXIT_WRONG_USAGE;
}

static int refuse_nothing(struct session *session)
{
    tool_complain(session->tool, "which report or view? name one, or several");
    help_with_names(session);
    return EXIT_WRONG_USAGE;
}

/* ---- taking them ---- */

static int refuse_broken(struct session *session, const char *what, struct str name)
{
    tool_complain(session->tool, "the %s `%.*s` has errors", what, STR_ARG(name));
    return EXIT_SOURCE_ERRORS;
}

static void say_not_assessed(struct session *session, struct str name, uint32_t count)
{
    if (count > 0)
        tool_notice(session->tool, "%u %s of `%.*s` could not be assessed", count,
                    count == 1 ? "part" : "parts", STR_ARG(name));
}

static int take_view(struct binder *binder, struct str name)
{
    struct session *session = binder->session;
    uint32_t not_assessed = 0;
    const struct table *table = engine_view(session->engine, name, &not_assessed);

    if (table == NULL)
        return refuse_broken(session, "view", name);
    binder_add_table(binder, table);
    if (not_assessed > 0)
        tool_notice(session->tool, "%u %s of `%.*s` could not be assessed", not_assessed,
                    not_assessed == 1 ? "row" : "rows", STR_ARG(name));
    return 0;
}

/* A report comes before a view of the same name. */
static int take(struct binder *binder, struct str name, bool is_alone)
{
    struct session *session = binder->session;
    uint32_t not_assessed = 0;

    if (!is_among(session, name, engine_report_names))
        return is_among(session, name, engine_view_names) ? take_view(binder, name)
                                                          : refuse_name(session, name);
    const struct report *report = engine_report(session->engine, name, &not_assessed);
    if (report == NULL)
        return refuse_broken(session, "report", name);
    binder_add_report(binder, report, is_alone);
    say_not_assessed(session, name, not_assessed);
    return 0;
}

/* A spreadsheet has no place for texts and pictures, and only one table. */
static int check_formats(struct session *session, const struct deliveries *deliveries,
                         const struct binder *binder)
{
    struct tool *tool = session->tool;

    if (binder->report_count == 0 || !tables_go_to(deliveries, "csv"))
        return 0;
    if (binder->tables.count != 1) {
        tool_complain(tool, "csv holds one table of a report, but here are %u",
                      binder->tables.count);
        tool_help(tool, "write each view by its own name, as in `isms report NAME -f csv`");
        return EXIT_WRONG_USAGE;
    }
    tool_notice(tool, "csv has no place for texts and pictures: only the table `%.*s` is written",
                STR_ARG(binder->tables.items[0]->name));
    return 0;
}

/* ---- the command ---- */

/* A division by zero in a view, or too many columns, show themselves only now. */
static int check_soundness(struct session *session, bool was_sound, int status)
{
    bool is_new = was_sound && session_status(session) != 0;

    return is_new && (status == 0 || status == EXIT_SOURCE_ERRORS) ? session_require_sound(session)
                                                                   : status;
}

/* All names first: one that is wrong must not leave half of the files. */
static int bind(struct binder *binder, const struct deliveries *deliveries, const struct str *names,
                uint32_t count)
{
    struct session *session = binder->session;
    bool was_sound = session_status(session) == 0;
    int status = 0;

    for (uint32_t i = 0; i < count && status == 0; i++)
        status = take(binder, names[i], count == 1);
    status = check_soundness(session, was_sound, status);
    if (status == 0)
        status = check_formats(session, deliveries, binder);
    if (status != 0)
        return status;
    struct document document = binder_document(binder);
    return tables_deliver_document(session, deliveries, &document);
}

static int report(struct session *session, const struct deliveries *deliveries,
                  const struct str *names, uint32_t count)
{
    struct binder binder;
    int status = count == 0 ? refuse_nothing(session) : session_require_sound(session);
    if (status != 0)
        return status;

    binder_init(&binder, session, tables_go_to(deliveries, "html"));
    status = bind(&binder, deliveries, names, count);
    binder_release(&binder);
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
    status = session_show(&session, tool, names, count);
    if (status == 0) {
        status = report(&session, &deliveries, names, count);
        session_close(&session);
    }
    deliveries_release(&deliveries);
    return status;
}
