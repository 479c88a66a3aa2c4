/* plain_word.h -- the words of the language, told from names. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_PLAIN_WORD_H
#define ISMS_LANG_PLAIN_WORD_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/attr.h"
#include "lang/ast.h"

enum { WORDS_PER_LETTER = 4, WORD_BYTES_MOST = 9 };

struct plain_word {
    uint8_t bytes;  /* 0: no more with this letter */
    uint8_t value;  /* enum expr_op of a word that is a value, or 0 */
    bool continues; /* at the start of a line: the line above goes on */
    char text[WORD_BYTES_MOST];
};

#define OPERATOR(text)                                                                             \
    {                                                                                              \
        sizeof(text) - 1, 0, false, text                                                           \
    }
#define CONTINUES(text)                                                                            \
    {                                                                                              \
        sizeof(text) - 1, 0, true, text                                                            \
    }
#define VALUE(text, opcode)                                                                        \
    {                                                                                              \
        sizeof(text) - 1, EXPR_##opcode, false, text                                               \
    }

/* The words of lex.l, and what `one of`, `at least` and `at most` begin with. */
static const struct plain_word PLAIN_WORDS['z' - 'a' + 1][WORDS_PER_LETTER] = {
    ['a' - 'a'] = { CONTINUES("and"), OPERATOR("as"), OPERATOR("at") },
    ['b' - 'a'] = { OPERATOR("by") },
    ['e' - 'a'] = { CONTINUES("else"), OPERATOR("every"), OPERATOR("exactly"),
                    CONTINUES("except") },
    ['f' - 'a'] = { OPERATOR("for") },
    ['i' - 'a'] = { OPERATOR("if"), CONTINUES("implies"), OPERATOR("in"), OPERATOR("is") },
    ['n' - 'a'] = { VALUE("no", NO), VALUE("none", NONE), OPERATOR("not") },
    ['o' - 'a'] = { OPERATOR("on"), OPERATOR("one"), CONTINUES("or"), CONTINUES("otherwise") },
    ['r' - 'a'] = { OPERATOR("reaches") },
    ['s' - 'a'] = { CONTINUES("satisfies"), OPERATOR("some") },
    ['t' - 'a'] = { CONTINUES("then") },
    ['u' - 'a'] = { CONTINUES("union") },
    ['v' - 'a'] = { OPERATOR("via") },
    ['w' - 'a'] = { CONTINUES("where") },
    ['y' - 'a'] = { VALUE("yes", YES) },
};

/* The word that these bytes are, or NULL. */
static ISMS_INLINE const struct plain_word *plain_word_find(const char *at, const char *end)
{
    size_t bytes = (size_t)(end - at);
    unsigned letter = (unsigned)(*at - 'a');

    if (letter > 'z' - 'a' || bytes > WORD_BYTES_MOST)
        return NULL;
    for (unsigned i = 0; i < WORDS_PER_LETTER && PLAIN_WORDS[letter][i].bytes > 0; i++) {
        if (PLAIN_WORDS[letter][i].bytes == bytes &&
            memcmp(PLAIN_WORDS[letter][i].text, at, bytes) == 0)
            return &PLAIN_WORDS[letter][i];
    }
    return NULL;
}

#endif
