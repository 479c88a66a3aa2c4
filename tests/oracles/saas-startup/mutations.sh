#!/bin/sh
# mutations.sh -- breaks one thing in the example at a time: exactly the expected gaps must appear.
# usage: ISMS=path/to/isms top_srcdir=. tests/oracles/saas-startup/mutations.sh [ID...]
# SPDX-License-Identifier: Apache-2.0
#
# README.md beside this says how mutations.tsv is read.
set -eu
LC_ALL=C
export LC_ALL

: "${top_srcdir:?}"
example=saas-startup
day=2026-11-01

# Rules that only look at the calendar; they may speak up when nothing but the date changes.
about_time='iso\.(4\.1-4|5\.1-[dfgh]|5\.2-aj|5\.2-r|5\.3-br|6\.1\.1-e2r|6\.2-[df]|7\.2-be?|7\.3-[abc]|8\.1-(2|4r)|8\.2-1r?|8\.3-1|9\.1-g|9\.2\.1-1|9\.2\.2-(d|2r)|9\.3\.1-1|9\.3\.3-2l|10\.1-1s?|10\.2-(cl|cn|d)|A\.(5\.9-[24]|5\.32-2|5\.18-2|5\.22-1|8\.8-3|8\.13-4|8\.15-3|8\.24-4))'

. "$top_srcdir/tests/oracles/mutations.common"
judge_all "$@"
