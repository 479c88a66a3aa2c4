# isms_graphviz.m4 -- Graphviz lays pictures out, Cairo measures and writes them.
# SPDX-License-Identifier: Apache-2.0

# ISMS_GRAPHVIZ: sets GRAPHVIZ_CFLAGS and GRAPHVIZ_LIBS, CAIRO_CFLAGS and CAIRO_LIBS, the automake
# conditional HAVE_GRAPHVIZ, and in config.h HAVE_GRAPHVIZ and ISMS_GVC_LENGTH. Two plug-ins are
# linked by their symbols: loading them by Graphviz' own search costs 60 ms and six times the files.
AC_DEFUN([ISMS_GRAPHVIZ],
[have_graphviz=no
AS_IF([test "x$with_graphviz" != xno],
  [PKG_CHECK_MODULES([GRAPHVIZ], [libgvc libcgraph], [have_graphviz=yes], [have_graphviz=no])
   PKG_CHECK_MODULES([CAIRO], [cairo], [], [have_graphviz=no])
   AS_IF([test "$have_graphviz" = yes], [ISMS_GRAPHVIZ_PLUGINS])
   AS_IF([test "$have_graphviz" = yes], [ISMS_GRAPHVIZ_LENGTH])
   AS_IF([test "x$with_graphviz" = xyes && test "$have_graphviz" = no],
     [AC_MSG_ERROR([Graphviz or Cairo is missing (Debian, Ubuntu: apt-get install libgraphviz-dev libcairo2-dev)])])])
AM_CONDITIONAL([HAVE_GRAPHVIZ], [test "$have_graphviz" = yes])
AS_IF([test "$have_graphviz" = yes],
  [AC_DEFINE([HAVE_GRAPHVIZ], [1], [pictures can be drawn])])
])

AC_DEFUN([ISMS_GRAPHVIZ_PLUGINS],
[isms_plugin_dir=`$PKG_CONFIG --variable=libdir libgvc`/graphviz
isms_plugin_libs="-L$isms_plugin_dir -Wl,-rpath,$isms_plugin_dir -lgvplugin_dot_layout -lgvplugin_core"
isms_saved_CFLAGS=$CFLAGS
isms_saved_LIBS=$LIBS
CFLAGS="$CFLAGS $GRAPHVIZ_CFLAGS"
LIBS="$isms_plugin_libs $GRAPHVIZ_LIBS $LIBS"
AC_CACHE_CHECK([whether the layout plug-ins of Graphviz link by symbol], [isms_cv_gvc_plugins],
  [AC_LINK_IFELSE([AC_LANG_PROGRAM([[
     #include <gvc.h>
     extern gvplugin_library_t gvplugin_dot_layout_LTX_library, gvplugin_core_LTX_library;]],
     [[return &gvplugin_dot_layout_LTX_library == &gvplugin_core_LTX_library;]])],
   [isms_cv_gvc_plugins=yes], [isms_cv_gvc_plugins=no])])
CFLAGS=$isms_saved_CFLAGS
LIBS=$isms_saved_LIBS
AS_IF([test "$isms_cv_gvc_plugins" = yes],
  [GRAPHVIZ_LIBS="$isms_plugin_libs $GRAPHVIZ_LIBS"],
  [have_graphviz=no])
])

# Graphviz counts the bytes of a rendering in unsigned int up to version 12, in size_t after it.
AC_DEFUN([ISMS_GRAPHVIZ_LENGTH],
[isms_saved_CFLAGS=$CFLAGS
CFLAGS="$CFLAGS $GRAPHVIZ_CFLAGS -Werror=incompatible-pointer-types"
AC_CACHE_CHECK([for the type of a length in Graphviz], [isms_cv_gvc_length],
  [AC_COMPILE_IFELSE([AC_LANG_PROGRAM([[#include <gvc.h>]],
     [[char *text = 0; unsigned int length = 0;
       return gvRenderData(0, 0, "plain", &text, &length);]])],
   [isms_cv_gvc_length='unsigned int'], [isms_cv_gvc_length=size_t])])
CFLAGS=$isms_saved_CFLAGS
AC_DEFINE_UNQUOTED([ISMS_GVC_LENGTH], [$isms_cv_gvc_length],
  [type of a length in gvRenderData])
])
