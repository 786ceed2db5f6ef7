/* The calendar: events of the desk, what is due, the secret address – on a desk, on a phone, without scripts. */
"use strict";
const { axe, check, holds, overflow, same, signIn } = require("./lib");

const s2 = "/cum/xii/2018";
const go = (page, button) => Promise.all([page.waitForEvent("load"), button.click()]);
const summary = (page) => page.locator(".error-summary").innerText();
const main = (page) => page.locator("main").innerText();

async function events(browser, site, options, title) {
	const desk = await signIn(browser, site, "s2.thuky", options);
	const unit = await signIn(browser, site, "s2.hn-bhxh", options);
	await check(`${title}: an event without a day is refused, what was typed stays`, async () => {
		await desk.goto(site.base + s2 + "/lich");
		await desk.fill("#title", title);
		await desk.fill("#place", "Hội trường A");
		await go(desk, desk.locator("#them button.main"));
		holds((await summary(desk)).includes("Ngày"), await summary(desk));
		same(await desk.inputValue("#title"), title, "title");
		same(await desk.inputValue("#place"), "Hội trường A", "place");
		same(await overflow(desk), 0, "overflow");
	});
	await check(`${title}: a deadline is not after the day of its step`, async () => {
		await desk.selectOption("#kind", "deadline");
		await desk.selectOption("#step", "self_scoring");
		await desk.fill("#starts_on", "26/11/2018");
		await go(desk, desk.locator("#them button.main"));
		holds((await summary(desk)).includes("25/11/2018"), await summary(desk));
	});
	await check(`${title}: added, it stands in the calendar of the units`, async () => {
		await desk.selectOption("#kind", "meeting");
		await desk.fill("#starts_on", "24/11/2018");
		await desk.fill("#starts", "8h30");
		await go(desk, desk.locator("#them button.main"));
		same((await desk.locator("h1").innerText()).trim(), title, "heading");
		holds((await main(desk)).includes("08:30"), "hour");
		await unit.goto(site.base + s2 + "/lich?xem=thang&thang=2018-11");
		holds((await main(unit)).includes(title), "month");
		same(await overflow(unit), 0, "overflow");
		if (options.javaScriptEnabled !== false) same((await axe(unit)).join("; "), "", "axe");
		same(await unit.locator("#them").count(), 0, "a unit adds nothing");
	});
	await check(`${title}: a stale change is refused with the other version`, async () => {
		const address = desk.url();
		const other = await desk.context().newPage();
		await other.goto(address);
		await other.fill("#place", "Hội trường B");
		await go(other, other.locator("#sua button.main"));
		await other.close();
		await desk.fill("#place", "Hội trường C");
		await go(desk, desk.locator("#sua button.main"));
		holds((await summary(desk)).includes("Người khác vừa sửa"), await summary(desk));
		same(await desk.inputValue("#place"), "Hội trường C", "typed");
	});
	await check(`${title}: taken off with a reason`, async () => {
		await go(desk, desk.locator("#bo button"));
		holds((await summary(desk)).includes("Lý do"), "reason");
		await desk.fill("#why", "Trùng lịch thành phố");
		await go(desk, desk.locator("#bo button"));
		await unit.goto(site.base + s2 + "/lich");
		holds(!(await main(unit)).includes(title), "gone");
		holds((await main(unit)).includes("lời kêu gọi thi đua ái quốc"), "the others stay");
		same(await overflow(unit), 0, "overflow");
	});
	await check(`${title}: nothing in the console`, async () => same(desk.problems.concat(unit.problems).join(";"), "", "console"));
	await desk.context().close();
	await unit.context().close();
}

/* The address works without a session, until it is taken back. */
async function feed(browser, site, options, title) {
	const page = await signIn(browser, site, "s2.hn-bhxh", options);
	let address;
	await check(`${title}: the address of the calendar is shown once`, async () => {
		await page.goto(site.base + "/lich");
		await go(page, page.locator("#dia-chi button[value=make]"));
		address = await page.inputValue("#address");
		holds(/\/lich\/[\w-]{43}\/thidua\.ics$/.test(address), address);
		await page.goto(site.base + "/lich");
		same(await page.locator("#address").count(), 0, "shown again");
	});
	await check(`${title}: a calendar program reads it`, async () => {
		const answer = await fetch(address);
		same(answer.status, 200, "status");
		same(answer.headers.get("content-type"), "text/calendar; charset=utf-8", "type");
		const lines = (await answer.text()).split("\r\n");
		same(lines[0], "BEGIN:VCALENDAR", "first");
		same(lines.pop(), "", "last");
		holds(lines.every((l) => Buffer.byteLength(l) <= 75), "folded");
	});
	await check(`${title}: taken back, it is gone`, async () => {
		await go(page, page.locator("#dia-chi button[value=end]"));
		same((await fetch(address)).status, 404, "status");
	});
	await page.context().close();
}

module.exports = async function (browser, site) {
	const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
	await events(browser, site, {}, "Giao ban quý IV A");
	await events(browser, site, phone, "Giao ban quý IV B");
	await events(browser, site, { javaScriptEnabled: false }, "Giao ban quý IV C");
	await feed(browser, site, {}, "feed");
	await feed(browser, site, phone, "feed on a phone");
};
