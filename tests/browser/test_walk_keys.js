/* A year by the keyboard alone, from the empty site: founding, accounts, a table of sixty criteria that two units fill, the
 * verification, the sealed ranking. No mouse anywhere. */
"use strict";
const { holds } = require("./lib");
const walk = require("./walk");
const { fill, main, press } = walk;

const units = ["Cơ quan A", "Cơ quan B"];
const table = [["BẢNG SÁU MƯƠI TIÊU CHÍ"], [], ["TT", "Nội dung", "Điểm chuẩn"]];
for (let g = 1; g <= 6; g++) {
	table.push([String(g), `Nhóm ${g}`, 20]);
	for (let i = 1; i <= 10; i++) table.push([`${g}.${i}`, `Nội dung ${g}.${i}`, 2]);
}
const sixty = (less) => Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`${1 + Math.floor(i / 10)}.${1 + (i % 10)}`, i < less ? "0" : i % 2 ? "1,5" : "1.5"]));

const founding = {
	"the cluster is founded, its people come in": async (w) => {
		await walk.found(w, { council: "Hội đồng Thi đua – Khen thưởng tỉnh A", cluster: "Cụm thi đua bàn phím", code: "bp", kind: "Cụm thi đua",
			year: 2026, units, off: ["registering", "cross_checking", "explaining", "proposed", "decided"] });
		await walk.offices(w, { head: units[0], deputy: units[1], secretary: units[0] });
		w.leaders = [await walk.person(w, "td0", "Nguyễn Văn A", "leader", units[0]), await walk.person(w, "td1", "Nguyễn Văn B", "leader", units[1])];
		w.desk = await walk.person(w, "thuky", "Trần Thị C", "officer", units[0]);
	},
};

const steps = {
	"criteria are taken in and sealed": async (w) => {
		await walk.criteria(w, w.desk, table);
		await walk.move(w, w.desk, "Bắt đầu thực hiện phong trào");
		await walk.move(w, w.desk, "Mở tự chấm điểm");
	},
	"two units type sixty items each": async (w) => {
		holds((await walk.score(w, w.leaders[0], units[0], sixty(0))).includes("90,00"), "sixty times 1,5");
		holds((await walk.score(w, w.leaders[1], units[1], sixty(4))).includes("84,00"), "noughts are scores");
	},
	"verified, sealed, adopted, shown": async (w) => {
		await walk.move(w, w.desk, "Chuyển sang thẩm tra");
		for (const page of [w.desk, w.leaders[1]]) {
			await page.to(w.base + "/tham-tra");
			await press(page, /^Nhận \d+ phiếu/);
			await press(page, "Theo đề xuất tất cả");
			await press(page, "Xong các phiếu đã đủ điểm");
		}
		await walk.move(w, w.desk, "Mở hội nghị tổng kết");
		const head = w.leaders[0];
		await head.to(w.base + "/xep-hang");
		await fill(head, { word: "NIÊM PHONG" }, "#chot");
		await press(head, "Niêm phong kết quả");
		await press(head, "Hội nghị thông qua");
		await fill(head, { word: "CÔNG BỐ" }, "#cong-bo");
		await press(head, "Công bố cho các đơn vị thành viên");
		await w.leaders[1].to(w.base + "/xep-hang");
		holds((await main(w.leaders[1])).includes("84,00"), "the other unit sees it");
	},
};

module.exports = (browser) => walk.one(browser, "keyboard", { ...walk.shapes.desk, keys: true }, founding, steps);
