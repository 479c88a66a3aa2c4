/* survey.c -- which paragraphs of a text are plain, looked up ahead of the parser. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/survey.h"

#include "base/parallel.h"
#include "lang/plain.h"

#include <string.h>

/*
 * A stretch is large enough that starting threads for it does not count, and small enough that the
 * parser finds text and findings in the cache. One thread looks ahead only for the sake of names:
 * by the time that they are asked for, their places in the table are in the cache, too.
 */
enum {
    TEXT_BYTES_LEAST = 4 << 20,
    PIECE_BYTES = 256 << 10,
    PIECE_BYTES_OF_ONE = 32 << 10,
    NAMES_AHEAD = 12,
};

/* ---- one piece ---- */

static bool begins_with_letter(const char *line)
{
    return (*line >= 'a' && *line <= 'z') || (*line >= 'A' && *line <= 'Z');
}

/* The first line from `at` on, up to `stop`, that may begin a paragraph. */
static const char *next_start(const struct plain_text *rules, const char *at, const char *stop)
{
    while (at < stop) {
        const char *newline = memchr(at, '\n', (size_t)(rules->limit - at));
        if (newline == NULL)
            return stop;
        at = newline + 1;
        if (begins_with_letter(at))
            return at;
    }
    return stop;
}

static bool look_at(const struct survey *survey, const struct plain_text *rules, const char *at,
                    struct plain_paragraph *ret_paragraph)
{
    const char *text = survey->text.ptr, *end;
    struct plain_head head;

    if (!plain_head(rules, at, &head))
        return false;
    end = plain_body(rules, head.end);
    if (end == NULL)
        return false;
    *ret_paragraph = (struct plain_paragraph){
        .hash =
            intern_hash(survey->names, (struct str){ head.id, (size_t)(head.id_end - head.id) }),
        .start = (uint32_t)(at - text),
        .word_end = (uint32_t)(head.word_end - text),
        .id = (uint32_t)(head.id - text),
        .id_end = (uint32_t)(head.id_end - text),
        .end = (uint32_t)(end - text),
    };
    return true;
}

/* Whatever begins between two offsets, wherever it ends. */
static void look_between(const struct survey *survey, uint64_t from, uint64_t to,
                         struct survey_piece *piece)
{
    const char *text = survey->text.ptr, *stop = text + to, *at = text + from;
    struct plain_text rules = { text + survey->text.len, survey->limits };
    struct plain_paragraph paragraph;

    if (from > 0)
        at = next_start(&rules, at - 1, stop);
    while (at < stop) {
        if (look_at(survey, &rules, at, &paragraph)) {
            VEC_PUSH(&piece->found, paragraph);
            at = text + paragraph.end;
        }
        at = next_start(&rules, at, stop);
    }
}

static uint64_t least(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static void look_at_piece(void *self, uint32_t index)
{
    struct survey *survey = self;
    struct survey_piece *piece = &survey->pieces[index];
    uint64_t from = survey->from + (uint64_t)index * survey->piece_bytes;

    VEC_CLEAR(&piece->found);
    look_between(survey, from, least(from + survey->piece_bytes, survey->to), piece);
}

/* ---- stretches ---- */

static uint32_t pieces_of(uint64_t bytes, uint32_t piece_bytes)
{
    return (uint32_t)((bytes + piece_bytes - 1) / piece_bytes);
}

static void look_ahead(struct survey *survey, uint64_t from)
{
    uint64_t bytes = (uint64_t)survey->pieces_most * survey->piece_bytes;

    survey->from = from;
    survey->to = least(from + bytes, survey->text.len);
    survey->piece = survey->next = 0;
    survey->piece_count = pieces_of(survey->to - from, survey->piece_bytes);
    parallel_run(survey->threads, survey->piece_count, look_at_piece, survey);
}

/* Short texts have few names, and are read before a thread has begun. */
void survey_open(struct survey *survey, const struct lang *lang, struct str text)
{
    bool is_parallel = lang->threads > 1;

    *survey = (struct survey){ .names = lang->names,
                               .limits = lang->limits,
                               .text = text,
                               .threads = lang->threads,
                               .piece_bytes = lang->piece_bytes };
    if (lang->piece_bytes == 0 && text.len < TEXT_BYTES_LEAST)
        return;
    if (survey->piece_bytes == 0)
        survey->piece_bytes = is_parallel ? PIECE_BYTES : PIECE_BYTES_OF_ONE;
    survey->pieces_most = is_parallel ? PIECES_OF_STRETCH : 1;
}

void survey_close(struct survey *survey)
{
    for (uint32_t i = 0; i < PIECES_OF_STRETCH; i++)
        VEC_RELEASE(&survey->pieces[i].found);
}

/* ---- answers ---- */

/* The first paragraph that begins at the offset or behind it. */
static const struct plain_paragraph *find_from(struct survey *survey, uint32_t offset)
{
    for (; survey->piece < survey->piece_count; survey->piece++, survey->next = 0) {
        const struct survey_piece *piece = &survey->pieces[survey->piece];
        while (survey->next < piece->found.count && piece->found.items[survey->next].start < offset)
            survey->next++;
        if (survey->next < piece->found.count)
            return &piece->found.items[survey->next];
    }
    return NULL;
}

static void fetch_ahead(const struct survey *survey)
{
    const struct survey_piece *piece = &survey->pieces[survey->piece];

    if (piece->found.count - survey->next > NAMES_AHEAD)
        intern_prefetch(survey->names, piece->found.items[survey->next + NAMES_AHEAD].hash);
}

const struct plain_paragraph *survey_at(struct survey *survey, uint32_t offset)
{
    const struct plain_paragraph *paragraph;

    if (survey->pieces_most == 0)
        return NULL;
    if (offset >= survey->to)
        look_ahead(survey, offset);
    paragraph = find_from(survey, offset);
    if (paragraph == NULL || paragraph->start != offset)
        return NULL;
    fetch_ahead(survey);
    return paragraph;
}
