# lang/ -- from text to tree. SPDX-License-Identifier: Apache-2.0
noinst_LIBRARIES += %D%/liblang.a

%C%_liblang_a_SOURCES = \
	%D%/ast.c \
	%D%/ast.h \
	%D%/ast_build.c \
	%D%/ast_build.h \
	%D%/ast_dump.c \
	%D%/ast_equal.c \
	%D%/ast_equal.h \
	%D%/ast_text.c \
	%D%/char_check.c \
	%D%/char_check.h \
	%D%/expr.def \
	%D%/fold.c \
	%D%/format.c \
	%D%/glob.c \
	%D%/glob.h \
	%D%/hole.c \
	%D%/imprint.c \
	%D%/imprint.h \
	%D%/imprint_write.c \
	%D%/lang.h \
	%D%/layout.c \
	%D%/layout.h \
	%D%/lex.h \
	%D%/lex.l \
	%D%/lex_fault.c \
	%D%/lex_fault.h \
	%D%/lex_value.c \
	%D%/lex_value.h \
	%D%/load.c \
	%D%/modules.c \
	%D%/modules.h \
	%D%/page.c \
	%D%/page.h \
	%D%/page_settle.c \
	%D%/paragraph.c \
	%D%/paragraph.h \
	%D%/parse.y \
	%D%/parse_text.h \
	%D%/parser.c \
	%D%/parser.h \
	%D%/plain.c \
	%D%/plain.h \
	%D%/plain_build.c \
	%D%/plain_build.h \
	%D%/plain_lead.c \
	%D%/plain_lead.h \
	%D%/plain_lines.c \
	%D%/plain_lines.h \
	%D%/plain_walk.c \
	%D%/plain_walk.h \
	%D%/plain_word.h \
	%D%/read.c \
	%D%/read.h \
	%D%/skeleton_memory.h \
	%D%/spelling.c \
	%D%/spelling.h \
	%D%/survey.c \
	%D%/survey.h \
	%D%/syntax_error.c \
	%D%/syntax_error.h \
	%D%/text_block.c \
	%D%/text_block.h \
	%D%/trail.h \
	%D%/typeset.c \
	%D%/typeset.h

BUILT_SOURCES += %D%/parse.h
EXTRA_DIST += tests/defects/sample.isms

if HAVE_CMOCKA
LANG_TESTS = \
    tests/unit/test_ast \
    tests/unit/test_defects \
    tests/unit/test_format \
    tests/unit/test_glob \
    tests/unit/test_imprint \
    tests/unit/test_lex \
    tests/unit/test_load \
    tests/unit/test_parse \
    tests/unit/test_plain \
    tests/unit/test_recovery
check_PROGRAMS += $(LANG_TESTS)
TESTS += $(LANG_TESTS)
LANG_TEST_LDADD = lang/liblang.a base/libbase.a $(CMOCKA_LIBS)

tests_unit_test_ast_SOURCES = tests/unit/test_ast.c tests/unit/defects.c \
    tests/unit/defects.h tests/unit/test.h
tests_unit_test_ast_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_ast_LDADD = $(LANG_TEST_LDADD)

tests_unit_test_defects_SOURCES = tests/unit/test_defects.c tests/unit/defects.c \
    tests/unit/defects.h tests/unit/lang_case.h tests/unit/test.h
tests_unit_test_defects_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_defects_LDADD = $(LANG_TEST_LDADD)

tests_unit_test_format_SOURCES = tests/unit/test_format.c tests/unit/defects.c \
    tests/unit/defects.h tests/unit/lang_case.h tests/unit/test.h
tests_unit_test_format_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_format_LDADD = $(LANG_TEST_LDADD)

tests_unit_test_glob_SOURCES = tests/unit/test_glob.c tests/unit/test.h
tests_unit_test_glob_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_glob_LDADD = $(LANG_TEST_LDADD)

tests_unit_test_imprint_SOURCES = tests/unit/test_imprint.c tests/unit/lang_case.h tests/unit/test.h
tests_unit_test_imprint_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_imprint_LDADD = lang/liblang.a stdlib/libstdlib.a base/libbase.a $(CMOCKA_LIBS)

tests_unit_test_lex_SOURCES = tests/unit/test_lex.c tests/unit/lang_case.h tests/unit/test.h
tests_unit_test_lex_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_lex_LDADD = $(LANG_TEST_LDADD)

tests_unit_test_load_SOURCES = tests/unit/test_load.c tests/unit/lang_case.h tests/unit/test.h
tests_unit_test_load_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_load_LDADD = $(LANG_TEST_LDADD)

tests_unit_test_parse_SOURCES = tests/unit/test_parse.c tests/unit/lang_case.h tests/unit/test.h
tests_unit_test_parse_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_parse_LDADD = $(LANG_TEST_LDADD)

tests_unit_test_plain_SOURCES = tests/unit/test_plain.c tests/unit/defects.c \
    tests/unit/defects.h tests/unit/lang_case.h tests/unit/test.h
tests_unit_test_plain_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_plain_LDADD = $(LANG_TEST_LDADD)

tests_unit_test_recovery_SOURCES = tests/unit/test_recovery.c tests/unit/lang_case.h tests/unit/test.h
tests_unit_test_recovery_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_recovery_LDADD = $(LANG_TEST_LDADD)
endif
