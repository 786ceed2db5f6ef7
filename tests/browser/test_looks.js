/* Screenshots for docs/screens: palette PNGs. With --keep those of every page are written, at a desk and on a phone; else
 * only the main ones are taken. */
"use strict";
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { check, holds, root, signIn } = require("./lib");
const pages = require("./pages");

const c10 = "/cum/10/2019";
const shots = [
	{ name: "bang-diem-1366", login: "s3.thuky", path: c10 + "/bang-diem", height: 1100 },
	{ name: "bang-diem-toi", login: "s3.thuky", path: c10 + "/bang-diem", height: 768, colorScheme: "dark" },
	{ name: "tong-quan", login: "s4.thuky", path: "/cum/tong-hop/2016", height: 900 },
	{ name: "cham-diem-1366", login: "s1.tn-ngan-hang", path: "/cum/co-quan-trung-uong/2020/cham-diem/tn-ngan-hang", height: 900 },
	{ name: "tham-tra", login: "s4.thuky", path: "/cum/tong-hop/2016/cham-diem/qb-5", height: 900 },
	{ name: "dien-giai", login: "s3.thuky", path: c10 + "/dien-giai/cuc-thue/I.1", height: 768 },
	{ name: "xep-hang-1366", login: "s3.bhxh", path: c10 + "/xep-hang", height: 900 },
	{ name: "suy-ton", login: "s3.thuky", path: c10 + "/suy-ton", height: 1000 },
	{ name: "van-ban", login: "s3.thuky", path: c10 + "/van-ban", height: 900 },
	{ name: "nhat-ky", login: "s4.thuky", path: "/cum/tong-hop/2016/nhat-ky", height: 768 },
	{ name: "viec", login: "s4.thuky", path: "/viec", height: 600 },
	{ name: "dien-thoai-bang-diem", login: "s3.thuky", path: c10 + "/bang-diem", width: 390, height: 1400 },
	{ name: "dien-thoai-phieu", login: "s1.tn-ngan-hang", path: "/cum/co-quan-trung-uong/2020/cham-diem/tn-ngan-hang", width: 390, height: 1000 },
	{ name: "tieng-anh", login: "s3.thuky", path: c10 + "/bang-diem", height: 768, english: true },
];

function palette(from, to) {
	try {
		execFileSync("convert", [from, "+dither", "-colors", "24", "-define", "png:compression-level=9", "PNG8:" + to], { stdio: "ignore" });
	} catch {
		fs.copyFileSync(from, to);
	}
}

module.exports = async function (browser, site) {
	const keep = process.argv.includes("--keep");
	const every = pages.flatMap((p) => [
		{ name: "moi-trang/" + p.name, login: p.login, path: p.path, height: 768 },
		{ name: "dien-thoai/" + p.name, login: p.login, path: p.path, width: 390, height: 844 },
	]);
	for (const s of keep ? [...shots, ...every] : shots)
		await check(`picture ${s.name}`, async () => {
			const page = await signIn(browser, site, s.login, {
				viewport: { width: s.width || 1366, height: s.height },
				colorScheme: s.colorScheme || "light",
			});
			if (s.english) await page.locator("button[name=lang]").click();
			await page.goto(site.base + s.path);
			await page.evaluate(() => document.fonts.ready);
			const raw = path.join(site.dir, "picture.png");
			await page.screenshot({ path: raw });
			holds(fs.statSync(raw).size > 5000, "an empty picture");
			if (keep) palette(raw, path.join(root, "docs/screens", s.name + ".png"));
			await page.context().close();
		});
};
