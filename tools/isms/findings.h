/* findings.h -- errors, warnings and gaps as text, and the sum of them. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_FINDINGS_H
#define ISMS_TOOLS_ISMS_FINDINGS_H

#include <stdbool.h>

#include "base/diag_text.h"
#include "base/out.h"
#include "tools/isms/session.h"

/*
 * First what the text lacks, then what the organisation lacks. Warnings about the standard library
 * are none of the user's business and come only with -v; errors in it always.
 */
void findings_write(struct session *session, struct out *out,
                    const struct diag_text_options *options);

/* Only what the organisation lacks; how much that is. */
uint32_t findings_write_gaps(struct session *session, struct out *out,
                             const struct diag_text_options *options);

/* Errors in the sources, and with -v the warnings, to standard error. */
void findings_explain_sources(struct session *session);

/* What was read, computed and found: three lines. */
void findings_summarize(struct session *session, struct out *out);

/* Is there a gap, or a warning about the text, at or above --fail-on? */
bool findings_fail(struct session *session);

/* How diagnostics look on a stream: `is_full` or one line each; with the wishes of the user. */
struct diag_text_options findings_options(const struct tool *tool, bool is_full, bool use_color);

#endif
