/* Every page: answers, no overflow at 360 px, no script or policy error, axe finds nothing — light, dark, phone. */
"use strict";
const { execFileSync } = require("node:child_process");
const { axe, check, holds, overflow, program, same, signIn } = require("./lib");
const pages = require("./pages");

const ways = [
	{ name: "light", options: { colorScheme: "light" } },
	{ name: "dark", options: { colorScheme: "dark" } },
	{ name: "phone", options: { viewport: { width: 390, height: 844 }, hasTouch: true } },
];

/* Addresses that answer with a file or a line for a program, not a page. */
const notPages = [/\.(xlsx|csv|json|docx|ics|pdf|zip)$/, /\/pdf$/, /\/tep\/\{id\}$/, /\/khai-bao\/mau\/\{kind\}$/, /\/mau\/\{kind\}\/(tep|xem-truoc)\/\{\w+\}$/, /\/api\//, /\/healthz$/, /\/van-ban\/\{paper\}$/, /\/van-ban\/viec\/\{job\}$/,
	/\/o\/\{criterion\}$/, /\/tai-lieu\/\{document\}$/, /\/tham-luan\/\{unit\}\/\{id\}$/,
	/\/ky-so\/tai\/\{token\}$/, /\.bel$/,
	/\/mau-giay\/\{layout\}\/(anh|in-thu\/\{data\})$/, /\/in\/\{run\}\/tep$/];

/* Pages of a vote that is under way, which the demo has not: test_urn.js looks at them. */
const ofAVote = ["/cum/{cluster}/{year}/bo-phieu-dien-tu/{poll}", "/giu-khoa/{uuid}", "/ma-phieu/{uuid}", "/bo-phieu/{uuid}/tra-cuu"];

/* The address of the table that answers a path: of those that fit, the one with the fewest fields. */
function routeOf(routes, path) {
	const fields = (r) => r.split("{").length;
	const fits = (r) => new RegExp("^" + r.replace(/[.]/g, "\\.").replace(/\{\w+\}/g, "[^/]+") + "$").test(path);
	return routes.filter(fits).sort((a, b) => fields(a) - fields(b))[0];
}

function unseen() {
	const table = execFileSync(program, ["routes"], { encoding: "utf8" }).split("\n").map((l) => l.trim().split(/\s+/));
	const routes = table.filter((l) => l[0] === "GET" && !notPages.some((n) => n.test(l[1]))).map((l) => l[1]);
	const seen = new Set([...ofAVote, ...pages.map((p) => routeOf(routes, p.path.split("?")[0]))]);
	return routes.filter((r) => !seen.has(r));
}

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
	await check("every page of the table of addresses is looked at", async () => same(unseen().join(" "), "", "addresses"));
	for (const way of ways) {
		const byLogin = new Map();
		for (const p of pages) {
			if (!byLogin.has(p.login)) byLogin.set(p.login, await signIn(browser, site, p.login, way.options));
			await look(byLogin.get(p.login), site, p, way.name);
		}
		for (const page of byLogin.values()) await page.context().close();
	}
};
