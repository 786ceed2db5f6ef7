/* The scoring grid: sixty items without the mouse, autosave, undo, paste, two people on one sheet, a lost connection, a
 * step that closes while somebody types, and a server that is killed. */
"use strict";
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { axe, check, holds, overflow, program, same, signIn, startSite } = require("./lib");

const s1 = "/cum/co-quan-trung-uong/2020";
const own = s1 + "/cham-diem/tn-ngan-hang";
const sixty = "/cum/3/2010";
const field = (page, code, name = "score") => page.locator(`[id="${name}[${code}]"]`);
const mark = (page, code) => page.locator(`[id="r-${code}"] [data-mark]`);
const settled = (page) => page.waitForFunction(() => !document.querySelector("[data-mark][data-state=saving]"));
const saved = async (page, code) => {
	await page.waitForFunction((c) => document.querySelector(`[id="r-${c}"] [data-mark]`).dataset.state === "saved", code);
};
/* Presses a submit button that leads to a new page, answering its question. */
const press = async (page, button) => {
	const asks = await button.getAttribute("data-confirm");
	if (asks) await button.click();
	await Promise.all([page.waitForEvent("load"), asks ? page.locator("dialog button.main").click() : button.click()]);
};

/* A table of sixty criteria of one point and a bit, for a cluster that has not scored yet. */
function sixtyItems(db, dir) {
	const groups = [];
	for (let g = 1; g <= 6; g++) {
		const children = [];
		for (let i = 1; i <= 10; i++) children.push({ code: `${g}.${i}`, name: `Nội dung ${g}.${i}`, kind: "manual", max: 2 });
		groups.push({ code: String(g), name: `Nhóm ${g}`, kind: "group", max: 20, children });
	}
	const file = path.join(dir, "sixty.json");
	fs.writeFileSync(file, JSON.stringify({ format: "thidua-scheme/1", code: "SAU-MUOI", title: "Bảng sáu mươi tiêu chí", version: "1", max: 120, criteria: groups }));
	execFileSync(program, ["import", "3", "2010", file, "--as", "scheme", "--accept", "--db", db], { stdio: "pipe" });
}

/* The head goes back to the preparation, the table is sealed, and on to the scoring. */
async function openScoring(browser, site) {
	const page = await signIn(browser, site, "s0.truong");
	await page.goto(site.base + sixty);
	const back = page.locator("#season form:has(input[name=to][value=preparing])");
	await back.locator("summary").click();
	await back.locator("[name=reason]").fill("Thay bảng tiêu chí");
	await press(page, back.locator("button"));
	await page.goto(site.base + sixty + "/bang-tieu-chi");
	await page.locator("#seal").check();
	await page.locator("#word").fill("NIÊM PHONG");
	await press(page, page.locator("#chon button"));
	for (let i = 0; i < 8; i++) {
		await page.goto(site.base + sixty);
		const to = page.locator("#season form:has(input[name=to][value=self_scoring]) button.full");
		const there = (await to.count()) > 0;
		await press(page, there ? to : page.locator("#season button.full").first());
		if (there) break;
	}
	await page.context().close();
}

