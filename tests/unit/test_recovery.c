/* test_recovery.c -- one defect, one message; what is around it stays. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/lang_case.h"

/* ---- messages ---- */

struct row {
    const char *name, *text, *messages;
};

static const struct row rows[] = {
    /* language.md 3.1, recovery (1): a line is lost alone */
    { "a_damaged_line_ends_at_its_end", "risk R-1\n  a: b and\n  c: (d\n  e: f\n",
      "E0101 2:8 expected a value after `and`\nE0105 3:6 this `(` is not closed" },
    /* (2) */
    { "a_bad_line_in_column_1_opens_an_anonymous_object", "foo, bar\n  a: 1\nrisk R-1\n  b: 2\n",
      "E0102 1:1 this line is neither a declaration nor a field" },
    { "a_reserved_word_begins_no_declaration", "where x\n",
      "E0102 1:1 `where` cannot begin a declaration" },
    { "a_number_begins_no_declaration", "12 x\n",
      "E0102 1:1 this line is neither a declaration nor a field" },
    { "a_kind_alone_lacks_a_name", "risk\n  a: 1\n", "E0113 1:1 `risk` has no name behind it" },
    { "a_word_of_the_language_is_no_name", "risk on \"x\"\n",
      "E0101 1:6 `on` is a word of the language and cannot be a name" },
    { "nor_is_one_alone", "asset none\n  a: 1\n",
      "E0101 1:7 `none` is a word of the language and cannot be a name" },
    { "a_sentence_is_no_declaration", "This is a sentence\n",
      "E0102 1:1 this line is neither a declaration nor a field" },
    { "a_head_goes_on_with_names_and_titles", "risk R-1 + 2\n",
      "E0101 1:10 expected a name, a title in quotes or the end of the line after `R-1`" },
    /* (3) */
    { "a_field_after_a_blank_line_has_no_declaration", "risk R-1\n  a: 1\n\n  b: 2\n  c: 3\n",
      "E0104 4:3 this paragraph has no declaration line" },
    { "a_field_at_the_start_has_no_declaration", "  b: 2\n  c: 3\n",
      "E0104 1:3 this paragraph has no declaration line" },
    { "a_comment_does_not_join_paragraphs", "risk R-1\n\n# x\n  b: 2\n",
      "E0104 4:3 this paragraph has no declaration line" },
    { "a_bullet_after_a_blank_line_has_no_declaration", "risk R-1\n\n  - b\n",
      "E0104 3:3 this paragraph has no declaration line" },
    /* (4) */
    { "a_field_without_its_colon", "risk R-1\n  owner cto\n",
      "E0103 2:3 this line looks like a field without its colon" },
    { "a_field_with_another_sign", "risk R-1\n  owner = cto\n",
      "E0103 2:3 this line looks like a field without its colon" },
    { "an_indented_declaration", "risk R-1\n\n  risk R-2 \"x\"\n    a: 1\n",
      "E0102 3:3 a declaration begins at the left margin" },
    { "a_declaration_indented_among_fields", "risk R-1\n  a: 1\n  risk R-2 \"x\"\n  a: 1\n",
      "E0102 3:3 a declaration begins at the left margin" },
    /* (5) */
    { "a_bracket_left_open_before_a_declaration", "risk R-1\n  a: [b,\nrisk R-2\n",
      "E0105 2:6 this `[` is not closed" },
    { "a_bracket_left_open_before_a_field", "risk R-1\n  a: f(b\n  c: d\n",
      "E0105 2:7 this `(` is not closed" },
    { "a_record_left_open_before_a_field", "risk R-1\n  a: { b: 1\n  c: d\n",
      "E0105 2:6 this `{` is not closed" },
    { "a_record_left_open_before_a_bullet", "risk R-1\n  a:\n    - { b: 1\n    - { b: 2 }\n",
      "E0105 3:7 this `{` is not closed" },
    { "a_bracket_left_open_before_a_blank_line", "risk R-1\n  a: (b\n\nrisk R-2\n",
      "E0105 2:6 this `(` is not closed" },
    { "a_bracket_left_open_at_the_end", "let x = [a, b", "E0105 1:9 this `[` is not closed" },
    { "a_bracket_left_open_in_a_head", "let f (a: b\nrisk R-1\n",
      "E0105 1:7 this `(` is not closed" },
    { "an_inner_bracket_left_open", "let x = f([a, b)\n", "E0105 1:11 this `[` is not closed" },
    { "a_bracket_closed_by_another", "let x = f(a]\n", "E0105 1:12 `]` does not close `(`" },
    { "a_bracket_nobody_opened", "let x = a)\n",
      "E0117 1:10 no bracket is open that `)` could close" },
    /* (6) */
    { "an_unclosed_block_ends_before_a_declaration",
      "risk R-1\n  a: \"\"\"\n    text\n  b: 1\n\nrisk R-2\n  c: 1\n",
      "E0106 2:6 this text block is not closed" },
    { "an_unclosed_block_at_the_end", "risk R-1\n  a: \"\"\"\n    text",
      "E0106 2:6 this text block is not closed" },
    { "a_block_with_two_quotes",
      "risk R-1\n  a: \"\"\n    some text, and more\n    \"\"\"\n  b: 1\n",
      "E0106 2:6 a text block opens with three quotes" },
    { "an_empty_text_is_no_block", "risk R-1\n  a: \"\"\n  b: \"\"\"\n    x\n    \"\"\"\n", "" },
    { "a_block_without_its_start_is_one_defect",
      "risk R-1\n  a:\n    Some text, and\n    more\n    \"\"\"\n  b: 1\n",
      "E0101 3:5 this line is neither a field nor a list item" },
    { "an_unclosed_text_ends_with_its_line", "risk R-1 \"x\n  a: \"y\n",
      "E0106 1:10 this text is not closed on its line\n"
      "E0106 2:6 this text is not closed on its line" },
    { "an_unclosed_text_hides_its_brackets", "risk R-1\n  a: f([\"x)])\n  b: 1\n",
      "E0106 2:9 this text is not closed on its line" },
    /* lines */
    { "a_field_at_the_left_margin", "risk R-1\nowner: x\n- y\ndue: z\n",
      "E0112 2:1 this field stands at the left margin" },
    { "a_bullet_without_a_field", "risk R-1\n  - x\n",
      "E0101 2:3 this list item has no field above it" },
    { "bullets_without_dashes", "risk R-1\n  a:\n    TRT-1\n    TRT-2\n",
      "E0101 3:5 this line looks like a list item without its dash" },
    { "a_dash_without_a_blank", "risk R-1\n  a:\n    - x\n    -y\n",
      "E0101 4:5 a list item has a blank behind its dash" },
    { "a_bullet_below_a_computed_field", "kind k\n  a: number = b\n    - c\n",
      "E0101 3:5 a computed field cannot have list items" },
    { "a_line_further_right_without_a_shape", "risk R-1\n  a: b\n     c\n     d\n",
      "E0101 3:6 this line is neither a field nor a list item" },
    { "an_operator_at_the_end_waits_no_longer", "risk R-1\n  a: b and\n\nrisk R-2\n",
      "E0101 2:8 expected a value after `and`" },
    { "a_comma_at_the_end_waits_no_longer", "risk R-1\n  a: b,\n  c: d\n",
      "E0101 2:7 expected a value after `,`" },
    { "an_empty_bullet", "risk R-1\n  a:\n    -\n", "E0101 3:5 expected a value after `-`" },
    { "a_character_between_name_and_colon_is_left_out", "  a@: 1\n  b: 2\n",
      "E0102 1:3 a declaration begins at the left margin" },
    { "a_character_at_the_start_of_a_line_is_left_out", "@risk R-1\n  $a: 1\n",
      "E0108 1:1 `@` has no meaning here\nE0108 2:3 `$` has no meaning here" },
    /* what was expected */
    { "a_value_is_missing", "risk R-1\n  a: b == \n", "E0101 2:8 expected a value after `==`" },
    { "a_name_is_missing", "risk R-1\n  a: some 1 in b where c\n",
      "E0101 2:11 expected a name after `some`" },
    { "in_is_missing", "risk R-1\n  a: some x of b where c\n",
      "E0101 2:13 expected `in` after `x`" },
    { "where_is_missing", "risk R-1\n  a: some x in b, c\n",
      "E0101 2:17 expected `where` after `b`" },
    { "satisfies_is_missing", "risk R-1\n  a: every x in b where c\n",
      "E0101 2:19 expected `satisfies` after `b`" },
    { "then_is_missing", "risk R-1\n  a: if b else c\n", "E0101 2:11 expected `then` after `b`" },
    { "else_is_missing", "risk R-1\n  a: if b then c\n", "E0101 2:16 expected `else` after `c`" },
    { "via_is_missing", "risk R-1\n  a: b reaches c\n", "E0101 2:16 expected `via` after `c`" },
    { "a_number_is_missing", "risk R-1\n  a: exactly x in b where c\n",
      "E0101 2:14 expected a number after `exactly`" },
    { "an_adjective_is_missing", "risk R-1\n  a: b is 5\n",
      "E0101 2:11 expected a word such as `set` or `empty` after `is`" },
    { "a_comma_is_missing", "risk R-1\n  a: b \"c\"\n",
      "E0101 2:8 expected an operator, `,` or the end of the line after `b`" },
    { "a_comma_is_missing_in_brackets", "risk R-1\n  a: f(\"b\" \"c\")\n",
      "E0101 2:12 expected an operator, `,` or `)` after this text" },
    { "texts_stand_in_quotes", "risk R-1\n  a: many words here\n",
      "E0101 2:11 expected an operator or `,` before `words`" },
    { "two_words_need_a_comma", "risk R-1\n  a: two words\n",
      "E0101 2:10 expected an operator or `,` before `words`" },
    { "comparing_has_two_signs", "risk R-1\n  a: b where c = d = e\n",
      "E0101 2:20 `=` cannot stand here" },
    { "words_behind_a_dot_are_names", "risk R-1\n  a: d.on.where, e.not\n  no: 1\n", "" },
    { "not_in_is_not_a_beginning_of_a_name", "risk R-1\n  a: not in-progress, b not in c\n", "" },
};

