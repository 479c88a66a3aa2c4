/* generate.c -- writes a made-up organisation as .isms files, or the gaps that it must have. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/bench/workload.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const statuses[] = { [IMPLEMENTED] = "implemented",
                                        [PARTIAL] = "partial",
                                        [PLANNED] = "planned",
                                        [EXCLUDED] = "excluded",
                                        [UNKNOWN] = "unknown" };
static const char *const options[] = { [OPTION_NONE] = "",
                                       [MITIGATE] = "mitigate",
                                       [ACCEPT] = "accept",
                                       [TRANSFER] = "transfer",
                                       [AVOID] = "avoid" };
static const char *const types[] = { "process", "information", "application", "server",
                                     "storage", "device",      "network",     "site" };
static const char *const origins[] = { "legal", "contractual", "regulatory", "internal" };
static const char *const grades[] = { "minor", "major", "observation" };
static const char *const words[64] = {
    "backup",   "access",   "customer",  "data",       "loss",       "of",      "database",
    "server",   "failure",  "in",        "unapproved", "disclosure", "by",      "supplier",
    "payroll",  "records",  "malware",   "on",         "laptop",     "network", "outage",
    "at",       "site",     "phishing",  "against",    "finance",    "staff",   "weak",
    "password", "policy",   "missing",   "patch",      "for",        "web",     "front",
    "insider",  "theft",    "crypto",    "key",        "management", "cloud",   "storage",
    "wrong",    "audit",    "log",       "tampering",  "during",     "change",  "remote",
    "working",  "physical", "intrusion", "to",         "archive",    "power",   "supply",
    "contract", "breach",   "with",      "partner",    "source",     "code",    "repository",
    "leak"
};

/* One output file; the program ends at the first write that fails. */
static FILE *create(const char *folder, const char *name)
{
    char path[4096];
    int length = snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = length > 0 && (size_t)length < sizeof path ? fopen(path, "w") : NULL;
    if (file == NULL) {
        fprintf(stderr, "generate: %s/%s: %s\n", folder, name, strerror(errno));
        exit(4);
    }
    return file;
}

static void finish(FILE *file)
{
    if (ferror(file) || fclose(file) != 0) {
        fprintf(stderr, "generate: write: %s\n", strerror(errno));
        exit(4);
    }
}

/* Four to seven words, told by the seed. */
static void write_head(FILE *file, const char *kind, const char *id, uint64_t seed)
{
    uint64_t count = 4 + seed % 4;
    fprintf(file, "%s %s \"", kind, id);
    seed ^= seed >> 7;
    for (uint64_t i = 0; i < count; i++) {
        fprintf(file, "%s%s", i > 0 ? " " : "", words[seed & 63]);
        seed = seed >> 6 | seed << 58;
    }
    fputs("\"\n", file);
}

struct id {
    char text[32];
};

static struct id numbered(const char *prefix, int digits, uint32_t index)
{
    struct id id;
    snprintf(id.text, sizeof id.text, "%s-%0*" PRIu32, prefix, digits, index + 1);
    return id;
}

static struct id id_of_thing(uint32_t index)
{
    return numbered("A", 6, index);
}

/* The first 93 are named like the controls of Annex A. */
static struct id id_of_safeguard(uint32_t index)
{
    static const uint32_t sizes[] = { 37, 8, 14, 34 };
    struct id id;
    if (index >= 93)
        return numbered("C", 5, index - 93);
    uint32_t section = 0;
    while (index >= sizes[section])
        index -= sizes[section++];
    snprintf(id.text, sizeof id.text, "A.%" PRIu32 ".%" PRIu32, section + 5, index + 1);
    return id;
}

static void write_owner(FILE *file, const struct workload *load, int32_t owner)
{
    if (owner == OWNER_NONE)
        return;
    uint32_t person = (uint32_t)owner;
    if (person < load->people)
        fprintf(file, "  owner: %s\n", numbered("P", 5, person).text);
    else
        fprintf(file, "  owner: %s\n", numbered("P-X", 4, person - load->people).text);
}

