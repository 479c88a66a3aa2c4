/* workload.h -- a made-up organisation of any size, the same for the same size. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TESTS_BENCH_WORKLOAD_H
#define ISMS_TESTS_BENCH_WORKLOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The size is the number of risks; everything else follows from it. Assets stand in layers and
 * depend on lower ones, about 2.2 edges each, plus some rings on purpose: the language must cope
 * with circles where a relation allows them. Dates are days since 1970-01-01; 0 = none.
 */
enum { LIST_MAX = 8, THREATS = 200, VULNERABILITIES = 400, ACCEPTANCE = 8 };
enum { OWNER_NONE = -1 };
enum control_status { IMPLEMENTED, PARTIAL, PLANNED, EXCLUDED, UNKNOWN };
enum option { OPTION_NONE, MITIGATE, ACCEPT, TRANSFER, AVOID };

struct list {
    uint32_t count;
    uint32_t items[LIST_MAX];
};
struct asset {
    uint64_t title;
    int32_t owner; /* index of a person; from `people` on those who left */
    int value;
    struct list depends_on;
};
struct control {
    uint64_t title;
    int32_t owner;
    enum control_status status;
    int effectiveness;
};
struct requirement {
    uint64_t title;
    uint32_t source;
    struct list controls;
};
struct risk {
    uint64_t title;
    int32_t owner;
    uint32_t threat, vulnerability;
    int likelihood, impact;
    int review;
    enum option option;
    struct list assets, controls;
};
struct evidence {
    uint64_t title;
    uint32_t control;
    int date;
};
struct audit {
    uint64_t title;
    int planned, performed;
    struct list controls;
};
struct finding {
    uint64_t title;
    uint32_t audit, control, severity;
};
struct action {
    uint64_t title;
    uint32_t finding, owner;
    int due, done;
};

struct workload {
    int today, evidence_cutoff, audit_cutoff;
    uint32_t people, leavers, assets, controls, requirements, risks, evidences, audits, findings,
        actions;
    struct asset *asset;
    struct control *control;
    struct requirement *requirement;
    struct risk *risk;
    struct evidence *evidence;
    struct audit *audit;
    struct finding *finding;
    struct action *action;
};

/* The twenty figures, computed without the language: sums, gaps of each rule, applicability. */
struct figures {
#define FIGURE(field, name) uint64_t field;
#include "tests/bench/figures.def"
#undef FIGURE
};

int days_of(int year, int month, int day);

/* Zeroed memory; ends the program when there is none. */
void *workload_zeroed(size_t count, size_t size);

void workload_build(struct workload *load, uint32_t risks, uint64_t seed);
void workload_release(struct workload *load);

void workload_expect(const struct workload *load, struct figures *ret_figures);

#endif