static uint32_t fields_of(const struct lang_case *c, uint32_t decl)
{
    return ast_parts(&c->ast, &c->ast.decls.items[decl])->field_count;
}

static void text_raises(void **state)
{
    const struct row *row = *state;
    struct lang_case c;

    lang_case_open(&c);
    lang_case_parse(&c, str_from(row->text));
    assert_text(lang_case_messages(&c), row->messages);
    assert_int_equal(c.ast.has_errors, c.sink.counts[SEVERITY_ERROR] > 0);
    lang_case_close(&c);
}

/* ---- tokens ---- */

static const struct row token_rows[] = {
    { "a_day_that_does_not_exist", "risk R-1\n  a: 2026-02-30\n",
      "E0107 2:6 `2026-02-30` is not a date" },
    { "a_date_of_other_countries", "risk R-1\n  a: 31/12/2026, 1.2.2026\n",
      "E0107 2:6 `31/12/2026` is not a date" },
    { "a_date_with_a_short_year", "risk R-1\n  a: 208-03-18\n",
      "E0107 2:6 `208-03-18` is not a date" },
    { "a_date_with_letters", "risk R-1\n  a: 2026-03-1a\n",
      "E0107 2:6 `2026-03-1a` is not a date" },
    { "a_month_that_does_not_exist", "risk R-1\n  a: 2026-13\n",
      "E0107 2:6 `2026-13` is not a period" },
    { "a_quarter_that_does_not_exist", "risk R-1\n  a: 2026-Q5\n",
      "E0107 2:6 `2026-Q5` is not a period" },
    { "an_hour_that_does_not_exist", "risk R-1\n  a: 2026-05-04T24:00\n",
      "E0107 2:6 `2026-05-04T24:00` is not a moment" },
    { "a_moment_with_its_time_zone", "risk R-1\n  a: 2026-05-04T10:00+02:00, 2026-05-04T10:00Z\n",
      "E0107 2:6 `2026-05-04T10:00+02:00` is not a moment" },
    { "a_moment_without_minutes", "risk R-1\n  a: 2026-05-04T10\n",
      "E0107 2:6 `2026-05-04T10` is not a moment" },
    { "subtraction_needs_blanks", "risk R-1\n  a: 5-3\n",
      "E0115 2:6 `5-3` is neither a number nor a date" },
    { "a_number_with_its_unit_attached", "risk R-1\n  a: 40k\n",
      "E0115 2:6 `40k` is not a number" },
    { "a_number_with_two_underscores", "risk R-1\n  a: 1__0\n",
      "E0115 2:6 `1__0` is not a number" },
    { "a_number_that_is_too_exact", "risk R-1\n  a: 0.1234567%\n",
      "E0115 2:6 `0.1234567%` is not a number" },
    { "signs_of_other_languages", "risk R-1\n  a: b && c\n  d: e ≤ f\n  g: h; i\n",
      "E0108 2:8 `&&` has no meaning here\nE0108 3:8 `≤` has no meaning here\n"
      "E0108 4:7 `;` has no meaning here" },
    { "single_quotes", "risk R-1\n  a: 'b'\n  c: it's\n",
      "E0108 2:6 texts stand in double quotes\nE0108 3:8 `'` has no meaning here" },
    { "letters_beyond_a_to_z", "risk R-1\n  Müller: 1\n  b: Ωmega\n",
      "E0108 2:3 `Müller` cannot be a name\nE0108 3:6 `Ωmega` cannot be a name" },
    { "letters_that_look_alike", "risk R-1\n  owner: с-1\n", "E0108 2:10 `с-1` cannot be a name" },
    { "an_unknown_escape", "risk R-1\n  a: \"b\\d\\n\"\n", "E0116 2:8 unknown escape in a text" },
    { "an_escape_beyond_unicode", "risk R-1\n  a: \"\\u{110000}\"\n",
      "E0116 2:7 unknown escape in a text" },
    { "characters_of_no_width", "risk R-1\n  a\xE2\x80\x8B: 1\n  b: \"\xE2\x80\x8B\"\n",
      "E0109 2:4 here stands an invisible character of no width" },
    { "bidirectional_controls_anywhere", "risk R-1 # \xE2\x80\xAE\n  a: \"\xE2\x81\xA6\"\n",
      "E0109 1:12 here stands a character that changes the direction of writing, so that the line "
      "is "
      "not read as it is shown; write it as `\\u{...}` if a text needs it\n"
      "E0109 2:7 here stands a character that changes the direction of writing, so that the line "
      "is "
      "not read as it is shown; write it as `\\u{...}` if a text needs it" },
    { "bytes_that_are_not_utf8", "risk R-1\n  a: \"\xC0\xAF\xED\xA0\x80\"\n  b: \xFF\n",
      "E0109 2:7 here stands bytes that are not UTF-8; save the file as UTF-8\n"
      "E0109 3:6 here stands bytes that are not UTF-8; save the file as UTF-8" },
    { "a_carriage_return_alone", "risk R-1\r  a: 1\n",
      "E0109 1:9 here stands a carriage return without a line feed; lines end with LF or CR LF" },
    { "what_word_processors_write",
      "risk R-1 “x”\n  a:\xC2\xA0"
      "b\n  c:\n    – d\n",
      "W0101 1:10 these quotes come from a word processor\n"
      "W0101 2:5 this non-breaking space comes from a word processor\n"
      "W0101 4:5 this long dash comes from a word processor" },
};

