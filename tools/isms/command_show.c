/* command_show.c -- isms show, isms refs: one object from all sides. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/command.h"

#include "tools/isms/objects.h"
#include "tools/isms/session.h"
#include "tools/isms/tables.h"

struct shown {
    const struct table **tables; /* room for all of them */
    uint32_t count;
    bool is_whole; /* show: all; refs: only who refers */
};

static void add_object(struct shown *shown, struct session *session, uint32_t object)
{
    if (shown->is_whole)
        shown->count += objects_tables(session, object, shown->tables + shown->count);
    else
        shown->tables[shown->count++] = engine_references(session->engine, object);
}

static int show(struct session *session, const struct deliveries *deliveries, struct shown *shown)
{
    uint32_t count;
    const struct str *ids = command_operands(session->tool, &count);
    int status = session_require_sound(session);

    shown->tables =
        ARENA_ARRAY(&session->tool->arena, const struct table *, (size_t)count *ENGINE_SHOW_TABLES);
    for (uint32_t i = 0; i < count && status == 0; i++) {
        uint32_t object;
        status = objects_find(session, ids[i], &object);
        if (status == 0)
            add_object(shown, session, object);
    }
    if (status == 0)
        status = tables_deliver(session, deliveries, shown->tables, shown->count);
    return status != 0 ? status : session_status(session);
}

static int run(struct tool *tool, bool is_whole)
{
    struct deliveries deliveries;
    struct session session;
    struct shown shown = { .is_whole = is_whole };
    int status = tables_choose(&deliveries, tool);
    if (status != 0)
        return status;

    status = session_open(&session, tool, NULL, 0);
    if (status == 0) {
        status = show(&session, &deliveries, &shown);
        session_close(&session);
    }
    deliveries_release(&deliveries);
    return status;
}

int command_show(struct tool *tool)
{
    return run(tool, true);
}

int command_refs(struct tool *tool)
{
    return run(tool, false);
}
