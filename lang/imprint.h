/* imprint.h -- the trees of the library, made when the program is built. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_IMPRINT_H
#define ISMS_LANG_IMPRINT_H

#include <stdint.h>

#include "base/out.h"
#include "lang/lang.h"

/*
 * What lang_parse, and then lang_parse_hole for each hole, make of the texts, as constant tables
 * that every tree can use as they are: each text has positions of its own, below those of other
 * texts, and its handles are fixed ones (ast.h). Names have the numbers of library.names, which the
 * interner has to know (interner_know). Only comments are missing, which nobody but the formatter
 * reads.
 *
 * A text that raises a diagnostic has no declarations here, so that its messages come each time.
 */
struct imprint {
    uint32_t base; /* of its text, see source_map_add_at */
    uint32_t first_decl, decl_count;
};

struct parsed_hole {
    struct span span;
    expr_id expr;
};

struct imprints {
    struct fixed_tables tables;
    const struct decl *decls;        /* of no source yet */
    const struct parsed_hole *holes; /* by position: all that look like holes and can be parsed */
    uint32_t hole_count;
    uint32_t end;                /* of the positions */
    const struct imprint *files; /* in the order of library.files */
};

/* Makes a tree, in which there is nothing yet, ready for the trees of the library. */
void imprint_open(struct lang *lang);
/*
 * Adds a text of the library, in which the declarations are that lang_parse would find. Of those
 * that lang->left_out leaves out there are only the names. False when it has no imprint: nothing
 * was added.
 */
bool imprint_add(struct lang *lang, const struct library_file *file, struct str path);
/* A hole of the library; none when the span is no such hole. */
expr_id imprint_find_hole(const struct lang *lang, struct span span);

/*
 * Writes the imprints of all files of the library as C: a `const struct imprints` called
 * `imprints`, and all their names as a `const struct known_names` called `names`. False when there
 * are more than these can hold.
 */
bool imprint_write_all(const struct library *library, struct out *out);

#endif
