/* environment.h -- the variables that the program listens to, read once. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_ENVIRONMENT_H
#define ISMS_TOOLS_ISMS_ENVIRONMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* A variable that is not set and one that is empty are the same. */
struct environment {
    struct str project; /* ISMS_PROJECT */
    struct str as_of;   /* ISMS_AS_OF */
    struct str drawer;  /* ISMS_DRAW: the program isms-draw, for builds that are not installed */
    struct str home, state_home; /* HOME, XDG_STATE_HOME: where the history of the repl is kept */
    struct str zone;             /* TZ: where the machine is, when the project does not say */
    struct str build_epoch;      /* SOURCE_DATE_EPOCH: seconds since 1970 */
    uint32_t columns;            /* COLUMNS; 0: not a number of columns */
    bool is_color_off;           /* NO_COLOR, CLICOLOR=0, TERM=dumb */
    bool is_color_forced;        /* CLICOLOR_FORCE, FORCE_COLOR; other than 0 */
};

struct environment environment_read(void); /* texts are borrowed from the process */

#endif
