#!/bin/sh
# mutations.sh -- breaks one thing in the example at a time: exactly the expected gaps must appear.
# usage: ISMS=path/to/isms top_srcdir=. tests/oracles/saas-startup/mutations.sh [ID...]
# SPDX-License-Identifier: Apache-2.0
#
# README.md beside this says how mutations.tsv is read.
set -eu
LC_ALL=C
export LC_ALL

: "${ISMS:?the program under test}" "${top_srcdir:?}"
table=$top_srcdir/tests/oracles/saas-startup/mutations.tsv
csv=$top_srcdir/tests/oracles/csv.awk
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tab=$(printf '\t')

# Rules that only look at the calendar; they may speak up when nothing but the date changes.
about_time='iso\.(4\.1-4|5\.1-[dfgh]|5\.2-aj|5\.2-r|5\.3-br|6\.1\.1-e2r|6\.2-[df]|7\.2-be?|7\.3-[abc]|8\.1-(2|4r)|8\.2-1r?|8\.3-1|9\.1-g|9\.2\.1-1|9\.2\.2-(d|2r)|9\.3\.1-1|9\.3\.3-2l|10\.1-1s?|10\.2-(cl|cn|d)|A\.(5\.9-[24]|5\.32-2|5\.18-2|5\.22-1|8\.8-3|8\.13-4|8\.15-3|8\.24-4))'

fresh_copy() {
    rm -rf "$work/example"
    cp -R "$top_srcdir/examples/saas-startup" "$work/example"
    chmod -R u+w "$work/example"
}

# drop FILE KIND ID: takes a paragraph out, with the comments on it and the blank line behind it.
drop() {
    awk -v head="$2 $3" '
        function spill(    i) {
            for (i = 1; i <= comments; i++)
                print comment[i]
            comments = 0
        }
        dropping && $0 != "" { next }
        dropping { dropping = 0; next }
        /^#/ { comment[++comments] = $0; next }
        $0 == head || index($0, head " ") == 1 { comments = 0; dropping = found = 1; next }
        { spill(); print }
        END { spill(); exit !found }
    ' "$1" >"$1.new" && mv "$1.new" "$1"
}

# edit FILE SCRIPT: an edit that changes nothing is a fault of the table.
edit() {
    [ "$1" = - ] && return
    file=$work/example/$1
    cp "$file" "$work/before"
    case $2 in
    'drop '*)
        # shellcheck disable=SC2086 # two words
        drop "$file" ${2#drop }
        ;;
    *) sed -i "$2" "$file" ;;
    esac
    if cmp -s "$file" "$work/before"; then
        echo "the edit of $1 changes nothing: $2"
        return 1
    fi
}

# gaps AS-OF: one line a gap, `RULE OBJECT...`, sorted; returns the status of isms.
gaps() {
    status=0
    "$ISMS" gaps -C "$work/example" --as-of "$1" -f csv >"$work/gaps.csv" 2>"$work/errors" || status=$?
    [ "$status" -le 1 ] || return "$status"
    awk -v columns=Rule,Objects -f "$csv" "$work/gaps.csv" |
        sed -e "s/$tab/ /" -e 's/;//g' -e 's/ iso\./ /g' -e 's/ $//' | sort
}

# The first object is what a gap is about; the others say what else it concerns.
about() {
    cut -d ' ' -f 1,2 | sort -u
}

# error_is CODE WORD...: the sources have this one error, with the words in its message.
error_is() {
    code=$1
    shift
    status=0
    "$ISMS" check -C "$work/example" --as-of "$as_of" >"$work/out" 2>&1 || status=$?
    grep -F ": error[E" "$work/out" >"$work/found" || :
    if [ "$status" -ne 3 ] || [ "$(grep -c . "$work/found")" -ne 1 ] || ! grep -qF "[$code]" "$work/found"; then
        echo "exit status $status, expected 3 with one error $code; got:"
        head -n 5 "$work/out"
        return 1
    fi
    for word; do
        grep -qF -e "$word" "$work/found" || {
            echo "the message of $code does not name $word:"
            cat "$work/found"
            return 1
        }
    done
}

