/* The booth: one page for every election and voter. It asks the server for the election once, makes the ballot here, and
 * hands it in. Nothing is kept but pieces of a ballot that came by QR from another device. */
import { ballotName, checkBallot, makeBallot, tracker, voteAllowed } from "./ballot.js";
import { readCode } from "./credential.js";
import { drawn, el, save } from "./dom.js";
import { readElection } from "./election.js";
import { packBallot, piecesOf, readPiece, unpackBallot } from "./pack.js";
import { qrPicture } from "./qr.js";
import { questionFields, readFields, voteSentences } from "./questions.js";

const here = location.pathname.replace(/\/$/, ""), uuid = here.split("/").pop();
const main = document.querySelector("main"), status = document.getElementById("status");
let election = null, said = null; /* said: what the server told beside the election */
let code = null, votes = null, ballot = null;

/* ---- screens ---- */

/* A screen's heading takes the focus, so that it is read out; the buttons stand at the bottom, the main one last. */
function show(title, ...parts) {
	const heading = el("h1", { tabindex: "-1" }, title);
	main.replaceChildren(heading, ...parts.flat().filter(Boolean));
	status.textContent = "";
	scrollTo(0, 0);
	heading.focus();
}

const bar = (...buttons) => el("div", { class: "bar" }, ...buttons);
const button = (text, onclick, kind = "") => el("button", { type: "button", class: `btn ${kind}`, onclick }, text);
const note = (kind, ...parts) => el("div", { class: `note ${kind}`, role: kind === "bad" ? "alert" : null }, ...parts);
const p = (...parts) => el("p", {}, ...parts);

/* Where it went wrong, or above the buttons. */
function fault(text, place = null) {
	main.querySelector(".fault")?.remove();
	const box = note("bad fault", p(text));
	if (place) place.append(box);
	else main.querySelector(".bar").before(box);
	box.scrollIntoView({ block: "center" });
}

/* ---- what every voter should know ---- */

function unanimity() {
	return `Cụm chỉ có ${said.n_units} đơn vị: nếu kết quả là nhất trí tuyệt đối thì mọi người đều biết bạn đã bỏ thế nào.`;
}

function warnings() {
	return el("details", {}, el("summary", {}, "4 điều cần biết trước khi bỏ phiếu"), el("ol", {},
		el("li", {}, unanimity()),
		el("li", {}, "Hệ thống không chống được việc có người ép bạn bỏ phiếu trước mặt họ."),
		el("li", {}, "Nếu máy bạn đang dùng hoặc trang này bị can thiệp, phiếu có thể bị đổi; bạn có thể dùng công cụ độc lập " +
			"(belenios-tool) để lập phiếu."),
		el("li", {}, "Không đưa mã phiếu cho ai.")));
}

/* The set-up was refused and the meeting took it all the same. */
function banner() {
	return said.override ? note("bad", p(el("strong", {}, said.override))) : null;
}

/* ---- the election ---- */

async function fetchElection() {
	const answer = await fetch(`${here}/bau-cu.json`, { credentials: "omit", cache: "no-store" });
	if (answer.status === 404) throw new Error("Không có cuộc bỏ phiếu nào ở địa chỉ này. Hãy quét lại mã QR in trên phiếu.");
	if (!answer.ok) throw new Error("Máy chủ chưa trả lời được. Hãy thử lại sau ít phút.");
	said = await answer.json();
	election = said.election ? readElection(said.election, uuid) : null;
	document.getElementById("name").textContent = election?.name ?? "";
}

async function load() {
	show("Đang tải cuộc bỏ phiếu…");
	try {
		await fetchElection();
	} catch (e) {
		const lost = e instanceof TypeError;
		show("Chưa tải được cuộc bỏ phiếu", p(lost ? "Máy này chưa nối được với máy chủ. Hãy kiểm tra mạng rồi thử lại." : e.message),
			bar(button("Thử lại", load, "main")));
		return;
	}
	begin();
}

