/* modules.c -- what `use` lines bring in. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/modules.h"

#include "base/suggest.h"
#include "lang/imprint.h"
#include "lang/read.h"

#include <stdlib.h>
#include <string.h>

/* What somebody wants to load: `use a.b.c`. */
struct wanted {
    sym_id name;
    struct span place;
    bool is_core; /* wanted by the core */
};

/* ---- where a module is ---- */

/* `a.b.c` -> `a/b/c.isms`, behind a folder or not. */
static struct str module_path(struct lang *lang, const char *folder, struct str name)
{
    static const char ending[] = ".isms";
    size_t from = strlen(folder), end = from + name.len;
    char *bytes = ARENA_ARRAY(lang->arena, char, end + sizeof ending);

    memcpy(bytes, folder, from);
    memcpy(bytes + from, name.ptr, name.len);
    memcpy(bytes + end, ending, sizeof ending);
    for (size_t i = from; i < end; i++) {
        if (bytes[i] == '.')
            bytes[i] = '/';
    }
    return (struct str){ bytes, end + sizeof ending - 1 };
}

static int compare_path_with_file(const void *path, const void *file)
{
    return str_compare(*(const struct str *)path,
                       str_from(((const struct library_file *)file)->path));
}

static const struct library_file *find_library_file(const struct lang *lang, struct str path)
{
    if (lang->library == NULL || lang->library->count == 0)
        return NULL;
    return bsearch(&path, lang->library->files, lang->library->count, sizeof(struct library_file),
                   compare_path_with_file);
}

static bool is_vendored(const struct lang *lang, struct str path)
{
    return lang->reader != NULL && lang->reader->exists(lang->reader->self, path);
}

/* ---- errors ---- */

/* `a/b/c.isms` -> `a.b.c` */
static struct str library_module_name(struct lang *lang, const struct library_file *file)
{
    struct str path = str_from(file->path);
    struct str name = arena_copy(lang->arena, str_slice(path, 0, path.len - strlen(".isms")));
    char *bytes = (char *)(uintptr_t)name.ptr;

    for (size_t i = 0; i < name.len; i++) {
        if (bytes[i] == '/')
            bytes[i] = '.';
    }
    return name;
}

/* `use iso27001`: the modules below it. */
static void note_editions(struct lang *lang, struct diag *diag, struct str name)
{
    struct str prefix = arena_format(lang->arena, "%.*s.", STR_ARG(name));

    for (uint32_t i = 0; i < lang->library->count; i++) {
        struct str module = library_module_name(lang, &lang->library->files[i]);
        if (str_starts_with(module, prefix))
            diag_note(lang->sink, diag, "there is `%.*s`", STR_ARG(module));
    }
}

static void suggest_modules(struct lang *lang, struct diag *diag, struct str name,
                            struct span place)
{
    struct suggest suggest;

    if (lang->library == NULL)
        return;
    suggest_start(&suggest, name);
    for (uint32_t i = 0; i < lang->library->count; i++)
        suggest_offer(&suggest, library_module_name(lang, &lang->library->files[i]));
    for (uint32_t i = 0; i < suggest.count; i++)
        diag_fix(lang->sink, diag, suggest.count == 1 ? FIX_SAFE : FIX_UNSAFE, place,
                 suggest.names[i], "did you mean `%.*s`?", STR_ARG(suggest.names[i]));
    if (suggest.count == 0)
        note_editions(lang, diag, name);
}

static void report_unknown(struct lang *lang, const struct wanted *wanted)
{
    struct str name = sym_text(lang->names, wanted->name);
    struct diag *diag = diag_add(lang->sink, MSG_E0204, wanted->place,
                                 "there is no module named `%.*s`", STR_ARG(name));

    suggest_modules(lang, diag, name, wanted->place);
    diag_note(lang->sink, diag,
              "modules are files of the standard library, or of the folder vendor/: `%.*s`",
              STR_ARG(module_path(lang, "vendor/", name)));
}

