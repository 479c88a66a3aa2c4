/* names.c -- ids are numbers behind a letter; titles are dice thrown over sixty-four words. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/bench/names.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

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

static struct id numbered(const char *prefix, int digits, uint32_t index)
{
    struct id id;
    snprintf(id.text, sizeof id.text, "%s-%0*" PRIu32, prefix, digits, index + 1);
    return id;
}

struct id id_of_person(uint32_t index)
{
    return numbered("P", 5, index);
}

struct id id_of_leaver(uint32_t index)
{
    return numbered("P-X", 4, index);
}

struct id id_of_threat(uint32_t index)
{
    return numbered("T", 3, index);
}

struct id id_of_vulnerability(uint32_t index)
{
    return numbered("V", 3, index);
}

/* The first 93 are named like the controls of Annex A. */
struct id id_of_control(uint32_t index)
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

struct id id_of_requirement(uint32_t index)
{
    return numbered("Q", 4, index);
}

struct id id_of_asset(uint32_t index)
{
    return numbered("A", 6, index);
}

struct id id_of_risk(uint32_t index)
{
    return numbered("R", 6, index);
}

struct id id_of_evidence(uint32_t index)
{
    return numbered("E", 6, index);
}

struct id id_of_audit(uint32_t index)
{
    return numbered("U", 5, index);
}

struct id id_of_finding(uint32_t index)
{
    return numbered("F", 5, index);
}

struct id id_of_action(uint32_t index)
{
    return numbered("K", 5, index);
}

struct id id_of_owner(const struct workload *load, int32_t owner)
{
    if (owner == OWNER_NONE)
        return (struct id){ "" };
    uint32_t person = (uint32_t)owner;
    return person < load->people ? id_of_person(person) : id_of_leaver(person - load->people);
}

struct title title_of(uint64_t seed)
{
    struct title title;
    char *end = title.text;
    uint64_t count = 4 + seed % 4;
    seed ^= seed >> 7;
    for (uint64_t i = 0; i < count; i++) {
        const char *word = words[seed & 63];
        size_t length = strlen(word);
        memcpy(end, word, length);
        end[length] = ' ';
        end += length + 1;
        seed = seed >> 6 | seed << 58;
    }
    end[-1] = '\0';
    return title;
}

struct title title_of_person(uint32_t index)
{
    return title_of(index * UINT64_C(0x9E3779B97F4A7C15));
}

struct title title_of_threat(uint32_t index)
{
    return title_of(index * UINT64_C(0xBF58476D1CE4E5B9));
}

struct title title_of_vulnerability(uint32_t index)
{
    return title_of(index * UINT64_C(0x94D049BB133111EB));
}

const char *word_of_status(enum control_status status)
{
    static const char *const statuses[] = { [IMPLEMENTED] = "implemented",
                                            [PARTIAL] = "partial",
                                            [PLANNED] = "planned",
                                            [EXCLUDED] = "excluded",
                                            [UNKNOWN] = "unknown" };
    return statuses[status];
}

const char *word_of_option(enum option option)
{
    static const char *const options[] = { [OPTION_NONE] = "",
                                           [MITIGATE] = "mitigate",
                                           [ACCEPT] = "accept",
                                           [TRANSFER] = "transfer",
                                           [AVOID] = "avoid" };
    return options[option];
}

const char *word_of_type(uint32_t asset)
{
    static const char *const types[] = { "process", "information", "application", "server",
                                         "storage", "device",      "network",     "site" };
    return types[asset % 8];
}

const char *word_of_source(uint32_t source)
{
    static const char *const sources[] = { "legal", "contractual", "regulatory", "internal" };
    return sources[source];
}

const char *word_of_severity(uint32_t severity)
{
    static const char *const grades[] = { "minor", "major", "observation" };
    return grades[severity];
}

int calendar_day(int days)
{
    if (days == 0)
        return 0;
    int year = 1970 + days / 366;
    int month = 1;
    while (days_of(year + 1, 1, 1) <= days)
        year++;
    while (month < 12 && days_of(year, month + 1, 1) <= days)
        month++;
    return year * 10000 + month * 100 + days - days_of(year, month, 1) + 1;
}

struct id date_text(int days)
{
    struct id date = { "" };
    int day = calendar_day(days);
    if (day != 0)
        snprintf(date.text, sizeof date.text, "%04d-%02d-%02d", day / 10000, day / 100 % 100,
                 day % 100);
    return date;
}