static void a_nul_byte_is_reported(void **state)
{
    static const char text[] = "risk R-1\n  a: \0b\n";
    struct lang_case c;

    (void)state;
    lang_case_open(&c);
    lang_case_parse(&c, (struct str){ text, sizeof text - 1 });
    assert_text(lang_case_messages(&c), "E0109 2:6 here stands a NUL byte; is this a text file?");
    lang_case_close(&c);
}

static void a_binary_file_does_not_flood(void **state)
{
    char text[4096];
    struct lang_case c;

    (void)state;
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)(i * 167 + i / 256);
    lang_case_open(&c);
    lang_case_parse(&c, (struct str){ text, sizeof text });
    assert_in_range(c.sink.counts[SEVERITY_ERROR], 20, 80);
    lang_case_close(&c);
}

/* ---- notes and fixes ---- */

struct fix_row {
    const char *name, *text, *note, *replacement;
    uint32_t lo, hi; /* of the fix, as offsets */
};

static const struct fix_row fix_rows[] = {
    { "the_colon_is_put_in", "risk R-1\n  owner cto\n", NULL, ":", 16, 16 },
    { "february_has_28_days", "risk R-1\n  a: 2026-02-30\n", "February 2026 has 28 days", NULL, 0,
      0 },
    { "february_of_a_leap_year_has_29_days", "risk R-1\n  a: 2024-02-30\n",
      "February 2024 has 29 days", NULL, 0, 0 },
    { "there_is_no_month_13", "risk R-1\n  a: 2026-13-01\n", "there is no month 13", NULL, 0, 0 },
    { "years_begin_at_1", "risk R-1\n  a: 0000-01-01\n", "years run from 0001 to 9999", NULL, 0,
      0 },
    { "a_short_day_is_filled_up", "risk R-1\n  a: 2026-2-3\n", NULL, "2026-02-03", 14, 22 },
    { "day_first_when_the_day_is_over_12", "risk R-1\n  a: 31/12/2026\n", NULL, "2026-12-31", 14,
      24 },
    { "month_first_when_the_day_is_over_12", "risk R-1\n  a: 12/31/2026\n", NULL, "2026-12-31", 14,
      24 },
    { "with_dots_the_day_is_first", "risk R-1\n  a: 3.4.2026\n", NULL, "2026-04-03", 14, 22 },
    { "a_doubtful_date_is_not_guessed", "risk R-1\n  a: 03/04/2026\n",
      "dates are written YYYY-MM-DD", NULL, 0, 0 },
    { "a_blank_is_no_t", "risk R-1\n  a: 2026-05-04 9:05\n", NULL, "2026-05-04T09:05", 14, 29 },
    { "a_small_t_is_none", "risk R-1\n  a: 2026-05-04t10:00\n", NULL, "2026-05-04T10:00", 14, 30 },
    { "hours_end_at_23", "risk R-1\n  a: 2026-05-04T24:00\n",
      "hours run from 00 to 23, minutes from 00 to 59", NULL, 0, 0 },
    { "the_day_of_a_moment_exists", "risk R-1\n  a: 2026-02-30T10:00\n",
      "February 2026 has 28 days", NULL, 0, 0 },
    { "an_operator_word_replaces_its_sign", "risk R-1\n  a: b && c\n", NULL, "and", 16, 18 },
    { "fields_are_indented", "risk R-1\nowner: x\n", NULL, "  ", 9, 9 },
    { "declarations_are_not", "risk R-1\n\n  risk R-2\n", NULL, "", 10, 12 },
    { "a_dash_is_put_in", "risk R-1\n  a:\n    b\n", NULL, "- ", 18, 18 },
    { "comparing_is_written_with_two_signs", "risk R-1\n  a: f(b = c)\n", NULL, "==", 18, 19 },
    { "quotes_become_plain", "risk “x”\n", NULL, "\"x\"", 5, 12 },
    { "words_of_the_language_are_explained", "risk R-1\n  a: on\n",
      "`on` is a word of the language; it cannot be a name", NULL, 0, 0 },
};

