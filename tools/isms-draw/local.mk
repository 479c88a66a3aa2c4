# tools/isms-draw/local.mk -- the program that draws; the only one linked to Graphviz and Cairo.
# SPDX-License-Identifier: Apache-2.0
if HAVE_GRAPHVIZ
pkglibexec_PROGRAMS += %D%/isms-draw
%C%_isms_draw_SOURCES = \
    %D%/draw.h \
    %D%/layout_gvc.c \
    %D%/main.c \
    %D%/paint_cairo.c \
    %D%/scene_read.c %D%/scene_read.h
%C%_isms_draw_CFLAGS = $(AM_CFLAGS) $(GRAPHVIZ_CFLAGS) $(CAIRO_CFLAGS)
%C%_isms_draw_LDADD = base/libbase.a $(GRAPHVIZ_LIBS) $(CAIRO_LIBS)
endif
