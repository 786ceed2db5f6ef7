/* Every page in the pseudo-language, which puts «…» around all that is translated: a text of the program's own that
 * stands outside was forgotten. What comes from the database is told apart by the literals of the sources. */
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { check, holds, root, same, signIn } = require("./lib");
const pages = require("./pages");

const vietnamese = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/i;

/* Vietnamese literals of the C sources behind the pages. */
function literals() {
	const found = new Set();
	for (const layer of ["web", "jobs", "domain", "store", "office"])
		for (const name of fs.readdirSync(path.join(root, "src", layer))) {
			if (!/\.[ch]$/.test(name)) continue;
			const source = fs.readFileSync(path.join(root, "src", layer, name), "utf8");
			for (const m of source.matchAll(/"((?:[^"\\\n]|\\.)*)"/g))
				if (vietnamese.test(m[1])) found.add(m[1].trim().normalize("NFC"));
		}
	return found;
}

/* Texts of the shipped data: names of clusters, titles, classes. They are shown as they are. */
function dataTexts() {
	const found = new Set();
	const take = (v) => {
		if (typeof v === "string") found.add(v.trim().normalize("NFC"));
		else if (v && typeof v === "object") Object.values(v).forEach(take);
	};
	for (const dir of ["demo", "rules/schemes", "rules/legal"])
		for (const name of fs.readdirSync(path.join(root, dir)))
			if (name.endsWith(".json")) take(JSON.parse(fs.readFileSync(path.join(root, dir, name), "utf8")));
	return found;
}

/* Texts of a page outside «…» and outside official sentences, which are always Vietnamese. */
const bare = (page) =>
	page.evaluate(() => {
		const out = [];
		const keep = (t) => {
			for (let was = ""; was !== t; ) (was = t), (t = t.replace(/«[^«»]*»/g, "\u0000"));
			out.push(...t.split("\u0000").map((s) => s.replace(/\s+/g, " ").trim()).filter(Boolean));
		};
		const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
		while (walk.nextNode()) {
			const p = walk.currentNode.parentElement;
			if (!p.closest("script, style, textarea, body [lang=vi]")) keep(walk.currentNode.data);
		}
		for (const e of document.querySelectorAll("[alt], [title], [placeholder], [aria-label]"))
			for (const a of ["alt", "title", "placeholder", "aria-label"]) if (e.hasAttribute(a)) keep(e.getAttribute(a));
		return out;
	});

module.exports = async function (browser, site) {
	const data = dataTexts();
	const ours = new Set([...literals()].filter((t) => !data.has(t)));
	const byLogin = new Map();
	for (const p of pages) {
		if (!byLogin.has(p.login)) byLogin.set(p.login, await signIn(browser, site, p.login));
		const page = byLogin.get(p.login);
		await page.goto(site.base + p.path);
		await check(`${p.name}: every text of the program is translated`, async () => {
			holds((await page.locator("body").innerText()).includes("«"), "the page is not in the pseudo-language");
			const forgotten = (await bare(page)).filter((t) => ours.has(t.normalize("NFC")));
			same([...new Set(forgotten)].join(" | "), "", "forgotten");
		});
	}
	for (const page of byLogin.values()) await page.context().close();
};
