/* The booth: three taps after the slip's QR was scanned, offline, another device, keyboard, both themes. The server's doors
 * beside the page are answered here, so that the urn is at hand; belenios-tool and the verifier in C judge the ballots. */
"use strict";
const { execFileSync, spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { axe, check, holds, overflow, program, root, same } = require("./lib");

const UUID = "ThiDuaThuPhieu2o";
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const units = ["Công đoàn cơ quan A", "Công đoàn cơ quan B", "Công đoàn cơ quan C", "Công đoàn cơ quan D"];
const ONE = [{ answers: [...units, ...units.map((u) => u + " 2"), "Đơn vị 9", "Đơn vị 10"], blank: true, min: 1, max: 3, question: "Suy tôn đơn vị dẫn đầu" }];
const LIST = units.map((question) => ({ answers: ["Đồng ý", "Không đồng ý"], blank: true, min: 1, max: 1, question }));

const load = (name) => import(path.join(root, name));

/* The doors of one election: what was cast is in `urn`. */
async function open(browser, site, set, options) {
	const { tracker, checkBallot } = await load("src/web/booth/ballot.js"), { readElection } = await load("src/web/booth/election.js");
	const context = await browser.newContext({ locale: "vi-VN", viewport: { width: 1366, height: 768 }, ...options });
	const door = { context, urn: [], down: false, said: { phase: "open", n_units: 8, override: null }, headers: [] };
	const e = readElection(set.election);
	const give = (route, status, body) => route.fulfill({ status, contentType: "application/json", body: JSON.stringify(body) });
	await context.route(`**/bo-phieu/${UUID}/*`, async (route) => {
		const request = route.request(), name = new URL(request.url()).pathname.split("/").pop();
		door.headers.push(await request.allHeaders());
		if (door.down) return route.abort();
		if (name === "bau-cu.json") return give(route, 200, { election: set.election, fingerprint: e.fingerprint, ...door.said });
		if (name === "tra-cuu") return give(route, 200, { found: door.urn.some((b) => tracker(b) === new URL(request.url()).searchParams.get("ma")) });
		const ballot = request.postData(), listed = JSON.parse(set.credentials), read = checkBallot(e, ballot);
		if (!read || !listed.includes(read.credential)) return give(route, 422, { error: "Mã phiếu không có trong cuộc bỏ phiếu này." });
		if (door.urn.some((b) => JSON.parse(b).credential === read.credential)) return give(route, 409, { error: "Mã phiếu này đã bỏ phiếu rồi." });
		door.urn.push(ballot);
		return give(route, 200, { tracker: tracker(ballot) });
	});
	door.page = await context.newPage();
	door.page.setDefaultTimeout(10000);
	door.page.problems = [];
	door.page.on("console", (m) => m.type() === "error" && !/status of 4\d\d|net::ERR/.test(m.text()) && door.page.problems.push(m.text()));
	door.page.on("pageerror", (x) => door.page.problems.push(String(x)));
	door.scan = (code) => door.page.goto(`${site.base}/bo-phieu/${UUID}#${code}`);
	return door;
}

const heading = (page, text) => page.getByRole("heading", { level: 1, name: text }).waitFor();
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
const picture = async (page, name) => process.env.THIDUA_PICTURES && page.screenshot({ path: path.join(process.env.THIDUA_PICTURES, `booth-${name}.png`) });

/* belenios-tool and the verifier in C on an archive of these ballots. */
async function judge(site, set, ballots, result) {
	const { makeArchive } = await load("tests/booth/archive_make.mjs"), { checkArchive } = await load("src/web/booth/archive.js");
	const { decryptPart } = await load("src/web/booth/trustee.js");
	const archive = makeArchive(set, ballots), { tally, election } = await checkArchive(archive.bytes());
	set.keys.forEach((x, i) => archive.decryption(i + 1, decryptPart(x, election.fingerprint, tally)));
	archive.result(JSON.stringify({ result }));
	const dir = fs.mkdtempSync(path.join(site.dir, "urn-")), file = path.join(dir, `${UUID}.bel`);
	fs.writeFileSync(file, archive.bytes());
	execFileSync(program, ["verify", file], { stdio: "pipe" });
	if (spawnSync("belenios-tool", ["--version"]).status === 0) execFileSync("belenios-tool", ["election", "verify"], { cwd: dir, stdio: "pipe" });
}

module.exports = async (browser, site) => {
	const { makeElection } = await load("tests/booth/election_make.mjs");
	const one = makeElection(UUID, 4, ONE), list = makeElection(UUID, 4, LIST);

	await check("the scripts of others in the tree are npm's, byte for byte", async () => {
		for (const [ours, theirs] of [["noble-hashes", "@noble/hashes"], ["qrcode-generator", "qrcode-generator/dist"]])
			for (const name of fs.readdirSync(path.join(root, "src/web/booth/npm", ours))) {
				const source = path.join(__dirname, "node_modules", theirs, name.replace("LICENSE.txt", "LICENSE"));
				holds(fs.readFileSync(source).equals(fs.readFileSync(path.join(root, "src/web/booth/npm", ours, name))), `${ours}/${name}`);
			}
	});

	await check("the booth is the same bytes for all, with their hash published and a policy of its own", async () => {
		const get = (u, headers) => fetch(`${site.base}/bo-phieu/${u}`, { headers });
		const a = await get(UUID, {}), b = await get("AnotherElection1", { cookie: "session=x; lang=en", "accept-encoding": "identity" });
		const bytes = Buffer.from(await a.arrayBuffer());
		holds(bytes.equals(Buffer.from(await b.arrayBuffer())), "the same bytes");
		same(a.headers.get("set-cookie"), null, "no cookie");
		holds(/^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; connect-src 'self';/.test(a.headers.get("content-security-policy")), "policy");
		const hash = require("node:crypto").createHash("sha256").update(bytes).digest("hex");
		same(await (await get("bam", {})).text(), `${hash}  bo-phieu.html\n`, "published hash");
		same((await get(UUID, { "if-none-match": `"${hash}"` })).status, 304, "kept by the browser");
		same((await get("short", {})).status, 404, "not a vote");
	});

	await check("T23 three taps after scanning: choose, review, cast; the tracker is the ballot's", async () => {
		const { tracker } = await load("src/web/booth/ballot.js");
		const door = await open(browser, site, one, PHONE), page = door.page;
		await door.scan(one.codes[0]);
		await heading(page, "Đánh dấu lựa chọn");
		same(new URL(page.url()).hash, "", "the code is out of the address");
		await picture(page, "choose");
		await page.getByLabel(units[1], { exact: true }).tap();
		await page.getByRole("button", { name: "Xem lại phiếu" }).tap();
		await heading(page, "Xem lại trước khi bỏ phiếu");
		holds((await page.textContent("main")).includes("Cụm chỉ có 8 đơn vị"), "the real number of units");
		await picture(page, "review");
		await page.getByRole("button", { name: "Bỏ phiếu" }).tap();
		await heading(page, "Đã bỏ phiếu");
		same(await page.textContent("#tracker"), tracker(door.urn[0]), "tracker");
		same(await page.locator("main svg.qr").count(), 1, "the tracker's QR");
		same(await overflow(page), 0, "nothing wider than the phone");
		same((await axe(page)).join("\n"), "", "axe");
		await picture(page, "done");
		holds(door.headers.every((h) => !h.cookie) && !(await door.context.cookies()).length, "no cookie sent or kept");
		same(await page.evaluate(() => localStorage.length + sessionStorage.length), 0, "nothing kept");
		same(page.problems.join("\n"), "");
		await judge(site, one, door.urn, [[0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]]);
		await door.context.close();
	});

	await check("a list of units: one touch marks all, a line is changed, a forgotten line is named; by keyboard", async () => {
		const door = await open(browser, site, list, {}), page = door.page;
		await door.scan(list.codes[0]);
		await heading(page, "Đánh dấu lựa chọn");
		await press(page, "Xem lại phiếu");
		holds((await page.textContent(".fault")).startsWith("Câu 1:"), "which one is missing");
		await picture(page, "list-fault");
		await page.getByRole("group", { name: "Đánh dấu tất cả các dòng" }).getByRole("button", { name: "Đồng ý", exact: true }).focus();
		await page.keyboard.press("Enter");
		await page.locator("input[name=q2]").first().focus();
		await page.keyboard.press("ArrowRight");
		await page.getByRole("button", { name: "Xem lại phiếu" }).focus();
		await page.keyboard.press("Enter");
		await heading(page, "Xem lại trước khi bỏ phiếu");
		same((await page.locator("dd").allTextContents()).join(), "Đồng ý,Đồng ý,Không đồng ý,Đồng ý");
		same((await axe(page)).join("\n"), "", "axe");
		await press(page, "Sửa lại");
		holds(await page.locator("input[name=q2][value='2']").isChecked(), "what was chosen is still there");
		await press(page, "Xem lại phiếu");
		await press(page, "Bỏ phiếu");
		await heading(page, "Đã bỏ phiếu");
		await press(page, "Xong, mời người tiếp theo");
		await heading(page, "Nhập mã phiếu");
		await page.fill("#code", list.codes[0].toLowerCase() + "x");
		await page.keyboard.press("Enter");
		holds((await page.textContent(".fault")).startsWith("Mã phiếu chưa đúng"), "a wrong code is told");
		await page.fill("#code", list.codes[0]);
		await page.keyboard.press("Enter");
		await page.getByRole("group", { name: "Đánh dấu tất cả các dòng" }).getByRole("button", { name: "Bỏ trắng" }).click();
		await press(page, "Xem lại phiếu");
		await press(page, "Bỏ phiếu");
		await heading(page, "Phiếu không được nhận");
		holds((await page.textContent("main")).includes("đã bỏ phiếu rồi"), "the server's reason");
		same(door.urn.length, 1, "one ballot");
		same(page.problems.join("\n"), "");
		await judge(site, list, door.urn, [[0, 1, 0], [0, 1, 0], [0, 0, 1], [0, 1, 0]]);
		await door.context.close();
	});

	await check("without the network the ballot waits, is saved, goes by QR or file through another device", async () => {
		const door = await open(browser, site, one, PHONE), page = door.page;
		await door.scan(one.codes[1]);
		await heading(page, "Đánh dấu lựa chọn");
		door.down = true;
		await page.getByLabel("Bỏ phiếu trắng").tap();
		await press(page, "Xem lại phiếu");
		await press(page, "Bỏ phiếu");
		await heading(page, "Chưa nộp được phiếu");
		await picture(page, "offline");
		same((await axe(page)).join("\n"), "", "axe");
		const [download] = await Promise.all([page.waitForEvent("download"), press(page, "Lưu thành tệp")]);
		const ballot = fs.readFileSync(await download.path(), "utf8");
		await press(page, "Hiện mã QR");
		await heading(page, /^Mã QR 1 trên \d+$/);
		await picture(page, "qr");
		const shots = [];
		for (let n = Number(/\d+$/.exec(await page.textContent("h1"))); shots.length < n; ) {
			shots.push(await page.locator("svg.qr").screenshot());
			await press(page, shots.length < n ? "Mã tiếp" : "Đã quét hết");
		}
		const read = shots.map((png, i) => {
			fs.writeFileSync(path.join(site.dir, `${i}.png`), png);
			return spawnSync("zbarimg", ["-q", "--raw", path.join(site.dir, `${i}.png`)], { encoding: "utf8" }).stdout?.trim();
		});
		door.down = false;
		const other = await open(browser, site, one, PHONE);
		for (const address of read[0] === undefined ? [] : read.reverse()) {
			holds(address.startsWith(`${site.base}/bo-phieu/${UUID}#q`), `an address: ${address.slice(0, 80)}`);
			const tab = await other.context.newPage();
			await tab.goto(address);
			await tab.getByRole("heading", { level: 1, name: /^(Đã nhận|Nộp phiếu đã lưu)/ }).waitFor();
			other.page = tab;
		}
		if (read[0] !== undefined) {
			await press(other.page, "Nộp phiếu");
			await heading(other.page, "Đã bỏ phiếu");
			same(other.urn[0], ballot, "the same ballot byte for byte");
		}
		await other.scan("");
		await other.page.goto(`${site.base}/bo-phieu/${UUID}`);
		await other.page.getByRole("button", { name: "Nộp phiếu đã lưu" }).click();
		await other.page.fill("#text", ballot.replace('"response":"1', '"response":"2').replace('"response":"3', '"response":"4'));
		await press(other.page, "Kiểm tra phiếu");
		holds((await other.page.textContent(".fault")).includes("không phải một phiếu nguyên vẹn"), "an altered one is refused");
		await press(page, "Nộp lại");
		await heading(page, "Đã bỏ phiếu");
		same(door.urn.join(), ballot, "arrived");
		await door.context.close();
		await other.context.close();
	});

	await check("T17 no more ticks than places; closed, not open yet, a lost server, a set-up that is not secret: each says what to do; dark too", async () => {
		const door = await open(browser, site, one, { ...PHONE, colorScheme: "dark" }), page = door.page;
		door.down = true;
		await door.scan(one.codes[2]);
		await heading(page, "Chưa tải được cuộc bỏ phiếu");
		door.down = false;
		door.said.phase = "credentials";
		await press(page, "Thử lại");
		await heading(page, "Chưa mở bỏ phiếu");
		door.said.phase = "closed";
		await press(page, "Xem lại trạng thái");
		await heading(page, "Đã hết giờ bỏ phiếu");
		door.said.phase = "cancelled";
		await press(page, "Xem lại trạng thái");
		await heading(page, "Cuộc bỏ phiếu đã hủy");
		door.said = { ...door.said, phase: "open", override: "Một đơn vị nắm cả máy chủ và khóa: phiếu KHÔNG còn kín với đơn vị đó." };
		await press(page, "Xem lại trạng thái");
		await heading(page, "Đánh dấu lựa chọn");
		holds((await page.textContent(".note.bad")).includes("KHÔNG còn kín"), "the red banner");
		await page.getByText("4 điều cần biết").tap();
		for (const name of units.slice(0, 3)) await page.getByLabel(name, { exact: true }).tap();
		holds(await page.getByLabel(units[3], { exact: true }).isDisabled(), "no fourth of three");
		await picture(page, "dark");
		same((await axe(page)).join("\n"), "", "axe");
		same(await overflow(page), 0, "nothing wider than the phone");
		await door.context.close();
	});
};
