/* Case S3 from an empty site: eight units score, the desk verifies, the meeting adopts, nominates, elects next year's head
 * and deputy and adopts the new pact; minutes; the year is handed over. */
"use strict";
const { holds, same } = require("./lib");
const walk = require("./walk");
const { code, fill, main, press, send } = walk;

const units = ["Cục Thuế Thanh Hóa", "Cục Thống kê Thanh Hóa", "Kho bạc Nhà nước tỉnh", "Ngân hàng Nhà nước Chi nhánh Thanh Hóa",
	"Cục Hải quan Thanh Hóa", "Cục Quản lý thị trường Thanh Hóa", "Cục Dự trữ Nhà nước khu vực Thanh Hóa", "Bảo hiểm xã hội tỉnh Thanh Hóa"];
const [tax, , treasury, , , market, , insurance] = units;
const table = [["BẢNG TIÊU CHÍ CHẤM ĐIỂM CỤM THI ĐUA SỐ 10"], [], ["TT", "Nội dung", "Điểm chuẩn"],
	["I", "Thực hiện nhiệm vụ chính trị", 60], ["1", "Hoàn thành chỉ tiêu được giao", 40], ["2", "Cải cách hành chính", 20],
	["II", "Công tác thi đua, khen thưởng", 40], ["1", "Tổ chức phong trào", 25], ["2", "Chế độ báo cáo", 15]];
const figures = (i) => ({ "I.1": "40", "I.2": i % 2 ? "18,5" : "19.5", "II.1": String(25 - i), "II.2": i === 7 ? "0" : "15" });

const founding = {
	"the cluster is founded, its people come in": async (w) => {
		await walk.found(w, { council: "Hội đồng Thi đua – Khen thưởng tỉnh Thanh Hóa", cluster: "Cụm thi đua số 10", code: "10", kind: "Cụm thi đua",
			year: 2019, units, off: ["registering", "cross_checking", "explaining", "proposed", "decided"] });
		await walk.offices(w, { head: insurance, deputy: treasury, secretary: insurance });
		w.leaders = [];
		for (const [i, unit] of units.entries())
			w.leaders.push(await walk.person(w, `td${i}`, `Nguyễn Văn ${String.fromCharCode(65 + i)}`, "leader", unit));
		w.desk = await walk.person(w, "thuky", "Trần Thị B", "officer", insurance);
		[w.head, w.deputy] = [w.leaders[7], w.leaders[2]];
	},
};

