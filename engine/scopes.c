/* scopes.c -- namespaces, modules and the order of looking up. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/scopes.h"

#include <string.h>

#include "engine/uses.h"
#include "engine/workspace.h"

enum { CLASS_BITS = 4 };

static uint64_t name_key(enum name_class class_, sym_id namespace_, sym_id sym)
{
    return map_pair(namespace_.v << CLASS_BITS | (uint32_t)class_, sym.v);
}

static void set_namespaces(struct workspace *ws)
{
    struct scopes *scopes = &ws->scopes;
    const struct lang *lang = ws->lang;
    struct word_walk walk = { .word = ws->words[WORD_namespace] };

    for (uint32_t i = 0; i < lang->sources->sources.count; i++)
        VEC_PUSH(&scopes->files,
                 (struct file_scope){ .is_library = lang->sources->sources.items[i].is_library });
    for (uint32_t m = 0; m < lang->modules.count; m++) {
        const struct module *module = &lang->modules.items[m];
        for (uint32_t i = 0; i < module->source_count; i++)
            scopes->files.items[module->first_source + i].namespace_ = module->namespace_;
    }
    while (ast_walk_words(ws->ast, &walk)) {
        const struct decl *decl = ast_decl(ws->ast, walk.decl);
        if (decl->id.v != 0)
            scopes->files.items[decl->source].namespace_ = decl->id;
    }
}

/* The first module of a name decides; a namespace that no module is named after means itself. */
static void add_namespace(struct scopes *scopes, sym_id name, sym_id namespace_)
{
    if (name.v != 0 && namespace_.v != 0 && map_get(&scopes->namespaces, name.v) == 0)
        map_put(&scopes->namespaces, name.v, namespace_.v);
}

static void name_namespaces(struct workspace *ws)
{
    struct scopes *scopes = &ws->scopes;
    const struct lang *lang = ws->lang;

    for (uint32_t i = 0; i < lang->modules.count; i++)
        add_namespace(scopes, intern_find(lang->names, lang->modules.items[i].name),
                      lang->modules.items[i].namespace_);
    for (uint32_t i = 0; i < scopes->files.count; i++)
        add_namespace(scopes, scopes->files.items[i].namespace_, scopes->files.items[i].namespace_);
}

bool scopes_is_of_project(const struct lang *lang, uint32_t source)
{
    const struct module *project = &lang->modules.items[0];

    return source >= project->first_source &&
           source - project->first_source < project->source_count;
}

void scopes_add_query(struct workspace *ws, uint32_t source)
{
    while (ws->scopes.files.count <= source)
        VEC_PUSH(&ws->scopes.files, ws->scopes.everything);
}

void scopes_init(struct workspace *ws)
{
    struct scopes *scopes = &ws->scopes;

    scopes->core = ws->words[WORD_core];
    VEC_PUSH(&scopes->names, (struct name){ 0 });
    set_namespaces(ws);
    name_namespaces(ws);
    read_uses(ws);
    for (uint32_t i = 0; i < ws->ast->damaged_names.count; i++)
        map_put(&scopes->lost, ws->ast->damaged_names.items[i].v, 1);
}

void scopes_release(struct scopes *scopes)
{
    VEC_RELEASE(&scopes->names);
    VEC_RELEASE(&scopes->files);
    VEC_RELEASE(&scopes->local_uses);
    VEC_RELEASE(&scopes->project_uses);
    VEC_RELEASE(&scopes->first_of);
    map_release(&scopes->namesakes);
    map_release(&scopes->next_namesake);
    map_release(&scopes->openings);
    map_release(&scopes->aliases);
    map_release(&scopes->namespaces);
    map_release(&scopes->around);
    map_release(&scopes->lost);
    map_release(&scopes->told);
}

static void report_twice(struct workspace *ws, const struct name *first, const struct name *second)
{
    struct diag *diag =
        diag_add(ws->sink, MSG_E0110, second->span, "two declarations are named `%.*s`",
                 STR_ARG(name_text(ws, second->sym)));

    diag_set_label(ws->sink, diag, "second declaration");
    diag_label(ws->sink, diag, first->span, "first declaration");
}

const struct name *scopes_find_namesake(const struct scopes *scopes, enum name_class class_,
                                        sym_id namespace_, sym_id sym)
{
    uint32_t index = map_get(&scopes->namesakes, name_key(class_, namespace_, sym));

    return index == 0 ? NULL : &scopes->names.items[index];
}

