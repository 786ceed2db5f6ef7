/* node run.js [test …]: the browser tests against the demo; the last line is "N passed, N failed, N skipped". */
"use strict";
const fs = require("node:fs");
const { count, startBrowser, startSite } = require("./lib");

const all = fs.readdirSync(__dirname).flatMap((name) => /^test_(\w+)\.js$/.exec(name)?.[1] ?? []).sort();

(async () => {
	const wanted = process.argv.slice(2).filter((a) => !a.startsWith("--"));
	const browser = await startBrowser();
	for (const name of wanted.length ? wanted : all) {
		const site = await startSite(...(name === "pseudo" ? ["--pseudo"] : []));
		try {
			await require(`./test_${name}.js`)(browser, site);
		} catch (e) {
			count.failed++;
			console.log(`FAILED ${name}: ${e.stack}`);
		}
		await site.stop();
	}
	await browser.close();
	console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
	process.exit(count.failed ? 1 : 0);
})();
