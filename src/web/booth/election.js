/* What is voted on, read from its exact bytes (a text: the bytes are UTF-8). */
import { GROUP, digest64, powers, readElement } from "./group.js";

/* Throws a sentence when the text is not an election of the vote uuid. */
export function readElection(text, uuid) {
	const e = JSON.parse(text);
	if (e.group !== GROUP || !Array.isArray(e.questions) || !e.questions.length) throw new Error("Cuộc bỏ phiếu không đọc được.");
	if (uuid && e.uuid !== uuid) throw new Error("Máy chủ gửi nhầm cuộc bỏ phiếu khác.");
	const key = readElement(e.public_key);
	if (key === null) throw new Error("Khóa của cuộc bỏ phiếu không đúng.");
	return {
		uuid: e.uuid,
		name: e.name,
		description: e.description,
		key,
		yPower: powers(key),
		fingerprint: digest64(text),
		questions: e.questions.map((q) => ({ text: q.question, answers: q.answers, blank: q.blank === true, min: q.min, max: q.max })),
	};
}

/* Ciphertexts of an answer: one for each choice, a leading one for the blank vote where it is offered. */
export const width = (q) => q.answers.length + (q.blank ? 1 : 0);
