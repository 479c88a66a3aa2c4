#!/bin/sh
# compare.sh -- measures isms and the other tools that are installed, one after the other, on models of growing size.
# usage: tests/bench/compare.sh [-o RESULTS] [RISKS...]
# SPDX-License-Identifier: Apache-2.0
#
# RESULTS gets a line for each run: risks, objects, bytes of text, tool, microseconds on the clock and on the
# processor, KiB at the peak. Tools that compute other figures than expected are a failure.
# environment, beside that of peers.sh:
#   ROUNDS=11      how often each is run, in turns with the others; slow ones less often
#   STARTS=31      the same for starts, and for what takes less than 20 ms
#   PATIENCE=10    a peer that takes more processor seconds than this at one size is left out at larger ones
#   LARGEST=1000000    from more risks than this on, isms is alone
set -eu
LC_ALL=C
export LC_ALL

bench=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/bench/peers.sh
. "$bench/peers.sh"
: "${ROUNDS:=11}" "${STARTS:=31}" "${PATIENCE:=10}" "${LARGEST:=1000000}"
need_programs

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# As they are when they are installed, which the other tools are: what a linker has just written lies in small pieces of
# the page cache, and mapping it takes 0.1 ms longer for `--version`, 0.4 ms for a check.
install -m 755 "$ISMS" "$work/isms"
install -m 755 "$NOTHING" "$work/nothing"
ISMS=$work/isms
NOTHING=$work/nothing

results=$work/results
while getopts o: option; do
    case $option in
    o) results=$OPTARG ;;
    *) exit 2 ;;
    esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || set -- 100 1000 10000 100000
: >"$results"

# measure TOOL COMMAND...: one run, written to the results; leaves its microseconds in `wall` and `cpu`.
measure() {
    tool=$1
    shift
    cost=$("$@")
    read -r wall cpu peak status <<EOF
$cost
EOF
    if ! is_success "$tool" "$status"; then
        echo "$tool ended with status $status at $risks risks:"
        head -n 5 "$work/out"
        exit 1
    fi
    echo "$risks $objects $bytes $tool $wall $cpu $peak" >>"$results"
}

# How often a run of so many microseconds is repeated: within ten seconds or so, but not for nothing.
rounds_of() {
    echo "$1 $ROUNDS $STARTS" | awk '{ most = $1 < 20000 ? $3 : $2; n = int(1e7 / $1) + 1; print n < most ? n : most }'
}

# What a run costs before it has read anything of the user's, and what of it is the machine's.
risks=0
objects=0
bytes=0
mkdir "$work/empty"
printf 'project empty "Nothing yet"\n\nuse methods.iso27005-5x5\n' >"$work/empty/project.isms"
measure_start() {
    case $1 in
    start-nothing) measure "$1" "$MEASURE" 600 "$work/out" "$NOTHING" ;;
    start-git) ! has git || measure "$1" "$MEASURE" 600 "$work/out" git --version ;;
    isms-version) measure "$1" "$MEASURE" 600 "$work/out" "$ISMS" --version ;;
    isms-empty) measure "$1" "$MEASURE" 600 "$work/out" "$ISMS" check -q -C "$work/empty" --as-of "$today" ;;
    esac
}

# Forwards and backwards: a program that follows a larger one finds less of itself in the caches.
for round in $(seq "$STARTS"); do
    order="start-nothing isms-version start-git isms-empty"
    [ $((round % 2)) -eq 0 ] || order="isms-empty start-git isms-version start-nothing"
    for start in $order; do
        measure_start "$start"
    done
done

with=
for peer in $PEERS; do
    if is_installed "$peer"; then
        with="$with $peer"
    fi
done
model=$work/model
for risks; do
    [ "$risks" -le "$LARGEST" ] || with=
    rm -rf "$model"
    # shellcheck disable=SC2086 # one word per peer
    make_model "$risks" "$model" $with
    bytes=$(cat "$model"/isms/*.isms | wc -c)
    objects=$(cat "$model"/plain/*.isms | grep -c '^[a-z]')

    again=
    patient=
    for tool in isms isms-check isms-plain $with; do
        measure "$tool" start "$tool" "$model" "$MEASURE" 3600 "$work/out"
        if ! is_right "$tool" "$model" "$work/out"; then
            echo "$tool has other figures at $risks risks (< expected, > found):"
            cat "$model/difference"
            exit 1
        fi
        again="$again $tool:$(rounds_of "$wall")"
        case $tool in
        isms*) ;;
        *) [ "$cpu" -gt $((PATIENCE * 1000000)) ] || patient="$patient $tool" ;;
        esac
    done
    with=$patient
    for round in $(seq 2 "$(printf '%s\n' "$ROUNDS" "$STARTS" | sort -n | tail -n 1)"); do
        for entry in $again; do
            [ "$round" -gt "${entry#*:}" ] ||
                measure "${entry%:*}" start "${entry%:*}" "$model" "$MEASURE" 3600 "$work/out"
        done
    done
done
awk -f "$bench/results.awk" -f "$bench/tables.awk" "$results"