# gaps_are [RULE OBJECT...]: those gaps are new, and no others.
gaps_are() {
    : >"$work/wanted"
    if [ "$1" != none ]; then
        rule=$1
        shift
        if [ $# -eq 0 ]; then
            echo "$rule" >"$work/wanted"
        fi
        for object; do
            echo "$rule $object"
        done | sort >>"$work/wanted"
    fi
    gaps "$as_of" >"$work/after" || {
        echo "isms gaps ended with status $?:"
        head -n 5 "$work/errors"
        return 1
    }
    comm -13 "$work/unedited" "$work/after" | about >"$work/new"
    if [ "$edits" = "-" ]; then
        comm -12 "$work/new" "$work/wanted" >"$work/keep"
        grep -vE "^$about_time( |\$)" "$work/new" >>"$work/keep" || :
        sort -u "$work/keep" >"$work/new"
    fi
    diff "$work/wanted" "$work/new"
}

# needles: what an explanation must name, one of them: a line that was edited, or what is missing now.
needles() {
    cut -f 2 "$work/lines" | sort -u | while IFS= read -r file; do
        [ "$file" != - ] || continue
        diff --unchanged-line-format= --old-line-format= --new-line-format="($file:%dn:
" "$top_srcdir/examples/saas-startup/$file" "$work/example/$file" || :
    done >"$work/changed"
    if [ -s "$work/changed" ]; then
        cat "$work/changed"
    else
        sed -n "s/.*${tab}drop \([^ ]*\) \([^$tab]*\)$tab.*/\1\n\2/p" "$work/lines"
        echo 'is not set'
        echo 'is empty'
    fi
}

# explained RULE [OBJECT...]: `isms why` names the edit for each gap.
explained() {
    [ "$1" != none ] && [ "$edits" != - ] || return 0
    rule=$1
    shift
    needles >"$work/needles"
    for object in "${@:-}"; do
        "$ISMS" why "$rule" ${object:+"$object"} -C "$work/example" --as-of "$as_of" >"$work/answer" 2>&1 ||
            echo "isms why ended with $?" >>"$work/answer"
        grep -qF -f "$work/needles" "$work/answer" || {
            echo "isms why $rule $object names none of:"
            cat "$work/needles"
            cat "$work/answer"
            return 1
        }
    done
}

# judge ID: the mutation has been made; $expected and $as_of are those of its lines.
judge() {
    verdict=0
    # shellcheck disable=SC2086 # words
    case $expected in
    E[0-9]*) error_is $expected ;;
    *) gaps_are $expected && explained $expected ;;
    esac >"$work/reason" || verdict=1
    if [ "$verdict" -eq 0 ]; then
        echo "ok      $1: $expected"
    else
        echo "FAILED  $1: expected $expected"
        sed 's/^/        | /' "$work/reason"
        failed=$((failed + 1))
    fi
    judged=$((judged + 1))
}

fresh_copy
gaps 2026-11-01 >"$work/unedited" || {
    echo "the example itself: isms gaps ended with status $?"
    head -n 5 "$work/errors"
    exit 1
}

failed=0
judged=0
ids=$(sed 1d "$table" | cut -f 1 | uniq)
[ $# -eq 0 ] || ids=$*
for id in $ids; do
    fresh_copy
    edits='' as_of='' expected=''
    broken=false
    grep "^$id$tab" "$table" >"$work/lines"
    while IFS="$tab" read -r _ file script on what; do
        edits=$script as_of=$on expected=$what
        edit "$file" "$script" || broken=true
    done <"$work/lines"
    if $broken; then
        echo "FAILED  $id"
        failed=$((failed + 1))
        judged=$((judged + 1))
    else
        judge "$id"
    fi
done

echo "$judged mutations, $failed failed"
[ "$failed" -eq 0 ] && [ "$judged" -gt 0 ]
