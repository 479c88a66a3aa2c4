#!/bin/sh
# agree.sh -- the rules find exactly the gaps that plain loops over the same data count.
# SPDX-License-Identifier: Apache-2.0
RUNS=1 exec "$(dirname "$0")/run.sh" 1 100 1000
