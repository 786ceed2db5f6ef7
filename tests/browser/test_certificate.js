/* Certificates: a layout is edited by figures alone, by keys and by mouse; those of a decision are printed into one zip file,
 * whose QR codes lead to the page that says they are genuine. */
"use strict";
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { axe, check, holds, overflow, same, signIn } = require("./lib");

const here = "/cum/10/2019/khen-thuong";
const shipped = here + "/mau-giay/giay-khen-a4-ngang";

module.exports = async (browser, site) => {
	const page = await signIn(browser, site, "s3.thamdinh", { viewport: { width: 1366, height: 768 } });
	const plain = await signIn(browser, site, "s3.thamdinh", { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
	const shot = async (on, name) => {
		if (process.env.THIDUA_SHOTS) await on.screenshot({ path: `${process.env.THIDUA_SHOTS}/${name}.png`, fullPage: true });
	};
	const box = (on, n) => on.locator(`[data-box="${n}"]`);
	const value = (on, name, n) => on.inputValue(`[name="${name}[${n}]"]`);
	let own = "";

	await check("without scripts a shipped layout is changed by its figures and saved as one of the cluster", async () => {
		await plain.goto(site.base + shipped);
		await plain.locator('[data-row="6"] summary').click();
		await plain.fill('[name="x[6]"]', "999");
		await plain.fill('[name="text[6]"]', "{{ho va ten}}");
		await plain.click("button:has-text('Lưu thành mẫu')");
		holds((await plain.locator(".error-summary li").count()) === 2, "two faults at once");
		same(await value(plain, "x", 6), "999", "typed");
		same(await value(plain, "text", 6), "{{ho va ten}}", "typed");
		same(await overflow(plain), 0, "overflow");
		await shot(plain, "certificate-faults");
		await plain.fill('[name="x[6]"]', "25,5");
		await plain.fill('[name="text[6]"]', "{{tên}}");
		await plain.fill("#name", "Giấy khen thử");
		await plain.click("button:has-text('Lưu thành mẫu')");
		own = new URL(plain.url()).pathname;
		holds(/mau-giay\/\d+$/.test(own), own);
		same(await value(plain, "x", 6), "25,5", "saved");
	});
	await check("arrow keys move the focused box 1 mm, with Shift 0,1 mm, and the figures follow", async () => {
		await page.goto(site.base + own);
		await box(page, 6).focus();
		await page.keyboard.press("ArrowLeft");
		await page.keyboard.press("Shift+ArrowDown");
		same(await value(page, "x", 6), "24,5", "x");
		same(await value(page, "y", 6), "93,1", "y");
		same(await box(page, 6).locator("rect").getAttribute("y"), "9310", "the picture");
	});
	await check("typed figures move the picture, Enter on a box leads to its figures", async () => {
		await box(page, 6).focus();
		await page.keyboard.press("Enter");
		same(await page.evaluate(() => document.activeElement.name), "text[6]", "focus");
		await page.fill('[name="x[6]"]', "30");
		same(await box(page, 6).locator("rect").getAttribute("x"), "3000", "the picture");
	});
	await check("a box is dragged, and resized by its corner", async () => {
		await page.evaluate(() => scrollTo(0, 0));
		const from = await box(page, 4).locator("rect").boundingBox();
		await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
		await page.mouse.down();
		await page.mouse.move(from.x + from.width / 2 + 40, from.y + from.height / 2 + 20, { steps: 5 });
		await page.mouse.up();
		const x = Number((await value(page, "x", 4)).replace(",", "."));
		holds(x > 35 && x < 60, `x is ${x}`);
		const corner = await box(page, 4).locator("circle").boundingBox();
		await page.mouse.move(corner.x + corner.width / 2, corner.y + corner.height / 2);
		await page.mouse.down();
		await page.mouse.move(corner.x - 60, corner.y + corner.height / 2 + 10, { steps: 5 });
		await page.mouse.up();
		holds(Number((await value(page, "w", 4)).replace(",", ".")) < 230, "narrower");
		await page.click("button:has-text('Lưu mẫu')");
		same(await value(page, "x", 6), "30", "saved");
		same(page.problems.length, 0, page.problems.join("; "));
		same((await axe(page)).join("; "), "", "axe");
		await shot(page, "certificate-editor");
	});
	await check("who saves an older version sees what is kept and loses nothing", async () => {
		await plain.locator('[data-row="6"] summary').click();
		await plain.fill('[name="x[6]"]', "27");
		await plain.click("button:has-text('Lưu mẫu')");
		holds((await plain.locator("main").innerText()).includes("Đang lưu: (30;"), "what is kept");
		same(await value(plain, "x", 6), "27", "typed");
		await shot(plain, "certificate-stale");
	});
	await check("the certificates of a decision are printed into one zip file, and each QR code is genuine", async () => {
		await plain.goto(site.base + here);
		await plain.fill("#decision", "0456/QĐ-UBND");
		await plain.fill("#decided_on", "20/01/2020");
		await plain.fill("#decided_by", "Chủ tịch Ủy ban nhân dân tỉnh");
		await plain.selectOption("#form", "title:CSTDCS");
		await plain.fill("#merit", "Hoàn thành xuất sắc nhiệm vụ năm 2019");
		await plain.fill("#holders", "Đặng Thị Ánh; Trưởng phòng; cuc-thue\nTrần Văn B; Chuyên viên; bhxh");
		await plain.click("button:has-text('Ghi vào sổ')");
		await page.goto(site.base + here + "/in");
		await page.selectOption("#decision", "0456/QĐ-UBND");
		await page.selectOption("#layout", own.split("/").pop());
		await page.click("button:has-text('In ra PDF')");
		await page.waitForSelector("a:has-text('Tải tệp nén')", { timeout: 60000 });
		holds((await page.locator("main").innerText()).includes("Mọi chữ đều vừa ô"), "all fits");
		await shot(page, "certificate-run");
		const [got] = await Promise.all([page.waitForEvent("download"), page.click("a:has-text('Tải tệp nén')")]);
		const zip = path.join(site.dir, "giay.zip");
		await got.saveAs(zip);
		execFileSync("python3", ["-m", "zipfile", "-e", zip, site.dir]);
		const names = fs.readdirSync(site.dir).filter((n) => n.endsWith(".pdf")).sort();
		same(names.length, 2, "files");
		holds(/^so-vang-1_dang-thi-anh_\d+\.pdf$/.test(names[0]), names[0]);
		execFileSync("pdftoppm", ["-r", "200", "-png", path.join(site.dir, names[0]), path.join(site.dir, "p")]);
		const png = fs.readdirSync(site.dir).find((n) => n.endsWith(".png"));
		if (process.env.THIDUA_SHOTS) fs.copyFileSync(path.join(site.dir, png), `${process.env.THIDUA_SHOTS}/certificate-sheet.png`);
		const read = execFileSync("zbarimg", ["-q", "--raw", path.join(site.dir, png)]).toString().trim();
		const code = read.split("/").pop();
		await plain.goto(site.base + "/kt/" + code);
		const text = await plain.locator("main").innerText();
		holds(text.includes("Đặng Thị Ánh") && text.includes("còn giá trị"), text);
	});
	await check("the same again is not printed twice", async () => {
		const before = page.url();
		await page.goto(site.base + here + "/in");
		await page.selectOption("#decision", "0456/QĐ-UBND");
		await page.selectOption("#layout", own.split("/").pop());
		await page.click("button:has-text('In ra PDF')");
		same(page.url(), before, "the run that is there");
	});
};
