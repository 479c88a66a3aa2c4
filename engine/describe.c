/* describe.c -- what one may write about a kind: its fields, for `isms explain`. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/suggest.h"
#include "engine/engine_state.h"
#include "engine/print.h"
#include "engine/sheet.h"

/* Rules have a body of their own, and gaps nobody writes. */
static bool is_described(const struct workspace *ws, uint32_t kind)
{
    return kind != ws->schema.rule_kind && kind != ws->schema.gap_kind;
}

static uint32_t find_kind(const struct workspace *ws, struct str name)
{
    for (uint32_t k = 1; k < ws->schema.kinds.count; k++)
        if (is_described(ws, k) &&
            str_equal(name_text(ws, schema_kind(&ws->schema, k)->name), name))
            return k;
    return 0;
}

/* ---- what a field takes ---- */

/* `a class: public, internal`: whoever writes needs the words, not only the name of the scale. */
static struct str words_text(const struct workspace *ws, struct type type)
{
    const struct scale *scale = schema_scale(&ws->schema, type.ref);
    struct str text = scale->name.v == 0
                          ? STR("one of ")
                          : arena_format(ws->arena, "%.*s: ", STR_ARG(name_text(ws, scale->name)));

    for (uint32_t i = 0; i < scale->symbol_count; i++)
        text = arena_format(ws->arena, "%.*s%s%.*s", STR_ARG(text), i == 0 ? "" : ", ",
                            STR_ARG(name_text(ws, scale->symbols[i].name)));
    return text;
}

/* How values are typed whose look nobody guesses. */
static const char *const SAMPLES[TYPE_BASES] = {
    [TYPE_PERCENT] = "50%",     [TYPE_MONEY] = "800 EUR",
    [TYPE_DATE] = "2026-11-30", [TYPE_MOMENT] = "2026-11-30T14:00",
    [TYPE_PERIOD] = "2026-Q4",  [TYPE_DURATION] = "12 months",
    [TYPE_TEXT] = "\"...\"",
};

static struct str one_text(const struct workspace *ws, struct type type)
{
    struct str text = type_text(&ws->schema, ws->arena, type);

    if (type.base == TYPE_SYMBOL)
        return words_text(ws, type);
    return SAMPLES[type.base] == NULL
               ? text
               : arena_format(ws->arena, "%.*s: %s", STR_ARG(text), SAMPLES[type.base]);
}

static struct str takes_text(const struct workspace *ws, struct type type)
{
    struct str text = one_text(ws, type_required(type_element(type)));

    return type.is_set ? arena_format(ws->arena, "%.*s; also several", STR_ARG(text)) : text;
}

static void append(const struct workspace *ws, struct str *text, struct str more)
{
    *text = text->len == 0 ? more
                           : arena_format(ws->arena, "%.*s; %.*s", STR_ARG(*text), STR_ARG(more));
}

static struct str meaning_text(const struct workspace *ws, const struct field_def *def)
{
    struct str text = string_of(ws, def->text);

    if ((def->flags & (FIELD_REQUIRED | FIELD_NON_EMPTY)) && def->default_expr.v == 0)
        append(ws, &text, STR("has to be there"));
    if (def->default_expr.v != 0)
        append(ws, &text,
               arena_format(ws->arena, "when left out: %.*s",
                            STR_ARG(source_line(ws, ws->arena,
                                                ast_expr(ws->ast, def->default_expr)->span))));
    return text;
}

/* ---- the table ---- */

static bool can_be_written(const struct field_def *def)
{
    return !(def->flags & (FIELD_COMPUTED | FIELD_INVERSE | FIELD_MADE | FIELD_RESULT));
}

static void add_fields(struct sheet *sheet, const struct kind *kind)
{
    struct workspace *ws = sheet->ws;

    for (uint32_t i = 0; i < kind->fields.count; i++) {
        const struct field_def *def = schema_field(&ws->schema, kind->fields.items[i]);
        if (type_is_wrong(def->type) || !can_be_written(def))
            continue;
        sheet_add(sheet, name_text(ws, def->name));
        sheet_add(sheet, takes_text(ws, def->type));
        sheet_add(sheet, meaning_text(ws, def));
    }
}

static struct str doc_text(struct workspace *ws, const struct kind *kind)
{
    struct str name = name_text(ws, kind->name);
    struct str doc = kind->decl.v == 0 ? (struct str){ 0 }
                                       : ast_doc(ws->lang->sources, ws->arena,
                                                 parts_of(ws, ast_decl(ws->ast, kind->decl))->doc);

    struct str how =
        kind->head == 0
            ? arena_format(ws->arena,
                           "Written as `%.*s ID \"Title\"` with a name of your own for ID; below "
                           "it, indented, what you know of these fields.",
                           STR_ARG(name))
            : STR("Written in braces behind the field that takes it: what you know of these "
                  "fields, with commas between.");

    return arena_format(ws->arena, "%.*s%s%.*s", STR_ARG(doc), doc.len > 0 ? "\n" : "",
                        STR_ARG(how));
}

uint32_t engine_similar_kinds(struct engine *engine, struct str name, struct str *ret_names)
{
    const struct workspace *ws = &engine->ws;
    struct suggest suggest;

    suggest_start(&suggest, name);
    for (uint32_t k = 1; k < ws->schema.kinds.count; k++)
        if (is_described(ws, k))
            suggest_offer(&suggest, name_text(ws, schema_kind(&ws->schema, k)->name));
    for (uint32_t i = 0; i < suggest.count; i++)
        ret_names[i] = suggest.names[i];
    return suggest.count;
}

const struct table *engine_describe_kind(struct engine *engine, struct str name)
{
    static const char *const LABELS[] = { "Field", "Takes", "What it is" };
    struct workspace *ws = &engine->ws;
    uint32_t found = find_kind(ws, name);
    const struct kind *kind;
    struct str title;
    struct sheet sheet;

    if (found == 0)
        return NULL;
    kind = schema_kind(&ws->schema, found);
    title = kind_title(ws, kind);
    sheet_open(&sheet, ws, "kind",
               arena_format(ws->arena, "%.*s%s%.*s", STR_ARG(name), title.len > 0 ? ": " : "",
                            STR_ARG(title)),
               LABELS, 3);
    sheet.table->doc = doc_text(ws, kind);
    for (uint32_t k = found; k != 0; k = schema_kind(&ws->schema, k)->parent)
        add_fields(&sheet, schema_kind(&ws->schema, k));
    return sheet_close(&sheet);
}
