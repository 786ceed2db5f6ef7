/* What people do, from the first click to the last: with a mouse, with the keyboard only, and without scripts. */
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { check, holds, overflow, same, signIn } = require("./lib");
const { paperDone } = require("./walk");

const s1 = "/cum/co-quan-trung-uong/2020";
const s3 = "/cum/10/2019";
const s4 = "/cum/tong-hop/2016";
const own = s1 + "/cham-diem/tn-ngan-hang";
const field = (page, code) => page.locator(`[id="score[${code}]"]`);
const press = (page, act) => Promise.all([page.waitForEvent("load"), page.locator(`button[name=act][value=${act}]`).click()]);

async function selfScore(browser, site) {
	const page = await signIn(browser, site, "s1.tn-ngan-hang");
	await page.goto(site.base + own);
	await check("a wrong figure comes back with its error and as it was typed", async () => {
		await field(page, "I.3.2").fill("4,567");
		await field(page, "II.3").fill("5");
		await press(page, "save");
		same(await field(page, "I.3.2").inputValue(), "4,567", "typed text");
		same(await field(page, "II.3").inputValue(), "5", "the right field");
		same(await field(page, "I.3.2").getAttribute("aria-invalid"), "true", "mark of the field");
		holds((await page.locator(".error-summary").innerText()).includes("I.3.2"), "the summary names the criterion");
		holds(await page.evaluate(() => document.activeElement.classList.contains("error-summary")), "focus is on the summary");
	});
	await check("the summary leads to the field, and no bar covers it", async () => {
		await page.locator(".error-summary a").first().click();
		const box = await field(page, "I.3.2").boundingBox();
		const bar = await page.locator(".action-bar").boundingBox();
		holds(box.y + box.height <= bar.y && box.y >= 56, `field ${box.y}, bar ${bar.y}`);
	});
	await check("put right, it is saved and still there", async () => {
		await field(page, "I.3.2").fill("4.5");
		await press(page, "save");
		same(await page.locator(".error-summary").count(), 0, "errors");
		same(await field(page, "I.3.2").inputValue(), "4,5", "saved value");
		same((await page.locator("[role=status]").innerText()).trim(), "Đã lưu.", "notice");
	});
	await check("the total follows the typing", async () => {
		const before = await page.locator("#total").innerText();
		await field(page, "II.3").fill("6");
		const after = await page.locator("#total").innerText();
		const n = (t) => Number(t.replace(/[^\d,]/g, "").replace(",", "."));
		same((n(after) - n(before)).toFixed(2), "1.00", "difference");
	});
	await check("Enter, Shift+Enter and the arrows move between the fields", async () => {
		const at = () => page.evaluate(() => document.activeElement.id);
		await field(page, "I.3.2").focus();
		await page.keyboard.press("Enter");
		const next = await at();
		holds(next.startsWith("score[") && next !== "score[I.3.2]", "next field: " + next);
		await page.keyboard.press("Shift+Enter");
		same(await at(), "score[I.3.2]", "back");
		await page.keyboard.press("ArrowDown");
		same(await at(), next, "down");
	});
	await check("a block pasted from a spreadsheet fills the criteria below", async () => {
		await field(page, "III.3").focus();
		await page.evaluate(() => {
			const data = new DataTransfer();
			data.setData("text", "0\r\n3\r\n");
			document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
		});
		same(await field(page, "III.3").inputValue(), "0", "first");
		same(await field(page, "III.4").inputValue(), "3", "second");
		await press(page, "save");
	});
	await check("no error of script or policy", async () => same(page.problems.join(";"), "", "console"));
	await page.context().close();
}

const press2 = (page, text) => Promise.all([page.waitForEvent("load"), page.locator("button", { hasText: new RegExp(`^${text}$`) }).click()]);

