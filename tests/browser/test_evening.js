/* A year's end through the pages alone: a whole card sent, a sheet taken in, the ranking sealed, adopted, revealed and
 * corrected, nominations, ballots, the minutes. */
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { execFileSync } = require("node:child_process");
const { check, holds, same, signIn } = require("./lib");
const { paperDone } = require("./walk");

const s1 = "/cum/co-quan-trung-uong/2020";
const s3 = "/cum/10/2019";
const s4 = "/cum/tong-hop/2016";
const load = (page, button) => Promise.all([page.waitForEvent("load"), button.click()]);
const errors = (page) => page.locator(".error-summary").allInnerTexts();

async function press(page, button) {
	await load(page, button);
	same((await errors(page)).join(" "), "", "errors");
}

/* Presses and says yes in the dialog. */
async function confirm(page, button) {
	await button.click();
	await load(page, page.locator("dialog[open] button.main"));
	same((await errors(page)).join(" "), "", "errors");
}

/* Every criterion that is empty gets a value its kind allows. */
async function fillCard(page) {
	const boxes = page.locator("tr[data-kind]:has(.cell)");
	for (let i = 0; i < (await boxes.count()); i++) {
		const box = boxes.nth(i);
		for (const choice of await box.locator("select").all())
			if (!(await choice.inputValue())) await choice.selectOption({ index: 1 });
		const max = Number(await box.getAttribute("data-max")) / 100;
		for (const field of await box.locator("input.score").all())
			if (!(await field.inputValue())) await field.fill(String(max > 0 ? max : 0).replace(".", ","));
	}
}

async function wholeCard(browser, site) {
	const address = site.base + s1 + "/cham-diem/tn-ngan-hang";
	const page = await signIn(browser, site, "s1.tn-ngan-hang.ld");
	await check("what has no evidence yet is named at its criterion and gets some", async () => {
		await page.goto(address);
		const missing = await page.locator("tr[data-kind]:has-text('Cần minh chứng') .evidence a[href*='tc=']").evaluateAll((l) => l.map((a) => a.href));
		holds(missing.length > 0, "criteria without evidence");
		for (const href of missing) {
			await page.goto(href);
			await page.fill("#title", "Báo cáo kết quả năm 2020");
			await press(page, page.locator("form.card-body button.main"));
		}
		await page.goto(address);
		same(await page.locator("tr[data-kind]:has-text('Cần minh chứng')").count(), 0, "criteria without evidence");
	});
	await check("a card with every field filled is sent", async () => {
		await page.goto(address);
		await fillCard(page);
		await page.locator("#total").evaluate(() => document.activeElement.blur());
		await page.waitForFunction(() => !/≈/.test(document.querySelector("#total").textContent));
		const total = await page.locator("#total").innerText();
		await confirm(page, page.locator("button[name=act][value=submit]"));
		holds((await page.locator("main").innerText()).includes("Đã gửi"), "state of the card");
		same(await page.locator("#total").innerText(), total, "the total of the saved cells");
		same(await page.locator("input.score").count(), 0, "fields of a card that was sent");
	});
	await page.context().close();
	const desk = await signIn(browser, site, "s1.thuky");
	await check("the secretary sees that it was sent", async () => {
		await desk.goto(site.base + s1);
		holds((await desk.locator("tr", { hasText: "Ngân hàng" }).first().innerText()).includes("Đã gửi"), "row");
	});
	await desk.context().close();
}

function workbook(file, rows) {
	execFileSync("/usr/bin/python3", ["-c",
		"import json,sys,openpyxl\nb=openpyxl.Workbook()\nfor r in json.loads(sys.argv[2]): b.active.append(r)\nb.save(sys.argv[1])",
		file, JSON.stringify(rows)]);
}

