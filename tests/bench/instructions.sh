#!/bin/sh
# instructions.sh -- what small and larger runs cost, compared with instructions.table: 3 in 100 more is a failure.
# usage: make check TESTS=tests/bench/instructions.sh; UPDATE=1 (make update-instructions) writes the table
# SPDX-License-Identifier: Apache-2.0
#
# So is 3 in 100 less: what was gained is written down, or it is lost again unseen. Two runs differ by 1 in 10,000, as
# hash tables are seeded by chance. Compilers and C libraries differ by much more: with others than those of the table the
# counts are shown and nothing is compared.
set -eu
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
: "${ISMS:?}" "${GENERATE:?}" "${CC:=cc}" "${CFLAGS=}" "${UPDATE=}"
# shellcheck source=tests/bench/count.sh
. "$here/count.sh"

needs_valgrind
table=$here/instructions.table
examples=$here/../../examples
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# generated RISKS: a folder with the project of the benchmark.
generated() {
    mkdir "$work/$1"
    cp "$here/kinds.isms" "$here/rules.isms" "$here/project.isms" "$work/$1"
    "$GENERATE" "$1" "$work/$1"
    echo "$work/$1"
}

# row NAME STATUS FOLDER ARGUMENT...: prints the name, its instructions, the bytes of the folder's text.
row() {
    name=$1 wanted=$2 folder=$3
    shift 3
    status=0
    instructions "$ISMS" "$@" >"$work/out" 2>"$work/err" 3>"$work/count" || status=$?
    if [ "$status" -ne "$wanted" ]; then
        echo "$name ends with $status, not with $wanted:"
        head -n 5 "$work/err" "$work/out"
        exit 99
    fi >&2
    echo "$name $(cat "$work/count") $(find "$folder" -name '*.isms' -exec cat {} + | wc -c)"
}

# check NAME STATUS FOLDER
check() {
    row "$1" "$2" "$3" check -q -f concise -C "$3"
}

# written VIEW FORMAT FOLDER: the view, written in that format.
written() {
    row "$1-$2" 0 "$3" report "$1" -f "$2" -C "$3"
}

# A folder of its own, so that the checks above have nothing to do with its views.
written_views() {
    cp -R "$work/10000" "$work/views"
    cp "$here/views.isms" "$work/views"
    for format in csv json markdown text html; do
        written statement "$format" "$work/views"
        written register "$format" "$work/views"
    done
}

measured() {
    mkdir "$work/empty"
    echo 'project empty "Nothing yet"' >"$work/empty/project.isms"
    mkdir "$work/none"
    row version 0 "$work/none" --version
    check empty 3 "$work/empty"
    check minimal 1 "$examples/minimal"
    check saas-startup 1 "$examples/saas-startup"
    check risks-1000 1 "$(generated 1000)"
    check risks-10000 1 "$(generated 10000)"
    written_views
}

# What counts depend on. The processor does not matter much: valgrind shows the same one to all programs.
builder() {
    echo "$(uname -m); $("$CC" --version | head -n 1); $(getconf GNU_LIBC_VERSION 2>/dev/null || echo another libc); $(linking); $CFLAGS$(learned)"
}

linking() {
    if nm -D "$ISMS" 2>/dev/null | grep -q .; then
        echo shared
    else
        echo static
    fi
}

# Left in the build folder by `make profile-guided`.
learned() {
    [ ! -e profile-guided.done ] || echo "; profile-guided"
}

# Where there is little text, nearly all of the work is the library's.
written_table() {
    echo "# instructions.table -- written by make update-instructions; do not edit."
    echo "# of: $(builder)"
    awk 'BEGIN { printf "%-18s %13s %10s %9s\n", "# run", "instructions", "bytes", "per byte" }
         { printf "%-18s %13d %10d %9s\n", $1, $2, $3, $3 < 100000 ? "-" : sprintf("%.1f", $2 / $3) }' "$work/measured"
}

measured >"$work/measured"
if [ -n "$UPDATE" ]; then
    written_table >"$work/table"
    cp "$work/table" "$table"
    cat "$table"
    exit
fi

if [ "$(sed -n 's/^# of: //p' "$table")" != "$(builder)" ]; then
    written_table
    skip "nothing to compare with: the table is of $(sed -n 's/^# of: //p' "$table")"
fi
awk 'NR == FNR { if (!/^#/) known[$1] = $2; next }
     !($1 in known) { printf "%s is not in the table\n", $1; faults++; next }
     {
         change = ($2 / known[$1] - 1) * 100
         printf "%-18s %13d %13d %+7.2f %%\n", $1, known[$1], $2, change
         if (change > 3 || change < -3) faults++
     }
     END { exit faults > 0 }' "$table" "$work/measured" || {
    echo "more than 3 % off: if that is meant: make update-instructions, and commit the table"
    exit 1
}
