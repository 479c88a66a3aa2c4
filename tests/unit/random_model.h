/* random_model.h -- projects that say a bit of everything about random objects. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TESTS_UNIT_RANDOM_MODEL_H
#define ISMS_TESTS_UNIT_RANDOM_MODEL_H

#include "tests/unit/engine_case.h"

/* Paragraphs in an array, so that they can be shuffled and dealt to files. */
struct paragraphs {
    struct arena arena;
    VEC(struct str) items;
};

void add_paragraph(struct paragraphs *paragraphs, struct out *out); /* and empties `out` */
void paragraphs_shuffle(struct paragraphs *paragraphs, struct random *random);
void paragraphs_release(struct paragraphs *paragraphs);

/* The same definitions each time, with other objects. */
void make_model(struct paragraphs *paragraphs, struct random *random);
/* Deals the paragraphs to files in the order of a pack of cards. */
void run_model(struct engine_case *c, const struct paragraphs *paragraphs, uint32_t files);

#endif
