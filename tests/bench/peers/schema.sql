-- schema.sql -- the tables of the comparison, for sqlite3 and DuckDB.
-- SPDX-License-Identifier: Apache-2.0
-- Days are texts like 2026-06-01; what is missing is an empty text.
CREATE TABLE settings(as_of TEXT, acceptance INTEGER, evidence_cutoff TEXT, audit_cutoff TEXT);
CREATE TABLE person(id TEXT, title TEXT, gone TEXT);
CREATE TABLE threat(id TEXT, title TEXT);
CREATE TABLE vulnerability(id TEXT, title TEXT);
CREATE TABLE control(id TEXT, title TEXT, status TEXT, effectiveness INTEGER, owner TEXT);
CREATE TABLE requirement(id TEXT, title TEXT, source TEXT);
CREATE TABLE requirement_control(requirement TEXT, control TEXT);
CREATE TABLE asset(id TEXT, title TEXT, type TEXT, value INTEGER, owner TEXT);
CREATE TABLE asset_dependency(asset TEXT, needs TEXT);
CREATE TABLE risk(id TEXT, title TEXT, threat TEXT, vulnerability TEXT, likelihood INTEGER, impact INTEGER,
  option TEXT, owner TEXT, review TEXT);
CREATE TABLE risk_asset(risk TEXT, asset TEXT);
CREATE TABLE risk_control(risk TEXT, control TEXT);
CREATE TABLE evidence(id TEXT, title TEXT, control TEXT, date TEXT);
CREATE TABLE audit(id TEXT, title TEXT, planned TEXT, performed TEXT);
CREATE TABLE audit_control(audit TEXT, control TEXT);
CREATE TABLE finding(id TEXT, title TEXT, audit TEXT, control TEXT, severity TEXT);
CREATE TABLE action(id TEXT, title TEXT, finding TEXT, owner TEXT, due TEXT, done TEXT);
