// extract.cjs METHOD [--every K] [--sums] PATH…: Node's ways to read tables.
// Same job and same output as gj_bench_extract; exit 3 when the library is
// missing. The libraries are looked for in $GJ_BENCH_NODE/node_modules.
"use strict";
const fs = require("fs");
const path = require("path");
const { createRequire } = require("module");
const { crc32 } = require("zlib");

const SIZE_BINS = [40, 80, 160, 320, Infinity]; // KB
const WARM_UP = 8;
const outside = createRequire(path.resolve(process.env.GJ_BENCH_NODE || ".", "package.json"));

const utf8 = new TextDecoder("utf-8", { fatal: true });
const gb18030 = new TextDecoder("gb18030");

// Valid UTF-8 is UTF-8, all else GB18030.
function decode(bytes) {
  try {
    return utf8.decode(bytes);
  } catch {
    return gb18030.decode(bytes);
  }
}

// Rows of [text, columns, rows] cells as a grid, with spans filled in.
function expand(rows) {
  const grid = rows.map(() => []);
  let width = 0;
  rows.forEach((row, y) => {
    let x = 0;
    for (const [text, columns, down] of row) {
      while (grid[y][x] !== undefined) x++;
      width = Math.max(width, x + 1);
      const end = down ? Math.min(y + down, rows.length) : rows.length;
      for (let below = y; below < end; below++)
        for (let i = 0; i < columns; i++) grid[below][x + i] = text;
      x += columns;
    }
  });
  return grid.map((line) => Array.from({ length: Math.min(width, line.length) }, (_, i) => line[i] || ""));
}

const span = (written) => (written === undefined ? 1 : parseInt(written, 10));

// Tags and text become grids, as gj_bench_feed does; tables that hold others are left out.
class Feed {
  constructor() {
    this.tables = [];
    this.grids = [];
    this.hidden = 0;
  }
  open(name, attributes) {
    const table = this.tables.at(-1);
    if (name === "table") this.tables.push({ rows: [], cell: null, outer: false, count: 0 });
    else if (name === "script" || name === "style") this.hidden++;
    else if (table && name === "tr") table.rows.push([]);
    else if (table && (name === "td" || name === "th")) {
      table.cell = ["", span(attributes.colspan), span(attributes.rowspan)];
      if (!table.rows.length) table.rows.push([]);
      table.rows.at(-1).push(table.cell);
      table.count++;
    }
  }
  text(text) {
    const cell = this.tables.at(-1)?.cell;
    if (cell && !this.hidden) cell[0] += text;
  }
  close(name) {
    const table = this.tables.at(-1);
    if (name === "script" || name === "style") this.hidden--;
    else if (table && (name === "td" || name === "th")) table.cell = null;
    else if (table && name === "table") {
      this.tables.pop();
      if (this.tables.length) this.tables.at(-1).outer = true;
      if (!table.outer && table.count >= 2) this.grids.push(expand(table.rows));
    }
  }
}

const METHODS = {
  htmlparser2() {
    const { Parser } = outside("htmlparser2");
    return (bytes) => {
      const feed = new Feed();
      const parser = new Parser({
        onopentag: (name, attributes) => feed.open(name, attributes),
        ontext: (text) => feed.text(text),
        onclosetag: (name) => feed.close(name),
      });
      parser.end(decode(bytes));
      return feed.grids;
    };
  },
  cheerio() {
    const { load } = outside("cheerio");
    return (bytes) => {
      const $ = load(decode(bytes));
      const grids = [];
      $("table").each((_, table) => {
        if ($(table).find("table").length) return;
        const rows = $(table).find("tr").toArray().map((row) =>
          $(row).children("td,th").toArray().map((cell) =>
            [$(cell).text(), span($(cell).attr("colspan")), span($(cell).attr("rowspan"))]));
        if (rows.flat().length >= 2) grids.push(expand(rows));
      });
      return grids;
    };
  },
  parse5() {
    const { parse } = outside("parse5");
    const walk = (feed, node) => {
      if (node.nodeName === "#text") feed.text(node.value);
      if (!node.childNodes) return;
      if (node.attrs)
        feed.open(node.nodeName, Object.fromEntries(node.attrs.map((a) => [a.name, a.value])));
      for (const child of node.childNodes) walk(feed, child);
      feed.close(node.nodeName);
    };
    return (bytes) => {
      const feed = new Feed();
      walk(feed, parse(decode(bytes)));
      return feed.grids;
    };
  },
};

// As in gj_bench_extract: no white space, no empty slots at the end of a row.
function tableSum(grid) {
  const lines = grid.map((row) =>
    row.map((text) => text.replace(/[\0-\x20\u00a0\u3000]/g, "")).join("\t").replace(/\t+$/, "") + "\n");
  return crc32(Buffer.from(lines.join(""))).toString(16).padStart(8, "0");
}

function walk(where) {
  if (!fs.statSync(where).isDirectory()) return [where];
  return fs.readdirSync(where).flatMap((name) => walk(path.join(where, name)));
}

function cpuSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function timePass(name, extract, files) {
  for (const file of files.slice(0, WARM_UP)) extract(fs.readFileSync(file));
  const bins = SIZE_BINS.map(() => [0, 0, 0]);
  const begin = performance.now();
  for (const file of files) {
    const start = cpuSeconds();
    const bytes = fs.readFileSync(file);
    extract(bytes);
    const tally = bins[SIZE_BINS.findIndex((size) => bytes.length <= size * 1024)];
    tally[0]++;
    tally[1] += bytes.length;
    tally[2] += cpuSeconds() - start;
  }
  const seconds = (performance.now() - begin) / 1000;
  bins.forEach(([count, length, cpu], i) => {
    if (count) console.log(["size", name, 1, SIZE_BINS[i], count, length, cpu.toFixed(6)].join("\t"));
  });
  const [total, cpu] = [1, 2].map((i) => bins.reduce((sum, tally) => sum + tally[i], 0));
  const peak = process.resourceUsage().maxRSS;
  console.log(["pass", name, 1, files.length, total, seconds.toFixed(6), cpu.toFixed(6), peak, 0].join("\t"));
}

function main(argv) {
  const [name, ...rest] = argv;
  const option = (flag) => (rest.includes(flag) ? rest.splice(rest.indexOf(flag), 1) : null);
  const sums = option("--sums");
  const at = rest.indexOf("--every");
  const every = at < 0 ? 1 : Number(rest.splice(at, 2)[1]);
  let extract;
  try {
    extract = METHODS[name]();
  } catch (error) {
    if (error.code === "MODULE_NOT_FOUND") process.exit(3);
    throw error;
  }
  const files = rest.flatMap(walk).sort().filter((_, i) => i % every === 0);
  if (!sums) return timePass(name, extract, files);
  for (const file of files)
    console.log(["sums", name, file, ...extract(fs.readFileSync(file)).map(tableSum)].join("\t"));
}

main(process.argv.slice(2));
