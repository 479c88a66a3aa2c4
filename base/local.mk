# base/local.mk -- what lang and engine share; knows neither ISMS nor syntax.
# SPDX-License-Identifier: Apache-2.0
noinst_LIBRARIES += base/libbase.a
base_libbase_a_SOURCES = \
    %D%/arena.c %D%/arena.h \
    %D%/attr.h \
    %D%/characters.c %D%/characters.h \
    %D%/child.c %D%/child.h \
    %D%/date.c %D%/date.h \
    %D%/decimal.c %D%/decimal.h \
    %D%/diag.c %D%/diag.h \
    %D%/diag_line.c %D%/diag_line.h \
    %D%/diag_marks.c %D%/diag_marks.h \
    %D%/diag_paint.c %D%/diag_paint.h \
    %D%/diag_patch.c %D%/diag_patch.h \
    %D%/diag_plain.c %D%/diag_plain.h \
    %D%/diag_snippet.c %D%/diag_snippet.h \
    %D%/diag_text.c %D%/diag_text.h \
    %D%/escape.c %D%/escape.h \
    %D%/intern.c %D%/intern.h \
    %D%/intern_table.h \
    %D%/known_names.c %D%/known_names.h \
    %D%/line_diff.c %D%/line_diff.h \
    %D%/map.c %D%/map.h \
    %D%/message.def \
    %D%/oom.c %D%/oom.h \
    %D%/out.c %D%/out.h \
    %D%/outfile.c %D%/outfile.h \
    %D%/pages.c %D%/pages.h \
    %D%/parallel.c %D%/parallel.h \
    %D%/real.c %D%/real.h \
    %D%/sha256.c %D%/sha256.h \
    %D%/short_hash.c %D%/short_hash.h \
    %D%/short_text.h \
    %D%/siphash.c %D%/siphash.h \
    %D%/source.c %D%/source.h \
    %D%/str.c %D%/str.h \
    %D%/suggest.c %D%/suggest.h \
    %D%/text_store.c %D%/text_store.h \
    %D%/utf8.c %D%/utf8.h \
    %D%/vec.c %D%/vec.h

if HAVE_CMOCKA
BASE_TESTS = \
    tests/unit/test_arena \
    tests/unit/test_characters \
    tests/unit/test_date \
    tests/unit/test_decimal \
    tests/unit/test_diag \
    tests/unit/test_diag_line \
    tests/unit/test_diag_styles \
    tests/unit/test_diag_text \
    tests/unit/test_escape \
    tests/unit/test_intern \
    tests/unit/test_line_diff \
    tests/unit/test_map \
    tests/unit/test_out \
    tests/unit/test_outfile \
    tests/unit/test_pages \
    tests/unit/test_parallel \
    tests/unit/test_real \
    tests/unit/test_sha256 \
    tests/unit/test_short_hash \
    tests/unit/test_siphash \
    tests/unit/test_source \
    tests/unit/test_str \
    tests/unit/test_suggest \
    tests/unit/test_text_store \
    tests/unit/test_utf8 \
    tests/unit/test_vec
check_PROGRAMS += $(BASE_TESTS)
TESTS += $(BASE_TESTS)

tests_unit_test_arena_SOURCES = tests/unit/test_arena.c tests/unit/ending.h tests/unit/test.h
tests_unit_test_arena_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_arena_LDADD = base/libbase.a $(CMOCKA_LIBS)

tests_unit_test_characters_SOURCES = tests/unit/test_characters.c tests/unit/test.h
tests_unit_test_characters_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_characters_LDADD = base/libbase.a $(CMOCKA_LIBS)

tests_unit_test_date_SOURCES = tests/unit/test_date.c tests/unit/test.h
tests_unit_test_date_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_date_LDADD = base/libbase.a $(CMOCKA_LIBS)

tests_unit_test_decimal_SOURCES = tests/unit/test_decimal.c tests/unit/test.h
tests_unit_test_decimal_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_decimal_LDADD = base/libbase.a $(CMOCKA_LIBS)

tests_unit_test_diag_SOURCES = tests/unit/test_diag.c tests/unit/test.h
tests_unit_test_diag_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_diag_LDADD = base/libbase.a $(CMOCKA_LIBS)

tests_unit_test_diag_line_SOURCES = tests/unit/test_diag_line.c tests/unit/diag_case.h tests/unit/test.h
tests_unit_test_diag_line_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_diag_line_LDADD = base/libbase.a $(CMOCKA_LIBS)