static void report_twice(struct lang *lang, const struct wanted *wanted, struct str path)
{
    struct str name = sym_text(lang->names, wanted->name);
    struct diag *diag = diag_add(lang->sink, MSG_E0205, wanted->place,
                                 "two modules are named `%.*s`", STR_ARG(name));

    diag_note(lang->sink, diag, "one is part of the standard library, the other is `%.*s`",
              STR_ARG(path));
    diag_help(lang->sink, diag, "rename the file in vendor/");
}

static void report_circle(struct modules *modules, uint32_t module, struct span place)
{
    struct lang *lang = modules->lang;
    struct str circle = lang->modules.items[module].name;
    uint32_t from = modules->loading.count;
    struct str first = circle;

    while (from > 0 && modules->loading.items[from - 1] != module)
        from--;
    for (; from < modules->loading.count; from++) {
        struct str name = lang->modules.items[modules->loading.items[from]].name;
        circle = arena_format(lang->arena, "%.*s -> %.*s", STR_ARG(circle), STR_ARG(name));
    }
    diag_add(lang->sink, MSG_E0502, place, "modules use each other in a circle: %.*s -> %.*s",
             STR_ARG(circle), STR_ARG(first));
}

/* ---- loading ---- */

static bool is_loading(const struct modules *modules, uint32_t module)
{
    for (uint32_t i = 0; i < modules->loading.count; i++) {
        if (modules->loading.items[i] == module)
            return true;
    }
    return false;
}

static sym_id namespace_of(struct modules *modules, const struct wanted *wanted, bool is_library)
{
    struct str name = sym_text(modules->lang->names, wanted->name);

    if (is_library && (wanted->is_core || str_starts_with(name, STR("core."))))
        return modules->core;
    return wanted->name;
}

static uint32_t add_module(struct modules *modules, const struct wanted *wanted, bool is_library)
{
    struct lang *lang = modules->lang;
    struct module module = { .name = sym_text(lang->names, wanted->name),
                             .namespace_ = namespace_of(modules, wanted, is_library),
                             .first_source = lang->sources->sources.count };
    uint32_t index = lang->modules.count;

    VEC_PUSH(&lang->modules, module);
    map_put(&modules->by_name, wanted->name.v, index + 1);
    return index;
}

/* Reads the file and then, one level deeper, what it uses. */
static uint32_t load_module(struct modules *modules, const struct wanted *wanted)
{
    struct lang *lang = modules->lang;
    struct str name = sym_text(lang->names, wanted->name);
    const struct library_file *file = find_library_file(lang, module_path(lang, "", name));
    struct str path = module_path(lang, "vendor/", name);
    uint32_t first_run = lang->ast->runs.count;
    uint32_t index;
    enum read_result result;

    if (file == NULL && !is_vendored(lang, path)) {
        report_unknown(lang, wanted);
        return UINT32_MAX;
    }
    if (file != NULL && is_vendored(lang, path))
        report_twice(lang, wanted, path);
    index = add_module(modules, wanted, file != NULL);
    result =
        file != NULL ? parse_library_file(lang, file) : read_and_parse(lang, path, wanted->place);
    if (result != READ_DONE)
        return index;
    lang->modules.items[index].source_count = 1;
    VEC_PUSH(&modules->loading, index);
    modules_follow(modules, first_run);
    modules->loading.count--;
    return index;
}

/* The index of a module, loaded if need be; UINT32_MAX after an error. */
static uint32_t require_module(struct modules *modules, const struct wanted *wanted)
{
    struct lang *lang = modules->lang;
    uint32_t index = map_get(&modules->by_name, wanted->name.v);

    if (index == 0 && modules->loading.count >= lang->limits->module_depth) {
        diag_add(lang->sink, MSG_E0605, wanted->place,
                 "modules use each other more than %u levels deep", lang->limits->module_depth);
        return UINT32_MAX;
    }
    if (index == 0)
        return load_module(modules, wanted);
    index--;
    if (is_loading(modules, index) && !wanted->is_core) {
        report_circle(modules, index, wanted->place);
        return UINT32_MAX;
    }
    return index;
}

/* ---- `use` lines ---- */