async function importSheet(browser, site) {
	const page = await signIn(browser, site, "s1.thuky");
	const file = path.join(site.dir, "phieu.xlsx");
	workbook(file, [["PHIẾU TỰ CHẤM ĐIỂM NĂM 2020"], [], ["TT", "Nội dung", "Điểm tự chấm"], ["II.3", "Thực hành tiết kiệm, phòng, chống tham nhũng, lãng phí", "5,25"]]);
	await check("a sheet is shown before it is taken: old and new value, with its cell", async () => {
		await page.goto(site.base + s1 + "/nap");
		await page.selectOption("#what", "card");
		await page.selectOption("#unit", "tn-bhxh");
		await page.setInputFiles("#file", file);
		await press(page, page.locator("button:has-text('Đọc và xem trước')"));
		const text = await page.locator("main").innerText();
		holds(text.includes("phieu.xlsx") && text.includes("II.3") && text.includes("5,25") && /C4/.test(text), text.slice(0, 400));
		await page.goto(site.base + s1 + "/dien-giai/tn-bhxh/II.3");
		holds(!(await page.locator("main").innerText()).includes("5,25"), "nothing is taken by a preview");
	});
	await check("accepted, the value stands", async () => {
		await page.goto(site.base + s1 + "/nap");
		await press(page, page.locator("button:has-text('Nhận dữ liệu này')"));
		await page.goto(site.base + s1 + "/dien-giai/tn-bhxh/II.3?gd=self");
		holds((await page.locator(".big-figure").innerText()).startsWith("5,25"), "figure");
		await page.goto(site.base + s1 + "/nhat-ky");
		holds((await page.locator("main").innerText()).includes("phieu.xlsx"), "journal");
	});
	await page.context().close();
}

async function verifyAll(page, site) {
	for (const unit of ["qb-5", "qb-6", "qb-7", "qb-8", "qb-9"]) {
		await page.goto(`${site.base}${s4}/cham-diem/${unit}`);
		for (const act of ["receive", "accept"]) {
			const button = page.locator(`button[name=act][value=${act}]`);
			if (await button.count()) await press(page, button);
		}
		await confirm(page, page.locator("button[name=act][value=submit]"));
	}
}

async function moveOn(page, site, label) {
	await page.goto(site.base + s4);
	await confirm(page, page.locator("#season button", { hasText: label }).first());
}

/* Each unit agrees with what was changed, or it is kept for it. */
async function settleAll(browser, site) {
	const desk = await signIn(browser, site, "s4.pho");
	await check("what was changed is concluded with a reason", async () => {
		await desk.goto(site.base + s4 + "/giai-trinh");
		const links = await desk.locator("table.stack th a").evaluateAll((l) => l.map((a) => a.href));
		holds(links.length > 0, "units with changed points");
		for (const href of links) {
			await desk.goto(href);
			for (let button; await (button = desk.locator("button[value=keep]").first()).count(); ) {
				await desk.locator("form:has(button[value=keep]) textarea").first().fill("Đã đối chiếu hồ sơ");
				await press(desk, button);
			}
		}
	});
	await desk.context().close();
}

async function beforeMeeting(browser, site) {
	const page = await signIn(browser, site, "s4.thuky");
	await check("the rest of the cards is verified", async () => verifyAll(page, site));
	await page.context().close();
	const head = await signIn(browser, site, "s4.truong");
	await check("the head is told that the year can go on, and moves it to the meeting", async () => {
		await head.goto(site.base + "/viec");
		holds((await head.locator(".feed").innerText()).includes("Chuyển sang giải trình"), "task");
		await moveOn(head, site, "Chuyển sang giải trình");
	});
	await check("the meeting waits for what is not explained yet", async () => {
		await head.goto(site.base + s4);
		await head.locator("#season button", { hasText: "Mở hội nghị tổng kết" }).first().click();
		await load(head, head.locator("dialog[open] button.main"));
		holds((await errors(head)).join(" ").includes("giải trình"), "what is open is said");
	});
	await settleAll(browser, site);
	await check("then it opens", async () => moveOn(head, site, "Mở hội nghị tổng kết"));
	await head.context().close();
}

