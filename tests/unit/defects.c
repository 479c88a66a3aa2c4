/* defects.c -- slips of the fingers in a text, the same ones on every machine. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/defects.h"

#include <stdbool.h>
#include <string.h>

/* xorshift64*: the same defects on every machine. */
uint32_t random_below(struct random *random, size_t limit)
{
    random->state ^= random->state >> 12;
    random->state ^= random->state << 25;
    random->state ^= random->state >> 27;
    return (uint32_t)((random->state * 2685821657736338717ULL >> 32) % limit);
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '%' || c == '-';
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Where the comment of a line begins: a # that no text surrounds. */
static uint32_t code_end(struct str text, uint32_t from, uint32_t to)
{
    bool is_quoted = false;

    for (uint32_t i = from; i < to; i++) {
        if (text.ptr[i] == '"')
            is_quoted = !is_quoted;
        else if (text.ptr[i] == '#' && !is_quoted)
            return i;
    }
    return to;
}

static uint32_t token_end(struct str text, uint32_t from, uint32_t to)
{
    uint32_t end = from + 1;

    if (to - from >= 3 && memcmp(text.ptr + from, "\"\"\"", 3) == 0)
        return from + 3;
    if (text.ptr[from] == '"') {
        while (end < to && text.ptr[end] != '"')
            end++;
        return end < to ? end + 1 : from + 1;
    }
    while (is_word(text.ptr[from]) && end < to && is_word(text.ptr[end]))
        end++;
    return end;
}

static void find_spots_of_line(struct spots *spots, uint32_t from, uint32_t to)
{
    uint32_t end = code_end(spots->text, from, to);
    bool is_blank = true;

    for (uint32_t i = from; i < end; i++) {
        if (is_space(spots->text.ptr[i]))
            continue;
        is_blank = false;
        VEC_PUSH(&spots->characters, (struct span){ i, i + 1 });
    }
    for (uint32_t i = from; i < end; i++) {
        uint32_t next;
        if (is_space(spots->text.ptr[i]))
            continue;
        next = token_end(spots->text, i, end);
        VEC_PUSH(&spots->tokens, (struct span){ i, next });
        i = next - 1;
    }
    if (!is_blank)
        VEC_PUSH(&spots->lines, (struct span){ from, to + 1 });
}

void find_spots(struct spots *spots)
{
    uint32_t from = 0;

    while (from < spots->text.len) {
        struct str rest = str_slice(spots->text, from, spots->text.len);
        uint32_t to = from + (uint32_t)str_find(rest, '\n');
        find_spots_of_line(spots, from, to);
        from = to + 1;
    }
}

void release_spots(struct spots *spots)
{
    VEC_RELEASE(&spots->characters);
    VEC_RELEASE(&spots->tokens);
    VEC_RELEASE(&spots->lines);
}

/* ---- defects ---- */

struct defect choose_defect(const struct spots *spots, enum defect_kind kind, struct random *random)
{
    static const char signs[] = "\"(){}[]:,=-.xA1 #";
    uint32_t character =
        spots->characters.items[random_below(random, spots->characters.count - 1)].lo;
    struct span token = spots->tokens.items[random_below(random, spots->tokens.count)];
    struct span line = spots->lines.items[random_below(random, spots->lines.count)];

    switch (kind) {
    case DELETE_CHARACTER:
        return (struct defect){ character, character + 1, "" };
    case DELETE_TOKEN:
        return (struct defect){ token.lo, token.hi, "" };
    case INSERT_CHARACTER:
        return (struct defect){ character,
                                character,
                                { signs[random_below(random, sizeof signs - 1)] } };
    case DELETE_LINE:
        return (struct defect){ line.lo, line.hi, "" };
    case SWAP:
        return (struct defect){ character,
                                character + 2,
                                { spots->text.ptr[character + 1], spots->text.ptr[character] } };
    case HALF_LINE:
        return (struct defect){ line.lo + random_below(random, line.hi - line.lo), line.hi - 1,
                                "" };
    case DEFECT_KINDS:
        break;
    }
    return (struct defect){ 0 };
}

size_t apply_defect(struct str text, const struct defect *defect, char *to)
{
    size_t inserted = strlen(defect->inserted);
    size_t rest = text.len - defect->resume;

    memcpy(to, text.ptr, defect->cut);
    memcpy(to + defect->cut, defect->inserted, inserted);
    memcpy(to + defect->cut + inserted, text.ptr + defect->resume, rest);
    return defect->cut + inserted + rest;
}
