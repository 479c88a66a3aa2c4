/* history_file.c -- where the lines of earlier sessions are kept. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/history_file.h"

#include <errno.h>
#include <sys/stat.h>

enum { OWNER_ONLY = 0700 };

static bool make_folder(const char *path)
{
    return mkdir(path, OWNER_ONLY) == 0 || errno == EEXIST;
}

/* Folders below one that is there already. */
static bool make_folders(struct tool *tool, struct str path, size_t from)
{
    for (size_t end = from; end <= path.len; end++) {
        bool is_end = end == path.len || path.ptr[end] == '/';
        if (is_end && end > from &&
            !make_folder(arena_copy(&tool->arena, str_slice(path, 0, end)).ptr))
            return false;
    }
    return true;
}

/* A relative path would lie somewhere else each time. */
static bool is_absolute(struct str path)
{
    return path.len > 1 && path.ptr[0] == '/';
}

const char *history_file_path(struct tool *tool)
{
    struct str home = tool->environment.home;
    struct str state = tool->environment.state_home;
    struct str folder;

    if (is_absolute(state))
        folder = arena_format(&tool->arena, "%.*s/isms", STR_ARG(state));
    else if (is_absolute(home))
        folder = arena_format(&tool->arena, "%.*s/.local/state/isms", STR_ARG(home));
    else
        return NULL;
    if (!make_folders(tool, folder, is_absolute(state) ? 1 : home.len))
        return NULL;
    return arena_format(&tool->arena, "%.*s/history", STR_ARG(folder)).ptr;
}
