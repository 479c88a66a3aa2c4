/* line_diff.h -- what differs between two texts, line by line. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_LINE_DIFF_H
#define ISMS_BASE_LINE_DIFF_H

#include "base/out.h"
#include "base/str.h"

/*
 * A unified diff as diff -u writes it and patch reads it, with three lines around each change;
 * nothing for equal texts. It is right, but not always the shortest: lines that moved far count as
 * removed and added, so that the time grows with the length of the texts only.
 */
void line_diff_write(struct out *out, struct str path, struct str before, struct str after);

#endif
