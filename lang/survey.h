/* survey.h -- which paragraphs of some texts are plain, looked up ahead of the parser. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_SURVEY_H
#define ISMS_LANG_SURVEY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/intern.h"
#include "base/str.h"
#include "base/vec.h"
#include "lang/lang.h"

/*
 * Whether a paragraph that begins somewhere is plain (plain.h) follows from the text alone. So it
 * can be found out for a stretch before the parser comes there, by several threads: a part of a
 * long text, or many short ones. The parser asks about each place where it stands; what nobody asks
 * for (lines of a text block that look like a paragraph) is of no consequence, and what was not
 * found it looks at itself.
 */
struct plain_paragraph {
    uint32_t hash;            /* of the id (intern_hashed) */
    uint32_t start, word_end; /* all are positions (base/source.h) */
    uint32_t id, id_end;
    uint32_t end; /* of the last token */
};

struct survey_piece {
    VEC(struct plain_paragraph) found; /* by `start` */
};

enum { PIECES_OF_STRETCH = 32 };

struct survey {
    const struct interner *names;
    const struct limits *limits;
    const struct source_map *sources;
    uint32_t threads, piece_bytes;
    uint32_t pieces_most; /* of a stretch; 0: nothing is looked up */
    uint32_t piece_count;
    uint64_t from, to; /* the stretch that was looked at */
    uint64_t end;      /* of all texts */
    struct survey_piece pieces[PIECES_OF_STRETCH];
    uint32_t piece, next; /* where the parser is in it */
};

/*
 * Of the sources from `first` to the last that there is; 16 bytes behind each text can be read. A
 * survey that finds nothing costs nothing: of texts that are together too short to gain from it.
 */
void survey_open(struct survey *survey, const struct lang *lang, uint32_t first);
/*
 * The plain paragraph that begins at the position, or NULL when none was found there. Positions
 * only grow from call to call. It lives until the next call. While this runs nobody changes a text.
 */
const struct plain_paragraph *survey_at(struct survey *survey, uint32_t position);
void survey_close(struct survey *survey);

#endif
