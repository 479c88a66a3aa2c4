# setup.sh -- for tools/demo and tools/test: what the machine lacks, and one build folder.
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh

say() {
    printf '== %s\n' "$*"
}

fail() {
    printf '== %s\n' "$*" >&2
    exit 1
}

# wants PACKAGE COMMAND...: COMMAND succeeds where the package is there (whoever installed it).
wants() {
    package=$1
    shift
    if "$@" >/dev/null 2>&1; then
        return 0
    fi
    missing="$missing $package"
}

compiles() {
    echo 'int main(void) { return 0; }' | ${CC:-cc} -x c - -o /dev/null
}

what_the_build_lacks() {
    wants gcc command -v "${CC:-cc}"
    wants libc6-dev compiles
    wants make command -v make
    wants autoconf command -v autoreconf
    wants automake command -v automake
    wants pkg-config command -v pkg-config
    wants flex command -v flex
    wants bison command -v bison
    wants libgraphviz-dev pkg-config --exists libgvc
    wants libedit-dev pkg-config --exists libedit
    wants libcairo2-dev pkg-config --exists cairo
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo "$@"
    else
        fail "this needs root, and there is no sudo: $*"
    fi
}

# Installs what `missing` names. The list of packages is fetched only when something is missing.
install_missing() {
    if [ -z "$missing" ]; then
        say "every needed package is installed"
        return
    fi
    if ! command -v apt-get >/dev/null 2>&1; then
        fail "please install what Debian calls:$missing"
    fi
    say "installing$missing"
    as_root apt-get update -q || fail "apt-get update failed; the packages are:$missing"
    # shellcheck disable=SC2086 # one word per package
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing ||
        fail "apt-get could not install:$missing"
}

# build_in FOLDER [CONFIGURE OPTIONS]: configures once per set of options; make itself notices
# every other change.
build_in() {
    folder=$1
    shift
    if [ ! -x configure ]; then
        say "writing configure"
        ./autogen.sh
    fi
    if [ ! -f "$folder/Makefile" ] || [ "$(cat "$folder/configure.options")" != "$*" ]; then
        say "configuring $folder (output in $folder/configure.out)"
        mkdir -p "$folder"
        (cd "$folder" && ../configure "$@" >configure.out 2>&1) || {
            tail -n 20 "$folder/configure.out" >&2
            fail "configure failed"
        }
        printf '%s\n' "$*" >"$folder/configure.options"
    fi
    jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
    say "building in $folder with $jobs jobs"
    make -C "$folder" --no-print-directory -j "$jobs"
}
