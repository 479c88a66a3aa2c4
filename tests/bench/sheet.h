/* sheet.h -- one output file; the program ends at the first write that fails. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TESTS_BENCH_SHEET_H
#define ISMS_TESTS_BENCH_SHEET_H

#include <stdio.h>

FILE *sheet_open(const char *folder, const char *name);
void sheet_close(FILE *sheet);

/* A folder in a folder; nothing happens when it is there. */
void sheet_folder(const char *folder, const char *name);

#endif
