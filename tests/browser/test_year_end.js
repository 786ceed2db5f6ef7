/* A whole year-end meeting of case S3: a secretary's laptop, the hall's projector, eight delegates with phones, two tellers,
 * three trustees and the officer of the slips, each in a browser of his own. Scores are adopted and revealed, a unit is
 * nominated on paper, head and deputy of the next year are elected electronically, the server is killed twice, the new pact
 * is adopted, and the papers that write themselves say what happened. */
"use strict";
const { execFileSync, spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { axe, check, holds, overflow, program, root, same, signIn, startSite } = require("./lib");
const { PHONE, castBallot, fillBallot, makeCodes, makeKey, openUrn, person, press, sendCodes, sendKey, sendPart, typeCount } = require("./ballots");
const { docx, fill, main, steps } = require("./walk");

const YEAR = "/cum/10/2019", HOP = YEAR + "/hop";
const LAPTOP = { viewport: { width: 1366, height: 768 } }, PROJECTOR = { viewport: { width: 1920, height: 1080 } };
const NEXT = { head: "cuc-thue", deputy: "qltt" };

/* The year as it was on the eve of its meeting. */
function eve() {
	const script = JSON.parse(fs.readFileSync(path.join(root, "demo/s3-thanh-hoa-2019.json"), "utf8"));
	script.events = script.events.filter((e) => e.at < "2020-01-07");
	return script;
}

const today = () => new Date().toLocaleDateString("en-GB", { timeZone: "Asia/Ho_Chi_Minh" });
const act = (page, value) => page.locator(`button[name=act][value=${value}]`).first();
const hallShows = (w, text) => w.hall.locator("#hall", { hasText: text }).waitFor();
const nameOf = (w, code) => w.script.units.find((u) => u.code === code).name;

/* A button that leads to a page without faults. */
async function go(w, page, button) {
	w.last = page;
	await Promise.all([page.waitForEvent("load"), button.click()]);
	same((await page.locator(".error-summary").allInnerTexts()).join(" "), "", "errors");
}

async function refused(w, page, button, why) {
	w.last = page;
	await Promise.all([page.waitForEvent("load"), button.click()]);
	holds((await page.locator(".error-summary").innerText()).includes(why), await page.locator(".error-summary").innerText());
}

const to = (w, page, where) => (w.last = page).goto(w.site.base + where);
const conduct = async (w, text, within = "main") => {
	if (!w.desk.url().includes("/hop/dieu-hanh")) await to(w, w.desk, HOP + "/dieu-hanh");
	await go(w, w.desk, w.desk.locator(`${within} button:has-text('${text}')`).first());
};

async function looks(page, name, whole = true) {
	if (process.env.THIDUA_PICTURES) await page.screenshot({ path: path.join(process.env.THIDUA_PICTURES, `meeting-${name}.png`), fullPage: whole });
}

/* Killed without a word and started again: the hall's screen finds the server by itself. */
async function killed(w, meanwhile) {
	await w.site.kill();
	if (meanwhile) await meanwhile();
	const from = Date.now();
	await w.site.again();
	await w.hall.waitForResponse((r) => r.url().includes("/hop/man-hinh") && r.status() < 400);
	const took = Date.now() - from;
	console.log(`# the hall was back ${took} ms after the server was started again`);
	holds(took < 5000, `${took} ms`);
}

/* Rows of every table, without their contents. */
const COUNT = `
import json, sqlite3, sys
with sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True) as db:
    names = [n for n, in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    print(json.dumps({n: db.execute('SELECT count(*), coalesce(max(rowid), 0) FROM "%s"' % n).fetchone() for n in names}))
`;
const rowsOf = (w) => JSON.parse(execFileSync("python3", ["-c", COUNT, w.site.db.replace("sqlite:", "")], { encoding: "utf8" }));

/* ---- before and at the opening ---- */

const opening = {
	"the secretary prepares the meeting, its programme and a code for each unit": async (w) => {
		await to(w, w.desk, HOP);
		await fill(w.desk, { held_on: today(), starts: "08:00", place: "Hội trường Bảo hiểm xã hội tỉnh", chair: "Lê Thị Q",
			chair_title: "Giám đốc Bảo hiểm xã hội tỉnh, Cụm trưởng", secretary: "Hoàng Văn S", guests: "Hồ Văn Y, Lãnh đạo Ban Thi đua - Khen thưởng tỉnh",
			agenda: "Báo cáo tổng kết năm 2019\nThông qua kết quả chấm điểm, xếp hạng\nBình xét, suy tôn\nBầu Cụm trưởng, Cụm phó năm 2020\nThông qua giao ước thi đua năm 2020" });
		await go(w, w.desk, w.desk.locator(".action-bar button"));
		await to(w, w.desk, HOP + "/chuong-trinh");
		await w.desk.locator("input[name^='starts[']").first().fill("08:05");
		await w.desk.locator("input[name^='speaker[']").first().fill("Hoàng Văn S");
		await fill(w.desk, { quorum: "2/3", speak: "5" });
		await go(w, w.desk, w.desk.getByRole("button", { name: "Lưu chương trình" }));
		await go(w, w.desk, w.desk.getByRole("button", { name: "Cấp mã điểm danh" }));
		w.codes = await w.desk.locator(".slip-code").allInnerTexts();
		same(w.codes.length, 8, "codes");
		const file = path.join(w.site.dir, "ma.png");
		await w.desk.locator(".slips").screenshot({ path: file });
		const read = spawnSync("zbarimg", ["-q", "--raw", file], { encoding: "utf8" });
		const addresses = w.codes.map((c) => `${w.site.base}/diem-danh/${c.trim().replace("-", "")}`);
		if (!read.error) same(read.stdout.trim().split("\n").sort().join(), addresses.slice().sort().join(), "QR codes");
		w.phones = await Promise.all(addresses.map(async (address, i) => {
			const page = await (await w.browser.newContext({ locale: "vi-VN", ...PHONE })).newPage();
			page.setDefaultTimeout(10000);
			return Object.assign(page, { address, unit: w.script.units[i] });
		}));
		await looks(w.desk, "programme");
	},
	"seven delegates sign in with their phones, the hall counts them": async (w) => {
		await to(w, w.hall, HOP + "/man-hinh");
		await conduct(w, "Điểm danh", "#man-hinh");
		await hallShows(w, "Có mặt 0/8");
		for (const page of w.phones) if (page.unit.code !== "qltt") await comes(w, page);
		await hallShows(w, "Có mặt 7/8");
		same(await w.hall.locator(".hall-grid .here").count(), 7, "here");
		holds((await w.hall.locator(".hall-foot").innerText()).includes("cần ít nhất 6 (2/3"), await w.hall.locator(".hall-foot").innerText());
		await looks(w.hall, "hall-roll", false);
	},
	"the meeting is opened; a late delegate comes to the first item, its speaker has a countdown": async (w) => {
		await conduct(w, "Khai mạc");
		await conduct(w, "Bắt đầu");
		await hallShows(w, "Báo cáo tổng kết năm 2019");
		await comes(w, w.phones[5]);
		await hallShows(w, "Có mặt 8/8");
		await to(w, w.desk, HOP + "/dieu-hanh");
		holds((await w.desk.locator("#diem-danh tr", { hasText: nameOf(w, "qltt") }).innerText()).includes("Đến muộn"), "late");
		await w.desk.selectOption("#speaker-unit", "kho-bac");
		await w.desk.fill("#person", "Hoàng Văn E");
		await conduct(w, "Thêm vào danh sách phát biểu");
		await conduct(w, "Mời phát biểu", "#phat-bieu");
		await hallShows(w, "Hoàng Văn E");
		await w.hall.locator("#countdown:visible").waitFor();
		holds(/^4:\d\d$|^5:00$/.test(await w.hall.locator("#countdown").innerText()), await w.hall.locator("#countdown").innerText());
		await looks(w.hall, "hall-speaker", false);
		await conduct(w, "Phát biểu xong");
		await w.desk.fill("#text", "Nhất trí với báo cáo; đề nghị gửi bảng tiêu chí ngay trong quý I.");
		await w.desk.selectOption("#said-unit", "kho-bac");
		await conduct(w, "Ghi ý kiến");
		await looks(w.desk, "conduct");
	},
};

async function comes(w, page) {
	w.last = page;
	await page.goto(page.address);
	const proxy = page.unit.code === "hai-quan";
	await page.fill("#person", proxy ? "Đỗ Văn X" : page.unit.leader);
	if (proxy) await page.check("#as-proxy");
	await page.click("main button.main");
	await page.getByText("Đã điểm danh lúc").waitFor();
}

/* ---- scores, nomination ---- */

const results = {
	"scores are adopted, the ranking is revealed from the last place up; members see it when the first is out": async (w) => {
		await conduct(w, "Bắt đầu", "tr:has-text('Thông qua kết quả')");
		await to(w, w.desk, YEAR + "/xep-hang");
		await go(w, w.desk, w.desk.locator("#thong-qua button"));
		holds((await w.desk.locator(".page-head").innerText()).includes("Hội nghị đã thông qua"), "adopted");
		same((await to(w, w.trustees[0], YEAR + "/xep-hang")).status(), 403, "before");
		for (let n = 1; n <= 8; n++) {
			await conduct(w, "Công bố", "#man-hinh form.actions");
			await w.hall.locator(".hall-table tbody tr").nth(n - 1).waitFor();
			same(await w.hall.locator(".hall-table tbody tr").count(), n, "places");
			if (n < 8) await hallShows(w, `Còn ${8 - n} thứ hạng`);
			if (n === 5) await looks(w.hall, "hall-ranking", false);
		}
		holds((await w.hall.locator(".hall-table tbody tr").first().innerText()).includes(nameOf(w, "cuc-thue")), "first");
		same((await to(w, w.trustees[0], YEAR + "/xep-hang")).status(), 200, "after");
	},
	"a unit is nominated, the counting board elected, ballots handed out": async (w) => {
		await conduct(w, "Bắt đầu", "tr:has-text('suy tôn')");
		for (const unit of ["cuc-thue", "qltt"]) {
			await to(w, w.desk, YEAR + "/suy-ton");
			await w.desk.selectOption("#unit", unit);
			await w.desk.selectOption("#title", "CTDBT");
			await go(w, w.desk, w.desk.locator("button[value=nominate]"));
		}
		await to(w, w.chief, YEAR + "/bo-phieu");
		for (const [i, [name, unit, login]] of [["Bùi Thị V", "bhxh", "s3.kiemphieu"], ["Phạm Thị D", "cuc-thong-ke", "s3.cuc-thong-ke"],
			["Vũ Văn G", "kho-bac", "s3.kho-bac"]].entries())
			await fill(w.chief, { [`name[${i + 1}]`]: name, [`unit[${i + 1}]`]: { value: unit }, [`login[${i + 1}]`]: login });
		await go(w, w.chief, w.chief.getByRole("button", { name: "Lưu ban kiểm phiếu" }));
		w.paper = await prepare(w, "CTDBT", "paper", "2/3", ["cuc-thue", "qltt"]);
		await fill(w.chief, { printed: "10" });
		await go(w, w.chief, act(w.chief, "open"));
		await hallShows(w, "Đang bỏ phiếu");
		await looks(w.hall, "hall-paper", false);
		await fill(w.chief, { unused: "2" });
		await go(w, w.chief, act(w.chief, "close"));
		await hallShows(w, "Đã đóng, đang kiểm phiếu");
	},
	"one teller has sent his count when the server is killed; nothing is lost": async (w) => {
		const [one] = w.tellers;
		await to(w, one, w.paper.replace("/bo-phieu/", "/dem-phieu/"));
		await typeCount(one, 8, [[7, 1], [1, 7]]);
		await go(w, one, one.locator("main button.main"));
		await killed(w);
		await hallShows(w, "Đã đóng, đang kiểm phiếu");
		await hallShows(w, "Có mặt 8/8");
		await to(w, w.chief, w.paper);
		holds((await main(w.chief)).includes("1/2"), await main(w.chief));
	},
	"the tellers differ, count again and agree; the board's head confirms": async (w) => {
		const [one, two] = w.tellers, sheet = w.paper.replace("/bo-phieu/", "/dem-phieu/");
		await to(w, two, sheet);
		await typeCount(two, 8, [[6, 2], [1, 7]]);
		await go(w, two, two.locator("main button.main"));
		holds((await main(two)).includes("không khớp"), await main(two));
		for (const page of [one, two]) {
			await to(w, page, sheet);
			holds((await main(page)).includes("lần 2"), "second attempt");
			await typeCount(page, 8, [[7, 1], [1, 7]]);
			same(await overflow(page), 0, "overflow");
			same(await page.locator("main label").first().evaluate((e) => getComputedStyle(e).color), await page.locator("body").evaluate((e) => getComputedStyle(e).color), "labels in ink");
			if (page === one) await looks(page, "teller");
			await go(w, page, page.locator("main button.main"));
		}
		await announce(w, w.paper, "7/8 phiếu đồng ý");
		await hallShows(w, `${nameOf(w, "cuc-thue")} 7/8`);
		await looks(w.hall, "hall-nominated", false);
	},
};

/* A poll on the page of polls; returns the address of its desk, which is open in the head's browser. */
async function prepare(w, purpose, method, rule, units, title = "") {
	await to(w, w.chief, YEAR + "/bo-phieu");
	await fill(w.chief, { purpose: { value: purpose }, method: { value: method }, rule, poll_title: title });
	for (const unit of units) await w.chief.check(`[id="candidate[${unit}]"]`);
	await go(w, w.chief, w.chief.locator("#moi button.main"));
	const links = await w.chief.locator("section:has(#polls) th a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
	const newest = links.sort((a, b) => Number(a.split("/").pop()) - Number(b.split("/").pop())).pop();
	await to(w, w.chief, newest);
	return newest;
}

async function announce(w, desk, sentence) {
	await to(w, w.chief, desk);
	await go(w, w.chief, act(w.chief, "confirm"));
	holds((await main(w.chief)).includes(sentence), await main(w.chief));
	await fill(w.chief, { word: "CÔNG BỐ" });
	await go(w, w.chief, act(w.chief, "announce"));
	holds((await main(w.chief)).includes("đã công bố"), "announced");
}

/* ---- the electronic elections ---- */

/* Who has a part in a vote finds it among his tasks. */
async function asked(w, page, what) {
	await to(w, page, "/viec");
	await go(w, page, page.locator(".feed li, .feed > *", { hasText: what }).first().locator("a").last());
}

/* Who holds what; three keys; the slips. Returns what the vote is known by. */
async function setUp(w, desk) {
	const vote = { desk, urn: desk.replace("/bo-phieu/", "/bo-phieu-dien-tu/") }, page = w.chief;
	await to(w, page, vote.urn);
	const pick = async (id, login) => {
		const { name, unit } = w.script.people.find((p) => p.login === login);
		await page.selectOption(id, { label: `${name} – ${nameOf(w, unit)}` });
	};
	for (const [i, p] of w.trustees.entries()) await pick(`#trustee-${i + 1}`, p.login);
	await pick("#officer", w.officer.login);
	await page.selectOption("#server", "bhxh");
	await fill(page, { n_codes: "8", n_paper: "0" });
	await go(w, page, page.getByRole("button", { name: "Lưu phân công" }));
	await go(w, page, page.getByRole("button", { name: "Mời Ban kiểm phiếu tạo khóa" }));
	vote.uuid = /\/giu-khoa\/(\w+)/.exec(await page.textContent("main"))[1];
	vote.sheets = [];
	for (const keeper of w.trustees) {
		await asked(w, keeper, "Tạo khóa hòm phiếu điện tử");
		vote.sheets.push(await makeKey(keeper, w.site, vote.uuid, false));
		await sendKey(keeper, vote.sheets.at(-1));
	}
	await asked(w, w.officer, "Lập mã phiếu");
	vote.codes = await makeCodes(w.officer, w.site, vote.uuid, 8);
	await sendCodes(w.officer, 8);
	for (let i = 7; i > 0; i--) { /* drawn from a hat */
		const k = Math.floor(Math.random() * (i + 1));
		[vote.codes[i], vote.codes[k]] = [vote.codes[k], vote.codes[i]];
	}
	await to(w, page, desk);
	await fill(page, { electronic: "8", issued: "0" });
	await go(w, page, act(page, "open"));
	await to(w, page, vote.urn);
	await go(w, page, page.getByRole("button", { name: "Mở hòm phiếu" }));
	await hallShows(w, "Đang bỏ phiếu");
	return vote;
}

/* One delegate: the slip's address, his mark, the review. */
async function marks(w, vote, i, unit) {
	const page = (w.last = w.phones[i]);
	await fillBallot(page, w.site, vote.uuid, vote.codes[i], page.getByLabel(unit ? nameOf(w, unit) : "Bỏ phiếu trắng", { exact: true }));
}

const found = async (w, vote, tracker) => (await (await fetch(`${w.site.base}/bo-phieu/${vote.uuid}/tra-cuu?ma=${encodeURIComponent(tracker)}`)).json()).found;

/* Closed, counted, opened by the three keys, confirmed and announced. */
async function finish(w, vote, sentence) {
	const page = w.chief;
	await to(w, page, vote.urn);
	await fill(page, { word: "ĐÓNG HÒM" });
	await go(w, page, page.getByRole("button", { name: "Đóng hòm phiếu" }));
	await hallShows(w, "Đã đóng, đang kiểm phiếu");
	await fill(page, { issued: "8" });
	await go(w, page, page.getByRole("button", { name: "Tính tổng mã hóa" }));
	for (const [i, keeper] of w.trustees.entries()) {
		await asked(w, keeper, "Mở khóa phần của mình");
		await openUrn(keeper, vote.sheets[i], 8);
		await sendPart(keeper);
	}
	await announce(w, vote.desk, sentence);
	vote.file = path.join(w.site.dir, `${vote.uuid}.bel`);
	fs.writeFileSync(vote.file, Buffer.from(await (await fetch(`${w.site.base}/bo-phieu/${vote.uuid}/hom-phieu.bel`)).arrayBuffer()));
	execFileSync(program, ["verify", vote.file, "--tracker", vote.trackers[0]], { stdio: "pipe" });
}

const elections = {
	"the head's vote is prepared: three keys and the slips are made in the browsers of three and one": async (w) => {
		await conduct(w, "Bắt đầu", "tr:has-text('Bầu Cụm trưởng')");
		w.headVote = await setUp(w, await prepare(w, "head", "electronic", "quá 1/2", ["cuc-thue", "du-tru"]));
		await looks(w.chief, "urn-open");
	},
	"five phones vote with three taps; a ballot leaves nothing on the server but itself": async (w) => {
		const vote = w.headVote, said = w.site.said();
		vote.trackers = [];
		for (let i = 0; i < 5; i++) {
			const page = w.phones[i], before = rowsOf(w);
			await marks(w, vote, i, i === 4 ? "du-tru" : "cuc-thue");
			if (i === 0) await looks(page, "booth");
			const cast = page.waitForRequest((r) => r.method() === "POST");
			vote.trackers.push(await castBallot(page));
			same((await (await cast).allHeaders()).cookie, undefined, "cookie");
			const now = rowsOf(w);
			same(Object.keys(now).filter((n) => now[n].join() !== before[n].join()).join(), "vote_record", "tables that changed");
		}
		same(w.site.said(), said, "the server's log");
		await hallShows(w, "Đang bỏ phiếu");
	},
	"the server is killed while a ballot is cast: it goes in again by one press, no other is lost": async (w) => {
		const vote = w.headVote, sixth = w.phones[5];
		await marks(w, vote, 5, "cuc-thue");
		await killed(w, async () => {
			await sixth.getByRole("button", { name: "Bỏ phiếu", exact: true }).tap();
			await sixth.getByRole("heading", { name: "Chưa nộp được phiếu" }).waitFor();
			await looks(sixth, "booth-lost");
		});
		await hallShows(w, "Bầu Cụm trưởng năm 2020");
		await hallShows(w, "Đang bỏ phiếu");
		await sixth.getByRole("button", { name: "Nộp lại" }).tap();
		await sixth.getByRole("heading", { name: "Đã bỏ phiếu" }).waitFor();
		vote.trackers.push(await sixth.textContent("#tracker"));
		for (const [i, unit] of [[6, "cuc-thue"], [7, null]]) {
			await marks(w, vote, i, unit);
			vote.trackers.push(await castBallot(w.phones[i]));
		}
		await looks(w.phones[7], "booth-done");
		for (const tracker of vote.trackers) holds(await found(w, vote, tracker), `tracker ${tracker}`);
		await to(w, w.desk, HOP + "/dieu-hanh");
		holds((await w.desk.locator("#tuc-so").innerText()).includes("Có mặt 8/8"), "who is there");
	},
	"nobody votes for a deputy before the head is known": async (w) => {
		w.deputyDesk = await prepare(w, "deputy", "electronic", "quá 1/2", ["qltt", "ngan-hang"]);
		await fill(w.chief, { electronic: "8", issued: "0" });
		await refused(w, w.chief, act(w.chief, "open"), "Bầu Cụm trưởng năm 2020");
	},
	"closed, counted, opened by three keys: the head is elected": async (w) => {
		await finish(w, w.headVote, "6/8 phiếu đồng ý");
		await hallShows(w, nameOf(w, "cuc-thue"));
		await looks(w.hall, "hall-head", false);
	},
	"anybody verifies the urn in his browser": async (w) => {
		const page = w.phones[2];
		await to(w, page, "/kiem-phieu");
		await page.setInputFiles("#file", w.headVote.file);
		await page.fill("#tracker", w.headVote.trackers[2]);
		await go(w, page, page.getByRole("button", { name: "Kiểm chứng" }));
		const text = await main(page);
		for (const said of ["Hợp lệ", "có trong hòm", w.headVote.uuid]) holds(text.includes(said), text);
		same(await overflow(page), 0, "overflow");
		await looks(page, "verified");
	},
	"the elected head does not stand for deputy; the deputy is elected in the same way": async (w) => {
		await to(w, w.chief, w.deputyDesk);
		await w.chief.selectOption("#floor-unit", NEXT.head);
		await refused(w, w.chief, act(w.chief, "floor"), "đã được bầu");
		const vote = await setUp(w, w.deputyDesk);
		vote.trackers = [];
		await Promise.all(w.phones.map(async (page, i) => {
			await marks(w, vote, i, i === 0 ? "ngan-hang" : "qltt");
			vote.trackers.push(await castBallot(page));
		}));
		await finish(w, vote, "7/8 phiếu đồng ý");
		await hallShows(w, nameOf(w, "qltt"));
	},
};

/* ---- the pact, the end, the papers ---- */

/* The words of a PDF, in one line. */
async function printed(w, href) {
	const file = path.join(w.site.dir, "van-ban.pdf"), response = await w.desk.request.get(w.site.base + href);
	same(response.status(), 200, href);
	fs.writeFileSync(file, await response.body());
	return execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
}

/* A paper in Word and PDF says all of this. In a PDF a cell's words are broken over lines: the wanted ones stand in text. */
async function says(w, name, word, pdf, wanted) {
	const texts = { Word: await docx(w, w.desk, word), PDF: await printed(w, pdf) };
	for (const [kind, text] of Object.entries(texts))
		for (const said of wanted) holds(text.replace(/\s+/g, " ").includes(said), `${name}, ${kind}, without «${said}»: ${text.replace(/\s+/g, " ")}`);
}

async function paper(w, name, wanted) {
	const links = w.desk.locator("section:has(#made) tr", { hasText: name }).first().locator("a");
	await says(w, name, await links.filter({ hasText: /^Word/ }).getAttribute("href"), await links.filter({ hasText: /^PDF/ }).getAttribute("href"), wanted);
}

const closing = {
	"next year's pact is adopted by show of hands and recorded as a decision": async (w) => {
		await conduct(w, "Bắt đầu", "tr:has-text('giao ước')");
		await to(w, w.desk, YEAR + "/giao-uoc?nam=sau");
		await fill(w.desk, { theme: "Đoàn kết, kỷ cương, sáng tạo, bứt phá", contents: "Hoàn thành vượt mức các chỉ tiêu\nNhân rộng điển hình tiên tiến",
			measures: "Kiểm tra, sơ kết, tổng kết" }, "#soan");
		await go(w, w.desk, w.desk.getByRole("button", { name: "Lưu giao ước" }));
		const hands = await prepare(w, "resolution", "show_of_hands", "quá 1/2", [], "Thông qua Giao ước thi đua năm 2020");
		await go(w, w.chief, act(w.chief, "open"));
		await hallShows(w, "Thông qua Giao ước thi đua năm 2020");
		await go(w, w.chief, act(w.chief, "close"));
		await fill(w.chief, { "yes[1]": "8", "no[1]": "0", "blank[1]": "0" });
		await go(w, w.chief, act(w.chief, "hands"));
		await announce(w, hands, "8/8");
		await to(w, w.desk, HOP + "/dieu-hanh");
		await w.desk.fill("#text", "Thông qua Giao ước thi đua năm 2020 của Cụm.");
		await conduct(w, "Ghi quyết định");
		await to(w, w.desk, YEAR + "/giao-uoc?nam=sau");
		await fill(w.desk, { adopted_on: today() }, "#soan");
		await go(w, w.desk, w.desk.getByRole("button", { name: "Lưu giao ước" }));
		await fill(w.desk, { signed_on: today(), part: { value: "common" } });
		await go(w, w.desk, w.desk.getByRole("button", { name: "Ghi nhận các đơn vị đã ký" }));
		holds((await main(w.desk)).includes("8/8"), "signed");
	},
	"the end writes the papers in less than ten seconds": async (w) => {
		await to(w, w.desk, HOP + "/dieu-hanh");
		same((await axe(w.desk)).join("; "), "", "axe");
		await looks(w.desk, "conduct-end");
		const from = Date.now();
		await w.desk.locator("#ket-thuc button", { hasText: "Kết thúc" }).click();
		await w.desk.locator("dialog button.main").click();
		await w.desk.locator(".tag.ok", { hasText: "Xong" }).first().waitFor({ timeout: 20000 });
		const took = Date.now() - from;
		console.log(`# closing papers in ${took} ms`);
		holds(took < 10000, `${took} ms`);
		await hallShows(w, "Hội nghị đã kết thúc");
		await looks(w.desk, "papers");
		await looks(w.hall, "hall-end", false);
	},
	"minutes, minutes of the count, hand-over and pact say in Word and PDF what was voted": async (w) => {
		await to(w, w.desk, YEAR + "/van-ban");
		const [head, deputy] = [nameOf(w, NEXT.head), nameOf(w, NEXT.deputy)];
		await paper(w, "Hội nghị tổng kết", ["BIÊN BẢN", "Hội trường Bảo hiểm xã hội tỉnh", "có mặt 8 đơn vị", "Có mặt 7/8", "(Ngô Thị M) đến dự", head, deputy,
			"phát ra: 8; thu về: 8; hợp lệ: 8; không hợp lệ: 0", `Cụm trưởng năm 2020: ${head}; Cụm phó năm 2020: ${deputy}`, "mã đóng hòm phiếu",
			"Thông qua Giao ước thi đua năm 2020: biểu quyết giơ tay, 8/8 đồng ý. Đạt.", "Thông qua Giao ước thi đua năm 2020 của Cụm.", "Hội nghị kết thúc lúc"]);
		await paper(w, "Bầu Cụm trưởng năm 2020", ["phát ra: 8; thu về: 8", "75,00", `Đủ điều kiện: ${head}`]);
		await paper(w, "Bầu Cụm phó năm 2020", ["87,50", `Đủ điều kiện: ${deputy}`]);
		await paper(w, "Suy tôn đơn vị", ["87,50", `Đủ điều kiện: ${head}`, "Phạm Thị D"]);
		await paper(w, "Bàn giao", [head, deputy]);
		const pact = YEAR + "/giao-uoc";
		await says(w, "pact", `${pact}.docx?nam=sau`, `${pact}.pdf?nam=sau`, ["GIAO ƯỚC THI ĐUA", "Năm 2020", "Đoàn kết, kỷ cương, sáng tạo, bứt phá", "Hoàn thành vượt mức các chỉ tiêu"]);
	},
};

module.exports = async (browser) => {
	const w = { browser, script: eve() };
	w.site = await startSite({ script: w.script });
	const one = async (login, shape) => Object.assign(await person(browser, w.site, login, shape), { login });
	[w.desk, w.hall, w.chief, w.officer] = await Promise.all([one("s3.thuky", LAPTOP), one("s3.pho", PROJECTOR), one("s3.kiemphieu", LAPTOP), one("s3.hai-quan", LAPTOP)]);
	w.tellers = await Promise.all([one("s3.cuc-thong-ke", PHONE), one("s3.kho-bac", PHONE)]);
	w.trustees = await Promise.all([one("s3.cuc-thue", LAPTOP), one("s3.ngan-hang", LAPTOP), one("s3.qltt", LAPTOP)]);
	await steps(w, "S3", "year-end meeting", { ...opening, ...results, ...elections, ...closing });
	await check("S3, year-end meeting: no script or policy complained, the server ends well", async () => {
		const people = [w.desk, w.chief, w.officer, ...w.tellers, ...w.trustees];
		same(people.flatMap((p) => p.problems).join("; "), "", "console");
		for (const page of [...people, w.hall, ...(w.phones || [])]) await page.context().close();
		same(await w.site.stop(), 0, "the server's end");
	});
};
