/* known_names.h -- names that were numbered when the program was built. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_KNOWN_NAMES_H
#define ISMS_BASE_KNOWN_NAMES_H

#include <stdint.h>

#include "base/str.h"

/*
 * Constant tables without pointers between them, so that nothing is done when a program starts.
 * Names are numbered from 1; name 0 is the empty one. The hash has no key, since nobody can add a
 * name: whoever asks for others walks at most to the next free slot, and a test bounds how far that
 * is (tests/unit/test_imprint).
 *
 * A slot holds the number of a name in its low half and a part of the name's hash in the high one;
 * 0: free. There are 2^n slots, more than names.
 */
struct known_names {
    const char *texts;      /* one behind the other, each with a NUL */
    const uint32_t *starts; /* name n is texts[starts[n] .. starts[n + 1] - 1) */
    const uint32_t *slots;
    uint32_t count; /* of names without name 0; at most KNOWN_NAMES_MOST */
    uint32_t mask;  /* number of slots - 1 */
};
enum { KNOWN_NAMES_MOST = UINT16_MAX };

/* The number of a text, or 0. */
uint32_t known_names_find(const struct known_names *known, struct str text);
/* Puts a name into slots that have room for it; for the program that writes the tables. */
void known_names_place(uint32_t *slots, uint32_t mask, struct str text, uint32_t number);

static inline struct str known_name(const struct known_names *known, uint32_t number)
{
    uint32_t start = known->starts[number];

    return (struct str){ known->texts + start, known->starts[number + 1] - start - 1 };
}

#endif
