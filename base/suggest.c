/* suggest.c -- "did you mean": the nearest names to one that does not exist. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/suggest.h"

#include <stdbool.h>

enum { NAME_BYTES_MOST = 64, ROWS = 3 };

/*
 * Restricted Damerau-Levenshtein: inserting, deleting or replacing a byte costs one, so does
 * swapping two neighbours. Cell [i][j] is the distance of the first i bytes of one name from the
 * first j of the other; only three rows are alive, which are used in turn. A cell further than the
 * limit from the diagonal is beyond it, so only the band around the diagonal is filled.
 */
struct table {
    struct str a, b;
    uint32_t limit;
    uint32_t rows[ROWS][NAME_BYTES_MOST + 2];
};

static char byte_at(struct str name, size_t index)
{
    char c = name.ptr[index];
    if (c < 'A' || c > 'Z')
        return c;
    return (char)(c - 'A' + 'a');
}

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static bool is_swap(const struct table *table, size_t i, size_t j)
{
    return i > 1 && j > 1 && byte_at(table->a, i - 1) == byte_at(table->b, j - 2) &&
           byte_at(table->a, i - 2) == byte_at(table->b, j - 1);
}

static uint32_t cell(const struct table *table, size_t i, size_t j)
{
    const uint32_t *here = table->rows[i % ROWS];
    const uint32_t *above = table->rows[(i + ROWS - 1) % ROWS];
    bool is_same = byte_at(table->a, i - 1) == byte_at(table->b, j - 1);

    uint32_t distance = above[j - 1] + (is_same ? 0 : 1);
    distance = least(distance, above[j] + 1);
    distance = least(distance, here[j - 1] + 1);
    if (is_swap(table, i, j))
        distance = least(distance, table->rows[(i + ROWS - 2) % ROWS][j - 2] + 1);
    return distance;
}

/* Returns the least distance in the row. Just beside the band stands what is beyond the limit. */
static uint32_t fill_row(struct table *table, size_t i)
{
    uint32_t *row = table->rows[i % ROWS];
    size_t first = i > table->limit ? i - table->limit : 1;
    size_t last = i + table->limit < table->b.len ? i + table->limit : table->b.len;
    uint32_t best = table->limit + 1;

    row[first - 1] = i > table->limit ? table->limit + 1 : (uint32_t)i;
    if (first == 1)
        best = row[0];
    for (size_t j = first; j <= last; j++) {
        row[j] = cell(table, i, j);
        best = least(best, row[j]);
    }
    row[last + 1] = table->limit + 1;
    return best;
}

/* Exact up to `limit`; more than `limit` otherwise. The lengths differ by at most the limit. */
static uint32_t distance_of(struct str a, struct str b, uint32_t limit)
{
    struct table table = { .a = a, .b = b, .limit = limit };
    for (size_t j = 0; j <= b.len && j <= limit; j++)
        table.rows[0][j] = (uint32_t)j;
    table.rows[0][(b.len < limit ? b.len : limit) + 1] = limit + 1;

    /* The best of a row is at most one above that of the row before, so a swap skips no bad row. */
    for (size_t i = 1; i <= a.len; i++) {
        if (fill_row(&table, i) > limit)
            return limit + 1;
    }
    return table.rows[a.len % ROWS][b.len];
}

/* Bytes that fall together make the set smaller, never larger. */
static uint64_t bytes_of(struct str name)
{
    uint64_t bytes = 0;

    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)byte_at(name, i);
        bytes |= UINT64_C(1) << ((c & 0x40) >> 1 | (c & 0x1f));
    }
    return bytes;
}

static bool has_more_than(uint64_t bytes, uint32_t limit)
{
    for (; limit > 0; limit--)
        bytes &= bytes - 1; /* one less */
    return bytes != 0;
}

/* A change of one byte brings in at most one that was not there, and takes out at most one. */
static bool bytes_are_near(const struct suggest *suggest, struct str name, uint32_t limit)
{
    uint64_t bytes = bytes_of(name);

    return !has_more_than(suggest->bytes & ~bytes, limit) &&
           !has_more_than(bytes & ~suggest->bytes, limit);
}

void suggest_start(struct suggest *suggest, struct str wanted)
{
    *suggest = (struct suggest){ .wanted = wanted };
    if (wanted.len <= NAME_BYTES_MOST)
        suggest->bytes = bytes_of(wanted);
}

static bool is_before(const struct suggest *suggest, uint32_t place, uint32_t distance,
                      struct str name)
{
    if (distance != suggest->distances[place])
        return distance < suggest->distances[place];
    return str_compare(name, suggest->names[place]) < 0;
}

static bool is_known(const struct suggest *suggest, struct str name)
{
    for (uint32_t i = 0; i < suggest->count; i++) {
        if (str_equal(suggest->names[i], name))
            return true;
    }
    return false;
}

static void insert(struct suggest *suggest, uint32_t distance, struct str name)
{
    uint32_t place = suggest->count;
    while (place > 0 && is_before(suggest, place - 1, distance, name))
        place--;
    if (place == SUGGEST_MOST)
        return;

    if (suggest->count < SUGGEST_MOST)
        suggest->count++;
    for (uint32_t i = suggest->count - 1; i > place; i--) {
        suggest->names[i] = suggest->names[i - 1];
        suggest->distances[i] = suggest->distances[i - 1];
    }
    suggest->names[place] = name;
    suggest->distances[place] = distance;
}

static uint32_t limit_for(struct str a, struct str b)
{
    size_t longer = a.len > b.len ? a.len : b.len;
    return longer < 3 ? 1 : (uint32_t)(longer / 3);
}

/* Once there are enough, a name has to be before the last of them. False when it cannot be. */
static bool lower_limit(const struct suggest *suggest, struct str name, uint32_t *limit)
{
    uint32_t worst;

    if (suggest->count < SUGGEST_MOST || suggest->distances[SUGGEST_MOST - 1] > *limit)
        return true;
    worst = suggest->distances[SUGGEST_MOST - 1];
    if (str_compare(name, suggest->names[SUGGEST_MOST - 1]) < 0)
        *limit = worst;
    else if (worst > 0)
        *limit = worst - 1;
    else
        return false;
    return true;
}

void suggest_offer(struct suggest *suggest, struct str name)
{
    struct str wanted = suggest->wanted;
    size_t gap = wanted.len > name.len ? wanted.len - name.len : name.len - wanted.len;
    uint32_t limit = limit_for(wanted, name);

    if (wanted.len > NAME_BYTES_MOST || name.len > NAME_BYTES_MOST || gap > limit ||
        !lower_limit(suggest, name, &limit) || gap > limit ||
        !bytes_are_near(suggest, name, limit) || is_known(suggest, name))
        return;
    uint32_t distance = distance_of(wanted, name, limit);
    if (distance <= limit)
        insert(suggest, distance, name);
}