/* A place for each symbol that there is by now. */
static void make_room(struct workspace *ws)
{
    struct scopes *scopes = &ws->scopes;
    uint32_t count = interner_count(ws->lang->names) + 1;

    VEC_RESERVE(&scopes->first_of, count);
    memset(scopes->first_of.items + scopes->first_of.count, 0,
           (count - scopes->first_of.count) * sizeof(uint32_t));
    scopes->first_of.count = count;
}

/* The newest comes right behind the first. */
static void chain_namesake(struct scopes *scopes, uint32_t first, uint32_t newest)
{
    uint32_t second = map_get(&scopes->next_namesake, first);

    if (second != 0)
        map_put(&scopes->next_namesake, newest, second);
    map_put(&scopes->next_namesake, first, newest);
}

static void add_name(struct workspace *ws, const struct name *name)
{
    struct scopes *scopes = &ws->scopes;
    uint32_t first = scopes_first_of(scopes, name->sym);

    if (name->sym.v >= scopes->first_of.count)
        make_room(ws);
    if (first == 0) {
        scopes->first_of.items[name->sym.v] = scopes->names.count;
    } else {
        scopes->names.items[first].has_namesakes = true;
        chain_namesake(scopes, first, scopes->names.count);
        map_put(&scopes->namesakes,
                name_key((enum name_class)name->class_, name->namespace_, name->sym),
                scopes->names.count);
    }
    VEC_PUSH(&scopes->names, *name);
}

bool scopes_declare(struct workspace *ws, const struct name *name)
{
    const struct name *old =
        scopes_find_in(&ws->scopes, (enum name_class)name->class_, name->namespace_, name->sym);

    if (!old) {
        add_name(ws, name);
        return true;
    }
    if (old->span.lo < name->span.lo)
        report_twice(ws, old, name);
    else
        report_twice(ws, name, old);
    return false;
}

/* What is not even a name has no declarations and is passed over; none: the root. */
static sym_id search_around(const struct workspace *ws, sym_id namespace_)
{
    struct str text = name_text(ws, namespace_);
    sym_id outer = { 0 };

    for (size_t dot = str_find_last(text, '.'); dot < text.len && outer.v == 0;
         dot = str_find_last(text, '.')) {
        text = str_slice(text, 0, dot);
        outer = intern_find(ws->lang->names, text);
    }
    return outer;
}

static sym_id namespace_around(struct workspace *ws, sym_id namespace_)
{
    uint32_t known = map_get(&ws->scopes.around, namespace_.v);
    sym_id outer;

    if (known != 0)
        return (sym_id){ known - 1 };
    outer = search_around(ws, namespace_);
    map_put(&ws->scopes.around, namespace_.v, outer.v + 1);
    return outer;
}

/* Own namespace and those around it, out to the root. */
static const struct name *find_enclosing(struct workspace *ws, sym_id namespace_,
                                         enum name_class class_, sym_id sym)
{
    const struct name *found = scopes_find_in(&ws->scopes, class_, namespace_, sym);

    while (!found && namespace_.v != 0) {
        namespace_ = namespace_around(ws, namespace_);
        if (namespace_.v != 0)
            found = scopes_find_in(&ws->scopes, class_, namespace_, sym);
    }
    return found;
}

/* What the file opens, and the core. */
static void search_opened(struct search *search, const struct file_scope *file)
{
    const struct scopes *scopes = search->scopes;

    search_uses(search, uses_of_file(scopes, file, false));
    if (!file->is_library)
        search_uses(search, uses_of_project(scopes, false));
    search_namespace(search, scopes->core);
    /* Slots are scales, functions and constants: an object of a project never stands in for a kind.
     */
    if (!search->found && file->is_library && search->class_ != NAMES_OBJECTS) {
        search_namespace(search, (sym_id){ 0 });
        search_uses(search, uses_of_project(scopes, true));
    }
}

bool scopes_tell_once(struct workspace *ws, enum name_class class_, sym_id sym)
{
    uint64_t key = name_key(class_, (sym_id){ 0 }, sym);
    bool is_first = map_get(&ws->scopes.told, key) == 0;

    map_put(&ws->scopes.told, key, 1);
    return is_first;
}

