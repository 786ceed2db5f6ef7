/* Templates of papers: down, edited with a slip, refused with every fault and given back with comments, mended, used, tried out,
 * an earlier one again, the shipped one; the fields; on a phone without scripts too. */
"use strict";
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { axe, check, holds, overflow, same, signIn } = require("./lib");

const here = "/cum/10/2019/van-ban/mau/minutes";

/* As in Word: a text of the body becomes another. */
const edit = `
import sys, zipfile
old, new, what, by = sys.argv[1:5]
with zipfile.ZipFile(old) as z, zipfile.ZipFile(new, 'w', zipfile.ZIP_DEFLATED) as out:
    for i in z.infolist():
        b = z.read(i)
        if i.filename == 'word/document.xml':
            assert what.encode() in b, what
            b = b.replace(what.encode(), by.encode(), 1)
        out.writestr(i, b)
`;
const part = (file, name) => execFileSync("unzip", ["-p", file, name], { encoding: "utf8" });

async function down(page, site, name) {
	const [download] = await Promise.all([page.waitForEvent("download"), page.click(`a[href$='${name}']`)]);
	const file = path.join(site.dir, "tai-" + name.replace(/\W/g, "-") + ".docx");
	await download.saveAs(file);
	return file;
}

async function up(page, file) {
	await page.setInputFiles("#file", file);
	await page.click("button:has-text('Kiểm tra và dùng mẫu này')");
}

async function journey(page, site) {
	const file = (name) => path.join(site.dir, name);
	const make = (from, to, what, by) => execFileSync("python3", ["-c", edit, from, file(to), what, by]);
	let shipped;
	await check("the shipped template is named and comes down", async () => {
		await page.goto(site.base + here);
		holds(await page.locator("text=Mẫu có sẵn").count(), "the shipped one is in use");
		shipped = await down(page, site, "/tep/dang-dung");
		make(shipped, "sai.docx", "{{tên cụm", "{{tên cụmm");
		make(shipped, "dung.docx", "{{tên cụm", "Mẫu riêng {{TEN CUM");
	});
	await check("a slip is refused with place and nearest name; the file comes back with comments", async () => {
		await up(page, file("sai.docx"));
		holds(/Thân văn bản, đoạn «[^]*Có phải «tên cụm»\?/.test(await page.locator("main").innerText()), "nearest name");
		holds(await page.locator("text=Mẫu có sẵn").count(), "nothing was taken");
		same((await axe(page)).join("; "), "", "violations");
		const back = await down(page, site, "/tep/co-nhan-xet");
		holds(part(back, "word/comments.xml").includes("Có phải «tên cụm»?"), "the comment");
		holds(part(back, "word/document.xml").includes("commentRangeStart"), "its place");
	});
	await check("it waits for its sender until he mends it", async () => {
		await page.goto(site.base + here);
		holds(await page.locator("a[href$='/tep/co-nhan-xet']").count(), "still there");
		await up(page, file("dung.docx"));
		holds(await page.locator("text=dung.docx").count(), "in use");
		same(await page.locator("a[href$='/tep/co-nhan-xet']").count(), 0, "the refused one has gone");
	});
	await check("tried out with this year's data and with examples", async () => {
		for (const data of ["nam-nay", "vi-du"]) {
			const said = part(await down(page, site, "/xem-truoc/" + data), "word/document.xml");
			holds(said.includes("Mẫu riêng ") && !said.includes("{{"), data);
		}
	});
	await check("a kind with a paper for each unit is tried out with one of them", async () => {
		await page.goto(site.base + here.replace("minutes", "receipt"));
		const unit = await page.locator("#cua option").first().innerText();
		const [download] = await Promise.all([page.waitForEvent("download"), page.click("form[action$='/nam-nay'] button")]);
		await download.saveAs(path.join(site.dir, "phieu.docx"));
		holds(part(path.join(site.dir, "phieu.docx"), "word/document.xml").includes(unit), unit);
		await page.goto(site.base + here);
	});
	await check("the shipped one again, then the own one again", async () => {
		page.once("dialog", (d) => d.accept());
		await page.click("button:has-text('Trở về mẫu có sẵn')");
		const sure = page.locator("dialog[open] button").last();
		if (await sure.count()) await sure.click();
		await page.waitForSelector("text=Mẫu có sẵn của chương trình");
		await page.click("button:has-text('Dùng lại')");
		await page.waitForSelector(".tag:has-text('Đang dùng')");
		await page.goto(site.base + "/cum/10/2019/nhat-ky");
		const told = await page.locator("main").innerText();
		holds(/trở về mẫu có sẵn/.test(told) && /dùng lại mẫu văn bản/.test(told), "in the journal");
	});
	await check("a change by somebody else in between is shown", async () => {
		await page.goto(site.base + here);
		await page.$eval("form[action$='/minutes'] input[name=was]", (e) => (e.value = "0"));
		await up(page, file("dung.docx"));
		holds(/vừa được người khác thay/.test(await page.locator("main").innerText()), "said");
	});
	await check("fields are found with and without accents", async () => {
		for (const q of ["địa điểm", "dia diem"]) {
			await page.goto(site.base + here + "/truong?q=" + encodeURIComponent(q));
			holds(await page.locator("code:has-text('{{hội nghị.địa điểm}}')").count(), q);
		}
		same((await axe(page)).join("; "), "", "violations");
	});
	same(page.problems.join("; "), "", "errors of the console");
}

async function phone(browser, site) {
	const page = await signIn(browser, site, "s3.thuky",
		{ viewport: { width: 390, height: 844 }, hasTouch: true, javaScriptEnabled: false });
	await check("on a phone without scripts a template goes up", async () => {
		await page.goto(site.base + "/cum/10/2019/van-ban");
		await page.locator("a", { hasText: "Mẫu Word – Bảng tổng hợp điểm" }).click();
		const shipped = await down(page, site, "/tep/dang-dung");
		await up(page, shipped);
		await page.waitForSelector(".tag:has-text('Đang dùng')");
	});
	await page.context().close();
	const wide = await signIn(browser, site, "s3.thuky", { viewport: { width: 390, height: 844 } });
	await check("no page is wider than the phone", async () => {
		for (const p of ["", "/truong"]) {
			await wide.goto(site.base + here + p);
			same(await overflow(wide), 0, p || "page");
			if (process.env.SHOTS) await wide.screenshot({ path: `${process.env.SHOTS}/phone${p.replace("/", "-")}.png`, fullPage: true });
		}
	});
	await wide.context().close();
}

module.exports = async (browser, site) => {
	const page = await signIn(browser, site, "s3.thuky");
	await journey(page, site);
	if (process.env.SHOTS) {
		await page.goto(site.base + here);
		await up(page, path.join(site.dir, "sai.docx"));
		await page.screenshot({ path: `${process.env.SHOTS}/mau.png`, fullPage: true });
		await page.goto(site.base + here + "/truong");
		await page.screenshot({ path: `${process.env.SHOTS}/truong.png`, fullPage: false });
		await page.goto(site.base + "/cum/10/2019/van-ban");
		await page.screenshot({ path: `${process.env.SHOTS}/van-ban.png`, fullPage: false });
	}
	await page.context().close();
	await phone(browser, site);
};
