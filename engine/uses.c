/* uses.c -- what the `use` lines of a file, and those of project.isms, let a name mean. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/uses.h"

#include <string.h>

#include "engine/workspace.h"

/*
 * A short list is walked. A long one has an index, so that very many modules, each of which
 * declares a few names, do not cost the square: where it opens a namespace, and what an alias
 * means. A name is then found from the other side: a symbol has few declarations.
 */
enum { USES_FEW = 16 };
#define PROJECT_LIST (UINT32_MAX >> 1)

static uint64_t opening_key(const struct use_list *uses, sym_id namespace_)
{
    return map_pair(uses->number << 1 | uses->also_aliased, namespace_.v);
}

static bool is_opened(const struct use_list *uses, const struct scope_use *use)
{
    return uses->also_aliased || use->alias.v == 0;
}

/* ---- lists ---- */

struct use_list uses_of_file(const struct scopes *scopes, const struct file_scope *file,
                             bool also_aliased)
{
    struct use_list uses = { NULL, file->use_count, file->first_use, also_aliased };

    if (uses.count > 0)
        uses.items = &scopes->local_uses.items[file->first_use];
    return uses;
}

struct use_list uses_of_project(const struct scopes *scopes, bool also_aliased)
{
    return (struct use_list){ scopes->project_uses.items, scopes->project_uses.count, PROJECT_LIST,
                              also_aliased };
}

/* ---- looking up ---- */

static void offer(struct search *search, const struct name *name)
{
    if (!name || name == search->found)
        return;
    if (!search->found)
        search->found = name;
    else if (!search->rival)
        search->rival = name;
}

void search_namespace(struct search *search, sym_id namespace_)
{
    offer(search, scopes_find_in(search->scopes, search->class_, namespace_, search->sym));
}

/* The two names of the symbol whose namespaces are opened first. */
struct nearest {
    const struct name *names[2];
    uint32_t places[2];
};

static void nearest_add(struct nearest *nearest, const struct name *name, uint32_t place)
{
    uint32_t at = place < nearest->places[0] ? 0 : 1;

    if (place >= nearest->places[1])
        return;
    if (at == 0) {
        nearest->names[1] = nearest->names[0];
        nearest->places[1] = nearest->places[0];
    }
    nearest->names[at] = name;
    nearest->places[at] = place;
}

/* From the symbol's side. False when it has more declarations than the list has uses. */
static bool search_names(struct search *search, const struct use_list *uses)
{
    const struct scopes *scopes = search->scopes;
    struct nearest nearest = { { NULL, NULL }, { UINT32_MAX, UINT32_MAX } };
    uint32_t steps = 0;

    for (uint32_t i = scopes_first_of(scopes, search->sym); i != 0;
         i = scopes_next_namesake(scopes, i)) {
        const struct name *name = &scopes->names.items[i];
        uint32_t place = name->class_ != search->class_
                             ? 0
                             : map_get(&scopes->openings, opening_key(uses, name->namespace_));
        if (place != 0)
            nearest_add(&nearest, name, place);
        if (++steps > uses->count)
            return false;
    }
    offer(search, nearest.names[0]);
    offer(search, nearest.names[1]);
    return true;
}

void search_uses(struct search *search, struct use_list uses)
{
    if (uses.count > USES_FEW && search_names(search, &uses))
        return;
    for (uint32_t i = 0; i < uses.count; i++)
        if (is_opened(&uses, &uses.items[i]))
            search_namespace(search, uses.items[i].namespace_);
}

sym_id alias_namespace(const struct scopes *scopes, struct use_list uses, sym_id alias)
{
    if (uses.count > USES_FEW)
        return (sym_id){ map_get(&scopes->aliases, map_pair(uses.number, alias.v)) };
    for (uint32_t i = 0; i < uses.count; i++)
        if (sym_equal(uses.items[i].alias, alias))
            return uses.items[i].namespace_;
    return (sym_id){ 0 };
}

/* ---- reading ---- */

/* The first use of a namespace, and of an alias, decides. */
static void index_uses(struct scopes *scopes, struct use_list uses)
{
    for (uint32_t i = 0; uses.count > USES_FEW && i < uses.count; i++) {
        const struct scope_use *use = &uses.items[i];
        uint64_t opening = opening_key(&uses, use->namespace_);
        uint64_t alias = map_pair(uses.number, use->alias.v);
        if (is_opened(&uses, use) && map_get(&scopes->openings, opening) == 0)
            map_put(&scopes->openings, opening, i + 1);
        if (use->alias.v != 0 && use->namespace_.v != 0 && map_get(&scopes->aliases, alias) == 0)
            map_put(&scopes->aliases, alias, use->namespace_.v);
    }
}

static struct scope_use scope_use_of(const struct lang *lang, const struct use *use)
{
    return (struct scope_use){ use->alias, lang->modules.items[use->module].namespace_ };
}

/* Each file gets a stretch of the table, as long as it has uses of its own. */
static void place_files(struct scopes *scopes, const struct lang *lang)
{
    uint32_t end = 0;

    for (uint32_t i = 0; i < lang->uses.count; i++)
        if (!lang->uses.items[i].is_project_wide)
            scopes->files.items[lang->uses.items[i].source].use_count++;
    for (uint32_t i = 0; i < scopes->files.count; i++) {
        struct file_scope *file = &scopes->files.items[i];
        file->first_use = end;
        end += file->use_count;
        file->use_count = 0; /* counted again while it is filled */
    }
    VEC_RESERVE(&scopes->local_uses, end);
    scopes->local_uses.count = end;
}

static void set_uses(struct scopes *scopes, const struct lang *lang)
{
    place_files(scopes, lang);
    for (uint32_t i = 0; i < lang->uses.count; i++) {
        const struct use *use = &lang->uses.items[i];
        struct file_scope *file = &scopes->files.items[use->source];
        if (use->is_project_wide)
            VEC_PUSH(&scopes->project_uses, scope_use_of(lang, use));
        else
            scopes->local_uses.items[file->first_use + file->use_count++] = scope_use_of(lang, use);
    }
}

/* An alias that two files give to different modules means that of the first. */
static void open_everything(struct scopes *scopes, const struct lang *lang)
{
    struct file_scope everything = { .first_use = scopes->local_uses.count };

    for (uint32_t i = 0; i < lang->uses.count; i++) {
        const struct use *use = &lang->uses.items[i];
        if (!use->is_project_wide && scopes_is_of_project(lang, use->source))
            VEC_PUSH(&scopes->local_uses, scope_use_of(lang, use));
    }
    everything.use_count = scopes->local_uses.count - everything.first_use;
    scopes->everything = everything;
}

void read_uses(struct workspace *ws)
{
    struct scopes *scopes = &ws->scopes;

    set_uses(scopes, ws->lang);
    open_everything(scopes, ws->lang);
    for (uint32_t i = 0; i < scopes->files.count; i++)
        index_uses(scopes, uses_of_file(scopes, &scopes->files.items[i], false));
    index_uses(scopes, uses_of_file(scopes, &scopes->everything, false));
    index_uses(scopes, uses_of_project(scopes, false));
    index_uses(scopes, uses_of_project(scopes, true));
}
