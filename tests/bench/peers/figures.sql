-- figures.sql -- the job in SQL, for sqlite3 and DuckDB; the last statement gives the figures.
-- SPDX-License-Identifier: Apache-2.0

-- An asset is worth at least as much as everything that depends on it.
CREATE TEMP TABLE worth AS
WITH RECURSIVE handed_on(id, value) AS (
  SELECT id, value FROM asset
  UNION
  SELECT d.needs, h.value FROM handed_on h JOIN asset_dependency d ON d.asset = h.id
) SELECT id, max(value) AS value FROM handed_on GROUP BY id;

CREATE TEMP TABLE on_circle AS
WITH RECURSIVE reaches(a, b) AS (
  SELECT asset, needs FROM asset_dependency
  UNION
  SELECT r.a, d.needs FROM reaches r JOIN asset_dependency d ON d.asset = r.b
) SELECT DISTINCT a FROM reaches WHERE a = b;

CREATE TEMP TABLE scored AS
SELECT r.id, r.option, r.likelihood * v.value AS inherent,
       r.likelihood * v.value * (100 - CASE WHEN coalesce(t.effect, 0) > 90 THEN 90 ELSE coalesce(t.effect, 0) END)
         AS residual,
       coalesce(t.working, 0) AS working
FROM risk r
JOIN (SELECT ra.risk, max(w.value) AS value FROM risk_asset ra JOIN worth w ON w.id = ra.asset
      GROUP BY ra.risk) v ON v.risk = r.id
LEFT JOIN (SELECT rc.risk, sum(c.effectiveness) AS effect, count(*) AS working
           FROM risk_control rc JOIN control c ON c.id = rc.control WHERE c.status = 'implemented'
           GROUP BY rc.risk) t ON t.risk = r.id;

CREATE TEMP TABLE reason AS
SELECT control, risk AS why FROM risk_control
UNION ALL SELECT control, requirement FROM requirement_control;

CREATE TEMP TABLE applicability AS
SELECT c.id, c.status, coalesce(n.reasons, 0) AS reasons FROM control c
LEFT JOIN (SELECT control, count(*) AS reasons FROM reason GROUP BY control) n ON n.control = c.id;

CREATE TEMP TABLE owned AS SELECT owner FROM risk UNION ALL SELECT owner FROM asset;

SELECT name, value FROM (
  SELECT 1 AS nr, 'asset-values' AS name, CAST((SELECT sum(value) FROM worth) AS BIGINT) AS value
  UNION ALL SELECT 2, 'inherent', CAST((SELECT sum(inherent) FROM scored) AS BIGINT)
  UNION ALL SELECT 3, 'residual', CAST((SELECT sum(residual) FROM scored) AS BIGINT)
  UNION ALL SELECT 4, 'B-01', (SELECT count(*) FROM scored, settings
      WHERE option = '' AND residual > acceptance * 100)
  UNION ALL SELECT 5, 'B-02', (SELECT count(*) FROM scored WHERE option = 'mitigate' AND working = 0)
  UNION ALL SELECT 6, 'B-03', (SELECT count(*) FROM owned WHERE owner = '')
  UNION ALL SELECT 7, 'B-04', (SELECT count(*) FROM owned WHERE owner IN (SELECT id FROM person WHERE gone = 'yes'))
  UNION ALL SELECT 8, 'B-05', (SELECT count(*) FROM evidence, settings WHERE date < evidence_cutoff)
  UNION ALL SELECT 9, 'B-06', (SELECT count(*) FROM audit, settings WHERE planned < as_of AND performed = '')
  UNION ALL SELECT 10, 'B-07', (SELECT count(*) FROM finding WHERE id NOT IN (SELECT finding FROM action))
  UNION ALL SELECT 11, 'B-08', (SELECT count(*) FROM action, settings WHERE due < as_of AND done = '')
  UNION ALL SELECT 12, 'B-09', (SELECT count(*) FROM asset
      WHERE id NOT IN (SELECT asset FROM risk_asset) AND id NOT IN (SELECT needs FROM asset_dependency))
  UNION ALL SELECT 13, 'B-10', (SELECT count(*) FROM on_circle)
  UNION ALL SELECT 14, 'B-11', (SELECT count(*) FROM applicability WHERE reasons > 0 AND id NOT IN
      (SELECT ac.control FROM audit_control ac JOIN audit u ON u.id = ac.audit, settings
       WHERE u.performed >= audit_cutoff))
  UNION ALL SELECT 15, 'B-12', (SELECT count(*) FROM risk, settings WHERE review < as_of)
  UNION ALL SELECT 16, 'applicable', (SELECT count(*) FROM applicability WHERE reasons > 0)
  UNION ALL SELECT 17, 'not-applicable', (SELECT count(*) FROM applicability WHERE reasons = 0)
  UNION ALL SELECT 18, 'reasons', (SELECT count(*) FROM reason)
  UNION ALL SELECT 19, 'excluded-but-needed', (SELECT count(*) FROM applicability
      WHERE status = 'excluded' AND reasons > 0)
  UNION ALL SELECT 20, 'not-implemented', (SELECT count(*) FROM applicability
      WHERE status NOT IN ('excluded', 'implemented') AND reasons > 0)
) ORDER BY nr;
