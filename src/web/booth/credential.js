/* Ballot codes ("mã phiếu"): 14 random Base58 characters and a check character, printed XXX-XXX-XXX-XXX-XXX. */
import { pbkdf2 } from "./npm/noble-hashes/pbkdf2.js";
import { sha256 } from "./npm/noble-hashes/sha2.js";
import { bytesOf, gPower, scalarOf } from "./group.js";

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const RANDOM_CHARS = 14, CHECK_PRIME = 53, ROUNDS = 1000;

function checkCharacter(chars) {
	let n = 0;
	for (const c of chars) n = (n * ALPHABET.length + ALPHABET.indexOf(c)) % CHECK_PRIME;
	return ALPHABET[CHECK_PRIME - n];
}

const dashed = (chars) => chars.match(/.{3}/g).join("-");

export function newCode() {
	const byte = new Uint8Array(1);
	let chars = "";
	while (chars.length < RANDOM_CHARS) {
		crypto.getRandomValues(byte);
		if (byte[0] < ALPHABET.length * 4) chars += ALPHABET[byte[0] % ALPHABET.length];
	}
	return dashed(chars + checkCharacter(chars));
}

/* The code as it is printed, whatever blanks and dashes were typed; null: not a code (a character is wrong). */
export function readCode(typed) {
	const chars = typed.replace(/[\s\-–—]/g, "");
	if (chars.length !== RANDOM_CHARS + 1 || [...chars].some((c) => !ALPHABET.includes(c))) return null;
	return checkCharacter(chars.slice(0, RANDOM_CHARS)) === chars[RANDOM_CHARS] ? dashed(chars) : null;
}

/* The secret exponent of a code in the vote uuid. */
export function codeSecret(code, uuid) {
	return scalarOf(pbkdf2(sha256, bytesOf(code), bytesOf(uuid), { c: ROUNDS, dkLen: 32 }));
}

export const codePublic = (code, uuid) => gPower(codeSecret(code, uuid)).toString();

/* What the officer publishes: sorted as texts, so that the order tells nothing. */
export function publicList(codes, uuid) {
	return JSON.stringify(codes.map((code) => codePublic(code, uuid)).sort());
}
