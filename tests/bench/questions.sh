#!/bin/sh
# questions.sh -- times the whole rule pack, `isms why` beside `isms check`, and relations.
# usage: ISMS=path/to/isms tests/bench/questions.sh [RISKS]        RUNS=11 sets how often each is timed
# SPDX-License-Identifier: Apache-2.0
#
# The organisation has RISKS risks (10,000 unless said) in the kinds of the library, half as many assets that
# rest on each other, measures, treatments and evidence, and all rules of ISO/IEC 27001. The relations ask what
# one object reaches over 100,000 links, in a chain and in a tree.
set -eu
LC_ALL=C
export LC_ALL

here=$(cd "$(dirname "$0")" && pwd)
: "${ISMS:=$here/../../build/tools/isms/isms}" "${RUNS:=11}"
risks=${1:-10000}
links=100000
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/whole" "$work/chain" "$work/tree"

# What every organisation of that size has, written by a rule of arithmetic.
awk -v n="$risks" '
    function pick(list, i,    words, count) { count = split(list, words, " "); return words[i % count + 1] }
    BEGIN {
        levels = "unlikely rather-unlikely likely very-likely almost-certain"
        impacts = "minor significant serious critical catastrophic"
        print "project whole \"Benchmark\"\n  language:  1.0\n  currency:  EUR\n"
        print "use methods.iso27005-5x5\nuse iso27001.2022 as iso\nuse iso27001.2022.rules\n"
        print "role ciso \"Information security\"\n"
        for (i = 1; i <= n / 2; i++) {
            printf "asset A-%d \"Asset %d\"\n  owner:  ciso\n  own-c:  %s\n", i, i, pick(impacts, i * 7)
            if (i > 1) printf "  depends-on:  A-%d\n", int(i / 2)
            print ""
        }
        for (i = 1; i <= n / 10; i++) {
            printf "measure M-%d \"Measure %d\"\n  status:  implemented\n  owner:  ciso\n  implements:  iso.A.%s\n", i, i,
                pick("5.1 5.15 5.23 6.3 7.2 8.2 8.9 8.13 8.16 8.24", i)
            printf "  evidence:  EV-%d\n\nevidence EV-%d \"Evidence\"\n  collected:  2026-03-0%d\n\n", i, i, i % 9 + 1
        }
        for (i = 1; i <= n; i++) {
            printf "risk R-%d \"Risk %d\"\n  assets:  A-%d, A-%d\n  likelihood:  %s\n  impact:  %s\n", i, i,
                i % (n / 2) + 1, i * 3 % (n / 2) + 1, pick(levels, i * 3), pick(impacts, i)
            if (i % 7) print "  owner:  ciso"
            printf "  existing:  M-%d\n  treatments:  T-%d\n\n", i % (n / 10) + 1, i
            printf "treatment T-%d \"Treatment\"\n  owner:  ciso\n  due:  2026-12-0%d\n\n", i, i % 9 + 1
        }
    }' >"$work/whole/project.isms"

# links CHILDREN: nodes that point to CHILDREN others each, asked for all that the first one reaches.
links_of() {
    awk -v n="$links" -v children="$1" 'BEGIN {
        print "project links \"Benchmark\"\n  language:  1.0\n\nuse methods.iso27005-5x5\n"
        print "kind node \"Node\"\n  next:  node*\n"
        print "relation leads-to (a: node, b: node)\n  when:  b in a.next"
        print "  when:  some c in a.next where leads-to(c, b)\n"
        print "view reached \"Reached\"\n  from:     a in node where a.id == \"N1\""
        print "  columns:  count(b in node where leads-to(a, b)) as \"count\"\n"
        for (i = 1; i <= n + 1; i++) {
            printf "node N%d\n", i
            for (c = 0; c < children; c++) {
                to = children == 1 ? i + 1 : children * (i - 1) + c + 2
                if (to <= n + 1) printf "%s N%d", c == 0 ? "  next: " : ",", to
            }
            print "\n"
        }
    }'
}
links_of 1 >"$work/chain/project.isms"
links_of 2 >"$work/tree/project.isms"

# timed NAME COMMAND...: least and median time; 1 only means that there are gaps.
timed() {
    name=$1
    shift
    : >"$work/times"
    run=0
    while [ "$run" -lt "$RUNS" ]; do
        start=$(date +%s%N)
        status=0
        "$@" >"$work/out" 2>&1 || status=$?
        end=$(date +%s%N)
        if [ "$status" -gt 1 ]; then
            echo "$name ended with status $status:"
            head -n 5 "$work/out"
            exit 1
        fi
        echo $((end - start)) >>"$work/times"
        run=$((run + 1))
    done
    sort -n "$work/times" | awk -v name="$name" '{ t[NR] = $1 } END {
        printf "%-28s %9.4f %9.4f\n", name, t[1] / 1e9, t[int((NR + 1) / 2)] / 1e9 }'
}

printf '%-28s %9s %9s\n' "$risks risks" "min s" "median s"
timed "check" "$ISMS" check -q -C "$work/whole" --as-of 2026-06-01
timed "why RULE ID" "$ISMS" why iso.6.1.2-c2 R-7 -C "$work/whole" --as-of 2026-06-01
timed "why-not RULE ID" "$ISMS" why-not iso.6.1.2-c2 R-8 -C "$work/whole" --as-of 2026-06-01
timed "why ID.FIELD (inherited)" "$ISMS" why R-8.current -C "$work/whole" --as-of 2026-06-01
for shape in chain tree; do
    timed "reached in a $shape" "$ISMS" report reached -f csv -C "$work/$shape"
    grep -qx "$links" "$work/out" || {
        echo "the count in a $shape is wrong:"
        cat "$work/out"
        exit 1
    }
done
