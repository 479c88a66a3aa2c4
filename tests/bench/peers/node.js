// node.js -- the job in plain JavaScript over one JSON document, as a programmer would write it.
// usage: node node.js FOLDER
// SPDX-License-Identifier: Apache-2.0
const fs = require('fs');

// An asset is worth at least as much as everything that depends on it. The highest values go first, so that
// each asset is settled once.
function worthOf(assets) {
  const byId = new Map(assets.map((asset) => [asset.id, asset]));
  const byValue = new Map();
  for (const asset of assets) {
    if (!byValue.has(asset.value)) byValue.set(asset.value, []);
    byValue.get(asset.value).push(asset);
  }
  const worth = new Map();
  for (const value of [...byValue.keys()].sort((a, b) => b - a)) {
    const open = byValue.get(value).filter((asset) => !worth.has(asset.id));
    for (const asset of open) worth.set(asset.id, value);
    while (open.length > 0) {
      for (const id of open.pop().depends_on) {
        if (worth.has(id)) continue;
        worth.set(id, value);
        open.push(byId.get(id));
      }
    }
  }
  return worth;
}

// Tarjan's components, without recursion: how many assets stand on a circle.
function countOnCircle(assets) {
  const byId = new Map(assets.map((asset) => [asset.id, asset]));
  const number = new Map(), lowest = new Map(), waiting = new Set(), component = [];
  let count = 0;
  const enter = (asset) => {
    lowest.set(asset.id, number.size);
    number.set(asset.id, number.size);
    component.push(asset.id);
    waiting.add(asset.id);
    return { asset, edge: 0 };
  };
  const lower = (id, to) => { if (to < lowest.get(id)) lowest.set(id, to); };
  for (const root of assets) {
    if (number.has(root.id)) continue;
    const walk = [enter(root)];
    while (walk.length > 0) {
      const top = walk[walk.length - 1], { asset } = top;
      if (top.edge < asset.depends_on.length) {
        const next = asset.depends_on[top.edge++];
        if (!number.has(next)) walk.push(enter(byId.get(next)));
        else if (waiting.has(next)) lower(asset.id, number.get(next));
        continue;
      }
      walk.pop();
      if (walk.length > 0) lower(walk[walk.length - 1].asset.id, lowest.get(asset.id));
      if (lowest.get(asset.id) !== number.get(asset.id)) continue;
      let members = 0, last;
      do {
        last = component.pop();
        waiting.delete(last);
        members++;
      } while (last !== asset.id);
      if (members > 1 || asset.depends_on.includes(asset.id)) count += members;
    }
  }
  return count;
}

function score(risk, worth, controls) {
  const value = Math.max(...risk.assets.map((id) => worth.get(id)));
  let effect = 0, working = 0;
  for (const id of risk.controls) {
    const control = controls.get(id);
    if (control.status !== 'implemented') continue;
    effect += control.effectiveness;
    working++;
  }
  const inherent = risk.likelihood * value;
  return { inherent, residual: inherent * (100 - Math.min(90, effect)), working };
}

function figuresOf(model) {
  const { as_of: today, acceptance, evidence_cutoff: evidenceCutoff, audit_cutoff: auditCutoff } = model.settings;
  const count = (list, holds) => { let n = 0; for (const member of list) if (holds(member)) n++; return n; };
  const gone = new Set(model.people.filter((person) => person.gone).map((person) => person.id));
  const controls = new Map(model.controls.map((control) => [control.id, control]));
  const worth = worthOf(model.assets);

  const reasons = new Map(), used = new Set();
  const explain = (control, why) => {
    const list = reasons.get(control);
    if (list) list.push(why); else reasons.set(control, [why]);
  };
  let inherent = 0, residual = 0, overAcceptance = 0, noWorkingControl = 0;
  for (const risk of model.risks) {
    const scored = score(risk, worth, controls);
    inherent += scored.inherent;
    residual += scored.residual;
    if (risk.option === undefined && scored.residual > acceptance * 100) overAcceptance++;
    if (risk.option === 'mitigate' && scored.working === 0) noWorkingControl++;
    for (const id of risk.assets) used.add(id);
    for (const id of risk.controls) explain(id, risk.id);
  }
  for (const requirement of model.requirements) for (const id of requirement.requires) explain(id, requirement.id);
  for (const asset of model.assets) for (const id of asset.depends_on) used.add(id);

  const audited = new Set(), acted = new Set(model.actions.map((action) => action.finding));
  for (const audit of model.audits)
    if (audit.performed !== undefined && audit.performed >= auditCutoff) for (const id of audit.controls) audited.add(id);
  const ownedBy = (holds) => count(model.risks, holds) + count(model.assets, holds);
  const needed = (control) => reasons.has(control.id);
  return {
    'asset-values': [...worth.values()].reduce((sum, value) => sum + value, 0),
    inherent,
    residual,
    'B-01': overAcceptance,
    'B-02': noWorkingControl,
    'B-03': ownedBy((thing) => thing.owner === undefined),
    'B-04': ownedBy((thing) => gone.has(thing.owner)),
    'B-05': count(model.evidence, (evidence) => evidence.date < evidenceCutoff),
    'B-06': count(model.audits, (audit) => audit.planned < today && audit.performed === undefined),
    'B-07': count(model.findings, (finding) => !acted.has(finding.id)),
    'B-08': count(model.actions, (action) => action.due < today && action.done === undefined),
    'B-09': count(model.assets, (asset) => !used.has(asset.id)),
    'B-10': countOnCircle(model.assets),
    'B-11': count(model.controls, (control) => needed(control) && !audited.has(control.id)),
    'B-12': count(model.risks, (risk) => risk.review < today),
    applicable: reasons.size,
    'not-applicable': controls.size - reasons.size,
    reasons: [...reasons.values()].reduce((sum, list) => sum + list.length, 0),
    'excluded-but-needed': count(model.controls, (control) => control.status === 'excluded' && needed(control)),
    'not-implemented': count(model.controls, (control) =>
      control.status !== 'excluded' && control.status !== 'implemented' && needed(control)),
  };
}

const model = JSON.parse(fs.readFileSync(`${process.argv[2]}/model.json`, 'utf8'));
for (const [name, value] of Object.entries(figuresOf(model))) console.log(`${name} ${value}`);
