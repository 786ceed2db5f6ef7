/* Following the year: difficulties raised, assigned, answered and closed – on a desk, on a phone, without scripts. */
"use strict";
const { check, holds, overflow, same, signIn } = require("./lib");

const s1 = "/cum/co-quan-trung-uong/2020";
const go = (page, button) => Promise.all([page.waitForEvent("load"), button.click()]);
const summary = (page) => page.locator(".error-summary").innerText();

async function difficulty(browser, site, options, title) {
	const unit = await signIn(browser, site, "s1.tn-hai-quan.ld", options);
	const desk = await signIn(browser, site, "s1.thuky", options);
	let address;
	await check(`${title}: a difficulty without text is refused, what was typed stays`, async () => {
		await unit.goto(site.base + s1 + "/kho-khan");
		await unit.locator("main a:has-text('Nêu khó khăn')").click();
		await unit.fill("#title", title);
		await go(unit, unit.locator("#neu button.main"));
		holds((await summary(unit)).includes("Nội dung cụ thể"), await summary(unit));
		same(await unit.inputValue("#title"), title, "title");
		same(await overflow(unit), 0, "overflow");
	});
	await check(`${title}: raised, it has a page of its own`, async () => {
		await unit.fill("#body", "Phần mềm báo lỗi khi gửi báo cáo quý.\nĐã thử ba lần.");
		await go(unit, unit.locator("#neu button.main"));
		same((await unit.locator("h1").innerText()).trim(), title, "heading");
		holds((await unit.locator("main").innerText()).includes("Mới nêu"), "state");
		address = new URL(unit.url()).pathname;
	});
	await check(`${title}: the desk finds it among its tasks and assigns it`, async () => {
		await desk.goto(site.base + "/viec");
		holds((await desk.locator("main").innerText()).includes(title), "task");
		await desk.goto(site.base + address);
		await go(desk, desk.locator("#giao button"));
		holds((await summary(desk)).includes("Chọn người trả lời"), "nobody chosen");
		await desk.selectOption("#assignee", { index: 1 });
		await go(desk, desk.locator("#giao button"));
		holds((await desk.locator("main").innerText()).includes("Đã giao"), "state");
	});
	await check(`${title}: answered`, async () => {
		await go(desk, desk.locator("button:has-text('Trả lời')").last());
		holds((await summary(desk)).includes("phải ghi nội dung"), "an answer needs a text");
		await desk.fill("#text", "Đã sửa phần mềm, mời gửi lại.");
		await go(desk, desk.locator("button:has-text('Trả lời')").last());
		holds((await desk.locator("main").innerText()).includes("Đã sửa phần mềm"), "answer");
		same(await overflow(desk), 0, "overflow");
	});
	await check(`${title}: a stale page says so and keeps the text`, async () => {
		await unit.goto(site.base + address);
		await desk.goto(site.base + address);
		await desk.fill("#text", "Thêm: dùng bản mới.");
		await go(desk, desk.locator("button:has-text('Trả lời thêm')"));
		await unit.fill("#text", "Vẫn còn lỗi");
		await go(unit, unit.locator("button:has-text('Mở lại')"));
		holds((await summary(unit)).includes("Người khác vừa"), await summary(unit));
		same(await unit.inputValue("#text"), "Vẫn còn lỗi", "text");
		holds((await unit.locator("main").innerText()).includes("dùng bản mới"), "the other version is shown");
	});
	await check(`${title}: closed by the unit`, async () => {
		await go(unit, unit.locator("button:has-text('Đóng, đã được giải quyết')"));
		holds((await unit.locator("main").innerText()).includes("Đã đóng"), "state");
		await unit.goto(site.base + s1 + "/kho-khan?tt=closed&q=" + encodeURIComponent("loi PHAN mem"));
		holds((await unit.locator("main").innerText()).includes(title), "found without accents");
	});
	await check(`${title}: nothing in the console`, async () => same(unit.problems.concat(desk.problems).join(";"), "", "console"));
	await unit.context().close();
	await desk.context().close();
}

async function others(browser, site) {
	const page = await signIn(browser, site, "s1.tn-bhxh");
	await check("a unit sees only its own difficulties before the reveal", async () => {
		await page.goto(site.base + s1 + "/kho-khan");
		const text = await page.locator("main").innerText();
		holds(!text.includes("hội thao") && !text.includes("đúng hạn"), text.slice(0, 200));
		same((await page.goto(site.base + s1 + "/kho-khan/tn-hai-quan")).status(), 403, "status");
	});
	await page.context().close();
}

const s4 = "/cum/tong-hop/2016";

