# goals.awk -- the goals beside what was measured, as Markdown: awk -f results.awk -f goals.awk RESULTS
# SPDX-License-Identifier: Apache-2.0

function verdict(value, target, limit,    factor) {
    factor = target <= limit ? 1 : -1 # -1: the more the better
    if (value * factor <= target * factor) return "reached"
    if (value * factor <= limit * factor) return "within the limit"
    return "**not yet**"
}

# row WHAT, VALUE (a number), its text, TARGET and LIMIT (numbers) and their text
function row(what, value, text, target, limit, unit) {
    printf "| %s | %s %s | %s %s | %s | %s |\n", what, target, unit, limit, unit, text, verdict(value, target, limit)
}

function missing(what, target, limit, unit) {
    printf "| %s | %s %s | %s %s | - | not measured |\n", what, target, unit, limit, unit
}

function has(risks, tool) {
    return (risks, tool) in runs
}

# Time on the clock, as a user waits; on a machine that is busy with other things the others say more.
function check(what, risks, target, limit, unit,    factor, form, value) {
    if (!has(risks, "isms-check")) { missing(what, target, limit, unit); return }
    factor = unit == "ms" ? 1000 : 1
    value = nth(wall, risks, "isms-check", 0.5) * factor
    form = unit == "ms" && value >= 100 ? "%.0f %s; least %.0f, processor %.0f" : "%.2f %s; least %.2f, processor %.2f"
    row(what, value, sprintf(form, value, unit, nth(wall, risks, "isms-check", 0) * factor,
        nth(cpu, risks, "isms-check", 0.5) * factor), target, limit, unit)
}

# What the objects cost without any rule, less what every run costs.
function model_cpu(risks) {
    return nth(cpu, risks, "isms-plain", 0.5) - nth(cpu, 0, "isms-empty", 0.5)
}

function throughput(what, target, limit,    value) {
    if (!largest) { missing(what, target, limit, "MB/s"); return }
    value = bytes[largest] / 1e6 / model_cpu(largest)
    row(what " (" count(largest) " risks)", value, sprintf("%.0f MB/s", value), target, limit, "MB/s")
}

function memory(what, target, limit,    value) {
    if (!largest) { missing(what, target, limit, "bytes"); return }
    value = (peak[largest, "isms-check"] * 1024 - bytes[largest]) / objects[largest]
    row(what " (" count(largest) " risks)", value, sprintf("%.0f bytes", value), target, limit, "bytes")
}

function resident(what, risks, target, limit,    value) {
    if (!has(risks, "isms-check")) { missing(what, target, limit, "MB"); return }
    value = peak[risks, "isms-check"] / 1024
    row(what, value, sprintf("%.0f MB", value), target, limit, "MB")
}

function rules(what, risks, target, limit,    value) {
    if (!has(risks, "isms-check")) { missing(what, target, limit, "ms"); return }
    value = (nth(cpu, risks, "isms-check", 0.5) - nth(cpu, risks, "isms-plain", 0.5)) * 1000
    row(what, value, sprintf("%.0f ms", value), target, limit, "ms")
}

function growth(what, tool, target, limit,    from, value) {
    from = 10000
    if (!has(from, tool) || largest <= from) { missing(what, target, limit, ""); return }
    value = log(nth(cpu, largest, tool, 0.5) / nth(cpu, from, tool, 0.5)) / log(largest / from)
    row(what " (" count(from) " to " count(largest) " risks)", value, sprintf("%.2f", value), target, limit, "")
}

function start_ms(tool) {
    return nth(wall, 0, tool, 0.5) * 1000
}

function start(what, tool, target, limit,    value) {
    value = start_ms(tool)
    row(what, value, sprintf("%.2f ms; least %.2f", value, nth(wall, 0, tool, 0) * 1000), target, limit, "ms")
}

# What each run costs, whatever the program does in it.
function floor_line() {
    if (!has(0, "start-nothing")) return
    printf "\nStarting and ending a program that does nothing takes %.2f ms on this machine", start_ms("start-nothing")
    if (has(0, "start-git")) printf ", `git --version` %.2f ms", start_ms("start-git")
    printf ". That is part of each figure here, but for loading the C library, which `isms` has in itself"
    printf "; reading and checking an empty project with the library takes %.2f ms more.\n", \
        start_ms("isms-empty") - start_ms("start-nothing")
}

END {
    for (s = 1; s <= sizes; s++)
        if (has(risks_of[s], "isms-plain") && risks_of[s] <= 1000000) largest = risks_of[s]
    print "| what | target | must not exceed | measured | |"
    print "|---|---|---|---|---|"
    start("start of the program (`isms --version`)", "isms-version", 0.8, 1.0)
    check("`isms check`, 100 risks", 100, 2.5, 4, "ms")
    check("`isms check`, 1,000 risks: a commit hook", 1000, 4, 5, "ms")
    check("`isms check`, 10,000 risks", 10000, 25, 40, "ms")
    check("`isms check`, 100,000 risks", 100000, 250, 500, "ms")
    check("`isms check`, 1 million risks", 1000000, 2.5, 4, "s")
    check("`isms check`, 5.77 million risks: 10 million objects", 5770000, 16, 25, "s")
    throughput("from text to a resolved model, per second on one processor", 200, 150)
    memory("memory beside the text, per object", 150, 250)
    resident("peak of memory at 1 million risks", 1000000, 600, 760)
    resident("peak of memory at 10 million objects", 5770000, 6144, 6144)
    rules("twelve rules and what they read, 100,000 risks, processor", 100000, 40, 100)
    growth("exponent of growth, the whole check", "isms-check", 1.1, 1.15)
    growth("exponent of growth, the model alone", "isms-plain", 1.1, 1.15)
    floor_line()
}
