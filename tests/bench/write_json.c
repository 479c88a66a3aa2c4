/* write_json.c -- the workload as one JSON document: an array for each kind, links as lists. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/bench/encodings.h"
#include "tests/bench/names.h"
#include "tests/bench/sheet.h"

/* The settings stand before all arrays, so that each of them follows something. */
static void begin_array(FILE *file, const char *name)
{
    fprintf(file, ",\n\"%s\":[\n", name);
}

static void begin_object(FILE *file, uint32_t index, struct id id, struct title title)
{
    fprintf(file, "%s{\"id\":\"%s\",\"title\":\"%s\"", index > 0 ? ",\n" : "", id.text, title.text);
}

static void write_text(FILE *file, const char *field, const char *text)
{
    if (*text != '\0')
        fprintf(file, ",\"%s\":\"%s\"", field, text);
}

static void write_number(FILE *file, const char *field, int number)
{
    fprintf(file, ",\"%s\":%d", field, number);
}

static void write_ids(FILE *file, const char *field, const struct list *list,
                      struct id (*id_of)(uint32_t))
{
    fprintf(file, ",\"%s\":[", field);
    for (uint32_t i = 0; i < list->count; i++)
        fprintf(file, "%s\"%s\"", i > 0 ? "," : "", id_of(list->items[i]).text);
    fputc(']', file);
}

static void write_settings(FILE *file, const struct workload *load)
{
    fprintf(file,
            "{\"settings\":{\"as_of\":\"%s\",\"acceptance\":%d,\"evidence_cutoff\":\"%s\","
            "\"audit_cutoff\":\"%s\"}",
            date_text(load->today).text, ACCEPTANCE, date_text(load->evidence_cutoff).text,
            date_text(load->audit_cutoff).text);
}

static void write_people(FILE *file, const struct workload *load)
{
    begin_array(file, "people");
    for (uint32_t i = 0; i < load->people + load->leavers; i++) {
        bool gone = i >= load->people;
        uint32_t person = gone ? i - load->people : i;
        begin_object(file, i, id_of_owner(load, (int32_t)i), title_of_person(person));
        fprintf(file, ",\"gone\":%s}", gone ? "true" : "false");
    }
    fputs("]", file);
}

static void write_catalogues(FILE *file)
{
    begin_array(file, "threats");
    for (uint32_t i = 0; i < THREATS; i++) {
        begin_object(file, i, id_of_threat(i), title_of_threat(i));
        fputc('}', file);
    }
    fputs("]", file);
    begin_array(file, "vulnerabilities");
    for (uint32_t i = 0; i < VULNERABILITIES; i++) {
        begin_object(file, i, id_of_vulnerability(i), title_of_vulnerability(i));
        fputc('}', file);
    }
    fputs("]", file);
}

static void write_controls(FILE *file, const struct workload *load)
{
    begin_array(file, "controls");
    for (uint32_t i = 0; i < load->controls; i++) {
        const struct control *control = &load->control[i];
        begin_object(file, i, id_of_control(i), title_of(control->title));
        write_text(file, "status", word_of_status(control->status));
        write_number(file, "effectiveness", control->effectiveness);
        write_text(file, "owner", id_of_owner(load, control->owner).text);
        fputc('}', file);
    }
    fputs("]", file);
    begin_array(file, "requirements");
    for (uint32_t i = 0; i < load->requirements; i++) {
        const struct requirement *requirement = &load->requirement[i];
        begin_object(file, i, id_of_requirement(i), title_of(requirement->title));
        write_text(file, "source", word_of_source(requirement->source));
        write_ids(file, "requires", &requirement->controls, id_of_control);
        fputc('}', file);
    }
    fputs("]", file);
}

static void write_assets(FILE *file, const struct workload *load)
{
    begin_array(file, "assets");
    for (uint32_t i = 0; i < load->assets; i++) {
        const struct asset *asset = &load->asset[i];
        begin_object(file, i, id_of_asset(i), title_of(asset->title));
        write_text(file, "type", word_of_type(i));
        write_number(file, "value", asset->value);
        write_text(file, "owner", id_of_owner(load, asset->owner).text);
        write_ids(file, "depends_on", &asset->depends_on, id_of_asset);
        fputc('}', file);
    }
    fputs("]", file);
}

static void write_risks(FILE *file, const struct workload *load)
{
    begin_array(file, "risks");
    for (uint32_t i = 0; i < load->risks; i++) {
        const struct risk *risk = &load->risk[i];
        begin_object(file, i, id_of_risk(i), title_of(risk->title));
        write_ids(file, "assets", &risk->assets, id_of_asset);
        write_text(file, "threat", id_of_threat(risk->threat).text);
        write_text(file, "vulnerability", id_of_vulnerability(risk->vulnerability).text);
        write_number(file, "likelihood", risk->likelihood);
        write_number(file, "impact", risk->impact);
        write_text(file, "option", word_of_option(risk->option));
        write_ids(file, "controls", &risk->controls, id_of_control);
        write_text(file, "owner", id_of_owner(load, risk->owner).text);
        write_text(file, "review", date_text(risk->review).text);
        fputc('}', file);
    }
    fputs("]", file);
}

static void write_audits(FILE *file, const struct workload *load)
{
    begin_array(file, "evidence");
    for (uint32_t i = 0; i < load->evidences; i++) {
        const struct evidence *evidence = &load->evidence[i];
        begin_object(file, i, id_of_evidence(i), title_of(evidence->title));
        write_text(file, "control", id_of_control(evidence->control).text);
        write_text(file, "date", date_text(evidence->date).text);
        fputc('}', file);
    }
    fputs("]", file);
    begin_array(file, "audits");
    for (uint32_t i = 0; i < load->audits; i++) {
        const struct audit *audit = &load->audit[i];
        begin_object(file, i, id_of_audit(i), title_of(audit->title));
        write_text(file, "planned", date_text(audit->planned).text);
        write_text(file, "performed", date_text(audit->performed).text);
        write_ids(file, "controls", &audit->controls, id_of_control);
        fputc('}', file);
    }
    fputs("]", file);
}

static void write_findings(FILE *file, const struct workload *load)
{
    begin_array(file, "findings");
    for (uint32_t i = 0; i < load->findings; i++) {
        const struct finding *finding = &load->finding[i];
        begin_object(file, i, id_of_finding(i), title_of(finding->title));
        write_text(file, "audit", id_of_audit(finding->audit).text);
        write_text(file, "control", id_of_control(finding->control).text);
        write_text(file, "severity", word_of_severity(finding->severity));
        fputc('}', file);
    }
    fputs("]", file);
    begin_array(file, "actions");
    for (uint32_t i = 0; i < load->actions; i++) {
        const struct action *action = &load->action[i];
        begin_object(file, i, id_of_action(i), title_of(action->title));
        write_text(file, "finding", id_of_finding(action->finding).text);
        write_text(file, "owner", id_of_person(action->owner).text);
        write_text(file, "due", date_text(action->due).text);
        write_text(file, "done", date_text(action->done).text);
        fputc('}', file);
    }
    fputs("]", file);
}

void write_json(const struct workload *load, const char *folder)
{
    FILE *file = sheet_open(folder, "model.json");
    write_settings(file, load);
    write_people(file, load);
    write_catalogues(file);
    write_controls(file, load);
    write_assets(file, load);
    write_risks(file, load);
    write_audits(file, load);
    write_findings(file, load);
    fputs("}\n", file);
    sheet_close(file);
}