async function keyboardOnly(browser, site) {
	const page = await signIn(browser, site, "s0.an-khe");
	await page.goto(site.base + site.card);
	await check("60 items are typed without the mouse, each saved when it is left", async () => {
		await page.locator("#main").focus();
		for (let i = 0; i < 30; i++) {
			if ((await page.evaluate(() => document.activeElement.id)) === "score[1.1]") break;
			await page.keyboard.press("Tab");
		}
		same(await page.evaluate(() => document.activeElement.id), "score[1.1]", "first cell, by Tab");
		for (let i = 0; i < 60; i++) {
			await page.keyboard.type(i % 3 === 0 ? "1,5" : i % 3 === 1 ? "1.5" : "0");
			await page.keyboard.press(i % 2 ? "Enter" : "Tab");
		}
		await settled(page);
		same(await page.locator("#filled").innerText(), "60", "filled");
		same(await page.locator("#total").innerText(), "60,00", "total");
		same(await page.locator("#save-state").innerText(), "· Mọi ô đã lưu", "state");
		await page.reload();
		same(await page.locator("#total").innerText(), "60,00", "total of the server");
		same(await field(page, "6.10").inputValue(), "0", "a zero is a score");
		same(await field(page, "1.2").inputValue(), "1,5", "point read as comma");
	});
	await check("arrows move between the cells, Ctrl+Z takes back what was saved", async () => {
		await field(page, "2.1").focus();
		await page.keyboard.press("ArrowDown");
		same(await page.evaluate(() => document.activeElement.id), "score[2.2]", "down");
		await page.keyboard.press("ArrowUp");
		await page.keyboard.press("ArrowRight");
		same(await page.evaluate(() => document.activeElement.id), "reason[2.1]", "right");
		await page.keyboard.press("ArrowLeft");
		const before = await field(page, "2.1").inputValue();
		await page.keyboard.type("0,25");
		await page.keyboard.press("Control+z");
		same(await field(page, "2.1").inputValue(), before, "the cell in hand");
		await page.keyboard.type("0,25");
		await page.keyboard.press("Enter");
		await saved(page, "2.1");
		same(await page.locator("#total").innerText(), ((6000 - Math.round(100 * Number(before.replace(",", "."))) + 25) / 100).toFixed(2).replace(".", ","), "total");
		await page.keyboard.press("Control+z");
		await saved(page, "2.1");
		await page.reload();
		same(await field(page, "2.1").inputValue(), before, "taken back on the server too");
	});
	await check("the head and the first column stay", async () => {
		await field(page, "5.10").scrollIntoViewIfNeeded();
		const head = await page.locator("table.grid thead th").first().boundingBox();
		holds(head.y >= 40 && head.y < 100, "head at " + head.y);
		await page.setViewportSize({ width: 900, height: 700 });
		await page.locator(".grid-wrap").evaluate((w) => (w.scrollLeft = 300));
		const name = await page.locator('[id="r-5.10"] .g-name').boundingBox();
		const wrap = await page.locator(".grid-wrap").boundingBox();
		holds(Math.abs(name.x - wrap.x) < 3, `first column at ${name.x}, grid at ${wrap.x}`);
	});
	await page.context().close();
}

async function killed(browser, site) {
	await check("server and browser killed in the middle: only the cell in hand is lost", async () => {
		const page = await signIn(browser, site, "s0.an-khe");
		await page.goto(site.base + site.card);
		for (const [code, v] of [["3.1", "1,1"], ["3.2", "1,2"], ["3.3", "1,3"]]) {
			await field(page, code).fill(v);
			await page.keyboard.press("Enter");
		}
		await settled(page);
		await field(page, "3.4").focus();
		await page.keyboard.type("1,9");
		await site.kill();
		await page.context().close();
		await site.again();
		const after = await signIn(browser, site, "s0.an-khe");
		await after.goto(site.base + site.card);
		same(await field(after, "3.1").inputValue(), "1,1", "3.1");
		same(await field(after, "3.2").inputValue(), "1,2", "3.2");
		same(await field(after, "3.3").inputValue(), "1,3", "3.3");
		holds((await field(after, "3.4").inputValue()) !== "1,9", "3.4 was never left");
		await after.context().close();
	});
	await check("the server is gone while one types: the cells are marked, kept and sent when it is back", async () => {
		const page = await signIn(browser, site, "s0.an-khe");
		await page.goto(site.base + site.card);
		await site.kill();
		await field(page, "4.1").fill("1,7");
		await page.keyboard.press("Enter");
		await page.keyboard.type("1,8");
		await page.keyboard.press("Enter");
		await page.waitForFunction(() => document.querySelector('[id="r-4.2"] [data-mark]').dataset.state === "waiting");
		holds((await page.locator("#grid-note").innerText()).includes("Mất kết nối"), "the sentence");
		same(await field(page, "4.1").inputValue(), "1,7", "kept");
		await site.again();
		await page.locator("#grid-note button").click();
		await saved(page, "4.1");
		await saved(page, "4.2");
		same(await page.locator("#grid-note").isVisible(), false, "the sentence is gone");
		await page.reload();
		same(await field(page, "4.2").inputValue(), "1,8", "stored");
		await page.context().close();
	});
	await check("signed out in another tab: nothing typed is lost, and it is saved after signing in again", async () => {
		const page = await signIn(browser, site, "s0.an-khe");
		await page.goto(site.base + site.card);
		await page.context().clearCookies();
		await field(page, "4.3").fill("1,6");
		await page.keyboard.press("Enter");
		await page.waitForFunction(() => document.querySelector('[id="r-4.3"] [data-mark]').dataset.state === "waiting");
		holds((await page.locator("#grid-note").innerText()).includes("Phiên đăng nhập"), "the sentence");
		const other = await page.context().newPage();
		await other.goto(site.base + "/dang-nhap");
		await other.fill("#login", "s0.an-khe");
		await other.fill("#password", "ThiDua@2026");
		await other.click("main button.main");
		await other.waitForURL((u) => !u.pathname.startsWith("/dang-nhap"));
		await other.close();
		await page.evaluate(() => window.dispatchEvent(new Event("focus")));
		await saved(page, "4.3");
		await page.context().close();
	});
}

