/* calendar.h -- as of which day the project is judged. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_CALENDAR_H
#define ISMS_TOOLS_ISMS_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/str.h"
#include "tools/isms/tool.h"

/*
 * --as-of, else ISMS_AS_OF, else the day of SOURCE_DATE_EPOCH, else today where the project is. The
 * clock is read here and nowhere else. 0, or EXIT_WRONG_USAGE after a complaint.
 */
int calendar_choose(struct tool *tool, struct str zone, int32_t *ret_as_of) ISMS_NODISCARD;

/* Checks the form of --as-of before any file is read: 0 or EXIT_WRONG_USAGE. */
int calendar_check(struct tool *tool) ISMS_NODISCARD;

/* `2026-11-01`, or `+30d`, `-2w`, `+6m`, `+1y` from today. */
bool calendar_parse(struct str text, int32_t today, int32_t *ret_days);

#endif
