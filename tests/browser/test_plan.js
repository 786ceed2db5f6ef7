/* Plan and launch: drafted, launched, opened by a unit, seen by the desk; a campaign with a phase; a document withdrawn.
 * On a desk, on a phone, without scripts. */
"use strict";
const { check, holds, overflow, same, signIn } = require("./lib");

const s4 = "/cum/tong-hop/2016";
const s1 = "/cum/co-quan-trung-uong/2020";
const go = (page, button) => Promise.all([page.waitForEvent("load"), button.click()]);
const main = (page) => page.locator("main").innerText();
const summary = (page) => page.locator(".error-summary").innerText();

async function plan(browser, site) {
	const desk = await signIn(browser, site, "s4.thuky");
	const unit = await signIn(browser, site, "s4.qb-3");
	await check("members see no draft", async () => {
		await desk.goto(site.base + s4 + "/ke-hoach/soan");
		await desk.fill("#theme", "Sáng tạo, hiệu quả");
		await go(desk, desk.locator("button:has-text('Lưu kế hoạch')"));
		holds((await main(desk)).includes("Nháp"), "draft");
		await unit.goto(site.base + s4 + "/ke-hoach");
		holds((await main(unit)).includes("Chưa có kế hoạch"), "hidden");
	});
	await check("launching names everything that is missing", async () => {
		await desk.fill("#word", "phát động");
		await go(desk, desk.locator("#phat-dong button"));
		const text = await summary(desk);
		holds(text.includes("Nội dung thi đua") && text.includes("Biện pháp"), text);
	});
	await check("launched by the word", async () => {
		await desk.goto(site.base + s4 + "/ke-hoach/soan");
		await desk.fill("#contents", "1. Hoàn thành nhiệm vụ\n2. Cải cách hành chính");
		await desk.fill("#measures", "Sơ kết 6 tháng");
		await go(desk, desk.locator("button:has-text('Lưu kế hoạch')"));
		await desk.fill("#word", "phat");
		await go(desk, desk.locator("#phat-dong button"));
		holds((await summary(desk)).includes("PHÁT ĐỘNG"), "the word");
		await desk.fill("#word", "PHÁT ĐỘNG");
		await go(desk, desk.locator("#phat-dong button"));
		holds((await main(desk)).includes("Đã phát động"), "launched");
		holds((await main(desk)).includes("0/"), "nobody opened it");
	});
	await check("a unit finds it among its tasks; opening it gives the desk a receipt", async () => {
		await unit.goto(site.base + "/viec");
		holds((await main(unit)).includes("Đọc kế hoạch của năm"), "task");
		await unit.goto(site.base + s4 + "/ke-hoach");
		holds((await main(unit)).includes("Sáng tạo, hiệu quả"), "text");
		await desk.goto(site.base + s4 + "/ke-hoach");
		holds((await main(desk)).includes("1/"), await main(desk));
		await unit.goto(site.base + "/viec");
		holds(!(await main(unit)).includes("Đọc kế hoạch"), "done");
	});
	await check("an amendment needs a reason and is read again", async () => {
		await desk.goto(site.base + s4 + "/ke-hoach/soan");
		await desk.fill("#aims", "Chào mừng ngày truyền thống");
		await go(desk, desk.locator("button:has-text('Lưu kế hoạch')"));
		holds((await summary(desk)).includes("ghi lý do"), await summary(desk));
		same(await desk.inputValue("#aims"), "Chào mừng ngày truyền thống", "typed");
		await desk.fill("#reason", "Bổ sung mục đích");
		await go(desk, desk.locator("button:has-text('Lưu kế hoạch')"));
		holds((await main(desk)).includes("sửa đổi lần 1"), "edition");
		await unit.goto(site.base + "/viec");
		holds((await main(unit)).includes("Đọc kế hoạch sửa đổi"), "task again");
	});
	await check("a unit does not write the plan", async () =>
		same((await unit.goto(site.base + s4 + "/ke-hoach/soan")).status(), 403, "status"));
	await check("nothing in the console (plan)", async () => same(desk.problems.concat(unit.problems).join(";"), "", "console"));
	await desk.context().close();
	await unit.context().close();
}

