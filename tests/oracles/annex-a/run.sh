#!/bin/sh
# run.sh -- compares both editions of Annex A in the library with tables of identifiers and attributes.
# usage: ISMS=path/to/isms top_srcdir=. tests/oracles/annex-a/run.sh
# SPDX-License-Identifier: Apache-2.0
set -eu
LC_ALL=C
export LC_ALL

: "${ISMS:?the program under test}" "${top_srcdir:?}"
here=$top_srcdir/tests/oracles/annex-a
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

cat >"$work/project.isms" <<'EOF'
project annex-a "Annex A"

use methods.iso27005-5x5
use iso27001.2022 as iso
use iso27001.2013 as iso13
use iso27001.2013.to-2022
EOF

# ask COLUMNS...: the value of an expression, as rows apart by tabs.
ask() {
    "$ISMS" query -C "$work" -f csv "$1" >"$work/answer.csv"
    awk -v columns="$2" -f "$top_srcdir/tests/oracles/csv.awk" "$work/answer.csv"
}

# The members of each cell in one order: words come by scale, identifiers as people read them.
sorted_cells='
    BEGIN { FS = OFS = "\t" }
    function in_order(cell,    parts, count, i, j, part) {
        count = split(cell, parts, "; ")
        for (i = 2; i <= count; i++) {
            part = parts[i]
            for (j = i - 1; j >= 1 && parts[j] > part; j--)
                parts[j + 1] = parts[j]
            parts[j + 1] = part
        }
        cell = parts[1]
        for (i = 2; i <= count; i++)
            cell = cell "; " parts[i]
        return cell
    }
    {
        for (i = 1; i <= NF; i++)
            $i = in_order($i)
        print
    }'

# settle NAME COUNT: $work/expected and $work/actual must be the same, with so many rows.
settle() {
    for side in expected actual; do
        awk "$sorted_cells" "$work/$side" | sort >"$work/$side.sorted"
    done
    rows=$(wc -l <"$work/expected.sorted")
    if [ "$rows" -eq "$2" ] && diff "$work/expected.sorted" "$work/actual.sorted" >"$work/difference"; then
        echo "ok      $1: $rows rows"
    else
        echo "FAILED  $1: < expected, > the library"
        cat "$work/difference"
        failed=1
    fi
}

sed 1d "$here/controls.tsv" >"$work/expected"
ask 'c.id as "id", c.theme as "theme", c.types as "types", c.properties as "properties", c.concepts as "concepts",
    c.capabilities as "capabilities", c.domains as "domains", c.new as "new", c.predecessors as "from",
    if starts-with(c.leaving-out otherwise "", "never") then "never" else "discussed" as "exclusion"
    for c in iso.annex-a' 'id,theme,types,properties,concepts,capabilities,domains,new,from,exclusion' >"$work/actual"
settle "controls of 2022" 93

sed 1d "$here/controls-2013.tsv" >"$work/expected"
ask 'c.id as "id", c.section as "objective", c.section.section as "domain", c.transitions.how as "how",
    c.successors as "into" for c in iso13.annex-a' 'id,objective,domain,how,into' >"$work/actual"
settle "controls of 2013" 114

exit "$failed"
