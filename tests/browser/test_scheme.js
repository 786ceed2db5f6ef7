/* The builder of a table of criteria: from a shipped table to the sealed version, two people on one draft, by keyboard and
 * without scripts on a phone; the laboratory and the discussion list beside it. */
"use strict";
const { axe, check, holds, overflow, same, signIn } = require("./lib");

const at = "/cum/xii/2018/bang-tieu-chi";
const noScript = { viewport: { width: 390, height: 844 }, javaScriptEnabled: false };
const max = (page, code) => page.locator(`[id="max[${code}]"]`);

async function draft(browser, site) {
	const desk = await signIn(browser, site, "s2.thuky");
	await desk.goto(site.base + at + "/soan");
	await desk.getByText("Bỏ bản thảo này").click();
	await desk.getByRole("button", { name: "Bỏ bản thảo" }).click();
	await desk.waitForURL("**/bang-tieu-chi?luu=1");
	await desk.goto(site.base + at + "/soan");
	await desk.locator("#from").selectOption("MAC-DINH-100");
	await desk.getByRole("button", { name: "Bắt đầu soạn" }).click();
	await max(desk, "I.1").waitFor();
	await max(desk, "I.1").fill("31,5");
	same(await desk.locator('tr[data-node="1"] [data-sum]').textContent(), "61,5", "the sum follows what is typed");
	await max(desk, "I").fill("61,5");
	same(await desk.locator('tr[data-node="0"] [data-sum]').textContent(), "101,5", "the total too");
	holds(await desk.getByText("khác thang điểm").isVisible(), "the scale is not said to differ");
	await max(desk, "I").fill("60");
	holds(!(await desk.getByText("khác thang điểm").isVisible()), "the scale is still said to differ");
	await max(desk, "I.1").press("Enter"); /* Enter saves and moves nothing */
	await desk.getByText("Tổng điểm chuẩn các mục con là 61,5").first().waitFor();
	same(await max(desk, "I.1").inputValue(), "31,5", "what was saved");
	await desk.context().close();
}

async function stale(browser, site) {
	const one = await signIn(browser, site, "s2.thuky"), two = await signIn(browser, site, "s2.thuky");
	await one.goto(site.base + at + "/soan");
	await two.goto(site.base + at + "/soan");
	await max(one, "I.1").fill("30");
	await one.getByRole("button", { name: "Lưu điểm chuẩn" }).last().click();
	await one.getByText("Khớp, dùng được").waitFor();
	await max(two, "I.2").fill("14");
	await two.getByRole("button", { name: "Lưu điểm chuẩn" }).last().click();
	await two.getByText("Người khác vừa sửa bản thảo này").waitFor();
	same(await max(two, "I.2").inputValue(), "14", "what was typed");
	await two.getByText("đang lưu: 15").waitFor();
	await one.context().close();
	await two.context().close();
}

async function phone(browser, site) {
	const desk = await signIn(browser, site, "s2.thuky", noScript);
	await desk.goto(site.base + at + "/soan");
	await desk.locator("#parent").selectOption("III");
	await desk.locator("#kind").selectOption("count");
	await desk.locator("#code").fill("III.6");
	await desk.locator("#points").fill("0");
	await desk.locator("#name").fill("Tham gia hội thao");
	await desk.getByRole("button", { name: "Thêm mục" }).click();
	same(await desk.locator("#each").inputValue(), "1", "a count begins with a point each");
	await desk.locator("#kind").selectOption("level");
	await desk.getByRole("button", { name: "Lưu tiêu chí" }).click();
	await desk.locator("#levels").fill("Có; x");
	await desk.getByRole("button", { name: "Lưu tiêu chí" }).click();
	await desk.getByText("Các mức, dòng 1").waitFor();
	same(await desk.locator("#levels").inputValue(), "Có; x", "what was typed");
	await desk.goto(site.base + at + "/soan");
	await desk.getByRole("button", { name: "Bỏ III.6" }).click();
	holds(!(await desk.locator('[id="max[III.6]"]').count()), "the item is still there");
	holds(!(await overflow(desk)), "the page is wider than the phone");
	await desk.context().close();
}

