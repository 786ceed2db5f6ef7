/* What the walks share: a year of a case is entered by hand, from a site which has nothing but its first administrator.
 * Every person signs in with the one-time password that the administrator's page shows, and sets one of his own. */
"use strict";
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { check, holds, overflow, same } = require("./lib");
const { startEmpty } = require("./test_org");

const password = "ThiDua@2026"; /* the one lib.js signs in with */
const shapes = {
	desk: { viewport: { width: 1366, height: 768 } },
	phone: { viewport: { width: 390, height: 844 }, hasTouch: true },
};
const main = (page) => page.locator("main").innerText();

/* The focus goes by Tab alone to an element; from there on the person types. */
async function reach(page, target) {
	const here = () => target.evaluate((e) => e === document.activeElement);
	for (let i = 0; i < 500; i++) {
		if (await here()) return;
		await page.keyboard.press("Tab");
	}
	throw new Error(`${page.url()}: Tab does not come to ${target}`);
}

/* A closed list by its arrows. */
async function arrows(page, list, wanted) {
	const at = await list.evaluate((e, w) => [e.selectedIndex, [...e.options].findIndex((o, i) => (typeof w === "string" ? o.label.trim() === w : "index" in w ? i === w.index : o.value === w.value))], wanted);
	holds(at[1] >= 0, `no choice ${JSON.stringify(wanted)}`);
	for (let i = at[0]; i !== at[1]; i += Math.sign(at[1] - at[0])) await page.keyboard.press(at[1] > at[0] ? "ArrowDown" : "ArrowUp");
}

/* The file dialog of the field with the focus, by Space. A loaded machine may lose the dialog: a person presses again. */
async function choose(page, file) {
	for (let i = 0; i < 3; i++) {
		const [chooser] = await Promise.all([page.waitForEvent("filechooser", { timeout: 5000 }).catch(() => null), page.keyboard.press("Space")]);
		if (chooser) return chooser.setFiles(file);
	}
	throw new Error(`Space opens no file dialog; the focus is on ${await page.evaluate(() => document.activeElement.outerHTML.slice(0, 200))}`);
}

async function key(page, field, kind, v) {
	await reach(page, field);
	if (kind === "checkbox") {
		if ((await field.isChecked()) !== v) await page.keyboard.press("Space");
	} else if (kind.startsWith("select")) {
		await arrows(page, field, v);
	} else if (kind === "file") {
		await choose(page, v);
	} else {
		await page.keyboard.press("Control+a");
		if (kind === "textarea" || v !== "") await page.keyboard.insertText(v);
		else await page.keyboard.press("Delete");
	}
}

const hit = async (page, button) => {
	if (!page.keys) return button.click();
	await reach(page, button);
	await page.keyboard.press("Enter");
};

/* Presses a button that leads to a page, saying yes where a question is asked. The page has no errors, fits its width. */
async function send(page, button) {
	const asks = page.scripted && (await button.getAttribute("data-confirm"));
	if (asks) await hit(page, button);
	if (page.keys && !asks) await reach(page, button);
	await Promise.all([page.waitForEvent("load"), asks ? hit(page, page.locator("dialog[open] button.main")) : hit(page, button)]);
	const faults = await page.locator(".error-summary").allInnerTexts();
	same(faults.join(" "), "", `«${page.said}»: errors`);
	const over = await overflow(page);
	holds(over <= 0, `${page.url()} is ${over} px too wide`);
}

const press = (page, name) => {
	page.said = name;
	return send(page, page.locator("main").getByRole("button", { name }).first());
};

/* Fills inputs, areas, boxes and lists by their id. */
async function fill(page, values, within = "") {
	for (const [id, v] of Object.entries(values)) {
		const field = page.locator(`${within} [id="${id}"]`).first();
		const kind = await field.evaluate((e) => e.type);
		if (page.keys) await key(page, field, kind, v);
		else if (kind === "checkbox") await field.setChecked(v);
		else if (kind.startsWith("select")) await field.selectOption(typeof v === "string" ? { label: v } : v);
		else if (kind === "file") await field.setInputFiles(v);
		else await field.fill(v);
	}
}

async function start(browser, shape) {
	const site = await startEmpty();
	const walk = { site, browser, shape, people: {}, names: {} };
	walk.admin = await enter(walk, "quantri");
	return walk;
}

/* The same founded year on a copy of the site, everybody still signed in, before screens of another shape. */
async function again(walk, shape) {
	const db = path.join(walk.site.dir, "copy.db");
	walk.site.run("db", "backup", db);
	const site = await startEmpty(db);
	const own = { site, shape, people: {} }, other = { ...walk, ...own };
	for (const [login, page] of Object.entries(walk.people))
		await screen(other, login, { ...shape, storageState: await page.context().storageState() });
	for (const [name, value] of Object.entries(walk)) if (!(name in own)) other[name] = twin(value, walk, other);
	return other;
}

