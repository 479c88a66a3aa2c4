#!/bin/sh
# run.sh -- compares values, levels, statements and deadlines of the example with figures worked out by hand.
# usage: ISMS=path/to/isms top_srcdir=. tests/oracles/msp-group/run.sh
# SPDX-License-Identifier: Apache-2.0
set -eu
LC_ALL=C
export LC_ALL

: "${top_srcdir:?}"
example=msp-group
day=2027-04-15
. "$top_srcdir/tests/oracles/tables.common"

values_of_assets
levels_of_risks
statement

# control, what each entity has decided
sed 1d "$here/soa-by-entity.tsv" >"$work/expected"
table soa-by-entity 'Control,Holding,Managed,Cloud,Secure' >"$work/actual"
settle "the statements of the entities"

# incident, duty to report, until when: known at 10:00, notified two days later at 16:40
sed 1d "$here/deadlines.tsv" >"$work/expected"
table notifications 'Incident,Duty,Until' >"$work/actual"
settle "the deadlines of NIS2"

exit "$failed"
