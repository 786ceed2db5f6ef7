/* Every page: answers, no overflow at 360 px, no script or policy error, axe finds nothing — light, dark, phone. */
"use strict";
const { axe, check, holds, overflow, same, signIn } = require("./lib");
const pages = require("./pages");

const ways = [
	{ name: "light", options: { colorScheme: "light" } },
	{ name: "dark", options: { colorScheme: "dark" } },
	{ name: "phone", options: { viewport: { width: 390, height: 844 }, hasTouch: true } },
];

async function look(page, site, p, way) {
	const answer = await page.goto(site.base + p.path);
	await check(`${p.name} (${way}) answers`, async () => same(answer.status(), p.status || 200, "status"));
	await check(`${p.name} (${way}): axe`, async () => same((await axe(page)).join("; "), "", "violations"));
	await check(`${p.name} (${way}): one heading, a title`, async () => {
		same(await page.locator("h1").count(), 1, "number of h1");
		holds((await page.title()).length > 10, "no title");
	});
	if (way === "phone") {
		await page.setViewportSize({ width: 360, height: 740 });
		await check(`${p.name}: no overflow at 360 px`, async () => same(await overflow(page), 0, "pixels"));
		await page.setViewportSize({ width: 390, height: 844 });
	}
	await check(`${p.name} (${way}): nothing in the console`, async () => same(page.problems.join("; "), "", "console"));
	page.problems.length = 0;
}

module.exports = async function (browser, site) {
	for (const way of ways) {
		const byLogin = new Map();
		for (const p of pages) {
			if (!byLogin.has(p.login)) byLogin.set(p.login, await signIn(browser, site, p.login, way.options));
			await look(byLogin.get(p.login), site, p, way.name);
		}
		for (const page of byLogin.values()) await page.context().close();
	}
};
