/* print.h -- values as people read them. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_PRINT_H
#define ISMS_ENGINE_PRINT_H

#include "base/arena.h"
#include "base/source.h"
#include "engine/type.h"
#include "engine/value.h"

struct workspace;

/*
 * language.md section 10: an object prints as its id, a symbol as its label, a list as ids joined
 * by ", " (ten, then "+n more"), a date as YYYY-MM-DD. A missing value is the empty text.
 */
struct str print_value(struct workspace *ws, struct arena *arena, struct type type, value v);

/* What stands there, on one line: each run of blanks and line ends is one blank. */
struct str source_line(const struct workspace *ws, struct arena *arena, struct span span);

#endif
