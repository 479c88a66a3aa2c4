#!/bin/sh
# run.sh -- compares values, levels and the statement of the example with figures worked out by hand.
# usage: ISMS=path/to/isms top_srcdir=. tests/oracles/saas-startup/run.sh
# SPDX-License-Identifier: Apache-2.0
set -eu
LC_ALL=C
export LC_ALL

: "${top_srcdir:?}"
example=saas-startup
day=2026-11-01
. "$top_srcdir/tests/oracles/tables.common"

values_of_assets
levels_of_risks
statement

exit "$failed"
