/* From an empty database to a cluster's year, by hand: council, cluster, units, offices; at a desk and on a phone. */
"use strict";
const { spawn, execFileSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { axe, check, holds, overflow, root, same, signIn } = require("./lib");

const program = process.env.THIDUA || path.join(root, "build/thidua");
const password = "ThiDua@2026";
const keep = process.argv.includes("--keep");

/* A site with nothing but its administrator; or with what a backup holds. */
async function startEmpty(backup) {
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), "thidua-org-"));
	const db = `sqlite:${dir}/t.db`;
	const run = (...args) => execFileSync(program, [...args, "--db", db], { input: password + "\n", stdio: ["pipe", "pipe", "pipe"] });
	if (backup) run("db", "restore", backup);
	else {
		run("db", "migrate");
		run("user", "add", "quantri", "--name", "Nguyễn Văn A", "--keep");
		run("user", "grant", "quantri", "admin");
	}
	const server = spawn(program, ["serve", "--db", db, "--listen", "127.0.0.1:0", "--rate", "0", "--sign-in-rate", "0"]);
	const base = await new Promise((resolve, reject) => {
		let out = "";
		server.stdout.on("data", (d) => {
			out += d;
			const m = /http:\/\/[^\s]+/.exec(out);
			if (m) resolve(m[0].replace(/\/$/, ""));
		});
		server.on("exit", (code) => reject(new Error(`the server ended with ${code}`)));
	});
	server.removeAllListeners("exit");
	return {
		base, dir, run,
		stop: () => new Promise((resolve) => {
			server.on("exit", () => {
				fs.rmSync(dir, { recursive: true, force: true });
				resolve();
			});
			server.kill("SIGTERM");
		}),
	};
}

const send = (page, text) => Promise.all([page.waitForEvent("load"), page.locator("main").getByRole("button", { name: text }).first().click()]);

/* A page that is looked at: no violation, no sideways scrolling, a picture with --keep. */
async function look(page, name) {
	if (page.scriptless) return; /* axe is a script too */
	await check(`${name}: axe finds nothing, nothing sticks out`, async () => {
		same((await axe(page)).join("; "), "", "axe");
		holds((await overflow(page)) <= 0, "the page scrolls sideways");
	});
	if (keep) await page.screenshot({ path: `/tmp/org-${name}-${page.viewportSize().width}.png`, fullPage: true });
}

