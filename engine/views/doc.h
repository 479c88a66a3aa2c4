/* doc.h -- the `##` lines of a declaration as paragraphs and items. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_VIEWS_DOC_H
#define ISMS_ENGINE_VIEWS_DOC_H

#include <stdbool.h>

#include "base/out.h"
#include "base/str.h"

/*
 * Lines that follow one another are one paragraph, an empty line ends it, and a line that begins
 * with `- ` or `* ` is an item. Nothing else is markup: whatever people write stays as they wrote
 * it.
 */
struct doc_block {
    struct str text; /* one line; in the scratch output until the next call */
    bool is_item;
};

/* Takes the next block from the front of `rest`; false when none is left. */
bool doc_next(struct str *rest, struct out *scratch, struct doc_block *ret_block);

#endif
