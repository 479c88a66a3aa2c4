#!/bin/sh
# agree.sh -- the language and the other tools that are installed compute the same figures as plain loops.
# usage: tests/bench/agree.sh [RISKS...]       environment: peers.sh
# SPDX-License-Identifier: Apache-2.0
set -eu
LC_ALL=C
export LC_ALL

bench=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/bench/peers.sh
. "$bench/peers.sh"
need_programs
[ $# -gt 0 ] || set -- 100 1000
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Compiling takes Souffle most of a minute, and the interpreter has the same rules.
installed=
for peer in $PEERS; do
    if [ "$peer" != souffle-compiled ] && is_installed "$peer"; then
        installed="$installed $peer"
    fi
done

failed=0
for risks; do
    model=$work/$risks
    mkdir "$model"
    # shellcheck disable=SC2086 # one word per peer
    make_model "$risks" "$model" $installed
    for tool in isms isms-check $installed; do
        cost=$(start "$tool" "$model" "$MEASURE" 600 "$model/out")
        status=${cost##* }
        if ! is_success "$tool" "$status"; then
            echo "$tool ended with status $status at $risks risks:"
            head -n 5 "$model/out"
            failed=1
        elif ! is_right "$tool" "$model" "$model/out"; then
            echo "$tool has other figures at $risks risks (< expected, > found):"
            cat "$model/difference"
            failed=1
        else
            echo "$tool agrees at $risks risks"
        fi
    done
done
exit "$failed"
