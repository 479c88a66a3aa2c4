/* closure_table.c -- what is folded over all that is reached, for all objects together. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/block.h"
#include "engine/closure.h"
#include "engine/components.h"
#include "engine/eval.h"
#include "engine/links.h"

struct folded {
    value v;
    bool is_doubtful; /* something that it rests on could not be understood */
};

struct folding {
    struct evaluator *evaluator;
    struct closure_table *table;
    const struct edges *edges;
    const struct components *components;
    struct folded_rows whole; /* what each object gives, then folded over all that it reaches */
    bool is_word;             /* values are compared as words, which cannot fail */
};

static struct folded neutral(const struct closure_table *table)
{
    value v = table->fold == FOLD_EVERY ? 1 : table->fold == FOLD_SOME ? 0 : VALUE_NONE;

    return (struct folded){ v, false };
}

static struct folded read_row(const struct folded_rows *rows, uint32_t row)
{
    return (struct folded){ rows->values[row], rows->doubts && rows->doubts[row] };
}

static void write_row(const struct folding *folding, struct folded_rows *rows, uint32_t row,
                      struct folded folded)
{
    rows->values[row] = folded.v;
    if (folded.is_doubtful && !rows->doubts)
        rows->doubts = ARENA_ARRAY(folding->evaluator->ws->arena, bool, folding->table->count);
    if (rows->doubts)
        rows->doubts[row] = folded.is_doubtful;
}

/* ---- combining two ---- */

/* Nothing is less than all values. */
static inline value combine_words(enum closure_fold fold, value a, value b)
{
    switch (fold) {
    case FOLD_SOME:
        return a == 1 || b == 1;
    case FOLD_EVERY:
        return a == 1 && b == 1;
    case FOLD_MAX:
        return a > b ? a : b;
    case FOLD_MIN:
        return b == VALUE_NONE || (a != VALUE_NONE && a < b) ? a : b;
    }
    return VALUE_NONE;
}

/* Of equal values the first one: they may be shown in different ways. */
static value choose_value(const struct folding *folding, value a, value b)
{
    const struct closure_table *table = folding->table;
    int order;

    if (a == VALUE_NONE || b == VALUE_NONE)
        return a == VALUE_NONE ? b : a;
    order = compare_values(folding->evaluator, type_required(table->element->type), a, b,
                           table->element->span);
    return (table->fold == FOLD_MAX ? order >= 0 : order <= 0) ? a : b;
}

/* Comparing may fail too (months with days). */
static struct folded combine_compared(const struct folding *folding, struct folded a,
                                      struct folded b)
{
    struct evaluator *evaluator = folding->evaluator;
    bool was_damaged = evaluator->is_damaged;
    struct folded result;

    evaluator->is_damaged = a.is_doubtful || b.is_doubtful;
    result.v = choose_value(folding, a.v, b.v);
    result.is_doubtful = evaluator->is_damaged;
    evaluator->is_damaged = was_damaged;
    return result;
}

static struct folded combine(const struct folding *folding, struct folded a, struct folded b)
{
    if (!folding->is_word)
        return combine_compared(folding, a, b);
    return (struct folded){ combine_words(folding->table->fold, a.v, b.v),
                            a.is_doubtful || b.is_doubtful };
}

static bool is_compared_as_word(const struct closure_table *table)
{
    if (table->fold == FOLD_SOME || table->fold == FOLD_EVERY)
        return true;
    return type_is_ordered_as_word(table->element->type);
}

/* ---- what each object gives ---- */

static struct folded own_value(struct evaluator *evaluator, const struct closure_table *table,
                               uint32_t object)
{
    struct arena_mark mark = arena_mark(&evaluator->scratch);
    bool was_damaged = evaluator->is_damaged;
    struct folded result = neutral(table);

    take_steps(evaluator, 1);
    evaluator->is_damaged = false;
    evaluator->slots[table->slot] = object;
    if (!table->filter || evaluate_condition(evaluator, table->filter))
        result.v = table->element ? evaluate(evaluator, table->element) : 1;
    result.is_doubtful = evaluator->is_damaged;
    evaluator->is_damaged = was_damaged;
    arena_rewind(&evaluator->scratch, mark);
    return result;
}

static bool give_singly(struct evaluator *evaluator, uint32_t first, uint32_t end, void *self)
{
    struct folding *folding = self;

    for (uint32_t object = first; object < end; object++)
        write_row(folding, &folding->whole, object - folding->table->first,
                  own_value(evaluator, folding->table, object));
    return true;
}

/* Until they are accepted, the rows hold what nobody reads. */
static bool give_block(struct block *block, void *self)
{
    const struct folding *folding = self;
    const struct closure_table *table = folding->table;
    value *out = folding->whole.values + (block_object(block, 0) - table->first);
    struct selection at = block_all(block);
    const value *values = NULL;

    if (!block_select(block, table->filter, &at))
        return false;
    if (table->element && at.count > 0)
        values = block_evaluate(block, table->element, at);
    if (table->element && at.count > 0 && !values)
        return false;
    for (uint32_t row = 0; row < block->count; row++)
        out[row] = neutral(table).v;
    for (uint32_t i = 0; i < at.count; i++)
        out[selected_row(at, i)] = values ? values[i] : 1;
    return true;
}

