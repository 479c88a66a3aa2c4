/* test_lex.c -- from characters to tokens. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/lex.h"
#include "tests/unit/lang_case.h"

/* ---- both ways of scanning give the same tokens ---- */

enum { SLACK = 16 };

static char *padded(struct str text)
{
    char *copy = calloc(1, text.len + SLACK);

    assert_non_null(copy);
    if (text.len > 0)
        memcpy(copy, text.ptr, text.len);
    return copy;
}

static struct lexer lexer_for(struct lang_case *c, char *text, size_t bytes, bool is_plain)
{
    return (struct lexer){ .names = c->lang.names,
                           .sink = &c->sink,
                           .ast = &c->ast,
                           .limits = &c->limits,
                           .text = text,
                           .text_bytes = bytes,
                           .base = 1,
                           .is_plain = is_plain };
}

static void assert_same_token(const struct token *plain, const struct token *fast)
{
    assert_int_equal(plain->kind, fast->kind);
    assert_int_equal(plain->flags, fast->flags);
    assert_int_equal(plain->fault, fast->fault);
    assert_int_equal(plain->text_flags, fast->text_flags);
    assert_int_equal(plain->span.lo, fast->span.lo);
    assert_int_equal(plain->span.hi, fast->span.hi);
    if (plain->sym.v != 0 || fast->sym.v != 0)
        assert_int_equal(plain->sym.v, fast->sym.v);
    if ((plain->flags & TOKEN_FIRST) != 0) {
        assert_int_equal(plain->column, fast->column);
        assert_int_equal(plain->doc.lo, fast->doc.lo);
        assert_int_equal(plain->doc.hi, fast->doc.hi);
    }
}

/* Also: comments are the same, and the text is whole again. */
static void compare_scanners(struct str text)
{
    struct lang_case plain_case, fast_case;
    char *plain_text = padded(text), *fast_text = padded(text);
    struct lexer plain, fast;
    struct token plain_token = { 0 }, fast_token = { 0 };

    lang_case_open(&plain_case);
    lang_case_open(&fast_case);
    plain = lexer_for(&plain_case, plain_text, text.len, true);
    fast = lexer_for(&fast_case, fast_text, text.len, false);
    lexer_open(&plain);
    lexer_open(&fast);
    do {
        lexer_next(&plain, &plain_token);
        lexer_next(&fast, &fast_token);
        assert_same_token(&plain_token, &fast_token);
    } while (plain_token.kind != 0);
    lexer_close(&plain);
    lexer_close(&fast);
    assert_int_equal(plain_case.ast.comments.count, fast_case.ast.comments.count);
    assert_int_equal(plain_case.sink.diags.count, fast_case.sink.diags.count);
    if (text.len > 0) {
        assert_memory_equal(plain_text, text.ptr, text.len);
        assert_memory_equal(fast_text, text.ptr, text.len);
    }
    lang_case_close(&plain_case);
    lang_case_close(&fast_case);
    free(plain_text);
    free(fast_text);
}

static void the_shortcuts_change_no_token_of_the_sample(void **state)
{
    size_t bytes;
    char *text = lang_case_read("tests/defects/sample.isms", &bytes);

    (void)state;
    compare_scanners((struct str){ text, bytes });
    free(text);
}

