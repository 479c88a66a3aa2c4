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
 * There are 2^n slots, more than names. The tag of a slot is a part of the hash of its name, never
 * 0, which says that the slot is free. Most names that are asked for are not known, and a byte of a
 * small table tells that.
 */
struct known_names {
    const char *texts;      /* one behind the other, each with a NUL */
    const uint32_t *starts; /* name n is texts[starts[n] .. starts[n + 1] - 1) */
    const uint8_t *tags;    /* by slot */
    const uint16_t *numbers;
    uint32_t count; /* of names without name 0; at most KNOWN_NAMES_MOST */
    uint32_t mask;  /* number of slots - 1 */
};
enum { KNOWN_NAMES_MOST = UINT16_MAX };

/* The number of a text, or 0. */
uint32_t known_names_find(const struct known_names *known, struct str text);
/* Gives a name a slot where there is room for it; for the program that writes the tables. */
void known_names_place(uint8_t *tags, uint16_t *numbers, uint32_t mask, struct str text,
                       uint32_t number);

static inline struct str known_name(const struct known_names *known, uint32_t number)
{
    uint32_t start = known->starts[number];

    return (struct str){ known->texts + start, known->starts[number + 1] - start - 1 };
}

#endif
