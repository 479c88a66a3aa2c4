# isms_libedit.m4 -- libedit, with which lines of `isms repl` are edited.
# SPDX-License-Identifier: Apache-2.0

# ISMS_LIBEDIT: sets LIBEDIT_CFLAGS and LIBEDIT_LIBS and the automake conditional HAVE_LIBEDIT.
AC_DEFUN([ISMS_LIBEDIT],
[have_libedit=no
AS_IF([test "x$with_libedit" != xno],
  [PKG_CHECK_MODULES([LIBEDIT], [libedit >= 3.0], [have_libedit=yes], [have_libedit=no])
   AS_IF([test "x$with_libedit" = xyes && test "$have_libedit" = no],
     [AC_MSG_ERROR([libedit is missing (Debian, Ubuntu: apt-get install libedit-dev)])])])
AM_CONDITIONAL([HAVE_LIBEDIT], [test "$have_libedit" = yes])
])
