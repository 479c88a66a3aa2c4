#!/bin/sh
# left_out.sh -- a check leaves out what it does not need of the library; it must not miss an error by that.
# usage: ISMS=path/to/isms top_srcdir=. tests/cli/left_out.sh
# SPDX-License-Identifier: Apache-2.0
#
# With --verbose everything is looked at. So each module of the library is used by a project of its own, with a
# risk method and without: the verbose check finds no error with it, and the same errors as the short one without.
set -u
LC_ALL=C
export LC_ALL

: "${ISMS:?the program under test}" "${top_srcdir:?}"
ISMS=$(cd "$(dirname "$ISMS")" && pwd)/$(basename "$ISMS")
root=$(cd "$top_srcdir" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failed=0
tried=0

# errors [OPTION]: of the project here; what else may be said differs.
errors() {
    timeout 60 "$ISMS" check -q "$@" >out 2>&1
    status=$?
    [ "$status" -le 3 ] || echo "exit status $status"
    grep 'error\[E' out || :
}

# project MODULE...
project() {
    echo 'project left-out "what a check leaves out"'
    for used; do
        echo "use $used"
    done
}

fail() {
    echo "FAILED  $1: $2"
    head -n 5 "$3"
    failed=$((failed + 1))
}

for module in $(cd "$root/stdlib" && find . -name '*.isms' ! -path './core*' |
    sed -e 's,^\./,,' -e 's,\.isms$,,' -e 's,/,.,g' | sort); do
    tried=$((tried + 1))
    project "$module" >project.isms
    errors >short
    errors --verbose >long
    cmp -s short long || fail "$module without a method" "the verbose check finds other errors" long

    # What is no method itself needs one; these two refine a certain one.
    case $module in
    methods.nist-800-30-g5) method=methods.nist-800-30-i2 ;;
    effects.vulnerability-reduction) method=methods.monarc ;;
    *) method=methods.iso27005-5x5 ;;
    esac
    if grep -q E0208 short; then
        project "$module" "$method" >project.isms
    fi
    errors --verbose >long
    [ ! -s long ] || fail "$module" "errors in the library" long
done

# Two methods at once provide the same names twice: in types, which are always read, and in formulas.
for module in $(cd "$root/stdlib" && find methods -name '*.isms' | sed -e 's,\.isms$,,' -e 's,/,.,g' | sort); do
    tried=$((tried + 1))
    project "$module" methods.iso27005-5x5 >project.isms
    errors >short
    errors --verbose >long
    cmp -s short long || fail "$module and another method" "the verbose check finds other errors" long
done
echo "$tried modules, $failed faults"
[ "$tried" -gt 0 ] && [ "$failed" -eq 0 ]
