/* texts.h -- texts that are parsed and not checked. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_TEXTS_H
#define ISMS_TOOLS_ISMS_TEXTS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "lang/lang.h"
#include "tools/isms/tool.h"

/* All that lang/ needs, without the engine. Stays where it was opened. */
struct texts {
    struct arena arena;
    struct source_map sources;
    struct diag_sink sink;
    struct ast ast;
    struct interner *names;
    struct lang lang;
};

/* `reader` may be NULL when nothing is loaded. */
void texts_open(struct texts *texts, const struct file_reader *reader);
void texts_close(struct texts *texts);

/* The errors to standard error, as the terminal and --error-style want them. */
void texts_explain(struct texts *texts, struct tool *tool);

#endif
