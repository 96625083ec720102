// Reads WARC files with a reader that is not ours: every record must parse, be
// found again at the offset the index gives for it, and have the payload that its
// digest names; each revisit must refer to a response.
//
//   node check.mjs WARC…        with warcio in node_modules beside it
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { CDXIndexer, WARCParser } from "warcio";

const sha256 = (bytes) => "sha256:" + createHash("sha256").update(bytes).digest("hex");
const header = (record, name) => record.warcHeaders.headers.get(name);
const count = {}, digests = new Map(), ids = new Set();
const troubles = [];

function check(record, payload, where) {
	const type = record.warcType;
	count[type] = (count[type] || 0) + 1;
	const id = header(record, "WARC-Record-ID");
	if (ids.has(id)) troubles.push(`${where}: ${id} stands twice`);
	ids.add(id);
	const digest = header(record, "WARC-Payload-Digest");
	if (type === "response") {
		digests.set(id, digest);
		if (sha256(payload) !== digest) troubles.push(`${where}: wrong digest`);
	}
	if (type === "revisit" && digests.get(header(record, "WARC-Refers-To")) !== digest)
		troubles.push(`${where}: refers to nothing`);
	const concurrent = header(record, "WARC-Concurrent-To");
	if (concurrent && !ids.has(concurrent)) troubles.push(`${where}: is about nothing`);
}

const extracted = [];
for (const file of process.argv.slice(2)) {
	const parser = new WARCParser(createReadStream(file));
	for await (const record of parser)
		check(record, await record.readFully(true), `${file} ${record.warcType}`);
	const indexer = new CDXIndexer({ format: "raw" });
	for await (const entry of indexer.iterIndex([{ filename: file, reader: createReadStream(file) }]))
		extracted.push([file, entry]);
}
for (const [file, entry] of extracted) {
	const start = Number(entry.offset), end = start + Number(entry.length) - 1;
	const parser = new WARCParser(createReadStream(file, { start, end }));
	const record = await parser.parse();
	const payload = await record.readFully(true);
	if (record.warcTargetURI !== entry.url) troubles.push(`${file} at ${start}: another address`);
	if (record.warcType === "response" && sha256(payload) !== header(record, "WARC-Payload-Digest"))
		troubles.push(`${file} at ${start}: wrong digest`);
}
console.log(JSON.stringify(count), "indexed:", extracted.length);
troubles.forEach((trouble) => console.log(trouble));
const wanted = ["warcinfo", "request", "response", "revisit", "metadata"];
const missing = wanted.filter((type) => !count[type]);
if (missing.length) console.log("no record of type", missing.join(", "));
if (extracted.length !== count.response + count.revisit) console.log("not every answer is indexed");
process.exit(troubles.length || missing.length || extracted.length !== count.response + count.revisit ? 1 : 0);
