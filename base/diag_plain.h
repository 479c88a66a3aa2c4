/* diag_plain.h -- a diagnostic in sentences, for those who listen to it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_DIAG_PLAIN_H
#define ISMS_BASE_DIAG_PLAIN_H

#include "base/diag.h"
#include "base/diag_paint.h"

/* Says all that the full style shows, in the same order, one sentence or two to a line, uncoloured.
 */
void plain_write(const struct paint *paint, const struct diag *diag);

#endif
