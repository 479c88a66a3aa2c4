#!/bin/sh
# messages.sh -- every message has a page, and the examples of the pages are true.
# usage: ISMS=path/to/isms top_srcdir=. tests/cli/messages.sh
# SPDX-License-Identifier: Apache-2.0
#
# The first `isms` block of docs/messages/CODE.md must be answered with CODE, the second one must not.
# A block without a project is put into one that has a risk method.
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

# answer NAME: checks the block on standard input in a project of its own; E07 are about tests.
answer() {
    case $1 in
    E07*) command=test ;;
    *) command=check ;;
    esac
    rm -rf project
    mkdir project
    cat >project/page.isms
    if grep -q '^project ' project/page.isms; then
        mv project/page.isms project/project.isms
    else
        printf 'project page\n\nuse methods.iso27005-5x5\n' >project/project.isms
    fi
    timeout 60 "$ISMS" "$command" -q -C project --as-of 2026-01-15 >out 2>err
    status=$?
    case $status in
    0 | 1 | 2 | 3 | 4 | 5) ;;
    *) fault "$1: the check ended with $status" ;;
    esac
}

codes=$(sed -n 's/^MESSAGE(\([EWI][0-9]*\),.*/\1/p' "$source_dir/base/message.def")
[ -n "$codes" ] || fault "base/message.def names no messages"
for code in $codes; do
    page=$source_dir/docs/messages/$code.md
    [ -f "$page" ] || {
        fault "$code has no page"
        continue
    }
    title=$(sed -n "s/^MESSAGE($code, [A-Z]*, [0-9], \"\(.*\)\")\$/\1/p" "$source_dir/base/message.def")
    [ "$(head -n 1 "$page")" = "# $code: $title" ] || fault "$code: the first line is not its title"
    "$ISMS" explain "$code" | cmp -s - "$page" || fault "$code: isms explain does not show the page"

    block "$page" 1 >example
    [ -s example ] || continue
    answer "$code" <example
    grep -qF "[$code]" out || {
        fault "$code: the wrong example is answered otherwise"
        head -n 4 out err
    }
    block "$page" 2 >example
    [ -s example ] || continue
    answer "$code" <example
    # A rule alone on a page has nothing to look at.
    ! grep -v '\[W0405\]' out | grep -qE '(error|warning)\[[EW][0-9]{4}\]' || {
        fault "$code: the right example is not right"
        head -n 4 out
    }
    passed=$((passed + 1))
done
for page in "$source_dir"/docs/messages/*.md; do
    code=$(basename "$page" .md)
    echo "$codes" | grep -qx "$code" || fault "$code: a page without a message"
done
"$ISMS" explain E9999 >out 2>err && fault "an unknown code is explained"

echo "$passed pages with examples, $failed faults"
[ "$failed" -eq 0 ]
