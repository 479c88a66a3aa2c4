/* parameters.c -- `(a: asset, b: level)` on the line of a declaration. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/kind.h"
#include "engine/workspace.h"

static uint32_t count_members(const struct workspace *ws, expr_id first)
{
    uint32_t count = 0;

    for (expr_id id = first; id.v != 0; id = expr_of(ws, id)->next)
        count++;
    return count;
}

struct parameter *read_parameters(struct workspace *ws, struct place_of_use from, expr_id first,
                                  uint32_t *ret_count)
{
    struct parameter *parameters =
        ARENA_ARRAY(ws->arena, struct parameter, count_members(ws, first));
    uint32_t count = 0;

    for (expr_id id = first; id.v != 0; id = expr_of(ws, id)->next) {
        const struct expr *parameter = expr_of(ws, id);
        if (parameter->op == EXPR_ITEM_NAMED) {
            parameters[count].type = read_type(ws, from, parameter->a, NULL);
            parameters[count++].name = parameter->sym;
        } else if (parameter->op != EXPR_ERROR) {
            diag_add(ws->sink, MSG_E0113, parameter->span,
                     "a parameter needs a type: `name: type`");
        }
    }
    *ret_count = count;
    return parameters;
}
