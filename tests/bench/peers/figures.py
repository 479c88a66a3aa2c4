#!/usr/bin/env python3
"""figures.py -- the job in plain Python over one JSON document, as a programmer would write it.

usage: figures.py FOLDER
SPDX-License-Identifier: Apache-2.0
"""
import json
import sys
from collections import defaultdict


def worth_of(assets):
    """An asset is worth at least as much as everything that depends on it; the highest values go first."""
    depends_on = {a["id"]: a["depends_on"] for a in assets}
    by_value = defaultdict(list)
    for a in assets:
        by_value[a["value"]].append(a["id"])
    worth = {}
    for value in sorted(by_value, reverse=True):
        todo = [i for i in by_value[value] if i not in worth]
        worth.update(dict.fromkeys(todo, value))
        while todo:
            for i in depends_on[todo.pop()]:
                if i not in worth:
                    worth[i] = value
                    todo.append(i)
    return worth


def count_on_circle(assets):
    """Tarjan's components, without recursion."""
    depends_on = {a["id"]: a["depends_on"] for a in assets}
    number, lowest, waiting, component, count = {}, {}, set(), [], 0

    def enter(i):
        number[i] = lowest[i] = len(number)
        component.append(i)
        waiting.add(i)
        return i, iter(depends_on[i])

    for root in depends_on:
        if root in number:
            continue
        walk = [enter(root)]
        while walk:
            i, edges = walk[-1]
            for j in edges:
                if j not in number:
                    walk.append(enter(j))
                    break
                if j in waiting:
                    lowest[i] = min(lowest[i], number[j])
            else:
                walk.pop()
                if walk:
                    above = walk[-1][0]
                    lowest[above] = min(lowest[above], lowest[i])
                if lowest[i] == number[i]:
                    members = 0
                    while True:
                        last = component.pop()
                        waiting.discard(last)
                        members += 1
                        if last == i:
                            break
                    if members > 1 or i in depends_on[i]:
                        count += members
    return count


def score(risk, worth, controls):
    """Inherent and residual risk, and how many controls work."""
    effects = [c["effectiveness"] for c in map(controls.get, risk["controls"]) if c["status"] == "implemented"]
    inherent = risk["likelihood"] * max(worth[i] for i in risk["assets"])
    return inherent, inherent * (100 - min(90, sum(effects))), len(effects)


def figures_of(model):
    """All figures, in the order in which they are printed."""
    settings = model["settings"]
    today = settings["as_of"]
    gone = {p["id"] for p in model["people"] if p["gone"]}
    controls = {c["id"]: c for c in model["controls"]}
    assets, risks = model["assets"], model["risks"]
    worth = worth_of(assets)
    scored = [score(r, worth, controls) for r in risks]
    reasons = defaultdict(list)
    for r in risks:
        for i in r["controls"]:
            reasons[i].append(r["id"])
    for q in model["requirements"]:
        for i in q["requires"]:
            reasons[i].append(q["id"])
    used = {i for r in risks for i in r["assets"]} | {i for a in assets for i in a["depends_on"]}
    audited = {i for u in model["audits"] if u.get("performed", "") >= settings["audit_cutoff"] for i in u["controls"]}
    acted = {k["finding"] for k in model["actions"]}
    owners = [thing.get("owner") for things in (risks, assets) for thing in things]
    needed = [c["status"] for c in model["controls"] if c["id"] in reasons]
    return {
        "asset-values": sum(worth.values()),
        "inherent": sum(s[0] for s in scored),
        "residual": sum(s[1] for s in scored),
        "B-01": sum("option" not in r and s[1] > settings["acceptance"] * 100 for r, s in zip(risks, scored)),
        "B-02": sum(r.get("option") == "mitigate" and s[2] == 0 for r, s in zip(risks, scored)),
        "B-03": owners.count(None),
        "B-04": sum(o in gone for o in owners),
        "B-05": sum(e["date"] < settings["evidence_cutoff"] for e in model["evidence"]),
        "B-06": sum(u["planned"] < today and "performed" not in u for u in model["audits"]),
        "B-07": sum(f["id"] not in acted for f in model["findings"]),
        "B-08": sum(k["due"] < today and "done" not in k for k in model["actions"]),
        "B-09": sum(a["id"] not in used for a in assets),
        "B-10": count_on_circle(assets),
        "B-11": sum(i in reasons and i not in audited for i in controls),
        "B-12": sum(r["review"] < today for r in risks),
        "applicable": len(reasons),
        "not-applicable": len(controls) - len(reasons),
        "reasons": sum(map(len, reasons.values())),
        "excluded-but-needed": needed.count("excluded"),
        "not-implemented": sum(s not in ("excluded", "implemented") for s in needed),
    }


def main():
    with open(sys.argv[1] + "/model.json", encoding="ascii") as file:
        model = json.load(file)
    for name, value in figures_of(model).items():
        print(name, value)


main()