/* What a step kept of a walk – a page, or a list of pages – in the other walk. */
function twin(value, from, to) {
	if (Array.isArray(value)) return value.map((v) => twin(v, from, to));
	const login = Object.keys(from.people).find((k) => from.people[k] === value);
	return login ? to.people[login] : value;
}

/* A person's own screen. */
async function screen(walk, login, options) {
	const { keys, ...shape } = options; /* ours: the keyboard alone */
	const context = await walk.browser.newContext({ locale: "vi-VN", ...shape });
	const page = await context.newPage();
	page.setDefaultTimeout(10000);
	page.problems = [];
	page.on("console", (m) => m.type() === "error" && !/status of 4\d\d/.test(m.text()) && page.problems.push(m.text()));
	page.on("pageerror", (e) => page.problems.push(String(e)));
	page.on("filechooser", () => {}); /* file dialogs are ours from the start, not from the key that opens one */
	page.scripted = walk.shape.javaScriptEnabled !== false;
	page.keys = walk.shape.keys;
	page.to = (p) => (walk.last = page).goto(walk.site.base + p);
	return (walk.people[login] = page);
}

async function enter(walk, login, word = password) {
	const page = await screen(walk, login, walk.shape);
	await page.to("/dang-nhap");
	await fill(page, { login, password: word });
	await Promise.all([page.waitForURL((u) => u.pathname !== "/dang-nhap"), hit(page, page.locator("main button.main"))]);
	return page;
}

/* Council, cluster, its year with its units; walk.base is the year's address, walk.code(name) a unit's code in it. */
async function found(walk, c) {
	const page = walk.admin;
	await page.to("/to-chuc/hoi-dong/moi");
	await fill(page, { name: c.council });
	await press(page, "Lưu hội đồng");
	await page.to("/to-chuc/cum/moi");
	await fill(page, { name: c.cluster, code: c.code, kind: c.kind });
	await press(page, "Thành lập");
	await fill(page, { year: String(c.year), theme: c.theme || "", members: c.units.join("\n"), create: true });
	for (const step of c.off) await fill(page, { [`steps[${step}]`]: false });
	await press(page, "Mở năm thi đua");
	walk.base = `/cum/${c.code}/${c.year}`;
	const fields = page.locator('input[name^="leader["]');
	const names = await page.locator("section:has(#members) tbody th[scope=row]").allInnerTexts();
	for (let i = 0; i < c.units.length; i++) {
		const id = await fields.nth(i).getAttribute("id");
		walk.names[names[i].trim()] = id.slice("leader[".length, -1);
		await fill(page, { [id]: `Nguyễn Văn ${String.fromCharCode(65 + i)}` });
	}
	await press(page, "Lưu danh sách");
	same(Object.keys(walk.names).length, c.units.length, "units of the year");
}

const code = (walk, unit) => {
	holds(walk.names[unit], `no unit «${unit}» among ${Object.keys(walk.names).join(", ")}`);
	return walk.names[unit];
};

/* Head, deputy and secretary: whose leader or officer has the right that goes with the term. */
async function offices(walk, terms) {
	await walk.admin.to(walk.base + "/thanh-vien");
	for (const [office, unit] of Object.entries(terms)) {
		await fill(walk.admin, { office: { value: office }, office_unit: unit, office_decision: "Biên bản hội nghị năm trước" });
		await press(walk.admin, "Giao chức vụ");
	}
}

/* An account with a role; its person signs in for the first time. */
async function person(walk, login, name, role, scope) {
	const page = walk.admin;
	await page.to("/quan-tri/nguoi-dung/moi");
	await fill(page, { name, login, role: { value: role }, scope });
	await press(page, "Thêm người dùng");
	const once = (await page.textContent("#once-password")).trim();
	const own = await enter(walk, login, once);
	same(new URL(own.url()).pathname, "/tai-khoan", "where the first sign-in leads");
	await fill(own, { old_password: once, new_password: password, again: password });
	await Promise.all([own.waitForURL((u) => u.pathname === "/viec"), hit(own, own.locator("main form button.main"))]);
	return own;
}

/* The year goes on by the button of its overview. */
async function move(walk, page, label) {
	await page.to(walk.base);
	page.said = label;
	await send(page, page.locator("#season button", { hasText: label }).first());
}

/* A workbook of rows, as an office would keep it. */
function workbook(walk, name, rows) {
	const file = path.join(walk.site.dir, name);
	execFileSync("/usr/bin/python3", ["-c",
		"import json,sys,openpyxl\nb=openpyxl.Workbook()\nfor r in json.loads(sys.argv[2]): b.active.append(r)\nb.save(sys.argv[1])",
		file, JSON.stringify(rows)]);
	return file;
}

