/* ast_equal.h -- do two trees say the same? */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_AST_EQUAL_H
#define ISMS_LANG_AST_EQUAL_H

#include <stdbool.h>

#include "base/arena.h"
#include "lang/ast.h"

struct tree {
    const struct ast *ast;
    const struct source_map *sources;
};

/*
 * Where things stand does not count, nor how a text is quoted or whether a list is written with
 * commas or bullets. Documentation counts, and so do all comments in their order, but not the
 * blanks in them. Both trees have their names from one interner. The arena is left as it was.
 */
bool ast_equal(const struct tree *one, const struct tree *other, struct arena *arena);

#endif
