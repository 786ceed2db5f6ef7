/* Zero-knowledge proofs. "known" proofs: I know x of X = g^x. "choice" proofs: one of these ciphertexts encrypts what it is
 * claimed to, without saying which. A proof here is {challenge, response} of BigInt; texts are made by proofTexts(). */
import { gPower, hashScalar, inverse, mod, multiply, power, randomScalar, readScalar } from "./group.js";

/* r = w − x·c with c = H(prefix A…); each base gives one commitment. */
export function proveKnown(prefix, x, bases = [gPower], w = randomScalar()) {
	const challenge = hashScalar(prefix + bases.map((base) => base(w)).join(","));
	return { challenge, response: mod(w - x * challenge) };
}

/* pairs: [base, value] with value = base^x. */
export function checkKnown(prefix, proof, pairs) {
	const again = pairs.map(([base, value]) => multiply(base(proof.response), power(value, proof.challenge)));
	return hashScalar(prefix + again.join(",")) === proof.challenge;
}

/* branches: {r, m, claim}: the ciphertext (g^r, y^r g^m) is claimed to encrypt claim; the branch `real` is true. Since the
 * maker knows every r and m, only powers of g and y are needed. yPower: e → y^e. */
export function proveChoice(prefix, yPower, branches, real) {
	let sum = 0n;
	const proofs = branches.map((b, j) => {
		const challenge = j === real ? 0n : randomScalar();
		sum += challenge;
		return { challenge, response: randomScalar() };
	});
	const commitments = branches.map((b, j) => {
		const { challenge, response } = proofs[j], e = mod(response + b.r * challenge);
		return gPower(e) + "," + multiply(yPower(e), gPower(mod(BigInt(b.m - b.claim) * challenge)));
	});
	const p = proofs[real];
	p.challenge = mod(hashScalar(prefix + commitments.join(",")) - sum);
	p.response = mod(p.response - branches[real].r * p.challenge);
	return proofs;
}

/* branches: {alpha, beta, claim}. */
export function checkChoice(prefix, yPower, branches, proofs) {
	if (proofs.length !== branches.length) return false;
	let sum = 0n;
	const commitments = branches.map((b, j) => {
		const { challenge, response } = proofs[j];
		const shifted = multiply(b.beta, inverse(gPower(BigInt(b.claim))));
		sum += challenge;
		return multiply(gPower(response), power(b.alpha, challenge)) + "," +
			multiply(yPower(response), power(shifted, challenge));
	});
	return hashScalar(prefix + commitments.join(",")) === mod(sum);
}

export const proofText = (p) => ({ challenge: p.challenge.toString(), response: p.response.toString() });

/* Back again; null: not a proof. */
export function readProof(v) {
	const challenge = readScalar(v?.challenge), response = readScalar(v?.response);
	return challenge === null || response === null ? null : { challenge, response };
}
