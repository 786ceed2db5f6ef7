/* Registration and pact: a unit registers by keyboard, the desk returns, the unit mends, the desk approves, the leader
 * signs – on a desk, on a phone, without scripts. */
"use strict";
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { check, holds, overflow, same, signIn } = require("./lib");

const s2 = "/cum/xii/2018";
const go = (page, button) => Promise.all([page.waitForEvent("load"), button.click()]);
const main = (page) => page.locator("main").innerText();
const summary = (page) => page.locator(".error-summary").innerText();
const act = (page, value) => go(page, page.locator(`button[name=act][value=${value}]`).last());

/* The row's input by its name and place in the table. */
const input = (page, name, n) => page.locator(`input[name^="${name}["]`).nth(n);

/* The first empty row of the targets. */
const firstEmpty = (page) => page.locator('input[name^="indicator["]').evaluateAll((all) => all.findIndex((x) => !x.value));

async function journey(browser, site, unit, options, title) {
	const own = `${s2}/dang-ky/${unit}`;
	const leader = await signIn(browser, site, `s2.${unit}.ld`, options);
	const desk = await signIn(browser, site, "s2.thuky", options);
	await check(`${title}: faults are told together and nothing typed is lost`, async () => {
		await leader.goto(site.base + own);
		const n = await firstEmpty(leader);
		await input(leader, "indicator", n).fill("Doanh thu dịch vụ");
		await input(leader, "plan", n).fill("1.234");
		await input(leader, "source", n + 1).fill("Kế hoạch");
		await act(leader, "save");
		const text = await summary(leader);
		holds(text.includes("1.234") && text.includes(`dòng ${n + 2}`), text);
		same(await input(leader, "indicator", n).inputValue(), "Doanh thu dịch vụ", "typed text");
		same(await overflow(leader), 0, "overflow");
	});
	await check(`${title}: sent, the desk returns it with a reason`, async () => {
		await leader.goto(site.base + own);
		const n = await firstEmpty(leader);
		await input(leader, "indicator", n).fill("Doanh thu dịch vụ số");
		await input(leader, "measure", n).fill("tỷ đồng");
		await input(leader, "baseline", n).fill("1200");
		await input(leader, "plan", n).fill("1100,5");
		await act(leader, "send");
		holds((await main(leader)).includes("Chờ duyệt"), "state");
		await desk.goto(site.base + s2 + "/dang-ky?tt=pending");
		holds((await main(desk)).includes("Kế hoạch thấp hơn kết quả năm trước"), "anomaly");
		await desk.check(`[id="unit[${unit}]"]`);
		await act(desk, "return");
		holds((await summary(desk)).includes("lý do"), "a reason is needed");
		await desk.fill("#return_reason", "Kế hoạch thấp hơn năm trước");
		await desk.check(`[id="unit[${unit}]"]`);
		await act(desk, "return");
		same(await overflow(desk), 0, "overflow");
	});
	await check(`${title}: the unit reads why, mends and sends again`, async () => {
		await leader.goto(site.base + own);
		holds((await main(leader)).includes("Kế hoạch thấp hơn năm trước"), "reason");
		const rows = leader.locator('input[name^="indicator["]');
		for (let i = 0; i < (await rows.count()); i++)
			if ((await rows.nth(i).inputValue()) === "Doanh thu dịch vụ số") await input(leader, "plan", i).fill("1320");
		await act(leader, "send");
		holds((await main(leader)).includes("Chờ duyệt"), "state");
	});
	await check(`${title}: received, it cannot be recalled any more; approved`, async () => {
		same(await leader.locator("button[value=recall]").count(), 1, "recall before");
		await desk.goto(site.base + own);
		await act(desk, "receive");
		await leader.reload();
		same(await leader.locator("button[value=recall]").count(), 0, "recall after");
		await act(desk, "approve");
		holds((await main(desk)).includes("Đã duyệt"), "state");
	});
	await check(`${title}: the leader signs with his password`, async () => {
		await leader.goto(`${site.base}${s2}/giao-uoc/${unit}`);
		holds((await main(leader)).includes("1320"), "the annex");
		await leader.fill("#password-annex", "khong phai mat khau");
		await go(leader, leader.locator("button:has-text('Ký Phụ lục chỉ tiêu')"));
		holds((await summary(leader)).includes("Mật khẩu không đúng"), await summary(leader));
		await leader.fill("#password-annex", "ThiDua@2026");
		await go(leader, leader.locator("button:has-text('Ký Phụ lục chỉ tiêu')"));
		holds((await main(leader)).includes("Ký trên hệ thống"), "signed");
		same(await overflow(leader), 0, "overflow");
	});
	same((leader.problems || []).join(), "", "console");
	await leader.context().close();
	await desk.context().close();
}

/* Values of the cells of one sheet's rows below the titles. */
function rows(file, sheet) {
	const script = `
import json, sys, openpyxl
wb = openpyxl.load_workbook(sys.argv[1], data_only=True)
ws = wb[sys.argv[2]]
out, head = [], None
for r in ws.iter_rows(values_only=True):
    if head is None:
        if r[0] == 'TT': head = list(r)
    elif isinstance(r[0], (int, float)):
        out.append(dict(zip(head, r)))
print(json.dumps(out))`;
	return JSON.parse(execFileSync("/usr/bin/python3", ["-c", script, file, sheet]));
}

async function download(page, address, to) {
	const response = await page.request.get(address);
	same(response.status(), 200, address);
	fs.writeFileSync(to, await response.body());
	return to;
}

