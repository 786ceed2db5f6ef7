/* Case S0 from an empty site: four offices of one sector, a campaign by phases with targets of their own, documents handed
 * down, the coordination meeting that evaluates every unit and chooses two exemplars, the review of the first half. */
"use strict";
const { holds, same } = require("./lib");
const walk = require("./walk");
const year = require("./walk_year");
const { fill, main, press } = walk;

const units = ["Bảo hiểm xã hội thị xã An Khê", "Bảo hiểm xã hội huyện số 2", "Bảo hiểm xã hội huyện số 3", "Bảo hiểm xã hội huyện số 4"];
const collected = ["5200", "4100", "3900", "2500"];

module.exports = (browser) => walk.both(browser, "S0", {
	"the cluster is founded, its people come in": async (w) => {
		await walk.found(w, { council: "Hội đồng Thi đua – Khen thưởng Bảo hiểm xã hội tỉnh Gia Lai", cluster: "Cụm thi đua số 3", code: "3", kind: "Cụm thi đua",
			year: 2010, theme: "Lập thành tích chào mừng 15 năm ngày thành lập ngành", units, off: ["cross_checking", "explaining", "proposed", "decided"] });
		await walk.offices(w, { head: units[0], deputy: units[1], secretary: units[0] });
		w.leaders = [];
		for (const [i, unit] of units.entries()) w.leaders.push(await walk.person(w, `gd${i}`, `Lê Thị ${"HKLM"[i]}`, "leader", unit));
		w.desk = await walk.person(w, "thuky", "Trần Văn B", "officer", units[0]);
	},
}, {
	"plan, documents and criteria are handed to the members": async (w) => {
		await year.plan(w, w.desk, { contents: "1. Chỉ tiêu kế hoạch ngành giao năm 2010\n2. Hội nghị điển hình tiên tiến", measures: "Giao ban đánh giá sau mỗi đợt" });
		await w.desk.to(w.base + "/tai-lieu");
		await fill(w.desk, { kind: "Hướng dẫn", title: "Tiêu chí xét thi đua hằng năm của ngành", number: "12/HD-BHXH",
			file: { name: "tieu-chi.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n%%EOF\n") } }, "#them");
		await press(w.desk, "Thêm tài liệu");
		const member = w.leaders[3];
		await member.to(w.base + "/tai-lieu");
		const href = await member.locator("tr", { hasText: "Tiêu chí xét thi đua" }).locator("a").first().getAttribute("href");
		same((await member.request.get(w.site.base + href)).status(), 200, "the document");
		await w.desk.to(w.base + "/tai-lieu");
		holds((await main(w.desk)).includes("1/4 đơn vị"), "who opened it");
	},
	"a campaign by phases: đợt I, đợt II to 30/6, the final push, each with targets": async (w) => {
		w.campaign = await year.campaign(w, w.desk, { name: "Thi đua chào mừng Đại hội thi đua yêu nước ngành lần thứ III", kind: "Thi đua theo đợt", starts_on: "15/01/2010", ends_on: "31/12/2010" }, [
			{ name: "Đợt I", starts_on: "15/01/2010", ends_on: "31/03/2010", targets: [{ indicator: "Thu so với kế hoạch năm", plan: "25", measure: "%" }] },
			{ name: "Đợt II", starts_on: "01/04/2010", ends_on: "30/06/2010", targets: [{ indicator: "Thu so với kế hoạch năm", plan: "50", measure: "%" }] },
			{ name: "Đợt nước rút", starts_on: "01/10/2010", ends_on: "31/12/2010", final_push: true, targets: [{ indicator: "Thu so với kế hoạch năm", plan: "100", measure: "%" }] },
		]);
		const text = await main(w.desk);
		holds(text.includes("25 %") && text.includes("50 %") && text.includes("nước rút"), text);
		await w.leaders[2].to(w.campaign);
		holds((await main(w.leaders[2])).includes("Đợt II"), "members read it");
	},
	"every office has its target": async (w) => {
		await year.go(w, w.desk, "Mở đăng ký thi đua");
		for (const [i, unit] of units.entries())
			await year.register(w, w.leaders[i], unit, [{ indicator: "Thu bảo hiểm xã hội, bảo hiểm y tế", measure: "triệu đồng", plan: "16000", source: "Ngành giao" }]);
		await year.approve(w, w.desk, units);
		await year.go(w, w.desk, "Bắt đầu thực hiện phong trào");
	},
	"đợt I is reported against the targets; who is behind says why": async (w) => {
		await year.period(w, w.desk, { name: "Đợt I", kind: { index: 0 }, starts_on: "15/01/2010", ends_on: "31/03/2010", due_on: "05/04/2010", expected: "25", persons: "2", each: "1" });
		for (const [i, unit] of units.entries()) await year.report(w, w.leaders[i], unit, [[collected[i], i > 1 ? "Thu nợ chậm" : ""]]);
		await w.desk.to(w.base + "/bao-cao");
		const rows = await w.desk.locator("section:has(#matrix) tbody tr").allInnerTexts();
		holds(rows.length === 4 && rows[0].includes("32,5") && rows.every((t) => t.includes("Đã gửi")), rows.join(" | "));
	},
	"two exemplars of the phase are chosen, a third is refused": async (w) => {
		for (const [i, unit] of units.entries())
			await year.exemplar(w, w.leaders[i], unit, { period: "Đợt I", name: `Nguyễn Thị ${"PQRS"[i]}`, title: "Chuyên viên thu", merit: "Vượt chỉ tiêu thu đợt I" });
		await w.desk.to(w.base + "/dien-hinh");
		const choose = (name) => w.desk.locator("button[name=chosen][value='1']", { hasText: name });
		for (const name of ["Nguyễn Thị P", "Nguyễn Thị R"]) await walk.send(w.desk, choose(name));
		await Promise.all([w.desk.waitForEvent("load"), choose("Nguyễn Thị S").click()]);
		holds((await w.desk.locator(".error-summary").innerText()).includes("2"), "two of the phase");
		await w.desk.to(w.base + "/dien-hinh");
		same(await w.desk.getByText("Cụm chọn").count(), 2, "chosen");
	},
	"the coordination meeting evaluates the phase": async (w) => {
		await w.desk.to(w.campaign);
		await w.desk.locator("a", { hasText: "Sửa chỉ tiêu, sơ kết" }).first().click();
		await fill(w.desk, { "actual[1]": "26,5", review: "Các đơn vị hoàn thành tốt nhiệm vụ đợt I; tiếp tục đợt II đến 30/6." }, "#so-ket");
		await press(w.desk, "Lưu sơ kết");
		await w.leaders[1].to(w.campaign);
		const text = await main(w.leaders[1]);
		holds(text.includes("26,5 %") && text.includes("tiếp tục đợt II đến 30/6"), text);
	},
	"the first half is reviewed from what is there, without typing": async (w) => {
		await w.desk.to(w.base + "/so-ket");
		const text = await main(w.desk);
		holds(text.includes("4/4 đơn vị đã gửi") && text.includes("Nguyễn Thị P"), text);
		const said = await walk.paper(w, w.desk, "midyear_review");
		for (const words of ["Cụm thi đua số 3", "Nguyễn Thị P", "Nguyễn Thị R", units[0]]) holds(said.includes(words), `review without ${words}`);
	},
});
