/* The desk of the cluster: who has not acted, reminding, more time; notices of the units – on a desk, on a phone, without
 * scripts. */
"use strict";
const { check, holds, overflow, same, signIn } = require("./lib");

const s1 = "/cum/co-quan-trung-uong/2020";
const go = (page, button) => Promise.all([page.waitForEvent("load"), button.click()]);
const summary = (page) => page.locator(".error-summary").innerText();
const main = (page) => page.locator("main").innerText();

async function reminded(browser, site, options, title, unit, name) {
	const desk = await signIn(browser, site, "s1.thuky", options);
	const other = await signIn(browser, site, unit, options);
	let before;
	await check(`${title}: units stand against what is asked of them`, async () => {
		await other.goto(site.base + "/thong-bao");
		before = parseInt(await other.locator(".bell-count").innerText(), 10);
		await desk.goto(site.base + s1 + "/ban-lam-viec");
		holds((await main(desk)).includes("Gửi phiếu tự chấm điểm"), "column");
		holds((await main(desk)).includes("đã quá hạn"), "late");
		same(await overflow(desk), 0, "overflow");
	});
	await check(`${title}: a unit is reminded, and finds it in its notices`, async () => {
		const form = desk.locator(`#chua-xong form:has(input[name=unit]):has-text("${name} – Gửi phiếu")`);
		await desk.locator("#chua-xong details").evaluateAll((all) => all.forEach((d) => d.setAttribute("open", "")));
		await go(desk, form.locator("button"));
		holds((await main(desk)).includes("Đã nhắc"), "told");
		await other.goto(site.base + "/thong-bao");
		same(parseInt(await other.locator(".bell-count").innerText(), 10), before + 1, "count in the bar");
		holds((await main(other)).includes("nhắc: Gửi phiếu tự chấm điểm"), "sentence");
	});
	await check(`${title}: once a day`, async () => {
		await desk.locator("#chua-xong details").evaluateAll((all) => all.forEach((d) => d.setAttribute("open", "")));
		await go(desk, desk.locator(`#chua-xong form:has(input[name=unit]):has-text("${name} – Gửi phiếu") button`));
		holds((await summary(desk)).includes("Hôm nay đã nhắc"), await summary(desk));
	});
	await check(`${title}: opening a notice marks it read and leads to its page`, async () => {
		await go(other, other.locator("main .feed button").first());
		holds(new URL(other.url()).pathname.includes("/cham-diem/"), other.url());
	});
	await check(`${title}: more time needs a reason and a later day`, async () => {
		await desk.goto(site.base + s1 + "/ban-lam-viec");
		await desk.selectOption("#what", "card:3");
		await desk.fill("#due_on", "01/11/2020");
		await go(desk, desk.locator("#gia-han button.main"));
		holds((await summary(desk)).includes("Lý do"), await summary(desk));
		same(await desk.inputValue("#due_on"), "01/11/2020", "typed");
		await desk.fill("#reason", "Mất điện");
		await go(desk, desk.locator("#gia-han button.main"));
		holds((await summary(desk)).includes("phải sau hạn đang có"), await summary(desk));
	});
	await check(`${title}: nothing in the console`, async () => same(desk.problems.concat(other.problems).join(";"), "", "console"));
	await desk.context().close();
	await other.context().close();
}

module.exports = async function (browser, site) {
	const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
	await reminded(browser, site, {}, "desk", "s1.tn-hai-quan", "Cục Hải quan tỉnh Tây Ninh");
	await reminded(browser, site, phone, "phone", "s1.tn-qltt", "Cục Quản lý thị trường tỉnh Tây Ninh");
	await reminded(browser, site, { javaScriptEnabled: false }, "no scripts", "s1.tn-ngan-hang", "Ngân hàng Nhà nước Việt Nam Chi nhánh tỉnh Tây Ninh");
};