/* A kind of unit is written into the draft; a line that is wrong is named and stays typed. */
async function kinds(browser, site) {
	const desk = await signIn(browser, site, "s2.thuky", noScript);
	await desk.goto(site.base + at + "/soan/quy-dinh");
	await desk.locator("#profiles").fill("dn; Doanh nghiệp; I.2, IX.9; không có nhiệm vụ này\ncq; Cơ quan");
	await desk.getByRole("button", { name: "Lưu quy định" }).click();
	await desk.getByText("Nhóm đơn vị, dòng 1: bảng không có mục «IX.9»").waitFor();
	await desk.getByText("Nhóm đơn vị, dòng 2: ghi").waitFor();
	holds((await desk.locator("#profiles").inputValue()).endsWith("cq; Cơ quan"), "what was typed is lost");
	await desk.locator("#profiles").fill("dn; Doanh nghiệp; I.2; không có nhiệm vụ này");
	await desk.getByRole("button", { name: "Lưu quy định" }).click();
	await desk.goto(site.base + at + "/soan/quy-dinh");
	same(await desk.locator("#profiles").inputValue(), "dn; Doanh nghiệp; I.2; không có nhiệm vụ này", "what was saved");
	holds(!(await overflow(desk)), "the page is wider than the phone");
	await desk.context().close();
}

/* The sealed table has a kind: a unit is put into it without scripts, its card says so and takes nothing there. */
async function belong(browser, site) {
	const desk = await signIn(browser, site, "s2.thuky", noScript);
	await desk.goto(site.base + at);
	await desk.getByText("Xếp đơn vị vào nhóm").click();
	await desk.getByLabel("VNPT").first().selectOption("dn");
	await desk.getByRole("button", { name: "Lưu nhóm của đơn vị" }).click();
	const row = desk.locator("#nhom tbody tr", { hasText: "Doanh nghiệp" });
	holds((await row.textContent()).includes("VNPT"), "the unit is not in its kind");
	holds((await row.textContent()).includes("I.2"), "the item is not named");
	holds(!(await overflow(desk)), "the page is wider than the phone");
	await desk.context().close();
	const wide = await signIn(browser, site, "s2.thuky");
	await wide.goto(site.base + at);
	same((await axe(wide)).length, 0, "faults of the kinds of unit");
	await wide.context().close();
}

/* What does not apply stands beside the ranking: why, raw and rescaled, and the place without rescaling. */
async function left_out(browser, site) {
	const year = site.base + "/cum/co-quan-trung-uong/2020";
	const desk = await signIn(browser, site, "s1.thuky", noScript);
	await desk.goto(year + "/xep-hang");
	same(await desk.locator("#khong-ap-dung").count(), 0, "a list of nothing");
	const unit = await signIn(browser, site, "s1.tn-ngan-hang", noScript);
	await unit.goto(year + "/cham-diem/tn-ngan-hang");
	await unit.locator('[name="na[III.2]"]').check();
	await unit.locator('[name="reason[III.2]"]').fill("Không được giao phát động phong trào");
	await unit.getByRole("button", { name: /^Lưu/ }).first().click();
	await unit.context().close();
	await desk.goto(year + "/xep-hang");
	const row = await desk.locator("#khong-ap-dung tbody tr").innerText();
	holds(row.includes("III.2 (Không được giao phát động phong trào)"), row);
	holds(/79,50\s+84,57\s+6\s+6$/.test(row.trim()), "raw, rescaled, the place with and without: " + row);
	holds(!(await overflow(desk)), "the page is wider than the phone");
	await desk.context().close();
}

async function seal(browser, site) {
	const desk = await signIn(browser, site, "s2.thuky");
	await desk.goto(site.base + at + "/soan");
	same((await axe(desk)).length, 0, "faults of the builder");
	await desk.locator("#seal").check();
	await desk.locator("#word").fill("niêm phong");
	await desk.getByRole("button", { name: "Lưu thành phiên bản" }).click();
	await desk.getByText("ghi biên bản hoặc văn bản thống nhất bảng mới").waitFor();
	await desk.locator("#reason").fill("Biên bản số 2/BB-CTĐ");
	await desk.locator("#seal").check();
	await desk.locator("#word").fill("NIÊM PHONG");
	await desk.getByRole("button", { name: "Lưu thành phiên bản" }).click();
	await desk.getByText("Đã niêm phong").first().waitFor();
	await desk.goto(site.base + at + "/phong-thu");
	await desk.getByText("chưa có số liệu năm trước").waitFor();
	await desk.context().close();
}

module.exports = async (browser, site) => {
	await check("a draft is begun and its sum is told", () => draft(browser, site));
	await check("two people on one draft lose nothing", () => stale(browser, site));
	await check("an item is added and taken out on a phone without scripts", () => phone(browser, site));
	await check("a kind of unit is written into the draft", () => kinds(browser, site));
	await check("a sealed table gives way to minutes alone", () => seal(browser, site));
	await check("what does not apply stands beside the ranking", () => left_out(browser, site));
	await check("a unit is put into a kind without scripts", () => belong(browser, site));
};
