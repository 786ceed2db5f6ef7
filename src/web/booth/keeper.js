/* The trustee's page. Before the vote: a key is made here and written down on paper; only its public part is sent. After it:
 * the urn is checked here from the first byte to the last, and the trustee's part of the decryption is made. The key is
 * never kept in the browser. */
import { checkArchive } from "./archive.js";
import { drawn, el, save } from "./dom.js";
import { digest64 } from "./group.js";
import { qrPicture } from "./qr.js";
import { button, dropSheet, note, printSheet, steps } from "./sheet.js";
import { decryptPart, joinKey, keyPublic, newKey, paperText, publicPart, readPaper, splitKey } from "./trustee.js";

const LAST = 3;
const place = document.getElementById("trustee"), form = place?.querySelector("form");

/* ---- the key on paper ---- */

function keyPage(part, title) {
	const text = paperText(part);
	return el("div", { class: "vote-key" }, el("h1", {}, part.index ? `Phần ${part.index} trong 3 phần khóa kiểm phiếu` : "Khóa kiểm phiếu"),
		el("p", { class: "strong" }, title),
		el("p", {}, part.index ? "Hai phần bất kỳ trong ba phần mở được khóa. Mỗi phần giao một người giữ, cho vào phong bì niêm phong riêng."
			: "Ai có tờ này giải mã được phần của bạn. Cho vào phong bì, niêm phong, giữ đến khi có kết quả; mất tờ này là không có kết quả."),
		qrPicture(text.replaceAll(" ", ""), "Mã QR của khóa"), el("p", { class: "vote-digits" }, text));
}

function makeKey() {
	const title = document.querySelector(".lede").textContent, at = steps(form, "public_key");
	let x = null, parts = null;

	const leaving = (e) => x !== null && e.preventDefault();
	const make = (shared) => async () => {
		at.say("Đang lập khóa…");
		await drawn();
		x = newKey();
		parts = shared ? splitKey(x) : [{ index: 0, value: x }];
		addEventListener("beforeunload", leaving);
		at.say("");
		backup();
	};
	const paper = () => printSheet(...parts.map((part) => keyPage(part, title)));
	/* A whole key as “thidua vote decrypt” and belenios-tool read it too. */
	const file = () => parts.forEach((part) => (part.index ? save(`khoa-kiem-phieu-phan-${part.index}.txt`, `${title}\n${paperText(part)}\n`)
		: save("khoa-kiem-phieu.txt", `"${part.value}"\n`)));
	const backup = () => {
		const inputs = parts.map((part) => el("input", { class: "input", id: `last-${part.index}`, inputmode: "numeric", autocomplete: "off", maxlength: "3" }));
		const done = () => {
			const wrong = parts.findIndex((part, i) => inputs[i].value.trim() !== paperText(part).slice(-LAST));
			if (wrong >= 0) {
				at.fault("Ba chữ số cuối chưa đúng với bản in. Hãy xem lại tờ giấy; nếu chưa in, hãy in trước.");
				inputs[wrong].focus();
				return;
			}
			at.say("Bản in đúng. Còn một việc: gửi phần công khai của khóa.");
			at.show(el("p", {}, button("In lại khóa", paper)));
			at.ready(publicPart(x));
		};
		at.show(el("p", {}, el("strong", {}, "Khóa đã lập, chỉ nằm trong trang này. "), "Hãy in ra giấy trước khi gửi. Đóng trang này mà chưa in là mất khóa."),
			el("p", {}, button(parts.length > 1 ? "In 3 phần khóa" : "In khóa", paper), " ", button("Lưu thành tệp", file)),
			parts.map((part, i) => el("div", { class: "field" }, el("label", { for: `last-${part.index}` },
				`Ba chữ số cuối trên ${part.index ? `tờ phần ${part.index}` : "tờ khóa"}`), inputs[i])),
			el("p", {}, button("Tôi đã in đúng", done, "main")));
	};
	form.addEventListener("submit", () => {
		removeEventListener("beforeunload", leaving);
		dropSheet();
		x = parts = null;
	});
	at.show(el("p", {}, "Khóa được lập ngay trên máy này và không rời khỏi máy. Máy chủ chỉ nhận phần công khai. Không có khóa của cả ba ủy viên thì không ai đọc được phiếu."),
		el("p", {}, button("Chia khóa thành 3 phần (2 phần mở được)", make(true)), " ", button("Lập khóa, in một tờ", make(false), "main")));
}

/* ---- decryption ---- */

/* What is typed: a whole key, or two different parts. Returns the key; throws a sentence. */
function restore(typed) {
	const texts = typed.map((t) => t.trim()).filter(Boolean), parts = texts.map(readPaper);
	if (!texts.length) throw new Error("Hãy gõ khóa trên tờ giấy đã niêm phong.");
	const number = /^"(\d{1,78})"$/.exec(texts[0]); /* as “thidua vote keygen” writes it */
	if (number) return BigInt(number[1]);
	if (parts.includes(null)) throw new Error(`${parts.length > 1 ? `Ô thứ ${parts.indexOf(null) + 1}: ` : ""}khóa phải đủ 81 chữ số và đúng số kiểm tra. Hãy so lại từng nhóm với tờ giấy.`);
	const whole = parts.find((part) => part.index === 0);
	if (whole) return whole.value;
	if (parts.length < 2 || parts[0].index === parts[1].index) throw new Error("Khóa đã chia phần: cần hai phần khác nhau.");
	return joinKey(parts[0], parts[1]);
}

