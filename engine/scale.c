/* scale.c -- ordered words with numbers, labels and colours. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/scale.h"

#include "base/decimal.h"
#include "engine/workspace.h"

static void read_named_option(struct workspace *ws, struct symbol *symbol, const struct expr *item)
{
    struct str text = string_of(ws, item->a);

    if (text.len == 0 && expr_of(ws, item->a)->op == EXPR_NAME)
        text = name_text(ws, expr_of(ws, item->a)->sym);
    if (is_word(ws, item->sym, WORD_label))
        symbol->label = text;
    else if (is_word(ws, item->sym, WORD_color))
        symbol->color = text;
    else if (is_word(ws, item->sym, WORD_description))
        symbol->description = text;
    else {
        struct diag *diag =
            diag_add(ws->sink, MSG_E0402, item->span, "a symbol of a scale has no option `%.*s`",
                     STR_ARG(name_text(ws, item->sym)));
        diag_help(ws->sink, diag, "options are `label`, `color` and `description`");
    }
}

static bool read_symbol_number(struct workspace *ws, struct symbol *symbol, expr_id id)
{
    const struct expr *item = expr_of(ws, id);
    bool is_negative = item->op == EXPR_NEGATE;
    struct span span = is_negative ? expr_of(ws, item->a)->span : item->span;

    if ((is_negative ? expr_of(ws, item->a)->op : item->op) != EXPR_NUMBER)
        return false;
    if (!(expr_of(ws, is_negative ? item->a : id)->flags & EXPR_DAMAGED) &&
        !decimal_parse(source_map_text(ws->lang->sources, span), &symbol->number))
        diag_add(ws->sink, MSG_E0321, span, "this number is too large or has over six places");
    if (is_negative)
        symbol->number = -symbol->number;
    return true;
}

static struct symbol read_symbol(struct workspace *ws, const struct field *field, uint32_t position)
{
    struct symbol symbol = { .name = field->name, .span = field->name_span };

    if (!decimal_from_integer((int64_t)position, &symbol.number))
        symbol.number = 0;
    refuse_formula(ws, field);
    for (expr_id id = field->items; id.v != 0; id = expr_of(ws, id)->next) {
        const struct expr *item = expr_of(ws, id);
        if (item->op == EXPR_ERROR || read_symbol_number(ws, &symbol, id))
            continue;
        if (item->op == EXPR_STRING || item->op == EXPR_TEXT)
            symbol.description = string_of(ws, id);
        else if (item->op == EXPR_ITEM_NAMED)
            read_named_option(ws, &symbol, item);
        else
            diag_add(ws->sink, MSG_E0402, item->span,
                     "a symbol of a scale takes a number, a description and `label:` or `color:`");
    }
    if (symbol.label.len == 0)
        symbol.label = name_text(ws, field->name);
    return symbol;
}

static void check_symbol(struct workspace *ws, const struct scale *scale)
{
    const struct symbol *symbol = &scale->symbols[scale->symbol_count - 1];
    const struct symbol *before = symbol - 1;

    for (uint32_t i = 0; i + 1 < scale->symbol_count; i++) {
        if (!sym_equal(scale->symbols[i].name, symbol->name))
            continue;
        struct diag *diag =
            diag_add(ws->sink, MSG_E0402, symbol->span, "`%.*s` is on the scale twice",
                     STR_ARG(name_text(ws, symbol->name)));
        diag_label(ws->sink, diag, scale->symbols[i].span, "first here");
        return;
    }
    if (scale->symbol_count > 1 && symbol->number <= before->number) {
        struct diag *diag = diag_add(ws->sink, MSG_E0402, symbol->span,
                                     "the numbers of a scale must rise from line to line");
        diag_label(ws->sink, diag, before->span, "the line before has the same or a larger number");
    }
}

static void read_scale(struct workspace *ws, struct scale *scale)
{
    const struct decl *decl = ast_decl(ws->ast, scale->decl);
    uint32_t count = parts_of(ws, decl)->field_count;

    scale->title = string_of(ws, parts_of(ws, decl)->title);
    if (count == 0 && !decl->is_damaged)
        diag_add(ws->sink, MSG_E0402, scale->span, "a scale needs at least one symbol");
    if (count > SCALE_SYMBOLS_MOST) {
        diag_add(ws->sink, MSG_E0605, scale->span, "a scale has at most %d symbols",
                 SCALE_SYMBOLS_MOST);
        count = SCALE_SYMBOLS_MOST;
    }
    scale->symbols = ARENA_ARRAY(ws->arena, struct symbol, count);
    for (uint32_t i = 0; i < count; i++) {
        const struct field *field =
            ast_field(ws->ast, (field_id){ parts_of(ws, decl)->first_field.v + i });
        scale->symbols[scale->symbol_count++] = read_symbol(ws, field, i + 1);
        check_symbol(ws, scale);
    }
}

void read_scales(struct workspace *ws)
{
    for (uint32_t i = 1; i < ws->schema.scales.count; i++)
        if (ws->schema.scales.items[i].decl.v != 0)
            read_scale(ws, &ws->schema.scales.items[i]);
}
