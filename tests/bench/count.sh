# count.sh -- for the tests of speed: instructions and memory of one run of a program.
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
#
# Instructions are counted by valgrind's cachegrind without its cache, the fastest of its tools that counts: the count
# hardly depends on the machine, and not at all on what else runs there. `work` is a folder for what is left over.

skip() {
    echo "skipped: $*"
    exit 77
}

# needs_valgrind: ends the test as skipped where instructions cannot be counted.
needs_valgrind() {
    [ "${INSTRUMENTATION:-none}" = none ] || skip "this build has $INSTRUMENTATION"
    command -v valgrind >/dev/null 2>&1 || skip "there is no valgrind (Debian, Ubuntu: apt-get install valgrind)"
}

# instructions COMMAND...: runs it as it would run, and prints to descriptor 3 how many it took. The environment is nearly
# empty, since the loader goes through all of it.
instructions() {
    counted=0
    env -i PATH="$PATH" ISMS_AS_OF=2026-06-01 valgrind --tool=cachegrind --cache-sim=no \
        --cachegrind-out-file=/dev/null --log-file="${work:?}/valgrind" "$@" || counted=$?
    sed -n 's/^==[0-9]*== *I *refs: *\([0-9,]*\).*/\1/p' "$work/valgrind" | tr -d , >&3
    return "$counted"
}
