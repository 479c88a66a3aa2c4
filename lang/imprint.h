/* imprint.h -- the tree of one text, made when the program is built. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_IMPRINT_H
#define ISMS_LANG_IMPRINT_H

#include <stdint.h>

#include "base/out.h"
#include "lang/lang.h"

/*
 * What lang_parse, and then lang_parse_hole for each hole, add to an empty tree with the text as
 * its first source, as constant tables: to add it to another tree is to move positions and handles,
 * and gives the same tables as parsing does. Names have the numbers of library.names, which the
 * interner has to know (interner_know). Only comments are left out, which nobody but the formatter
 * reads.
 *
 * Tables of the tree begin with its dummy, which their counts include. The nodes of declaration d
 * are those from first_exprs[d] to before first_exprs[d + 1], its fields are one run, too, and
 * neither leads to those of another; behind all of them come the nodes of holes. A text that raises
 * a diagnostic has no imprint (no tables), so that its messages come each time.
 */
struct imprint {
    const struct decl *decls;
    const struct decl_parts *parts;
    const struct field *fields;
    const struct expr *exprs;
    const struct parsed_hole *holes; /* of texts, as far as they look like holes; no dummy */
    const uint32_t *first_exprs;     /* by declaration, and one behind the last */
    uint32_t decl_count, parts_count, field_count, expr_count, hole_count;
};

/* Makes room for a module of the library and those whose names go on behind its own: `core` and
 * `core.risks`. The library has imprints. */
void imprint_reserve(struct lang *lang, struct str module);
/* Adds what a text of the source map says: lang_parse for a text with an imprint. Of declarations
 * that lang->left_out leaves out there are only their names. */
void imprint_add(struct lang *lang, uint32_t source, const struct imprint *imprint);

/*
 * Writes the imprints of all files of the library as C: one `const struct imprint` for each file,
 * in their order, in an array `imprints`, and all their names as a `const struct known_names`
 * called `names`. False when there are more than these can hold.
 */
bool imprint_write_all(const struct library *library, struct out *out);

#endif
