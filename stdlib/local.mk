# stdlib/local.mk -- the standard library as text inside the program.
# SPDX-License-Identifier: Apache-2.0
include stdlib/files.mk

noinst_LIBRARIES += stdlib/libstdlib.a
stdlib_libstdlib_a_SOURCES = stdlib/library.h
nodist_stdlib_libstdlib_a_SOURCES = stdlib/library.c
EXTRA_DIST += $(STDLIB_FILES)
CLEANFILES += stdlib/library.c

stdlib/library.c: tools/dev/embed stdlib/files.mk $(STDLIB_FILES)
	$(AM_V_GEN)$(MKDIR_P) stdlib && \
	    $(SHELL) $(srcdir)/tools/dev/embed $(srcdir) $(STDLIB_FILES) >$@.tmp && mv $@.tmp $@
