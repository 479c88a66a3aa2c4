# tools/isms/local.mk -- the command line; never linked to Graphviz.
# SPDX-License-Identifier: Apache-2.0
#
# Line editing is in a program of its own, isms-repl, so that no check loads libedit; `isms repl` on a
# terminal goes on as that program.
noinst_LIBRARIES += %D%/libisms.a
bin_PROGRAMS += %D%/isms
%C%_libisms_a_SOURCES = \
    %D%/arguments.c %D%/arguments.h \
    %D%/bench.c %D%/bench.h %D%/bench_write.c \
    %D%/binder.c %D%/binder.h \
    %D%/calendar.c %D%/calendar.h \
    %D%/command.c %D%/command.h \
    %D%/command_bench.c \
    %D%/command_check.c \
    %D%/command_explain.c \
    %D%/command_fmt.c \
    %D%/command_graph.c \
    %D%/command_help.c \
    %D%/command_new.c \
    %D%/command_query.c \
    %D%/command_repl.c \
    %D%/command_report.c \
    %D%/command_show.c \
    %D%/command_test.c \
    %D%/command_why.c \
    %D%/delivery.c %D%/delivery.h \
    %D%/companions.c %D%/companions.h \
    %D%/environment.c %D%/environment.h \
    %D%/figures.c %D%/figures.h \
    %D%/findings.c %D%/findings.h \
    %D%/history_file.c %D%/history_file.h \
    %D%/line_editor.h \
    %D%/line_reader.c %D%/line_reader.h \
    %D%/lookup.c %D%/lookup.h \
    %D%/objects.c %D%/objects.h \
    %D%/options.def \
    %D%/pages.h \
    %D%/process.c %D%/process.h \
    %D%/queries.c %D%/queries.h \
    %D%/reader.c %D%/reader.h \
    %D%/reader_list.c \
    %D%/repl.h \
    %D%/repl_commands.c \
    %D%/repl_complete.c \
    %D%/rewrite.c %D%/rewrite.h \
    %D%/rule_choice.c %D%/rule_choice.h \
    %D%/series.c %D%/series.h \
    %D%/session.c %D%/session.h \
    %D%/starter.h \
    %D%/stopwatch.c %D%/stopwatch.h \
    %D%/tables.c %D%/tables.h \
    %D%/timings.c %D%/timings.h %D%/timings_json.c %D%/timings_text.c \
    %D%/texts.c %D%/texts.h \
    %D%/tool.c %D%/tool.h \
    %D%/trials.c %D%/trials.h %D%/trials_json.c \
    %D%/why.c %D%/why.h \
    %D%/workplace.c %D%/workplace.h
nodist_%C%_libisms_a_SOURCES = %D%/pages.c %D%/starter.c
ISMS_PARTS = %D%/libisms.a engine/views/libviews.a engine/libengine.a lang/liblang.a \
    stdlib/libstdlib.a base/libbase.a

%C%_isms_SOURCES = %D%/main.c %D%/line_editor_none.c
%C%_isms_LDFLAGS = $(START_LDFLAGS) $(HARDEN_LDFLAGS) $(INSTRUMENT_LDFLAGS)
%C%_isms_LDADD = $(ISMS_PARTS)
if HAVE_LIBEDIT
pkglibexec_PROGRAMS += %D%/isms-repl
%C%_isms_repl_SOURCES = %D%/main.c %D%/line_editor.c
%C%_isms_repl_CFLAGS = $(AM_CFLAGS) $(LIBEDIT_CFLAGS)
%C%_isms_repl_LDADD = $(ISMS_PARTS) $(LIBEDIT_LIBS)
else
EXTRA_DIST += %D%/line_editor.c
endif
EXTRA_DIST += %D%/embed-pages
CLEANFILES += %D%/pages.c %D%/pages.c.tmp %D%/starter.c %D%/starter.c.tmp

# Every page of docs/messages; docs/files.mk lists them.
%D%/pages.c: %D%/embed-pages docs/files.mk $(DOC_FILES)
	$(AM_V_GEN)$(MKDIR_P) %D% && \
	    $(SHELL) $(srcdir)/%D%/embed-pages $(srcdir) $(DOC_FILES) >$@.tmp && mv $@.tmp $@

# The project that `isms new project` begins with.
%D%/starter.c: tools/dev/embed-text examples/minimal/project.isms
	$(AM_V_GEN)$(MKDIR_P) %D% && \
	    $(SHELL) $(srcdir)/tools/dev/embed-text starter_text tools/isms/starter.h \
	        $(srcdir)/examples/minimal/project.isms >$@.tmp && mv $@.tmp $@

TESTS += tests/cli/messages.sh

if HAVE_CMOCKA
ISMS_TESTS = tests/unit/test_arguments tests/unit/test_reader tests/unit/test_rewrite \
    tests/unit/test_stopwatch
check_PROGRAMS += $(ISMS_TESTS)
TESTS += $(ISMS_TESTS)

tests_unit_test_arguments_SOURCES = tests/unit/test_arguments.c tests/unit/test.h \
    %D%/arguments.c %D%/calendar.c %D%/environment.c %D%/tool.c
tests_unit_test_arguments_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_arguments_LDADD = base/libbase.a $(CMOCKA_LIBS)

tests_unit_test_reader_SOURCES = tests/unit/test_reader.c tests/unit/test.h \
    %D%/reader.c %D%/reader_list.c
tests_unit_test_reader_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_reader_LDADD = lang/liblang.a base/libbase.a $(CMOCKA_LIBS)

tests_unit_test_rewrite_SOURCES = tests/unit/test_rewrite.c tests/unit/test.h \
    %D%/reader.c %D%/reader_list.c %D%/rewrite.c
tests_unit_test_rewrite_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_rewrite_LDADD = lang/liblang.a base/libbase.a $(CMOCKA_LIBS)

tests_unit_test_stopwatch_SOURCES = tests/unit/test_stopwatch.c tests/unit/test.h \
    %D%/figures.c %D%/series.c %D%/stopwatch.c
tests_unit_test_stopwatch_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_stopwatch_LDADD = base/libbase.a $(CMOCKA_LIBS)
endif
