/* command_explain.c -- isms explain: what a message, a rule or a kind means. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/command.h"

#include "base/suggest.h"
#include "tools/isms/objects.h"
#include "tools/isms/pages.h"
#include "tools/isms/session.h"
#include "tools/isms/tables.h"

enum { CODE_BYTES = 5 };

static const struct page *find_page(struct str code)
{
    for (uint32_t i = 0; i < page_count; i++)
        if (str_equal_ignoring_case(code, str_from(pages[i].code)))
            return &pages[i];
    return NULL;
}

/* A letter and four digits; an id of a project could look so too, but a message comes first. */
static bool looks_like_code(struct str text)
{
    if (text.len != CODE_BYTES || str_find(STR("EWIewi"), text.ptr[0]) == 6)
        return false;
    for (size_t i = 1; i < text.len; i++)
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
    return true;
}

static int refuse_code(struct tool *tool, struct str code)
{
    struct suggest suggest;

    suggest_start(&suggest, code);
    for (uint32_t i = 0; i < page_count; i++)
        suggest_offer(&suggest, str_from(pages[i].code));
    tool_complain(tool, "there is no message `%.*s`", STR_ARG(code));
    if (suggest.count > 0)
        tool_help(tool, "did you mean %.*s?",
                  STR_ARG(tool_join(tool, suggest.names, suggest.count)));
    return EXIT_WRONG_USAGE;
}

/* A word that is nearly a kind was meant as one; otherwise nearly an id. */
static void refuse_name(struct session *session, struct str name)
{
    struct tool *tool = session->tool;
    struct str similar[SUGGEST_MOST];
    uint32_t count = engine_similar_kinds(session->engine, name, similar);

    if (count == 0) {
        objects_refuse(session, name, "message, rule or kind");
        return;
    }
    tool_complain(tool, "there is no message, rule or kind `%.*s`", STR_ARG(name));
    tool_help(tool, "did you mean %.*s?", STR_ARG(tool_join(tool, similar, count)));
}

/* The rule as an object: its text, what it cites, its gaps. */
static int explain_object(struct session *session, const struct deliveries *deliveries,
                          struct str id)
{
    const struct table *tables[ENGINE_SHOW_TABLES + 1];
    const struct table *walks;
    uint32_t object, count;
    int status = session_require_sound(session);
    if (status != 0)
        return status;

    object = engine_find(session->engine, id);
    if (object == 0) {
        refuse_name(session, id);
        return EXIT_WRONG_USAGE;
    }
    count = objects_tables(session, object, tables);
    walks = session->tool->arguments.is_verbose ? engine_walks(session->engine, object) : NULL;
    if (walks != NULL)
        tables[count++] = walks;
    status = tables_deliver(session, deliveries, tables, count);
    return status != 0 ? status : session_status(session);
}

/* Kinds need no sound project: who asks for their fields may have just got one of them wrong. */
static int explain_name(struct session *session, const struct deliveries *deliveries,
                        struct str name)
{
    const struct table *kind = engine_describe_kind(session->engine, name);

    return kind != NULL ? tables_deliver(session, deliveries, &kind, 1)
                        : explain_object(session, deliveries, name);
}

static int explain_in_project(struct tool *tool, struct str name)
{
    struct deliveries deliveries;
    struct session session;
    int status = tables_choose(&deliveries, tool);
    if (status != 0)
        return status;

    status = session_open(&session, tool, NULL, 0);
    if (status == 0) {
        status = explain_name(&session, &deliveries, name);
        session_close(&session);
    }
    deliveries_release(&deliveries);
    return status;
}

int command_explain(struct tool *tool)
{
    struct str name = tool->arguments.operands.items[1]; /* the table asks for exactly one */
    const struct page *page = find_page(name);

    if (page == NULL)
        return looks_like_code(name) ? refuse_code(tool, name) : explain_in_project(tool, name);
    out_str(&tool->out, page->text);
    return 0;
}
