/* model.c -- the table of objects. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/model.h"

void model_init(struct model *model, struct arena *arena)
{
    *model = (struct model){ .arena = arena };
    VEC_PUSH(&model->drafts, (struct draft){ 0 });
}

void model_release(struct model *model)
{
    VEC_RELEASE(&model->drafts);
    VEC_RELEASE(&model->ranges);
    map_release(&model->record_of);
    map_release(&model->damaged_fields);
}
