/* names.h -- how the things of a workload are called and written: ids, titles, words, dates. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TESTS_BENCH_NAMES_H
#define ISMS_TESTS_BENCH_NAMES_H

#include "tests/bench/workload.h"

#include <stdint.h>

/*
 * All encodings use the same ids, titles and words, so that every tool reads the same facts. They
 * consist of letters, digits, hyphens, dots and blanks: nothing that any encoding has to escape.
 */
struct id {
    char text[32];
};
struct title {
    char text[128];
};

struct id id_of_person(uint32_t index);
struct id id_of_leaver(uint32_t index);
struct id id_of_threat(uint32_t index);
struct id id_of_vulnerability(uint32_t index);
struct id id_of_control(uint32_t index);
struct id id_of_requirement(uint32_t index);
struct id id_of_asset(uint32_t index);
struct id id_of_risk(uint32_t index);
struct id id_of_evidence(uint32_t index);
struct id id_of_audit(uint32_t index);
struct id id_of_finding(uint32_t index);
struct id id_of_action(uint32_t index);

/* The person who owns something; empty when nobody does. */
struct id id_of_owner(const struct workload *load, int32_t owner);

/* Four to seven words, told by the seed. */
struct title title_of(uint64_t seed);

/* Titles of what has no seed of its own. */
struct title title_of_person(uint32_t index);
struct title title_of_threat(uint32_t index);
struct title title_of_vulnerability(uint32_t index);

const char *word_of_status(enum control_status status);
const char *word_of_option(enum option option); /* empty for none */
const char *word_of_type(uint32_t asset);
const char *word_of_source(uint32_t source);
const char *word_of_severity(uint32_t severity);

/* 20260601 for a day since 1970-01-01; 0 for none. */
int calendar_day(int days);

/* 2026-06-01; empty for none. */
struct id date_text(int days);

#endif
