/* write_tables.c -- the workload as tables: a row for each object, and a row for each link. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/bench/encodings.h"
#include "tests/bench/names.h"
#include "tests/bench/sheet.h"

/* What tells one relational notation from another. */
struct notation {
    const char *folder, *suffix; /* a file for each table, or */
    const char *file;            /* one file for all, where rows begin with the name of the table */
    const char *between, *end;   /* cells, row */
    const char *quote;           /* around ids and texts */
    const char *no_word;         /* where a word is missing */
    bool has_heads;
    bool has_day_numbers; /* 20260601 and 0 instead of 2026-06-01 and nothing */
};

struct table {
    const struct notation *notation;
    const char *folder, *name;
    FILE *file;
    uint32_t cells; /* of this row */
};

static void open_table(struct table *table, const char *name, const char *columns)
{
    const struct notation *notation = table->notation;
    table->name = name;
    if (notation->file == NULL) {
        char path[64];
        snprintf(path, sizeof path, "%s/%s.%s", notation->folder, name, notation->suffix);
        table->file = sheet_open(table->folder, path);
    }
    if (notation->has_heads)
        fprintf(table->file, "%s\n", columns);
}

static void close_table(struct table *table)
{
    if (table->notation->file == NULL)
        sheet_close(table->file);
}

static void begin_cell(struct table *table)
{
    if (table->cells++ > 0)
        fputs(table->notation->between, table->file);
    else if (table->notation->file != NULL)
        fprintf(table->file, "%s(", table->name);
}

static void end_row(struct table *table)
{
    fputs(table->notation->end, table->file);
    table->cells = 0;
}

static void put_id(struct table *table, struct id id)
{
    begin_cell(table);
    fprintf(table->file, "%s%s%s", table->notation->quote, id.text, table->notation->quote);
}

static void put_title(struct table *table, struct title title)
{
    begin_cell(table);
    fprintf(table->file, "%s%s%s", table->notation->quote, title.text, table->notation->quote);
}

static void put_word(struct table *table, const char *word)
{
    begin_cell(table);
    fputs(*word != '\0' ? word : table->notation->no_word, table->file);
}

static void put_number(struct table *table, int number)
{
    begin_cell(table);
    fprintf(table->file, "%d", number);
}

static void put_date(struct table *table, int days)
{
    if (table->notation->has_day_numbers) {
        put_number(table, calendar_day(days));
        return;
    }
    begin_cell(table);
    fputs(date_text(days).text, table->file);
}

/* A row for each link of one object. */
static void put_links(struct table *table, struct id from, const struct list *list,
                      struct id (*id_of)(uint32_t))
{
    for (uint32_t i = 0; i < list->count; i++) {
        put_id(table, from);
        put_id(table, id_of(list->items[i]));
        end_row(table);
    }
}

static void put_settings(struct table *table, const struct workload *load)
{
    open_table(table, "settings", "as_of,acceptance,evidence_cutoff,audit_cutoff");
    put_date(table, load->today);
    put_number(table, ACCEPTANCE);
    put_date(table, load->evidence_cutoff);
    put_date(table, load->audit_cutoff);
    end_row(table);
    close_table(table);
}

static void put_people(struct table *table, const struct workload *load)
{
    open_table(table, "person", "id,title,gone");
    for (uint32_t i = 0; i < load->people + load->leavers; i++) {
        bool gone = i >= load->people;
        put_id(table, id_of_owner(load, (int32_t)i));
        put_title(table, title_of_person(gone ? i - load->people : i));
        put_word(table, gone ? "yes" : "no");
        end_row(table);
    }
    close_table(table);
}

static void put_catalogues(struct table *table)
{
    open_table(table, "threat", "id,title");
    for (uint32_t i = 0; i < THREATS; i++) {
        put_id(table, id_of_threat(i));
        put_title(table, title_of_threat(i));
        end_row(table);
    }
    close_table(table);
    open_table(table, "vulnerability", "id,title");
    for (uint32_t i = 0; i < VULNERABILITIES; i++) {
        put_id(table, id_of_vulnerability(i));
        put_title(table, title_of_vulnerability(i));
        end_row(table);
    }
    close_table(table);
}

static void put_controls(struct table *table, const struct workload *load)
{
    open_table(table, "control", "id,title,status,effectiveness,owner");
    for (uint32_t i = 0; i < load->controls; i++) {
        const struct control *control = &load->control[i];
        put_id(table, id_of_control(i));
        put_title(table, title_of(control->title));
        put_word(table, word_of_status(control->status));
        put_number(table, control->effectiveness);
        put_id(table, id_of_owner(load, control->owner));
        end_row(table);
    }
    close_table(table);
}

static void put_requirements(struct table *table, const struct workload *load)
{
    open_table(table, "requirement", "id,title,source");
    for (uint32_t i = 0; i < load->requirements; i++) {
        put_id(table, id_of_requirement(i));
        put_title(table, title_of(load->requirement[i].title));
        put_word(table, word_of_source(load->requirement[i].source));
        end_row(table);
    }
    close_table(table);
    open_table(table, "requirement_control", "requirement,control");
    for (uint32_t i = 0; i < load->requirements; i++)
        put_links(table, id_of_requirement(i), &load->requirement[i].controls, id_of_control);
    close_table(table);
}

static void put_assets(struct table *table, const struct workload *load)
{
    open_table(table, "asset", "id,title,type,value,owner");
    for (uint32_t i = 0; i < load->assets; i++) {
        const struct asset *asset = &load->asset[i];
        put_id(table, id_of_asset(i));
        put_title(table, title_of(asset->title));
        put_word(table, word_of_type(i));
        put_number(table, asset->value);
        put_id(table, id_of_owner(load, asset->owner));
        end_row(table);
    }
    close_table(table);
    open_table(table, "asset_dependency", "asset,needs");
    for (uint32_t i = 0; i < load->assets; i++)
        put_links(table, id_of_asset(i), &load->asset[i].depends_on, id_of_asset);
    close_table(table);
}

