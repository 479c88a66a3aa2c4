// duckdb.js -- the job for DuckDB inside of Node: tables from CSV files, then SQL.
// usage: DUCKDB=path/to/@duckdb/node-api node duckdb.js FOLDER [THREADS]
// SPDX-License-Identifier: Apache-2.0
const fs = require('fs');
const path = require('path');
const { DuckDBInstance } = require(process.env.DUCKDB || '@duckdb/node-api');

const statements = (name) =>
  fs.readFileSync(path.join(__dirname, name), 'utf8').replace(/--.*$/gm, '')
    .split(';').map((text) => text.trim()).filter(Boolean);

async function main([folder, threads = '2']) {
  const instance = await DuckDBInstance.create(':memory:', { threads });
  const connection = await instance.connect();
  for (const statement of statements('schema.sql')) await connection.run(statement);
  for (const file of fs.readdirSync(path.join(folder, 'csv'))) {
    const name = path.basename(file, '.csv');
    // No text is taken for NULL: what is missing is an empty text, as for sqlite3.
    await connection.run(`COPY ${name} FROM '${folder}/csv/${file}' (HEADER, DELIMITER ',', NULLSTR '\\N')`);
  }
  let result;
  for (const statement of statements('figures.sql')) result = await connection.runAndReadAll(statement);
  for (const [name, value] of result.getRows()) console.log(`${name} ${value}`);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
