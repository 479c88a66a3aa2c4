/* hole.h -- the holes of texts. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_HOLE_H
#define ISMS_LANG_HOLE_H

#include "lang/lang.h"

/* The expression of a hole that was parsed before, or none. */
expr_id find_parsed_hole(const struct lang *lang, struct span span);

#endif