static void put_risk(struct table *table, const struct workload *load, uint32_t index)
{
    const struct risk *risk = &load->risk[index];
    put_id(table, id_of_risk(index));
    put_title(table, title_of(risk->title));
    put_id(table, id_of_threat(risk->threat));
    put_id(table, id_of_vulnerability(risk->vulnerability));
    put_number(table, risk->likelihood);
    put_number(table, risk->impact);
    put_word(table, word_of_option(risk->option));
    put_id(table, id_of_owner(load, risk->owner));
    put_date(table, risk->review);
    end_row(table);
}

static void put_risks(struct table *table, const struct workload *load)
{
    open_table(table, "risk",
               "id,title,threat,vulnerability,likelihood,impact,option,owner,review");
    for (uint32_t i = 0; i < load->risks; i++)
        put_risk(table, load, i);
    close_table(table);
    open_table(table, "risk_asset", "risk,asset");
    for (uint32_t i = 0; i < load->risks; i++)
        put_links(table, id_of_risk(i), &load->risk[i].assets, id_of_asset);
    close_table(table);
    open_table(table, "risk_control", "risk,control");
    for (uint32_t i = 0; i < load->risks; i++)
        put_links(table, id_of_risk(i), &load->risk[i].controls, id_of_control);
    close_table(table);
}

static void put_evidence(struct table *table, const struct workload *load)
{
    open_table(table, "evidence", "id,title,control,date");
    for (uint32_t i = 0; i < load->evidences; i++) {
        put_id(table, id_of_evidence(i));
        put_title(table, title_of(load->evidence[i].title));
        put_id(table, id_of_control(load->evidence[i].control));
        put_date(table, load->evidence[i].date);
        end_row(table);
    }
    close_table(table);
}

static void put_audits(struct table *table, const struct workload *load)
{
    open_table(table, "audit", "id,title,planned,performed");
    for (uint32_t i = 0; i < load->audits; i++) {
        put_id(table, id_of_audit(i));
        put_title(table, title_of(load->audit[i].title));
        put_date(table, load->audit[i].planned);
        put_date(table, load->audit[i].performed);
        end_row(table);
    }
    close_table(table);
    open_table(table, "audit_control", "audit,control");
    for (uint32_t i = 0; i < load->audits; i++)
        put_links(table, id_of_audit(i), &load->audit[i].controls, id_of_control);
    close_table(table);
}

static void put_findings(struct table *table, const struct workload *load)
{
    open_table(table, "finding", "id,title,audit,control,severity");
    for (uint32_t i = 0; i < load->findings; i++) {
        const struct finding *finding = &load->finding[i];
        put_id(table, id_of_finding(i));
        put_title(table, title_of(finding->title));
        put_id(table, id_of_audit(finding->audit));
        put_id(table, id_of_control(finding->control));
        put_word(table, word_of_severity(finding->severity));
        end_row(table);
    }
    close_table(table);
}

static void put_actions(struct table *table, const struct workload *load)
{
    open_table(table, "action", "id,title,finding,owner,due,done");
    for (uint32_t i = 0; i < load->actions; i++) {
        const struct action *action = &load->action[i];
        put_id(table, id_of_action(i));
        put_title(table, title_of(action->title));
        put_id(table, id_of_finding(action->finding));
        put_id(table, id_of_person(action->owner));
        put_date(table, action->due);
        put_date(table, action->done);
        end_row(table);
    }
    close_table(table);
}

static void write_tables(const struct notation *notation, const struct workload *load,
                         const char *folder)
{
    struct table table = { .notation = notation, .folder = folder };
    if (notation->file != NULL)
        table.file = sheet_open(folder, notation->file);
    else
        sheet_folder(folder, notation->folder);
    put_settings(&table, load);
    put_people(&table, load);
    put_catalogues(&table);
    put_controls(&table, load);
    put_requirements(&table, load);
    put_assets(&table, load);
    put_risks(&table, load);
    put_evidence(&table, load);
    put_audits(&table, load);
    put_findings(&table, load);
    put_actions(&table, load);
    if (notation->file != NULL)
        sheet_close(table.file);
}

void write_csv(const struct workload *load, const char *folder)
{
    static const struct notation csv = { .folder = "csv",
                                         .suffix = "csv",
                                         .between = ",",
                                         .end = "\n",
                                         .quote = "",
                                         .no_word = "",
                                         .has_heads = true };
    write_tables(&csv, load, folder);
}

void write_tsv(const struct workload *load, const char *folder)
{
    static const struct notation tsv = { .folder = "facts",
                                         .suffix = "facts",
                                         .between = "\t",
                                         .end = "\n",
                                         .quote = "",
                                         .no_word = "",
                                         .has_day_numbers = true };
    write_tables(&tsv, load, folder);
}

void write_prolog(const struct workload *load, const char *folder)
{
    static const struct notation prolog = { .file = "model.pl",
                                            .between = ",",
                                            .end = ").\n",
                                            .quote = "'",
                                            .no_word = "untreated",
                                            .has_day_numbers = true };
    write_tables(&prolog, load, folder);
}

void write_asp(const struct workload *load, const char *folder)
{
    static const struct notation asp = { .file = "model.lp",
                                         .between = ",",
                                         .end = ").\n",
                                         .quote = "\"",
                                         .no_word = "untreated",
                                         .has_day_numbers = true };
    write_tables(&asp, load, folder);
}
