# isms_static.m4 -- whether the program carries the C library in itself.
# SPDX-License-Identifier: Apache-2.0

# ISMS_STATIC: sets START_LDFLAGS for the program that hooks start, in place of PIE_LDFLAGS, and have_static to yes or no.
# Looking for a shared C library, mapping and relocating it takes a fifth of what `isms --version` takes.
# Before 2.34 glibc had its threads in a library of their own, which could be linked in parts.
AC_DEFUN([ISMS_STATIC],
[have_static=no
AS_IF([test "x$enable_static_program" != xno && test "x$instrumentation" = xnone],
  [AC_CACHE_CHECK([whether $CC links a static program that can be moved], [isms_cv_static],
     [isms_saved_CFLAGS=$CFLAGS
      isms_saved_LDFLAGS=$LDFLAGS
      CFLAGS="$CFLAGS -fPIE"
      LDFLAGS="$LDFLAGS -static-pie"
      AC_LINK_IFELSE([AC_LANG_PROGRAM([[
          #include <pthread.h>
          #include <stdlib.h>
          #ifdef __GLIBC__
          #if !__GLIBC_PREREQ(2, 34)
          #error threads are not part of the C library
          #endif
          #endif
          static void *nothing(void *argument) { return argument; }]],
        [[pthread_t thread;
          return pthread_create(&thread, NULL, nothing, NULL);]])],
        [isms_cv_static=yes], [isms_cv_static=no])
      CFLAGS=$isms_saved_CFLAGS
      LDFLAGS=$isms_saved_LDFLAGS])
   have_static=$isms_cv_static])
AS_IF([test "x$enable_static_program" = xyes && test "$have_static" = no],
  [AC_MSG_ERROR([--enable-static-program needs the static C library (Debian: libc6-dev, Fedora: glibc-static) and no instrumentation])])
AS_IF([test "$have_static" = yes], [START_LDFLAGS=-static-pie], [START_LDFLAGS=$PIE_LDFLAGS])
AC_SUBST([START_LDFLAGS])
])
