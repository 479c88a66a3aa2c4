# isms_flags.m4 -- compiler and linker flags, each tried before it is used.
# SPDX-License-Identifier: Apache-2.0

# ISMS_HAVE_CFLAG(FLAG, [IF-YES], [IF-NO], [OTHER-FLAGS])
# -Werror, because clang only warns about a flag that it does not know. `-Wno-x` is tried as `-Wx`:
# gcc accepts every unknown `-Wno-`.
AC_DEFUN([ISMS_HAVE_CFLAG],
[AS_VAR_PUSHDEF([cache], [isms_cv_cflag_$1])dnl
AC_CACHE_CHECK([whether $CC accepts $1], [cache],
  [isms_saved_CFLAGS=$CFLAGS
   isms_flag=`AS_ECHO(["$1"]) | sed 's/^-Wno-/-W/'`
   CFLAGS="$CFLAGS $4 -Werror $isms_flag"
   AC_COMPILE_IFELSE([AC_LANG_PROGRAM()], [AS_VAR_SET([cache], [yes])], [AS_VAR_SET([cache], [no])])
   CFLAGS=$isms_saved_CFLAGS])
AS_VAR_IF([cache], [yes], [$2], [$3])
AS_VAR_POPDEF([cache])dnl
])

# ISMS_HAVE_LDFLAG(FLAG, [IF-YES]): a whole program can be linked with it.
AC_DEFUN([ISMS_HAVE_LDFLAG],
[AS_VAR_PUSHDEF([cache], [isms_cv_ldflag_$1])dnl
AC_CACHE_CHECK([whether the linker accepts $1], [cache],
  [isms_saved_CFLAGS=$CFLAGS
   isms_saved_LDFLAGS=$LDFLAGS
   CFLAGS="$CFLAGS -fPIE"
   LDFLAGS="$LDFLAGS -Werror $1"
   AC_LINK_IFELSE([AC_LANG_PROGRAM()], [AS_VAR_SET([cache], [yes])], [AS_VAR_SET([cache], [no])])
   CFLAGS=$isms_saved_CFLAGS
   LDFLAGS=$isms_saved_LDFLAGS])
AS_VAR_IF([cache], [yes], [$2])
AS_VAR_POPDEF([cache])dnl
])

# ISMS_APPEND_CFLAGS(VARIABLE, FLAGS): those of the flags that the compiler accepts after the ones
# before them (-Werror=format-security wants -Wformat).
AC_DEFUN([ISMS_APPEND_CFLAGS],
[m4_foreach_w([isms_one], [$2],
  [ISMS_HAVE_CFLAG(m4_defn([isms_one]), [AS_VAR_APPEND([$1], [" isms_one"])], [], [$$1])
])dnl
AC_SUBST([$1])
])

# ISMS_APPEND_LDFLAGS(VARIABLE, FLAGS): those of the flags that the linker accepts.
AC_DEFUN([ISMS_APPEND_LDFLAGS],
[m4_foreach_w([isms_one], [$2],
  [ISMS_HAVE_LDFLAG(m4_defn([isms_one]), [AS_VAR_APPEND([$1], [" isms_one"])])
])dnl
AC_SUBST([$1])
])

# ISMS_REQUIRE_CFLAG(FLAG): goes into LANGUAGE_CFLAGS, or configure ends.
AC_DEFUN([ISMS_REQUIRE_CFLAG],
[ISMS_HAVE_CFLAG([$1], [AS_VAR_APPEND([LANGUAGE_CFLAGS], [" $1"])],
  [AC_MSG_ERROR([$CC does not know $1; isms needs gcc 8 or clang 6 or newer])])
AC_SUBST([LANGUAGE_CFLAGS])
])

# ISMS_INSTRUMENTATION: sanitizers, coverage or fuzzing, at most one of coverage and fuzzing.
AC_DEFUN([ISMS_INSTRUMENTATION],
[instrumentation=none
isms_sanitizers='-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer'
# Those for memory and the one for threads cannot be in one program.
AS_CASE([$enable_sanitizers],
  [no], [],
  [yes],
  [instrumentation=sanitizers
   INSTRUMENT_CFLAGS=$isms_sanitizers
   INSTRUMENT_LDFLAGS=$isms_sanitizers],
  [thread],
  [instrumentation="thread sanitizer"
   INSTRUMENT_CFLAGS='-fsanitize=thread -fno-omit-frame-pointer'
   INSTRUMENT_LDFLAGS=-fsanitize=thread],
  [AC_MSG_ERROR([--enable-sanitizers takes nothing, or =thread])])
AS_IF([test "x$enable_coverage" = xyes],
  [instrumentation="$instrumentation, coverage"
   INSTRUMENT_CFLAGS="$INSTRUMENT_CFLAGS -O0 --coverage"
   INSTRUMENT_LDFLAGS="$INSTRUMENT_LDFLAGS --coverage"])
AS_IF([test "x$enable_fuzzing" = xyes],
  [instrumentation=fuzzing
   INSTRUMENT_CFLAGS="-fsanitize=fuzzer-no-link $isms_sanitizers"
   INSTRUMENT_LDFLAGS=$isms_sanitizers
   FUZZ_LDFLAGS="-fsanitize=fuzzer $isms_sanitizers"
   isms_saved_CFLAGS=$CFLAGS
   CFLAGS="$CFLAGS $FUZZ_LDFLAGS"
   AC_MSG_CHECKING([whether $CC links fuzz targets])
   AC_LINK_IFELSE([AC_LANG_SOURCE([[
       int LLVMFuzzerTestOneInput(const unsigned char *data, unsigned long size);
       int LLVMFuzzerTestOneInput(const unsigned char *data, unsigned long size)
       { return data && size ? 0 : 0; }]])],
     [AC_MSG_RESULT([yes])],
     [AC_MSG_RESULT([no])
      AC_MSG_ERROR([--enable-fuzzing needs clang and its run-time library: CC=clang (Debian: clang libclang-rt-14-dev)])])
   CFLAGS=$isms_saved_CFLAGS])
AC_SUBST([instrumentation])
AC_SUBST([INSTRUMENT_CFLAGS])
AC_SUBST([INSTRUMENT_LDFLAGS])
AC_SUBST([FUZZ_LDFLAGS])
AM_CONDITIONAL([ENABLE_FUZZING], [test "x$enable_fuzzing" = xyes])
AM_CONDITIONAL([ENABLE_COVERAGE], [test "x$enable_coverage" = xyes])
])

# ISMS_FORTIFY: checked libc calls; they need an optimising build and do not mix with sanitizers.
AC_DEFUN([ISMS_FORTIFY],
[AC_MSG_CHECKING([whether to fortify libc calls])
isms_saved_CPPFLAGS=$CPPFLAGS
CPPFLAGS="$CPPFLAGS -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3"
AS_IF([test "x$instrumentation" != xnone], [isms_fortify=no],
  [AC_COMPILE_IFELSE([AC_LANG_PROGRAM([[
     #ifndef __OPTIMIZE__
     #error not optimising
     #endif
     #include <string.h>]])], [isms_fortify=yes], [isms_fortify=no])])
CPPFLAGS=$isms_saved_CPPFLAGS
AS_IF([test "$isms_fortify" = yes], [FORTIFY_CPPFLAGS='-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3'])
AC_MSG_RESULT([$isms_fortify])
AC_SUBST([FORTIFY_CPPFLAGS])
])