const soon = ["Chưa mở bỏ phiếu", "Hãy giữ phiếu, chờ chủ tọa mở bỏ phiếu rồi chạm «Xem lại trạng thái»."];
const over = ["Đã hết giờ bỏ phiếu", "Hòm phiếu đã đóng, không nhận thêm phiếu. Bạn vẫn tra cứu được phiếu đã bỏ bằng mã theo dõi."];
const phases = {
	closed: over, decrypting: over, result: over,
	cancelled: ["Cuộc bỏ phiếu đã hủy", "Hội nghị bỏ phiếu lại bằng cách khác. Hãy hỏi chủ tọa."],
};

function begin() {
	const [title, what] = phases[said.phase] ?? soon;
	if (said.phase !== "open" || !election) show(title, p(what), bar(button("Xem lại trạng thái", load, "main")));
	else if (readPiece(fragment("q"))) gather();
	else if (code) choose();
	else askCode();
}

/* ---- the code ---- */

const fragment = (letter) => (location.hash[1] === letter ? location.hash.slice(2) : "");

/* The code leaves the address at once: it shall not stay in the browser's history. */
function takeCode() {
	const typed = decodeURIComponent(location.hash.slice(1));
	if (!typed || readPiece(fragment("q"))) return;
	code = readCode(typed);
	history.replaceState(null, "", here);
}

function askCode() {
	const input = el("input", { id: "code", class: "input", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
		maxlength: "40", "aria-describedby": "code-hint" });
	const go = () => {
		code = readCode(input.value);
		if (code) choose();
		else {
			fault("Mã phiếu chưa đúng. Hãy so lại từng chữ với phiếu in: chữ hoa và chữ thường khác nhau.");
			input.setAttribute("aria-invalid", "true");
			input.focus();
		}
	};
	show("Nhập mã phiếu", p("Cách nhanh nhất: dùng máy ảnh của điện thoại quét mã QR in trên phiếu bạn đã bốc."),
		el("form", { onsubmit: (e) => (e.preventDefault(), go()) },
			el("label", { for: "code" }, "Mã phiếu in dưới mã QR"), input,
			el("p", { class: "muted", id: "code-hint" }, "15 chữ và số, in thành năm nhóm ba như 3G6-1UG-6Gf-PvW-5xs. Phân biệt chữ hoa, chữ thường.")),
		bar(button("Nộp phiếu đã lưu", handIn), button("Tiếp tục", go, "main")));
}

/* ---- choosing and reviewing ---- */

function choose() {
	const form = questionFields(election.questions, votes);
	const next = () => {
		const read = readFields(form, election.questions), wrong = read.findIndex((v, i) => !voteAllowed(election.questions[i], v));
		if (wrong >= 0) {
			const field = form.querySelectorAll("fieldset[data-question]")[wrong];
			fault(`${election.questions.length > 1 ? `Câu ${wrong + 1}: ` : ""}${howMany(election.questions[wrong])}`, field);
			field.querySelector("input").focus({ preventScroll: true });
			return;
		}
		votes = read;
		review();
	};
	show("Đánh dấu lựa chọn", banner(),
		note("", p("Phiếu được mã hóa ngay trên máy này. Máy chủ không đọc được; chỉ khi cả Ban kiểm phiếu cùng mở khóa mới có kết quả TỔNG.")),
		form, warnings(), bar(button("Xem lại phiếu", next, "main")));
}

function howMany(q) {
	const blank = q.blank ? ", hoặc bỏ phiếu trắng" : "";
	if (q.min === q.max) return `hãy chọn đúng ${q.min}${blank}.`;
	return `hãy chọn từ ${q.min} đến ${q.max}${blank}.`;
}

function review() {
	show("Xem lại trước khi bỏ phiếu", el("dl", { class: "facts" }, election.questions.map((q, i) =>
		el("div", {}, el("dt", {}, q.text), voteSentences(q, votes[i]).map((s) => el("dd", {}, s))))),
	note("warn", p(unanimity()), p("Phiếu đã bỏ thì không sửa được.")),
	bar(button("Sửa lại", choose), button("Bỏ phiếu", cast, "main")));
}

