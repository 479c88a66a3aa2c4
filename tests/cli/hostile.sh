#!/bin/sh
# hostile.sh -- texts that ask for endless work or memory: each is stopped soon, says where, and hides no gap.
# usage: ISMS=path/to/isms tests/cli/hostile.sh [-t] [OBJECTS [STEPS]]
# SPDX-License-Identifier: Apache-2.0
#
# Each case is a small text over OBJECTS objects (300 unless said), run with STEPS steps (50,000 unless said; 0
# for as many as the program gives by itself). Its message must be E0606 and name the definition, and the gap of a
# rule that comes before must still be told. -t prints for each case the seconds and the memory that it takes.
set -u
LC_ALL=C
export LC_ALL

: "${ISMS:?the program under test}"
ISMS=$(cd "$(dirname "$ISMS")" && pwd)/$(basename "$ISMS")
is_timed=false
[ "${1-}" = -t ] && is_timed=true && shift
objects=${1:-300}
steps=${2:-50000}
only=${3:-}
[ "$steps" = 0 ] && options= || options="--steps $steps"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failed=0

# A graph in which each object leads to the next three, and a circle; all of one name.
awk -v n="$objects" 'BEGIN {
    print "project hostile \"Hostile\"\n  language:  1.0\n\nuse methods.iso27005-5x5\n"
    print "kind node \"Node\"\n  next:  node*\n  name:  text\n  weight:  number\n"
    print "rule before \"Found before\"\n  for:  x in node where x.weight == 0\n  require:  no\n"
    for (i = 0; i < n; i++)
        printf "node N%d\n  next:  N%d, N%d, N%d\n  name:  \"one and the same name\"\n  weight:  %d\n\n", i,
            (i + 1) % n, (i * 7 + 3) % n, (i * 31 + 5) % n, i
}' >project.isms

# hostile NAME: the definition of that name, read from standard input, works too much.
hostile() {
    name=$1
    cat >hostile.isms
    [ -z "$only" ] || [ "$only" = "$name" ] || return
    line=$(grep -n "\b$name\b" hostile.isms | sed 's/:.*//;q')
    # shellcheck disable=SC2086
    set -- check -q -f concise $options
    case $(sed -n "${line}p" hostile.isms) in
    view*) set -- report "$name" -f csv $options ;;
    graph*) set -- graph "$name" -f dot $options ;;
    esac
    if $is_timed; then
        /usr/bin/time -f "%e %M" -o times "$ISMS" "$@" >out 2>&1
        status=$?
        printf '%-28s %s s, %s KB, %s\n' "$name" $(tail -n 1 times) "$(grep -o 'E0606.*' out | head -n 1)"
    else
        "$ISMS" "$@" >out 2>&1
        status=$?
    fi
    fault=
    [ "$status" -eq 5 ] || fault="the status is $status, not 5"
    grep -q "^hostile.isms:$line:.*E0606" out || fault="no E0606 at line $line"
    ! grep -q "^rule $name" hostile.isms || grep -q 'Found before' out || fault="the gap that was found before is not told"
    if [ -n "$fault" ]; then
        echo "FAILED  $name: $fault"
        head -n 5 out
        failed=1
    fi
}

hostile quantifiers <<'END'
rule quantifiers "Nested"
  for:      a in node
  require:  every b in node satisfies (every c in node satisfies a.weight + b.weight + c.weight >= 0)
END
hostile generators <<'END'
rule generators "Four variables"
  for:      a in node, b in node, c in node, d in node where a.weight + b.weight < c.weight - d.weight
  require:  a.name == d.name
END
hostile same-names <<'END'
rule same-names "A join that joins everything"
  for:      a in node, b in node where b.name == a.name, c in node where c.name == b.name
  require:  c.weight >= 0
END
hostile gaps <<'END'
rule gaps "A gap for each three"
  for:      a in node, b in node, c in node
  require:  no
END
hostile of-pairs <<'END'
relation pairs (a: node, b: node, c: node)
  when:  a.weight >= 0 and b.weight >= 0 and c.weight >= 0
rule of-pairs "Asks"
  for:      a in node
  require:  pairs(a, a, a)
END
hostile searches <<'END'
relation leads (a: node, b: node)
  when:  b in a.next
  when:  some c in node where leads(a, c) and leads(c, b)
