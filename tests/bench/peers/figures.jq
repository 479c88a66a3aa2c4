# figures.jq -- the job for jq over one JSON document: jq -r -f figures.jq model.json
# SPDX-License-Identifier: Apache-2.0
# What a loop updates is a flat array or object, which jq can change in place.
def ids: map({key: .id, value: true}) | from_entries;
def number(stream): reduce stream as $_ (0; . + 1);
def marked(stream): reduce stream as $id ({}; .[$id] = true);

. as $m
| $m.settings as $s
| ($m.people | map(select(.gone)) | ids) as $gone
| ($m.controls | map({key: .id, value: .}) | from_entries) as $control
| ($m.assets | map(.id) | to_entries | map({key: .value, value: .key}) | from_entries) as $index
| [$m.assets[] | .id as $id | .depends_on[] | [$index[$id], $index[.]]] as $edges

# Values are handed on until nothing moves.
| ([$m.assets[].value] | {now: ., before: null}
   | until(.now == .before; .now as $now | {before: $now, now: (reduce $edges[] as $e ($now;
       if .[$e[0]] > .[$e[1]] then .[$e[1]] = .[$e[0]] else . end))})
   | .now) as $worth

# Circles: edges from what nothing leads to, or to what leads nowhere, are on none. The rest is searched.
| ({edges: $edges, count: -1}
   | until(.count == (.edges | length);
       .edges as $all
       | marked($all[] | "\(.[0])") as $from
       | marked($all[] | "\(.[1])") as $to
       | {count: ($all | length), edges: [$all[] | select($to["\(.[0])"] and $from["\(.[1])"])]})
   | .edges) as $core
| ($core | group_by(.[0]) | map({key: "\(.[0][0])", value: map(.[1])}) | from_entries) as $next
| def reaches_itself($start): {todo: $next["\($start)"], seen: {}, found: false}
    | until(.found or (.todo | length) == 0;
        .todo as $todo | .seen as $seen
        | if any($todo[]; . == $start) then .found = true
          else {found: false, seen: (reduce $todo[] as $x ($seen; .["\($x)"] = true)),
                todo: ([$todo[] | $next["\(.)"] // empty | .[]] | unique | map(select($seen["\(.)"] | not)))} end)
    | .found;
  number($next | keys[] | tonumber | select(reaches_itself(.))) as $on_circle

| [$m.risks[]
   | [.controls[] | $control[.] | select(.status == "implemented") | .effectiveness] as $effects
   | (.likelihood * ([.assets[] | $worth[$index[.]]] | max)) as $inherent
   | {option: .option, inherent: $inherent, residual: ($inherent * (100 - ([90, ($effects | add // 0)] | min))),
      working: ($effects | length)}] as $scored
| (reduce ($m.risks[].controls[], $m.requirements[].requires[]) as $id ({}; .[$id] += 1)) as $reasons
| marked($m.audits[] | select((.performed // "") >= $s.audit_cutoff) | .controls[]) as $audited
| marked($m.actions[].finding) as $acted
| marked($m.risks[].assets[], $m.assets[].depends_on[]) as $used
| "asset-values \($worth | add)",
  "inherent \($scored | map(.inherent) | add)",
  "residual \($scored | map(.residual) | add)",
  "B-01 \(number($scored[] | select(.option == null and .residual > $s.acceptance * 100)))",
  "B-02 \(number($scored[] | select(.option == "mitigate" and .working == 0)))",
  "B-03 \(number(($m.risks[], $m.assets[]) | select(.owner == null)))",
  "B-04 \(number(($m.risks[], $m.assets[]) | select(.owner != null and $gone[.owner])))",
  "B-05 \(number($m.evidence[] | select(.date < $s.evidence_cutoff)))",
  "B-06 \(number($m.audits[] | select(.planned < $s.as_of and .performed == null)))",
  "B-07 \(number($m.findings[] | select($acted[.id] | not)))",
  "B-08 \(number($m.actions[] | select(.due < $s.as_of and .done == null)))",
  "B-09 \(number($m.assets[] | select($used[.id] | not)))",
  "B-10 \($on_circle)",
  "B-11 \(number($m.controls[] | select($reasons[.id] and ($audited[.id] | not))))",
  "B-12 \(number($m.risks[] | select(.review < $s.as_of)))",
  "applicable \($reasons | length)",
  "not-applicable \(($control | length) - ($reasons | length))",
  "reasons \($reasons | add)",
  "excluded-but-needed \(number($m.controls[] | select(.status == "excluded" and $reasons[.id])))",
  "not-implemented \(number($m.controls[]
      | select(.status != "excluded" and .status != "implemented" and $reasons[.id])))"
