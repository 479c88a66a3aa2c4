/* glob.h -- patterns for paths, as `sources:` has them. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_GLOB_H
#define ISMS_LANG_GLOB_H

#include <stdbool.h>

#include "base/str.h"

/*
 * Both are relative, with `/` between the folders. `*` stands for any number of characters of one
 * name, `?` for one byte, a folder `**` for any number of folders, also none. Everything else
 * stands for itself. At most (parts of the glob) x (parts of the path) names are compared.
 */
bool glob_match(struct str glob, struct str path);

/* NULL, or why the pattern is refused: it is empty, too long, absolute or leaves the project. */
const char *glob_fault(struct str glob);

#endif
