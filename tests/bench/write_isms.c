/* write_isms.c -- the workload in the language itself. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/bench/encodings.h"
#include "tests/bench/names.h"
#include "tests/bench/sheet.h"

#include <inttypes.h>
#include <string.h>

/* A program may refuse files over 512 MiB, so that a large organisation has several of a kind. */
enum { FILE_BYTES = 256 << 20 };

struct pages {
    const char *folder, *name;
    uint32_t count;
    FILE *file;
};

static void turn_page(struct pages *pages)
{
    char name[64];
    pages->count++;
    if (pages->count == 1)
        snprintf(name, sizeof name, "%s.isms", pages->name);
    else
        snprintf(name, sizeof name, "%s-%" PRIu32 ".isms", pages->name, pages->count);
    if (pages->file != NULL)
        sheet_close(pages->file);
    pages->file = sheet_open(pages->folder, name);
}

static struct pages open_pages(const char *folder, const char *name)
{
    struct pages pages = { .folder = folder, .name = name };
    turn_page(&pages);
    return pages;
}

/* The first line of an object; on a new page when this one is full. */
static void write_head(struct pages *pages, const char *kind, struct id id, struct title title)
{
    if (ftell(pages->file) >= FILE_BYTES)
        turn_page(pages);
    fprintf(pages->file, "%s %s \"%s\"\n", kind, id.text, title.text);
}

static void write_owner(FILE *file, const struct workload *load, int32_t owner)
{
    if (owner != OWNER_NONE)
        fprintf(file, "  owner: %s\n", id_of_owner(load, owner).text);
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
    if (days != 0)
        fprintf(file, "  %s: %s\n", field, date_text(days).text);
}

static void write_people(const struct workload *load, const char *folder)
{
    struct pages pages = open_pages(folder, "people");
    for (uint32_t i = 0; i < load->people; i++)
        write_head(&pages, "worker", id_of_person(i), title_of_person(i));
    for (uint32_t i = 0; i < load->leavers; i++) {
        write_head(&pages, "worker", id_of_leaver(i), title_of_person(i));
        fputs("  left: yes\n", pages.file);
    }
    for (uint32_t i = 0; i < THREATS; i++)
        write_head(&pages, "menace", id_of_threat(i), title_of_threat(i));
    for (uint32_t i = 0; i < VULNERABILITIES; i++)
        write_head(&pages, "weakness", id_of_vulnerability(i), title_of_vulnerability(i));
    sheet_close(pages.file);
}

static void write_controls(const struct workload *load, const char *folder)
{
    struct pages pages = open_pages(folder, "controls");
    for (uint32_t i = 0; i < load->controls; i++) {
        const struct control *control = &load->control[i];
        write_head(&pages, "safeguard", id_of_control(i), title_of(control->title));
        fprintf(pages.file, "  status: %s\n  effectiveness: %d\n", word_of_status(control->status),
                control->effectiveness);
        write_owner(pages.file, load, control->owner);
    }
    for (uint32_t i = 0; i < load->requirements; i++) {
        const struct requirement *requirement = &load->requirement[i];
        write_head(&pages, "duty", id_of_requirement(i), title_of(requirement->title));
        fprintf(pages.file, "  origin: %s\n", word_of_source(requirement->source));
        write_list(pages.file, "requires: ", &requirement->controls, id_of_control);
    }
    sheet_close(pages.file);
}

static void write_assets(const struct workload *load, const char *folder)
{
    struct pages pages = open_pages(folder, "assets");
    for (uint32_t i = 0; i < load->assets; i++) {
        const struct asset *asset = &load->asset[i];
        if (i % 16 == 0)
            fprintf(pages.file, "# assets, group %" PRIu32 "\n", i / 16);
        write_head(&pages, "thing", id_of_asset(i), title_of(asset->title));
        fprintf(pages.file, "  type: %s\n  value: %d\n", word_of_type(i), asset->value);
        write_owner(pages.file, load, asset->owner);
        write_list(pages.file, "depends-on: ", &asset->depends_on, id_of_asset);
    }
    sheet_close(pages.file);
}

static void write_risks(const struct workload *load, const char *folder)
{
    struct pages pages = open_pages(folder, "risks");
    for (uint32_t i = 0; i < load->risks; i++) {
        const struct risk *risk = &load->risk[i];
        if (i % 16 == 0)
            fprintf(pages.file, "# risks, group %" PRIu32 "\n", i / 16);
        write_head(&pages, "hazard", id_of_risk(i), title_of(risk->title));
        write_list(pages.file, "things: ", &risk->assets, id_of_asset);
        fprintf(pages.file, "  menace: %s\n  weakness: %s\n", id_of_threat(risk->threat).text,
                id_of_vulnerability(risk->vulnerability).text);
        fprintf(pages.file, "  likelihood: %d\n  effects: %d\n", risk->likelihood, risk->impact);
        if (risk->option != OPTION_NONE)
            fprintf(pages.file, "  option: %s\n", word_of_option(risk->option));
        write_list(pages.file, "safeguards: ", &risk->controls, id_of_control);
        write_owner(pages.file, load, risk->owner);
        write_date(pages.file, "next-review", risk->review);
    }
    sheet_close(pages.file);
}

static void write_audits(const struct workload *load, const char *folder)
{
    struct pages pages = open_pages(folder, "audits");
    for (uint32_t i = 0; i < load->evidences; i++) {
        const struct evidence *evidence = &load->evidence[i];
        write_head(&pages, "proof", id_of_evidence(i), title_of(evidence->title));
        fprintf(pages.file, "  safeguard: %s\n", id_of_control(evidence->control).text);
        write_date(pages.file, "date", evidence->date);
    }
    for (uint32_t i = 0; i < load->audits; i++) {
        const struct audit *audit = &load->audit[i];
        write_head(&pages, "inspection", id_of_audit(i), title_of(audit->title));
        write_date(pages.file, "planned", audit->planned);
        write_date(pages.file, "performed", audit->performed);
        write_list(pages.file, "safeguards: ", &audit->controls, id_of_control);
    }
    sheet_close(pages.file);
}

static void write_findings(const struct workload *load, const char *folder)
{
    struct pages pages = open_pages(folder, "findings");
    for (uint32_t i = 0; i < load->findings; i++) {
        const struct finding *finding = &load->finding[i];
        write_head(&pages, "defect", id_of_finding(i), title_of(finding->title));
        fprintf(pages.file, "  inspection: %s\n  safeguard: %s\n  grade: %s\n",
                id_of_audit(finding->audit).text, id_of_control(finding->control).text,
                word_of_severity(finding->severity));
    }
    for (uint32_t i = 0; i < load->actions; i++) {
        const struct action *action = &load->action[i];
        write_head(&pages, "repair", id_of_action(i), title_of(action->title));
        fprintf(pages.file, "  defect: %s\n  owner: %s\n", id_of_finding(action->finding).text,
                id_of_person(action->owner).text);
        write_date(pages.file, "due", action->due);
        write_date(pages.file, "done", action->done);
    }
    sheet_close(pages.file);
}

void write_isms(const struct workload *load, const char *folder)
{
    write_people(load, folder);
    write_controls(load, folder);
    write_assets(load, folder);
    write_risks(load, folder);
    write_audits(load, folder);
    write_findings(load, folder);
}
