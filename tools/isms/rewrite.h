/* rewrite.h -- a new text in the place of a source file. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_REWRITE_H
#define ISMS_TOOLS_ISMS_REWRITE_H

#include "base/arena.h"
#include "base/attr.h"
#include "base/str.h"
#include "tools/isms/reader.h"

struct rewrite {
    struct reader *reader;
    struct str source; /* the file as the reader knows it */
    struct str path;   /* the same file from here */
    struct str before; /* what was read */
    struct str after;
};

/*
 * The file has its new text whole, or is as it was; its mode stays, and a link to it stays a link
 * (see outfile.h). It is read once more just before it is replaced: -ESTALE when it is no longer
 * what was read. 0 or a negative errno.
 */
int rewrite_file(const struct rewrite *rewrite, struct arena *arena) ISMS_NODISCARD;

#endif