async function files(browser, site) {
	const c10 = "/cum/10/2019";
	const desk = await signIn(browser, site, "s3.thuky");
	const units = ["cuc-thue", "cuc-thong-ke", "kho-bac", "ngan-hang", "hai-quan", "qltt", "du-tru", "bhxh"];
	const sheets = [["chi-tieu", "Chỉ tiêu", "Kế hoạch"], ["danh-hieu", "Danh hiệu thi đua", "Tên"], ["hinh-thuc", "Hình thức khen thưởng", "Tên"]];
	for (const [list, sheet, column] of sheets)
		await check(`m6_aggregate_equals_the_sum_of_the_units_files: ${list}`, async () => {
			const all = rows(await download(desk, `${site.base}${c10}/dang-ky.xlsx?ds=${list}`, path.join(site.dir, list + ".xlsx")), sheet);
			const parts = [];
			for (const u of units)
				parts.push(...rows(await download(desk, `${site.base}${c10}/dang-ky/${u}/dang-ky.xlsx`, path.join(site.dir, u + ".xlsx")), sheet));
			same(all.length, parts.length, "rows");
			holds(all.length > 0, "rows are there");
			same(JSON.stringify(all.map((r) => r[column])), JSON.stringify(parts.map((r) => r[column])), column);
		});
	await check("t31_titles_and_award_forms_are_separate_exports", async () => {
		const titles = rows(path.join(site.dir, "danh-hieu.xlsx"), "Danh hiệu thi đua").map((r) => r["Danh hiệu thi đua"]);
		const forms = rows(path.join(site.dir, "hinh-thuc.xlsx"), "Hình thức khen thưởng").map((r) => r["Hình thức khen thưởng"]);
		holds(!titles.some((t) => forms.includes(t)), "nothing stands in both");
		holds(titles.includes("Chiến sĩ thi đua cơ sở") && forms.some((f) => f.startsWith("Bằng khen")), "both are there");
	});
	await desk.context().close();
	await check("a unit's file goes out, comes back changed, is compared and taken", async () => {
		const unit = await signIn(browser, site, "s2.vnpt-kd");
		const own = `${site.base}${s2}/dang-ky/vnpt-kd`;
		const file = await download(unit, `${own}/dang-ky.xlsx`, path.join(site.dir, "kd.xlsx"));
		execFileSync("/usr/bin/python3", ["-c", `
import sys, openpyxl
wb = openpyxl.load_workbook(sys.argv[1]); ws = wb['Chỉ tiêu']
for r in ws.iter_rows():
    if r[0].value == 1: r[4].value = 3333
wb.save(sys.argv[1])`, file]);
		await unit.goto(own + "/excel");
		await unit.setInputFiles("#file", file);
		await go(unit, unit.locator("button:has-text('Đọc và xem trước')"));
		holds((await main(unit)).includes("3333"), (await main(unit)).slice(-600).replace(/\n/g, " "));
		await go(unit, unit.locator("button:has-text('Nhận dữ liệu này')"));
		same(await input(unit, "plan", 0).inputValue(), "3333", "taken");
		await unit.goto(own + "/excel");
		await unit.setInputFiles("#file", file);
		await go(unit, unit.locator("button:has-text('Đọc và xem trước')"));
		holds((await main(unit)).includes("đã đổi sau khi tải tệp này"), "a stale file is refused");
		await unit.context().close();
	});
}

async function keyboard(browser, site) {
	await check("a target is registered by keyboard alone", async () => {
		const page = await signIn(browser, site, "s2.vnpt-hn");
		await page.goto(`${site.base}${s2}/dang-ky/vnpt-hn`);
		const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.value || "");
		for (let i = 0; i < 60 && (await focused()) !== "indicator[n0]"; i++) await page.keyboard.press("Tab");
		same(await focused(), "indicator[n0]", "reached by Tab");
		for (const text of ["Thuê bao phát triển mới", "thuê bao", "86000", "95000", "Kế hoạch tập đoàn"]) {
			await page.keyboard.type(text);
			await page.keyboard.press("Tab");
		}
		await Promise.all([page.waitForEvent("load"), page.locator('[id="plan[n0]"]').press("Enter")]);
		holds((await page.locator("main").innerText()).includes("1 chỉ tiêu"), "saved");
		await page.context().close();
	});
	await check("two people on one registration: both versions are shown", async () => {
		const a = await signIn(browser, site, "s2.vnpt-hn");
		const b = await signIn(browser, site, "s2.vnpt-hn.ld");
		for (const p of [a, b]) await p.goto(`${site.base}${s2}/dang-ky/vnpt-hn`);
		await input(a, "plan", 0).fill("97000");
		await act(a, "save");
		await input(b, "plan", 0).fill("99000");
		await act(b, "save");
		holds((await summary(b)).includes("vừa được"), await summary(b));
		holds((await main(b)).includes("97000"), "the server's version");
		same(await input(b, "plan", 0).inputValue(), "99000", "what was typed");
		await act(b, "save");
		same(await input(b, "plan", 0).inputValue(), "99000", "saved now");
		for (const p of [a, b]) await p.context().close();
	});
	await check("another unit's registration is refused", async () => {
		const page = await signIn(browser, site, "s2.vnpt-hn");
		same((await page.goto(`${site.base}${s2}/dang-ky/vnpt-kd`)).status(), 403, "registration");
		same((await page.goto(`${site.base}${s2}/giao-uoc/vnpt-kd`)).status(), 403, "pact");
		same((await page.goto(`${site.base}${s2}/dang-ky`)).status(), 403, "board");
		await page.context().close();
	});
}

module.exports = async function (browser, site) {
	await keyboard(browser, site);
	await journey(browser, site, "buu-dien-hn", {}, "desk");
	await journey(browser, site, "vnpt-hn", { viewport: { width: 390, height: 844 } }, "phone");
	await files(browser, site);
	await journey(browser, site, "vnpt-kd", { javaScriptEnabled: false }, "no script");
};
