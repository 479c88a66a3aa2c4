#!/bin/sh
# values.sh -- times values that are handed from asset to asset: the maximum of the core, and methods.inheritance.
# usage: ISMS=path/to/isms tests/bench/values.sh [ASSETS]        RUNS=5 sets how often each is timed
# SPDX-License-Identifier: Apache-2.0
#
# The assets (100,000 unless said) stand in a chain, or in twenty layers with three links each. Their ids are in
# another order than the links. Both ways of computing have to give the same values.
set -eu
LC_ALL=C
export LC_ALL

here=$(cd "$(dirname "$0")" && pwd)
: "${ISMS:=$here/../../build/tools/isms/isms}" "${RUNS:=5}"
assets=${1:-100000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# organisation SHAPE MODULE
organisation() {
    awk -v n="$assets" -v shape="$1" -v module="$2" '
        # A permutation: the step has no factor in common with most sizes; a prime beyond all of them is safest.
        function id(i) { return "A" (i * 7919 + 13) % size }
        BEGIN {
            size = n
            while (size % 7919 == 0) size++
            print "project values \"Benchmark\"\n\nuse methods.iso27005-5x5\n" (module == "" ? "" : "use " module "\n")
            print "view totals \"Totals\"\n  from:     a in asset where a.id == \"" id(0) "\""
            print "  columns:  sum(number(b.value-c) for b in asset), sum(number(b.value-a) for b in asset)\n"
            per = int(n / 20)
            for (i = 0; i < n; i++) {
                printf "asset %s \"Asset\"\n  own-c:  %s\n", id(i), i % 7 ? "minor" : "serious"
                if (i == 0) print "  own-a:  critical"
                if (shape == "chain" && i + 1 < n) printf "  depends-on:  %s\n", id(i + 1)
                if (shape == "layers" && int(i / per) < 19) {
                    first = (int(i / per) + 1) * per
                    printf "  depends-on:  %s, %s, %s\n", id(first + i * 31 % per), id(first + (i * 57 + 1) % per),
                        id(first + (i * 91 + 2) % per)
                }
                print ""
            }
        }'
}

timed() {
    name=$1
    shift
    : >"$work/times"
    run=0
    while [ "$run" -lt "$RUNS" ]; do
        start=$(date +%s%N)
        "$@" >"$work/out"
        end=$(date +%s%N)
        echo $((end - start)) >>"$work/times"
        run=$((run + 1))
    done
    sort -n "$work/times" | awk -v name="$name" '{ t[NR] = $1 } END {
        printf "%-28s %9.4f %9.4f\n", name, t[1] / 1e9, t[int((NR + 1) / 2)] / 1e9 }'
}

printf '%-28s %9s %9s\n' "$assets assets" "min s" "median s"
for shape in chain layers; do
    for module in "" methods.inheritance; do
        mkdir -p "$work/project"
        organisation "$shape" "$module" >"$work/project/project.isms"
        timed "$shape, ${module:-maximum}" "$ISMS" report totals -f csv -C "$work/project"
        mv "$work/out" "$work/$shape-${module:-plain}"
    done
    cmp "$work/$shape-plain" "$work/$shape-methods.inheritance" || exit 1
done
