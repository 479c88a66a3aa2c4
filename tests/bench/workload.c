/* workload.c -- dice with a fixed seed; integer arithmetic only. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/bench/workload.h"

#include <stdio.h>
#include <stdlib.h>

struct dice {
    uint64_t state;
};

/* splitmix64 */
static uint64_t roll(struct dice *dice)
{
    dice->state += 0x9E3779B97F4A7C15u;
    uint64_t z = dice->state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static uint32_t below(struct dice *dice, uint32_t limit)
{
    return limit > 0 ? (uint32_t)((roll(dice) >> 32) * limit >> 32) : 0;
}

static int days_below(struct dice *dice, int limit)
{
    return (int)below(dice, (uint32_t)limit);
}

static bool percent(struct dice *dice, uint32_t share)
{
    return below(dice, 100) < share;
}

int days_of(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int era = y / 400;
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
           719468;
}

static void list_add(struct list *list, uint32_t item)
{
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->items[i] == item)
            return;
    }
    if (list->count < LIST_MAX)
        list->items[list->count++] = item;
}

void *workload_zeroed(size_t count, size_t size)
{
    void *memory = calloc(count > 0 ? count : 1, size);
    if (memory == NULL) {
        fputs("generate: out of memory\n", stderr);
        exit(70);
    }
    return memory;
}

static uint32_t at_least(uint32_t value, uint32_t least)
{
    return value < least ? least : value;
}

static int32_t pick_owner(const struct workload *load, struct dice *dice)
{
    uint32_t share = below(dice, 100);
    if (share < 2)
        return OWNER_NONE;
    if (share < 3)
        return (int32_t)(load->people + below(dice, 1000) % load->leavers);
    return (int32_t)below(dice, load->people);
}

/* Some controls no treatment ever uses, so that the statement of applicability has exclusions. */
static bool is_reserved(uint32_t control)
{
    return control < 93 ? control % 12 == 5 : control % 10 == 3;
}

static uint32_t pick_control(const struct workload *load, struct dice *dice, bool also_reserved)
{
    for (;;) {
        bool own = load->controls > 93 && percent(dice, 30);
        uint32_t control = own ? 93 + below(dice, load->controls - 93) : below(dice, 93);
        if (also_reserved || !is_reserved(control))
            return control;
    }
}

/* 70 % of the edges go near by, the rest to shared infrastructure: low numbers are popular. */
static void add_dependency(struct workload *load, struct dice *dice, uint32_t from)
{
    uint32_t layer = from % 8;
    uint32_t near;
    if (percent(dice, 70)) {
        uint32_t low = from > 400 ? from - 400 : 0;
        uint32_t high = from + 400 < load->assets ? from + 400 : load->assets - 1;
        near = low + below(dice, high - low + 1);
    } else {
        uint64_t skewed = roll(dice) >> 32;
        skewed = skewed * skewed >> 32;
        near = (uint32_t)(skewed * load->assets >> 32);
    }
    uint32_t to = near / 8 * 8 + layer + 1 + below(dice, 7 - layer);
    if (to < load->assets)
        list_add(&load->asset[from].depends_on, to);
}

static void build_assets(struct workload *load, struct dice *dice)
{
    for (uint32_t i = 0; i < load->assets; i++) {
        struct asset *asset = &load->asset[i];
        asset->title = roll(dice);
        asset->owner = pick_owner(load, dice);
        uint32_t share = below(dice, 100);
        asset->value = share < 40 ? 1 : share < 65 ? 2 : share < 85 ? 3 : share < 95 ? 4 : 5;
        if (i % 8 == 7)
            continue;
        for (uint32_t edges = 1 + below(dice, 4); edges > 0; edges--)
            add_dependency(load, dice, i);
    }
    /* Rings of 2 to 5 assets of one layer: the only circles. */
    for (uint32_t ring = 0; ring == 0 || (ring + 1) * 200 <= load->assets; ring++) {
        uint32_t room = load->assets - 33 < 100 ? load->assets - 33 : 100;
        uint32_t first = ring * 200 + below(dice, room);
        uint32_t members = 2 + below(dice, 4);
        for (uint32_t m = 0; m < members; m++)
            list_add(&load->asset[first + 8 * m].depends_on, first + 8 * ((m + 1) % members));
    }
}

static void build_controls(struct workload *load, struct dice *dice)
{
    for (uint32_t i = 0; i < load->controls; i++) {
        struct control *control = &load->control[i];
        uint32_t share = below(dice, 100);
        control->title = roll(dice);
        control->owner = pick_owner(load, dice);
        control->status = share < 70   ? IMPLEMENTED
                          : share < 80 ? PARTIAL
                          : share < 92 ? PLANNED
                          : share < 97 ? EXCLUDED
                                       : UNKNOWN;
        control->effectiveness = 10 + days_below(dice, 51);
    }
    for (uint32_t i = 0; i < load->requirements; i++) {
        load->requirement[i].title = roll(dice);
        load->requirement[i].source = below(dice, 4);
        for (uint32_t links = 1 + below(dice, 3); links > 0; links--)
            list_add(&load->requirement[i].controls, pick_control(load, dice, true));
    }
}

