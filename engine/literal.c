/* literal.c -- literals by expected type. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/literal.h"

#include "base/date.h"
#include "base/decimal.h"
#include "base/suggest.h"
#include "engine/distribution.h"
#include "engine/objects.h"
#include "engine/text_form.h"
#include "engine/workspace.h"

enum {
    KINDS_NAMED = 3 /* in "there is no ... named"; larger unions are "object" */
};

static struct str source_text(const struct workspace *ws, struct span span)
{
    return source_map_text(ws->lang->sources, span);
}

/* The same, where the source is known. */
static struct str text_at(const struct workspace *ws, const struct literal_place *place,
                          struct span span)
{
    const struct source *source = &ws->lang->sources->sources.items[place->source];

    return str_slice(source->text, span.lo - source->base, span.hi - source->base);
}

/* `text` is what stands there. */
static bool parse_number(struct workspace *ws, const struct expr *expr, struct str text,
                         value *ret_value)
{
    if (expr->flags & EXPR_DAMAGED)
        return false;
    if (decimal_parse(text, ret_value))
        return true;
    struct diag *diag =
        diag_add(ws->sink, MSG_E0321, expr->span, "this number cannot be kept exactly");
    diag_help(ws->sink, diag, "numbers have at most six decimal places and lie below 9 trillion");
    return false;
}

bool literal_number(struct workspace *ws, expr_id id, value *ret_value)
{
    const struct expr *expr = expr_of(ws, id);

    return parse_number(ws, expr, source_text(ws, expr->span), ret_value);
}

bool literal_percent_text(struct str text, value *ret_value)
{
    value percent;

    if (!decimal_parse(str_slice(text, 0, text.len - 1), &percent) || percent % 100 != 0)
        return false;
    *ret_value = percent / 100;
    return true;
}

bool literal_percent(struct workspace *ws, expr_id id, value *ret_value)
{
    const struct expr *expr = expr_of(ws, id);

    if (expr->flags & EXPR_DAMAGED)
        return false;
    if (literal_percent_text(source_text(ws, expr->span), ret_value))
        return true;
    diag_add(ws->sink, MSG_E0321, expr->span, "this percentage cannot be kept exactly");
    return false;
}

static int64_t digits(struct str text)
{
    int64_t number = 0;

    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
            number = number * 10 + (text.ptr[i] - '0');
    return number;
}

bool literal_period(struct workspace *ws, expr_id id, value *ret_value)
{
    const struct expr *expr = expr_of(ws, id);
    struct str text = source_text(ws, expr->span);
    int64_t year = digits(str_slice(text, 0, 4));
    int64_t part = digits(str_slice(text, 5, text.len));
    bool is_quarter = str_find(text, 'Q') < text.len;

    if (expr->flags & EXPR_DAMAGED)
        return false;
    if (part < 1 || part > (is_quarter ? 4 : 12)) {
        diag_add(ws->sink, MSG_E0322, expr->span, "there is no such %s",
                 is_quarter ? "quarter" : "month");
        return false;
    }
    *ret_value = is_quarter ? value_of_period(year * 12 + (part - 1) * 3, 3)
                            : value_of_period(year * 12 + part - 1, 1);
    return true;
}

bool literal_moment(struct workspace *ws, expr_id id, value *ret_value)
{
    const struct expr *expr = expr_of(ws, id);

    return !(expr->flags & EXPR_DAMAGED) && moment_parse(source_text(ws, expr->span), ret_value);
}

value literal_text(struct workspace *ws, expr_id id)
{
    struct str *text = ARENA_NEW(ws->arena, struct str);

    *text = string_of(ws, id);
    return value_of_text(text);
}

struct unit {
    enum word one, many;
    int64_t factor; /* in months, else in minutes */
    enum duration_unit unit;
};

