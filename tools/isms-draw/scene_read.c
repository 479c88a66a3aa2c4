/* scene_read.c -- the words and numbers of a scene's lines. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms-draw/scene_read.h"

enum { DIGITS_MOST = 8 };

bool scene_next_line(struct scene_reader *reader)
{
    if (reader->rest.len == 0 || reader->is_broken)
        return false;
    size_t end = str_find(reader->rest, '\n');
    reader->line = str_slice(reader->rest, 0, end);
    reader->rest = str_slice(reader->rest, end + 1, reader->rest.len);
    return true;
}

bool scene_at_end_of_line(const struct scene_reader *reader)
{
    return reader->line.len == 0;
}

struct str scene_next_word(struct scene_reader *reader)
{
    size_t end = str_find(reader->line, ' ');
    struct str word = str_slice(reader->line, 0, end);
    reader->line = str_slice(reader->line, end + 1, reader->line.len);
    reader->is_broken = reader->is_broken || word.len == 0;
    return word;
}

double scene_next_length(struct scene_reader *reader)
{
    struct str word = scene_next_word(reader);
    bool is_negative = str_starts_with(word, STR("-"));
    struct str digits = str_slice(word, is_negative ? 1 : 0, word.len);
    if (digits.len == 0 || digits.len > DIGITS_MOST)
        reader->is_broken = true;
    int32_t number = 0;
    for (size_t i = 0; i < digits.len && !reader->is_broken; i++) {
        char c = digits.ptr[i];
        reader->is_broken = c < '0' || c > '9';
        number = number * 10 + (c - '0');
    }
    if (reader->is_broken)
        return 0;
    return (is_negative ? -number : number) / 10.0;
}

char scene_next_letter(struct scene_reader *reader)
{
    struct str word = scene_next_word(reader);
    reader->is_broken = reader->is_broken || word.len != 1;
    if (reader->is_broken)
        return '\0';
    return word.ptr[0];
}

struct str scene_rest_of_line(struct scene_reader *reader)
{
    struct str rest = reader->line;
    reader->line = (struct str){ 0 };
    return rest;
}

static uint32_t hex_digit(struct scene_reader *reader, char c)
{
    if (c >= '0' && c <= '9')
        return (uint32_t)(c - '0');
    if (c >= 'a' && c <= 'f')
        return (uint32_t)(c - 'a') + 10;
    reader->is_broken = true;
    return 0;
}

struct color scene_next_color(struct scene_reader *reader)
{
    struct str word = scene_next_word(reader);
    if (str_equal(word, STR("-")))
        return (struct color){ .is_none = true };
    if (word.len != 7 || word.ptr[0] != '#') {
        reader->is_broken = true;
        return (struct color){ .is_none = true };
    }
    double parts[3];
    for (size_t i = 0; i < 3; i++) {
        uint32_t high = hex_digit(reader, word.ptr[1 + 2 * i]);
        parts[i] = (high * 16 + hex_digit(reader, word.ptr[2 + 2 * i])) / 255.0;
    }
    return (struct color){ false, parts[0], parts[1], parts[2] };
}
