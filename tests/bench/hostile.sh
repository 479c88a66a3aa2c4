#!/bin/sh
# hostile.sh -- projects that ask for endless work or memory: each ends soon, with the right status and a message.
# usage: ISMS=program MEASURE=tests/bench/measure tests/bench/hostile.sh [--full] [NAME...]
# SPDX-License-Identifier: Apache-2.0
#
# What is evaluated is bounded by steps: a step may take so many instructions and so many bytes; one that leaves a gap
# behind, which is told, more instructions. All else is bounded by what there is to read, texts and names of files: so many
# instructions and bytes for each byte of it. Part of `make check`, with few steps, so that instructions
# can be counted; --full gives each the steps that it has by itself, and prints the table of README.md: seconds on the
# processor and the peak of memory. That takes many minutes. tests/cli/hostile.sh looks at more of what is evaluated.
set -eu
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
: "${ISMS:?}" "${MEASURE:?}"
case $ISMS in /*) ;; *) ISMS=$PWD/$ISMS ;; esac
case $MEASURE in /*) ;; *) MEASURE=$PWD/$MEASURE ;; esac
# shellcheck source=tests/bench/count.sh
. "$here/count.sh"

STEPS=300000
STEP_INSTRUCTIONS=2000 GAP_INSTRUCTIONS=9000 STEP_BYTES=400 # at most, for each step
INSTRUCTIONS=2000 BYTES=64                                  # at most, for each byte that there is to read
SLACK_KIB=2048

full=false
[ "${1-}" = --full ] && full=true && shift
only=" $* "
$full || needs_valgrind
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
faults=0

# begin: a new project with a method, and a kind.
begin() {
    rm -rf "$work/project"
    mkdir "$work/project"
    cd "$work/project"
    printf 'project hostile "Hostile"\n  language:  1.0\n\nuse methods.iso27005-5x5\n' >project.isms
    printf 'kind node "Node"\n  next:  node*\n  weight:  number\n' >kinds.isms
}

# nodes COUNT: objects in a circle.
nodes() {
    awk -v n="$1" 'BEGIN {
        for (i = 0; i < n; i++)
            printf "node N%d\n  next:  N%d, N%d\n  weight:  %d\n\n", i, (i + 1) % n, (i * 7 + 3) % n, i
    }' >nodes.isms
}

fault() {
    echo "FAILED  $1: $2"
    head -n 5 "$work/out" | cut -c 1-200
    faults=1
}

# most_of TEXT-BYTES BOUND-BY: the most instructions and KiB beyond those of an empty project.
most_of() {
    case $2 in
    text) echo $(($1 * INSTRUCTIONS)) $(($1 * BYTES / 1024)) ;;
    steps) echo $((STEPS * STEP_INSTRUCTIONS + $1 * INSTRUCTIONS)) $(((STEPS * STEP_BYTES + $1 * BYTES) / 1024)) ;;
    gaps) echo $((STEPS * GAP_INSTRUCTIONS + $1 * INSTRUCTIONS)) $(((STEPS * STEP_BYTES + $1 * BYTES) / 1024)) ;;
    esac
}

# judge NAME STATUS CODE BOUND-BY: what the project that stands there costs.
judge() {
    case $only in "  " | *" $1 "*) ;; *) return 0 ;; esac
    bytes=$({ find . -name '*.isms' -exec cat {} + && find .; } | wc -c)
    set -- "$1" "$2" "$3" "$4" "$ISMS" check -q
    $full || [ "$4" = text ] || set -- "$@" --steps "$STEPS"
    name=$1 wanted=$2 code=$3 bound=$4
    shift 4
    ISMS_AS_OF=2026-06-01 "$MEASURE" --small-pages 900 "$work/out" "$@" >"$work/line"
    read -r _ processor kib status <"$work/line"
    [ "$status" -eq "$wanted" ] || fault "$name" "ends with $status, not with $wanted"
    grep -q "\[$code\]" "$work/out" || fault "$name" "does not say $code"
    if $full; then
        awk -v n="$name" -v b="$bytes" -v s="$status" -v c="$code" -v p="$processor" -v k="$kib" 'BEGIN {
            printf "| %s | %.1f | %d, %s | %.1f | %d |\n", n, b / 1000, s, c, p / 1e6, k / 1024 }'
        return
    fi
    instructions "$@" >/dev/null 2>&1 3>"$work/count" || :
    count=$(cat "$work/count")
    # shellcheck disable=SC2046 # two numbers
    set -- $(most_of "$bytes" "$bound")
    printf '%-20s %8d bytes %8d million instructions %7d KiB\n' "$name" "$bytes" $((count / 1000000)) "$kib"
    [ $((count - none)) -le "$1" ] || fault "$name" "takes $count instructions, more than $1 beyond $none"
    [ $((kib - none_kib)) -le $(($2 + SLACK_KIB)) ] || fault "$name" "takes $kib KiB, more than $2 beyond $none_kib"
}

begin
ISMS_AS_OF=2026-06-01 "$MEASURE" --small-pages 900 "$work/out" "$ISMS" check -q >"$work/line"
read -r _ _ none_kib _ <"$work/line"
none=0
if ! $full; then
    echo 'let wrong = unknown' >kinds.isms # the library is looked at as a whole, as behind any error
    instructions "$ISMS" check -q >/dev/null 2>&1 3>"$work/count" || :
    none=$(cat "$work/count")
fi

# ---- bounded by the text ----

begin
awk 'BEGIN { printf "let deep = "; for (i = 0; i < 50000; i++) printf "("; print "1" }' >hostile.isms
judge brackets 5 E0602 text

begin
awk 'BEGIN { printf "let deep = "; for (i = 0; i < 50000; i++) printf "not "; print "yes" }' >hostile.isms
judge operators 5 E0602 text

begin
awk 'BEGIN { printf "let huge = \""; for (i = 0; i < 200000; i++) printf "ten bytes "; print "\"" }' >hostile.isms
judge text 5 E0603 text

begin
awk 'BEGIN { printf "node N\n  weight:  1\n  next:  U0"; for (i = 1; i < 20000; i++) printf ", U%d", i; print "" }' >hostile.isms
judge unknown-on-a-line 3 E0201 text

begin
awk 'BEGIN { for (i = 0; i < 20000; i++) print "node N" i " ] (" }' >hostile.isms
judge errors 3 E0117 text

begin
awk 'BEGIN { for (i = 0; i < 5000; i++) printf "let c%d = c%d + 1\n", i, (i + 1) % 5000 }' >hostile.isms
judge circle 3 E0411 text

begin
awk 'BEGIN { for (i = 0; i < 5000; i++) printf "let f%d (x: number) -> number = f%d(x)\n", i, (i + 1) % 5000 }' >hostile.isms
judge function-circle 3 E0411 text

begin
awk 'BEGIN { for (i = 0; i < 5000; i++) printf "kind k%d extends k%d\n", i, (i + 1) % 5000 }' >hostile.isms
judge kind-circle 3 E0403 text

begin
mkdir vendor
awk 'BEGIN { for (i = 0; i < 1000; i++) { f = "vendor/m" i ".isms"; printf "use m%d\n", i + 1 >f; close(f) } print "use m0" >"hostile.isms" }'
judge modules-deep 5 E0605 text

begin
awk 'BEGIN {
    printf "project hostile \"Hostile\"\n  sources:  \""
    for (i = 0; i < 60; i++)
        printf "**/*a*/"
    print "*.isms\"\n\nuse methods.iso27005-5x5"
}' >project.isms
mkdir -p "$(awk 'BEGIN { for (i = 0; i < 200; i++) printf "aaaa/" }')"
judge pattern 2 E0505 text