static const struct unit *find_unit(const struct workspace *ws, sym_id name)
{
    static const struct unit UNITS[] = {
        { WORD_minute, WORD_minutes, 1, DURATION_CLOCK },
        { WORD_hour, WORD_hours, MINUTES_PER_HOUR, DURATION_CLOCK },
        { WORD_day, WORD_days, MINUTES_PER_DAY, DURATION_DAYS },
        { WORD_week, WORD_weeks, 7 * MINUTES_PER_DAY, DURATION_DAYS },
        { WORD_month, WORD_months, 1, DURATION_MONTHS },
        { WORD_year, WORD_years, 12, DURATION_MONTHS },
    };

    for (size_t i = 0; i < sizeof(UNITS) / sizeof(UNITS[0]); i++)
        if (is_word(ws, name, UNITS[i].one) || is_word(ws, name, UNITS[i].many))
            return &UNITS[i];
    return NULL;
}

static enum unit_kind duration_value(struct workspace *ws, const struct expr *expr, value amount,
                                     value *ret_value)
{
    const struct unit *unit = find_unit(ws, expr->sym);

    if (!unit)
        return UNIT_UNKNOWN;
    if (!decimal_is_integer(amount) || amount / DECIMAL_ONE > 10000000) {
        diag_add(ws->sink, MSG_E0321, expr->span,
                 "a duration is a whole number of minutes, hours, days, weeks, months or years "
                 "below 10 million");
        return UNIT_DAMAGED;
    }
    *ret_value = value_of_duration(amount / DECIMAL_ONE * unit->factor, unit->unit);
    return UNIT_DURATION;
}

enum unit_kind literal_unit(struct workspace *ws, expr_id id, value *ret_value)
{
    const struct expr *expr = expr_of(ws, id);
    enum unit_kind duration;
    value amount;

    if (!literal_number(ws, expr->a, &amount))
        return UNIT_DAMAGED;
    duration = duration_value(ws, expr, amount, ret_value);
    if (duration != UNIT_UNKNOWN)
        return duration;
    if (sym_equal(expr->sym, ws->schema.currency)) {
        *ret_value = amount;
        return UNIT_MONEY;
    }
    struct str unit = name_text(ws, expr->sym);
    struct diag *diag =
        diag_add(ws->sink, MSG_E0301, expr->span, "`%.*s` is no unit here", STR_ARG(unit));
    if (ws->schema.currency.v == 0)
        diag_help(ws->sink, diag, "for money, name the currency of the project: `currency: %.*s`",
                  STR_ARG(unit));
    else
        diag_help(
            ws->sink, diag,
            "units are minutes, hours, days, weeks, months, years and the project's currency %.*s",
            STR_ARG(name_text(ws, ws->schema.currency)));
    return UNIT_DAMAGED;
}

/* ---- what to say when it does not fit ---- */

static const char *help_for(struct type type)
{
    switch ((enum type_base)type.base) {
    case TYPE_DATE:
        return "dates are written YYYY-MM-DD, without quotes";
    case TYPE_MOMENT:
        return "moments are written YYYY-MM-DDTHH:MM, without quotes";
    case TYPE_YES_NO:
        return "write yes or no";
    case TYPE_TEXT:
    case TYPE_URL:
    case TYPE_EMAIL:
    case TYPE_HASH:
    case TYPE_PATH:
        return "texts stand in double quotes";
    case TYPE_DURATION:
        return "durations are written like `90 days`, `12 months` or `72 hours`";
    case TYPE_DISTRIBUTION:
        return "distributions are written like `pert(2, 4, 9)` or `lognormal(1, 10)`";
    case TYPE_MONEY_DISTRIBUTION:
        return "distributions of money are written like `lognormal(20_000 EUR, 400_000 EUR)`";
    case TYPE_PERIOD:
        return "periods are written like 2026-03 or 2026-Q1";
    case TYPE_PERCENT:
        return "percentages are written like 7.5%";
    case TYPE_MONEY:
        return "money is written with its currency, like 40_000 EUR";
    case TYPE_NUMBER:
    case TYPE_INTEGER:
        return "numbers are written without quotes, like 40_000 or 2.5";
    case TYPE_OBJECT:
        return "an object is named by its id, without quotes";
    case TYPE_SYMBOL:
    case TYPE_WRONG:
    case TYPE_NOTHING:
    case TYPE_BASES:
        return NULL;
    }
    return NULL;
}

