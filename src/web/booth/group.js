/* The group BELENIOS-2048: numbers modulo P whose order is Q, with BigInt alone. Secret exponents always go through
 * powers() or power() with all of their 256 bits; BigInt itself promises nothing about time, so secrets belong on the
 * voter's or trustee's own device. */
import { sha256 } from "./npm/noble-hashes/sha2.js";

export const GROUP = "BELENIOS-2048";
export const P = BigInt(
	"2069478569142254640101364365750500806492298929575110409710088478705737421924271740192223725449768433812906663313807895" +
	"8404960054389636289796393038773905722803605973749427671376777618898589872735865049081167099310535867780980030790491654" +
	"0637771737641986785272734744763418356000356983051931442845617019110007867373073335641239717328979132404745788344682606" +
	"5232797464795113767265869358218004631792207366886005262718636338608879688212076943236614949100292344434637322214588410" +
	"0586421050242120365433561201320481118852408731077014151666200162313177169372189248078507711827842317498073276598828825" +
	"169183103125680162072880719");
export const G = BigInt(
	"2402352677501852209227687703532399932712287657378364916510075318787663274146353219320285676155269678799694668298749389" +
	"0950838965734256019006010684771644917354741372831046104586813145117816467554005274028898461398645326612150557970971620" +
	"1616827031288643245666383486363578210615491841998253431518974065818686865115135857641013888221539601604322884360393098" +
	"9333662772848406593138406010231675095763777982665103606822406635076697764025346253773085133173495194248967754052573659" +
	"0494924776314759915751987751777114814909204566002054781270547282381409725186398583341157005683536955534237814755824918" +
	"96050296680037745308460627");
export const Q = BigInt("78571733251071885079927659812671450121821421258408794611510081919805623223441");

const WINDOW = 4, WINDOWS = 64; /* 256 bits */

export function mod(x) {
	const r = x % Q;
	return r < 0n ? r + Q : r;
}

export const multiply = (x, y) => x * y % P;

/* x^e for any x. */
export function power(x, e) {
	const small = [1n, x];
	for (let i = 2; i < 1 << WINDOW; i++) small.push(multiply(small[i - 1], x));
	const digits = e.toString(16);
	let r = 1n;
	for (const d of digits) {
		for (let i = 0; i < WINDOW; i++) r = multiply(r, r);
		r = multiply(r, small[parseInt(d, 16)]);
	}
	return r;
}

/* A function e → x^e by a table made once: for the bases that come back (G, the election's key). 0 ≤ e < 2^256. */
export function powers(x) {
	const rows = [];
	for (let w = 0, base = x; w < WINDOWS; w++) {
		const row = [1n];
		for (let i = 1; i < 1 << WINDOW; i++) row.push(multiply(row[i - 1], base));
		rows.push(row);
		base = multiply(row[row.length - 1], base);
	}
	return (e) => {
		const digits = e.toString(16).padStart(WINDOWS, "0");
		let r = 1n;
		for (let w = 0; w < WINDOWS; w++) r = multiply(r, rows[w][parseInt(digits[WINDOWS - 1 - w], 16)]);
		return r;
	};
}

let ofG = null;
export function gPower(e) {
	ofG ??= powers(G);
	return ofG(e);
}

export const inverse = (x) => power(x, Q - 1n);

/* In the subgroup of order Q? Small-order numbers exist modulo P: everything received is asked. */
export const isMember = (x) => x > 0n && x < P && power(x, Q) === 1n;

/* ---- texts and hashes ---- */

const utf8 = new TextEncoder();

export function bytesOf(text) {
	return utf8.encode(text);
}

export function hexOf(bytes) {
	return Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
}

const intOf = (bytes) => BigInt("0x" + hexOf(bytes));

/* SHA-256 of text or bytes. */
export function digest(data) {
	return sha256(typeof data === "string" ? bytesOf(data) : data);
}

/* The same in the base64 of fingerprints and trackers: 43 characters, no "=". */
export function digest64(data) {
	return btoa(String.fromCharCode(...digest(data))).replace("=", "");
}

/* The same as a number modulo Q. */
export const hashScalar = (data) => mod(intOf(digest(data)));

export const scalarOf = (bytes) => mod(intOf(bytes));

/* A decimal text without leading zeros below the limit, or null. */
function decimal(text, limit) {
	if (typeof text !== "string" || !/^(0|[1-9][0-9]{0,700})$/.test(text)) return null;
	const x = BigInt(text);
	return x < limit ? x : null;
}

export const readScalar = (text) => decimal(text, Q);

/* A member of the group, or null. */
export function readElement(text) {
	const x = decimal(text, P);
	return x !== null && isMember(x) ? x : null;
}

/* ---- chance ---- */

/* Uniform below Q: what is not below is drawn again. */
export function randomScalar() {
	const bytes = new Uint8Array(32);
	for (;;) {
		crypto.getRandomValues(bytes);
		const x = intOf(bytes);
		if (x < Q) return x;
	}
}
