/* An election with three trustees and n codes, made in JavaScript alone. */
import path from "node:path";
import { fileURLToPath } from "node:url";

const booth = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../src/web/booth");
const { GROUP, multiply } = await import(path.join(booth, "group.js"));
const { newCode, publicList } = await import(path.join(booth, "credential.js"));
const { newKey, publicPart } = await import(path.join(booth, "trustee.js"));

/* Keys and codes are what they are; election, trustees, credentials: texts as they stand in the archive. */
export function makeElection(uuid, n, questions) {
	const keys = [1, 2, 3].map(newKey), codes = Array.from({ length: n }, newCode);
	const trustees = keys.map((x) => ["Single", JSON.parse(publicPart(x))]);
	const key = trustees.map(([, t]) => BigInt(t.public_key)).reduce(multiply);
	const election = JSON.stringify({ version: 1, description: "", name: "Cụm thi đua số 10 năm 2026", group: GROUP,
		public_key: key.toString(), questions, uuid });
	return { keys, codes, election, trustees: JSON.stringify(trustees), credentials: publicList(codes, uuid) };
}
