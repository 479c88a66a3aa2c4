#!/bin/sh
# format.sh -- isms fmt changes what it should and nothing else: modes, links, errors, odd files.
# usage: ISMS=path/to/isms top_srcdir=. tests/cli/format.sh
# SPDX-License-Identifier: Apache-2.0
set -u
LC_ALL=C
export LC_ALL

: "${ISMS:?the program under test}" "${top_srcdir:?}"
ISMS=$(cd "$(dirname "$ISMS")" && pwd)/$(basename "$ISMS")
root=$(cd "$top_srcdir" && pwd)
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
mkdir "$work/case"
cd "$work/case" || exit 1
failed=0

# expect NAME STATUS COMMAND...: what it wrote is in $work/out and $work/err.
expect() {
    name=$1 wanted=$2 status=0
    shift 2
    timeout 60 "$@" >"$work/out" 2>"$work/err" </dev/null || status=$?
    if [ "$status" -eq "$wanted" ]; then
        echo "ok      $name"
    else
        echo "FAILED  $name: exit status $status, expected $wanted"
        head -n 5 "$work/out" "$work/err"
        failed=$((failed + 1))
    fi
}

# holds NAME COMMAND...: a condition.
holds() {
    name=$1
    shift
    if "$@" >"$work/held" 2>&1; then
        echo "ok      $name"
    else
        echo "FAILED  $name"
        head -n 5 "$work/held"
        failed=$((failed + 1))
    fi
}

messy='asset A "a"
 owner: x
'
clean='asset A "a"
  owner:  x
'
fresh() {
    chmod -R u+w . 2>/dev/null
    rm -rf ./* ./.[!.]*
    printf '%s' "$messy" >a.isms
    printf '%s' "$clean" >clean.isms
}

# ---- the library and the example are written as the formatter would

expect "the library is formatted" 0 "$ISMS" fmt --check "$root/stdlib"
expect "the example is formatted" 0 "$ISMS" fmt --check "$root/examples"

# ---- what changes

fresh
chmod 640 a.isms
touch -d 2020-01-01 clean.isms
cp -p clean.isms clean.before
expect "a messy file is formatted" 0 "$ISMS" fmt a.isms clean.isms
holds "it is clean now" cmp a.isms clean.isms
holds "its mode is kept" test "$(stat -c %a a.isms)" = 640
holds "a clean file is not touched" test ! clean.isms -nt clean.before
holds "nothing is left behind" test "$(ls -A | tr '\n' ' ')" = "a.isms clean.before clean.isms "

fresh
expect "--check fails" 1 "$ISMS" fmt --check .
holds "--check names the file" grep -qx a.isms "$work/out"
expect "--diff fails" 1 "$ISMS" fmt --diff .
holds "neither changes anything" test "$(cat a.isms)" = "$(printf '%s' "$messy")"
"$ISMS" fmt --diff a.isms >"$work/patch"
expect "patch reads the diff" 0 patch -s a.isms "$work/patch"
holds "and gives the formatted file" cmp a.isms clean.isms

fresh
status=0
"$ISMS" fmt - <a.isms >"$work/stdin" || status=$?
holds "standard input is formatted to standard output" test "$status" -eq 0
holds "as a file would be" cmp "$work/stdin" clean.isms
status=0
printf 'asset A\n  owner x\n' | "$ISMS" fmt - >"$work/stdin" 2>"$work/err" || status=$?
holds "standard input with errors ends with 3" test "$status" -eq 3
holds "and writes nothing" test ! -s "$work/stdin"

# ---- what stays

fresh
printf 'asset B\n  owner x\n' >broken.isms
cp broken.isms broken.before
expect "a file with errors ends with 3" 3 "$ISMS" fmt broken.isms a.isms
holds "it is left alone" cmp broken.isms broken.before
holds "the others are formatted" cmp a.isms clean.isms
holds "its error is shown" grep -q 'E0103' "$work/err"

fresh
expect "a missing file ends with 4" 4 "$ISMS" fmt missing.isms a.isms
holds "the others are formatted" cmp a.isms clean.isms

fresh
ln -s a.isms link.isms
expect "a link is followed" 0 "$ISMS" fmt link.isms
holds "it stays a link" test -L link.isms
holds "its target is formatted" cmp a.isms clean.isms

fresh
mkdir project
printf '%s' "$messy" >outside.isms
ln -s ../outside.isms project/link.isms
expect "a link out of the folder ends with 4" 4 "$ISMS" fmt project
holds "its target stays" test "$(cat outside.isms)" = "$(printf '%s' "$messy")"

fresh
mkdir -p vendor/x .hidden
cp a.isms vendor/x/v.isms
cp a.isms .hidden/h.isms
expect "a folder is formatted" 0 "$ISMS" fmt .
holds "its files are" cmp a.isms clean.isms
holds "vendor is left out" test "$(cat vendor/x/v.isms)" = "$(printf '%s' "$messy")"
holds "so are hidden folders" test "$(cat .hidden/h.isms)" = "$(printf '%s' "$messy")"

fresh
mkfifo pipe.isms
expect "a pipe ends with 4" 4 "$ISMS" fmt pipe.isms
expect "a folder without texts ends with 2" 2 sh -c "mkdir none && exec '$ISMS' fmt none"
expect "no project ends with 2" 2 sh -c "mkdir .git && exec '$ISMS' fmt"
printf '\377\376a\0' >utf16.isms
expect "UTF-16 ends with 3" 3 "$ISMS" fmt utf16.isms

# root may read and write everything
if [ "$(id -u)" -ne 0 ]; then
    fresh
    chmod 400 a.isms
    expect "a file that we may not write ends with 4" 4 "$ISMS" fmt a.isms
    chmod 000 a.isms
    expect "a file that we may not read ends with 4" 4 "$ISMS" fmt a.isms
fi

[ "$failed" -eq 0 ]
