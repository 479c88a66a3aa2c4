/* repl.h -- a conversation about a project: what lasts from one line to the next. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_REPL_H
#define ISMS_TOOLS_ISMS_REPL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "tools/isms/line_reader.h"
#include "tools/isms/session.h"

struct repl {
    struct tool *tool;
    struct session *session; /* the project of now; never NULL */
    bool has_ended;          /* somebody said so */
};

/* A line that begins with a colon. To add one: a row in repl_commands.c. */
struct repl_command {
    const char *name;    /* with its colon */
    const char *also;    /* a short form, or NULL */
    const char *operand; /* "" when it takes none; "[DATE]" when it may be left out */
    bool takes_ids;      /* what stands behind it are ids, and not an expression */
    const char *summary;
    int (*run)(struct repl *repl, struct str operand); /* gives an exit status */
};
const struct repl_command *repl_command_table(uint32_t *ret_count);
/* By its name, with the colon, or its short form; NULL when there is none. */
const struct repl_command *repl_find_command(struct str name);
/* Runs `:name operand`. The exit status; what was wrong has been told. */
int repl_run_command(struct repl *repl, struct str line) ISMS_NODISCARD;

/*
 * Reads and checks a project as --project and --as-of now say, in the place of the present one,
 * which stays when that fails. Errors in its text are told and are no failure.
 */
int repl_open(struct repl *repl) ISMS_NODISCARD;
/* 0 when expressions may be answered: the sources have no errors, or --partial was given. */
int repl_require_sound(struct repl *repl) ISMS_NODISCARD;

/* Commands, and names of the project. `self` of the completer is the repl. */
struct completions repl_complete(void *self, struct str line);

#endif