async function together(browser, site) {
	const one = await signIn(browser, site, "s1.tn-ngan-hang");
	const two = await signIn(browser, site, "s1.tn-ngan-hang.ld");
	await one.goto(site.base + own);
	await two.goto(site.base + own);
	await check("two people on one sheet: other cells do not disturb", async () => {
		await field(one, "II.3").fill("4");
		await one.keyboard.press("Enter");
		await saved(one, "II.3");
		await field(two, "III.3").fill("3");
		await two.keyboard.press("Enter");
		await saved(two, "III.3");
	});
	await check("the same cell: both values are shown, and the second decides", async () => {
		await field(two, "II.3").fill("5");
		await two.keyboard.press("Enter");
		const row = two.locator('[id="r-II.3"]');
		await row.locator("button", { hasText: "Ghi giá trị của tôi" }).waitFor();
		holds((await row.innerText()).includes("4"), "the other's value");
		same(await field(two, "II.3").inputValue(), "5", "typed");
		await row.locator("button", { hasText: "Ghi giá trị của tôi" }).click();
		await saved(two, "II.3");
		await field(one, "II.3").fill("6");
		await one.keyboard.press("Enter");
		const mine = one.locator('[id="r-II.3"] button', { hasText: "Giữ giá trị đang lưu" });
		await mine.click();
		same(await field(one, "II.3").inputValue(), "5", "the stored value");
		await saved(one, "II.3");
	});
	await check("a wrong figure is refused at its cell and stays as typed", async () => {
		await field(one, "II.3").fill("99");
		await one.keyboard.press("Enter");
		await one.waitForFunction(() => document.querySelector('[id="r-II.3"] [data-mark]').dataset.state === "failed");
		same(await field(one, "II.3").getAttribute("aria-invalid"), "true", "mark");
		same(await field(one, "II.3").inputValue(), "99", "typed");
		await field(one, "II.3").fill("1.234");
		await one.keyboard.press("Enter");
		holds((await one.locator('[id="r-II.3"] .error').innerText()).includes("9,5"), "how to write it");
		await field(one, "II.3").fill("5");
		await one.keyboard.press("Enter");
		await saved(one, "II.3");
	});
	await check("a block from Excel: right cells are saved, wrong ones named", async () => {
		await field(one, "III.3").focus();
		await one.evaluate(() => {
			const data = new DataTransfer();
			data.setData("text", "2,5\r\nabc\r\n");
			document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
		});
		await one.waitForFunction(() => document.querySelector('[id="r-III.4"] [data-mark]').dataset.state === "failed");
		await saved(one, "III.3").catch(() => {});
		same(await field(one, "III.4").inputValue(), "abc", "typed");
		await field(one, "III.4").fill("");
		await one.keyboard.press("Enter");
		await settled(one);
	});
	await check("a doubled request answers twice and saves once", async () => {
		const data = await one.evaluate(() => ({ csrf: document.querySelector("[name=csrf]").value, was: document.querySelector('[name="was[III.5]"]').value }));
		const form = { ...data, key: "A".repeat(22), code: "III.5", stage: "self", score: "1", second: "", na: "", reason: "" };
		const post = () => one.request.post(site.base + own + "/o", { form, headers: { origin: site.base } });
		const first = await (await post()).json(), again = await (await post()).json();
		same(first.ok && again.ok, true, JSON.stringify(again));
		same(again.rev, first.rev, "rev");
		form.key = "B".repeat(22);
		form.score = "2";
		const stale = await post();
		same(stale.status(), 409, "status");
		same((await stale.json()).now.a, "1", "the stored value comes with the refusal");
	});
	await check("the back button shows what is stored", async () => {
		await one.reload();
		await field(one, "II.3").fill("4,5");
		await one.keyboard.press("Enter");
		await saved(one, "II.3");
		await one.goto(site.base + s1);
		await one.goBack();
		await one.waitForLoadState();
		same(await field(one, "II.3").inputValue(), "4,5", "value");
		await field(one, "II.3").fill("4");
		await one.keyboard.press("Enter");
		await saved(one, "II.3");
	});
	await check("no error of script or policy", async () => same(one.problems.concat(two.problems).filter((t) => !/ERR_CONN/.test(t)).join(";"), "", "console"));
	await one.context().close();
	await two.context().close();
}

