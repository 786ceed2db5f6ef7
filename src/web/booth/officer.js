/* The credential officer's page: codes are drawn here, printed as slips to be cut and drawn from a box, and forgotten; only
 * their public parts are sent. */
import { newCode, publicList } from "./credential.js";
import { drawn, el } from "./dom.js";
import { qrPicture } from "./qr.js";
import { button, dropSheet, printSheet, steps } from "./sheet.js";

const PER_PAGE = 8;
const place = document.getElementById("officer"), form = place?.querySelector("form");

function slip(code, uuid, title) {
	const address = `${location.origin}/bo-phieu/${uuid}`;
	return el("div", { class: "vote-slip" }, qrPicture(`${address}#${code}`, `Mã QR của phiếu ${code}`),
		el("div", {}, el("p", { class: "strong" }, title), el("p", {}, "Quét mã QR bằng máy ảnh để bỏ phiếu. Không cần đăng nhập."),
			el("p", {}, "Mã phiếu:"), el("p", { class: "vote-code" }, code), el("p", { class: "vote-address" }, address),
			el("p", {}, "Không đưa mã cho ai. Mỗi mã bỏ một phiếu.")));
}

function slipPages(codes, uuid, title) {
	const pages = [];
	for (let i = 0; i < codes.length; i += PER_PAGE)
		pages.push(el("div", { class: "vote-slips" }, codes.slice(i, i + PER_PAGE).map((c) => slip(c, uuid, title))));
	return pages;
}

function begin() {
	const { uuid } = place.dataset, n = Number(place.dataset.codes), at = steps(form, "public_creds");
	const title = document.querySelector(".lede").textContent;
	let codes = null, printed = false;

	const leaving = (e) => codes && e.preventDefault();
	const draw = async () => {
		at.say("Đang lập mã phiếu…");
		await drawn();
		codes = Array.from({ length: n }, newCode);
		addEventListener("beforeunload", leaving);
		at.say(`Đã lập ${n} mã phiếu.`);
		toPrint();
	};
	const toPrint = () => at.show(el("p", {}, el("strong", {}, `${n} phiếu đã lập, đang nằm trong trang này. `),
		"Hãy in, cắt theo nét đứt, cho vào phong bì giống nhau để đại biểu tự bốc. Đóng trang này là mất mã, không lấy lại được."),
	el("p", {}, button("In phiếu", () => {
		printSheet(...slipPages(codes, uuid, title));
		if (!printed) {
			printed = true;
			toPrint();
		}
	}, printed ? "" : "main"), " ", printed ? button(`Đã in đủ ${n} phiếu`, finish, "main") : null));
	const finish = async () => {
		at.say("Đang tính phần công khai…");
		await drawn();
		at.show(el("p", {}, `Đã in ${n} phiếu. Phần công khai đã sẵn sàng; mã phiếu bị xóa khỏi trang này khi gửi.`), el("p", {}, button("In lại phiếu", () => printSheet(...slipPages(codes, uuid, title)))));
		at.ready(publicList(codes, uuid));
		at.say("");
	};
	form.addEventListener("submit", () => {
		removeEventListener("beforeunload", leaving);
		dropSheet();
		codes = null;
	});
	at.show(el("p", {}, `Mã phiếu được lập ngay trên máy này: ${n} mã, mỗi đại biểu bốc một. Máy chủ chỉ nhận phần công khai, không biết mã nào.`),
		el("p", {}, button(`Lập ${n} mã phiếu`, draw, "main")));
}

if (form) begin();