static void write_list(FILE *file, const char *field, const struct list *list,
                       struct id (*id_of)(uint32_t))
{
    for (uint32_t i = 0; i < list->count; i++)
        fprintf(file, "%s%s%s", i > 0 ? ", " : "  ", i > 0 ? "" : field,
                id_of(list->items[i]).text);
    if (list->count > 0)
        fputc('\n', file);
}

static void write_date(FILE *file, const char *field, int days)
{
    int year = 1970 + days / 366;
    int month = 1;
    while (days_of(year + 1, 1, 1) <= days)
        year++;
    while (month < 12 && days_of(year, month + 1, 1) <= days)
        month++;
    fprintf(file, "  %s: %04d-%02d-%02d\n", field, year, month, days - days_of(year, month, 1) + 1);
}

static void write_people(const struct workload *load, const char *folder)
{
    FILE *file = create(folder, "people.isms");
    for (uint32_t i = 0; i < load->people; i++)
        write_head(file, "worker", numbered("P", 5, i).text, i * UINT64_C(0x9E3779B97F4A7C15));
    for (uint32_t i = 0; i < load->leavers; i++)
        fprintf(file, "worker %s \"Left\"\n  left: yes\n", numbered("P-X", 4, i).text);
    for (uint32_t i = 0; i < THREATS; i++)
        write_head(file, "menace", numbered("T", 3, i).text, i * UINT64_C(0xBF58476D1CE4E5B9));
    for (uint32_t i = 0; i < VULNERABILITIES; i++)
        write_head(file, "weakness", numbered("V", 3, i).text, i * UINT64_C(0x94D049BB133111EB));
    finish(file);
}

static void write_controls(const struct workload *load, const char *folder)
{
    FILE *file = create(folder, "controls.isms");
    for (uint32_t i = 0; i < load->controls; i++) {
        const struct control *control = &load->control[i];
        write_head(file, "safeguard", id_of_safeguard(i).text, control->title);
        fprintf(file, "  status: %s\n  effectiveness: %d\n", statuses[control->status],
                control->effectiveness);
        write_owner(file, load, control->owner);
    }
    for (uint32_t i = 0; i < load->requirements; i++) {
        const struct requirement *requirement = &load->requirement[i];
        write_head(file, "duty", numbered("Q", 4, i).text, requirement->title);
        fprintf(file, "  origin: %s\n", origins[requirement->source]);
        write_list(file, "requires: ", &requirement->controls, id_of_safeguard);
    }
    finish(file);
}

static void write_assets(const struct workload *load, const char *folder)
{
    FILE *file = create(folder, "assets.isms");
    for (uint32_t i = 0; i < load->assets; i++) {
        const struct asset *asset = &load->asset[i];
        if (i % 16 == 0)
            fprintf(file, "# assets, group %" PRIu32 "\n", i / 16);
        write_head(file, "thing", id_of_thing(i).text, asset->title);
        fprintf(file, "  type: %s\n  value: %d\n", types[i % 8], asset->value);
        write_owner(file, load, asset->owner);
        write_list(file, "depends-on: ", &asset->depends_on, id_of_thing);
    }
    finish(file);
}

static void write_risks(const struct workload *load, const char *folder)
{
    FILE *file = create(folder, "risks.isms");
    for (uint32_t i = 0; i < load->risks; i++) {
        const struct risk *risk = &load->risk[i];
        if (i % 16 == 0)
            fprintf(file, "# risks, group %" PRIu32 "\n", i / 16);
        write_head(file, "hazard", numbered("R", 6, i).text, risk->title);
        write_list(file, "things: ", &risk->assets, id_of_thing);
        fprintf(file, "  menace: %s\n  weakness: %s\n", numbered("T", 3, risk->threat).text,
                numbered("V", 3, risk->vulnerability).text);
        fprintf(file, "  likelihood: %d\n  effects: %d\n", risk->likelihood, risk->impact);
        if (risk->option != OPTION_NONE)
            fprintf(file, "  option: %s\n", options[risk->option]);
        write_list(file, "safeguards: ", &risk->controls, id_of_safeguard);
        write_owner(file, load, risk->owner);
        write_date(file, "next-review", risk->review);
    }
    finish(file);
}

