/* A ballot as digits alone, for QR codes that any phone reads: what the election does not already say, each number at its
 * full length. The pieces are addresses of the booth; the device that opened them all can hand the ballot in. */
import { digest64 } from "./group.js";
import { width } from "./election.js";

const ELEMENT = 617, SCALAR = 78, PIECE = 2700, HEAD = 2;

/* The same walk writes and reads: each is what to do with one number of the ballot. */
function walk(election, ballot, element, scalar) {
	const proof = (p) => ({ challenge: scalar(p?.challenge), response: scalar(p?.response) });
	const list = (n, each) => Array.from({ length: n }, (_, i) => each(i));
	const answers = election.questions.map((q, i) => {
		const a = ballot?.answers[i], n = width(q);
		const answer = {
			choices: list(n, (k) => ({ alpha: element(a?.choices[k].alpha), beta: element(a?.choices[k].beta) })),
			individual_proofs: list(n, (k) => list(2, (j) => proof(a?.individual_proofs[k][j]))),
			overall_proof: list(q.max - q.min + 1 + (q.blank ? 1 : 0), (k) => proof(a?.overall_proof[k])),
		};
		if (q.blank) answer.blank_proof = list(2, (k) => proof(a?.blank_proof[k]));
		return answer;
	});
	return { answers, signature: proof(ballot?.signature.proof) };
}

export function packBallot(election, text) {
	const ballot = JSON.parse(text);
	let digits = ballot.credential.padStart(ELEMENT, "0");
	const put = (n) => (x) => void (digits += x.padStart(n, "0"));
	walk(election, ballot, put(ELEMENT), put(SCALAR));
	return digits;
}

export function unpackBallot(election, digits) {
	let at = 0;
	const take = (n) => () => digits.slice(at, (at += n)).replace(/^0+(?=\d)/, "");
	const credential = take(ELEMENT)(), { answers, signature } = walk(election, null, take(ELEMENT), take(SCALAR));
	if (at !== digits.length) throw new Error("Các mã QR không ghép được thành một phiếu.");
	const ballot = { election_uuid: election.uuid, election_hash: election.fingerprint, credential, answers };
	ballot.signature = { hash: digest64(JSON.stringify(ballot)), proof: signature };
	return JSON.stringify(ballot);
}

const two = (n) => String(n).padStart(HEAD, "0");

/* Each piece: number, how many, then its digits. */
export function piecesOf(digits) {
	const n = Math.ceil(digits.length / PIECE), size = Math.ceil(digits.length / n);
	return Array.from({ length: n }, (_, i) => two(i + 1) + two(n) + digits.slice(i * size, (i + 1) * size));
}

export function readPiece(text) {
	const m = /^(\d\d)(\d\d)(\d+)$/.exec(text);
	return m && +m[1] >= 1 && +m[1] <= +m[2] ? { number: +m[1], of: +m[2], digits: m[3] } : null;
}
