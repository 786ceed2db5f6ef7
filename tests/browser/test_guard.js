/* What a unit must not see: another unit's pages by changing the address (T4), and any result before the reveal (T20). */
"use strict";
const { execFileSync } = require("node:child_process");
const { check, holds, program, same, signIn } = require("./lib");

const s1 = "/cum/co-quan-trung-uong/2020";
const s4 = "/cum/tong-hop/2016";
const reads = execFileSync(program, ["routes"]).toString().split("\n").flatMap((l) => /^GET\s+(\S+)/.exec(l)?.[1] ?? []);

/* Reasons of the refusals that stand in the journal, newest last. */
const refusals = (site) => JSON.parse(execFileSync("/usr/bin/python3", ["-c",
	"import json,sqlite3,sys;print(json.dumps([r[0] for r in sqlite3.connect(sys.argv[1]).execute(\"SELECT reason FROM journal WHERE action = 'access.refused' ORDER BY id\")]))",
	site.db.replace("sqlite:", "")]).toString());

async function anotherUnit(browser, site) {
	const page = await signIn(browser, site, "s1.tn-kho-bac");
	await check("t4_another_units_score_file_or_history_is_403_and_a_journal_line", async () => {
		const own = reads.filter((p) => p.startsWith("/cum/{cluster}/{year}/") && p.includes("{unit}"));
		holds(own.length >= 15, "addresses of a unit: " + own.length);
		const before = refusals(site).length;
		for (const path of own) {
			const address = path.replace("/cum/{cluster}/{year}", s1).replace("{unit}", "tn-cuc-thue").replace("{criterion}", "I.1").replace("{checked}", "tn-kho-bac").replace(/\{\w+\}/g, "1");
			const answer = await page.request.get(site.base + address);
			same(answer.status(), 403, address);
			holds((await answer.text()).includes("Không được phép"), `${address}: the sentence`);
		}
		await page.goto(site.base + s1); /* the lines follow the answers; a later request finds them written */
		for (let i = 0; i < 100 && refusals(site).length < before + own.length; i++) await page.request.get(site.base + "/healthz");
		const lines = refusals(site).slice(before);
		same(lines.length, own.length, "journal lines");
		holds(lines.some((r) => r.includes("/cham-diem/{unit}") || r.includes("/cham-diem/tn-cuc-thue")), lines.join(" "));
	});
	await page.context().close();
}

/* Every address a person's pages lead to, with what it answers. */
async function crawl(page, site, from) {
	const seen = new Map(), todo = ["/viec", from];
	for (const path of todo) {
		if (seen.has(path) || seen.size > 250) continue;
		const answer = await page.request.get(site.base + path);
		const text = (await answer.body()).toString("utf8");
		seen.set(path, { status: answer.status(), text });
		for (const [, href] of text.matchAll(/href="(\/[^"#]*)/g)) if (!/^\/(a\/|dang-)/.test(href)) todo.push(href.replace(/&amp;/g, "&"));
	}
	return seen;
}

async function beforeTheReveal(browser, site) {
	const head = await signIn(browser, site, "s4.truong");
	const member = await signIn(browser, site, "s4.qb-3");
	await head.goto(site.base + s4 + "/xep-hang");
	const totals = await head.locator("section:has(#ranking) tbody tr").evaluateAll((rows) =>
		rows.map((r) => [r.querySelector("a.figure").getAttribute("href").split("/").at(-2), r.querySelector("a.figure").textContent]));
	const own = totals.find(([unit]) => unit === "qb-3")[1];
	const others = totals.filter(([unit, total]) => unit !== "qb-3" && total !== own && !total.endsWith(",00")).map(([, total]) => total);
	await check("t20_results_pages_and_exports_are_closed_before_the_reveal", async () => {
		holds(others.length >= 2, "totals to hide: " + others.join(" "));
		const closed = ["/xep-hang", "/bang-diem", "/bang-diem.xlsx", "/bang-diem.csv", "/bang-diem.json", "/suy-ton", "/dang-ky", "/dang-ky.xlsx", "/so-ket", "/hop",
			"/cham-diem/qb-1", "/dien-giai/qb-1/tong", "/minh-chung/qb-1"];
		for (const path of closed) same((await member.request.get(site.base + s4 + path)).status(), 403, path);
	});
	await check("t20_no_page_a_member_can_reach_holds_another_units_total", async () => {
		const pages = await crawl(member, site, s4);
		holds(pages.size >= 20, "pages: " + pages.size);
		for (const [path, { text }] of pages) for (const total of others) holds(!text.includes(`>${total}<`), `${path} holds ${total}`);
	});
	await check("t20_nobody_without_an_account_sees_any_of_it", async () => {
		for (const path of ["", "/xep-hang", "/bang-diem.json", "/van-ban"]) {
			const answer = await fetch(site.base + s4 + path, { redirect: "manual" });
			same(answer.status, 303, path);
		}
	});
	await head.context().close();
	await member.context().close();
}

module.exports = async function (browser, site) {
	await anotherUnit(browser, site);
	await beforeTheReveal(browser, site);
};