static void write_audits(const struct workload *load, const char *folder)
{
    FILE *file = create(folder, "audits.isms");
    for (uint32_t i = 0; i < load->evidences; i++) {
        write_head(file, "proof", numbered("E", 6, i).text, load->evidence[i].title);
        fprintf(file, "  safeguard: %s\n", id_of_safeguard(load->evidence[i].control).text);
        write_date(file, "date", load->evidence[i].date);
    }
    for (uint32_t i = 0; i < load->audits; i++) {
        const struct audit *audit = &load->audit[i];
        write_head(file, "inspection", numbered("U", 5, i).text, audit->title);
        write_date(file, "planned", audit->planned);
        if (audit->performed != 0)
            write_date(file, "performed", audit->performed);
        write_list(file, "safeguards: ", &audit->controls, id_of_safeguard);
    }
    finish(file);
}

static void write_findings(const struct workload *load, const char *folder)
{
    FILE *file = create(folder, "findings.isms");
    for (uint32_t i = 0; i < load->findings; i++) {
        const struct finding *finding = &load->finding[i];
        write_head(file, "defect", numbered("F", 5, i).text, finding->title);
        fprintf(file, "  inspection: %s\n  safeguard: %s\n  grade: %s\n",
                numbered("U", 5, finding->audit).text, id_of_safeguard(finding->control).text,
                grades[finding->severity]);
    }
    for (uint32_t i = 0; i < load->actions; i++) {
        const struct action *action = &load->action[i];
        write_head(file, "repair", numbered("K", 5, i).text, action->title);
        fprintf(file, "  defect: %s\n  owner: %s\n", numbered("F", 5, action->finding).text,
                numbered("P", 5, action->owner).text);
        write_date(file, "due", action->due);
        if (action->done != 0)
            write_date(file, "done", action->done);
    }
    finish(file);
}

static void print_expected(const struct workload *load)
{
    struct expected_gaps gaps;
    workload_expect(load, &gaps);
    const struct {
        const char *rule;
        uint32_t count;
    } rows[] = {
        { "B-01", gaps.over_acceptance },        { "B-02", gaps.no_implemented_control },
        { "B-03", gaps.missing_owner },          { "B-04", gaps.owner_left },
        { "B-05", gaps.stale_evidence },         { "B-06", gaps.audit_overdue },
        { "B-07", gaps.finding_without_action }, { "B-08", gaps.action_overdue },
        { "B-09", gaps.asset_unused },           { "B-10", gaps.asset_on_circle },
        { "B-11", gaps.control_never_audited },  { "B-12", gaps.review_overdue },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        printf("%s %" PRIu32 "\n", rows[i].rule, rows[i].count);
}

int main(int argc, char **argv)
{
    char *end = NULL;
    unsigned long risks = argc >= 2 ? strtoul(argv[1], &end, 10) : 0;
    if (argc > 3 || risks < 1 || risks > 100000000 || *end != '\0') {
        fputs("usage: generate RISKS           prints the gaps that each rule must find\n"
              "       generate RISKS FOLDER    writes the .isms files into the folder\n",
              stderr);
        return 2;
    }
    struct workload load;
    workload_build(&load, (uint32_t)risks, 27001);
    if (argc == 2) {
        print_expected(&load);
    } else {
        write_people(&load, argv[2]);
        write_controls(&load, argv[2]);
        write_assets(&load, argv[2]);
        write_risks(&load, argv[2]);
        write_audits(&load, argv[2]);
        write_findings(&load, argv[2]);
    }
    workload_release(&load);
    return ferror(stdout) ? 4 : 0;
}