static void first_message_offers(void **state)
{
    const struct fix_row *row = *state;
    struct lang_case c;
    const struct diag *diag;

    lang_case_open(&c);
    lang_case_parse(&c, str_from(row->text));
    assert_int_equal(c.sink.diags.count, 1);
    diag = c.sink.diags.items[0];
    if (row->note != NULL) {
        assert_non_null(diag->notes);
        assert_text(diag->notes->text, row->note);
    }
    if (row->replacement != NULL) {
        uint32_t base = c.sources.sources.items[0].base;
        assert_non_null(diag->fixes);
        assert_int_equal(diag->fixes->safety, FIX_SAFE);
        assert_text(diag->fixes->replacement, row->replacement);
        assert_int_equal(diag->fixes->span.lo - base, row->lo);
        assert_int_equal(diag->fixes->span.hi - base, row->hi);
    } else {
        assert_null(diag->fixes);
    }
    lang_case_close(&c);
}

/* ---- what stays ---- */

static void fields_of_a_lost_declaration_do_not_fall_into_the_one_before(void **state)
{
    struct lang_case c;

    (void)state;
    lang_case_open(&c);
    lang_case_parse(&c, STR("risk R-1\n  a: 1\nrisk R-2 + 3\n  b: 2\n  c: 3\nrisk R-3\n  d: 4\n"));
    assert_int_equal(c.ast.decls.count, 4);
    assert_int_equal(fields_of(&c, 1), 1);
    assert_int_equal(c.ast.decls.items[2].word.v, 0);
    assert_true(c.ast.decls.items[2].is_damaged);
    assert_int_equal(fields_of(&c, 2), 2);
    assert_int_equal(fields_of(&c, 3), 1);
    assert_false(c.ast.decls.items[3].is_damaged);
    lang_case_close(&c);
}

