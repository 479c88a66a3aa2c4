/* view_order.c -- the order of the rows of a view. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <string.h>

#include "base/vec.h"
#include "engine/objects.h"
#include "engine/view_build.h"

int compare_keys(struct evaluator *evaluator, const struct node *node, value a, value b)
{
    if (a == VALUE_NONE || b == VALUE_NONE)
        return a == b ? 0 : a == VALUE_NONE ? 1 : -1;
    if (type_is_text(node->type))
        return str_compare_natural(value_text(a), value_text(b));
    if (node->type.base == TYPE_OBJECT)
        return compare_objects(evaluator->ws, (uint32_t)a, (uint32_t)b);
    return compare_values(evaluator, node->type, a, b, node->span);
}

/* ---- keys ---- */

struct key {
    struct kept kept;
    bool is_descending;
    bool is_word; /* its values are ordered like the words they are kept in; see compare_values */
    const value *values;
    size_t stride; /* from one row to the next; 0: they stand in the rows, at that place */
    uint32_t place;
};

/* A row and the key by which it is sorted just now: words so turned that they are ascending. */
struct placed {
    union {
        uint64_t word;
        value v;
    };
    uint32_t row;
};

struct sorting {
    struct evaluator *evaluator;
    const struct view_rows *rows;
    struct key *keys;
    uint32_t key_count;
    struct placed *placed, *room; /* for all rows each */
};

static bool is_order_of_words(const struct kept *kept)
{
    struct type type = kept->type;

    return kept->keeping == KEEP_WORD && type.base != TYPE_DURATION && type.base != TYPE_OBJECT;
}

/* Missing ones come last, whatever the direction. */
static uint64_t ascending_word(const struct key *key, value v)
{
    uint64_t word = ((uint64_t)v ^ (uint64_t)INT64_MIN) - 1;

    return key->is_descending && v != VALUE_NONE ? UINT64_MAX - 1 - word : word;
}

static value key_of_row(const struct sorting *sorting, const struct key *key, uint32_t row)
{
    return key->stride > 0 ? key->values[row * key->stride]
                           : view_rows_at(sorting->rows, row)[key->place];
}

static int compare_present(const struct sorting *sorting, const struct key *key, value a, value b)
{
    const struct workspace *ws = sorting->evaluator->ws;

    if (key->kept.keeping == KEEP_ID)
        return compare_object_names(ws, (uint32_t)a, (uint32_t)b);
    return compare_keys(sorting->evaluator, key->kept.node, a, b);
}

static int compare_placed(const struct sorting *sorting, const struct key *key,
                          const struct placed *a, const struct placed *b)
{
    int order;

    if (key->is_word)
        return a->word < b->word ? -1 : a->word > b->word;
    if (a->v == VALUE_NONE || b->v == VALUE_NONE)
        return a->v == b->v ? 0 : a->v == VALUE_NONE ? 1 : -1;
    order = compare_present(sorting, key, a->v, b->v);
    return key->is_descending ? -order : order;
}

/* ---- many words ---- */

enum { DIGIT_BITS = 8, DIGITS = 1 << DIGIT_BITS, WORD_BITS = 64 };

static uint8_t digit(const struct placed *placed, unsigned shift)
{
    return (uint8_t)(placed->word >> shift);
}

/* Where those with each digit begin. False: all have the same. */
static bool find_starts(const struct placed *placed, uint32_t count, unsigned shift,
                        uint32_t starts[DIGITS])
{
    uint32_t at = 0;

    memset(starts, 0, DIGITS * sizeof(*starts));
    for (uint32_t i = 0; i < count; i++)
        starts[digit(&placed[i], shift)]++;
    if (starts[digit(&placed[0], shift)] == count)
        return false;
    for (unsigned d = 0; d < DIGITS; d++) {
        uint32_t with_digit = starts[d];
        starts[d] = at;
        at += with_digit;
    }
    return true;
}

/* Digit by digit from the lowest on; equal rows stay as they came. */
static void sort_words(const struct sorting *sorting, struct placed *placed, uint32_t count)
{
    uint32_t starts[DIGITS];

    for (unsigned shift = 0; shift < WORD_BITS; shift += DIGIT_BITS) {
        if (!find_starts(placed, count, shift, starts))
            continue;
        memcpy(sorting->room, placed, count * sizeof(*placed));
        for (uint32_t i = 0; i < count; i++)
            placed[starts[digit(&sorting->room[i], shift)]++] = sorting->room[i];
    }
}

/* ---- others ---- */

