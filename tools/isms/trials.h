/* trials.h -- tests that were run, and how they are told. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_TRIALS_H
#define ISMS_TOOLS_ISMS_TRIALS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/vec.h"
#include "tools/isms/session.h"

struct trial {
    struct str title;
    struct place place;
    struct diag_sink *sink; /* what does not hold */
    bool is_failed;
};

struct trials {
    VEC(struct trial) items;
    uint32_t failed;
    bool has_coverage; /* somebody asked for it */
    struct engine_coverage coverage;
    int status; /* of the process: 1 when something does not hold, 3 when a test has errors */
};

void trials_release(struct trials *trials);

/* How many of the rules the tests try both ways, in percent, rounded down; 100 without rules. */
uint32_t trials_percent(const struct trials *trials);

/* One writer for each format. */
struct trials_writing {
    struct session *session;
    struct out *out;
    struct diag_text_options style; /* of what does not hold */
};
void trials_write_text(const struct trials_writing *writing, const struct trials *trials);
void trials_write_junit(const struct trials_writing *writing, const struct trials *trials);
void trials_write_tap(const struct trials_writing *writing, const struct trials *trials);
void trials_write_json(const struct trials_writing *writing, const struct trials *trials);

#endif
