#!/bin/sh
# threads.sh -- the number of threads changes no byte of what is written.
# usage: ISMS=path/to/isms GENERATE=path/to/generate top_srcdir=. tests/cli/threads.sh
# SPDX-License-Identifier: Apache-2.0
#
# A build with ThreadSanitizer complains here of what the threads do to each other: a complaint is a difference.
set -u
# shellcheck source=tests/cli/by_threads
. "$(dirname "$0")/by_threads"

# ends STATUS LINES: what was compared last ended so, and wrote more than that.
ends() {
    [ "$status" -eq "$1" ] || fault "$(basename "$project"): status $status, not $1"
    [ "$(wc -l <"$work/1.out")" -gt "$2" ] || fault "$(basename "$project"): no more than $2 lines"
}

for example in "$top_srcdir"/examples/*/project.isms; do
    example=$(dirname "$example")
    same "$example" check -f full
    same "$example" report soa rtp gaps -f json --partial
    same "$example" graph trace -f dot --partial
done

# ---- a text that is long enough for threads (lang/survey.c), objects enough for them (engine/fill_plain.c)
mkdir "$work/odd" "$work/odd/assets" "$work/damaged"
generated 21000 "$work/sound"
bytes=$(wc -c <"$work/sound/risks.isms")
[ "$bytes" -gt $((4 << 20)) ] || fault "$bytes bytes are no long text"
same "$work/sound" check -f concise
ends 1 1000

# ---- the same in many short files, none of which is work for threads alone
mkdir -p "$work/many/risks"
awk -v folder="$work/many/risks" '
    /^hazard/ && n++ % 20 == 0 { close(file); file = sprintf("%s/%04d.isms", folder, n / 20) }
    file { print >file }' "$work/sound/risks.isms"
for file in "$work"/sound/*.isms; do
    [ "$(basename "$file")" = risks.isms ] || cp "$file" "$work/many/"
done
: >"$work/many/empty.isms"
printf '# no end of the line' >"$work/many/z.isms"
same "$work/sound" query 'h.id, h.residual for h in hazard' --format csv
cp "$work/1.out" "$work/of-one-file"
same "$work/many" check -f concise
ends 1 1000
same "$work/many" query 'h.id, h.residual for h in hazard' --format csv
cmp "$work/1.out" "$work/of-one-file" || fault "many files do not say what one says"

# ---- nothing is wrong, but some of it is not plain, not ASCII, not in one file, or has other ends of lines
awk '
    NR > 1 { printf "\n" }
    BEGIN { for (long = "-"; length(long) < 60000;) long = long long }
    /^hazard/ && ++n % 3001 == 0 { print "# \303\244" long "\n## about the next" }
    n % 97 == 0 && /^hazard/ { sub(/"$/, " \303\274\342\202\254 \\\"x\\\"\"") }
    n % 101 == 0 && /^hazard/ { sub(/".*"/, "\"\360\237\224\222, {1 + 1}: # \"") }
    n % 103 == 0 && /^  owner/ { print "  # in between" }
    n % 107 == 0 && /^  [a-z-]*: .*, / { gsub(/, /, ",\n    ") }
    n % 109 == 0 && /^  things: / { $0 = $0 ", A-000001,   A-000001" }
    n % 113 == 0 && /^  safeguards: / { sub(/: /, ":\n  - "); gsub(/, /, "\n  - ") }
    n % 127 == 0 { $0 = $0 "  # \303\244" }
    n % 131 == 0 { $0 = $0 "   " }
    n % 137 == 0 || n % 8192 > 8000 { gsub(/\n/, "\r\n"); $0 = $0 "\r" }
    { printf "%s", $0 }' "$work/sound/risks.isms" >"$work/odd/risks.isms"
awk -v folder="$work/odd/assets" '
    /^thing/ && n++ % 150 == 0 { close(file); file = sprintf("%s/%03d.isms", folder, n / 150) }
    file { print >file }' "$work/sound/assets.isms"
for file in "$work"/sound/*.isms; do
    name=$(basename "$file")
    [ -e "$work/odd/$name" ] || [ "$name" = assets.isms ] || cp "$file" "$work/odd/"
done
same "$work/odd" check -f full
ends 1 1000
same "$work/odd" report gaps -f csv
ends 0 1000
same "$work/odd" query 'h in hazard where h.residual > 12'
ends 0 100

# ---- faults: lines that are not plain, ends that are missing, and what only shows when values are read
awk '
    /^hazard/ { n++ }
    NR % 2503 == 0 { print "  owner: and" }
    NR % 3001 == 0 { print "  note: \"\"\"\n    text\n\nrisk X \"y\"\n  \"\"\"" }
    NR % 5003 == 0 { print "  title: \"open" }
    NR % 7001 == 0 { print "# \303\244\n\nrisk \303\274 \"z\"" }
    n % 499 == 0 && /^hazard/ { sub(/R-[0-9]*/, "R-000" n % 5 "00") }
    n % 503 == 0 && /^  owner/ { sub(/:.*/, ": P-nobody") }
    n % 509 == 0 && /^  menace/ { sub(/:.*/, ": A-000001") }
    n % 521 == 0 && /^  likelihood/ { sub(/:.*/, ": often") }
    n % 523 == 0 && /^  next-review/ { sub(/:.*/, ": 2026-02-30") }
    n % 541 == 0 && /^  menace/ { next }
    n % 547 == 0 && /^  effects/ { print }
    n % 557 == 0 && /^  owner/ { print "  unheard-of: 1" }
    n % 2003 == 0 && /^  option/ { $0 = $0 " \377" }
    n % 2011 == 0 && /^  option/ { $0 = $0 "\rx" }
    { print }
    NR % 80021 == 0 { print "  note: \"\"\"" }' "$work/sound/risks.isms" >"$work/damaged/risks.isms"
for file in "$work"/sound/*.isms; do
    [ -e "$work/damaged/$(basename "$file")" ] || cp "$file" "$work/damaged/"
done
same "$work/damaged" check -f full
ends 3 1000

finish
