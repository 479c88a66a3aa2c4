/* scale.h -- scales and matrices: reading and checking their declarations. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_SCALE_H
#define ISMS_ENGINE_SCALE_H

struct workspace;

/*
 * language.md section 4. A scale is ordered as written; numbers must rise. A matrix must be
 * complete and use known symbols (E0401); it warns (W0401) when the result falls while an input
 * rises, when a result is never reached and when neighbouring cells differ by more than one step
 * (domain.md 3.3, 1).
 */
void read_scales(struct workspace *ws);
void read_matrices(struct workspace *ws);

#endif
