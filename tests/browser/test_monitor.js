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

module.exports = async function (browser, site) {
	await difficulty(browser, site, {}, "Lỗi phần mềm báo cáo A");
	await difficulty(browser, site, { viewport: { width: 390, height: 844 }, hasTouch: true }, "Lỗi phần mềm báo cáo B");
	await difficulty(browser, site, { javaScriptEnabled: false }, "Lỗi phần mềm báo cáo C");
	await others(browser, site);
};
