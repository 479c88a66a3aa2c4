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

/* Nothing to say is not worth a table, except when it is the answer. */
static void add_object(struct shown *shown, struct engine *engine, uint32_t object)
{
    const struct table *tables[ENGINE_SHOW_TABLES];
    uint32_t count;

    if (!shown->is_whole) {
        shown->tables[shown->count++] = engine_references(engine, object);
        return;
    }
    engine_show(engine, object, tables, &count);
    for (uint32_t i = 0; i < count; i++)
        if (i == 0 || tables[i]->row_count > 0)
            shown->tables[shown->count++] = tables[i];
}

static int show(struct session *session, const struct deliveries *deliveries, struct shown *shown)
{
    uint32_t count;
    const struct str *ids = command_operands(session->tool, &count);
    int status = session_require_sound(session);

    shown->tables =
        ARENA_ARRAY(&session->tool->arena, const struct table *, (size_t)count * ENGINE_SHOW_TABLES);
    for (uint32_t i = 0; i < count && status == 0; i++) {
        uint32_t object;
        status = objects_find(session, ids[i], &object);
        if (status == 0)
            add_object(shown, session->engine, object);
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
