/* text_layout.c -- see text_layout.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/text_layout.h"

#include "base/characters.h"
#include "base/source.h"
#include "base/utf8.h"

enum {
    WORD_KEPT = 32,     /* longer words may be cut when room is short */
    WORD_NARROW = 10,   /* and no column that needs as much gets less */
    WIDTH_LIMIT = 65535 /* a wider terminal is as good as one without bounds */
};

static uint32_t largest(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static uint32_t smallest(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* The width of the character at `*at`, which moves behind it. */
static uint32_t next_width(struct str text, size_t *at)
{
    size_t start = *at;

    if ((unsigned char)text.ptr[start] < 0x80) {
        *at = start + 1;
        return 1; /* no control characters here */
    }
    (void)utf8_next(text, at);
    return text_display_width(str_slice(text, start, *at));
}

void text_column_measure_plain(struct text_column *column, struct str text)
{
    text_column_measure_line(column, (uint32_t)text.len);
    while (text.len > column->word) { /* no word of the rest is longer than it */
        size_t word = str_find(text, ' ');
        column->word = largest(column->word, (uint32_t)word);
        text = str_slice(text, word + 1, text.len);
    }
}

void text_column_measure(struct text_column *column, struct str text)
{
    uint32_t line = 0;
    uint32_t word = 0;

    if (printable_run(text, 0) == text.len && text.len <= UINT32_MAX) {
        text_column_measure_plain(column, text);
        return;
    }
    column->cells++;
    for (size_t at = 0; at < text.len;) {
        char first = text.ptr[at];
        uint32_t width = next_width(text, &at);
        line = first == '\n' ? 0 : line + width;
        word = first == '\n' || first == ' ' ? 0 : word + width;
        column->total += width;
        column->natural = largest(column->natural, line);
        column->word = largest(column->word, word);
    }
}

static uint32_t least_width(const struct text_column *column, uint32_t word_limit)
{
    return largest(smallest(column->word, word_limit), 1);
}

/* A column gains most from one more terminal column when total / width^2 is largest. */
static bool gains_more(const struct text_column *a, const struct text_column *b)
{
    return a->total * b->width * b->width > b->total * a->width * a->width;
}

static struct text_column *neediest(struct text_column *columns, uint32_t count)
{
    struct text_column *found = NULL;

    for (uint32_t i = 0; i < count; i++) {
        if (columns[i].width >= columns[i].natural)
            continue;
        if (found == NULL || gains_more(&columns[i], found))
            found = &columns[i];
    }
    return found;
}

/* Every column gets its longest word, then what is left goes where it saves most lines. */
static bool share(struct text_column *columns, uint32_t count, uint64_t available,
                  uint32_t word_limit)
{
    uint64_t used = 0;

    for (uint32_t i = 0; i < count; i++)
        used += least_width(&columns[i], word_limit);
    if (used > available)
        return false;
    for (uint32_t i = 0; i < count; i++)
        columns[i].width = least_width(&columns[i], word_limit);
    for (; used < available; used++) {
        struct text_column *column = neediest(columns, count);
        if (column == NULL)
            break;
        column->width++;
    }
    return true;
}

/* Without bounds: see TEXT_WIDTH_ALWAYS. */
static void widen(struct text_column *column)
{
    uint64_t cells = column->cells > 0 ? column->cells : 1;
    uint64_t most = TEXT_MEANS * (column->total / cells);

    if (most < TEXT_BYTES_ALWAYS / cells)
        most = TEXT_BYTES_ALWAYS / cells;
    if (most < TEXT_WIDTH_ALWAYS)
        most = TEXT_WIDTH_ALWAYS;
    column->width = column->natural < most ? column->natural : (uint32_t)most;
    column->limit = TEXT_UNLIMITED;
}

static bool share_among(struct text_column *columns, uint32_t count, uint64_t available)
{
    for (uint32_t word_limit = WORD_KEPT; word_limit >= WORD_NARROW; word_limit--)
        if (share(columns, count, available, word_limit))
            return true;
    return false;
}

bool text_columns_fit(struct text_column *columns, uint32_t count, uint32_t available)
{
    uint64_t gaps = count > 0 ? (uint64_t)TEXT_COLUMN_GAP * (count - 1) : 0;
    uint64_t natural = gaps;
    bool is_unbounded = available == 0 || available > WIDTH_LIMIT;

    for (uint32_t i = 0; i < count; i++) {
        natural += columns[i].natural;
        if (is_unbounded)
            widen(&columns[i]);
        else
            columns[i].width = columns[i].natural;
    }
    if (is_unbounded)
        return true;
    if (natural > available &&
        (gaps >= available || !share_among(columns, count, available - gaps)))
        return false;
    for (uint32_t i = 0; i < count; i++)
        columns[i].limit = columns[i].width;
    return true;
}

static struct str take(struct str *rest, size_t line_end, size_t next)
{
    struct str line = str_slice(*rest, 0, line_end);

    *rest = str_slice(*rest, next, rest->len);
    return line;
}

static size_t skip_spaces(struct str text, size_t at)
{
    while (at < text.len && text.ptr[at] == ' ')
        at++;
    return at;
}

static size_t without_spaces(struct str text, size_t end)
{
    while (end > 0 && text.ptr[end - 1] == ' ')
        end--;
    return end;
}

/* After a break inside a paragraph its spaces are gone, and so is a line break right behind them.
 */
static struct str take_wrapped(struct str *rest, size_t end)
{
    size_t next = skip_spaces(*rest, end);

    if (next < rest->len && rest->ptr[next] == '\n')
        next++;
    return take(rest, without_spaces(*rest, end), next);
}

struct str text_take_line(struct str *rest, uint32_t width)
{
    uint32_t used = 0;
    size_t space = 0; /* the last one behind a word */
    bool has_word = false;

    if (rest->len <= width && printable_run(*rest, 0) == rest->len)
        return take(rest, without_spaces(*rest, rest->len), rest->len);
    for (size_t at = 0; at < rest->len;) {
        bool is_space = rest->ptr[at] == ' ';
        size_t next = at;
        if (rest->ptr[at] == '\n')
            return take(rest, without_spaces(*rest, at), at + 1);
        if (is_space && has_word)
            space = at;
        has_word = has_word || !is_space;
        used += next_width(*rest, &next);
        if (used > width && !is_space)
            return take_wrapped(rest, space > 0 ? space : at > 0 ? at : next);
        at = next;
    }
    return take(rest, without_spaces(*rest, rest->len), rest->len);
}
