/* shown.c -- which views somebody will ask for. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/engine_state.h"

static bool is_report(struct engine *engine, struct str name)
{
    uint32_t count;
    const struct str *names = engine_report_names(engine, &count);

    for (uint32_t i = 0; i < count; i++)
        if (str_equal(names[i], name))
            return true;
    return false;
}

/* False: some name is no view's, and whoever asks will be told what there is. */
static bool find_views(struct engine *engine, decl_id *views)
{
    for (uint32_t i = 0; i < engine->asked_count; i++) {
        views[i] = engine_declared(engine, engine->asked[i], NAMES_VIEWS);
        if (views[i].v == 0 || is_report(engine, engine->asked[i]))
            return false;
    }
    return true;
}

/* What a report shows is known only when it is planned, so with one of them everything is. */
void engine_choose_shown(struct engine *engine)
{
    struct workspace *ws = &engine->ws;
    decl_id *views;

    if (engine->asked_count == 0)
        return;
    views = ARENA_ARRAY(ws->arena, decl_id, engine->asked_count);
    ws->leaves_out_unneeded = find_views(engine, views) && !found_errors(ws);
    ws->shown = views;
    ws->shown_count = ws->leaves_out_unneeded ? engine->asked_count : 0;
}