/* Unit qb-9 has not reported: its officer types with the keyboard alone, its leader sends. */
async function report(browser, site) {
	const officer = await signIn(browser, site, "s4.qb-9", { javaScriptEnabled: false });
	await check("a report is filled by keyboard alone and without scripts", async () => {
		await officer.goto(site.base + s4 + "/bao-cao");
		await officer.locator("main td a").first().click();
		const fields = officer.locator("input[name^='actual']");
		const n = await fields.count();
		holds(n >= 2, "fields: " + n);
		await fields.first().focus();
		for (let i = 0; i < n; i++) {
			await officer.keyboard.type(i ? "1" : "0,5");
			await officer.keyboard.press("Tab");
			await officer.keyboard.type("Nguyên nhân " + i);
			await officer.keyboard.press("Tab");
		}
		await Promise.all([officer.waitForEvent("load"), officer.keyboard.press("Enter")]);
		holds((await officer.locator("main").innerText()).includes("Đã lưu"), "saved");
		same(await fields.first().inputValue(), "0,5", "first");
	});
	await check("a figure that is no number is named, the others stay as typed", async () => {
		const fields = officer.locator("input[name^='actual']");
		await fields.first().fill("nhiều");
		await fields.nth(1).fill("2");
		await go(officer, officer.locator("button[value=save]"));
		holds((await summary(officer)).length > 20, "summary");
		same(await fields.first().inputValue(), "nhiều", "typed");
		same(await fields.nth(1).inputValue(), "2", "typed");
	});
	await officer.context().close();
	const phone = await signIn(browser, site, "s4.qb-9.ld", { viewport: { width: 390, height: 844 }, hasTouch: true });
	await check("the leader sends it from a phone; it is late, and says so", async () => {
		await phone.goto(site.base + s4 + "/bao-cao");
		same(await overflow(phone), 0, "overflow of the list");
		await phone.locator("main td a").first().click();
		same(await overflow(phone), 0, "overflow of the report");
		await go(phone, phone.locator("button[value=send]"));
		const text = await phone.locator("main").innerText();
		holds(text.includes("Đã gửi") && text.includes("trễ"), text.slice(0, 300));
		same(await phone.locator("input[name^='actual']").count(), 0, "nothing to type any more");
	});
	const desk = await signIn(browser, site, "s4.thuky");
	await check("the desk returns it with a reason, which the unit reads", async () => {
		await desk.goto(phone.url());
		await go(desk, desk.locator("#tra-lai button"));
		holds((await summary(desk)).includes("lý do"), "a reason is asked for");
		await desk.fill("#reason", "Thiếu số liệu quý II");
		await go(desk, desk.locator("#tra-lai button"));
		await phone.reload();
		holds((await phone.locator("main").innerText()).includes("Thiếu số liệu quý II"), "reason");
	});
	await desk.context().close();
	await phone.context().close();
}

async function activity(browser, site) {
	const page = await signIn(browser, site, "s4.qb-3");
	const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
	await check("an activity with a wrong sum is refused in words", async () => {
		await page.goto(site.base + s4 + "/hoat-dong/qb-3");
		await page.fill("#title", "Thăm gia đình chính sách");
		await page.selectOption("#kind", "tham-hoi");
		await page.fill("#held_on", "27/7/2016");
		await page.fill("[id='dong[qb-3]']", "1.500,5");
		await go(page, page.locator("#ghi button.main"));
		holds((await summary(page)).includes("1.500.000"), await summary(page));
		same(await page.inputValue("[id='dong[qb-3]']"), "1.500,5", "typed");
	});
	await check("entered, it takes a picture only with words for it", async () => {
		await page.fill("[id='dong[qb-3]']", "1.500.000 đồng");
		await page.fill("[id='people[qb-3]']", "6");
		await go(page, page.locator("#ghi button.main"));
		await page.setInputFiles("#file", { name: "anh.png", mimeType: "image/png", buffer: png });
		await go(page, page.locator("button:has-text('Thêm ảnh')"));
		holds((await summary(page)).includes("anh.png"), await summary(page));
		await page.fill("#alt", "Trao quà cho gia đình chính sách");
		await page.setInputFiles("#file", { name: "anh.png", mimeType: "image/png", buffer: png });
		await go(page, page.locator("button:has-text('Thêm ảnh')"));
		const img = page.locator(".pictures img");
		same(await img.getAttribute("alt"), "Trao quà cho gia đình chính sách", "alt");
		await img.scrollIntoViewIfNeeded();
		await page.waitForFunction(() => document.querySelector(".pictures img").naturalWidth === 1);
	});
	await check("its money is in the sums, its workbook downloads", async () => {
		await page.goto(site.base + s4 + "/hoat-dong");
		holds((await page.locator("main").innerText()).includes("1.500.000"), "sum");
		const xlsx = await page.request.get(site.base + s4 + "/hoat-dong.xlsx");
		same((await xlsx.body()).subarray(0, 2).toString(), "PK", "xlsx");
	});
	await check("nothing in the console", async () => same(page.problems.join(";"), "", "console"));
	await page.context().close();
}

module.exports = async function (browser, site) {
	await difficulty(browser, site, {}, "Lỗi phần mềm báo cáo A");
	await difficulty(browser, site, { viewport: { width: 390, height: 844 }, hasTouch: true }, "Lỗi phần mềm báo cáo B");
	await difficulty(browser, site, { javaScriptEnabled: false }, "Lỗi phần mềm báo cáo C");
	await others(browser, site);
	await activity(browser, site);
	await report(browser, site);
};
