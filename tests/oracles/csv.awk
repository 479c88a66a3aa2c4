# csv.awk -- CSV to one line a row, cells apart by tabs; only the columns named in `columns`.
# usage: awk -v columns=Risk,"Current level" -f csv.awk FILE
# SPDX-License-Identifier: Apache-2.0
#
# Reads a quoted cell over several lines; only the first table of a file; the head is left out.

function end_of_cell() {
    row[++cells] = cell
    cell = ""
}

function end_of_row(    i, j, line) {
    end_of_cell()
    if (!heads) {
        heads = split(columns, wanted, ",")
        for (i = 1; i <= heads; i++) {
            place[i] = 0
            for (j = 1; j <= cells; j++)
                if (row[j] == wanted[i])
                    place[i] = j
            if (!place[i]) {
                print "csv.awk: no column " wanted[i] >"/dev/stderr"
                failed = 1
                exit 1
            }
        }
    } else {
        line = ""
        for (i = 1; i <= heads; i++)
            line = line (i > 1 ? "\t" : "") row[place[i]]
        print line
    }
    cells = 0
}

done { next }
$0 == "" && !quoted { done = 1; next }
{
    sub(/\r$/, "")
    text = $0
    while (text != "") {
        sign = substr(text, 1, 1)
        text = substr(text, 2)
        if (quoted && sign == "\"" && substr(text, 1, 1) == "\"") {
            cell = cell "\""
            text = substr(text, 2)
        } else if (sign == "\"")
            quoted = !quoted
        else if (sign == "," && !quoted)
            end_of_cell()
        else
            cell = cell (sign == "\t" ? " " : sign)
    }
    if (quoted)
        cell = cell " "
    else
        end_of_row()
}
END { exit failed }