tests_unit_test_diag_styles_SOURCES = tests/unit/test_diag_styles.c tests/unit/diag_case.h tests/unit/test.h
tests_unit_test_diag_styles_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_diag_styles_LDADD = base/libbase.a $(CMOCKA_LIBS)

tests_unit_test_diag_text_SOURCES = tests/unit/test_diag_text.c tests/unit/diag_case.h tests/unit/test.h
tests_unit_test_diag_text_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_diag_text_LDADD = base/libbase.a $(CMOCKA_LIBS)

tests_unit_test_escape_SOURCES = tests/unit/test_escape.c tests/unit/test.h
tests_unit_test_escape_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_escape_LDADD = base/libbase.a $(CMOCKA_LIBS)

tests_unit_test_intern_SOURCES = tests/unit/test_intern.c tests/unit/test.h
tests_unit_test_intern_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_intern_LDADD = base/libbase.a $(CMOCKA_LIBS)

tests_unit_test_line_diff_SOURCES = tests/unit/test_line_diff.c tests/unit/test.h
tests_unit_test_line_diff_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_line_diff_LDADD = base/libbase.a $(CMOCKA_LIBS)

tests_unit_test_map_SOURCES = tests/unit/test_map.c tests/unit/test.h
tests_unit_test_map_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_map_LDADD = base/libbase.a $(CMOCKA_LIBS)

tests_unit_test_out_SOURCES = tests/unit/test_out.c tests/unit/test.h
tests_unit_test_out_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_out_LDADD = base/libbase.a $(CMOCKA_LIBS)

tests_unit_test_outfile_SOURCES = tests/unit/test_outfile.c tests/unit/ending.h tests/unit/test.h
tests_unit_test_outfile_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_outfile_LDADD = base/libbase.a $(CMOCKA_LIBS)

tests_unit_test_pages_SOURCES = tests/unit/test_pages.c tests/unit/test.h
tests_unit_test_pages_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_pages_LDADD = base/libbase.a $(CMOCKA_LIBS)

tests_unit_test_parallel_SOURCES = tests/unit/test_parallel.c tests/unit/test.h
tests_unit_test_parallel_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_parallel_LDADD = base/libbase.a $(CMOCKA_LIBS)

tests_unit_test_real_SOURCES = tests/unit/test_real.c tests/unit/test.h
tests_unit_test_real_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_real_LDADD = base/libbase.a $(CMOCKA_LIBS)

tests_unit_test_sha256_SOURCES = tests/unit/test_sha256.c tests/unit/test.h
tests_unit_test_sha256_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_sha256_LDADD = base/libbase.a $(CMOCKA_LIBS)

tests_unit_test_short_hash_SOURCES = tests/unit/test_short_hash.c tests/unit/test.h
tests_unit_test_short_hash_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_short_hash_LDADD = base/libbase.a $(CMOCKA_LIBS)
tests_unit_test_siphash_SOURCES = tests/unit/test_siphash.c tests/unit/test.h
tests_unit_test_siphash_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_siphash_LDADD = base/libbase.a $(CMOCKA_LIBS)

tests_unit_test_source_SOURCES = tests/unit/test_source.c tests/unit/test.h
tests_unit_test_source_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_source_LDADD = base/libbase.a $(CMOCKA_LIBS)

tests_unit_test_str_SOURCES = tests/unit/test_str.c tests/unit/test.h
tests_unit_test_str_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_str_LDADD = base/libbase.a $(CMOCKA_LIBS)

tests_unit_test_suggest_SOURCES = tests/unit/test_suggest.c tests/unit/test.h
tests_unit_test_suggest_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_suggest_LDADD = base/libbase.a $(CMOCKA_LIBS)

tests_unit_test_text_store_SOURCES = tests/unit/test_text_store.c tests/unit/test.h
tests_unit_test_text_store_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_text_store_LDADD = base/libbase.a $(CMOCKA_LIBS)

tests_unit_test_utf8_SOURCES = tests/unit/test_utf8.c tests/unit/test.h
tests_unit_test_utf8_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_utf8_LDADD = base/libbase.a $(CMOCKA_LIBS)

tests_unit_test_vec_SOURCES = tests/unit/test_vec.c tests/unit/ending.h tests/unit/test.h
tests_unit_test_vec_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_vec_LDADD = base/libbase.a $(CMOCKA_LIBS)
endif