async function ranking(browser, site) {
	const page = await signIn(browser, site, "s4.truong");
	const board = site.base + s4 + "/xep-hang";
	const member = await signIn(browser, site, "s4.qb-3");
	await check("a ranking is not sealed by a wrong word", async () => {
		await page.goto(board);
		await page.fill("#word", "đồng ý");
		await load(page, page.locator("#chot button"));
		holds((await errors(page)).join("").includes("NIÊM PHONG"), "error");
		holds((await page.locator(".page-head").innerText()).includes("Tạm tính"), "state");
	});
	await check("sealed by the word, then the meeting adopts it", async () => {
		await page.fill("#word", "NIÊM PHONG");
		await press(page, page.locator("#chot button"));
		holds((await page.locator(".page-head").innerText()).includes("Đã niêm phong"), "sealed");
		await page.goto(site.base + "/viec");
		await load(page, page.locator(".feed a.main"));
		await press(page, page.locator("#thong-qua button"));
		holds((await page.locator(".page-head").innerText()).includes("Hội nghị đã thông qua"), "adopted");
	});
	await check("members see the ranking from the reveal on, not before", async () => {
		same((await member.goto(board)).status(), 403, "before");
		await page.fill("#cong-bo #word", "công bố");
		await press(page, page.locator("#cong-bo button"));
		same((await member.goto(board)).status(), 200, "after");
		same((await page.locator("#cong-bo h2").innerText()).trim(), "Công bố ra ngoài", "what is left to publish");
	});
	await check("the page leads on to the nominations", async () => {
		await load(page, page.locator(".page-head a.main"));
		same(new URL(page.url()).pathname, s4 + "/suy-ton", "address");
	});
	await member.context().close();
	await page.context().close();
}

async function nominations(browser, site) {
	const page = await signIn(browser, site, "s4.thuky");
	const rows = page.locator("section:has(#nominees) tbody tr");
	await check("units are nominated; one is withdrawn with its reason", async () => {
		await page.goto(site.base + s4 + "/suy-ton");
		const before = await rows.count();
		for (const unit of ["qb-1", "qb-2"]) {
			await page.selectOption("#unit", unit);
			await page.selectOption("#title", { index: 1 });
			await press(page, page.locator("button[value=nominate]"));
		}
		same(await rows.count(), before + 2, "nominees");
		await rows.last().locator("summary").click();
		await load(page, rows.last().locator("form button"));
		holds((await errors(page)).length === 1, "a reason is asked for");
		await rows.last().locator("summary").click();
		await rows.last().locator("input[name=reason]").fill("Đơn vị xin rút");
		await press(page, rows.last().locator("form button"));
		holds((await rows.last().innerText()).includes("Đã rút"), "outcome");
	});
	await check("a ballot whose numbers do not add up is refused, then counted", async () => {
		const counts = { members: 9, present: 9, issued: 9, returned: 9, valid: 9, invalid: 1 };
		for (const [name, v] of Object.entries(counts)) await page.fill("#" + name, String(v));
		await page.selectOption("#purpose", { index: 1 });
		await page.locator('[id="yes[qb-1]"]').fill("9");
		await page.locator('[id="no[qb-1]"]').fill("0");
		await load(page, page.locator("button[value=poll]"));
		holds((await errors(page)).length === 1, "refused");
		same(await page.locator('[id="yes[qb-1]"]').inputValue(), "9", "what was typed");
		await page.fill("#invalid", "0");
		await press(page, page.locator("button[value=poll]"));
		holds((await page.locator("main").innerText()).includes("9/9"), "the count");
		holds((await rows.first().innerText()).includes("Được suy tôn"), await rows.first().innerText());
	});
	await page.context().close();
}

