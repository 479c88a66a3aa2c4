/* workplace.c -- which project is meant. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/workplace.h"

#include "tools/isms/reader.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- folders ---- */

/* The folder or file without links and `..`; 0 or a negative errno. */
static int resolve(struct tool *tool, struct str path, struct str *ret_path)
{
    char text[PATH_MAX];

    if (path.len >= PATH_MAX)
        return -ENAMETOOLONG;
    if (realpath(arena_copy(&tool->arena, path).ptr, text) == NULL) {
        int reason = errno;
        return reason > 0 ? -reason : -EIO;
    }
    *ret_path = arena_copy(&tool->arena, str_from(text));
    return 0;
}

static bool has_entry(struct tool *tool, struct str folder, const char *name)
{
    struct stat status;

    return stat(arena_format(&tool->arena, "%.*s/%s", STR_ARG(folder), name).ptr, &status) == 0;
}

static struct str parent_of(struct str path)
{
    size_t slash = str_find_last(path, '/');

    return slash == 0 ? STR("/") : str_slice(path, 0, slash);
}

/* The first project from a folder upward; empty without one. */
static struct str find_upward(struct tool *tool, struct str folder)
{
    for (;;) {
        if (has_entry(tool, folder, "project.isms"))
            return folder;
        if (has_entry(tool, folder, ".git") || str_equal(folder, STR("/")))
            return (struct str){ 0 };
        folder = parent_of(folder);
    }
}

static bool is_below(struct str path, struct str folder)
{
    if (str_equal(folder, STR("/")) || str_equal(path, folder))
        return true;
    return str_starts_with(path, folder) &&
           str_starts_with(str_slice(path, folder.len, path.len), STR("/"));
}

static struct str below(struct str path, struct str folder)
{
    size_t skip = str_equal(folder, STR("/")) ? 1 : folder.len + 1;

    return str_slice(path, skip, path.len);
}

/* So that a path which the program prints can be opened from here. */
static struct str prefix_of(struct tool *tool, struct str root)
{
    struct str here = { 0 };
    struct str prefix = STR("");

    if (resolve(tool, STR("."), &here) < 0)
        return arena_format(&tool->arena, "%.*s/", STR_ARG(root));
    if (str_equal(here, root))
        return prefix;
    if (is_below(root, here))
        return arena_format(&tool->arena, "%.*s/", STR_ARG(below(root, here)));
    if (!is_below(here, root))
        return arena_format(&tool->arena, "%.*s/", STR_ARG(root));
    for (; !str_equal(here, root); here = parent_of(here))
        prefix = arena_format(&tool->arena, "../%.*s", STR_ARG(prefix));
    return prefix;
}

/* ---- what was named ---- */

static int complain_path(struct tool *tool, struct str path, int status)
{
    tool_complain(tool, "cannot read `%.*s`: %s", STR_ARG(path), tool_reason(tool, status).ptr);
    return EXIT_ENVIRONMENT;
}

static bool is_folder(struct str absolute)
{
    struct stat status;

    assert(absolute.ptr != NULL);
    return stat(absolute.ptr, &status) == 0 && S_ISDIR(status.st_mode);
}

static int take_root(struct workplace *workplace, struct tool *tool, struct str root)
{
    if (workplace->is_project && !str_equal(workplace->root, root)) {
        tool_complain(tool, "two projects are named: `%.*s` and `%.*s`", STR_ARG(workplace->root),
                      STR_ARG(root));
        tool_help(tool, "check one after the other");
        return EXIT_WRONG_USAGE;
    }
    workplace->root = root;
    workplace->is_project = true;
    return 0;
}

/* A file or folder: its project, if there is one, and the file itself. */
static int take_named(struct workplace *workplace, struct tool *tool, struct str path)
{
    struct str absolute = { 0 }, root;

    if (str_equal(path, STR("-"))) {
        VEC_PUSH(&workplace->files, READER_STDIN);
        workplace->outside_count++;
        return 0;
    }
    int status = resolve(tool, path, &absolute);
    if (status < 0)
        return complain_path(tool, path, status);
    bool is_whole = is_folder(absolute);
    root = workplace->is_project && is_below(absolute, workplace->root)
               ? workplace->root
               : find_upward(tool, is_whole ? absolute : parent_of(absolute));
    if (root.len == 0 && is_whole)
        root = absolute; /* require_project says what is missing there */
    if (!is_whole)
        VEC_PUSH(&workplace->files, root.len > 0 ? below(absolute, root) : path);
    workplace->outside_count += root.len == 0;
    return root.len > 0 ? take_root(workplace, tool, root) : 0;
}