rule searches "All pairs"
  for:      a in node, b in node, c in node
  require:  leads(a, b) and leads(b, c)
END
hostile unions <<'END'
rule unions "Unions of all objects"
  for:      a in node, b in node
  require:  count(node union a.next union b.next) > 0
END
hostile differences <<'END'
rule differences "Differences of all objects"
  for:      a in node, b in node
  require:  count((node except a.next) except b.next) > 0
END
hostile listed <<'END'
rule listed "A closure for each pair"
  for:      a in node, b in node
  require:  count(a.next+) + count(b.next*) > 0
END
hostile sums <<'END'
rule sums "A sum over a closure for each pair"
  for:      a in node, b in node
  require:  sum(x.weight for x in a.next+ for y in b.next+) >= 0
END
hostile paths <<'END'
rule paths "A path for each pair"
  for:      a in node, b in node
  require:  count(path(a, b, next)) >= 0
END
hostile doubling <<'END'
let f0 (x: number) -> number = x
let f1 (x: number) -> number = f0(f0(f0(f0(x))))
let f2 (x: number) -> number = f1(f1(f1(f1(x))))
let f3 (x: number) -> number = f2(f2(f2(f2(x))))
let f4 (x: number) -> number = f3(f3(f3(f3(x))))
let f5 (x: number) -> number = f4(f4(f4(f4(x))))
let f6 (x: number) -> number = f5(f5(f5(f5(x))))
let f7 (x: number) -> number = f6(f6(f6(f6(x))))
let f8 (x: number) -> number = f7(f7(f7(f7(x))))
let f9 (x: number) -> number = f8(f8(f8(f8(x))))
let f10 (x: number) -> number = f9(f9(f9(f9(x))))
let f11 (x: number) -> number = f10(f10(f10(f10(x))))
let f12 (x: number) -> number = f11(f11(f11(f11(x))))
let f13 (x: number) -> number = f12(f12(f12(f12(x))))
let f14 (x: number) -> number = f13(f13(f13(f13(x))))
let f15 (x: number) -> number = f14(f14(f14(f14(x))))
let f16 (x: number) -> number = f15(f15(f15(f15(x))))
rule doubling "Functions of functions"
  for:      a in node
  require:  f16(1) > 0
END
{
    echo 'let t0 = "sixteen letters."'
    i=0
    while [ $i -lt 60 ]; do
        echo "let t$((i + 1)) = t$i + t$i"
        i=$((i + 1))
    done
} >texts
hostile texts <<END
$(sed -n 1,14p texts)
rule texts "Texts are made and compared"
  for:      a in node, b in node
  require:  not contains(t10 + a.name + t10 + b.name, "letters!")
END
hostile joined <<'END'
rule joined "All names in a text for each pair"
  for:      a in node, b in node
  require:  length(join(x.name for x in node)) > 0
END
hostile patterns <<'END'
rule patterns "A pattern with many stars"
  for:      a in node, b in node
  require:  not matches(a.name + b.name + a.name + b.name + a.name + b.name, "*a*a*a*a*a*a*a*z")
END
hostile lists <<'END'
rule lists "A list of lists"
  for:      a in node
  require:  count([x.weight + y.weight for x in node for y in node]) > 0
END
hostile all-others <<'END'
kind other "Other" extends node
  all-others:  number = sum(x.weight * y.weight for x in node for y in node)
other O1
  name:  "Another"
  weight:  1
rule of-others "Asks"
  for:      a in other
  require:  a.all-others > 0
END
hostile constant <<'END'
let constant = sum(x.weight * y.weight + z.weight for x in node for y in node for z in node)
rule of-constant "Asks"
  for:      a in node
  require:  constant >= a.weight
END
hostile adds-up <<'END'
let numbers = [x.weight * 1000 + y.weight for x in node for y in node where x.weight < 30]
rule adds-up "Adds a long list up each time"
  for:      a in node, b in node
  require:  sum(numbers) > 0
END
hostile rows <<'END'
view rows "Everything with everything"
  from:     a in node, b in node, c in node
  columns:  a.id, b.id, c.id
END
hostile recursion <<'END'
relation above (a: node, b: node)
  when:  b in a.next
  when:  some c in a.next where above(c, b)
rule recursion "Asks for everything below everything"
  for:      a in node, b in node where above(a, b), c in node where above(b, c)
  require:  above(c, a)
END
exit $failed