/* A date or moment written as a text: `"2026-06-30"`. */
static void offer_unquoted(struct workspace *ws, struct diag *diag, const struct expr *item,
                           struct type type)
{
    struct str text = source_text(ws, item->span);
    int32_t days;
    int64_t minutes;

    if (item->op != EXPR_STRING)
        return;
    text = str_slice(text, 1, text.len - 1);
    if ((type.base == TYPE_DATE && date_parse(text, &days)) ||
        (type.base == TYPE_MOMENT && moment_parse(text, &minutes)))
        diag_fix(ws->sink, diag, FIX_SAFE, item->span, text, "remove the quotes");
}

static bool report_type(struct workspace *ws, const struct literal_place *place, expr_id id)
{
    const struct expr *item = expr_of(ws, id);
    struct type type = type_required(type_element(place->field->type));
    struct diag *diag;

    if (item->op == EXPR_ERROR || (item->flags & EXPR_DAMAGED))
        return false;
    diag = diag_add(ws->sink, MSG_E0304, item->span, "`%.*s` takes %.*s, but this is %s",
                    STR_ARG(name_text(ws, place->field->name)),
                    STR_ARG(type_text(&ws->schema, ws->arena, type)),
                    expr_spelling((enum expr_op)item->op));
    if (!span_is_none(place->field->span))
        diag_label(ws->sink, diag, place->field->span, "declared here");
    offer_unquoted(ws, diag, item, type);
    if (help_for(type))
        diag_help(ws->sink, diag, "%s", help_for(type));
    return false;
}

/* ---- symbols ---- */

static bool report_symbol(struct workspace *ws, const struct literal_place *place,
                          const struct expr *item)
{
    const struct scale *scale = schema_scale(&ws->schema, place->field->type.ref);
    struct str word = name_text(ws, item->sym);
    struct suggest suggest;
    struct str all = { 0 };

    suggest_start(&suggest, word);
    for (uint32_t i = 0; i < scale->symbol_count; i++) {
        struct str name = name_text(ws, scale->symbols[i].name);
        suggest_offer(&suggest, name);
        all =
            arena_format(ws->arena, "%.*s%s%.*s", STR_ARG(all), i == 0 ? "" : ", ", STR_ARG(name));
    }
    struct diag *diag = diag_add(ws->sink, MSG_E0306, item->span, "`%.*s` is not a word for `%.*s`",
                                 STR_ARG(word), STR_ARG(name_text(ws, place->field->name)));
    if (!span_is_none(scale->span))
        diag_label(ws->sink, diag, scale->span, "the words are declared here");
    offer_similar(ws, diag, item->span, &suggest);
    diag_help(ws->sink, diag, "one of %.*s", STR_ARG(all));
    return false;
}

/* A word of the scale in quotes, or its label as reports print it: `"very likely"`. */
static bool report_quoted_symbol(struct workspace *ws, const struct literal_place *place,
                                 expr_id id)
{
    const struct scale *scale = schema_scale(&ws->schema, place->field->type.ref);
    struct str text = string_of(ws, id);

    for (uint32_t i = 0; i < scale->symbol_count; i++) {
        struct str word = name_text(ws, scale->symbols[i].name);
        if (!str_equal(text, word) && !str_equal(text, scale->symbols[i].label))
            continue;
        struct diag *diag =
            diag_add(ws->sink, MSG_E0304, expr_of(ws, id)->span, "`%.*s` takes a word, not a text",
                     STR_ARG(name_text(ws, place->field->name)));
        diag_fix(ws->sink, diag, FIX_SAFE, expr_of(ws, id)->span, word, "write `%.*s`",
                 STR_ARG(word));
        return true;
    }
    return false;
}

static bool symbol_value(struct workspace *ws, const struct literal_place *place, expr_id id,
                         value *ret_value)
{
    const struct expr *item = expr_of(ws, id);
    const struct scale *scale = schema_scale(&ws->schema, place->field->type.ref);
    uint32_t symbol;

    if (item->op == EXPR_STRING && report_quoted_symbol(ws, place, id))
        return false;
    if (item->op != EXPR_NAME)
        return report_type(ws, place, id);
    symbol = scale_find(scale, item->sym);
    if (symbol == 0)
        return report_symbol(ws, place, item);
    *ret_value = symbol;
    return true;
}

