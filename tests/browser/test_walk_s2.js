/* Case S2 from an empty site: ten unlike units; regulations and guidance handed down, the year's calendar, a thematic
 * movement, registered targets brought together, ten representatives sign. */
"use strict";
const { holds, same } = require("./lib");
const walk = require("./walk");
const year = require("./walk_year");
const { fill, main, press } = walk;

const units = ["Bảo hiểm xã hội thành phố Hà Nội", "Cục Thuế thành phố Hà Nội", "Cục Hải quan thành phố Hà Nội", "Kho bạc Nhà nước thành phố Hà Nội",
	"Ngân hàng Nhà nước Chi nhánh Hà Nội", "Cục Thống kê thành phố Hà Nội", "Tổng Công ty Điện lực thành phố Hà Nội", "Trung tâm Kinh doanh VNPT Hà Nội", "VNPT Hà Nội", "Bưu điện thành phố Hà Nội"];
const motto = "Trách nhiệm – Kỷ cương – Chuyên nghiệp";
const pdf = (name) => ({ name, mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n%%EOF\n") });
const calendar = [["Kỷ niệm 70 năm Ngày Chủ tịch Hồ Chí Minh ra Lời kêu gọi thi đua ái quốc", "08/06/2018"], ["Tặng quà gia đình đoàn viên gặp khó khăn", "20/01/2018"],
	["Sơ kết 6 tháng đầu năm", "10/07/2018"], ["Tổng kết năm 2018", "20/12/2018"]];

module.exports = (browser) => walk.both(browser, "S2", {
	"the cluster is founded, its people come in": async (w) => {
		await walk.found(w, { council: "Hội đồng Thi đua – Khen thưởng thành phố Hà Nội", cluster: "Cụm thi đua số XII", code: "xii", kind: "Cụm thi đua",
			year: 2018, theme: motto, units, off: ["cross_checking", "explaining"] });
		await walk.offices(w, { head: units[0], deputy: units[9], secretary: units[0] });
		w.leaders = [];
		for (const [i, unit] of units.entries()) w.leaders.push(await walk.person(w, `dv${i}`, `Nguyễn Văn ${String.fromCharCode(65 + i)}`, "leader", unit));
		w.desk = await walk.person(w, "thuky", "Trần Thị B", "officer", units[0]);
	},
}, {
	"regulations and the Council's guidance are handed down": async (w) => {
		await year.plan(w, w.desk, { contents: "Thực hiện nhiệm vụ chính trị và công tác đột xuất được giao\nUống nước nhớ nguồn, đền ơn đáp nghĩa", measures: "Phát động, đăng ký, ký giao ước; sơ kết, tổng kết" });
		for (const [kind, title] of [["Quy chế hoạt động", "Quy chế hoạt động Cụm XII"], ["Hướng dẫn", "Hướng dẫn chấm điểm của Hội đồng thành phố"]]) {
			await w.desk.to(w.base + "/tai-lieu");
			await fill(w.desk, { kind, title, file: pdf("van-ban.pdf") }, "#them");
			await press(w.desk, "Thêm tài liệu");
		}
		await w.leaders[6].to(w.base + "/tai-lieu");
		const text = await main(w.leaders[6]);
		holds(text.includes("Quy chế hoạt động Cụm XII") && text.includes("Hướng dẫn chấm điểm"), text);
	},
	"the year's common activities stand in everybody's calendar": async (w) => {
		for (const [title, starts_on] of calendar) {
			await w.desk.to(w.base + "/lich");
			await fill(w.desk, { title, starts_on }, "#them");
			await press(w.desk, "Thêm vào lịch");
		}
		await w.leaders[9].to(w.base + "/lich");
		const text = await main(w.leaders[9]);
		for (const [title] of calendar) holds(text.includes(title), `calendar without ${title}`);
		await w.leaders[9].to("/lich?thang=2018-06");
		holds((await main(w.leaders[9])).includes("70 năm"), "one's own calendar");
	},
	"a thematic movement is launched": async (w) => {
		const address = await year.campaign(w, w.desk, { name: motto, kind: "Thi đua theo chuyên đề", slogan: "Phục vụ tốt nhất người dân và doanh nghiệp",
			contents: "Nâng cao chất lượng đội ngũ cán bộ, công chức, viên chức, người lao động", starts_on: "15/01/2018" }, []);
		await w.leaders[7].to(address);
		holds((await main(w.leaders[7])).includes("Phục vụ tốt nhất"), "members read it");
		await w.desk.to(address);
		holds((await main(w.desk)).includes("2/10"), "opened by the desk's own unit and by one more");
	},
	"ten units register unlike targets; the desk has them together": async (w) => {
		await year.go(w, w.desk, "Mở đăng ký thi đua");
		for (const [i, unit] of units.entries())
			await year.register(w, w.leaders[i], unit, [i < 6 ? { indicator: "Nhiệm vụ đúng hạn", measure: "%", baseline: "97", plan: "98,5" } : { indicator: "Doanh thu", measure: "tỷ đồng", baseline: "1100", plan: String(1200 + i) }],
				[{ award: "Tập thể lao động xuất sắc", name: unit }]);
		await year.approve(w, w.desk, units);
		await w.desk.to(w.base + "/dang-ky");
		const totals = await w.desk.locator("section:has(#totals) tbody").innerText();
		holds(totals.includes("Doanh thu") && /4830/.test(totals) && totals.includes("98,5"), totals);
		const book = await w.desk.request.get(`${w.site.base}${w.base}/dang-ky.xlsx?ds=chi-tieu`);
		same((await book.body()).subarray(0, 2).toString(), "PK", "the workbook for the Council");
	},
	"ten representatives sign, and the year runs": async (w) => {
		await year.pact(w, w.desk, { contents: "Thực hiện các chỉ tiêu đã đăng ký\nTham gia hoạt động từ thiện, đền ơn đáp nghĩa", measures: "Bình xét kịp thời, chính xác", adopted_on: "11/01/2018" });
		for (const part of ["common", "annex"]) {
			await fill(w.desk, { signed_on: "11/01/2018", part: { value: part } });
			await press(w.desk, "Ghi nhận các đơn vị đã ký");
		}
		holds((await main(w.desk)).includes("Giao ước chung 10/10 · phụ lục 10/10"), await main(w.desk));
		const said = await walk.docx(w, w.desk, w.base + "/giao-uoc.docx");
		for (const words of [motto, units[0], units[9]]) holds(said.toLowerCase().includes(words.toLowerCase()), `pact without ${words}`);
		await year.go(w, w.desk, "Bắt đầu thực hiện phong trào");
	},
});
