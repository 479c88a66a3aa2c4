#!/bin/sh
# run.sh -- compares values, levels and the statement of the example with figures worked out by hand.
# usage: ISMS=path/to/isms top_srcdir=. tests/oracles/saas-startup/run.sh
# SPDX-License-Identifier: Apache-2.0
set -eu
LC_ALL=C
export LC_ALL

: "${ISMS:?the program under test}" "${top_srcdir:?}"
here=$top_srcdir/tests/oracles/saas-startup
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# table VIEW COLUMNS: the columns of a view, apart by tabs; words of scales as numbers.
table() {
    status=0
    "$ISMS" report "$1" -C "$top_srcdir/examples/saas-startup" --as-of 2026-11-01 -f csv \
        >"$work/$1.csv" || status=$?
    if [ "$status" -ne 0 ]; then
        echo "isms report $1 ended with status $status" >&2
        return 1
    fi
    awk -v columns="$2" -f "$top_srcdir/tests/oracles/csv.awk" "$work/$1.csv"
}

# settle NAME: $work/expected and $work/actual, sorted, must be the same.
settle() {
    sort "$work/expected" >"$work/expected.sorted"
    sort "$work/actual" >"$work/actual.sorted"
    rows=$(wc -l <"$work/expected.sorted")
    if [ "$rows" -gt 0 ] && diff "$work/expected.sorted" "$work/actual.sorted" >"$work/difference"; then
        echo "ok      $1: $rows rows"
    else
        echo "FAILED  $1: < expected, > computed"
        cat "$work/difference"
        failed=1
    fi
}

# The words of the scales `impact` and `likelihood` of the method, by their place.
numbers='
    function number(word) {
        gsub(/ /, "-", word)
        return word in step ? step[word] : (word == "" ? 0 : word)
    }
    BEGIN {
        FS = OFS = "\t"
        split("minor significant serious critical catastrophic", impact, " ")
        split("unlikely rather-unlikely likely very-likely almost-certain", likelihood, " ")
        for (i = 1; i <= 5; i++) {
            step[impact[i]] = i
            step[likelihood[i]] = i
        }
    }'

# id, own C I A, inherited C I A, from C I A; 0 = not set
awk -F '\t' -v OFS='\t' 'NR > 1 {
    print $1, $5 + 0, $6 + 0, $7 + 0, $10 + 0, $11 + 0, $12 + 0, $13, $14, $15
}' "$here/assets.tsv" >"$work/expected"
table assets 'Asset,Own C,Own I,Own A,C,I,A,C from,I from,A from' >"$work/table"
awk "$numbers"'{
    for (i = 2; i <= 7; i++)
        $i = number($i)
    print
}' "$work/table" >"$work/actual"
settle "own and inherited values of the assets"

# id, likelihood without controls, now, with the plan; impact now, with the plan; the three levels
awk -F '\t' -v OFS='\t' '
    NR == 1 {
        for (i = 1; i <= NF; i++)
            at[$i] = i
        next
    }
    {
        override = $at["target_impact_override"]
        impact = $at["expected_impact"]
        inherent = $at["expected_inherent"]
        current = $at["expected_current"]
        target = $at["expected_target"]
        gsub(/ /, "-", inherent)
        gsub(/ /, "-", current)
        gsub(/ /, "-", target)
        print $at["id"], $at["L_inherent"], $at["L_current"], $at["L_target"], impact,
            override == "" ? impact : override, inherent, current, target
    }' "$here/risks.tsv" >"$work/expected"
table risks 'Risk,Likelihood,Likelihood now,Likelihood after,Impact,Impact after,Inherent level,Current level,Target level' \
    >"$work/table"
awk "$numbers"'{
    for (i = 2; i <= 6; i++)
        $i = number($i)
    for (i = 7; i <= 9; i++)
        gsub(/ /, "-", $i)
    print
}' "$work/table" >"$work/actual"
settle "ratings and levels of the risks"

# id, decision, risks, planned for risks, whether a requirement asks for it, business reason, status
awk -F '\t' -v OFS='\t' 'NR > 1 {
    risks = planned = reason = ""
    required = "no"
    parts = split($3 == "included" ? $4 : "", part, "; ")
    for (i = 1; i <= parts; i++) {
        if (part[i] ~ /^risk:.*\(planned\)$/)
            planned = substr(part[i], 6, length(part[i]) - 14)
        else if (part[i] ~ /^risk:/)
            risks = substr(part[i], 6)
        else if (part[i] ~ /^requirement:/)
            required = "yes"
    }
    if ($3 == "excluded")
        reason = $4
    else if ($4 ~ /^business:/) {
        reason = substr($4, 10)
    }
    print $1, $3, risks, planned, required, reason, $5
}' "$here/soa.tsv" >"$work/expected"
table soa-basis 'Control,Decision,Risks,Planned for risks,Requirements,Business reason,Status' >"$work/table"
awk -F '\t' -v OFS='\t' '{
    sub(/^iso\./, "", $1)
    gsub(/; /, ",", $3)
    gsub(/; /, ",", $4)
    $5 = $5 == "" ? "no" : "yes"
    if ($2 == "excluded")
        $7 = "n/a"
    print
}' "$work/table" >"$work/actual"
settle "the Statement of Applicability"

exit $failed
