#!/bin/sh
# bad_input.sh -- files that are missing, broken, odd or too large: each gets its exit status and a message.
# usage: ISMS=path/to/isms top_srcdir=. tests/cli/bad_input.sh
# SPDX-License-Identifier: Apache-2.0
#
# The statuses are a promise to scripts: 0 clean, 1 gaps, 2 usage, 3 the text has errors, 4 the
# environment, 5 a limit. A false 0, a signal and a hang are the faults that this test looks for.
set -u
LC_ALL=C
export LC_ALL

: "${ISMS:?the program under test}" "${top_srcdir:?}"
[ -x "$ISMS" ] || {
    echo "no program at $ISMS"
    exit 1
}
ISMS=$(cd "$(dirname "$ISMS")" && pwd)/$(basename "$ISMS")
example=$(cd "$top_srcdir/examples/saas-startup" && pwd)
work=$(mktemp -d)
chmod 755 "$work"
mounted=
clean_up() {
    [ -z "$mounted" ] || umount "$mounted"
    rm -rf "$work"
}
trap clean_up EXIT
mkdir "$work/case"
cd "$work/case" || exit 1

passed=0
failed=0
skipped=0

# verdict NAME STATUS EXPECTED PATTERN: judges $work/out and $work/err.
verdict() {
    if [ "$2" -ne "$3" ]; then
        fault="exit status $2, expected $3"
    elif [ -n "$4" ] && ! cat "$work/out" "$work/err" | grep -aqE -- "$4"; then
        fault="exit status $2 as expected, but no output matches: $4"
    else
        echo "ok      $1"
        passed=$((passed + 1))
        return
    fi
    echo "FAILED  $1: $fault"
    cat "$work/out" "$work/err" | cut -c 1-200 | head -n 8 | sed 's/^/        | /'
    failed=$((failed + 1))
}

# expect NAME STATUS PATTERN COMMAND...: an empty pattern asks for nothing.
expect() {
    name=$1 wanted=$2 pattern=$3
    shift 3
    status=0
    timeout 60 "$@" >"$work/out" 2>"$work/err" </dev/null || status=$?
    verdict "$name" "$status" "$wanted" "$pattern"
}

# The same with a small stack: depth must be counted, not found out by falling.
expect_shallow() {
    name=$1 wanted=$2 pattern=$3
    shift 3
    status=0
    (
        # shellcheck disable=SC3045 # dash and bash know it
        ulimit -s 1024
        exec timeout 60 "$@"
    ) >"$work/out" 2>"$work/err" </dev/null || status=$?
    verdict "$name" "$status" "$wanted" "$pattern"
}

skip() {
    echo "skipped $1: $2"
    skipped=$((skipped + 1))
}

# kinds: what the cases declare things of.
kinds() {
    cat <<'END'
kind part "Part"
  size:  integer?
  made:  date?
  tags:  text*
  needs: part*, acyclic: yes
  share: number? = if size is set then 1 / size else none

END
}

# text FILE: standard input, with the kinds before it, so that the case begins in line 8.
text() {
    {
        kinds
        cat
    } >"$1"
}

# project FOLDER: a project with a risk method and no other file.
project() {
    mkdir -p "$1"
    printf 'project test\n\nuse methods.iso27005-5x5\n' >"$1/project.isms"
}

# expect_file NAME STATUS PATTERN FILE: checks the file as the only one of a project.
expect_file() {
    rm -rf alone
    project alone
    mv "$4" alone
    expect "$1" "$2" "$3" "$ISMS" check -C alone
    mv "alone/$4" .
}

expect_file_shallow() {
    rm -rf alone
    project alone
    mv "$4" alone
    expect_shallow "$1" "$2" "$3" "$ISMS" check -C alone
    mv "alone/$4" .
}

# ------------------------------------------------------------------ what is well
text good.isms <<'END'
part P-1 "First"
  size: 1
END
expect_file "a good file is clean" 0 "" good.isms

sed 's/$/\r/' good.isms >crlf.isms
expect_file "lines may end in CRLF" 0 "" crlf.isms

{
    printf '\357\273\277'
    cat good.isms
} >bom.isms
expect_file "a byte order mark is accepted" 0 "" bom.isms

printf '%s' "$(cat good.isms)" >no-newline.isms
expect_file "the last line needs no end" 0 "" no-newline.isms

{
    cat good.isms
    printf '  tags: "a"'
    awk 'BEGIN { for (i = 0; i < 1000000; i++) printf ", \"abcdef\"" }'
    echo
} >long-line.isms
expect_file "a line of 10 MB is legal" 0 "" long-line.isms

# ------------------------------------------------------------- usage and project
expect "an unknown command" 2 "unknown command" "$ISMS" chekc
expect "an unknown option" 2 "option" "$ISMS" check --no-such-option good.isms
expect "an option without its value" 2 "" "$ISMS" check --as-of
expect "a date option that is no date" 2 "2026-02-30" "$ISMS" check --as-of 2026-02-30 good.isms
mkdir empty
expect "a directory without any .isms file" 2 "E050[15]" "$ISMS" check -C empty

