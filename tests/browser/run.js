/* node run.js [test …]: the browser tests against the demo, two side by side, each with a site of its own; the last line
 * is "N passed, N failed, N skipped". */
"use strict";
const fs = require("node:fs");
const { count, startBrowser, startSite } = require("./lib");

const SIDE_BY_SIDE = 2;
const all = fs.readdirSync(__dirname).flatMap((name) => /^test_(\w+)\.js$/.exec(name)?.[1] ?? []).sort();

async function run(browser, name) {
	const test = require(`./test_${name}.js`);
	if (test.length < 2) return runAlone(browser, name, test);
	const site = await startSite(...(name === "pseudo" ? ["--pseudo"] : []));
	try {
		await test(browser, site);
	} catch (e) {
		count.failed++;
		console.log(`FAILED ${name}: ${e.stack}`);
	}
	const ended = await site.stop();
	if (ended !== 0) {
		count.failed++;
		console.log(`FAILED ${name}: the server ended with ${ended}\n${site.said()}`);
	}
}

/* A test that starts the sites that it needs. */
async function runAlone(browser, name, test) {
	try {
		await test(browser);
	} catch (e) {
		count.failed++;
		console.log(`FAILED ${name}: ${e.stack}`);
	}
}

(async () => {
	const wanted = process.argv.slice(2).filter((a) => !a.startsWith("--"));
	const browser = await startBrowser();
	const waiting = wanted.length ? wanted : all;
	const lane = async () => {
		for (let name; (name = waiting.shift()); ) await run(browser, name);
	};
	await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
	await browser.close();
	console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
	process.exit(count.failed ? 1 : 0);
})();
