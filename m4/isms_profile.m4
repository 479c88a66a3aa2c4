# isms_profile.m4 -- whether the compiler learns from a run of the program (make profile-guided).
# SPDX-License-Identifier: Apache-2.0

# ISMS_PROFILE: sets PROFILE_COUNT_CFLAGS and PROFILE_USE_CFLAGS, both empty when the compiler cannot, and
# PROFILE_NONE_CFLAGS, with which a test is linked from ordinary objects, where there are both (a third of a minute each,
# otherwise).
# Counts of threads that add them up at once are not exact, hence -fprofile-correction, which clang, with another
# format, does not know; what the run left out is compiled as ever.
# Files are then compiled as one program; their objects stay usable by an `ar` that does not know that, and by tests.
AC_DEFUN([ISMS_PROFILE],
[AS_IF([test "x$instrumentation" = xnone],
  [ISMS_HAVE_CFLAG([-fprofile-correction],
    [PROFILE_COUNT_CFLAGS='-fprofile-generate -fprofile-update=prefer-atomic'
     PROFILE_USE_CFLAGS='-fprofile-use -fprofile-correction -Wno-missing-profile'
     ISMS_APPEND_CFLAGS([PROFILE_USE_CFLAGS], [-fprofile-partial-training])
     ISMS_HAVE_LDFLAG([-flto=auto], [AS_VAR_APPEND([PROFILE_USE_CFLAGS], [" -flto=auto -ffat-lto-objects"])])])])
ISMS_APPEND_CFLAGS([PROFILE_NONE_CFLAGS], [-fno-lto])
AC_SUBST([PROFILE_COUNT_CFLAGS])
AC_SUBST([PROFILE_USE_CFLAGS])
])
