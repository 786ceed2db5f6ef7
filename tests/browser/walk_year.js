/* What walks do in a year's first half: plan, campaigns with phases, registration, reports. */
"use strict";
const { holds } = require("./lib");
const { code, fill, main, move, press, send } = require("./walk");

async function plan(walk, page, texts) {
	await page.to(walk.base + "/ke-hoach/soan");
	await fill(page, texts);
	await press(page, "Lưu kế hoạch");
	await fill(page, { word: "PHÁT ĐỘNG" }, "#phat-dong");
	await press(page, "Phát động kế hoạch");
	holds((await main(page)).includes("Đã phát động"), "the plan is launched");
}

/* A campaign with its phases, each with targets {indicator, plan, measure}; launched. */
async function campaign(walk, page, values, phases) {
	await page.to(walk.base + "/phong-trao/moi");
	await fill(page, values);
	await press(page, "Lưu phong trào");
	for (const { targets, ...phase } of phases) {
		await page.locator("a.btn", { hasText: "Thêm đợt" }).click();
		await fill(page, phase);
		for (const [i, t] of targets.entries())
			for (const [name, v] of Object.entries(t)) await fill(page, { [`${name}[${i + 1}]`]: v });
		await press(page, "Lưu đợt");
	}
	await fill(page, { word: "PHÁT ĐỘNG" }, "#phat-dong");
	await press(page, "Phát động phong trào");
	return new URL(page.url()).pathname;
}

/* A unit registers targets {indicator, measure, baseline, plan} and awards {award, name}, and sends them. */
async function register(walk, page, unit, targets, awards = []) {
	await page.to(`${walk.base}/dang-ky/${code(walk, unit)}`);
	const empty = (name) => page.locator(`[name^="${name}["]`).evaluateAll((all) => all.filter((x) => !x.value).map((x) => x.id));
	const rows = await empty("indicator");
	for (const [i, t] of targets.entries())
		for (const [name, v] of Object.entries(t)) await fill(page, { [rows[i].replace("indicator", name)]: v });
	for (const { award, name, holder } of awards) {
		const row = page.locator("tr", { has: page.locator(`select[name^="award["] option`, { hasText: award }) })
			.filter({ has: page.locator(`select[name^="award["]`) });
		for (const one of await row.all()) {
			const list = one.locator('select[name^="award["]');
			if (await list.inputValue()) continue;
			await list.selectOption({ label: award });
			if (holder) await one.locator('select[name^="holder["]').selectOption({ label: holder });
			await one.locator('input[name^="name["]').fill(name);
			break;
		}
	}
	page.said = `${unit}: đăng ký`;
	await send(page, page.locator("button[name=act][value=send]"));
	holds((await main(page)).includes("Chờ duyệt"), `${unit}: sent`);
}

/* The desk approves all that was sent, and the year goes on. */
async function approve(walk, page, units) {
	await page.to(walk.base + "/dang-ky");
	for (const unit of units) await page.locator(`[id="unit[${code(walk, unit)}]"]`).check();
	await press(page, "Duyệt các đơn vị đã chọn");
	await page.to(walk.base + "/dang-ky?tt=approved");
	for (const unit of units) holds((await main(page)).includes(unit), `${unit} is approved`);
}

/* The common pact, adopted by the meeting. */
async function pact(walk, page, texts) {
	await page.to(walk.base + "/giao-uoc");
	await fill(page, texts, "#soan");
	await press(page, "Lưu giao ước");
}

/* A unit's leader signs one part with the password once more. */
async function sign(walk, page, unit, part, password = "ThiDua@2026") {
	await page.to(`${walk.base}/giao-uoc/${code(walk, unit)}`);
	await fill(page, { [`password-${part}`]: password });
	await send(page, page.locator(`form:has([id="password-${part}"]) button.main`));
}

/* A period of reports; a unit's report of the last one, by the order of its targets: [actual, cause]. */
async function period(walk, page, values) {
	await page.to(walk.base + "/ky-bao-cao");
	await fill(page, values, "#ky");
	await press(page, "Thêm kỳ");
}

async function report(walk, page, unit, actuals) {
	await page.to(walk.base + "/bao-cao");
	await page.locator("section:has(#matrix) tbody tr", { hasText: unit }).locator("a").last().click();
	for (const [i, [actual, cause]] of actuals.entries()) {
		await page.locator('input[name^="actual["]').nth(i).fill(actual);
		if (cause) await page.locator('input[name^="cause["]').nth(i).fill(cause);
	}
	page.said = `${unit}: báo cáo`;
	await send(page, page.locator("button[name=act][value=send]"));
}

async function exemplar(walk, page, unit, values) {
	await page.to(`${walk.base}/dien-hinh/${code(walk, unit)}`);
	await fill(page, values, "#dien-hinh");
	await press(page, "Giới thiệu điển hình");
}

async function talk(walk, page, unit, values) {
	await page.to(`${walk.base}/dien-hinh/${code(walk, unit)}`);
	await fill(page, values, "#tham-luan");
	await press(page, "Thêm tham luận");
}

const go = (walk, page, ...labels) => labels.reduce((before, label) => before.then(() => move(walk, page, label)), Promise.resolve());

module.exports = { approve, campaign, exemplar, go, pact, period, plan, register, report, sign, talk };
