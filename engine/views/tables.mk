# tables.mk -- the table views and their tests; included by engine/local.mk.
# SPDX-License-Identifier: Apache-2.0
engine_views_libviews_a_SOURCES += \
    engine/views/anchors.c \
    engine/views/anchors.h \
    engine/views/answer_text.c \
    engine/views/cell.c \
    engine/views/cell.h \
    engine/views/derivation_json.c \
    engine/views/derivation_text.c \
    engine/views/derivation_write.h \
    engine/views/doc.c \
    engine/views/doc.h \
    engine/views/page_style.c \
    engine/views/page_style.h \
    engine/views/row_texts.c \
    engine/views/row_texts.h \
    engine/views/section.c \
    engine/views/table_csv.c \
    engine/views/table_html.c \
    engine/views/table_json.c \
    engine/views/table_markdown.c \
    engine/views/table_text.c \
    engine/views/table_write.h \
    engine/views/text_layout.c \
    engine/views/text_layout.h
nodist_engine_views_libviews_a_SOURCES = engine/views/page_css.c

engine/views/page_css.c: engine/views/page.css tools/dev/embed-text
	$(AM_V_GEN)$(MKDIR_P) engine/views && \
	    $(SHELL) $(srcdir)/tools/dev/embed-text page_css engine/views/page_style.h \
	        $(srcdir)/engine/views/page.css >$@.tmp && mv $@.tmp $@

EXTRA_DIST += engine/views/page.css tools/dev/embed-text
CLEANFILES += engine/views/page_css.c engine/views/page_css.c.tmp

if HAVE_CMOCKA
table_tests = \
    tests/unit/test_table_text \
    tests/unit/test_table_markdown \
    tests/unit/test_table_csv \
    tests/unit/test_table_json \
    tests/unit/test_table_html \
    tests/unit/test_text_widths \
    tests/unit/test_anchors
check_PROGRAMS += $(table_tests)
TESTS += $(table_tests)
table_sample = tests/unit/table_sample.c tests/unit/table_sample.h tests/unit/test.h
table_libs = engine/views/libviews.a base/libbase.a $(CMOCKA_LIBS)
tests_unit_test_table_text_SOURCES = tests/unit/test_table_text.c $(table_sample)
tests_unit_test_table_text_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_table_text_LDADD = $(table_libs)
tests_unit_test_table_markdown_SOURCES = tests/unit/test_table_markdown.c $(table_sample)
tests_unit_test_table_markdown_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_table_markdown_LDADD = $(table_libs)
tests_unit_test_table_csv_SOURCES = tests/unit/test_table_csv.c $(table_sample)
tests_unit_test_table_csv_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_table_csv_LDADD = $(table_libs)
tests_unit_test_table_json_SOURCES = tests/unit/test_table_json.c $(table_sample)
tests_unit_test_table_json_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_table_json_LDADD = $(table_libs)
tests_unit_test_table_html_SOURCES = tests/unit/test_table_html.c $(table_sample)
tests_unit_test_table_html_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_table_html_LDADD = $(table_libs)
tests_unit_test_text_widths_SOURCES = tests/unit/test_text_widths.c tests/unit/defects.c \
    tests/unit/defects.h $(table_sample)
tests_unit_test_text_widths_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_text_widths_LDADD = $(table_libs)
tests_unit_test_anchors_SOURCES = tests/unit/test_anchors.c tests/unit/defects.c \
    tests/unit/defects.h $(table_sample)
tests_unit_test_anchors_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_anchors_LDADD = $(table_libs)
endif