/* Both halves are sorted; equal rows stay as they came. */
static void merge(const struct sorting *sorting, const struct key *key, struct placed *placed,
                  uint32_t count)
{
    struct placed *room = sorting->room;
    uint32_t half = count / 2;
    uint32_t left = 0;
    uint32_t right = half;
    uint32_t done = 0;

    memcpy(room, placed, half * sizeof(*room));
    while (left < half && right < count) {
        bool takes_right = compare_placed(sorting, key, &room[left], &placed[right]) > 0;
        placed[done++] = takes_right ? placed[right++] : room[left++];
    }
    memcpy(placed + done, room + left, (half - left) * sizeof(*room));
}

/* As deep as the number of rows has bits. */
static void sort_by_halves(const struct sorting *sorting, const struct key *key,
                           struct placed *placed, uint32_t count)
{
    uint32_t half = count / 2;

    if (count < 2)
        return;
    sort_by_halves(sorting, key, placed, half);
    sort_by_halves(sorting, key, placed + half, count - half);
    if (compare_placed(sorting, key, &placed[half - 1], &placed[half]) > 0)
        merge(sorting, key, placed, count);
}

static void load_keys(const struct sorting *sorting, const struct key *key, struct placed *placed,
                      uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        value v = key_of_row(sorting, key, placed[i].row);
        if (key->is_word)
            placed[i].word = ascending_word(key, v);
        else
            placed[i].v = v;
    }
}

static bool is_sorted(const struct sorting *sorting, const struct key *key,
                      const struct placed *placed, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++)
        if (compare_placed(sorting, key, &placed[i - 1], &placed[i]) > 0)
            return false;
    return true;
}

/* Objects come in the order of their ids, which often is the one that is wanted. */
static void sort(const struct sorting *sorting, const struct key *key, struct placed *placed,
                 uint32_t count)
{
    if (is_sorted(sorting, key, placed, count))
        return;
    if (key->is_word && count >= DIGITS)
        sort_words(sorting, placed, count);
    else
        sort_by_halves(sorting, key, placed, count);
}

/* ---- all ---- */

/* By that key, then those that are equal by the next one: as deep as there are keys. */
static void sort_by(const struct sorting *sorting, uint32_t at, struct placed *placed,
                    uint32_t count)
{
    const struct key *key = &sorting->keys[at];
    uint32_t end;

    load_keys(sorting, key, placed, count);
    sort(sorting, key, placed, count);
    for (uint32_t i = 0; i < count && at + 1 < sorting->key_count; i = end) {
        end = i + 1;
        while (end < count && compare_placed(sorting, key, &placed[i], &placed[end]) == 0)
            end++;
        if (end > i + 1)
            sort_by(sorting, at + 1, placed + i, end - i);
    }
}

/* ---- which keys ---- */

static struct key *add_key(struct sorting *sorting, const struct node *node, bool is_descending)
{
    struct key *key = &sorting->keys[sorting->key_count++];

    *key = (struct key){ .kept = kept_as(sorting->evaluator->ws, node),
                         .is_descending = is_descending };
    key->is_word = is_order_of_words(&key->kept);
    return key;
}

static void list_keys(struct sorting *sorting, const struct view_plan *plan)
{
    const struct view_rows *rows = sorting->rows;

    sorting->keys = ARENA_ARRAY(rows->ws->arena, struct key, (size_t)plan->order_count + 1);
    if (plan->group)
        add_key(sorting, plan->group, false)->place = rows->width - 1;
    for (uint32_t i = 0; i < plan->order_count; i++) {
        struct key *key = add_key(sorting, plan->orders[i].value, plan->orders[i].is_descending);
        key->values = rows->keys.items + i;
        key->stride = rows->key_count;
    }
}

static void sort_rows(struct sorting *sorting, struct view_rows *rows)
{
    VEC(struct placed) placed = { 0 };
    uint32_t *order = ARENA_ARRAY(rows->ws->arena, uint32_t, rows->count);

    VEC_RESERVE(&placed, (size_t)rows->count * 2);
    sorting->placed = placed.items;
    sorting->room = placed.items + rows->count;
    for (uint32_t i = 0; i < rows->count; i++)
        sorting->placed[i].row = i;
    sort_by(sorting, 0, sorting->placed, rows->count);
    for (uint32_t i = 0; i < rows->count; i++)
        order[i] = sorting->placed[i].row;
    VEC_RELEASE(&placed);
    rows->order = order;
}

void order_rows(struct evaluator *evaluator, const struct view_plan *plan, struct view_rows *rows)
{
    struct sorting sorting = { .evaluator = evaluator, .rows = rows };

    if (rows->count > 0 && (plan->group || plan->order_count > 0)) {
        list_keys(&sorting, plan);
        sort_rows(&sorting, rows);
    }
    VEC_RELEASE(&rows->keys);
}
