/* read.c -- from a path to a parsed text. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/read.h"

#include "lang/imprint.h"
#include "lang/parse_text.h"
#include "lang/survey.h"

#include <errno.h>
#include <string.h>

/* ---- what cannot be read ---- */

static const char *reason(int status)
{
    switch (-status) {
    case EISDIR:
        return "it is a folder";
    case ENXIO:
        return "it is not a regular file";
    case ENOENT:
        return "there is no such file";
    case EXDEV:
        return "it is a link that leads out of the project";
    case EMFILE:
        return "too many files are open";
    default:
        return strerror(-status);
    }
}

void report_unreadable(struct lang *lang, struct str path, struct span place, int status)
{
    if (status == -EFBIG)
        diag_add(lang->sink, MSG_E0604, place,
                 "`%.*s` is larger than %llu bytes, the limit for one file", STR_ARG(path),
                 (unsigned long long)lang->limits->file_bytes);
    else
        diag_add(lang->sink, MSG_E0601, place, "cannot read `%.*s`: %s", STR_ARG(path),
                 reason(status));
}

/* ---- limits ---- */

/* Library files count neither as files nor as bytes: they are part of the program. */
static bool is_within_limits(struct lang *lang, struct str path, struct str text)
{
    const struct limits *limits = lang->limits;

    if (lang->files_read >= limits->files) {
        diag_add(lang->sink, MSG_E0605, (struct span){ 0 },
                 "the project has more than %u source files; `%.*s` was not read", limits->files,
                 STR_ARG(path));
        return false;
    }
    if (lang->bytes_read + text.len > limits->total_bytes) {
        diag_add(lang->sink, MSG_E0604, (struct span){ 0 },
                 "all source files together are larger than %llu bytes; `%.*s` was not read",
                 (unsigned long long)limits->total_bytes, STR_ARG(path));
        return false;
    }
    lang->files_read++;
    lang->bytes_read += text.len;
    return true;
}

/* ---- texts ---- */

static bool is_utf16(struct str text)
{
    return text.len >= 2 &&
           (memcmp(text.ptr, "\xFF\xFE", 2) == 0 || memcmp(text.ptr, "\xFE\xFF", 2) == 0);
}

static void report_utf16(struct lang *lang, uint32_t base)
{
    struct diag *diag = diag_add(lang->sink, MSG_E0109, (struct span){ base, base + 2 },
                                 "this file is UTF-16; source files are UTF-8");

    lang->ast->has_errors = true;
    diag_help(lang->sink, diag, "save it again with the encoding UTF-8");
}

bool is_library_source(const struct lang *lang, uint32_t source)
{
    return lang->sources->sources.items[source].is_library;
}

uint32_t add_text(struct lang *lang, struct str path, struct str text)
{
    uint32_t source;

    if (str_starts_with(text, STR("\xEF\xBB\xBF")))
        text = str_slice(text, 3, text.len);
    source = source_map_add(lang->sources, path, text, false);
    if (source == UINT32_MAX)
        diag_add(lang->sink, MSG_E0604, (struct span){ 0 },
                 "all source files together are larger than 4 GiB; `%.*s` was not read",
                 STR_ARG(path));
    else if (is_utf16(text))
        report_utf16(lang, lang->sources->sources.items[source].base);
    return source;
}

enum read_result read_source(struct lang *lang, struct str path, struct span place)
{
    const struct file_reader *reader = lang->reader;
    struct str text;
    int status = reader->read(reader->self, path, lang->arena, &text);

    if (status == 0 && text.len > lang->limits->file_bytes)
        status = -EFBIG;
    if (status < 0) {
        report_unreadable(lang, path, place, status);
        return READ_FAILED;
    }
    if (!is_within_limits(lang, path, text))
        return READ_LIMIT;
    return add_text(lang, path, text) == UINT32_MAX ? READ_LIMIT : READ_DONE;
}

/* Of the sources from `first` on, one behind the other (base/source.h). */
static size_t bytes_from(const struct lang *lang, uint32_t first)
{
    const struct source *from = &lang->sources->sources.items[first];
    const struct source *last = VEC_LAST(&lang->sources->sources);

    return (size_t)(last->base - from->base) + last->text.len;
}

/* The texts lie in lang->arena, are ours to write to, and 16 NUL bytes follow each. */
void parse_sources(struct lang *lang, uint32_t first)
{
    uint32_t end = lang->sources->sources.count;
    struct survey survey;

    if (first == end)
        return;
    parse_make_room(lang, bytes_from(lang, first));
    survey_open(&survey, lang, first);
    for (uint32_t i = first; i < end; i++)
        if (!is_utf16(lang->sources->sources.items[i].text))
            parse_private_text(lang, i, &survey);
    survey_close(&survey);
}

enum read_result read_and_parse(struct lang *lang, struct str path, struct span place)
{
    uint32_t source = lang->sources->sources.count;
    enum read_result result = read_source(lang, path, place);

    parse_sources(lang, source);
    return result;
}

enum read_result parse_library_file(struct lang *lang, const struct library_file *file)
{
    struct str path = arena_format(lang->arena, "std://%s", file->path);
    uint32_t source;

    if (imprint_add(lang, file, path))
        return READ_DONE;
    source =
        source_map_add(lang->sources, path, (struct str){ file->text, file->text_bytes }, true);
    if (source == UINT32_MAX)
        return READ_LIMIT;
    lang_parse(lang, source);
    return READ_DONE;
}
