/* literal_plain.c -- values of folded paragraphs, read without nodes. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/literal_plain.h"

#include "base/date.h"
#include "base/decimal.h"
#include "engine/literal.h"
#include "engine/text_form.h"
#include "engine/workspace.h"

/* ---- words ---- */

static bool plain_symbol_value(const struct plain_place *place, const struct field_def *field,
                               const struct plain_item *item, value *ret_value)
{
    const struct scale *scale = schema_scale(&place->ws->schema, field->type.ref);
    sym_id sym = { 0 };

    if (item->op == EXPR_NAME)
        sym = intern_find(place->ws->lang->names, item->text);
    *ret_value = sym.v == 0 ? 0 : scale_find(scale, sym);
    return *ret_value != 0;
}

/* ---- literals ---- */

static bool plain_yes_no_value(const struct plain_place *place, const struct field_def *field,
                               const struct plain_item *item, value *ret_value)
{
    (void)place;
    (void)field;
    *ret_value = item->op == EXPR_YES;
    return item->op == EXPR_YES || item->op == EXPR_NO;
}

static bool plain_number_value(const struct plain_place *place, const struct field_def *field,
                               const struct plain_item *item, value *ret_value)
{
    (void)place;
    return item->op == EXPR_NUMBER && decimal_parse(item->text, ret_value) &&
           (field->type.base != TYPE_INTEGER || decimal_is_integer(*ret_value));
}

static bool plain_percent_value(const struct plain_place *place, const struct field_def *field,
                                const struct plain_item *item, value *ret_value)
{
    (void)place;
    (void)field;
    return item->op == EXPR_PERCENT && literal_percent_text(item->text, ret_value);
}

static bool plain_date_value(const struct plain_place *place, const struct field_def *field,
                             const struct plain_item *item, value *ret_value)
{
    int32_t days;

    (void)place;
    (void)field;
    if (item->op != EXPR_DATE || !date_parse(item->text, &days))
        return false;
    *ret_value = days;
    return true;
}

/* Plain texts have no backslashes. */
static bool plain_text_value(const struct plain_place *place, const struct field_def *field,
                             const struct plain_item *item, value *ret_value)
{
    struct str text, *kept;

    if (item->op != EXPR_STRING)
        return false;
    text = str_slice(item->text, 1, item->text.len - 1);
    if (text_form_check((enum type_base)field->type.base, text).wanted)
        return false;
    kept = ARENA_NEW(place->arena, struct str);
    *kept = text;
    *ret_value = value_of_text(kept);
    return true;
}

/* ---- by type ---- */

plain_fn *plain_reader(const struct field_def *field)
{
    static plain_fn *const READERS[TYPE_BASES] = {
        [TYPE_YES_NO] = plain_yes_no_value,  [TYPE_NUMBER] = plain_number_value,
        [TYPE_INTEGER] = plain_number_value, [TYPE_PERCENT] = plain_percent_value,
        [TYPE_DATE] = plain_date_value,      [TYPE_TEXT] = plain_text_value,
        [TYPE_URL] = plain_text_value,       [TYPE_EMAIL] = plain_text_value,
        [TYPE_HASH] = plain_text_value,      [TYPE_PATH] = plain_text_value,
        [TYPE_SYMBOL] = plain_symbol_value,
    };

    return READERS[field->type.base];
}

bool plain_value_is_lasting(const struct field_def *field)
{
    plain_fn *read = plain_reader(field);

    return read && read != plain_text_value;
}
