/* drawer.h -- where the program is that draws pictures. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_DRAWER_H
#define ISMS_TOOLS_ISMS_DRAWER_H

#include "base/str.h"
#include "tools/isms/tool.h"

/*
 * ISMS_DRAW, else the one of the same build tree, else the installed one. Never looked for in PATH
 * or in the project. The path may lead to nothing: whoever starts it learns that.
 */
struct str drawer_find(struct tool *tool);

#endif
