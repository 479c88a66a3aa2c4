#!/bin/sh
# mutations.sh -- breaks one thing in the example at a time: exactly the expected gaps must appear.
# usage: ISMS=path/to/isms top_srcdir=. tests/oracles/msp-group/mutations.sh [ID...]
# SPDX-License-Identifier: Apache-2.0
#
# README.md of saas-startup says how mutations.tsv is read.
set -eu
LC_ALL=C
export LC_ALL

: "${top_srcdir:?}"
example=msp-group
day=2027-04-15

. "$top_srcdir/tests/oracles/mutations.common"
judge_all "$@"
