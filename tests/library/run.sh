#!/bin/sh
# run.sh -- runs the tests of the library that are written in its own language, and says which of
# its rules no test project tries both ways.
# usage: ISMS=path/to/isms top_srcdir=. tests/library/run.sh
# SPDX-License-Identifier: Apache-2.0
set -eu
LC_ALL=C
export LC_ALL

: "${ISMS:?the program under test}" "${top_srcdir:?}"
here=$top_srcdir/tests/library
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

find "$here" -name project.isms | sort >"$work/projects"
[ -s "$work/projects" ] || {
    echo "no test projects in $here"
    exit 1
}
: >"$work/met"
while read -r project; do
    rm -f "$work/results" "$work/text"
    "$ISMS" test -C "${project%/project.isms}" --coverage --library -f json="$work/results" \
        -f text="$work/text" || failed=1
    [ -f "$work/results" ] || continue
    sed -e '/^tried: /,$d' -e '/^ok  /d' -e '/^$/d' "$work/text" # what does not hold
    for side in gap pass; do
        sed -n "s/^ *{\"rule\": \"\([^\"]*\)\",.* \"$side\": true,.* \"library\": true,.*/\1 $side/p" \
            "$work/results" >>"$work/met"
    done
done <"$work/projects"

find "$top_srcdir/stdlib" -name '*.isms' -exec sed -n 's/^rule \([^ ]*\).*/\1/p' {} + |
    sort -u >"$work/rules"
sort -u "$work/met" | cut -d ' ' -f 1 | uniq -d >"$work/tried" # both ways
comm -23 "$work/rules" "$work/tried" >"$work/untried"
echo "tried: $(comm -12 "$work/rules" "$work/tried" | wc -l) of $(wc -l <"$work/rules") rules of the library"

if [ -s "$work/untried" ]; then
    echo "the test projects do not try these rules both ways:"
    sed 's/^/  /' "$work/untried"
    failed=1
fi
exit "$failed"
