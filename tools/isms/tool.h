/* tool.h -- what every command has at hand: arguments, streams, and a voice. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_TOOL_H
#define ISMS_TOOLS_ISMS_TOOL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag_text.h"
#include "base/out.h"
#include "tools/isms/arguments.h"
#include "tools/isms/environment.h"

/* A promise to scripts (`isms help exit-status`). 1 to 5 can be the status of a check. */
enum exit_status {
    EXIT_CLEAN = 0,
    EXIT_GAPS = 1,
    EXIT_WRONG_USAGE = 2,
    EXIT_SOURCE_ERRORS = 3,
    EXIT_ENVIRONMENT = 4,
    EXIT_LIMIT = 5,
    EXIT_INTERNAL = 70
};

struct command;
struct stopwatch;

struct tool {
    struct arena arena;
    struct arguments arguments;
    struct environment environment;
    const struct command *command;
    struct stopwatch *stopwatch; /* that a session tells what it does; NULL: nobody asked */
    char *const *argv; /* as the program was started */
    struct out out; /* standard output: findings and data */
    struct out err; /* standard error: everything else; flushed after each sentence */
    bool is_out_terminal, is_err_terminal;
};

void tool_open(struct tool *tool);
/* Flushes. Returns the status, or EXIT_ENVIRONMENT when standard output did not take all. */
int tool_close(struct tool *tool, int status) ISMS_NODISCARD;

/*
 * One sentence to standard error after `isms: `. Characters that a terminal would obey are made
 * visible, wherever they come from.
 */
void tool_complain(struct tool *tool, const char *format, ...) ISMS_PRINTF(2, 3);
void tool_help(struct tool *tool, const char *format, ...) ISMS_PRINTF(2, 3);    /* `  help: ` */
void tool_notice(struct tool *tool, const char *format, ...) ISMS_PRINTF(2, 3);  /* not with -q */
void tool_mention(struct tool *tool, const char *format, ...) ISMS_PRINTF(2, 3); /* only with -v */

/*
 * Errors stay in the stream: tool_close looks at those of standard output, and there is nobody to
 * tell about those of standard error.
 */
void tool_flush(struct out *out);

/* Why something could not be read or written, from a negative errno; in the arena. */
struct str tool_reason(struct tool *tool, int status);

bool tool_uses_color(const struct tool *tool, bool is_terminal);
uint32_t tool_width(const struct tool *tool); /* of tables on standard output; 0: no limit */

/* Names in backticks with commas and an `or`, in the arena. */
struct str tool_join(struct tool *tool, const struct str *names, uint32_t count);

#endif
