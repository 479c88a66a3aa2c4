/* process.h -- what a process must settle before it begins to work. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_PROCESS_H
#define ISMS_TOOLS_ISMS_PROCESS_H

#include <stdint.h>

enum { EXIT_INTERRUPTED = 130 };

/*
 * Descriptors 0 to 2 are open afterwards, so that no file of the user can be taken for one of them.
 * One that was closed stays useless: reading and writing it fails, as it ought to.
 * A reader that goes away and a file size limit become errors of write instead of signals.
 * An interrupt removes unfinished output files and ends with EXIT_INTERRUPTED.
 */
void process_settle(void);

/* Bits that nobody can predict, for hash tables; no result depends on them. */
void process_seed(uint64_t *ret_low, uint64_t *ret_high);

#endif
