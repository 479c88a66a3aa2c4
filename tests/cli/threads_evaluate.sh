#!/bin/sh
# threads_evaluate.sh -- rules and fields that several threads evaluate give what one gives (engine/slices.c).
# usage: ISMS=path/to/isms GENERATE=path/to/generate top_srcdir=. tests/cli/threads_evaluate.sh
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

fault() {
    echo "FAILED  $*"
    failed=1
}

# same TEXT ARGUMENT...: standard output, standard error and status are those of one thread, and have that text.
same() {
    text=$1
    shift
    for jobs in 1 2 8; do
        "$ISMS" check -f concise "$@" --jobs "$jobs" >"$work/$jobs.out" 2>&1
        echo "status $?" >>"$work/$jobs.out"
        cmp "$work/1.out" "$work/$jobs.out" || fault "isms check $* --jobs $jobs"
    done
    grep -q "$text" "$work/1.out" || fault "isms check $*: no $text"
}

# More objects than one thread does alone.
sound=$work/sound
mkdir "$sound" "$work/failing"
cp "$top_srcdir"/tests/bench/kinds.isms "$top_srcdir"/tests/bench/rules.isms \
    "$top_srcdir"/tests/bench/project.isms "$sound"
"$GENERATE" 40000 "$sound" || failed=1
same "B-12" -C "$sound"

# The steps run out: in a field, in a closure, in rules.
for steps in 40000 100000 200000 300000 400000; do
    same E0606 --steps "$steps" -C "$sound"
done

# Formulas that fail for some objects: in a field, in a condition, in a message; and questions that have to be searched for.
cp "$sound"/*.isms "$work/failing"
cat >"$work/failing/failing.isms" <<'END'
extend hazard
  share:  number = 100 / (effects - 3)

rule F-1 "The likelihood is not three"
  for:      h in hazard
  require:  1 / (h.likelihood - 3) != 7

rule F-2 "A share is small"
  for:      h in hazard
  require:  h.share < 40

rule F-3 "An effect is small"
  for:      h in hazard where h.effects > 1
  require:  h.effects < 4
  message:  "{h}: {1 / (h.likelihood - 2)}"

rule F-4 "No asset needs one that needs it"
  for:      t in thing
  forbid:   some s in t.depends-on where s.value > 3 and s reaches t via depends-on
END
same E0320 -C "$work/failing"
grep -q F-4 "$work/1.out" || fault "no asset stands on a circle"

[ "$failed" -eq 0 ] && echo "the same bytes with 1, 2 and 8 threads"
exit "$failed"