async function found(browser, width, options) {
	const site = await startEmpty();
	const page = await signIn(browser, site, "quantri", { viewport: { width, height: width < 500 ? 844 : 768 }, ...options });
	page.scriptless = options && options.javaScriptEnabled === false;
	const go = (p) => page.goto(site.base + p);
	const text = () => page.locator("main").innerText();
	await check(`${width}: the empty site says what to do first`, async () => {
		await go("/to-chuc");
		holds((await text()).includes("Bắt đầu bằng việc thêm Hội đồng"), await text());
	});
	await look(page, "to-chuc-trong");
	await check(`${width}: a council without a name is refused, what was typed stays`, async () => {
		await go("/to-chuc/hoi-dong/moi");
		await page.fill("#code", "hd-a");
		await send(page, "Lưu hội đồng");
		holds((await page.locator(".error-summary").innerText()).includes("Tên"), "error names the field");
		same(await page.inputValue("#code"), "hd-a", "code");
		await page.fill("#name", "Hội đồng Thi đua – Khen thưởng tỉnh A");
		await send(page, "Lưu hội đồng");
		holds((await text()).includes("tỉnh A"), "the council is listed");
	});
	await check(`${width}: a cluster is founded and leads on to its year`, async () => {
		await go("/to-chuc/cum/moi");
		await page.fill("#name", "Cụm thi đua số 10");
		await page.fill("#code", "10");
		await look(page, "cum-moi");
		await send(page, "Thành lập");
		holds(page.url().endsWith("/to-chuc/cum/10/nam-moi"), page.url());
	});
	await check(`${width}: an unknown unit is named by its line`, async () => {
		await page.fill("#year", "2026");
		await page.fill("#members", "Cục Thuế A\nKho bạc A\nBảo hiểm xã hội A");
		await page.uncheck("#create");
		await send(page, "Mở năm thi đua");
		holds((await page.locator(".error-summary").innerText()).includes("Dòng 3"), "line 3");
		same(await page.inputValue("#members"), "Cục Thuế A\nKho bạc A\nBảo hiểm xã hội A", "lines stay");
	});
	await look(page, "nam-moi");
	await check(`${width}: the year stands with its units in order and without the steps left out`, async () => {
		await page.check("#create");
		await page.fill("#theme", "Đoàn kết, sáng tạo");
		await page.uncheck('[id="steps[cross_checking]"]');
		await send(page, "Mở năm thi đua");
		holds(page.url().includes("/cum/10/2026/thanh-vien"), page.url());
		same(await page.locator("tbody th[scope=row]").first().innerText(), "Cục Thuế A", "first");
	});
	await check(`${width}: leaders are saved, a share of women beyond 100 comes back`, async () => {
		await page.fill('[id="leader[kho-bac-a]"]', "Trần Thị B");
		await page.fill('[id="women[kho-bac-a]"]', "170");
		await send(page, "Lưu danh sách");
		holds((await page.locator(".error-summary").innerText()).includes("Kho bạc A"), "names the unit");
		await page.fill('[id="women[kho-bac-a]"]', "70,5");
		await send(page, "Lưu danh sách");
		same(await page.inputValue('[id="women[kho-bac-a]"]'), "70,5", "women");
	});
	await check(`${width}: head, deputy and secretary by dated term`, async () => {
		for (const [office, unit] of [["head", "bao-hiem-xa-hoi-a"], ["deputy", "cuc-thue-a"], ["secretary", "bao-hiem-xa-hoi-a"]]) {
			await page.selectOption("#office", office);
			await page.selectOption("#office_unit", unit);
			await page.fill("#office_decision", "12/QĐ-HĐTĐKT");
			await send(page, "Giao chức vụ");
			same(await page.locator(".error-summary").count(), 0, "errors");
		}
		await page.selectOption("#office", "head");
		await page.selectOption("#office_unit", "kho-bac-a");
		await page.fill("#office_decision", "13/QĐ-HĐTĐKT");
		await send(page, "Giao chức vụ");
		holds((await page.locator(".error-summary").innerText()).includes("đã có đơn vị giữ"), "one head at a time");
	});
	await look(page, "thanh-vien");
	await check(`${width}: the overview shows it all`, async () => {
		await go("/cum/10/2026");
		const t = await text();
		holds(t.includes("Đoàn kết, sáng tạo") && t.includes("Cụm trưởng") && t.includes("Bảo hiểm xã hội A"), t);
	});
	await look(page, "tong-quan");
	await check(`${width}: units are found without marks`, async () => {
		await go("/to-chuc/don-vi?q=bao+hiem");
		same(await page.locator("tbody tr").count(), 1, "rows");
	});
	await look(page, "don-vi");
	await check(`${width}: a unit renamed by a decision is found by its old name`, async () => {
		await go("/to-chuc/thay-doi");
		await page.fill("#effective_on", "01/03/2025");
		await page.fill("#decision", "29/QĐ");
		await page.fill("#before", "Kho bạc A");
		await page.fill("#after", "Kho bạc Khu vực 1");
		await send(page, "Ghi thay đổi");
		same(await page.locator(".error-summary").count(), 0, "errors");
		await go("/to-chuc/don-vi?q=kho+bac+a");
		holds((await page.locator("tbody").innerText()).includes("Kho bạc Khu vực 1"), "found");
	});
	await go("/to-chuc/thay-doi");
	await look(page, "thay-doi");
	await go("/to-chuc/don-vi/kho-bac-a");
	await look(page, "mot-don-vi");
	await check(`${width}: the next year is opened from this one`, async () => {
		await go("/cum/10/2026/nam-sau");
		await look(page, "nam-sau");
		await page.fill("#theme", "Bứt phá");
		await send(page, "Mở năm sau");
		holds(page.url().includes("/cum/10/2027/thanh-vien"), page.url());
		same(await page.inputValue('[id="leader[kho-bac-a]"]'), "", "no names of people");
	});
	await check(`${width}: who may not close a year sees what it took over, and no form`, async () => {
		await go("/cum/10/2026/ban-giao");
		holds((await text()).includes("không có việc chuyển tiếp"), await text());
		same(await page.locator("#word").count(), 0, "no form");
	});
	await look(page, "ban-giao");
	await go("/to-chuc");
	await look(page, "to-chuc");
	await check(`${width}: no error of script or policy`, async () => same(page.problems.join(";"), "", "console"));
	await page.context().close();
	await site.stop();
}

module.exports = Object.assign(async function (browser) {
	await found(browser, 1366);
	await found(browser, 390);
	await found(browser, 1366, { javaScriptEnabled: false });
}, { startEmpty });
