/* format.h -- the one look of a text: same words, same meaning, evenly laid out. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_FORMAT_H
#define ISMS_LANG_FORMAT_H

#include "base/attr.h"
#include "base/out.h"
#include "lang/lang.h"

enum format_result {
    FORMAT_DONE,
    FORMAT_ERRORS,     /* the text cannot be parsed; the sink says why */
    FORMAT_UNFAITHFUL, /* a fault of the formatter's: the new text would not say the same */
};

/*
 * Formats the bytes of a file: a byte order mark and Windows line ends are taken away, quotes and
 * blanks of word processors replaced. Names, sources, sink, arena and limits of `lang` are used,
 * its tree stays as it is. What is written to `out`, a memory, has been parsed again and compared
 * with the old text, tree and comments. Formatting a formatted text changes nothing.
 */
enum format_result lang_format(struct lang *lang, struct str path, struct str bytes,
                               struct out *out) ISMS_NODISCARD;

#endif
