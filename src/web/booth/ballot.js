/* Ballots: made from votes, and checked. A vote is, for each question, a list of 0 and 1 as long as width(q), the blank
 * vote first where there is one. */
import { digest64, gPower, hexOf, digest, multiply, randomScalar, readElement, mod } from "./group.js";
import { checkChoice, checkKnown, proofText, proveChoice, proveKnown, readProof } from "./proof.js";
import { codeSecret } from "./credential.js";
import { width } from "./election.js";

const first = (q) => (q.blank ? 1 : 0);
const claims = (q) => Array.from({ length: q.max - q.min + 1 }, (_, i) => q.min + i);

export function voteAllowed(q, vote) {
	const ticked = vote.slice(first(q)).reduce((a, b) => a + b, 0);
	if (vote.length !== width(q)) return false;
	return q.blank && vote[0] ? ticked === 0 : q.min <= ticked && ticked <= q.max;
}

/* What stands in front of the proofs of a question. */
function prefixes(election, credential, q, choices, sum) {
	const head = `${election.fingerprint}|${credential}`;
	const all = head + "|" + choices.map((c) => `${c.alpha},${c.beta}`).join(",");
	return {
		choice: (c) => `prove|${head}|${c.alpha},${c.beta}|`,
		overall: q.blank ? `bproof1|${all}|` : `prove|${all}|${sum.alpha},${sum.beta}|`,
		blank: `bproof0|${all}|`,
	};
}

/* The product of the choices without the blank one. */
function sumOf(q, choices) {
	return choices.slice(first(q)).reduce((s, c) => ({ alpha: multiply(s.alpha, c.alpha), beta: multiply(s.beta, c.beta) }),
		{ alpha: 1n, beta: 1n });
}

/* ---- making ---- */

function encrypt(election, m) {
	const r = randomScalar();
	return { r, m, alpha: gPower(r), beta: multiply(election.yPower(r), gPower(BigInt(m))) };
}

function makeAnswer(election, credential, q, vote) {
	const choices = vote.map((m) => encrypt(election, m)), y = election.yPower;
	const known = choices.slice(first(q)).reduce((s, c) => ({ r: mod(s.r + c.r), m: s.m + c.m }), { r: 0n, m: 0 });
	const prefix = prefixes(election, credential, q, choices, sumOf(q, choices));
	const sums = claims(q).map((claim) => ({ ...known, claim }));
	const branches = q.blank ? [{ ...choices[0], claim: 1 }, ...sums] : sums;
	const real = q.blank && vote[0] ? 0 : first(q) + known.m - q.min;
	const answer = {
		choices: choices.map((c) => ({ alpha: c.alpha.toString(), beta: c.beta.toString() })),
		individual_proofs: choices.map((c) =>
			proveChoice(prefix.choice(c), y, [{ ...c, claim: 0 }, { ...c, claim: 1 }], c.m).map(proofText)),
		overall_proof: proveChoice(prefix.overall, y, branches, real).map(proofText),
	};
	if (q.blank)
		answer.blank_proof = proveChoice(prefix.blank, y, [{ ...choices[0], claim: 0 }, { ...known, claim: 0 }],
			vote[0] ? 1 : 0).map(proofText);
	return answer;
}

/* The ballot's text: what is handed in, byte for byte. */
export function makeBallot(election, code, votes) {
	if (votes.length !== election.questions.length || !election.questions.every((q, i) => voteAllowed(q, votes[i])))
		throw new Error("Phiếu chưa đúng số lựa chọn.");
	const s = codeSecret(code, election.uuid), credential = gPower(s).toString();
	const ballot = {
		election_uuid: election.uuid,
		election_hash: election.fingerprint,
		credential,
		answers: election.questions.map((q, i) => makeAnswer(election, credential, q, votes[i])),
	};
	const hash = digest64(JSON.stringify(ballot));
	ballot.signature = { hash, proof: proofText(proveKnown(`sig|${hash}|`, s)) };
	return JSON.stringify(ballot);
}

/* What the voter keeps, and the ballot's name in the urn. */
export const tracker = (ballot) => digest64(ballot);
export const ballotName = (ballot) => hexOf(digest(ballot));

/* ---- checking ---- */

function readAnswer(q, v) {
	const choices = v.choices.map((c) => ({ alpha: readElement(c.alpha), beta: readElement(c.beta) }));
	const individual = v.individual_proofs.map((p) => p.map(readProof));
	const overall = v.overall_proof.map(readProof), blank = (v.blank_proof ?? []).map(readProof);
	const whole = choices.length === width(q) && individual.length === width(q) && blank.length === (q.blank ? 2 : 0) &&
		individual.every((p) => p.length === 2) &&
		choices.every((c) => c.alpha !== null && c.beta !== null) && [...individual.flat(), ...overall, ...blank].every(Boolean);
	return whole ? { choices, individual, overall, blank } : null;
}

function answerHolds(election, credential, q, v) {
	const a = readAnswer(q, v), y = election.yPower;
	if (a === null) return false;
	const sum = sumOf(q, a.choices), prefix = prefixes(election, credential, q, a.choices, sum);
	const sums = claims(q).map((claim) => ({ ...sum, claim })), lead = { ...a.choices[0], claim: 1 };
	return a.choices.every((c, i) => checkChoice(prefix.choice(c), y, [{ ...c, claim: 0 }, { ...c, claim: 1 }], a.individual[i])) &&
		checkChoice(prefix.overall, y, q.blank ? [lead, ...sums] : sums, a.overall) &&
		(!q.blank || checkChoice(prefix.blank, y, [{ ...a.choices[0], claim: 0 }, { ...sum, claim: 0 }], a.blank));
}

/* The ballot read when everything in it is right, null otherwise. Whether its credential is listed is the caller's to see. */
export function checkBallot(election, text) {
	try {
		const b = JSON.parse(text), { signature, ...body } = b;
		const key = readElement(b.credential), proof = readProof(signature.proof), bare = digest64(JSON.stringify(body));
		const good = JSON.stringify(b) === text && b.election_uuid === election.uuid && b.election_hash === election.fingerprint &&
			key !== null && proof !== null && signature.hash === bare && b.answers.length === election.questions.length &&
			checkKnown(`sig|${bare}|`, proof, [[gPower, key]]) &&
			election.questions.every((q, i) => answerHolds(election, b.credential, q, b.answers[i]));
		return good ? b : null;
	} catch {
		return null;
	}
}
