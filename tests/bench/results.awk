# results.awk -- reads the lines that compare.sh writes. To be put before a program that prints from them.
# SPDX-License-Identifier: Apache-2.0
#
# wall[risks, tool, run], cpu[...] in microseconds; runs[risks, tool]; peak[risks, tool] in KiB, the highest;
# objects[risks], bytes[risks]; risks_of[1..sizes] and tools[1..ntools] in the order in which they came.
{
    if (!($1 in bytes)) risks_of[++sizes] = $1
    if (!($4 in seen)) { seen[$4] = 1; tools[++ntools] = $4 }
    objects[$1] = $2
    bytes[$1] = $3
    run = ++runs[$1, $4]
    wall[$1, $4, run] = $5
    cpu[$1, $4, run] = $6
    if ($7 > peak[$1, $4]) peak[$1, $4] = $7
}

# The run that stands at `share` of all in order: 0 is the least, 0.5 the median; in seconds.
function nth(values, risks, tool, share,    n, i, j, value, sorted) {
    n = runs[risks, tool]
    for (i = 1; i <= n; i++) {
        value = values[risks, tool, i]
        for (j = i - 1; j >= 1 && sorted[j] > value; j--) sorted[j + 1] = sorted[j]
        sorted[j + 1] = value
    }
    return sorted[1 + int((n - 1) * share)] / 1e6
}

# Three digits that count: 0.00123, 0.123, 12.3, 123.
function seconds(value) {
    return sprintf(value < 0.01 ? "%.4f" : value < 1 ? "%.3f" : value < 10 ? "%.2f" : "%.1f", value)
}

function megabytes(kib) {
    return sprintf(kib < 10240 ? "%.1f" : "%.0f", kib / 1024)
}

# 100, 18.5 k, 1.73 M
function count(number) {
    if (number < 1000) return number
    return number < 1000000 ? sprintf("%.3g k", number / 1000) : sprintf("%.3g M", number / 1000000)
}
