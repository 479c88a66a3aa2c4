#!/bin/sh
# start.sh -- what a small run costs: instructions, and medians of the time on the clock and on the processor.
# usage: ISMS=path/to/isms tests/bench/start.sh
#        RUNS=41 sets how often each command is timed
# SPDX-License-Identifier: Apache-2.0
#
# Without valgrind the column of instructions shows `-`. instructions.sh watches over them in `make check`.
set -eu
LC_ALL=C
export LC_ALL

here=$(cd "$(dirname "$0")" && pwd)
: "${ISMS:=$here/../../build/tools/isms/isms}" "${RUNS:=41}"
[ -x "$ISMS" ] || {
    echo "no program at $ISMS (set ISMS)"
    exit 1
}
ISMS=$(cd "$(dirname "$ISMS")" && pwd)/$(basename "$ISMS")
# shellcheck source=tests/bench/count.sh
. "$here/count.sh"
examples=$(cd "$here/../../examples" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/empty" "$work/method"
echo 'project empty "Nothing yet"' >"$work/empty/project.isms"
printf 'project method "Nothing yet"\nuse methods.iso27005-5x5\n' >"$work/method/project.isms"

# 1 only means that there are gaps, 3 that an empty project lacks a risk method.
run() {
    status=0
    "$@" >"$work/out" 2>&1 || status=$?
    case $status in
    0 | 1 | 3) ;;
    *)
        echo "$* ended with status $status:"
        head -n 5 "$work/out"
        exit 1
        ;;
    esac
}

# instructions_of COMMAND...: `-` where there is no valgrind.
instructions_of() {
    if command -v valgrind >/dev/null 2>&1; then
        run instructions "$@" 3>&1
    else
        echo -
    fi
}

# Milliseconds on the processor for one of ten runs: a shell counts its children in hundredths of a second, and
# those of this one are only the runs.
processor_ms() {
    (
        for _ in 1 2 3 4 5 6 7 8 9 10; do
            run "$@"
        done
        times >"$work/times"
    )
    awk 'NR == 2 {
        for (i = 1; i <= 2; i++) { split($i, part, /[ms]/); sum += part[1] * 60 + part[2] }
        printf "%.2f\n", sum * 1000 / 10
    }' "$work/times"
}

# median DIVISOR FILE
median() {
    sort -n "$2" | awk -v by="$1" '{ t[NR] = $1 } END { printf "%.2f", t[int((NR + 1) / 2)] / by }'
}

# measure NAME COMMAND...
measure() {
    name=$1
    shift
    count=$(instructions_of "$@")
    : >"$work/wall"
    : >"$work/cpu"
    i=0
    while [ "$i" -lt "$RUNS" ]; do
        i=$((i + 1))
        start=$(date +%s%N)
        run "$@"
        end=$(date +%s%N)
        echo $((end - start)) >>"$work/wall"
    done
    for _ in 1 2 3 4 5; do
        processor_ms "$@" >>"$work/cpu"
    done
    printf '%-14s %13s %9s %9s\n' "$name" "$count" "$(median 1e6 "$work/wall")" "$(median 1 "$work/cpu")"
}

printf '%-14s %13s %9s %9s\n' "" instructions "clock ms" "cpu ms"
measure version "$ISMS" --version
measure empty "$ISMS" check -C "$work/empty" --as-of 2026-11-22
measure method "$ISMS" check -C "$work/method" --as-of 2026-11-22
measure minimal "$ISMS" check -C "$examples/minimal" --as-of 2026-11-22
measure saas-startup "$ISMS" check -C "$examples/saas-startup" --as-of 2026-11-22
