# isms_parser.m4 -- flex and bison, needed only where scanner and grammar must be compiled.
# SPDX-License-Identifier: Apache-2.0
#
# Release tarballs carry the compiled files, so a missing program is an error in a checkout only;
# in a tarball automake's `missing` stands in and speaks up when somebody edits the sources.

AC_DEFUN([ISMS_PROG_FLEX],
[AC_REQUIRE([AM_MISSING_HAS_RUN])
AS_IF([test "x$LEX" = x:],
  [AS_IF([test -f "$srcdir/lang/lex.c"], [],
     [AC_MSG_ERROR([flex is missing (Debian, Ubuntu: apt-get install flex)])])
   LEX="${am_missing_run}flex"])
])

# ISMS_PROG_BISON(VERSION). Not AC_PROG_YACC alone: it runs bison in yacc mode, which forbids the
# directives that our grammar uses.
AC_DEFUN([ISMS_PROG_BISON],
[AC_REQUIRE([AM_MISSING_HAS_RUN])
AC_REQUIRE([AC_PROG_YACC])
AC_CHECK_PROG([BISON], [bison], [bison])
AS_IF([test "x$BISON" != x],
  [AC_CACHE_CHECK([for the version of bison], [isms_cv_bison_version],
     [isms_cv_bison_version=`$BISON --version | sed -n '1s/.* //p'`])
   AS_VERSION_COMPARE([$isms_cv_bison_version], [$1], [BISON=])])
AS_IF([test "x$BISON" = x],
  [AS_IF([test -f "$srcdir/lang/parse.c"], [],
     [AC_MSG_ERROR([bison $1 or newer is missing (Debian, Ubuntu: apt-get install bison)])])
   BISON="${am_missing_run}bison"])
YACC="$BISON -o y.tab.c"
])
