#!/bin/sh
# renew.sh -- measures everything and writes the tables of docs/performance.md anew.
# usage: tests/bench/renew.sh [RISKS...]       environment: as for compare.sh
#        tests/bench/renew.sh -r RESULTS       from what compare.sh wrote before
# SPDX-License-Identifier: Apache-2.0
#
# Only what stands between `<!-- NAME: written by tests/bench/renew.sh -->` and `<!-- end of NAME -->` is replaced.
set -eu
LC_ALL=C
export LC_ALL

bench=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/bench/peers.sh
. "$bench/peers.sh"
need_programs
page=$bench/../../docs/performance.md
failed=0 # a tool that fails or has other figures does not take the rest away
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ "${1-}" = -r ]; then
    cp "$2" "$work/results"
else
    [ $# -gt 0 ] || set -- 100 1000 10000 100000 1000000 5770000
    "$bench/compare.sh" -o "$work/results" "$@" || failed=$?
fi

awk -f "$bench/results.awk" -f "$bench/tables.awk" "$work/results" >"$work/comparison"
awk -f "$bench/results.awk" -f "$bench/goals.awk" "$work/results" >"$work/goals"
{
    date -u '+Measured on %Y-%m-%d, on'
    if [ -r /proc/cpuinfo ]; then
        sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | sort | uniq -c | awk '{ n = $1; $1 = ""; print n " x" $0 "," }'
        awk '/^MemTotal/ { printf "%.0f GB of memory,\n", $2 / 1024 / 1024 }' /proc/meminfo
    fi
    uname -srm | sed 's/$/./'
    if [ -r /proc/loadavg ]; then
        awk -v processors="$(nproc)" '{
            printf "Load average at the end: %s.\n", $1
            if ($1 > processors + 1)
                print "**The machine was busy with other work: times on the clock say little, ratios and processor time more.**"
        }' /proc/loadavg
    fi
    printf 'Versions: %s' "$(version_of isms)"
    for peer in $PEERS; do
        if is_installed "$peer"; then
            printf ', %s' "$(version_of "$peer")"
        fi
    done
    printf '.\n'
} >"$work/machine"

awk -v work="$work" '
    /^<!-- end of / { skip = 0 }
    !skip { print }
    /^<!-- [a-z]+: written by / {
        skip = 1
        name = substr($2, 1, length($2) - 1)
        print ""
        while ((getline line < (work "/" name)) > 0) print line
        print ""
    }' "$page" >"$work/page"
cp "$work/page" "$page"
exit "$failed"
