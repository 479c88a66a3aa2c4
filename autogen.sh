#!/bin/sh
# autogen.sh -- writes configure and Makefile.in from configure.ac and Makefile.am (a checkout only).
# SPDX-License-Identifier: Apache-2.0
set -eu
cd "$(dirname "$0")"
mkdir -p build-aux
autoreconf --install