/* The cluster's own table of criteria out of its workbook, sealed. */
async function criteria(walk, page, rows) {
	await page.to(walk.base + "/nap");
	await fill(page, { what: { value: "scheme" }, file: workbook(walk, "bang-tieu-chi.xlsx", rows) });
	await press(page, "Đọc và xem trước");
	await press(page, "Nhận dữ liệu này");
	await page.to(walk.base + "/bang-tieu-chi");
	await fill(page, { seal: true, word: "NIÊM PHONG" }, "#chon");
	await press(page, "Dùng bảng này");
	holds((await main(page)).includes("Đã niêm phong"), "the table is sealed");
}

/* A unit types its figures and sends its card; returns the total that the page shows. */
async function score(walk, page, unit, figures) {
	await page.to(`${walk.base}/cham-diem/${code(walk, unit)}`);
	for (const [item, v] of Object.entries(figures)) await fill(page, { [`score[${item}]`]: v });
	if (page.scripted) {
		if (page.keys) await page.keyboard.press("Enter");
		else await page.locator("#main").focus();
		await page.waitForFunction((n) => document.querySelectorAll("[data-mark][data-state=saved]").length >= n, Object.keys(figures).length);
	}
	page.said = "Nộp phiếu";
	await send(page, page.locator("button[name=act][value=submit]"));
	holds((await main(page)).includes("Đã gửi"), `${unit}: sent`);
	return page.locator("#total").innerText();
}

/* The words of a paper of this kind, made and taken down as Word. */
async function paper(walk, page, kind) {
	await page.to(walk.base + "/van-ban");
	page.said = kind;
	await send(page, page.locator(`form:has(input[name=kind][value=${kind}]) button`).first());
	await paperDone(page);
	await page.to(walk.base + "/van-ban");
	const href = await page.locator(`section:has(input[value=${kind}]) a:has-text("Tải Word")`).first().getAttribute("href");
	return docx(walk, page, href);
}

/* A paper is made beside the requests: its page says when it is there. */
async function paperDone(page) {
	const open = page.locator("#job[data-poll]");
	for (let i = 0; i < 500 && (await open.count()); i++) await page.reload();
	holds((await main(page)).includes("Xong"), "the paper is made");
}

async function docx(walk, page, href) {
	const response = await page.request.get(walk.site.base + href);
	same(response.status(), 200, href);
	const file = path.join(walk.site.dir, "van-ban.docx");
	fs.writeFileSync(file, await response.body());
	return execFileSync("/usr/bin/python3", ["-c",
		"import re,sys,zipfile;print(re.sub('<[^>]+>','',zipfile.ZipFile(sys.argv[1]).read('word/document.xml').decode()))", file]).toString();
}

/* No script or policy complained on anybody's page; the site goes. */
async function end(walk) {
	const problems = Object.values(walk.people).flatMap((p) => p.problems);
	for (const p of Object.values(walk.people)) await p.context().close();
	await walk.site.stop();
	same(problems.join("; "), "", "console");
}

async function steps(walk, name, title, all) {
	for (const [said, step] of Object.entries(all)) {
		let done = false;
		await check(`${name}, ${title}: ${said}`, async () => {
			await step(walk).catch(async (e) => {
				const at = walk.last && (await main(walk.last).catch(() => ""));
				throw new Error(`${String(e.message).split("\n").slice(0, 3).join(" ")}\n${walk.last && walk.last.url()}\n${at && at.replace(/\s*\n\s*/g, " | ").slice(0, 1200)}`);
			});
			done = true;
		});
		if (!done) return;
	}
}

/* One walk in one shape, from the empty site to its end. */
async function one(browser, name, shape, founding, all) {
	const walk = await start(browser, shape);
	await steps(walk, name, "walk", { ...founding, ...all });
	await check(`${name}: no script or policy complained`, () => end(walk));
}

/* One case: founded by hand from an empty site, then walked at a desk and on a phone side by side, the phone on a copy of
 * what was founded. A step that fails ends its walk. */
async function both(browser, name, founding, all) {
	const desk = await start(browser, shapes.desk);
	await steps(desk, name, "desk", founding);
	const phone = await again(desk, shapes.phone);
	await Promise.all([steps(desk, name, "desk", all), steps(phone, name, "phone", all)]);
	for (const walk of [desk, phone]) await check(`${name}: no script or policy complained`, () => end(walk));
}

module.exports = { again, both, code, criteria, docx, end, enter, fill, found, main, one, move, offices, paper, paperDone, person, press, reach, score, send, shapes, start, steps, workbook };
