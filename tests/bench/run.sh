#!/bin/sh
# run.sh -- times `isms check` on generated projects of growing size, and compares the gaps it finds.
# usage: ISMS=path/to/isms GENERATE=path/to/generate tests/bench/run.sh [RISKS...]
#        RUNS=11 sets how often each size is timed
# SPDX-License-Identifier: Apache-2.0
set -eu
LC_ALL=C
export LC_ALL

here=$(cd "$(dirname "$0")" && pwd)
: "${ISMS:=$here/../../build/tools/isms/isms}" "${GENERATE:=$here/../../build/tests/bench/generate}"
: "${RUNS:=11}"
[ -x "$ISMS" ] || {
    echo "no program at $ISMS (set ISMS)"
    exit 1
}
[ -x "$GENERATE" ] || {
    echo "no generator at $GENERATE: make tests/bench/generate (or set GENERATE)"
    exit 1
}
[ $# -gt 0 ] || set -- 100 1000 10000 100000
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# check FOLDER: a run as the timing wants it; 1 only means that there are gaps.
check() {
    status=0
    "$ISMS" check -C "$1" --as-of 2026-06-01 >"$work/out" 2>"$work/err" || status=$?
    if [ "$status" -gt 1 ]; then
        echo "isms check ended with status $status:"
        head -n 5 "$work/err" "$work/out"
        exit 1
    fi
}

seconds() {
    sort -n "$work/times" | awk '{ t[NR] = $1 } END {
        printf "%9.4f %9.4f", t[1] / 1e9, t[int((NR + 1) / 2)] / 1e9
    }'
}

printf '%9s %9s %9s %9s %9s %8s\n' risks bytes "min s" "median s" MB/s gaps
for risks; do
    project=$work/project
    rm -rf "$project"
    mkdir "$project"
    cp "$here/kinds.isms" "$here/rules.isms" "$here/project.isms" "$project"
    "$GENERATE" "$risks" "$project"
    bytes=$(cat "$project"/*.isms | wc -c)

    # The same gaps as plain loops over the same data found, rule by rule.
    check "$project"
    awk 'match($0, /\[B-[0-9]+/) { count[substr($0, RSTART + 1, RLENGTH - 1)]++ }
         END { for (i = 1; i <= 12; i++) { rule = sprintf("B-%02d", i); print rule, count[rule] + 0 } }' \
        "$work/out" >"$work/found"
    "$GENERATE" "$risks" >"$work/expected"
    if ! diff "$work/expected" "$work/found" >"$work/difference"; then
        echo "the gaps differ at $risks risks (< expected, > found):"
        cat "$work/difference"
        exit 1
    fi

    : >"$work/times"
    run=0
    while [ "$run" -lt "$RUNS" ]; do
        start=$(date +%s%N)
        check "$project"
        end=$(date +%s%N)
        echo $((end - start)) >>"$work/times"
        run=$((run + 1))
    done
    times=$(seconds)
    speed=$(echo "$bytes $times" | awk '{ printf "%.0f", $1 / 1e6 / $3 }')
    gaps=$(awk '{ sum += $2 } END { print sum }' "$work/expected")
    printf '%9s %9s %s %9s %8s\n' "$risks" "$bytes" "$times" "$speed" "$gaps"
done