static void names_on_lost_declaration_lines_are_remembered(void **state)
{
    struct lang_case c;

    (void)state;
    lang_case_open(&c);
    lang_case_parse(&c, STR("risk R-2 + 3\n"));
    assert_int_equal(c.ast.damaged_names.count, 2);
    assert_text(sym_text(c.lang.names, c.ast.damaged_names.items[1]), "R-2");
    lang_case_close(&c);
}

static void a_lost_field_stays_as_a_damaged_one(void **state)
{
    struct lang_case c;
    const struct field *field;

    (void)state;
    lang_case_open(&c);
    lang_case_parse(&c, STR("risk R-1\n  owner: x y z\n  due: 1\n"));
    assert_int_equal(fields_of(&c, 1), 2);
    field = &c.ast.fields.items[1];
    assert_text(sym_text(c.lang.names, field->name), "owner");
    assert_true(field->is_damaged);
    assert_int_equal(field->items.v, 0);
    assert_false(c.ast.fields.items[2].is_damaged);
    assert_true(c.ast.decls.items[1].is_damaged);
    lang_case_close(&c);
}

static void a_repaired_field_keeps_its_value(void **state)
{
    struct lang_case c;
    const struct field *field;

    (void)state;
    lang_case_open(&c);
    lang_case_parse(&c, STR("risk R-1\n  owner cto\n  list: [a, b\n"));
    field = &c.ast.fields.items[1];
    assert_true(field->is_damaged);
    assert_int_equal(ast_expr(&c.ast, field->items)->op, EXPR_NAME);
    assert_int_equal(ast_expr(&c.ast, c.ast.fields.items[2].items)->op, EXPR_LIST);
    lang_case_close(&c);
}

