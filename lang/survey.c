/* survey.c -- which paragraphs of some texts are plain, looked up ahead of the parser. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/survey.h"

#include "base/parallel.h"
#include "lang/plain.h"
#include "lang/plain_lead.h"

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

/* The part of a text that a thread looks at. */
struct look {
    const struct survey *survey;
    const struct source *source;
    struct plain_text rules;
    struct plain_leads *leads; /* of the same text */
};

static uint32_t position_of(const struct look *look, const char *at)
{
    return look->source->base + (uint32_t)(at - look->source->text.ptr);
}

static bool look_at(const struct look *look, const char *at, struct plain_paragraph *ret_paragraph)
{
    struct plain_head head;
    const char *end;

    if (!plain_head(&look->rules, at, look->leads, &head))
        return false;
    end = plain_body(&look->rules, head.end, look->leads);
    if (end == NULL)
        return false;
    *ret_paragraph = (struct plain_paragraph){
        .hash = intern_hash(look->survey->names,
                            (struct str){ head.id, (size_t)(head.id_end - head.id) }),
        .start = position_of(look, at),
        .word_end = position_of(look, head.word_end),
        .id = position_of(look, head.id),
        .id_end = position_of(look, head.id_end),
        .end = position_of(look, end),
    };
    return true;
}

/* Whatever begins between two offsets of a text, wherever it ends. */
static void look_between(const struct look *look, uint64_t from, uint64_t to,
                         struct survey_piece *piece)
{
    const char *text = look->source->text.ptr, *stop = text + to, *at = text + from;
    struct plain_paragraph paragraph;

    if (from > 0)
        at = next_start(&look->rules, at - 1, stop);
    while (at < stop) {
        if (look_at(look, at, &paragraph)) {
            VEC_PUSH(&piece->found, paragraph);
            at = text + (paragraph.end - look->source->base);
        }
        at = next_start(&look->rules, at, stop);
    }
}

static uint64_t least(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* Between two positions, which may lie in different texts. */
static void look_at_piece(void *self, uint32_t index)
{
    struct survey *survey = self;
    struct survey_piece *piece = &survey->pieces[index];
    uint64_t from = survey->from + (uint64_t)index * survey->piece_bytes;
    uint64_t to = least(from + survey->piece_bytes, survey->to);
    const struct source *source = source_map_find(survey->sources, (uint32_t)from);

    VEC_CLEAR(&piece->found);
    for (; from < to; source++) {
        struct str text = source->text;
        struct plain_leads leads = { 0 };
        struct look look = { survey, source, { text.ptr + text.len, survey->limits }, &leads };
        look_between(&look, from - source->base, least(to - source->base, text.len), piece);
        from = (uint64_t)source->base + text.len + 1; /* where the next one begins */
    }
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
    survey->to = least(from + bytes, survey->end);
    survey->piece = survey->next = 0;
    survey->piece_count = pieces_of(survey->to - from, survey->piece_bytes);
    parallel_run(survey->threads, survey->piece_count, look_at_piece, survey);
}

/* Little text has few names, and is read before a thread has begun. */
void survey_open(struct survey *survey, const struct lang *lang, uint32_t first)
{
    const struct source *last = VEC_LAST(&lang->sources->sources);
    bool is_parallel = lang->threads > 1;

    *survey = (struct survey){ .names = lang->names,
                               .limits = lang->limits,
                               .sources = lang->sources,
                               .threads = lang->threads,
                               .end = (uint64_t)last->base + last->text.len,
                               .piece_bytes = lang->piece_bytes };
    if (lang->piece_bytes == 0 &&
        survey->end - lang->sources->sources.items[first].base < TEXT_BYTES_LEAST)
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

/* The first paragraph that begins at the position or behind it. */
static const struct plain_paragraph *find_from(struct survey *survey, uint32_t position)
{
    for (; survey->piece < survey->piece_count; survey->piece++, survey->next = 0) {
        const struct survey_piece *piece = &survey->pieces[survey->piece];
        while (survey->next < piece->found.count &&
               piece->found.items[survey->next].start < position)
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

const struct plain_paragraph *survey_at(struct survey *survey, uint32_t position)
{
    const struct plain_paragraph *paragraph;

    if (survey->pieces_most == 0)
        return NULL;
    if (position >= survey->to)
        look_ahead(survey, position);
    paragraph = find_from(survey, position);
    if (paragraph == NULL || paragraph->start != position)
        return NULL;
    fetch_ahead(survey);
    return paragraph;
}