/* ---- references ---- */

/* "role or person": the kinds of a small union, else "object". */
static struct str kinds_text(struct workspace *ws, struct type type)
{
    const struct kind_set *set = &ws->schema.kind_sets.items[type.ref];
    struct str text = STR("object");

    if (type.ref == 0 || set->count > KINDS_NAMED)
        return text;
    for (uint32_t i = 0; i < set->count; i++) {
        struct str name = name_text(ws, schema_kind(&ws->schema, set->kinds[i])->name);
        text =
            i == 0 ? name : arena_format(ws->arena, "%.*s or %.*s", STR_ARG(text), STR_ARG(name));
    }
    return text;
}

/* How a file that sees a namespace only by an alias, or not at all, writes a name in it. */
static struct str name_from(struct workspace *ws, struct span span, const struct object *object)
{
    const struct scopes *scopes = &ws->scopes;
    const struct source *source = source_map_find(ws->lang->sources, span.lo);
    const struct file_scope *file = &scopes->files.items[source - ws->lang->sources->sources.items];
    sym_id namespace_ = object_namespace(ws, object);
    struct str prefix = name_text(ws, namespace_);

    for (uint32_t i = 0; i < scopes->project_uses.count; i++)
        if (sym_equal(scopes->project_uses.items[i].namespace_, namespace_) &&
            scopes->project_uses.items[i].alias.v != 0)
            prefix = name_text(ws, scopes->project_uses.items[i].alias);
    for (uint32_t i = 0; i < file->use_count; i++) {
        const struct scope_use *use = &scopes->local_uses.items[file->first_use + i];
        if (sym_equal(use->namespace_, namespace_) && use->alias.v != 0)
            prefix = name_text(ws, use->alias);
    }
    return arena_format(ws->arena, "%.*s.%.*s", STR_ARG(prefix),
                        STR_ARG(name_text(ws, object_id(object))));
}

/* The object that a name means, in the order of declarations; NULL when it means anything else. */
static const struct object *named_object(const struct workspace *ws, uint32_t index)
{
    const struct name *name = &ws->scopes.names.items[index];
    bool is_object =
        name->what == NAME_IS_OBJECT || name->what == NAME_IS_RULE || name->what == NAME_IS_ADJUST;

    return is_object ? model_object(&ws->model, name->index) : NULL;
}

/*
 * The first name of the symbol that means an object; with a type one of it, but no rule, whose ids
 * are looked up everywhere.
 */
static const struct object *first_named(const struct workspace *ws, sym_id sym,
                                        const struct type *type)
{
    const struct object *found = NULL;
    uint32_t first = UINT32_MAX;

    for (uint32_t i = scopes_first_of(&ws->scopes, sym); i != 0;
         i = scopes_next_namesake(&ws->scopes, i)) {
        const struct object *object = named_object(ws, i);
        if (!object || i > first)
            continue;
        if (type && (!type_admits_kind(&ws->schema, *type, object->kind) ||
                     object->kind == ws->schema.rule_kind))
            continue;
        found = object;
        first = i;
    }
    return found;
}

/* The very name in another namespace: `A.5.1` where `iso.A.5.1` is meant. */
static bool offer_qualified(struct workspace *ws, struct diag *diag, struct str name,
                            struct type type)
{
    const struct object *object = first_named(ws, intern_find(ws->lang->names, name), &type);
    struct str qualified;

    if (!object)
        return false;
    qualified = name_from(ws, diag->span, object);
    diag_label(ws->sink, diag, ast_id_span(ws->ast, ast_decl(ws->ast, object->decl)),
               "declared here");
    diag_fix(ws->sink, diag, FIX_SAFE, diag->span, qualified,
             "it is in another namespace: write `%.*s`", STR_ARG(qualified));
    return true;
}

void report_unknown_object(struct workspace *ws, struct span span, struct str name,
                           struct type type, decl_id decl)
{
    const struct object *similar;
    struct suggest suggest;
    struct diag *diag;

