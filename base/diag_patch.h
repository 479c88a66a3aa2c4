/* diag_patch.h -- a fix as the lines that go and the lines that come. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_DIAG_PATCH_H
#define ISMS_BASE_DIAG_PATCH_H

#include <stdint.h>

#include "base/diag.h"
#include "base/diag_paint.h"

/*
 *     help: did you mean `TRT-031`?                                              [safe fix]
 *      9 -     - TRT-31
 *      9 +     - TRT-031
 *
 * Of a long run of lines the first are shown and the others counted. `primary` is the place of the
 * diagnostic: a fix in another file names that file.
 */
void patch_write(const struct paint *paint, const struct fix *fix, struct span primary);

/* The greatest line number that patch_write shows; 0 for a fix without a place. */
uint32_t patch_last_line(struct source_map *sources, const struct fix *fix);

struct str fix_safety_words(enum fix_safety safety); /* "safe fix" */

#endif
