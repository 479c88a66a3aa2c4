/* table_sample.h -- documents that all tests of table formats share, and their golden files. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TESTS_UNIT_TABLE_SAMPLE_H
#define ISMS_TESTS_UNIT_TABLE_SAMPLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/out.h"
#include "base/str.h"
#include "engine/views/table_write.h"

/* A grouped table with every kind of cell, and a plain one whose objects the first one shows. */
struct document sample_document(void);

/* Its second table alone. */
struct document sample_gaps(void);

/* A cross table: groups, columns for each of two people, totals. */
struct document sample_cross(void);

/* Texts that break out of a careless format: in each kind of cell, in labels, keys, titles and
 * groups. */
struct document payload_document(struct arena *arena);
/* A report among others: a heading, texts, the table of payloads and a graph, and the payloads in
 * all of these. */
struct document report_document(struct arena *arena);
size_t payload_count(void);
struct str payload_text(size_t index);

/* No tables, and a table without rows. */
struct document sample_nothing(void);
struct document sample_empty(void);

/*
 * Fails with the first line that differs from tests/golden/table/NAME. With UPDATE=1 in the
 * environment it writes the file instead.
 */
void assert_golden(struct str actual, const char *name);

/* Where `part` begins in `text`, or text.len. */
size_t text_find(struct str text, const char *part);

#endif
