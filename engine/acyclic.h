/* acyclic.h -- references that must not go round. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_ACYCLIC_H
#define ISMS_ENGINE_ACYCLIC_H

struct evaluator;

/*
 * Reports one E0410 for each circle of a field declared `acyclic: yes` (language.md sections 6.4
 * and 9.3): one shortest circle through the smallest object of each strongly connected component.
 * Evaluation goes on.
 */
void check_acyclic(struct evaluator *evaluator);

#endif