    suggest_start(&suggest, name);
    for (uint32_t i = 1; may_search_names(ws) && i < ws->scopes.names.count; i++) {
        const struct object *object = named_object(ws, i);
        if (object && type_admits_kind(&ws->schema, type, object->kind))
            suggest_offer(&suggest, name_text(ws, object_id(object)));
    }
    diag = diag_add(ws->sink, MSG_E0201, span, "there is no %.*s named `%.*s`",
                    STR_ARG(kinds_text(ws, type)), STR_ARG(name));
    label_declaration(ws, diag, decl);
    if (offer_qualified(ws, diag, name, type))
        return;
    diag_set_label(ws->sink, diag, "not declared anywhere in the project");
    if (suggest.count == 0)
        return;
    similar = first_named(ws, intern_find(ws->lang->names, suggest.names[0]), NULL);
    if (similar)
        diag_label(ws->sink, diag, ast_id_span(ws->ast, ast_decl(ws->ast, similar->decl)),
                   "similar name");
    diag_fix(ws->sink, diag, FIX_SAFE, span, suggest.names[0], "did you mean `%.*s`?",
             STR_ARG(suggest.names[0]));
}

static bool report_wrong_kind(struct workspace *ws, const struct literal_place *place, expr_id id,
                              uint32_t number)
{
    const struct object *object = model_object(&ws->model, number);
    struct diag *diag = diag_add(
        ws->sink, MSG_E0206, expr_of(ws, id)->span, "`%.*s` is %.*s, but `%.*s` takes %.*s",
        STR_ARG(object_text(ws, number)), STR_ARG(kind_text(&ws->schema, ws->arena, object->kind)),
        STR_ARG(name_text(ws, place->field->name)),
        STR_ARG(
            type_text(&ws->schema, ws->arena, type_required(type_element(place->field->type)))));

    diag_label(ws->sink, diag, object_span(ws, number), "declared here");
    if (!span_is_none(place->field->span))
        diag_label(ws->sink, diag, place->field->span, "the field is declared here");
    return false;
}

/* What a bare reference may name: where a record is expected, the target of its head. */
static struct type named_type(const struct schema *schema, struct type type)
{
    uint32_t kind = type_single_kind(schema, type);
    uint32_t head = kind == 0 ? 0 : schema_kind(schema, kind)->head;

    return head == 0 ? type : schema_field(schema, head)->type;
}

static bool is_reference(const struct expr *item)
{
    return item->op == EXPR_NAME || item->op == EXPR_SELECT || item->op == EXPR_NUMBER;
}

static bool rule_value(struct workspace *ws, const struct literal_place *place, expr_id id,
                       value *ret_value)
{
    const struct expr *item = expr_of(ws, id);
    struct place_of_use from = { place->source, ws->scopes.files.items[place->source].namespace_ };
    struct str name = source_text(ws, item->span);
    uint32_t rule;

    if (!is_reference(item))
        return report_type(ws, place, id);
    rule = find_named_rule(ws, from, name, item->span);
    if (rule == 0) {
        if (!scopes_is_lost(ws, intern_find(ws->lang->names, name)))
            report_unknown_rule(ws, item->span, name);
        return false;
    }
    *ret_value = rule;
    return true;
}

/* The record that the expression stands for, or 0. */
static uint32_t record_at(const struct workspace *ws, const struct literal_place *place, expr_id id)
{
    uint32_t record = map_get(&ws->model.record_of, id.v);

    /* The same expression stands for the record in its owner's field and for the head inside the
     * record. */
    return record != 0 && type_admits_object(&ws->schema, place->field->type, record) ? record : 0;
}

static bool report_unnamed(struct workspace *ws, const struct literal_place *place, expr_id id)
{
    struct span span = expr_of(ws, id)->span;
    struct str name = source_text(ws, span);

    if (!scopes_is_lost(ws, intern_find(ws->lang->names, name)))
        report_unknown_object(ws, span, name, named_type(&ws->schema, place->field->type),
                              place->decl);
    return false;
}