static void each_field_at_the_margin_gets_its_fix(void **state)
{
    struct lang_case c;
    const struct diag *diag;

    (void)state;
    lang_case_open(&c);
    lang_case_parse(&c, STR("risk R-1\na: 1\nb: 2\n"));
    assert_int_equal(c.sink.diags.count, 1);
    diag = c.sink.diags.items[0];
    assert_non_null(diag->fixes->next);
    assert_int_equal(fields_of(&c, 1), 2);
    lang_case_close(&c);
}

/* ---- limits ---- */

/* `before` + `middle` repeated + `after`. */
static struct str repeat(struct lang_case *c, const char *before, const char *middle, size_t times)
{
    size_t head = strlen(before), step = strlen(middle);
    char *text = ARENA_ARRAY(&c->arena, char, head + step * times + 2);

    memcpy(text, before, head);
    for (size_t i = 0; i < times; i++)
        memcpy(text + head + i * step, middle, step);
    text[head + step * times] = '\n';
    return (struct str){ text, head + step * times + 1 };
}

struct deep_row {
    const char *name, *before, *middle;
    size_t times;
};

static const struct deep_row deep_rows[] = {
    { "a_million_terms_are_refused", "k a\n  f: 1", "+ 1", 1000000 },
    { "fifty_thousand_brackets_are_refused", "k a\n  f: ", "(", 50000 },
    { "fifty_thousand_lists_are_refused", "k a\n  f: ", "[", 50000 },
    { "fifty_thousand_records_are_refused", "k a\n  f: ", "{a: ", 50000 },
    { "fifty_thousand_minus_signs_are_refused", "k a\n  f: ", "- ", 50000 },
    { "fifty_thousand_negations_are_refused", "k a\n  f: ", "not ", 50000 },
    { "fifty_thousand_conditions_are_refused", "k a\n  f: ", "if a then b else ", 50000 },
    { "fifty_thousand_implications_are_refused", "k a\n  f: a", " implies a", 50000 },
    { "fifty_thousand_dots_are_refused", "k a\n  f: a", ".b", 50000 },
    { "fifty_thousand_calls_are_refused", "k a\n  f: ", "f(", 50000 },
    { "fifty_thousand_quantifiers_are_refused", "k a\n  f: ", "some x in y where ", 50000 },
};

