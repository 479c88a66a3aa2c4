#!/bin/sh
# run.sh -- runs the tests of the library that are written in its own language, and says which of
# its rules no test project tries both ways, and which of its modules have no test module.
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

# Has this module a rule, a matrix, a constant, a function or a field with a formula?
says_something() {
    awk '
        /^(rule|let|relation|matrix|extend .*=)/ { found = 1 }
        /^[^ ]/ { inside = /^(kind|extend) / }
        inside && /^ / {
            gsub(/"[^"]*"/, "")
            sub(/#.*/, "")
            gsub(/[=!<>]=/, "")
            if (/=/) found = 1
        }
        END { exit !found }' "$1"
}

# A test module stands under the same path, among the catalogues, or in a project of that name.
has_tests() {
    find "$here/$1.isms" "$here/catalogues/$1.isms" "$here/$1" -name '*.isms' -exec cat {} + \
        2>/dev/null | grep -q '^test "'
}

(cd "$top_srcdir/stdlib" && find . -name '*.isms' | sed -e 's|^\./||' -e 's|\.isms$||' | sort) \
    >"$work/modules"
while read -r module; do
    if says_something "$top_srcdir/stdlib/$module.isms" && ! has_tests "$module"; then
        echo "stdlib/$module.isms has rules or formulas, but no tests: write tests/library/$module.isms"
        failed=1
    fi
done <"$work/modules"
exit "$failed"
