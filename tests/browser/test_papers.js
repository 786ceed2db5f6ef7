/* Papers are made beside the requests: progress that a script follows and a link without one, the result, made again,
 * papers of one unit, data that changed since; on a desk, on a phone, without scripts. */
"use strict";
const { axe, check, holds, overflow, same, signIn } = require("./lib");
const { docx, paperDone, send } = require("./walk");

const s3 = "/cum/10/2019";
const main = (page) => page.locator("main").innerText();
const card = (page, kind) => page.locator(`section:has(input[name=kind][value=${kind}])`).first();

async function oneUnit(browser, site, options, title) {
	const page = await signIn(browser, site, "s3.thuky", options);
	const walk = { site };
	await check(`${title}: a paper of one unit is asked for, made and taken down`, async () => {
		await page.goto(site.base + s3 + "/van-ban");
		same(await overflow(page), 0, "overflow");
		await card(page, "receipt").locator("select").selectOption("cuc-thue");
		await send(page, card(page, "receipt").locator("button").first());
		holds(page.url().includes("/van-ban/viec/"), page.url());
		await paperDone(page);
		holds((await main(page)).includes("số liệu không đổi"), "made from the same data: the old one is kept");
		if (options.javaScriptEnabled !== false) same((await axe(page)).join("; "), "", "axe");
		same(await overflow(page), 0, "overflow");
		const href = await page.locator("#job tbody a").first().getAttribute("href");
		const said = await docx(walk, page, href);
		holds(said.includes("PHIẾU ĐIỂM THI ĐUA") && said.includes("Cục Thuế tỉnh Thanh Hóa"), said.slice(0, 300));
	});
	await check(`${title}: the whole kit is one job with its progress`, async () => {
		await page.goto(site.base + s3 + "/van-ban");
		await send(page, page.locator("form:has(input[name=kind][value=all]) button"));
		holds((await main(page)).includes("Cả bộ văn bản của năm"), "title");
		await paperDone(page);
		holds((await page.locator("#job tbody tr").count()) > 60, "results");
		await page.goto(site.base + s3 + "/van-ban");
		holds((await main(page)).includes("Việc đang làm"), "the list of jobs");
	});
	await check(`${title}: nothing in the console`, async () => same(page.problems.join("; "), "", "console"));
	await page.context().close();
}

async function polled(browser, site) {
	const page = await signIn(browser, site, "s3.thuky");
	await check("a script follows the progress until the paper is there", async () => {
		await page.goto(site.base + s3 + "/van-ban");
		await card(page, "achievement").locator("button").first().click();
		await page.waitForSelector("#job:not([data-poll])");
		holds((await main(page)).includes("Xong"), await main(page));
	});
	await check("data that changed since are told, and a new paper replaces the old one", async () => {
		await page.goto(site.base + s3 + "/hop");
		await page.fill("#place", "Hội trường khác");
		await page.locator(".action-bar button").click();
		await page.waitForLoadState();
		await page.goto(site.base + s3 + "/van-ban");
		holds((await card(page, "invitation").innerText()).includes("Số liệu đã thay đổi từ khi lập"), "invitation");
		holds(!(await card(page, "founding").innerText()).includes("Số liệu đã thay đổi"), "the founding decision did not change");
		await card(page, "invitation").locator("button").first().click();
		await page.waitForSelector("#job:not([data-poll])");
		await page.goto(site.base + s3 + "/van-ban");
		holds(!(await card(page, "invitation").innerText()).includes("Số liệu đã thay đổi"), "made again");
		holds((await main(page)).includes("Đã có bản thay"), "the old one is marked");
	});
	await page.context().close();
}

module.exports = async function (browser, site) {
	await oneUnit(browser, site, {}, "desk");
	await oneUnit(browser, site, { viewport: { width: 390, height: 844 }, javaScriptEnabled: false }, "phone without scripts");
	await polled(browser, site);
};
