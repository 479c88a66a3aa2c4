# shellcheck shell=sh
# peers.sh -- the tools of the comparison: how each is found, fed and started. To be sourced.
# SPDX-License-Identifier: Apache-2.0
#
# environment: ISMS, GENERATE, MEASURE, NOTHING, the programs just built; DUCKDB, the module of DuckDB for Node,
# when it is not where peers/install puts it; PEERS, the other tools
# A model is a folder: isms/ is a project with its rules, plain/ the same objects without rules and formulas, and
# beside them stand the encodings that other tools read. Everything is judged as of one day.
: "${bench:?}" # the folder of this file
: "${ISMS:=$bench/../../build/tools/isms/isms}" "${GENERATE:=$bench/../../build/tests/bench/generate}"
: "${MEASURE:=$bench/../../build/tests/bench/measure}"
: "${NOTHING:=$(dirname "$MEASURE")/nothing}"
: "${DUCKDB:=${XDG_CACHE_HOME:-${HOME:-}/.cache}/isms-bench/node_modules/@duckdb/node-api}" # of peers/install
export DUCKDB
today=2026-06-01
# shellcheck disable=SC2034 # for those who source this
: "${PEERS:=sqlite duckdb node python jq swipl clingo souffle souffle-compiled}"

# An absolute path, for programs that are started in other folders.
absolute() {
    echo "$(cd "$(dirname "$1")" && pwd)/$(basename "$1")"
}

# need_programs: those of this build; says what is missing.
need_programs() {
    for program in "$ISMS" "$GENERATE" "$MEASURE" "$NOTHING"; do
        [ -x "$program" ] && continue
        echo "no program at $program: make all tests/bench/{generate,measure,nothing} (or set ISMS, GENERATE, MEASURE and NOTHING)"
        exit 1
    done
    ISMS=$(absolute "$ISMS")
    GENERATE=$(absolute "$GENERATE")
    MEASURE=$(absolute "$MEASURE")
    NOTHING=$(absolute "$NOTHING")
}

has() {
    command -v "$1" >/dev/null 2>&1
}

is_installed() {
    case $1 in
    sqlite) has sqlite3 ;;
    duckdb) has node && [ -d "$DUCKDB" ] ;;
    python) has python3 ;;
    souffle-compiled) has souffle && has g++ ;;
    *) has "$1" ;;
    esac
}

# What generate calls the form that a tool reads.
encoding_of() {
    case $1 in
    sqlite | duckdb) echo csv ;;
    node | python | jq) echo json ;;
    swipl) echo prolog ;;
    clingo) echo asp ;;
    souffle*) echo tsv ;;
    esac
}

version_of() {
    case $1 in
    isms) "$ISMS" --version | head -n 1 ;;
    sqlite) sqlite3 --version | awk '{ print "SQLite", $1 }' ;;
    duckdb) sed -n 's/.*"version": *"\([^"]*\)".*/DuckDB \1/p' "$DUCKDB/package.json" ;;
    node) echo "Node $(node --version)" ;;
    python) python3 --version ;;
    jq) jq --version ;;
    swipl) swipl --version | awk '{ print "SWI-Prolog", $3 }' ;;
    clingo) clingo --version | sed -n '1s/ version//p' ;;
    souffle*) souffle --version | sed -n 's/.*Version: */Souffle /p' ;;
    esac
}

# make_model RISKS FOLDER PEER...: the project, and what these peers read.
make_model() {
    risks=$1
    model=$2
    shift 2
    mkdir -p "$model/isms" "$model/plain"
    "$GENERATE" "$risks" "$model/isms"
    for file in "$model"/isms/*.isms; do
        ln "$file" "$model/plain"
    done
    sed '/ = /d' "$bench/kinds.isms" >"$model/plain/kinds.isms"
    cp "$bench/project.isms" "$model/plain"
    cp "$bench/kinds.isms" "$bench/project.isms" "$bench/rules.isms" "$bench/figures.isms" "$model/isms"
    if [ $# -gt 0 ]; then
        for peer; do
            encoding_of "$peer"
        done | sort -u | xargs "$GENERATE" "$risks" "$model"
    fi
    cat "$bench/peers/schema.sql" "$bench/peers/import.sql" "$bench/peers/figures.sql" >"$model/sqlite.sql"
    case " $* " in
    *" souffle-compiled "*) compile_souffle "$model" ;;
    esac
    "$GENERATE" "$risks" | sort >"$model/expected"
}

# The program depends on the rules only; what it takes to compile it is not measured.
compile_souffle() {
    souffle -o "$1/souffle" "$bench/peers/figures.dl"
}

# start TOOL MODEL [WRAPPER...]: does the job; the wrapper is what measures the program.
start() {
    tool=$1
    model=$2
    shift 2
    case $tool in
    isms) "$@" "$ISMS" report figures -f csv -C "$model/isms" --as-of "$today" ;;
    isms-check) "$@" "$ISMS" check -q -C "$model/isms" --as-of "$today" ;;
    isms-plain) "$@" "$ISMS" check -q -C "$model/plain" --as-of "$today" ;;
    sqlite) (cd "$model" && "$@" sqlite3 -batch :memory: ".read sqlite.sql") ;;
    duckdb) "$@" node "$bench/peers/duckdb.js" "$model" ;;
    node) "$@" node --max-old-space-size=12000 "$bench/peers/node.js" "$model" ;;
    python) "$@" python3 "$bench/peers/figures.py" "$model" ;;
    jq) "$@" jq -r -f "$bench/peers/figures.jq" "$model/model.json" ;;
    swipl) "$@" swipl -q -g main -t halt "$bench/peers/figures.pl" -- "$model/model.pl" ;;
    clingo) "$@" clingo --outf=0 -V0 "$bench/peers/figures.lp" "$model/model.lp" ;;
    souffle) "$@" souffle -F "$model/facts" -D- "$bench/peers/figures.dl" ;;
    souffle-compiled) "$@" "$model/souffle" -F "$model/facts" -D- ;;
    esac
}

# is_success TOOL STATUS: a check ends with 1 when there are gaps, clingo with 10 or 30 when it has an answer.
is_success() {
    case $1:$2 in
    *:0 | isms-check:1 | clingo:10 | clingo:30) true ;;
    *) false ;;
    esac
}

# figures_in TOOL <OUTPUT: its figures, one a line, sorted by name. Those of a check are the gaps of each rule.
figures_in() {
    case $1 in
    isms)
        awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) { gsub(/"/, "", $i); name[i] = $i } }
                 NR == 2 { for (i = 1; i <= NF; i++) print name[i], $i }'
        ;;
    isms-check)
        awk 'match($0, /\[B-[0-9]+/) { count[substr($0, RSTART + 1, RLENGTH - 1)]++ }
             END { for (i = 1; i <= 12; i++) { rule = sprintf("B-%02d", i); print rule, count[rule] + 0 } }'
        ;;
    clingo) tr ' ' '\n' | sed -n 's/figure("\(.*\)",\([0-9]*\))/\1 \2/p' ;;
    souffle*) tr '\t' ' ' ;;
    *) cat ;;
    esac | sort
}

# is_right TOOL MODEL OUTPUT: whether the figures are those that plain loops over the same data give.
is_right() {
    case $1 in
    isms-plain) return 0 ;;
    isms-check) grep '^B-' "$2/expected" ;;
    *) cat "$2/expected" ;;
    esac >"$2/wanted"
    figures_in "$1" <"$3" | diff "$2/wanted" - >"$2/difference"
}
