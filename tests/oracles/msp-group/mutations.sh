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

# Rules that only look at the calendar; they may speak up when nothing but the date changes.
about_time='iso\.(4\.1-4|5\.1-[dfgh]|5\.2-aj|5\.2-r|5\.3-br|6\.1\.1-e2r|6\.2-[df]|7\.2-be?|7\.3-[abc]|8\.1-(2|4r)|8\.2-1r?|8\.3-1|9\.2\.1-1|9\.2\.2-d|9\.3\.1-1|10\.1-1|10\.2-(cl|d))'

. "$top_srcdir/tests/oracles/mutations.common"
judge_all "$@"
