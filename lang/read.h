/* read.h -- from a path to a parsed text. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_READ_H
#define ISMS_LANG_READ_H

#include <stdbool.h>
#include <stdint.h>

#include "base/source.h"
#include "base/str.h"
#include "lang/lang.h"

enum read_result {
    READ_DONE,
    READ_FAILED, /* this file; reported */
    READ_LIMIT,  /* no more files at all; reported */
};

/* Reads a file of the project through lang->reader. `place` is what named it, or none. */
enum read_result read_source(struct lang *lang, struct str path, struct span place);
/* Parses all sources from that one on, which were read so; several threads look ahead in them. */
void parse_sources(struct lang *lang, uint32_t first);
/* Both. */
enum read_result read_and_parse(struct lang *lang, struct str path, struct span place);
/* The same for a text of the library. */
enum read_result parse_library_file(struct lang *lang, const struct library_file *file);

/*
 * Adds the bytes of a file to the sources, without a byte order mark. UTF-16 is reported. Returns
 * the index of the source, or UINT32_MAX, reported, when there is no room.
 */
uint32_t add_text(struct lang *lang, struct str path, struct str text);

void report_unreadable(struct lang *lang, struct str path, struct span place, int status);
bool is_library_source(const struct lang *lang, uint32_t source);

#endif
