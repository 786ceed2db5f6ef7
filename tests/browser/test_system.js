/* The administrator's care of the site: a copy is taken with the password and the page says so; the data
 * are checked. With scripts, without, and on a phone. */
"use strict";
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const { axe, check, holds, overflow, password, same, signIn } = require("./lib");

async function takeCopy(browser, site, options) {
	const page = await signIn(browser, site, "quantri", options);
	const scripts = options.javaScriptEnabled !== false;
	await page.goto(site.base + "/he-thong");
	await page.click("main a[href='/he-thong/sao-luu']");
	await page.fill("#password", "không phải mật khẩu");
	await page.click("main form button.main");
	holds((await page.textContent(".error-summary")).includes("Mật khẩu không đúng"), "a wrong password is told");
	if (scripts) {
		same((await axe(page)).join("; "), "", "axe");
		same(await overflow(page), 0, "sideways scrolling");
	}
	await page.fill("#password", password);
	const [download] = await Promise.all([page.waitForEvent("download"), page.click("main form button.main")]);
	holds(/^thidua-\d{8}-\d{4}\.db$/.test(download.suggestedFilename()), download.suggestedFilename());
	const bytes = fs.readFileSync(await download.path());
	same(bytes.subarray(0, 15).toString(), "SQLite format 3", "what was sent");
	await page.goto(site.base + "/he-thong/sao-luu");
	const line = await page.textContent("main tbody tr");
	holds(line.includes(createHash("sha256").update(bytes).digest("hex")), "the journal's hash of the newest copy");
	if (scripts) {
		same((await axe(page)).join("; "), "", "axe");
		same(await overflow(page), 0, "sideways scrolling");
	}
	await page.context().close();
}

async function checkNow(browser, site, options) {
	const page = await signIn(browser, site, "quantri", options);
	await page.goto(site.base + "/he-thong");
	await page.click("main a[href='/he-thong/kiem-tra']");
	await page.click("main form button.main");
	await page.waitForURL(/luu=1/);
	same(await page.locator("main .tag.ok").count(), 6, "the whole and its five parts are intact");
	holds((await page.textContent("main")).includes("Quản Trị Viên"), "who checked");
	if (options.javaScriptEnabled !== false) {
		same((await axe(page)).join("; "), "", "axe");
		same(await overflow(page), 0, "sideways scrolling");
	}
	await page.context().close();
}

module.exports = async (browser, site) => {
	await check("a copy of the site is taken at a desk", () => takeCopy(browser, site, {}));
	await check("a copy of the site is taken without scripts", () => takeCopy(browser, site, { javaScriptEnabled: false }));
	await check("a copy of the site is taken on a phone", () =>
		takeCopy(browser, site, { viewport: { width: 390, height: 844 }, hasTouch: true }));
	await check("the data are checked at a desk", () => checkNow(browser, site, {}));
	await check("the data are checked without scripts", () => checkNow(browser, site, { javaScriptEnabled: false }));
	await check("the data are checked on a phone", () =>
		checkNow(browser, site, { viewport: { width: 390, height: 844 }, hasTouch: true }));
};