async function closing(browser, site) {
	const script = await signIn(browser, site, "s1.tn-ngan-hang");
	const plain = await signIn(browser, site, "s1.tn-hai-quan", { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
	await script.goto(site.base + own);
	await plain.goto(site.base + s1 + "/cham-diem/tn-hai-quan");
	await field(plain, "II.3").fill("3,75");
	const desk = await signIn(browser, site, "s1.truong");
	await desk.goto(site.base + s1);
	const back = desk.locator("#season form:has(details)").first();
	await back.locator("summary").click();
	await back.locator("[name=reason]").fill("Bổ sung chỉ tiêu trước khi chấm điểm");
	await press(desk, back.locator("button"));
	await desk.context().close();
	await check("the step closes while the form is open: a clear sentence, the typed value stays", async () => {
		await field(script, "II.3").fill("3,25");
		await script.keyboard.press("Enter");
		await script.locator("#grid-note").waitFor({ state: "visible" });
		holds(/bước/.test(await script.locator("#grid-note").innerText()), await script.locator("#grid-note").innerText());
		same(await field(script, "II.3").inputValue(), "3,25", "typed");
	});
	await check("the same without scripts: the typed value comes back", async () => {
		await plain.locator("button[name=act][value=save]").click();
		const text = await plain.locator("main").innerText();
		holds(/bước/.test(text) && text.includes("Bạn gõ 3,75, chưa được lưu"), text.slice(0, 400));
	});
	await script.context().close();
	await plain.context().close();
}

async function phone(browser, site) {
	const page = await signIn(browser, site, "s1.tn-ngan-hang", { viewport: { width: 390, height: 844 } });
	await page.goto(site.base + s1 + "/cham-diem/tn-ngan-hang");
	await check("on a phone every cell fits and is saved", async () => {
		same(await overflow(page), 0, "sideways");
		await field(page, "II.3").fill("3,5");
		await page.keyboard.press("Enter");
		await saved(page, "II.3");
		same((await axe(page)).join("\n"), "", "axe");
	});
	await page.context().close();
}

module.exports = async function (browser, site) {
	await together(browser, site);
	await phone(browser, site);
	await closing(browser, site);
	const big = await startSite(sixtyItems);
	try {
		await openScoring(browser, big);
		big.card = sixty + "/cham-diem/an-khe";
		await keyboardOnly(browser, big);
		await killed(browser, big);
	} finally {
		await big.stop();
	}
};