const steps = {
	"the cluster's criteria are read from its workbook and sealed": async (w) => {
		await walk.criteria(w, w.desk, table);
		await walk.move(w, w.desk, "Bắt đầu thực hiện phong trào");
		await walk.move(w, w.desk, "Mở tự chấm điểm");
	},
	"eight units score themselves": async (w) => {
		for (const [i, unit] of units.entries()) await walk.score(w, w.leaders[i], unit, figures(i));
		await w.desk.to(w.base);
		holds(!(await main(w.desk)).includes("Nháp"), "no card is left");
	},
	"the desk verifies; its own unit's card is another's": async (w) => {
		await walk.move(w, w.desk, "Chuyển sang thẩm tra");
		for (const page of [w.desk, w.deputy]) {
			await page.to(w.base + "/tham-tra");
			await press(page, /^Nhận \d+ phiếu/);
			await press(page, "Theo đề xuất tất cả");
			await press(page, "Xong các phiếu đã đủ điểm");
		}
		await walk.move(w, w.desk, "Mở hội nghị tổng kết");
	},
	"scores and ranking are sealed, adopted, revealed": async (w) => {
		const board = w.base + "/xep-hang";
		same((await w.leaders[0].to(board)).status(), 403, "nothing is seen before");
		await w.head.to(board);
		await fill(w.head, { word: "NIÊM PHONG" }, "#chot");
		await press(w.head, "Niêm phong kết quả");
		await press(w.head, "Hội nghị thông qua");
		await fill(w.head, { word: "CÔNG BỐ" }, "#cong-bo");
		await press(w.head, "Công bố cho các đơn vị thành viên");
		await w.leaders[0].to(board);
		const first = w.leaders[0].locator("section:has(#ranking) tbody tr").first();
		holds((await first.innerText()).includes(tax) && (await first.innerText()).includes("99,50"), await first.innerText());
	},
	"units are nominated, head and deputy of 2020 elected": async (w) => {
		const page = w.desk;
		await page.to(w.base + "/suy-ton");
		await fill(page, { unit: tax, title: { index: 1 } });
		await press(page, "Thêm vào danh sách");
		const counts = { members: "8", present: "8", issued: "8", returned: "8", valid: "8", invalid: "0" };
		const poll = async (purpose, unit, rule) => {
			await fill(page, { purpose, rule, seats: "1", ...counts, [`yes[${code(w, unit)}]`]: "8", [`no[${code(w, unit)}]`]: "0", announce: true }, "#kiem-phieu");
			await press(page, "Ghi kết quả");
		};
		await poll({ index: 1 }, tax, "2/3");
		await poll({ value: "head" }, tax, "quá 1/2");
		await poll({ value: "deputy" }, market, "quá 1/2");
		const text = await main(page);
		holds(text.includes("Được suy tôn") && (text.match(/8\/8/g) || []).length >= 3, text);
	},
	"the new pact is adopted in the same meeting and signed by all eight": async (w) => {
		await w.desk.to(w.base + "/giao-uoc?nam=sau");
		await fill(w.desk, { theme: "Đoàn kết, kỷ cương, sáng tạo", contents: "Quán triệt Chỉ thị số 34 của Bộ Chính trị\nNhân rộng điển hình tiên tiến",
			measures: "Kiểm tra, sơ kết, tổng kết", adopted_on: "07/01/2020" }, "#soan");
		await press(w.desk, "Lưu giao ước");
		await fill(w.desk, { signed_on: "07/01/2020", part: { value: "common" } });
		await press(w.desk, "Ghi nhận các đơn vị đã ký");
		holds((await main(w.desk)).includes("8/8"), await main(w.desk));
	},
	"the minutes say what the meeting did": async (w) => {
		await w.desk.to(w.base + "/hop");
		await fill(w.desk, { held_on: "07/01/2020", place: "Hội trường Bảo hiểm xã hội tỉnh", chair: "Nguyễn Văn H", secretary: "Trần Thị B",
			conclusion: "Thống nhất điểm, suy tôn; thông qua giao ước năm 2020." });
		for (const unit of units) await fill(w.desk, { [`present[${code(w, unit)}]`]: true });
		await press(w.desk, "Lưu thông tin hội nghị");
		const text = await walk.paper(w, w.desk, "minutes");
		for (const said of ["BIÊN BẢN", "Hội trường Bảo hiểm xã hội tỉnh", tax, market, "99,50"]) holds(text.includes(said), `minutes without ${said}`);
	},
	"the year is handed over: the elected have next year's desk": async (w) => {
		await w.head.to(w.base + "/ban-giao");
		holds((await main(w.head)).includes("đã được bầu"), await main(w.head));
		await fill(w.head, { tasks: "Nhân rộng mô hình của Cục Thuế", word: "BÀN GIAO" }, "#ban-giao");
		await press(w.head, /^Bàn giao năm/);
		const next = "/cum/10/2020";
		await w.leaders[0].to(next);
		const text = await main(w.leaders[0]);
		holds(/Cụm trưởng\s+Cục Thuế Thanh Hóa/.test(text) && /Cụm phó\s+Cục Quản lý thị trường Thanh Hóa/.test(text), text);
		same((await w.leaders[0].to(next + "/ban-lam-viec")).status(), 200, "the new head's desk");
		same((await w.leaders[1].to(next + "/ban-lam-viec")).status(), 403, "a member's");
	},
};

module.exports = Object.assign((browser) => walk.both(browser, "S3", founding, steps), { founding, steps });
