#!/bin/sh
# run.sh -- asks the program which rules and required documents the library has; none of the tables may be missing.
# usage: ISMS=path/to/isms top_srcdir=. tests/oracles/clauses/run.sh
# SPDX-License-Identifier: Apache-2.0
set -eu
LC_ALL=C
export LC_ALL

: "${ISMS:?the program under test}" "${top_srcdir:?}"
here=$top_srcdir/tests/oracles/clauses
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

cat >"$work/project.isms" <<'END'
project empty "Nothing but the library"

use methods.iso27005-5x5
use iso27001.2022 as iso
use iso27001.2022.rules
END

# table VIEW COLUMNS: the columns of a view, apart by tabs.
table() {
    "$ISMS" report "$1" -C "$work" --as-of 2026-11-01 -f csv >"$work/$1.csv"
    awk -v columns="$2" -f "$top_srcdir/tests/oracles/csv.awk" "$work/$1.csv"
}

# report NAME ROWS: fails with the lines of $work/faults, or when fewer than ROWS were compared.
report() {
    if [ -s "$work/faults" ] || [ "$compared" -ne "$2" ]; then
        echo "FAILED  $1: compared $compared of $2"
        cat "$work/faults"
        failed=1
    else
        echo "ok      $1: $2 rows"
    fi
}

table rules Rule,Phase,Grade,Stages | sort >"$work/rules"
sed 1d "$here/clauses.tsv" | sort >"$work/wanted"
compared=$(sort -u -t "$(printf '\t')" -k 1,1 "$work/wanted" | wc -l)
awk -F '\t' '
    FILENAME == ARGV[1] { rule[$1] = $2 "\t" $3 "\t" $4; next }
    !($1 in rule) { print $1 ": there is no rule"; next }
    rule[$1] != $2 "\t" $3 "\t" $4 { print $1 ": expected " $2 ", " $3 ", " $4 "; the rule says " rule[$1] }
    ' "$work/rules" "$work/wanted" >"$work/faults"
report "a rule for each requirement of clauses 4 to 10" 157

table documents Required,Clause,Form,Basis | sed 's/iso\.//g' | sort >"$work/documents"
sed 1d "$here/documents.tsv" | sort >"$work/wanted"
compared=$(wc -l <"$work/documents")
diff "$work/wanted" "$work/documents" >"$work/faults" || :
report "the documents and records to have" 38

exit "$failed"
