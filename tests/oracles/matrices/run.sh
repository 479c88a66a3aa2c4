#!/bin/sh
# run.sh -- matrices of the library pass the checks of matrices, and broken variants do not.
# usage: ISMS=path/to/isms top_srcdir=. tests/oracles/matrices/run.sh
# SPDX-License-Identifier: Apache-2.0
set -eu
LC_ALL=C
export LC_ALL

: "${ISMS:?the program under test}" "${top_srcdir:?}"
here=$top_srcdir/tests/oracles/matrices
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
count=0

# project METHOD: a project of its own, with a copy of the method as a file of its own.
project() {
    rm -rf "$work/project"
    mkdir "$work/project"
    printf 'project matrix "Matrix"\n' >"$work/project/project.isms"
    case $1 in
        nist-800-30-g5) printf '\nuse methods.nist-800-30-i2\n' >>"$work/project/project.isms" ;;
    esac
    cp "$top_srcdir/stdlib/methods/$1.isms" "$work/project/method.isms"
    chmod u+w "$work/project/method.isms"
}

# complaints: what is found, without places.
complaints() {
    "$ISMS" check -q -f concise -C "$work/project" --as-of 2026-11-01 2>"$work/errors" >"$work/found" || :
    cat "$work/errors" "$work/found" | grep -o '[EW]0401\] .*' | sed 's/\]//' | sort -u
}

for method in $(grep -l '^matrix ' "$top_srcdir"/stdlib/methods/*.isms); do
    method=${method##*/}
    count=$((count + 1))
    project "${method%.isms}"
    complaints >"$work/complaints"
    if grep -q 'error\[' "$work/found" "$work/errors" || [ -s "$work/complaints" ]; then
        echo "FAILED  ${method%.isms} is not as it should be:"
        cat "$work/found" "$work/errors"
        failed=1
    else
        echo "ok      ${method%.isms}"
    fi
done
[ "$count" -ge 7 ] || failed=1

tab=$(printf '\t')
{
    read -r header
    while IFS=$tab read -r id method edit expected; do
        project "$method"
        cp "$work/project/method.isms" "$work/before"
        sed -i "$edit" "$work/project/method.isms"
        complaints >"$work/complaints"
        if cmp -s "$work/before" "$work/project/method.isms"; then
            echo "FAILED  $id: the edit changes nothing"
            failed=1
        elif [ "$expected" = - ] && [ ! -s "$work/complaints" ]; then
            echo "ok      $id: nothing to say"
        elif [ "$expected" != - ] && grep -qF "$expected" "$work/complaints"; then
            echo "ok      $id: $expected"
        else
            echo "FAILED  $id: expected $expected, found:"
            cat "$work/complaints"
            failed=1
        fi
    done
} <"$here/variants.tsv"

exit "$failed"
