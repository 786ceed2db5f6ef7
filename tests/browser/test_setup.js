/* A cluster from one workbook: the sample goes down, up, is looked at and taken; its people sign in. */
"use strict";
const { axe, check, holds, overflow, same, signIn } = require("./lib");
const { startEmpty } = require("./test_org");

const keep = process.argv.includes("--keep");
const send = (page, text) => Promise.all([page.waitForEvent("load"), page.locator("main").getByRole("button", { name: text }).first().click()]);

async function look(page, name) {
	if (!page.scriptless) same((await axe(page)).join("; "), "", "axe");
	if (!page.scriptless) holds((await overflow(page)) <= 0, "the page scrolls sideways");
	if (keep) await page.screenshot({ path: `/tmp/setup-${name}-${page.viewportSize().width}.png`, fullPage: true });
}

async function setUp(browser, width, options) {
	const site = await startEmpty();
	const page = await signIn(browser, site, "quantri", { viewport: { width, height: width < 500 ? 844 : 768 }, ...options });
	page.scriptless = options && options.javaScriptEnabled === false;
	const text = () => page.locator("main").innerText();
	const upload = async (kind, name, buffer) => {
		await page.selectOption("#kind", kind);
		await page.setInputFiles("#file", { name, mimeType: "application/octet-stream", buffer });
		await send(page, "Đọc và xem trước");
	};
	await check(`${width}: every fault of a file is told by its cell, nothing is taken`, async () => {
		await page.goto(site.base + "/to-chuc/khai-bao");
		await look(page, "dau");
		await upload("people", "nguoi.csv", Buffer.from("Họ và tên;Thư điện tử;Vai trò;Phạm vi\nNguyễn Văn B;khong-phai;cán bộ;Sở X\nTrần Thị C;;không rõ;\n"));
		const t = await text();
		holds(t.includes("nguoi.csv!B2") && t.includes("nguoi.csv!D2") && t.includes("nguoi.csv!C3"), t);
		same(await page.getByRole("button", { name: "Nhận tất cả" }).count(), 0, "no way to take it");
		await look(page, "loi");
	});
	let secrets = [];
	await check(`${width}: the sample founds a cluster at once`, async () => {
		const sample = await page.context().request.get(site.base + "/to-chuc/khai-bao/mau/cluster");
		same(sample.status(), 200, "sample");
		await upload("cluster", "mau.xlsx", await sample.body());
		holds((await text()).includes("3 tài khoản mới"), await text());
		await look(page, "xem-truoc");
		await send(page, "Nhận tất cả");
		secrets = await page.locator("tbody tr").allInnerTexts();
		same(secrets.length, 3, "passwords");
		await look(page, "mat-khau");
		await page.getByRole("link", { name: "Đã in hoặc ghi lại" }).click();
		await page.waitForURL("**/cum/khoi-thi-dua-cac-so-tong-hop/**");
		holds((await text()).includes("Sở Nội vụ tỉnh A"), await text());
	});
	await check(`${width}: nothing waits any more, the passwords are not seen again`, async () => {
		await page.goto(site.base + "/to-chuc/khai-bao");
		same(await page.locator("#xem-truoc").count(), 0, "preview");
	});
	await check(`${width}: a new person signs in and must change the password`, async () => {
		const m = /(pham\.d)\s+([a-z0-9-]{19})/.exec(secrets.join("\n"));
		holds(m !== null, secrets.join("\n"));
		const own = await signIn(browser, site, null, options);
		await own.fill("#login", m[1]);
		await own.fill("#password", m[2]);
		await own.click("main button.main");
		await own.waitForURL("**/tai-khoan**");
		holds((await own.locator("main").innerText()).includes("mật khẩu"), "is asked for a new one");
		await own.context().close();
	});
	await check(`${width}: an earlier year is taken from a table of totals, closed and marked`, async () => {
		await page.goto(site.base + "/to-chuc/cum/khoi-thi-dua-cac-so-tong-hop/nam-truoc");
		await look(page, "nam-truoc");
		await page.fill("#year", "2024");
		await page.setInputFiles("#file", { name: "nam-2024.csv", mimeType: "text/csv",
			buffer: Buffer.from("Đơn vị;Tổng điểm;Xếp hạng\nSở Nội vụ tỉnh A;98,5;2\nSở Tài chính tỉnh A;97;1\n") });
		await send(page, "Đọc và xem trước");
		holds((await text()).includes("Tệp ghi hạng 2, tính theo tổng điểm là 1"), await text());
		await look(page, "nam-truoc-xem");
		await send(page, "Nhận thành năm đã kết thúc");
		holds((await text()).includes("Năm nhập từ tệp") && (await text()).includes("nam-2024.csv"), await text());
		await look(page, "nam-2024");
		await page.goto(site.base + "/to-chuc/don-vi/so-noi-vu");
		holds((await text()).includes("hạng 1/2, 98,5 điểm"), await text());
	});
	await check(`${width}: asking for a new password tells nobody whether an account exists`, async () => {
		for (const [key, value] of [["mail.host", "127.0.0.1"], ["mail.from", "thidua@tinh.example"], ["site.url", site.base]])
			site.run("setting", "set", key, value);
		const own = await signIn(browser, site, null, options);
		const said = [];
		for (const login of ["nguyen-van-a", "khong-co-ai"]) {
			await own.goto(site.base + "/dang-nhap");
			await own.getByRole("link", { name: "Quên mật khẩu" }).click();
			await own.waitForURL("**/dat-lai-mat-khau");
			await own.fill("#login", login);
			await send(own, "Gửi liên kết");
			said.push(await own.locator("main").innerText());
		}
		same(said[0], said[1], "answers");
		await own.goto(site.base + "/dat-lai-mat-khau/khong-co");
		holds((await own.locator("main").innerText()).includes("không còn dùng được"), "an unknown link says what to do");
		await own.context().close();
		const mails = site.run("mail", "list").toString();
		holds(mails.includes("van.a@tinh.example") && mails.split("tinh.example").length === 2, mails);
	});
	await check(`${width}: no error of script or policy`, async () => same(page.problems.join(";"), "", "console"));
	await page.context().close();
	await site.stop();
}

module.exports = async function (browser) {
	await setUp(browser, 1366);
	await setUp(browser, 390);
	await setUp(browser, 1366, { javaScriptEnabled: false });
};