static uint32_t accept_given(struct block *block, uint32_t from, uint32_t end, void *self)
{
    (void)block;
    (void)from;
    (void)self;
    return end;
}

static void gather_own_values(struct folding *folding)
{
    struct evaluator *evaluator = folding->evaluator;
    const struct closure_table *table = folding->table;
    struct block_walk walk = { .slot = table->slot,
                               .slot_count = table->slot_count,
                               .first = table->first,
                               .end = table->first + table->count,
                               .steps_each = 1,
                               .self = folding,
                               .evaluate = give_block,
                               .accept = accept_given,
                               .do_singly = give_singly };

    if (folding->is_word && table->count >= evaluator->block_least &&
        block_suits(evaluator, table->filter) && block_suits(evaluator, table->element))
        walk_in_blocks(evaluator, &walk);
    else
        give_singly(evaluator, walk.first, walk.end, folding);
}

/* ---- folding ---- */

/* Edges lead to objects beyond the rows too (a role behind a person): those give their own value.
 */
static struct folded target_value(const struct folding *folding, uint32_t target)
{
    uint32_t row = target - folding->table->first;

    if (target >= folding->table->first && row < folding->table->count)
        return read_row(&folding->whole, row);
    return own_value(folding->evaluator, folding->table, target);
}

static struct folded fold_targets(const struct folding *folding, uint32_t row)
{
    struct folded result = neutral(folding->table);

    for (uint32_t i = folding->edges->starts[row]; i < folding->edges->starts[row + 1]; i++)
        result = combine(folding, result, target_value(folding, folding->edges->items[i]));
    return result;
}

/* Those that belong together have one value: it is not there yet while they look at each other. */
static struct folded fold_component(struct folding *folding, const uint32_t *rows, uint32_t count)
{
    struct folded result = neutral(folding->table);

    for (uint32_t i = 0; i < count; i++) {
        result = combine(folding, result, read_row(&folding->whole, rows[i]));
        write_row(folding, &folding->whole, rows[i], neutral(folding->table));
    }
    for (uint32_t i = 0; i < count; i++)
        result = combine(folding, result, fold_targets(folding, rows[i]));
    for (uint32_t i = 0; i < count; i++)
        write_row(folding, &folding->whole, rows[i], result);
    return result;
}

/* For `+` an object counts itself only when it lies on a circle. */
static void fold_plus(struct folding *folding, uint32_t component, const uint32_t *rows,
                      uint32_t count)
{
    struct closure_table *table = folding->table;
    struct folded result = neutral(table);
    bool is_circle = component_is_circle(folding->components, component);

    if (!is_circle)
        result = fold_targets(folding, rows[0]);
    if (is_circle)
        result = fold_component(folding, rows, count);
    else
        write_row(folding, &folding->whole, rows[0],
                  combine(folding, read_row(&folding->whole, rows[0]), result));
    for (uint32_t i = 0; i < count; i++)
        write_row(folding, &table->results, rows[i], result);
}

/* ---- folding words ---- */

/*
 * Mostly values are words, nothing is doubtful, and an object counts itself. Then members of a
 * component may see each other's values, as folding one twice changes nothing: there is one loop,
 * over the links. False: something is doubtful, and nothing was written.
 */
static inline bool fold_words(const struct folding *folding, const uint32_t *rows, uint32_t count,
                              enum closure_fold fold)
{
    const struct edges edges = *folding->edges;
    value *values = folding->whole.values;
    value result = neutral(folding->table).v;

    for (uint32_t member = 0; member < count; member++) {
        result = combine_words(fold, result, values[rows[member]]);
        for (uint32_t i = edges.starts[rows[member]]; i < edges.starts[rows[member] + 1]; i++) {
            uint32_t row = edges.items[i] - edges.first;
            struct folded target = { row < edges.count ? values[row] : VALUE_NONE, false };
            if (row >= edges.count)
                target = target_value(folding, edges.items[i]);
            if (target.is_doubtful)
                return false;
            result = combine_words(fold, result, target.v);
        }
    }
    for (uint32_t member = 0; member < count; member++)
        values[rows[member]] = result;
    return true;
}

/* A loop for each way to fold. */
static bool fold_simply(const struct folding *folding, const uint32_t *rows, uint32_t count)
{
    if (!folding->is_word || folding->table->is_plus || folding->whole.doubts)
        return false;
    switch (folding->table->fold) {
    case FOLD_MAX:
        return fold_words(folding, rows, count, FOLD_MAX);
    case FOLD_MIN:
        return fold_words(folding, rows, count, FOLD_MIN);
    case FOLD_SOME:
        return fold_words(folding, rows, count, FOLD_SOME);
    case FOLD_EVERY:
        return fold_words(folding, rows, count, FOLD_EVERY);
    }
    return false;
}

