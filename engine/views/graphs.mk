# graphs.mk -- the pictures and their tests; included by engine/local.mk.
# SPDX-License-Identifier: Apache-2.0
engine_views_libviews_a_SOURCES += \
    engine/views/graph_card.c \
    engine/views/graph_card.h \
    engine/views/graph_collapse.c \
    engine/views/graph_compose.c \
    engine/views/graph_compose.h \
    engine/views/graph_dot.c \
    engine/views/graph_drawer.c \
    engine/views/graph_layout.c \
    engine/views/graph_layout.h \
    engine/views/graph_legend.c \
    engine/views/graph_lines.c \
    engine/views/graph_links.c \
    engine/views/graph_links.h \
    engine/views/graph_picture.c \
    engine/views/graph_plain.c \
    engine/views/graph_quotient.c \
    engine/views/graph_quotient.h \
    engine/views/graph_route.c \
    engine/views/graph_route.h \
    engine/views/graph_scene.c \
    engine/views/graph_scene.h \
    engine/views/graph_shape.c \
    engine/views/graph_shape.h \
    engine/views/graph_slice.c \
    engine/views/graph_state.c \
    engine/views/graph_state.h \
    engine/views/graph_svg.c \
    engine/views/graph_words.c \
    engine/views/graph_write.h \
    engine/views/paint.def \
    engine/views/text_measure.c \
    engine/views/text_measure.h

if HAVE_CMOCKA
graph_tests = \
    tests/unit/test_child \
    tests/unit/test_graph_collapse \
    tests/unit/test_graph_dot \
    tests/unit/test_graph_layout \
    tests/unit/test_graph_slice \
    tests/unit/test_graph_svg \
    tests/unit/test_text_measure
check_PROGRAMS += $(graph_tests)
TESTS += $(graph_tests)
graph_sample = tests/unit/graph_sample.c tests/unit/graph_sample.h tests/unit/test.h
graph_libs = engine/views/libviews.a base/libbase.a $(CMOCKA_LIBS)
tests_unit_test_child_SOURCES = tests/unit/test_child.c tests/unit/test.h
tests_unit_test_child_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_child_LDADD = base/libbase.a $(CMOCKA_LIBS)
tests_unit_test_graph_collapse_SOURCES = tests/unit/test_graph_collapse.c $(graph_sample)
tests_unit_test_graph_collapse_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_graph_collapse_LDADD = $(graph_libs)
tests_unit_test_graph_dot_SOURCES = tests/unit/test_graph_dot.c $(graph_sample)
tests_unit_test_graph_dot_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_graph_dot_LDADD = $(graph_libs)
tests_unit_test_graph_layout_SOURCES = tests/unit/test_graph_layout.c $(graph_sample)
tests_unit_test_graph_layout_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_graph_layout_LDADD = $(graph_libs)
tests_unit_test_graph_slice_SOURCES = tests/unit/test_graph_slice.c $(graph_sample)
tests_unit_test_graph_slice_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_graph_slice_LDADD = $(graph_libs)
tests_unit_test_graph_svg_SOURCES = tests/unit/test_graph_svg.c $(graph_sample)
tests_unit_test_graph_svg_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_graph_svg_LDADD = $(graph_libs)
tests_unit_test_text_measure_SOURCES = tests/unit/test_text_measure.c tests/unit/test.h
tests_unit_test_text_measure_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_text_measure_LDADD = $(graph_libs)
endif