static int take_all_named(struct workplace *workplace, struct tool *tool, const struct str *named,
                          uint32_t named_count)
{
    for (uint32_t i = 0; i < named_count; i++) {
        int status = take_named(workplace, tool, named[i]);
        if (status != 0)
            return status;
    }
    if (!workplace->is_project || workplace->outside_count == 0)
        return 0;
    /* The result would be of neither. */
    tool_complain(tool, "some of the files belong to the project `%.*s` and some to none",
                  STR_ARG(workplace->root));
    tool_help(tool, "check them one after the other");
    return EXIT_WRONG_USAGE;
}

/* ---- where to begin ---- */

static int take_project(struct workplace *workplace, struct tool *tool, struct str path)
{
    struct str absolute = { 0 };
    int status = resolve(tool, path, &absolute);

    if (status < 0)
        return complain_path(tool, path, status);
    if (!is_folder(absolute) && !str_ends_with(absolute, STR("/project.isms"))) {
        tool_complain(tool, "`%.*s` is no project: a project is a folder with a project.isms",
                      STR_ARG(path));
        return EXIT_WRONG_USAGE;
    }
    return take_root(workplace, tool, is_folder(absolute) ? absolute : parent_of(absolute));
}

static int take_here(struct workplace *workplace, struct tool *tool)
{
    struct str here = { 0 };
    int status = resolve(tool, STR("."), &here);

    if (status < 0)
        return complain_path(tool, STR("."), status);
    workplace->root = find_upward(tool, here);
    workplace->is_project = true;
    if (workplace->root.len == 0)
        workplace->root = here; /* require_project says what is missing there */
    return 0;
}

static int find_root(struct workplace *workplace, struct tool *tool, const struct str *named,
                     uint32_t named_count)
{
    struct str chosen =
        tool->arguments.project.len > 0 ? tool->arguments.project : tool->environment.project;

    if (chosen.len > 0) {
        int status = take_project(workplace, tool, chosen);
        if (status != 0)
            return status;
    }
    if (named_count > 0)
        return take_all_named(workplace, tool, named, named_count);
    return chosen.len > 0 ? 0 : take_here(workplace, tool);
}

static void say_choice(const struct workplace *workplace, struct tool *tool)
{
    if (!workplace->is_project)
        tool_notice(tool, "outside of a project: only what was named is looked at");
    else if (workplace->files.count > 0)
        tool_mention(tool, "the whole project is checked, not only the files that were named");
    if (workplace->is_project)
        tool_mention(tool, "the project is `%.*s`", STR_ARG(workplace->root));
}

/* Here and not in the loader, which would go on to say what else is missing without a project. */
static int require_project(const struct workplace *workplace, struct tool *tool)
{
    if (!workplace->is_project || has_entry(tool, workplace->root, "project.isms"))
        return 0;
    tool_complain(tool, "error[%s]: there is no project.isms in `%.*s` or above it",
                  message_info(MSG_E0501)->code, STR_ARG(workplace->root));
    tool_help(tool, "name the project with -C DIR or --project DIR, or check single files: "
                    "isms check FILE");
    tool_help(tool, "to begin one: isms new project FOLDER");
    return message_info(MSG_E0501)->exit_status;
}

int workplace_find(struct workplace *workplace, struct tool *tool, const struct str *named,
                   uint32_t named_count)
{
    *workplace = (struct workplace){ 0 };
    int status = find_root(workplace, tool, named, named_count);
    if (status == 0)
        status = require_project(workplace, tool);
    if (status != 0)
        return status;

    if (!workplace->is_project)
        status = resolve(tool, STR("."), &workplace->root);
    if (status < 0)
        return complain_path(tool, STR("."), status);
    workplace->prefix = workplace->is_project ? prefix_of(tool, workplace->root) : STR("");
    say_choice(workplace, tool);
    return 0;
}

void workplace_release(struct workplace *workplace)
{
    VEC_RELEASE(&workplace->files);
}