# ---- bounded by steps ----

begin
{
    echo 'let t0 = "sixteen letters."'
    awk 'BEGIN { for (i = 1; i <= 60; i++) printf "let t%d = t%d + t%d\n", i, i - 1, i - 1 }'
} >hostile.isms
judge texts-doubled 5 E0606 steps

begin
{
    echo 'let f0 (x: number) -> number = x + 1'
    awk 'BEGIN { for (i = 1; i <= 40; i++) printf "let f%d (x: number) -> number = f%d(f%d(x))\n", i, i - 1, i - 1 }'
    printf 'rule functions "Functions"\n  for:      a in node\n  require:  f40(1) > 0\n'
} >hostile.isms
nodes 10
judge functions-doubled 5 E0606 steps

begin
nodes 300
printf 'rule gaps "A gap for each three"\n  for:      a in node, b in node, c in node\n  require:  no\n' >hostile.isms
judge gaps-cubed 5 E0606 gaps

begin
nodes 1000
printf 'rule quiet "Looks at each four"\n  for:      a in node, b in node, c in node, d in node where a.weight + b.weight < c.weight - d.weight\n  require:  yes\n' >hostile.isms
judge four-variables 5 E0606 steps

begin
nodes 2000
printf 'rule closures "A closure for each pair"\n  for:      a in node, b in node\n  require:  count(a.next+) + count(b.next*) > 0\n' >hostile.isms
judge closures 5 E0606 steps

begin
nodes 1000
printf 'rule joined "All names for each pair"\n  for:      a in node, b in node\n  require:  length(join([x.id + a.id for x in node], b.id)) > 0\n' >hostile.isms
judge joined 5 E0606 steps

begin
nodes 1000
printf 'rule stars "A pattern with many stars"\n  for:      a in node, b in node\n  require:  not matches(join([x.id for x in node]) + a.id, "*N*N*N*N*N*N*N*N*z")\n' >hostile.isms
judge stars 5 E0606 steps

begin
nodes 1000
{
    printf 'relation reached (a: node, b: node, c: node)\n  when:  a.weight + b.weight + c.weight >= 0\n'
    printf 'rule pairs "Asks"\n  for:      a in node\n  require:  reached(a, a, a)\n'
} >hostile.isms
judge relation 5 E0606 steps

# ---- bounded by memory ----

$full || exit $faults # it takes much before it ends

begin
awk 'BEGIN {
    print "person ada \"Ada\"\n\nrole ciso \"Security\"\n  holder:  ada\n\nkind hub \"Hub\"\n\nhub H\n"
    print "rule small \"Weighs\"\n  for:      h in hub, t in node\n  require:  t.weight > 1_000_000\n"
    for (i = 0; i < 4000; i++) {
        printf "waiver W-%d \"Small\"\n  rule:  small\n  on:  H\n", i
        print "  reason: \"small\"\n  approved-by:  ciso\n  approved-on:  2026-05-01\n  expires:      2026-12-31\n"
    }
}' >hostile.isms
nodes 4000
judge waivers 5 E0606 memory

exit $faults
