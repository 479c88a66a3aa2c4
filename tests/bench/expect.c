/* expect.c -- the figures of a workload, by plain loops: what every tool must find. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/bench/workload.h"

#include <stdlib.h>
#include <string.h>

/* An asset is worth at least as much as everything that depends on it: repeat until nothing moves.
 */
static int *inherited_values(const struct workload *load)
{
    int *value = workload_zeroed(load->assets, sizeof *value);
    for (uint32_t i = 0; i < load->assets; i++)
        value[i] = load->asset[i].value;
    for (bool moved = true; moved;) {
        moved = false;
        for (uint32_t i = 0; i < load->assets; i++) {
            const struct list *edges = &load->asset[i].depends_on;
            for (uint32_t e = 0; e < edges->count; e++) {
                if (value[edges->items[e]] < value[i]) {
                    value[edges->items[e]] = value[i];
                    moved = true;
                }
            }
        }
    }
    return value;
}

/* Walks from one asset over all that it reaches; `seen` holds the number of the last walk. */
static bool reaches_itself(const struct workload *load, uint32_t start, uint32_t *seen,
                           uint32_t *stack)
{
    uint32_t depth = 0;
    stack[depth++] = start;
    while (depth > 0) {
        const struct list *edges = &load->asset[stack[--depth]].depends_on;
        for (uint32_t e = 0; e < edges->count; e++) {
            uint32_t next = edges->items[e];
            if (next == start)
                return true;
            if (seen[next] != start + 1) {
                seen[next] = start + 1;
                stack[depth++] = next;
            }
        }
    }
    return false;
}

static void expect_assets(const struct workload *load, struct figures *figures)
{
    uint32_t *seen = workload_zeroed(load->assets, sizeof *seen);
    uint32_t *stack = workload_zeroed((size_t)load->assets + 1, sizeof *stack);
    bool *used = workload_zeroed(load->assets, sizeof *used);
    for (uint32_t i = 0; i < load->assets; i++) {
        const struct asset *asset = &load->asset[i];
        figures->missing_owner += asset->owner == OWNER_NONE;
        figures->owner_left += asset->owner >= (int32_t)load->people;
        figures->asset_on_circle += reaches_itself(load, i, seen, stack);
        for (uint32_t e = 0; e < asset->depends_on.count; e++)
            used[asset->depends_on.items[e]] = true;
    }
    for (uint32_t i = 0; i < load->risks; i++) {
        for (uint32_t e = 0; e < load->risk[i].assets.count; e++)
            used[load->risk[i].assets.items[e]] = true;
    }
    for (uint32_t i = 0; i < load->assets; i++)
        figures->asset_unused += !used[i];
    free(seen);
    free(stack);
    free(used);
}

static void expect_risk(const struct workload *load, const struct risk *risk, const int *values,
                        struct figures *figures)
{
    int value = 0;
    for (uint32_t e = 0; e < risk->assets.count; e++) {
        if (values[risk->assets.items[e]] > value)
            value = values[risk->assets.items[e]];
    }
    int effect = 0;
    uint32_t implemented = 0;
    for (uint32_t e = 0; e < risk->controls.count; e++) {
        const struct control *control = &load->control[risk->controls.items[e]];
        if (control->status == IMPLEMENTED) {
            effect += control->effectiveness;
            implemented++;
        }
    }
    int inherent = risk->likelihood * value;
    int residual = inherent * (100 - (effect > 90 ? 90 : effect));
    figures->inherent += (uint64_t)inherent;
    figures->residual += (uint64_t)residual;
    figures->over_acceptance += risk->option == OPTION_NONE && residual > ACCEPTANCE * 100;
    figures->no_implemented_control += risk->option == MITIGATE && implemented == 0;
    figures->missing_owner += risk->owner == OWNER_NONE;
    figures->owner_left += risk->owner >= (int32_t)load->people;
    figures->review_overdue += risk->review < load->today;
}

enum { NEEDED = 1, AUDITED = 2 };

static void mark(unsigned char *marks, const struct list *controls, unsigned char bit)
{
    for (uint32_t e = 0; e < controls->count; e++)
        marks[controls->items[e]] |= bit;
}

static void expect_audits(const struct workload *load, unsigned char *marks,
                          struct figures *figures)
{
    for (uint32_t i = 0; i < load->audits; i++) {
        const struct audit *audit = &load->audit[i];
        figures->audit_overdue += audit->planned < load->today && audit->performed == 0;
        if (audit->performed >= load->audit_cutoff)
            mark(marks, &audit->controls, AUDITED);
    }
}

static void expect_controls(const struct workload *load, struct figures *figures)
{
    unsigned char *marks = workload_zeroed(load->controls, sizeof *marks);
    for (uint32_t i = 0; i < load->risks; i++) {
        mark(marks, &load->risk[i].controls, NEEDED);
        figures->reasons += load->risk[i].controls.count;
    }
    for (uint32_t i = 0; i < load->requirements; i++) {
        mark(marks, &load->requirement[i].controls, NEEDED);
        figures->reasons += load->requirement[i].controls.count;
    }
    expect_audits(load, marks, figures);
    for (uint32_t i = 0; i < load->controls; i++) {
        enum control_status status = load->control[i].status;
        bool needed = (marks[i] & NEEDED) != 0;
        figures->applicable += needed;
        figures->not_applicable += !needed;
        figures->control_never_audited += marks[i] == NEEDED;
        figures->excluded_but_needed += needed && status == EXCLUDED;
        figures->not_implemented += needed && status != EXCLUDED && status != IMPLEMENTED;
    }
    free(marks);
}

static void expect_actions(const struct workload *load, struct figures *figures)
{
    bool *acted = workload_zeroed(load->findings, sizeof *acted);
    for (uint32_t i = 0; i < load->actions; i++) {
        acted[load->action[i].finding] = true;
        figures->action_overdue += load->action[i].due < load->today && load->action[i].done == 0;
    }
    for (uint32_t i = 0; i < load->findings; i++)
        figures->finding_without_action += !acted[i];
    for (uint32_t i = 0; i < load->evidences; i++)
        figures->stale_evidence += load->evidence[i].date < load->evidence_cutoff;
    free(acted);
}

void workload_expect(const struct workload *load, struct figures *ret_figures)
{
    memset(ret_figures, 0, sizeof *ret_figures);
    int *values = inherited_values(load);
    for (uint32_t i = 0; i < load->assets; i++)
        ret_figures->asset_values += (uint64_t)values[i];
    expect_assets(load, ret_figures);
    for (uint32_t i = 0; i < load->risks; i++)
        expect_risk(load, &load->risk[i], values, ret_figures);
    expect_controls(load, ret_figures);
    expect_actions(load, ret_figures);
    free(values);
}
