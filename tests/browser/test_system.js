/* The administrator's care of the site: a copy is taken with the password and the page says so; a year goes to a meeting
 * on another machine and comes back; the data are checked. With scripts, without, and on a phone. */
"use strict";
const { execFileSync } = require("node:child_process");
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const { axe, check, holds, overflow, password, program, same, signIn } = require("./lib");

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

/* A year goes away, is written on the other machine, and comes back; another is given up. */
async function takeAway(browser, site, year, options) {
	const page = await signIn(browser, site, "quantri", options);
	const scripts = options.javaScriptEnabled !== false;
	const looks = async (what) => {
		if (!scripts) return;
		same((await axe(page)).join("; "), "", "axe: " + what);
		same(await overflow(page), 0, "sideways scrolling: " + what);
	};
	const form = (name) => `form[action='/he-thong/mang-di${name}']`;
	const take = async () => {
		await page.selectOption("#year", { label: year.label });
		await page.fill("#machine", "Máy họp");
		await page.click(form("") + " button.main");
	};
	await page.goto(site.base + "/he-thong");
	await page.click("main a[href='/he-thong/mang-di']");
	await take();
	await looks("away");
	await page.goto(site.base + year.path);
	holds((await page.textContent("main .note.warn")).includes("«Máy họp»"), "the year's pages tell where it is");
	await page.goto(site.base + "/he-thong/mang-di");
	await page.fill(form("/tep") + " input[type=password]", password);
	const [download] = await Promise.all([page.waitForEvent("download"), page.click(form("/tep") + " button")]);
	const laptop = await download.path();
	const events = laptop + ".json";
	fs.writeFileSync(events, JSON.stringify(year.events));
	execFileSync(program, ["do", ...year.words, events, "--db", "sqlite:" + laptop], { stdio: "ignore" });
	await page.setInputFiles("#file", laptop);
	await page.click(form("/nhap") + " button:not(.main)");
	holds((await page.textContent("main")).includes("Nhập được"), "what would come is told");
	await looks("preview");
	await page.setInputFiles("#again", laptop);
	await page.click(form("/nhap") + " button.main");
	await page.waitForURL(/luu=1/);
	holds((await page.textContent("main")).includes("Đã nhập về"), "it is merged");
	await take();
	await page.click("main details summary");
	await page.fill(form("/lay-lai") + " textarea", "Máy hỏng");
	await page.fill(form("/lay-lai") + " input.short", "lấy lại");
	await page.click(form("/lay-lai") + " button");
	await page.waitForURL(/luu=1/);
	holds((await page.textContent("main tbody")).includes("Đã lấy lại"), "it is given up");
	await looks("given up");
	await page.setInputFiles("#file", laptop);
	await page.click(form("/nhap") + " button:not(.main)");
	holds((await page.textContent("main")).includes("đã nhập từ trước"), "the file of before is known");
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
	const lights = [{ do: "lights", green: 91, yellow: 71 }];
	const years = [
		{ label: "Cụm thi đua số 3 · 2010", path: "/cum/3/2010", words: ["3", "2010"], events: lights },
		{ label: "Cụm thi đua số XII · 2018", path: "/cum/xii/2018", words: ["xii", "2018"], events: lights },
	];
	await check("a year goes away and comes back at a desk without scripts", () =>
		takeAway(browser, site, years[0], { javaScriptEnabled: false }));
	await check("a year goes away and comes back on a phone", () =>
		takeAway(browser, site, years[1], { viewport: { width: 390, height: 844 }, hasTouch: true }));
	await check("the data are checked at a desk", () => checkNow(browser, site, {}));
	await check("the data are checked without scripts", () => checkNow(browser, site, { javaScriptEnabled: false }));
	await check("the data are checked on a phone", () =>
		checkNow(browser, site, { viewport: { width: 390, height: 844 }, hasTouch: true }));
};
