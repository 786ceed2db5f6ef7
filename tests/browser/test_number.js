/* A paper gets its number: what is typed in it otherwise than the data says is shown before; a Word file mended by hand, or a
 * reason, lets the clerk go on. */
"use strict";
const { execFileSync } = require("node:child_process");
const path = require("node:path");
const { axe, check, holds, overflow, same, signIn } = require("./lib");

const here = "/cum/10/2019/van-ban";

/* One paragraph more at the end of the body. */
const add = `
import re, sys, zipfile
old, new, text = sys.argv[1:4]
with zipfile.ZipFile(old) as z, zipfile.ZipFile(new, 'w', zipfile.ZIP_DEFLATED) as out:
    for i in z.infolist():
        b = z.read(i)
        if i.filename == 'word/document.xml':
            p = '<w:p><w:r><w:t>' + text + '</w:t></w:r></w:p>'
            b = re.sub(rb'(<w:sectPr\\b(?:(?!<w:sectPr\\b).)*</w:sectPr></w:body>)', lambda m: p.encode() + m.group(1), b, flags=re.S)
        out.writestr(i, b)
`;

module.exports = async (browser, site) => {
	const page = await signIn(browser, site, "s3.thuky");
	const file = (name) => path.join(site.dir, name);
	const open = async () => {
		await page.goto(site.base + here);
		await page.locator("a", { hasText: /^(Ghi|Sửa) số – Biên bản hội nghị/ }).first().click();
	};
	const send = async (number, day) => {
		await page.fill("#number", number);
		await page.fill("#signed_on", day);
		await page.click("button:has-text('Ghi số')");
	};
	await check("a paper as it was made contradicts nothing", async () => {
		await open();
		holds(/Không thấy chữ nào khác số liệu/.test(await page.locator("main").innerText()), "nothing found");
		same((await axe(page)).join("; "), "", "violations");
	});
	await check("both missing fields are named at once", async () => {
		await page.click("button:has-text('Ghi số')");
		same(await page.locator(".error-summary li").count(), 2, "faults");
	});
	await check("a file changed by hand is compared: counts and points that are wrong are shown with what is right", async () => {
		await open();
		const [download] = await Promise.all([page.waitForEvent("download"), page.click("text=Tải bản Word")]);
		await download.saveAs(file("goc.docx"));
		execFileSync("python3", ["-c", add, file("goc.docx"), file("sua.docx"), "Cụm có 77 đơn vị thành viên."]);
		await page.setInputFiles("#edited", file("sua.docx"));
		await send("12/BB-CTĐ", "08/01/2020");
		const said = await page.locator(".error-summary").innerText();
		holds(/ghi «77 đơn vị thành viên», số liệu là «\d+ đơn vị thành viên»/.test(said), said);
		same(await page.inputValue("#number"), "12/BB-CTĐ", "what was typed stays");
	});
	await check("with a reason it is taken, in place of the one that was made; the journal says so", async () => {
		await page.setInputFiles("#edited", file("sua.docx"));
		await page.fill("#reason", "Con số của năm trước, giữ theo ý kiến hội nghị");
		await send("12/BB-CTĐ", "08/01/2020");
		holds(/12\/BB-CTĐ, 08\/01\/2020/.test(await page.locator("main").innerText()), "number in the list");
		await page.goto(site.base + "/cum/10/2019/nhat-ky");
		holds(/ghi số 12\/BB-CTĐ, ngày 08\/01\/2020 cho .*sửa tay.*còn 1 chỗ khác số liệu/.test(await page.locator("main").innerText()), "journal");
	});
	await check("its page names what it says otherwise", async () => {
		await open();
		holds(/77 đơn vị thành viên/.test(await page.locator("table").innerText()), "the finding");
		if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/so.png`, fullPage: true });
		await page.setViewportSize({ width: 390, height: 844 });
		same(await overflow(page), 0, "overflow");
		if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/so-m.png`, fullPage: true });
	});
	same(page.problems.join("; "), "", "errors of the console");
	await page.context().close();
};
