/* id_case.c -- ids that differ only in case. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <stdatomic.h>
#include <string.h>

#include "engine/objects.h"
#include "engine/pieces.h"
#include "engine/workspace.h"

/*
 * Open addressing over the drafts themselves: a slot holds the index of a draft, 0 when it is free.
 * The address of the table goes into the hash, as in base/map.c, so that nobody can prepare ids
 * that collide.
 */
struct case_table {
    uint32_t *slots;
    uint32_t mask;
};

static uint32_t slots_for(uint32_t drafts)
{
    uint32_t slots = 16;

    while (slots / 2 < drafts && slots <= UINT32_MAX / 2)
        slots *= 2;
    return slots;
}

static uint64_t mix(uint64_t hash, uint64_t word)
{
    unsigned __int128 product = (unsigned __int128)(hash ^ word) * 0xd6e8feb86659fd93;

    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* Equal for texts that differ only in case; that others may be equal, too, does no harm. */
static uint64_t hash_without_case(const struct case_table *table, sym_id namespace_,
                                  struct str text)
{
    const uint64_t CASE_BITS = 0x2020202020202020;
    uint64_t hash = mix((uint64_t)(uintptr_t)table->slots * 0x9e3779b97f4a7c15, namespace_.v);
    uint64_t word;
    size_t at = 0;

    for (; text.len - at > sizeof word; at += sizeof word) {
        memcpy(&word, text.ptr + at, sizeof word);
        hash = mix(hash, word | CASE_BITS);
    }
    word = text.len;
    for (; at < text.len; at++)
        word = word << 8 | ((unsigned char)text.ptr[at] | 0x20);
    return mix(mix(hash, word), hash);
}

static bool differ_only_in_case(const struct workspace *ws, const struct draft *a,
                                const struct draft *b)
{
    return sym_equal(a->namespace_, b->namespace_) &&
           str_equal_ignoring_case(name_text(ws, a->id), name_text(ws, b->id));
}

static bool is_checked(const struct workspace *ws, const struct draft *draft)
{
    return draft->kind != ws->schema.rule_kind && draft->kind != ws->schema.adjust_kind;
}

/* For so many drafts. */
static struct case_table open_table(uint32_t drafts)
{
    uint32_t slots = slots_for(drafts);
    uint32_t capacity = 0;
    struct case_table table = { vec_grow(NULL, &capacity, slots, sizeof(uint32_t)), slots - 1 };

    memset(table.slots, 0, (size_t)slots * sizeof(uint32_t));
    return table;
}

/* The slot with the draft of the same id but for its case, or the free one where it belongs. */
static uint32_t *find_slot(const struct workspace *ws, const struct case_table *table,
                           uint32_t index)
{
    const struct draft *drafts = ws->model.drafts.items;
    uint64_t hash =
        hash_without_case(table, drafts[index].namespace_, name_text(ws, drafts[index].id));
    uint32_t i = (uint32_t)hash & table->mask;

    while (table->slots[i] != 0 &&
           !differ_only_in_case(ws, &drafts[table->slots[i]], &drafts[index]))
        i = (i + 1) & table->mask;
    return &table->slots[i];
}

/* ---- can any two clash? ---- */

/*
 * Two ids without small letters differ in more than case, and so do two without capitals. Most
 * projects write nearly all ids one way, so that only the few others have to be looked at.
 */
enum { CASE_BIT_PLACE = 5, CASE_BIT = 1 << CASE_BIT_PLACE };
enum letters { NO_LETTERS, SMALL, CAPITAL, BOTH, LETTERS_COUNT };

/* The highest bit of each byte that is a letter of ASCII, of either case. */
static uint64_t letter_bits(uint64_t word)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones << 7;
    uint64_t rest = (word | ones * CASE_BIT) & ~tops; /* no sum runs over into the next byte */

    return (rest + ones * (0x80 - 'a')) & ~(rest + ones * (0x7f - 'z')) & ~word & tops;
}

static unsigned letters_in(uint64_t word)
{
    uint64_t letters = letter_bits(word);
    uint64_t cases = word << (7 - CASE_BIT_PLACE); /* where the bits of letters are */
    uint64_t small = letters & cases;

    return (small != 0 ? SMALL : NO_LETTERS) | (small != letters ? CAPITAL : NO_LETTERS);
}

