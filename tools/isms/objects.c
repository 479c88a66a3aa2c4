/* objects.c -- finding the object that the user means. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/objects.h"

#include "base/suggest.h"

void objects_refuse(struct session *session, struct str id, const char *what)
{
    struct tool *tool = session->tool;
    struct str similar[SUGGEST_MOST];
    uint32_t count = id.len > 0 ? engine_similar_ids(session->engine, id, similar) : 0;

    tool_complain(tool, "there is no %s `%.*s`", what, STR_ARG(id));
    if (count > 0)
        tool_help(tool, "did you mean %.*s?", STR_ARG(tool_join(tool, similar, count)));
}

int objects_find(struct session *session, struct str id, uint32_t *ret_object)
{
    uint32_t object = engine_find(session->engine, id);

    if (object == 0) {
        objects_refuse(session, id, "object");
        return EXIT_WRONG_USAGE;
    }
    *ret_object = object;
    return 0;
}

/* Nothing to say is not worth a table, except when it is the answer. */
uint32_t objects_tables(struct session *session, uint32_t object,
                        const struct table *ret_tables[ENGINE_SHOW_TABLES])
{
    const struct table *tables[ENGINE_SHOW_TABLES];
    uint32_t count, kept = 0;

    engine_show(session->engine, object, tables, &count);
    for (uint32_t i = 0; i < count; i++)
        if (i == 0 || tables[i]->row_count > 0)
            ret_tables[kept++] = tables[i];
    return kept;
}