/* One vote, one tally: a second one would open single ballots by subtraction. */
function refuseSecond(uuid, tallyText) {
	const place = `giu-khoa/${uuid}`, mark = digest64(tallyText), before = localStorage.getItem(place);
	if (before !== null && before !== mark)
		throw new Error("Máy này đã giải mã một tổng KHÁC của cùng cuộc bỏ phiếu. Không giải mã lần thứ hai: hai tổng trừ cho nhau có thể lộ phiếu. Hãy báo trưởng ban kiểm phiếu.");
	localStorage.setItem(place, mark);
}

async function fetchUrn(uuid, at) {
	const get = async (address) => {
		const answer = await fetch(address, { cache: "no-store" });
		if (!answer.ok) throw new Error("Máy chủ chưa đưa hòm phiếu. Hãy thử lại sau ít phút.");
		return answer;
	};
	const task = await (await get(`/giu-khoa/${uuid}/viec.json`)).json();
	if (!task.archive) throw new Error("Hòm phiếu chưa đóng và cộng xong. Hãy chờ trưởng ban kiểm phiếu.");
	const bytes = new Uint8Array(await (await get(task.archive)).arrayBuffer());
	const urn = await checkArchive(bytes, async (i, n) => {
		at.say(`Đang kiểm tra phiếu ${i + 1} trên ${n}…`);
		await drawn();
	});
	if (urn.election.uuid !== uuid) throw new Error("Hòm phiếu này của cuộc bỏ phiếu khác.");
	if (urn.tally === null || urn.tallyText !== task.encrypted_tally) throw new Error("Tổng mã hóa máy chủ đưa không khớp hòm phiếu. Không giải mã; hãy báo trưởng ban kiểm phiếu.");
	if (!urn.events.includes(task.last_event)) throw new Error("Mã sự kiện cuối máy chủ nói không có trong hòm phiếu. Không giải mã; hãy báo trưởng ban kiểm phiếu.");
	return urn;
}

function decrypt() {
	const { uuid } = place.dataset, at = steps(form, "partial");
	const fields = [1, 2].map((i) => el("textarea", { class: "input", id: `part-${i}`, rows: "3", inputmode: "numeric", autocomplete: "off", spellcheck: "false" }));
	const file = el("input", { type: "file", id: "key-file", class: "input", accept: ".txt,text/plain", multiple: true });
	file.addEventListener("change", async () => {
		for (const [i, f] of [...file.files].slice(0, fields.length).entries()) fields[i].value = (await f.text()).trim().split("\n").pop();
	});
	const go = async () => {
		try {
			const x = restore(fields.map((f) => f.value)), urn = await fetchUrn(uuid, at);
			if (!urn.trustees.includes(keyPublic(x))) throw new Error("Khóa này không phải của ủy viên nào trong cuộc bỏ phiếu này. Có thể là khóa của lần tổng duyệt.");
			refuseSecond(uuid, urn.tallyText);
			at.say("Đang giải mã phần của bạn…");
			await drawn();
			const made = decryptPart(x, urn.election.fingerprint, urn.tally);
			fields.forEach((f) => (f.value = ""));
			at.show(note("ok", el("p", { class: "strong" }, `Hòm phiếu đúng: ${urn.ballots} phiếu, cả chuỗi sự kiện và mọi bằng chứng đều khớp.`),
				el("p", {}, "Mã sự kiện lúc đóng hòm, hãy so với mã đã chiếu trên màn hình khi đóng hòm và ghi trong biên bản. Khác một chữ thì đừng gửi."), el("p", { class: "vote-digits" }, urn.closed)));
			at.ready(made);
			at.say("Phần giải mã đã sẵn sàng. Gửi xong, khóa không còn trong trang này.");
		} catch (e) {
			at.fault(e instanceof TypeError ? "Mất mạng: chưa tải được hòm phiếu. Hãy nối mạng rồi thử lại." : e.message);
		}
	};
	at.show(el("p", {}, "Máy này kiểm tra toàn bộ hòm phiếu trước, rồi mới dùng khóa của bạn để giải mã TỔNG. Không phiếu riêng nào bị mở."),
		el("div", { class: "field" }, el("label", { for: "part-1" }, "Khóa trên tờ giấy (81 chữ số), hoặc phần thứ nhất"), fields[0]),
		el("div", { class: "field" }, el("label", { for: "part-2" }, "Phần thứ hai, nếu khóa chia phần"), fields[1]),
		el("div", { class: "field" }, el("label", { for: "key-file" }, "hoặc chọn tệp khóa đã lưu"), file),
		el("p", {}, button("Kiểm tra hòm phiếu và giải mã", go, "main")));
}

if (form?.elements.public_key) makeKey();
if (form?.elements.partial) decrypt();
