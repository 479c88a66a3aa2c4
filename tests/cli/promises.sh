#!/bin/sh
# promises.sh -- what SECURITY.md says about network, execution and hidden input, as far as a test can see it.
# usage: ISMS=path/to/isms top_srcdir=. tests/cli/promises.sh
# SPDX-License-Identifier: Apache-2.0
set -u

: "${ISMS:?the program under test}" "${top_srcdir:?}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
example=$(cd "$top_srcdir/examples/saas-startup" && pwd)
failed=0

verdict() {
    if [ "$2" -eq 0 ]; then
        echo "ok      $1"
    else
        echo "FAILED  $1"
        failed=1
    fi
}

# ------------------------------------------- functions that the program cannot even call
# What its parts want from elsewhere; a C library inside the program may have anything.
build=$(cd "$(dirname "$ISMS")/../.." && pwd)
imports=$(nm --undefined-only "$build"/tools/isms/main.o $(find "$build" -name 'lib*.a') | sed -n 's/.* U //p')
echo "$imports" | grep -qx 'read'
verdict "nm lists what the parts of the program call" $?
for function in socket connect bind getaddrinfo gethostbyname system popen dlopen setlocale \
    rand srand regcomp; do
    echo "$imports" | grep -qx "$function"
    verdict "the program does not use $function" "$(($? == 0))"
done

# A hook loads the C library at most: Graphviz, Cairo and libedit are in programs of their own. Sanitizers load more.
if ! nm "$ISMS" | grep -q '__\(a\|ub\|t\)san_'; then
    ldd "$ISMS" 2>/dev/null | grep -vE 'linux-vdso|linux-gate|ld-linux|ld64|ld-musl|libc\.|libgcov' | grep -q '=>'
    verdict "the program loads the C library at most" "$(($? == 0))"
fi

# ------------------------------------------------------- the same bytes in any environment
# run NAME [ENVIRONMENT...]: all that is written about the example, into $work/NAME.
run() {
    name=$1
    shift
    mkdir -p "$work/$name"
    for what in check soa rtp gaps "report risks assets" "graph trace"; do
        for format in text csv json html dot concise full; do
            # shellcheck disable=SC2086 # words
            env "$@" "$ISMS" $what -C "$example" --as-of 2026-11-01 -f "$format" \
                >"$work/$name/$what.$format" 2>&1
        done
    done
    return 0
}

run plain -i
run locale -i LC_ALL=tr_TR.UTF-8 LANG=de_DE.UTF-8
run zone -i TZ=Pacific/Kiritimati
run home -i HOME=/nonexistent PATH=/nonexistent USER=nobody
run again -i
for other in locale zone home again; do
    diff -r "$work/plain" "$work/$other" >"$work/difference" 2>&1
    verdict "the same bytes with another environment: $other" $?
    head -n 5 "$work/difference"
done
written=$(find "$work/plain" -size +4k | wc -l)
[ "$written" -ge 10 ]
verdict "and they are whole reports ($written of more than 4 KiB)" $?

# ------------------------------------------------------------- nothing is written anywhere
cp -R "$example" "$work/copy"
chmod -R a-w "$work/copy"
(cd "$work/copy" && find . -exec ls -ld --time-style=full-iso {} +) >"$work/before"
env -i HOME="$work/copy" "$ISMS" check -C "$work/copy" --as-of 2026-11-01 >/dev/null 2>&1
(cd "$work/copy" && find . -exec ls -ld --time-style=full-iso {} +) >"$work/after"
cmp -s "$work/before" "$work/after"
verdict "a check leaves the project as it was" $?
chmod -R u+w "$work/copy"

exit $failed
