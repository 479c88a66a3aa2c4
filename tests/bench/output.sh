#!/bin/sh
# output.sh -- what writing views costs in each format, beside checking the same project.
# usage: ISMS=path/to/isms GENERATE=path/to/generate MEASURE=path/to/measure tests/bench/output.sh [RISKS...]
# SPDX-License-Identifier: Apache-2.0
#
# RISKS are 10000 unless said. Up to LARGEST_COUNTED=20000 instructions are counted, in millions, from there on
# milliseconds of the processor, the best of ROUNDS=3. `writing` is the command without the check. The views:
#   statement, register    of the benchmark's organisation (views.isms)
#   soa, rtp, risks        of the library, over the organisation of shapes/library-soa.shape; only where it is counted
set -eu
LC_ALL=C
export LC_ALL

here=$(cd "$(dirname "$0")" && pwd)
build=$here/../../build
: "${ISMS:=$build/tools/isms/isms}" "${GENERATE:=$build/tests/bench/generate}" "${MEASURE:=$build/tests/bench/measure}"
: "${LARGEST_COUNTED:=20000}" "${ROUNDS:=3}"
# shellcheck source=tests/bench/count.sh
. "$here/count.sh"
# shellcheck source=tests/bench/shapes/shape.sh
. "$here/shapes/shape.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export ISMS_AS_OF=2026-06-01

# generated RISKS: the project of the benchmark with its views.
generated() {
    rm -rf "$work/project"
    mkdir "$work/project"
    for file in kinds rules project views; do
        cp "$here/$file.isms" "$work/project"
    done
    "$GENERATE" "$1" "$work/project"
}

# cost RISKS ARGUMENT...: of a run over the project; what it writes is in $work/out.
cost() {
    if [ "$1" -le "$LARGEST_COUNTED" ]; then
        shift
        instructions "$ISMS" "$@" -C "$work/project" >"$work/out" 2>"$work/err" 3>"$work/count" || judge $?
        awk '{ printf "%.1f\n", $1 / 1e6 }' "$work/count"
        return
    fi
    shift
    for round in $(seq "$ROUNDS"); do
        "$MEASURE" 600 "$work/out" "$ISMS" "$@" -C "$work/project" >"$work/line.$round"
        judge "$(cut -d ' ' -f 4 "$work/line.$round")"
    done
    awk 'NR == 1 || $2 < least { least = $2 } END { printf "%.1f\n", least / 1000 }' "$work"/line.*
}

# judge STATUS: gaps are a fault of the project, not of the run.
judge() {
    [ "$1" -le 1 ] && return
    echo "ends with $1:"
    head -n 5 "$work/err"
    exit 1
} >&2

# rows RISKS VIEW...: a line for each view and format.
rows() {
    risks=$1
    shift
    check=$(cost "$risks" check -q)
    for view; do
        for format in csv json markdown text html; do
            all=$(cost "$risks" report "$view" -f "$format")
            echo "$risks $view $format $(wc -c <"$work/out") $check $all"
        done
    done | awk '{ printf "%9d  %-10s %-9s %8.1f %9.1f %9.1f %5.0f %%\n", $1, $2, $3, $4 / 1e6, $5, $6 - $5, ($6 - $5) / $5 * 100 }'
}

printf '%9s  %-10s %-9s %8s %9s %9s %7s\n' risks view format MB check writing share
[ $# -gt 0 ] || set -- 10000
for risks; do
    generated "$risks"
    rows "$risks" statement register
    [ "$risks" -le "$LARGEST_COUNTED" ] || continue
    read_shape "$here/shapes/library-soa.shape"
    make_project "$risks"
    rows "$risks" soa rtp risks
done