/* Eight bytes at a time; the last eight may be looked at twice. */
static unsigned letters_of_long(struct str text)
{
    unsigned letters = NO_LETTERS;
    uint64_t word = 0;

    for (size_t at = 0; at + sizeof word < text.len; at += sizeof word) {
        memcpy(&word, text.ptr + at, sizeof word);
        letters |= letters_in(word);
    }
    memcpy(&word, text.ptr + text.len - sizeof word, sizeof word);
    return letters | letters_in(word);
}

/* What a key holds beside the text is no letter. */
static unsigned letters_of(const struct workspace *ws, sym_id id)
{
    struct short_text key = sym_key(ws->lang->names, id);

    if (short_text_is_long(key))
        return letters_of_long(name_text(ws, id));
    return letters_in(key.low) | letters_in(key.high);
}

struct census {
    unsigned usual;  /* the letters that most ids have no others than */
    uint32_t others; /* ids that have */
};

/* How many ids have which letters. */
struct letter_counts {
    const struct workspace *ws;
    _Atomic(uint32_t) of[LETTERS_COUNT];
};

static void count_items(void *self, uint32_t first, uint32_t end)
{
    struct letter_counts *counts = self;
    const struct workspace *ws = counts->ws;
    uint32_t own[LETTERS_COUNT] = { 0 };

    for (uint32_t i = first > 0 ? first : 1; i < end; i++) {
        const struct draft *draft = &ws->model.drafts.items[i];
        own[letters_of(ws, draft->id)] += is_checked(ws, draft);
    }
    for (int letters = 0; letters < LETTERS_COUNT; letters++)
        atomic_fetch_add_explicit(&counts->of[letters], own[letters], memory_order_relaxed);
}

static struct census count_letters(const struct workspace *ws)
{
    struct letter_counts counts = { .ws = ws };
    unsigned usual;

    in_pieces(ws, ws->model.drafts.count, count_items, &counts);
    usual = counts.of[SMALL] > counts.of[CAPITAL] ? SMALL : CAPITAL;
    return (struct census){ usual, counts.of[BOTH] + counts.of[usual ^ BOTH] };
}

static bool is_usual(const struct workspace *ws, const struct census *census, uint32_t index)
{
    unsigned letters = letters_of(ws, ws->model.drafts.items[index].id);

    return (letters & ~census->usual) == NO_LETTERS;
}

/* Those of one sort: the others go into the table, the usual ones are only asked for. */
static bool meet(const struct workspace *ws, const struct census *census, struct case_table *table,
                 bool usual)
{
    for (uint32_t i = 1; i < ws->model.drafts.count; i++) {
        uint32_t *slot;
        if (!is_checked(ws, &ws->model.drafts.items[i]) || is_usual(ws, census, i) != usual)
            continue;
        slot = find_slot(ws, table, i);
        if (*slot != 0)
            return true;
        if (!usual)
            *slot = i;
    }
    return false;
}

static bool may_clash(const struct workspace *ws)
{
    struct census census = count_letters(ws);
    struct case_table table;
    bool clash;

    if (census.others == 0)
        return false;
    table = open_table(census.others);
    clash = meet(ws, &census, &table, false) || meet(ws, &census, &table, true);
    vec_free(table.slots);
    return clash;
}

/* ---- which do ---- */

static void report_case(struct workspace *ws, const struct draft *draft, const struct draft *first)
{
    struct diag *diag =
        diag_add(ws->sink, MSG_E0209, ast_id_span(ws->ast, ast_decl(ws->ast, draft->decl)),
                 "`%.*s` and `%.*s` differ only in case", STR_ARG(name_text(ws, draft->id)),
                 STR_ARG(name_text(ws, first->id)));

    diag_label(ws->sink, diag, ast_id_span(ws->ast, ast_decl(ws->ast, first->decl)),
               "the other one");
}

void check_id_case(struct workspace *ws)
{
    const struct draft *drafts = ws->model.drafts.items;
    struct case_table table;

    if (!may_clash(ws))
        return;
    table = open_table(ws->model.drafts.count);
    for (uint32_t i = 1; i < ws->model.drafts.count; i++) {
        uint32_t *slot = find_slot(ws, &table, i);
        if (!is_checked(ws, &drafts[i]))
            continue;
        if (*slot == 0)
            *slot = i;
        else
            report_case(ws, &drafts[i], &drafts[*slot]);
    }
    vec_free(table.slots);
}
