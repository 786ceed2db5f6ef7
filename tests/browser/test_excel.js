/* Every table of the site as a workbook: the link below each page that has one gives a file that a spreadsheet program
 * opens; numbers are numbers, totals are sums, what people typed is never a formula. */
"use strict";
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { check, holds, same, signIn } = require("./lib");
const pages = require("./pages");

const look = `
import sys, json, openpyxl
out = []
for name in sys.argv[1:]:
    b = openpyxl.load_workbook(name)
    for s in b.worksheets:
        cells = [c for row in s.iter_rows() for c in row if c.value is not None]
        out.append(dict(name=s.title, paper=s.page_setup.paperSize, rows=s.max_row, repeat=s.print_title_rows,
            font=sorted({c.font.name for c in cells}), formulas=[c.value for c in cells if c.data_type == 'f'],
            numbers=sum(c.data_type == 'n' for c in cells), texts=[c.value for c in cells if c.data_type == 's'][:400]))
print(json.dumps(out))`;
const sheets = (files) => JSON.parse(execFileSync("/usr/bin/python3", ["-c", look, ...files], { maxBuffer: 1 << 26 }).toString());

module.exports = async function (browser, site) {
	const dir = fs.mkdtempSync(path.join(site.dir, "excel-"));
	const people = {};
	let n = 0, without = [];
	await check("every page with a table gives its tables as a workbook", async () => {
		for (const p of pages.filter((x) => !x.status && !x.signed_out)) {
			const page = people[p.login] || (people[p.login] = await signIn(browser, site, p.login, { javaScriptEnabled: false }));
			const get = (end) => page.request.get(site.base + p.path.replace(/#.*/, "") + end);
			const html = await get("");
			if (html.status() !== 200 || !/html/.test(html.headers()["content-type"])) continue;
			const text = await html.text(), href = /<p class="excel no-print"><a class="btn slim" href="([^"]+)"/.exec(text);
			if (!href) {
				holds(!text.includes("<table"), p.path + " has a table and no link");
				continue;
			}
			const file = await page.request.get(site.base + href[1].replace(/&amp;/g, "&"));
			if (file.status() === 404) without.push(p.path);
			if (file.status() === 404) continue;
			same(file.status(), 200, p.path);
			const name = path.join(dir, ++n + ".xlsx");
			fs.writeFileSync(name, await file.body());
		}
		holds(n > 40, n + " workbooks; without: " + without.join(" "));
	});
	await check("a spreadsheet program opens them: A4, header repeated, Times New Roman, no formula but sums", async () => {
		const all = sheets(fs.readdirSync(dir).map((f) => path.join(dir, f)));
		holds(all.length >= n, "sheets");
		for (const s of all) {
			same(s.paper, 9, s.name + " is A4");
			holds(s.repeat, s.name + " repeats its header");
			same(s.font.join(), "Times New Roman", s.name);
			for (const f of s.formulas) holds(/^=SUM\([A-Z]+\d+:[A-Z]+\d+\)$/.test(f), f);
		}
		holds(all.reduce((sum, s) => sum + s.numbers, 0) > 300, "numbers are numbers");
	});
	await check("a list of several pages comes whole, from whichever page it is asked", async () => {
		const page = people.quantri, at = site.base + "/quan-tri/nguoi-dung?trang=2";
		const text = await (await page.request.get(at)).text(), all = +/(\d+) người</.exec(text)[1];
		holds(all > 50 && text.includes("trang=1"), all + " people, this is the second page");
		const name = path.join(dir, "people.xlsx");
		fs.writeFileSync(name, await (await page.request.get(at + "&xlsx=1")).body());
		holds(sheets([name])[0].rows > all, "all rows");
	});
	await check("no page complains", async () => same(Object.values(people).flatMap((p) => p.problems).join(";"), "", "console"));
	for (const p of Object.values(people)) await p.context().close();
};
