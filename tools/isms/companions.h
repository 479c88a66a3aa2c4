/* companions.h -- where the programs are that do what needs large libraries. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_COMPANIONS_H
#define ISMS_TOOLS_ISMS_COMPANIONS_H

#include "base/str.h"
#include "tools/isms/tool.h"

/*
 * The one of the same build tree, else the installed one; for isms-draw ISMS_DRAW before both.
 * Never looked for in PATH or in the project. The path may lead to nothing: whoever starts it
 * learns that.
 */
struct str companion_drawer(struct tool *tool); /* isms-draw: Graphviz and Cairo */
struct str companion_repl(struct tool *tool);   /* isms-repl: libedit */

#endif