# ------------------------------------------------------------------ environment
expect "a missing file" 4 "no-such-file" "$ISMS" check no-such-file.isms
expect "a missing directory" 4 "no-such-directory" "$ISMS" check -C no-such-directory
mkfifo pipe.isms
expect "a FIFO is refused, not waited for" 4 "pipe.isms" "$ISMS" check pipe.isms
rm pipe.isms
expect "a device is refused" 4 "/dev/zero" "$ISMS" check /dev/zero

project odd
mkfifo odd/pipe.isms
expect "a FIFO inside the project is not skipped silently" 4 "pipe.isms" "$ISMS" check -C odd
rm odd/pipe.isms
ln -s ../good.isms odd/out.isms
expect "a link out of the project is refused" 4 "out.isms" "$ISMS" check -C odd
rm -r odd

cp good.isms secret.isms
chmod 000 secret.isms
if [ "$(id -u)" -ne 0 ]; then
    expect "an unreadable file" 4 "secret.isms" "$ISMS" check secret.isms
elif command -v setpriv >/dev/null 2>&1; then
    # Root reads everything, so somebody else must try, with a copy that he can reach.
    cp "$ISMS" "$work/isms"
    chmod 755 "$work/isms" "$work/case"
    expect "an unreadable file" 4 "secret.isms" setpriv --reuid=65534 --regid=65534 --clear-groups \
        "$work/isms" check secret.isms
else
    skip "an unreadable file" "running as root, without setpriv to become somebody else"
fi
rm -f secret.isms

# With few descriptors a file that is there cannot be seen: that must not look like a missing project.
project few
echo 'use own' >>few/project.isms
mkdir few/vendor
echo 'let one = 1' >few/vendor/own.isms
for descriptors in 4 5 6; do
    status=0
    (
        ulimit -n "$descriptors"
        exec timeout 60 "$ISMS" check -C few
    ) >"$work/out" 2>"$work/err" </dev/null || status=$?
    case $status in
    0) ;; # they were enough
    *) verdict "only $descriptors descriptors" "$status" 4 "[Tt]oo many (open files|files are open)" ;;
    esac
    ! grep -q 'E0501\|E0208\|E0204' "$work/out" || {
        echo "FAILED  only $descriptors descriptors: a misleading message"
        failed=$((failed + 1))
    }
done
rm -r few

report() {
    "$ISMS" soa -C "$example" --as-of 2026-11-01 "$@"
}
status=0
report -f html >&- 2>"$work/err" || status=$?
: >"$work/out"
verdict "a closed stdout" "$status" 4 ""
status=0
report -f html >/dev/full 2>"$work/err" || status=$?
verdict "a full disk behind stdout" "$status" 4 ""
{
    status=0
    report -f html 2>"$work/err" || status=$?
    echo "$status" >"$work/status"
} | :
verdict "a reader that goes away" "$(cat "$work/status")" 0 ""
[ ! -s "$work/err" ] || {
    echo "FAILED  a reader that goes away: says $(cat "$work/err")"
    failed=$((failed + 1))
}

mkdir disk
if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=16k none disk 2>/dev/null; then
    mounted=$work/case/disk
    echo old >disk/soa.html
    expect "a full disk" 4 "soa.html" "$ISMS" soa -C "$example" --as-of 2026-11-01 -f html -o "$PWD/disk/soa.html"
    expect "the old report survives a full disk" 0 "^old\$" cat disk/soa.html
    expect "nothing else is left on it" 0 "^soa.html\$" ls -A disk
    umount disk && mounted=
else
    skip "a full disk" "a small file system can be mounted by root only"
fi
mkdir read-only
if [ "$(id -u)" -ne 0 ]; then
    chmod 555 read-only
    expect "a folder that cannot be written" 4 "soa.html" "$ISMS" soa -C "$example" \
        --as-of 2026-11-01 -f html -o "$PWD/read-only/soa.html"
fi
expect "an output folder that does not exist" 4 "nowhere" "$ISMS" soa -C "$example" \
    --as-of 2026-11-01 -f html -o "$PWD/nowhere/soa.html"

# ------------------------------------------------------------------- characters
printf 'part P-1 "a\000b"\n' | text nul.isms
expect_file "a NUL byte" 3 "nul.isms:8:.*E0109" nul.isms
printf 'part P-1 "a\377b"\n' | text latin1.isms
expect_file "a byte that is not UTF-8" 3 "latin1.isms:8:.*E0109" latin1.isms
printf 'part P-1 "a\300\257b"\n' | text overlong.isms
expect_file "an overlong form" 3 "E0109" overlong.isms
printf 'part P-1 "a\355\240\200b"\n' | text surrogate.isms
expect_file "half a surrogate pair" 3 "E0109" surrogate.isms
printf '# a\342\200\256b\n' | text bidi.isms
expect_file "a control that reverses the line, in a comment" 3 "E0109" bidi.isms