async function campaign(browser, site, options, title) {
	const desk = await signIn(browser, site, "s1.thuky", options);
	await check(`${title}: a campaign by phases is not launched without one`, async () => {
		await desk.goto(site.base + s1 + "/phong-trao/moi");
		await desk.fill("#name", title);
		await desk.selectOption("#kind", "phase");
		await desk.fill("#starts_on", "01/02/2020");
		await go(desk, desk.locator("button:has-text('Lưu phong trào')"));
		await desk.fill("#word", "phat dong");
		await go(desk, desk.locator("#phat-dong button"));
		holds((await summary(desk)).includes("ít nhất một đợt"), await summary(desk));
	});
	await check(`${title}: a phase with targets; faults come all at once, typed text stays`, async () => {
		await desk.locator("a.btn:has-text('Thêm đợt')").click();
		await desk.fill("#name", "Đợt I");
		await desk.fill("#starts_on", "15/01/2020");
		await desk.fill("#ends_on", "31/03/2020");
		await desk.fill("[id='indicator[1]']", "Thu đạt kế hoạch");
		await desk.fill("[id='plan[1]']", "25,5");
		await desk.fill("[id='measure[1]']", "%");
		await desk.fill("[id='plan[3]']", "10");
		await go(desk, desk.locator("button:has-text('Lưu đợt')"));
		const text = await summary(desk);
		holds(text.includes("trong thời gian của phong trào") && text.includes("Chỉ tiêu 3"), text);
		same(await desk.inputValue("[id='plan[1]']"), "25,5", "typed");
		await desk.fill("#starts_on", "01/02/2020");
		await desk.fill("[id='plan[3]']", "");
		same(await overflow(desk), 0, "overflow");
		await go(desk, desk.locator("button:has-text('Lưu đợt')"));
		holds((await main(desk)).includes("25,5 %"), "target");
	});
	await check(`${title}: launched and reviewed`, async () => {
		await desk.fill("#word", "phat dong");
		await go(desk, desk.locator("#phat-dong button"));
		await desk.locator("a:has-text('Sửa chỉ tiêu, sơ kết')").click();
		await desk.fill("[id='actual[1]']", "27");
		await desk.fill("#review", "Hoàn thành vượt chỉ tiêu.");
		await go(desk, desk.locator("#so-ket button"));
		const text = await main(desk);
		holds(text.includes("27 %") && text.includes("Hoàn thành vượt chỉ tiêu."), text);
		same(await overflow(desk), 0, "overflow");
	});
	await check(`${title}: nothing in the console`, async () => same(desk.problems.join(";"), "", "console"));
	await desk.context().close();
}

async function documents(browser, site) {
	const desk = await signIn(browser, site, "s1.thuky");
	const unit = await signIn(browser, site, "s1.tn-bhxh");
	await check("a document is put up, withdrawn with a reason, and then not given to members", async () => {
		await desk.goto(site.base + s1 + "/tai-lieu");
		await desk.selectOption("#kind", "invitation");
		await desk.fill("#title", "Giấy mời họp sơ kết");
		await go(desk, desk.locator("#them button"));
		holds((await summary(desk)).includes("Tệp văn bản"), await summary(desk));
		await desk.setInputFiles("#file", { name: "giay-moi.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n%%EOF\n") });
		await go(desk, desk.locator("#them button"));
		await unit.goto(site.base + s1 + "/tai-lieu?q=" + encodeURIComponent("giay moi"));
		const row = unit.locator("tr:has-text('Giấy mời họp sơ kết')");
		const href = await row.locator("a").getAttribute("href");
		same((await unit.request.get(site.base + href)).status(), 200, "file");
		await desk.goto(site.base + s1 + "/tai-lieu");
		const mine = desk.locator("tr:has-text('Giấy mời họp sơ kết')");
		holds((await mine.innerText()).includes("1/7"), await mine.innerText());
		await mine.locator("summary").click();
		await go(desk, mine.locator("button"));
		holds((await summary(desk)).includes("lý do thu hồi"), "reason");
		await desk.locator("details[open] input[name=reason]").fill("Đổi ngày họp");
		await go(desk, desk.locator("details[open] button"));
		same((await unit.request.get(site.base + href)).status(), 404, "withdrawn");
		await unit.goto(site.base + s1 + "/tai-lieu");
		holds((await main(unit)).includes("Đã thu hồi: Đổi ngày họp"), "why");
	});
	await desk.context().close();
	await unit.context().close();
}

module.exports = async function (browser, site) {
	await plan(browser, site);
	await campaign(browser, site, {}, "Thi đua nước rút A");
	await campaign(browser, site, { viewport: { width: 390, height: 844 }, hasTouch: true }, "Thi đua nước rút B");
	await campaign(browser, site, { javaScriptEnabled: false }, "Thi đua nước rút C");
	await documents(browser, site);
};
