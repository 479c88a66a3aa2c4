#!/bin/sh
# seeds.sh -- makes the seed corpus of the fuzz targets from texts that the project has anyway.
# usage: tests/fuzz/seeds.sh FOLDER
# SPDX-License-Identifier: Apache-2.0
#
# A seed is a project: project.isms first, then files, cut by form feeds (memory_project.h).
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
folder=$1
mkdir -p "$folder"
count=0

# seed FILE...: one seed of these files.
seed() {
    count=$((count + 1))
    target=$folder/seed-$(printf '%04d' "$count")
    cat "$1" > "$target"
    shift
    for file; do
        printf '\f' >> "$target"
        cat "$file" >> "$target"
    done
}

# Single texts: golden cases, the library, the example, each behind a project of its own.
project=$(mktemp)
trap 'rm -f "$project"' EXIT
printf 'project p "P"\n  language:  1.0\n  currency:  EUR\n' > "$project"
find "$root/tests" "$root/stdlib" "$root/examples" -name '*.isms' -size -8k | LC_ALL=C sort > "$project.list"
while IFS= read -r file; do
    seed "$project" "$file"
done < "$project.list"
rm -f "$project.list"

# Whole small projects.
find "$root/tests" "$root/examples" -name project.isms | LC_ALL=C sort > "$project.list"
while IFS= read -r file; do
    others=$(find "$(dirname "$file")" -maxdepth 1 -name '*.isms' ! -name project.isms -size -8k | LC_ALL=C sort | head -5)
    # shellcheck disable=SC2086 # file names of ours have no spaces
    seed "$file" $others
done < "$project.list"
rm -f "$project.list"
echo "$count seeds in $folder"
