# tests/local.mk -- tests of the whole program; unit tests are named beside their sources.
# SPDX-License-Identifier: Apache-2.0
include tests/files.mk

# Golden cases are directories (tests/README.md); tests/run starts them and everything else.
LOG_COMPILER = $(SHELL) $(srcdir)/tests/run
TEST_EXTENSIONS = .sh .shape
SH_LOG_COMPILER = $(SHELL)
SHAPE_LOG_COMPILER = $(SHELL) $(srcdir)/tests/bench/shapes/run
AM_TESTS_ENVIRONMENT = \
    ISMS='$(abs_top_builddir)/tools/isms/isms$(EXEEXT)'; export ISMS; \
    ISMS_DRAW='$(abs_top_builddir)/tools/isms-draw/isms-draw$(EXEEXT)'; export ISMS_DRAW; \
    GENERATE='$(abs_top_builddir)/tests/bench/generate$(EXEEXT)'; export GENERATE; \
    MEASURE='$(abs_top_builddir)/tests/bench/measure$(EXEEXT)'; export MEASURE; \
    CC='$(CC)'; export CC; CFLAGS='$(CFLAGS)'; export CFLAGS; \
    INSTRUMENTATION='$(instrumentation)'; export INSTRUMENTATION; \
    top_srcdir='$(abs_top_srcdir)'; export top_srcdir; \
    LSAN_OPTIONS='suppressions=$(abs_top_srcdir)/tests/lsan.supp:print_suppressions=0'; \
    export LSAN_OPTIONS; \
    UBSAN_OPTIONS=print_stacktrace=1; export UBSAN_OPTIONS;

STATIC_TESTS = tests/lists tests/layers tests/sizes
TESTS += $(STATIC_TESTS) $(GOLDEN_CASES) $(SCRIPT_TESTS) tests/bench/agree.sh tests/reference/run \
    tests/reference/metamorphic tests/bench/instructions.sh tests/bench/hostile.sh $(SHAPES)
EXTRA_DIST += $(STATIC_TESTS) $(TEST_FILES) tests/run tests/lsan.supp

check_PROGRAMS += tests/bench/generate tests/bench/measure tests/bench/nothing
tests_bench_generate_SOURCES = tests/bench/generate.c tests/bench/workload.c \
    tests/bench/workload.h tests/bench/expect.c tests/bench/figures.def \
    tests/bench/names.c tests/bench/names.h tests/bench/sheet.c tests/bench/sheet.h \
    tests/bench/encodings.h tests/bench/write_isms.c tests/bench/write_json.c \
    tests/bench/write_tables.c
tests_bench_generate_LDADD =
tests_bench_measure_SOURCES = tests/bench/measure.c
tests_bench_measure_LDADD =
tests_bench_nothing_SOURCES = tests/bench/nothing.c
tests_bench_nothing_LDADD =

# A fuzz target is one file, tests/fuzz/fuzz_NAME.c, over all our libraries.
if ENABLE_FUZZING
noinst_PROGRAMS += $(FUZZ_TARGETS)
LDADD = engine/views/libviews.a engine/libengine.a lang/liblang.a stdlib/libstdlib.a \
    base/libbase.a $(FUZZ_LDFLAGS)
endif
