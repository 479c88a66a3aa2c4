/* line_editor.h -- libedit: a line that can be edited, with history and completion. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_LINE_EDITOR_H
#define ISMS_TOOLS_ISMS_LINE_EDITOR_H

#include "tools/isms/line_reader.h"

#define LINE_PROMPT "isms> "

/*
 * For line_reader.c. The program `isms` has none, so that nobody loads libedit who does not edit
 * lines; `isms-repl` has one. NULL there on terminals that it cannot edit on.
 */
struct line_editor;

bool line_editor_is_here(void);
struct line_editor *line_editor_open(struct tool *tool, const struct completer *completer);
bool line_editor_next(struct line_editor *editor, struct str *ret_line) ISMS_NODISCARD;
void line_editor_close(struct line_editor *editor); /* NULL is none */

#endif
