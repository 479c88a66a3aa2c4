#!/bin/sh
# train.sh -- the training run of `make profile-guided` runs commands that there are, and says when one fails.
# usage: ISMS=path/to/isms top_srcdir=. tests/cli/train.sh
# SPDX-License-Identifier: Apache-2.0
set -eu

: "${ISMS:?the program under test}" "${top_srcdir:?}"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$top_srcdir/tools/dev/train" "$ISMS" >"$work/out" || exit 1
printf 'training: examples\ntraining: shapes\n' | diff - "$work/out"

# A program whose files have errors, it says.
printf '#!/bin/sh\necho "error: broken" >&2\nexit 3\n' >"$work/broken"
chmod +x "$work/broken"
if "$top_srcdir/tools/dev/train" "$work/broken" >"$work/out" 2>"$work/err"; then
    echo "a training run is content with a program that fails"
    exit 1
fi
grep -q '^train: isms check -q ends with 3 in ' "$work/err"
grep -q '^error: broken$' "$work/err"
