/* The browser's side of the secret ballot: known answers, ballots of others, and whole votes that the verifier in C and
 * belenios-tool then judge.
 *
 * usage: node test_booth.mjs THIDUA VOTE_MAKE     (tests/interop/vote_make.c) */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const at = (name) => import(path.join(root, "src/web/booth", name));
const group = await at("group.js"), proof = await at("proof.js"), credential = await at("credential.js");
const { readElection, width } = await at("election.js"), ballots = await at("ballot.js"), trustee = await at("trustee.js");
const { checkArchive } = await at("archive.js"), pack = await at("pack.js"), { makeArchive } = await import("./archive_make.mjs");
const { makeElection } = await import("./election_make.mjs");
const [, , thidua, voteMake] = process.argv;
const fixture = (name) => fs.readFileSync(path.join(root, "tests/fixtures/ballot", name));
const text = (name) => fixture(name).toString().trim();
let passed = 0, failed = 0;

async function check(name, fn) {
	try {
		await fn();
		passed++;
	} catch (e) {
		failed++;
		console.log(`FAILED ${name}\n    ${e.stack}`);
	}
}

await check("the group's numbers are those of the format", () => {
	const begins = (n) => group.hexOf(group.digest(n.toString())).slice(0, 16);
	assert.equal(begins(group.P), "ef7979cebad81edd");
	assert.equal(begins(group.G), "96649bff87fad6b5");
	assert.equal(begins(group.Q), "77b9ebaada44d865");
	assert.equal(group.isMember(group.G), true);
	assert.equal(group.isMember(group.P - 1n), false, "order 2");
});

await check("powers by the table are the powers", () => {
	const y = group.power(group.G, 67890n), of = group.powers(y);
	for (const e of [0n, 1n, 15n, 16n, group.Q - 1n, group.randomScalar()]) assert.equal(of(e), group.power(y, e));
	assert.equal(group.multiply(y, group.inverse(y)), 1n);
});

await check("numbers are canonical decimals below their limit", () => {
	for (const bad of ["", "01", "-1", "1e3", " 1", "0x1", group.Q.toString(), 5, null]) assert.equal(group.readScalar(bad), null);
	assert.equal(group.readScalar("0"), 0n);
	assert.equal(group.readElement("0"), null);
});

await check("known answer of a code", () => {
	const s = credential.codeSecret("3G6-1UG-6Gf-PvW-5xs", "ThiDuaKAT2o26a");
	assert.equal(s, 53199985139647707255654601525046045620951291181269374692347018072728490249997n);
	assert.match(credential.codePublic("3G6-1UG-6Gf-PvW-5xs", "ThiDuaKAT2o26a"), /^20369076560941262875\d{596}$/);
});

await check("a code with one wrong character is refused, blanks and dashes do not matter", () => {
	for (let i = 0; i < 50; i++) {
		const code = credential.newCode();
		assert.match(code, /^([1-9A-HJ-NP-Za-km-z]{3}-){4}[1-9A-HJ-NP-Za-km-z]{3}$/);
		assert.equal(credential.readCode(` ${code.replaceAll("-", " ")} `), code);
		const k = [0, 1, 2, 4, 9, 17][i % 6], other = code[k] === "7" ? "8" : "7";
		assert.equal(credential.readCode(code.slice(0, k) + other + code.slice(k + 1)), null);
	}
	assert.equal(credential.readCode("3G6-1UG-6Gf-PvW-5xt"), null);
	assert.equal(credential.readCode("3G6-1UG-6Gf-PvW"), null);
	assert.equal(credential.readCode("0G6-1UG-6Gf-PvW-5xs"), null);
});

await check("the public lists of other programs come out of their codes", () => {
	const codes = text("private_creds.txt").split("\n").map((l) => /[\w]{3}(-[\w]{3}){4}/.exec(l)[0]);
	assert.equal(credential.publicList(codes, "ThiDuaKAT2o26a"),
		JSON.stringify(JSON.parse(text("public_creds.json")).map((c) => c.split(",")[0]).sort()));
});

