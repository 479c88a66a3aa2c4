/* choose.c -- looking at some of the rules only. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/choose.h"

#include "engine/column.h"
#include "engine/objects.h"
#include "engine/print.h"
#include "engine/wildcard.h"
#include "engine/workspace.h"

/* ---- what the conditions say ---- */

static const struct field_def *find_attribute(const struct workspace *ws, struct str name)
{
    const struct kind *kind = schema_kind(&ws->schema, ws->schema.rule_kind);

    for (uint32_t i = 0; i < kind->fields.count; i++) {
        const struct field_def *def = schema_field(&ws->schema, kind->fields.items[i]);
        if (str_equal(name_text(ws, def->name), name) && !(def->flags & FIELD_RESULT))
            return def;
    }
    return NULL;
}

/* The id of a rule is no field of its own; words for it are patterns. */
static bool is_id(struct str attribute)
{
    return str_equal(attribute, STR("id"));
}

static struct str attribute_names(struct workspace *ws)
{
    const struct kind *kind = schema_kind(&ws->schema, ws->schema.rule_kind);
    struct str names = STR("id");

    for (uint32_t i = 0; i < kind->fields.count; i++) {
        const struct field_def *def = schema_field(&ws->schema, kind->fields.items[i]);
        if (def->flags & (FIELD_RESULT | FIELD_INVERSE))
            continue;
        names = arena_format(ws->arena, "%.*s, %.*s", STR_ARG(names),
                             STR_ARG(name_text(ws, def->name)));
    }
    return names;
}

void choice_need(struct choice *choice, struct workspace *ws)
{
    for (uint32_t i = 0; i < choice->count; i++) {
        if (is_id(choice->conditions[i].attribute))
            continue;
        const struct field_def *def = find_attribute(ws, choice->conditions[i].attribute);
        if (!def)
            choice->fault = arena_format(ws->arena, "rules have no field `%.*s`, but %.*s",
                                         STR_ARG(choice->conditions[i].attribute),
                                         STR_ARG(attribute_names(ws)));
        else if (def->definition != 0)
            definitions_depend(&ws->definitions, ws->definitions.results, def->definition);
    }
}

/* ---- which rules fulfil them ---- */

static bool is_word_of(struct workspace *ws, struct type type, value v, struct str word)
{
    return str_equal(print_value(ws, ws->arena, type, v), word);
}

static bool has_word(struct workspace *ws, const struct field_def *def, uint32_t rule,
                     struct str word)
{
    value v;

    if (!def->column || !column_has(def->column, rule))
        return false;
    v = column_get(def->column, rule, ws->arena);
    if (!def->type.is_set)
        return is_word_of(ws, def->type, v, word);
    for (uint32_t i = 0; i < value_set(v)->count; i++)
        if (is_word_of(ws, type_element(def->type), set_at(value_set(v), i), word))
            return true;
    return false;
}

static bool fulfils(struct workspace *ws, const struct engine_choice *condition, uint32_t rule)
{
    const struct field_def *def = find_attribute(ws, condition->attribute);
    bool by_id = is_id(condition->attribute);

    for (uint32_t i = 0; i < condition->word_count; i++) {
        struct str word = condition->words[i];
        if (by_id ? wildcard_matches(word, object_text(ws, rule)) : has_word(ws, def, rule, word))
            return true;
    }
    return false;
}

static bool is_chosen(const struct choice *choice, struct workspace *ws, uint32_t rule)
{
    for (uint32_t i = 0; i < choice->count; i++)
        if (!fulfils(ws, &choice->conditions[i], rule))
            return false;
    return true;
}

/* A word that no rule has is a slip: nothing at all would be looked at, and all seem well. */
static void check_words(struct choice *choice, struct workspace *ws, const struct plans *plans)
{
    for (uint32_t c = 0; c < choice->count; c++) {
        const struct engine_choice *condition = &choice->conditions[c];
        for (uint32_t w = 0; w < condition->word_count; w++) {
            struct engine_choice one = { condition->attribute, &condition->words[w], 1 };
            bool is_known = false;
            for (uint32_t i = 0; i < plans->rules.count && !is_known; i++)
                is_known = fulfils(ws, &one, plans->rules.items[i].object);
            if (!is_known)
                choice->fault = arena_format(ws->arena, "no rule has the %.*s `%.*s`",
                                             STR_ARG(one.attribute), STR_ARG(one.words[0]));
        }
    }
}

/* ---- taking out the others ---- */

static void drop_gaps(struct results *results, const bool *keeps, uint32_t *number)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < results->gaps.count; i++) {
        const struct gap *gap = &results->gaps.items[i];
        number[i] = UINT32_MAX;
        if (keeps[gap->plan]) {
            number[i] = kept;
            results->gaps.items[kept++] = *gap;
        } else if (gap->waiver == 0) {
            results->counts[gap->severity]--;
        } else {
            results->waived--;
        }
    }
    results->gaps.count = kept;
}

static void drop_coverings(struct results *results, const uint32_t *number)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < results->coverings.count; i++) {
        struct covering covering = results->coverings.items[i];
        if (number[covering.gap] == UINT32_MAX)
            continue;
        covering.gap = number[covering.gap];
        results->coverings.items[kept++] = covering;
    }
    results->coverings.count = kept;
}

static void drop_others(struct workspace *ws, const bool *keeps, struct results *results)
{
    uint32_t *number = ARENA_ARRAY(ws->arena, uint32_t, results->gaps.count);

    drop_gaps(results, keeps, number);
    drop_coverings(results, number);
    for (uint32_t i = 0; i < results->rule_count; i++)
        if (!keeps[i])
            results->outcomes[i] = (struct outcome){ .steps = results->outcomes[i].steps };
}

void choose_results(struct choice *choice, struct evaluator *evaluator, const struct plans *plans,
                    struct results *results)
{
    struct workspace *ws = evaluator->ws;
    bool *keeps = ARENA_ARRAY(ws->arena, bool, plans->rules.count);

    if (choice->count == 0 || choice->fault.len > 0)
        return;
    check_words(choice, ws, plans);
    for (uint32_t i = 0; i < plans->rules.count; i++) {
        keeps[i] = is_chosen(choice, ws, plans->rules.items[i].object);
        choice->rules += keeps[i];
    }
    drop_others(ws, keeps, results);
}
