#!/bin/sh
# threads_evaluate.sh -- rules and fields that several threads evaluate give what one gives (engine/slices.c).
# usage: ISMS=path/to/isms GENERATE=path/to/generate top_srcdir=. tests/cli/threads_evaluate.sh
# SPDX-License-Identifier: Apache-2.0
set -u
# shellcheck source=tests/cli/by_threads
. "$(dirname "$0")/by_threads"

# More objects than one thread does alone.
sound=$work/sound
generated 40000 "$sound"
mkdir "$work/failing"
same "$sound" check -f concise
tells B-12

# The steps run out: in a field, in a closure, in rules.
for steps in 40000 100000 200000 300000 400000; do
    same "$sound" check -f concise --steps "$steps"
    tells E0606
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
same "$work/failing" check -f concise
tells E0320
tells F-4 # an asset stands on a circle

finish
