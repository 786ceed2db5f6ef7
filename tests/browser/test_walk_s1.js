/* Case S1 from an empty site: a block of seven central agencies; collectives and persons register titles, leaders sign the
 * pact, a difficulty is raised and answered, talks with pictures, exemplars, the mid-year review the Council's officer reads. */
"use strict";
const { holds, same } = require("./lib");
const walk = require("./walk");
const year = require("./walk_year");
const { code, fill, main, press } = walk;

const units = ["Cục Thuế", "Bảo hiểm xã hội tỉnh", "Cục Hải quan", "Kho bạc Nhà nước tỉnh", "Ngân hàng Nhà nước Chi nhánh tỉnh", "Cục Thống kê", "Cục Quản lý thị trường tỉnh"];
const [, insurance, customs, , , statistics] = units;
const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const council = "Hội đồng Thi đua – Khen thưởng tỉnh Tây Ninh";

module.exports = (browser) => walk.both(browser, "S1", {
	"the block is founded, its people come in": async (w) => {
		await walk.found(w, { council, cluster: "Khối thi đua các cơ quan Trung ương", code: "tw", kind: "Khối thi đua",
			year: 2020, theme: "Đoàn kết, sáng tạo, thi đua xây dựng và bảo vệ Tổ quốc", units, off: ["cross_checking", "explaining"] });
		await walk.offices(w, { head: statistics, deputy: customs, secretary: statistics });
		w.leaders = [];
		for (const [i, unit] of units.entries()) w.leaders.push(await walk.person(w, `tt${i}`, `Nguyễn Văn ${String.fromCharCode(65 + i)}`, "leader", unit));
		w.desk = await walk.person(w, "thuky", "Trần Thị B", "officer", statistics);
		w.officer = await walk.person(w, "banthidua", "Lê Thị C", "appraiser", council);
	},
}, {
	"the plan has its theme and motto": async (w) => {
		await year.plan(w, w.desk, { contents: "Kỷ cương, liêm chính, hành động, trách nhiệm, sáng tạo, hiệu quả", measures: "Sơ kết 6 tháng, tổng kết năm" });
		await w.leaders[0].to(w.base + "/ke-hoach");
		holds((await main(w.leaders[0])).includes("Đoàn kết, sáng tạo, thi đua xây dựng"), "theme");
	},
	"collectives and persons register titles, the desk approves": async (w) => {
		await year.go(w, w.desk, "Mở đăng ký thi đua");
		for (const [i, unit] of units.entries())
			await year.register(w, w.leaders[i], unit, [{ indicator: "Nhiệm vụ chính trị được giao", measure: "nhiệm vụ", plan: "100" }],
				[{ award: "Tập thể lao động xuất sắc", name: unit }, { award: "Chiến sĩ thi đua cơ sở", holder: "Cá nhân", name: `Nguyễn Thị ${"HIKLMNP"[i]}` }]);
		await year.approve(w, w.desk, units);
		await w.desk.to(w.base + "/dang-ky");
		const row = await w.desk.locator("section:has(#rows) tbody tr").first().innerText();
		holds(/Đã duyệt[\s\S]*\b1\b[\s\S]*\b2\b/.test(row), row);
	},
	"the pact is adopted; two leaders sign themselves, the others at the meeting": async (w) => {
		await year.pact(w, w.desk, { contents: "Hoàn thành nhiệm vụ chính trị được giao\nHọc tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh", measures: "Theo dõi, kiểm tra", adopted_on: "15/02/2020" });
		for (const i of [0, 1]) {
			await year.sign(w, w.leaders[i], units[i], "common");
			holds((await main(w.leaders[i])).includes("Ký trên hệ thống"), units[i]);
		}
		await year.sign(w, w.leaders[1], insurance, "annex");
		await w.desk.to(w.base + "/giao-uoc");
		await fill(w.desk, { signed_on: "15/02/2020", part: { value: "common" } });
		await press(w.desk, "Ghi nhận các đơn vị đã ký");
		holds((await main(w.desk)).includes("Giao ước chung 7/7"), await main(w.desk));
		await year.go(w, w.desk, "Bắt đầu thực hiện phong trào");
	},
	"a difficulty is raised, assigned to the Council's officer, answered, closed": async (w) => {
		const unit = w.leaders[2];
		await unit.to(`${w.base}/kho-khan/${code(w, customs)}`);
		await fill(unit, { title: "Chưa có hướng dẫn đánh giá trực tuyến", body: "Không kiểm tra được tại chỗ trong thời gian giãn cách." }, "#neu");
		await press(unit, "Nêu khó khăn");
		const address = new URL(unit.url()).pathname;
		await w.desk.to(address);
		const people = await w.desk.locator("#assignee option").allInnerTexts();
		const officer = people.find((t) => t.includes("Lê Thị C"));
		holds(officer, "the Council's officer can be asked: " + people.join(", "));
		await fill(w.desk, { assignee: officer, due_on: "30/04/2020" }, "#giao");
		await press(w.desk, /^Giao/);
		await w.officer.to(address);
		await fill(w.officer, { text: "Họp và kiểm tra trực tuyến, gửi minh chứng qua phần mềm." }, "#tra-loi");
		await press(w.officer, /^Trả lời/);
		await unit.to(address);
		holds((await main(unit)).includes("Họp và kiểm tra trực tuyến"), "the answer");
		await press(unit, "Đóng, đã được giải quyết");
		holds((await main(unit)).includes("Đã đóng"), "closed");
	},
	"exemplars, a talk with its file, a picture of the meeting": async (w) => {
		await year.period(w, w.desk, { name: "6 tháng đầu năm", kind: "6 tháng", starts_on: "01/01/2020", ends_on: "30/06/2020", due_on: "10/07/2020", persons: "3" });
		await year.exemplar(w, w.leaders[1], insurance, { period: "6 tháng đầu năm", name: "Nguyễn Thị H", title: "Phó Giám đốc", merit: "Cải cách thủ tục thu" });
		await year.talk(w, w.leaders[1], insurance, { talk_title: "Giải pháp thu, giảm nợ", speaker: "Nguyễn Thị H", given_on: "24/07/2020", talk_body: "Ba giải pháp đã làm.",
			file: { name: "tham-luan.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n%%EOF\n") } });
		await w.desk.to(w.base + "/hoat-dong/chung");
		await fill(w.desk, { title: "Hội nghị sơ kết 6 tháng", kind: "Giao lưu, trao đổi kinh nghiệm", held_on: "24/07/2020", place: "Cục Thống kê" }, "#ghi");
		for (const unit of units) await w.desk.locator(`[id="joined[${code(w, unit)}]"]`).check();
		await press(w.desk, "Ghi hoạt động");
		await fill(w.desk, { file: { name: "tham-luan.png", mimeType: "image/png", buffer: png }, alt: "Phó Giám đốc báo cáo tham luận" });
		await press(w.desk, "Thêm ảnh, tệp");
		same(await w.desk.locator(".pictures img").getAttribute("alt"), "Phó Giám đốc báo cáo tham luận", "picture");
	},
	"six months are reported; the review is made and the Council's officer reads it": async (w) => {
		for (const [i, unit] of units.entries()) await year.report(w, w.leaders[i], unit, [[i === 2 ? "35" : "52", i === 2 ? "Giãn cách xã hội" : ""]]);
		const said = await walk.paper(w, w.desk, "midyear_review");
		for (const words of ["Giãn cách xã hội", "Nguyễn Thị H", "Giải pháp thu, giảm nợ", "Chưa có hướng dẫn đánh giá trực tuyến"]) holds(said.includes(words), `review without ${words}`);
		await w.officer.to(w.base + "/so-ket");
		const text = await main(w.officer);
		holds(text.includes("7/7 đơn vị đã gửi") && text.includes("Giãn cách xã hội") && text.includes("Nguyễn Thị H"), text);
	},
});