static void build_treatment(const struct workload *load, struct dice *dice, struct risk *risk)
{
    uint32_t share = below(dice, 100);
    risk->option = share < 15   ? OPTION_NONE
                   : share < 85 ? MITIGATE
                   : share < 93 ? ACCEPT
                   : share < 98 ? TRANSFER
                                : AVOID;
    if (risk->option != MITIGATE)
        return;
    share = below(dice, 100);
    uint32_t links = share < 2 ? 0 : share < 32 ? 1 : share < 67 ? 2 : share < 90 ? 3 : 4;
    for (; links > 0; links--)
        list_add(&risk->controls, pick_control(load, dice, false));
}

static void build_risks(struct workload *load, struct dice *dice)
{
    for (uint32_t i = 0; i < load->risks; i++) {
        struct risk *risk = &load->risk[i];
        risk->title = roll(dice);
        risk->owner = pick_owner(load, dice);
        risk->threat = below(dice, THREATS);
        risk->vulnerability = below(dice, VULNERABILITIES);
        risk->review = load->today - 20 + days_below(dice, 400);
        risk->likelihood = 1 + (days_below(dice, 5) + days_below(dice, 5)) / 2;
        risk->impact = 1 + days_below(dice, 5);
        for (int links = percent(dice, 30) ? 2 : 1; links > 0; links--)
            list_add(&risk->assets, below(dice, load->assets));
        build_treatment(load, dice, risk);
    }
}

static void build_audits(struct workload *load, struct dice *dice)
{
    uint32_t next = 0;
    for (uint32_t control = 0; control < load->controls; control++) {
        for (int proofs = control < 93 ? 5 : 2; proofs > 0; proofs--) {
            struct evidence *evidence = &load->evidence[next++];
            evidence->title = roll(dice);
            evidence->control = control;
            evidence->date = load->today - days_below(dice, 400);
        }
    }
    for (uint32_t i = 0; i < load->audits; i++) {
        struct audit *audit = &load->audit[i];
        audit->title = roll(dice);
        audit->planned = load->today - 1200 + days_below(dice, 1400);
        if (audit->planned < load->today && percent(dice, 93)) {
            audit->performed = audit->planned + days_below(dice, 20);
            if (audit->performed > load->today)
                audit->performed = load->today;
        }
        for (int links = 8; links > 0; links--) {
            bool own = load->controls > 93 && percent(dice, 80);
            list_add(&audit->controls,
                     own ? 93 + below(dice, load->controls - 93) : below(dice, 93));
        }
    }
}

static void build_findings(struct workload *load, struct dice *dice)
{
    for (uint32_t i = 0; i < load->findings; i++) {
        struct finding *finding = &load->finding[i];
        finding->title = roll(dice);
        finding->audit = below(dice, load->audits);
        finding->control = pick_control(load, dice, true);
        finding->severity = below(dice, 3);
    }
    for (uint32_t i = 0; i < load->findings; i++) {
        uint32_t share = below(dice, 100);
        for (int actions = share < 5 ? 0 : share < 90 ? 1 : 2; actions > 0; actions--) {
            struct action *action = &load->action[load->actions++];
            action->title = roll(dice);
            action->finding = i;
            action->owner = below(dice, load->people);
            action->due = load->today - 300 + days_below(dice, 500);
            bool is_done = percent(dice, 85) && action->due < load->today;
            action->done = is_done ? action->due - days_below(dice, 30) : 0;
        }
    }
}

void workload_build(struct workload *load, uint32_t risks, uint64_t seed)
{
    struct dice dice = { seed * 0x9E3779B97F4A7C15u + risks };
    *load = (struct workload){
        .today = days_of(2026, 6, 1),
        .evidence_cutoff = days_of(2026, 6, 1) - 365,
        .audit_cutoff = days_of(2023, 6, 1),
        .people = at_least(risks / 20, 5),
        .leavers = risks / 400 + 1,
        .assets = at_least(risks / 2, 40),
        .controls = 93 + risks / 50,
        .requirements = 50 + risks / 100,
        .risks = risks,
        .evidences = 93 * 5 + risks / 50 * 2,
        .audits = at_least(risks / 100, 3),
        .findings = risks / 20,
    };
    load->asset = workload_zeroed(load->assets, sizeof *load->asset);
    load->control = workload_zeroed(load->controls, sizeof *load->control);
    load->requirement = workload_zeroed(load->requirements, sizeof *load->requirement);
    load->risk = workload_zeroed(load->risks, sizeof *load->risk);
    load->evidence = workload_zeroed(load->evidences, sizeof *load->evidence);
    load->audit = workload_zeroed(load->audits, sizeof *load->audit);
    load->finding = workload_zeroed(load->findings, sizeof *load->finding);
    load->action = workload_zeroed(2 * (size_t)load->findings, sizeof *load->action);
    build_assets(load, &dice);
    build_controls(load, &dice);
    build_risks(load, &dice);
    build_audits(load, &dice);
    build_findings(load, &dice);
}

void workload_release(struct workload *load)
{
    free(load->asset);
    free(load->control);
    free(load->requirement);
    free(load->risk);
    free(load->evidence);
    free(load->audit);
    free(load->finding);
    free(load->action);
}
