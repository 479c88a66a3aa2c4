/* diag_snippet.h -- the lines of source that a diagnostic is about, underlined and labelled. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_DIAG_SNIPPET_H
#define ISMS_BASE_DIAG_SNIPPET_H

#include "base/diag.h"
#include "base/diag_paint.h"

/*
 * One excerpt per file, in the order in which the diagnostic first speaks of the files, beginning
 * with the primary place. Within a file lines go in order. Writes nothing for a diagnostic without
 * a place.
 */
void snippet_write(const struct paint *paint, const struct diag *diag);

#endif