async function minutes(browser, site) {
	const page = await signIn(browser, site, "s4.thuky");
	await check("the meeting's facts are kept", async () => {
		await page.goto(site.base + s4 + "/hop");
		await page.fill("#held_on", "20/12/2016");
		await page.fill("#place", "Hội trường Khối Tổng hợp");
		await page.fill("#chair", "Nguyễn Văn A");
		await page.fill("#conclusion", "Hội nghị thống nhất 100 % với kết quả.");
		await press(page, page.locator(".action-bar button"));
		same(await page.inputValue("#place"), "Hội trường Khối Tổng hợp", "place");
	});
	await check("the minutes say so in Word; the paper that exists is no task any more", async () => {
		await page.goto(site.base + s4 + "/van-ban");
		for (const kind of ["minutes", "score_table", "review_report"]) {
			await page.goto(site.base + s4 + "/van-ban");
			await press(page, page.locator(`form:has(input[value=${kind}]) button`).first());
			await paperDone(page);
		}
		await page.goto(site.base + s4 + "/van-ban");
		const [download] = await Promise.all([page.waitForEvent("download"), page.locator("section:has(input[name=kind][value=minutes]) a:has-text('Tải Word')").first().click()]);
		const text = execFileSync("/usr/bin/python3", ["-c",
			"import re,sys,zipfile;print(re.sub('<[^>]+>','',zipfile.ZipFile(sys.argv[1]).read('word/document.xml').decode()))",
			await download.path()]).toString();
		for (const said of ["BIÊN BẢN", "Hội trường Khối Tổng hợp", "Nguyễn Văn A", "Anh hùng", "100,00"]) holds(text.includes(said), "minutes without " + said);
		await page.goto(site.base + "/viec");
		const tasks = await page.locator("main").innerText();
		holds(!tasks.includes("Lập biên bản") && tasks.includes("Lập tờ trình"), tasks);
	});
	await page.context().close();
}

async function correction(browser, site) {
	const page = await signIn(browser, site, "s3.thuky");
	await check("a correction gives a reason, a new version and the corrected figure", async () => {
		await page.goto(site.base + s3 + "/xep-hang");
		const versions = page.locator("section:has(#versions) tbody tr");
		const before = await versions.count();
		const fill = async (reason) => {
			if (!(await page.locator("#dinh-chinh details").evaluate((d) => d.open))) await page.locator("#dinh-chinh summary").click();
			await page.selectOption("#dinh-chinh #unit", "cuc-thue");
			await page.selectOption("#dinh-chinh #criterion", "I.3.2");
			await page.fill("#points", "4,25");
			await page.fill("#dinh-chinh #reason", reason);
		};
		await fill("");
		await load(page, page.locator("#dinh-chinh form button"));
		holds((await errors(page)).length === 1, "a reason is asked for");
		await fill("Kết luận kiểm tra số 5");
		await press(page, page.locator("#dinh-chinh form button"));
		same(await versions.count(), before + 1, "versions");
		holds((await versions.first().innerText()).includes("Kết luận kiểm tra số 5"), "reason");
		holds((await page.locator(".page-head").innerText()).includes("Đã niêm phong"), "to be adopted again");
		await page.goto(site.base + s3 + "/dien-giai/cuc-thue/I.3.2");
		holds((await page.locator(".big-figure").innerText()).startsWith("4,25"), "figure");
	});
	await page.context().close();
	const counter = await signIn(browser, site, "s3.kiemphieu");
	await check("the counting board records ballots and cannot touch the ranking", async () => {
		await counter.goto(site.base + s3 + "/xep-hang");
		same(await counter.locator("#dinh-chinh form, #thong-qua").count(), 0, "forms");
		await counter.goto(site.base + s3 + "/suy-ton");
		same(await counter.locator("#kiem-phieu form").count(), 1, "form");
	});
	await counter.context().close();
}

module.exports = async function (browser, site) {
	for (const journey of [wholeCard, importSheet, beforeMeeting, ranking, nominations, minutes, correction])
		await journey(browser, site);
};