static bool object_value(struct workspace *ws, const struct literal_place *place, expr_id id,
                         value *ret_value)
{
    const struct expr *item = expr_of(ws, id);
    uint32_t number = 0;

    if (!place->names_objects || item->op != EXPR_NAME)
        number = record_at(ws, place, id);
    if (number != 0) {
        *ret_value = number;
        return true;
    }
    if (!is_reference(item))
        return report_type(ws, place, id);
    number = find_one_named(ws, place->source, id);
    if (number == 0)
        return report_unnamed(ws, place, id);
    if (!type_admits_object(&ws->schema, place->field->type, number))
        return report_wrong_kind(ws, place, id, number);
    *ret_value = number;
    return true;
}

/* ---- numbers ---- */

static bool number_value(struct workspace *ws, const struct literal_place *place, expr_id id,
                         value *ret_value)
{
    const struct expr *item = expr_of(ws, id);
    bool is_negative = item->op == EXPR_NEGATE;
    expr_id number = is_negative ? item->a : id;
    const struct expr *literal = expr_of(ws, number);

    if (literal->op == EXPR_UNIT &&
        str_equal(name_text(ws, literal->sym), field_unit(place->field)))
        number = literal->a;
    else if (literal->op != EXPR_NUMBER)
        return report_type(ws, place, id);
    literal = expr_of(ws, number);
    if (!parse_number(ws, literal, text_at(ws, place, literal->span), ret_value))
        return false;
    if (place->field->type.base == TYPE_INTEGER && !decimal_is_integer(*ret_value)) {
        diag_add(ws->sink, MSG_E0304, item->span, "`%.*s` takes a whole number",
                 STR_ARG(name_text(ws, place->field->name)));
        return false;
    }
    if (is_negative)
        *ret_value = -*ret_value;
    return true;
}

static bool unit_value(struct workspace *ws, const struct literal_place *place, expr_id id,
                       value *ret_value)
{
    enum unit_kind wanted = place->field->type.base == TYPE_MONEY ? UNIT_MONEY : UNIT_DURATION;
    bool is_negative = expr_of(ws, id)->op == EXPR_NEGATE;
    expr_id amount = is_negative ? expr_of(ws, id)->a : id;
    enum unit_kind found;

    if (expr_of(ws, amount)->op != EXPR_UNIT)
        return report_type(ws, place, id);
    found = literal_unit(ws, amount, ret_value);
    if (found == UNIT_DAMAGED)
        return false;
    if (found != wanted)
        return report_type(ws, place, id);
    if (is_negative)
        *ret_value = found == UNIT_MONEY ? -*ret_value
                                         : value_of_duration(-duration_amount(*ret_value),
                                                             duration_unit(*ret_value));
    return true;
}

static bool percent_value(struct workspace *ws, const struct literal_place *place, expr_id id,
                          value *ret_value)
{
    bool is_negative = expr_of(ws, id)->op == EXPR_NEGATE;
    expr_id percent = is_negative ? expr_of(ws, id)->a : id;

    if (expr_of(ws, percent)->op != EXPR_PERCENT)
        return report_type(ws, place, id);
    if (!literal_percent(ws, percent, ret_value))
        return false;
    if (is_negative)
        *ret_value = -*ret_value;
    return true;
}

/* ---- distributions ---- */

static bool has_damaged_part(const struct workspace *ws, expr_id id)
{
    const struct expr *expr = expr_of(ws, id);

    if (expr->op == EXPR_ERROR || (expr->flags & EXPR_DAMAGED))
        return true;
    if (expr->op == EXPR_NEGATE || expr->op == EXPR_UNIT)
        return has_damaged_part(ws, expr->a);
    if (expr->op == EXPR_CALL)
        for (expr_id part = expr->b; part.v != 0; part = expr_of(ws, part)->next)
            if (has_damaged_part(ws, part))
                return true;
    return false;
}

static bool distribution_value(struct workspace *ws, const struct literal_place *place, expr_id id,
                               value *ret_value)
{
    uint32_t told = ws->sink->counts[SEVERITY_ERROR];
    const char *fault;

    if (!literal_distribution(ws, type_element(place->field->type), id, ret_value)) {
        if (told == ws->sink->counts[SEVERITY_ERROR] && !has_damaged_part(ws, id))
            report_type(ws, place, id);
        return false;
    }
    fault = distribution_fault(value_distribution(*ret_value));
    if (fault)
        diag_add(ws->sink, MSG_E0324, expr_of(ws, id)->span, "there is no such distribution: %s",
                 fault);
    return !fault;
}

