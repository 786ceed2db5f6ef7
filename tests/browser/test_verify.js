/* Cards from the verification in bulk with one change to the closed explanation, on the demo's year at this step. */
"use strict";
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { axe, check, holds, overflow, program, same, signIn } = require("./lib");

const year = "/cum/tong-hop/2016";
const phone = { viewport: { width: 390, height: 844 } };
const noScript = { ...phone, javaScriptEnabled: false };

function act(site, login, events) {
	const file = path.join(site.dir, "events.json");
	fs.writeFileSync(file, JSON.stringify(events));
	execFileSync(program, ["do", "tong-hop", "2016", file, "--by", login, "--db", site.db], { stdio: "ignore" });
}

async function verify(browser, site) {
	const desk = await signIn(browser, site, "s4.pho");
	await desk.goto(site.base + year + "/tham-tra");
	await desk.getByRole("button", { name: /^Nhận \d+ phiếu đã gửi/ }).click();
	await desk.goto(site.base + year + "/tham-tra/II.3");
	const field = (name) => desk.locator(`[name="${name}[qb-7]"]`);
	const item = desk.locator(".check-item").filter({ has: field("score") });
	same(await field("was").inputValue(), "0", "nothing was verified yet");
	await field("score").fill("1");
	await desk.getByRole("button", { name: "Lưu, còn lại theo đề xuất" }).click();
	await desk.locator(".error-summary").waitFor();
	same(await field("score").inputValue(), "1", "what was typed");
	holds(await item.locator("details[open]").count(), "the reason's field is not open");
	await field("reason").fill("Thiếu báo cáo");
	await desk.getByRole("button", { name: "Lưu, còn lại theo đề xuất" }).click();
	await item.getByText("Thẩm tra 1", { exact: false }).waitFor();
	await desk.goto(site.base + year + "/tham-tra");
	await desk.getByRole("button", { name: "Theo đề xuất tất cả" }).click();
	await desk.getByRole("button", { name: "Xong các phiếu đã đủ điểm" }).click();
	holds((await desk.locator("tr", { hasText: "Cơ quan số 7" }).innerText()).includes("Đã thẩm tra"), "the card is not verified");
	await desk.context().close();
}

async function explain(browser, site) {
	const unit = await signIn(browser, site, "s4.qb-7", noScript);
	await unit.goto(site.base + year + "/giai-trinh/qb-7");
	const item = unit.locator('[id="item-II.3"]');
	await item.getByRole("button", { name: "Gửi giải trình" }).click();
	await unit.locator(".error-summary").waitFor();
	await item.getByLabel("Nội dung giải trình").fill("Báo cáo đã gửi đúng hạn");
	await item.getByRole("button", { name: "Gửi giải trình" }).click();
	await item.getByText("Chờ kết luận").waitFor();
	same(await overflow(unit), 0, "wider than the screen");
	await unit.context().close();
}

async function close(browser, site, options) {
	const desk = await signIn(browser, site, "s4.pho", options);
	await desk.goto(site.base + "/viec");
	await desk.getByText("Kết luận giải trình").first().waitFor();
	await desk.goto(site.base + year + "/giai-trinh");
	await desk.getByRole("link", { name: /Cơ quan số 7/ }).click();
	const item = desk.locator('[id="item-II.3"]');
	same((await axe(desk)).join("; "), "", "axe");
	same(await overflow(desk), 0, "wider than the screen");
	await item.getByLabel("Lý do kết luận").fill("Có báo cáo, gửi chậm");
	await item.locator('[name="score[II.3]"]').fill("5");
	await item.getByRole("button", { name: "Điều chỉnh theo giá trị trên" }).click();
	await item.getByText("Kết luận: Điều chỉnh điểm").waitFor();
	await desk.context().close();
}

module.exports = async function (browser, site) {
	await check("cards are verified in bulk with one change", () => verify(browser, site));
	act(site, "s4.truong", [{ do: "season", to: "explaining" }]);
	await check("a unit explains on a phone without scripts", () => explain(browser, site));
	await check("the verifier adjusts and closes", () => close(browser, site, phone));
};
