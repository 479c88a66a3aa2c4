/* line_reader.h -- lines from a terminal or a pipe, one at a time. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_LINE_READER_H
#define ISMS_TOOLS_ISMS_LINE_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/str.h"
#include "tools/isms/tool.h"

/*
 * On a terminal, where the build has libedit, a line can be edited, earlier lines come back from
 * the history, the tabulator completes, and ctrl-C gives the line up. Everywhere else lines are
 * taken as they come: with a prompt on a terminal, without one from a pipe.
 */
struct line_reader;

/* What can stand in the place of the last word of a line, which begins at `start`. */
struct completions {
    size_t start;
    const struct str *words;
    uint32_t count;
};
struct completer {
    void *self;
    struct completions (*complete)(void *self, struct str line);
};

/* The completer is borrowed. */
struct line_reader *line_reader_open(struct tool *tool, const struct completer *completer);
/* Without its line end; lasts until the next one is read. False at the end of the input. */
bool line_reader_next(struct line_reader *reader, struct str *ret_line) ISMS_NODISCARD;
void line_reader_close(struct line_reader *reader);
/* Does somebody sit in front of it? */
bool line_reader_is_interactive(const struct line_reader *reader);

#endif
