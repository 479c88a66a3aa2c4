/* history_file.h -- where the lines of earlier sessions are kept. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_HISTORY_FILE_H
#define ISMS_TOOLS_ISMS_HISTORY_FILE_H

#include "tools/isms/tool.h"

/*
 * $XDG_STATE_HOME/isms/history, or ~/.local/state/isms/history; its folders are made, for their
 * owner alone. NULL when there is no such place or it cannot be made: then nothing is kept.
 */
const char *history_file_path(struct tool *tool);

#endif