await check("known answers of proofs", () => {
	const made = JSON.parse(trustee.publicPart(67890n, 12345n));
	assert.equal(made.pok.challenge, "71768842944877815944763504876079645767193140420819667541702572218305815432102");
	assert.equal(made.pok.response, "3574837714813086479694266334813819647671906998942042775572110204497646630857");
	const c = proof.proveKnown(`sig|${"A".repeat(43)}|`, 1n, [group.gPower], 12345n).challenge;
	assert.equal(c, 28284522515390700379161423861971075816617488376660507267906846708125911558381n);
});

await check("ballots of other programs are right, altered ones are not", () => {
	const e = readElection(text("election.json"), "ThiDuaKAT2o26a");
	for (const name of ["ballot1.json", "ballot2.json", "ballot2-revote.json", "ballot3.json"])
		assert.ok(ballots.checkBallot(e, text(name)), name);
	assert.equal(ballots.checkBallot(e, text("ballot-evil-order2.json")), null, "an element of order 2");
	const good = text("ballot1.json");
	assert.equal(ballots.checkBallot(e, good + " "), null, "not the canonical bytes");
	assert.equal(ballots.checkBallot(e, good.replace(/"response":"(\d)/, (m, d) => `"response":"${(+d % 8) + 1}`)), null);
});

await check("keys come back from paper and from any two of three parts", () => {
	const x = trustee.newKey(), parts = trustee.splitKey(x);
	for (const [i, j] of [[0, 1], [0, 2], [1, 2], [2, 0]]) assert.equal(trustee.joinKey(parts[i], parts[j]), x);
	for (const part of [...parts, { index: 0, value: x }]) {
		const paper = trustee.paperText(part);
		assert.deepEqual(trustee.readPaper(paper), part);
		assert.match(paper, /^(\d{3} ){26}\d{3}$/);
		for (let k = 0; k < paper.length; k++)
			if (paper[k] !== " ") assert.equal(trustee.readPaper(paper.slice(0, k) + ((+paper[k] + 1) % 10) + paper.slice(k + 1)), null);
	}
	const pub = trustee.publicPart(x);
	assert.ok(trustee.checkPublicPart(pub));
	assert.ok(!trustee.checkPublicPart(pub.replace(/"response":"(\d)/, (m, d) => `"response":"${(+d % 6) + 1}`)));
});

await check("good archives are read, every tampered one is refused or not of our kind", async () => {
	const whole = await checkArchive(fixture("ThiDuaKAT2o26a.bel"));
	assert.equal(whole.ballots, 3);
	assert.ok(whole.tally);
	assert.equal((await checkArchive(fixture("ThiDuaKAT2o26a-open.bel"))).tally, null);
	for (const n of ["01", "02", "04", "08", "09", "10", "12", "16", "18", "19", "21", "24", "26"])
		await assert.rejects(checkArchive(fixture(`bad-${n}.bel`)), `bad-${n}`);
});

/* ---- whole votes, made here and judged elsewhere ---- */

const QUESTIONS = [
	{ answers: ["A", "B", "C"], min: 0, max: 2, question: "Suy tôn" },
	{ answers: ["Đồng ý", "Không đồng ý"], blank: true, min: 1, max: 1, question: "Đơn vị \"thứ\" nhất" },
	{ answers: ["D", "E", "F", "G"], blank: true, min: 1, max: 3, question: "Chọn đến 3" },
];

function randomVote(q) {
	const lead = q.blank ? 1 : 0, vote = new Array(width(q)).fill(0), pick = (n) => Math.floor(Math.random() * n);
	if (lead && pick(3) === 0) vote[0] = 1;
	else for (let n = q.min + pick(q.max - q.min + 1); n > 0; ) {
		const k = lead + pick(q.answers.length);
		n -= 1 - vote[k];
		vote[k] = 1;
	}
	return vote;
}

const setUp = (uuid, n) => makeElection(uuid, n, QUESTIONS);

async function wholeVote(uuid, n) {
	const set = setUp(uuid, n), e = readElection(set.election, uuid), counts = e.questions.map((q) => new Array(width(q)).fill(0));
	const cast = set.codes.map((code) => {
		const votes = e.questions.map(randomVote);
		votes.forEach((v, i) => v.forEach((m, k) => (counts[i][k] += m)));
		return ballots.makeBallot(e, code, votes);
	});
	const w = makeArchive(set, cast);
	const { tally } = await checkArchive(w.bytes()), factors = set.keys.map((x) => trustee.decryptPart(x, e.fingerprint, tally));
	factors.forEach((f, i) => {
		assert.ok(trustee.checkPart(trustee.keyPublic(set.keys[i]), e.fingerprint, tally, f), "factors hold");
		w.decryption(i + 1, f);
	});
	w.result(JSON.stringify({ result: counts }));
	return { bytes: w.bytes(), counts, cast };
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "thidua-booth-"));
await check("whole votes of ours are right for the verifier in C and for belenios-tool, with their trackers", async () => {
	const judge = spawnSync("belenios-tool", ["--version"]).status === 0;
	for (const [i, n] of [1, 4].entries()) {
		const { bytes, counts, cast } = await wholeVote(`ThiDuaThuJS2o2${"ab"[i]}`, n);
		const dir = path.join(folder, String(i)), file = path.join(dir, `ThiDuaThuJS2o2${"ab"[i]}.bel`);
		fs.mkdirSync(dir);
		fs.writeFileSync(file, bytes);
		const found = spawnSync(thidua, ["verify", file, "--json"], { encoding: "utf8" });
		assert.equal(found.status, 0, found.stdout + found.stderr);
		assert.deepEqual(JSON.parse(found.stdout).result, counts);
		assert.equal(spawnSync(thidua, ["verify", file, "--tracker", ballots.tracker(cast[0])]).status, 0, "the tracker is found");
		if (judge) execFileSync("belenios-tool", ["election", "verify"], { cwd: dir, stdio: "pipe" });
	}
});

await check("a vote that C made is right here", async () => {
	const file = path.join(folder, "c.bel");
	execFileSync(voteMake, [file, "3"]);
	assert.equal((await checkArchive(fs.readFileSync(file))).ballots, 3);
});

await check("a ballot comes back byte for byte from the digits of its QR codes", () => {
	const set = setUp("ThiDuaThuJS2o2e", 1), e = readElection(set.election);
	const ballot = ballots.makeBallot(e, set.codes[0], e.questions.map(randomVote)), digits = pack.packBallot(e, ballot);
	const pieces = pack.piecesOf(digits).map(pack.readPiece);
	assert.deepEqual(pieces.map((x) => x.number), pieces.map((x, i) => i + 1));
	assert.equal(pack.unpackBallot(e, pieces.map((x) => x.digits).join("")), ballot);
	assert.throws(() => pack.unpackBallot(e, digits.slice(1)));
	assert.equal(pack.readPiece("3G6-1UG-6Gf-PvW-5xs"), null);
});

await check("votes outside the limits of a question are not made into a ballot", () => {
	const set = setUp("ThiDuaThuJS2o2c", 1), e = readElection(set.election);
	const good = [[1, 0, 1], [0, 1, 0], [0, 1, 1, 0, 0]];
	for (const [i, bad] of [[0, [1, 1, 1]], [1, [1, 1, 0]], [1, [0, 0, 0]], [1, [0, 1, 1]], [2, [1, 0, 0, 0, 1]], [0, [1, 1]]])
		assert.throws(() => ballots.makeBallot(e, set.codes[0], good.with(i, bad)));
	assert.throws(() => readElection(set.election, "ThiDuaThuJS2o2d"));
});

fs.rmSync(folder, { recursive: true });
console.log(`${passed} passed, ${failed} failed, 0 skipped`);
process.exit(failed ? 1 : 0);