/* `use PATH [as NAME]`; anything else behind it is an error. */
static sym_id alias_of(struct lang *lang, const struct decl *decl)
{
    sym_id alias = { 0 };
    expr_id part = ast_expr(lang->ast, ast_parts(lang->ast, decl)->head)->next;

    for (; part.v != 0; part = ast_expr(lang->ast, part)->next) {
        const struct expr *expr = ast_expr(lang->ast, part);
        if (expr->op == EXPR_HEAD_AS && alias.v == 0)
            alias = expr->sym;
        else
            diag_add(lang->sink, MSG_E0101, expr->span,
                     "expected `as NAME` or the end of the line behind the name of the module");
    }
    return alias;
}

/*
 * `use a as x` and `use b as x`: in one file, or both in project.isms, x would mean two modules.
 * The first stays, so that one entry for each file and name is enough.
 */
static bool is_alias_taken(struct modules *modules, const struct use *use)
{
    struct lang *lang = modules->lang;
    uint64_t key = map_pair(use->source, use->alias.v);
    uint32_t first = use->alias.v == 0 ? 0 : map_get(&modules->aliases, key);
    const struct use *other;

    if (first == 0) {
        if (use->alias.v != 0)
            map_put(&modules->aliases, key, lang->uses.count + 1);
        return false;
    }
    other = &lang->uses.items[first - 1];
    if (other->module == use->module)
        return false;
    struct diag *diag =
        diag_add(lang->sink, MSG_E0110, use->span, "two modules are named `%.*s` in this file",
                 STR_ARG(sym_text(lang->names, use->alias)));
    diag_label(lang->sink, diag, other->span, "first use of the name");
    return true;
}

static bool is_core_source(const struct modules *modules, uint32_t source)
{
    const struct lang *lang = modules->lang;
    const struct module *module;

    if (modules->loading.count == 0)
        return false;
    module = &lang->modules.items[*VEC_LAST(&modules->loading)];
    return is_library_source(lang, source) && sym_equal(module->namespace_, modules->core);
}

static void follow(struct modules *modules, struct decl decl)
{
    struct lang *lang = modules->lang;
    struct use use = { .source = decl.source,
                       .is_project_wide = decl.source == modules->project_file,
                       .span = decl.span };
    struct wanted wanted = { decl.id, ast_id_span(lang->ast, &decl),
                             is_core_source(modules, decl.source) };

    if (ast_parts(lang->ast, &decl)->head.v == 0)
        return; /* a bare `use`: the parser has reported it */
    if (decl.id.v == 0) {
        diag_add(lang->sink, MSG_E0113, ast_word_span(lang->ast, &decl),
                 "`use` wants the name of a module");
        return;
    }
    use.alias = alias_of(lang, &decl);
    use.module = require_module(modules, &wanted);
    if (use.module != UINT32_MAX && !is_alias_taken(modules, &use))
        VEC_PUSH(&lang->uses, use);
}

void modules_follow(struct modules *modules, uint32_t first_run)
{
    const struct ast *ast = modules->lang->ast;
    uint32_t end = ast->decls.count; /* what is loaded from here on is followed deeper */
    struct word_walk walk = { .word = modules->use, .run = first_run };

    while (ast_walk_words(ast, &walk) && walk.decl.v < end) {
        lang_unfold(modules->lang, walk.decl);
        follow(modules, *ast_decl(ast, walk.decl));
    }
}

/* ---- modules.h ---- */

void modules_open(struct modules *modules, struct lang *lang)
{
    *modules = (struct modules){ .lang = lang, .project_file = UINT32_MAX };
    modules->use = intern(lang->names, STR("use"));
    modules->core = intern(lang->names, STR("core"));
    VEC_PUSH(&lang->modules, (struct module){ 0 });
    imprint_open(lang);
}

void modules_load_core(struct modules *modules)
{
    struct wanted core = { .name = modules->core, .is_core = true };

    if (modules->lang->library != NULL && modules->lang->library->count > 0)
        (void)require_module(modules, &core);
}

void modules_close(struct modules *modules)
{
    map_release(&modules->by_name);
    map_release(&modules->aliases);
    VEC_RELEASE(&modules->loading);
}