static void expression_is_too_deep(void **state)
{
    const struct deep_row *row = *state;
    struct lang_case c;
    uint32_t too_deep = 0;

    lang_case_open(&c);
    lang_case_parse(&c, repeat(&c, row->before, row->middle, row->times));
    for (uint32_t i = 0; i < c.sink.diags.count; i++)
        too_deep += c.sink.diags.items[i]->message == MSG_E0602;
    assert_int_equal(too_deep, 1);
    assert_int_equal(c.sink.diags.count, 1);
    assert_int_equal(c.sink.exit_status, 5);
    for (uint32_t i = 1; i < c.ast.exprs.count; i++)
        assert_in_range(c.ast.exprs.items[i].depth, 1, EXPR_DEPTH_LIMIT);
    lang_case_close(&c);
}

static void the_next_line_is_read_after_one_that_was_too_deep(void **state)
{
    struct lang_case c;
    struct str deep;
    char *text;

    (void)state;
    lang_case_open(&c);
    deep = repeat(&c, "k a\n  f: ", "not ", 20000);
    text = ARENA_ARRAY(&c.arena, char, deep.len + 20);
    memcpy(text, deep.ptr, deep.len);
    memcpy(text + deep.len, "  g: 1\nk b\n", 11);
    lang_case_parse(&c, (struct str){ text, deep.len + 11 });
    assert_int_equal(c.sink.diags.count, 1);
    assert_int_equal(c.ast.decls.count, 3);
    assert_int_equal(fields_of(&c, 1), 2);
    assert_false(c.ast.fields.items[2].is_damaged);
    lang_case_close(&c);
}

static void the_limit_of_depth_is_exact(void **state)
{
    struct lang_case c;

    (void)state;
    lang_case_open(&c);
    lang_case_parse(&c, repeat(&c, "k a\n  f: 1", " + 1", EXPR_DEPTH_LIMIT - 1));
    assert_int_equal(c.sink.diags.count, 0);
    lang_case_parse(&c, repeat(&c, "k a\n  f: 1", " + 1", EXPR_DEPTH_LIMIT));
    assert_int_equal(c.sink.diags.count, 1);
    lang_case_close(&c);
}

static void long_texts_and_names_are_refused(void **state)
{
    struct lang_case c;

    (void)state;
    lang_case_open(&c);
    lang_case_parse(&c, repeat(&c, "k a\n  f: \"", "x", (1 << 20) - 10));
    assert_text(lang_case_messages(&c), "E0106 2:6 this text is not closed on its line");
    lang_case_close(&c);
    lang_case_open(&c);
    lang_case_parse(&c, repeat(&c, "k ", "x", 255));
    assert_text(lang_case_messages(&c), "");
    lang_case_parse(&c, repeat(&c, "k ", "y", 256));
    assert_text(lang_case_messages(&c), "E0603 1:3 this name is longer than 255 bytes");
    assert_int_equal(c.sink.exit_status, 5);
    lang_case_close(&c);
    lang_case_open(&c);
    c.limits.token_bytes = 10;
    lang_case_parse(&c, STR("k a\n  f: \"12345678\", \"123456789\"\n"));
    assert_text(lang_case_messages(&c),
                "E0603 2:18 this is longer than 10 bytes, the limit for one text or word");
    lang_case_close(&c);
}

