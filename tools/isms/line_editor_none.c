/* line_editor_none.c -- without libedit: lines are taken as they come. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/line_editor.h"

bool line_editor_is_here(void)
{
    return false;
}

struct line_editor *line_editor_open(struct tool *tool, const struct completer *completer)
{
    (void)tool;
    (void)completer;
    return NULL;
}

bool line_editor_next(struct line_editor *editor, struct str *ret_line)
{
    (void)editor;
    (void)ret_line;
    return false;
}

void line_editor_close(struct line_editor *editor)
{
    (void)editor;
}
