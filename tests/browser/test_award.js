/* The register of awards: a decision is entered, its code is answered to anybody, and says so when it is revoked. No scripts. */
"use strict";
const { axe, check, holds, overflow, same, signIn } = require("./lib");

const here = "/cum/10/2019/khen-thuong";

module.exports = async (browser, site) => {
	const page = await signIn(browser, site, "s3.thamdinh", { javaScriptEnabled: false, viewport: { width: 1366, height: 768 } });
	const anybody = await (await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })).newPage();
	let code = "";
	const looks = async (on, name) => {
		if (process.env.THIDUA_SHOTS)
			await on.screenshot({ path: `${process.env.THIDUA_SHOTS}/${name}.png`, fullPage: true });
	};
	await check("all faults of a decision are told at once and what was typed stays", async () => {
		await page.goto(site.base + here);
		await page.fill("#decision", "0123/QĐ-UBND");
		await page.fill("#holders", "Không Có");
		await page.click("button:has-text('Ghi vào sổ')");
		holds((await page.locator(".error-summary li").count()) >= 3, "faults");
		same(await page.inputValue("#decision"), "0123/QĐ-UBND", "typed");
		await looks(page, "award-faults");
	});
	await check("a decision is entered in one act", async () => {
		await page.fill("#decision", "0123/QĐ-UBND");
		await page.fill("#decided_on", "20/01/2020");
		await page.fill("#decided_by", "Chủ tịch Ủy ban nhân dân tỉnh");
		await page.selectOption("#form", "title:CSTDCS");
		await page.fill("#holders", "Nguyễn Văn A; Trưởng phòng; cuc-thue\nTrần Thị B; Chuyên viên; bhxh");
		await page.click("button:has-text('Ghi vào sổ')");
		same(await page.locator("table tbody tr").count(), 2, "awards");
		code = (await page.locator("table td a").first().innerText()).trim();
		holds(/^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}$/.test(code), code);
		await looks(page, "award-list");
	});
	await check("it is found without marks", async () => {
		await page.goto(site.base + here + "?q=tran+thi+b");
		same(await page.locator("table tbody tr").count(), 1, "found");
	});
	await check("anybody asks by the code, typed as it comes, without an account", async () => {
		await anybody.goto(site.base + "/kt");
		await anybody.fill("#code", code.toLowerCase().replaceAll("-", " "));
		await anybody.click("button:has-text('Kiểm tra')");
		const text = await anybody.locator("main").innerText();
		holds(text.includes("Nguyễn Văn A") && text.includes("0123/QĐ-UBND") && text.includes("còn giá trị"), text);
		same(await overflow(anybody), 0, "overflow");
		await looks(anybody, "award-genuine");
	});
	await check("a slip of the pen and an unknown code are two answers", async () => {
		await anybody.goto(site.base + "/kt/" + code.slice(0, 13) + (code[13] === "A" ? "B" : "A"));
		holds((await anybody.locator("main").innerText()).includes("Mã chưa đúng"), "mistyped");
		await anybody.goto(site.base + "/kt/2222-2222-2222");
		holds((await anybody.locator("main").innerText()).includes("Không có văn bản, khen thưởng nào"), "unknown");
		await looks(anybody, "award-unknown");
	});
	await check("words that were mended give a new code, and the former one says that it was replaced", async () => {
		await page.goto(site.base + here);
		await page.click("table th a:has-text('Nguyễn Văn A')");
		await page.fill("#name", "Nguyễn Văn Á");
		await page.fill("#mend_why", "Viết sai tên");
		await page.click("button:has-text('Đính chính')");
		const fresh = (await page.locator("dl.facts a").innerText()).trim();
		holds(fresh !== code, "a new code");
		holds((await page.locator("#formers").count()) === 1, "the former one is told");
		await anybody.goto(site.base + "/kt/" + code);
		const text = await anybody.locator("main").innerText();
		holds(text.includes("đã được thay bằng bản đính chính") && text.includes("Nguyễn Văn Á"), text);
		await looks(anybody, "award-replaced");
		code = fresh;
	});
	await check("revoking asks for the word and keeps what was typed", async () => {
		await page.fill("#by", "09/QĐ-UBND");
		await page.fill("#why", "Khai sai thành tích");
		await page.click("button:has-text('Thu hồi')");
		holds((await page.locator(".error-summary li").count()) >= 2, "no day, no word: " + (await page.locator(".error-summary").innerText()));
		same(await page.inputValue("#by"), "09/QĐ-UBND", "typed");
		same(await page.inputValue("#why"), "Khai sai thành tích", "typed");
		await looks(page, "award-one");
	});
	await check("a revoked award says since when and by what", async () => {
		await page.fill("#on", "01/02/2020");
		await page.fill("#word", "thu hồi");
		await page.click("button:has-text('Thu hồi')");
		await anybody.goto(site.base + "/kt/" + code);
		const text = await anybody.locator("main").innerText();
		holds(text.includes("bị thu hồi từ ngày 01/02/2020") && text.includes("09/QĐ-UBND"), text);
		await looks(anybody, "award-revoked");
	});
};
