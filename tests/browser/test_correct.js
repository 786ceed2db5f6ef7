/* Correction after adoption (đính chính): the new version with its reason, the old one kept, papers that must be made again
 * and say what they replace, the journal; by hand on a phone, and by a script. */
"use strict";
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { axe, check, holds, overflow, program, same, signIn } = require("./lib");
const { docx, paperDone, send } = require("./walk");

const s3 = "/cum/10/2019";
const main = (page) => page.locator("main").innerText();
const card = (page, kind) => page.locator(`section:has(input[name=kind][value=${kind}])`).first();

async function byHand(browser, site) {
	const page = await signIn(browser, site, "s3.thuky", { viewport: { width: 390, height: 844 } });
	page.scripted = true;
	const walk = { site };
	let before, old;
	await check("a correction makes a second version; the first one is kept", async () => {
		await page.goto(site.base + s3 + "/dien-giai/cuc-thue/tong");
		before = await page.locator(".big-figure").innerText();
		await page.goto(site.base + s3 + "/van-ban");
		old = await card(page, "score_table").locator("a", { hasText: "Tải Word" }).getAttribute("href");
		await page.goto(site.base + s3 + "/xep-hang");
		await page.locator("#dinh-chinh summary").click();
		await page.selectOption("#dinh-chinh #unit", "cuc-thue");
		await page.selectOption("#dinh-chinh #criterion", "I.3.2");
		await page.fill("#points", "4,25");
		await page.fill("#dinh-chinh #reason", "Kết luận kiểm tra số 5/KL-HĐTĐKT");
		await send(page, page.locator("#dinh-chinh form button"));
		const versions = await page.locator("section:has(#versions) tbody tr").allInnerTexts();
		same(versions.length, 2, "versions");
		holds(versions[0].includes("Kết luận kiểm tra số 5") && versions[1].includes("thay"), versions.join(" | "));
		await page.goto(site.base + s3 + "/dien-giai/cuc-thue/tong");
		holds((await page.locator(".big-figure").innerText()) !== before, "the total is computed again");
	});
	await check("papers made before are marked, still open, and made again they name the old ones", async () => {
		await page.goto(site.base + s3 + "/van-ban");
		for (const kind of ["minutes", "score_table", "proposal", "review_report"])
			holds((await card(page, kind).innerText()).includes("lập lại"), kind);
		same((await axe(page)).join("; "), "", "axe");
		same(await overflow(page), 0, "overflow");
		for (const kind of ["minutes", "score_table", "proposal", "review_report"]) {
			await send(page, card(page, kind).locator("button").first());
			await paperDone(page);
			await page.goto(site.base + s3 + "/van-ban");
			const said = await docx(walk, page, await card(page, kind).locator("a", { hasText: "Tải Word" }).getAttribute("href"));
			holds(said.includes("bản xếp hạng số 2") && said.includes("lập theo bản số 1") && said.includes("Kết luận kiểm tra số 5"), `${kind}: ${said.slice(0, 400)}`);
			holds(!(await card(page, kind).innerText()).includes("Kết quả đã đính chính"), kind + " is made again");
		}
		holds(!(await docx(walk, page, old)).includes("đính chính"), "the old paper is what it was");
		holds((await main(page)).includes("Đã có bản thay"), "the old one is marked");
	});
	await check("the meeting adopts the second version; the journal tells it all", async () => {
		await page.goto(site.base + s3 + "/xep-hang");
		await send(page, page.locator("#thong-qua button"));
		holds((await page.locator(".page-head").innerText()).includes("thông qua"), "adopted again");
		await page.goto(site.base + s3 + "/nhat-ky");
		const text = await main(page);
		holds(text.includes("Kết luận kiểm tra số 5"), text.slice(0, 800));
	});
	await check("a page that was open meanwhile is refused, and what was typed stays", async () => {
		const late = await signIn(browser, site, "s3.truong");
		await late.goto(site.base + s3 + "/xep-hang");
		byScript(site, "4,5");
		await late.locator("#dinh-chinh summary").click();
		await late.selectOption("#dinh-chinh #unit", "cuc-thue");
		await late.selectOption("#dinh-chinh #criterion", "I.3.2");
		await late.fill("#points", "3,5");
		await late.fill("#dinh-chinh #reason", "Tính lại");
		await Promise.all([late.waitForEvent("load"), late.locator("#dinh-chinh form button").click()]);
		holds((await late.locator(".error-summary").innerText()).includes("bản mới"), "the sentence");
		same(await late.inputValue("#points"), "3,5", "typed");
		same(await late.locator("section:has(#versions) tbody tr").count(), 3, "the script's version is there");
		await late.context().close();
	});
	await check("nothing in the console", async () => same(page.problems.join(";"), "", "console"));
	await page.context().close();
}

function byScript(site, value) {
	const file = path.join(site.dir, "dinh-chinh.json");
	fs.writeFileSync(file, JSON.stringify([{ do: "correct", unit: "cuc-thue", criterion: "I.3.2", value: Number(value.replace(",", ".")), reason: "Kết luận số 6" }]));
	execFileSync(program, ["do", "10", "2019", file, "--by", "s3.thuky", "--db", site.db], { stdio: "pipe" });
}

module.exports = byHand;