# ------------------------------------------------------------------------ names
echo 'prat P-1 "First"' | text kind.isms
expect_file "an unknown kind, with the nearest one" 3 "kind.isms:8:1: .*E0202.*part" kind.isms
printf 'part P-1 "First"\n  sizes: 1\n' | text field.isms
expect_file "an unknown field, with the nearest one" 3 "field.isms:9:3: .*E0203.*size" field.isms
printf 'part P-1 "First"\n  needs: P-2\n' | text name.isms
expect_file "an unknown name" 3 "name.isms:9:10: .*E0201" name.isms
printf 'part P-1 "First"\n  size: "large"\n' | text type.isms
expect_file "a value of the wrong type" 3 "type.isms:9:9: .*E0304" type.isms

project twice
echo 'part P-1 "First"' | text twice/a.isms
echo 'part P-1 "Again"' >twice/b.isms
expect "an id declared in two files" 3 "b.isms:1:6: .*E0110" "$ISMS" check -C twice
expect "and the place of the other" 3 "a.isms:8:6" "$ISMS" check -f full -C twice

printf 'part P-1\n  needs: P-2\n\npart P-2\n  needs: P-1\n' | text circle.isms
expect_file "a circle of objects" 3 "E0410" circle.isms
printf 'let a = b + 1\nlet b = a + 1\n' | text definitions.isms
expect_file "a circle of definitions" 3 "E0411" definitions.isms

project circle
mkdir circle/vendor
echo 'use one' >>circle/project.isms
printf 'use two\n' >circle/vendor/one.isms
printf 'use one\n' >circle/vendor/two.isms
expect "modules that use each other" 3 "E0502" "$ISMS" check -C circle

printf 'part P-1 "First"\n  made: 2026-02-30\n' | text date.isms
expect_file "a date that does not exist" 3 "date.isms:9:9: .*E0107" date.isms
printf 'part P-1 "First"\n  made: 30.02.2026\n' | text date-form.isms
expect_file "a date in another form" 3 "date-form.isms:9:9: .*E0107" date-form.isms
printf 'part P-1 "First\n' | text text.isms
expect_file "a text that is not closed" 3 "text.isms:8:10: .*E0106" text.isms
printf 'part P-1 "First"\n  tags: """\n    never closed\n' | text block.isms
expect_file "a text block that is not closed" 3 "block.isms:9:9: .*E0106" block.isms
echo 'let x = 99999999999999999999' | text number.isms
expect_file "a number that is too large" 3 "number.isms:8:9: .*E0115" number.isms
text zero.isms <<'END'
part P-1
  size: 0

rule HALF "Half of it is enough"
  for:      p in part where p.share is set
  require:  p.share > 0
  message:  "{p} has no share"
END
expect_file "a division by zero" 3 "zero.isms:6:.*E0320" zero.isms

# ----------------------------------------------------------------------- limits
{
    printf 'let x = 1'
    awk 'BEGIN { for (i = 1; i < 1000000; i++) printf " + 1" }'
    echo
} >sum.isms
expect_file_shallow "an expression of 1,000,000 terms" 5 "sum.isms:1:.*E0602" sum.isms
for bracket in '(' '[' '{'; do
    awk -v bracket="$bracket" 'BEGIN { printf "let x = "; for (i = 0; i < 50000; i++) printf "%s", bracket; print "" }' >brackets.isms
    expect_file_shallow "50,000 times $bracket" 5 "brackets.isms:1:.*E0602" brackets.isms
done
for word in 'not ' '- '; do
    awk -v word="$word" 'BEGIN { printf "let x = "; for (i = 0; i < 50000; i++) printf "%s", word; print "1" }' >words.isms
    expect_file_shallow "50,000 times $word" 5 "words.isms:1:.*E0602" words.isms
done
awk 'BEGIN { printf "part P-1 \""; for (i = 0; i < 2097152; i++) printf "x"; print "\"" }' | text token.isms
expect_file "a text of 2 MiB" 5 "token.isms:8:10: .*E0603" token.isms
awk 'BEGIN { printf "part P-"; for (i = 0; i < 300; i++) printf "1"; print "" }' | text id.isms
expect_file "an id of 300 characters" 5 "id.isms:8:6: .*E0603" id.isms
if truncate -s 600M large.isms 2>/dev/null; then
    expect_file "a file of 600 MiB" 5 "E0604.*large.isms" large.isms
    rm large.isms
else
    skip "a file of 600 MiB" "it cannot be made here"
fi

# A chain of 20,000 objects is legal at any stack, in any order.
awk 'BEGIN { for (i = 1; i < 20000; i++) printf "part P-%d\n  needs: P-%d\n\n", i, i + 1; print "part P-20000" }' | text chain.isms
expect_file_shallow "a chain of 20,000 objects" 0 "" chain.isms

# Cut anywhere, a file never crashes the program; it says what is wrong or it is simply shorter.
size=$(wc -c <good.isms)
cut=0
while [ "$cut" -lt "$size" ]; do
    head -c "$cut" good.isms >cut.isms
    status=0
    timeout 60 "$ISMS" check cut.isms >"$work/out" 2>&1 || status=$?
    case $status in
    0 | 3) ;;
    *)
        echo "FAILED  cut after byte $cut: exit status $status"
        failed=$((failed + 1))
        ;;
    esac
    cut=$((cut + 1))
done
echo "ok      cut after each of $size bytes"

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
