/* Seconds from the touch of «Bỏ phiếu» to the ballot leaving the browser, on a Chromium whose processor is slowed down.
 *
 * usage: node booth.js THIDUA RATE RUNS → one JSON line */
"use strict";
const path = require("node:path");
const root = path.resolve(__dirname, "../..");
const [, , thidua, rate, runs] = process.argv;
process.env.THIDUA = thidua;
const { startBrowser, startSite } = require(path.join(root, "tests/browser/lib.js"));

const UUID = "ThiDuaThuPhieu2o";
const QUESTIONS = [{ question: "Suy tôn", min: 1, max: 3, blank: true, answers: Array.from({ length: 10 }, (_, i) => `Đơn vị ${i + 1}`) }];

async function once(browser, site, set, code) {
	const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
	const page = await context.newPage(), session = await context.newCDPSession(page);
	let left;
	const gone = new Promise((resolve) => (left = resolve));
	await context.route(`**/bo-phieu/${UUID}/*`, (route) => {
		if (route.request().method() === "POST") left(performance.now());
		return route.fulfill({ contentType: "application/json",
			body: JSON.stringify({ phase: "open", election: set.election, n_units: 10, override: null, found: false }) });
	});
	await session.send("Emulation.setCPUThrottlingRate", { rate: Number(rate) });
	await page.goto(`${site.base}/bo-phieu/${UUID}#${code}`);
	await page.getByLabel("Đơn vị 1", { exact: true }).tap();
	await page.getByRole("button", { name: "Xem lại phiếu" }).tap();
	const button = page.getByRole("button", { name: "Bỏ phiếu" });
	await button.waitFor();
	const from = performance.now();
	await button.tap();
	const seconds = (await gone - from) / 1000;
	await context.close();
	return seconds;
}

(async () => {
	const { makeElection } = await import(path.join(root, "tests/booth/election_make.mjs"));
	const set = makeElection(UUID, Number(runs), QUESTIONS), browser = await startBrowser(), site = await startSite();
	const seconds = [];
	for (const code of set.codes) seconds.push(await once(browser, site, set, code));
	await browser.close();
	await site.stop();
	console.log(JSON.stringify({ seconds }));
})();
