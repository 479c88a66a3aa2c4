/* session.h -- a project that was read and checked, for the commands that show something of it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_SESSION_H
#define ISMS_TOOLS_ISMS_SESSION_H

#include <stdint.h>

#include "base/attr.h"
#include "engine/engine.h"
#include "tools/isms/reader.h"
#include "tools/isms/tool.h"
#include "tools/isms/workplace.h"

struct session {
    struct tool *tool;
    struct workplace workplace;
    struct reader reader;
    struct file_reader reading; /* the reader as the engine sees it */
    struct engine *engine;
    int32_t as_of;
    bool only_checks;
    const struct str *views; /* that will be shown, and nothing else; NULL: anything may be */
    uint32_t view_count;
};

/*
 * Finds, reads and checks the project of what was named (NULL and 0: of this folder). 0, or the
 * exit status after a complaint; then there is nothing to close. Faults in the project's text are
 * no failure here: they lie in the engine's sink.
 */
int session_open(struct session *session, struct tool *tool, const struct str *named,
                 uint32_t named_count) ISMS_NODISCARD;
/* The same for a command that shows no view, graph or report; with --verbose they are looked at. */
int session_check(struct session *session, struct tool *tool, const struct str *named,
                  uint32_t named_count) ISMS_NODISCARD;
/* For a command that shows these views (engine.h); with --verbose the others are looked at, too. */
int session_show(struct session *session, struct tool *tool, const struct str *views,
                 uint32_t view_count) ISMS_NODISCARD;
void session_close(struct session *session);

/*
 * For reports and pictures: shows source errors on standard error. 0, or the exit status when
 * nothing may be written, which is so with any error unless --partial was given.
 */
int session_require_sound(struct session *session) ISMS_NODISCARD;
/* What to end with after something was written: 0, or the status of the source errors. */
int session_status(struct session *session);

/* For the head of a document; says when the document is partial. */
struct title_block session_title_block(struct session *session);

#endif