async function cast() {
	show("Đang mã hóa phiếu…", p("Xin chờ, đừng đóng trang."));
	await drawn();
	ballot = makeBallot(election, code, votes);
	code = votes = null; /* not needed any more: only the sealed ballot is left */
	await send();
}

/* ---- handing in ---- */

async function send() {
	show("Đang nộp phiếu…", p("Xin chờ, đừng đóng trang."));
	let answer, told = {};
	try {
		answer = await fetch(`${here}/phieu`, { method: "POST", credentials: "omit", headers: { "Content-Type": "application/json" }, body: ballot });
		told = await answer.json().catch(() => ({}));
	} catch {
		offline("Máy này chưa nối được với máy chủ.");
		return;
	}
	if (answer.ok && told.tracker === tracker(ballot)) done();
	else if (await isThere()) done(); /* an earlier try had arrived, its answer had not */
	else if (answer.status >= 500 || answer.status === 429) offline("Máy chủ đang bận, chưa nhận được phiếu.");
	else refused(told.error ?? "Máy chủ không nhận phiếu này.");
}

const lookUp = () => `${here}/tra-cuu?ma=${encodeURIComponent(tracker(ballot))}`;

async function isThere() {
	try {
		return (await (await fetch(lookUp(), { credentials: "omit", headers: { Accept: "application/json" } })).json()).found === true;
	} catch {
		return false;
	}
}

function trackerParts() {
	const text = tracker(ballot);
	return [el("p", { class: "tracker", id: "tracker" }, text),
		qrPicture(location.origin + lookUp(), "Mã QR của địa chỉ tra cứu phiếu này")];
}

function copy(text) {
	return async () => {
		try {
			await navigator.clipboard.writeText(text);
			status.textContent = "Đã sao chép.";
		} catch {
			status.textContent = "Máy này không cho sao chép. Hãy lưu thành tệp.";
		}
	};
}

function done() {
	const text = tracker(ballot);
	show("Đã bỏ phiếu", note("ok", p(el("strong", {}, "Phiếu của bạn đã ở trong hòm phiếu."))),
		p("Hãy chụp hoặc chép mã theo dõi phiếu. Sau khi đóng hòm, bạn dùng mã này để tự kiểm tra phiếu của mình có được đếm. Mã không cho biết bạn chọn gì."),
		el("h2", {}, "Mã theo dõi phiếu"), trackerParts(),
		el("div", { class: "more" }, button("Sao chép mã", copy(text)), button("Lưu thành tệp", () => save("ma-theo-doi.txt", `${text}\n${location.origin}${lookUp()}\n`))),
		bar(button("Xong, mời người tiếp theo", again, "main")));
}

function again() {
	code = votes = ballot = null;
	load();
}

function refused(why) {
	show("Phiếu không được nhận", note("bad", p(why)), p("Hãy báo ban kiểm phiếu. Lựa chọn của bạn không bị lộ: máy chủ chỉ nhận được phiếu đã mã hóa."),
		bar(button("Nộp lại", send), button("Bắt đầu lại", again, "main")));
}

function offline(why) {
	show("Chưa nộp được phiếu", note("warn", p(el("strong", {}, why)), p("Phiếu đã mã hóa xong và còn nguyên trong trang này. Đừng đóng trang.")),
		el("ol", {}, el("li", {}, "Nối lại mạng rồi chạm «Nộp lại»."),
			el("li", {}, "Hoặc đưa phiếu sang máy khác: lưu thành tệp rồi gửi sang, hoặc dùng máy kia quét lần lượt các mã QR.")),
		el("div", { class: "more" }, button("Lưu thành tệp", () => save(`phieu-${ballotName(ballot).slice(0, 8)}.json`, ballot, "application/json")),
			button("Hiện mã QR", showPieces), button("Sao chép phiếu", copy(ballot))),
		bar(button("Nộp lại", send, "main")));
}

