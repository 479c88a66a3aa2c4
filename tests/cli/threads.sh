#!/bin/sh
# threads.sh -- the number of threads changes no byte of what is written.
# usage: ISMS=path/to/isms GENERATE=path/to/generate top_srcdir=. tests/cli/threads.sh
# SPDX-License-Identifier: Apache-2.0
set -u
LC_ALL=C
export LC_ALL

: "${ISMS:?the program under test}" "${GENERATE:?tests/bench/generate}" "${top_srcdir:?}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset ISMS_PROJECT
ISMS_AS_OF=2026-06-01
export ISMS_AS_OF
failed=0

# same PROJECT COMMAND...: standard output, standard error and status are those of one thread.
same() {
    project=$1
    shift
    for jobs in 1 2 8; do
        "$ISMS" "$@" --jobs "$jobs" -C "$project" >"$work/$jobs.out" 2>"$work/$jobs.err"
        echo "status $?" >>"$work/$jobs.err"
        cmp "$work/1.out" "$work/$jobs.out" && cmp "$work/1.err" "$work/$jobs.err" && continue
        echo "FAILED  $(basename "$project"): isms $* --jobs $jobs"
        failed=1
    done
}

for example in "$top_srcdir"/examples/*/project.isms; do
    example=$(dirname "$example")
    same "$example" check -f full
    same "$example" report soa rtp gaps -f json --partial
    same "$example" graph trace -f dot --partial
done

# Texts that are long enough for threads (lang/survey.c).
mkdir "$work/sound" "$work/damaged"
cp "$top_srcdir"/tests/bench/kinds.isms "$top_srcdir"/tests/bench/rules.isms \
    "$top_srcdir"/tests/bench/project.isms "$work/sound"
"$GENERATE" 30000 "$work/sound" || failed=1
bytes=$(wc -c <"$work/sound/risks.isms")
if [ "$bytes" -lt 5000000 ]; then
    echo "FAILED  $bytes bytes are no long text"
    failed=1
fi
same "$work/sound" check -f concise
same "$work/sound" query 'count(risk)'

# Now and then a line that is not plain, a fault, or an end that is missing.
awk 'NR % 997 == 0 { print "  owner: and" } NR % 1499 == 0 { print "  note: \"\"\"\n    text\n\nrisk X \"y\"\n  \"\"\"" }
    NR % 5003 == 0 { print "  title: \"open" } NR % 7001 == 0 { print "# \303\244\n\nrisk \303\274 \"z\"" } { print }
    NR % 80021 == 0 { print "  note: \"\"\"" }' \
    "$work/sound/risks.isms" >"$work/damaged/risks.isms"
for file in "$work"/sound/*.isms; do
    [ -e "$work/damaged/$(basename "$file")" ] || cp "$file" "$work/damaged/"
done
same "$work/damaged" check -f full
[ -s "$work/1.out" ] || failed=1

[ "$failed" -eq 0 ] && echo "the same bytes with 1, 2 and 8 threads"
exit "$failed"
