/* companions.c -- where the programs are that do what needs large libraries. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/companions.h"

#include <limits.h>
#include <unistd.h>

/* `tools/` of the build tree that this program stands in; empty when it is installed. */
static struct str build_folder(struct tool *tool)
{
    char text[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", text, sizeof(text));
    if (len <= 0 || (size_t)len == sizeof(text))
        return (struct str){ 0 };

    struct str own = { text, (size_t)len };
    struct str folder = str_slice(own, 0, str_find_last(own, '/'));
    if (!str_ends_with(folder, STR("/tools/isms")))
        return (struct str){ 0 };
    return arena_copy(&tool->arena, str_slice(folder, 0, folder.len - STR("isms").len));
}

/* `name` below tools/, or empty when there is none. */
static struct str find_in_build_tree(struct tool *tool, const char *name)
{
    struct str folder = build_folder(tool);
    struct str path;

    if (folder.len == 0)
        return folder;
    path = arena_format(&tool->arena, "%.*s%s", STR_ARG(folder), name);
    return access(path.ptr, X_OK) == 0 ? path : (struct str){ 0 };
}

struct str companion_drawer(struct tool *tool)
{
    if (tool->environment.drawer.len > 0)
        return tool->environment.drawer;
    struct str path = find_in_build_tree(tool, "isms-draw/isms-draw");
    return path.len > 0 ? path : STR(ISMS_LIBEXECDIR "/isms-draw");
}

struct str companion_repl(struct tool *tool)
{
    struct str path = find_in_build_tree(tool, "isms/isms-repl");

    return path.len > 0 ? path : STR(ISMS_LIBEXECDIR "/isms-repl");
}
