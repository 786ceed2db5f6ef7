/* An electronic vote from set-up to result, each person in a browser of his own: keys and codes made and printed there, phones
 * at the booth, the urn closed and counted, three keys typed in from paper. Its file is judged by belenios-tool. */
"use strict";
const { execFileSync, spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { axe, check, holds, overflow, program, same, startSite } = require("./lib");
const { PHONE, castBallot, fillBallot, makeCodes, makeKey, openUrn, person, press, sendKey, sendPart } = require("./ballots");

/* A poll of the demonstration that waits for its vote, and people of different units. */
const PREPARE = `
import json, sqlite3, sys
with sqlite3.connect(sys.argv[1]) as db:
    year, = db.execute("SELECT y.id FROM cluster_year y JOIN cluster c ON c.id = y.cluster_id WHERE c.code = '10' AND y.year = 2019").fetchone()
    units = db.execute("SELECT u.id, u.name FROM membership m JOIN unit u ON u.id = m.unit_id WHERE m.cluster_year_id = ? ORDER BY m.ordinal", (year,)).fetchall()
    people = db.execute("SELECT DISTINCT a.id, u.id, a.login, u.code FROM role_grant g JOIN user_account a ON a.id = g.user_id JOIN unit u ON "
        "u.id = g.scope_id JOIN membership m ON m.unit_id = u.id AND m.cluster_year_id = ? WHERE g.scope_kind = 'unit' AND "
        "g.revoked_at IS NULL ORDER BY a.id", (year,)).fetchall()
    poll = db.execute("INSERT INTO poll (cluster_year_id, kind, method, question, title_code, n_seats, max_yes, threshold_num, threshold_den, "
        "threshold_strict, base, has_quorum, quorum_num, quorum_den, quorum_counts_written, n_members, n_present, n_issued, n_returned, "
        "n_not_returned, n_valid, n_invalid, n_written, state) VALUES (?, 'nomination', 'paper', 'Suy tôn Cờ thi đua', 'BK', 0, 0, 2, 3, 0, "
        "'members', 0, 0, 0, 0, 8, 8, 0, 0, 0, 0, 0, 0, 'draft')", (year,)).lastrowid
    for i, (uid, name) in enumerate(units[:3], 1):
        db.execute("INSERT INTO poll_candidate (poll_id, ordinal, unit_id, label, n_yes, n_no, n_blank, written_yes, written_no, written_blank) "
            "VALUES (?, ?, ?, ?, 0, 0, 0, 0, 0, 0)", (poll, i, uid, name))
seen, seats = set(), []
for user, unit, login, code in people:
    if unit not in seen:
        seen.add(unit)
        seats.append({"key": f"{user}-{unit}", "login": login, "unit": code})
print(json.dumps({"poll": poll, "seats": seats, "units": [name for _, name in units[:3]]}))
`;

/* The same vote with one unit that held everything, at a desk of a meeting whose hall shows it. */
const SHOW = `
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as db:
    poll = int(sys.argv[2])
    meeting, last, at = db.execute("SELECT m.id, max(e.ordinal), max(e.at) FROM meeting m JOIN meeting_event e ON e.meeting_id = m.id JOIN poll p "
        "ON p.cluster_year_id = m.cluster_year_id WHERE p.id = ? GROUP BY m.id", (poll,)).fetchone()
    db.execute("UPDATE poll SET meeting_id = ? WHERE id = ?", (meeting, poll))
    db.execute("UPDATE vote SET faults = 64, override_text = 'Nghị quyết 01' WHERE poll_id = ?", (poll,))
    db.execute("INSERT INTO poll_desk (poll_id, phase, method, round, attempt, may_vote_self, invalid_rule, n_printed, n_issued, n_electronic, "
        "n_spoiled, n_unused) VALUES (?, 'counting', 'electronic', 1, 1, 1, 'x', 0, 0, 3, 0, 0)", (poll,))
    for i, (kind, ref, n) in enumerate([("reopened", 0, 0), ("poll_opened", poll, 0), ("show", 0, 3)], 1):
        db.execute("INSERT INTO meeting_event (meeting_id, ordinal, at, kind, body, ref, n, entered_by) VALUES (?, ?, ?, ?, 'Suy tôn', ?, ?, 1)",
            (meeting, last + i, at, kind, ref, n))
`;

const YEAR = "/cum/10/2019";

/* What waits for somebody stands among his tasks and leads there. */
async function hasTask(page, site, words, address) {
	await page.goto(`${site.base}/viec`);
	await page.locator("main a", { hasText: words }).first().click();
	await page.waitForURL(`${site.base}${address}`);
}
const CODES = 5;

/* Light, dark and on a phone: the crawl over all pages has no vote to open these with. */
async function looks(page, name) {
	const size = page.viewportSize();
	for (const [colorScheme, view] of [["light", size], ["dark", size], ["light", { width: 360, height: 740 }]]) {
		await page.emulateMedia({ colorScheme, reducedMotion: "reduce" }); // no colours half-way
		await page.setViewportSize(view);
		same((await axe(page)).join("\n"), "", `axe of ${name}, ${colorScheme}, ${view.width}`);
		same(await overflow(page), 0, `width of ${name}, ${view.width}`);
	}
	await page.setViewportSize(size);
	if (process.env.THIDUA_PICTURES) await page.screenshot({ path: path.join(process.env.THIDUA_PICTURES, `urn-${name}.png`), fullPage: true });
}

/* This browser decrypted another tally of the same vote before. */
async function refusesAnother(page, uuid, [typed]) {
	await page.fill("#part-1", typed);
	await page.evaluate((u) => localStorage.setItem(`giu-khoa/${u}`, "x"), uuid);
	await page.getByRole("button", { name: "Kiểm tra hòm phiếu và giải mã" }).click();
	await page.getByText("đã giải mã một tổng KHÁC").waitFor();
	await page.evaluate(() => localStorage.clear());
}

module.exports = async (browser) => {
	let told;
	const site = await startSite((db) => (told = JSON.parse(execFileSync("python3", ["-c", PREPARE, db.replace("sqlite:", "")], { encoding: "utf8" }))));
	const [a, b, c, officer, server] = told.seats, keepers = [], papers = [];
	const chief = await person(browser, site, "s3.thuky"), desk = `${site.base}${YEAR}/bo-phieu-dien-tu/${told.poll}`;
	let uuid, codes, tracker;

	await check("the secretary says who holds what and asks for the keys", async () => {
		await chief.goto(desk);
		for (const [i, seat] of [a, b, c].entries()) await chief.selectOption(`#trustee-${i + 1}`, seat.key);
		await chief.selectOption("#officer", officer.key);
		await chief.selectOption("#server", server.unit);
		await chief.fill("#n_codes", String(CODES));
		await chief.fill("#n_paper", "0");
		await press(chief, "Lưu phân công");
		await looks(chief, "set-up");
		await press(chief, "Mời Ban kiểm phiếu tạo khóa");
		uuid = /\/giu-khoa\/(\w+)/.exec(await chief.textContent("main"))[1];
	});

	await check("a trustee's key is made in his browser, on one sheet or on three of which two are enough", async () => {
		for (const [i, seat] of [a, b, c].entries()) {
			const page = await person(browser, site, seat.login, i === 1 ? PHONE : {});
			await hasTask(page, site, "Tạo khóa", `/giu-khoa/${uuid}`);
			const sheets = await makeKey(page, site, uuid, i === 0);
			if (i < 2) await looks(page, `key-${i}`);
			await press(page, "Tôi đã in đúng");
			await page.getByText("Ba chữ số cuối chưa đúng").waitFor();
			await sendKey(page, sheets);
			same(page.problems.join("\n"), "");
			keepers.push(page);
			papers.push(sheets);
		}
	});

	await check("codes are drawn in the officer's browser, eight slips on a sheet; the server gets their public parts", async () => {
		const page = await person(browser, site, officer.login);
		await hasTask(page, site, "Lập mã phiếu", `/ma-phieu/${uuid}`);
		codes = await makeCodes(page, site, uuid, CODES);
		await looks(page, "officer");
		const file = path.join(site.dir, "slips");
		await page.pdf({ path: `${file}.pdf`, preferCSSPageSize: true });
		if (spawnSync("pdftoppm", ["-r", "150", "-png", `${file}.pdf`, file]).status === 0) {
			const read = spawnSync("zbarimg", ["-q", "--raw", `${file}-1.png`], { encoding: "utf8" });
			if (!read.error) same(read.stdout.trim().split("\n").sort().join(), codes.map((x) => `${site.base}/bo-phieu/${uuid}#${x}`).sort().join(), "QR on paper");
		}
		await press(page, `Đã in đủ ${CODES} phiếu`);
		const sent = page.waitForRequest((r) => r.method() === "POST");
		await press(page, "Gửi danh sách công khai");
		const body = decodeURIComponent((await sent).postData());
		holds(codes.every((x) => !body.includes(x)), "no code leaves the browser");
		await page.getByText("Danh sách công khai đã gửi").waitFor();
		same(await page.locator(".vote-sheet").count(), 0, "the slips are gone");
		same(page.problems.join("\n"), "");
	});

	await check("phones vote at the real booth; the urn is closed, counted and opened by the three keys", async () => {
		await chief.goto(desk);
		await press(chief, "Mở hòm phiếu");
		for (const [i, choice] of ["Đồng ý", "Không đồng ý", "Đồng ý"].entries()) {
			const context = await browser.newContext({ locale: "vi-VN", ...PHONE }), page = await context.newPage();
			await fillBallot(page, site, uuid, codes[i], page.getByRole("group", { name: "Đánh dấu tất cả các dòng" }).getByRole("button", { name: choice, exact: true }));
			tracker = await castBallot(page);
			same((await context.cookies()).length, 0, "cookies");
			if (i === 2) {
				await press(page, "Xong, mời người tiếp theo");
				await page.fill("#code", codes[0]);
				await press(page, "Tiếp tục");
				await page.getByRole("group", { name: "Đánh dấu tất cả các dòng" }).getByRole("button", { name: "Bỏ trắng" }).tap();
				await press(page, "Xem lại phiếu");
				await press(page, "Bỏ phiếu");
				await page.getByRole("heading", { name: "Phiếu không được nhận" }).waitFor();
			}
			await context.close();
		}
		await chief.goto(desk);
		await chief.fill("#word", "ĐÓNG HÒM");
		await press(chief, "Đóng hòm phiếu");
		const closed = await chief.locator("dt:has-text('Mã đóng hòm phiếu') + dd").innerText();
		same(closed.trim().length, 64, "the closing event");
		await chief.fill("#issued", "3");
		await press(chief, "Tính tổng mã hóa");
		for (const [i, page] of keepers.entries()) {
			await hasTask(page, site, "Mở khóa", `/giu-khoa/${uuid}`);
			const typed = i === 0 ? [papers[0][2], papers[0][0]] : papers[i];
			await page.fill("#part-1", papers[i][0].replace(/\d/, (d) => String((+d + 1) % 3)));
			await press(page, "Kiểm tra hòm phiếu và giải mã");
			await page.getByText("đủ 81 chữ số").waitFor();
			if (i === 2) await refusesAnother(page, uuid, typed);
			await openUrn(page, typed, 3);
			same(await page.evaluate(() => Object.values(localStorage).join().length), 43, "the tally's mark is kept, nothing of the key");
			if (i < 2) await looks(page, `decrypt-${i}`);
			await sendPart(page);
			same(page.problems.join("\n"), "");
		}
		await chief.goto(desk);
		await looks(chief, "result");
		same(await chief.locator("dt:has-text('Mã đóng hòm phiếu') + dd").innerText(), closed, "the name of the urn stays");
		holds((await chief.innerText("main")).includes((await (await fetch(`${site.base}/bo-phieu/bam`)).text()).split(" ")[0]), "the booth's hash");
		same((await chief.locator("section:has(#counts) td.num").allTextContents()).join(), "2,1,0,2,1,0,2,1,0", "counts");
		const file = path.join(site.dir, `${uuid}.bel`), got = await fetch(`${site.base}/bo-phieu/${uuid}/hom-phieu.bel`);
		fs.writeFileSync(file, Buffer.from(await got.arrayBuffer()));
		execFileSync(program, ["verify", file, "--tracker", tracker], { stdio: "pipe" });
		const anyone = await (await browser.newContext({ locale: "vi-VN" })).newPage();
		await anyone.goto(`${site.base}/bo-phieu/${uuid}/tra-cuu?ma=${encodeURIComponent(tracker)}`);
		await looks(anyone, "tracker");
		await anyone.context().close();
		if (spawnSync("belenios-tool", ["--version"]).status === 0) execFileSync("belenios-tool", ["election", "verify"], { cwd: site.dir, stdio: "pipe" });
	});

	await check("the hall and the desk name the closed urn, and carry what a resolution let pass", async () => {
		const closed = (await chief.locator("dt:has-text('Mã đóng hòm phiếu') + dd").innerText()).trim();
		await site.kill();
		execFileSync("python3", ["-c", SHOW, site.db.replace("sqlite:", ""), String(told.poll)]);
		await site.again();
		await chief.goto(`${site.base}${YEAR}/hop/man-hinh`);
		same(await chief.locator(".hall-hash").innerText(), closed, "on the screen");
		holds((await chief.locator(".hall-banner").innerText()).includes("KHÔNG còn kín"), "the screen's banner");
		await looks(chief, "hall-banner");
		await chief.goto(`${site.base}${YEAR}/bo-phieu/${told.poll}`);
		holds((await chief.locator(".note.bad[role=alert]").innerText()).includes("KHÔNG còn kín"), "the desk's banner");
		await looks(chief, "desk-banner");
	});

	for (const page of [chief, ...keepers]) await page.context().close();
	await site.stop();
};
