/* A signed PDF as evidence: the administrator's trust list, the verdict beside the file, on a desk without scripts and on
 * a phone. The files are those of tests/sign/cases.c. */
"use strict";
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { axe, check, holds, overflow, program, same, signIn } = require("./lib");

const evidence = "/cum/co-quan-trung-uong/2020/minh-chung/tn-ngan-hang";

module.exports = async function (browser, site) {
	const files = path.join(site.dir, "signed");
	fs.mkdirSync(files);
	execFileSync(path.join(path.dirname(program), "tests/sign/sign_files"), { env: { ...process.env, THIDUA_FOLDER: files }, stdio: "ignore" });
	const shown = async (page, name) => {
		if (process.env.THIDUA_PICTURES) await page.screenshot({ path: path.join(process.env.THIDUA_PICTURES, name + ".png"), fullPage: true });
		same(await overflow(page), 0, "overflow");
		same((await axe(page)).join("; "), "", "axe");
		same(page.problems.join("; "), "", "console");
	};
	const add = async (unit, file, title) => {
		await unit.goto(site.base + evidence);
		await unit.fill("#title", title);
		await unit.selectOption("#criterion", { index: 1 });
		await unit.setInputFiles("#file", path.join(files, file));
		await unit.click("button.main:has-text('Thêm minh chứng')");
		await unit.waitForURL(/luu=1/);
	};

	await check("a signed file is judged when it comes, without a trust list inconclusively", async () => {
		const unit = await signIn(browser, site, "s1.tn-ngan-hang", { javaScriptEnabled: false });
		await add(unit, "stamped.pdf", "Quyết định đã ký số");
		holds(await unit.isVisible("text=Ký số · chưa kết luận được"), "the list names the verdict");
		await unit.context().close();
	});

	await check("the administrator fills the trust list", async () => {
		const admin = await signIn(browser, site, "quantri");
		await admin.goto(site.base + "/quan-tri/chu-ky-so");
		holds(await admin.isVisible("text=Chưa có chứng thư gốc nào"), "an empty list says what to do");
		await shown(admin, "tin-cay-trong");
		for (const [file, stamps] of [["root.der", false], ["root.der", true], ["between.der", false], ["between.crl", false]]) {
			await admin.setInputFiles("#file", path.join(files, file));
			if (stamps) await admin.check("#stamps");
			await admin.click("button.main:has-text('Nạp vào danh sách')");
			await admin.waitForURL(/luu=1/);
		}
		same(await admin.locator("tbody tr").count(), 4, "items");
		await admin.setInputFiles("#file", path.join(files, "valid.pdf"));
		await admin.click("button.main:has-text('Nạp vào danh sách')");
		holds(await admin.isVisible("text=Tệp không chứa chứng thư"), "a PDF is no certificate");
		await admin.goto(site.base + "/quan-tri/chu-ky-so");
		await shown(admin, "tin-cay");
		await admin.setViewportSize({ width: 390, height: 844 });
		await shown(admin, "tin-cay-390");
		await admin.context().close();
	});

	for (const width of [1366, 390])
		await check(`verdicts beside the files at ${width} px`, async () => {
			const unit = await signIn(browser, site, "s1.tn-ngan-hang", { viewport: { width, height: 800 } });
			await add(unit, "two.pdf", `Kế hoạch hai chữ ký ${width}`);
			await add(unit, "edited.pdf", `Báo cáo bị sửa ${width}`);
			holds((await unit.locator("text=Ký số · có lưu ý").count()) > 0, "a good one");
			holds((await unit.locator("text=Chữ ký không hợp lệ").count()) > 0, "a bad one");
			holds((await unit.locator("text=thời điểm ký chỉ là lời khai").count()) > 0, "without a time stamp");
			await shown(unit, `minh-chung-${width}`);
			await unit.click(`a:has-text('Báo cáo bị sửa ${width}')`);
			await unit.click("details summary:has-text('Nguyễn Văn A')");
			holds(await unit.isVisible("text=Văn bản đã bị sửa sau khi ký"), "the reason");
			await shown(unit, `van-ban-${width}`);
			await unit.goto(site.base + "/cum/co-quan-trung-uong/2020/cham-diem/tn-ngan-hang");
			holds((await unit.locator(".evidence >> text=Chữ ký không hợp lệ").count()) > 0, "the card tells it where one scores");
			await shown(unit, `phieu-${width}`);
			await unit.click(".evidence a:has-text('Chữ ký không hợp lệ') >> nth=0");
			await unit.waitForURL(/#chu-ky$/);
			await unit.context().close();
		});

	await check("a signing program gets a document and gives it back signed, without a session", async () => {
		const unit = await signIn(browser, site, "s1.tn-ngan-hang");
		fs.writeFileSync(path.join(files, "chua-ky.pdf"), fs.readFileSync(path.join(files, "unsigned.pdf")));
		await add(unit, "chua-ky.pdf", "Văn bản chờ ký");
		await unit.click("a:has-text('Văn bản chờ ký')");
		await unit.click("a:has-text('Ký số bằng phần mềm trên máy')");
		await shown(unit, "ky-so");
		const make = async () => {
			await unit.click("button.main:has-text('Tạo địa chỉ ký số')");
			await unit.waitForSelector("#fetch");
			return [await unit.inputValue("#fetch"), await unit.inputValue("#send")];
		};
		const send = async (to, bytes) => {
			const body = new FormData();
			body.append("uploadfile", new Blob([bytes], { type: "application/pdf" }), "ky.pdf");
			const r = await fetch(to, { method: "POST", body });
			return [r.status, r.headers.get("set-cookie"), await r.json()];
		};
		const [get, put] = await make();
		holds(await unit.isVisible("#trang-thai >> text=Chờ tải"), "waits");
		await shown(unit, "ky-so-dia-chi");
		const got = await fetch(get);
		same(got.status, 200, "the program gets it");
		same(got.headers.get("set-cookie"), null, "no cookie");
		const original = Buffer.from(await got.arrayBuffer());
		await unit.waitForSelector("#trang-thai >> text=Đã tải");
		same((await fetch(get)).status, 404, "once");
		let answer = await send(put, fs.readFileSync(path.join(files, "edited.pdf")));
		same(answer[0], 422, "another file is refused");
		same(answer[2].Status, false, "in words that the program knows");
		await unit.waitForSelector("#trang-thai >> text=Bản gửi về chưa đúng");
		await shown(unit, "ky-so-tu-choi");
		const signed = fs.readFileSync(path.join(files, "valid.pdf"));
		holds(signed.subarray(0, original.length).equals(original), "the fixture continues the file");
		answer = await send(put, signed);
		same(answer[0], 200, JSON.stringify(answer[2]));
		same(answer[1], null, "no cookie");
		await unit.waitForSelector("#trang-thai >> text=Đã nhận bản ký");
		await unit.click("text=Xem kết luận");
		holds((await unit.locator("#chu-ky >> text=Chữ ký số hợp lệ").count()) > 0, "the verdict is kept");
		await unit.context().close();
	});

	await check("a later check stands beside the verdict at receipt", async () => {
		const unit = await signIn(browser, site, "s1.tn-ngan-hang");
		await unit.goto(site.base + evidence);
		await unit.click("a:has-text('Quyết định đã ký số')");
		await unit.click("button:has-text('Kiểm tra lại')");
		await unit.waitForURL(/luu=1/);
		holds((await unit.locator("#chu-ky >> text=Chữ ký số chưa kết luận được").count()) > 0, "as it was at receipt");
		holds((await unit.locator("#chu-ky >> text=Chữ ký số hợp lệ").count()) > 0, "as it is now");
		await unit.click("button:has-text('Kiểm tra lại')");
		holds(await unit.isVisible("text=Danh sách tin cậy chưa đổi"), "nothing new can be found");
		await shown(unit, "kiem-tra-lai");
		await unit.context().close();
	});

	await check("the settings tell whose seal it is, or why there is none", async () => {
		const admin = await signIn(browser, site, "quantri");
		const set = async (file) => {
			await admin.goto(site.base + "/quan-tri/thiet-dat");
			await admin.fill("[id='v[seal.file]']", file);
			await admin.click("button:has-text('Lưu thiết đặt')");
			await admin.waitForURL(/luu=1/);
		};
		await set(path.join(files, "khong-co.p12"));
		holds(await admin.isVisible("#dau-so >> text=Không đóng dấu được"), "refused");
		holds(await admin.isVisible("#dau-so >> text=Không có tệp"), "why");
		await shown(admin, "dau-so-hong");
		await set(path.join(files, "seal.pem"));
		holds(await admin.isVisible("#dau-so >> text=Đang đóng dấu"), "seals");
		holds(await admin.isVisible("#dau-so >> text=hiệu lực từ 01/01/2020 đến 31/12/2049"), "until when");
		await shown(admin, "dau-so");
		await set("");
		same(await admin.locator("#dau-so").count(), 0, "none");
		await admin.context().close();
	});
};