/* ---- texts ---- */

static bool report_form(struct workspace *ws, const struct literal_place *place, expr_id id,
                        struct text_form_fault fault)
{
    struct diag *diag =
        diag_add(ws->sink, MSG_E0304, expr_of(ws, id)->span, "`%.*s` takes %s, but this is none",
                 STR_ARG(name_text(ws, place->field->name)), fault.wanted);

    if (!span_is_none(place->field->span))
        diag_label(ws->sink, diag, place->field->span, "declared here");
    diag_help(ws->sink, diag, "%s", fault.help);
    return false;
}

static bool text_form_value(struct workspace *ws, const struct literal_place *place, expr_id id,
                            value *ret_value)
{
    const struct expr *item = expr_of(ws, id);
    struct text_form_fault fault;

    if (item->op != EXPR_STRING && item->op != EXPR_TEXT)
        return report_type(ws, place, id);
    *ret_value = literal_text(ws, id);
    if (item->flags & EXPR_DAMAGED)
        return false;
    fault = text_form_check((enum type_base)place->field->type.base, value_text(*ret_value));
    return !fault.wanted || report_form(ws, place, id, fault);
}

/* ---- dates and the like ---- */

static bool yes_no_value(struct workspace *ws, const struct literal_place *place, expr_id id,
                         value *ret_value)
{
    const struct expr *item = expr_of(ws, id);

    if (item->op != EXPR_YES && item->op != EXPR_NO)
        return report_type(ws, place, id);
    *ret_value = item->op == EXPR_YES;
    return true;
}

static bool date_value(struct workspace *ws, const struct literal_place *place, expr_id id,
                       value *ret_value)
{
    const struct expr *item = expr_of(ws, id);

    if (item->op != EXPR_DATE)
        return report_type(ws, place, id);
    *ret_value = (int32_t)item->a.v;
    return !(item->flags & EXPR_DAMAGED);
}

static bool moment_value(struct workspace *ws, const struct literal_place *place, expr_id id,
                         value *ret_value)
{
    return expr_of(ws, id)->op == EXPR_MOMENT ? literal_moment(ws, id, ret_value)
                                              : report_type(ws, place, id);
}

static bool period_value(struct workspace *ws, const struct literal_place *place, expr_id id,
                         value *ret_value)
{
    return expr_of(ws, id)->op == EXPR_PERIOD ? literal_period(ws, id, ret_value)
                                              : report_type(ws, place, id);
}

/* Of a field whose type is wrong, which was told. */
static bool no_value_at_all(struct workspace *ws, const struct literal_place *place, expr_id id,
                            value *ret_value)
{
    (void)ws;
    (void)place;
    (void)id;
    (void)ret_value;
    return false;
}

literal_fn *literal_reader(const struct schema *schema, struct type type)
{
    static literal_fn *const READERS[TYPE_BASES] = {
        [TYPE_WRONG] = no_value_at_all,
        [TYPE_NOTHING] = no_value_at_all,
        [TYPE_YES_NO] = yes_no_value,
        [TYPE_NUMBER] = number_value,
        [TYPE_INTEGER] = number_value,
        [TYPE_PERCENT] = percent_value,
        [TYPE_MONEY] = unit_value,
        [TYPE_DATE] = date_value,
        [TYPE_MOMENT] = moment_value,
        [TYPE_PERIOD] = period_value,
        [TYPE_DURATION] = unit_value,
        [TYPE_DISTRIBUTION] = distribution_value,
        [TYPE_MONEY_DISTRIBUTION] = distribution_value,
        [TYPE_TEXT] = text_form_value,
        [TYPE_URL] = text_form_value,
        [TYPE_EMAIL] = text_form_value,
        [TYPE_HASH] = text_form_value,
        [TYPE_PATH] = text_form_value,
        [TYPE_SYMBOL] = symbol_value,
        [TYPE_OBJECT] = object_value,
    };

    if (type.base == TYPE_OBJECT && type_single_kind(schema, type) == schema->rule_kind)
        return rule_value;
    return READERS[type.base];
}
