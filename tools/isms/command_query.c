/* command_query.c -- isms query: the value of an expression. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/command.h"

#include "tools/isms/queries.h"
#include "tools/isms/tables.h"

static int query(struct session *session, const struct deliveries *deliveries)
{
    uint32_t count;
    const struct str *operands = command_operands(session->tool, &count);
    struct answer answer;
    int status = session_require_sound(session);

    if (status == 0)
        status = queries_ask(session, operands[0], &answer);
    if (status == 0)
        status = tables_deliver_answer(session, deliveries, &answer);
    return status != 0 ? status : session_status(session);
}

int command_query(struct tool *tool)
{
    struct deliveries deliveries;
    struct session session;
    int status = tables_choose(&deliveries, tool);
    if (status != 0)
        return status;

    status = session_open(&session, tool, NULL, 0);
    if (status == 0) {
        status = query(&session, &deliveries);
        session_close(&session);
    }
    deliveries_release(&deliveries);
    return status;
}
