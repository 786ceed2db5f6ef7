/* The urn's file UUID.bel as a trustee checks it before he uses his key: every name is the hash of its data, the events hang
 * together, every ballot is right, and the encrypted tally is the product of the ballots that count. */
import { digest, hexOf, multiply } from "./group.js";
import { checkBallot } from "./ballot.js";
import { readElection, width } from "./election.js";
import { checkPublicPart } from "./trustee.js";

const BLOCK = 512, NAME = 100, SIZE = 124, SIZE_DIGITS = 11;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const need = (truth, sentence) => {
	if (!truth) throw new Error(sentence);
};

/* Map of hex → text, and the events in order. Throws a sentence at the first fault. */
export function readArchive(bytes) {
	const data = new Map(), events = [];
	for (let at = 0, first = true; at < bytes.length; first = false) {
		const ascii = (from, n) => String.fromCharCode(...bytes.subarray(at + from, at + from + n)).replace(/\0.*$/s, "");
		const name = ascii(0, NAME), size = parseInt(ascii(SIZE, SIZE_DIGITS), 8);
		need(size >= 0 && at + BLOCK + size <= bytes.length, "Tệp hòm phiếu bị cụt.");
		const body = bytes.subarray(at + BLOCK, at + BLOCK + size);
		at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
		if (first) {
			need(name === "BELENIOS", "Tệp này không phải hòm phiếu.");
			continue;
		}
		const [hex, kind] = name.split(".");
		need(hex === hexOf(digest(body)) && !data.has(hex), "Hòm phiếu có mục bị sửa hoặc bị lặp.");
		data.set(hex, utf8.decode(body));
		if (kind === "event") {
			const event = JSON.parse(data.get(hex));
			const parent = events.length ? events[events.length - 1].hex : undefined;
			need(event.parent === parent && event.height === events.length, "Chuỗi sự kiện của hòm phiếu bị đứt.");
			events.push({ ...event, hex });
		}
	}
	return { data, events };
}

function readSetup({ data, events }) {
	need(events[0]?.type === "Setup", "Hòm phiếu không có phần thiết lập.");
	const setup = JSON.parse(data.get(events[0].payload));
	const election = readElection(data.get(setup.election));
	const trustees = JSON.parse(data.get(setup.trustees)).map(([kind, key]) => {
		need(kind === "Single" && checkPublicPart(JSON.stringify(key)), "Khóa của một ủy viên kiểm phiếu không đúng.");
		return key.public_key;
	});
	need(trustees.map(BigInt).reduce(multiply, 1n) === election.key, "Khóa chung không phải là tích khóa của các ủy viên.");
	return { election, trustees, credentials: new Set(JSON.parse(data.get(setup.credentials)).map((c) => c.split(",")[0])) };
}

function productOf(election, ballots) {
	return election.questions.map((q, i) => Array.from({ length: width(q) }, (_, k) => {
		const product = (part) => ballots.map((b) => BigInt(b.answers[i].choices[k][part])).reduce(multiply, 1n).toString();
		return { alpha: product("alpha"), beta: product("beta") };
	}));
}

/* Resolves to {election, trustees, tally, tallyText, ballots: how many count, events: their names,
 * closed: the name of the event that closed the urn}. tick(done, all) is awaited between ballots: the page
 * stays alive. Throws a sentence. tally is null while the urn is not closed and tallied. */
export async function checkArchive(bytes, tick = () => {}) {
	const archive = readArchive(bytes), { data, events } = archive;
	const { election, trustees, credentials } = readSetup(archive);
	const cast = events.filter((e) => e.type === "Ballot"), last = new Map();
	for (const [i, event] of cast.entries()) {
		await tick(i, cast.length);
		const ballot = checkBallot(election, data.get(event.payload));
		need(ballot && credentials.has(ballot.credential), `Phiếu thứ ${i + 1} trong hòm không hợp lệ.`);
		last.set(ballot.credential, ballot);
	}
	const tallied = events.find((e) => e.type === "EncryptedTally");
	const known = { election, trustees, ballots: last.size, events: events.map((e) => e.hex) }, counted = [...last.values()];
	if (!tallied) return { ...known, tally: null, tallyText: null };
	const order = events.map((e) => e.type);
	need(order.indexOf("EndBallots") === cast.length + 1 && order.lastIndexOf("Ballot") === cast.length &&
		order.indexOf("EncryptedTally") === cast.length + 2, "Thứ tự các sự kiện trong hòm phiếu không đúng.");
	const said = JSON.parse(data.get(tallied.payload)), tallyText = data.get(said.encrypted_tally);
	const tally = productOf(election, counted);
	need(said.num_tallied === counted.length && tallyText === JSON.stringify(tally),
		"Tổng mã hóa không khớp các phiếu trong hòm.");
	return { ...known, tally, tallyText, closed: events[cast.length + 1].hex };
}
