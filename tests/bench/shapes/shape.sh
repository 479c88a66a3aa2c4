# shape.sh -- what a file NAME.shape can say, and projects of that shape in any size.
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2034 # what is said here is read by the scripts that read this one
#
# size N          the size that is tested; the other one is twice that
# asks WORD...    what the program is asked (`check` unless said)
# values EXPR     it is asked for this value
# ends STATUS     how it has to end (0 unless said)
# lines FORMULA   how many lines it has to print, n being the size
# answer FORMULA  the number that it has to print
# open_work WHY, open_memory WHY
#                 a known fault: the test fails as soon as it is repaired, until this line is taken out
# write N         a function: writes a project of size N into the current folder, where project.isms stands already

size() { size=$1; }
asks() { asks=$*; }
values() { values=$1; }
ends() { ends=$1; }
lines() { lines=$1; }
answer() { answer=$1; }
open_work() { open_work=$1; }
open_memory() { open_memory=$1; }

# read_shape FILE
read_shape() {
    size=0 asks=check values='' ends=0 lines='' answer='' open_work='' open_memory=''
    # shellcheck source=/dev/null
    . "$1"
}

# make_project SIZE: writes it into a new folder, its name in `project`.
make_project() {
    project=${work:?}/project
    rm -rf "$project"
    mkdir "$project"
    (
        cd "$project" || exit
        printf 'project shape "A shape"\n  language:  1.0\n  currency:  EUR\n\nuse methods.iso27005-5x5\n' >project.isms
        write "$1"
    )
}

# ask COMMAND...: puts the question of the shape to the program, under the command; its output is in $work/out.
ask() {
    status=0
    : "${ISMS:?}"
    (
        cd "$project" || exit
        if [ -n "$values" ]; then
            set -- "$@" "$ISMS" query "$values"
        else
            # shellcheck disable=SC2086 # the question is words, and patterns for files of the project
            set -- "$@" "$ISMS" $asks
        fi
        ISMS_AS_OF=2026-06-01 "$@"
    ) >"$work/out" 2>"$work/err" </dev/null 3>"$work/count" || status=$?
}

complain() {
    {
        echo "$* (asked: ${values:-$asks})"
        head -n 5 "$work/err" "$work/out" | cut -c 1-200
    } >&2
    exit 99
}

# wanted FORMULA: its value, n being the size.
wanted() {
    eval "echo \$(($1))"
}

# must_be_right SIZE: a run that went wrong says nothing about what the right one costs.
must_be_right() {
    n=$1
    [ "$status" -eq "$ends" ] || complain "size $n ends with $status, not with $ends"
    if [ -n "$lines" ] && [ "$(wc -l <"$work/out")" -ne "$(wanted "$lines")" ]; then
        complain "size $n gives $(wc -l <"$work/out") lines, not $(wanted "$lines")"
    fi
    if [ -n "$answer" ] && [ "$(cat "$work/out")" != "$(wanted "$answer")" ]; then
        complain "size $n does not give $(wanted "$answer")"
    fi
}

# work_at SIZE: prints how many instructions the question takes.
work_at() {
    make_project "$1"
    ask instructions
    must_be_right "$1"
    cat "$work/count"
}

# cost_at SIZE [OPTION-OF-MEASURE]: prints microseconds on the clock and on the processor, and how many KiB the program
# has at most. What it prints comes together in one file, so that only its status can be judged.
cost_at() {
    make_project "$1"
    # shellcheck disable=SC2086 # no option is no word
    ask "${MEASURE:?}" ${2-} 600 "$work/both"
    read -r clock processor kib ended <"$work/out"
    if [ "$ended" -ne "$ends" ]; then
        mv "$work/both" "$work/out"
        complain "size $1 ends with $ended, not with $ends"
    fi
    echo "$clock $processor $kib"
}
