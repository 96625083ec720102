// As sums.py, by DuckDB without options: a column of numbers must come as numbers.
//
//   node duckdb.mjs FILE csv|ndjson       with @duckdb/node-api in node_modules beside it
import { readFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";

const [file, format] = process.argv.slice(2);
const connection = await (await DuckDBInstance.create(":memory:")).connect();
const query = async (sql) => (await connection.runAndReadAll(sql)).getRows();

const heads = readFileSync(file.replace(/ndjson$/, "csv"), "utf8").split(/\r?\n/, 1)[0].split(",");
const types = new Map(await query(`SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '${file}')`));
// The cells of JSON come as one map of names to numbers, those of CSV as columns.
const cells = types.get("cells");
if (format === "ndjson" && cells !== "MAP(VARCHAR, DOUBLE)") throw new Error(`cells come as ${cells}`);
const column = (name) => (format === "csv" ? `"${name}"` : `cells['${name}']`);
const fields = heads.filter((name) => /^t\d\./.test(name));
const sums = fields.flatMap((name) => [`count(${column(name)})`, `sum(${column(name)})`]);
const [row] = await query(`SELECT count(*), ${sums} FROM '${file}'`); // of a text there is no sum
console.log("reports", String(row[0]));
fields.forEach((name, at) =>
	console.log(name, String(row[2 * at + 1]), Number(row[2 * at + 2] ?? 0).toFixed(4)));