static void report_rivals(struct workspace *ws, const struct search *search, struct span span,
                          bool is_slot)
{
    struct str text = name_text(ws, search->sym);
    struct diag *diag;

    if (is_slot) {
        if (!scopes_tell_once(ws, search->class_, search->sym))
            return;
        diag = diag_add(ws->sink, MSG_E0205, search->found->span, "`%.*s` is provided twice",
                        STR_ARG(text));
        diag_label(ws->sink, diag, search->rival->span, "also provided here");
        diag_help(ws->sink, diag, "use one risk method, or declare all of it yourself");
        return;
    }
    diag = diag_add(ws->sink, MSG_E0205, span, "`%.*s` may mean two declarations", STR_ARG(text));
    diag_label(ws->sink, diag, search->found->span, "one is here");
    diag_label(ws->sink, diag, search->rival->span, "another is here");
    diag_help(ws->sink, diag, "write it with the name of its module or namespace: `%.*s.%.*s`",
              STR_ARG(name_text(ws, search->found->namespace_)), STR_ARG(text));
}

const struct name *scopes_find(struct workspace *ws, struct place_of_use from,
                               enum name_class class_, sym_id sym, struct span span)
{
    const struct scopes *scopes = &ws->scopes;
    const struct name *own = find_enclosing(ws, from.namespace_, class_, sym);
    struct search search = { &ws->scopes, class_, sym, NULL, NULL };

    if (own || scopes->files.count == 0) /* nothing was read at all */
        return own;
    const struct file_scope *file = &scopes->files.items[from.source];
    if (!file->is_library) {
        own = scopes_find_in(scopes, class_, (sym_id){ 0 }, sym);
        if (own)
            return own;
    }
    search_opened(&search, file);
    if (search.rival && !span_is_none(span))
        report_rivals(ws, &search, span, file->is_library);
    if (search.rival && (file->is_library || !span_is_none(span))) {
        /* Neither is taken, and nobody says that the name is unknown. */
        map_put(&ws->scopes.lost, sym.v, 1);
        return NULL;
    }
    return search.found;
}

const struct name *scopes_find_plainly(const struct workspace *ws, struct place_of_use from,
                                       enum name_class class_, sym_id sym)
{
    const struct name *own = scopes_find_in(&ws->scopes, class_, from.namespace_, sym);
    struct search search = { &ws->scopes, class_, sym, NULL, NULL };

    if (own || from.namespace_.v != 0)
        return own;
    search_opened(&search, &ws->scopes.files.items[from.source]);
    return search.rival ? NULL : search.found;
}

sym_id scopes_namespace(const struct workspace *ws, struct place_of_use from, struct str text)
{
    const struct scopes *scopes = &ws->scopes;
    const struct file_scope *file = &scopes->files.items[from.source];
    sym_id sym = intern_find(ws->lang->names, text);
    sym_id found;

    if (sym.v == 0)
        return sym;
    found = alias_namespace(scopes, uses_of_file(scopes, file, true), sym);
    if (found.v == 0)
        found = alias_namespace(scopes, uses_of_project(scopes, true), sym);
    if (found.v == 0)
        found.v = map_get(&scopes->namespaces, sym.v);
    return found;
}

static const struct name *find_rest(const struct workspace *ws, enum name_class class_,
                                    sym_id namespace_, struct str rest)
{
    sym_id sym = intern_find(ws->lang->names, rest);

    return sym.v == 0 ? NULL : scopes_find_in(&ws->scopes, class_, namespace_, sym);
}

const struct name *scopes_find_qualified(const struct workspace *ws, struct place_of_use from,
                                         enum name_class class_, struct str path)
{
    const struct name *found = NULL;

    for (size_t dot = str_find_last(path, '.'); !found && dot < path.len;
         dot = str_find_last(str_slice(path, 0, dot), '.')) {
        struct str prefix = str_slice(path, 0, dot);
        sym_id namespace_ = scopes_namespace(ws, from, prefix);
        if (namespace_.v != 0)
            found = find_rest(ws, class_, namespace_, str_slice(path, dot + 1, path.len));
        if (str_find_last(prefix, '.') == prefix.len)
            break;
    }
    return found;
}

const struct name *scopes_find_path(struct workspace *ws, struct place_of_use from,
                                    enum name_class class_, struct str path, struct span span)
{
    sym_id whole = intern_find(ws->lang->names, path);
    const struct name *found = whole.v == 0 ? NULL : scopes_find(ws, from, class_, whole, span);

    return found ? found : scopes_find_qualified(ws, from, class_, path);
}

bool scopes_is_lost(const struct workspace *ws, sym_id sym)
{
    return map_get(&ws->scopes.lost, sym.v) != 0;
}
