# stdlib/local.mk -- the standard library inside the program: its texts, and their trees.
# SPDX-License-Identifier: Apache-2.0
include stdlib/files.mk

noinst_LIBRARIES += stdlib/libtexts.a stdlib/libstdlib.a
stdlib_libtexts_a_SOURCES = stdlib/library.h
nodist_stdlib_libtexts_a_SOURCES = stdlib/library.c
stdlib_libstdlib_a_SOURCES = stdlib/library.h
nodist_stdlib_libstdlib_a_SOURCES = stdlib/library.c stdlib/imprints.c
EXTRA_DIST += $(STDLIB_FILES)
CLEANFILES += stdlib/library.c stdlib/library.c.tmp stdlib/imprints.c stdlib/imprints.c.tmp

stdlib/library.c: tools/dev/embed stdlib/files.mk $(STDLIB_FILES)
	$(AM_V_GEN)$(MKDIR_P) stdlib && \
	    $(SHELL) $(srcdir)/tools/dev/embed $(srcdir) $(STDLIB_FILES) >$@.tmp && mv $@.tmp $@

# A program for another machine cannot run here, so that one parses its library when it starts.
if CROSS_COMPILING
stdlib/imprints.c: stdlib/library.c
	$(AM_V_GEN){ echo '#include "config.h"'; echo '#include "stdlib/library.h"'; \
	    echo "const struct library stdlib_library = {" \
	        "library_files, $$(set -- $(STDLIB_FILES); echo $$#), 0, 0 };"; } >$@
else
noinst_PROGRAMS += stdlib/press
stdlib_press_SOURCES = stdlib/press.c stdlib/library.h
stdlib_press_LDADD = lang/liblang.a stdlib/libtexts.a base/libbase.a
stdlib/imprints.c: stdlib/press$(EXEEXT)
	$(AM_V_GEN)stdlib/press$(EXEEXT) >$@.tmp && mv $@.tmp $@
endif