static void long_dotted_names_are_refused(void **state)
{
    struct lang_case c;

    (void)state;
    lang_case_open(&c);
    lang_case_parse(&c, repeat(&c, "k.a", ".b", 200000));
    assert_text(lang_case_messages(&c),
                "E0603 1:1 the dotted name on this line is longer than 255 bytes");
    assert_in_range(c.arena.bytes, 0, 4 << 20);
    lang_case_close(&c);
}

/* Each of these once cost time in proportion to the square of its length. */
static void repetition_costs_no_more_than_its_length(void **state)
{
    static const char *const pieces[] = {
        "\"", "'", "\"\"\n", "  a: \"\"\n", "\"\"\"\n", "“", "("
    };

    (void)state;
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        struct lang_case c;
        lang_case_open(&c);
        lang_case_parse(&c, repeat(&c, "k a\n  f: ", pieces[i], 300001));
        assert_in_range(c.sink.diags.count, 0, 3000);
        lang_case_close(&c);
    }
}

static void a_line_may_have_ten_megabytes(void **state)
{
    struct lang_case c;

    (void)state;
    lang_case_open(&c);
    lang_case_parse(&c, repeat(&c, "k a\n  f: b", ", \"some text\"", 10000000 / 13));
    assert_int_equal(c.sink.diags.count, 0);
    assert_true(c.ast.exprs.count > 700000);
    lang_case_close(&c);
}

#define COUNT(rows) (sizeof(rows) / sizeof(rows)[0])
#define TEST_OF_ROW(row, function)                                                                 \
    ((struct CMUnitTest){ (row).name, (function), NULL, NULL, (void *)(uintptr_t) & (row) })

int main(void)
{
    struct CMUnitTest lines[COUNT(rows)], tokens[COUNT(token_rows)], fixes[COUNT(fix_rows)],
        deep[COUNT(deep_rows)];
    const struct CMUnitTest others[] = {
        cmocka_unit_test(a_nul_byte_is_reported),
        cmocka_unit_test(a_binary_file_does_not_flood),
        cmocka_unit_test(fields_of_a_lost_declaration_do_not_fall_into_the_one_before),
        cmocka_unit_test(names_on_lost_declaration_lines_are_remembered),
        cmocka_unit_test(a_lost_field_stays_as_a_damaged_one),
        cmocka_unit_test(a_repaired_field_keeps_its_value),
        cmocka_unit_test(each_field_at_the_margin_gets_its_fix),
        cmocka_unit_test(the_next_line_is_read_after_one_that_was_too_deep),
        cmocka_unit_test(the_limit_of_depth_is_exact),
        cmocka_unit_test(long_texts_and_names_are_refused),
        cmocka_unit_test(long_dotted_names_are_refused),
        cmocka_unit_test(repetition_costs_no_more_than_its_length),
        cmocka_unit_test(a_line_may_have_ten_megabytes),
    };

    for (size_t i = 0; i < COUNT(rows); i++)
        lines[i] = TEST_OF_ROW(rows[i], text_raises);
    for (size_t i = 0; i < COUNT(token_rows); i++)
        tokens[i] = TEST_OF_ROW(token_rows[i], text_raises);
    for (size_t i = 0; i < COUNT(fix_rows); i++)
        fixes[i] = TEST_OF_ROW(fix_rows[i], first_message_offers);
    for (size_t i = 0; i < COUNT(deep_rows); i++)
        deep[i] = TEST_OF_ROW(deep_rows[i], expression_is_too_deep);
    return cmocka_run_group_tests_name("lines", lines, NULL, NULL) +
           cmocka_run_group_tests_name("tokens", tokens, NULL, NULL) +
           cmocka_run_group_tests_name("fixes", fixes, NULL, NULL) +
           cmocka_run_group_tests_name("depth", deep, NULL, NULL) +
           cmocka_run_group_tests_name("recovery", others, NULL, NULL);
}
