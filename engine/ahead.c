/* ahead.c -- see ahead.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/ahead.h"

#include "lang/lang.h"

void ahead_name(const struct workspace *ws, uint32_t number)
{
    sym_prefetch(ws->lang->names, object_id(model_object(&ws->model, number)));
}

void ahead_declaration(const struct workspace *ws, uint32_t number)
{
    __builtin_prefetch(ast_decl(ws->ast, model_object(&ws->model, number)->decl));
}

void ahead_title(const struct workspace *ws, uint32_t number)
{
    lang_prefetch_title(ws->lang, model_object(&ws->model, number)->decl);
}

static void ahead_words(const struct workspace *ws, const struct ahead_list *list, uint32_t at)
{
    ahead_name(ws, list->objects[at]);
    if (list->with_titles)
        ahead_declaration(ws, list->objects[at]);
}

void ahead_of_list(const struct workspace *ws, const struct ahead_list *list)
{
    for (uint32_t i = 0; i < 3 * MEMBERS_AHEAD && i < list->count; i++)
        ahead_object(ws, list->objects[i]);
    for (uint32_t i = 0; i < 2 * MEMBERS_AHEAD && i < list->count; i++)
        ahead_name(ws, list->objects[i]);
}

void ahead_in_list(const struct workspace *ws, const struct ahead_list *list, uint32_t at)
{
    uint32_t left = list->count - at;

    if (left > 3 * MEMBERS_AHEAD)
        ahead_object(ws, list->objects[at + 3 * MEMBERS_AHEAD]);
    if (left > 2 * MEMBERS_AHEAD)
        ahead_words(ws, list, at + 2 * MEMBERS_AHEAD);
    if (left > MEMBERS_AHEAD && list->with_titles)
        ahead_title(ws, list->objects[at + MEMBERS_AHEAD]);
}
