/* A trustee's private key: made, written down, shared among three of whom two are enough, used once. */
import { gPower, mod, power, Q, randomScalar, readElement, GROUP } from "./group.js";
import { checkKnown, proofText, proveKnown, readProof } from "./proof.js";

export const newKey = randomScalar;

export const keyPublic = (x) => gPower(x).toString();

/* {"pok":…,"public_key":…}: what the server gets. */
export function publicPart(x, w = undefined) {
	const key = keyPublic(x);
	return JSON.stringify({ pok: proofText(proveKnown(`pok|${GROUP}|${key}|`, x, [gPower], w)), public_key: key });
}

export function checkPublicPart(text) {
	const v = JSON.parse(text), key = readElement(v.public_key), pok = readProof(v.pok);
	return key !== null && pok !== null && checkKnown(`pok|${GROUP}|${v.public_key}|`, pok, [[gPower, key]]);
}

/* ---- two of three ---- */

/* [{index: 1, value}, …]: points of a line through the key. */
export function splitKey(x) {
	const slope = randomScalar();
	return [1, 2, 3].map((index) => ({ index, value: mod(x + slope * BigInt(index)) }));
}

export function joinKey(a, b) {
	const i = BigInt(a.index), j = BigInt(b.index), inverse = invert(mod(j - i));
	return mod(mod(a.value * j - b.value * i) * inverse);
}

/* Modulo Q, which is prime. */
function invert(x) {
	let r = 1n;
	for (let e = Q - 2n, b = x; e > 0n; e >>= 1n, b = b * b % Q) if (e & 1n) r = r * b % Q;
	return r;
}

/* ---- on paper: 1 digit (0: the whole key, 1…3: a part), 78 of the number, 2 of check, in groups of three ---- */

const CHECK = 97n, DIGITS = 78;

const checkDigits = (text) => (CHECK - BigInt(text) * 100n % CHECK).toString().padStart(2, "0");

export function paperText({ index, value }) {
	const text = index + value.toString().padStart(DIGITS, "0");
	return (text + checkDigits(text)).match(/.{3}/g).join(" ");
}

/* null: a digit is wrong or missing. */
export function readPaper(typed) {
	const text = typed.replace(/[^0-9]/g, "");
	if (text.length !== DIGITS + 3 || checkDigits(text.slice(0, -2)) !== text.slice(-2) || text[0] > "3") return null;
	const value = BigInt(text.slice(1, -2));
	return value < Q ? { index: Number(text[0]), value } : null;
}

/* ---- decryption ---- */

const pairsOf = (tally, each) => tally.map((question) => question.map(each));

/* tally: [[{alpha, beta}, …], …] as published. The factors of the key x with their proofs. */
export function decryptPart(x, fingerprint, tally) {
	const key = keyPublic(x), prefix = `decrypt|${fingerprint}|${key}|`;
	const made = pairsOf(tally, (c) => {
		const alpha = BigInt(c.alpha), ofAlpha = (e) => power(alpha, e);
		return { factor: ofAlpha(x).toString(), proof: proofText(proveKnown(prefix, x, [gPower, ofAlpha])) };
	});
	return JSON.stringify({
		decryption_factors: pairsOf(made, (m) => m.factor),
		decryption_proofs: pairsOf(made, (m) => m.proof),
	});
}

export function checkPart(keyText, fingerprint, tally, text) {
	const v = JSON.parse(text), key = readElement(keyText), prefix = `decrypt|${fingerprint}|${keyText}|`;
	return tally.every((question, i) => question.every((c, k) => {
		const alpha = BigInt(c.alpha), factor = readElement(v.decryption_factors[i][k]), proof = readProof(v.decryption_proofs[i][k]);
		return factor !== null && proof !== null &&
			checkKnown(prefix, proof, [[gPower, key], [(e) => power(alpha, e), factor]]);
	}));
}
