/* wildcard.h -- `*` and `?` patterns in linear time. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_WILDCARD_H
#define ISMS_ENGINE_WILDCARD_H

#include <stdbool.h>

#include "base/str.h"

/* `*` stands for any number of bytes, `?` for one UTF-8 character; all else for itself. */
bool wildcard_matches(struct str pattern, struct str text);

#endif
