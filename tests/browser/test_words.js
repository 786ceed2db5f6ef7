/* T6: no internal code of a state ever stands on a page – the text of every page, read as a person reads it. */
"use strict";
const { check, same, signIn } = require("./lib");
const pages = require("./pages");

/* Codes as the database keeps them: states of cards, years, registrations, reports, difficulties, polls, stages, roles. */
const codes = ["draft", "submitted", "returned", "verifying", "verified", "sealed", "published", "preparing", "registering",
	"running", "self_scoring", "cross_checking", "explaining", "proposed", "decided", "closed", "unsent", "pending",
	"approved", "sent", "raised", "assigned", "answered", "reopened", "frozen", "adopted", "superseded", "counted",
	"announced", "elected", "not_elected", "year_end", "midyear", "score_table", "review_report", "half", "quarter",
	"self", "cross", "final", "appraiser", "secretary", "checker", "officer", "collective", "person", "cum", "khoi"];
const word = new RegExp("(^|[^\\p{L}\\p{N}_./@-])(" + codes.join("|") + ")(?![\\p{L}\\p{N}_./@-])", "u");

module.exports = async function (browser, site) {
	const byLogin = new Map();
	for (const p of pages) {
		if (!byLogin.has(p.login)) byLogin.set(p.login, await signIn(browser, site, p.login));
		const page = byLogin.get(p.login);
		await page.goto(site.base + p.path);
		await check(`t6_no_internal_code_of_a_state: ${p.name}`, async () => {
			const hit = word.exec(await page.locator("body").innerText());
			same(hit ? hit[0].trim() : "", "", "code on the page");
		});
	}
	for (const page of byLogin.values()) await page.context().close();
};