async function evidence(browser, site) {
	const page = await signIn(browser, site, "s1.tn-ngan-hang");
	await page.goto(site.base + s1 + "/minh-chung/tn-ngan-hang?tc=I.1");
	await check("evidence without a title is refused, what was typed stays", async () => {
		await page.fill("#number", "77/BC-NH");
		await page.locator("form.card-body button.main").click();
		await page.waitForSelector(".error-summary");
		same(await page.inputValue("#number"), "77/BC-NH", "number");
	});
	await check("evidence with a file is listed and comes back byte for byte", async () => {
		const bytes = Buffer.from("%PDF-1.4 thử minh chứng\n");
		await page.fill("#issued_on", "15/11/2020");
		await page.fill("#title", "Báo cáo kết quả năm 2020");
		await page.selectOption("#criterion", "I.1");
		await page.fill("#pointer", "mục 2, trang 5");
		await page.setInputFiles("#file", { name: "bao-cao.pdf", mimeType: "application/pdf", buffer: bytes });
		await page.locator("form.card-body button.main").click();
		await page.waitForSelector("text=bao-cao.pdf");
		const [download] = await Promise.all([page.waitForEvent("download"), page.click("a:has-text('bao-cao.pdf')")]);
		same(fs.readFileSync(await download.path()).toString(), bytes.toString(), "file");
	});
	await check("a large file goes in and out piece by piece, its memory does not grow with it", async () => {
		const bytes = require("node:crypto").randomBytes(18 * 1024 * 1024 + 7);
		const peak = () => Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${site.pid()}/status`, "utf8"))[1]) / 1024;
		const before = peak();
		await page.fill("#title", "Hồ sơ quét");
		await page.selectOption("#criterion", "I.1");
		fs.writeFileSync(path.join(site.dir, "ho-so.pdf"), bytes);
		await page.setInputFiles("#file", path.join(site.dir, "ho-so.pdf"));
		await page.locator("form.card-body button.main").click();
		const link = page.locator("a:has-text('ho-so.pdf')");
		await link.waitFor();
		const answer = await page.request.get(site.base + (await link.getAttribute("href")));
		same(Buffer.compare(await answer.body(), bytes), 0, "bytes");
		const grown = peak() - before;
		holds(grown < 14, `memory grew by ${grown.toFixed(1)} MiB`);
	});
	await check("a document is corrected, used for one criterion more, and withdrawn because it is in use", async () => {
		await page.goto(site.base + s1 + "/minh-chung/tn-ngan-hang");
		await page.locator("a:has-text('Hồ sơ quét')").click();
		await page.fill("#issuer", "Cơ quan A");
		await page.fill("#issued_on", "01/02/2019");
		await press2(page, "Lưu");
		await page.selectOption("#criterion", "I.2");
		await press2(page, "Thêm tiêu chí");
		const text = await page.locator("main").innerText();
		holds(text.includes("I.2") && text.includes("Ngày ngoài năm thi đua"), text.slice(0, 300));
		await press2(page, "Gỡ văn bản");
		holds((await page.locator(".error-summary").innerText()).includes("thu hồi"), "in use");
		await page.fill("#reason", "Bản quét mờ");
		await press2(page, "Thu hồi văn bản");
		holds((await page.locator("main").innerText()).includes("Bản quét mờ"), "notice");
	});
	await check("the form shows the evidence at its criterion", async () => {
		await page.goto(site.base + own);
		holds(await page.locator(".file:has-text('77/BC-NH (mục 2, trang 5)')").count(), "pointer");
	});
	await page.context().close();
}

async function submit(browser, site) {
	const page = await signIn(browser, site, "s1.tn-ngan-hang.ld");
	await page.goto(site.base + own);
	await check("submitting asks first; what is missing is all named", async () => {
		await page.locator("button[name=act][value=submit]").click();
		await page.locator("dialog button.main").click();
		await page.waitForSelector(".error-summary");
		holds((await page.locator(".error-summary li").count()) >= 1, "items");
	});
	await page.context().close();
}

async function verify(browser, site) {
	const page = await signIn(browser, site, "s4.thuky");
	await page.goto(site.base + s4 + "/cham-diem/qb-5");
	await check("another figure than the unit's wants a reason", async () => {
		await field(page, "III.2").fill("4");
		await press(page, "save");
		holds((await page.locator(".error-summary").innerText()).includes("III.2"), "the criterion is named");
		same(await field(page, "III.2").inputValue(), "4", "typed");
	});
	await check("with the reason it is saved; the rest is accepted in one act", async () => {
		await page.locator('[id="reason[III.2]"]').fill("Thiếu kế hoạch phát động");
		await press(page, "accept");
		same(await page.locator(".error-summary").count(), 0, "errors");
		same(await page.locator("tr[data-own] .g-mark .tag.warn").count(), 0, "empty criteria");
	});
	await check("the derivation tells who changed it and why", async () => {
		await page.goto(site.base + s4 + "/dien-giai/qb-5/III.2");
		const text = await page.locator("main").innerText();
		holds(text.includes("Thiếu kế hoạch phát động") && text.includes("Thẩm tra"), "reason and stage");
	});
	await check("the journal tells it in a sentence", async () => {
		await page.goto(site.base + s4 + "/nhat-ky");
		holds((await page.locator("main").innerText()).includes("III.2"), "line");
	});
	await page.context().close();
}

async function desk(browser, site) {
	const page = await signIn(browser, site, "s3.thuky");
	await check("every figure of the scoreboard leads to its derivation", async () => {
		await page.goto(site.base + s3 + "/bang-diem");
		const links = page.locator("td a.figure");
		holds((await links.count()) >= 8 * 4, "number of links");
		const shown = (await links.first().innerText()).trim();
		await links.first().click();
		await page.waitForSelector(".big-figure");
		holds((await page.locator(".big-figure").innerText()).startsWith(shown), "the same figure");
	});
	await check("the scoreboard goes out as Excel, CSV and JSON", async () => {
		const get = (end) => page.request.get(site.base + s3 + "/bang-diem." + end);
		const [xlsx, csv, json] = await Promise.all(["xlsx", "csv", "json"].map(get));
		same((await xlsx.body()).subarray(0, 2).toString(), "PK", "xlsx");
		holds((await csv.text()).includes("Cục Thuế tỉnh Thanh Hóa"), "csv");
		holds(JSON.parse(await json.text()).units.length === 8, "json");
	});
	await check("a paper is made and downloaded as Word", async () => {
		await page.goto(site.base + s3 + "/van-ban");
		await page.locator("form:has(input[name=kind][value=minutes]) button").first().click();
		await page.waitForLoadState();
		await paperDone(page);
		await page.goto(site.base + s3 + "/van-ban");
		const [download] = await Promise.all([page.waitForEvent("download"), page.locator("section:has(input[name=kind][value=minutes]) a:has-text('Tải Word')").first().click()]);
		same(fs.readFileSync(await download.path()).subarray(0, 2).toString(), "PK", "docx");
	});
	await check("the same paper is downloaded as PDF", async () => {
		await page.goto(site.base + s3 + "/van-ban");
		const [download] = await Promise.all([page.waitForEvent("download"), page.locator("a:has-text('Tải PDF')").first().click()]);
		same(fs.readFileSync(await download.path()).subarray(0, 5).toString(), "%PDF-", "pdf");
		holds(download.suggestedFilename().endsWith(".pdf"), download.suggestedFilename());
	});
	await check("a file that is no workbook is refused in words, nothing is taken", async () => {
		await page.goto(site.base + s3 + "/nap");
		await page.setInputFiles("#file", { name: "bang.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from("<html></html>") });
		await page.locator("button:has-text('Đọc và xem trước')").click();
		await page.waitForLoadState();
		const text = await page.locator("main").innerText();
		holds(/HTML|xlsx|Excel/.test(text) && !text.includes("Nhận dữ liệu này\n"), text.slice(0, 300));
	});
	await page.context().close();
}

async function keyboard(browser, site) {
	const page = await signIn(browser, site, null);
	await check("signing in with the keyboard alone", async () => {
		await page.goto(site.base + "/dang-nhap");
		await page.keyboard.press("Tab");
		same(await page.evaluate(() => document.activeElement.className), "skip", "first stop");
		await page.keyboard.press("Enter");
		await page.keyboard.press("Tab");
		same(await page.evaluate(() => document.activeElement.id), "login", "after the skip link");
		await page.keyboard.type("s3.thuky");
		await page.keyboard.press("Tab");
		await page.keyboard.type("ThiDua@2026");
		await page.keyboard.press("Enter");
		await page.waitForURL("**/viec");
	});
	await check("focus is always to be seen", async () => {
		for (let i = 0; i < 12; i++) {
			await page.keyboard.press("Tab");
			const ring = await page.evaluate(() => document.activeElement === document.body || getComputedStyle(document.activeElement).outlineStyle);
			if (ring === true) break;
			same(ring, "solid", "outline of stop " + i);
		}
	});
	await page.context().close();
}

async function noScript(browser, site) {
	const page = await signIn(browser, site, "s1.tn-hai-quan", { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
	await check("without scripts: the menu opens by its link", async () => {
		await page.goto(site.base + s1);
		same(await page.locator("#side").isVisible(), false, "menu before");
		await page.locator(".menu-btn").click();
		same(await page.locator("#side").isVisible(), true, "menu after");
	});
	await check("without scripts: English and back", async () => {
		await page.goto(site.base + "/viec");
		await page.locator("button[name=lang]").click();
		same(await page.locator("html").getAttribute("lang"), "en", "lang");
		same((await page.locator("h1").innerText()).trim(), "My tasks", "heading");
		await page.locator("button[name=lang]").click();
		same((await page.locator("h1").innerText()).trim(), "Việc của tôi", "heading");
	});
	await check("without scripts: a returned card shows why and is saved", async () => {
		await page.goto(site.base + s1 + "/cham-diem/tn-hai-quan");
		holds((await page.locator("main").innerText()).includes("Phiếu được trả lại"), "reason");
		await field(page, "II.3").fill("5,5");
		await page.locator("button[name=act][value=save]").click();
		same(await field(page, "II.3").inputValue(), "5,5", "saved");
	});
	await page.context().close();
}

async function rights(browser, site) {
	const page = await signIn(browser, site, "s1.tn-bhxh");
	for (const [what, address] of [
		["another unit's card", "/cham-diem/tn-kho-bac"],
		["everybody's points before the reveal", "/bang-diem"],
		["another unit's derivation", "/dien-giai/tn-kho-bac/I.1"],
		["import", "/nap"],
	])
		await check(`a unit does not see ${what}`, async () => same((await page.goto(site.base + s1 + address)).status(), 403, "status"));
	await page.context().close();
}

async function paper(browser, site) {
	const page = await signIn(browser, site, "s3.thuky");
	await page.emulateMedia({ media: "print" });
	await check("on paper there is the table, not the menu", async () => {
		await page.goto(site.base + s3 + "/bang-diem");
		for (const gone of [".topbar", ".side", ".crumb", ".actions"])
			same(await page.locator(gone).first().isVisible(), false, gone);
		same(await page.locator("table").first().isVisible(), true, "table");
		const font = await page.evaluate(() => getComputedStyle(document.body).fontFamily);
		holds(font.includes("Times"), font);
	});
	await page.context().close();
}

async function zoom(browser, site) {
	const page = await signIn(browser, site, "s3.thuky", { viewport: { width: 683, height: 384 } });
	for (const address of [s3 + "/bang-diem", s3, s3 + "/cham-diem/cuc-thue"])
		await check(`200 % zoom: ${address} needs no sideways scrolling`, async () => {
			await page.goto(site.base + address);
			same(await overflow(page), 0, "pixels");
		});
	await page.context().close();
}

/* The dark colours count when the system asks for them or the reader chose them, never on paper; no script is needed. */
async function themes(browser, site) {
	for (const system of ["light", "dark"]) {
		const other = system === "dark" ? "light" : "dark";
		const page = await signIn(browser, site, "s3.bhxh", { javaScriptEnabled: false, colorScheme: system });
		const shown = () => page.evaluate(() => getComputedStyle(document.body).colorScheme);
		await check(`a ${system} system: its theme, then the chosen one, kept; paper is light`, async () => {
			await page.goto(site.base + "/viec");
			same(await shown(), system, "as the system says");
			const button = page.locator("button[name=theme]");
			if ((await button.getAttribute("value")) !== other) await button.click(); // offers dark first
			await page.locator(`button[name=theme][value=${other}]`).click();
			same(await shown(), other, "chosen");
			await page.goto(site.base + s3);
			same(await shown(), other, "on the next page");
			await page.emulateMedia({ media: "print" });
			same(await shown(), "light", "on paper");
		});
		await page.context().close();
	}
}

module.exports = async function (browser, site) {
	for (const journey of [selfScore, evidence, submit, verify, desk, keyboard, noScript, rights, paper, zoom, themes])
		await journey(browser, site);
};