/* ---- a ballot on its way to another device ---- */

function showPieces() {
	const pieces = piecesOf(packBallot(election, ballot));
	let i = 0;
	const draw = () => {
		const last = i === pieces.length - 1;
		show(`Mã QR ${i + 1} trên ${pieces.length}`, p("Dùng máy ảnh của máy kia quét mã này, mở địa chỉ hiện ra, rồi quay lại đây chạm «Mã tiếp»."),
			qrPicture(`${location.origin}${here}#q`, `Phần ${i + 1} của phiếu`, pieces[i]),
			bar(button(i ? "Mã trước" : "Quay lại", () => (i ? (i--, draw()) : offline("Phiếu chưa được nộp từ máy này."))),
				button(last ? "Đã quét hết" : "Mã tiếp", () => (last ? offline("Nếu máy kia báo đã bỏ phiếu thì không cần làm gì thêm.") : (i++, draw())), "main")));
	};
	draw();
}

/* Each scanned code opens a page of its own; the pieces meet in the browser's storage. */
function gather() {
	const piece = readPiece(fragment("q")), place = `phieu/${uuid}/`;
	history.replaceState(null, "", here);
	if (+(localStorage.getItem(`${place}n`) ?? piece.of) !== piece.of) forget(place);
	localStorage.setItem(`${place}n`, piece.of);
	localStorage.setItem(place + piece.number, piece.digits);
	const got = Array.from({ length: piece.of }, (_, i) => localStorage.getItem(`${place}${i + 1}`));
	const missing = got.flatMap((d, i) => (d === null ? [i + 1] : []));
	if (missing.length) {
		show(`Đã nhận ${piece.of - missing.length} trên ${piece.of} mã`, p(`Còn thiếu mã số ${missing.join(", ")}. Hãy quét tiếp trên máy kia.`),
			bar(button("Bỏ, không nhận nữa", () => (forget(place), again()))));
		return;
	}
	forget(place);
	let text = null;
	try {
		text = unpackBallot(election, got.join(""));
	} catch { /* told below */ }
	take(text);
}

function forget(place) {
	for (const key of Object.keys(localStorage)) if (key.startsWith(place)) localStorage.removeItem(key);
}

async function take(text) {
	show("Đang kiểm tra phiếu…", p("Xin chờ, đừng đóng trang."));
	await drawn();
	if (text === null || !checkBallot(election, text)) {
		handIn();
		fault("Đây không phải một phiếu nguyên vẹn của cuộc bỏ phiếu này. Hãy lưu lại phiếu từ máy kia rồi thử lại.");
		return;
	}
	ballot = text;
	show("Nộp phiếu đã lưu", p("Phiếu nguyên vẹn và thuộc cuộc bỏ phiếu này. Nội dung đã mã hóa, máy này không đọc được."),
		bar(button("Bỏ, không nộp", again), button("Nộp phiếu", send, "main")));
}

function handIn() {
	const file = el("input", { type: "file", id: "file", accept: ".json,application/json,text/plain" });
	const area = el("textarea", { id: "text", rows: "4", spellcheck: "false" });
	const go = async () => take((file.files[0] ? await file.files[0].text() : area.value).trim());
	show("Nộp phiếu đã lưu", el("div", { class: "field" }, el("label", { for: "file" }, "Tệp phiếu (phieu-….json)"), file),
		el("div", { class: "field" }, el("label", { for: "text" }, "hoặc dán nội dung phiếu vào đây"), area),
		p("Phiếu hiện bằng mã QR: không cần mở trang này, cứ dùng máy ảnh quét từng mã."),
		bar(button("Quay lại", again), button("Kiểm tra phiếu", go, "main")));
}

/* Another slip scanned into the same page. */
addEventListener("hashchange", () => {
	if (location.hash.length < 2 || ballot) return;
	votes = null;
	takeCode();
	begin();
});

takeCode();
load();
