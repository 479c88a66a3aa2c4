# tables.awk -- the comparison as Markdown: awk -f results.awk -f tables.awk RESULTS
# SPDX-License-Identifier: Apache-2.0

# What was measured beside the job: starts, and the model without rules.
function is_beside(tool) {
    return tool ~ /^(start-|isms-(version|empty|plain)$)/
}

function is_peer(tool) {
    return tool !~ /^isms/ && !is_beside(tool)
}

function label(tool) {
    if (tool == "isms") return "**`isms report figures`**"
    if (tool == "isms-check") return "**`isms check`**"
    return tool
}

# The least median of all peers at a size, and whose it is.
function fastest(values, risks,    i, value, least) {
    least = 0
    for (i = 1; i <= ntools; i++) {
        if (!is_peer(tools[i]) || !((risks, tools[i]) in runs)) continue
        value = nth(values, risks, tools[i], 0.5)
        if (least == 0 || value < least) { least = value; winner = tools[i] }
    }
    return least
}

function rule_line(columns,    i) {
    printf "|---|"
    for (i = 1; i <= columns; i++) printf "---|"
    print ""
}

function overview(    s, t, n, tool) {
    printf "| |"
    for (s = 1; s <= nshown; s++) printf " %s risks |", count(shown[s])
    print ""
    rule_line(nshown)
    printf "| objects / text |"
    for (s = 1; s <= nshown; s++)
        printf " %s / %s MB |", count(objects[shown[s]]), megabytes(bytes[shown[s]] / 1024)
    print ""
    for (t = 1; t <= ntools; t++) {
        tool = tools[t]
        if (is_beside(tool)) continue
        printf "| %s |", label(tool)
        for (s = 1; s <= nshown; s++) {
            n = shown[s]
            if ((n, tool) in runs) printf " %s / %s |", seconds(nth(wall, n, tool, 0.5)), megabytes(peak[n, tool])
            else printf " - |"
        }
        print ""
    }
    print_ratios("clock", wall, "isms")
    print_ratios("clock", wall, "isms-check")
    print_ratios("processor", cpu, "isms")
    print_ratios("processor", cpu, "isms-check")
    print ""
}

# How many times as long the fastest peer takes.
function print_ratios(what, values, tool,    s, value) {
    printf "| fastest peer : %s, %s |", label(tool), what
    for (s = 1; s <= nshown; s++) {
        value = fastest(values, shown[s])
        if (value == 0) printf " - |"
        else printf " **%.2f** %s |", value / nth(values, shown[s], tool, 0.5), winner
    }
    print ""
}

function details(    s, t, n, tool) {
    print "| risks | tool | clock, median | least | processor, median | least | peak MB | runs |"
    rule_line(7)
    for (s = 1; s <= nshown; s++) {
        n = shown[s]
        for (t = 1; t <= ntools; t++) {
            tool = tools[t]
            if (!((n, tool) in runs) || is_beside(tool)) continue
            printf "| %s | %s | %s | %s | %s | %s | %s | %d |\n", count(n), label(tool),
                seconds(nth(wall, n, tool, 0.5)), seconds(nth(wall, n, tool, 0)),
                seconds(nth(cpu, n, tool, 0.5)), seconds(nth(cpu, n, tool, 0)),
                megabytes(peak[n, tool]), runs[n, tool]
        }
    }
}

END {
    for (s = 1; s <= sizes; s++) if (risks_of[s] > 0) shown[++nshown] = risks_of[s]
    overview()
    details()
}
