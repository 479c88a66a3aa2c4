#!/bin/sh
# shown.sh -- a view says the same whether the others of the library are looked at or not.
# usage: ISMS=path/to/isms top_srcdir=. tests/cli/shown.sh
# SPDX-License-Identifier: Apache-2.0
#
# With --verbose everything is looked at. So each view of an example is shown both ways; then names that are no views,
# several at once, and a project with errors, which are told both ways.
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

# shown FILE ARGUMENT...: what is shown, the errors and how it ends.
shown() {
    file=$1
    shift
    timeout 60 "$ISMS" report --as-of 2026-06-01 "$@" >"$file" 2>"$file.err"
    echo "status $?" >>"$file"
    grep 'error\[E' "$file.err" >>"$file" || :
}

# same PROJECT ARGUMENT...
same() {
    project=$1
    shift
    tried=$((tried + 1))
    shown short -C "$project" "$@"
    shown long -v -C "$project" "$@"
    cmp -s short long && return
    echo "FAILED  $*: other results with --verbose"
    diff short long | head -n 5
    failed=$((failed + 1))
}

example=$root/examples/saas-startup
"$ISMS" report no-such-view -C "$example" 2>names
views=$(sed -n -e 's/^ *help: views are //p' names | sed -e 's/ and /, /' -e 's/, /\n/g' -e 's/`//g')
for view in $views; do
    same "$example" -f json "$view"
done
same "$example" -f json soa risks
same "$example" -f json soa management-review
same "$example" -f json no-such-view
same "$example" -f json soa no-such-view

mkdir broken
cp -r "$example"/. broken
printf '\nasset left-over "What does not exist"\n  owner: nobody-at-all\n  no-such-field: 1\n' >broken/more.isms
same broken -f json soa
same broken -f json --partial soa
same broken -f json --partial risks

echo "$tried ways, $failed faults"
[ "$tried" -gt 100 ] && [ "$failed" -eq 0 ]
