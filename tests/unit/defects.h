/* defects.h -- slips of the fingers in a text, the same ones on every machine. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TESTS_UNIT_DEFECTS_H
#define ISMS_TESTS_UNIT_DEFECTS_H

#include <stdint.h>

#include "base/source.h"
#include "base/str.h"
#include "base/vec.h"

struct random {
    uint64_t state;
};
uint32_t random_below(struct random *random, size_t limit);

/* What can be damaged: characters, tokens and lines outside of comments. */
struct spots {
    struct str text;
    VEC(struct span) characters, tokens, lines; /* offsets */
};
void find_spots(struct spots *spots);
void release_spots(struct spots *spots); /* not the text */

enum defect_kind {
    DELETE_CHARACTER,
    DELETE_TOKEN,
    INSERT_CHARACTER,
    DELETE_LINE,
    SWAP,
    HALF_LINE,
    DEFECT_KINDS
};

/* A damaged copy: [0, cut) + inserted + [resume, end). */
struct defect {
    uint32_t cut, resume;
    char inserted[3];
};
struct defect choose_defect(const struct spots *spots, enum defect_kind kind,
                            struct random *random);
/* `to` has room for the text and what is inserted. Returns the bytes written. */
size_t apply_defect(struct str text, const struct defect *defect, char *to);

#endif
