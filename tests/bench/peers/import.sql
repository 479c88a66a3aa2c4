-- import.sql -- reads the tables into sqlite3, from the folder csv/ of where it is started.
-- SPDX-License-Identifier: Apache-2.0
PRAGMA temp_store = MEMORY;
.mode csv
.import --skip 1 csv/settings.csv settings
.import --skip 1 csv/person.csv person
.import --skip 1 csv/threat.csv threat
.import --skip 1 csv/vulnerability.csv vulnerability
.import --skip 1 csv/control.csv control
.import --skip 1 csv/requirement.csv requirement
.import --skip 1 csv/requirement_control.csv requirement_control
.import --skip 1 csv/asset.csv asset
.import --skip 1 csv/asset_dependency.csv asset_dependency
.import --skip 1 csv/risk.csv risk
.import --skip 1 csv/risk_asset.csv risk_asset
.import --skip 1 csv/risk_control.csv risk_control
.import --skip 1 csv/evidence.csv evidence
.import --skip 1 csv/audit.csv audit
.import --skip 1 csv/audit_control.csv audit_control
.import --skip 1 csv/finding.csv finding
.import --skip 1 csv/action.csv action
CREATE INDEX dependency_of ON asset_dependency(asset, needs);
CREATE INDEX control_of ON control(id);
.mode list
.separator ' '
