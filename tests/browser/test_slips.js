/* Slips of a hurried hand on plain forms: a double click, the back button, a step that closes and a server that goes away
 * while the form is open. Each has a clear sentence and loses nothing. The grid's own slips are in test_grid.js. */
"use strict";
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { check, holds, program, same, signIn } = require("./lib");

const s1 = "/cum/co-quan-trung-uong/2020";
const s2 = "/cum/xii/2018";
const own = s1 + "/kho-khan/tn-hai-quan";
const main = (page) => page.locator("main").innerText();
const go = (page, button) => Promise.all([page.waitForEvent("load"), button.click()]);

async function raised(page, site, title) {
	await page.goto(site.base + own);
	return page.locator("section:has(#list) tbody tr", { hasText: title }).count();
}

async function write(page, title) {
	await page.fill("#title", title);
	await page.fill("#body", "Gõ nhanh, bấm nhanh.");
}

async function doubled(browser, site, options, title) {
	const page = await signIn(browser, site, "s1.tn-hai-quan", options);
	await check(`${title}: a double click writes once`, async () => {
		await page.goto(site.base + own);
		await write(page, title);
		await Promise.all([page.waitForURL(/kho-khan\/tn-hai-quan\/\d+/), page.locator("#neu button.main").dblclick()]);
		same(await raised(page, site, title), 1, "rows");
	});
	await check(`${title}: back, and sent again: the same page, written once`, async () => {
		const again = title + ", lần hai";
		await page.goto(site.base + own);
		await write(page, again);
		await go(page, page.locator("#neu button.main"));
		const written = page.url();
		await page.goBack();
		await page.waitForLoadState();
		if (await page.inputValue("#title")) await go(page, page.locator("#neu button.main")); /* kept: it can be sent again */
		same(await raised(page, site, again), 1, `rows besides ${written}`);
	});
	await page.context().close();
}

/* The very same request twice, as a phone without a net does: the second answer leads to the same page. */
async function resent(browser, site) {
	const page = await signIn(browser, site, "s1.tn-hai-quan");
	await check("the same form sent twice leads to the same page, written once", async () => {
		await page.goto(site.base + own);
		const form = await page.evaluate(() => Object.fromEntries(new FormData(document.querySelector("#neu form"))));
		Object.assign(form, { title: "Gửi lại khi mạng chập chờn", body: "Một lần thôi." });
		const send = () => page.request.post(site.base + own, { form, headers: { origin: site.base }, maxRedirects: 0 });
		const [one, two] = [await send(), await send()];
		same(one.status(), 303, "first");
		same(two.status(), 303, "second");
		same(two.headers().location, one.headers().location, "where it leads");
		same(await raised(page, site, "Gửi lại khi mạng chập chờn"), 1, "rows");
	});
	await page.context().close();
}

async function gone(browser, site) {
	const page = await signIn(browser, site, "s1.thuky");
	await check("the server is gone when a form is sent: loaded again when it is back, what was typed is saved", async () => {
		await page.goto(site.base + s1 + "/ke-hoach/soan");
		await page.fill("#measures", "Biện pháp gõ trước khi mất mạng");
		await page.fill("#reason", "Bổ sung biện pháp");
		await site.kill();
		await page.locator("button:has-text('Lưu kế hoạch')").click();
		await page.waitForURL(/chrome-error/);
		await site.again();
		await page.reload(); /* the browser's own «Tải lại» sends the form again */
		holds((await main(page)).includes("Biện pháp gõ trước khi mất mạng"), "saved");
	});
	await page.context().close();
}

function act(site, cluster, year, login, event) {
	const file = path.join(site.dir, "viec.json");
	fs.writeFileSync(file, JSON.stringify([event]));
	execFileSync(program, ["do", cluster, year, file, "--by", login, "--db", site.db], { stdio: "pipe" });
}

async function closed(browser, site, options, title) {
	const page = await signIn(browser, site, "s2.vnpt-hn", options);
	await page.goto(site.base + s2 + "/dang-ky/vnpt-hn");
	const field = page.locator('input[name^="indicator["]').last();
	await field.fill("Gõ khi bước còn mở");
	const id = await field.getAttribute("id");
	act(site, "xii", "2018", "s2.truong", { do: "season", to: "preparing", reason: "Sửa quy chế" });
	await check(`${title}: the step closes while the registration is open: a sentence, and what was typed comes back`, async () => {
		await go(page, page.locator("button[name=act][value=save]").last());
		const text = await main(page);
		const fault = await page.locator(".error-summary").allInnerTexts();
		holds(/bước|đăng ký/i.test(fault.join(" ")), fault.join(" ") + text.replace(/\s+/g, " ").slice(60, 700));
		holds(text.includes("Gõ khi bước còn mở"), "typed " + id);
		holds(!text.includes("collective"), "no code of the program");
	});
	act(site, "xii", "2018", "s2.truong", { do: "season", to: "registering" });
	await page.context().close();
}

module.exports = async function (browser, site) {
	await doubled(browser, site, {}, "Bấm hai lần");
	await doubled(browser, site, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } }, "Bấm hai lần không kịch bản");
	await resent(browser, site);
	await closed(browser, site, {}, "desk");
	await closed(browser, site, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } }, "phone without scripts");
	await gone(browser, site);
};
