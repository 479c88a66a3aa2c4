/* drawer.c -- where the program is that draws pictures. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/drawer.h"

#include <limits.h>
#include <unistd.h>

/* `tools/isms-draw/isms-draw` beside `tools/isms/isms`; empty when there is none. */
static struct str find_in_build_tree(struct tool *tool)
{
    char text[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", text, sizeof(text));
    if (len <= 0 || (size_t)len == sizeof(text))
        return (struct str){ 0 };

    struct str own = { text, (size_t)len };
    if (!str_ends_with(own, STR("/tools/isms/isms")))
        return (struct str){ 0 };
    struct str folder = str_slice(own, 0, own.len - STR("isms/isms").len);
    struct str path = arena_format(&tool->arena, "%.*sisms-draw/isms-draw", STR_ARG(folder));
    return access(path.ptr, X_OK) == 0 ? path : (struct str){ 0 };
}

struct str drawer_find(struct tool *tool)
{
    if (tool->environment.drawer.len > 0)
        return tool->environment.drawer;
    struct str path = find_in_build_tree(tool);
    return path.len > 0 ? path : STR(ISMS_LIBEXECDIR "/isms-draw");
}
