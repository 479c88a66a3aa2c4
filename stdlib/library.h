/* library.h -- the standard library, as it was when the program was built. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_STDLIB_LIBRARY_H
#define ISMS_STDLIB_LIBRARY_H

#include "lang/lang.h"

/* Texts and trees. The build writes imprints.c, with the program that press.c is. */
extern const struct library stdlib_library;

/* Every stdlib .isms file, paths without `stdlib/`, sorted by byte. The build writes library.c. */
extern const struct library_file library_files[];
extern const unsigned library_file_count;

#endif