/* Pieces that mean something to the scanner, in any order. */
static void the_shortcuts_change_no_token_of_random_text(void **state)
{
    static const char *const pieces[] = {
        "\n",
        "\n\n",
        "  ",
        "\t",
        "\r\n",
        "\r",
        "# c\n",
        "## d\n",
        "### e\n",
        "\"",
        "\"\"\"",
        "\\",
        "\\n",
        "\\q",
        "name",
        "not",
        "in",
        "at",
        "least ",
        ":",
        "a.5",
        "6.1.3",
        "12",
        "1_0",
        "5%",
        "2026-01-02",
        "2026-13",
        "T10:00",
        "2026-05-04T10:00",
        " 9:00",
        "31/12/2026",
        "+",
        "*",
        "-",
        "- ",
        ".",
        "..",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "'",
        "“",
        "”",
        "–",
        "\xC2\xA0",
        "\xFF",
        "ü",
        "😀",
        "\xE2\x80\x8B",
        "=",
        "==",
        ",",
        "<=",
        "0123456789abcdef",
        "x\"y\"",
        "&&",
    };
    uint64_t random = 42;

    (void)state;
    for (unsigned round = 0; round < 3000; round++) {
        char text[400];
        size_t bytes = 0;
        while (bytes < 300) {
            const char *piece;
            random = random * 6364136223846793005ULL + 1442695040888963407ULL;
            piece = pieces[(random >> 33) % (sizeof pieces / sizeof pieces[0])];
            memcpy(text + bytes, piece, strlen(piece));
            bytes += strlen(piece);
            if ((random >> 20 & 31) == 0)
                break;
        }
        compare_scanners((struct str){ text, bytes });
    }
}

static void every_length_of_a_text_is_found(void **state)
{
    char text[80];

    (void)state;
    for (size_t length = 0; length < 40; length++) {
        text[0] = '"';
        memset(text + 1, 'x', length);
        memcpy(text + 1 + length, "\" y\n", 4);
        compare_scanners((struct str){ text, length + 5 });
        compare_scanners((struct str){ text, length + 1 });
        text[1 + length] = '\n';
        compare_scanners((struct str){ text, length + 3 });
    }
}

/* ---- names, as the tree shows them ---- */

struct row {
    const char *name, *text, *tokens;
};

static const struct row rows[] = {
    { "hyphens_belong_to_names", "depends-on R-014 a - b", "depends-on R-014 a b" },
    { "a_dot_and_a_digit_belong_to_a_name", "A.5.15 iso27001.2022 a.b iso.6.1.3-d5",
      "A.5.15 iso27001.2022 a b iso.6.1.3-d5" },
    { "clauses_are_names", "6.1.3 6.1.3-d5 9.2.2-b-1 4.1-x", "6.1.3 6.1.3-d5 9.2.2-b-1 4.1-x" },
    { "a_colon_makes_a_name_of_any_word", "for: in : not: where", "for in not" },
    { "a_dot_makes_a_name_of_any_word", "a.for.in", "a for in" },
    { "two_words_are_one_operator_only_as_whole_words", "x not in-progress at leastwise",
      "x in-progress at leastwise" },
    { "underscores_belong_to_names", "_a a_b__c", "_a a_b__c" },
};

static void text_has_names(void **state)
{
    const struct row *row = *state;
    struct lang_case c;
    struct lexer lexer;
    struct token token = { 0 };
    char *text = padded(str_from(row->text));
    struct str names = STR("");

    lang_case_open(&c);
    lexer = lexer_for(&c, text, strlen(row->text), false);
    lexer_open(&lexer);
    for (lexer_next(&lexer, &token); token.kind != 0; lexer_next(&lexer, &token)) {
        struct str word = token.sym.v != 0 ? sym_text(c.lang.names, token.sym) : STR("");
        if (word.len > 0)
            names = arena_format(&c.arena, "%.*s%s%.*s", STR_ARG(names), names.len > 0 ? " " : "",
                                 STR_ARG(word));
        token = (struct token){ 0 };
    }
    lexer_close(&lexer);
    assert_text(names, row->tokens);
    lang_case_close(&c);
    free(text);
}

int main(void)
{
    enum { ROWS = sizeof rows / sizeof rows[0] };
    struct CMUnitTest names[ROWS];
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shortcuts_change_no_token_of_the_sample),
        cmocka_unit_test(the_shortcuts_change_no_token_of_random_text),
        cmocka_unit_test(every_length_of_a_text_is_found),
    };

    for (size_t i = 0; i < ROWS; i++)
        names[i] = (struct CMUnitTest){ rows[i].name, text_has_names, NULL, NULL,
                                        (void *)(uintptr_t)&rows[i] };
    return cmocka_run_group_tests_name("scanner", tests, NULL, NULL) +
           cmocka_run_group_tests_name("names", names, NULL, NULL);
}
