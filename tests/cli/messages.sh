#!/bin/sh
# messages.sh -- every message has a page, and something in the tests that brings it about.
# usage: ISMS=path/to/isms top_srcdir=. tests/cli/messages.sh [CODE ...]
# SPDX-License-Identifier: Apache-2.0
#
# The first `isms` block of docs/messages/CODE.md must be answered with CODE and its exit status, the second
# one must not. A block without a project is put into one that has a risk method. What is run is the command
# of the page's `text` block that begins with `$ isms`, else `isms check`, for E07 `isms test`.
#
# What one file cannot show is a case tests/cli/codes/CODE/cmd: a script that makes its files and runs `isms`
# once or more; every run must answer with CODE and its status. The function `project` writes a project.isms.
# A code with neither is a fault.
set -u
LC_ALL=C
export LC_ALL

: "${ISMS:?the program under test}" "${top_srcdir:?}"
ISMS=$(cd "$(dirname "$ISMS")" && pwd)/$(basename "$ISMS")
source_dir=$(cd "$top_srcdir" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
passed=0
failed=0
unset ISMS_PROJECT
ISMS_AS_OF=2026-01-15
export ISMS_AS_OF

fault() {
    echo "FAILED  $1"
    failed=$((failed + 1))
}

# block FILE N: the N-th isms block of a page; nothing if there is none.
block() {
    awk -v wanted="$2" '
        /^```isms$/ { n++; inside = (n == wanted); next }
        /^```$/ { inside = 0 }
        inside { print }' "$1"
}

# field CODE N: the N-th argument of MESSAGE(CODE, severity, status, ...).
field() {
    sed -n "s/^MESSAGE($1, //p" "$source_dir/base/message.def" | cut -d, -f"$2" | tr -d ' '
}

# ---- pages ----

# answer NAME: checks the block on standard input in a project of its own.
answer() {
    command=$(sed -n 's/^\$ isms //p' "$page" | head -n 1)
    case $1 in
    E07*) : "${command:=test}" ;;
    *) : "${command:=check}" ;;
    esac
    rm -rf project
    mkdir project
    cat >project/page.isms
    if grep -q '^project ' project/page.isms; then
        mv project/page.isms project/project.isms
    else
        printf 'project page\n\nuse methods.iso27005-5x5\n' >project/project.isms
    fi
    # shellcheck disable=SC2086 # the words of a command
    (cd project && exec timeout 60 "$ISMS" $command) >out 2>&1
    status=$?
}

# is_status CODE STATUS: an error ends with its own status, a warning with none of its own.
is_status() {
    case $(field "$1" 1) in
    ERROR) [ "$2" -eq "$(field "$1" 2)" ] ;;
    *) [ "$2" -le 1 ] ;;
    esac
}

run_page() {
    answer "$1" <example
    grep -qF "[$1]" out || {
        fault "$1: the wrong example is answered otherwise"
        head -n 4 out
    }
    is_status "$1" "$status" || fault "$1: the wrong example ends with $status"
    block "$page" 2 >example
    [ -s example ] || fault "$1: there is no right example"
    answer "$1" <example
    # A rule alone on a page has nothing to look at.
    [ "$1" = W0405 ] || sed -i '/\[W0405\]/d' out
    ! grep -E '(error|warning)\[[EW][0-9]{4}\]' out || fault "$1: the right example is not right"
    [ "$status" -le 1 ] || fault "$1: the right example ends with $status"
}

# What every page says: what it means and what to do, in words, and an example.
check_page() {
    title=$(sed -n "s/^MESSAGE($1, [A-Z]*, [0-9], \"\(.*\)\")\$/\1/p" "$source_dir/base/message.def")
    [ "$(head -n 1 "$page")" = "# $1: $title" ] || fault "$1: the first line is not its title"
    "$ISMS" explain "$1" | cmp -s - "$page" || fault "$1: isms explain does not show the page"
    if [ -s example ]; then
        headings='Wrong: Right:'
    else
        headings=Example:
    fi
    for heading in $headings; do
        grep -qx "$heading" "$page" || fault "$1: the page has no line \`$heading\`"
    done
    sed -n '3,/^[A-Z][a-z]*:$/p' "$page" | sed '$d' | awk '{ n += NF } END { exit n < 20 }' ||
        fault "$1: the page explains too little before its example"
}

# ---- cases ----

# Runs in the folder of a case.
project() {
    printf 'project page\n\nuse methods.iso27005-5x5\n' >project.isms
}

isms() {
    case_status=0
    timeout 300 "$ISMS" "$@" >"$work/out" 2>&1 || case_status=$?
    runs=$((runs + 1))
    grep -qF "[$code]" "$work/out" || {
        echo "run $runs is answered otherwise"
        head -n 4 "$work/out" | cut -c 1-200
    }
    is_status "$code" "$case_status" || echo "run $runs ends with $case_status"
}

run_case() {
    rm -rf project
    cp -R "$source_dir/tests/cli/codes/$1" project
    chmod -R u+w project
    (
        cd project || exit 1
        rm cmd
        runs=0
        set -e
        # shellcheck source=/dev/null
        . "$source_dir/tests/cli/codes/$1/cmd"
        [ "$runs" -gt 0 ] || echo "the case runs nothing"
    ) >said 2>&1 || echo "the case failed" >>said
    [ ! -s said ] || {
        fault "$1: tests/cli/codes/$1"
        cat said
    }
}

# ---- every code ----

codes=$(sed -n 's/^MESSAGE(\([EWI][0-9]*\),.*/\1/p' "$source_dir/base/message.def")
[ -n "$codes" ] || fault "base/message.def names no messages"
# shellcheck disable=SC2086 # one word per code
[ $# -gt 0 ] || set -- $codes
for code; do
    page=$source_dir/docs/messages/$code.md
    [ -f "$page" ] || {
        fault "$code has no page"
        continue
    }
    block "$page" 1 >example
    check_page "$code"
    if [ -s example ]; then
        run_page "$code"
    elif [ ! -f "$source_dir/tests/cli/codes/$code/cmd" ]; then
        fault "$code: nothing brings it about: neither an example on its page nor tests/cli/codes/$code/cmd"
    fi
    [ ! -f "$source_dir/tests/cli/codes/$code/cmd" ] || run_case "$code"
    passed=$((passed + 1))
done
for page in "$source_dir"/docs/messages/*.md "$source_dir"/tests/cli/codes/*; do
    code=$(basename "$page" .md)
    echo "$codes" | grep -qx "$code" || fault "$code: $page is of no message"
done
"$ISMS" explain E9999 >out 2>&1 && fault "an unknown code is explained"

echo "$passed codes, $failed faults"
[ "$failed" -eq 0 ]
