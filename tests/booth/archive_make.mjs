/* Writing the file of a vote, as the server does, for votes made in JavaScript alone. */
import { createHash } from "node:crypto";
import path from "node:path";
import { fileURLToPath } from "node:url";

const booth = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../src/web/booth");
const { readElection, width } = await import(path.join(booth, "election.js"));
const { multiply } = await import(path.join(booth, "group.js"));

const BLOCK = 512, TIME = 1795289793;
const hex = (data) => createHash("sha256").update(data).digest("hex");
const octal = (n, digits) => n.toString(8).padStart(digits, "0") + "\0";

function record(name, data) {
	const head = Buffer.alloc(BLOCK), body = Buffer.from(data);
	head.write(name, 0);
	["0000644\0", "0000000\0", "0000000\0"].forEach((text, i) => head.write(text, 100 + 8 * i));
	head.write(octal(body.length, 11), 124);
	head.write(octal(TIME, 11), 136);
	head.write("        0", 148);
	head.write(octal(head.reduce((a, b) => a + b, 0), 6) + " ", 148);
	return [head, body, Buffer.alloc((BLOCK - body.length % BLOCK) % BLOCK)];
}

/* The counted ballots' product, kept apart from the code under test. */
function tallyOf(election, ballots) {
	return JSON.stringify(readElection(election).questions.map((q, i) => Array.from({ length: width(q) }, (_, k) =>
		Object.fromEntries(["alpha", "beta"].map((part) =>
			[part, ballots.map((b) => BigInt(JSON.parse(b).answers[i].choices[k][part])).reduce(multiply).toString()])))));
}

/* {election, trustees, credentials}: texts; ballots: of different credentials. Closed and tallied; decryption() and
 * result() go on. */
export function makeArchive({ election, trustees, credentials }, ballots) {
	const pieces = record("BELENIOS", JSON.stringify({ version: 1, timestamp: String(TIME) }));
	let parent, height = 0;
	const put = (data) => (pieces.push(...record(`${hex(data)}.data.json`, data)), hex(data));
	const event = (type, payload) => {
		const text = JSON.stringify({ parent, height: height++, type, payload });
		pieces.push(...record(`${hex(text)}.event.json`, text));
		parent = hex(text);
	};
	event("Setup", put(JSON.stringify({ election: put(election), trustees: put(trustees), credentials: put(credentials) })));
	for (const b of ballots) event("Ballot", put(b));
	event("EndBallots");
	event("EncryptedTally", put(JSON.stringify({ num_tallied: ballots.length, total_weight: ballots.length,
		encrypted_tally: put(tallyOf(election, ballots)) })));
	return {
		bytes: () => Buffer.concat(pieces),
		decryption: (owner, factors) => event("PartialDecryption", put(JSON.stringify({ owner, payload: put(factors) }))),
		result: (text) => event("Result", put(text)),
	};
}