/* ---- components ---- */

/* Their members, one after the other, as rows; objects without one are far beyond the last. */
static const uint32_t *rows_of_members(struct arena *arena, const struct folding *folding)
{
    const struct components *components = folding->components;
    uint32_t *rows;

    if (components->first == folding->table->first)
        return components->scc.members;
    rows = ARENA_ARRAY(arena, uint32_t, components->count);
    for (uint32_t i = 0; i < components->count; i++)
        rows[i] = components->first + components->scc.members[i] - folding->table->first;
    return rows;
}

/* The rows of components lie in no order that memory knows: how far ahead they are asked for, what
 * they lead to, and some values of that. */
enum { ROWS_AHEAD = 18, LINKS_AHEAD = 12, VALUES_AHEAD = 6, VALUES_FETCHED = 8 };

static uint32_t row_ahead(const struct folding *folding, const uint32_t *rows, uint32_t at)
{
    return at < folding->components->count && rows[at] < folding->table->count ? rows[at] : 0;
}

static void fetch_values(const struct folding *folding, uint32_t row)
{
    const struct edges *edges = folding->edges;
    uint32_t from = edges->starts[row];
    uint32_t count = edges->starts[row + 1] - from;

    for (uint32_t i = 0; i < count && i < VALUES_FETCHED; i++)
        if (edges->items[from + i] - edges->first < edges->count)
            __builtin_prefetch(&folding->whole.values[edges->items[from + i] - edges->first]);
}

static void fetch_rows(const struct folding *folding, const uint32_t *rows, uint32_t at)
{
    const struct edges *edges = folding->edges;
    uint32_t far = row_ahead(folding, rows, at + ROWS_AHEAD);

    __builtin_prefetch(&edges->starts[far]);
    __builtin_prefetch(&folding->whole.values[far], 1);
    __builtin_prefetch(&edges->items[edges->starts[row_ahead(folding, rows, at + LINKS_AHEAD)]]);
    fetch_values(folding, row_ahead(folding, rows, at + VALUES_AHEAD));
}

/* What a component leads to was folded before it. */
static void fold_components(struct folding *folding)
{
    const struct scc *scc = &folding->components->scc;
    struct arena work = { 0 };
    const uint32_t *rows = rows_of_members(&work, folding);

    for (uint32_t component = 0; component < scc->count; component++) {
        uint32_t first = scc->starts[component];
        uint32_t count = scc->starts[component + 1] - first;
        if (rows[first] >= folding->table->count)
            continue;
        fetch_rows(folding, rows, first);
        if (fold_simply(folding, rows + first, count))
            continue;
        if (folding->table->is_plus)
            fold_plus(folding, component, rows + first, count);
        else
            fold_component(folding, rows + first, count);
    }
    arena_release(&work);
}

/* ---- tables ---- */

void closure_evaluate(struct evaluator *evaluator, struct closure_table *table)
{
    struct workspace *ws = evaluator->ws;
    struct folding folding = { .evaluator = evaluator, .table = table };
    value *frame = evaluator_enter(evaluator, table->slot_count);
    bool was_damaged = evaluator->is_damaged; /* whatever asks for the table now */
    struct arena work = { 0 };

    folding.edges = field_links(ws, table->field);
    folding.is_word = is_compared_as_word(table);
    table->is_damaged = links_are_damaged(&ws->schema, table->field);
    table->first = folding.edges->first;
    table->count = folding.edges->count;
    table->results.values = ARENA_ARRAY(ws->arena, value, (size_t)table->count + 1);
    folding.whole.values =
        table->is_plus ? ARENA_ARRAY(&work, value, table->count) : table->results.values;
    folding.components = field_components(ws, table->field);
    gather_own_values(&folding);
    fold_components(&folding);
    if (!table->is_plus)
        table->results.doubts = folding.whole.doubts;
    arena_release(&work);
    evaluator->is_damaged = was_damaged;
    evaluator_leave(evaluator, frame);
}

static struct folded look_up(struct evaluator *evaluator, const struct closure_table *table,
                             uint32_t object)
{
    uint32_t row = object - table->first;
    struct folded result;
    value *frame;

    if (object >= table->first && row < table->count)
        return read_row(&table->results, row);
    if (table->is_plus)
        return neutral(table);
    frame = evaluator_enter(evaluator, table->slot_count);
    result = own_value(evaluator, table, object);
    evaluator_leave(evaluator, frame);
    return result;
}

value closure_lookup(struct evaluator *evaluator, const struct closure_table *table,
                     uint32_t object)
{
    struct folded found = look_up(evaluator, table, object);

    if (found.is_doubtful || table->is_damaged)
        evaluator->is_damaged = true;
    return found.v;
}
