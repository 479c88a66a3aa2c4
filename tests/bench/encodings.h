/* encodings.h -- the forms in which a workload is written, one for each way in which tools read. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TESTS_BENCH_ENCODINGS_H
#define ISMS_TESTS_BENCH_ENCODINGS_H

#include "tests/bench/workload.h"

/*
 * All say the same. Each function writes into a folder that exists; the program ends with 4 at the
 * first write that fails.
 *
 *   isms    people.isms, assets.isms, ... : the objects only; kinds and rules stand beside this
 * file json    model.json: one document, links as lists of ids csv     csv/TABLE.csv: a table for
 * each kind and each link, with a head line tsv     facts/TABLE.facts: the same for Souffle,
 * without heads, days as 20260601 prolog  model.pl: the same tables as facts asp     model.lp: the
 * same for clingo
 */
void write_isms(const struct workload *load, const char *folder);
void write_json(const struct workload *load, const char *folder);
void write_csv(const struct workload *load, const char *folder);
void write_tsv(const struct workload *load, const char *folder);
void write_prolog(const struct workload *load, const char *folder);
void write_asp(const struct workload *load, const char *folder);

#endif
