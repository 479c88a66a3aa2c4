#!/bin/sh
# run.sh -- runs the tests of the library that are written in its own language.
# usage: ISMS=path/to/isms top_srcdir=. tests/library/run.sh
# SPDX-License-Identifier: Apache-2.0
set -eu
LC_ALL=C
export LC_ALL

: "${ISMS:?the program under test}" "${top_srcdir:?}"
failed=0

for project in $(find "$top_srcdir/tests/library" -name project.isms | sort); do
    "$ISMS" test -C "${project%/project.isms}" || failed=1
done
exit "$failed"
