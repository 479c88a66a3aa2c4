/* suggest.h -- "did you mean": the nearest names to one that does not exist. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_SUGGEST_H
#define ISMS_BASE_SUGGEST_H

#include <stdint.h>

#include "base/str.h"

enum { SUGGEST_MOST = 3 };

/*
 * Collects the best three candidates for `wanted` by restricted Damerau-Levenshtein distance over
 * ASCII-lower-cased bytes. A candidate counts when its distance is at most a third of the longer
 * length (at least 1). Ties go to the smaller name by byte, so the result does not depend on the
 * order of the offers. Names are borrowed. Names longer than 64 bytes are ignored.
 */
struct suggest {
    struct str wanted;
    uint64_t bytes;                 /* which bytes it has, as a set */
    struct str names[SUGGEST_MOST]; /* best first */
    uint32_t distances[SUGGEST_MOST];
    uint32_t count;
};

void suggest_start(struct suggest *suggest, struct str wanted);
void suggest_offer(struct suggest *suggest, struct str name);

#endif
